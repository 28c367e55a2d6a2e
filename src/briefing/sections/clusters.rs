//! The largest clusters in numbers, and where they stand to one another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::briefing::facts::Facts;
use crate::briefing::quotes::About;
use crate::briefing::sections::rankings::Rankings;
use crate::briefing::texts::Holds;
use crate::briefing::types::{Circle, Diagram, Figure, Part, Section, Sentence, Source, Statement};
use crate::briefing::words::{articles, capital, counted, number, share};
use crate::error::Error;
use crate::folding::folded;
use crate::language::Language;
use crate::property_graph::{Belonging, ClusterCard, NodeRef};
use crate::resolve::language::sought::SoughtId;
use portent_graph::index::NodeRow;

/// Bridges that the diagram draws for each circle.
const LINES: usize = 2;

/// Kinds of which the foremost member is named.
const FOREMOST: usize = 3;

/// The rest of the ties lead above all to one cluster where it has so many times the weight of the next one.
const ABOVE_ALL: f64 = 2.0;

static METHOD: &str = "A cluster holds articles and entities that are tied more to each other than to the rest. An article speaks of a heading where \
     one of its rows, its title or its summary says the words of it, or of one of its two parts, one after the other.";

/// Clusters of two articles or more, the largest first.
pub(in crate::briefing) fn clusters<'a>(
    facts: &Facts<'a>,
) -> impl Iterator<Item = &'a ClusterCard> + use<'a> {
    facts.graph.clusters.iter().filter(|card| card.articles > 1 && card.size > card.articles)
}

pub(super) fn section(facts: &Facts<'_>, _: &Rankings) -> Result<Option<Section>, Error> {
    if !facts.holds_together() {
        return Ok(None);
    }
    let cards: Vec<&ClusterCard> = clusters(facts).take(facts.options.limit).collect();
    let Some(first) = cards.first() else { return Ok(None) };
    let within: u64 = cards.iter().map(|card| card.articles).sum();
    let statements = cards.iter().map(|card| statement(facts, card)).collect();
    let all = clusters(facts).count();
    let share = share(within, facts.index.articles_of_all().count() as u64);
    let largest = match cards.len() {
        told if told == all => format!("Those of two articles or more hold {} ({share})", articles(within)),
        told => format!(
            "Of {} that hold two articles or more, the {told} largest hold {} ({share})",
            number(all as u64),
            articles(within)
        ),
    };
    Ok(Some(Section {
        id: "clusters",
        title: "What belongs together".into(),
        headline: Some(
            Sentence::of("The largest cluster is ")
                .subject(&first.label)
                .say(format!(": {}.", articles(first.articles))),
        ),
        lead: Sentence::of(format!("{largest}.")),
        method: Sentence::of(METHOD),
        figure: diagram(&cards),
        parts: vec![Part { title: None, ranked: true, statements }],
    }))
}

/// Two sentences of numbers: what it holds, and how it is tied.
fn statement(facts: &Facts, card: &ClusterCard) -> Statement {
    let entities = card.size.saturating_sub(card.kinds.get("article").copied().unwrap_or(card.articles));
    let speaking = number(speaking(facts, card));
    let holds = format!(
        ": {} ({speaking} speak of it) and {}",
        articles(card.articles),
        counted(entities, "entity", "entities")
    );
    let mut sentence = Sentence::about(&card.label).say(holds);
    if let (true, Some((first, last))) = (facts.is_dated(), card.first_seen.zip(card.last_seen)) {
        sentence = sentence.say(format!(", {}", facts.grain.span(first, last)));
    }
    let foremost = foremost(facts, card);
    if !foremost.is_empty() {
        sentence = sentence.say("; of the names that belong to it, its articles have most: ").names(foremost);
    }
    sentence = ties(facts, card, sentence.say("."));
    Statement { sentence, sources: witnesses(facts, card), ..Statement::default() }
}

/// Rows of its articles that name members, those first that have the words of its heading.
fn witnesses(facts: &Facts, card: &ClusterCard) -> Vec<Source> {
    let here = Some(i64::from(card.cluster));
    let is_here = |row: &NodeRef| row.row().is_some_and(|row| facts.cluster.get(row) == here);
    let articles = facts.index.articles_of_all().filter(|&article| facts.cluster.get(article) == here);
    let rows = articles.flat_map(|article| facts.rows_of(article)).filter(|row| is_here(&row.entity));
    let about = heading(facts, card);
    facts.cited(rows, &about, |row| {
        let [name, said] =
            [&row.name, row.description.as_ref().unwrap_or(&row.name)].map(|text| facts.texts.words(text));
        let holds = |words: &[SoughtId], part: &[SoughtId]| {
            !part.is_empty() && words.windows(part.len()).any(|run| run == part)
        };
        let having = |words: &[SoughtId]| about.words.iter().filter(|part| holds(words, part)).count();
        (row.description.is_some(), having(&said) + having(&name))
    })
}

/// The heading of a cluster with the words of its parts.
pub(super) fn heading<'a>(facts: &Facts<'a>, card: &'a ClusterCard) -> About<'a> {
    let parts = Language::of(&card.label).parts(&card.label);
    About { name: &card.label, words: parts.into_iter().map(|part| facts.texts.words(part)).collect() }
}

/// How many articles of a cluster say the words of its heading, or of one of its parts.
pub(super) fn speaking(facts: &Facts, card: &ClusterCard) -> u64 {
    let here = Some(i64::from(card.cluster));
    let parts = heading(facts, card).words;
    let speaking = parts.iter().flat_map(|words| facts.texts.speaking(words, Holds::InOrder).into_keys());
    let speaking: BTreeSet<NodeRow> =
        speaking.filter(|&article| facts.cluster.get(article) == here).collect();
    speaking.len() as u64
}

