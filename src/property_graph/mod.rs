//! The typed result: nodes and edges with columns decided once; all that exporters and queries see.
//!
//! It is what graph.json holds, so a graph that was built and one that was read back answer alike.

pub mod assemble;
pub mod filter;
pub mod find;
mod node_columns;
pub mod read;
#[cfg(test)]
pub(crate) mod sample;
mod select;
pub mod trends;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::analysis::cluster_card::{Bridge, ClusterCard, Gap, Term};
use crate::columns::{Column, Value};
use crate::diagnostic::Diagnostic;
use crate::graph::Relation;
use crate::parse::{KindId, RowCounts, Schema};

/// Nodes, column by column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NodeTable {
    /// Unique ASCII ids, `kind:slug`.
    pub ids: Vec<String>,
    /// Kinds, indexes into the header's schema.
    pub kinds: Vec<KindId>,
    /// Labels as people read them (may hold any character but NUL).
    pub labels: Vec<String>,
    /// Centre in the picture, in arbitrary units, y upwards.
    pub positions: Vec<[f64; 2]>,
    /// Diameter in the same units, > 0.
    pub sizes: Vec<f64>,
    /// Fill colours.
    pub colors: Vec<[u8; 3]>,
    /// Everything else, typed; see [`NODE_COLUMNS`].
    pub columns: Vec<Column>,
}

/// Undirected edges, column by column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EdgeTable {
    /// Row of one end in the node table: the article, or the smaller id.
    pub sources: Vec<u32>,
    /// Row of the other end.
    pub targets: Vec<u32>,
    /// What each edge means.
    pub relations: Vec<Relation>,
    /// Strength, > 0 and finite; `distance` in files is its inverse.
    pub weights: Vec<f64>,
    /// Everything else, typed.
    pub columns: Vec<Column>,
}

/// How the graph was made: settings and totals, the `graph` object of graph.json.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Header {
    /// `portent` and its version.
    pub generator: String,
    /// `full` or `concepts`.
    pub view: String,
    /// `merge`, `link` or `off`.
    pub duplicates: String,
    /// How positions were found: `packed` or `force`.
    #[serde(default)]
    pub layout: String,
    /// Factor of each relation in measures and clusters; relations without one were left out.
    pub relations: BTreeMap<String, f64>,
    /// How each measure was computed, by column name.
    pub measures: BTreeMap<String, String>,
    /// Seed of everything random.
    pub seed: u64,
    /// Weighted modularity of the clusters.
    pub modularity: f64,
    /// Articles that were read, copies included.
    pub articles: u64,
    /// Articles counted once for all their copies.
    pub distinct_articles: u64,
    /// Articles with a dated edition.
    pub dated_articles: u64,
    /// What happened to table rows.
    pub rows: RowCounts,
    /// Mentions, those of bullets included.
    pub mentions: u64,
    /// Distinct names before duplicates were merged.
    pub names: u64,
    /// Entities that the names became, those that a view or a filter leaves out included.
    pub entities: u64,
    /// Remarks: what was capped, sampled, left out, fell back.
    pub remarks: Vec<String>,
    /// Kinds with headings, colours and shapes.
    pub schema: Schema,
}

/// One mention as graph.json holds it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MentionRecord {
    /// Node id of the article.
    pub article: String,
    /// Node id of the article that this one is a copy of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// Path of the file.
    pub path: String,
    /// Line, counted from 1.
    pub line: u32,
    /// Kind by name.
    pub kind: String,
    /// The name as written.
    pub name: String,
    /// The description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Relevancy, where given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevancy: Option<f64>,
    /// Further columns of the row.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// Node id of the entity.
    pub entity: String,
    /// Date of the article's edition, unless it lies far beyond the bulk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<jiff::civil::Date>,
    /// Category of the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

/// The whole result of a build.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PropertyGraph {
    /// Settings and totals.
    pub header: Header,
    /// Nodes.
    pub nodes: NodeTable,
    /// Edges, sorted by (source, target).
    pub edges: EdgeTable,
    /// Clusters, by rank.
    pub clusters: Vec<ClusterCard>,
    /// Mentions, in the order of article and line; empty with `--no-mentions`.
    pub mentions: Vec<MentionRecord>,
    /// Findings about the input.
    pub diagnostics: Vec<Diagnostic>,
}

/// Type of a column in every file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// Free text.
    Text,
    /// Several texts.
    List,
    /// Whole number.
    Integer,
    /// Finite number.
    Real,
    /// True or false.
    Boolean,
    /// Calendar day.
    Date,
}

