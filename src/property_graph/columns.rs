//! What a column is, and those of edges. Those of nodes are in the registry of measures.

use serde::{Deserialize, Serialize};

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

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnSpec {
    /// Name in every file.
    pub name: &'static str,
    /// Type in every file.
    pub type_: ColumnType,
    /// What it says, for schemas and help.
    pub summary: &'static str,
}

/// A column of edges that portent fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EdgeColumn {
    /// Mentions in the article, or shared articles.
    Count,
    /// The broader end of a `broader` edge.
    BroaderEnd,
}

impl EdgeColumn {
    /// Name, type and meaning.
    #[must_use]
    pub const fn spec(self) -> ColumnSpec {
        match self {
            Self::Count => ColumnSpec {
                name: "count",
                type_: ColumnType::Integer,
                summary: "mentions in the article, or shared articles",
            },
            Self::BroaderEnd => ColumnSpec {
                name: "broader_end",
                type_: ColumnType::Text,
                summary: "node id of the broader end of a broader edge",
            },
        }
    }

    /// The name in every file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.spec().name
    }
}

impl AsRef<str> for EdgeColumn {
    fn as_ref(&self) -> &str {
        self.name()
    }
}

/// Columns of edges, in order, after the ends, relation, weight and distance.
pub static EDGE_COLUMNS: &[ColumnSpec] = &[EdgeColumn::Count.spec(), EdgeColumn::BroaderEnd.spec()];
