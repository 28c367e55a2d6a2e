use std::collections::BTreeSet;

use proptest::prelude::*;

use super::build;
use crate::graph::sample::{corpus, link, page, pages, resolution};
use crate::graph::{Edge, Graph, Node, Relation};
use crate::parse::KindId;
use crate::resolve::{End, EntityId, LinkRelation};

/// `source relation target weight count` of each edge.
fn lines(graph: &Graph) -> Vec<String> {
    let id = |node: portent_graph::index::NodeRow| graph.nodes[node].id.as_str();
    let line = |edge: &Edge| {
        let count = edge.count.map_or(String::new(), |count| format!(" {count}"));
        format!("{} {} {} {}{count}", id(edge.source), edge.relation.name(), id(edge.target), edge.weight)
    };
    graph.edges.iter().map(line).collect()
}

#[test]
fn three_pages_give_the_graph_computed_by_hand() {
    let mut a = page(
        "a",
        "20250101",
        &[(KindId::CONCERN, "Job Loss"), (KindId::KEYWORD, "AI"), (KindId::CONCERN, "job loss")],
    );
    a.closest = vec![1, 2];
    let mut b = page(
        "b",
        "20250101",
        &[(KindId::ISSUE, "Job Loss"), (KindId::KEYWORD, "ai"), (KindId::KEYWORD, "AI")],
    );
    b.link = Some("https://x.org/1".into());
    b.closest = vec![0];
    let mut c = page("c", "", &[(KindId::CONCERN, "C++")]);
    c.link = b.link.clone();
    let corpus = corpus(&[c, a, b]);
    let mut resolution = resolution(&corpus);
    let (concern, issue) = (EntityId::new(1), EntityId::new(2));
    assert_eq!(resolution.entities[concern].kind, KindId::CONCERN);
    assert_eq!(resolution.entities[issue].kind, KindId::ISSUE);
    let restates =
        crate::resolve::Link { a: concern, b: issue, relation: LinkRelation::Restates, probability: 0.75 };
    resolution.links = vec![restates];
    let graph = build(&corpus, &resolution);
    let ids: Vec<&str> = graph.nodes.iter().map(|node| node.id.as_str()).collect();
    let hashed = ids[4];
    assert!(hashed.starts_with("concern:c-") && hashed.len() == "concern:c-".len() + 8, "{hashed}");
    assert_eq!(
        ids,
        [
            "article:a",
            "article:b",
            "article:c",
            "edition:20250101",
            hashed,
            "concern:job-loss",
            "issue:job-loss",
            "keyword:ai"
        ]
    );
    assert_eq!(
        lines(&graph),
        [
            "article:a closest article:b 1".to_owned(),
            "article:a closest article:c 1".to_owned(),
            "article:a published_in edition:20250101 1".to_owned(),
            "article:a mentions concern:job-loss 2 2".to_owned(),
            "article:a tagged keyword:ai 1".to_owned(),
            "article:b copies article:c 1".to_owned(),
            "article:b published_in edition:20250101 1".to_owned(),
            "article:b mentions issue:job-loss 1 1".to_owned(),
            "article:b tagged keyword:ai 1".to_owned(),
            format!("article:c mentions {hashed} 1 1"),
            "concern:job-loss restates issue:job-loss 0.75".to_owned(),
        ]
    );
}

#[test]
fn the_first_of_two_relations_of_a_pair_stands() {
    let pages = [page("a", "", &[(KindId::CONCERN, "x"), (KindId::CONCERN, "y")])];
    let corpus = corpus(&pages);
    let mut resolution = resolution(&corpus);
    resolution.links = vec![
        link(&resolution, "x", "y", LinkRelation::Similar),
        link(&resolution, "y", "x", LinkRelation::Duplicate),
    ];
    let graph = build(&corpus, &resolution);
    let links: Vec<Relation> = graph
        .edges
        .iter()
        .map(|edge| edge.relation)
        .filter(|&relation| relation != Relation::Mentions)
        .collect();
    assert_eq!(links, [Relation::Duplicate]);
}

