//! Which articles are copies of another one: the same link, or equal tables.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHasher;

use crate::parse::links::normal_form;
use crate::parse::{Article, Mention, Schema};

/// For each article the first one that it is a copy of. Tables are equal where they hold the same kinds, names
/// and descriptions in any order, case, spacing and punctuation left aside. O(total text), plus a comparison in
/// full for each copy found.
pub(super) fn copies(
    articles: &[Article],
    mentions: &[Mention],
    ranges: &[Range<usize>],
    schema: &Schema,
) -> Vec<Option<usize>> {
    let mut first: Vec<usize> = (0..articles.len()).collect();
    let mut by_link: BTreeMap<String, usize> = BTreeMap::new();
    for (at, link) in
        articles.iter().enumerate().filter_map(|(at, article)| Some((at, article.link.as_ref()?)))
    {
        let known = *by_link.entry(normal_form(link)).or_insert(at);
        join(&mut first, known, at);
    }
    let rows =
        |range: &Range<usize>| mentions[range.clone()].iter().filter(|mention| schema.is_table(mention.kind));
    let sums: Vec<u64> = ranges
        .par_iter()
        .map(|range| rows(range).fold(0, |sum, row| row_hash(row).wrapping_add(sum)))
        .collect();
    let mut by_sum: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, &sum) in sums.iter().enumerate().filter(|(at, _)| rows(&ranges[*at]).next().is_some()) {
        let alike = by_sum.entry(sum).or_default();
        match alike.iter().find(|&&known| sorted(rows(&ranges[known])) == sorted(rows(&ranges[at]))) {
            Some(&known) => join(&mut first, known, at),
            None => alike.push(at),
        }
    }
    (0..first.len()).map(|at| Some(root(&first, at)).filter(|&root| root != at)).collect()
}

/// Joins the families of `a` and `b`; the first article of both leads.
fn join(first: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(first, a), root(first, b));
    first[a.max(b)] = a.min(b);
}

fn root(first: &[usize], mut at: usize) -> usize {
    while first[at] != at {
        at = first[at];
    }
    at
}

fn row_hash(row: &Mention) -> u64 {
    let mut hasher = FxHasher::default();
    row.kind.hash(&mut hasher);
    for text in [Some(row.name.as_str()), row.description.as_deref()].into_iter().flatten() {
        feed(text, &mut hasher);
        hasher.write_u32(0);
    }
    hasher.finish()
}

/// Feeds the normal form of `text`. Most texts are ASCII, for which case needs no tables.
fn feed(text: &str, hasher: &mut FxHasher) {
    if text.is_ascii() {
        let bytes = text.bytes().filter(u8::is_ascii_alphanumeric);
        bytes.for_each(|byte| hasher.write_u32(u32::from(byte.to_ascii_lowercase())));
    } else {
        normal(text).for_each(|c| hasher.write_u32(u32::from(c)));
    }
}

fn sorted<'m>(rows: impl Iterator<Item = &'m Mention>) -> Vec<(u8, String, String)> {
    let text = |text: &str| normal(text).collect::<String>();
    let row = |row: &Mention| (row.kind.0, text(&row.name), text(row.description.as_deref().unwrap_or("")));
    let mut rows: Vec<_> = rows.map(row).collect();
    rows.sort_unstable();
    rows
}

fn normal(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
