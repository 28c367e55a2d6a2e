//! A hand-made graph for the tests of queries.
//!
//! Five articles in three editions; `e` is a copy of `d`.
//!
//! | article | edition | signal battery-streets | concern grid-strain | concern grid-overload | technology sodium-cell | issue power | keyword ai |
//! |---|---|---|---|---|---|---|---|
//! | a | 2026-01-04 | 2 rows | x | | x | x | x |
//! | b | 2026-01-18 | x | x | | x | | x |
//! | c | none | | | x | | | x |
//! | d | 2026-03-01 | x | | x | | x | x |
//! | e | 2026-03-01 | x | | x | | x | x |
//!
//! The two concerns restate nothing; `keyword:grid` restates `concern:grid-strain` (a, b).

use jiff::civil::date;

use crate::columns::{Column, Values};
use crate::graph::Relation;
use crate::parse::{KindId, Precision, Schema};
use crate::property_graph::{
    ClusterCard, EdgeRecord, EdgeTable, Header, MentionRecord, MentionTable, NodeRecord, NodeTable,
    PropertyGraph,
};
use portent_graph::index::NodeRow;

static NODES: &[(&str, KindId, &str)] = &[
    ("article:a", KindId::ARTICLE, "Article A"),
    ("article:b", KindId::ARTICLE, "Article B"),
    ("article:c", KindId::ARTICLE, "Article C"),
    ("article:d", KindId::ARTICLE, "Article D"),
    ("article:e", KindId::ARTICLE, "Article E"),
    ("edition:20260104", KindId::EDITION, "20260104"),
    ("edition:20260118", KindId::EDITION, "20260118"),
    ("edition:20260301", KindId::EDITION, "20260301"),
    ("signal:battery-streets", KindId::SIGNAL, "Battery Streets"),
    ("concern:grid-strain", KindId::CONCERN, "Grid Strain"),
    ("concern:grid-overload", KindId::CONCERN, "Grid Overload"),
    ("technology:sodium-cell", KindId::TECHNOLOGY, "Sodium Cell"),
    ("issue:power", KindId::ISSUE, "Power"),
    ("keyword:ai", KindId::KEYWORD, "ai"),
    ("keyword:grid", KindId::KEYWORD, "grid"),
];

static EDGES: &[(u32, u32, Relation, f64)] = &[
    (0, 5, Relation::PublishedIn, 1.0),
    (0, 8, Relation::Mentions, 2.0),
    (0, 9, Relation::Mentions, 1.0),
    (0, 11, Relation::Mentions, 1.0),
    (0, 12, Relation::Mentions, 1.0),
    (0, 13, Relation::Tagged, 1.0),
    (0, 14, Relation::Tagged, 1.0),
    (1, 6, Relation::PublishedIn, 1.0),
    (1, 8, Relation::Mentions, 1.0),
    (1, 9, Relation::Mentions, 1.0),
    (1, 11, Relation::Mentions, 1.0),
    (1, 13, Relation::Tagged, 1.0),
    (1, 14, Relation::Tagged, 1.0),
    (2, 10, Relation::Mentions, 1.0),
    (2, 13, Relation::Tagged, 1.0),
    (3, 4, Relation::Copies, 1.0),
    (3, 7, Relation::PublishedIn, 1.0),
    (3, 8, Relation::Mentions, 1.0),
    (3, 10, Relation::Mentions, 1.0),
    (3, 12, Relation::Mentions, 1.0),
    (3, 13, Relation::Tagged, 1.0),
    (4, 7, Relation::PublishedIn, 1.0),
    (4, 8, Relation::Mentions, 1.0),
    (4, 10, Relation::Mentions, 1.0),
    (4, 12, Relation::Mentions, 1.0),
    (4, 13, Relation::Tagged, 1.0),
    (9, 14, Relation::Restates, 0.9),
];

/// The row of an id.
pub(crate) fn row(graph: &PropertyGraph, id: &str) -> NodeRow {
    let found = graph.nodes.iter().find(|(_, node)| node.id == id);
    found.expect("the sample has this id").0
}

/// The graph of the module's table, and `broader` edges: "Grid Strain" is broader than "Grid Overload", and "Power" than
/// "Grid Strain".
pub(crate) fn with_broader() -> PropertyGraph {
    let mut graph = graph();
    let broader = [("concern:grid-strain", "concern:grid-overload"), ("issue:power", "concern:grid-strain")];
    let edges = broader.map(|(broad, narrow)| {
        let (source, target) =
            (row(&graph, broad).min(row(&graph, narrow)), row(&graph, broad).max(row(&graph, narrow)));
        (EdgeRecord { source, target, relation: Relation::Broader, weight: 0.5 }, broad)
    });
    let records: Vec<EdgeRecord> = graph.edges.records().copied().collect();
    let ends = records.iter().map(|_| None).chain(edges.map(|(_, id)| Some(id.into())));
    let column = Column::new("broader_end", Values::Text(ends.collect()));
    graph.edges =
        EdgeTable::new(records.iter().copied().chain(edges.map(|(edge, _)| edge))).with_columns([column]);
    graph
}

