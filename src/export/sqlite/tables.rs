//! What goes into each table.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Result};
use serde_json::Value as Json;

use super::columns::NodeAndEdgeColumns;
use super::rows::{Cell, Insert, NULL, cell, count, day, integer, json, made, maybe, real, text};
use crate::color;
use crate::export::cell as cells;
use crate::property_graph::{ClusterCard, MentionRecord, NodeColumn, NodeRef, PropertyGraph};

/// What the format is called in `about`.
const FORMAT: &str = "portent-sqlite";

/// The header of the graph, one row a fact; its kinds have a table of their own.
pub(super) fn about(database: &Connection, graph: &PropertyGraph) -> Result<()> {
    let mut facts = BTreeMap::from([("format".to_owned(), Json::from(FORMAT))]);
    if let Ok(Json::Object(header)) = serde_json::to_value(&graph.header) {
        for (key, value) in header.into_iter().filter(|(key, _)| key != "schema") {
            flatten(key, value, &mut facts);
        }
    }
    let mut table = Insert::into(database, "about")?;
    facts.into_iter().try_for_each(|(key, value)| table.row([made(key), plain(value)]))
}

/// What lies within an object or a list gets the key of both, joined with a point.
fn flatten(key: String, value: Json, facts: &mut BTreeMap<String, Json>) {
    match value {
        Json::Object(fields) => {
            fields.into_iter().for_each(|(name, value)| flatten(format!("{key}.{name}"), value, facts));
        }
        Json::Array(items) => {
            let width = items.len().to_string().len();
            for (i, value) in items.into_iter().enumerate() {
                flatten(format!("{key}.{:0width$}", i + 1), value, facts);
            }
        }
        value => {
            facts.insert(key, value);
        }
    }
}

fn plain(value: Json) -> Cell<'static> {
    match value {
        Json::String(text) => made(text),
        Json::Bool(yes) => integer(yes),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => integer(whole),
            (None, Some(part)) => real(part),
            (None, None) => NULL,
        },
        _ => NULL,
    }
}

/// The kinds of the schema; of two with one name the first.
pub(super) fn kinds(database: &Connection, graph: &PropertyGraph) -> Result<()> {
    let mut table = Insert::into(database, "kinds")?;
    let mut seen = BTreeSet::new();
    for kind in graph.header.schema.kinds.iter().filter(|kind| seen.insert(&kind.name)) {
        let texts = [&kind.name, &kind.plural, &kind.heading].map(|known| text(known));
        let looks = [integer(kind.form.is_some()), made(color::hex(kind.color)), text(&kind.shape)];
        table.row(texts.into_iter().chain(looks))?;
    }
    Ok(())
}

/// The clusters with what their cards say. A number that the graph names without a card has a row of its own too, so that every
/// reference leads somewhere.
pub(super) fn clusters(database: &Connection, graph: &PropertyGraph) -> Result<()> {
    let mut cards: BTreeMap<i64, Option<&ClusterCard>> =
        named(graph).map(|cluster| (cluster, None)).collect();
    for card in graph.clusters.iter().rev() {
        cards.insert(card.cluster.into(), Some(card));
    }
    let mut table = Insert::into(database, "clusters")?;
    for (&cluster, card) in &cards {
        table.row(cluster_row(cluster, *card))?;
    }
    let known = || cards.values().copied().flatten();
    figures(database, known())?;
    terms(database, known())?;
    bridges(database, known())?;
    gaps(database, known())
}

/// The clusters that nodes, bridges and gaps speak of.
fn named(graph: &PropertyGraph) -> impl Iterator<Item = i64> {
    let column = graph.nodes.column::<i64>(NodeColumn::Cluster);
    let of_nodes = graph.nodes.rows().filter_map(move |row| column.get(row));
    let of_cards = graph.clusters.iter().flat_map(|card| {
        let bridges = card.neighbors.iter().map(|bridge| i64::from(bridge.cluster));
        bridges.chain(card.gaps.iter().map(|gap| i64::from(gap.cluster)))
    });
    of_nodes.chain(of_cards)
}

fn cluster_row(cluster: i64, card: Option<&ClusterCard>) -> [Cell<'_>; 9] {
    let of = |value: fn(&ClusterCard) -> Cell<'_>| card.map_or(NULL, value);
    [
        integer(cluster),
        of(|card| text(&card.key)),
        of(|card| text(&card.label)),
        of(|card| count(card.size)),
        of(|card| count(card.articles)),
        of(|card| card.first_seen.map_or(NULL, day)),
        of(|card| card.last_seen.map_or(NULL, day)),
        of(|card| maybe(card.quadrant.as_ref().map(|quadrant| quadrant.as_str()))),
        of(|card| card.parent.map_or(NULL, integer)),
    ]
}

fn figures<'a>(database: &Connection, cards: impl Iterator<Item = &'a ClusterCard>) -> Result<()> {
    let mut table = Insert::into(database, "cluster_figures")?;
    for card in cards {
        for (figure, &value) in card.figures.iter().filter(|(_, value)| value.is_finite()) {
            table.row([integer(card.cluster), text(figure), real(value)])?;
        }
    }
    Ok(())
}

