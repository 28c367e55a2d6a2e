//! Long texts that are nearly the same: one holds the other, and little else.
//!
//! Candidates share a band of a sketch of their shingles; each is then compared in full. The bound: the paragraphs of the
//! shorter text stand in the longer one in order, and the longer one has at most a tenth more words. One word of a
//! hundred may be edited within a paragraph of running text, if it is a word in lower case and no negation. So a form
//! that was filled in twice is no copy: a number, a name, a sign, or a word of an item that differs stands in a paragraph
//! that the other text does not have. Sketch: MinHash by one permutation (Li, Owen, Zhang 2012), shingles of three words,
//! 32 bins in 8 bands; texts that share nine tenths of their shingles are missed 2 times of 10,000.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::parse::page::wording::CAPITAL;
use crate::parse::parsed::Wording;
use crate::parse::text::normal::parts;
use crate::parse::types::ArticleId;
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;

/// Words of a shingle.
const SHINGLE: usize = 3;
/// Bins of a sketch: the least shingle of each stands for it.
const BINS: usize = 32;
/// Bins of a band: texts that agree in all of one are compared.
const BAND: usize = 4;
/// Earlier texts of a band that each text is compared with.
const MOST_COMPARED: usize = 8;
/// So many of a hundred words of the longer text may be missing from the shorter one.
const MOST_MORE: usize = 10;
/// One word of so many may be edited.
const WORDS_AN_EDIT: usize = 100;
/// Words in a row that are one edit.
const MOST_EDITED: usize = 3;
/// Shorter paragraphs, items and headings are lines of a form, where each word counts.
const LEAST_PARAGRAPH: usize = 12;
/// Words that turn a sentence around.
static NEGATIONS: &[&str] = &[
    "not", "no", "never", "without", "nor", "none", "cannot", "pas", "jamais", "sans", "aucun", "aucune",
    "nicht", "kein", "keine", "nie", "ohne", "sin", "nunca", "senza", "mai", "non", "sem", "niet", "geen",
    "zonder",
];
/// Texts that one task sketches or compares.
const TASK: usize = 16;

/// Pairs of a near-copy and its original, which is none itself. `may` tells whether two articles may be copies at all.
/// O(words + candidates · words), each text having at most 64 candidates.
pub(super) fn near_copies(
    copied: &TiVec<ArticleId, Option<ArticleId>>,
    wordings: &TiSlice<ArticleId, Wording>,
    may: impl Fn(ArticleId, ArticleId) -> bool + Sync,
) -> Vec<(ArticleId, ArticleId)> {
    let long = |id: &ArticleId| copied[*id].is_none() && !wordings[*id].paragraphs.is_empty();
    let texts: Vec<ArticleId> = copied.keys().filter(long).collect();
    let pairs = candidates(&texts, wordings);
    let text = |id: ArticleId| wordings[id].paragraphs.as_str();
    let near =
        parallel::map_of(&pairs, TASK, |&(id, first)| may(first, id) && nearly_equal(text(first), text(id)));
    let mut found: Vec<(ArticleId, ArticleId)> = Vec::new();
    for (&(id, first), _) in pairs.iter().zip(near).filter(|(_, near)| *near) {
        let is_copy = |id: ArticleId| found.binary_search_by_key(&id, |pair| pair.0).is_ok();
        if !is_copy(id) && !is_copy(first) {
            found.push((id, first));
        }
    }
    found
}

