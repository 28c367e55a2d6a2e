//! Judges pairs of names: evidence -> match probability -> verdict.

mod portable;

use std::sync::Arc;

use crate::parse::{Corpus, KindId, Schema};
use crate::remark::Remark;
use crate::resolve::blocking::RARE;
use crate::resolve::embedding::corpus_words::Texts;
use crate::resolve::embedding::neighbors::{self, Near};
use crate::resolve::embedding::training::{self, LEAST_LESSONS};
use crate::resolve::embedding::vectors::Vectors;
use crate::resolve::judging::broader::broader_end;
use crate::resolve::judging::evidence;
use crate::resolve::judging::features::list::{COUNT, FEATURES};
use crate::resolve::judging::features::measures::Pair;
use crate::resolve::judging::features::store::Prepared;
use crate::resolve::judging::forest;
use crate::resolve::judging::guard;
use crate::resolve::judging::model::{Model, Scale, probability};
use crate::resolve::judging::reader::reading::Reader;
use crate::resolve::judging::remembered::digest::Digest;
use crate::resolve::judging::same_words;
use crate::resolve::judging::sides::Sides;
use crate::resolve::judging::spelling::Spelling;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, StemId};
use crate::resolve::options::{Learning, ResolveOptions};
use crate::resolve::types::{Fit, Name, NameId, Verdict};
use portent_graph::hash;
use portent_graph::index::TiVec;
use portent_graph::parallel;

pub use portable::{PreparedName, PreparedWord, SharedVocabulary};

/// Cosine of name + half the description below which two names are neither duplicate nor related;
/// of 1,000 labeled pairs hardly one related lay below it.
const LEAST_COSINE: f64 = 0.5;
/// The same cosine below which a candidate is not judged: 6 of 271 labeled duplicates lie there,
/// and those related are not among the best of their names.
const WORTHWHILE: f64 = 0.7;
/// The same cosine from which a pair becomes a candidate by its vectors alone: 250 of 271 labeled duplicates.
const NEAR: f32 = 0.78;
/// Match probability of the first look below which there is no second: 10 of 350 labeled duplicates lie there, and a third
/// of all candidates.
const SIFT: f64 = 0.05;
/// Share of the least probability of a duplicate from which two names fit well into one entity.
const GOOD: f64 = 0.8;
/// The same from which a doubtful pair does not keep two large groups apart.
const DOUBTFUL: f64 = 0.4;
/// Share of the words of a name that the table of the reader must know, for the reader to speak.
const READABLE: f64 = 0.6;

/// Least log-odds of two names of the same words but for order and emphasis (Growing, Increased): a probability of 0.8.
/// The descriptions of one thing may differ as much as those of two; such names do not.
const SAME_WORDS: f64 = 1.386_294_361_119_890_6;

/// Names that one task hashes.
const TASK: usize = 1024;

/// Holds what judging a pair needs of all names; made once, then asked from many threads.
pub struct Judge {
    names: Arc<TiVec<NameId, Name>>,
    /// A hash of the form of each name: most forms are told apart without a look at them.
    forms: TiVec<NameId, u32>,
    /// The kind of people, of whom two are one only where their names are equal: Jon Reed is not John Reed.
    people: Option<KindId>,
    /// A hash of the words of each name but for order and emphasis; none for names of too few words.
    bare: TiVec<NameId, Option<u64>>,
    spelling: Spelling,
    lexicon: Lexicon,
    vectors: Option<Arc<Vectors>>,
    prepared: Prepared,
    /// The first look: weights that a person can read.
    model: Model,
    /// The second look; none where the caller gave weights of their own.
    reader: Option<Reader>,
    /// Least match probability of a duplicate, where the caller names one.
    least: Option<f64>,
    /// Remarks for the user: that strings alone were used.
    pub remarks: Vec<Remark>,
}

/// What is said of one pair of names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgment {
    /// How sure we are that they are one thing, 0 to 1.
    pub probability: f64,
    /// How sure we are that they are at least related, 0 to 1, never below `probability`.
    pub related: f64,
    /// The guard that vetoed a merge, by its name.
    pub guard: Option<&'static str>,
    /// The verdict.
    pub verdict: Verdict,
}

/// What is said of names without a word in common that no article uses together, and of two people.
const UNRELATED: Judgment =
    Judgment { probability: 0.0, related: 0.0, guard: None, verdict: Verdict::Distinct };

