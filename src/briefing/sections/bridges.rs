//! What joins clusters, and where ties are fewer than one would expect.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::briefing::facts::Facts;
use crate::briefing::sections::rankings::Rankings;
use crate::briefing::types::{Part, Section, Sentence, Statement};
use crate::briefing::words::{articles, number};
use crate::error::Error;
use crate::graph::Relation;
use crate::property_graph::ClusterCard;
use portent_graph::index::NodeRow;

/// Gaps that are shown.
const GAPS: usize = 3;

/// Bridges of one cluster that are shown.
const TWICE: usize = 2;

/// The least ties that a gap lacks.
const LACK: f64 = 5.0;

/// Two clusters by rank, the smaller number first.
type Pair = [u32; 2];

pub(super) fn section(facts: &Facts<'_>, _: &Rankings) -> Result<Option<Section>, Error> {
    let pairs = strongest(facts);
    let gaps = gaps(facts);
    let wanted: BTreeSet<Pair> = pairs.iter().copied().chain(gaps.iter().map(|(pair, _)| *pair)).collect();
    let crossing = crossing(facts, &wanted);
    let bridges: Vec<Statement> =
        pairs.iter().filter_map(|pair| bridge(facts, *pair, crossing.get(pair)?)).collect();
    let gaps: Vec<Statement> =
        gaps.iter().filter_map(|(pair, ties)| gap(facts, *pair, *ties, crossing.get(pair))).collect();
    let headline = pairs.first().filter(|_| !bridges.is_empty()).map(|pair| {
        let [a, b] = pair.map(|cluster| label(facts, cluster));
        Sentence::of("The strongest bridge joins ").subject(a).say(" and ").subject(b).say(".")
    });
    let groups = [(None, bridges), (Some("Few ties where one would expect many".to_owned()), gaps)];
    let parts: Vec<Part> = groups
        .into_iter()
        .filter(|(_, statements)| !statements.is_empty())
        .map(|(title, statements)| Part { title, ranked: true, statements })
        .collect();
    Ok((!parts.is_empty()).then(|| Section {
        id: "bridges",
        title: "Bridges between clusters".into(),
        headline,
        lead: Sentence::of("Articles of one cluster that name entities of another tie the two together. No cluster is shown more than twice."),
        figure: None,
        parts,
    }))
}

fn card<'a>(facts: &Facts<'a>, cluster: u32) -> Option<&'a ClusterCard> {
    facts.graph.clusters.iter().find(|card| card.cluster == cluster)
}

fn label<'a>(facts: &Facts<'a>, cluster: u32) -> &'a str {
    card(facts, cluster).map_or("", |card| card.label.as_str())
}

/// The pairs of clusters with the most weight between them.
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
    // A huge cluster is tied to all others: no cluster speaks more than twice.
    let mut spoken: BTreeMap<u32, usize> = BTreeMap::new();
    pairs.retain(|(pair, _)| {
        let free = pair.iter().all(|cluster| spoken.get(cluster).is_none_or(|&times| times < TWICE));
        if free {
            pair.iter().for_each(|&cluster| *spoken.entry(cluster).or_default() += 1);
        }
        free
    });
    pairs.into_iter().take(facts.options.limit).map(|(pair, _)| pair).collect()
}

/// Pairs of large clusters that lack the most ties: those that there are, and those that their reach would give.
fn gaps(facts: &Facts) -> Vec<(Pair, [f64; 2])> {
    let mut known: BTreeMap<Pair, [f64; 2]> = BTreeMap::new();
    for card in &facts.graph.clusters {
        for gap in &card.gaps {
            let pair = [card.cluster.min(gap.cluster), card.cluster.max(gap.cluster)];
            known.insert(pair, [gap.weight, gap.expected]);
        }
    }
    let lack = |[weight, expected]: [f64; 2]| expected - weight;
    let mut gaps: Vec<(Pair, [f64; 2])> = known.into_iter().filter(|(_, ties)| lack(*ties) >= LACK).collect();
    gaps.sort_by(|a, b| lack(b.1).total_cmp(&lack(a.1)).then(a.0.cmp(&b.0)));
    gaps.truncate(GAPS);
    gaps
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

/// The entity that the most crossing articles name, and how many they are.
fn carrier(facts: &Facts, crossing: &Crossing) -> Option<(NodeRow, u64)> {
    let mut counts: BTreeMap<NodeRow, u64> = BTreeMap::new();
    for &(_, entity) in crossing {
        *counts.entry(entity).or_default() += 1;
    }
    counts.into_iter().min_by_key(|&(entity, count)| (Reverse(count), facts.label(entity), entity))
}

fn distinct_articles(crossing: &Crossing) -> u64 {
    crossing.iter().map(|(article, _)| article).collect::<BTreeSet<_>>().len() as u64
}

fn bridge(facts: &Facts, pair: Pair, crossing: &Crossing) -> Option<Statement> {
    let (entity, named) = carrier(facts, crossing)?;
    let [a, b] = pair.map(|cluster| label(facts, cluster));
    let all = distinct_articles(crossing);
    let verb = if all == 1 { "names entities" } else { "name entities" };
    let sentence = Sentence::about(a).say(" and ").subject(b);
    let sentence = sentence.say(format!(": {} of either {verb} of the other", articles(all)));
    let sentence = match named {
        1 => sentence.say(", such as "),
        _ if named == all => sentence.say(", all of them "),
        _ => sentence.say(format!(", {} of them ", number(named))),
    };
    let sentence = sentence.say(facts.the_kind(entity)).name(facts.label(entity)).say(".");
    Some(witnessed(facts, sentence, entity, crossing))
}

fn gap(
    facts: &Facts,
    pair: Pair,
    [weight, expected]: [f64; 2],
    crossing: Option<&Crossing>,
) -> Option<Statement> {
    let whole = |weight: f64| number(weight.round() as u64);
    let [a, b] = pair.map(|cluster| label(facts, cluster));
    let ties = if weight < 0.5 { "no ties".to_owned() } else { format!("ties of weight {}", whole(weight)) };
    let sentence = Sentence::about(a).say(" and ").subject(b);
    let sentence =
        sentence.say(format!(": {ties}, where their ties to all others would suggest {}.", whole(expected)));
    match crossing.and_then(|crossing| Some((crossing, carrier(facts, crossing)?))) {
        Some((crossing, (entity, _))) => Some(witnessed(facts, sentence, entity, crossing)),
        None => Some(Statement { sentence, ..Statement::default() }),
    }
}

/// A statement with the rows in which articles beyond its own cluster name an entity.
fn witnessed(facts: &Facts, sentence: Sentence, entity: NodeRow, crossing: &Crossing) -> Statement {
    let crosses = |article: NodeRow| crossing.contains(&(facts.index.original(article), entity));
    let rows = facts.mentions(entity).filter(|mention| mention.article.row().is_some_and(crosses));
    let sources = facts.cited(rows, |_| ());
    let crossed = crossing.iter().filter(|(_, named)| *named == entity).count();
    let more = crossed.saturating_sub(sources.len());
    Statement { sentence, history: Vec::new(), sources, more }
}
