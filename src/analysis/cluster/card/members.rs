//! Who is in a cluster: ranking, kinds, articles and dates.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::CardInput;
use crate::analysis::cluster::Partition;
use crate::index::TiVec;
use crate::parse::KindId;

/// Articles of a cluster.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) count: u64,
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

/// The members of each cluster, highest PageRank first, ties by the smaller node.
pub(super) fn ranked(partition: &Partition, pagerank: &[f64]) -> Vec<Vec<u32>> {
    let mut clusters = partition.members();
    for members in &mut clusters {
        members.sort_by(|&a, &b| pagerank[b as usize].total_cmp(&pagerank[a as usize]).then(a.cmp(&b)));
    }
    clusters
}

/// Ids of the first members of each kind.
pub(super) fn top(input: &CardInput<'_>, members: &[u32]) -> BTreeMap<String, Vec<String>> {
    let mut found: TiVec<KindId, Vec<String>> = vec![Vec::new(); input.schema.kinds.len()].into();
    for &node in members {
        let of_kind = &mut found[input.kinds[node as usize]];
        if of_kind.len() < input.options.top {
            of_kind.push(input.ids[node as usize].to_owned());
        }
    }
    let named = input.schema.kinds.iter().map(|kind| kind.name.clone()).zip(found);
    named.filter(|(_, ids)| !ids.is_empty()).collect()
}

/// How many members are of each kind.
pub(super) fn kinds(input: &CardInput<'_>, members: &[u32]) -> BTreeMap<String, u64> {
    let mut counts: TiVec<KindId, u64> = vec![0; input.schema.kinds.len()].into();
    for &node in members {
        counts[input.kinds[node as usize]] += 1;
    }
    let named = input.schema.kinds.iter().map(|kind| kind.name.clone()).zip(counts);
    named.filter(|&(_, count)| count > 0).collect()
}

/// Distinct articles of each cluster, with the first and last date.
pub(super) fn articles(input: &CardInput<'_>) -> Vec<Seen> {
    let cluster_of = &input.partition.cluster_of;
    let mut pairs: Vec<(u32, u32)> =
        input.articles.iter().map(|&(node, article)| (cluster_of[node as usize], article)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut seen = vec![Seen::default(); input.partition.count];
    for (cluster, article) in pairs {
        let slot = &mut seen[cluster as usize];
        slot.count += 1;
        let date = input.dates[article as usize];
        slot.first = slot.first.into_iter().chain(date).min();
        slot.last = slot.last.into_iter().chain(date).max();
    }
    seen
}
