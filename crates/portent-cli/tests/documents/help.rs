//! The examples of help texts.

use std::fs;

use super::{copy, root, shell};
use crate::support::{command_names, succeeds};

/// The examples of a help text, without what they are for.
fn examples(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| line.trim() != "Examples:").skip(1);
    let lines = lines.take_while(|line| line.starts_with("  portent "));
    lines.filter_map(|line| line.trim().split("   ").next()).map(str::to_owned).collect()
}

// C28: in help, which is what the manual page shows.
#[test]
fn the_examples_of_help_work_as_they_are_written() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("fixtures/articles"), &folder.path().join("articles"));
    fs::write(folder.path().join("typed"), "y\nq\n").unwrap();
    let mut found = examples(&succeeds(folder.path(), &["--help"]));
    for name in command_names(folder.path()) {
        found.extend(examples(&succeeds(folder.path(), &[&name, "--help"])));
    }
    assert!(found.len() >= 13, "{found:?}");
    for example in found {
        let typed = fs::File::open(folder.path().join("typed")).unwrap();
        match shell::run(folder.path(), &example, typed.into()) {
            // Another build has it; the refusal names the feature.
            Err(fault) if fault.contains("it comes with the feature") => {}
            ran => drop(ran.unwrap()),
        }
    }
}
