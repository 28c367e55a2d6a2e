//! The parts of docs/configuration.md that are made from [`SETTINGS`], [`TABLES`] and [`KIND_KEYS`].

use std::fmt::Write;

use super::kinds::KIND_KEYS;
use super::registry::{Group, SETTINGS, Setting};
use super::tables::TABLES;
use super::value::Shape;

/// A part of the document and what makes it: the line before it, the line after it.
struct Part {
    begin: &'static str,
    end: &'static str,
    made: fn() -> String,
}

static PARTS: &[Part] = &[
    Part {
        begin: "<!-- settings: made from crates/portent-settings/src/registry.rs -->\n",
        end: "<!-- end of settings -->\n",
        made: settings,
    },
    Part {
        begin: "<!-- tables: made from crates/portent-settings/src/tables.rs -->\n",
        end: "<!-- end of tables -->\n",
        made: tables,
    },
    Part {
        begin: "<!-- keys of kinds: made from crates/portent-settings/src/kinds.rs -->\n",
        end: "<!-- end of keys of kinds -->\n",
        made: keys_of_kinds,
    },
];

const GROUPS: [(Group, &str); 5] = [
    (Group::Everywhere, "Every command"),
    (Group::Pages, "Reading pages"),
    (Group::Names, "Duplicates"),
    (Group::Graph, "Graph and measures"),
    (Group::Time, "Time"),
];

fn settings() -> String {
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

fn tables() -> String {
    let mut text = String::from("\n| table | lines | what it says |\n|---|---|---|\n");
    for table in TABLES {
        text += &format!("| `{}` | {} | {} |\n", table.written(), table.lines(), table.summary);
    }
    let examples: Vec<&str> = TABLES.iter().map(|table| table.example).collect();
    format!("{text}\n```toml\n{}\n```\n\n", examples.join("\n\n"))
}

fn keys_of_kinds() -> String {
    let mut text = String::from("\n| key | default | meaning |\n|---|---|---|\n");
    for key in KIND_KEYS {
        text += &format!("| `{}` | {} | {} |\n", key.name, key.default, key.summary);
    }
    text + "\n"
}

/// With `UPDATE_DOCS=1` in the environment, the file is written instead.
#[test]
fn the_documented_settings_are_those_of_the_registry() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md");
    let mut text = std::fs::read_to_string(path).unwrap();
    for Part { begin, end, made } in PARTS {
        let (before, rest) = text.split_once(begin).unwrap();
        let (written, after) = rest.split_once(end).unwrap();
        let made = made();
        if std::env::var_os("UPDATE_DOCS").is_some() {
            let fresh = format!("{before}{begin}{made}{end}{after}");
            std::fs::write(path, &fresh).unwrap();
            text = fresh;
        } else {
            assert_eq!(written, made, "UPDATE_DOCS=1 cargo test -p portent-settings the_documented_settings");
        }
    }
}
