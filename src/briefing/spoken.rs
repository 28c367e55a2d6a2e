//! Subjects: names that the texts of articles speak of, whatever those articles name as rows.
//!
//! A row names a thing in one way of many, and most names stand in one article. Whether articles speak of a subject more
//! often than before, or again, is therefore asked of all words that they say.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::quotes::About;
use super::texts::Holds;
use crate::folding::folded;
use crate::parse::KindId;
use crate::property_graph::MentionRecord;
use crate::resolve::language::sought::SoughtId;
use portent_graph::index::NodeRow;

/// The most words of a subject.
const WORDS: usize = 4;

/// A plain word means many things, unless so many articles name it.
const NAMED: u64 = 3;

/// A word with a digit or an inner capital (`MuSig2`, `OpenAI`) is a name.
const COINED: u64 = 2;

/// Words within a name that may count for nothing have so many letters at most (`of`, `the`, `with`).
const JOINING: usize = 4;

/// The least letters of a single word.
const LETTERS: usize = 4;

/// The least articles that speak of a subject.
const LEAST: usize = 3;

/// A name with the articles whose texts hold its words in order.
pub(super) struct Subject {
    /// The entity of the most articles that bears it.
    pub(super) node: NodeRow,
    /// As rows say it most.
    pub(super) name: String,
    pub(super) words: Vec<SoughtId>,
    /// Articles, copies once, with the places of their rows in the table of mentions; those without rows are left out.
    pub(super) articles: BTreeMap<NodeRow, Vec<usize>>,
}

impl Subject {
    /// The rows that speak of it.
    pub(super) fn rows<'a>(&self, facts: &Facts<'a>) -> impl Iterator<Item = &'a MentionRecord> {
        let graph = facts.graph;
        self.articles.values().flatten().map(|&row| &graph.mentions[row])
    }

    /// What its rows are quoted for.
    pub(super) fn about(&self) -> About<'_> {
        About { name: &self.name, words: vec![self.words.clone()] }
    }
}

/// All subjects that three articles or more speak of, each series of words once. O(entities · words of the texts that hold the
/// rarest word of each + mentions).
pub(super) fn subjects(facts: &Facts<'_>) -> Vec<Subject> {
    let mut by_words: BTreeMap<Vec<SoughtId>, NodeRow> = BTreeMap::new();
    for node in facts.graph.nodes.rows().filter(|&row| facts.graph.is_entity(row)) {
        let Some(words) = words(facts, node) else { continue };
        let known = by_words.entry(words).or_insert(node);
        if facts.article_count(node) > facts.article_count(*known) {
            *known = node;
        }
    }
    let names = names(facts, &by_words);
    let subject = |(words, node): (Vec<SoughtId>, NodeRow)| {
        let mut articles = facts.texts.speaking(&words, Holds::InOrder);
        articles.retain(|_, rows| !rows.is_empty());
        let known = names.get(&words).filter(|_| articles.len() >= LEAST)?;
        let name = said_most(facts, known, &articles)?.to_owned();
        Some(Subject { node, name, words, articles })
    };
    by_words.into_iter().filter_map(subject).collect()
}

/// The labels and the names of rows that have the words of each subject.
fn names<'a>(
    facts: &Facts<'a>,
    by_words: &BTreeMap<Vec<SoughtId>, NodeRow>,
) -> BTreeMap<Vec<SoughtId>, BTreeSet<&'a str>> {
    let graph = facts.graph;
    let mut names: BTreeMap<Vec<SoughtId>, BTreeSet<&'a str>> = BTreeMap::new();
    for (words, &node) in by_words {
        names.entry(words.clone()).or_default().insert(facts.label(node));
    }
    for name in graph.mentions.iter().map(|row| row.name.as_str()) {
        let known = names.get_mut(&facts.texts.words(name));
        known.filter(|_| is_plain(name) && is_said(facts, name)).map(|known| known.insert(name));
    }
    names
}

/// Of names with the same words the one that the most rows say as it is written, then the first. O(text of the rows · names).
fn said_most<'a>(
    facts: &Facts,
    names: &BTreeSet<&'a str>,
    articles: &BTreeMap<NodeRow, Vec<usize>>,
) -> Option<&'a str> {
    if names.len() < 2 {
        return names.first().copied();
    }
    let texts = articles.values().flatten().map(|&row| {
        let row = &facts.graph.mentions[row];
        folded(&format!("{} {}", row.name, row.description.as_deref().unwrap_or_default()))
    });
    let texts: Vec<String> = texts.collect();
    let said = |name: &str| {
        let name = folded(name);
        texts.iter().filter(|text| text.contains(&name)).count()
    };
    names.iter().copied().max_by_key(|&name| (said(name), Reverse(name)))
}

