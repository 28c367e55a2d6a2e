//! Nearest articles as edges: the same in every format and for any number of threads, and nothing else changes.

use std::fs;
use std::path::Path;

use portent::graph::Relation;
use portent::pipeline::{self, BuildOptions};
use portent::property_graph::{EdgeRecord, PropertyGraph, load};
use portent::query::with_closest;

use crate::support::{articles, read_folder, write};

/// How each format of text says, once an edge, that it is one of the relation.
static MARKS: &[(&str, &str)] = &[
    ("graph.graphml", "<data key=\"edge_relation\">closest</data>"),
    ("graph.gexf", " kind=\"closest\" "),
    ("graph.dot", " relation=\"closest\","),
    ("graph.json", "\"relation\":\"closest\""),
    ("graph.cyjs", "\"relation\":\"closest\""),
    ("graph.graphology.json", "\"relation\":\"closest\""),
    ("graph.nt", "#relation> \"closest\""),
    ("edges.csv", ",Undirected,closest,"),
    ("neo4j-edges.csv", ",CLOSEST"),
];

fn built() -> PropertyGraph {
    pipeline::build(&read_folder(&articles()), &BuildOptions::default()).unwrap()
}

fn of_closest(graph: &PropertyGraph) -> usize {
    graph.edges.records().filter(|edge| edge.relation == Relation::Closest).count()
}

#[test]
fn every_format_has_the_edges_of_nearest_articles() {
    let before = built();
    let graph = with_closest(before.clone(), 3).unwrap();
    let told = graph.header.closest.clone().unwrap();
    assert!(told.edges > 0 && of_closest(&graph) == of_closest(&before) + told.edges, "{told:?}");
    let folder = tempfile::tempdir().unwrap();
    let place = |file: &str| folder.path().join(file).display().to_string();
    for (file, mark) in MARKS {
        match *file {
            "edges.csv" => write(&graph, &format!("csv:{}", folder.path().display())),
            "neo4j-edges.csv" => write(&graph, &format!("neo4j:{}", folder.path().display())),
            _ => write(&graph, &place(file)),
        }
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        assert_eq!(text.matches(mark).count(), of_closest(&graph), "{file}");
    }
    let said = fs::read_to_string(place("graph.gexf")).unwrap();
    assert!(
        said.contains("closest: each article and its 3 nearest"),
        "the header of a format without one of its own"
    );
    write(&graph, &place("graph.portent"));
    for file in ["graph.json", "graph.portent"] {
        let read = load(Path::new(&place(file))).unwrap();
        assert!(read.edges == graph.edges && read.header.closest == graph.header.closest, "{file}");
    }
}

#[test]
fn measures_stay_and_the_number_of_threads_changes_nothing() {
    let before = built();
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| with_closest(before.clone(), 4).unwrap())
    };
    let graph = on(1);
    assert_eq!(graph, on(3));
    assert_eq!(
        (&graph.nodes, &graph.clusters, &graph.mentions),
        (&before.nodes, &before.clusters, &before.mentions)
    );
    let stated = |graph: &PropertyGraph| -> Vec<EdgeRecord> {
        graph.edges.records().filter(|edge| !edge.is_found()).copied().collect()
    };
    assert_eq!(stated(&graph), stated(&before));
    assert!(
        graph.edges.records().filter(|edge| edge.is_found()).all(|edge| (0.3..1.0).contains(&edge.weight))
    );
}
