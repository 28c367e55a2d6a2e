//! Configuration files, the environment and flags: which one wins, and what is refused.

use std::fs;

use crate::support::{folder, page, portent, refused, succeeds};

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
