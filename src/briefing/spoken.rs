//! Subjects: names that the texts of articles speak of, whatever those articles name as rows.
//!
//! A row names a thing in one way of many, and most names stand in one article. Whether articles speak of a subject more
//! often than before, or again, is therefore asked of all words that they say.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::texts::Holds;
use crate::parse::KindId;
use crate::property_graph::MentionRecord;
use crate::resolve::language::sought::SoughtId;
use portent_graph::index::NodeRow;

/// The most words of a subject.
const WORDS: usize = 4;

/// A single word means many things, unless so many articles name it.
const NAMED: u64 = 3;

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
    /// The rows that speak of it, with what they are.
    pub(super) fn rows<'a>(&self, facts: &Facts<'a>) -> impl Iterator<Item = &'a MentionRecord> {
        let graph = facts.graph;
        self.articles.values().flatten().map(|&row| &graph.mentions[row])
    }
}

/// All subjects that three articles or more speak of, each series of words once, by the name that the most articles have
/// as a row. O(entities · words of the texts that hold the rarest word of each).
pub(super) fn subjects(facts: &Facts<'_>) -> Vec<Subject> {
    let mut by_words: BTreeMap<Vec<SoughtId>, NodeRow> = BTreeMap::new();
    for node in facts.graph.nodes.rows().filter(|&row| facts.graph.is_entity(row)) {
        let Some(words) = words(facts, node) else { continue };
        let known = by_words.entry(words).or_insert(node);
        if facts.article_count(node) > facts.article_count(*known) {
            *known = node;
        }
    }
    let subject = |(words, node): (Vec<SoughtId>, NodeRow)| {
        let mut articles = facts.texts.speaking(&words, Holds::InOrder);
        articles.retain(|_, rows| !rows.is_empty());
        (articles.len() >= LEAST).then_some(Subject { node, words, articles })
    };
    by_words.into_iter().filter_map(subject).collect()
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
        1 => facts.article_count(node) >= NAMED && label.chars().count() >= LETTERS,
        count => (2..=WORDS).contains(&count),
    };
    // A name that says one word twice says too little.
    let distinct: BTreeSet<SoughtId> = words.iter().copied().collect();
    (is_subject && distinct.len() == words.len() && is_thing(facts, node)).then_some(words)
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
