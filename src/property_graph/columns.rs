//! The columns that portent writes: name, type and meaning of each, decided once for every format.

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

/// Defines the columns of one table: an enum, its names and types, and the list of all in the order of files.
macro_rules! columns {
    ($(#[$meta:meta])* $enum:ident, $(#[$list_meta:meta])* $list:ident:
     $($variant:ident $name:literal $type_:ident $summary:literal;)+) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $enum {
            $(#[doc = $summary] $variant,)+
        }

        impl $enum {
            /// All of them, in the order in which files hold them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Name, type and meaning.
            #[must_use]
            pub const fn spec(self) -> ColumnSpec {
                match self {
                    $(Self::$variant => {
                        ColumnSpec { name: $name, type_: ColumnType::$type_, summary: $summary }
                    })+
                }
            }

            /// The name in every file.
            #[must_use]
            pub const fn name(self) -> &'static str {
                self.spec().name
            }
        }

        impl AsRef<str> for $enum {
            fn as_ref(&self) -> &str {
                self.name()
            }
        }

        $(#[$list_meta])*
        pub static $list: &[ColumnSpec] = &[$($enum::$variant.spec()),+];
    };
}

columns! {
    /// A column of nodes that portent fills.
    NodeColumn,
    /// Columns of nodes, in the order in which files hold them, after id, kind and label.
    NODE_COLUMNS:
    Aliases "aliases" List "other written forms of its name";
    MergeProbability "merge_probability" Real
        "match probability of the least sure pair of the names that became one";
    MergePair "merge_pair" List "the two names of that pair";
    MergeReasons "merge_reasons" List "what speaks most for that pair: feature, value, log-odds";
    Description "description" Text "description of the most relevant mention";
    Change "change" Text "change, of the most relevant mention of a signal";
    TenYear "ten_year" Text "ten-year horizon, of the most relevant mention of a signal";
    DrivingForce "driving_force" Text "driving force, of the most relevant mention of a signal";
    Link "link" Text "external link of an article or edition";
    Category "category" Text "category of an article";
    Type "type" Text "type of an article";
    Summary "summary" Text "summary of an article";
    Path "path" Text "file of an article";
    Mentions "mentions" Integer "rows and bullets that mention it";
    Articles "articles" Integer "distinct articles that mention it, copies once";
    Sources "sources" Integer "distinct link domains of those articles";
    Editions "editions" Integer "distinct editions of those articles";
    FirstSeen "first_seen" Date "first edition date";
    LastSeen "last_seen" Date "last edition date";
    RelevancyMean "relevancy_mean" Real "mean relevancy of its mentions";
    RelevancyMax "relevancy_max" Real "greatest relevancy of its mentions";
    Degree "degree" Integer "edges of the measured relations";
    Strength "strength" Real "summed weight of those edges";
    PageRank "pagerank" Real "PageRank, damping 0.85, weighted, sums to 1";
    Betweenness "betweenness" Real "shortest paths through it, each pair once";
    Closeness "closeness" Real "harmonic closeness";
    Eigenvector "eigenvector" Real "eigenvector centrality of A + I, per component";
    Core "core" Integer "core number";
    Connections "connections" Integer
        "distinct entities met in at least two articles, more often than chance";
    ConnectionKinds "connection_kinds" List "connections of each kind: kind and number, most first";
    Strongest "strongest" List "ids of the connections that chance explains least, at most five";
    Cluster "cluster" Integer "rank of its cluster by size, from 1";
    ClusterKey "cluster_key" Text "id of its cluster's highest-ranked member";
    ClusterLabel "cluster_label" Text "label of its cluster";
    Stability "stability" Real "share of seeded runs that keep it with its cluster";
    Visibility "visibility" Real "mean degree of visibility over the periods (Yoon 2012)";
    Diffusion "diffusion" Real "mean degree of diffusion over the periods (Yoon 2012)";
    Growth "growth" Real "geometric mean growth of visibility";
    Trend "trend" Text "weak, strong, well_known, latent or undetermined";
    BurstStart "burst_start" Text "first period of its strongest burst";
    BurstEnd "burst_end" Text "last period of its strongest burst";
    BurstWeight "burst_weight" Real "weight of its strongest burst";
}

columns! {
    /// A column of edges that portent fills.
    EdgeColumn,
    /// Columns of edges, in order, after the ends, relation, weight and distance.
    EDGE_COLUMNS:
    Count "count" Integer "mentions in the article, or shared articles";
}
