//! Each article joined to the articles nearest to it.

use std::collections::BTreeSet;

use crate::error::{Error, Lacks};
use crate::graph::Relation;
use crate::parse::KindId;
use crate::property_graph::{ClosestEdges, EdgeRecord, PropertyGraph};
use crate::query::index::words::{Library, neighbors};
use portent_graph::index::NodeRow;

/// What is less near is not joined: of pairs below, most share no more than a word or a turn of mind.
const LEAST: f32 = 0.3;
/// More neighbors are not looked for.
const MOST: usize = 100;
/// A found edge weighs less than 1, so that it is told from one that a page states.
const MOST_WEIGHT: f64 = 0.999;

/// The graph, each article joined to the `each` articles nearest to it (1 to 100) by edges of the relation `closest`.
///
/// Two articles are as near as the square root of two cosines: that of what the words of their titles, summaries and rows
/// mean (the vectors of [`about`](super::about::about)), and that of these words. The weight is that, in thousandths; pairs
/// below 0.3 are not joined. Two articles are joined if one of them is among the nearest of the other, so that an article has
/// `each` neighbors or more, unless hardly anything is near it. An article and its copies count once: the first of them is
/// joined, and the edge `copies` leads from it to the others. Where an edge joins a pair already (a page names the other as
/// its closest, or links to it) that edge stays as it is. Nodes, measures and clusters stay as they are; edges of an earlier
/// call are replaced. The header tells what was added.
///
/// O(text of the graph + articles² · dimensions): 3,215 articles take 1 s of CPU, half of it to learn what words mean; 32,520 take
/// 25 s and 160 MB.
///
/// # Errors
/// [`Error::InvalidOption`] for an `each` below 1 or above 100; [`Error::GraphLacks`] for a graph without articles.
///
/// ```
/// use portent::property_graph::PropertyGraph;
/// let error = portent::query::with_closest(PropertyGraph::default(), 5).unwrap_err();
/// assert!(error.to_string().starts_with("closest: this graph holds no articles"));
/// ```
pub fn with_closest(mut graph: PropertyGraph, each: usize) -> Result<PropertyGraph, Error> {
    if !(1..=MOST).contains(&each) {
        let reason = format!("{each} is not in 1 to {MOST}");
        return Err(Error::InvalidOption { field: "closest".into(), reason });
    }
    if !graph.nodes.records().any(|node| node.kind == KindId::ARTICLE) {
        let reason = "this graph holds no articles that could be joined".into();
        return Err(Error::GraphLacks { field: "closest", lacks: Lacks::FullView, reason });
    }
    let near = neighbors(&Library::new(&graph), each, LEAST);
    let alone = near.iter().filter(|(_, near)| near.is_empty()).count();
    let pairs: BTreeSet<Pair> = near.into_iter().flat_map(|(own, near)| pairs(own, near)).collect();
    let joined: BTreeSet<[NodeRow; 2]> =
        graph.edges.records().filter(|edge| !edge.is_found()).map(|edge| sorted(edge.ends())).collect();
    let (stated, new): (Vec<Pair>, Vec<Pair>) =
        pairs.into_iter().partition(|pair| joined.contains(&pair.ends));
    let edges: Vec<EdgeRecord> = new.iter().map(|pair| edge(&graph, *pair)).collect();
    graph.header.closest = Some(ClosestEdges {
        each,
        least: f64::from(LEAST * 1000.0).round() / 1000.0,
        weight: "sqrt(cosine of meaning * cosine of words)".into(),
        edges: edges.len(),
        joined_before: stated.len(),
        alone,
    });
    graph.exchange_edges(EdgeRecord::is_found, edges);
    Ok(graph)
}

/// Two articles, the smaller row first, with how near they are in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    ends: [NodeRow; 2],
    thousandths: u16,
}

fn pairs(own: NodeRow, near: Vec<(NodeRow, f32)>) -> impl Iterator<Item = Pair> {
    near.into_iter().map(move |(other, score)| Pair {
        ends: sorted([own, other]),
        // Both ends give one number, to the bit.
        thousandths: (score * 1000.0).round() as u16,
    })
}

fn sorted([a, b]: [NodeRow; 2]) -> [NodeRow; 2] {
    [a.min(b), a.max(b)]
}

