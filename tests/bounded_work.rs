//! Work stays bounded on names made to defeat blocking: pairs are counted, not seconds.
//!
//! The same families at 100,000 names, in seconds: benches/hostile_names.py, which .ci/corpus runs.

use portent::parse::{Article, ArticleId, Corpus, KindId, Mention};
use std::sync::Arc;

use portent::resolve::stages::{Candidates, Judge, candidates as block, names};
use portent::resolve::{ResolveOptions, resolve};

/// Names that share all but a little, and what a test calls them.
type Family = (&'static str, fn(usize) -> String);

/// Five letters that count.
fn letters(mut at: usize) -> String {
    let digit = |_| {
        let letter = char::from(b'a' + u8::try_from(at % 26).expect("small numbers"));
        at /= 26;
        letter
    };
    (0..5).map(digit).collect()
}

const FAMILIES: &[Family] = &[
    ("equal but for the last character", |at| {
        format!(
            "Strain on Local Power Grid {}",
            char::from_u32(0x2_0000 + u32::try_from(at).expect("small numbers")).expect("small numbers")
        )
    }),
    ("equal but for the last letters", |at| format!("Local Grid Strain qqqq{}", letters(at))),
    ("one shared word", |at| format!("Strain of {} by {}", letters(at * 7919), letters(at * 104_729 + 13))),
    ("identical", |_| "Strain on Local Power Grids".into()),
];

fn corpus(count: usize, name: fn(usize) -> String) -> Corpus {
    let mention = |at: usize| Mention {
        article: ArticleId::new(u32::try_from(at / 50).expect("small numbers")),
        line: u32::try_from(at % 50 + 1).expect("small numbers"),
        kind: KindId::CONCERN,
        name: name(at).into(),
        description: None,
        relevancy: None,
        attributes: Box::default(),
    };
    let article = |at: usize| Article { path: format!("{at:06}.md"), ..Article::default() };
    Corpus {
        articles: (0..count.div_ceil(50)).map(article).collect(),
        mentions: (0..count).map(mention).collect(),
        ..Corpus::default()
    }
}

fn candidates(corpus: &Corpus) -> Candidates {
    let names = Arc::new(names(corpus, &[]).0);
    let judge = Judge::new(corpus, &names, &ResolveOptions::default());
    block(judge.lexicon(), &names, judge.neighbors().as_ref(), |_, _| true, |a, b| judge.nearness(a, b))
}

// T15: pairs are counted, and caps are told.
#[test]
fn candidates_grow_with_the_names_and_no_cap_is_silent() {
    for (what, name) in FAMILIES {
        let small = candidates(&corpus(4_000, *name));
        let large = candidates(&corpus(8_000, *name));
        let (few, many) = (small.pairs.len(), large.pairs.len());
        println!("{what}: {few} -> {many} candidate pairs; {:?}", large.remarks);
        assert!(many as f64 <= 2.6 * few as f64, "{what}: {few} -> {many}");
        assert!(many == 0 || !large.remarks.is_empty(), "{what}");
    }
}

// T15: and nothing is lost.
#[test]
fn every_family_resolves_and_keeps_all_mentions() {
    for (what, name) in FAMILIES {
        let started = std::time::Instant::now();
        let found = resolve(&corpus(8_000, *name), &ResolveOptions::default()).expect("no decisions");
        println!(
            "{what}: {:.1} s, {} entities, {:?}",
            started.elapsed().as_secs_f64(),
            found.entities.len(),
            found.remarks
        );
        assert_eq!(found.name_of.len(), 8_000, "{what}");
    }
}

// T16: a thousand names, each of which shares three of its four words with the next: those that share none are never one.
#[test]
fn a_chain_of_names_is_not_one_entity() {
    let drifting = |at: usize| (at..at + 4).map(|word| letters(word * 7919)).collect::<Vec<_>>().join(" ");
    let found = resolve(&corpus(1_000, drifting), &ResolveOptions::default()).expect("no decisions");
    let entity = |mention: usize| found.entity_of[found.name_of.raw[mention]];
    for first in 0..996 {
        assert_ne!(entity(first), entity(first + 4), "names {first} and {}", first + 4);
    }
}
