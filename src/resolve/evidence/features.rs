//! The features: what is measured of a pair of names.

use super::prepared::{Prepared, row};
use crate::resolve::align::Alignment;
use crate::resolve::lexicon::{Lexicon, MAX_WORDS, Profile, Word};
use crate::resolve::vectors::kernel::{add, dot, normalize};
use crate::resolve::vectors::{DIMENSIONS, Vectors};
use crate::resolve::words;

/// Something measured of a pair of names. Every feature is symmetric.
pub struct Feature {
    /// Its name in the weights file.
    pub name: &'static str,
    /// What it says, in words, with its unit.
    pub summary: &'static str,
    /// It counts where there are vectors.
    pub vectors: bool,
    /// It counts where there are strings alone.
    pub strings: bool,
    /// Where its curve of log-odds may bend.
    pub knots: &'static [f64],
    /// How it is computed.
    pub of: fn(&Pair<'_>) -> f64,
}

/// Two names with all that is known of them.
pub struct Pair<'a> {
    /// The words of all names.
    pub lexicon: &'a Lexicon,
    /// The vectors of words, where there are any.
    pub vectors: Option<&'a Vectors>,
    /// What was prepared of all names.
    pub prepared: &'a Prepared,
    /// The two names.
    pub ids: (usize, usize),
    /// Which words answer each other.
    pub alignment: &'a Alignment,
    /// Their cosines.
    pub cosines: Cosines,
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
}

