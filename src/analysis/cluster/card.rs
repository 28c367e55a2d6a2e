//! Cards: all that is said of a cluster, each number computable from graph.json alone.
//!
//! With `in` the summed weight of the edges inside a cluster, `out` that of the edges to other clusters (weight
//! times the relation's factor, relations without a factor left out) and `n` its nodes, the figures are
//!
//! | figure | formula |
//! |---|---|
//! | `weight_inside`, `weight_outside` | `in`, `out` |
//! | `density` | edges inside / (n (n - 1) / 2); 0 for one node |
//! | `conductance` | `out` / min(2 `in` + `out`, the same of all other nodes together); 0 without edges |
//! | `callon_centrality` | 10 `out` |
//! | `callon_density` | 100 `in` / n |
//! | `stability` | see [`super::stability`], where it was asked for |
//!
//! Callon, Courtial, Laville, "Co-word analysis as a tool for describing the network of interactions between basic
//! and technological research", Scientometrics 22 (1991), with edge weight for the equivalence index; the quadrants
//! as in Cobo et al., J. Informetrics 5 (2011), the axes at the medians of the clusters that have a quadrant:
//! `motor` (central and dense, at or above both medians), `niche` (dense only), `basic` (central only), `emerging or
//! declining` (neither). Clusters without an edge to another have none.

mod between;
mod members;
pub(super) mod types;

pub use types::{Bridge, ClusterCard, Gap, Quadrant, Term};

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::given::GivenLabels;
use super::inherit::Kept;
use super::label::{LabelOptions, labels};
use super::membership::Membership;
use super::stability::Stability;
use super::{ClusterId, Partition, label};
use crate::graph::Adjacency;
use crate::graph::occurrence::DistinctArticle;
use crate::named::Named;
use crate::parse::{KindId, Schema};
use portent_graph::csr::Csr;
use portent_graph::index::{NodeRow, TiSlice, TiVec};

/// What cards are made from; slices have one entry a node unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub struct CardInput<'a> {
    /// The measured edges, weights times factors.
    pub adjacency: &'a Adjacency,
    /// The clusters.
    pub partition: &'a Partition,
    /// Ids.
    pub ids: &'a TiSlice<NodeRow, &'a str>,
    /// Labels.
    pub labels: &'a TiSlice<NodeRow, &'a str>,
    /// Kinds.
    pub kinds: &'a TiSlice<NodeRow, KindId>,
    /// What the kinds are called.
    pub schema: &'a Schema,
    /// PageRank: who ranks highest.
    pub pagerank: &'a TiSlice<NodeRow, f64>,
    /// How far each node stands in its cluster.
    pub membership: &'a TiSlice<NodeRow, Option<Membership>>,
    /// Which articles stand for a node, as numbers into `dates`, in any order: of an article the article itself
    /// (copies under one number), of an entity none where articles are nodes, else all that mention it.
    pub articles: &'a [(NodeRow, DistinctArticle)],
    /// Which articles mention each node, as numbers into `dates`; an article itself. Nodes without a row count as one article
    /// of their own, in labels.
    pub mentioned_in: &'a Csr<NodeRow, DistinctArticle>,
    /// The date of each numbered article.
    pub dates: &'a TiSlice<DistinctArticle, Option<Date>>,
    /// Coarser clusters, where known: the parents.
    pub coarser: Option<&'a Partition>,
    /// Stability, where it was asked for.
    pub stability: Option<&'a Stability>,
    /// Keys and labels that clusters keep from an earlier graph; one entry a cluster, or empty.
    pub kept: &'a [Option<Kept>],
    /// Labels that a person gives.
    pub given: Option<&'a GivenLabels>,
    /// How much is shown.
    pub options: &'a CardOptions,
}

/// How much cards show.
#[derive(Debug, Clone, PartialEq)]
pub struct CardOptions {
    /// Top members of each kind; default 5.
    pub top: usize,
    /// Neighboring clusters; default 5.
    pub neighbors: usize,
    /// Structural gaps; default 3.
    pub gaps: usize,
    /// Labels and their terms; default [`LabelOptions::default`].
    pub label: LabelOptions,
}

impl Default for CardOptions {
    fn default() -> Self {
        Self { top: 5, neighbors: 5, gaps: 3, label: LabelOptions::default() }
    }
}

