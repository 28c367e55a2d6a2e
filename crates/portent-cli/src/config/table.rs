//! The tables of settings in docs/configuration.md, made from [`SETTINGS`].

use std::fmt::Write;

use super::registry::{Group, SETTINGS, Setting};
use super::value::Shape;

/// Where the tables stand in the file.
const BEGIN: &str = "<!-- settings: made from crates/portent-cli/src/config/registry.rs -->\n";
const END: &str = "<!-- end of settings -->\n";

const GROUPS: [(Group, &str); 5] = [
    (Group::Everywhere, "Every command"),
    (Group::Pages, "Reading pages"),
    (Group::Names, "Duplicates"),
    (Group::Graph, "Graph and measures"),
    (Group::Time, "Time"),
];

fn tables() -> String {
    let mut tables = String::new();
    for (group, heading) in GROUPS {
        let _ =
            write!(tables, "\n### {heading}\n\n| key | values | default | meaning |\n|---|---|---|---|\n");
        for setting in SETTINGS.iter().filter(|setting| setting.group == group) {
            tables += &row(setting);
        }
    }
    tables + "\n"
}

fn row(setting: &Setting) -> String {
    let default = match (setting.default)() {
        none if none.is_empty() => "none".into(),
        default => format!("`{default}`"),
    };
    format!("| `{}` | {} | {default} | {} |\n", setting.key, values(setting.shape), setting.summary)
}

fn values(shape: Shape) -> String {
    match shape {
        Shape::Switch => "switch".into(),
        Shape::Integer => "whole number".into(),
        Shape::Positive => "number above 0".into(),
        Shape::Probability => "0 to 1".into(),
        Shape::Choice(words) => words().iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Shape::Text => "text".into(),
        Shape::File => "file".into(),
    }
}

/// With `UPDATE_DOCS=1` in the environment, the file is written instead.
#[test]
fn the_documented_settings_are_those_of_the_registry() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, format!("{before}{BEGIN}{}{END}{after}", tables())).unwrap();
    } else {
        assert_eq!(written, tables(), "UPDATE_DOCS=1 cargo test -p portent-cli the_documented_settings");
    }
}
