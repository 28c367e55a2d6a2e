//! Every number of the cluster cards, computed again from a written graph.json by its own rules: the formulas of the
//! documentation over nodes, edges and mentions as JSON, not the values that the program had in memory.

use std::collections::{BTreeMap, BTreeSet};

use portent::analysis::AnalysisOptions;
use portent::analysis::cluster::card::Term;
use portent::analysis::cluster::label::{LabelOptions, Request, labels};
use portent::analysis::cluster::{ClusterId, Partition};
use portent::graph::Relation;
use portent::pipeline::{self, BuildOptions};
use portent_graph::csr::Csr;
use serde_json::Value;

use crate::support::{articles, read_folder, write};

/// The fixtures' graph.json, with stability and with a relation that counts half.
fn written() -> Value {
    let folder = tempfile::tempdir().unwrap();
    let corpus = read_folder(&articles());
    let analysis = AnalysisOptions::default().with_stability(Some(4)).with_relation(Relation::Restates, 0.5);
    let graph = pipeline::build(&corpus, &BuildOptions::default().with_analysis(analysis)).unwrap();
    let file = folder.path().join("graph.json");
    write(&graph, &file.display().to_string());
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// What the cards are computed from.
struct Read {
    json: Value,
    /// Row of each id.
    rows: BTreeMap<String, usize>,
    /// Cluster of each row.
    cluster: Vec<u64>,
    /// Rows of the ends and weight times factor of each measured edge.
    edges: Vec<(usize, usize, f64)>,
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap()
}

fn number(value: &Value, field: &str) -> f64 {
    value[field].as_f64().unwrap()
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().unwrap()
}

fn close(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() < 1e-9, "{what}: {found} is not {expected}");
}

impl Read {
    fn new() -> Self {
        let json = written();
        let rows: BTreeMap<String, usize> = list(&json, "nodes")
            .iter()
            .zip(0..)
            .map(|(node, row)| (text(node, "id").to_owned(), row))
            .collect();
        let cluster = list(&json, "nodes").iter().map(|node| node["cluster"].as_u64().unwrap()).collect();
        let factors = &json["graph"]["relations"];
        let edges = list(&json, "edges").iter().filter_map(|edge| {
            let factor = factors[text(edge, "relation")].as_f64()?;
            let [a, b] = ["source", "target"].map(|end| rows[text(edge, end)]);
            Some((a, b, number(edge, "weight") * factor))
        });
        let edges = edges.collect();
        Self { cluster, edges, rows, json }
    }

    fn nodes(&self) -> &[Value] {
        list(&self.json, "nodes")
    }

    fn cards(&self) -> &[Value] {
        list(&self.json, "clusters")
    }

    fn pagerank(&self, row: usize) -> f64 {
        number(&self.nodes()[row], "pagerank")
    }

    /// Rows of a cluster, the highest PageRank first.
    fn members(&self, rank: u64) -> Vec<usize> {
        let mut members: Vec<usize> =
            (0..self.cluster.len()).filter(|&row| self.cluster[row] == rank).collect();
        members.sort_by(|&a, &b| self.pagerank(b).total_cmp(&self.pagerank(a)).then(a.cmp(&b)));
        members
    }

    /// Number and summed weight of the edges inside a cluster, and summed weight of those that leave it.
    fn tally(&self, rank: u64) -> (f64, f64, f64) {
        let (mut count, mut inside, mut outside) = (0.0, 0.0, 0.0);
        for &(a, b, weight) in &self.edges {
            match [a, b].map(|row| self.cluster[row] == rank) {
                [true, true] => (count, inside) = (count + 1.0, inside + weight),
                [false, false] => {}
                _ => outside += weight,
            }
        }
        (count, inside, outside)
    }

