//! Names -> the words that labels are made of.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

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

/// English function words; then French, Spanish, Italian and German ones, but for those that are English words of another
/// meaning (`die`, `son`) or short for something (`UN`).
static FUNCTION_WORDS: &str = "a above across after again all also although amid among an and any are around \
    as at away back be because been before being beyond both but by can cannot could did do does doing down \
    due during each either else even ever every few further had has have having he her here hers him his how \
    i if inside is it its itself just less like made make makes many may me might more most much must \
    my near new no non nor not now off once one only onto or other our out outside over own per rather s same \
    she should since so some such t than that the their them then there these they this those throughout \
    too under until up us use used uses using versus very via vs was we were what when where \
    whether which while who whom whose why will within without would yet you your \
    au aux avec ce ces cette dans de des du elle en est et il la le les leur leurs mais ou par pas pour qu que qui sa se \
    ses sont sur une \
    al como del el ella es esta las lo los m\u{e1}s para pero por su sus una uno \
    che da dei della delle di gli il nel nella \
    auf aus bei das dem der ein eine einer f\u{fc}r ist mit nicht oder und von wie zu zum zur";

/// English words that part phrases and leave what stands before them without its noun: prepositions that belong to the noun before
/// (`collaboration between`), and what any text on trends is full of (`automation impact`).
static WEAK_WORDS: &str = "about against between for from into through toward towards upon with \
    adoption approach approaches based development enhanced emergence emerging evolving expansion future growing \
    growth impact impacts improved increase increased increasing issues potential related rise rising shift shifts \
    trend trends various";

static FUNCTION: LazyLock<BTreeSet<&str>> = LazyLock::new(|| FUNCTION_WORDS.split_whitespace().collect());
static WEAK: LazyLock<BTreeSet<&str>> = LazyLock::new(|| WEAK_WORDS.split_whitespace().collect());

/// What a word does in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// It may be a label.
    Subject,
    /// It may be part of one: `concern`.
    General,
    /// It joins two nouns, the first of which is nothing without the second: `of`.
    Link,
    /// The same, and what stands before it is the first noun of the name: `dependence on`.
    Tie,
    /// It joins two nouns, the first of which stands alone as well: `in`.
    Within,
    /// It parts phrases, and what stands before it is no whole phrase.
    Weak,
    /// It parts phrases.
    Break,
}

impl Part {
    /// Whether it joins nouns.
    pub(super) fn joins(self) -> bool {
        matches!(self, Self::Link | Self::Tie | Self::Within)
    }

    /// What a word of an English name does. The lists of the language room know words of running text, where `open` is a
    /// verb; names have few verbs.
    fn of_english(word: &str, role: Role) -> Self {
        let is_acronym = role == Role::Subject && word.len() > 1 && word.chars().all(char::is_uppercase);
        let lower = word.to_lowercase();
        match lower.as_str() {
            _ if is_acronym => Self::Subject,
            "of" => Self::Link,
            "on" | "to" => Self::Tie,
            "in" => Self::Within,
            word if WEAK.contains(word) => Self::Weak,
            word if FUNCTION.contains(word) || role == Role::Code || word.chars().count() < 2 => Self::Break,
            _ if role == Role::Subject => Self::Subject,
            _ => Self::General,
        }
    }

    fn of_role(role: Role) -> Self {
        match role {
            Role::Subject => Self::Subject,
            Role::General => Self::General,
            Role::Link => Self::Link,
            Role::Generic => Self::Weak,
            Role::Determiner | Role::Function | Role::Code => Self::Break,
        }
    }
}

/// A word of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameWord<'n> {
    /// As written.
    pub(super) text: &'n str,
    /// Byte of the name where it starts.
    pub(super) start: usize,
    /// What it does.
    pub(super) part: Part,
}

/// The words of a name in a language; punctuation is an empty word that parts phrases. O(length).
pub(super) fn words(name: &str, language: Language) -> Vec<NameWord<'_>> {
    let mut found: Vec<NameWord<'_>> = Vec::new();
    for word in language::words(name, language) {
        if word.gap == Gap::Apart && !found.is_empty() {
            found.push(NameWord { text: "", start: word.start, part: Part::Break });
        }
        let behind_link = found.last().is_some_and(|last| last.part == Part::Link);
        let part = match word.role {
            role if is_english(language) => Part::of_english(word.text, role),
            // `perte de la biodiversité`
            Role::Determiner if behind_link => Part::Link,
            role => Part::of_role(role),
        };
        found.push(NameWord { text: word.text, start: word.start, part });
    }
    found
}

/// Whether names are read as labels have always read English.
pub(super) fn is_english(language: Language) -> bool {
    matches!(language, Language::English | Language::Other)
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
