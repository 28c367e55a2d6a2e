//! Edges that come to a graph once it stands, and those that go.

use super::{EdgeRecord, EdgeTable, PropertyGraph};
use crate::columns::Column;
use portent_graph::index::EdgeRow;

impl PropertyGraph {
    /// Takes out the edges of which `goes` is true and puts in `coming`: ends that no edge joins, in the order of files. What
    /// came has no value in any column. Nodes, measures and clusters stay as they are; a part tells its new number of edges.
    /// O(edges log edges).
    pub(crate) fn exchange_edges(&mut self, goes: impl Fn(&EdgeRecord) -> bool, coming: Vec<EdgeRecord>) {
        let before = self.edge_count();
        self.edges = exchanged(&self.edges, goes, coming);
        let after = self.edge_count();
        if let Some(part) = &mut self.header.part {
            part.edges = part.edges.map(|edges| (edges + after).saturating_sub(before));
        }
    }
}

fn exchanged(table: &EdgeTable, goes: impl Fn(&EdgeRecord) -> bool, coming: Vec<EdgeRecord>) -> EdgeTable {
    let stay = table.iter().filter(|(_, edge)| !goes(edge)).map(|(row, edge)| (*edge, Some(row)));
    let mut all: Vec<(EdgeRecord, Option<EdgeRow>)> =
        stay.chain(coming.into_iter().map(|edge| (edge, None))).collect();
    all.sort_by_key(|(edge, _)| (edge.source, edge.target));
    let places: Vec<Option<usize>> = all.iter().map(|(_, row)| row.map(usize::from)).collect();
    let columns = table.columns().iter();
    let columns = columns.map(|column| Column::new(column.name.clone(), column.values.select_known(&places)));
    EdgeTable::new(all.into_iter().map(|(edge, _)| edge)).with_columns(columns.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::EdgeRecord;
    use crate::graph::Relation;
    use crate::property_graph::sample::{assembled, four_pages};
    use crate::property_graph::{EdgeColumn, Part};
    use portent_graph::index::NodeRow;

    #[test]
    fn edges_come_and_go_and_the_others_keep_their_values() {
        let mut graph = assembled(&four_pages());
        let whole = graph.clone();
        graph.header.part = Some(Part { edges: [40, 50], ..Part::default() });
        let edge = |source, target| EdgeRecord {
            source: NodeRow::new(source),
            target: NodeRow::new(target),
            relation: Relation::Closest,
            weight: 0.5,
        };
        let known: Vec<[NodeRow; 2]> = graph.edges.records().map(EdgeRecord::ends).collect();
        let free = (1..4).map(|target| edge(0, target)).find(|edge| !known.contains(&edge.ends())).unwrap();
        graph.exchange_edges(|_| false, vec![free]);
        assert_eq!(graph.edge_count(), whole.edge_count() + 1);
        assert_eq!(graph.header.part.as_ref().unwrap().edges, [41, 51]);
        let ends: Vec<[NodeRow; 2]> = graph.edges.records().map(EdgeRecord::ends).collect();
        assert!(ends.is_sorted());
        let count = graph.edges.column::<i64>(EdgeColumn::Count);
        let came = graph.edges.iter().find(|(_, edge)| edge.is_found()).unwrap().0;
        assert_eq!(count.get(came), None);
        graph.exchange_edges(EdgeRecord::is_found, Vec::new());
        assert_eq!((&graph.edges, &graph.nodes), (&whole.edges, &whole.nodes));
    }
}