    /// Summed weight between two clusters, and the strongest edge as (weight, summed PageRank, ends).
    fn between(&self, rank: u64, other: u64) -> (f64, (f64, f64, [usize; 2])) {
        let mut sum = 0.0;
        let mut best = (0.0, 0.0, [0, 0]);
        for &(a, b, weight) in &self.edges {
            let ends = match [a, b].map(|row| self.cluster[row]) {
                found if found == [rank, other] => [a, b],
                found if found == [other, rank] => [b, a],
                _ => continue,
            };
            sum += weight;
            let strength = (weight, self.pagerank(a) + self.pagerank(b), ends);
            if (strength.0, strength.1) > (best.0, best.1) {
                best = strength;
            }
        }
        (sum, best)
    }
}

#[test]
fn sizes_members_and_kinds_are_those_of_the_nodes() {
    let read = Read::new();
    assert!(read.cards().len() > 5);
    for (card, rank) in read.cards().iter().zip(1..) {
        let members = read.members(rank);
        assert_eq!(
            (card["cluster"].as_u64(), card["size"].as_u64()),
            (Some(rank), Some(members.len() as u64))
        );
        let nodes = read.nodes();
        assert_eq!(text(card, "key"), text(&nodes[members[0]], "id"));
        let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for &row in &members {
            assert_eq!(text(&nodes[row], "cluster_key"), text(card, "key"));
            assert_eq!(text(&nodes[row], "cluster_label"), text(card, "label"));
            kinds.entry(text(&nodes[row], "kind")).or_default().push(text(&nodes[row], "id"));
        }
        assert_eq!(card["kinds"].as_object().unwrap().len(), kinds.len());
        let nowhere = |id: &&str| nodes[read.rows[*id]]["membership"].as_f64().is_some_and(|own| own < 0.5);
        for (kind, mut ids) in kinds {
            assert_eq!(card["kinds"][kind].as_u64(), Some(ids.len() as u64));
            ids.sort_by_key(nowhere);
            ids.truncate(5);
            let top: Vec<&str> = list(&card["top"], kind).iter().map(|id| id.as_str().unwrap()).collect();
            assert_eq!(top, ids);
        }
    }
}

#[test]
fn memberships_are_shares_of_the_weight_of_edges() {
    let read = Read::new();
    let mut several = 0;
    for (row, node) in read.nodes().iter().enumerate() {
        let mut held: BTreeMap<u64, f64> = BTreeMap::new();
        for &(a, b, weight) in &read.edges {
            let others = [(a, b), (b, a)].into_iter().filter(|&(own, _)| own == row);
            others.for_each(|(_, other)| *held.entry(read.cluster[other]).or_default() += weight);
        }
        let total: f64 = held.values().sum();
        let own = held.remove(&read.cluster[row]).unwrap_or(0.0);
        let second = held.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
        assert_eq!(node["second_cluster"].as_u64(), second.map(|(&cluster, _)| cluster));
        match node["membership"].as_f64() {
            Some(found) => close(found, own / total, "membership"),
            None => assert!(total <= 0.0),
        }
        if let Some((_, weight)) = second {
            several += 1;
            close(number(node, "second_membership"), weight / total, "second membership");
        }
    }
    assert!(several > 5);
}

#[test]
fn articles_and_dates_count_copies_once() {
    let read = Read::new();
    let mut first_of: BTreeMap<&str, &str> = BTreeMap::new();
    for edge in list(&read.json, "edges").iter().filter(|edge| text(edge, "relation") == "copies") {
        let (a, b) = (text(edge, "source"), text(edge, "target"));
        first_of.insert(a.max(b), a.min(b));
    }
    assert_eq!(first_of.len(), 1, "the fixtures hold one copy");
    let own = |id| *first_of.get(id).unwrap_or(&id);
    let mut dates: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for node in read.nodes().iter().filter(|node| text(node, "kind") == "article") {
        dates.entry(own(text(node, "id"))).or_default().extend(node["first_seen"].as_str());
    }
    for (card, rank) in read.cards().iter().zip(1..) {
        let members = read.members(rank);
        let articles = members.iter().map(|&row| &read.nodes()[row]);
        let articles: BTreeSet<&str> = articles
            .filter(|node| text(node, "kind") == "article")
            .map(|node| own(text(node, "id")))
            .collect();
        assert_eq!(card["articles"].as_u64(), Some(articles.len() as u64));
        let days = || articles.iter().filter_map(|article| dates[article].first());
        assert_eq!(card["first_seen"].as_str(), days().min().copied());
        assert_eq!(card["last_seen"].as_str(), days().max().copied());
    }
}

