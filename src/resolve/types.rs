//! What resolution speaks of: names, pairs of names, entities, links.

use std::sync::Arc;

use crate::parse::{KindId, MentionId};
use crate::remark::Remark;
use portent_graph::index::TiVec;

portent_graph::index_type! {
    /// Index of a name in [`Resolution::names`]; names are sorted by kind, then normalized form.
    pub struct NameId;
    /// Index of an entity in [`Resolution::entities`].
    pub struct EntityId;
}

/// A kind plus a normalized name: the unit that resolution compares.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// What sort of thing it names.
    pub kind: KindId,
    /// The comparison form.
    pub normal: String,
    /// The most usual way of writing it (ties: first in article order).
    pub label: String,
    /// All mentions that use it, in order.
    pub mentions: Vec<MentionId>,
}

/// One of two ends: of a pair of names `a`, `b`, or of a link of entities `a`, `b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// The first, which is the smaller.
    A,
    /// The second.
    B,
}

impl End {
    /// The other end.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// What is said of a pair of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// One thing under two names.
    Duplicate,
    /// One holds all that the other names and more: the end is the broader one.
    Broader(End),
    /// Worth a link, none of the above.
    Related,
    /// Neither.
    Distinct,
}

impl Verdict {
    /// The verdict among duplicate, related and distinct, which labels tell apart: what is broader is related.
    #[must_use]
    pub fn of_three(self) -> Self {
        if let Self::Broader(_) = self { Self::Related } else { self }
    }
}

/// How well two names fit into one group, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// They may share one.
    Good,
    /// They may, if nearly all others of their groups fit well.
    Doubtful,
    /// Never.
    None,
}

/// A judged pair of names, `a < b`. Pairs that are distinct are not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The smaller name.
    pub a: NameId,
    /// The larger name.
    pub b: NameId,
    /// How sure we are that they are one thing, 0 to 1.
    pub probability: f64,
    /// The verdict.
    pub verdict: Verdict,
    /// A guard vetoed a merge; an explanation names it.
    pub guarded: bool,
    /// A person's decision made the verdict.
    pub decided: bool,
}

/// The names judged to be one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Of which kind.
    pub kind: KindId,
    /// Its canonical name as written.
    pub label: String,
    /// The other written forms, sorted, without the label.
    pub aliases: Vec<String>,
    /// Its names, sorted.
    pub names: Vec<NameId>,
    /// How sure it is that each of its names is what its label names: their match probability, 1 for the label itself.
    /// Indexed like `names`.
    pub certainty: Vec<f64>,
    /// The pair of its names with the least match probability; `None` for a single name.
    pub weakest: Option<(NameId, NameId, f64)>,
    /// What speaks most for that pair: at most three features with their values and log-odds, the strongest first.
    pub reasons: Vec<String>,
}

impl Entity {
    /// How many of its names are to be expected to name another thing.
    #[must_use]
    pub fn expected_wrong(&self) -> f64 {
        self.certainty.iter().map(|certainty| 1.0 - certainty).sum()
    }
}

/// How two entities are linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkRelation {
    /// One kind, duplicates that the bound, or [`DuplicateMode::Link`](crate::resolve::DuplicateMode::Link), keeps apart.
    Duplicate,
    /// Two kinds, one idea.
    Restates,
    /// One holds all that the other names and more: the end is the broader one. At most the three best broader and the
    /// twelve best narrower entities a node.
    Broader(End),
    /// Related: at most the three best a node.
    Similar,
}

impl LinkRelation {
    /// Whether both ends name one thing.
    #[must_use]
    pub fn is_one_thing(self) -> bool {
        matches!(self, Self::Duplicate | Self::Restates)
    }
}

/// A link between two entities, `a < b`, one a pair at most (duplicate before restates before broader before similar).
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The smaller entity.
    pub a: EntityId,
    /// The larger entity.
    pub b: EntityId,
    /// What joins them.
    pub relation: LinkRelation,
    /// The best match probability between their names, 0 < p <= 1.
    pub probability: f64,
}

/// The result: every mention belongs to one name, every name to one entity.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resolution {
    /// Distinct names, sorted by kind, then normalized form.
    pub names: Arc<TiVec<NameId, Name>>,
    /// The name of each mention.
    pub name_of: TiVec<MentionId, NameId>,
    /// Entities, sorted by their first name.
    pub entities: TiVec<EntityId, Entity>,
    /// The entity of each name.
    pub entity_of: TiVec<NameId, EntityId>,
    /// Judged pairs that are not distinct, sorted by (a, b).
    pub pairs: Vec<Pair>,
    /// Links between entities, sorted by (a, b).
    pub links: Vec<Link>,
    /// Remarks for the user: caps that bit, fall-backs, stale decisions.
    pub remarks: Vec<Remark>,
}
