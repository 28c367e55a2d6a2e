//! Commands as documents show them, with what they print.

use std::path::Path;
use std::process::{Command, Stdio};

/// A command with the output that a document shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) command: String,
    pub(super) output: Vec<String>,
}

/// The commands of a block: lines that start with `$ ` are commands, the lines below them what they print (`...` for
/// lines left out); a block without `$ ` is commands alone, one a line, and comments.
pub(super) fn commands(block: &str) -> Vec<Shown> {
    let prompted = block.lines().any(|line| line.starts_with("$ "));
    let mut commands: Vec<Shown> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), prompted) {
            (Some(command), _) => commands.push(Shown { command: command.into(), output: Vec::new() }),
            (None, true) => {
                if let Some(last) = commands.last_mut() {
                    last.output.push(line.to_owned());
                }
            }
            (None, false) if !line.trim().is_empty() && !line.starts_with('#') => {
                commands.push(Shown { command: line.to_owned(), output: Vec::new() });
            }
            (None, false) => {}
        }
    }
    commands
}

/// Runs a line in a folder with the built program as `portent` (`cargo run --release --` is that, too), on a terminal
/// of 120 columns: what it wrote to standard output and to standard error.
///
/// # Errors
/// What it said, where it fails.
pub(super) fn run(folder: &Path, line: &str, typed: Stdio) -> Result<(String, String), String> {
    let program = assert_cmd::cargo::cargo_bin!("portent");
    let mut path = program.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-e", "-c", &line.replace("cargo run --release -- ", "portent ")])
        .current_dir(folder)
        .env_clear()
        .envs([("HOME", folder.as_os_str()), ("PATH", &path), ("COLUMNS", "120".as_ref())])
        .stdin(typed)
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() {
        Ok((printed, told))
    } else {
        Err(format!("`{line}` fails\n{printed}{told}"))
    }
}

/// Runs a command and compares what it prints with what is shown.
pub(super) fn compare(folder: &Path, shown: &Shown) -> Result<(), String> {
    let (printed, told) = run(folder, &shown.command, Stdio::null())?;
    if matches(&shown.output, &printed) || matches(&shown.output, &format!("{told}{printed}")) {
        return Ok(());
    }
    let expected = shown.output.join("\n");
    Err(format!(
        "`{}` prints something else\nshown:\n{expected}\nprinted:\n{printed}\nstandard error:\n{told}",
        shown.command
    ))
}

/// Whether what was printed is what is shown: line by line, `...` standing for any lines.
fn matches(shown: &[String], printed: &str) -> bool {
    let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let mut rest = lines.as_slice();
    let mut skip = false;
    for line in shown.iter().map(|line| line.trim_end()).filter(|line| !line.is_empty()) {
        if matches!(line, "..." | "…") {
            skip = true;
            continue;
        }
        let Some(at) = rest.iter().position(|other| *other == line) else { return false };
        if !skip && rest[..at].iter().any(|other| !other.is_empty()) {
            return false;
        }
        rest = &rest[at + 1..];
        skip = false;
    }
    true
}

#[test]
fn shown_output_may_leave_lines_out_but_not_change_them() {
    let shown = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    assert!(matches(&shown("a\nb"), "a\nb\n"));
    assert!(matches(&shown("a\n...\nc"), "a\nb\nc\n"));
    assert!(matches(&shown(""), "anything\n"));
    assert!(!matches(&shown("a\nc"), "a\nb\nc\n"));
    assert!(!matches(&shown("a\nx"), "a\nb\n"));
}

#[test]
fn blocks_with_prompts_have_outputs_and_blocks_without_are_commands() {
    let found = |text: &str| -> Vec<(String, usize)> {
        commands(text).into_iter().map(|shown| (shown.command, shown.output.len())).collect()
    };
    assert_eq!(found("$ portent top x\nlabel\n\n$ ls\n"), [("portent top x".into(), 2), ("ls".into(), 0)]);
    assert_eq!(found("# comment\nportent man\n\nls\n"), [("portent man".into(), 0), ("ls".into(), 0)]);
}

#[test]
fn a_command_that_fails_or_is_not_there_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), "portent --version", Stdio::null()).unwrap().0.starts_with("portent "));
    assert!(run(folder.path(), "portent top absent", Stdio::null()).is_err());
    assert!(run(folder.path(), "no-such-program-here", Stdio::null()).is_err());
}
