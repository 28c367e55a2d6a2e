//! The pages of a graph: what is kept of them when it is built, and how they are had from it again, so that a graph is an
//! input like the folder that it was built of.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::{MentionRecord, Named, NodeColumn, NodeTable, Parts, PropertyGraph, View, attributes};
use crate::columns::{Value, Values};
use crate::error::Error;
use crate::parse::{
    Article, AttributeRecord, KeptPages, KindId, PageRecord, ParsedArticle, ParsedMention, Records,
};
use crate::shared_text::Text;
use portent_graph::index::{NodeRow, TiVec};

/// What is kept of the pages of a graph that holds all of them; nothing otherwise. O(pages + attributes).
pub(super) fn records(parts: &Parts<'_>, nodes: &NodeTable) -> Records {
    if parts.view.nodes.len() != parts.graph.nodes.len() {
        return Records::default();
    }
    let columns = Columns::of(nodes);
    let layout = parts.layout();
    let mut records = parts.corpus.records.clone();
    for (record, (id, article)) in records.pages.iter_mut().zip(parts.corpus.articles.iter_enumerated()) {
        record.attributes = columns.attributes(layout.article(id), article);
    }
    records
}

/// The columns of nodes by name.
struct Columns<'a>(FxHashMap<&'a str, &'a Values>);

impl<'a> Columns<'a> {
    fn of(nodes: &'a NodeTable) -> Self {
        Self(nodes.columns().iter().map(|column| (column.name.as_str(), &*column.values)).collect())
    }

    /// What an article says of itself, with the values that its node does not have.
    fn attributes(&self, row: NodeRow, article: &Article) -> Vec<AttributeRecord> {
        let record = |(key, value): &(String, String)| match self.text(row, key) {
            Some(known) if known == *value => AttributeRecord::OfColumn(key.clone()),
            _ => AttributeRecord::Written(key.clone(), value.clone()),
        };
        article.attributes.iter().map(record).collect()
    }