/// The card of each cluster, by rank. Members are ranked by PageRank, ties by the smaller node; the first is the
/// key. Top members are those of that order that stand in the cluster with at least half of their weight, then the others.
/// O(nodes log nodes + edges log edges).
///
/// Neighbors are those with the most weight between (ties: the smaller rank); the strongest bridge is the edge of
/// the highest weight, ties by the summed PageRank of its ends, then by the smaller nodes.
///
/// Gaps are between large clusters, the largest that together hold at least half of all nodes: the weight between
/// them is at most half of what their reach would have, `out(a) out(b) / sum of out over all clusters`, and at least
/// one mean edge weight is missing; those that miss most first (structural holes: Burt, 1992).
#[must_use]
pub fn cards(input: &CardInput<'_>) -> Vec<ClusterCard> {
    let ranked = members::ranked(input.partition, input.pagerank);
    let names = names(input, &ranked);
    let tallies = between::tallies(input.adjacency, input.partition);
    let bridges = between::bridges(input);
    let gaps = between::gaps(input, &tallies, &bridges);
    let quadrants = quadrants(&tallies);
    let seen = members::articles(input);
    let parents = input.coarser.map(|coarser| input.partition.parents(coarser));
    let mut cards = Vec::with_capacity(ranked.len());
    for ((cluster, members), (key, label, terms)) in ranked.rows().zip(ranked.iter()).zip(names) {
        let mut figures = tallies[cluster].figures(&tallies);
        let stability = input.stability.and_then(|stability| stability.of_cluster[cluster]);
        figures.extend(stability.map(|value| ("stability".to_owned(), value)));
        cards.push(ClusterCard {
            cluster: rank(cluster),
            key,
            label,
            size: members.len() as u64,
            terms,
            top: members::top(input, members),
            kinds: members::kinds(input, members),
            articles: seen[cluster].count,
            first_seen: seen[cluster].first,
            last_seen: seen[cluster].last,
            figures,
            quadrant: quadrants[cluster].map(Named::from),
            parent: parents.as_ref().map(|parents| rank(parents[cluster])),
            neighbors: between::neighbors(input, &bridges, cluster),
            gaps: gaps[cluster].clone(),
        });
    }
    cards
}

/// The number of a cluster in files: the largest has 1.
fn rank(cluster: ClusterId) -> u32 {
    cluster.get() + 1
}

/// Key, label and terms of each cluster; what a person gives first, then what is kept, and no label twice.
fn names(input: &CardInput<'_>, ranked: &Csr<ClusterId, NodeRow>) -> Vec<(String, String, Vec<Term>)> {
    let best: Vec<NodeRow> = ranked.iter().map(|members| members[0]).collect();
    let kept = |cluster: usize| input.kept.get(cluster).and_then(Option::as_ref);
    let key = |(cluster, &best): (usize, &NodeRow)| {
        let kept = kept(cluster).and_then(|kept| kept.key.clone());
        kept.unwrap_or_else(|| input.ids[best].to_owned())
    };
    let keys: Vec<String> = best.iter().enumerate().map(key).collect();
    let given: BTreeSet<&str> = input.given.iter().flat_map(|given| given.texts()).collect();
    let known = |(cluster, key): (usize, &String)| {
        let kept = || kept(cluster).map(|kept| &*kept.label).filter(|label| !given.contains(label));
        input.given.and_then(|given| given.of(key)).or_else(kept)
    };
    let known: Vec<Option<&str>> = keys.iter().enumerate().map(known).collect();
    let taken: Vec<&str> = known.iter().copied().flatten().chain(given.iter().copied()).collect();
    let fallbacks: Vec<&str> = best.iter().map(|&node| input.labels[node]).collect();
    let own = |membership: &Option<Membership>| membership.map_or(1.0, |membership| membership.own);
    let membership: Vec<f64> = input.membership.iter().map(own).collect();
    let request = label::Request {
        membership: &membership,
        names: &readable(input),
        articles: input.mentioned_in,
        fallbacks: &fallbacks,
        taken: &taken,
    };
    let found = labels(input.partition, &request, &input.options.label);
    let named = keys.into_iter().zip(known).zip(found);
    named.map(|((key, known), (label, terms))| (key, known.map_or(label, str::to_owned), terms)).collect()
}

/// The names that labels are made of: not those of editions and people.
fn readable<'a>(input: &CardInput<'a>) -> Vec<&'a str> {
    let person = input.schema.person();
    let name = |(&kind, &label): (&KindId, &'a &'a str)| {
        if kind == KindId::EDITION || Some(kind) == person { "" } else { label }
    };
    input.kinds.iter().zip(input.labels).map(name).collect()
}

/// The quadrant of each cluster in the strategic diagram.
fn quadrants(tallies: &TiSlice<ClusterId, between::Tally>) -> TiVec<ClusterId, Option<Quadrant>> {
    let placed = || tallies.iter().filter(|tally| tally.outside > 0.0);
    let centrality = median(placed().map(between::Tally::callon_centrality).collect());
    let density = median(placed().map(between::Tally::callon_density).collect());
    let quadrant = |tally: &between::Tally| {
        let central = tally.callon_centrality() >= centrality;
        let dense = tally.callon_density() >= density;
        (tally.outside > 0.0).then_some(match (central, dense) {
            (true, true) => Quadrant::Motor,
            (false, true) => Quadrant::Niche,
            (true, false) => Quadrant::Basic,
            (false, false) => Quadrant::EmergingOrDeclining,
        })
    };
    tallies.iter().map(quadrant).collect()
}

/// The middle value, or the mean of the two in the middle; 0 of none.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        len if len % 2 == 1 => values[len / 2],
        len => f64::midpoint(values[len / 2 - 1], values[len / 2]),
    }
}

/// One named figure.
fn figure(name: &str, value: f64) -> (String, f64) {
    (name.to_owned(), value)
}

type Figures = BTreeMap<String, f64>;

#[cfg(test)]
mod tests;
