//! Judges which names are one thing: names -> candidate pairs -> verdicts -> entities.

pub mod judge;

use crate::error::Error;
use crate::parse::{Corpus, KindId, MentionId};

/// Index of a name in [`Resolution::names`]; names are sorted by kind, then normalised form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub u32);

/// Index of an entity in [`Resolution::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// A kind plus a normalised name: the unit that resolution compares.
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

/// What is said of a pair of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// One thing under two names.
    Duplicate,
    /// Worth a link, not the same.
    Related,
    /// Neither.
    Distinct,
}

/// A judged pair of names, `a < b`. Only pairs with a verdict of duplicate or related are kept.
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
    /// The guard that vetoed a merge, by its name.
    pub guard: Option<&'static str>,
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
    /// The pair of its names with the least match probability; `None` for a single name.
    pub weakest: Option<(NameId, NameId, f64)>,
}

/// How two entities are linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkRelation {
    /// One kind, duplicates that the bound (or `--duplicates link`) keeps apart.
    Duplicate,
    /// Two kinds, one idea.
    Restates,
    /// Related: at most the three best a node.
    Similar,
}

/// A link between two entities, `a < b`, one a pair at most (duplicate before restates before similar).
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

/// What becomes of duplicates of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DuplicateMode {
    /// They become one entity.
    #[default]
    Merge,
    /// Every name stays an entity; duplicates are linked.
    Link,
    /// Equal names only; no links.
    Off,
}

/// How resolution works.
#[derive(Debug, Clone, Default)]
pub struct ResolveOptions {
    /// What becomes of duplicates; default merge.
    pub mode: DuplicateMode,
    /// The text and path of a decisions file; default none.
    pub decisions: Option<(std::path::PathBuf, String)>,
    /// Seed of everything random; default 0.
    pub seed: u64,
}

/// The result: every mention belongs to one name, every name to one entity.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resolution {
    /// Distinct names, sorted by kind, then normalised form.
    pub names: Vec<Name>,
    /// The name of each mention, indexed by mention.
    pub name_of: Vec<NameId>,
    /// Entities, sorted by their first name.
    pub entities: Vec<Entity>,
    /// The entity of each name, indexed by name.
    pub entity_of: Vec<EntityId>,
    /// Judged pairs with a verdict of duplicate or related, sorted by (a, b).
    pub pairs: Vec<Pair>,
    /// Links between entities, sorted by (a, b).
    pub links: Vec<Link>,
    /// Remarks for the user: caps that bit, fall-backs, stale decisions.
    pub remarks: Vec<String>,
}

/// Resolves the names of a corpus.
///
/// # Errors
/// [`Error::Malformed`] where the decisions file cannot be used.
pub fn resolve(corpus: &Corpus, options: &ResolveOptions) -> Result<Resolution, Error> {
    let _ = (corpus, options);
    Ok(Resolution::default())
}