#[test]
fn figures_and_quadrants_follow_from_the_edges() {
    let read = Read::new();
    let total: f64 = read.edges.iter().map(|edge| 2.0 * edge.2).sum();
    let mut places = Vec::new();
    for (card, rank) in read.cards().iter().zip(1..) {
        let (edges, inside, outside) = read.tally(rank);
        let (size, volume) = (number(card, "size"), 2.0 * inside + outside);
        let pairs = size * (size - 1.0) / 2.0;
        let figures = &card["figures"];
        for (name, expected) in [
            ("weight_inside", inside),
            ("weight_outside", outside),
            ("density", if pairs > 0.0 { edges / pairs } else { 0.0 }),
            ("conductance", if outside > 0.0 { outside / volume.min(total - volume) } else { 0.0 }),
            ("callon_centrality", 10.0 * outside),
            ("callon_density", 100.0 * inside / size),
        ] {
            close(number(figures, name), expected, name);
        }
        let stable = read.members(rank).into_iter().filter_map(|row| read.nodes()[row]["stability"].as_f64());
        let stable: Vec<f64> = stable.collect();
        match figures["stability"].as_f64() {
            Some(found) => close(found, stable.iter().sum::<f64>() / size, "stability"),
            None => assert!(size < 2.0 && stable.is_empty()),
        }
        if outside > 0.0 {
            places.push((card, [10.0 * outside, 100.0 * inside / size]));
        } else {
            assert!(card["quadrant"].is_null());
        }
    }
    let middle = [0, 1].map(|axis| {
        let mut values: Vec<f64> = places.iter().map(|(_, place)| place[axis]).collect();
        values.sort_by(f64::total_cmp);
        f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2])
    });
    for (card, place) in places {
        let expected = match [0, 1].map(|axis| place[axis] >= middle[axis] - 1e-9) {
            [true, true] => "motor",
            [false, true] => "niche",
            [true, false] => "basic",
            [false, false] => "emerging or declining",
        };
        assert_eq!(text(card, "quadrant"), expected);
    }
}

#[test]
fn neighbors_gaps_and_parents_follow_from_the_edges() {
    let read = Read::new();
    let count = read.cards().len() as u64;
    let outside: Vec<f64> = (1..=count).map(|rank| read.tally(rank).2).collect();
    let reach: f64 = outside.iter().sum();
    let unit = read.edges.iter().map(|edge| edge.2).sum::<f64>() / read.edges.len() as f64;
    let mut held = 0;
    let half = read.nodes().len().div_ceil(2);
    let large = (1..=count).find(|&rank| {
        held += read.members(rank).len();
        held >= half
    });
    let mut parents: BTreeMap<u64, usize> = BTreeMap::new();
    for (card, rank) in read.cards().iter().zip(1..) {
        let mut weights: Vec<(f64, u64)> =
            (1..=count).map(|other| (read.between(rank, other).0, other)).collect();
        weights.retain(|&(weight, other)| other != rank && weight > 0.0);
        weights.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        assert_eq!(list(card, "neighbors").len(), weights.len().min(5));
        for (bridge, (weight, _)) in list(card, "neighbors").iter().zip(&weights) {
            let (sum, best) = read.between(rank, bridge["cluster"].as_u64().unwrap());
            close(number(bridge, "weight"), sum, "bridge");
            close(sum, *weight, "order of bridges");
            let ends = list(bridge, "strongest").iter().map(|id| read.rows[id.as_str().unwrap()]);
            assert_eq!(ends.collect::<Vec<usize>>(), best.2);
        }
        for gap in list(card, "gaps") {
            let other = gap["cluster"].as_u64().unwrap();
            assert!(rank <= large.unwrap() && other <= large.unwrap());
            let (weight, expected) = (
                read.between(rank, other).0,
                outside[rank as usize - 1] * outside[other as usize - 1] / reach,
            );
            close(number(gap, "weight"), weight, "gap");
            close(number(gap, "expected"), expected, "expected");
            assert!(weight <= expected / 2.0 && expected - weight >= unit);
        }
        *parents.entry(card["parent"].as_u64().unwrap()).or_default() += read.members(rank).len();
    }
    // Parents are numbered by their size, largest first.
    assert!(parents.keys().copied().eq(1..=parents.len() as u64));
    assert!(parents.values().is_sorted_by(|a, b| a >= b), "{parents:?}");
}

