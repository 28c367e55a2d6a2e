use super::{DiffOptions, EdgeRow, NodeRow, diff};
use crate::columns::{Column, Values};
use crate::graph::Relation;
use crate::property_graph::{EdgeRecord, PropertyGraph};
use crate::query::sample;
use crate::report::{Cell, Table};

fn changes(table: &Table) -> Vec<String> {
    let text = |cell: Option<&Cell>| cell.map(Cell::flat).unwrap_or_default();
    let change =
        |row| ["change", "id", "before", "after"].map(|field| text(table.cell(row, field))).join(", ");
    (0..table.rows.len()).map(change).collect()
}

#[test]
fn equal_graphs_have_no_differences() {
    let table = diff(&sample::graph(), &sample::graph(), &DiffOptions::default());
    assert!(table.rows.is_empty(), "{:?}", changes(&table));
}

#[test]
fn a_weight_a_label_and_a_merge_are_found() {
    let old = sample::graph();
    let mut new = sample::graph();
    new.edges[EdgeRow::new(1)].weight = 3.0;
    new.nodes[NodeRow::new(11)].label = "Sodium Cells".into();
    let (strain, streets) =
        (sample::row(&new, "concern:grid-strain"), sample::row(&new, "signal:battery-streets"));
    for mention in new.mentions.iter_mut().filter(|mention| mention.entity == strain.into()) {
        mention.entity = streets.into();
    }
    let table = diff(&old, &new, &DiffOptions::default());
    assert_eq!(
        changes(&table),
        [
            "changed weight, article:a - signal:battery-streets, 2, 3",
            "merged, signal:battery-streets, concern:grid-strain | signal:battery-streets, signal:battery-streets",
            "renamed, technology:sodium-cell, Sodium Cell, Sodium Cells",
        ]
    );
}

#[test]
fn new_and_lost_nodes_carry_their_kind() {
    let old = sample::graph();
    let mut new = sample::graph();
    new.nodes[NodeRow::new(14)].id = "keyword:power-grid".into();
    let found = changes(&diff(&old, &new, &DiffOptions { ranks: 0, ..DiffOptions::default() }));
    assert_eq!(found[0], "new node, keyword:power-grid, , ");
    assert_eq!(found[1], "lost node, keyword:grid, , ");
}

#[test]
fn what_pages_that_differ_do_not_speak_of_is_counted_alone() {
    let (old, mut new) = (sample::graph(), sample::graph());
    new.nodes[NodeRow::new(2)].id = "article:later".into();
    // The edge of issue and article a, which has nothing to do with article c.
    new.edges[EdgeRow::new(4)].weight = 3.0;
    new.nodes[NodeRow::new(11)].label = "Sodium Cells".into();
    let table = diff(&old, &new, &DiffOptions { ranks: 0, drift: false });
    let found = changes(&table);
    assert_eq!(found.len(), 6, "{found:?}");
    assert!(found.iter().all(|change| change.contains("article:later") || change.contains("article:c")));
    assert!(
        table.remarks[0]
            .to_string()
            .starts_with("2 changes elsewhere, of what no page that differs speaks of (there are 2)"),
        "{:?}",
        table.remarks
    );
    assert!(table.remarks[0].to_string().ends_with(": 1 changed weight, 1 renamed"));
    let all = diff(&old, &new, &DiffOptions { ranks: 0, drift: true });
    assert_eq!((all.rows.len(), all.remarks.len()), (8, 0));
    new.header.duplicates = crate::resolve::DuplicateMode::Off.into();
    assert_eq!(diff(&old, &new, &DiffOptions { ranks: 0, drift: false }).rows.len(), 8);
}

/// The sample with a text column more, `what` at one node.
#[test]
fn found_edges_of_near_articles_drift_and_stated_ones_follow_from_pages() {
    let told = |weight| {
        let (old, mut new) = (sample::graph(), sample::graph());
        // A row of `a` and one of `b` differ.
        for line in [0, 3] {
            new.mentions[line].description = None;
        }
        let edge = EdgeRecord {
            source: NodeRow::new(0),
            target: NodeRow::new(1),
            relation: Relation::Closest,
            weight,
        };
        new.exchange_edges(|_| false, vec![edge]);
        let table = diff(&old, &new, &DiffOptions { ranks: 0, drift: false });
        changes(&table).iter().filter(|change| change.starts_with("new edge, article:a - article:b")).count()
    };
    assert_eq!((told(1.0), told(0.6)), (1, 0));
}

