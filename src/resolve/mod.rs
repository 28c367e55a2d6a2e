//! Judges which names are one thing: names -> candidate pairs -> verdicts -> entities.

pub mod acronym;
pub mod agglomerate;
pub mod align;
pub mod block;
pub mod canonical;
pub mod decisions;
pub mod description;
pub mod evaluate;
pub mod evidence;
pub mod explain;
pub mod frozen;
pub mod guard;
pub mod judge;
pub mod lexicon;
pub mod link;
pub mod model;
pub mod names;
pub mod normalize;
mod numbered;
pub mod pairs;
#[cfg(test)]
pub(crate) mod sample;
pub mod senses;
mod spelling;
mod stems;
#[cfg(test)]
mod tests;
pub mod train;
pub mod vectors;
mod verdicts;
pub mod words;

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::agglomerate::{Bond, Groups};
use self::decisions::{Decided, Decision};
use self::judge::Judge;
use self::model::Model;
use self::vectors::Vectors;
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
    /// A guard vetoed a merge; [`explain`] names it.
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
    /// The pair of its names with the least match probability; `None` for a single name.
    pub weakest: Option<(NameId, NameId, f64)>,
    /// What speaks most for that pair: at most three features with their values and log-odds, the strongest first.
    pub reasons: Vec<String>,
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
    /// Where the vectors of words come from; default the corpus.
    pub learning: Learning,
    /// Weights of the match model; default those that portent ships ([`model::SHIPPED`]).
    pub model: Option<Arc<Model>>,
    /// Least match probability of a duplicate; default that of the weights.
    pub threshold: Option<f64>,
}

