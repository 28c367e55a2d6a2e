//! The page to read first: from articles and from a graph alike, in both forms.

use std::fs;

use crate::support::{ARTICLES, folder, refused, succeeds};

#[test]
fn articles_and_their_graph_give_the_same_report() {
    let here = folder();
    succeeds(here.path(), &["build", ARTICLES, "-o", "graph.json", "-q"]);
    for form in ["html", "md"] {
        let [from_pages, from_graph] = ["pages", "graph"].map(|name| format!("{name}.{form}"));
        succeeds(here.path(), &["report", ARTICLES, "-o", &from_pages]);
        succeeds(here.path(), &["report", "graph.json", "-o", &from_graph]);
        let read = |name: &str| fs::read_to_string(here.path().join(name)).unwrap();
        assert_eq!(read(&from_pages), read(&from_graph), "{form}");
        // The most connected concern of the fixtures, as `top` ranks it, with a row that names it.
        assert!(read(&from_graph).contains("Automation Job Losses"));
        assert!(read(&from_graph).contains("care-homes-weigh-robot-helpers-against-the-human-touch.md:45"));
        assert!(!read(&from_graph).contains("<script"));
    }
}

#[test]
fn other_forms_and_graphs_that_cite_nothing_are_refused() {
    let here = folder();
    assert!(
        refused(here.path(), &["report", ARTICLES, "-o", "report.pdf"])
            .contains("neither in .html nor in .md")
    );
    succeeds(here.path(), &["build", ARTICLES, "-o", "bare.json", "-q", "--no-mentions"]);
    let refusal = refused(here.path(), &["report", "bare.json", "-o", "report.html"]);
    assert!(refusal.contains("without its mentions") && refusal.contains("--no-mentions"), "{refusal}");
}
