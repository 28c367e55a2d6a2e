//! Which articles are copies of another one: the same link, or equal tables.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::parse::head::links::normal_form;
use crate::parse::types::{ArticleId, Corpus, Mention};
use crate::parse::vocabulary::section::KindId;
use portent_graph::index::TiVec;
use portent_graph::parallel;

/// Articles that one task hashes.
const TASK: usize = 64;

type Firsts = TiVec<ArticleId, ArticleId>;

/// For each article the first one that it is a copy of. Tables are equal where they hold the same kinds, names
/// and descriptions in any order, case, spacing and punctuation left aside. O(total text), plus a comparison in
/// full for each copy found.
pub(in crate::parse) fn copies(corpus: &Corpus) -> TiVec<ArticleId, Option<ArticleId>> {
    let ids: Vec<ArticleId> = corpus.article_ids().collect();
    let mut first: Firsts = ids.iter().copied().collect();
    join_equal_links(corpus, &mut first);
    let tables = |id: ArticleId| {
        let own = corpus.mentions[corpus.mentions_of(id)].iter();
        own.filter(|mention| corpus.schema.is_table(mention.kind))
    };
    let sum = |&id: &ArticleId| tables(id).fold(0, |sum, row| row_hash(row).wrapping_add(sum));
    let sums: Vec<u64> = parallel::map_of(&ids, TASK, sum);
    let mut by_sum: BTreeMap<u64, Vec<ArticleId>> = BTreeMap::new();
    for (&id, sum) in ids.iter().zip(sums).filter(|(id, _)| tables(**id).next().is_some()) {
        let alike = by_sum.entry(sum).or_default();
        match alike.iter().find(|&&known| sorted(tables(known)) == sorted(tables(id))) {
            Some(&known) => join(&mut first, known, id),
            None => alike.push(id),
        }
    }
    ids.into_iter().map(|id| Some(root(&first, id)).filter(|&root| root != id)).collect()
}

fn join_equal_links(corpus: &Corpus, first: &mut Firsts) {
    let mut by_link: BTreeMap<String, ArticleId> = BTreeMap::new();
    for (id, article) in corpus.articles.iter_enumerated() {
        let Some(link) = &article.link else { continue };
        join(first, *by_link.entry(normal_form(link)).or_insert(id), id);
    }
}

/// Joins the families of `a` and `b`; the first article of both leads.
fn join(first: &mut Firsts, a: ArticleId, b: ArticleId) {
    let (a, b) = (root(first, a), root(first, b));
    first[a.max(b)] = a.min(b);
}

fn root(first: &Firsts, mut at: ArticleId) -> ArticleId {
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

fn sorted<'m>(rows: impl Iterator<Item = &'m Mention>) -> Vec<(KindId, String, String)> {
    let text = |text: &str| normal(text).collect::<String>();
    let row = |row: &Mention| (row.kind, text(&row.name), text(row.description.as_deref().unwrap_or("")));
    let mut rows: Vec<_> = rows.map(row).collect();
    rows.sort_unstable();
    rows
}

fn normal(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
