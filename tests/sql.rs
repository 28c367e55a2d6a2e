//! The questions of `docs/sql.md`, asked of the fixtures' database. Each expected answer is computed from the graph or by the
//! commands' own code, never in SQL.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::OnceLock;

use portent::index::NodeRow;
use portent::pipeline::{self, BuildOptions};
use portent::property_graph::{MentionRecord, PropertyGraph};
use portent::query::{self, RecurringOptions, TopOptions};
use rusqlite::{Connection, types::Value as Stored};
use serde_json::{Value, json};

use crate::support::{articles, read_folder, root, write};

type Rows = Vec<Vec<Value>>;

/// Computes an answer without SQL.
type Answer = fn(&PropertyGraph) -> Rows;

/// A heading of the page, and what its query answers.
static QUESTIONS: &[(&str, Answer)] = &[
    ("Which concerns are the most connected?", most_connected),
    ("Which signals keep coming back?", recurring),
    ("What belongs together?", together),
    ("Who says it, where and when?", evidence),
    ("What do the articles say of batteries?", batteries),
    ("What is mentioned together with a concern?", mentioned_together),
    ("Which articles speak of two things at once?", both),
    ("How often does a theme appear, month by month?", by_month),
    ("Which merges of names are the least sure?", least_sure),
    ("What is new?", new),
];

fn graph() -> &'static PropertyGraph {
    static GRAPH: OnceLock<PropertyGraph> = OnceLock::new();
    GRAPH.get_or_init(|| pipeline::build(&read_folder(&articles()), &BuildOptions::default()).unwrap())
}

/// The database as another program opens it.
fn database() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive.db");
    write(graph(), path.to_str().unwrap());
    let database = Connection::open(path).unwrap();
    (folder, database)
}

fn page() -> String {
    fs::read_to_string(root().join("docs/sql.md")).unwrap()
}

/// The headings of the page with the query below each.
fn asked(page: &str) -> Vec<(&str, &str)> {
    let sections = page.split("\n### ").skip(1);
    sections
        .map(|section| {
            let heading = section.lines().next().unwrap();
            let query = section.split("```sql\n").nth(1).unwrap().split("```").next().unwrap();
            (heading, query)
        })
        .collect()
}

