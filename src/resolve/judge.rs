//! Judges pairs of names: evidence -> match probability -> verdict.
//!
//! The string judge: words weighed by rarity and softly aligned, descriptions beside them, joined
//! by an additive model in log-odds. What it cannot know (synonyms that no list holds) stays apart.

use super::align::Alignment;
use super::guard::{self, Sides};
use super::lexicon::{Lexicon, Profile, Word};
use super::words;
use super::{Name, NameId, ResolveOptions, Verdict};
use crate::parse::Corpus;

/// Least match probability of a duplicate.
pub const DUPLICATE: f64 = 0.5;
/// Least probability of a related pair.
pub const RELATED: f64 = 0.5;

/// Holds what judging a pair needs of all names; made once, then asked from many threads.
pub struct Judge<'a> {
    names: &'a [Name],
    lexicon: Lexicon,
}

/// What is said of one pair of names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// How sure we are that they are one thing, 0 to 1.
    pub probability: f64,
    /// How sure we are that they are at least related, 0 to 1, never below `probability`.
    pub related: f64,
    /// The guard that vetoed a merge, by its name.
    pub guard: Option<&'static str>,
    /// The verdict.
    pub verdict: Verdict,
}

/// What is said of names without a word in common that no article uses together.
const UNRELATED: Judgement =
    Judgement { probability: 0.0, related: 0.0, guard: None, verdict: Verdict::Distinct };

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

/// The features of a pair: name in words, weight for duplicate, weight for at least related.
///
/// Fitted by logistic regression to labelled pairs of foresight names (strings only), then rounded.
static FEATURES: &[(&str, f64, f64)] = &[
    ("base rate", -7.2, -2.6),
    ("share of the words, by rarity, that answer each other", 8.0, 5.5),
    ("all words answer each other", 1.5, 0.5),
    ("rarity of the words only one name has", -2.0, -0.5),
    ("rarity of the words on both sides without an answer", -1.5, -0.5),
    ("words shared by the descriptions", 4.0, 5.0),
    ("both used in one article", 1.0, 1.5),
];

impl<'a> Judge<'a> {
    /// Prepares the evidence of all names. Linear in the text of names and descriptions.
    #[must_use]
    pub fn new(corpus: &'a Corpus, names: &'a [Name], options: &ResolveOptions) -> Self {
        let _ = options;
        Self { names, lexicon: Lexicon::new(corpus, names) }
    }

    /// The words of all names, which blocking uses too.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Judges one pair; symmetric, pure, called from many threads.
    #[must_use]
    pub fn judge(&self, a: NameId, b: NameId) -> Judgement {
        let (a, b) = (a.min(b), a.max(b));
        if self.names[a.0 as usize].normal == self.names[b.0 as usize].normal {
            return Judgement { probability: 1.0, related: 1.0, guard: None, verdict: Verdict::Duplicate };
        }
        let (first, second) = (self.profile(a), self.profile(b));
        let alignment = Alignment::new(&self.lexicon, first, second);
        if !alignment.answers(first) && !first.shares_article(second) {
            return UNRELATED;
        }
        let values = self.values(first, second, &alignment);
        let log_odds = |weight: fn(&(&str, f64, f64)) -> f64| {
            values.iter().zip(FEATURES).map(|(value, feature)| value * weight(feature)).sum::<f64>()
        };
        let probability = logistic(log_odds(|feature| feature.1));
        let related = logistic(log_odds(|feature| feature.2)).max(probability);
        let sides = Sides { lexicon: &self.lexicon, a: first, b: second, alignment: &alignment };
        let guard = if probability < DUPLICATE { None } else { guard::fired(&sides) };
        Judgement { probability, related, guard, verdict: verdict(probability, related, guard) }
    }

    /// The waterfall of a pair: one line a feature, in fixed order; their sum is the log-odds of
    /// [`Judgement::probability`].
    #[must_use]
    pub fn evidence(&self, a: NameId, b: NameId) -> Vec<Evidence> {
        let (first, second) = (self.profile(a.min(b)), self.profile(a.max(b)));
        let alignment = Alignment::new(&self.lexicon, first, second);
        let values = self.values(first, second, &alignment);
        (values.iter().zip(FEATURES))
            .map(|(&value, &(feature, weight, _))| Evidence { feature, value, log_odds: value * weight })
            .collect()
    }

    /// The guard that would forbid a merge of two names, whatever their match probability.
    #[must_use]
    pub fn guard_of(&self, a: NameId, b: NameId) -> Option<&'static str> {
        let (first, second) = (self.profile(a.min(b)), self.profile(a.max(b)));
        let alignment = Alignment::new(&self.lexicon, first, second);
        guard::fired(&Sides { lexicon: &self.lexicon, a: first, b: second, alignment: &alignment })
    }

    fn profile(&self, name: NameId) -> &Profile {
        &self.lexicon.profiles[name.0 as usize]
    }

    fn values(&self, a: &Profile, b: &Profile, alignment: &Alignment) -> [f64; 7] {
        let weight = |word: Word| self.weight(word);
        let only_a: f64 = alignment.only_a(a).map(weight).sum();
        let only_b: f64 = alignment.only_b(b).map(weight).sum();
        let total: f64 = a.words.iter().chain(&b.words).map(|&word| weight(word)).sum();
        let answered: f64 = (a.words.iter().enumerate())
            .filter_map(|(i, &word)| {
                let (j, likeness) = alignment.of_a(i)?;
                Some(likeness * (weight(word) + weight(b.words[j])))
            })
            .sum();
        let complete = only_a == 0.0 && only_b == 0.0 && answered > 0.99 * total;
        [
            1.0,
            answered / total.max(f64::MIN_POSITIVE),
            f64::from(u8::from(complete)),
            only_a.max(only_b),
            only_a.min(only_b),
            a.description.cosine(&b.description),
            f64::from(u8::from(a.shares_article(b))),
        ]
    }

    /// What a word counts: its rarity, less where it is emphasis, tone or a general thing.
    fn weight(&self, word: Word) -> f64 {
        let stem = self.lexicon.stem(word);
        let factor = match stem.classes {
            classes if classes & words::FILLER != 0 => 0.2,
            classes if classes & words::ASPECT != 0 => 0.35,
            classes if classes & words::TOOL != 0 => 0.4,
            _ => 1.0,
        };
        stem.rarity * factor
    }
}

fn verdict(probability: f64, related: f64, guard: Option<&'static str>) -> Verdict {
    match guard {
        None if probability >= DUPLICATE => Verdict::Duplicate,
        _ if related >= RELATED => Verdict::Related,
        _ => Verdict::Distinct,
    }
}

fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}