/// One line of the waterfall that explains a match probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The feature, in words.
    pub feature: &'static str,
    /// Its value for this pair.
    pub value: f64,
    /// What it adds to the log-odds of a duplicate.
    pub log_odds: f64,
}

/// What is known of names before any two of them are judged.
struct Known {
    names: Arc<TiVec<NameId, Name>>,
    people: Option<KindId>,
    lexicon: Lexicon,
    vectors: Option<Arc<Vectors>>,
    prepared: Prepared,
}

impl Judge {
    /// Prepares the evidence of all names: reads their texts, learns vectors from them (or takes
    /// those of the options), and encodes every name. Linear in the text of names and descriptions.
    #[must_use]
    pub fn new(corpus: &Corpus, names: &Arc<TiVec<NameId, Name>>, options: &ResolveOptions) -> Self {
        let statistics = options.archive().and_then(|archive| archive.statistics.as_ref());
        let texts = Texts::read_with(corpus, statistics);
        let learned = || match options.learning() {
            Learning::FromCorpus => training::train(corpus, &texts, options.seed()).map(Arc::new),
            Learning::Given(archive) => Some(Arc::clone(&archive.vectors)),
            Learning::Never => None,
        };
        let (lexicon, vectors) = parallel::join(|| Lexicon::with(corpus, names, &texts, statistics), learned);
        let vectors = vectors.filter(|vectors| !vectors.words.is_empty());
        let fell_back =
            vectors.is_none() && !matches!(options.learning(), Learning::Never) && !names.is_empty();
        let prepared = Prepared::new(corpus, names, &lexicon, &texts, vectors.as_deref());
        let people = corpus.schema.person();
        let judge = Self::of(Known { names: Arc::clone(names), people, lexicon, vectors, prepared }, options);
        let remark = fell_back.then_some(Remark::TooFewForVectors { least: LEAST_LESSONS });
        Self { remarks: remark.into_iter().collect(), ..judge }
    }

    /// A judge by what is known of its names. Linear in their words, and in the stems.
    fn of(known: Known, options: &ResolveOptions) -> Self {
        let Known { names, people, mut lexicon, vectors, prepared } = known;
        let forms = parallel::map_of(&names.raw, TASK, |name| hash::narrow(&name.normal));
        let bare =
            parallel::map_of(&lexicon.profiles.raw, TASK, |profile| same_words::hash(&lexicon, profile));
        let reader = options.reads().then(|| Reader::new(&lexicon));
        reader.iter().for_each(|reader| reader.mark(&mut lexicon.stems));
        Self {
            names,
            forms: forms.into(),
            people,
            bare: bare.into(),
            spelling: Spelling::new(&lexicon),
            reader,
            lexicon,
            vectors,
            prepared,
            least: options.threshold(),
            model: options.model().clone(),
            remarks: Vec::new(),
        }
    }

    /// The words of all names, which blocking uses too.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The vectors and numbers of all names.
    pub(crate) fn prepared(&self) -> &Prepared {
        &self.prepared
    }

    /// The hash after kind, form and label of a name.
    pub(crate) fn named(&self, name: NameId, digest: Digest, schema: &Schema) -> Digest {
        let Name { kind, normal, label, .. } = &self.names[name];
        digest.text(&schema.kind(*kind).name).text(normal).text(label)
    }

    /// A hash of what judges beside the names: program, weights, trees, threshold, vectors of words, the kind of people.
    pub(crate) fn judged_by(&self, schema: &Schema) -> u64 {
        let trees = if self.reader.is_some() { forest::SHIPPED_TEXT } else { "" };
        let people = self.people.map_or("", |kind| schema.kind(kind).name.as_str());
        let digest =
            Digest::new().text(env!("CARGO_PKG_VERSION")).text(&self.model.write()).text(trees).text(people);
        let digest = digest.number(self.least.map_or(0, f64::to_bits));
        let Some(vectors) = &self.vectors else { return digest.finish() };
        let words = vectors.words.iter().fold(digest.number(u64::from(vectors.lessons)), |digest, word| {
            digest.text(&word.stem).number(u64::from(word.lessons))
        });
        let rows = vectors.rows.as_chunks::<2>().0.iter();
        let pair = |&[x, y]: &[f32; 2]| u64::from(x.to_bits()) << 32 | u64::from(y.to_bits());
        rows.map(pair).fold(words, Digest::number).finish()
    }

