//! What a new graph takes over from an earlier one.

use std::collections::BTreeMap;

use crate::analysis::cluster::inherit::Previous;
use crate::analysis::cluster::inherit::matches;
use crate::parse::Corpus;
use crate::property_graph::{NodeColumn, NodeRef, PropertyGraph};
use crate::resolve::Resolution;
use portent_graph::index::NodeRow;

/// A mention as both graphs know it: path, kind and name. Equal names of a page are of one entity.
type Key<'a> = (&'a str, &'a str, &'a str);

/// The earlier id of each node: of an article by its path, of an entity by the overlap of its mentions, which must
/// reach half of all; editions are named alike in both. O(mentions log mentions).
pub(super) fn ids(corpus: &Corpus, resolution: &Resolution, previous: &PropertyGraph) -> Vec<Option<String>> {
    let articles: BTreeMap<&str, NodeRef> =
        previous.mentions.iter().map(|mention| (mention.path.as_str(), mention.article)).collect();
    let id = |node: NodeRef| previous.id(node).to_owned();
    let of_article = corpus.articles.iter().map(|a| articles.get(a.path.as_str()).copied().map(id));
    let of_edition = corpus.editions.iter().map(|_| None);
    let found = matches(&old_mentions(previous), &new_mentions(corpus, resolution));
    let of_entity = (0..resolution.entities.len() as u32).map(|entity| {
        let &(old, _) = found.get(&entity)?;
        Some(previous.nodes[NodeRow::new(old)].id.to_string())
    });
    of_article.chain(of_edition).chain(of_entity).collect()
}

fn old_mentions(previous: &PropertyGraph) -> Vec<(Key<'_>, u32)> {
    let mentions = previous.mentions.iter();
    let known = mentions.filter_map(|mention| {
        let row = mention.entity.row()?;
        let kind = previous.header.schema.kind(mention.kind).name.as_str();
        Some(((mention.path.as_str(), kind, mention.name.as_str()), row.get()))
    });
    once(known.collect())
}

fn new_mentions<'a>(corpus: &'a Corpus, resolution: &Resolution) -> Vec<(Key<'a>, u32)> {
    let mentions = corpus.mentions.iter().zip(&resolution.name_of);
    let keyed = mentions.map(|(mention, &name)| {
        let path = corpus.articles[mention.article].path.as_str();
        let kind = corpus.schema.kind(mention.kind).name.as_str();
        ((path, kind, mention.name.as_str()), resolution.entity_of[name].get())
    });
    once(keyed.collect())
}

/// Each key once.
fn once(mut mentions: Vec<(Key<'_>, u32)>) -> Vec<(Key<'_>, u32)> {
    mentions.sort_unstable();
    mentions.dedup_by_key(|(key, _)| *key);
    mentions
}

/// The clusters of the earlier graph.
pub(super) fn clusters(previous: &PropertyGraph) -> Previous {
    let cluster = previous.nodes.column::<i64>(NodeColumn::Cluster);
    let number = |row: NodeRow| u32::try_from(cluster.get(row)? - 1).ok();
    Previous {
        ids: previous.nodes.records().map(|node| node.id.to_string()).collect(),
        cluster_of: previous.nodes.rows().map(number).collect(),
        keys: previous.clusters.iter().map(|card| card.key.clone()).collect(),
        labels: previous.clusters.iter().map(|card| card.label.clone()).collect(),
    }
}

#[cfg(test)]
mod tests;