/// What a column is: decided here, once, for every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnSpec {
    /// Name in every file.
    pub name: &'static str,
    /// Type in every file.
    pub type_: ColumnType,
    /// What it says, for schemas and help.
    pub summary: &'static str,
}

/// Columns of nodes, in the order in which files hold them, after id, kind and label.
pub static NODE_COLUMNS: &[ColumnSpec] = {
    use ColumnType::{Date, Integer, List, Real, Text};
    const fn c(name: &'static str, type_: ColumnType, summary: &'static str) -> ColumnSpec {
        ColumnSpec { name, type_, summary }
    }
    &[
        c("aliases", List, "other written forms of its name"),
        c("merge_probability", Real, "match probability of the least sure pair of the names that became one"),
        c("merge_pair", List, "the two names of that pair"),
        c("merge_reasons", List, "what speaks most for that pair: feature, value, log-odds"),
        c("description", Text, "description of the most relevant mention"),
        c("change", Text, "change, of the most relevant mention of a signal"),
        c("ten_year", Text, "ten-year horizon, of the most relevant mention of a signal"),
        c("driving_force", Text, "driving force, of the most relevant mention of a signal"),
        c("link", Text, "external link of an article or edition"),
        c("category", Text, "category of an article"),
        c("type", Text, "type of an article"),
        c("summary", Text, "summary of an article"),
        c("path", Text, "file of an article"),
        c("mentions", Integer, "rows and bullets that mention it"),
        c("articles", Integer, "distinct articles that mention it, copies once"),
        c("sources", Integer, "distinct link domains of those articles"),
        c("editions", Integer, "distinct editions of those articles"),
        c("first_seen", Date, "first edition date"),
        c("last_seen", Date, "last edition date"),
        c("relevancy_mean", Real, "mean relevancy of its mentions"),
        c("relevancy_max", Real, "greatest relevancy of its mentions"),
        c("degree", Integer, "edges of the measured relations"),
        c("strength", Real, "summed weight of those edges"),
        c("pagerank", Real, "PageRank, damping 0.85, weighted, sums to 1"),
        c("betweenness", Real, "shortest paths through it, each pair once"),
        c("closeness", Real, "harmonic closeness"),
        c("eigenvector", Real, "eigenvector centrality of A + I, per component"),
        c("core", Integer, "core number"),
        c("connections", Integer, "distinct entities met in at least two articles, more often than chance"),
        c("connection_kinds", List, "connections of each kind: kind and number, most first"),
        c("strongest", List, "ids of the connections that chance explains least, at most five"),
        c("cluster", Integer, "rank of its cluster by size, from 1"),
        c("cluster_key", Text, "id of its cluster's highest-ranked member"),
        c("cluster_label", Text, "label of its cluster"),
        c("stability", Real, "share of seeded runs that keep it with its cluster"),
        c("visibility", Real, "mean degree of visibility over the periods (Yoon 2012)"),
        c("diffusion", Real, "mean degree of diffusion over the periods (Yoon 2012)"),
        c("growth", Real, "geometric mean growth of visibility"),
        c("trend", Text, "weak, strong, well_known, latent or undetermined"),
        c("burst_start", Text, "first period of its strongest burst"),
        c("burst_end", Text, "last period of its strongest burst"),
        c("burst_weight", Real, "weight of its strongest burst"),
    ]
};

/// Columns of edges, in order, after the ends, relation, weight and distance.
pub static EDGE_COLUMNS: &[ColumnSpec] = &[ColumnSpec {
    name: "count",
    type_: ColumnType::Integer,
    summary: "mentions in the article, or shared articles",
}];

impl PropertyGraph {
    /// How many nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.nodes.ids.len()
    }

    /// How many edges.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.edges.sources.len()
    }

    /// The name of a node's kind.
    #[must_use]
    pub fn kind_name(&self, row: u32) -> &str {
        &self.header.schema.kind(self.nodes.kinds[row as usize]).name
    }

    /// A node's value in the named column; missing where the column is absent.
    #[must_use]
    pub fn value(&self, row: u32, column: &str) -> Value<'_> {
        let column = self.nodes.columns.iter().find(|c| c.name == column);
        column.map_or(Value::Missing, |c| c.values.get(row as usize))
    }

    /// A node's whole number in the named column.
    #[must_use]
    pub fn integer(&self, row: u32, column: &str) -> Option<i64> {
        match self.value(row, column) {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// A node's number in the named column, whole ones included.
    #[must_use]
    pub fn number(&self, row: u32, column: &str) -> Option<f64> {
        match self.value(row, column) {
            Value::Integer(number) => Some(number as f64),
            Value::Real(number) => Some(number),
            _ => None,
        }
    }
}
