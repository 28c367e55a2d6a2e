//! What a run did otherwise than asked, and what must be said beside its figures.

use std::path::PathBuf;

use jiff::civil::Date;
use portent_graph::cluster::stability::Stability;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod text;

pub use text::{counted, grouped};

/// Something that was capped, sampled, left out or replaced. It stands in the header of every file
/// and under every table; its [`Display`](std::fmt::Display) text is what a reader sees.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Remark {
    /// Read back from a file that holds remarks as text, or said by a room that has no form of its own for it.
    Read(String),
    /// Recurring phrases were taken from the text.
    Phrases {
        /// How many.
        phrases: usize,
        /// Articles that have one.
        articles: usize,
        /// Articles that had a mention before, and all articles, where their number is why.
        with_mentions: Option<[usize; 2]>,
    },
    /// A person's decision points to a name that is not there any more.
    DecisionOfUnknownName {
        /// The decisions file.
        path: PathBuf,
        /// Its line, counted from 1.
        line: u32,
        /// The name as written there.
        name: String,
        /// What may be meant, best first.
        nearest: Vec<String>,
    },
    /// Both columns of a person's decision are one mention.
    DecisionOfOneMention {
        /// The decisions file.
        path: PathBuf,
        /// Its line, counted from 1.
        line: u32,
    },
    /// What people's decisions changed, against what would have been without them.
    Decisions {
        /// Pairs of names that were decided.
        pairs: usize,
        /// Those decided same that would have been two things.
        joined: usize,
        /// Those decided different that would have been one thing.
        parted: usize,
        /// Decisions that point to nothing, or to one mention twice.
        without_effect: usize,
    },
    /// Too few rows teach vectors, so names are judged without those of the archive.
    TooFewForVectors {
        /// Rows with a description from which vectors are learned.
        least: usize,
    },
    /// Blocks of one blocking key were thinned.
    BlocksThinned {
        /// The blocking key.
        key: &'static str,
        /// How many blocks.
        blocks: usize,
        /// Names of one block that are all compared.
        most: usize,
        /// Neighbors with which each name of a larger block is compared.
        neighbors: usize,
        /// Names of the largest block.
        largest: usize,
    },
    /// Duplicates stay two entities, linked, because one would hold too many names.
    EntitiesFull {
        /// Pairs of duplicates that were not joined.
        pairs: usize,
        /// Names that one entity may hold.
        most: usize,
    },
    /// The groups of an archive were judged otherwise and are not used.
    ArchiveGroupsUnused,
    /// A limit leaves out the last rows of an answer.
    Shown {
        /// Rows that are shown.
        shown: usize,
        /// Rows that there are.
        all: usize,
        /// What they are, in the plural; empty where the answer says it.
        what: String,
    },
    /// A condition of a filter left out nodes.
    LeftOut {
        /// The field of [`Filter`](crate::property_graph::filter::Filter).
        condition: &'static str,
        /// How many nodes.
        nodes: usize,
    },
    /// The less frequent keys of articles share one column.
    AttributesShare {
        /// Keys that share it.
        keys: usize,
        /// Keys that have a column of their own.
        columns: usize,
    },
    /// The graph is a part of another.
    Part {
        /// The conditions that made it.
        conditions: String,
        /// Nodes of the part and of the whole.
        nodes: [usize; 2],
        /// Edges of the part and of the whole.
        edges: [usize; 2],
    },
    /// The graph is a drawable part of another.
    Drawable {
        /// Nodes of the part and of the whole.
        nodes: [usize; 2],
        /// Edges of the part and of the whole.
        edges: [usize; 2],
        /// Clusters with a node in the part, and all.
        clusters: [usize; 2],
        /// Chosen nodes that were left out, as they touch no other chosen one.
        lonely: usize,
        /// Columns of long texts that were left out.
        columns: Vec<String>,
    },
    /// The rule by which a drawable part was chosen.
    DrawableRule {
        /// How many strongest edges of each node are kept beside the forest.
        strongest: usize,
    },
    /// Trends were measured over a part of the mentions.
    TrendsOfPart,
    /// What the view `concepts` made of pairs of entities.
    ConceptPairs {
        /// Pairs that share enough articles.
        pairs: usize,
        /// How many articles are enough.
        min_shared: u32,
        /// Pairs left out as no more frequent than chance.
        by_chance: usize,
        /// The greatest probability that counts as more than chance.
        significance: f64,
        /// Pairs left out as beyond the best of both ends.
        beyond_best: usize,
        /// How many pairs of an end are its best.
        best: usize,
    },
    /// What the view `concepts` made of entities.
    ConceptEntities {
        /// Entities without a pair.
        left_out: usize,
        /// All entities.
        entities: usize,
    },
    /// How dates of numbers alone were read.
    DateOrder {
        /// Dates that can be read in two orders.
        dates: usize,
        /// One of them.
        example: String,
        /// The order in words; `None` where nothing tells it.
        order: Option<&'static str>,
        /// What told it.
        reason: String,
    },
    /// What stands for editions where articles name none.
    EditionsOfDates {
        /// Articles of one such step are an edition.
        step: &'static str,
        /// Why it is this step.
        reason: &'static str,
        /// Editions made of dates.
        editions: usize,
        /// Articles in them.
        articles: usize,
        /// Dated articles without an edition, as their date is less exact.
        without: usize,
    },
    /// What trends rest on.
    TrendCoverage {
        /// Dated articles with mentions, copies once.
        articles: u32,
        /// What a period is.
        period: &'static str,
        /// How many periods.
        periods: usize,
        /// The first and the last period.
        span: Option<[String; 2]>,
        /// Articles without a usable date.
        undated: u32,
    },
    /// Entities that trends tell nothing of.
    Undetermined {
        /// Fewer dated articles than this do not suffice.
        least_articles: u32,
        /// Fewer periods than this do not suffice.
        least_periods: usize,
        /// How many dated entities.
        entities: usize,
    },
    /// What the themes of periods are made of.
    Themes {
        /// What a period is.
        period: &'static str,
        /// Ideas of fewer articles of a period are in no theme.
        least_articles: u32,
        /// Clusters of fewer ideas are no theme.
        least_ideas: usize,
        /// Ideas in smaller clusters.
        small: usize,
        /// So many ideas of a period are clustered.
        foremost: usize,
        /// Ideas beyond those.
        beyond: usize,
        /// Periods without a theme.
        empty: usize,
    },
    /// When a theme follows from another.
    ThemeFlows {
        /// The least weighted inclusion.
        least: f64,
    },
    /// Dated articles on both sides of a day.
    Since {
        /// The day.
        day: Date,
        /// Before it.
        before: u32,
        /// On it or later.
        after: u32,
    },
    /// Only a part of the articles is dated.
    Dated {
        /// Dated articles.
        dated: u64,
        /// All articles.
        articles: u64,
    },
    /// How well the clusters part the graph.
    Modularity(f64),
    /// How much of the clusters chance decided.
    Stability {
        /// Runs that were compared.
        runs: u32,
        /// Mean stability of the nodes.
        overall: f64,
        /// The share of nodes in stable clusters.
        in_stable: f64,
        /// Modularity of the clusters, and that of random graphs of the same degrees where it was asked.
        modularity: (f64, Option<f64>),
        /// Whether the clusters are more than chance.
        structure: bool,
    },
    /// How many clusters of an earlier graph stayed.
    ClustersStayed {
        /// Those that stayed.
        stayed: usize,
        /// All of that size.
        clusters: usize,
        /// They have more members than this.
        larger_than: usize,
    },
    /// What an edition brought.
    Digest {
        /// Label of the edition.
        edition: String,
        /// Its articles.
        articles: usize,
        /// Counts of each sort.
        brought: String,
    },
    /// Changes between two graphs that do not follow from pages that differ.
    Drift {
        /// How many.
        changes: usize,
        /// Pages that differ.
        pages: usize,
        /// How many of each sort.
        counts: String,
    },
    /// No path joins two things.
    Unconnected([String; 2]),
    /// The graph was written without the mentions that would be evidence.
    NoEvidence,
    /// Links between articles count in measures and clusters, as they outnumber what mentions join.
    LinksMeasured {
        /// Edges of links.
        links: usize,
        /// Edges of mentions and tags.
        mentions: usize,
    },
    /// VOSviewer takes no more clusters.
    ClustersFolded {
        /// Clusters that became one.
        clusters: i64,
        /// The most that it takes.
        most: i64,
    },
    /// Only the foremost entities have a note.
    VaultCapped {
        /// Notes.
        notes: usize,
        /// Entities.
        entities: usize,
    },
    /// The page holds only the foremost nodes.
    PageCapped {
        /// Nodes of the page.
        shown: usize,
        /// Nodes of the graph.
        nodes: usize,
    },
}

