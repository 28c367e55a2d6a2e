use super::*;
use crate::columns::{Column, Value, Values};
use crate::graph::sample::{Page, page};
use crate::parse::KindId;
use crate::property_graph::EdgeRecord;
use crate::property_graph::sample::{assembled, four_pages};

fn drawn(graph: &PropertyGraph, nodes: usize, strongest: usize) -> PropertyGraph {
    drawable(graph, &DrawableOptions::default().with_nodes(nodes).with_strongest(strongest))
}

fn ids(graph: &PropertyGraph) -> Vec<&str> {
    graph.nodes.records().map(|node| node.id.as_str()).collect()
}

fn pairs(graph: &PropertyGraph) -> Vec<[&str; 2]> {
    graph.edges.records().map(|edge| edge.ends().map(|end| graph.nodes[end].id.as_str())).collect()
}

/// Six fields of thirty articles, each with ten concerns that recur in its field, one entity of its own in each article,
/// and a concern that is in every article.
fn fields() -> PropertyGraph {
    let mut pages: Vec<Page> = Vec::new();
    for field in 0..6 {
        for article in 0..30 {
            let recurring = (0..3).map(|place| format!("field{field} thing{}", (article + place * 3) % 10));
            let rows: Vec<String> =
                recurring.chain([format!("own{field} of{article}"), "everywhere".into()]).collect();
            let rows: Vec<(KindId, &str)> = rows.iter().map(|row| (KindId::CONCERN, row.as_str())).collect();
            pages.push(page(&format!("a{field}x{article}"), "20250101", &rows));
        }
    }
    assembled(&pages)
}

#[test]
fn the_rule_by_hand() {
    let whole = assembled(&four_pages());
    let part = drawn(&whole, 2000, 0);
    // All but both editions. Of the circle a, Jobs, c, Privacy the edge a to Jobs goes: strengths are 3, 3, 2 and 2, so
    // that it weighs 1 / 3, less than 1 / sqrt(6) (twice) and 1 / 2.
    assert_eq!(part.node_count(), whole.node_count() - 2);
    assert!(!ids(&part).iter().any(|id| id.starts_with("edition:")));
    let kept = pairs(&part);
    assert_eq!(kept.len(), 8, "{kept:?}");
    assert!(!kept.contains(&["article:a", "concern:jobs"]), "{kept:?}");
    assert!(
        kept.contains(&["article:c", "concern:jobs"]) && kept.contains(&["article:a", "concern:privacy"])
    );
    assert_eq!(drawn(&whole, 2000, 2).edge_count(), 9, "it is among the two strongest of Jobs or of a");
}

#[test]
fn entities_of_several_articles_come_first_and_then_the_articles_that_hold_them() {
    let whole = assembled(&four_pages());
    // Three fifths of four seats are two: Jobs (three articles) and Privacy (two) are all that recurs. Of the articles
    // that hold one of them, a (both) is the foremost of its cluster, and b of the other.
    let cluster = |id: &str| {
        let row = whole.nodes.rows().find(|&row| whole.nodes[row].id == id).unwrap();
        whole.nodes.column::<i64>(NodeColumn::Cluster).get(row)
    };
    assert!(cluster("article:a") == cluster("article:c") && cluster("article:a") != cluster("article:b"));
    let part = drawn(&whole, 4, 2);
    assert_eq!(ids(&part), ["article:a", "article:b", "concern:jobs", "concern:privacy"]);
}

#[test]
fn no_cap_is_passed_and_every_large_cluster_is_there() {
    let whole = fields();
    for most in [1, 7, 30, 60, 150] {
        let part = drawn(&whole, most, 2);
        assert!(part.node_count() <= most, "{most}: {}", part.node_count());
        assert!(part.edge_count() <= part.node_count() * 3);
        let large = whole.clusters.iter().filter(|card| card.size >= 30).count();
        assert!(most < 30 || (large >= 6 && part.clusters.len() >= large), "{most}: {}", part.clusters.len());
    }
    assert_eq!(drawn(&whole, 0, 2).node_count(), 0);
    assert_eq!(drawn(&PropertyGraph::default(), 10, 2).node_count(), 0);
}

