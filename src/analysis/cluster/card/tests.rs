use std::collections::BTreeMap;

use super::{CardInput, CardOptions, ClusterCard, Gap, Quadrant, cards};
use crate::analysis::centrality::{PagerankOptions, pagerank};
use crate::analysis::cluster::Partition;
use crate::analysis::cluster::given::GivenLabels;
use crate::analysis::cluster::inherit::Kept;
use crate::analysis::cluster::leiden::{LeidenOptions, coarser, leiden_result};
use crate::analysis::cluster::membership::memberships;
use crate::analysis::cluster::samples;
use crate::graph::Adjacency;
use crate::graph::occurrence::DistinctArticle;
use crate::parse::{KindId, Schema};
use portent_graph::csr::Csr;
use portent_graph::index::{NodeRow, TiSlice, TiVec};

/// Names, kinds and articles for a graph: every fourth node is an article, nodes 0 and 4 copies of one another.
struct Sample {
    adjacency: Adjacency,
    partition: Partition,
    ids: Vec<String>,
    labels: Vec<String>,
    kinds: Vec<KindId>,
    pagerank: TiVec<NodeRow, f64>,
    articles: Vec<(NodeRow, DistinctArticle)>,
    dates: Vec<Option<jiff::civil::Date>>,
}

impl Sample {
    fn new(adjacency: Adjacency, partition: Partition) -> Self {
        let nodes = adjacency.len() as u32;
        let is_article = |node: u32| node.is_multiple_of(4);
        Self {
            ids: (0..nodes).map(|node| format!("node:{node}")).collect(),
            labels: (0..nodes).map(|node| format!("subject{} part{node}", node % 7)).collect(),
            kinds: (0..nodes)
                .map(|node| if is_article(node) { KindId::ARTICLE } else { KindId::new(node % 4) })
                .collect(),
            pagerank: pagerank(&adjacency, &PagerankOptions::default()),
            articles: (0..nodes)
                .filter(|&node| is_article(node))
                .map(|node| (node, if node == 4 { 0 } else { node / 4 }))
                .map(|(node, article)| (NodeRow::new(node), DistinctArticle::new(article)))
                .collect(),
            dates: (0..nodes)
                .map(|node| (node % 3 != 0).then(|| jiff::civil::date(2026, 1, 1 + (node % 28) as i8)))
                .collect(),
            adjacency,
            partition,
        }
    }

    fn cards(&self, coarser: Option<&Partition>, kept: &[Option<Kept>]) -> Vec<ClusterCard> {
        self.labeled(coarser, kept, None)
    }

    fn labeled(
        &self,
        coarser: Option<&Partition>,
        kept: &[Option<Kept>],
        given: Option<&GivenLabels>,
    ) -> Vec<ClusterCard> {
        let ids: Vec<&str> = self.ids.iter().map(String::as_str).collect();
        let labels: Vec<&str> = self.labels.iter().map(String::as_str).collect();
        let (schema, options) = (Schema::default(), CardOptions::default());
        let input = CardInput {
            adjacency: &self.adjacency,
            partition: &self.partition,
            ids: TiSlice::from_ref(&ids),
            labels: TiSlice::from_ref(&labels),
            kinds: TiSlice::from_ref(&self.kinds),
            schema: &schema,
            pagerank: &self.pagerank,
            membership: &memberships(&self.adjacency, &self.partition),
            articles: &self.articles,
            mentioned_in: &Csr::default(),
            dates: TiSlice::from_ref(&self.dates),
            coarser,
            stability: None,
            kept,
            given,
            options: &options,
        };
        cards(&input)
    }
}

fn planted() -> Sample {
    let adjacency = samples::planted(6, 20, [0.3, 0.02], 3);
    let partition = leiden_result(&adjacency, &LeidenOptions::default());
    Sample::new(adjacency, partition)
}

