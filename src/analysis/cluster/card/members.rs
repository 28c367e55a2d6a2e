//! Who is in a cluster: ranking, kinds, articles and dates.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::CardInput;
use crate::analysis::cluster::membership::HALF;
use crate::analysis::cluster::{ClusterId, Partition};
use crate::graph::occurrence::DistinctArticle;
use portent_graph::csr::Csr;
use portent_graph::index::{NodeRow, TiSlice, TiVec};

/// Articles of a cluster.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) count: u64,
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

/// The members of each cluster, highest PageRank first, ties by the smaller node.
pub(super) fn ranked(partition: &Partition, pagerank: &TiSlice<NodeRow, f64>) -> Csr<ClusterId, NodeRow> {
    let mut clusters = partition.members();
    clusters.sort_rows_by(|&a, &b| pagerank[b].total_cmp(&pagerank[a]).then(a.cmp(&b)));
    clusters
}

/// Ids of the first members of each kind: those that stand in the cluster before those that belong nowhere in particular.
pub(super) fn top(input: &CardInput<'_>, members: &[NodeRow]) -> BTreeMap<String, Vec<String>> {
    let mut found: Vec<Vec<String>> = vec![Vec::new(); input.schema.kinds.len()];
    let stands = |node: NodeRow| input.membership[node].is_none_or(|membership| membership.own >= HALF);
    let standing = members.iter().filter(|&&node| stands(node));
    for &node in standing.chain(members.iter().filter(|&&node| !stands(node))) {
        let of_kind = &mut found[usize::from(input.kinds[node])];
        if of_kind.len() < input.options.top {
            of_kind.push(input.ids[node].to_owned());
        }
    }
    let named = input.schema.kinds.iter().map(|kind| kind.name.clone()).zip(found);
    named.filter(|(_, ids)| !ids.is_empty()).collect()
}

/// How many members are of each kind.
pub(super) fn kinds(input: &CardInput<'_>, members: &[NodeRow]) -> BTreeMap<String, u64> {
    let mut counts = vec![0u64; input.schema.kinds.len()];
    for &node in members {
        counts[usize::from(input.kinds[node])] += 1;
    }
    let named = input.schema.kinds.iter().map(|kind| kind.name.clone()).zip(counts);
    named.filter(|&(_, count)| count > 0).collect()
}

/// Distinct articles of each cluster, with the first and last date.
pub(super) fn articles(input: &CardInput<'_>) -> TiVec<ClusterId, Seen> {
    let cluster_of = &input.partition.cluster_of;
    let mut pairs: Vec<(ClusterId, DistinctArticle)> =
        input.articles.iter().map(|&(node, article)| (cluster_of[node], article)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut seen: TiVec<ClusterId, Seen> = vec![Seen::default(); input.partition.count].into();
    for (cluster, article) in pairs {
        let slot = &mut seen[cluster];
        slot.count += 1;
        let date = input.dates[article];
        slot.first = slot.first.into_iter().chain(date).min();
        slot.last = slot.last.into_iter().chain(date).max();
    }
    seen
}
