//! The commands of README.md work as they are written, and print what is written under them.
//!
//! Each ```` ```sh ```` or ```` ```console ```` block is run in a folder of its own beside a copy of `fixtures`:
//! lines that start with `$ ` are commands, the lines below them what they print (`...` for lines left out); a block
//! without `$ ` is commands alone. `portent ...` and `cargo run -- ...` run the built program; other commands are
//! left to the reader.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{command_names, succeeds};

/// A command with the output that the README shows.
#[derive(Debug, Default)]
struct Shown {
    command: String,
    output: Vec<String>,
}

/// The commands of all shell blocks, in order.
fn commands(readme: &str) -> Vec<Shown> {
    let mut commands = Vec::new();
    let mut block: Option<Vec<&str>> = None;
    for line in readme.lines() {
        match (&mut block, line.trim()) {
            (None, "```sh" | "```console") => block = Some(Vec::new()),
            (Some(lines), "```") => {
                commands.extend(commands_of(lines));
                block = None;
            }
            (Some(lines), _) => lines.push(line),
            (None, _) => {}
        }
    }
    commands
}

fn commands_of(lines: &[&str]) -> Vec<Shown> {
    let prompted = lines.iter().any(|line| line.starts_with("$ "));
    let mut commands: Vec<Shown> = Vec::new();
    for line in lines {
        match (line.strip_prefix("$ "), prompted) {
            (Some(command), _) => commands.push(Shown { command: command.into(), output: Vec::new() }),
            (None, true) => {
                if let Some(last) = commands.last_mut() {
                    last.output.push((*line).to_owned());
                }
            }
            (None, false) if !line.trim().is_empty() && !line.starts_with('#') => {
                commands.push(Shown { command: (*line).to_owned(), output: Vec::new() });
            }
            (None, false) => {}
        }
    }
    commands
}

/// The command with the built program in place of `portent` and `cargo run`; `None` where it is another program's.
fn runnable(command: &str, program: &str) -> Option<String> {
    let command = command.split("  #").next().unwrap_or(command).trim();
    let prefixes = ["cargo run --release -- ", "cargo run -r -- ", "cargo run -- ", "portent "];
    let rest = prefixes.iter().find_map(|prefix| command.strip_prefix(prefix))?;
    Some(format!("'{program}' {}", rest.replace("| portent ", &format!("| '{program}' "))))
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

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

// C28: in README.md.
#[test]
fn the_commands_of_the_readme_print_what_it_shows() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    copy(&root.join("fixtures"), &folder.path().join("fixtures"));
    let program = assert_cmd::cargo::cargo_bin!("portent").display().to_string();
    for shown in commands(&readme) {
        let Some(line) = runnable(&shown.command, &program) else { continue };
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(folder.path())
            .env("HOME", folder.path())
            .env_remove("NO_COLOR")
            .env("COLUMNS", "120")
            .output()
            .unwrap();
        let (printed, told) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{}\n{told}", shown.command);
        let both = format!("{told}{printed}");
        let expected = shown.output.join("\n");
        assert!(
            matches(&shown.output, &printed) || matches(&shown.output, &both),
            "`{}` does not print what the README shows\nshown:\n{expected}\nprinted:\n{printed}\nstderr:\n{told}",
            shown.command
        );
    }
}

/// The examples of a help text, without what they are for.
fn examples(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| line.trim() != "Examples:").skip(1);
    let lines = lines.take_while(|line| line.starts_with("  portent "));
    lines.filter_map(|line| line.trim().split("   ").next()).map(str::to_owned).collect()
}

// C28: in help, which is what the manual page shows.
#[test]
fn the_examples_of_help_work_as_they_are_written() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let folder = tempfile::tempdir().unwrap();
    copy(&root.join("fixtures/articles"), &folder.path().join("articles"));
    fs::write(folder.path().join("typed"), "y\nq\n").unwrap();
    let program = assert_cmd::cargo::cargo_bin!("portent").display().to_string();
    let mut found = examples(&succeeds(folder.path(), &["--help"]));
    for name in command_names(folder.path()) {
        found.extend(examples(&succeeds(folder.path(), &[&name, "--help"])));
    }
    assert!(found.len() >= 13, "{found:?}");
    for example in found {
        let line = runnable(&example, &program).unwrap();
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(folder.path())
            .env("HOME", folder.path())
            .stdin(fs::File::open(folder.path().join("typed")).unwrap())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{example}\n{told}");
    }
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
    let text = "text\n```sh\n$ portent top x\nlabel\n\n$ ls\n```\n```sh\n# comment\ncargo run -- man\n```\n";
    let found: Vec<(String, usize)> =
        commands(text).into_iter().map(|shown| (shown.command, shown.output.len())).collect();
    assert_eq!(found, [("portent top x".into(), 2), ("ls".into(), 0), ("cargo run -- man".into(), 0)]);
    assert_eq!(runnable("cargo run -- man", "p").as_deref(), Some("'p' man"));
    assert_eq!(runnable("ls", "p"), None);
}