#[test]
fn a_broader_edge_tells_its_end_whichever_id_comes_first() {
    let pages = [page("a", "", &[(KindId::CONCERN, "x"), (KindId::ISSUE, "y")])];
    let corpus = corpus(&pages);
    let mut resolution = resolution(&corpus);
    for end in [End::A, End::B] {
        resolution.links = vec![link(&resolution, "x", "y", LinkRelation::Broader(end))];
        let broad = if end == End::A { resolution.links[0].a } else { resolution.links[0].b };
        let graph = build(&corpus, &resolution);
        let edge = graph.edges.iter().find(|edge| edge.relation == Relation::Broader).unwrap();
        assert_eq!(graph.nodes[edge.broader_end.unwrap()].subject, crate::graph::Subject::Entity(broad));
        assert!(
            graph
                .edges
                .iter()
                .filter(|edge| edge.relation != Relation::Broader)
                .all(|edge| edge.broader_end.is_none())
        );
    }
}

#[test]
fn an_article_that_copies_its_closest_is_a_copy() {
    let rows: &[(KindId, &str)] = &[(KindId::CONCERN, "x")];
    let mut second = page("b", "", rows);
    second.closest = vec![0];
    let corpus = corpus(&[page("a", "", rows), second]);
    let graph = build(&corpus, &resolution(&corpus));
    assert_eq!(graph.edges[0].relation, Relation::Copies);
}

#[test]
fn petgraph_sees_the_same_nodes_and_edges() {
    let corpus = corpus(&[
        page("a", "20250101", &[(KindId::CONCERN, "x")]),
        page("b", "", &[(KindId::CONCERN, "x"), (KindId::CONCERN, "x")]),
    ]);
    let graph = build(&corpus, &resolution(&corpus));
    let other: ::petgraph::Graph<Node, Edge, ::petgraph::Undirected> = (&graph).into();
    assert_eq!((other.node_count(), other.edge_count()), (4, 3));
    let (a, b) = other.edge_endpoints(::petgraph::graph::EdgeIndex::new(2)).unwrap();
    assert_eq!((other[a].id.as_str(), other[b].id.as_str()), ("article:b", "concern:x"));
    assert_eq!(::petgraph::algo::connected_components(&other), 1);
}

proptest! {
    #[test]
    fn every_graph_is_simple_and_its_ids_are_unique_ascii(pages in pages()) {
        let corpus = corpus(&pages);
        let graph = build(&corpus, &resolution(&corpus));
        let ids: BTreeSet<&str> = graph.nodes.iter().map(|node| node.id.as_str()).collect();
        prop_assert_eq!(ids.len(), graph.nodes.len());
        prop_assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_graphic())));
        let mut pairs = BTreeSet::new();
        for edge in &graph.edges {
            prop_assert!(edge.source != edge.target && edge.weight > 0.0);
            prop_assert!(pairs.insert((edge.source.min(edge.target), edge.source.max(edge.target))));
            let (source, target) = (&graph.nodes[edge.source], &graph.nodes[edge.target]);
            let articles = (source.kind == KindId::ARTICLE, target.kind == KindId::ARTICLE);
            prop_assert!(articles == (true, false) || (source.id < target.id && articles.0 == articles.1));
        }
        prop_assert!(graph.edges.is_sorted_by_key(|edge| (edge.source, edge.target)));
    }

    #[test]
    fn the_order_of_pages_does_not_matter(pages in pages(), turn in 0usize..5) {
        let straight = corpus(&pages);
        let mut turned = pages;
        turned.rotate_left(turn);
        turned.reverse();
        let turned = corpus(&turned);
        prop_assert_eq!(build(&straight, &resolution(&straight)), build(&turned, &resolution(&turned)));
    }

    #[test]
    fn a_later_page_moves_no_id(pages in pages()) {
        let before = corpus(&pages);
        let mut pages = pages;
        let rows = [(KindId::CONCERN, "c++?"), (KindId::KEYWORD, "A B"), (KindId::ISSUE, "new")];
        pages.push(page("99.md", "", &rows));
        let after = corpus(&pages);
        let ids = |corpus| -> BTreeSet<String> {
            build(corpus, &resolution(corpus)).nodes.into_iter().map(|node| node.id).collect()
        };
        let (before, after) = (ids(&before), ids(&after));
        prop_assert!(before.is_subset(&after), "{:?}", before.difference(&after));
    }
}