/// The edge of a pair, from the smaller id.
fn edge(graph: &PropertyGraph, pair: Pair) -> EdgeRecord {
    let id = |row: NodeRow| graph.nodes[row].id.as_str();
    let [a, b] = pair.ends;
    let [source, target] = if id(a) <= id(b) { [a, b] } else { [b, a] };
    let weight = (f64::from(pair.thousandths) / 1000.0).min(MOST_WEIGHT);
    EdgeRecord { source, target, relation: Relation::Closest, weight }
}

#[cfg(test)]
mod tests {
    use super::{EdgeRecord, PropertyGraph, Relation, with_closest};
    use crate::graph::sample::{Page, page};
    use crate::parse::KindId;
    use crate::property_graph::sample::{assembled, assembled_concepts, four_pages};

    /// The edges between articles, as ends, relation and weight.
    fn between(graph: &PropertyGraph) -> Vec<(String, &'static str, f64)> {
        let is_article =
            |edge: &&EdgeRecord| edge.ends().iter().all(|&end| graph.nodes[end].kind == KindId::ARTICLE);
        let told = |edge: &EdgeRecord| {
            let ids = edge.ends().map(|end| graph.nodes[end].id.trim_start_matches("article:"));
            (ids.join(" "), edge.relation.name(), edge.weight)
        };
        graph.edges.records().filter(is_article).map(told).collect()
    }

    /// Two pages on bees, a copy of the first, two on ferries, and one on nothing that others speak of. Titles are paths.
    fn six() -> Vec<Page> {
        let (signal, concern) = (KindId::SIGNAL, KindId::CONCERN);
        let bees = [(signal, "Urban Honey Bees"), (concern, "Bee Hive Decline")];
        vec![
            page("q1", "", &bees),
            page("q2", "", &[(signal, "Honey Bees in Urban Gardens"), (concern, "Hive Theft")]),
            page("q3", "", &bees),
            page("q4", "", &[(signal, "Electric Ferries"), (concern, "Harbor Noise")]),
            page("q5", "", &[(signal, "Ferries on Electric Power"), (concern, "Noise in Harbors")]),
            page("q6", "", &[(signal, "Glass Flutes")]),
        ]
    }

    #[test]
    fn near_articles_are_joined_and_a_copy_is_not_its_own_neighbor() {
        let graph = with_closest(assembled(&six()), 5).unwrap();
        let pairs: Vec<(String, &str)> =
            between(&graph).into_iter().map(|(ends, relation, _)| (ends, relation)).collect();
        let expected = [("q1 q2", "closest"), ("q1 q3", "copies"), ("q4 q5", "closest")];
        assert_eq!(pairs, expected.map(|(ends, relation)| (ends.to_owned(), relation)));
        let told = graph.header.closest.as_ref().unwrap();
        // Of five articles, copies once, one is near to none.
        assert_eq!((told.each, told.edges, told.joined_before, told.alone), (5, 2, 0, 1));
        assert!((told.least - 0.3).abs() < 1e-12);
    }

    #[test]
    fn what_a_page_states_stays_and_nothing_else_changes() {
        let mut pages = six();
        pages[3].closest = vec![4];
        let before = assembled(&pages);
        let graph = with_closest(before.clone(), 5).unwrap();
        let found = between(&graph);
        assert!(found.contains(&("q4 q5".to_owned(), "closest", 1.0)), "{found:?}");
        assert_eq!(graph.header.closest.as_ref().unwrap().joined_before, 1);
        assert!(
            graph
                .edges
                .records()
                .all(|edge| edge.is_found() == (edge.relation == Relation::Closest && edge.weight < 1.0))
        );
        let mut rest = graph.clone();
        rest.exchange_edges(EdgeRecord::is_found, Vec::new());
        rest.header.closest = None;
        assert_eq!(rest, before);
        // Asked again, with another number, it is what it would have been at once.
        let one = with_closest(before, 1).unwrap();
        assert_eq!(with_closest(graph, 1).unwrap(), one);
        let found = one.edges.records().filter(|edge| edge.is_found());
        assert!(found.count() > 0);
    }

    #[test]
    fn what_cannot_be_joined_is_refused() {
        let told = |graph: PropertyGraph, each| with_closest(graph, each).unwrap_err().to_string();
        assert_eq!(told(assembled(&six()), 0), "closest: 0 is not in 1 to 100");
        assert_eq!(told(assembled(&six()), 101), "closest: 101 is not in 1 to 100");
        let concepts = assembled_concepts(&four_pages());
        assert!(told(concepts, 3).starts_with("closest: this graph holds no articles"));
    }
}
