use rusqlite::types::Value as Stored;

use super::*;
use crate::columns::Value;
use crate::export::{cell, sample};
use crate::property_graph::{MentionTable, NodeRef};
use portent_graph::index::NodeRow;

fn written(graph: &PropertyGraph) -> Vec<u8> {
    let mut out = Vec::new();
    write(graph, &ExportOptions::default(), &mut out).unwrap();
    out
}

/// The database as another program opens it.
fn opened(graph: &PropertyGraph) -> Connection {
    let bytes = written(graph);
    let mut database = Connection::open_in_memory().unwrap();
    database.deserialize_read_exact(MAIN_DB, bytes.as_slice(), bytes.len(), true).unwrap();
    database
}

fn all(database: &Connection, sql: &str) -> Vec<Vec<Stored>> {
    let mut statement = database.prepare(sql).unwrap();
    let width = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| (0..width).map(|at| row.get(at)).collect();
    statement.query_map([], row).unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

fn one<T: rusqlite::types::FromSql>(database: &Connection, sql: &str) -> T {
    database.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// What a cell must hold; reals are compared as numbers, for SQLite does not tell -0.0 from 0.0.
fn is_stored(value: Value<'_>, stored: &Stored) -> bool {
    match (value, stored) {
        (Value::Missing, Stored::Null) => true,
        (Value::Text(text), Stored::Text(stored)) => text == stored,
        (Value::List(texts), Stored::Text(json)) => {
            serde_json::from_str::<Vec<String>>(json).unwrap() == texts
        }
        (Value::Integer(number), Stored::Integer(stored)) => number == *stored,
        (Value::Real(number), Stored::Real(stored)) => number == *stored,
        (Value::Boolean(yes), Stored::Integer(stored)) => i64::from(yes) == *stored,
        (Value::Date(day), Stored::Text(text)) => day.to_string() == *text,
        _ => false,
    }
}

#[test]
fn every_database_is_sound_and_equal_graphs_give_equal_bytes() {
    for graph in
        [PropertyGraph::default(), sample::small(), sample::hostile(), sample::synthetic(3_000, 9_000)]
    {
        let database = opened(&graph);
        assert_eq!(one::<String>(&database, "PRAGMA integrity_check"), "ok");
        assert!(all(&database, "PRAGMA foreign_key_check").is_empty());
        for (table, rows) in [
            ("nodes", graph.node_count()),
            ("edges", graph.edge_count()),
            ("mentions", graph.mentions.len()),
            ("diagnostics", graph.diagnostics.len()),
            ("neighbors", 2 * graph.edge_count()),
            ("evidence", graph.mentions.len()),
        ] {
            let count: i64 = one(&database, &format!("SELECT count(*) FROM {table}"));
            assert_eq!(count, i64::try_from(rows).unwrap(), "{table}");
        }
        let findings: i64 = graph.diagnostics.iter().map(|found| i64::from(found.count)).sum();
        assert_eq!(one::<i64>(&database, "SELECT coalesce(sum(count), 0) FROM diagnostics"), findings);
        assert!(written(&graph) == written(&graph));
    }
}

#[test]
fn every_value_is_in_its_column_with_its_type() {
    for graph in [sample::small(), sample::hostile()] {
        let database = opened(&graph);
        for (table, columns, key) in
            [("nodes", graph.nodes.columns(), "node"), ("edges", graph.edges.columns(), "edge")]
        {
            for column in columns {
                let rows = all(&database, &format!("SELECT \"{}\" FROM {table} ORDER BY {key}", column.name));
                assert_eq!(rows.len(), column.values.len());
                for (at, stored) in rows.iter().enumerate() {
                    let value = cell::cell(column, at);
                    assert!(is_stored(value, &stored[0]), "{table} {}: {value:?} is {stored:?}", column.name);
                }
            }
        }
        let labels = all(&database, "SELECT label FROM nodes ORDER BY node");
        let labels: Vec<&Stored> = labels.iter().map(|row| &row[0]).collect();
        let wanted: Vec<Stored> =
            graph.nodes.records().map(|node| Stored::Text(node.label.to_string())).collect();
        assert_eq!(labels, wanted.iter().collect::<Vec<_>>());
    }
}

#[test]
fn words_are_found_in_any_case_and_without_accents() {
    let mut graph = sample::small();
    graph.nodes[NodeRow::new(1)].label = "Énergie à Göteborg".into();
    let database = opened(&graph);
    for words in ["energie", "GOTEBORG", "göteb*", "energie a goteborg"] {
        let found: i64 = one(&database, &format!("SELECT rowid FROM search('{words}')"));
        assert_eq!(found, 1, "{words}");
    }
    let shown: String = one(&database, "SELECT highlight(search, 0, '[', ']') FROM search('energie')");
    assert_eq!(shown, "[Énergie] à Göteborg");
}

#[test]
fn what_the_graph_does_not_hold_keeps_its_id() {
    let absent = NodeRef::Absent(0_usize.into());
    let record = crate::property_graph::MentionRecord {
        article: absent,
        copy_of: Some(absent),
        ..sample::mention_of(NodeRow::new(1))
    };
    let mut graph = sample::small();
    graph.mentions = MentionTable::new(vec![record], vec!["article:elsewhere".into()].into());
    let database = opened(&graph);
    let row = all(&database, "SELECT article, article_id, entity_id, counts FROM evidence").remove(0);
    let text = |text: &str| Stored::Text(text.into());
    assert_eq!(row, [Stored::Null, text("article:elsewhere"), text("signal:s"), Stored::Integer(0)]);
}

#[test]
fn the_header_is_told_fact_by_fact() {
    let database = opened(&sample::hostile());
    let fact =
        |key: &str| -> Stored { one(&database, &format!("SELECT value FROM about WHERE key = '{key}'")) };
    assert_eq!(fact("generator"), Stored::Text("portent 0.1.0".into()));
    assert_eq!(fact("rows.kept"), Stored::Integer(2));
    assert_eq!(fact("modularity"), Stored::Real(0.25));
    assert_eq!(fact("relations.mentions"), Stored::Real(1.0));
    assert_eq!(fact("remarks.01"), Stored::Text(sample::hostile_texts()[2].clone()));
    assert_eq!(one::<i64>(&database, "PRAGMA user_version"), VERSION);
}

#[test]
fn every_table_and_view_says_what_it_holds() {
    let database = opened(&sample::small());
    let schema = all(
        &database,
        "SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'search\\_%' ESCAPE '\\'",
    );
    assert!(schema.len() > 15);
    for row in schema {
        let [Stored::Text(name), Stored::Text(sql)] = row.as_slice() else { panic!("{row:?}") };
        assert!(sql.lines().nth(1).unwrap().trim_start().starts_with("-- "), "{name}: {sql}");
        assert!(name == "search" || sql.contains(") STRICT") || sql.starts_with("CREATE VIEW"), "{name}");
    }
}

#[test]
fn a_database_without_room_says_what_to_do() {
    let database = Connection::open_in_memory().unwrap();
    database.execute_batch("CREATE TABLE t (a); PRAGMA max_page_count = 2;").unwrap();
    let full = database.execute("INSERT INTO t VALUES (zeroblob(100000))", []).unwrap_err();
    let error = told(full);
    assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    assert!(error.to_string().ends_with("write a part of the graph, or leave the mentions out"), "{error}");
}
