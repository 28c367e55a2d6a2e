//! The object `mentions`: columns of equal length, each written in a pass of its own. What a name, a description or a further
//! column says is left to the node of the entity where that says the same, as it does for nine in ten.

use std::io;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::date;
use crate::export::sink::Sink;
use crate::parse::Precision;
use crate::property_graph::{MentionRecord, NodeRef, PropertyGraph};
use crate::shared_text::Text;

/// So many numbers stand on a line: no program likes lines of megabytes.
const NUMBERS: usize = 100;

/// What mentions of one article share.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Shared<'a> {
    article: NodeRef,
    copy_of: Option<NodeRef>,
    path: &'a str,
    date: Option<Date>,
    precision: Precision,
    category: Option<&'a str>,
}

impl<'a> Shared<'a> {
    fn of(mention: &'a MentionRecord) -> Self {
        Self {
            article: mention.article,
            copy_of: mention.copy_of,
            path: &mention.path,
            date: mention.date,
            // How exactly no date is known means nothing.
            precision: mention.date.map_or(Precision::Day, |_| mention.precision),
            category: mention.category.as_deref(),
        }
    }
}

/// Writes the mentions of a graph, or none of them. O(bytes); four bytes a mention in memory.
pub(super) fn write(
    sink: &mut Sink<'_>,
    graph: &PropertyGraph,
    mentions: &[MentionRecord],
) -> io::Result<()> {
    let (articles, of_row) = articles(mentions);
    sink.raw("\"mentions\": {\n");
    let absent = if mentions.is_empty() { 0 } else { graph.mentions.absent_ids().len() };
    let absent = graph.mentions.absent_ids().iter().take(absent);
    column(sink, "absent", 1, absent, |sink, id: &Text| sink.text(id))?;
    sink.raw(",\n\"articles\": {\n");
    write_articles(sink, graph, &articles)?;
    sink.raw("\n},\n\"rows\": {\n");
    column(sink, "article", NUMBERS, &of_row, |sink, &number| sink.integer(number.into()))?;
    sink.raw(",\n");
    write_rows(sink, graph, mentions)?;
    sink.raw("\n}\n},\n");
    Ok(())
}

/// What is told of articles, each once, in the order of mentions, and the number of each mention's.
fn articles(mentions: &[MentionRecord]) -> (Vec<Shared<'_>>, Vec<u32>) {
    let mut articles = Vec::new();
    let mut numbers: FxHashMap<Shared<'_>, u32> = FxHashMap::default();
    let mut last = None;
    let number = |mention| {
        let shared = Shared::of(mention);
        if let Some((before, number)) = last
            && before == shared
        {
            return number;
        }
        let new = u32::try_from(articles.len()).unwrap_or(u32::MAX);
        let number = *numbers.entry(shared).or_insert_with(|| {
            articles.push(shared);
            new
        });
        last = Some((shared, number));
        number
    };
    let of_row = mentions.iter().map(number).collect();
    (articles, of_row)
}

fn write_articles(sink: &mut Sink<'_>, graph: &PropertyGraph, articles: &[Shared<'_>]) -> io::Result<()> {
    column(sink, "id", 1, articles, |sink, article| sink.text(graph.id(article.article)))?;
    sink.raw(",\n");
    column(sink, "path", 1, articles, |sink, article| sink.text(article.path))?;
    let copied = |article: &Shared<'_>| article.copy_of;
    known(sink, "copy_of", 1, articles, copied, |sink, copied| sink.text(graph.id(copied)))?;
    known(sink, "date", NUMBERS, articles, |article| article.date, date)?;
    let coarse = |article: &Shared<'_>| (article.precision != Precision::Day).then_some(article.precision);
    known(sink, "date_precision", NUMBERS, articles, coarse, |sink, precision| sink.text(precision.name()))?;
    known(sink, "category", NUMBERS, articles, |article| article.category, |sink, text| sink.text(text))
}