fn terms<'a>(database: &Connection, cards: impl Iterator<Item = &'a ClusterCard>) -> Result<()> {
    let mut table = Insert::into(database, "cluster_terms")?;
    for card in cards {
        for (i, term) in card.terms.iter().enumerate() {
            table.row([integer(card.cluster), count(i + 1), text(&term.term), real(term.score)])?;
        }
    }
    Ok(())
}

fn bridges<'a>(database: &Connection, cards: impl Iterator<Item = &'a ClusterCard>) -> Result<()> {
    let mut table = Insert::into(database, "cluster_bridges")?;
    for card in cards {
        for (i, bridge) in card.neighbors.iter().enumerate() {
            let [from, to] = bridge.strongest.each_ref().map(|id| text(id));
            let weight = real(bridge.weight);
            table.row([integer(card.cluster), count(i + 1), integer(bridge.cluster), weight, from, to])?;
        }
    }
    Ok(())
}

fn gaps<'a>(database: &Connection, cards: impl Iterator<Item = &'a ClusterCard>) -> Result<()> {
    let mut table = Insert::into(database, "cluster_gaps")?;
    for card in cards {
        for (i, gap) in card.gaps.iter().enumerate() {
            let weights = [gap.weight, gap.expected].map(real);
            let numbers = [integer(card.cluster), count(i + 1), integer(gap.cluster)];
            table.row(numbers.into_iter().chain(weights))?;
        }
    }
    Ok(())
}

/// All nodes.
pub(super) fn nodes(
    database: &Connection,
    graph: &PropertyGraph,
    columns: &NodeAndEdgeColumns<'_>,
) -> Result<()> {
    let mut table = Insert::into(database, "nodes")?;
    for (row, node) in graph.nodes.iter() {
        let names = [integer(row.get()), text(&node.id), text(graph.kind_name(row)), text(&node.label)];
        let values = columns.nodes.iter().map(|field| cell(field.get(row)));
        let [x, y] = node.position;
        let looks = [real(x), real(y), real(node.radius), made(color::hex(node.color))];
        table.row(names.into_iter().chain(values).chain(looks))?;
    }
    Ok(())
}

/// All edges.
pub(super) fn edges(
    database: &Connection,
    graph: &PropertyGraph,
    columns: &NodeAndEdgeColumns<'_>,
) -> Result<()> {
    let mut table = Insert::into(database, "edges")?;
    for (row, edge) in graph.edges.iter() {
        let [source, target] = edge.ends().map(|end| integer(end.get()));
        let weight = real(cells::weight(edge));
        let fixed = [integer(row.get()), source, target, text(edge.relation.name()), weight];
        let values = columns.edges.iter().map(|field| cell(field.get(row)));
        table.row(fixed.into_iter().chain(values).chain([real(cells::distance(edge))]))?;
    }
    Ok(())
}

/// All mentions, in their order.
pub(super) fn mentions(database: &Connection, graph: &PropertyGraph) -> Result<()> {
    let mut table = Insert::into(database, "mentions")?;
    for (place, mention) in graph.mentions.iter().enumerate() {
        let relevancy = mention.relevancy.map_or(NULL, real);
        let attributes = if mention.attributes.is_empty() { NULL } else { json(&mention.attributes) };
        let precision = mention.date.map(|_| mention.precision.name());
        let said = [
            text(&mention.path),
            integer(mention.line),
            text(&graph.header.schema.kind(mention.kind).name),
            text(&mention.name),
            maybe(mention.description.as_deref()),
            relevancy,
            attributes,
            real(mention.certainty),
            mention.date.map_or(NULL, day),
            maybe(precision),
            maybe(mention.category.as_deref()),
        ];
        let nodes = nodes_of(graph, mention);
        table.row([count(place)].into_iter().chain(nodes).chain(said))?;
    }
    Ok(())
}

/// Article, entity, and where the row comes from; what the graph does not hold stands by its id in the last cell.
fn nodes_of(graph: &PropertyGraph, mention: &MentionRecord) -> [Cell<'static>; 5] {
    let mut outside: BTreeMap<&str, &str> = BTreeMap::new();
    let mut place = |name, node: Option<NodeRef>| match node {
        Some(NodeRef::Row(row)) => integer(row.get()),
        Some(absent) => {
            outside.insert(name, graph.id(absent));
            NULL
        }
        None => NULL,
    };
    let article = place("article", Some(mention.article));
    let entity = place("entity", Some(mention.entity));
    let copy_of = place("copy_of", mention.copy_of);
    let repeats = place("repeats", mention.repeats);
    let outside = if outside.is_empty() { NULL } else { json(&outside) };
    [article, entity, copy_of, repeats, outside]
}

/// What was found in the input.
pub(super) fn diagnostics(database: &Connection, graph: &PropertyGraph) -> Result<()> {
    let mut table = Insert::into(database, "diagnostics")?;
    for (place, found) in graph.diagnostics.iter().enumerate() {
        let place = [count(place), text(found.severity.name()), text(found.code.as_str()), text(&found.path)];
        let at = [integer(found.line), integer(found.column), integer(found.count)];
        table.row(place.into_iter().chain(at).chain([text(&found.message), text(&found.hint)]))?;
    }
    Ok(())
}
