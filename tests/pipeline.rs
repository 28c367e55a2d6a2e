//! The whole run on the fixtures: what holds for every graph, and that nothing but the input decides it.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use portent::graph::Relation;
use portent::parse::Corpus;
use portent::pipeline::{self, BuildOptions, Stage, View};
use portent::property_graph::{EdgeRecord, NodeColumn, PropertyGraph};
use portent::remark::Remark;
use portent::resolve::{DuplicateMode, ResolveOptions};

use crate::support::{articles, read_folder};

fn fixtures() -> Corpus {
    read_folder(&articles())
}

fn built(view: View, mode: DuplicateMode) -> PropertyGraph {
    let resolve = ResolveOptions::default().with_mode(mode);
    pipeline::build(&fixtures(), &BuildOptions::default().with_view(view).with_resolve(resolve))
        .expect("no decisions")
}

/// What must hold of any graph.
fn check(graph: &PropertyGraph) {
    let ids: BTreeSet<&str> = graph.nodes.records().map(|node| node.id.as_str()).collect();
    assert_eq!(ids.len(), graph.node_count());
    assert!(ids.iter().all(|id| id.is_ascii() && id.contains(':')));
    let mut pairs = BTreeSet::new();
    for [source, target] in graph.edges.records().map(EdgeRecord::ends) {
        assert!(source != target && pairs.insert((source.min(target), source.max(target))));
    }
    assert!(graph.edges.records().all(|edge| edge.weight > 0.0 && edge.weight.is_finite()));
    let rank = graph.nodes.column::<f64>(NodeColumn::PageRank);
    let ranks: f64 = graph.nodes.rows().filter_map(|row| rank.get(row)).sum();
    assert!((ranks - 1.0).abs() < 1e-9, "{ranks}");
    let sizes: u64 = graph.clusters.iter().map(|card| card.size).sum();
    assert_eq!(sizes, graph.node_count() as u64);
    let cluster = graph.nodes.column::<i64>(NodeColumn::Cluster);
    for row in graph.nodes.rows() {
        let known = 1..=graph.clusters.len() as i64;
        assert!(cluster.get(row).is_some_and(|cluster| known.contains(&cluster)), "{row:?}");
    }
}

#[test]
fn every_mention_reaches_one_node_in_every_mode() {
    let corpus = fixtures();
    for mode in [DuplicateMode::Merge, DuplicateMode::Link, DuplicateMode::Off] {
        let graph = built(View::Full, mode);
        check(&graph);
        assert_eq!(graph.mentions.len(), corpus.mentions.len());
        let mentions = graph.edges.records().filter(|edge| edge.relation == Relation::Mentions);
        let counted: f64 = mentions.map(|edge| edge.weight).sum();
        let in_tables = corpus.mentions.iter().filter(|mention| corpus.schema.is_table(mention.kind)).count();
        assert!((counted - in_tables as f64).abs() < 0.5, "{counted} {in_tables}");
    }
}

#[test]
fn the_view_of_concepts_holds_entities_joined_by_shared_articles() {
    let graph = built(View::Concepts, DuplicateMode::Merge);
    check(&graph);
    assert!(graph.edges.records().all(|edge| edge.relation == Relation::CoOccurs));
    let degree = graph.nodes.column::<i64>(NodeColumn::Degree);
    let alone = graph.nodes.rows().find(|&row| degree.get(row) == Some(0));
    assert_eq!(alone, None);
    assert!(graph.header.remarks.iter().any(|remark| matches!(remark, Remark::ConceptPairs { .. })));
}

// C22, T24: threads, of the whole graph.
#[test]
fn the_number_of_threads_changes_nothing() {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| built(View::Full, DuplicateMode::Merge))
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn an_unchanged_corpus_keeps_ids_keys_and_labels() {
    let first = built(View::Full, DuplicateMode::Merge);
    let options = BuildOptions::default().with_previous(Some(first.clone()));
    let again = pipeline::build(&fixtures(), &options).unwrap();
    let ids = |graph: &PropertyGraph| -> Vec<String> {
        graph.nodes.records().map(|node| node.id.to_string()).collect()
    };
    assert_eq!(ids(&again), ids(&first));
    let names = |graph: &PropertyGraph| -> Vec<_> {
        graph.clusters.iter().map(|card| (card.key.clone(), card.label.clone(), card.size)).collect()
    };
    assert_eq!(names(&again), names(&first));
}

#[test]
fn the_steps_are_told_in_order() {
    let told = std::cell::RefCell::new(Vec::new());
    let tell = |stage| {
        told.borrow_mut().push(stage);
        ControlFlow::Continue(())
    };
    pipeline::build_with_progress(&fixtures(), &BuildOptions::default(), &tell).unwrap();
    assert_eq!(told.into_inner(), Stage::ALL);
}

#[test]
fn a_run_can_be_canceled_before_each_step() {
    for last in Stage::ALL {
        let stop = |stage| if stage == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let ended = pipeline::build_with_progress(&fixtures(), &BuildOptions::default(), &stop);
        assert!(matches!(ended, Err(portent::Error::Canceled)), "{last:?}");
    }
}
