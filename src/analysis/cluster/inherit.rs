//! Clusters, keys and labels that survive from one build to the next.
//!
//! 1. [`start`] gives each node the cluster that it had, for Leiden to begin with.
//! 2. `matches` pairs new clusters with old ones by the members that they share.
//! 3. [`inherit`] hands keys and labels on, and says what share stayed.

use std::collections::{BTreeMap, BTreeSet};

use super::Partition;
use super::leiden::LeidenOptions;
use crate::remark::Remark;

/// Clusters with at least this overlap of members (Jaccard index) are the same.
pub const SAME: f64 = 0.5;

/// Clusters with more members than this count in [`Inherited::stayed`].
pub const LARGE: usize = 50;

/// What is known of the clusters of an earlier graph. Its nodes bear the ids that they have in the new one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Previous {
    /// Id of each node.
    pub ids: Vec<String>,
    /// Cluster of each node, numbered from 0; `None` where it had none.
    pub cluster_of: Vec<Option<u32>>,
    /// Key of each cluster.
    pub keys: Vec<String>,
    /// Label of each cluster.
    pub labels: Vec<String>,
}

/// What new clusters take over from old ones.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inherited {
    /// Key and label of each new cluster that is an old one.
    pub names: Vec<Option<Kept>>,
    /// Old clusters of more than [`LARGE`] members.
    pub large: usize,
    /// How many of those stayed.
    pub stayed: usize,
}

/// The name of a cluster that stayed.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The old key, where it is a member still.
    pub key: Option<String>,
    /// The old label.
    pub label: String,
    /// Overlap of the members, old and new.
    pub overlap: f64,
}

impl Inherited {
    /// The share that stayed; `None` where there was nothing to keep.
    #[must_use]
    pub fn remark(&self) -> Option<Remark> {
        let Self { large, stayed, .. } = *self;
        (large > 0).then_some(Remark::ClustersStayed { stayed, clusters: large, larger_than: LARGE })
    }
}

/// The group of each new node for [`LeidenOptions::start`]: the cluster that the node of the same id had, else
/// [`LeidenOptions::ALONE`]. O(nodes log nodes).
///
/// ```
/// use portent::analysis::cluster::inherit::{Previous, start};
/// let previous = Previous {
///     ids: vec!["a".into(), "b".into()],
///     cluster_of: vec![Some(1), Some(0)],
///     ..Previous::default()
/// };
/// assert_eq!(start(&previous, &["b", "new", "a"]), [0, u32::MAX, 1]);
/// ```
#[must_use]
pub fn start(previous: &Previous, ids: &[&str]) -> Vec<u32> {
    let known = clusters_by_id(previous);
    ids.iter().map(|id| known.get(id).copied().unwrap_or(LeidenOptions::ALONE)).collect()
}

fn clusters_by_id(previous: &Previous) -> BTreeMap<&str, u32> {
    let pairs = previous.ids.iter().zip(&previous.cluster_of);
    pairs.filter_map(|(id, cluster)| cluster.map(|cluster| (id.as_str(), cluster))).collect()
}

/// Pairs groups of two times by the items that both have: for each new group the old one and the Jaccard index
/// of the two, where that is at least [`SAME`]. An old group goes to one new group at most: higher overlaps first,
/// ties to the smaller old, then the smaller new number. Items are given once a time, with their group; O(items log
/// items).
///
/// It serves clusters (items: node ids) and entities (items: their mentions) alike.
#[must_use]
pub fn matches<T: Ord>(old: &[(T, u32)], new: &[(T, u32)]) -> BTreeMap<u32, (u32, f64)> {
    let old_of: BTreeMap<&T, u32> = old.iter().map(|(item, group)| (item, *group)).collect();
    let (old_size, new_size) = (sizes(old), sizes(new));
    let mut shared: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (item, new_group) in new {
        if let Some(&old_group) = old_of.get(item) {
            *shared.entry((old_group, *new_group)).or_insert(0) += 1;
        }
    }
    let overlaps = shared.into_iter().map(|((old_group, new_group), count)| {
        let union = old_size[&old_group] + new_size[&new_group] - count;
        (f64::from(count) / f64::from(union), old_group, new_group)
    });
    let mut overlaps: Vec<(f64, u32, u32)> = overlaps.filter(|&(overlap, ..)| overlap >= SAME).collect();
    overlaps.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut used = BTreeSet::new();
    let mut result = BTreeMap::new();
    for (overlap, old_group, new_group) in overlaps {
        if !result.contains_key(&new_group) && used.insert(old_group) {
            result.insert(new_group, (old_group, overlap));
        }
    }
    result
}

fn sizes<T>(items: &[(T, u32)]) -> BTreeMap<u32, u32> {
    let mut sizes = BTreeMap::new();
    for (_, group) in items {
        *sizes.entry(*group).or_insert(0) += 1;
    }
    sizes
}

