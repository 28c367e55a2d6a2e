//! How the features are computed, each a small pure function of a pair of names.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::resolve::embedding::kernel::WordId;
use crate::resolve::embedding::quantized::{Point, cosine_of_sums, cosines_with, crossed};
use crate::resolve::embedding::vectors::Vectors;
use crate::resolve::judging::align::Alignment;
use crate::resolve::judging::features::store::{self, Fact, Prepared};
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{MAX_WORDS, Profile, Word};
use crate::resolve::types::NameId;
use crate::similarity;

/// Two names with all that is known of them.
pub struct Pair<'a> {
    /// The words of all names.
    pub lexicon: &'a Lexicon,
    /// The vectors of words, where there are any.
    pub vectors: Option<&'a Vectors>,
    /// What was prepared of all names.
    pub prepared: &'a Prepared,
    /// The two names.
    pub(crate) ids: (NameId, NameId),
    /// Their cosines.
    pub cosines: Cosines,
    /// Which words answer each other, once that is asked.
    aligned: OnceCell<Alignment>,
}

/// Cosines between the texts of two names.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cosines {
    /// Name with name.
    pub names: f64,
    /// Description with description.
    pub descriptions: f64,
    /// Name of a with description of b.
    pub across: f64,
    /// Description of a with name of b.
    pub back: f64,
    /// Name of a with its own description.
    pub own_a: f64,
    /// Name of b with its own description.
    pub own_b: f64,
    /// 1 where a has a description with learned words, else 0.
    pub said_a: f64,
    /// The same of b.
    pub said_b: f64,
    /// Topic with topic.
    pub topics: f64,
    /// Name of a with topic of b.
    pub fit_a: f64,
    /// Name of b with topic of a.
    pub fit_b: f64,
}

impl Cosines {
    /// All of them, or zeros without vectors.
    #[must_use]
    pub fn new(prepared: &Prepared, a: NameId, b: NameId) -> Self {
        if prepared.names.is_empty() {
            return Self::default();
        }
        let texts = |id: NameId| [&prepared.names[id], &prepared.descriptions[id], prepared.topic(id)];
        let (of_a, of_b) = (texts(a), texts(b));
        let [[names, across, fit_a], [back, descriptions, _], [fit_b, _, topics]] =
            crossed(of_a, of_b).map(|row| row.map(f64::from));
        Self {
            names,
            descriptions,
            across,
            back,
            own_a: f64::from(prepared.own[a]),
            own_b: f64::from(prepared.own[b]),
            said_a: flag(!of_a[1].is_zero()),
            said_b: flag(!of_b[1].is_zero()),
            topics,
            fit_a,
            fit_b,
        }
    }

    /// Cosine of name + `share` times description of both sides.
    #[must_use]
    pub fn mixed(&self, share: f64) -> f64 {
        let length = |own: f64, said: f64| (1.0 + 2.0 * share * own + share * share * said).max(0.0).sqrt();
        let product = self.names + share * (self.across + self.back) + share * share * self.descriptions;
        product / (length(self.own_a, self.said_a) * length(self.own_b, self.said_b)).max(1e-9)
    }
}

pub(crate) fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

impl<'a> Pair<'a> {
    /// Gathers what is known of two names.
    #[must_use]
    pub fn new(
        lexicon: &'a Lexicon,
        vectors: Option<&'a Vectors>,
        prepared: &'a Prepared,
        ids: (NameId, NameId),
    ) -> Self {
        let cosines = Cosines::new(prepared, ids.0, ids.1);
        Self { lexicon, vectors, prepared, ids, cosines, aligned: OnceCell::new() }
    }

    /// Which words answer each other.
    #[must_use]
    pub fn alignment(&self) -> &Alignment {
        self.aligned.get_or_init(|| Alignment::new(self.lexicon, self.sides().0, self.sides().1))
    }

    /// The profiles of the two names.
    #[must_use]
    pub fn sides(&self) -> (&'a Profile, &'a Profile) {
        (&self.lexicon.profiles[self.ids.0], &self.lexicon.profiles[self.ids.1])
    }

    fn fact(&self, word: Word) -> &'a Fact {
        &self.prepared.facts[word.stem]
    }

    fn is_light(&self, word: Word) -> bool {
        self.fact(word).is_light
    }

    fn weight(&self, word: Word) -> f64 {
        self.fact(word).weight
    }

    /// Whether exactly one name has a word of a class that the other does not answer.
    pub(crate) fn one_has(&self, class: u16) -> f64 {
        let (a, b) = self.sides();
        if (a.classes | b.classes) & class == 0 {
            return 0.0;
        }
        let has = |word: Word| self.lexicon.stem(word).classes & class != 0;
        flag(self.alignment().only_a(a).any(has) != self.alignment().only_b(b).any(has))
    }

    /// Likeness of two words, 0 to 1: by list, else the cosine of their vectors.
    fn likeness(&self, x: Word, y: Word) -> f64 {
        likeness(x, self.fact(x), y, self.fact(y), || match (self.point(x), self.point(y)) {
            (Some(x), Some(y)) => x.cosine(y),
            _ => 0.0,
        })
    }

    /// The vector of a word, where there are vectors and it was learned.
    fn point(&self, word: Word) -> Option<&'a Point> {
        let learned = self.vectors.and(self.fact(word).word)?;
        Some(&self.prepared.words[learned])
    }
}

fn likeness(x: Word, of_x: &Fact, y: Word, of_y: &Fact, cosine: impl Fn() -> f32) -> f64 {
    if x.stem == y.stem {
        1.0
    } else if of_x.sense == of_y.sense {
        0.9
    } else {
        f64::from(cosine()).max(0.0)
    }
}

