//! The command that an assistant starts, spoken to line by line. What it answers is tested in `portent-mcp`.

use crate::support::{run, stderr};

#[cfg(not(feature = "mcp"))]
#[test]
fn a_build_without_the_server_says_which_feature_brings_it() {
    let here = tempfile::tempdir().unwrap();
    let output = run(here.path(), &["mcp", "articles"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("it comes with the feature \"mcp\""), "{}", stderr(&output));
}

#[cfg(feature = "mcp")]
mod present {
    use std::io::{BufRead, BufReader, Write};
    use std::path::Path;
    use std::process::{Child, Command, Stdio};

    use serde_json::{Value, json};

    use super::{run, stderr};
    use crate::support::{ARTICLES, portent, stdout};

    fn started(folder: &Path, flags: &[&str]) -> Child {
        let mut command = portent(folder);
        command.args(["mcp", ARTICLES]).args(flags);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    fn hello() -> Vec<Value> {
        let info = json!({ "name": "raw", "version": "0" });
        let hello = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": info });
        vec![
            json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": hello }),
            json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
        ]
    }

    // T31, C4: what is told goes to stderr, also with -vv; the end of the input is the end, exit 0.
    #[test]
    fn standard_output_carries_the_protocol_alone() {
        let here = tempfile::tempdir().unwrap();
        for flags in [&["-q"][..], &["-vv"]] {
            let mut child = started(here.path(), flags);
            let mut input = child.stdin.take().unwrap();
            let call = json!({ "name": "search", "arguments": { "text": "batteries" } });
            let ask = json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call });
            for message in hello().into_iter().chain([ask]) {
                writeln!(input, "{message}").unwrap();
            }
            drop(input);
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
            let told = stdout(&output);
            let messages: Vec<Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(messages.iter().map(|message| &message["id"]).collect::<Vec<_>>(), [0, 1]);
            assert_eq!(messages[0]["result"]["serverInfo"]["name"], "portent");
            let place = &messages[1]["result"]["structuredContent"]["rows"][0]["places"][0];
            assert!(place["line"].as_u64().unwrap() > 0 && place["file"].as_str().unwrap().ends_with(".md"));
            assert_eq!(stderr(&output).is_empty(), flags == ["-q"], "{}", stderr(&output));
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_interrupt_is_how_a_server_ends() {
        let here = tempfile::tempdir().unwrap();
        for (signal, code) in [("-INT", 0), ("-TERM", 143)] {
            let mut child = started(here.path(), &["-q"]);
            let mut input = child.stdin.take().unwrap();
            hello().iter().for_each(|message| writeln!(input, "{message}").unwrap());
            let mut line = String::new();
            BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
            assert!(line.contains("instructions"), "{line}");
            assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
            assert_eq!(child.wait().unwrap().code(), Some(code), "{signal}");
        }
    }

    #[test]
    fn what_cannot_be_served_is_refused() {
        let here = tempfile::tempdir().unwrap();
        let refused = |path: &str| {
            let output = run(here.path(), &["mcp", path]);
            assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()), "{path}");
            stderr(&output)
        };
        assert!(refused("-").contains("standard input is the assistant's"));
        assert!(refused("nowhere").contains("nowhere"));
    }
}
