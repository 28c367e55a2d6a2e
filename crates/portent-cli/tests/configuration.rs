//! Configuration files, the environment and flags: which one wins, and what is refused.

use std::fs;

use crate::support::{folder, page, portent, refused, succeeds};

// C16: the file of the user stands where XDG says, else under ~/.config.
#[test]
fn the_file_of_the_user_is_where_xdg_says() {
    let here = folder();
    fs::create_dir_all(here.path().join("settings/portent")).unwrap();
    fs::write(here.path().join("settings/portent/config.toml"), "seed = 7\n").unwrap();
    let mut command = portent(here.path());
    command.args(["config", "show", "--format", "json"]).env("XDG_CONFIG_HOME", here.path().join("settings"));
    let shown: Vec<serde_json::Value> = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let seed = shown.iter().find(|record| record["setting"] == "seed").unwrap();
    assert_eq!(seed["value"], "7");
    assert!(seed["origin"].as_str().unwrap().ends_with("settings/portent/config.toml"), "{seed}");
}

// C16: flag, environment, project, user, default; --no-config; each value with its origin.
#[test]
fn configuration_is_layered_and_told() {
    let here = folder();
    let deep = here.path().join("project/deep");
    fs::create_dir_all(&deep).unwrap();
    fs::create_dir_all(here.path().join(".config/portent")).unwrap();
    fs::write(here.path().join(".config/portent/config.toml"), "seed = 1\nthreads = 1\n").unwrap();
    fs::write(here.path().join("project/portent.toml"), "seed = 2\nresolution = 1.5\n").unwrap();
    let shown = |arguments: &[&str], seed: Option<&str>| -> Vec<serde_json::Value> {
        let mut command = portent(&deep);
        command.args(["config", "show", "--format", "json"]).args(arguments).env("HOME", here.path());
        command.envs(seed.map(|seed| ("PORTENT_SEED", seed)));
        serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
    };
    let of = |records: &[serde_json::Value], key: &str| {
        let record = records.iter().find(|record| record["setting"] == key).unwrap();
        (record["value"].as_str().unwrap().to_owned(), record["origin"].as_str().unwrap().to_owned())
    };
    let files = shown(&[], None);
    assert_eq!(of(&files, "seed").0, "2");
    assert!(of(&files, "seed").1.ends_with("portent.toml"));
    assert!(of(&files, "threads").1.ends_with("config.toml"));
    assert_eq!(of(&shown(&[], Some("3")), "seed"), ("3".into(), "environment PORTENT_SEED".into()));
    assert_eq!(of(&shown(&["--seed", "4"], Some("3")), "seed"), ("4".into(), "command line".into()));
    assert_eq!(of(&shown(&["--no-config"], None), "seed"), ("0".into(), "default".into()));
}

// C17: exit 2, with line, column and the nearest key.
#[test]
fn an_unknown_key_is_refused_with_its_place() {
    let here = folder();
    fs::write(here.path().join("portent.toml"), "\nresolutoin = 2.0\n").unwrap();
    let told = refused(here.path(), &["config", "show"]);
    assert!(told.contains("portent.toml:2:1: unknown key"), "{told}");
    assert!(told.contains("hint: did you mean resolution?"), "{told}");
    assert!(refused(here.path(), &["formats", "--config", "absent.toml"]).contains("absent.toml"));
}

#[test]
fn the_configuration_adds_kinds_and_columns() {
    let here = folder();
    let config = "[[kinds]]\nname = \"actor\"\nheading = \"Actors\"\n[columns]\n\"Who\" = \"name\"\n";
    fs::write(here.path().join("portent.toml"), config).unwrap();
    let actors = "\n## Actors\n\n| Who | description |\n|---|---|\n| Bell Founders | They cast bells |\n";
    fs::write(here.path().join("a.md"), page("Bells") + actors).unwrap();
    let json = succeeds(here.path(), &["top", "a.md", "--kind", "actor", "--format", "json"]);
    let records: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(records[0]["label"], "Bell Founders");
}

/// Kinds in several scripts, two of them alike but for a sign, one without a heading of its own.
const KINDS: &str = "[headings]\n\"Wer handelt\" = \"akteur:IN\"\n\"Kurz\" = \"Summary\"\n[columns]\n\"Имя\" = \"Title\"\n\
    [[kinds]]\nname = \"Akteur:in\"\nplural = \"Akteur:innen\"\n[[kinds]]\nname = \"Актор\"\nheading = \"Акторы\"\n\
    [[kinds]]\nname = \"主体\"\nheading = \"主体\"\nform = \"bullets\"\n[[kinds]]\nname = \"Actor Class\"\n\
    heading = \"Actor Classes\"\nform = \"bullets\"\n[[kinds]]\nname = \"actor-class\"\nheading = \"Kinds of actor\"\n\
    form = \"bullets\"\n[[kinds]]\nname = \"🚀\"\nheading = \"Rockets 🚀\"\nform = \"bullets\"\n";