/// Undirected edges as a file holds them.
fn edge_list(adjacency: &Adjacency) -> Vec<(u32, u32, f64)> {
    adjacency.each_edge().map(|(a, b, weight)| (a.get(), b.get(), weight)).collect()
}

#[test]
fn figures_of_a_small_graph_are_those_computed_by_hand() {
    // A triangle 0-1-2 and an edge 3-4 of weight 2, joined by 2-3 of weight 0.5; node 5 alone.
    let edges = [(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0), (3, 4, 2.0), (2, 3, 0.5)];
    let adjacency = Adjacency::from_numbers(6, edges.into_iter());
    let partition = Partition::from_groups(&adjacency, [0, 0, 0, 1, 1, 2], 1.0);
    let cards = Sample::new(adjacency, partition).cards(None, &[]);
    let figures =
        |at: usize| -> Vec<(&str, f64)> { cards[at].figures.iter().map(|(n, v)| (&**n, *v)).collect() };
    let expected = |values: [f64; 6]| -> Vec<(&str, f64)> {
        let names = [
            "callon_centrality",
            "callon_density",
            "conductance",
            "density",
            "weight_inside",
            "weight_outside",
        ];
        names.into_iter().zip(values).collect()
    };
    assert_eq!(figures(0), expected([5.0, 100.0, 0.5 / 4.5, 1.0, 3.0, 0.5]));
    assert_eq!(figures(1), expected([5.0, 100.0, 0.5 / 4.5, 1.0, 2.0, 0.5]));
    assert_eq!(figures(2), expected([0.0; 6]));
    assert_eq!(cards[2].quadrant, None);
    assert_eq!(cards[0].neighbors[0].strongest, ["node:2", "node:3"]);
    assert_eq!(cards[1].neighbors[0].strongest, ["node:3", "node:2"]);
    assert_eq!((cards[0].neighbors[0].cluster, cards[0].neighbors[0].weight), (2, 0.5));
}

#[test]
fn every_figure_can_be_computed_again_from_nodes_and_edges() {
    let sample = planted();
    let cards = sample.cards(None, &[]);
    assert!(cards.len() >= 5);
    let cluster = |node: u32| sample.partition.cluster_of[NodeRow::new(node)].get() + 1;
    let edges = edge_list(&sample.adjacency);
    let total: f64 = edges.iter().map(|e| 2.0 * e.2).sum();
    for card in &cards {
        let own: Vec<u32> = (0..120).filter(|&node| cluster(node) == card.cluster).collect();
        let inside: Vec<f64> = edges
            .iter()
            .filter(|e| cluster(e.0) == card.cluster && cluster(e.1) == card.cluster)
            .map(|e| e.2)
            .collect();
        let outside: f64 = edges
            .iter()
            .filter(|e| (cluster(e.0) == card.cluster) != (cluster(e.1) == card.cluster))
            .map(|e| e.2)
            .sum();
        let weight: f64 = inside.iter().sum();
        let (n, volume) = (own.len() as f64, 2.0 * weight + outside);
        assert_eq!(card.size, own.len() as u64);
        for (name, value) in [
            ("density", inside.len() as f64 / (n * (n - 1.0) / 2.0)),
            ("conductance", outside / volume.min(total - volume)),
            ("callon_centrality", 10.0 * outside),
            ("callon_density", 100.0 * weight / n),
        ] {
            assert!((card.figures[name] - value).abs() < 1e-9, "{name} of {}", card.cluster);
        }
        let mut articles: Vec<u32> =
            own.iter().filter(|&&n| n % 4 == 0).map(|&n| if n == 4 { 0 } else { n / 4 }).collect();
        articles.dedup();
        assert_eq!(card.articles, articles.len() as u64);
        let dates = || articles.iter().filter_map(|&article| sample.dates[article as usize]);
        assert_eq!((card.first_seen, card.last_seen), (dates().min(), dates().max()));
        assert_eq!(card.kinds.values().sum::<u64>(), card.size);
        let best = own.iter().copied().max_by(|&a, &b| {
            sample.pagerank[NodeRow::new(a)].total_cmp(&sample.pagerank[NodeRow::new(b)]).then(b.cmp(&a))
        });
        assert_eq!(card.key, sample.ids[best.unwrap() as usize]);
        for bridge in &card.neighbors {
            let between = edges.iter().filter(|e| {
                let ends = [cluster(e.0), cluster(e.1)];
                ends == [card.cluster, bridge.cluster] || ends == [bridge.cluster, card.cluster]
            });
            let sum: f64 = between.map(|e| e.2).sum();
            assert!((bridge.weight - sum).abs() < 1e-9);
        }
    }
}

