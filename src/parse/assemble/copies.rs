//! Which articles are copies of another one: the same text. An equal address is no reason.
//!
//! - Articles with rows: equal rows, in any order. Where the rest of both pages has more words than the rows, it must be
//!   equal as well: a table that stands in every issue makes no copies of the issues.
//! - Others: equal wording, or nearly equal wording of long texts ([`super::near_copies`]). Short texts must also agree in
//!   title and date: an empty form filled in every day is no copy of the day before.
//! - Without any text an article is no copy, and none where both state an attribute (`ring: adopt`) and differ in it.
//!
//! The texts of pages of a graph are known by their length and hash alone: they are compared by these, and what was nearly
//! equal among them before is so still (`found_before`).
//!
//! What is equal is told by the normal form of [`crate::parse::text::normal`], which keeps signs.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::near_copies::near_copies;
use super::rows::{RowForm, rows, written_in_full};
use crate::parse::head::dates::date_of;
use crate::parse::head::links::is_web_address;
use crate::parse::parsed::Wording;
use crate::parse::text::normal::normal;
use crate::parse::types::{Article, ArticleId, Corpus, MentionId};
use portent_graph::index::{TiSlice, TiVec};

/// Texts of fewer words say too little to tell a copy from a form that was left empty.
const SHORT: usize = 50;

/// Values of more bytes are texts, not states.
const LONGEST_STATE: usize = 40;

/// Fewer rows without words around them are no text that a page with words could be a copy of.
const LEAST_ROWS: usize = 3;

/// Articles of one key that each further one is compared with in full.
const MOST_COMPARED: usize = 8;

/// Articles are compared in full where these are equal: the sum of rows and their number, or the words; title and
/// date of short texts.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    rows: (u64, usize),
    wording: (u64, usize),
    short: Option<(String, Option<String>)>,
}

/// For each article the first one that it is a copy of. Linear in the length of the text, but for the search for near-copies.
pub(super) fn copies(
    corpus: &Corpus,
    forms: &TiSlice<MentionId, RowForm>,
    wordings: &TiSlice<ArticleId, Wording>,
    found_before: &[(ArticleId, ArticleId)],
) -> TiVec<ArticleId, Option<ArticleId>> {
    let mut copied: TiVec<ArticleId, Option<ArticleId>> = vec![None; corpus.articles.len()].into();
    let mut leaders: BTreeMap<(u64, usize), Leaders> = BTreeMap::new();
    let mut known: FxHashMap<Key, Vec<ArticleId>> = FxHashMap::default();
    for id in corpus.article_ids() {
        let Some(key) = key(corpus, forms, &wordings[id], id) else { continue };
        let (rows, wording) = (key.rows, key.wording);
        let alike = known.entry(key).or_default();
        let same = |&&first: &&ArticleId| {
            same_paragraphs(&wordings[first], &wordings[id])
                && same_rows(corpus, first, id)
                && agree(corpus.article(first), corpus.article(id))
        };
        match alike.iter().take(MOST_COMPARED).find(same) {
            Some(&first) => copied[id] = Some(first),
            None => {
                alike.push(id);
                if rows.1 >= LEAST_ROWS {
                    leaders.entry(rows).or_default().push(id, wording);
                }
            }
        }
    }
    for (id, first) in leaders.values().filter_map(Leaders::pair) {
        if same_rows(corpus, first, id) && agree(corpus.article(first), corpus.article(id)) {
            copied[id] = Some(first);
        }
    }
    for &(id, first) in found_before {
        copied[id].get_or_insert(first);
    }
    for (id, first) in near_copies(&copied, wordings, |a, b| {
        let (a, b) = (corpus.article(a), corpus.article(b));
        numbers(&a.title) == numbers(&b.title) && agree(a, b)
    }) {
        copied[id] = Some(first);
    }
    let leader = |first: ArticleId| copied[first].unwrap_or(first);
    copied.iter().map(|first| first.map(leader)).collect()
}

/// Whether texts of one length and hash are equal, as far as their paragraphs are at hand.
fn same_paragraphs(a: &Wording, b: &Wording) -> bool {
    a.paragraphs.is_empty() || b.paragraphs.is_empty() || a.paragraphs == b.paragraphs
}

/// Texts of equal rows: those that are rows in the main, and those with more words around them.
#[derive(Default)]
struct Leaders {
    of_rows: Vec<ArticleId>,
    of_words: Vec<ArticleId>,
}

impl Leaders {
    fn push(&mut self, id: ArticleId, wording: (u64, usize)) {
        if wording == (0, 0) { self.of_rows.push(id) } else { self.of_words.push(id) }
    }

    /// One text with the words around its rows and one without them, the later first. Where there are several with words
    /// the table stands in many pages, and says nothing.
    fn pair(&self) -> Option<(ArticleId, ArticleId)> {
        match (self.of_rows.as_slice(), self.of_words.as_slice()) {
            (&[rows], &[words]) => Some((rows.max(words), rows.min(words))),
            _ => None,
        }
    }
}

fn key(
    corpus: &Corpus,
    forms: &TiSlice<MentionId, RowForm>,
    wording: &Wording,
    id: ArticleId,
) -> Option<Key> {
    let (mut sum, mut count, mut words) = (0_u64, 0, 0_usize);
    for (row, _) in rows(corpus, id) {
        let form = forms[row];
        sum = sum.wrapping_add(form.hash);
        count += 1;
        words += form.words;
    }
    let rows_lead = count > 0 && words >= wording.words;
    let short = count == 0 && wording.words < SHORT;
    (count > 0 || wording.words > 0).then(|| Key {
        rows: (sum, count),
        wording: if rows_lead { (0, 0) } else { (wording.hash, wording.words) },
        short: short.then(|| named(corpus, id)),
    })
}

/// Title and date in one form.
fn named(corpus: &Corpus, id: ArticleId) -> (String, Option<String>) {
    let article = corpus.article(id);
    let date = article.date.map(|date| date.day).or_else(|| corpus.date_of(id));
    (normal(&article.title), date.map(|date| date.to_string()))
}

fn same_rows(corpus: &Corpus, a: ArticleId, b: ArticleId) -> bool {
    let sorted = |id: ArticleId| {
        let mut rows: Vec<_> = rows(corpus, id).map(|(_, row)| written_in_full(row)).collect();
        rows.sort_unstable();
        rows
    };
    sorted(a) == sorted(b)
}

/// Whether no attribute that both state in a word or three differs. Days, addresses, paths and numbers of five digits and
/// more name a page and say nothing of it.
fn agree(a: &Article, b: &Article) -> bool {
    if a.attributes.is_empty() || b.attributes.is_empty() {
        return true;
    }
    let stated: BTreeMap<&str, &str> =
        a.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let names_a_page = |value: &str| {
        let digits = value.bytes().filter(u8::is_ascii_digit).count();
        digits >= 5
            || value.len() > LONGEST_STATE
            || date_of(value).is_some()
            || value.contains('/')
            || is_web_address(value)
    };
    b.attributes.iter().all(|(name, value)| {
        let other = stated.get(name.as_str()).copied().unwrap_or(value);
        other == value || names_a_page(value) || names_a_page(other) || normal(other) == normal(value)
    })
}

/// The words of a title that hold a digit: those of two issues differ. Programs number copies by `(1)` at the end.
fn numbers(title: &str) -> Vec<String> {
    let numbered = title
        .trim_end()
        .strip_suffix(')')
        .and_then(|title| title.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix('('));
    let words = normal(numbered.unwrap_or(title));
    words
        .split(' ')
        .filter(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}
