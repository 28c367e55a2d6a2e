//! The evidence that the forest weighs: what the reader says of two names, what vectors say, what their form shows.

use crate::resolve::judging::features::list::COUNT;
use crate::resolve::judging::features::measures::{Pair, answered, flag, lacking, rarest, told};
use crate::resolve::judging::reader::reading::Reading;
use crate::resolve::judging::sides::Sides;
use crate::resolve::judging::signs::SIGNS;

/// One number that the forest weighs. Every one is symmetric.
pub(crate) struct Measure {
    /// Its name in the file of the forest.
    pub(crate) name: &'static str,
    /// What it says, in words, with its unit.
    pub(crate) summary: &'static str,
    /// It needs vectors that were learned from the archive.
    pub(crate) vectors: bool,
    /// How it is computed.
    pub(crate) of: fn(&Pair<'_>, &Reading, &[f64; COUNT]) -> f64,
}

// Places of features of the first look, whose values are taken over.
const NAME_AND_DESCRIPTION: usize = 0;
const MIXED: usize = 1;
const CROSSED: usize = 2;
const TOPIC: usize = 3;
const OWN_TOPIC: usize = 4;
const OTHER_TOPIC: usize = 5;
const SOFT_ANSWERED: usize = 6;
const UNMATCHED: usize = 7;
const HEAD: usize = 8;
const DESCRIPTION_WORDS: usize = 14;
const ONE_SIDED: usize = 15;
const USED: usize = 16;

/// Measures apart from signs.
const MEASURED: usize = 32;
/// Numbers of a pair: [`MEASURES`], then one a sign.
pub(crate) const WIDTH: usize = MEASURED + 11;

macro_rules! measure {
    ($name:literal, $summary:literal, $vectors:literal, $of:expr) => {
        Measure { name: $name, summary: $summary, vectors: $vectors, of: $of }
    };
}

/// All measures, in the order of the explanation.
pub(crate) static MEASURES: [Measure; MEASURED] = [
    measure!("read-duplicate", "the names read as one thing (ln of probability)", false, |_, r, _| r
        .duplicate
        .into()),
    measure!("read-narrower", "one name reads as narrower (ln of probability)", false, |_, r, _| r
        .broader
        .max(r.narrower)
        .into()),
    measure!("read-related", "the names read as related (ln of probability)", false, |_, r, _| r
        .related
        .into()),
    measure!("read-distinct", "the names read as distinct (ln of probability)", false, |_, r, _| r
        .distinct
        .into()),
    measure!("likeness", "likeness of the names in meaning", false, |_, r, _| r.likeness.into()),
    measure!(
        "name-and-description",
        "vectors of name + half the description (cosine)",
        true,
        |_, _, first| first[NAME_AND_DESCRIPTION]
    ),
    measure!("mixed", "vectors of name + description (cosine)", true, |_, _, first| first[MIXED]),
    measure!(
        "crossed",
        "how well each name tells the other's description, less its own (cosine)",
        true,
        |_, _, first| first[CROSSED]
    ),
    measure!("topic", "what the articles of the two names speak of (cosine)", true, |_, _, first| first
        [TOPIC]),
    measure!(
        "own-topic",
        "how close the less typical name is to its own articles (cosine)",
        true,
        |_, _, first| first[OWN_TOPIC]
    ),
    measure!(
        "other-topic",
        "how well a name fits the articles of the other (cosine)",
        true,
        |_, _, first| first[OTHER_TOPIC]
    ),
    measure!(
        "soft-answered",
        "share of the words that the other name answers by vector, worse side",
        true,
        |_, _, first| first[SOFT_ANSWERED]
    ),
    measure!("unmatched", "vectors of the words only one name has (cosine)", true, |_, _, first| first
        [UNMATCHED]),
    measure!("head", "likeness of the last words before any preposition", true, |_, _, first| first[HEAD]),
    measure!("names", "vectors of the names (cosine)", true, |p, _, _| p.cosines.names),
    measure!("descriptions", "vectors of the descriptions (cosine)", true, |p, _, _| p.cosines.descriptions),
    measure!(
        "told-best",
        "how well a name tells the other's description, better side (cosine)",
        true,
        |p, _, _| p.cosines.across.max(p.cosines.back)
    ),
    measure!("told-worst", "the same, worse side (cosine)", true, |p, _, _| p
        .cosines
        .across
        .min(p.cosines.back)),
    measure!(
        "own-best",
        "how well a name tells its own description, better side (cosine)",
        true,
        |p, _, _| p.cosines.own_a.max(p.cosines.own_b)
    ),
    measure!("own-worst", "the same, worse side (cosine)", true, |p, _, _| p
        .cosines
        .own_a
        .min(p.cosines.own_b)),
    measure!(
        "description-words",
        "equal words of the descriptions by rarity (cosine)",
        false,
        |_, _, first| first[DESCRIPTION_WORDS]
    ),
    measure!(
        "answered",
        "share of the words, by rarity, that answer each other by spelling or list",
        false,
        |p, _, _| answered(p)
    ),
    measure!(
        "told",
        "share of the words that the other name or its description holds, worse side",
        false,
        |p, _, _| told(p)
    ),
    measure!("rarest", "rarity of the rarest content word that the other name lacks", false, |p, _, _| {
        rarest(p)
    }),
    measure!("one-sided", "only one of the names has content words of its own", false, |_, _, first| first
        [ONE_SIDED]),
    measure!("used", "articles that use the more frequent name (ln)", false, |_, _, first| first[USED]),
    measure!("same-article", "some article uses both", false, |p, _, _| flag(
        p.sides().0.shares_article(p.sides().1)
    )),
    measure!("one-kind", "both names are of one kind", false, |p, _, _| flag(
        p.sides().0.kind == p.sides().1.kind
    )),
    measure!("left-less", "words without an equal, side with fewer", false, |p, _, _| left(p).0),
    measure!("left-more", "words without an equal, side with more", false, |p, _, _| left(p).1),
    measure!("shorter", "words of the shorter name", false, |p, _, _| lengths(p).0),
    measure!("longer", "words of the longer name", false, |p, _, _| lengths(p).1),
];

/// The name and the meaning of a number of [`values`].
pub(crate) fn about(at: usize) -> (&'static str, &'static str) {
    match MEASURES.get(at) {
        Some(measure) => (measure.name, measure.summary),
        None => (SIGNS[at - MEASURED].name, SIGNS[at - MEASURED].summary),
    }
}

/// All numbers of a pair, of which the `first` look found some; those that need vectors are 0 where there are none.
pub(crate) fn values(pair: &Pair<'_>, reading: &Reading, first: &[f64; COUNT]) -> [f32; WIDTH] {
    let mut values = [0.0; WIDTH];
    for (value, measure) in values.iter_mut().zip(&MEASURES) {
        if pair.vectors.is_some() || !measure.vectors {
            *value = (measure.of)(pair, reading, first) as f32;
        }
    }
    let sides = Sides::of(pair);
    for (value, sign) in values[MEASURED..].iter_mut().zip(SIGNS) {
        *value = f32::from(u8::from((sign.shows)(&sides)));
    }
    values
}

/// Words of each name that have no equal in the other, the side with fewer first.
fn left(pair: &Pair<'_>) -> (f64, f64) {
    let (a, b) = pair.sides();
    let (x, y) = (lacking(a, b).count() as f64, lacking(b, a).count() as f64);
    (x.min(y), x.max(y))
}

fn lengths(pair: &Pair<'_>) -> (f64, f64) {
    let (a, b) = pair.sides();
    let (x, y) = (a.words.len() as f64, b.words.len() as f64);
    (x.min(y), x.max(y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::judging::features::list::FEATURES;

    #[test]
    fn features_of_the_first_look_stand_at_their_places() {
        let places = [
            (NAME_AND_DESCRIPTION, "name-and-description"),
            (MIXED, "mixed"),
            (CROSSED, "crossed"),
            (TOPIC, "topic"),
            (OWN_TOPIC, "own-topic"),
            (OTHER_TOPIC, "other-topic"),
            (SOFT_ANSWERED, "soft-answered"),
            (UNMATCHED, "unmatched"),
            (HEAD, "head"),
            (DESCRIPTION_WORDS, "description-words"),
            (ONE_SIDED, "one-sided"),
            (USED, "used"),
        ];
        for (place, name) in places {
            assert_eq!(FEATURES[place].name, name);
        }
    }
}