impl Cosines {
    /// All of them, or zeros without vectors.
    #[must_use]
    pub fn new(prepared: &Prepared, a: usize, b: usize) -> Self {
        if prepared.names.is_empty() {
            return Self::default();
        }
        let cosine = |x: &[f32], y: &[f32]| f64::from(dot(x, y));
        let (name_a, name_b) = (row(&prepared.names, a), row(&prepared.names, b));
        let (said_a, said_b) = (row(&prepared.descriptions, a), row(&prepared.descriptions, b));
        Self {
            names: cosine(name_a, name_b),
            descriptions: cosine(said_a, said_b),
            across: cosine(name_a, said_b),
            back: cosine(said_a, name_b),
            own_a: cosine(name_a, said_a),
            own_b: cosine(name_b, said_b),
            said_a: flag(said_a.iter().any(|x| *x != 0.0)),
            said_b: flag(said_b.iter().any(|x| *x != 0.0)),
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

/// Number of features.
pub const COUNT: usize = 21;

/// All features, in the order of the explanation.
pub static FEATURES: [Feature; COUNT] = [
    Feature {
        name: "name-and-description",
        summary: "vectors of name + half the description (cosine)",
        vectors: true,
        strings: false,
        knots: &[0.2, 0.4, 0.55, 0.7, 0.85, 1.0],
        of: |p| p.cosines.mixed(0.5),
    },
    Feature {
        name: "mixed",
        summary: "vectors of name + description (cosine)",
        vectors: true,
        strings: false,
        knots: &[0.2, 0.4, 0.55, 0.7, 0.85, 1.0],
        of: |p| p.cosines.mixed(1.0),
    },
    Feature {
        name: "crossed",
        summary: "how well each name tells the other's description, less its own (cosine)",
        vectors: true,
        strings: false,
        knots: &[-0.6, -0.4, -0.2, 0.0],
        of: crossed,
    },
    Feature {
        name: "topic",
        summary: "what the articles of the two names speak of (cosine)",
        vectors: true,
        strings: false,
        knots: &[0.2, 0.5, 0.75, 1.0],
        of: topic,
    },
    Feature {
        name: "own-topic",
        summary: "how close the less typical name is to its own articles (cosine)",
        vectors: true,
        strings: false,
        knots: &[0.0, 0.2, 0.4, 0.6],
        of: own_topic,
    },
    Feature {
        name: "other-topic",
        summary: "how well a name fits the articles of the other (cosine)",
        vectors: true,
        strings: false,
        knots: &[0.0, 0.2, 0.4, 0.6],
        of: other_topic,
    },
    Feature {
        name: "soft-answered",
        summary: "share of the words, by rarity, that the other name answers by vector, worse side",
        vectors: true,
        strings: false,
        knots: &[0.4, 0.6, 0.8, 0.9, 1.0],
        of: soft_answered,
    },
    Feature {
        name: "unmatched",
        summary: "vectors of the words only one name has (cosine; 1: neither has any, -0.3: one has)",
        vectors: true,
        strings: false,
        knots: &[-0.3, 0.0, 0.3, 0.6, 1.0],
        of: unmatched,
    },
    Feature {
        name: "head",
        summary: "likeness of the last words before any preposition",
        vectors: true,
        strings: false,
        knots: &[0.0, 0.3, 0.6, 1.0],
        of: head,
    },
    Feature {
        name: "answered",
        summary: "share of the words, by rarity, that answer each other by spelling or list",
        vectors: false,
        strings: true,
        knots: &[0.3, 0.5, 0.7, 0.85, 1.0],
        of: answered,
    },
    Feature {
        name: "complete",
        summary: "every word answers one of the other name",
        vectors: false,
        strings: true,
        knots: &[0.0, 1.0],
        of: complete,
    },
    Feature {
        name: "told",
        summary: "share of the words, by rarity, that the other name or its description holds, worse side",
        vectors: false,
        strings: true,
        knots: &[0.3, 0.6, 0.8, 1.0],
        of: told,
    },
    Feature {
        name: "rarest",
        summary: "rarity of the rarest content word that the other name lacks",
        vectors: false,
        strings: true,
        knots: &[0.0, 0.3, 0.5, 0.7, 1.0],
        of: rarest,
    },
    Feature {
        name: "letters",
        summary: "likeness of the sorted words as strings (normalized edit distance)",
        vectors: false,
        strings: true,
        knots: &[0.3, 0.5, 0.7, 0.85, 1.0],
        of: letters,
    },
    Feature {
        name: "description-words",
        summary: "equal words of the descriptions by rarity (cosine)",
        vectors: true,
        strings: true,
        knots: &[0.0, 0.1, 0.25, 0.5],
        of: |p| p.sides().0.description.cosine(&p.sides().1.description),
    },
    Feature {
        name: "one-sided",
        summary: "only one of the names has content words of its own",
        vectors: true,
        strings: true,
        knots: &[0.0, 1.0],
        of: one_sided,
    },
    Feature {
        name: "used",
        summary: "articles that use the more frequent name (ln)",
        vectors: true,
        strings: true,
        knots: &[0.0, 0.7, 1.6, 3.0],
        of: used,
    },
    Feature {
        name: "same-article",
        summary: "some article uses both",
        vectors: false,
        strings: true,
        knots: &[0.0, 1.0],
        of: |p| flag(p.sides().0.shares_article(p.sides().1)),
    },
    Feature {
        name: "tone",
        summary: "only one name speaks of risks, concerns or effects",
        vectors: true,
        strings: true,
        knots: &[0.0, 1.0],
        of: |p| p.one_has(words::ASPECT),
    },
    Feature {
        name: "tool",
        summary: "only one name speaks of tools or systems",
        vectors: true,
        strings: true,
        knots: &[0.0, 1.0],
        of: |p| p.one_has(words::TOOL),
    },
    Feature {
        name: "remedy",
        summary: "only one name speaks of prevention, protection or control",
        vectors: true,
        strings: true,
        knots: &[0.0, 1.0],
        of: |p| p.one_has(words::PREVENTION),
    },
];

fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// What a word that carries no meaning of its own counts, beside its rarity.
const LIGHT: f64 = 0.4;

impl<'a> Pair<'a> {
    /// The values of all features of a set, indexed like [`FEATURES`]; the others stay 0.
    #[must_use]
    pub fn values(&self) -> [f64; COUNT] {
        let mut values = [0.0; COUNT];
        for (value, feature) in values.iter_mut().zip(&FEATURES) {
            if if self.vectors.is_some() { feature.vectors } else { feature.strings } {
                *value = (feature.of)(self);
            }
        }
        values
    }

    /// The profiles of the two names.
    #[must_use]
    pub fn sides(&self) -> (&'a Profile, &'a Profile) {
        (&self.lexicon.profiles[self.ids.0], &self.lexicon.profiles[self.ids.1])
    }

    fn is_light(&self, word: Word) -> bool {
        self.lexicon.stem(word).classes & (words::FILLER | words::ASPECT | words::TOOL) != 0
    }

    fn rarity(&self, word: Word) -> f64 {
        self.prepared.rarity[word.stem as usize]
    }

    /// What a word counts: its rarity, less where it is emphasis, tone or a general thing.
    fn weight(&self, word: Word) -> f64 {
        self.rarity(word) * if self.is_light(word) { LIGHT } else { 1.0 }
    }

    /// Whether exactly one name has a word of a class that the other does not answer.
    fn one_has(&self, class: u16) -> f64 {
        let (a, b) = self.sides();
        let has = |word: Word| self.lexicon.stem(word).classes & class != 0;
        flag(self.alignment.only_a(a).any(has) != self.alignment.only_b(b).any(has))
    }

    /// Likeness of two words, 0 to 1: by list and spelling, else the cosine of their vectors.
    fn likeness(&self, x: Word, y: Word) -> f64 {
        let (first, second) = (self.lexicon.stem(x), self.lexicon.stem(y));
        if x.stem == y.stem {
            return 1.0;
        }
        if first.sense == second.sense {
            return 0.9;
        }
        let (Some(vectors), Some(u), Some(v)) =
            (self.vectors, self.prepared.word_of[x.stem as usize], self.prepared.word_of[y.stem as usize])
        else {
            return 0.0;
        };
        f64::from(vectors.cosine(u, v)).max(0.0)
    }
}

fn crossed(p: &Pair<'_>) -> f64 {
    let c = p.cosines;
    (c.across + c.back - c.own_a - c.own_b) / 2.0
}

fn topic(p: &Pair<'_>) -> f64 {
    f64::from(dot(p.prepared.topic(p.ids.0), p.prepared.topic(p.ids.1)))
}

fn own_topic(p: &Pair<'_>) -> f64 {
    p.prepared.own_topic(p.ids.0).min(p.prepared.own_topic(p.ids.1))
}

fn other_topic(p: &Pair<'_>) -> f64 {
    let fit =
        |name: usize, other: usize| f64::from(dot(row(&p.prepared.names, name), p.prepared.topic(other)));
    fit(p.ids.0, p.ids.1).max(fit(p.ids.1, p.ids.0))
}

/// Words of one profile that the other lacks.
fn lacking<'p>(from: &'p Profile, other: &'p Profile) -> impl Iterator<Item = Word> + 'p {
    from.words.iter().copied().filter(|word| other.words.iter().all(|known| known.stem != word.stem))
}

fn soft_answered(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    let mut best_b = [0.0_f64; MAX_WORDS];
    let mut side_a = (0.0, 0.0);
    for &word in &a.words {
        let mut best = 0.0_f64;
        for (&other, best_of_other) in b.words.iter().zip(&mut best_b) {
            let likeness = p.likeness(word, other);
            best = best.max(likeness);
            *best_of_other = best_of_other.max(likeness);
        }
        side_a = (side_a.0 + p.weight(word) * best, side_a.1 + p.weight(word));
    }
    let side_b = b
        .words
        .iter()
        .zip(best_b)
        .fold((0.0, 0.0), |sum, (&word, best)| (sum.0 + p.weight(word) * best, sum.1 + p.weight(word)));
    (side_a.0 / f64::max(side_a.1, 1e-9)).min(side_b.0 / f64::max(side_b.1, 1e-9))
}

fn unmatched(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    let Some(vectors) = p.vectors else { return 0.0 };
    let sum = |from: &Profile, other: &Profile| {
        let mut sum = [0.0_f32; DIMENSIONS];
        let mut any = false;
        for word in lacking(from, other) {
            any = true;
            if let Some(id) = p.prepared.word_of[word.stem as usize] {
                add(&mut sum, p.prepared.weights[id as usize], vectors.row(id));
            }
        }
        normalize(&mut sum);
        (any, sum)
    };
    match (sum(a, b), sum(b, a)) {
        ((false, _), (false, _)) => 1.0,
        ((true, x), (true, y)) => f64::from(dot(&x, &y)),
        _ => -0.3,
    }
}

fn head(p: &Pair<'_>) -> f64 {
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

fn answered(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    let total: f64 = a.words.iter().chain(&b.words).map(|&word| p.weight(word)).sum();
    let answered: f64 = (a.words.iter().enumerate())
        .filter_map(|(i, &word)| {
            let (j, likeness) = p.alignment.of_a(i)?;
            Some(likeness * (p.weight(word) + p.weight(b.words[j])))
        })
        .sum();
    answered / total.max(1e-9)
}

fn complete(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    flag(p.alignment.only_a(a).next().is_none() && p.alignment.only_b(b).next().is_none())
}

fn told(p: &Pair<'_>) -> f64 {
    let side = |from: &Profile, other: &Profile, told: &[u32]| {
        let knows = |word: &Word| {
            other.words.iter().any(|known| known.stem == word.stem) || told.binary_search(&word.stem).is_ok()
        };
        let total: f64 = from.words.iter().map(|&word| p.weight(word)).sum();
        from.words.iter().filter(|word| knows(word)).map(|&word| p.weight(word)).sum::<f64>()
            / total.max(1e-9)
    };
    let (a, b) = p.sides();
    let told = |id: usize| p.prepared.told.get(id).map_or(&[][..], Vec::as_slice);
    side(a, b, told(p.ids.1)).min(side(b, a, told(p.ids.0)))
}

fn rarest(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    let content = lacking(a, b).chain(lacking(b, a)).filter(|&word| !p.is_light(word));
    content.map(|word| p.rarity(word)).fold(0.0, f64::max)
}

fn one_sided(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    let any = |from, other| lacking(from, other).any(|word| !p.is_light(word));
    flag(any(a, b) != any(b, a))
}

/// Letters of a name that are compared; the distance takes time by their square.
const MOST_LETTERS: usize = 128;

fn letters(p: &Pair<'_>) -> f64 {
    let text = |profile: &Profile| {
        let mut words: Vec<&str> =
            profile.words.iter().map(|&word| p.lexicon.stem(word).text.as_str()).collect();
        words.sort_unstable();
        words.join(" ").chars().take(MOST_LETTERS).collect::<String>()
    };
    let (a, b) = p.sides();
    rapidfuzz::distance::levenshtein::normalized_similarity(text(a).chars(), text(b).chars())
}

fn used(p: &Pair<'_>) -> f64 {
    let (a, b) = p.sides();
    libm::log(a.articles.len().max(b.articles.len()).max(1) as f64)
}