pub(crate) fn crossed_over(p: &Pair<'_>) -> f64 {
    let c = p.cosines;
    (c.across + c.back - c.own_a - c.own_b) / 2.0
}

pub(crate) fn topic(p: &Pair<'_>) -> f64 {
    p.cosines.topics
}

pub(crate) fn own_topic(p: &Pair<'_>) -> f64 {
    f64::from(p.prepared.own_topic[p.ids.0].min(p.prepared.own_topic[p.ids.1]))
}

pub(crate) fn other_topic(p: &Pair<'_>) -> f64 {
    p.cosines.fit_a.max(p.cosines.fit_b)
}

/// Words of one profile that the other lacks.
pub(crate) fn lacking<'p>(from: &'p Profile, other: &'p Profile) -> impl Iterator<Item = Word> + 'p {
    from.words.iter().copied().filter(|word| other.words.iter().all(|known| known.stem != word.stem))
}

pub(crate) fn soft_answered(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    let mut points = [None; MAX_WORDS];
    points.iter_mut().zip(&b.words).for_each(|(point, &word)| *point = p.point(word));
    let mut best_b = [0.0_f64; MAX_WORDS];
    let mut side_a = (0.0, 0.0);
    for &word in &a.words {
        let (fact, mut best, mut cosines) = (p.fact(word), 0.0_f64, [0.0; MAX_WORDS]);
        if let Some(point) = p.point(word) {
            cosines_with(point, &points[..b.words.len()], &mut cosines);
        }
        for ((&other, best_of_other), &cosine) in b.words.iter().zip(&mut best_b).zip(&cosines) {
            let likeness = likeness(word, fact, other, p.fact(other), || cosine);
            best = best.max(likeness);
            *best_of_other = best_of_other.max(likeness);
        }
        side_a = (side_a.0 + fact.weight * best, side_a.1 + fact.weight);
    }
    let side_b = b
        .words
        .iter()
        .zip(best_b)
        .fold((0.0, 0.0), |sum, (&word, best)| (sum.0 + p.weight(word) * best, sum.1 + p.weight(word)));
    (side_a.0 / f64::max(side_a.1, 1e-9)).min(side_b.0 / f64::max(side_b.1, 1e-9))
}

pub(crate) fn unmatched(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    if p.vectors.is_none() {
        return 0.0;
    }
    let parts = |from, other| {
        let learned = lacking(from, other).filter_map(|word| p.fact(word).word);
        let part = |id: WordId| (p.prepared.shares[id], &p.prepared.words[id]);
        learned.map(part).collect::<Vec<_>>()
    };
    match (lacking(a, b).next(), lacking(b, a).next()) {
        (None, None) => 1.0,
        (Some(_), Some(_)) => f64::from(cosine_of_sums(&parts(a, b), &parts(b, a))),
        _ => -0.3,
    }
}

pub(crate) fn head(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    let last = |profile: &Profile| {
        let slot = profile.words.first().map(|word| word.slot)?;
        profile.words.iter().take_while(|word| word.slot == slot).last().copied()
    };
    match (last(a), last(b)) {
        (Some(x), Some(y)) => p.likeness(x, y),
        _ => 0.0,
    }
}

pub(crate) fn answered(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    let total: f64 = a.words.iter().chain(&b.words).map(|&word| p.weight(word)).sum();
    let answered: f64 = (a.words.iter().enumerate())
        .filter_map(|(i, &word)| {
            let (j, likeness) = p.alignment().of_a(i)?;
            Some(likeness * (p.weight(word) + p.weight(b.words[j])))
        })
        .sum();
    answered / total.max(1e-9)
}

pub(crate) fn complete(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    flag(p.alignment().only_a(a).next().is_none() && p.alignment().only_b(b).next().is_none())
}

pub(crate) fn told(p: &Pair<'_>) -> f64 {
    let side = |from: &Profile, other: &Profile, id: NameId| {
        let is_told = |word: &Word| match p.prepared.told.get(id) {
            Some(told) => told.binary_search(&word.stem).is_ok(),
            None => other.description.contains(&p.lexicon.stem(*word).form),
        };
        let knows = |word: &Word| other.words.iter().any(|known| known.stem == word.stem) || is_told(word);
        let total: f64 = from.words.iter().map(|&word| p.weight(word)).sum();
        from.words.iter().filter(|word| knows(word)).map(|&word| p.weight(word)).sum::<f64>()
            / total.max(1e-9)
    };
    let (a, b) = p.sides();
    side(a, b, p.ids.1).min(side(b, a, p.ids.0))
}

pub(crate) fn rarest(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    let content = lacking(a, b).chain(lacking(b, a)).filter(|&word| !p.is_light(word));
    content.map(|word| p.fact(word).rarity).fold(0.0, f64::max)
}

pub(crate) fn one_sided(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    let any = |from, other| lacking(from, other).any(|word| !p.is_light(word));
    flag(any(a, b) != any(b, a))
}

pub(crate) fn letters(p: &Pair<'_>) -> f64 {
    let text = |id: NameId| match p.prepared.letters.get(id) {
        Some(text) => Cow::from(text),
        None => store::letters(p.lexicon, &p.lexicon.profiles[id]).into(),
    };
    let (a, b) = (text(p.ids.0), text(p.ids.1));
    similarity::levenshtein(&a, &b)
}

pub(crate) fn used(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    libm::log(a.articles.len().max(b.articles.len()).max(1) as f64)
}