/// What remarks on how names were compared begin with.
const BLOCKING: &str = "blocking by ";
/// What the remark on the rule of drawable parts begins with.
const RULE: &str = "drawable nodes: ";

impl Remark {
    /// Whether it tells how the work was done, and nothing that changes how a result is read. One that was read back
    /// from a file is known by its first words.
    ///
    /// ```
    /// use portent::remark::Remark;
    /// assert!(Remark::from("blocking by words: 3 blocks".to_owned()).is_internal());
    /// assert!(!Remark::TrendsOfPart.is_internal());
    /// ```
    #[must_use]
    pub fn is_internal(&self) -> bool {
        match self {
            Self::Read(text) => text.starts_with(BLOCKING) || text.starts_with(RULE),
            Self::BlocksThinned { .. } | Self::DrawableRule { .. } => true,
            _ => false,
        }
    }

    /// A limit shows `shown` of `all` rows.
    #[must_use]
    pub fn shown(shown: usize, all: usize, what: impl Into<String>) -> Self {
        Self::Shown { shown, all, what: what.into() }
    }
}

impl From<&Stability> for Remark {
    fn from(found: &Stability) -> Self {
        Self::Stability {
            runs: found.runs,
            overall: found.overall,
            in_stable: found.in_stable,
            modularity: (found.modularity, found.by_chance),
            structure: found.has_structure(),
        }
    }
}

