//! Runs the command as people run it, over the fixtures and over small pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The 26 articles that the tests of the command read.
pub(crate) const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/articles");

/// One page with one row, which is long and whose relevancy is no number.
pub(crate) const LONG_ROW: &str = "# __Bells__, (from page [20260118](https://example.org/20260118).)\n\n## Signals\n\n\
    | name | description | relevancy |\n|---|---|---|\n\
    | Silent Bells | Bells fall silent in a great many villages and towns of the far north and of the far \
    south, and again in the north, since nobody is left who pulls the ropes | many |\n";

/// An article that is in order.
pub(crate) fn page(title: &str) -> String {
    format!(
        "# __{title}__, (from page [20260118](https://example.org/20260118).)\n\n\
         __[External link](https://example.org/{title})__\n\n\
         ## Signals\n\n| name | description | relevancy |\n|---|---|---|\n| Silent Bells | Bells fall silent | 4 |\n"
    )
}

/// The command in a folder of its own, without configuration and color of the machine.
pub(crate) fn portent(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("portent"));
    command
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder)
        .env("PATH", std::env::var_os("PATH").unwrap());
    command
}

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    portent(folder).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// A run whose standard output nobody reads.
pub(crate) fn unread(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = portent(folder);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    child.wait_with_output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What a command prints that ends well.
pub(crate) fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

/// What a command prints as JSON.
pub(crate) fn records(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    serde_json::from_str(&succeeds(folder, &[arguments, &["--format", "json"]].concat())).unwrap()
}

/// What a command says that fails with 2: an error and no data.
pub(crate) fn refused(folder: &Path, arguments: &[&str]) -> String {
    refusal(&run(folder, arguments), arguments)
}

/// The same of a command that ran already.
pub(crate) fn refusal(output: &Output, arguments: &[&str]) -> String {
    let told = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
    assert!(told.starts_with("error: ") && !told.contains("panicked"), "{arguments:?}: {told}");
    assert!(output.stdout.is_empty(), "{}", stdout(output));
    told
}

/// The names of all commands, in the order of help.
pub(crate) fn command_names(folder: &Path) -> Vec<String> {
    let help = succeeds(folder, &["--help"]);
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A folder with the `graph.json` of the fixtures in it.
pub(crate) fn built() -> tempfile::TempDir {
    let folder = folder();
    succeeds(folder.path(), &["build", ARTICLES, "-o", "graph.json", "-q"]);
    folder
}

/// A copy of the fixtures' articles, `pages` in that folder.
pub(crate) fn pages(folder: &Path) -> PathBuf {
    let pages = folder.join("pages");
    fs::create_dir(&pages).unwrap();
    for entry in fs::read_dir(ARTICLES).unwrap() {
        let from = entry.unwrap().path();
        fs::copy(&from, pages.join(from.file_name().unwrap())).unwrap();
    }
    pages
}

/// The names of what is in a folder, in order.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
