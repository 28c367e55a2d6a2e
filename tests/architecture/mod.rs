//! The shape of the house, read from its sources: rooms in one direction, no circles of files, short files, few casts.

mod circles;
mod crates;
mod source;
mod tokens;

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use self::circles::{circles, is_within};
use self::crates::{Arrow, Crate, Files};
use crate::support::{files_below, root};

/// A crate and what is asked of it.
struct House {
    /// Its folder of sources.
    src: &'static str,
    /// Its rooms (folders and files right below `src`): each imports from those before it alone. Empty where the absence of
    /// circles is all that is asked.
    rooms: &'static [&'static str],
}

/// All crates.
static HOUSES: &[House] = &[
    House {
        src: "crates/portent-graph/src",
        rooms: &[
            "index",
            "hash",
            "random",
            "parallel",
            "csr",
            "adjacency",
            "petgraph",
            "components",
            "backbone",
            "biconnected",
            "burst",
            "centrality",
            "cluster",
            "layout",
        ],
    },
    House { src: "crates/portent-kernel/src", rooms: &["wide", "rows", "network"] },
    House {
        src: "src",
        rooms: &[
            "shared_text",
            "color",
            "columns",
            "escape",
            "named",
            "position",
            "folding",
            "similarity",
            "suggest",
            "diagnostic",
            "error",
            "remark",
            "language",
            "parse",
            "phrases",
            "resolve",
            "graph",
            "analysis",
            "property_graph",
            "pipeline",
            "picture",
            "export",
            "parts",
            "report",
            "query",
            "briefing",
        ],
    },
    House { src: "crates/portent-settings/src", rooms: &[] },
    House { src: "crates/portent-cli/src", rooms: &[] },
    House { src: "crates/portent-py/src", rooms: &[] },
    House { src: "crates/portent-fuzz/src", rooms: &[] },
    House { src: "crates/portent-mcp/src", rooms: &[] },
    House { src: "crates/xtask/src", rooms: &[] },
];

/// The most lines of a file.
const LINES: usize = 600;

/// The most lines that say `as usize` in all crates, tests apart: lower it where it falls.
const CASTS: usize = 60;

/// The crates, read once.
static CRATES: LazyLock<Vec<(&House, Crate)>> =
    LazyLock::new(|| HOUSES.iter().map(|house| (house, Crate::read(&files(house.src)))).collect());

fn files(src: &str) -> Files {
    let src = root().join(src);
    let rust = files_below(&src)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    rust.map(|path| {
        let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    })
    .collect()
}

/// The room that a file is in, or that a path from the root begins with.
fn room(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

fn shown(src: &str, arrow: &Arrow) -> String {
    format!("{src}/{}:{} uses {} ({})", arrow.from, arrow.line, arrow.to, arrow.path)
}

/// Arrows to a later room, by the file that they lead to or by the room that they name.
fn against_the_flow<'a>(arrows: &'a [Arrow], rooms: &[&str]) -> Vec<&'a Arrow> {
    let rank = |room: &str| rooms.iter().position(|other| *other == room);
    let rises = |arrow: &&Arrow| {
        let Some(own) = rank(room(&arrow.from)) else { return false };
        let named =
            arrow.path.strip_prefix("crate::").map_or("", |rest| rest.split("::").next().unwrap_or(rest));
        [room(&arrow.to), named].into_iter().filter_map(rank).any(|other| other > own)
    };
    arrows.iter().filter(rises).collect()
}

#[test]
fn rooms_import_only_from_rooms_before_them() {
    let mut faults = Vec::new();
    for (house, tree) in CRATES.iter().filter(|(house, _)| !house.rooms.is_empty()) {
        for file in tree.files() {
            let known = house.rooms.contains(&room(file)) || file == "lib.rs";
            assert!(known, "{}/{file} is in no room that HOUSES lists", house.src);
        }
        faults.extend(
            against_the_flow(&tree.arrows(), house.rooms).into_iter().map(|arrow| shown(house.src, arrow)),
        );
    }
    assert!(faults.is_empty(), "imports against the flow:\n{}", faults.join("\n"));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut faults = Vec::new();
    for (house, tree) in CRATES.iter() {
        let arrows = tree.arrows();
        for circle in circles(&arrows) {
            faults.push(format!("{}: {} files: {}", house.src, circle.len(), circle.join(", ")));
            let within = |arrow: &&Arrow| {
                circle.contains(&arrow.from)
                    && circle.contains(&arrow.to)
                    && !is_within(&arrow.from, &arrow.to)
            };
            faults.extend(arrows.iter().filter(within).map(|arrow| format!("  {}", shown(house.src, arrow))));
        }
    }
    assert!(faults.is_empty(), "files import each other in a circle:\n{}", faults.join("\n"));
}

/// The place of the first word that looks like a flag: two dashes and a letter, with no dash or letter before them.
fn flag(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let starts = |&at: &usize| {
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let after = bytes.get(at + 2).copied().unwrap_or(b' ');
        !before.is_ascii_alphanumeric() && !matches!(before, b'-' | b'!') && after.is_ascii_lowercase()
    };
    line.match_indices("--").map(|(at, _)| at).find(starts)
}

/// Only the command knows flags: no message and no document of the library names one.
#[test]
fn the_library_names_no_flag() {
    assert_eq!(flag("give `--since` a day"), Some(6));
    assert_eq!(flag("<!--comment--> a -- b, a--b, |---|, --- x"), None);
    let mut faults = Vec::new();
    for src in ["src", "crates/portent-graph/src", "crates/portent-kernel/src"] {
        for (file, text) in files(src) {
            let own = text.lines().take_while(|line| *line != "#[cfg(test)]").zip(1..);
            let named = own.filter(|(line, _)| flag(line).is_some());
            let tests = file.ends_with("tests.rs");
            faults.extend(
                named.filter(|_| !tests).map(|(line, at)| format!("{src}/{file}:{at}: {}", line.trim())),
            );
        }
    }
    assert!(faults.is_empty(), "a flag in the library:\n{}", faults.join("\n"));
}

#[test]
fn files_are_short() {
    let folders =
        HOUSES.iter().map(|house| house.src).chain(["tests", "crates/portent-cli/tests", "benches"]);
    let mut long = Vec::new();
    for folder in folders {
        for (file, text) in files(folder) {
            let lines = text.lines().count();
            if lines > LINES {
                long.push(format!("{folder}/{file}: {lines}"));
            }
        }
    }
    assert!(long.is_empty(), "more than {LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn indices_are_typed_and_casts_are_few() {
    let casts: BTreeMap<&str, usize> = CRATES.iter().map(|(house, tree)| (house.src, tree.casts())).collect();
    let total: usize = casts.values().sum();
    println!("{total} lines with `as usize`: {casts:?}");
    assert!(total <= CASTS, "{total} lines with `as usize`: {casts:?}");
}

#[test]
fn an_arrow_against_the_flow_is_found_by_file_and_by_name() {
    let files: Files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::{b::Late, c::Fine};"),
        ("b.rs", "pub struct Late; pub use crate::c::Fine; use other::Thing;"),
        ("c.rs", "use crate::b::Fine as Own; pub struct Fine;"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    let arrows = Crate::read(&files).arrows();
    let rises: Vec<&str> =
        against_the_flow(&arrows, &["c", "a", "b"]).iter().map(|arrow| arrow.from.as_str()).collect();
    assert_eq!(rises, ["a.rs"], "c.rs names what it defines itself: {arrows:?}");
}
