use super::list::FEATURES;
use super::measures::{Cosines, Pair};
use super::store::Prepared;
use crate::resolve::embedding::corpus_words::Texts;
use crate::resolve::embedding::kernel::DIMENSIONS;
use crate::resolve::embedding::vectors::{Vectors, WordStatistics};
use crate::resolve::names::grouping::names;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::sample::corpus;
use crate::resolve::types::NameId;

type Rows<'a> = &'a [(&'a str, &'a str, &'a str, &'a str)];

/// The pair "solar panels" / "solar power".
const PANELS: Rows<'_> = &[
    ("a.md", "concern", "Solar panels", "power from light"),
    ("b.md", "concern", "Solar power", "light"),
    ("c.md", "concern", "Wind power", ""),
];

/// The pair "solar power protection system" / "solar risk".
const RISK: Rows<'_> = &[
    ("a.md", "concern", "Solar power protection system", "light solar"),
    ("a.md", "concern", "Solar risk", "light"),
    ("b.md", "concern", "Solar risk", "light"),
];

/// Values of the pair of the first two names by feature name.
fn measured(rows: Rows<'_>, vectors: Option<&Vectors>, swapped: bool) -> Vec<(&'static str, f64)> {
    let corpus = corpus(rows);
    let names = names(&corpus, &[]).0;
    let lexicon = Lexicon::new(&corpus, &names);
    let prepared = Prepared::new(&corpus, &names, &lexicon, &Texts::read(&corpus), vectors);
    let (first, second) = (NameId::new(0), NameId::new(1));
    let ids = if swapped { (second, first) } else { (first, second) };
    let pair = Pair::new(&lexicon, vectors, &prepared, ids);
    FEATURES.iter().zip(pair.values()).map(|(feature, value)| (feature.name, value)).collect()
}

fn check(values: &[(&str, f64)], expected: &[(&str, f64)]) {
    for (name, expected) in expected {
        let value = values.iter().find(|value| value.0 == *name).unwrap().1;
        assert!((value - expected).abs() < 5e-4, "{name}: {value}, expected {expected}");
    }
}

/// solar = (1, 0, 0), power = (0, 1, 0), panel = (0, 1, 1) / sqrt 2; light was never learned. Each
/// word occurs in 2 of 8 lessons, so all weigh sqrt(ln 4).
fn vectors() -> Vectors {
    let word = |stem: &str| WordStatistics { stem: stem.into(), lessons: 2 };
    let mut rows = vec![0.0; 3 * DIMENSIONS];
    (rows[1], rows[2]) = (0.5_f32.sqrt(), 0.5_f32.sqrt());
    rows[DIMENSIONS + 1] = 1.0;
    rows[2 * DIMENSIONS] = 1.0;
    Vectors::new(vec![word("panel"), word("power"), word("solar")].into(), 8, rows)
}

#[test]
fn string_features_are_computed_by_hand() {
    // Of 3 names solar and power are in two: rarity r = ln 2.5 / ln 4 = 0.66096; panel is in one: 1.
    // answered 2r / (3r + 1); told: of solar panels only solar is
    // known to the other side: r / (r + 1); letters: 3 edits in 11 (panel / power).
    let expected = [
        ("answered", 0.443_171),
        ("complete", 0.0),
        ("told", 0.397_940),
        ("rarest", 1.0),
        ("letters", 8.0 / 11.0),
        ("one-sided", 0.0),
        ("used", 0.0),
        ("same-article", 0.0),
        ("tone", 0.0),
        ("topic", 0.0),
    ];
    check(&measured(PANELS, None, false), &expected);
}

#[test]
fn features_of_a_risk_and_a_remedy_are_computed_by_hand() {
    // Of 2 names solar is in both: rarity ln 2 / ln 3 = 0.63093; the rest are in one: 1, risk and system count 0.4.
    // answered 2 x 0.63093 / (2 x 0.63093 + 1 + 1 + 0.4 + 0.4); told 0.63093 / (0.63093 + 1 + 1 + 0.4).
    // Descriptions: light (in 2 of 2: ln 2) and light, solar (in 1: ln 3): ln 2 / sqrt(ln 2^2 + ln 3^2).
    let expected = [
        ("answered", 0.310_661),
        ("complete", 0.0),
        ("told", 0.208_164),
        ("rarest", 1.0),
        ("description-words", 0.533_602),
        ("one-sided", 1.0),
        ("used", std::f64::consts::LN_2),
        ("same-article", 1.0),
        ("tone", 1.0),
        ("tool", 1.0),
        ("remedy", 1.0),
    ];
    check(&measured(RISK, None, false), &expected);
}

#[test]
fn topics_are_computed_by_hand() {
    // With half their descriptions the names are (1.207107, 0.707107) / 1.398966 and (1, 0). Article a speaks of their
    // mean, (0.965105, 0.261862), article b of (1, 0). The risk is in both: the mean (0.991238, 0.132088). The names
    // themselves: (1, 1) / sqrt 2 and (1, 0).
    let expected = [("topic", 0.991_238), ("own-topic", 0.867_597), ("other-topic", 0.965_105)];
    check(&measured(RISK, Some(&vectors()), false), &expected);
}

#[test]
fn every_feature_is_computed_by_hand_somewhere() {
    let text = include_str!("tests.rs");
    for feature in &FEATURES {
        assert!(text.contains(&format!("(\"{}\", ", feature.name)), "{}", feature.name);
    }
}

#[test]
fn vector_features_are_computed_by_hand() {
    // Names: (1, s, s) / sqrt 2 and (1, 1, 0) / sqrt 2 with s = sqrt 0.5: cosine (1 + s) / 2.
    // Descriptions: (0, 1, 0) and nothing that was learned, so b is its name alone. panel / power: s.
    let s = 0.5_f64.sqrt();
    let names = (1.0 + s) / 2.0;
    let (own, back) = (0.5, s);
    let mixed = |share: f64| (names + share * back) / (1.0 + 2.0 * share * own + share * share).sqrt();
    let expected = [
        ("name-and-description", mixed(0.5)),
        ("mixed", mixed(1.0)),
        ("crossed", (back - own) / 2.0),
        ("soft-answered", names),
        ("unmatched", s),
        ("head", s),
        ("letters", 0.0),
    ];
    let values = measured(PANELS, Some(&vectors()), false);
    check(&values, &expected);
}

#[test]
fn mixed_cosines_are_computed_by_hand() {
    let cosines = Cosines {
        names: 0.6,
        descriptions: 0.5,
        across: 0.2,
        back: 0.4,
        own_a: 0.1,
        own_b: 0.3,
        said_a: 1.0,
        said_b: 1.0,
        ..Cosines::default()
    };
    // (0.6 + 0.5 * 0.6 + 0.25 * 0.5) / (sqrt(1.35) * sqrt(1.55)).
    assert!((cosines.mixed(0.5) - 0.708_588).abs() < 1e-5);
    assert!((cosines.mixed(0.0) - 0.6).abs() < 1e-12);
}

#[test]
fn features_are_symmetric() {
    let both = vectors();
    for vectors in [None, Some(&both)] {
        for ((name, x), (_, y)) in
            measured(PANELS, vectors, false).into_iter().zip(measured(PANELS, vectors, true))
        {
            assert!((x - y).abs() < 1e-12, "{name}");
        }
    }
}
