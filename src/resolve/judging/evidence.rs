//! The evidence that the forest weighs: what the reader says of two names, what vectors say, what their form shows.

use crate::resolve::judging::features::measures::{
    Pair, answered, crossed_over, flag, head, one_sided, other_topic, own_topic, rarest, soft_answered, told,
    topic, unmatched, used,
};
use crate::resolve::judging::reader::reading::Reading;
use crate::resolve::judging::sides::Sides;
use crate::resolve::judging::signs::SIGNS;
use crate::resolve::names::profile::Profile;

/// One number that the forest weighs. Every one is symmetric.
pub(crate) struct Measure {
    /// Its name in the file of the forest.
    pub(crate) name: &'static str,
    /// What it says, in words, with its unit.
    pub(crate) summary: &'static str,
    /// It needs vectors that were learned from the archive.
    pub(crate) vectors: bool,
    /// How it is computed.
    pub(crate) of: fn(&Pair<'_>, &Reading) -> f64,
}

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
    measure!("read-duplicate", "the names read as one thing (ln of probability)", false, |_, r| r.duplicate.into()),
    measure!("read-narrower", "one name reads as narrower (ln of probability)", false, |_, r| r.broader.max(r.narrower).into()),
    measure!("read-related", "the names read as related (ln of probability)", false, |_, r| r.related.into()),
    measure!("read-distinct", "the names read as distinct (ln of probability)", false, |_, r| r.distinct.into()),
    measure!("likeness", "likeness of the names in meaning", false, |_, r| r.likeness.into()),
    measure!("name-and-description", "vectors of name + half the description (cosine)", true, |p, _| p.cosines.mixed(0.5)),
    measure!("mixed", "vectors of name + description (cosine)", true, |p, _| p.cosines.mixed(1.0)),
    measure!("crossed", "how well each name tells the other's description, less its own (cosine)", true, |p, _| crossed_over(p)),
    measure!("topic", "what the articles of the two names speak of (cosine)", true, |p, _| topic(p)),
    measure!("own-topic", "how close the less typical name is to its own articles (cosine)", true, |p, _| own_topic(p)),
    measure!("other-topic", "how well a name fits the articles of the other (cosine)", true, |p, _| other_topic(p)),
    measure!("soft-answered", "share of the words that the other name answers by vector, worse side", true, |p, _| soft_answered(p)),
    measure!("unmatched", "vectors of the words only one name has (cosine)", true, |p, _| unmatched(p)),
    measure!("head", "likeness of the last words before any preposition", true, |p, _| head(p)),
    measure!("names", "vectors of the names (cosine)", true, |p, _| p.cosines.names),
    measure!("descriptions", "vectors of the descriptions (cosine)", true, |p, _| p.cosines.descriptions),
    measure!("told-best", "how well a name tells the other's description, better side (cosine)", true, |p, _| p.cosines.across.max(p.cosines.back)),
    measure!("told-worst", "the same, worse side (cosine)", true, |p, _| p.cosines.across.min(p.cosines.back)),
    measure!("own-best", "how well a name tells its own description, better side (cosine)", true, |p, _| p.cosines.own_a.max(p.cosines.own_b)),
    measure!("own-worst", "the same, worse side (cosine)", true, |p, _| p.cosines.own_a.min(p.cosines.own_b)),
    measure!("description-words", "equal words of the descriptions by rarity (cosine)", false, |p, _| {
        p.sides().0.description.cosine(&p.sides().1.description)
    }),
    measure!("answered", "share of the words, by rarity, that answer each other by spelling or list", false, |p, _| answered(p)),
    measure!("told", "share of the words that the other name or its description holds, worse side", false, |p, _| told(p)),
    measure!("rarest", "rarity of the rarest content word that the other name lacks", false, |p, _| rarest(p)),
    measure!("one-sided", "only one of the names has content words of its own", false, |p, _| one_sided(p)),
    measure!("used", "articles that use the more frequent name (ln)", false, |p, _| used(p)),
    measure!("same-article", "some article uses both", false, |p, _| flag(p.sides().0.shares_article(p.sides().1))),
    measure!("one-kind", "both names are of one kind", false, |p, _| flag(p.sides().0.kind == p.sides().1.kind)),
    measure!("left-less", "words without an equal, side with fewer", false, |p, _| left(p).0),
    measure!("left-more", "words without an equal, side with more", false, |p, _| left(p).1),
    measure!("shorter", "words of the shorter name", false, |p, _| lengths(p).0),
    measure!("longer", "words of the longer name", false, |p, _| lengths(p).1),
];

/// The name and the meaning of a number of [`values`].
pub(crate) fn about(at: usize) -> (&'static str, &'static str) {
    match MEASURES.get(at) {
        Some(measure) => (measure.name, measure.summary),
        None => (SIGNS[at - MEASURED].name, SIGNS[at - MEASURED].summary),
    }
}

/// All numbers of a pair; those that need vectors are 0 where there are none.
pub(crate) fn values(pair: &Pair<'_>, reading: &Reading) -> [f32; WIDTH] {
    let mut values = [0.0; WIDTH];
    for (value, measure) in values.iter_mut().zip(&MEASURES) {
        if pair.vectors.is_some() || !measure.vectors {
            *value = (measure.of)(pair, reading) as f32;
        }
    }
    let (a, b) = pair.sides();
    let strings_alone = pair.vectors.is_none();
    let sides = Sides { lexicon: pair.lexicon, a, b, alignment: pair.alignment(), strings_alone };
    for (value, sign) in values[MEASURED..].iter_mut().zip(SIGNS) {
        *value = f32::from(u8::from((sign.shows)(&sides)));
    }
    values
}

/// Words of each name that have no equal in the other, the side with fewer first.
fn left(pair: &Pair<'_>) -> (f64, f64) {
    let (a, b) = pair.sides();
    let lacks = |from: &Profile, other: &Profile| {
        from.words.iter().filter(|word| other.words.iter().all(|known| known.stem != word.stem)).count() as f64
    };
    let (x, y) = (lacks(a, b), lacks(b, a));
    (x.min(y), x.max(y))
}

fn lengths(pair: &Pair<'_>) -> (f64, f64) {
    let (a, b) = pair.sides();
    let (x, y) = (a.words.len() as f64, b.words.len() as f64);
    (x.min(y), x.max(y))
}
