//! What joins clusters.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::briefing::facts::Facts;
use crate::briefing::names::{are_near, share_a_word};
use crate::briefing::sections::clusters::speaking;
use crate::briefing::sections::rankings::Rankings;
use crate::briefing::types::{Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, number};
use crate::error::Error;
use crate::graph::Relation;
use crate::property_graph::{Belonging, ClusterCard};
use portent_graph::index::NodeRow;

/// Bridges of one cluster that are shown.
const TWICE: usize = 2;

/// Pairs that are looked at.
const ASKED: usize = 100;

/// The least articles that tie two clusters by one name, and the names that are told.
const SHARED: u64 = 3;
const CARRIERS: usize = 3;

/// A name that more than one in so many articles have tells nothing of two clusters.
const GENERAL: u64 = 30;

/// The least share of a name's ties that two clusters hold which it joins.
const WITHIN: f64 = 0.5;

/// And no name of so few articles is too general.
const FEW: u64 = 10;

static METHOD: &str = "Of the pairs with the most ties those are listed whose headings share no word, are spoken of by half of their articles, and \
     that a name joins which three such articles or more have. Not told are names that are headings, that more than one in thirty \
     articles has, or that have less than half of their ties in the two clusters. No cluster stands here more than twice.";

/// Two clusters by rank, the smaller number first.
type Pair = [u32; 2];

pub(super) fn section(facts: &Facts<'_>, _: &Rankings) -> Result<Option<Section>, Error> {
    if !facts.holds_together() {
        return Ok(None);
    }
    let pairs = strongest(facts);
    let bridges = told(facts, &pairs, &crossing(facts, &pairs.iter().copied().collect()));
    let headline = bridges.first().map(|(pair, _)| {
        let [a, b] = pair.map(|cluster| label(facts, cluster));
        Sentence::of("Of the bridges that are listed, the strongest joins ")
            .subject(a)
            .say(" and ")
            .subject(b)
            .say(".")
    });
    let statements: Vec<Statement> = bridges.into_iter().map(|(_, statement)| statement).collect();
    Ok((!statements.is_empty()).then(|| Section {
        id: "bridges",
        title: "Bridges between clusters".into(),
        headline,
        lead: Sentence::of("Articles of one cluster that name entities of another tie the two."),
        method: Sentence::of(METHOD),
        figure: None,
        parts: vec![Part { title: None, ranked: true, statements }],
    }))
}

/// The strongest pairs that three articles or more tie by one name, with the statement of each; no cluster speaks more than
/// twice, for a huge one is tied to all others.
fn told(facts: &Facts, pairs: &[Pair], crossing: &BTreeMap<Pair, Crossing>) -> Vec<(Pair, Statement)> {
    let mut spoken: BTreeMap<u32, usize> = BTreeMap::new();
    let mut told = Vec::new();
    for &pair in pairs {
        let free = pair.iter().all(|cluster| spoken.get(cluster).is_none_or(|&times| times < TWICE));
        let statement =
            crossing.get(&pair).filter(|_| free).and_then(|crossing| bridge(facts, pair, crossing));
        if let Some(statement) = statement {
            pair.iter().for_each(|&cluster| *spoken.entry(cluster).or_default() += 1);
            told.push((pair, statement));
        }
        if told.len() == facts.options.limit {
            break;
        }
    }
    told
}

fn card<'a>(facts: &Facts<'a>, cluster: u32) -> Option<&'a ClusterCard> {
    facts.graph.clusters.iter().find(|card| card.cluster == cluster)
}

fn label<'a>(facts: &Facts<'a>, cluster: u32) -> &'a str {
    card(facts, cluster).map_or("", |card| card.label.as_str())
}

/// The pairs of clusters with the most weight between them whose headings share no word: two halves of one theme are
/// tied by what they are.
fn strongest(facts: &Facts) -> Vec<Pair> {
    let mut weights: BTreeMap<Pair, f64> = BTreeMap::new();
    for card in &facts.graph.clusters {
        for bridge in &card.neighbors {
            let pair = [card.cluster.min(bridge.cluster), card.cluster.max(bridge.cluster)];
            weights.insert(pair, bridge.weight);
        }
    }
    let mut pairs: Vec<(Pair, f64)> = weights.into_iter().collect();
    pairs.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let parts = |[a, b]: Pair| !share_a_word(label(facts, a), label(facts, b), &facts.texts);
    let mut known: BTreeMap<u32, bool> = BTreeMap::new();
    let mut is_told = |cluster: u32| *known.entry(cluster).or_insert_with(|| is_spoken_of(facts, cluster));
    let pairs = pairs.into_iter().map(|(pair, _)| pair).filter(|&pair| parts(pair));
    pairs.filter(|&[a, b]| is_told(a) && is_told(b)).take(ASKED).collect()
}

