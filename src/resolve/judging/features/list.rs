//! The features: what is measured of a pair of names.

use crate::resolve::judging::features::measures::{
    Pair, answered, complete, crossed_over, flag, head, letters, one_sided, other_topic, own_topic, rarest,
    soft_answered, told, topic, unmatched, used,
};
use crate::resolve::language::words;

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

/// Number of features.
pub(crate) const COUNT: usize = 21;

/// All features, in the order of the explanation.
pub(crate) static FEATURES: [Feature; COUNT] = [
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
        of: crossed_over,
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

impl Pair<'_> {
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
}