#[test]
fn quadrants_lie_around_the_medians() {
    let cards = planted().cards(None, &[]);
    let middle = |name: &str| {
        let mut values: Vec<f64> = cards.iter().map(|card| card.figures[name]).collect();
        values.sort_by(f64::total_cmp);
        f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2])
    };
    let (centrality, density) = (middle("callon_centrality"), middle("callon_density"));
    for card in &cards {
        let central = card.figures["callon_centrality"] >= centrality;
        let expected = match (central, card.figures["callon_density"] >= density) {
            (true, true) => Quadrant::Motor,
            (true, false) => Quadrant::Basic,
            (false, true) => Quadrant::Niche,
            (false, false) => Quadrant::EmergingOrDeclining,
        };
        assert_eq!(card.quadrant, Some(expected.into()));
    }
}

#[test]
fn members_that_belong_nowhere_in_particular_stand_behind_the_others() {
    // Node 1 ranks highest of its cluster 1-5-9, with a quarter of its weight in it.
    let edges = [(1, 5, 1.0), (5, 9, 1.0), (1, 2, 1.0), (1, 3, 1.0), (1, 6, 1.0)];
    let adjacency = Adjacency::from_numbers(10, edges.into_iter());
    let partition = Partition::from_groups(&adjacency, [0, 1, 0, 0, 0, 1, 0, 0, 0, 1], 1.0);
    let cards = Sample::new(adjacency, partition).cards(None, &[]);
    assert_eq!(cards[1].key, "node:1");
    assert_eq!(cards[1].top["concern"], ["node:5", "node:9", "node:1"]);
}

#[test]
fn labels_differ_from_each_other() {
    let cards = planted().cards(None, &[]);
    let labels: std::collections::BTreeSet<&str> = cards.iter().map(|card| &*card.label).collect();
    assert_eq!(labels.len(), cards.len());
}

#[test]
fn kept_names_win_and_are_given_to_nobody_else() {
    let sample = planted();
    let own = sample.cards(None, &[]);
    let kept = |key: Option<&str>| {
        Some(Kept { key: key.map(str::to_owned), label: own[0].label.clone(), overlap: 0.9 })
    };
    let names = [None, kept(Some("node:old"))];
    let cards = sample.cards(None, &names);
    assert_eq!((&*cards[1].key, &cards[1].label), ("node:old", &own[0].label));
    assert_ne!(cards[0].label, cards[1].label);
    let names = [None, kept(None)];
    assert_eq!(sample.cards(None, &names)[1].key, own[1].key);
}

#[test]
fn a_given_label_wins_over_a_kept_one_and_is_given_to_nobody_else() {
    let sample = planted();
    let own = sample.cards(None, &[]);
    let kept = |key: &str, label: &str| {
        Some(Kept { key: Some(key.to_owned()), label: label.to_owned(), overlap: 0.9 })
    };
    // The second cluster was called as a person now calls the first.
    let names = [kept("node:old", "tides"), kept("node:other", "ports")];
    let given = GivenLabels::read("labels.tsv".as_ref(), "node:old\tports\n").unwrap();
    let cards = sample.labeled(None, &names, Some(&given));
    assert_eq!((&*cards[0].key, &*cards[0].label), ("node:old", "ports"));
    assert_eq!((&*cards[1].key, &cards[1].label), ("node:other", &own[1].label));
    assert!(given.check(&cards).is_ok() && given.check(&own).is_err());
}

