//! `exports/` holds what the three short articles of `fixtures/review` become in every format. The files are rebuilt and
//! compared here; `UPDATE_EXPORTS=1 cargo test exports` rewrites them: read the difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use portent::export::{FORMATS, Format};
use portent::graph::Relation;
use portent::pipeline::{self, BuildOptions};
use portent::property_graph::PropertyGraph;

use crate::support::{articles, files_below, read_folder, root, write};

/// Formats whose files are not text; they are read back elsewhere.
const BINARY: &[&str] = &["parquet", "png", "portent", "sqlite"];

/// All that is kept may weigh as much: a diff that nobody can read is read by nobody.
const MOST_BYTES: usize = 1_300_000;

fn graph(folder: &Path) -> PropertyGraph {
    pipeline::build(&read_folder(folder), &BuildOptions::default()).unwrap()
}

/// Where `-o` puts a format in a folder.
fn place(format: &Format, folder: &Path) -> String {
    let name = match format.extensions.first() {
        Some(extension) => format!("graph.{extension}"),
        None => format!("{}/", format.name),
    };
    format!("{}:{}", format.name, folder.join(name).display())
}

/// Writes every text format into `folder`; of the page, whose program is the same for all graphs, the parts that are not.
fn write_all(graph: &PropertyGraph, folder: &Path) {
    for format in FORMATS.iter().filter(|format| !BINARY.contains(&format.name)) {
        write(graph, &place(format, folder));
    }
    let page = folder.join("graph.html");
    fs::write(folder.join("graph.html.parts"), filled(&fs::read_to_string(&page).unwrap())).unwrap();
    fs::remove_file(page).unwrap();
}

/// What was filled into the page: the text between the pieces of the template.
fn filled(page: &str) -> String {
    let template = fs::read_to_string(root().join("explorer/dist/page.html")).unwrap();
    let marks = ["portent:title", "portent:noscript", "portent:data"];
    let mut pieces = vec![template.as_str()];
    for mark in marks {
        pieces = pieces.iter().flat_map(|piece| piece.split(mark)).collect();
    }
    let mut rest = page.strip_prefix(pieces[0]).unwrap();
    let mut parts = String::new();
    for piece in &pieces[1..] {
        let at = rest.find(piece).unwrap();
        parts.push_str(&rest[..at]);
        parts.push('\n');
        rest = &rest[at + piece.len()..];
    }
    assert!(rest.is_empty(), "the page ends as its template does");
    parts
}

fn relative(folder: &Path) -> Vec<PathBuf> {
    files_below(folder).iter().map(|path| path.strip_prefix(folder).unwrap().to_path_buf()).collect()
}

// T24: bytes that are kept.
#[test]
fn exports_are_what_three_articles_become() {
    let kept = root().join("exports");
    let graph = graph(&root().join("fixtures/review"));
    if std::env::var_os("UPDATE_EXPORTS").is_some_and(|value| !value.is_empty()) {
        let _ = fs::remove_dir_all(&kept);
        fs::create_dir_all(&kept).unwrap();
        write_all(&graph, &kept);
    }
    let fresh = tempfile::tempdir().unwrap();
    write_all(&graph, fresh.path());
    assert_eq!(relative(&kept), relative(fresh.path()), "the files of exports/");
    let mut bytes = 0;
    for file in relative(&kept) {
        let (old, new) = (fs::read(kept.join(&file)).unwrap(), fs::read(fresh.path().join(&file)).unwrap());
        let line = old.split(|b| *b == b'\n').zip(new.split(|b| *b == b'\n')).position(|(a, b)| a != b);
        assert!(old == new, "exports/{} differs from line {line:?} on (from 0)", file.display());
        bytes += old.len();
    }
    assert!(bytes <= MOST_BYTES, "exports/ holds {bytes} bytes");
}

/// What `exports/` is there to show.
#[test]
fn the_three_articles_hold_what_a_reviewer_looks_for() {
    let graph = graph(&root().join("fixtures/review"));
    assert_eq!((graph.header.articles, graph.header.distinct_articles), (3, 2), "one is a copy");
    assert!(graph.header.entities < graph.header.names, "two ways of writing one thing are one node");
    for relation in [
        Relation::Mentions,
        Relation::Tagged,
        Relation::PublishedIn,
        Relation::Closest,
        Relation::Copies,
        Relation::Restates,
        Relation::Similar,
    ] {
        assert!(
            graph.edges.iter().any(|(_, edge)| edge.relation == relation),
            "no edge is called {}",
            relation.name()
        );
    }
}

/// The page with its program, whole: it is not kept, so it is looked at here.
#[test]
fn the_page_of_the_fixtures_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("graph.html");
    write(&graph(&articles()), &page.display().to_string());
    let page = fs::read_to_string(page).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    let parts = filled(&page);
    let parts: Vec<&str> = parts.lines().collect();
    assert_eq!(parts.len(), 4, "title twice, list for readers without scripts, data");
    let data: serde_json::Value = serde_json::from_str(parts[3]).unwrap();
    assert!(data.is_object());
}
