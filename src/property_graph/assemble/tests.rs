use super::diameters;
use crate::columns::Value;
use crate::parse::KindId;
use crate::property_graph::find::find;
use crate::property_graph::sample::{assembled, assembled_concepts, four_pages};
use crate::property_graph::{NODE_COLUMNS, NodeColumn, PropertyGraph};
use portent_graph::index::NodeRow;

fn ids(graph: &PropertyGraph) -> Vec<&str> {
    graph.nodes.records().map(|node| node.id.as_str()).collect()
}

fn row(graph: &PropertyGraph, id: &str) -> NodeRow {
    graph.nodes.iter().find(|(_, node)| node.id == id).unwrap().0
}

#[test]
fn every_table_has_one_value_a_row() {
    let graph = assembled(&four_pages());
    let nodes = graph.node_count();
    // 4 articles, 2 editions, 3 concerns, 2 issues, 1 keyword.
    assert_eq!(nodes, 12);
    assert!(graph.nodes.columns().iter().all(|column| column.values.len() == nodes));
    assert!(graph.edges.columns().iter().all(|column| column.values.len() == graph.edge_count()));
}

#[test]
fn columns_stand_in_their_order_and_none_is_without_a_value() {
    let graph = assembled(&four_pages());
    let order = |name: &str| NODE_COLUMNS.iter().position(|spec| spec.name == name).unwrap();
    let places: Vec<usize> = graph.nodes.columns().iter().map(|column| order(&column.name)).collect();
    assert!(places.is_sorted());
    for column in graph.nodes.columns() {
        let some = (0..graph.node_count()).any(|row| column.values.get(row) != Value::Missing);
        assert!(some, "{}", column.name);
    }
    assert!(!graph.nodes.has_column(NodeColumn::Summary));
}

#[test]
fn an_entity_takes_its_description_from_the_most_relevant_mention_and_a_dated_one_before_others() {
    let graph = assembled(&four_pages());
    let jobs = row(&graph, "concern:jobs");
    assert_eq!(graph.value(jobs, "description"), Value::Text("Jobs in b"));
    assert_eq!(graph.value(jobs, "articles"), Value::Integer(3));
    assert_eq!(graph.value(jobs, "relevancy_max"), Value::Real(5.0));
    assert_eq!(graph.value(row(&graph, "article:a"), "category"), Value::Text("Work"));
    assert_eq!(graph.value(row(&graph, "article:a"), "connections"), Value::Missing);
}

#[test]
fn mentions_name_their_article_and_entity() {
    let graph = assembled(&four_pages());
    let first = &graph.mentions[0];
    assert_eq!((graph.id(first.article), graph.id(first.entity)), ("article:a", "concern:jobs"));
    assert_eq!((first.kind, first.line, first.category.as_deref()), (KindId::CONCERN, 1, Some("Work")));
    assert_eq!(first.date, Some(jiff::civil::date(2025, 1, 1)));
    assert_eq!(graph.mentions.len(), 9);
}

#[test]
fn the_header_counts_what_was_read() {
    let header = assembled(&four_pages()).header;
    assert_eq!((header.articles, header.distinct_articles, header.dated_articles), (4, 4, 2));
    assert_eq!((header.mentions, header.names, header.entities), (9, 6, 6));
    assert_eq!(header.relations.get("mentions"), Some(&1.0));
    assert_eq!(header.relations.get("similar"), None);
}

#[test]
fn the_concepts_view_holds_the_mentions_of_its_entities_alone() {
    let graph = assembled_concepts(&four_pages());
    assert_eq!(ids(&graph), ["concern:jobs", "concern:privacy"]);
    assert_eq!(graph.mentions.len(), 5);
    assert_eq!((graph.mentions[0].article.row(), graph.id(graph.mentions[0].article)), (None, "article:a"));
    assert_eq!(graph.value(find(&graph, "privacy").unwrap(), "articles"), Value::Integer(2));
}

#[test]
fn areas_follow_the_rank() {
    // Diameters 4 + 56 * sqrt(rank / greatest rank).
    assert_eq!(diameters(&[0.0, 0.1, 0.4]), [4.0, 32.0, 60.0]);
    assert_eq!(diameters(&[0.0, 0.0]), [4.0, 4.0]);
}