fn write_rows(sink: &mut Sink<'_>, graph: &PropertyGraph, mentions: &[MentionRecord]) -> io::Result<()> {
    column(sink, "line", NUMBERS, mentions, |sink, mention| sink.integer(mention.line.into()))?;
    sink.raw(",\n");
    column(sink, "kind", NUMBERS, mentions, |sink, mention| sink.json(&usize::from(mention.kind)))?;
    sink.raw(",\n");
    column(sink, "entity", NUMBERS, mentions, |sink, mention| number(sink, graph, mention.entity))?;
    sink.raw(",\n");
    let label = |mention: &MentionRecord| mention.entity.row().map(|row| graph.nodes[row].label.as_str());
    column(sink, "name", NUMBERS, mentions, |sink, mention| {
        text(sink, Some(&mention.name), label(mention));
    })?;
    let descriptions = graph.nodes.column::<&str>("description");
    let of_node = |mention: &MentionRecord| mention.entity.row().and_then(|row| descriptions.get(row));
    let is_own = |mention: &MentionRecord| mention.description.as_deref() != of_node(mention);
    if mentions.iter().any(is_own) {
        sink.raw(",\n");
        column(sink, "description", NUMBERS, mentions, |sink, mention| {
            text(sink, mention.description.as_deref(), of_node(mention));
        })?;
    }
    let relevancy = |mention: &MentionRecord| mention.relevancy.filter(|relevancy| relevancy.is_finite());
    known(sink, "relevancy", NUMBERS, mentions, relevancy, |sink, number| sink.real(number))?;
    if mentions.iter().any(|mention| !mention.attributes.is_empty()) {
        sink.raw(",\n");
        column(sink, "attributes", NUMBERS, mentions, |sink, mention| attributes(sink, graph, mention))?;
    }
    let doubt = |mention: &MentionRecord| Some(mention.certainty).filter(|certainty| *certainty < 1.0);
    known(sink, "certainty", NUMBERS, mentions, doubt, |sink, number| sink.real(number))?;
    known(
        sink,
        "repeats",
        NUMBERS,
        mentions,
        |mention| mention.repeats,
        |sink, node| number(sink, graph, node),
    )
}

/// The number of a node: its row, or how many nodes there are and its place among those that are absent.
fn number(sink: &mut Sink<'_>, graph: &PropertyGraph, node: NodeRef) {
    let number = match node {
        NodeRef::Row(row) => u64::from(row.get()),
        NodeRef::Absent(row) => graph.node_count() as u64 + u64::from(row.get()),
    };
    sink.json(&number);
}

/// What a mention says, where its node does not say the same.
fn text(sink: &mut Sink<'_>, own: Option<&str>, of_node: Option<&str>) {
    match own {
        own if own == of_node => sink.raw("null"),
        None => sink.raw("false"),
        Some(own) => {
            // A text of its own begins a line.
            if sink.buffer.last() == Some(&b',') {
                sink.raw("\n");
            }
            sink.text(own);
        }
    }
}

fn attributes(sink: &mut Sink<'_>, graph: &PropertyGraph, mention: &MentionRecord) {
    if mention.attributes.is_empty() {
        return sink.raw("null");
    }
    for (i, (name, own)) in mention.attributes.iter().enumerate() {
        sink.raw(if i == 0 { "{" } else { "," });
        sink.text(name);
        sink.raw(":");
        let of_node = mention.entity.row().and_then(|row| graph.nodes.column::<&str>(&**name).get(row));
        if of_node == Some(own) { sink.raw("null") } else { sink.text(own) }
    }
    sink.raw("}");
}

/// Writes a column in which `get` gives no value for some rows; leaves it out where it gives none at all.
fn known<T, V>(
    sink: &mut Sink<'_>,
    name: &str,
    on_a_line: usize,
    rows: &[T],
    get: impl Fn(&T) -> Option<V>,
    write: impl Fn(&mut Sink<'_>, V),
) -> io::Result<()> {
    if rows.iter().all(|row| get(row).is_none()) {
        return Ok(());
    }
    sink.raw(",\n");
    column(sink, name, on_a_line, rows, |sink, row| match get(row) {
        Some(value) => write(sink, value),
        None => sink.raw("null"),
    })
}

/// Writes `"name": [...]`.
fn column<'a, T: 'a>(
    sink: &mut Sink<'_>,
    name: &str,
    on_a_line: usize,
    rows: impl IntoIterator<Item = &'a T>,
    write: impl Fn(&mut Sink<'_>, &'a T),
) -> io::Result<()> {
    sink.json(name);
    sink.raw(": [");
    for (at, row) in rows.into_iter().enumerate() {
        if at > 0 {
            sink.raw(",");
        }
        if at.is_multiple_of(on_a_line) {
            sink.raw("\n");
        }
        write(sink, row);
        sink.settle()?;
    }
    sink.raw("]");
    Ok(())
}
