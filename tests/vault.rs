//! The vault of the fixtures, read by the rules of Obsidian: every link leads to a note, and every note has one color.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use portent::pipeline::{self, BuildOptions};
use serde_json::Value;

use crate::support::{articles, read_folder, root, write};

/// The files of the vault of some articles, by their paths within it.
fn vault(articles: &Path) -> BTreeMap<String, String> {
    let graph = pipeline::build(&read_folder(articles), &BuildOptions::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    write(&graph, &format!("vault:{}", folder.path().join("vault").display()));
    let mut files = BTreeMap::new();
    gather(&folder.path().join("vault"), "", &mut files);
    files
}

fn gather(folder: &Path, within: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{within}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            gather(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// The notes of a vault by their paths without `.md`.
fn notes(files: &BTreeMap<String, String>) -> BTreeMap<&str, &str> {
    files.iter().filter_map(|(name, text)| Some((name.strip_suffix(".md")?, text.as_str()))).collect()
}

/// What the links of a note lead to: all that stands between `[[` and the next `]]` of its line, before an alias (`|`). The
/// front matter counts, as Obsidian follows links of properties; a bracket behind a backslash opens nothing.
fn links(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut rest = line;
        while let Some(at) = rest.find("[[") {
            let escaped = rest[..at].ends_with('\\');
            rest = &rest[at + 2..];
            if !escaped {
                let link = rest.split("]]").next().unwrap();
                found.push(link.split('|').next().unwrap());
            }
        }
    }
    found
}

/// Whether a link leads somewhere: to a note by its path from the root or by the end of its path that no other note has, and there
/// to a heading (`#`) or a block (`#^`).
fn leads(link: &str, notes: &BTreeMap<&str, &str>) -> bool {
    let (path, place) = link.split_once('#').map_or((link, None), |(path, place)| (path, Some(place)));
    let ends = |name: &&&str| **name == path || name.ends_with(&format!("/{path}"));
    let targets: Vec<_> = notes.keys().filter(ends).collect();
    let [target] = targets.as_slice() else { return false };
    let has = |place: &str| match place.strip_prefix('^') {
        Some(block) => notes[**target].lines().any(|line| line.ends_with(&format!(" ^{block}"))),
        None => notes[**target]
            .lines()
            .any(|line| line.trim_start_matches('#').trim() == place && line.starts_with('#')),
    };
    place.is_none_or(has)
}

fn dead_links(files: &BTreeMap<String, String>) -> Vec<String> {
    let notes = notes(files);
    let of = |(name, text): (&&str, &&str)| -> Vec<String> {
        let dead = links(text).into_iter().filter(|link| !leads(link, &notes));
        dead.map(|link| format!("{name}: [[{link}]]")).collect()
    };
    notes.iter().flat_map(of).collect()
}

#[test]
fn every_link_of_the_vault_leads_to_a_note() {
    for folder in ["fixtures/articles", "fixtures/malformed"] {
        let files = vault(&root().join(folder));
        let count: usize = files.values().map(|text| links(text).len()).sum();
        assert!(count > 20, "{folder}: {count}");
        assert_eq!(dead_links(&files), Vec::<String>::new(), "{folder}");
    }
}

#[test]
fn no_note_has_a_name_that_links_cannot_say() {
    let forbidden =
        |c: char| matches!(c, '[' | ']' | '#' | '^' | '|' | '\\' | ':' | '*' | '"' | '?' | '<' | '>');
    let files = vault(&articles());
    let names: BTreeSet<String> = files.keys().map(|name| name.to_lowercase()).collect();
    assert!(names.iter().all(|name| !name.contains(forbidden)), "{names:?}");
    assert_eq!(names.len(), files.len(), "names differ by more than case");
}

/// The only word of a query of a color group: `path:"signal/signal-"`.
fn asked(group: &Value) -> &str {
    group["query"].as_str().unwrap().strip_prefix("path:\"").unwrap().strip_suffix('"').unwrap()
}

#[test]
fn every_note_has_the_color_of_its_kind_in_the_graph_view() {
    let files = vault(&articles());
    let settings: Value = serde_json::from_str(&files[".obsidian/graph.json"]).unwrap();
    let groups = settings["colorGroups"].as_array().unwrap();
    let mut colors = BTreeSet::new();
    for name in files.keys().filter(|name| name.ends_with(".md") && *name != "index.md") {
        // `path:` finds what stands anywhere in the path.
        let of: Vec<&Value> = groups.iter().filter(|group| name.contains(asked(group))).collect();
        assert_eq!(of.len(), 1, "{name}: {of:?}");
        assert!(of[0]["color"]["rgb"].as_u64().unwrap() < 1 << 24 && of[0]["color"]["a"] == 1);
        colors.insert(of[0]["color"]["rgb"].as_u64().unwrap());
    }
    // Articles and the seven kinds of rows, each with a color of its own.
    assert_eq!((groups.len(), colors.len()), (8, 8));
}

#[test]
fn links_are_read_as_obsidian_reads_them() {
    let text = "a: \"[[x/y|Y]]\"\n\\[[no]] [[z#Part|the part]], ![[z#^b1]] [[y]] [[gone]]\n";
    assert_eq!(links(text), ["x/y", "z#Part", "z#^b1", "y", "gone"]);
    let notes =
        BTreeMap::from([("x/y", "# Y\n"), ("z", "## Part\n\ntext ^b1\n"), ("w/y2", ""), ("v/y2", "")]);
    for (link, expected) in [
        ("x/y", true),
        ("y", true),
        ("z#Part", true),
        ("z#^b1", true),
        ("z#Parts", false),
        ("z#^b", false),
        ("gone", false),
        ("y2", false),
    ] {
        assert_eq!(leads(link, &notes), expected, "{link}");
    }
}
