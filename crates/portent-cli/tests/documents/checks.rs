//! What a block of each language has to hold.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use super::blocks::{Block, Mark};
use super::{copy, root, shell};

/// The folder that a document's blocks run in.
pub(super) struct Place(tempfile::TempDir);

/// Checks a block of a document whose blocks are all given.
type Check = fn(&Place, &[Block], &Block) -> Result<(), String>;

/// The languages that blocks are in.
static LANGUAGES: &[(&str, Check)] = &[
    ("sh", commands),
    ("console", commands),
    ("toml", settings),
    ("markdown", article),
    ("json", json),
    ("tsv", pairs),
    // README.md's program is a test in `src/lib.rs`.
    ("rust", |_, _, _| Ok(())),
    // `tests/sql.rs` asks every query of a database.
    ("sql", |_, _, _| Ok(())),
    // Run where their interpreters are, not here.
    ("python", |_, _, _| Ok(())),
    ("r", |_, _, _| Ok(())),
];

impl Place {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&root().join("fixtures"), &folder.path().join("fixtures"));
        copy(&root().join("fixtures/articles"), &folder.path().join("articles"));
        Self(folder)
    }

    pub(super) fn folder(&self) -> &Path {
        self.0.path()
    }

    /// Writes the files that blocks are.
    pub(super) fn prepare(&self, blocks: &[Block]) -> Result<(), String> {
        for block in blocks {
            let Some(name) = block.file() else { continue };
            let path = self.folder().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &block.text).map_err(|error| format!("{}: {name}: {error}", block.line))?;
        }
        Ok(())
    }

    /// A line of the shell that must succeed.
    fn run(&self, line: &str) -> Result<String, String> {
        shell::run(self.folder(), line, Stdio::null()).map(|(printed, told)| printed + &told)
    }
}

/// Runs or checks a block, unless it is marked as one that no test runs or a feature is missing.
///
/// # Errors
/// What is wrong, with the line of the block.
pub(super) fn check(place: &Place, blocks: &[Block], block: &Block) -> Result<(), String> {
    let told = |fault: String| format!("{}: {fault}", block.line);
    for mark in &block.marks {
        match mark {
            Mark::NotRun(_) => return Ok(()),
            Mark::Needs(feature) if !has(feature).map_err(told)? => return Ok(()),
            Mark::Before(line) => drop(place.run(line).map_err(told)?),
            Mark::Needs(_) | Mark::File(_) => {}
        }
    }
    match LANGUAGES.iter().find(|(language, _)| *language == block.language) {
        Some((_, check)) => check(place, blocks, block).map_err(told),
        // What a file holds is checked by the commands that read it.
        None if block.file().is_some() => Ok(()),
        None => Err(told(format!(
            "no test runs a block of {:?}: say why above it (<!-- not run: … -->)",
            block.language
        ))),
    }
}

/// Whether this program was built with a feature.
fn has(feature: &str) -> Result<bool, String> {
    match feature {
        "parquet" => Ok(cfg!(feature = "parquet")),
        "png" => Ok(cfg!(feature = "png")),
        "shell" => Ok(cfg!(feature = "shell")),
        "sqlite" => Ok(cfg!(feature = "sqlite")),
        "xlsx" => Ok(cfg!(feature = "xlsx")),
        _ => Err(format!("{feature} is no feature")),
    }
}

fn commands(place: &Place, _: &[Block], block: &Block) -> Result<(), String> {
    shell::commands(&block.text).iter().try_for_each(|shown| shell::compare(place.folder(), shown))
}

/// A block of TOML is a `portent.toml`.
fn settings(place: &Place, _: &[Block], block: &Block) -> Result<(), String> {
    fs::write(place.folder().join("block.toml"), &block.text).unwrap();
    place.run("portent config show --config block.toml").map(drop)
}

/// A page is read whole, by the settings that stand above it.
fn article(place: &Place, blocks: &[Block], block: &Block) -> Result<(), String> {
    let folder = place.folder().join("block");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("page.md"), &block.text).unwrap();
    let above = blocks.iter().rfind(|other| other.line < block.line && other.language == "toml");
    fs::write(place.folder().join("block.toml"), above.map_or("", |other| &other.text)).unwrap();
    let told = place.run("portent check block --config block.toml")?;
    if told.contains(" kept, 0 reported") { Ok(()) } else { Err(told) }
}

fn json(_: &Place, _: &[Block], block: &Block) -> Result<(), String> {
    serde_json::from_str::<serde_json::Value>(&block.text).map(drop).map_err(|error| error.to_string())
}

/// A table of pairs: decisions or labels, by its header.
fn pairs(place: &Place, _: &[Block], block: &Block) -> Result<(), String> {
    fs::write(place.folder().join("block.tsv"), &block.text).unwrap();
    match block.text.split(['\t', '\n']).next() {
        Some("verdict") => {
            place.run("portent build articles -q --decisions block.tsv -o json:block.json").map(drop)
        }
        Some("label") => place.run("portent evaluate articles --pairs block.tsv").map(drop),
        header => Err(format!("no command is known that reads a table whose first column is {header:?}")),
    }
}

#[test]
fn blocks_that_are_wrong_are_faults() {
    let place = Place::new();
    let fault = |language: &str, text: &str, marks: Vec<Mark>| {
        let block = Block { line: 3, language: language.into(), text: text.into(), marks };
        check(&place, &[], &block).err()
    };
    let row = "verdict\tkind\tname_a\tname_b\nperhaps\tconcern\tA\tB\n";
    let wrong = [
        ("sh", "portent build absent -o x.json\n"),
        ("console", "$ portent formats\nno such line\n"),
        ("toml", "seeds = 2.0\n"),
        ("markdown", "# __A__\n## Signals\n| nome | x |\n|---|---|\n| | 3 |\n"),
        ("json", "{\n"),
        ("tsv", row),
        ("tsv", "x\ty\n"),
        ("", "portent --version\n"),
        ("cobol", ""),
    ];
    for (language, text) in wrong {
        assert!(
            fault(language, text, Vec::new()).is_some_and(|told| told.starts_with("3: ")),
            "{language} {text}"
        );
        assert_eq!(fault(language, text, vec![Mark::NotRun("why".into())]), None);
    }
    assert!(fault("sh", "ls\n", vec![Mark::Before("false".into())]).is_some());
    assert!(fault("sh", "ls\n", vec![Mark::Needs("teleport".into())]).is_some());
    assert_eq!(fault("sh", "cat made\n", vec![Mark::Before("touch made".into())]), None);
}