    /// What the column of a key holds, as text.
    fn text(&self, row: NodeRow, key: &str) -> Option<String> {
        let values = self.0.get(attributes::column_of(key).as_str())?;
        match values.get(row.into()) {
            Value::Text(text) => Some(text.to_owned()),
            Value::Integer(number) => Some(number.to_string()),
            Value::Real(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

/// The pages of a graph, read from `file`, for [`ReadOptions::with_kept`](crate::parse::ReadOptions::with_kept).
///
/// All that reading a page gives is there but its running text: pages that are copies by nearly equal text are found among
/// the pages of one graph and not among those of several, and phrases stay those that each graph has. What the graph was
/// resolved to is left aside. O(nodes + mentions).
///
/// # Errors
/// [`Error::NoPages`] where the graph is a part, has no articles or no mentions, or was written by an earlier version.
pub fn pages(graph: &PropertyGraph, file: &Path) -> Result<KeptPages, Error> {
    check(graph).map_err(|(reason, hint)| Error::NoPages { path: file.to_owned(), reason, hint })?;
    Ok(KeptPages {
        file: file.to_owned(),
        kinds: graph.header.schema.kinds.clone(),
        articles: Reader::of(graph).pages(|_| true),
        headings: graph.records.headings.clone(),
        rows: graph.header.rows,
        bullets: graph.header.bullets,
        keys: graph.header.keys,
        diagnostics: graph.diagnostics.clone(),
    })
}

/// Those pages of a graph whose paths are wanted, as [`pages`] has them; `None` where it has none. O(nodes + mentions).
#[must_use]
pub fn some_pages(graph: &PropertyGraph, is_wanted: impl Fn(&str) -> bool) -> Option<Vec<ParsedArticle>> {
    check(graph).ok()?;
    Some(Reader::of(graph).pages(is_wanted))
}

/// What stands in the way, and the way out.
fn check(graph: &PropertyGraph) -> Result<(), (String, &'static str)> {
    let header = &graph.header;
    if let Some(part) = &header.part {
        let reason = format!("it holds a part of its articles ({})", part.conditions.join("; "));
        return Err((reason, "build it again without conditions"));
    }
    if header.view != Named::Known(View::Full) {
        return Err((
            format!("its view is {}, without articles", header.view),
            "build it again in the full view",
        ));
    }
    if header.mentions != graph.mentions.len() as u64 {
        let reason = match graph.mentions.len() {
            0 => "it was written without mentions".to_owned(),
            held => format!("it holds {held} of its {} mentions", header.mentions),
        };
        return Err((reason, "build it again with its mentions"));
    }
    let articles = graph.nodes.records().filter(|node| node.kind == KindId::ARTICLE).count();
    if articles != graph.records.pages.len() {
        let reason = "it was written by an earlier version, which kept no records of its pages";
        return Err((reason.into(), "build it again, with this version"));
    }
    Ok(())
}

/// Reads pages from the nodes and mentions of a graph.
struct Reader<'a> {
    graph: &'a PropertyGraph,
    columns: Columns<'a>,
    person: Option<KindId>,
    /// The nodes of articles, in order.
    rows: Vec<NodeRow>,
    /// The mentions of each node.
    mentions: TiVec<NodeRow, Vec<&'a MentionRecord>>,
}

impl<'a> Reader<'a> {
    fn of(graph: &'a PropertyGraph) -> Self {
        let is_article = |row: &NodeRow| graph.nodes[*row].kind == KindId::ARTICLE;
        let mut mentions: TiVec<NodeRow, Vec<&MentionRecord>> = vec![Vec::new(); graph.node_count()].into();
        for mention in graph.mentions.iter() {
            if let Some(row) = mention.article.row() {
                mentions[row].push(mention);
            }
        }
        Self {
            graph,
            columns: Columns::of(&graph.nodes),
            person: graph.header.schema.person(),
            rows: graph.nodes.rows().filter(is_article).collect(),
            mentions,
        }
    }

    /// The pages whose paths are wanted, in order.
    fn pages(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<ParsedArticle> {
        let pages = self.rows.iter().zip(&self.graph.records.pages);
        let wanted =
            pages.filter(|(row, _)| is_wanted(self.text(**row, NodeColumn::Path).unwrap_or_default()));
        wanted.map(|(&row, record)| self.page(row, record)).collect()
    }

    fn page(&self, row: NodeRow, record: &PageRecord) -> ParsedArticle {
        let text = |column: NodeColumn| self.text(row, column).map(str::to_owned);
        // A label that was made for a title without words leaves the title among the other names.
        let title = match self.value(row, NodeColumn::Aliases) {
            Value::List([title, ..]) => title.clone(),
            _ => self.graph.nodes[row].label.to_string(),
        };
        let page = ParsedArticle {
            path: text(NodeColumn::Path).unwrap_or_default(),
            title,
            link: text(NodeColumn::Link),
            category: text(NodeColumn::Category),
            type_: text(NodeColumn::Type),
            summary: text(NodeColumn::Summary),
            attributes: record.attributes.iter().filter_map(|said| self.attribute(row, said)).collect(),
            mentions: self.mentions[row].iter().copied().map(parsed).collect(),
            ..ParsedArticle::default()
        };
        record.page(page, self.person)
    }

    fn text(&self, row: NodeRow, column: NodeColumn) -> Option<&'a str> {
        match self.value(row, column) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn value(&self, row: NodeRow, column: NodeColumn) -> Value<'a> {
        self.columns.0.get(column.name()).map_or(Value::Missing, |values| values.get(row.into()))
    }

    fn attribute(&self, row: NodeRow, said: &AttributeRecord) -> Option<(String, String)> {
        match said {
            AttributeRecord::OfColumn(key) => Some((key.clone(), self.columns.text(row, key)?)),
            AttributeRecord::Written(key, value) => Some((key.clone(), value.clone())),
        }
    }
}

fn parsed(mention: &MentionRecord) -> ParsedMention {
    let attributes = mention.attributes.iter();
    ParsedMention {
        line: mention.line,
        kind: mention.kind,
        name: mention.name.to_string(),
        description: mention.description.as_ref().map(Text::to_string),
        relevancy: mention.relevancy,
        attributes: attributes.map(|(column, text)| (column.to_string().into(), text.to_string())).collect(),
    }
}