fn with_column(name: &str, row: NodeRow, what: &str) -> PropertyGraph {
    let graph = sample::graph();
    let mut values = vec![None; graph.node_count()];
    values[usize::from(row)] = Some(what.into());
    let column = Column::new(name, Values::Text(values));
    PropertyGraph { nodes: graph.nodes.clone().with_columns([column]), ..graph }
}

#[test]
fn every_attribute_of_a_node_is_compared_known_or_not() {
    let article = NodeRow::new(0);
    for name in ["summary", "type", "change", "driving_force", "mood"] {
        let [old, new] = ["calm", "wild"].map(|what| with_column(name, article, what));
        let found = changes(&diff(&old, &new, &DiffOptions::default()));
        assert_eq!(found, [format!("changed {name}, article:a, calm, wild")]);
        let found = changes(&diff(&sample::graph(), &new, &DiffOptions::default()));
        assert_eq!(found, [format!("changed {name}, article:a, , wild")]);
    }
}

#[test]
fn measures_are_one_row_each_with_the_node_that_moved_most() {
    let graph = |values: [f64; 2]| {
        let graph = sample::graph();
        let mut all = vec![None; graph.node_count()];
        (all[8], all[9]) = (Some(values[0]), Some(values[1]));
        let column = Column::new("eigenvector", Values::Real(all));
        PropertyGraph { nodes: graph.nodes.clone().with_columns([column]), ..graph }
    };
    let table = diff(&graph([0.5, 0.25]), &graph([0.6, 0.75]), &DiffOptions::default());
    assert_eq!(changes(&table), ["moved eigenvector, concern:grid-strain, 0.25, 0.75"]);
    assert_eq!(table.cell(0, "label"), Some(&Cell::text("2 nodes, most Grid Strain")));
    let last_bit = graph([0.5 + 1e-13, 0.25]);
    assert!(diff(&graph([0.5, 0.25]), &last_bit, &DiffOptions::default()).rows.is_empty());
}

#[test]
fn a_changed_relation_and_a_changed_cell_of_a_row_are_found() {
    let (old, mut new) = (sample::graph(), sample::graph());
    new.edges[EdgeRow::new(2)].relation = crate::graph::Relation::Tagged;
    let record = &mut new.mentions[0];
    record.attributes.insert("source".into(), "a survey".into());
    record.relevancy = Some(1.0);
    let place = format!("{}:{}", record.path, record.line);
    let found = changes(&diff(&old, &new, &DiffOptions { ranks: 0, drift: true }));
    assert!(
        found.contains(&"changed relation, article:a - concern:grid-strain, mentions, tagged".into()),
        "{found:?}"
    );
    let row =
        found.iter().find(|change| change.starts_with(&format!("changed source at {place}, "))).unwrap();
    assert!(row.ends_with(", , a survey"), "{row}");
    assert!(
        found.iter().any(|change| change.starts_with(&format!("changed relevancy at {place}, "))),
        "{found:?}"
    );
}

#[test]
fn a_page_whose_attributes_alone_differ_is_a_page_that_differs() {
    let old = with_column("link", NodeRow::new(2), "https://example.org/old");
    let mut new = with_column("link", NodeRow::new(2), "https://example.org/new");
    // Of another page, and so of the graph as a whole.
    new.nodes[NodeRow::new(11)].label = "Sodium Cells".into();
    let table = diff(&old, &new, &DiffOptions { ranks: 0, drift: false });
    assert_eq!(
        changes(&table),
        ["changed link, article:c, https://example.org/old, https://example.org/new"]
    );
    assert!(table.remarks[0].to_string().ends_with(": 1 renamed"), "{:?}", table.remarks);
}