/// Pairs of texts that share a band, the later one first, sorted.
fn candidates(texts: &[ArticleId], wordings: &TiSlice<ArticleId, Wording>) -> Vec<(ArticleId, ArticleId)> {
    let bands = parallel::map_of(texts, TASK, |&id| bands(&wordings[id].paragraphs));
    let mut keyed: Vec<(u64, ArticleId)> =
        texts.iter().zip(bands).flat_map(|(&id, bands)| bands.map(|band| (band, id))).collect();
    keyed.sort_unstable();
    let mut pairs = Vec::new();
    for alike in keyed.chunk_by(|a, b| a.0 == b.0) {
        for (at, &(_, id)) in alike.iter().enumerate() {
            let earlier = &alike[at.saturating_sub(MOST_COMPARED)..at];
            pairs.extend(earlier.iter().map(|&(_, first)| (id, first)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// One number a band, equal where all bins of the band are.
fn bands(text: &str) -> [u64; BINS / BAND] {
    let mut least = [u64::MAX; BINS];
    let mut shingle = [0_u64; SHINGLE];
    for (at, word) in text.split([' ', '\n']).flat_map(parts).enumerate() {
        shingle[at % SHINGLE] = hash(bare(word).as_bytes());
        if at + 1 >= SHINGLE {
            let mut hasher = FxHasher::default();
            (at + 1..=at + SHINGLE).for_each(|place| hasher.write_u64(shingle[place % SHINGLE]));
            let value = spread(hasher.finish());
            let bin = usize::try_from(value % 32).unwrap_or(0);
            least[bin] = least[bin].min(value);
        }
    }
    std::array::from_fn(|band| {
        let mut hasher = FxHasher::default();
        least[band * BAND..(band + 1) * BAND].iter().for_each(|&value| hasher.write_u64(value));
        hasher.write_usize(band);
        spread(hasher.finish())
    })
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// Spreads a hash evenly over all bits (the finalizer of SplitMix64).
fn spread(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Whether one text holds the paragraphs of the other in order and at most a tenth more words.
fn nearly_equal(a: &str, b: &str) -> bool {
    let size = |text: &str| text.split([' ', '\n']).flat_map(parts).count();
    let ((shorter, less), (longer, more)) = {
        let (a, b) = ((a, size(a)), (b, size(b)));
        if a.1 <= b.1 { (a, b) } else { (b, a) }
    };
    if (more - less) * 100 > MOST_MORE * more {
        return false;
    }
    let mut edits = less / WORDS_AN_EDIT;
    let mut rest = longer.lines();
    shorter.lines().all(|paragraph| rest.any(|other| same_but_for_edits(paragraph, other, &mut edits)))
}

/// Whether two paragraphs are equal but for an edit here and there, whose words are taken from those left.
fn same_but_for_edits(a: &str, b: &str, left: &mut usize) -> bool {
    if a == b {
        return true;
    }
    let words = |text: &'_ str| -> usize { text.split(' ').count() };
    if *left == 0 || words(a).min(words(b)) < LEAST_PARAGRAPH || words(a).abs_diff(words(b)) > *left {
        return false;
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (mut at, mut of, mut budget) = (0, 0, *left);
    while at < a.len() || of < b.len() {
        if at < a.len() && of < b.len() && bare(a[at]) == bare(b[of]) {
            (at, of) = (at + 1, of + 1);
            continue;
        }
        let Some((more, less)) = edit(&a[at..], &b[of..]) else { return false };
        let Some(rest) = budget.checked_sub(more.max(less)) else { return false };
        (at, of, budget) = (at + more, of + less, rest);
    }
    *left = budget;
    true
}

/// How many words of both texts to pass over, so that they go on alike: three at most, all of them plain.
fn edit(a: &[&str], b: &[&str]) -> Option<(usize, usize)> {
    let passes = (1..=2 * MOST_EDITED).flat_map(|sum| (0..=sum).map(move |more| (more, sum - more)));
    let mut passes =
        passes.filter(|&(more, less)| more <= MOST_EDITED.min(a.len()) && less <= MOST_EDITED.min(b.len()));
    passes.find(|&(more, less)| {
        let (rest_a, rest_b) = (&a[more..], &b[less..]);
        let ahead = rest_a.len().min(rest_b.len()).min(2);
        let alike = rest_a.iter().zip(rest_b).take(ahead).all(|(a, b)| bare(a) == bare(b));
        let ends = ahead == 2 || rest_a.len() == rest_b.len();
        alike && ends && a[..more].iter().chain(&b[..less]).all(|word| is_plain(word))
    })
}

/// A word in lower-case letters alone that negates nothing. Numbers, names, signs, and the words of scripts without
/// case carry the sense.
fn is_plain(word: &str) -> bool {
    word.chars().all(char::is_lowercase) && !NEGATIONS.contains(&word)
}

fn bare(word: &str) -> &str {
    word.strip_prefix(CAPITAL).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paragraphs of twenty different words each.
    fn text(paragraphs: usize) -> String {
        let word =
            |at: usize| format!("word{}", char::from(b'a' + (at % 26) as u8).to_string().repeat(1 + at / 26));
        let paragraph = |at: usize| (0..20).map(|of| word(at * 20 + of)).collect::<Vec<_>>().join(" ") + "\n";
        (0..paragraphs).map(paragraph).collect()
    }

    #[test]
    fn a_text_may_have_a_tenth_more_and_edits() {
        let long = text(20);
        assert!(nearly_equal(&long, &format!("saved from the web\n{long}")));
        assert!(nearly_equal(&long, &format!("{long}share this page\n")));
        assert!(nearly_equal(&long, &long.replacen("wordaaa ", "wrodaaa ", 1)));
        assert!(nearly_equal(
            &long,
            &long.replacen("wordaaa ", "wordaaa and so ", 1).replacen("worddd ", "", 1)
        ));
        assert!(nearly_equal(&long, &long.replacen("wordaaa ", "\u{1}wordaaa ", 1)), "a capital");
        assert!(
            !nearly_equal(&long, &format!("{long}{}", text(3).replace("word", "other"))),
            "60 of 460 words"
        );
        assert!(!nearly_equal(&long, &text(17)));
    }

    #[test]
    fn what_one_says_otherwise_is_no_copy() {
        let long = text(20);
        for (from, to) in [
            ("wordaaa ", "5 "),
            ("wordaaa ", "\u{1}norway "),
            ("wordaaa ", "c++ "),
            ("worda wordb", "worda not wordb"),
            ("wordaaa ", "one two three four five "),
            ("worda ", "\u{6c34} "),
        ] {
            assert!(!nearly_equal(&long, &long.replacen(from, to, 1)), "{from}");
        }
        let (one, other) = (format!("{long}status open\n"), format!("{long}status closed\n"));
        assert!(!nearly_equal(&one, &other));
    }

    #[test]
    fn near_texts_share_a_band_and_others_none() {
        let long = text(20);
        let near = format!("saved from the web\n{long}");
        let shared = |a: &str, b: &str| bands(a).iter().zip(bands(b)).filter(|(a, b)| *a == b).count();
        assert!(shared(&long, &near) > 0);
        assert_eq!(shared(&long, &long.replace("word", "other")), 0);
        let han: String = ('\u{4e00}'..'\u{4f00}').collect();
        assert_eq!(shared(&han, &han), BINS / BAND);
    }
}
