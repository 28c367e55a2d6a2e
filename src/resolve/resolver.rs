//! One corpus, many questions: names are read, vectors learned and decisions bound once.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::error::Error;
use crate::parse::{Corpus, MentionId};
use crate::remark::Remark;
use crate::resolve::archive::contents::judged_by;
use crate::resolve::blocking::{self, Candidates};
use crate::resolve::decisions::{self, Decided, Writer};
use crate::resolve::embedding::map::CellId;
use crate::resolve::entities::agglomerate::{Groups, MAX_NAMES};
use crate::resolve::entities::effect::Undecided;
use crate::resolve::entities::grouping::{ArchivedGroups, entity_of, group, single_names};
use crate::resolve::entities::likeness::{Judged, Likeness};
use crate::resolve::entities::{canonical, effect, link, whole};
use crate::resolve::judging::forest;
use crate::resolve::judging::judge::Judge;
use crate::resolve::judging::{precision, verdicts};
use crate::resolve::names::grouping::names;
use crate::resolve::options::{DuplicateMode, ResolveOptions};
use crate::resolve::types::{Entity, EntityId, Name, NameId, Pair, Resolution};
use portent_graph::index::TiVec;
use portent_graph::parallel;

/// Entities that one task gives reasons for.
const ENTITIES_A_TASK: usize = 128;

/// What is known of the names of one corpus, made once and then asked.
///
/// Each answer rests on parts that are made when the first question needs them, and kept: vectors are
/// trained at most once, whatever is asked and how often. Questions may come from many threads.
///
/// ```
/// use portent::parse::{ReadOptions, read};
/// use portent::resolve::{ResolveOptions, Resolver, Verdict};
/// let corpus = read(&["fixtures/articles".into()], &ReadOptions::default())?;
/// let resolver = Resolver::new(&corpus, ResolveOptions::default())?;
/// println!("{} entities", resolver.resolution().entities.len());
/// let found = resolver.explain("Cas9 Gene Editing", "technology: Cas12 Gene Editing")?;
/// assert_eq!((found.guard, found.verdict), (Some("number"), Verdict::Related));
/// # Ok::<(), portent::Error>(())
/// ```
pub struct Resolver<'c> {
    pub(crate) corpus: &'c Corpus,
    pub(crate) options: ResolveOptions,
    pub(crate) names: Arc<TiVec<NameId, Name>>,
    name_of: TiVec<MentionId, NameId>,
    /// What people decided of these names.
    pub(crate) decided: Decided,
    judge: OnceLock<Judge>,
    blocked: OnceLock<Blocked>,
    resolution: OnceLock<Resolution>,
}

/// The pairs that are worth judging.
pub(crate) struct Blocked {
    pub(crate) candidates: Candidates,
    /// The nearest cell of each name; none without vectors.
    pub(crate) cells: TiVec<NameId, CellId>,
}

/// Names that were joined, before entities are linked.
struct Joined {
    pairs: Vec<Pair>,
    entities: TiVec<EntityId, Entity>,
    remarks: Vec<Remark>,
}

impl<'c> Resolver<'c> {
    /// Reads the names of a corpus and binds what people decided of them. A sort: n log n in mentions.
    ///
    /// # Errors
    /// [`Error::Malformed`] where the decisions file cannot be used.
    pub fn new(corpus: &'c Corpus, options: ResolveOptions) -> Result<Self, Error> {
        let file = options.decisions();
        let read = match file {
            Some(file) => decisions::read(&file.path, &file.text, &corpus.schema)?,
            None => Vec::new(),
        };
        options.judged().map_or(Ok(()), |judged| judged.check(corpus, &options.judging()))?;
        let (names, name_of) = names(corpus, &decisions::split_mentions(&read, corpus));
        options.judged().map_or(Ok(()), |judged| judged.check_names(&names))?;
        let path = file.map_or(Path::new(""), |file| &file.path);
        let decided = decisions::bind(path, &read, corpus, &names, &name_of)?;
        Ok(Self {
            corpus,
            options,
            names: Arc::new(names),
            name_of,
            decided,
            judge: OnceLock::new(),
            blocked: OnceLock::new(),
            resolution: OnceLock::new(),
        })
    }