/// Keys and labels of the new clusters (of nodes with these `ids`) that are old ones:
/// `matches` over node ids. A label never goes to a cluster that shares less than [`SAME`] with its owner, and
/// never to two. O(nodes log nodes).
#[must_use]
pub fn inherit(previous: &Previous, ids: &[&str], partition: &Partition) -> Inherited {
    let old: Vec<(&str, u32)> = clusters_by_id(previous).into_iter().collect();
    let new: Vec<(&str, u32)> =
        ids.iter().copied().zip(partition.cluster_of.iter().map(|cluster| cluster.get())).collect();
    let matched = matches(&old, &new);
    let of_new: BTreeMap<&str, u32> = new.iter().copied().collect();
    let names = (0..partition.count as u32).map(|cluster| {
        let &(owner, overlap) = matched.get(&cluster)?;
        let key = previous.keys.get(owner as usize)?;
        let stays = of_new.get(key.as_str()) == Some(&cluster);
        let label = previous.labels.get(owner as usize)?;
        Some(Kept { key: stays.then(|| key.clone()), label: label.clone(), overlap })
    });
    let names = names.collect();
    let kept: BTreeSet<u32> = matched.values().map(|&(owner, _)| owner).collect();
    let large = sizes(&old).into_iter().filter(|&(_, size)| size as usize > LARGE);
    let large: Vec<u32> = large.map(|(cluster, _)| cluster).collect();
    let stayed = large.iter().filter(|cluster| kept.contains(cluster)).count();
    Inherited { names, large: large.len(), stayed }
}

#[cfg(test)]
mod tests {
    use super::{Kept, LeidenOptions, Partition, Previous, inherit, matches, start};
    use crate::analysis::cluster::ClusterId;
    use crate::analysis::cluster::leiden::leiden_result;
    use crate::analysis::cluster::samples;

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn groups_are_matched_by_overlap_and_never_below_half() {
        let old = [("a", 0), ("b", 0), ("c", 0), ("d", 1), ("e", 1), ("f", 2)];
        // {a, b, x}: 2 of 4 with group 0; {c, d, e}: 2 of 3 with group 1; {f, y, z}: 1 of 3 with group 2.
        let new = [("a", 5), ("b", 5), ("x", 5), ("c", 6), ("d", 6), ("e", 6), ("f", 7), ("y", 7), ("z", 7)];
        let found: Vec<(u32, (u32, f64))> = matches(&old, &new).into_iter().collect();
        assert_eq!(found, [(5, (0, 0.5)), (6, (1, 2.0 / 3.0))]);
    }

    #[test]
    fn a_group_that_splits_in_half_hands_its_name_to_one_half() {
        let old = [("a", 0), ("b", 0)];
        let new = [("b", 1), ("a", 2)];
        assert_eq!(matches(&old, &new).into_iter().collect::<Vec<_>>(), [(1, (0, 0.5))]);
    }

    #[test]
    fn keys_stay_while_they_are_members_and_labels_follow_the_members() {
        let previous = Previous {
            ids: owned(&["a", "b", "c", "d", "e"]),
            cluster_of: vec![Some(0), Some(0), Some(0), Some(1), Some(1)],
            keys: owned(&["a", "d"]),
            labels: owned(&["apes", "dogs"]),
        };
        let cluster_of = [2, 0, 0, 1, 1].into_iter().map(ClusterId::new).collect();
        let partition = Partition { cluster_of, count: 3, modularity: 0.0 };
        let inherited = inherit(&previous, &["a", "b", "c", "d", "e"], &partition);
        let kept = |key: Option<&str>, label: &str, overlap| {
            Some(Kept { key: key.map(str::to_owned), label: label.to_owned(), overlap })
        };
        assert_eq!(inherited.names, [kept(None, "apes", 2.0 / 3.0), kept(Some("d"), "dogs", 1.0), None]);
        assert_eq!((inherited.large, inherited.remark()), (0, None));
    }

    #[test]
    fn clusters_stay_when_a_few_nodes_are_added() {
        let graph = samples::planted(6, 60, [0.15, 0.01], 2);
        let names: Vec<String> = (0..360).map(|node| format!("node {node}")).collect();
        let ids: Vec<&str> = names.iter().map(String::as_str).collect();
        // The earlier graph is without the last five nodes.
        let edges = graph.each_edge().filter(|&(_, b, _)| usize::from(b) < 355);
        let earlier = crate::graph::Adjacency::from_edges(355, edges);
        let first = leiden_result(&earlier, &LeidenOptions::default());
        let cluster_of: Vec<Option<u32>> =
            first.cluster_of.iter().map(|cluster| Some(cluster.get())).collect();
        let keys: Vec<&str> = first.members().iter().map(|members| ids[usize::from(members[0])]).collect();
        let previous =
            Previous { ids: owned(&ids[..355]), cluster_of, keys: owned(&keys), labels: owned(&keys) };
        let options = LeidenOptions { start: Some(start(&previous, &ids)), seed: 5, ..Default::default() };
        let second = leiden_result(&graph, &options);
        let inherited = inherit(&previous, &ids, &second);
        assert_eq!((inherited.large, inherited.stayed), (first.count, first.count));
        assert!(inherited.remark().unwrap().to_string().ends_with("stayed (100 %)"));
    }
}