    /// The vectors that were learned or given, to write them to a file.
    #[must_use]
    pub fn vectors(&self) -> Option<&Arc<Vectors>> {
        self.vectors.as_ref()
    }

    /// Least match probability of a duplicate.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.threshold_of(self.vectors.is_some(), true)
    }

    /// Takes another least match probability of a duplicate.
    pub(crate) fn set_threshold(&mut self, threshold: f64) {
        self.least = Some(threshold);
    }

    /// Pairs of names with near vectors; `None` without vectors.
    #[must_use]
    pub fn neighbors(&self) -> Option<Near> {
        let vectors = self.vectors.as_ref()?;
        Some(neighbors::near(vectors, &self.prepared.points, NEAR, |name| self.prepared.is_known(name)))
    }

    /// Whether a candidate is worth a judgment: a cheap look at the vectors.
    #[must_use]
    pub fn is_worthwhile(&self, a: NameId, b: NameId) -> bool {
        if self.are_two_people(a, b) {
            return false;
        }
        self.vectors_for(a, b).is_none() || self.prepared.nearness(a, b) >= WORTHWHILE
    }

    /// Cosine of two names with half their descriptions; 0 without vectors.
    #[must_use]
    pub fn nearness(&self, a: NameId, b: NameId) -> f32 {
        self.vectors.as_ref().map_or(0.0, |_| self.prepared.nearness(a, b) as f32)
    }

    /// Judges one pair; symmetric, pure, called from many threads.
    #[must_use]
    pub fn judge(&self, a: NameId, b: NameId) -> Judgment {
        if self.are_far(a, b) {
            return UNRELATED;
        }
        self.judge_near(a, b)
    }

    fn are_far(&self, a: NameId, b: NameId) -> bool {
        let is_far = || self.prepared.nearness(a, b) < LEAST_COSINE;
        self.vectors_for(a, b).is_some() && !self.are_equal(a, b) && is_far()
    }

    /// Why a pair is called distinct without a look at its evidence; `None` for all that are judged by it.
    #[must_use]
    pub fn passed_over(&self, a: NameId, b: NameId) -> Option<&'static str> {
        if self.are_two_people(a, b) {
            return Some("one is a person, and people are one only where their names are equal");
        }
        if self.are_far(a, b) {
            return Some("their vectors point too far apart");
        }
        let (a, b) = (a.min(b), a.max(b));
        let strings = self.vectors_for(a, b).is_none() && !self.are_equal(a, b);
        (strings && self.share_nothing(&self.pair(a, b), a, b))
            .then_some("no word of one answers a word of the other")
    }

    fn share_nothing(&self, pair: &Pair<'_>, a: NameId, b: NameId) -> bool {
        let (first, second) = (self.profile(a), self.profile(b));
        !pair.alignment().answers(first) && !first.shares_article(second)
    }

    /// [`Self::judge`] without the look at the vectors, for pairs that are worthwhile.
    #[must_use]
    pub fn judge_near(&self, a: NameId, b: NameId) -> Judgment {
        let (a, b) = (a.min(b), a.max(b));
        if self.are_equal(a, b) {
            return Judgment { probability: 1.0, related: 1.0, guard: None, verdict: Verdict::Duplicate };
        }
        if self.are_two_people(a, b) {
            return UNRELATED;
        }
        let vectors = self.vectors_for(a, b);
        let pair = self.pair(a, b);
        if vectors.is_none() && self.share_nothing(&pair, a, b) {
            return UNRELATED;
        }
        let weights = self.model.weights(vectors.is_some());
        let values = pair.values();
        let probability = probability(self.log_odds(&pair, &values));
        let related = self::probability(weights.related.log_odds(&values)).max(probability);
        let is_sure =
            probability >= self.threshold_of(vectors.is_some(), self.names[a].kind == self.names[b].kind);
        let guard = if is_sure { guard::fired(&Sides::of(&pair)) } else { None };
        let verdict = match guard {
            None if is_sure => Verdict::Duplicate,
            _ if related >= weights.related.threshold => self.related(&pair),
            _ => Verdict::Distinct,
        };
        Judgment { probability, related, guard, verdict }
    }

    /// Related, or one of them broader.
    fn related(&self, pair: &Pair<'_>) -> Verdict {
        let labels = [pair.ids.0, pair.ids.1].map(|name| &*self.names[name].label);
        broader_end(&Sides::of(pair), labels).map_or(Verdict::Related, Verdict::Broader)
    }

    /// Log-odds of one thing: at a first look, and where that leaves it open, by all evidence.
    fn log_odds(&self, pair: &Pair<'_>, values: &[f64; COUNT]) -> f64 {
        let has_vectors = pair.vectors.is_some();
        let first = self.model.weights(has_vectors).duplicate.log_odds(values);
        let log_odds = match self.second_reader(pair, first) {
            Some(reader) => {
                let reading = reader.read(pair.sides().0, pair.sides().1);
                forest::SHIPPED.of(has_vectors).log_odds(&evidence::values(pair, &reading, values))
            }
            None => first,
        };
        log_odds + self.lift(pair.ids.0, pair.ids.1, log_odds)
    }

    /// Who takes a second look at a pair: the reader, where the first look leaves it open and both names can be read.
    fn second_reader(&self, pair: &Pair<'_>, first: f64) -> Option<&Reader> {
        let (a, b) = pair.sides();
        let reads = |reader: &&Reader| {
            !a.formal && !b.formal && reader.known(a) >= READABLE && reader.known(b) >= READABLE
        };
        self.reader.as_ref().filter(|_| probability(first) >= SIFT).filter(reads)
    }

    /// Least match probability of a duplicate, with or without vectors: two kinds, which are linked and never merged, need
    /// less.
    fn threshold_of(&self, with_vectors: bool, is_one_kind: bool) -> f64 {
        let trees = forest::SHIPPED.of(with_vectors);
        let shipped = || match self.reader {
            Some(_) if is_one_kind => trees.threshold,
            Some(_) => trees.across,
            None => self.model.weights(with_vectors).duplicate.threshold,
        };
        self.least.unwrap_or_else(shipped)
    }

    /// How well two names fit into an entity that other pairs join: by the share of what a duplicate needs, unless a guard
    /// forbids it.
    #[must_use]
    pub(crate) fn fit(&self, a: NameId, b: NameId, probability: f64) -> Fit {
        let fit = match probability / self.threshold() {
            share if share >= GOOD => Fit::Good,
            share if share >= DOUBTFUL => Fit::Doubtful,
            _ => return Fit::None,
        };
        if self.guard_of(a, b).is_none() { fit } else { Fit::None }
    }

    /// Whether a person is named, and the names differ.
    fn are_two_people(&self, a: NameId, b: NameId) -> bool {
        let is_person = |name: NameId| self.people == Some(self.names[name].kind);
        self.people.is_some() && (is_person(a) || is_person(b)) && !self.are_equal(a, b)
    }

    /// Whether a name is one mention that a decision parted from its equals, which stand before it.
    pub(crate) fn is_parted(&self, name: NameId) -> bool {
        let before = usize::from(name).checked_sub(1).map(NameId::from);
        let is_equal =
            |other: NameId| self.names[other].kind == self.names[name].kind && self.are_equal(other, name);
        before.is_some_and(is_equal)
    }

    fn are_equal(&self, a: NameId, b: NameId) -> bool {
        let form = |id: NameId| &self.names[id].normal;
        self.forms[a] == self.forms[b] && form(a) == form(b)
    }

    /// The vectors, where both names hold a word that was learned: else strings alone must do.
    fn vectors_for(&self, a: NameId, b: NameId) -> Option<&Vectors> {
        let known = |name: NameId| self.prepared.is_known(name);
        self.vectors.as_deref().filter(|_| known(a) && known(b))
    }

    /// The waterfall of a pair: one line a feature, in fixed order; their sum is the log-odds of
    /// [`Judgment::probability`].
    #[must_use]
    pub fn evidence(&self, a: NameId, b: NameId) -> Vec<Evidence> {
        let (a, b) = (a.min(b), a.max(b));
        let pair = self.pair(a, b);
        let values = pair.values();
        let scale = &self.model.weights(pair.vectors.is_some()).duplicate;
        let mut waterfall = match self.second_reader(&pair, scale.log_odds(&values)) {
            Some(reader) => second_look(&pair, reader, &values),
            None => first_look(scale, &values),
        };
        let lift = self.lift(a, b, waterfall.iter().map(|line| line.log_odds).sum());
        if lift > 0.0 {
            let feature = "the same words but for order, emphasis and slips of the pen";
            waterfall.push(Evidence { feature, value: 1.0, log_odds: lift });
        }
        waterfall
    }

    /// What names of the same words, or of words that a slip of the pen parts, lack of [`SAME_WORDS`]; 0 for all others.
    fn lift(&self, a: NameId, b: NameId, log_odds: f64) -> f64 {
        let (hash, profiles) = (|name: NameId| self.bare[name], (self.profile(a), self.profile(b)));
        let are_equal = || {
            hash(a).is_some()
                && hash(a) == hash(b)
                && same_words::are_equal(&self.lexicon, profiles.0, profiles.1)
        };
        let differ_by_slips = || self.spelling.differ_by_slips(profiles.0, profiles.1);
        let is_lifted = log_odds < SAME_WORDS && (are_equal() || differ_by_slips());
        if is_lifted { SAME_WORDS - log_odds } else { 0.0 }
    }

    /// The values of all features of a pair, indexed like [`FEATURES`]; those of the other set of weights are 0.
    #[must_use]
    pub fn values(&self, a: NameId, b: NameId) -> [f64; COUNT] {
        let (a, b) = (a.min(b), a.max(b));
        self.pair(a, b).values()
    }

    /// What the forest weighs of a pair, with the answers of the reader; for training.
    #[must_use]
    pub fn weighed(&self, a: NameId, b: NameId) -> Vec<f32> {
        let (a, b) = (a.min(b), a.max(b));
        let pair = self.pair(a, b);
        let reading = self.reader.as_ref().map(|reader| reader.read(self.profile(a), self.profile(b)));
        let reading = reading.unwrap_or_default();
        let values = pair.values();
        let first = probability(self.model.weights(pair.vectors.is_some()).duplicate.log_odds(&values));
        let mut numbers = vec![first as f32, reading.broader, reading.narrower];
        numbers.extend(evidence::values(&pair, &reading, &values));
        numbers
    }

    /// The guard that would forbid a merge of two names, whatever their match probability.
    #[must_use]
    pub fn guard_of(&self, a: NameId, b: NameId) -> Option<&'static str> {
        guard::fired(&Sides::of(&self.pair(a.min(b), a.max(b))))
    }

    /// Whether some article uses both names, or they share a word of at most `RARE` names.
    #[must_use]
    pub fn is_reachable(&self, a: NameId, b: NameId) -> bool {
        let (first, second) = (self.profile(a), self.profile(b));
        let is_shared = |stem: StemId| second.words.iter().any(|word| word.stem == stem);
        let rare = |stem: StemId| self.lexicon.stems[stem].frequency <= RARE;
        first.shares_article(second) || first.words.iter().any(|word| is_shared(word.stem) && rare(word.stem))
    }

    fn pair(&self, a: NameId, b: NameId) -> Pair<'_> {
        Pair::new(&self.lexicon, self.vectors_for(a, b), &self.prepared, (a, b))
    }

    fn profile(&self, name: NameId) -> &Profile {
        &self.lexicon.profiles[name]
    }
}

