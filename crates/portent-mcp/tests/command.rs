//! The real command as a child process, by the SDK's transport for children.

use rmcp::ServiceExt;
use rmcp::transport::TokioChildProcess;

use crate::protocol::{call, reply};
use crate::support::{check, questions, repository};

/// `PORTENT_BINARY` is a command that was built with the feature `mcp`; `.ci/run` sets it.
#[test]
#[ignore = "needs PORTENT_BINARY"]
fn the_command_answers_a_client_from_a_folder_and_from_its_stored_build() {
    let binary = std::env::var("PORTENT_BINARY").unwrap();
    let here = tempfile::tempdir().unwrap();
    let stored = here.path().join("archive.portent");
    let articles = repository("fixtures/articles");
    let mut build = std::process::Command::new(&binary);
    build.arg("build").arg(&articles).arg("-o").arg(&stored).arg("--no-config").arg("-q");
    assert!(build.status().unwrap().success());
    let from = |path: &std::path::Path| {
        let mut command = tokio::process::Command::new(&binary);
        command.arg("mcp").arg(path).arg("--no-config");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let client = ().serve(TokioChildProcess::new(command).unwrap()).await.unwrap();
            assert_eq!(client.list_all_tools().await.unwrap().len(), questions().len());
            let mut replies = Vec::new();
            for (tool, arguments) in questions() {
                replies.push(reply(client.call_tool(call(tool, &arguments)).await.unwrap()));
                check(tool, replies.last().unwrap());
            }
            client.cancel().await.unwrap();
            replies
        })
    };
    assert_eq!(from(&articles), from(&stored));
}
