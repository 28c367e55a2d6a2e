//! The registry of measures: every column of nodes with its name, type, unit, meaning, paper and function.
//!
//! Columns and their order, the JSON Schema, `top` and the table of the documents follow from it. To add a measure, write a
//! function of [`Stages`] or [`Trends`] and one line here.

use super::columns::{ColumnSpec, ColumnType};
use super::fill::from_stages::{self, Stages};
use super::fill::over_time::{self, Trends};
use crate::analysis::centrality::{betweenness, closeness, core, degree, eigenvector, pagerank, strength};
use crate::analysis::cluster::{label, leiden, membership};
use crate::analysis::{burst, connections, trend};
use crate::columns::Values;

/// How a measure of a merged node follows from those of its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combine {
    /// Distinct neighbors, connections, articles or editions of all members as one.
    Union,
    /// The sum.
    Sum,
    /// The greatest.
    Greatest,
}

/// What fills a column.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fill {
    /// The results of the stages.
    Stages(fn(&Stages<'_>) -> Values),
    /// The mentions in time.
    Trends(fn(&Trends<'_>) -> Values),
}

/// What is known of a column of nodes.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// Name, type and meaning.
    pub spec: ColumnSpec,
    /// What it counts or holds: `articles`, `share`, `day`.
    pub unit: &'static str,
    /// Where it is defined; `None` for a plain count or text.
    pub paper: Option<&'static str>,
    /// How it is computed, for the header of the graph, where there is one way only.
    pub method: Option<&'static str>,
    /// How merged nodes combine it; `None` for what nobody ranks by.
    pub combine: Option<Combine>,
    pub(super) fill: Fill,
}

impl Measure {
    const fn new(spec: ColumnSpec, unit: &'static str, fill: Fill) -> Self {
        Self { spec, unit, paper: None, method: None, combine: None, fill }
    }

    const fn paper(self, paper: &'static str) -> Self {
        Self { paper: Some(paper), ..self }
    }

    const fn method(self, method: &'static str) -> Self {
        Self { method: Some(method), ..self }
    }

    const fn ranks(self, combine: Combine) -> Self {
        Self { combine: Some(combine), ..self }
    }
}

/// Defines the enum of columns and what is known of each:
/// `Variant "name" Type "unit" "meaning" = function, property(value) …;`.
macro_rules! measures {
    ($($variant:ident $name:literal $type_:ident $unit:literal $summary:literal
       = $source:ident($fill:expr) $(, $property:ident($value:expr))*;)+) => {
        /// A column of nodes that portent fills.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum NodeColumn {
            $(#[doc = $summary] $variant,)+
        }

        impl NodeColumn {
            /// All of them, in the order in which files hold them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// All that is known of it.
            #[must_use]
            pub const fn measure(self) -> Measure {
                match self {
                    $(Self::$variant => {
                        let spec = ColumnSpec { name: $name, type_: ColumnType::$type_, summary: $summary };
                        Measure::new(spec, $unit, Fill::$source($fill))$(.$property($value))*
                    })+
                }
            }
        }

        /// Columns of nodes, in the order in which files hold them, after id, kind and label.
        pub static NODE_COLUMNS: &[ColumnSpec] = &[$(NodeColumn::$variant.spec()),+];
    };
}

measures! {
    Aliases "aliases" List "texts" "other written forms of its name" = Stages(from_stages::aliases);
    MergeProbability "merge_probability" Real "probability"
        "match probability of the least sure pair of the names that became one"
        = Stages(from_stages::merge_probability);
    MergePair "merge_pair" List "texts" "the two names of that pair" = Stages(from_stages::merge_pair);
    MergeReasons "merge_reasons" List "texts" "what speaks most for that pair: feature, value, log-odds"
        = Stages(from_stages::merge_reasons);
    Description "description" Text "text" "description of the most relevant mention"
        = Stages(|stages| from_stages::of_mentions(stages, |mention| mention.description.clone()));
    Change "change" Text "text" "change, of the most relevant mention of a signal"
        = Stages(|stages| from_stages::attribute(stages, "change"));
    TenYear "ten_year" Text "text" "ten-year horizon, of the most relevant mention of a signal"
        = Stages(|stages| from_stages::attribute(stages, "ten_year"));
    DrivingForce "driving_force" Text "text" "driving force, of the most relevant mention of a signal"
        = Stages(|stages| from_stages::attribute(stages, "driving_force"));
    Link "link" Text "URL" "external link of an article or edition" = Stages(from_stages::links);
    Category "category" Text "text" "category of an article"
        = Stages(|stages| from_stages::of_articles(stages, |article| article.category.as_ref()));
    Type "type" Text "text" "type of an article"
        = Stages(|stages| from_stages::of_articles(stages, |article| article.type_.as_ref()));
    Author "author" Text "text" "who wrote an article, as it says itself"
        = Stages(|stages| from_stages::said(stages, "author"));
    Source "source" Text "text" "where an article appeared, as it says itself"
        = Stages(|stages| from_stages::said(stages, "source"));
    Language "language" Text "text" "language of an article, as it says itself"
        = Stages(|stages| from_stages::said(stages, "language"));
    Summary "summary" Text "text" "summary of an article"
        = Stages(|stages| from_stages::of_articles(stages, |article| article.summary.as_ref()));
    Path "path" Text "path" "file of an article"
        = Stages(|stages| from_stages::of_articles(stages, |article| Some(&article.path)));
    Mentions "mentions" Integer "mentions" "rows and bullets that mention it"
        = Stages(|stages| from_stages::counted(stages, |counts| counts.mentions)), ranks(Combine::Sum);
    Articles "articles" Integer "articles" "distinct articles that mention it, copies once"
        = Stages(|stages| from_stages::counted(stages, |counts| counts.articles)), ranks(Combine::Union);
    Sources "sources" Integer "domains" "distinct link domains of those articles"
        = Stages(|stages| from_stages::counted(stages, |counts| counts.sources)), ranks(Combine::Greatest);
    Editions "editions" Integer "editions" "distinct editions of those articles"
        = Stages(|stages| from_stages::counted(stages, |counts| counts.editions)), ranks(Combine::Union);
    FirstSeen "first_seen" Date "day" "date of its first article; of an edition its own"
        = Stages(|stages| Values::Date(from_stages::recurrence(stages, |counts| counts.first_seen)));
    LastSeen "last_seen" Date "day" "date of its last article; of an edition its own"
        = Stages(|stages| Values::Date(from_stages::recurrence(stages, |counts| counts.last_seen)));
    DatePrecision "date_precision" Text "week, month, quarter or year"
        "how exactly the date of an article is known; missing for a day" = Stages(from_stages::date_precision);
    RelevancyMean "relevancy_mean" Real "relevancy, as the articles write it" "mean relevancy of its mentions"
        = Stages(|stages| Values::Real(from_stages::recurrence(stages, |counts| counts.relevancy_mean)));
    RelevancyMax "relevancy_max" Real "relevancy, as the articles write it" "greatest relevancy of its mentions"
        = Stages(|stages| Values::Real(from_stages::recurrence(stages, |counts| counts.relevancy_max)));
    Degree "degree" Integer "edges" "edges of the measured relations"
        = Stages(|stages| from_stages::integers(&stages.parts.analysis.degree)),
        paper(degree::CENTRALITY.paper), method("edges of the measured relations"), ranks(Combine::Union);
    Strength "strength" Real "weight" "summed weight of those edges"
        = Stages(|stages| from_stages::reals(&stages.parts.analysis.strength)),
        paper(strength::CENTRALITY.paper), method("sum of weight"), ranks(Combine::Sum);
    PageRank "pagerank" Real "share" "PageRank, damping 0.85, weighted, sums to 1"
        = Stages(|stages| from_stages::reals(&stages.parts.analysis.pagerank)),
        paper(pagerank::CENTRALITY.paper), method("damping 0.85, weight"), ranks(Combine::Sum);
    Betweenness "betweenness" Real "pairs of nodes" "shortest paths through it, each pair once"
        = Stages(|stages| from_stages::reals(&stages.parts.analysis.betweenness)),
        paper(betweenness::CENTRALITY.paper), ranks(Combine::Greatest);
    Closeness "closeness" Real "sum of 1 / distance" "harmonic closeness"
        = Stages(|stages| from_stages::reals(&stages.parts.analysis.closeness)),
        paper(closeness::CENTRALITY.paper), ranks(Combine::Greatest);
    Eigenvector "eigenvector" Real "from 0 to 1" "eigenvector centrality of A + I, per component"
        = Stages(|stages| from_stages::reals(&stages.parts.analysis.eigenvector)),
        paper(eigenvector::CENTRALITY.paper), method("weight, of A + I, per component"), ranks(Combine::Greatest);
    Core "core" Integer "edges" "core number"
        = Stages(|stages| from_stages::integers(&stages.parts.analysis.core)),
        paper(core::CENTRALITY.paper), method("edges of the measured relations"), ranks(Combine::Greatest);
    Connections "connections" Integer "entities"
        "distinct entities met in at least two articles, more often than chance"
        = Stages(from_stages::connections), paper(connections::PAPER),
        method("shared articles >= 2, hypergeometric p <= 0.05, copies and near-copies once"), ranks(Combine::Union);
    ConnectionKinds "connection_kinds" List "kind and entities"
        "connections of each kind: kind and number, most first" = Stages(from_stages::connection_kinds);
    Strongest "strongest" List "ids" "ids of the connections that chance explains least, at most five"
        = Stages(from_stages::strongest), paper(connections::PAPER);
    Cluster "cluster" Integer "rank" "rank of its cluster by size, from 1"
        = Stages(from_stages::clusters), paper(leiden::PAPER);
    ClusterKey "cluster_key" Text "id" "id of its cluster's highest-ranked member"
        = Stages(|stages| from_stages::of_clusters(stages, |card| &card.key));
    ClusterLabel "cluster_label" Text "text" "label of its cluster"
        = Stages(|stages| from_stages::of_clusters(stages, |card| &card.label)), paper(label::PAPER);
    Membership "membership" Real "share" "share of its edge weight that stays in its cluster"
        = Stages(|stages| from_stages::memberships(stages, |membership| Some(membership.own))),
        paper(membership::PAPER), method("share of weight within its cluster");
    SecondCluster "second_cluster" Integer "rank" "rank of the cluster that holds the next largest share of that weight"
        = Stages(from_stages::second_clusters), paper(membership::PAPER);
    SecondMembership "second_membership" Real "share" "share of its edge weight that leads to its second cluster"
        = Stages(|stages| from_stages::memberships(stages, |membership| Some(membership.second?.1)));
    Stability "stability" Real "share" "share of seeded runs that keep it with its cluster"
        = Stages(|stages| Values::Real(stages.parts.analysis.stability.clone().unwrap_or_default()));
    Visibility "visibility" Real "mentions an article, weighted by time"
        "mean degree of visibility over the periods (Yoon 2012)"
        = Trends(|trends| over_time::reals(trends, |trend| Some(trend.degree[0]))), paper(trend::PAPER);
    Diffusion "diffusion" Real "share of articles, weighted by time"
        "mean degree of diffusion over the periods (Yoon 2012)"
        = Trends(|trends| over_time::reals(trends, |trend| Some(trend.degree[1]))), paper(trend::PAPER);
    Growth "growth" Real "share a period" "geometric mean growth of visibility"
        = Trends(|trends| over_time::reals(trends, |trend| Some(trend.growth?[0]))), paper(trend::PAPER);
    Trend "trend" Text "class" "weak, strong, well_known, latent or undetermined"
        = Trends(over_time::classes), paper(trend::PAPER);
    BurstStart "burst_start" Text "period" "first period of its strongest burst"
        = Trends(|trends| over_time::texts(trends, |trend| Some(trends.label(trend.burst?.start)))), paper(burst::PAPER);
    BurstEnd "burst_end" Text "period" "last period of its strongest burst"
        = Trends(|trends| over_time::texts(trends, |trend| Some(trends.label(trend.burst?.end)))), paper(burst::PAPER);
    BurstWeight "burst_weight" Real "log-likelihood" "weight of its strongest burst"
        = Trends(|trends| over_time::reals(trends, |trend| Some(trend.burst?.weight))), paper(burst::PAPER);
}

impl NodeColumn {
    /// Name, type and meaning.
    #[must_use]
    pub const fn spec(self) -> ColumnSpec {
        self.measure().spec
    }

    /// The name in every file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.spec().name
    }

    /// What entities can be ranked by, and how merged nodes combine it.
    pub fn ranking() -> impl Iterator<Item = (Self, Combine)> {
        Self::ALL.iter().filter_map(|&column| Some((column, column.measure().combine?)))
    }
}

impl AsRef<str> for NodeColumn {
    fn as_ref(&self) -> &str {
        self.name()
    }
}

#[cfg(test)]
mod tests {
    use super::{ColumnType, NodeColumn};
    use crate::analysis::centrality::CENTRALITIES;

    #[test]
    fn every_centrality_is_a_column_with_its_paper_and_ranks() {
        for centrality in CENTRALITIES {
            let column = NodeColumn::ALL.iter().find(|column| column.name() == centrality.name);
            let measure = column.unwrap_or_else(|| panic!("no column for {}", centrality.name)).measure();
            assert_eq!(measure.paper, Some(centrality.paper), "{}", centrality.name);
            assert!(measure.combine.is_some(), "{}", centrality.name);
        }
    }

    #[test]
    fn numbers_alone_rank() {
        for (column, _) in NodeColumn::ranking() {
            assert!(matches!(column.spec().type_, ColumnType::Integer | ColumnType::Real), "{column:?}");
        }
    }

    #[test]
    fn no_two_columns_share_a_name() {
        let mut names: Vec<&str> = NodeColumn::ALL.iter().map(|column| column.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), NodeColumn::ALL.len());
    }
}