#[test]
fn clusters_that_reach_out_but_not_to_each_other_have_a_gap() {
    // Four pairs; 0 and 1 both have strong edges to 2 and 3, and none to each other.
    let edges = [
        (0, 1, 9.0),
        (2, 3, 9.0),
        (4, 5, 9.0),
        (6, 7, 9.0), //
        (0, 4, 2.0),
        (0, 6, 2.0),
        (2, 4, 2.0),
        (2, 6, 2.0),
        (4, 6, 2.0),
    ];
    let adjacency = Adjacency::from_numbers(8, edges.into_iter());
    let partition = Partition::from_groups(&adjacency, [0, 0, 1, 1, 2, 2, 3, 3], 1.0);
    let cards = Sample::new(adjacency, partition).cards(None, &[]);
    // Large are the two that hold half of the nodes. Reach: 4, 4, 6, 6; expected between 1 and 2: 16 / 20 = 0.8,
    // less than the mean edge weight of 46 / 9: no gap.
    assert!(cards.iter().all(|card| card.gaps.is_empty()));
    let edges = edges.map(|(a, b, w)| (a, b, if a % 2 == 0 && b % 2 == 0 { w * 20.0 } else { w }));
    let adjacency = Adjacency::from_numbers(8, edges.into_iter());
    let partition = Partition::from_groups(&adjacency, [0, 0, 1, 1, 2, 2, 3, 3], 1.0);
    let cards = Sample::new(adjacency, partition).cards(None, &[]);
    // Reach 80, 80, 120, 120: expected 80 * 80 / 400 = 16; the mean edge weight is 236 / 9 = 26.2: none either.
    assert!(cards[0].gaps.is_empty());
    let many = (0..6).flat_map(|c| (0..3).map(move |m| (c * 4, c * 4 + m + 1, 1.0)));
    let across =
        [(0, 8), (1, 12), (2, 16), (3, 20), (4, 9), (5, 13), (6, 17), (7, 21)].map(|(a, b)| (a, b, 1.0));
    let adjacency = Adjacency::from_numbers(24, many.chain(across));
    let groups: Vec<u32> = (0..24).map(|node| node / 4).collect();
    let partition = Partition::from_groups(&adjacency, groups, 1.0);
    let cards = Sample::new(adjacency, partition).cards(None, &[]);
    // Large: clusters 1 to 3. Reach 4, 4, 2, 2, 2, 2: between 1 and 2 expected 16 / 16 = 1, one edge: a gap.
    assert_eq!(cards[0].gaps, [Gap { cluster: 2, weight: 0.0, expected: 1.0 }]);
    assert_eq!(cards[1].gaps, [Gap { cluster: 1, weight: 0.0, expected: 1.0 }]);
    assert!(cards[2].gaps.is_empty());
}

#[test]
fn parents_are_ranks_of_the_coarser_level() {
    let sample = planted();
    let coarse = coarser(
        &sample.adjacency,
        &sample.partition,
        &LeidenOptions { resolution: 0.3, ..Default::default() },
    );
    let cards = sample.cards(Some(&coarse), &[]);
    let mut sizes: BTreeMap<u32, u64> = BTreeMap::new();
    for card in &cards {
        *sizes.entry(card.parent.unwrap()).or_insert(0) += card.size;
    }
    let found: Vec<u64> = sizes.into_values().collect();
    assert_eq!(found, coarse.sizes().iter().map(|&size| u64::from(size)).collect::<Vec<u64>>());
}

#[test]
fn a_graph_without_nodes_has_no_cards() {
    assert!(Sample::new(Adjacency::default(), Partition::default()).cards(None, &[]).is_empty());
}
