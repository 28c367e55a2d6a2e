//! Asks `about` many texts of one graph: `cargo xtask ask_about GRAPH.json TEXTS.txt`, a text a line.
//!
//! Prints what a judge reads: five articles, then ten rows, the kinds in turn, with scores, remarks and seconds.

use std::{error::Error, fs, path::Path, time::Instant};

use portent::property_graph::load;
use portent::query::{AboutOptions, about};
use portent::report::{Cell, Table};

const ARTICLES: usize = 5;
const ROWS: usize = 10;
/// Letters of a description.
const LETTERS: usize = 150;

pub(crate) fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let (Some(graph), Some(texts)) = (arguments.next(), arguments.next()) else {
        return Err("a graph.json and a file of texts".into());
    };
    let graph = load(Path::new(&graph))?;
    for text in fs::read_to_string(texts)?.lines().filter(|line| !line.is_empty()) {
        let start = Instant::now();
        let table = about(&graph, text, &AboutOptions::default())?;
        println!("===== {text}\n({:.2} s, {} rows)", start.elapsed().as_secs_f64(), table.rows.len());
        table.remarks.iter().for_each(|remark| println!("note: {remark}"));
        in_turn(&table).into_iter().for_each(|row| println!("{}", line(&table, row)));
    }
    Ok(())
}

fn text(table: &Table, row: usize, field: &str) -> String {
    table.cell(row, field).map(Cell::flat).unwrap_or_default()
}

/// Articles, then the first row of each kind, then the second of each.
fn in_turn(table: &Table) -> Vec<usize> {
    let mut kinds: Vec<(String, Vec<usize>)> = Vec::new();
    for row in 0..table.rows.len() {
        let kind = text(table, row, "kind");
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, rows)) => rows.push(row),
            None => kinds.push((kind, vec![row])),
        }
    }
    let (articles, kinds): (Vec<_>, Vec<_>) = kinds.into_iter().partition(|(kind, _)| kind == "article");
    let articles = articles.into_iter().flat_map(|(_, rows)| rows).take(ARTICLES);
    let longest = kinds.iter().map(|(_, rows)| rows.len()).max().unwrap_or(0);
    let turns = (0..longest).flat_map(|at| kinds.iter().filter_map(move |(_, rows)| rows.get(at).copied()));
    articles.chain(turns.take(ROWS)).collect()
}

fn line(table: &Table, row: usize) -> String {
    let [kind, label, score, description] =
        ["kind", "label", "score", "description"].map(|field| text(table, row, field));
    let description: String = description.chars().take(LETTERS).collect();
    format!("  {score:>6} {kind:<10} {label} || {description}")
}
