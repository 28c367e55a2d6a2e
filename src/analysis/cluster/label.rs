//! Labels: the phrases that tell a cluster from the others, as a heading.

use std::collections::BTreeSet;

use self::heading::{Capitals, Choice, LONGEST, headings, shortened, text_of};
use self::score::{Candidate, Spread, repeat, scored};
use self::vocabulary::Vocabulary;
use super::Partition;
use crate::analysis::cluster::card::types::Term;
use crate::graph::occurrence::DistinctArticle;
use crate::language::Language;
use portent_graph::csr::Csr;
use portent_graph::index::NodeRow;

mod heading;
mod score;
mod vocabulary;
mod words;

/// Where it is defined.
pub const PAPER: &str = "Manning, Raghavan, Sch\u{fc}tze, Introduction to Information Retrieval, 2008, section 17.7; \
    Mei, Shen, Zhai, Automatic labeling of multinomial topic models, KDD 2007, doi:10.1145/1281192.1281246";

/// How labels are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelOptions {
    /// Scored terms that are kept of each cluster; default 8.
    pub terms: usize,
    /// Members that a term needs to name a cluster of five members and more; default 2. Members that are whole ideas, of which
    /// none repeats another, need no second.
    pub members: usize,
}

impl Default for LabelOptions {
    fn default() -> Self {
        Self { terms: 8, members: 2 }
    }
}

/// What labels are made from.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Name of each node; empty where it is not to be read.
    pub names: &'a [&'a str],
    /// In which articles each node stands; a node without a row, or with an empty one, counts as one article of its own.
    pub articles: &'a Csr<NodeRow, DistinctArticle>,
    /// What each cluster is called where its terms do not serve, as a rule its highest-ranked member.
    pub fallbacks: &'a [&'a str],
    /// Labels that are given away already.
    pub taken: &'a [&'a str],
}

/// The label and the scored terms of each cluster, best first.
///
/// **Candidates** are the phrases of one to four words in the names of members, cut at function words, punctuation and words that
/// any text on trends is full of. Within them English has `of`, `in`, and behind the first noun `on` and `to`; other languages
/// what joins their nouns (`de`). Inflections count together (Porter's stemmer; [`fold`](crate::language::fold) where the name is
/// not in English). No label begins or ends with such a word.
///
/// **Score**: `cover * ln(lift) * whole`, a term of the mutual information between use of a phrase and membership (Manning,
/// Raghavan, Schütze, Introduction to Information Retrieval, 2008, section 17.7, differential cluster labeling).
/// - `cover`: the share of the cluster's articles in which a member of that phrase stands, each article once, so that neither one
///   page nor one idea seen under five kinds gives the label.
/// - `lift`: the cluster's share of all articles of that phrase, over its share of the articles of all clusters.
/// - `whole`: in which share of its uses it is a whole phrase, the geometric mean of left and right; a single word counts 0.8.
///   It is 0 for pieces of other phrases and for single words that are too general.
///
/// Clusters of five members and more need two of them for a term ([`LabelOptions::members`]), those of five articles and more two articles and 1 % of all.
/// A term that repeats a word of a better one, begins like it or is short for it (`LLMs`) is left out.
///
/// **Label**: the best term, joined by `and` in the cluster's language with the next best that does not repeat it, if that has
/// 0.4 of its score; at most 45 characters, in sentence case, names and acronyms with their capitals. Where it is taken, or a
/// larger cluster has it, the next ones (Mei, Shen, Zhai, KDD 2007, ask for the same: relevant, covering, telling apart); then the
/// fallback, which also serves where there are no terms; then a number. So labels differ from each other. O(words log words).
///
/// ```
/// use portent::analysis::cluster::{ClusterId, Partition, label::{LabelOptions, Request, labels}};
/// use portent_graph::csr::Csr;
/// let cluster_of = [0, 0, 1, 1].into_iter().map(ClusterId::new).collect();
/// let partition = Partition { cluster_of, count: 2, modularity: 0.0 };
/// let names = ["Solar Power", "Solar Power for Roofs", "Remote Work", "Burnout in Remote Work"];
/// let request = Request { names: &names, articles: &Csr::default(), fallbacks: &["a", "b"], taken: &[] };
/// let labels = labels(&partition, &request, &LabelOptions::default());
/// assert_eq!(labels[0].0, "Solar power and roofs");
/// assert_eq!(labels[1].1[0].term, "remote work");
/// ```
#[must_use]
pub fn labels(
    partition: &Partition,
    request: &Request<'_>,
    options: &LabelOptions,
) -> Vec<(String, Vec<Term>)> {
    let names = words::clean(request.names);
    let languages = words::languages(partition, &names);
    let vocabulary = Vocabulary::of(partition, &names, &languages);
    let (spread, capitals) = (Spread { articles: request.articles }, Capitals::of(&names));
    let scored = scored(partition, &vocabulary, &spread, options.members);
    let mut taken: BTreeSet<String> = request.taken.iter().map(|&label| label.to_owned()).collect();
    let mut result = Vec::with_capacity(partition.count);
    for ((candidates, &language), &fallback) in scored.iter().zip(&languages).zip(request.fallbacks) {
        let choices = choices(candidates, |candidate| {
            text_of(&vocabulary.uses[candidate.uses.clone()], &names, &capitals, &spread, language)
        });
        let label = distinct(&vocabulary, &choices, language, fallback, &taken);
        taken.insert(label.clone());
        result.push((label, terms(&vocabulary, &choices, options.terms)));
    }
    result
}

/// The candidates of a cluster with their texts.
fn choices(candidates: &[Candidate], text: impl Fn(&Candidate) -> Option<String>) -> Vec<Choice> {
    let choice = |candidate: &Candidate| {
        let text = text(candidate).filter(|text| !text.is_empty())?;
        Some(Choice { term: candidate.term, score: candidate.score, text })
    };
    candidates.iter().filter_map(choice).collect()
}

/// The best terms that do not repeat each other.
fn terms(vocabulary: &Vocabulary, choices: &[Choice], limit: usize) -> Vec<Term> {
    let mut kept: Vec<&Choice> = Vec::new();
    for choice in choices {
        if kept.len() < limit && !kept.iter().any(|better| repeat(vocabulary, better.term, choice.term)) {
            kept.push(choice);
        }
    }
    kept.into_iter().map(|choice| Term { term: choice.text.clone(), score: choice.score }).collect()
}

/// A label that is not taken yet.
fn distinct(
    vocabulary: &Vocabulary,
    choices: &[Choice],
    language: Language,
    fallback: &str,
    taken: &BTreeSet<String>,
) -> String {
    let named = shortened(fallback, LONGEST);
    let numbered = (2..).map(|number: u32| {
        let room = LONGEST - 1 - number.to_string().len();
        format!("{} {number}", shortened(fallback, room))
    });
    let mut candidates = headings(vocabulary, choices, language).chain([named.clone()]).chain(numbered);
    candidates.find(|label| !taken.contains(label)).unwrap_or(named)
}

#[cfg(test)]
mod tests;