impl From<String> for Remark {
    fn from(text: String) -> Self {
        Self::Read(text)
    }
}

impl Serialize for Remark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Remarks of a file are text.
impl<'de> Deserialize<'de> for Remark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::Read)
    }
}

#[cfg(test)]
mod tests {
    use super::{Remark, Stability};

    #[test]
    fn the_remark_on_stability_tells_structure_from_chance() {
        let said = |found: &Stability| Remark::from(found).to_string();
        let stable = Stability { overall: 0.8, runs: 10, modularity: 0.7, ..Stability::default() };
        assert_eq!(said(&stable), "stability of the clusters over 10 runs: 0.80");
        let cut_anyhow = Stability { overall: 0.3, in_stable: 0.25, by_chance: Some(0.4), ..stable };
        let text = said(&cut_anyhow);
        assert!(text.contains("25 % of the nodes are in clusters of 0.5 or more"), "{text}");
        assert!(text.contains("the structure is not chance (modularity 0.700, random graphs"), "{text}");
        let chance = Stability { modularity: 0.41, ..cut_anyhow };
        assert!(said(&chance).starts_with("no structure: over 10 runs"));
    }

    #[test]
    fn a_remark_is_written_as_its_text_and_read_back_as_text() {
        let remark = Remark::LeftOut { condition: "kinds", nodes: 1 };
        let json = serde_json::to_string(&remark).unwrap();
        assert_eq!(json, "\"kinds left out 1 node\"");
        assert_eq!(
            serde_json::from_str::<Remark>(&json).unwrap(),
            Remark::Read("kinds left out 1 node".into())
        );
    }
}