/// Where the vectors of words come from.
#[derive(Debug, Clone, Default)]
pub enum Learning {
    /// From the rows that are read; strings alone where they are too few.
    #[default]
    FromCorpus,
    /// From a file, or [`frozen::freeze`]: the verdict on two names depends on what is said of them alone, and names
    /// that the archive held stay in the entities that they had there.
    Given(Arc<Vectors>),
    /// Strings alone.
    Never,
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
/// 1. mentions with equal names of one kind become a name ([`names`](mod@names));
/// 2. [`block`] brings names together, [`judge`] gives each pair a verdict;
/// 3. people's [`decisions`] replace verdicts;
/// 4. [`agglomerate`] joins names into entities, [`canonical`] labels them, [`link`] joins entities.
///
/// Time and memory grow with the names times the caps of [`block::BLOCKING_KEYS`].
///
/// # Errors
/// [`Error::Malformed`] where the decisions file cannot be used.
pub fn resolve(corpus: &Corpus, options: &ResolveOptions) -> Result<Resolution, Error> {
    let decisions = read_decisions(corpus, options)?;
    let (names, name_of) = names::names(corpus, &decisions::split_mentions(&decisions, corpus));
    let path = options.decisions.as_ref().map(|file| file.0.as_path()).unwrap_or(Path::new(""));
    let decided = decisions::bind(path, &decisions, corpus, (&names, &name_of))?;
    if options.mode == DuplicateMode::Off {
        return Ok(equal_names_only(corpus, names, name_of, decided.remarks));
    }
    let judge = Judge::new(corpus, &names, options);
    let (near, near_remark) = judge.neighbors();
    let candidates =
        block::candidates(judge.lexicon(), &names, near.as_ref(), |a, b| judge.is_worthwhile(a, b));
    let cells = near.map_or_else(Vec::new, |near| near.cells);
    let pairs = verdicts::judge_all(&judge, &candidates.pairs, &cells, &decided);
    let groups = match options.mode {
        DuplicateMode::Merge => {
            let frozen = frozen_groups(corpus, (&names, &decided), options);
            group(&judge, &names, &pairs, (&decided, &frozen))
        }
        DuplicateMode::Link | DuplicateMode::Off => single_names(names.len()),
    };
    let size_remark = size_remark(&groups);
    let mut entities = canonical::entities(corpus, &names, groups);
    entities.par_iter_mut().for_each(|entity| entity.reasons = verdicts::reasons(&judge, entity, &decided));
    let mut remarks = decided.remarks;
    remarks.extend(judge.remarks.iter().cloned());
    remarks.extend(candidates.remarks);
    remarks.extend(near_remark);
    remarks.extend(size_remark);
    remarks.extend(frozen_remark(options));
    let entity_of = entity_of(&entities, names.len());
    let links = link::links(&entities, &entity_of, &pairs);
    Ok(Resolution { names, name_of, entities, entity_of, pairs, links, remarks })
}

fn read_decisions(corpus: &Corpus, options: &ResolveOptions) -> Result<Vec<Decision>, Error> {
    match &options.decisions {
        Some((path, text)) => decisions::read(path, text, &corpus.schema),
        None => Ok(Vec::new()),
    }
}

/// Every name is an entity, and nothing is linked.
fn equal_names_only(
    corpus: &Corpus,
    names: Vec<Name>,
    name_of: Vec<NameId>,
    remarks: Vec<String>,
) -> Resolution {
    let entities = canonical::entities(corpus, &names, single_names(names.len()));
    let entity_of = entity_of(&entities, names.len());
    Resolution { names, name_of, entities, entity_of, remarks, ..Resolution::default() }
}

fn single_names(names: usize) -> Groups {
    let members = (0..).take(names).map(|id| vec![NameId(id)]).collect();
    Groups { members, weakest: vec![None; names], refused_by_size: 0 }
}

/// The group that each name had in a frozen archive; none for names that were not there or that decisions speak of.
fn frozen_groups(
    corpus: &Corpus,
    (names, decided): (&[Name], &Decided),
    options: &ResolveOptions,
) -> Vec<Option<u32>> {
    let Learning::Given(vectors) = &options.learning else { return vec![None; names.len()] };
    let Some(frozen) = &vectors.frozen else { return vec![None; names.len()] };
    let mut groups = frozen.groups(corpus, names, options);
    for (a, b) in decided.same.iter().chain(&decided.different) {
        groups[a.0 as usize] = None;
        groups[b.0 as usize] = None;
    }
    groups
}

fn frozen_remark(options: &ResolveOptions) -> Option<String> {
    let Learning::Given(vectors) = &options.learning else { return None };
    let frozen = vectors.frozen.as_ref().filter(|frozen| !frozen.is_judged_by(options));
    frozen.map(|_| {
        "the groups of the vectors file are not used: other weights or another threshold made them".into()
    })
}

/// Joins names: groups of a frozen archive and of people's decisions stand first, and two of an archive never join.
fn group(
    judge: &Judge<'_>,
    names: &[Name],
    pairs: &[Pair],
    (decided, frozen): (&Decided, &[Option<u32>]),
) -> Groups {
    let kind = |id: NameId| names[id.0 as usize].kind;
    let decided_groups: Vec<Vec<NameId>> = within_kinds(&decided.together, kind);
    let strong: Vec<(NameId, NameId, f64)> = (pairs.iter())
        .filter(|pair| pair.verdict == Verdict::Duplicate && kind(pair.a) == kind(pair.b))
        .map(|pair| (pair.a, pair.b, pair.probability))
        .collect();
    let mut group_of: FxHashMap<NameId, usize> = FxHashMap::default();
    for (at, group) in decided_groups.iter().enumerate() {
        group_of.extend(group.iter().map(|&id| (id, at)));
    }
    let apart = |a: NameId, b: NameId| {
        let groups = frozen[a.0 as usize].zip(frozen[b.0 as usize]);
        groups.is_some_and(|(x, y)| x != y) || decided.different.binary_search(&(a.min(b), a.max(b))).is_ok()
    };
    let together = [decided_groups, frozen_members(frozen, kind)].concat();
    agglomerate::agglomerate(names.len(), &together, &strong, |a, b| {
        if apart(a, b) {
            return Bond { verdict: Verdict::Distinct, probability: 0.0 };
        }
        if group_of.get(&a).is_some_and(|group| group_of.get(&b) == Some(group)) {
            return Bond { verdict: Verdict::Duplicate, probability: 1.0 };
        }
        let found = judge.judge(a, b);
        Bond { verdict: found.verdict, probability: found.probability }
    })
}

/// The names of each frozen group of two or more.
fn frozen_members(frozen: &[Option<u32>], kind: impl Fn(NameId) -> KindId) -> Vec<Vec<NameId>> {
    let known = (0..).map(NameId).zip(frozen).filter_map(|(id, group)| Some((kind(id), (*group)?, id)));
    let mut known: Vec<(KindId, u32, NameId)> = known.collect();
    known.sort_unstable();
    let groups = known.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|group| group.len() > 1);
    groups.map(|group| group.iter().map(|entry| entry.2).collect()).collect()
}

/// Decided groups, parted by kind: across kinds names are linked, never merged.
fn within_kinds(groups: &[Vec<NameId>], kind: impl Fn(NameId) -> KindId) -> Vec<Vec<NameId>> {
    let parted = groups.iter().flat_map(|group| group.chunk_by(|&a, &b| kind(a) == kind(b)));
    parted.filter(|group| group.len() > 1).map(<[NameId]>::to_vec).collect()
}

fn size_remark(groups: &Groups) -> Option<String> {
    (groups.refused_by_size > 0).then(|| {
        format!(
            "{} pairs of duplicates stay linked: an entity holds at most {} names",
            groups.refused_by_size,
            agglomerate::MAX_NAMES
        )
    })
}

fn entity_of(entities: &[Entity], names: usize) -> Vec<EntityId> {
    let mut entity_of = vec![EntityId(0); names];
    for (id, entity) in (0..).map(EntityId).zip(entities) {
        for name in &entity.names {
            entity_of[name.0 as usize] = id;
        }
    }
    entity_of
}

/// Reads and binds a decisions file.
fn bound_decisions(
    path: &Path,
    text: &str,
    corpus: &Corpus,
    names: (&[Name], &[NameId]),
) -> Result<Decided, Error> {
    decisions::bind(path, &decisions::read(path, text, &corpus.schema)?, corpus, names)
}
