//! Mentions as they stand in files of version 2: columns of equal length, which refer to nodes, kinds and articles
//! by number.
//!
//! What the node of its entity says already, a mention does not repeat: `null` stands for it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::Mentions;
use super::numbering::{Numbering, precision};
use super::place::{Checked, Fault, Place};
use super::texts::Texts;
use crate::parse::{KindId, Precision, Schema};
use crate::property_graph::limits::is_day;
use crate::property_graph::{MentionRecord, MentionTable, NodeRef, NodeTable, RowAttributes};
use crate::shared_text::Text;
use portent_graph::index::NodeRow;

/// The object `mentions`.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct MentionObject {
    /// Ids of nodes that mentions name and the file lacks; their numbers follow those of the nodes.
    absent: Vec<Text>,
    articles: ArticleColumns,
    rows: MentionColumns,
}

/// What mentions of one article share, a column each.
#[derive(Deserialize, Default)]
struct ArticleColumns {
    id: Vec<Text>,
    path: Vec<Text>,
    copy_of: Option<Vec<Option<Text>>>,
    date: Option<Vec<Option<Date>>>,
    date_precision: Option<Vec<Option<String>>>,
    category: Option<Vec<Option<Text>>>,
}

/// Further columns of a row; `None` is what the node of the entity says.
type Attributes = BTreeMap<Text, Option<Text>>;

/// One value a mention in each column. A column that may be missing is then `null` in every row.
#[derive(Deserialize, Default)]
struct MentionColumns {
    article: Vec<usize>,
    line: Vec<u32>,
    kind: Vec<usize>,
    entity: Vec<usize>,
    name: Texts,
    description: Option<Texts>,
    relevancy: Option<Vec<Option<f64>>>,
    attributes: Option<Vec<Option<Attributes>>>,
    certainty: Option<Vec<Option<f64>>>,
    repeats: Option<Vec<Option<usize>>>,
}

const ARTICLES: &str = "articles";
const ROWS: &str = "rows";

impl Mentions for MentionObject {
    /// All mentions, their numbers as nodes. O(mentions + nodes).
    fn table(self, nodes: &NodeTable, schema: &Schema) -> Checked<MentionTable> {
        let Self { absent, articles, mut rows } = self;
        articles.check_lengths()?;
        rows.check_lengths()?;
        articles.check_days()?;
        if rows.article.is_empty() {
            return Ok(MentionTable::default());
        }
        let count = rows.article.len();
        let entities = std::mem::take(&mut rows.entity);
        let node = |row: usize| node_at(nodes, entities[row]);
        let names = std::mem::take(&mut rows.name);
        let names = names.resolved(|row| node(row).map(|node| nodes[node].label.as_str()));
        let told = nodes.column::<&str>("description");
        let descriptions = rows.description.take().unwrap_or_else(|| Texts::as_nodes(count));
        let descriptions = descriptions.resolved(|row| node(row).and_then(|node| told.get(node)));
        let mut reader = Reader {
            nodes,
            schema,
            numbers: Numbers::new(Numbering::new(nodes), nodes.len(), &absent, articles.id.len()),
            articles: &articles,
            rows,
        };
        let mut records = Vec::with_capacity(count);
        for (row, (name, description)) in names.zip(descriptions).enumerate() {
            records.push(reader.record(row, entities[row], name, description)?);
        }
        Ok(MentionTable::new(records, reader.numbers.numbering.absent))
    }
}

/// The node of a number, where the file holds it.
fn node_at(nodes: &NodeTable, number: usize) -> Option<NodeRow> {
    (number < nodes.len()).then(|| NodeRow::from(number))
}

fn wrong<T>(table: &'static str, name: &'static str, row: Option<usize>, what: &str) -> Checked<T> {
    let of = row.map_or_else(String::new, |row| format!(" of row {row}"));
    let message = format!("{name:?}{of} in {table:?} of \"mentions\" {what}");
    Err(Fault { message, place: Place::Column { table, name, row } })
}