#[test]
fn labels_and_terms_are_words_of_the_members() {
    let read = Read::new();
    for (card, rank) in read.cards().iter().zip(1..) {
        let names: Vec<String> = read
            .members(rank)
            .into_iter()
            .map(|row| text(&read.nodes()[row], "label").to_lowercase())
            .collect();
        let terms = list(card, "terms");
        assert!(terms.len() <= 8 && terms.iter().all(|term| number(term, "score") > 0.0), "{card}");
        let label = text(card, "label");
        assert!(label.chars().count() <= 45, "{label}");
        assert!(label.matches(" and ").count() <= 1, "{label}");
        let parts = terms.iter().map(|term| text(term, "term")).chain(label.split(" and "));
        for word in parts.flat_map(|part| part.split(' ')) {
            // Inflections are put together: `officers` may stand for a member's `officer`.
            let start: String = word.to_lowercase().chars().take(5).collect();
            assert!(names.iter().any(|name| name.contains(&start)), "{word} is no word of {names:?}");
        }
    }
}

/// `whole * cover * ln(lift) / ln(20)` by hand, each node in an article of its own, each phrase as good as its words.
#[test]
fn terms_have_the_scores_that_a_hand_computes() {
    let names =
        ["Solar Power", "Solar Power for Roofs", "Remote Work", "Solar Power", "Remote Work", "Remote Work"];
    let partition = Partition {
        cluster_of: [0, 0, 1, 1, 1, 1].into_iter().map(ClusterId::new).collect(),
        count: 2,
        modularity: 0.0,
    };
    let articles = Csr::default();
    let request =
        Request { names: &names, articles: &articles, membership: &[], fallbacks: &["a", "b"], taken: &[] };
    let found = labels(&partition, &request, &LabelOptions::default());
    let scores = |cluster: usize| -> Vec<(&str, f64)> {
        found[cluster].1.iter().map(|term: &Term| (&*term.term, term.score)).collect()
    };
    // Cluster 0 has 2 of 6 articles. `Solar power` stands in both and in a third, so it is twice as frequent as in all; in two of
    // its three uses it is whole, `for` wants its noun. `roofs` stands in one of both, and nowhere else: three times as frequent.
    let told = |lift: f64| libm::log(lift) / libm::log(20.0);
    let expected = [("solar power", told(2.0) * libm::sqrt(2.0 / 3.0)), ("roofs", 0.5 * told(3.0) * 0.65)];
    assert_eq!(scores(0).len(), 2);
    for ((term, score), (name, expected)) in scores(0).into_iter().zip(expected) {
        assert_eq!(term, name);
        close(score, expected, name);
    }
    // Three of the four articles of cluster 1 and one of its two names, and none elsewhere.
    let (term, score) = scores(1)[0];
    assert_eq!(term, "remote work");
    close(score, libm::sqrt(0.75 * 0.5) * told(1.5), "remote work");
    // `roofs` stands where `solar power` stands: it adds nothing.
    assert_eq!((&*found[0].0, &*found[1].0), ("Solar power", "Remote work"));
}
