//! Commands within sentences, such as `portent show PATH NAME`.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;

use super::checks::Place;
use super::{documents, shell};
use crate::support::{command_names, succeeds};

/// What the words in capitals stand for when a command is run.
static STANDS_FOR: &[(&str, &str)] = &[
    ("PATH", "graph.json"),
    ("FOLDER", "articles"),
    ("OLD.json", "graph.json"),
    ("NEW.json", "graph.json"),
    ("NAME", "'Automation Job Losses'"),
    ("A", "'Automation Job Losses'"),
    ("B", "automation"),
    ("TEXT", "batteries"),
    ("FILE", "pairs.tsv"),
];

/// Commands that read pages and take no graph in their place.
static OF_PAGES: &[&str] = &["check", "duplicates", "evaluate", "explain", "init", "review"];

/// Flags of other programs: of cargo, of `benches/compare_algorithms.py`, of `portent-cluster` and of Spark.
static FOREIGN: &[&str] = &[
    "--features",
    "--full",
    "--only",
    "--repeat",
    "--deadline",
    "--executor-timeout",
    "--folder",
    "--tries",
    "--master",
];

const PAIRS: &str = "label\tkind_a\tname_a\tkind_b\tname_b\n\
    D\tconcern\tAutomation Job Losses\tconcern\tJob Losses From Automation\n";

/// The spans of code of a document that are commands, with their lines; blocks are left out.
fn spans(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            let codes = line.split('`').skip(1).step_by(2);
            let commands = codes.filter(|code| code.starts_with("portent ") || code.starts_with("--"));
            found.extend(commands.map(|code| (number, code.to_owned())));
        }
    }
    found
}

/// The command with what its words in capitals stand for; `None` where it names no input.
fn runnable(span: &str) -> Option<String> {
    let words: Vec<&str> = span.split(' ').collect();
    let is_input = |word: &&str| matches!(*word, "PATH" | "FOLDER" | "OLD.json");
    let stands = |word: &str| STANDS_FOR.iter().find(|(name, _)| *name == word).map(|(_, text)| *text);
    let input = |word: &str| (word == "PATH" && OF_PAGES.contains(&words[1])).then_some("articles");
    let line: Vec<&str> =
        words.iter().map(|word| input(word).or_else(|| stands(word)).unwrap_or(word)).collect();
    (span.starts_with("portent ") && words.iter().any(is_input)).then(|| line.join(" "))
}

/// The flags of a span: `--since` of `--since DAY`, of `--since=DAY` and of `[--since]`.
fn flags(span: &str) -> impl Iterator<Item = &str> {
    let words = span.split([' ', '=', '[', ']', '|', ',']);
    words.filter(|word| word.len() > 2 && word.starts_with("--"))
}

// C28: in sentences.
#[test]
fn commands_within_sentences_work_and_flags_are_known() {
    let place = Place::new();
    let folder = place.folder();
    fs::write(folder.join("pairs.tsv"), PAIRS).unwrap();
    succeeds(folder, &["build", "articles", "-q", "-o", "graph.json"]);
    let names = command_names(folder);
    let helps = names.iter().map(|name| (name.as_str(), succeeds(folder, &[name, "--help"])));
    let helps: BTreeMap<&str, String> = helps.collect();
    let mut done: BTreeMap<String, Result<(), String>> = BTreeMap::new();
    let mut faults = Vec::new();
    for (document, text) in documents() {
        // What was tried may be gone.
        if document == "decisions.md" {
            continue;
        }
        for (line, span) in spans(&text) {
            let outcome = done.entry(span.clone()).or_insert_with(|| {
                unknown(&helps, &span)?;
                let Some(line) = runnable(&span) else { return Ok(()) };
                match shell::run(folder, &line, Stdio::null()) {
                    // Another build has it; the refusal names the feature.
                    Err(fault) if fault.contains("it comes with the feature") => Ok(()),
                    ran => ran.map(drop),
                }
            });
            faults
                .extend(outcome.as_ref().err().map(|fault| format!("{document}:{line}: `{span}`: {fault}")));
        }
    }
    assert!(done.keys().filter(|span| runnable(span).is_some()).count() >= 15, "{:?}", done.keys());
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// That a span names a command or a flag that is not there.
fn unknown(helps: &BTreeMap<&str, String>, span: &str) -> Result<(), String> {
    let mut words = span.split(' ');
    let texts: Vec<&String> = match (words.next(), words.next()) {
        (Some("portent"), Some(name)) if !name.starts_with('-') => {
            vec![helps.get(name).ok_or("no such command")?]
        }
        _ => helps.values().collect(),
    };
    // A flag of its own, not the beginning of another: `--since` is not in `--since-last`.
    let holds = |text: &str, flag: &str| {
        text.match_indices(flag).any(|(at, _)| {
            !text[at + flag.len()..].starts_with(|c: char| c == '-' || c.is_ascii_alphanumeric())
        })
    };
    let mut own = flags(span).filter(|flag| !FOREIGN.contains(flag));
    match own.find(|flag| !texts.iter().any(|text| holds(text, flag))) {
        Some(flag) => Err(format!("no command has {flag}")),
        None => Ok(()),
    }
}

#[test]
fn spans_are_found_outside_of_blocks_and_unknown_flags_told() {
    let text = "Ask `portent top PATH` or `--since DAY`, `x`.\n```sh\n`portent no`\n```\n";
    assert_eq!(spans(text), [(1, "portent top PATH".into()), (1, "--since DAY".into())]);
    assert_eq!(
        runnable("portent show PATH NAME").as_deref(),
        Some("portent show graph.json 'Automation Job Losses'")
    );
    assert_eq!(runnable("portent check PATH").as_deref(), Some("portent check articles"));
    assert_eq!(runnable("portent top --by NAME"), None);
    let helps = BTreeMap::from([("top", "--since-last <DAY> --by <NAME>".to_owned())]);
    assert!(unknown(&helps, "portent top --by x").is_ok() && unknown(&helps, "--since-last").is_ok());
    assert!(unknown(&helps, "portent top --since").is_err());
    assert!(unknown(&helps, "portent tops").is_err() && unknown(&helps, "--bye").is_err());
}