/// Whether half of the articles of a cluster speak of its heading, which otherwise tells too little of it.
fn is_spoken_of(facts: &Facts, cluster: u32) -> bool {
    card(facts, cluster).is_some_and(|card| 2 * speaking(facts, card) >= card.articles)
}

/// Articles of one of two clusters that name entities of the other: (article, entity), copies once.
type Crossing = BTreeSet<(NodeRow, NodeRow)>;

/// What crosses between the clusters of each pair. O(edges).
fn crossing(facts: &Facts, wanted: &BTreeSet<Pair>) -> BTreeMap<Pair, Crossing> {
    let mut found: BTreeMap<Pair, Crossing> = BTreeMap::new();
    let cluster = |row: NodeRow| facts.cluster.get(row).and_then(|rank| u32::try_from(rank).ok());
    for edge in facts.graph.edges.records() {
        if !matches!(edge.relation, Relation::Mentions | Relation::Tagged) {
            continue;
        }
        let [a, b] = edge.ends();
        let (article, entity) = if facts.graph.is_entity(a) { (b, a) } else { (a, b) };
        let [Some(own), Some(other)] = [cluster(article), cluster(entity)] else { continue };
        let pair = [own.min(other), own.max(other)];
        if wanted.contains(&pair) {
            found.entry(pair).or_default().insert((facts.index.original(article), entity));
        }
    }
    found
}

/// The entities that the most crossing articles name, and how many they are.
fn carriers(facts: &Facts, crossing: &Crossing) -> Vec<(NodeRow, u64)> {
    let mut counts: BTreeMap<NodeRow, u64> = BTreeMap::new();
    for &(_, entity) in crossing {
        *counts.entry(entity).or_default() += 1;
    }
    let mut counts: Vec<(NodeRow, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|&(entity, count)| (Reverse(count), facts.label(entity), entity));
    counts
}

fn distinct_articles(crossing: &Crossing) -> u64 {
    crossing.iter().map(|(article, _)| article).collect::<BTreeSet<_>>().len() as u64
}

fn is_general(facts: &Facts, entity: NodeRow) -> bool {
    facts.article_count(entity) > (facts.graph.header.distinct_articles / GENERAL).max(FEW)
}

/// What ties two clusters, other than their headings; nothing where no name is shared often enough.
fn bridge(facts: &Facts, pair: Pair, crossing: &Crossing) -> Option<Statement> {
    let [a, b] = pair.map(|cluster| label(facts, cluster));
    let is_heading = |entity: NodeRow, heading: &str| {
        let (name, heads) = (facts.texts.words(facts.label(entity)), facts.texts.words(heading));
        name.iter().all(|word| heads.contains(word)) || are_near(heading, facts.label(entity), &facts.texts)
    };
    let heads = |entity: NodeRow| [a, b].iter().any(|heading| is_heading(entity, heading));
    let belonging = Belonging::of(facts.graph);
    let all_carriers = carriers(facts, crossing);
    let most = all_carriers.first().map_or(0, |&(_, named)| named);
    let carriers: Vec<(NodeRow, u64)> = all_carriers
        .into_iter()
        .filter(|&(entity, named)| named >= SHARED && !heads(entity) && !is_general(facts, entity))
        .filter(|&(entity, _)| lies_within(&belonging, entity, pair))
        .take(CARRIERS)
        .collect();
    let &(first, named) = carriers.first()?;
    let above = if named == most { "above all" } else { "among them" };
    let all = articles(distinct_articles(crossing));
    let names = carriers.iter().zip(0..).map(|(&(entity, named), at)| {
        let count = if at == 0 { articles(named) } else { number(named) };
        (facts.the_kind(entity), facts.name(entity), format!(" ({count})"))
    });
    let sentence = Sentence::about(a).say(" and ").subject(b);
    let sentence = sentence
        .say(format!(": {all} in one of them name entities of the other, {above} "))
        .names(names)
        .say(".");
    Some(witnessed(facts, sentence, first, crossing))
}

/// Whether two clusters hold at least half of an entity's ties.
fn lies_within(belonging: &Belonging<'_>, entity: NodeRow, pair: Pair) -> bool {
    let shares = belonging.shares(entity);
    let held = shares.iter().filter(|(cluster, _)| pair.iter().any(|&own| i64::from(own) == *cluster));
    shares.is_empty() || held.map(|(_, share)| share).sum::<f64>() >= WITHIN
}

/// A statement with the rows in which articles beyond its own cluster name an entity.
fn witnessed(facts: &Facts, sentence: Sentence, entity: NodeRow, crossing: &Crossing) -> Statement {
    let crosses = |article: NodeRow| crossing.contains(&(facts.index.original(article), entity));
    let rows = facts.mentions(entity).filter(|mention| mention.article.row().is_some_and(crosses));
    let sources = facts.cited(rows, &facts.about(entity), |_| ());
    let crossed = crossing.iter().filter(|(_, named)| *named == entity).count();
    let more = crossed.saturating_sub(sources.len());
    Statement { sentence, sources, more, ..Statement::default() }
}