    /// Names, entities and links of the corpus.
    ///
    /// 1. mentions with equal names of one kind become a name;
    /// 2. blocking brings names together, the judge gives each pair a verdict;
    /// 3. people's decisions replace verdicts;
    /// 4. names are joined into entities, entities labeled and linked.
    ///
    /// Time and memory of the first call grow with the names times the caps of blocking.
    pub fn resolution(&self) -> &Resolution {
        self.resolution.get_or_init(|| self.resolve())
    }

    /// Writes decisions on these names.
    pub fn writer(&self) -> Writer<'_> {
        Writer::new(self.corpus, self.resolution())
    }

    /// [`Self::resolution`], and an end to questions.
    #[must_use]
    pub fn into_resolution(mut self) -> Resolution {
        if let Some(found) = self.resolution.take() {
            return found;
        }
        let joined = self.joined();
        // What judged takes more memory than what it found.
        (self.judge, self.blocked) = (OnceLock::new(), OnceLock::new());
        self.linked(joined)
    }

    /// The judge of these names; its first call trains the vectors.
    pub(crate) fn judge(&self) -> &Judge {
        self.judge.get_or_init(|| {
            let mut judge = Judge::new(self.corpus, &self.names, &self.options);
            if let Some(precision) = self.options.merge_precision() {
                let candidates = &self.blocked.get_or_init(|| self.blocks(&judge)).candidates.pairs;
                let are_of_one_kind = |a: NameId, b: NameId| self.names[a].kind == self.names[b].kind;
                precision::set_threshold(&mut judge, candidates, are_of_one_kind, precision);
            }
            judge
        })
    }

    /// The pairs that blocking brings together.
    pub(crate) fn blocked(&self) -> &Blocked {
        // The judge may have asked for them already.
        let judge = self.judge();
        self.blocked.get_or_init(|| self.blocks(judge))
    }

    fn blocks(&self, judge: &Judge) -> Blocked {
        if let Some(judged) = self.options.judged() {
            let (pairs, remarks) = (judged.candidates.clone(), judged.remarks.clone());
            return Blocked { candidates: Candidates { pairs, remarks }, cells: TiVec::new() };
        }
        let near = judge.neighbors();
        let promising = |a, b| judge.is_worthwhile(a, b);
        let likeness = |a, b| judge.nearness(a, b);
        let candidates =
            blocking::candidates(judge.lexicon(), &self.names, near.as_ref(), promising, likeness);
        Blocked { candidates, cells: near.map_or_else(TiVec::new, |near| near.cells) }
    }

    fn resolve(&self) -> Resolution {
        self.linked(self.joined())
    }

    /// Names joined into entities, by all that is known of them.
    fn joined(&self) -> Joined {
        if self.options.mode() == DuplicateMode::Off {
            return self.equal_names_only();
        }
        let (judge, blocked) = (self.judge(), self.blocked());
        let pairs = match self.options.judged() {
            Some(judged) => verdicts::with_decisions(judged.pairs.clone(), &self.decided),
            None => self.judged(judge, blocked),
        };
        let judged = Judged { candidates: &blocked.candidates.pairs, pairs: &pairs };
        let mut likeness = Likeness::new(judge, judged, &self.decided, |name| self.names[name].kind);
        let together = self.together(&likeness);
        likeness.anchor(&together);
        let groups = self.groups(&likeness, together);
        let mut remarks = self.remarks(&groups);
        remarks.extend(self.effect(&likeness));
        let mut entities = canonical::entities(self.corpus, &self.names, groups);
        parallel::change(&mut entities.raw, ENTITIES_A_TASK, |_, entity| {
            entity.reasons = verdicts::reasons(judge, entity, &self.decided);
            entity.certainty = canonical::certainty(&self.names, entity, &likeness);
        });
        Joined { pairs, entities, remarks }
    }

    /// Verdicts on all candidates, those of earlier runs where they are remembered.
    fn judged(&self, judge: &Judge, blocked: &Blocked) -> Vec<Pair> {
        let (candidates, cells) = (&blocked.candidates.pairs, &blocked.cells);
        match self.options.cache() {
            Some(cache) => {
                let memory = verdicts::Memory { cache, schema: &self.corpus.schema };
                verdicts::judge_new(judge, candidates, cells, &self.decided, &memory)
            }
            None => verdicts::judge_all(judge, candidates, cells, &self.decided),
        }
    }

    /// Every name is an entity, and no pair is known.
    fn equal_names_only(&self) -> Joined {
        let entities = canonical::entities(self.corpus, &self.names, single_names(self.names.len()));
        Joined { pairs: Vec::new(), entities, remarks: self.decided.remarks.clone() }
    }

    /// The entities with the links that the pairs make between them.
    fn linked(&self, joined: Joined) -> Resolution {
        let Joined { pairs, entities, remarks } = joined;
        let entity_of = entity_of(&entities, self.names.len());
        let links = link::links(&entities, &entity_of, &pairs);
        let (names, name_of) = (Arc::clone(&self.names), self.name_of.clone());
        Resolution { names, name_of, entities, entity_of, pairs, links, remarks }
    }

    /// The names that decisions hold together, with those that they bring along.
    fn together(&self, likeness: &Likeness<'_>) -> Vec<Vec<NameId>> {
        let groups = &likeness.decided_groups;
        if groups.is_empty() || self.options.mode() != DuplicateMode::Merge {
            return groups.clone();
        }
        let (names, mode) = (&self.names, self.options.mode());
        let archived = &self.archived(&self.decided);
        let before = Undecided { names, likeness, archived, mode }.parted(&self.decided);
        whole::brought_along(groups, &before, &self.decided, likeness)
    }

    fn groups(&self, likeness: &Likeness<'_>, together: Vec<Vec<NameId>>) -> Groups {
        if self.options.mode() != DuplicateMode::Merge {
            return single_names(self.names.len());
        }
        group(&self.names, likeness, &self.archived(&self.decided), together)
    }

    /// The groups of the archive, as far as these decisions leave them.
    fn archived(&self, decided: &Decided) -> ArchivedGroups {
        let archived = match self.options.archive() {
            Some(archive) => archive.groups_of(self.corpus, &self.names, self.judged_by()),
            None => vec![None; self.names.len()].into(),
        };
        ArchivedGroups::new(archived, decided)
    }

    /// What the decisions changed; `None` without any.
    fn effect(&self, likeness: &Likeness<'_>) -> Option<Remark> {
        if self.decided.same.is_empty() && self.decided.different.is_empty() {
            return None;
        }
        let (names, mode) = (&self.names, self.options.mode());
        let archived = &self.archived(&Decided::default());
        Some(effect::effect(&self.decided, &Undecided { names, likeness, archived, mode }))
    }

    /// How many names gave stems their rarity: those of an archive, else its own.
    #[cfg(feature = "parquet")]
    pub(crate) fn counted_names(&self) -> u32 {
        let statistics = self.options.archive().and_then(|archive| archive.statistics.as_ref());
        let own = || u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        statistics.map_or_else(own, |statistics| statistics.names)
    }

    /// What judges the groups: weights and threshold, as a hash.
    pub(crate) fn judged_by(&self) -> u64 {
        let trees = if self.options.reads() { forest::SHIPPED_TEXT } else { "" };
        judged_by(self.options.model(), trees, &self.options.threshold_text())
    }

    fn remarks(&self, groups: &Groups) -> Vec<Remark> {
        let mut remarks = self.decided.remarks.clone();
        remarks.extend(self.judge().remarks.iter().cloned());
        let blocked = self.blocked();
        remarks.extend(blocked.candidates.remarks.iter().cloned());
        let refused = groups.refused_by_size;
        remarks.extend((refused > 0).then_some(Remark::EntitiesFull { pairs: refused, most: MAX_NAMES }));
        let archive = self.options.archive().filter(|archive| archive.statistics.is_some());
        let unused = archive.is_some_and(|archive| archive.groups.judged_by != self.judged_by());
        remarks.extend(unused.then_some(Remark::ArchiveGroupsUnused));
        remarks
    }
}

/// Resolves the names of a corpus: [`Resolver::resolution`] for those who ask nothing else.
///
/// # Errors
/// As [`Resolver::new`].
pub fn resolve(corpus: &Corpus, options: &ResolveOptions) -> Result<Resolution, Error> {
    Ok(Resolver::new(corpus, options.clone())?.into_resolution())
}
