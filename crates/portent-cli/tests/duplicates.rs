//! `duplicates` and `explain`, and what people decide about them.

use std::fs;
use std::path::Path;

use crate::support::{ARTICLES, folder, refused, succeeds};

// C27: the verdict, its log odds, and the files and lines of both names.
#[test]
fn duplicates_are_listed_explained_and_decided() {
    let here = folder();
    let json = succeeds(here.path(), &["duplicates", ARTICLES, "--format", "json"]);
    let groups: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert!(groups.iter().all(|group| group["names"].as_u64() >= Some(2)), "{json}");
    let group = &groups[0];
    let kind = group["kind"].as_str().unwrap();
    let written: Vec<&str> =
        group["written"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let names = [0, 1].map(|at: usize| format!("{kind}:{}", written[at]));
    let card = succeeds(here.path(), &["explain", ARTICLES, &names[0], &names[1]]);
    assert!(card.contains("verdict") && card.contains("log odds") && card.contains(".md:"), "{card}");
    let decision =
        format!("verdict\tkind\tname_a\tname_b\tnote\ndifferent\t{kind}\t{}\t{}\t\n", written[0], written[1]);
    fs::write(here.path().join("d.tsv"), decision).unwrap();
    let decided =
        succeeds(here.path(), &["duplicates", ARTICLES, "--decisions", "d.tsv", "--format", "json"]);
    assert_ne!(decided, json);
    assert!(
        refused(here.path(), &["explain", ARTICLES, "ai", "automatoin"]).contains("did you mean automation")
    );
    assert!(!refused(here.path(), &["explain", ARTICLES, "ai", "zzzzzz"]).contains("did you mean"));
}

#[test]
fn the_least_sure_pairs_are_replayed_without_a_change() {
    let here = folder();
    let file = succeeds(here.path(), &["duplicates", ARTICLES, "--least-sure", "6"]);
    assert_eq!(file.lines().count(), 7, "{file}");
    let accepted: Vec<&str> = file.lines().filter(|line| !line.starts_with("different")).collect();
    fs::write(here.path().join("d.tsv"), accepted.join("\n")).unwrap();
    let build = |arguments: &[&str]| {
        let mut all = vec!["build", "-o", "-", "--format", "dot", "-q"];
        all.push(ARTICLES);
        all.extend(arguments);
        // The comments at the head tell that there are decisions.
        succeeds(here.path(), &all).lines().filter(|line| !line.starts_with("//")).count()
    };
    assert_eq!(build(&["--decisions", "d.tsv"]), build(&[]), "what is accepted anyway changes nothing");
}

/// The groups of two and more names, each as its written forms.
fn groups(folder: &Path, decisions: Option<&str>) -> Vec<Vec<String>> {
    let mut arguments = vec!["duplicates", ARTICLES, "-n", "1000", "--format", "json"];
    if let Some(text) = decisions {
        fs::write(folder.join("d.tsv"), text).unwrap();
        arguments.extend(["--decisions", "d.tsv"]);
    }
    let groups: Vec<serde_json::Value> = serde_json::from_str(&succeeds(folder, &arguments)).unwrap();
    let written = |group: &serde_json::Value| -> Vec<String> {
        let names = group["written"].as_array().unwrap();
        names
            .iter()
            .map(|name| format!("{}:{}", group["kind"].as_str().unwrap(), name.as_str().unwrap()))
            .collect()
    };
    let mut groups: Vec<Vec<String>> = groups.iter().map(written).collect();
    groups.sort();
    groups
}

#[test]
fn a_reviewed_file_of_the_least_sure_pairs_does_what_its_first_column_says() {
    let here = tempfile::tempdir().unwrap();
    let file = succeeds(here.path(), &["duplicates", ARTICLES, "--least-sure", "60"]);
    let before = groups(here.path(), None);
    assert_eq!(groups(here.path(), Some(&file)), before, "a file that nobody edited changes no group");
    for (verdict, other, expected) in [("same", "different", false), ("different", "same", true)] {
        let of_one_kind =
            |line: &&str| line.starts_with(verdict) && !line.split('\t').nth(1).unwrap().contains('/');
        let line = file.lines().find(of_one_kind).unwrap();
        let cells: Vec<&str> = line.split('\t').collect();
        let together = |groups: &[Vec<String>]| {
            let holds =
                |group: &Vec<String>, at: usize| group.contains(&format!("{}:{}", cells[1], cells[at]));
            groups.iter().any(|group| holds(group, 2) && holds(group, 3))
        };
        assert_eq!(together(&before), !expected, "{line}");
        let edited = file.replace(line, &line.replacen(verdict, other, 1));
        assert_eq!(together(&groups(here.path(), Some(&edited))), expected, "{line}");
    }
}