#[test]
fn what_is_everywhere_keeps_few_edges() {
    let whole = fields();
    let is_everywhere = |graph: &PropertyGraph, end: NodeRow| graph.nodes[end].label == "everywhere";
    let edges = |graph: &PropertyGraph| {
        let ends = graph.edges.records().map(EdgeRecord::ends);
        ends.filter(|ends| ends.iter().any(|&end| is_everywhere(graph, end))).count()
    };
    let part = drawn(&whole, 2000, 1);
    assert_eq!(edges(&whole), 180);
    assert!((1..20).contains(&edges(&part)), "{}", edges(&part));
    // It meets nothing more often than chance, so that in a smaller part others come first.
    assert_eq!(edges(&drawn(&whole, 100, 1)), 0);
}

#[test]
fn nodes_without_an_edge_are_left_out_and_told() {
    let whole = fields();
    let part = drawn(&whole, 30, 2);
    let touched = |row: NodeRow| part.edges.records().map(EdgeRecord::ends).any(|ends| ends.contains(&row));
    assert!(part.nodes.rows().all(touched));
    // Nothing but one node: nothing to touch, and nothing to leave out.
    assert_eq!(drawn(&whole, 1, 2).node_count(), 1);
}

#[test]
fn long_texts_mentions_and_findings_are_left_out_and_told() {
    let mut whole = assembled(&four_pages());
    let count = whole.node_count();
    let text = |text: &str| Values::Text(vec![Some(text.into()); count]);
    whole.nodes.push_column(Column::new("note", text(&"é".repeat(201))));
    whole.nodes.push_column(Column::new("short", text(&"é".repeat(200))));
    whole.nodes.push_column(Column::new("summary", text("short, but it tells a story")));
    let part = drawn(&whole, 2000, 2);
    let row = NodeRow::new(0);
    assert_eq!([part.value(row, "note"), part.value(row, "summary")], [Value::Missing, Value::Missing]);
    assert_ne!(part.value(row, "short"), Value::Missing);
    assert!(part.mentions.is_empty() && part.diagnostics.is_empty());
    let told = part.header.remarks.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(told.contains("a drawable part of the graph: 10 of 12 nodes, 9 of "), "{told}");
    assert!(told.contains("note") && told.contains("summary") && !told.contains("short"), "{told}");
    assert!(told.contains("a maximum spanning forest and the 2 strongest"), "{told}");
    let said = part.header.part.unwrap();
    assert_eq!(said.nodes, [10, 12]);
    assert_eq!(
        said.conditions,
        ["drawable: at most 2,000 nodes, few edges, no editions, mentions and long texts"]
    );
}

#[test]
fn it_is_laid_out_and_the_same_every_time() {
    let whole = fields();
    let part = drawn(&whole, 100, 2);
    assert_eq!(part, drawn(&whole, 100, 2));
    let mut places: Vec<String> = part.nodes.records().map(|node| format!("{:?}", node.position)).collect();
    places.sort();
    places.dedup();
    assert_eq!(places.len(), part.node_count());
    let values = part.nodes.records().flat_map(|node| [node.position[0], node.position[1], node.radius]);
    assert!(values.clone().all(f64::is_finite) && part.nodes.records().all(|node| node.radius > 0.0));
}

#[test]
fn colors_tell_clusters_unless_kinds_are_asked_for() {
    let whole = fields();
    let colors = |options: &DrawableOptions| {
        let part = drawable(&whole, options);
        let mut colors: Vec<[u8; 3]> = part.nodes.records().map(|node| node.color).collect();
        colors.sort_unstable();
        colors.dedup();
        colors.len()
    };
    let options = DrawableOptions::default().with_nodes(100);
    assert!(colors(&options) >= 6);
    assert_eq!(colors(&options.with_color_clusters(false)), 2, "articles and concerns");
}

#[test]
fn three_entities_of_each_cluster_have_a_name_no_name_twice() {
    let part = drawn(&fields(), 100, 2);
    let named = foremost(&part);
    for card in &part.clusters {
        let cluster = part.nodes.column::<i64>(NodeColumn::Cluster);
        let own =
            part.nodes.rows().filter(|&row| cluster.get(row) == Some(card.cluster.into()) && named[row]);
        let own: Vec<NodeRow> = own.collect();
        assert!((1..=3).contains(&own.len()), "{own:?}");
        assert!(own.iter().all(|&row| part.is_entity(row)) || own.len() == 1);
    }
}