/// The words of a name that may be a subject: of letters and digits, no one of many versions, four words at most, no mere heading.
fn words(facts: &Facts, node: NodeRow) -> Option<Vec<SoughtId>> {
    let kind = facts.graph.nodes[node].kind;
    let schema = &facts.graph.header.schema;
    let label = facts.label(node);
    if !is_plain(label) || facts.is_version(node) || Some(kind) == schema.person() {
        return None;
    }
    let words = facts.texts.words(label);
    let is_subject = match words.len() {
        1 => {
            let least = if is_coined(label) { COINED } else { NAMED };
            facts.article_count(node) >= least && label.chars().count() >= LETTERS
        }
        count => (2..=WORDS).contains(&count),
    };
    // A name that says one word twice says too little.
    let distinct: BTreeSet<SoughtId> = words.iter().copied().collect();
    (is_subject && is_said(facts, label) && distinct.len() == words.len() && is_thing(facts, node))
        .then_some(words)
}

/// Whether a name has letters, digits and what joins them alone.
fn is_plain(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '’' | '\''))
}

/// Whether the words of a name say all of it, but for short ones within: whoever speaks of fees speaks of no increase of fees,
/// though `increase` counts as grammar.
fn is_said(facts: &Facts, name: &str) -> bool {
    let places = facts.texts.places(name);
    let [Some((first, _)), Some((last, _))] = [places.first(), places.last()] else { return false };
    let is_blank = |rest: &str| !rest.contains(char::is_alphanumeric);
    let mut gaps = places.windows(2).map(|pair| &name[pair[0].0.end..pair[1].0.start]);
    is_blank(&name[..first.start])
        && is_blank(&name[last.end..])
        && gaps.all(|gap| gap.split(' ').all(|word| word.chars().count() <= JOINING))
}

/// Whether a word has a digit or an inner capital.
fn is_coined(word: &str) -> bool {
    word.chars().skip(1).any(|c| c.is_ascii_digit() || c.is_uppercase())
        && word.chars().any(char::is_lowercase)
}

/// Whether rows of a name are tags, or describe it: a heading that pages repeat does neither.
fn is_thing(facts: &Facts, node: NodeRow) -> bool {
    let kind = facts.graph.nodes[node].kind;
    let (mut all, mut described) = (0usize, 0usize);
    for row in facts.mentions(node) {
        all += 1;
        described += usize::from(row.description.is_some());
    }
    matches!(kind, KindId::KEYWORD | KindId::THEME) || 2 * described > all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::options::BriefingOptions;
    use crate::query::sample;

    #[test]
    fn a_subject_is_all_that_its_name_says() {
        let mut graph = sample::graph();
        graph.mentions[0].description = Some("Fees of a transaction, and the cell of salt.".into());
        let options = BriefingOptions::default();
        let facts = Facts::new(&graph, &options);
        assert!(is_said(&facts, "transaction fees") && is_said(&facts, "Cell of Salt"));
        assert!(!is_said(&facts, "Transaction fee increase"), "an increase counts as grammar");
        assert!(!is_said(&facts, "Rising transaction fees"));
    }

    #[test]
    fn a_subject_is_called_as_rows_say_it_most() {
        let mut graph = sample::graph();
        let said = ["Grid strain.", "Grids strained.", "Grids strained by heat.", "x", "x", "x"];
        for (row, said) in graph.mentions.iter_mut().zip(said) {
            row.description = Some(said.into());
        }
        let options = BriefingOptions::default();
        let facts = Facts::new(&graph, &options);
        let articles = BTreeMap::from([(NodeRow::new(0), vec![0, 1, 2])]);
        let called = |names: &[&'static str]| said_most(&facts, &names.iter().copied().collect(), &articles);
        // Two rows say "grids strained"; the name of the third one is "Grid Strain" too, as its description is not.
        assert_eq!(
            called(&["Grid strain", "Grids strained"]),
            Some("Grid strain"),
            "two say each: the first"
        );
        assert_eq!(called(&["Grids strained", "Strain of grids"]), Some("Grids strained"));
        assert_eq!(called(&["Strain of grids"]), Some("Strain of grids"), "nothing to choose from");
    }

    #[test]
    fn words_with_digits_or_inner_capitals_are_names() {
        assert!(is_coined("MuSig2") && is_coined("OpenAI") && is_coined("taproot2"));
        assert!(!is_coined("Splicing") && !is_coined("LAMP") && !is_coined("2019"));
    }
}
