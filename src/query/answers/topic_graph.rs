//! What is near to a text, as a graph.

use std::collections::{BTreeMap, BTreeSet};

use super::about::{AboutOptions, about};
use crate::error::Error;
use crate::graph::Relation;
use crate::parse::KindId;
use crate::property_graph::PropertyGraph;
use crate::property_graph::filter::{Filter, filter};
use crate::remark::Remark;
use crate::report::Cell;
use portent_graph::index::NodeRow;

/// The part of a graph that is about a text: the articles and entities that [`about`] finds, the articles that an edge
/// `closest` joins to one of these articles ([`with_closest`](super::closest::with_closest) adds such edges), and all edges
/// between them. Remarks of the answer stand in its header; counts, measures and clusters are those of
/// [`filter`]. O(text of the graph + edges).
///
/// # Errors
/// As [`about`]; [`Error::InvalidOption`] where nothing is about the text.
pub fn topic_graph(
    graph: &PropertyGraph,
    text: &str,
    options: &AboutOptions,
) -> Result<PropertyGraph, Error> {
    let table = about(graph, text, options)?;
    let rows: BTreeMap<&str, NodeRow> =
        graph.nodes.iter().map(|(row, node)| (node.id.as_str(), row)).collect();
    let found =
        (0..table.rows.len()).filter_map(|row| rows.get(table.cell(row, "id").map(Cell::flat)?.as_str()));
    let found: BTreeSet<NodeRow> = found.copied().collect();
    if found.is_empty() {
        let reason = format!("nothing here is about {text:?}");
        return Err(Error::InvalidOption { field: "text".into(), reason });
    }
    let closest = graph.edges.records().filter(|edge| edge.relation == Relation::Closest);
    let is_found = |row: &NodeRow| found.contains(row) && graph.nodes[*row].kind == KindId::ARTICLE;
    let near = closest.filter(|edge| edge.ends().iter().any(is_found)).flat_map(|edge| edge.ends());
    let nodes: BTreeSet<NodeRow> = near.chain(found.iter().copied()).collect();
    let by = format!("about {text:?}");
    let mut part = filter(graph, &Filter::default().with_chosen(nodes.into_iter().collect(), by))?;
    let said = table.remarks.into_iter().filter(|remark| !matches!(remark, Remark::Part { .. }));
    part.header.remarks.extend(said);
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::{AboutOptions, topic_graph};
    use crate::graph::Relation;
    use crate::property_graph::EdgeRecord;
    use crate::query::sample;

    #[test]
    fn what_is_found_and_what_is_closest_to_its_articles_are_a_graph() {
        let mut graph = sample::graph();
        let row = |id| sample::row(&graph, id);
        let closest =
            |a, b| EdgeRecord { source: row(a), target: row(b), relation: Relation::Closest, weight: 0.5 };
        // `a` and `d` are found: `b` is closest to one of them, `c` to neither.
        let edges = vec![closest("article:a", "article:b"), closest("article:b", "article:c")];
        graph.exchange_edges(|_| false, edges);
        let options = AboutOptions::default();
        let part = topic_graph(&graph, "a street full of battery", &options).unwrap();
        let ids: Vec<&str> = part.nodes.records().map(|node| node.id.as_str()).collect();
        assert_eq!(ids, ["article:a", "article:b", "article:d", "signal:battery-streets"]);
        let edges: Vec<(&str, f64)> =
            part.edges.records().map(|edge| (edge.relation.name(), edge.weight)).collect();
        assert_eq!(edges, [("closest", 0.5), ("mentions", 2.0), ("mentions", 1.0), ("mentions", 1.0)]);
        let told = part.header.part.as_ref().unwrap();
        assert_eq!(told.conditions, ["about \"a street full of battery\""]);
        assert!(topic_graph(&graph, "zebra", &options).is_err());
    }
}