/// The members that most of the cluster's own articles name, of up to three kinds, each with how many: no name of one article,
/// and none that belongs nowhere in particular.
fn foremost<'a>(facts: &Facts<'a>, card: &ClusterCard) -> Vec<(String, &'a str, String)> {
    let belonging = Belonging::of(facts.graph);
    let here = Some(i64::from(card.cluster));
    let mut named: BTreeMap<NodeRow, u64> = BTreeMap::new();
    let articles = facts.index.articles_of_all().filter(|&article| facts.cluster.get(article) == here);
    for &entity in articles.flat_map(|article| facts.index.mentioned(article)) {
        *named.entry(entity).or_default() += 1;
    }
    let stands = |&(row, count): &(NodeRow, u64)| {
        let is_here = facts.cluster.get(row) == here && belonging.nowhere(row).is_none();
        count > 1 && is_here && !facts.is_version(row)
    };
    let mut ranked: Vec<(NodeRow, u64)> = named.into_iter().filter(stands).collect();
    ranked.sort_by_key(|&(row, count)| (Reverse(count), facts.name(row), row));
    let mut kinds: Vec<&str> = Vec::new();
    let mut told: Vec<(String, &str, String)> = Vec::new();
    for (row, count) in ranked {
        let is_told = told.iter().any(|(_, name, _)| folded(name) == folded(facts.name(row)));
        if told.len() < FOREMOST && !is_told && !kinds.contains(&facts.kind(row)) {
            kinds.push(facts.kind(row));
            told.push((facts.the_kind(row), facts.name(row), format!(" ({})", number(count))));
        }
    }
    told
}

/// How much of its ties stay inside, and where most others lead, if one cluster stands out.
fn ties(facts: &Facts, card: &ClusterCard, sentence: Sentence) -> Sentence {
    let figure = |name: &str| card.figures.get(name).copied().unwrap_or(0.0);
    let (inside, outside) = (figure("weight_inside"), figure("weight_outside"));
    if inside + outside <= 0.0 {
        return sentence;
    }
    let whole = |weight: f64| weight.round() as u64;
    let sentence = if outside <= 0.0 {
        return sentence.say(" None of its ties leads to another cluster.");
    } else {
        let inside = share(whole(inside), whole(inside + outside));
        sentence.say(format!(" {} of its ties stay inside", capital(&inside)))
    };
    let weights = [0, 1].map(|at| card.neighbors.get(at).map_or(0.0, |bridge| bridge.weight));
    let neighbor = card.neighbors.first().filter(|_| weights[0] >= ABOVE_ALL * weights[1]);
    let neighbor =
        neighbor.and_then(|bridge| facts.graph.clusters.iter().find(|card| card.cluster == bridge.cluster));
    match neighbor {
        Some(other) => sentence.say("; the rest lead above all to ").name(&other.label).say("."),
        None => sentence.say("."),
    }
}

/// Circles by ties to other clusters and by the share of ties inside, with the strongest bridges between them.
fn diagram(cards: &[&ClusterCard]) -> Option<Figure> {
    let figure = |name: &str| -> Option<Vec<f64>> {
        cards.iter().map(|card| card.figures.get(name).copied()).collect()
    };
    let (inside, outside) = (figure("weight_inside")?, figure("weight_outside")?);
    let shares: Vec<f64> = inside
        .iter()
        .zip(&outside)
        .map(|(inside, outside)| inside / (inside + outside).max(f64::MIN_POSITIVE))
        .collect();
    let largest = cards.iter().map(|card| card.size).max().unwrap_or(1).max(1) as f64;
    let circles: Vec<Circle> = (1..)
        .zip(cards)
        .map(|(number, card)| Circle {
            number,
            label: card.label.clone(),
            at: [&outside, &shares].map(|values| place(values, number - 1)),
            size: card.size as f64 / largest,
        })
        .collect();
    let bridges = bridges(cards);
    let ends = ends(&shares).map(|share| format!("{}%", (100.0 * share).round()));
    (circles.len() > 2).then(|| {
        let [low, high] = &ends;
        let caption = format!(
            "The {} clusters below: further right with more ties to other clusters, further up with a larger share of ties \
             inside ({low} to {high}); area by size, lines for the strongest ties between them.",
            number(circles.len() as u64)
        );
        Figure::Diagram(Diagram { caption, circles, bridges, ends })
    })
}

/// The least and the greatest value.
fn ends(values: &[f64]) -> [f64; 2] {
    [values.iter().copied().fold(f64::MAX, f64::min), values.iter().copied().fold(f64::MIN, f64::max)]
}

/// The place of a value between the least, 0, and the greatest, 1.
fn place(values: &[f64], at: usize) -> f64 {
    let [least, most] = ends(values);
    if most > least { (values[at] - least) / (most - least) } else { 0.5 }
}

/// The strongest bridges of each circle to another one, each once.
fn bridges(cards: &[&ClusterCard]) -> Vec<([usize; 2], f64)> {
    let place = |cluster: u32| cards.iter().position(|card| card.cluster == cluster);
    let mut found: Vec<([usize; 2], f64)> = Vec::new();
    for (from, card) in cards.iter().enumerate() {
        let known = card.neighbors.iter().filter_map(|bridge| Some((place(bridge.cluster)?, bridge.weight)));
        for (to, weight) in known.take(LINES) {
            let pair = [from.min(to), from.max(to)];
            if found.iter().all(|(other, _)| *other != pair) {
                found.push((pair, weight));
            }
        }
    }
    let most = found.iter().map(|&(_, weight)| weight).fold(f64::MIN_POSITIVE, f64::max);
    found.into_iter().map(|(pair, weight)| (pair, weight / most)).collect()
}
