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
    pub(super) node: NodeRow,
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
    pub(super) fn about<'a>(&self, facts: &Facts<'a>) -> About<'a> {
        About { name: facts.label(self.node), words: vec![self.words.clone()] }
    }
}

/// All subjects that three articles or more speak of, each series of words once, by the name that rows say most.
/// O(entities · words of the texts that hold the rarest word of each).
pub(super) fn subjects(facts: &Facts<'_>) -> Vec<Subject> {
    let mut by_words: BTreeMap<Vec<SoughtId>, Vec<NodeRow>> = BTreeMap::new();
    for node in facts.graph.nodes.rows().filter(|&row| facts.graph.is_entity(row)) {
        if let Some(words) = words(facts, node) {
            by_words.entry(words).or_default().push(node);
        }
    }
    let subject = |(words, nodes): (Vec<SoughtId>, Vec<NodeRow>)| {
        let mut articles = facts.texts.speaking(&words, Holds::InOrder);
        articles.retain(|_, rows| !rows.is_empty());
        let node = if articles.len() < LEAST { None } else { said_most(facts, &nodes, &articles) };
        Some(Subject { node: node?, words, articles })
    };
    by_words.into_iter().filter_map(subject).collect()
}

/// Of names with the same words the one that the most of some rows say as it is written; then the one that the most articles
/// have as a row. O(text of the rows · names).
fn said_most(facts: &Facts, nodes: &[NodeRow], articles: &BTreeMap<NodeRow, Vec<usize>>) -> Option<NodeRow> {
    let [first, _, ..] = nodes else { return nodes.first().copied() };
    let texts = articles.values().flatten().map(|&row| {
        let row = &facts.graph.mentions[row];
        folded(&format!("{} {}", row.name, row.description.as_deref().unwrap_or_default()))
    });
    let texts: Vec<String> = texts.collect();
    let said = |node: NodeRow| {
        let name = folded(facts.label(node));
        texts.iter().filter(|text| text.contains(&name)).count()
    };
    let best = nodes.iter().max_by_key(|&&node| (said(node), facts.article_count(node), Reverse(node)));
    Some(best.copied().unwrap_or(*first))
}

/// The words of a name that may be a subject: of letters and digits, no one of many versions, four words at most, no mere heading.
fn words(facts: &Facts, node: NodeRow) -> Option<Vec<SoughtId>> {
    let kind = facts.graph.nodes[node].kind;
    let schema = &facts.graph.header.schema;
    let label = facts.label(node);
    let plain = label.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '’' | '\''));
    if !plain || facts.is_version(node) || Some(kind) == schema.person() {
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
    fn words_with_digits_or_inner_capitals_are_names() {
        assert!(is_coined("MuSig2") && is_coined("OpenAI") && is_coined("taproot2"));
        assert!(!is_coined("Splicing") && !is_coined("LAMP") && !is_coined("2019"));
    }
}
