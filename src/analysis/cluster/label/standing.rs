//! What a cluster is made of, as labels count it: its own articles, and its distinct names by strength of membership.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::analysis::cluster::{ClusterId, Partition};
use crate::graph::occurrence::DistinctArticle;
use portent_graph::csr::Csr;
use portent_graph::index::{NodeRow, TiVec};

/// How far each node and article counts in its cluster.
pub(super) struct Standing<'a> {
    articles: &'a Csr<NodeRow, DistinctArticle>,
    membership: &'a [f64],
    /// The cluster of each article: that of most of what stands in it.
    home: TiVec<DistinctArticle, ClusterId>,
    /// What a name adds to the distinct names of its cluster: its membership where none that bears it is surer; else 0.
    name: TiVec<NodeRow, f64>,
    /// Articles of each cluster.
    pub(super) size: TiVec<ClusterId, f64>,
    /// Distinct names of each cluster, by strength of membership.
    pub(super) names: TiVec<ClusterId, f64>,
    /// Articles of all clusters.
    pub(super) all: f64,
}

impl<'a> Standing<'a> {
    /// `membership`: of each node, or empty for 1. O(text of the names + articles log articles).
    pub(super) fn of(
        partition: &Partition,
        names: &[Cow<'_, str>],
        articles: &'a Csr<NodeRow, DistinctArticle>,
        membership: &'a [f64],
    ) -> Self {
        let zeros = || vec![0.0; partition.count].into();
        let mut standing = Self {
            articles,
            membership,
            home: TiVec::new(),
            name: vec![0.0; names.len()].into(),
            size: zeros(),
            names: zeros(),
            all: 0.0,
        };
        standing.home = standing.homes(partition);
        standing.count_names(partition, names);
        for ((node, &cluster), name) in partition.cluster_of.iter_enumerated().zip(names) {
            standing.names[cluster] += standing.name[node];
            if !name.is_empty() && standing.articles(node).is_empty() {
                standing.size[cluster] += 1.0;
            }
        }
        for &cluster in &standing.home {
            standing.size[cluster] += 1.0;
        }
        standing.all = standing.size.iter().sum();
        standing
    }

    /// The cluster that holds most of what stands in each article, by strength of membership; ties: the larger cluster.
    fn homes(&self, partition: &Partition) -> TiVec<DistinctArticle, ClusterId> {
        let count = self.articles.items().iter().max().map_or(0, |&last| usize::from(last) + 1);
        let nodes: Csr<DistinctArticle, NodeRow> = self.articles.transposed(count);
        let mut held: Vec<(ClusterId, f64)> = Vec::new();
        let home = |nodes: &[NodeRow]| {
            held.clear();
            held.extend(nodes.iter().map(|&node| (partition.cluster_of[node], self.membership(node))));
            held.sort_by_key(|&(cluster, _)| cluster);
            let sums = held.chunk_by(|a, b| a.0 == b.0).map(|of_cluster| {
                (of_cluster[0].0, of_cluster.iter().map(|&(_, membership)| membership).sum::<f64>())
            });
            let most = sums.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            most.map_or_else(ClusterId::default, |(cluster, _)| cluster)
        };
        nodes.iter().map(home).collect()
    }

    /// Of nodes of one name in a cluster (one idea under several kinds) the surest counts.
    fn count_names(&mut self, partition: &Partition, names: &[Cow<'_, str>]) {
        let mut surest: FxHashMap<(ClusterId, String), NodeRow> = FxHashMap::default();
        for ((node, &cluster), name) in partition.cluster_of.iter_enumerated().zip(names) {
            if name.is_empty() {
                continue;
            }
            let best = *surest.entry((cluster, name.to_lowercase())).or_insert(node);
            let own = self.membership(node);
            if best == node {
                self.name[node] = own;
            } else if own > self.name[best] {
                self.name[node] = own;
                self.name[best] = 0.0;
                surest.insert((cluster, name.to_lowercase()), node);
            }
        }
    }

    /// What the name of a node adds to the distinct names of its cluster.
    pub(super) fn name(&self, node: NodeRow) -> f64 {
        self.name[node]
    }

    /// Strength of membership, 1 where it is not known.
    pub(super) fn membership(&self, node: NodeRow) -> f64 {
        self.membership.get(usize::from(node)).copied().unwrap_or(1.0)
    }

    /// The articles in which a node stands; a node without one stands for one of its own.
    pub(super) fn articles(&self, node: NodeRow) -> &'a [DistinctArticle] {
        if usize::from(node) < self.articles.len() { &self.articles[node] } else { &[] }
    }

    /// Those of them that belong to a cluster.
    pub(super) fn at_home(&self, node: NodeRow, cluster: ClusterId) -> impl Iterator<Item = DistinctArticle> {
        self.articles(node).iter().copied().filter(move |&article| self.home[article] == cluster)
    }

    /// How often a use of the node counts.
    pub(super) fn weight(&self, node: NodeRow) -> u32 {
        u32::try_from(self.articles(node).len()).unwrap_or(u32::MAX).max(1)
    }
}

/// How far articles are covered by the phrases that are looked at.
pub(super) struct Covered {
    /// The round in which an article was covered last, and how far.
    of_article: TiVec<DistinctArticle, (u32, f64)>,
    round: u32,
}

impl Covered {
    /// Nothing is covered.
    pub(super) fn of(standing: &Standing<'_>) -> Self {
        Self { of_article: vec![(0, 0.0); standing.home.len()].into(), round: 1 }
    }

    /// Nothing is covered any more. O(1), but for once in 2^32 times.
    pub(super) fn clear(&mut self) {
        self.round = self.round.checked_add(1).unwrap_or_else(|| {
            self.of_article.iter_mut().for_each(|covered| covered.0 = 0);
            1
        });
    }

    /// Raises what covers an article to a value; gives by how much.
    pub(super) fn raise(&mut self, article: DistinctArticle, value: f64) -> f64 {
        let (round, held) = self.of_article[article];
        let before = if round == self.round { held } else { 0.0 };
        self.of_article[article] = (self.round, before.max(value));
        (value - before).max(0.0)
    }
}
