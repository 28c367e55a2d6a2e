//! `init`, and what a poor graph is told.

use std::fs;
use std::path::Path;

use crate::support::{ARTICLES, folder, portent, refused, run, stderr, stdout, succeeds};

/// Notes that portent half understands: a table under a heading that only holds a known word, and prose.
fn notes(folder: &Path, count: usize) {
    fs::create_dir(folder.join("notes")).unwrap();
    for note in 0..count {
        let text = format!(
            "# Note {note}\n\nThe harbor was quiet and the wind came from the north.\n\n## Signals heard at the harbor\n\n\
             | name | description |\n|---|---|\n| Kelp Farm {note} | They spread along the coast |\n| Rope {note} | It is old |\n\n\
             ## Odds and ends\n\n- [Moss wall {note}](https://moss.example/{note}): green\n- nothing else\n"
        );
        fs::write(folder.join(format!("notes/note-{note}.md")), text).unwrap();
    }
}

#[test]
fn what_init_writes_is_valid_and_reads_more() {
    let here = folder();
    notes(here.path(), 4);
    let names = |kind: &str| {
        let output = run(here.path(), &["top", "notes", "--kind", kind, "--format", "csv"]);
        stdout(&output).lines().count().saturating_sub(1)
    };
    assert_eq!(names("signal"), 0);
    let seen = succeeds(here.path(), &["init", "notes"]);
    assert!(seen.starts_with("articles     4\n") && seen.contains("languages    English"), "{seen}");
    assert!(
        seen.contains("signal") && seen.contains("notes/note-0.md") || seen.contains("note-0.md:5"),
        "{seen}"
    );
    let file = fs::read_to_string(here.path().join("portent.toml")).unwrap();
    assert!(
        file.contains("\n\"Signals heard at the harbor\" = \"signal\"  # 4 articles: 8 rows\n"),
        "{file}"
    );
    assert!(file.contains("\n# \"Odds and ends\" = \"theme\"  # 4 articles: 8 bullets"), "{file}");
    assert_eq!(names("signal"), 8, "{file}");
    let every_line = file.replace("\n# \"", "\n\"");
    fs::write(here.path().join("portent.toml"), every_line).unwrap();
    succeeds(here.path(), &["config", "show"]);
}

// C19: what exists is replaced only where that is asked.
#[test]
fn init_writes_equal_bytes_and_replaces_nothing_unless_told() {
    let here = folder();
    notes(here.path(), 3);
    let first = succeeds(here.path(), &["init", "notes", "-o", "-"]);
    assert!(!here.path().join("portent.toml").exists());
    succeeds(here.path(), &["init", "notes"]);
    assert_eq!(fs::read_to_string(here.path().join("portent.toml")).unwrap(), first);
    let told = refused(here.path(), &["init", "notes"]);
    assert!(told.contains("portent.toml exists") && told.contains("--force"), "{told}");
    succeeds(here.path(), &["init", "notes", "--force"]);
    assert_eq!(
        fs::read_to_string(here.path().join("portent.toml")).unwrap(),
        first,
        "its own file is not read"
    );
    let output = run(here.path(), &["init", "notes", "-o", "other.toml"]);
    assert!(stderr(&output).contains("portent build notes --config other.toml"), "{}", stderr(&output));
    assert!(refused(here.path(), &["init"]).contains("<PATH>"));
}

#[test]
fn a_poor_graph_is_told_what_was_not_understood_and_what_to_do() {
    let here = folder();
    notes(here.path(), 12);
    let output = run(here.path(), &["build", "notes", "-o", "g.gexf"]);
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    for part in [
        "warning: the graph is poor: ",
        "no article has a date",
        "Odds and ends",
        "portent init DIR",
        "Date: 2026-03-04",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(told.contains("\"Signals heard at the harbor\" = \"signal\""), "{told}");
    assert!(!told.contains("in Gephi"), "{told}");
    let block = told.lines().skip_while(|line| !line.contains("the graph is poor")).count();
    assert!(block <= 25, "{told}");
    assert_eq!(
        run(here.path(), &["build", "notes", "-o", "g.gexf", "--strict", "-q"]).status.code(),
        Some(1)
    );
    assert!(stderr(&run(here.path(), &["check", "notes"])).contains("the graph is poor"));
    assert!(stderr(&run(here.path(), &["clusters", "notes"])).contains("the graph is poor"));
    assert!(!stderr(&run(here.path(), &["build", "notes", "-o", "g.json", "-q"])).contains("poor"));
}

#[test]
fn a_good_graph_is_told_nothing() {
    let here = folder();
    let output = run(here.path(), &["build", ARTICLES, "-o", "g.gexf"]);
    let told = stderr(&output);
    assert!(!told.contains("poor") && told.contains("open g.gexf in Gephi"), "{told}");
    assert!(told.contains(" table rows, 288 bullets"), "{told}");
}

// C10, C13: what repeats is one table; as JSON each finding is one object a line.
#[test]
fn headings_that_are_not_known_are_one_table_in_check() {
    let here = folder();
    for note in 'a'..='z' {
        let text = format!("# Note {note}\n\n## Log\n\n- moss\n\n## Only here {note}{note}\n\ntext\n");
        fs::write(here.path().join(format!("{note}.md")), text).unwrap();
    }
    let told = stdout(&run(here.path(), &["check", "."]));
    assert!(told.contains("27 headings are not known, most frequent first:"), "{told}");
    assert_eq!(told.matches("Only here").count(), 9, "{told}");
    assert!(!told.contains("note[unknown-section]"), "{told}");
    let all = stdout(&run(here.path(), &["check", ".", "-v", "--limit", "0"]));
    assert!(all.contains("note[unknown-section]"), "{all}");
    let json = stdout(&run(here.path(), &["check", ".", "--message-format", "json"]));
    assert!(json.lines().all(|line| line.starts_with('{')), "{json}");
    assert!(json.matches("unknown-section").count() > 10, "{json}");
}

#[test]
fn folders_are_what_the_configuration_says() {
    let here = folder();
    fs::create_dir_all(here.path().join("notes/kelp")).unwrap();
    fs::write(here.path().join("notes/kelp/a.md"), "# A\n\n## Keywords\n\n- dew\n").unwrap();
    fs::write(here.path().join("portent.toml"), "[folders]\nlevel-1 = \"theme\"\n").unwrap();
    let told = succeeds(here.path(), &["top", "notes", "--kind", "theme", "--format", "csv"]);
    assert!(told.contains("kelp"), "{told}");
    fs::write(here.path().join("portent.toml"), "\n[folders]\nlevel-1 = \"thme\"\n").unwrap();
    let told = refused(here.path(), &["top", "notes"]);
    assert!(told.contains("portent.toml:3:11: ") && told.contains("did you mean theme?"), "{told}");
    let mut command = portent(here.path());
    let help = command.args(["config", "--help"]).output().unwrap();
    assert!(stdout(&help).contains("[folders]"));
}
