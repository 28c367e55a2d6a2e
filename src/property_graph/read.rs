//! Reads graph.json back into the [`PropertyGraph`] that was written, equal to the bit.
//!
//! The keys may stand in any order (`jq -S` is harmless); columns get the types that `graph.columns` gives them, and
//! without it those of `NODE_COLUMNS`, or what their values are.

mod columns;
mod head;
mod numbering;
mod objects;
mod place;
mod rows;
mod table;
mod texts;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{ClusterCard, ColumnType, Header, MentionTable, NodeTable, PropertyGraph};
use crate::columns::{Column, Values};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::parse::{HeadingRecord, PageRecord, Records, Schema};
use crate::position::{Position, position_of};
use columns::MentionObject;
use head::Version;
use objects::WrittenMention;
#[cfg(test)]
pub(crate) use objects::written;
use place::Checked;
use rows::Rows;
pub(super) use table::{EDGE_KEYS, NODE_KEYS};

/// `format` of every graph.json.
pub const FORMAT: &str = "portent-graph";
/// `version` of files whose mentions are objects. Fields that come do not change a version, for what lacks them is read: a
/// file of each shape since 0.1 is in `fixtures/graph-versions`. A field that goes or means something else does.
pub const OBJECTS: u64 = 1;
/// `version` of files whose mentions are columns, the newest that is read.
pub const COLUMNS: u64 = 2;

/// One column's name and type, as `graph.columns` lists them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedName {
    /// Name of the column.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub type_: ColumnType,
}

/// The columns of a graph.json, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ColumnTypes {
    /// Columns of nodes.
    pub nodes: Vec<TypedName>,
    /// Columns of edges.
    pub edges: Vec<TypedName>,
}

impl ColumnTypes {
    /// The columns of a graph.
    #[must_use]
    pub fn of(graph: &PropertyGraph) -> Self {
        Self { nodes: typed(graph.nodes.columns()), edges: typed(graph.edges.columns()) }
    }
}

fn typed(columns: &[Column]) -> Vec<TypedName> {
    let type_of = |values: &Values| match values {
        Values::Text(_) => ColumnType::Text,
        Values::List(_) => ColumnType::List,
        Values::Integer(_) => ColumnType::Integer,
        Values::Real(_) => ColumnType::Real,
        Values::Boolean(_) => ColumnType::Boolean,
        Values::Date(_) => ColumnType::Date,
    };
    columns.iter().map(|c| TypedName { name: c.name.clone(), type_: type_of(&c.values) }).collect()
}

/// Why a file cannot be read.
enum Unread {
    Json(serde_json::Error),
    /// It is none of ours, or of another version.
    Foreign {
        message: String,
        hint: &'static str,
    },
}

/// The whole file as it is read, before ids and numbers become rows; `M` are the mentions as its version has them.
#[derive(Deserialize)]
#[serde(bound(deserialize = "M: Deserialize<'de> + Default"))]
struct File<M> {
    graph: GraphObject,
    nodes: Rows,
    edges: Rows,
    #[serde(default)]
    clusters: Vec<ClusterCard>,
    #[serde(default)]
    mentions: M,
    #[serde(default)]
    diagnostics: Vec<Diagnostic>,
    #[serde(default)]
    pages: Vec<PageRecord>,
    #[serde(default)]
    headings: Vec<HeadingRecord>,
}

/// Mentions as a version has them.
trait Mentions {
    /// The same as rows of the graph.
    fn table(self, nodes: &NodeTable, schema: &Schema) -> Checked<MentionTable>;
}

#[derive(Deserialize)]
struct GraphObject {
    #[serde(default)]
    columns: ColumnTypes,
    #[serde(flatten)]
    header: Header,
}

/// Reads the bytes of a graph.json, as [`from_json`].
pub(super) fn from_json_bytes(bytes: Vec<u8>, path: &Path) -> Result<PropertyGraph, Error> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        malformed(path, position(&before, before.len()), "not UTF-8".into(), None)
    })?;
    from_json(&text, path)
}

/// Reads the text of a graph.json; `path` is for messages. Time and memory are linear in its size.
///
/// # Errors
/// [`Error::Malformed`] where it is no graph.json of this version or breaks a rule of the format (unknown kind or end, repeated
/// id, weight that is not > 0).
///
/// ```
/// let error = portent::property_graph::read::from_json("{}", "g.json".as_ref()).unwrap_err();
/// assert_eq!(error.to_string(), "g.json:1:1: not a graph.json of portent: it has no \"format\"");
/// ```
pub fn from_json(text: &str, path: &Path) -> Result<PropertyGraph, Error> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let version = head::version(text).map_err(|unread| match unread {
        Unread::Json(error) => json_error(text, path, &error),
        Unread::Foreign { message, hint } => {
            let at = text.find("\"format\"").unwrap_or(0);
            malformed(path, position(text, at), message, Some(hint.into()))
        }
    })?;
    match version {
        Version::One => graph::<Vec<WrittenMention<'_>>>(text, path),
        Version::Two => graph::<MentionObject>(text, path),
    }
}

/// The graph of a file whose mentions are as `M` has them.
fn graph<'a, M: Mentions + Deserialize<'a> + Default>(
    text: &'a str,
    path: &Path,
) -> Result<PropertyGraph, Error> {
    let file: File<M> = serde_json::from_str(text).map_err(|error| json_error(text, path, &error))?;
    let schema = &file.graph.header.schema;
    let tables = table::tables(file.nodes, file.edges, &file.graph.columns, schema);
    let whole = tables.and_then(|(nodes, edges)| {
        let mentions = file.mentions.table(&nodes, schema)?;
        Ok((nodes, edges, mentions))
    });
    let (nodes, edges, mentions) = whole.map_err(|fault| {
        let at = position(text, fault.place.offset(text));
        malformed(path, at, fault.message, Some("build the graph again with this version".into()))
    })?;
    let (clusters, diagnostics) = (file.clusters, file.diagnostics);
    let records = Records { pages: file.pages, headings: file.headings };
    let mut graph =
        PropertyGraph { header: file.graph.header, nodes, edges, clusters, mentions, diagnostics, records };
    if graph.header.entities == 0 {
        // The first files do not tell it; what they hold is all that is known.
        graph.header.entities = graph.nodes.rows().filter(|&row| graph.is_entity(row)).count() as u64;
    }
    Ok(graph)
}

fn json_error(text: &str, path: &Path, error: &serde_json::Error) -> Error {
    let line = error.line();
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let end = (start + error.column().saturating_sub(1)).min(text.len());
    let column = String::from_utf8_lossy(&text.as_bytes()[start..end]).chars().count() + 1;
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what).to_owned();
    let hint = if error.is_eof() {
        "the file is cut short; build it again"
    } else {
        "build the graph again with this version"
    };
    malformed(path, (saturated(line.max(1)), saturated(column)), message, Some(hint.into()))
}

/// Line and column, in characters, of a byte offset.
fn position(text: &str, at: usize) -> (u32, u32) {
    let Position { line, column } = position_of(text, at);
    (line, column)
}

fn saturated(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn malformed(path: &Path, (line, column): (u32, u32), message: String, hint: Option<String>) -> Error {
    Error::Malformed { path: PathBuf::from(path), line, column, message, hint }
}

#[cfg(test)]
mod tests;