fn answered(database: &Connection, query: &str) -> Rows {
    let mut statement = database.prepare(query).unwrap();
    let width = statement.column_count();
    let cell = |stored: Stored| match stored {
        Stored::Null => Value::Null,
        Stored::Integer(number) => json!(number),
        Stored::Real(number) => json!(number),
        Stored::Text(text) => json!(text),
        Stored::Blob(_) => panic!("no table holds bytes"),
    };
    let row = |row: &rusqlite::Row<'_>| (0..width).map(|at| row.get(at).map(cell)).collect();
    statement.query_map([], row).unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn every_question_of_the_page_has_the_answer_that_the_graph_gives() {
    let (_folder, database) = database();
    let page = page();
    let asked = asked(&page);
    let headings: Vec<&str> = asked.iter().map(|(heading, _)| *heading).collect();
    assert_eq!(headings, QUESTIONS.iter().map(|(heading, _)| *heading).collect::<Vec<_>>());
    for ((heading, query), (_, expected)) in asked.iter().zip(QUESTIONS) {
        let answer = answered(&database, query);
        assert!(answer.len() >= 2, "{heading}: {answer:?}");
        assert_eq!(answer, expected(graph()), "{heading}");
    }
}

/// The queries of a document: its blocks in SQL, and what `sqlite3 FILE "…"` asks.
fn queries(text: &str) -> Vec<&str> {
    let blocks = text.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let lines = text.lines().filter_map(|line| line.strip_prefix("sqlite3 ")?.split('"').nth(1));
    blocks.chain(lines).collect()
}

#[test]
fn every_query_of_the_documents_is_answered() {
    let (_folder, database) = database();
    let pages = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut asked = 0;
    for path in
        pages.chain([root().join("README.md")]).filter(|path| path.extension().is_some_and(|end| end == "md"))
    {
        let text = fs::read_to_string(&path).unwrap();
        for query in queries(&text) {
            assert!(!answered(&database, query).is_empty(), "{}: {query}", path.display());
            asked += 1;
        }
    }
    assert!(asked > QUESTIONS.len(), "{asked}");
}

#[test]
fn the_page_names_every_table_and_view() {
    let (_folder, database) = database();
    let page = page();
    let names = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT GLOB 'search_*'";
    for row in answered(&database, names) {
        let name = row[0].as_str().unwrap();
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn the_file_is_sound_and_the_same_when_written_again() {
    let (folder, database) = database();
    assert_eq!(answered(&database, "PRAGMA integrity_check"), [[json!("ok")]]);
    assert!(answered(&database, "PRAGMA foreign_key_check").is_empty());
    let again = folder.path().join("again.sqlite");
    write(graph(), again.to_str().unwrap());
    assert!(fs::read(again).unwrap() == fs::read(folder.path().join("archive.db")).unwrap());
}

fn fields(rows: &Value, names: &[&str]) -> Rows {
    let cells = |row: &Value| names.iter().map(|name| row[name].clone()).collect();
    rows.as_array().unwrap().iter().map(cells).collect()
}

fn most_connected(graph: &PropertyGraph) -> Rows {
    let options = TopOptions::default().with_kinds(vec!["concern".into()]).with_limit(4);
    let answer = query::top(graph, &options).unwrap().records();
    fields(&answer, &["rank", "label", "connections", "articles", "editions"])
}

fn recurring(graph: &PropertyGraph) -> Rows {
    let options = RecurringOptions::default().with_kinds(vec!["signal".into()]).with_limit(3);
    let answer = query::recurring(graph, &options).unwrap().records();
    fields(&answer, &["rank", "label", "editions", "articles", "first_seen", "last_seen", "span_days"])
}

fn real(graph: &PropertyGraph, row: NodeRow, column: &str) -> f64 {
    graph.nodes.column::<f64>(column).get(row).unwrap_or(0.0)
}

fn whole(graph: &PropertyGraph, row: NodeRow, column: &str) -> i64 {
    graph.nodes.column::<i64>(column).get(row).unwrap_or(0)
}

/// Rows by falling PageRank.
fn foremost(graph: &PropertyGraph, wanted: impl Fn(NodeRow) -> bool) -> Vec<NodeRow> {
    let mut rows: Vec<NodeRow> = graph.nodes.rows().filter(|&row| wanted(row)).collect();
    rows.sort_by(|&a, &b| real(graph, b, "pagerank").total_cmp(&real(graph, a, "pagerank")));
    rows
}

fn together(graph: &PropertyGraph) -> Rows {
    let cards = graph.clusters.iter().take(2);
    let rows = cards.flat_map(|card| {
        let members = foremost(graph, |row| whole(graph, row, "cluster") == i64::from(card.cluster));
        assert_eq!(members.len() as u64, card.size);
        members.into_iter().take(5).enumerate().map(|(i, row)| {
            vec![json!(card.label), json!(i + 1), json!(graph.kind_name(row)), json!(graph.nodes[row].label)]
        })
    });
    rows.collect()
}

/// Whether a mention is neither of a copy nor of a row that counts elsewhere.
fn counts(mention: &MentionRecord) -> bool {
    mention.copy_of.is_none() && mention.repeats.is_none()
}

/// The mentions that count, of the entities of that label.
fn said<'a>(graph: &'a PropertyGraph, kind: &str, label: &str) -> Vec<&'a MentionRecord> {
    let is_meant = |mention: &&MentionRecord| {
        let entity = mention.entity.row().unwrap();
        graph.nodes[entity].label == label && graph.kind_name(entity) == kind && counts(mention)
    };
    graph.mentions.iter().filter(is_meant).collect()
}

fn title(graph: &PropertyGraph, mention: &MentionRecord) -> String {
    graph.nodes[mention.article.row().unwrap()].label.to_string()
}

fn evidence(graph: &PropertyGraph) -> Rows {
    let mut said = said(graph, "concern", "Automation Job Losses");
    said.sort_by_key(|mention| (mention.date, mention.path.clone(), mention.line));
    let row = |mention: &&MentionRecord| {
        let day = mention.date.unwrap().to_string();
        vec![
            json!(day),
            json!(title(graph, mention)),
            json!(mention.path),
            json!(mention.line),
            json!(mention.name),
        ]
    };
    said.iter().map(row).collect()
}

fn batteries(graph: &PropertyGraph) -> Rows {
    let speaks = |row: NodeRow| {
        let texts =
            ["description", "summary"].map(|name| graph.nodes.column::<&str>(name).get(row).unwrap_or(""));
        let all = [graph.nodes[row].label.as_str(), texts[0], texts[1]].join(" ").to_lowercase();
        all.split(|c: char| !c.is_alphanumeric()).any(|word| word == "battery" || word == "batteries")
    };
    let mut rows: Vec<NodeRow> = graph.nodes.rows().filter(|&row| speaks(row)).collect();
    let articles = |row: NodeRow| graph.nodes.column::<i64>("articles").get(row);
    rows.sort_by_key(|&row| (std::cmp::Reverse(articles(row)), graph.nodes[row].label.clone()));
    let row = |&row: &NodeRow| {
        vec![json!(graph.kind_name(row)), json!(graph.nodes[row].label), json!(articles(row))]
    };
    rows.iter().take(8).map(row).collect()
}

fn mentioned_together(graph: &PropertyGraph) -> Rows {
    let meant = said(graph, "concern", "Automation Job Losses");
    let articles: BTreeSet<_> = meant.iter().map(|mention| mention.article).collect();
    let mut met: BTreeMap<NodeRow, BTreeSet<_>> = BTreeMap::new();
    for mention in graph.mentions.iter().filter(|mention| counts(mention)) {
        if articles.contains(&mention.article) && mention.entity != meant[0].entity {
            met.entry(mention.entity.row().unwrap()).or_default().insert(mention.article);
        }
    }
    let mut met: Vec<(usize, NodeRow)> =
        met.into_iter().map(|(row, articles)| (articles.len(), row)).collect();
    met.sort_by_key(|&(count, row)| (std::cmp::Reverse(count), graph.nodes[row].label.clone(), row));
    let row = |&(count, row): &(usize, NodeRow)| {
        vec![json!(graph.kind_name(row)), json!(graph.nodes[row].label), json!(count)]
    };
    met.iter().take(5).map(row).collect()
}

fn both(graph: &PropertyGraph) -> Rows {
    let of = |label: &str| -> BTreeSet<[String; 2]> {
        let meant = |mention: &&MentionRecord| graph.nodes[mention.entity.row().unwrap()].label == label;
        let counted = graph.mentions.iter().filter(|mention| counts(mention)).filter(meant);
        counted.map(|mention| [mention.date.unwrap().to_string(), title(graph, mention)]).collect()
    };
    let (one, other) = (of("Local Power Grid Strain"), of("energy"));
    one.intersection(&other).map(|row| row.clone().map(Value::from).to_vec()).collect()
}

fn by_month(graph: &PropertyGraph) -> Rows {
    let mut months: BTreeMap<String, BTreeSet<NodeRow>> = BTreeMap::new();
    for mention in said(graph, "theme", "energy") {
        let month = mention.date.unwrap().strftime("%Y-%m").to_string();
        months.entry(month).or_default().insert(mention.article.row().unwrap());
    }
    months.into_iter().map(|(month, articles)| vec![json!(month), json!(articles.len())]).collect()
}

fn least_sure(graph: &PropertyGraph) -> Rows {
    let probability = graph.nodes.column::<f64>("merge_probability");
    let mut merged: Vec<(f64, NodeRow)> =
        graph.nodes.rows().filter_map(|row| Some((probability.get(row)?, row))).collect();
    merged.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let row = |&(probability, row): &(f64, NodeRow)| {
        let pair = graph.nodes.column::<&[String]>("merge_pair").get(row).unwrap();
        vec![json!(graph.nodes[row].label), json!(probability), json!(pair[0]), json!(pair[1])]
    };
    merged.iter().take(5).map(row).collect()
}

fn new(graph: &PropertyGraph) -> Rows {
    let first = graph.nodes.column::<jiff::civil::Date>("first_seen");
    let since = jiff::civil::date(2025, 12, 1);
    let is_new = |row: NodeRow| graph.is_entity(row) && first.get(row).is_some_and(|day| day >= since);
    let row = |row: NodeRow| {
        let (kind, label) = (graph.kind_name(row), &graph.nodes[row].label);
        let day = first.get(row).unwrap().to_string();
        vec![json!(kind), json!(label), json!(day), json!(whole(graph, row, "mentions"))]
    };
    foremost(graph, is_new).into_iter().take(5).map(row).collect()
}