/// Each column has as many values as the first.
fn check(
    table: &'static str,
    first: (&str, usize),
    lengths: &[(&'static str, Option<usize>)],
) -> Checked<()> {
    let (named, count) = first;
    for &(name, length) in lengths {
        if let Some(length) = length.filter(|&length| length != count) {
            return wrong(table, name, None, &format!("has {length} values, and {named:?} has {count}"));
        }
    }
    Ok(())
}

fn length<T>(column: &Option<Vec<T>>) -> Option<usize> {
    column.as_ref().map(Vec::len)
}

/// What a column that may be missing says of a row.
fn value<T: Clone>(column: &Option<Vec<Option<T>>>, row: usize) -> Option<T> {
    column.as_ref().and_then(|values| values[row].clone())
}

impl ArticleColumns {
    fn check_lengths(&self) -> Checked<()> {
        let lengths = [
            ("path", Some(self.path.len())),
            ("copy_of", length(&self.copy_of)),
            ("date", length(&self.date)),
            ("date_precision", length(&self.date_precision)),
            ("category", length(&self.category)),
        ];
        check(ARTICLES, ("id", self.id.len()), &lengths)
    }

    fn check_days(&self) -> Checked<()> {
        let days = self.date.iter().flatten().enumerate();
        match days.filter_map(|(row, day)| day.map(|day| (row, day))).find(|(_, day)| !is_day(*day)) {
            Some((row, day)) => {
                wrong(ARTICLES, "date", Some(row), &format!("is {day}, which no format can write"))
            }
            None => Ok(()),
        }
    }
}

impl MentionColumns {
    fn check_lengths(&self) -> Checked<()> {
        let lengths = [
            ("line", Some(self.line.len())),
            ("kind", Some(self.kind.len())),
            ("entity", Some(self.entity.len())),
            ("name", Some(self.name.len())),
            ("description", self.description.as_ref().map(Texts::len)),
            ("relevancy", length(&self.relevancy)),
            ("attributes", length(&self.attributes)),
            ("certainty", length(&self.certainty)),
            ("repeats", length(&self.repeats)),
        ];
        check(ROWS, ("article", self.article.len()), &lengths)
    }
}

/// Makes records of rows.
struct Reader<'a> {
    nodes: &'a NodeTable,
    schema: &'a Schema,
    numbers: Numbers<'a>,
    articles: &'a ArticleColumns,
    rows: MentionColumns,
}

impl Reader<'_> {
    fn record(
        &mut self,
        row: usize,
        entity: usize,
        name: Option<Text>,
        description: Option<Text>,
    ) -> Checked<MentionRecord> {
        let article = self.rows.article[row];
        let articles = self.articles;
        if article >= articles.id.len() {
            let articles = articles.id.len();
            return wrong(
                ROWS,
                "article",
                Some(row),
                &format!("is {article}, and there are {articles} articles"),
            );
        }
        // In the order in which nodes that the file lacks are numbered.
        let (id, copied) = self.numbers.of_article(articles, article);
        let repeated = value(&self.rows.repeats, row);
        let repeats = repeated.map(|number| self.node("repeats", row, number)).transpose()?;
        let node = self.node("entity", row, entity)?;
        let Some(name) = name else {
            return wrong(ROWS, "name", Some(row), "is no text, and no node tells what it is");
        };
        let date = value(&articles.date, article);
        let word = articles.date_precision.as_ref().and_then(|words| words[article].as_deref());
        Ok(MentionRecord {
            article: id,
            copy_of: copied,
            repeats,
            path: articles.path[article].clone(),
            line: self.rows.line[row],
            kind: self.kind(row)?,
            name,
            description,
            relevancy: value(&self.rows.relevancy, row),
            attributes: self.attributes(row, entity)?,
            entity: node,
            certainty: value(&self.rows.certainty, row).unwrap_or(1.0),
            date,
            precision: word.map_or(Precision::Day, precision),
            category: value(&articles.category, article),
        })
    }

    fn kind(&self, row: usize) -> Checked<KindId> {
        let (kind, kinds) = (self.rows.kind[row], self.schema.kinds.len());
        if kind >= kinds {
            return wrong(ROWS, "kind", Some(row), &format!("is {kind}, and the file has {kinds} kinds"));
        }
        Ok(KindId::from(kind))
    }

    fn node(&mut self, name: &'static str, row: usize, number: usize) -> Checked<NodeRef> {
        match self.numbers.of_node(number) {
            Some(node) => Ok(node),
            None => {
                let named = self.numbers.nodes + self.numbers.absent.len();
                wrong(ROWS, name, Some(row), &format!("is {number}, and the file names {named} nodes"))
            }
        }
    }

    fn attributes(&mut self, row: usize, entity: usize) -> Checked<RowAttributes> {
        let said = self.rows.attributes.as_mut().and_then(|attributes| attributes[row].take());
        let node = node_at(self.nodes, entity);
        let whole = |(name, text): (Text, Option<Text>)| {
            let of_node = || Some(Text::from(self.nodes.column::<&str>(&*name).get(node?)?));
            let Some(text) = text.or_else(of_node) else {
                let what = format!("has no text as {:?}, and no node tells what it is", name.as_str());
                return wrong(ROWS, "attributes", Some(row), &what);
            };
            Ok((name, text))
        };
        said.into_iter().flatten().map(whole).collect()
    }
}

/// Numbers of the file as nodes. Each is looked up once.
struct Numbers<'a> {
    numbering: Numbering<'a>,
    nodes: usize,
    absent: Vec<(&'a Text, Option<NodeRef>)>,
    /// Article, and of which it is a copy.
    articles: Vec<Option<(NodeRef, Option<NodeRef>)>>,
}

impl<'a> Numbers<'a> {
    fn new(numbering: Numbering<'a>, nodes: usize, absent: &'a [Text], articles: usize) -> Self {
        let absent = absent.iter().map(|id| (id, None)).collect();
        Self { numbering, nodes, absent, articles: vec![None; articles] }
    }

    fn of_article(&mut self, articles: &ArticleColumns, row: usize) -> (NodeRef, Option<NodeRef>) {
        if let Some(known) = self.articles[row] {
            return known;
        }
        let id = self.numbering.of(&articles.id[row]);
        let copied = value(&articles.copy_of, row).map(|id| self.numbering.of(&id));
        *self.articles[row].insert((id, copied))
    }

    fn of_node(&mut self, number: usize) -> Option<NodeRef> {
        let Some(absent) = number.checked_sub(self.nodes) else {
            return Some(NodeRef::Row(NodeRow::from(number)));
        };
        let (id, known) = self.absent.get_mut(absent)?;
        Some(*known.get_or_insert_with(|| self.numbering.of(id)))
    }
}
