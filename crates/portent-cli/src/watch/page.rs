//! What changed pages say by themselves, told before anything is resolved: rows that came, went or say something else,
//! and for names whether the graph holds them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use portent::parse::{self, Corpus, Mention};
use portent::property_graph::PropertyGraph;
use portent_settings::options::read_options;

use super::snapshot::{Changes, is_beside_pages};
use crate::plural::counted_of;
use crate::session::Session;

/// Lines that one change prints; how many more there are is told.
pub(super) const MOST: usize = 20;

/// One row as it is told: kind and name.
type Row = (String, String);

/// Tells what changed. O(rows of the changed pages + names of the graph).
pub(super) fn tell(session: &Session, changes: &Changes) {
    let Some(before) = session.store.read() else { return };
    let terminal = session.terminal;
    let (mut lines, mut sought) = (Vec::new(), BTreeSet::new());
    let files = changes
        .added
        .iter()
        .map(|file| (file, "new"))
        .chain(changes.changed.iter().map(|file| (file, "changed")));
    for ((path, file), what) in files {
        terminal.line(0, &format!("{what:<12} {path}"));
        if is_beside_pages(session, file) {
            continue;
        }
        let Some(now) = read(session, file) else {
            terminal.warn(&format!("{path}: it cannot be read now"));
            continue;
        };
        let is_all = |_: &str| true;
        compare(path, &rows(before, |article| article == path), &rows(&now, is_all), &mut lines, &mut sought);
    }
    for path in &changes.deleted {
        terminal.line(0, &format!("{:<12} {path}", "deleted"));
        compare(path, &rows(before, |article| article == path), &BTreeMap::new(), &mut lines, &mut sought);
    }
    let known = session.store.joined().map(|graph| known(graph, &sought)).unwrap_or_default();
    for line in lines.iter().take(MOST) {
        terminal.line(0, &portent::report::harmless(&line.text(&known)));
    }
    if lines.len() > MOST {
        terminal.line(
            0,
            &format!("             and {}", counted_of(lines.len() - MOST, "more row", "more rows")),
        );
    }
}

/// The page alone; `None` where it is gone again or no page.
fn read(session: &Session, file: &PathBuf) -> Option<Corpus> {
    parse::read(std::slice::from_ref(file), &read_options(&session.settings, &session.schema)).ok()
}

/// The rows of some articles, each kind and name with its mentions in order.
fn rows(corpus: &Corpus, is_asked: impl Fn(&str) -> bool) -> BTreeMap<Row, Vec<&Mention>> {
    let mut rows: BTreeMap<Row, Vec<&Mention>> = BTreeMap::new();
    for mention in corpus.mentions.iter().filter(|mention| is_asked(&corpus.articles[mention.article].path)) {
        let kind = corpus.schema.kind(mention.kind).name.clone();
        rows.entry((kind, mention.name.to_string())).or_default().push(mention);
    }
    rows
}

/// A row that differs.
struct Line {
    sign: &'static str,
    place: String,
    row: Row,
}

impl Line {
    fn text(&self, known: &BTreeMap<String, String>) -> String {
        let Self { sign, place, row: (kind, name) } = self;
        let standing = match known.get(&name.to_lowercase()) {
            _ if *sign != "+" => String::new(),
            Some(label) if label == name => "  (known)".to_owned(),
            Some(label) => format!("  (known: {label})"),
            None => "  (a new name)".to_owned(),
        };
        format!("  {sign} {place}  {kind}: {name}{standing}")
    }
}

fn compare(
    path: &str,
    before: &BTreeMap<Row, Vec<&Mention>>,
    now: &BTreeMap<Row, Vec<&Mention>>,
    lines: &mut Vec<Line>,
    sought: &mut BTreeSet<String>,
) {
    let none = Vec::new();
    for row in before.keys().chain(now.keys()).collect::<BTreeSet<&Row>>() {
        let was = before.get(row).unwrap_or(&none);
        let is = now.get(row).unwrap_or(&none);
        let mut line = |sign, mention: &Mention| {
            lines.push(Line { sign, place: format!("{path}:{}", mention.line), row: row.clone() });
        };
        for (was, is) in was.iter().zip(is) {
            if says(was) != says(is) {
                line("~", is);
            }
        }
        was.iter().skip(is.len()).for_each(|mention| line("-", mention));
        is.iter().skip(was.len()).for_each(|mention| line("+", mention));
        sought.insert(row.1.to_lowercase());
    }
}

/// What a row says beside its name.
fn says(mention: &Mention) -> impl PartialEq + '_ {
    let attributes: Vec<_> =
        mention.attributes.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    (mention.description.clone(), mention.relevancy.map(f64::to_bits), attributes)
}

/// The entity that each of these names belongs to, in lower case.
fn known(graph: &PropertyGraph, sought: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    for record in &graph.mentions {
        let name = record.name.to_lowercase();
        if sought.contains(&name)
            && let Some(row) = record.entity.row()
        {
            known.entry(name).or_insert_with(|| graph.nodes[row].label.to_string());
        }
    }
    known
}