/// Makes it doubtful that the mentions of a page by a name mean their entity.
pub(crate) fn doubt(graph: &mut PropertyGraph, path: &str, name: &str) {
    let is_it = |mention: &&mut MentionRecord| mention.path == path && mention.name == name;
    graph.mentions.iter_mut().filter(is_it).for_each(|mention| mention.certainty = 0.7);
}

/// The graph of the module's table.
pub(crate) fn graph() -> PropertyGraph {
    let node = |&(id, kind, label): &(&str, KindId, &str)| NodeRecord {
        id: id.into(),
        kind,
        label: label.into(),
        position: [0.0, 0.0],
        radius: 0.5,
        color: [0, 0, 0],
    };
    let edge = |&(source, target, relation, weight): &(u32, u32, Relation, f64)| EdgeRecord {
        source: NodeRow::new(source),
        target: NodeRow::new(target),
        relation,
        weight,
    };
    PropertyGraph {
        header: Header {
            view: crate::graph::View::Full.into(),
            articles: 5,
            distinct_articles: 4,
            dated_articles: 4,
            schema: Schema::default(),
            ..Header::default()
        },
        nodes: NodeTable::new(NODES.iter().map(node)).with_columns(columns()),
        edges: EdgeTable::new(EDGES.iter().map(edge)),
        clusters: vec![card()],
        mentions: mentions(),
        ..PropertyGraph::default()
    }
}

fn columns() -> Vec<Column> {
    let integers = |name: &str, values: [i64; 15]| {
        Column::new(name, Values::Integer(values.map(|value| (value >= 0).then_some(value)).to_vec()))
    };
    let mut first = vec![None; NODES.len()];
    for (row, day) in [(5, date(2026, 1, 4)), (6, date(2026, 1, 18)), (7, date(2026, 3, 1))] {
        first[row] = Some(day);
    }
    vec![
        integers("articles", [-1, -1, -1, -1, -1, -1, -1, -1, 3, 2, 2, 2, 2, 4, 2]),
        integers("editions", [-1, -1, -1, -1, -1, -1, -1, -1, 3, 2, 1, 2, 2, 3, 2]),
        integers("degree", [6, 5, 2, 4, 4, 0, 0, 0, 4, 3, 3, 2, 3, 5, 3]),
        integers("connections", [-1, -1, -1, -1, -1, -1, -1, -1, 3, 3, 0, 3, 1, 0, 2]),
        Column::new("first_seen", Values::Date(first)),
    ]
}

fn card() -> ClusterCard {
    ClusterCard {
        cluster: 1,
        key: "signal:battery-streets".into(),
        label: "batteries and the grid".into(),
        size: 15,
        top: [("signal".to_owned(), vec!["signal:battery-streets".to_owned()])].into(),
        kinds: [("signal".to_owned(), 1), ("concern".to_owned(), 2)].into(),
        articles: 4,
        first_seen: Some(date(2026, 1, 4)),
        last_seen: Some(date(2026, 3, 1)),
        figures: [("density".to_owned(), 0.25)].into(),
        ..ClusterCard::default()
    }
}

fn mentions() -> MentionTable {
    let node = |id: &str| {
        let at = NODES.iter().position(|node| node.0 == id).expect("the sample has this id");
        NodeRow::from(at)
    };
    let row = |article: &str, line: u32, entity: &str, name: &str| MentionRecord {
        article: node(&format!("article:{article}")).into(),
        copy_of: None,
        repeats: None,
        path: format!("{article}.md").into(),
        line,
        kind: NODES[usize::from(node(entity))].1,
        name: name.into(),
        description: Some(format!("what {article} says").into()),
        relevancy: Some(4.0),
        attributes: crate::property_graph::RowAttributes::default(),
        entity: node(entity).into(),
        certainty: 1.0,
        date: None,
        precision: Precision::Day,
        category: None,
    };
    let rows = [
        row("a", 10, "signal:battery-streets", "Battery Streets"),
        row("a", 11, "signal:battery-streets", "Streets of Batteries"),
        row("a", 20, "concern:grid-strain", "Grid Strain"),
        row("b", 10, "signal:battery-streets", "Battery Streets"),
        row("b", 20, "concern:grid-strain", "Grid Strain"),
        row("d", 10, "signal:battery-streets", "Battery Streets"),
    ];
    rows.into_iter().collect()
}
