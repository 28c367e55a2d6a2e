//! Runs the command as people run it.

use std::path::Path;
use std::process::{Command, Output, Stdio};

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

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}