const PAGE: &str = "\n## Wer handelt\n\n| name | description |\n|---|---|\n| Hafenamt | Es plant. |\n\n## Акторы\n\n\
    | Имя | description |\n|---|---|\n| Порт | Он строит. |\n\n## 主体\n\n- 港务局\n\n## Actor Classes\n\n- Unions\n\n\
    ## Kinds of actor\n\n- Boards\n\n## Rockets\n\n- Launch pads\n\n## Kurz\n\nDer Hafen.\n";

#[test]
fn kinds_of_any_script_have_ids_classes_and_files_of_their_own() {
    let here = folder();
    fs::write(here.path().join("portent.toml"), KINDS).unwrap();
    fs::write(here.path().join("a.md"), page("Hafen") + PAGE).unwrap();
    succeeds(
        here.path(),
        &[
            "build",
            "a.md",
            "-o",
            "g.json",
            "-o",
            "g.ttl",
            "-o",
            "neo4j:neo/",
            "-o",
            "vault:notes/",
            "-o",
            "g.svg",
        ],
    );
    let read = |name: &str| fs::read_to_string(here.path().join(name)).unwrap();
    let graph: serde_json::Value = serde_json::from_str(&read("g.json")).unwrap();
    let nodes = graph["nodes"].as_array().unwrap();
    let mut keys: Vec<&str> = Vec::new();
    for node in nodes.iter().filter(|node| node["kind"] != "keyword") {
        let id = node["id"].as_str().unwrap();
        let key = id.split_once(':').unwrap().0;
        assert!(id.is_ascii() && key.starts_with(|c: char| c.is_ascii_lowercase()), "{id}");
        keys.push(key);
    }
    assert_eq!(nodes.iter().filter(|node| node["kind"] == "article").count(), 1);
    assert!(nodes.iter().any(|node| node["summary"] == "Der Hafen."));
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!((keys.len(), all), (9, 9), "{keys:?}");
    assert!(keys.contains(&"akteur-in") && keys.contains(&"actor-class"), "{keys:?}");
    for folder in keys.iter().filter(|key| !["article", "edition"].contains(key)) {
        assert!(here.path().join("notes").join(folder).is_dir(), "{folder}");
    }
    let labels: Vec<String> = read("neo/neo4j-nodes.csv")
        .lines()
        .skip(1)
        .map(|line| line.rsplit(',').next().unwrap().to_owned())
        .collect();
    assert!(labels.iter().all(|label| label.starts_with(|c: char| c.is_ascii_uppercase())), "{labels:?}");
    let distinct: std::collections::BTreeSet<&String> = labels.iter().collect();
    assert_eq!(distinct.len(), labels.len(), "{labels:?}");
    assert!(read("g.ttl").contains("v:AkteurIn") && !read("g.ttl").contains("a v: "));
}

#[test]
fn kinds_are_asked_for_in_any_case_and_unicode_form() {
    let here = folder();
    let config = "[[kinds]]\nname = \"Enjeu cl\u{e9}\"\nplural = \"Enjeux cl\u{e9}s\"\nheading = \"Enjeux\"\nform = \"bullets\"\n";
    fs::write(here.path().join("portent.toml"), config).unwrap();
    fs::write(here.path().join("a.md"), page("Port") + "\n## Enjeux\n\n- La houle\n").unwrap();
    for kind in ["enjeu cl\u{e9}", "ENJEU CLE\u{301}", "Enjeux Cl\u{e9}s"] {
        let told = succeeds(here.path(), &["top", "a.md", "--kind", kind, "--format", "csv"]);
        assert!(told.contains("La houle"), "{kind}: {told}");
    }
    fs::write(here.path().join("portent.toml"), "[[kinds]]\nname = \"Signal\"\nheading = \"Signale\"\n")
        .unwrap();
    let told = refused(here.path(), &["top", "a.md"]);
    assert!(told.contains("the kind \"signal\" has this name but for case"), "{told}");
}

#[test]
fn a_column_that_is_nearly_a_known_one_is_refused_with_its_place() {
    let here = folder();
    fs::write(here.path().join("portent.toml"), "[columns]\nText = \"Descripton\"\n").unwrap();
    let told = refused(here.path(), &["config", "show"]);
    assert!(told.contains("portent.toml:2:8: no column is called"), "{told}");
    assert!(told.contains("hint: did you mean description?"), "{told}");
}
