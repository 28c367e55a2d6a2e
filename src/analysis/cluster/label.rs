//! Labels: the phrases that tell a cluster from the others, as a heading.

use std::cell::RefCell;
use std::collections::BTreeSet;

use self::claims::Claims;
use self::heading::{Capitals, Choice, Heading, LONGEST, Writer, headings, shortened};
use self::score::{Candidate, gain, repeat, scored};
use self::standing::{Covered, Standing};
use self::vocabulary::{TermId, Vocabulary};
use super::Partition;
use crate::analysis::cluster::card::types::Term;
use crate::graph::occurrence::DistinctArticle;
use portent_graph::csr::Csr;
use portent_graph::index::NodeRow;

mod claims;
mod heading;
mod score;
mod standing;
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
    /// How far each node stands in its cluster, from 0 to 1; empty for 1.
    pub membership: &'a [f64],
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
/// **Score**: `whole * sqrt(value * mean value of its words)`, where `value = cover * told`, after differential cluster labeling
/// (Manning, Raghavan, Schütze, Introduction to Information Retrieval, 2008, section 17.7: how frequent in the cluster, and how
/// much more than elsewhere).
/// - `cover`: the geometric mean of two shares of the cluster, both by strength of membership: of its articles, each as far as the
///   surest member in it that bears the phrase belongs to the cluster; and of its distinct names, small ones counted like large
///   ones. So no name that is mentioned all over the archive heads the cluster that happens to hold it. The articles of a cluster
///   are those most of whose names are its own.
/// - `told`: the logarithm of how many times as frequent the phrase is in the cluster's articles as in all, 1 from 20 times on.
/// - `whole`: in which share of its uses it is a whole phrase, the geometric mean of left and right; a single word counts 0.65.
///   It is 0 for pieces of other phrases and for single words that are too general.
///
/// Clusters of five members and more need two of them for a term ([`LabelOptions::members`]), those of five articles and more two articles. A term **serves**
/// where it stands in at least three articles (a fifth of a small cluster's), covers 10 % of the articles, or 5 % with 1 % of the
/// distinct names, and is not vague: four times as frequent as elsewhere, with a word that is twice as frequent. Terms that do not
/// serve come last. A term that repeats a word of a better one, begins like it or is short for it (`LLMs`) is left out.
///
/// **Label**: the best term, joined by `and` in the cluster's language with the one that scores most by what the first leaves of
/// articles and names, if that has 0.3 of its score; at most 45 characters, in sentence case, names and acronyms with their
/// capitals. In English a part with a preposition stands last, for what followed it would be read as under it; a term that most
/// members have behind a noun keeps it (`erosion of critical thinking`). Where a part says the same as one of a larger cluster, the
/// next ones (Mei, Shen, Zhai, KDD 2007, ask for the same: relevant, covering, telling apart); then the fallback, which also serves
/// where there are no terms; then a number. So labels differ from each other, and a reader can tell them apart. O(words log words).
///
/// ```
/// use portent::analysis::cluster::{ClusterId, Partition, label::{LabelOptions, Request, labels}};
/// use portent_graph::csr::Csr;
/// let cluster_of = [0, 0, 1, 1].into_iter().map(ClusterId::new).collect();
/// let partition = Partition { cluster_of, count: 2, modularity: 0.0 };
/// let names = ["Solar Power", "Solar Power for Roofs", "Remote Work", "Burnout in Remote Work"];
/// let request = Request { names: &names, articles: &Csr::default(), membership: &[], fallbacks: &["a", "b"], taken: &[] };
/// let labels = labels(&partition, &request, &LabelOptions::default());
/// assert_eq!(labels[0].0, "Solar power");
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
    let vocabulary = &Vocabulary::of(partition, &names, &languages);
    let standing = &Standing::of(partition, &names, request.articles, request.membership);
    let writer = Writer { vocabulary, names: &names, capitals: Capitals::of(&names), standing };
    let mut given =
        Given { taken: request.taken.iter().map(|&label| label.to_owned()).collect(), ..Given::default() };
    let covered = RefCell::new(Covered::of(standing));
    let gain = |first: &Candidate, other: &Candidate| {
        gain(vocabulary, standing, &mut covered.borrow_mut(), (first, other))
    };
    let scored = scored(partition, vocabulary, standing, options.members);
    let mut result = Vec::with_capacity(partition.count);
    for ((candidates, &language), &fallback) in scored.iter().zip(&languages).zip(request.fallbacks) {
        let choices: Vec<Choice> =
            candidates.iter().filter_map(|candidate| writer.choice(candidate, language)).collect();
        let label = given.label(vocabulary, headings(vocabulary, &choices, language, &gain), fallback);
        result.push((label, terms(vocabulary, &choices, options.terms)));
    }
    result
}

/// The best terms that do not repeat each other.
fn terms(vocabulary: &Vocabulary, choices: &[Choice], limit: usize) -> Vec<Term> {
    let mut kept: Vec<&Choice> = Vec::new();
    let repeats = |a: &Choice, b: &Choice| repeat(vocabulary, a.candidate.term, b.candidate.term);
    for choice in choices {
        if kept.len() < limit && !kept.iter().any(|better| repeats(better, choice)) {
            kept.push(choice);
        }
    }
    let term = |choice: &Choice| Term { term: choice.text.clone(), score: choice.candidate.score };
    kept.into_iter().map(term).collect()
}

/// Labels that are given away.
#[derive(Default)]
struct Given {
    taken: BTreeSet<String>,
    claims: Claims,
}

impl Given {
    /// The first heading of which no part is given away; else the fallback, else that with a number.
    fn label(
        &mut self,
        vocabulary: &Vocabulary,
        mut headings: impl Iterator<Item = Heading>,
        fallback: &str,
    ) -> String {
        let free = |heading: &Heading| {
            let claimed = |(at, &part): (usize, &TermId)| self.claims.hold(vocabulary, part, at == 0);
            !self.taken.contains(&heading.text) && !heading.parts.iter().enumerate().any(claimed)
        };
        let label = match headings.find(free) {
            Some(heading) => {
                heading.parts.iter().for_each(|&part| self.claims.claim(vocabulary, part));
                heading.text
            }
            None => self.numbered(fallback),
        };
        self.taken.insert(label.clone());
        label
    }

    fn numbered(&self, fallback: &str) -> String {
        let named = shortened(fallback, LONGEST);
        let numbered = (2..).map(|number: u32| {
            let room = LONGEST - 1 - number.to_string().len();
            format!("{} {number}", shortened(fallback, room))
        });
        let mut candidates = std::iter::once(named.clone()).chain(numbered);
        candidates.find(|label| !self.taken.contains(label)).unwrap_or(named)
    }
}

#[cfg(test)]
mod tests;
