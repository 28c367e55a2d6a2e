//! The typed result: nodes and edges with columns decided once; all that exporters and queries see.
//!
//! It is what graph.json holds, so a graph that was built and one that was read back answer alike.

pub mod assemble;
mod attributes;
mod belonging;
mod columns;
pub mod drawable;
mod edges;
mod fill;
pub mod filter;
pub mod find;
mod limits;
mod load;
mod measures;
mod mentions;
mod node_columns;
pub mod pages;
mod parts;
pub mod read;
mod row_attributes;
#[cfg(test)]
pub(crate) mod sample;
mod select;
pub mod stored;
mod table;
pub mod trends;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::analysis::cluster::card::{Bridge, ClusterCard, Gap, Quadrant, Term};
use crate::columns::Value;
use crate::diagnostic::Diagnostic;
use crate::graph::View;
use crate::named::{Named, Word};
use crate::parse::{BulletCounts, KeyCounts, Records, RowCounts, Schema};
use crate::remark::Remark;
use crate::resolve::DuplicateMode;
pub use belonging::{Belonging, percent};
pub use columns::{ColumnSpec, ColumnType, EDGE_COLUMNS, EdgeColumn};
pub use load::{is_graph, is_graph_file, load};
pub use measures::{Combine, Measure, NODE_COLUMNS, NodeColumn};
pub use mentions::{AbsentRow, MentionRecord, MentionTable, NodeRef};
pub use parts::Parts;
use portent_graph::index::NodeRow;
use portent_graph::layout::Layout;
pub use row_attributes::RowAttributes;
pub use table::{ColumnView, EdgeRecord, EdgeTable, NodeRecord, NodeTable, RecordTable, Typed};

/// How the graph was made: settings and totals, the `graph` object of graph.json.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Header {
    /// `portent` and its version.
    pub generator: String,
    /// `full` or `concepts`.
    pub view: Named<View>,
    /// `merge`, `link` or `off`.
    pub duplicates: Named<DuplicateMode>,
    /// How positions were found: `packed` or `force`.
    #[serde(default)]
    pub layout: Named<Layout>,
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
    /// Articles that mostly repeat rows of others, which count where they come from.
    #[serde(default)]
    pub compilations: u64,
    /// Articles that state a date or have one by their edition.
    pub dated_articles: u64,
    /// What happened to table rows.
    pub rows: RowCounts,
    /// What happened to bullets and numbered items.
    #[serde(default)]
    pub bullets: BulletCounts,
    /// What happened to keys of heads.
    #[serde(default)]
    pub keys: KeyCounts,
    /// Mentions, those of bullets included.
    pub mentions: u64,
    /// Distinct names before duplicates were merged.
    pub names: u64,
    /// Entities that the names became, those that a view or a filter leaves out included.
    #[serde(default)]
    pub entities: u64,
    /// How many of the names that were merged are to be expected to name another thing than their entity: the sum of what
    /// their match probabilities lack of 1. `None` where nothing is merged, and in graphs that do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_wrong_merges: Option<f64>,
    /// Remarks: what was capped, sampled, left out, fell back.
    pub remarks: Vec<Remark>,
    /// How nearest articles were joined, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closest: Option<ClosestEdges>,
    /// Of what it is a part, where conditions left something out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Kinds with headings, colors and shapes.
    pub schema: Schema,
}

/// How nearest articles were joined by edges `closest`. No measure and no cluster knows of these edges.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ClosestEdges {
    /// So many nearest articles of each article were joined to it, at most.
    pub each: usize,
    /// They are at least as near as this.
    pub least: f64,
    /// What the weight of these edges is.
    pub weight: String,
    /// Edges that were added.
    pub edges: usize,
    /// Pairs of nearest articles that an edge joined already: that edge stayed as it was.
    pub joined_before: usize,
    /// Articles, copies once, that no article is near to.
    pub alone: usize,
}

/// Of what a graph is a part: counts and dates are of what passed, measures and clusters of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Part {
    /// The conditions, as people read them: `since 2025-10-01`.
    pub conditions: Vec<String>,
    /// Nodes of the part and of the whole.
    pub nodes: [usize; 2],
    /// Edges of the part and of the whole.
    pub edges: [usize; 2],
}

impl From<&Part> for Remark {
    fn from(part: &Part) -> Self {
        Self::Part { conditions: part.conditions.join("; "), nodes: part.nodes, edges: part.edges }
    }
}

impl Word for Layout {
    const ALL: &'static [Self] = &[Self::Packed, Self::Force];

    fn word(self) -> &'static str {
        self.name()
    }
}

impl Word for DuplicateMode {
    const ALL: &'static [Self] = &[Self::Merge, Self::Link, Self::Off];

    fn word(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Link => "link",
            Self::Off => "off",
        }
    }
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
    /// Mentions, in the order of article and line; empty in a graph that was written without them.
    pub mentions: MentionTable,
    /// Findings about the input.
    pub diagnostics: Vec<Diagnostic>,
    /// What is kept of the pages, so that they can be put together with others again ([`pages`]); empty in a part, in the
    /// view `concepts`, and in a graph that was written without mentions or by an earlier version.
    pub records: Records,
}

impl PropertyGraph {
    /// How many nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// How many edges.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.edges.len()
    }

    /// The name of a node's kind.
    #[must_use]
    pub fn kind_name(&self, row: NodeRow) -> &str {
        &self.header.schema.kind(self.nodes[row].kind).name
    }

    /// Whether a node is an entity: what articles speak of, neither an article nor an edition.
    #[must_use]
    pub fn is_entity(&self, row: NodeRow) -> bool {
        self.header.schema.kind(self.nodes[row].kind).form.is_some()
    }

    /// The id of a node that a mention speaks of.
    #[must_use]
    pub fn id(&self, node: NodeRef) -> &str {
        match node {
            NodeRef::Row(row) => &self.nodes[row].id,
            NodeRef::Absent(row) => self.mentions.absent_id(row),
        }
    }

    /// One node's value in one column; missing where the column is absent. To read more than one row take
    /// [`RecordTable::column`] once.
    #[must_use]
    pub fn value(&self, row: NodeRow, column: impl AsRef<str>) -> Value<'_> {
        self.nodes.column(column).get(row).unwrap_or(Value::Missing)
    }
}
