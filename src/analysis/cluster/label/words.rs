//! Names -> the words that labels are made of.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::analysis::cluster::{ClusterId, Partition};
use crate::language::{self, Gap, Language, Role};
use portent_graph::index::TiVec;

/// So many bytes of the names of a cluster tell its language.
const SAMPLE: usize = 4000;

/// The least share of all names that begin with the same words and a number, and the least count: the name of a series, as of a
/// newsletter, which says nothing of a single issue.
const SERIES: f64 = 0.02;
const LEAST_IN_SERIES: u32 = 5;

/// The least share of all names in clusters of a language whose function words tell it.
const COMMON: f64 = 0.05;

/// A word of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameWord<'n> {
    /// As written.
    pub(super) text: &'n str,
    /// It is no subject, and parts phrases.
    pub(super) parts: bool,
}

/// The words of a name in a language. English names, and names in a language that is not known, are cut at all but letters,
/// digits and the marks that join them; which of their words are no subjects is told by the stop words of labels.
pub(super) fn words(name: &str, language: Language) -> Vec<NameWord<'_>> {
    if is_english(language) {
        return plain_words(name).map(|text| NameWord { text, parts: false }).collect();
    }
    let mut found = Vec::new();
    for word in language::words(name, language) {
        if word.gap == Gap::Apart {
            found.push(NameWord { text: "", parts: true });
        }
        let parts = !matches!(word.role, Role::Subject | Role::General);
        found.push(NameWord { text: word.text, parts });
    }
    found
}

/// Whether names are read as labels have always read English.
pub(super) fn is_english(language: Language) -> bool {
    matches!(language, Language::English | Language::Other)
}

/// Splits a name into words: letters and digits, with the marks that join them.
pub(super) fn plain_words(name: &str) -> impl Iterator<Item = &str> {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '\u{2019}' | '+' | '#');
    name.split(move |c: char| !joins(c))
        .map(|word| without_article(word.trim_matches(['-', '\'', '\u{2019}'])))
        .filter(|w| !w.is_empty())
}

/// A word without a French or Italian article before an apostrophe: `l'innovation`, `d'Italia`, `qu'il`.
fn without_article(word: &str) -> &str {
    let parts = word.split_once(['\'', '\u{2019}']);
    let elided =
        |article: &str| ["c", "d", "j", "l", "n", "qu", "s"].contains(&article.to_lowercase().as_str());
    parts.filter(|(article, _)| elided(article)).map_or(word, |(_, rest)| rest)
}

/// The names without addresses, markup and names of series.
pub(super) fn clean<'n>(names: &[&'n str]) -> Vec<Cow<'n, str>> {
    let mut series: FxHashMap<&str, u32> = FxHashMap::default();
    for head in names.iter().filter_map(|name| series_of(name)) {
        *series.entry(head).or_insert(0) += 1;
    }
    let least = SERIES * names.len() as f64;
    let repeated = |head: &str| {
        let count = series.get(head).copied().unwrap_or(0);
        count >= LEAST_IN_SERIES && f64::from(count) >= least
    };
    let bare = |name: &&'n str| {
        let head = series_of(name).filter(|head| repeated(head));
        without_markup(&name[head.map_or(0, str::len)..])
    };
    names.iter().map(bare).collect()
}

/// What stands before the first number of a name, if that is a word and more.
fn series_of(name: &str) -> Option<&str> {
    let head = &name[..name.find(|c: char| c.is_ascii_digit())?];
    (head.chars().filter(|c| c.is_alphabetic()).count() >= 2).then_some(head)
}

/// The name without addresses, targets of links, ids of references, tags of HTML and of templates.
fn without_markup(name: &str) -> Cow<'_, str> {
    let marked = ["://", "www.", "](", "][", "{{", "{%", "</", "<br", "<!--"];
    if !marked.iter().any(|mark| name.contains(mark)) {
        return name.into();
    }
    let mut bare = String::with_capacity(name.len());
    let mut rest = name;
    let pairs = [("](", ")"), ("][", "]"), ("{{", "}}"), ("{%", "%}"), ("<!--", "-->"), ("<", ">")];
    while let Some(at) = rest.find(['[', ']', '{', '<']) {
        let (before, from) = rest.split_at(at);
        bare.push_str(before);
        let cut = pairs.iter().find_map(|(open, close)| {
            let body = from.strip_prefix(open)?;
            Some(open.len() + body.find(close)? + close.len())
        });
        bare.push(' ');
        rest = &from[cut.unwrap_or(1)..];
    }
    bare.push_str(rest);
    let is_address = |word: &&str| word.contains("://") || word.starts_with("www.");
    bare.split_whitespace().filter(|word| !is_address(word)).collect::<Vec<_>>().join(" ").into()
}

/// The language of each cluster, told by the names of its members. A language whose script does not tell it counts where
/// clusters of [`COMMON`] of all names are in it: a few names of a cluster tell too little.
pub(super) fn languages(partition: &Partition, names: &[Cow<'_, str>]) -> TiVec<ClusterId, Language> {
    let mut samples: TiVec<ClusterId, String> = vec![String::new(); partition.count].into();
    for (name, &cluster) in names.iter().zip(&partition.cluster_of) {
        let sample = &mut samples[cluster];
        if sample.len() < SAMPLE {
            sample.push_str(name);
            sample.push('\n');
        }
    }
    let told: TiVec<ClusterId, Language> = samples.iter().map(|sample| Language::of(sample)).collect();
    let mut counts: FxHashMap<Language, u32> = FxHashMap::default();
    for &cluster in &partition.cluster_of {
        *counts.entry(told[cluster]).or_insert(0) += 1;
    }
    let least = COMMON * names.len() as f64;
    let common = |language: &Language| f64::from(counts.get(language).copied().unwrap_or(0)) >= least;
    let counts = |language: Language, sample: &String| {
        common(&language) || Language::of_script(sample) == Some(language)
    };
    told.into_iter()
        .zip(&samples)
        .map(|(language, sample)| if counts(language, sample) { language } else { Language::Other })
        .collect()
}

/// The language of a name in a cluster: its own, where its script tells it; names without kana in a Japanese cluster are
/// Japanese.
pub(super) fn language_of(name: &str, cluster: Language) -> Language {
    if name.is_ascii() {
        return cluster;
    }
    match Language::of_script(name) {
        Some(Language::Chinese) if cluster == Language::Japanese => cluster,
        Some(language) => language,
        None => cluster,
    }
}

/// Whether two words that stand side by side are written without a space.
pub(super) fn touch(first: &str, second: &str) -> bool {
    let dense = |c: Option<char>| c.is_some_and(language::is_without_spaces);
    dense(first.chars().next_back()) && dense(second.chars().next())
}