/// What each curve adds.
fn first_look(scale: &Scale, values: &[f64; COUNT]) -> Vec<Evidence> {
    let base = Evidence { feature: "an average labeled pair", value: 1.0, log_odds: scale.base };
    let lines = scale.curves.iter().map(|curve| Evidence {
        feature: FEATURES[curve.feature].summary,
        value: values[curve.feature],
        log_odds: curve.at(values[curve.feature]),
    });
    std::iter::once(base).chain(lines).collect()
}

/// What each number of the evidence adds; those that no tree asks for are left out.
fn second_look(pair: &Pair<'_>, reader: &Reader, first: &[f64; COUNT]) -> Vec<Evidence> {
    let values = evidence::values(pair, &reader.read(pair.sides().0, pair.sides().1), first);
    let (start, steps) = forest::SHIPPED.of(pair.vectors.is_some()).contributions(&values);
    let base = Evidence { feature: "an average labeled pair", value: 1.0, log_odds: start };
    let line = |(at, &log_odds): (usize, &f64)| Evidence {
        feature: evidence::about(at).1,
        value: values[at].into(),
        log_odds,
    };
    let lines = steps.iter().enumerate().filter(|(_, step)| **step != 0.0).map(line);
    std::iter::once(base).chain(lines).collect()
}
