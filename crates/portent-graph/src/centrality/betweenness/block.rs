//! One block as the search sees it: classes of equal nodes, with the weight of what hangs on them.

use crate::Adjacency;
use crate::biconnected::{Block, Blocks};
use crate::centrality::Distances;
use crate::centrality::shortest::{CompactGraph, Vertex};
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::random::Random;

/// A block of at least three nodes. A vertex of the problem is a class of its nodes, one of the block a node.
#[derive(Debug)]
pub(super) struct Problem {
    /// The nodes, in the graph's numbers.
    nodes: TiVec<Vertex, NodeRow>,
    /// The class of each node.
    class_of: TiVec<Vertex, Vertex>,
    /// The graph of the classes.
    pub(super) classes: CompactGraph,
    /// How many nodes a class has: equal steps that a path may take.
    pub(super) copies: TiVec<Vertex, f64>,
    /// How many nodes of the component hang on each class, itself included.
    pub(super) reach: TiVec<Vertex, f64>,
    /// For each class, what pairs inside it give to each node of the classes beside it.
    within: TiVec<Vertex, f64>,
    /// How many nodes the component has.
    pub(super) total: f64,
}

impl Problem {
    /// How many classes.
    pub(super) fn len(&self) -> usize {
        self.classes.len()
    }

    /// Sources times arcs.
    pub(super) fn work(&self) -> f64 {
        self.len() as f64 * self.classes.arc_count() as f64
    }

    /// Adds one value a class to all its nodes.
    pub(super) fn add_to(&self, all: &mut TiSlice<NodeRow, f64>, values: &TiSlice<Vertex, f64>) {
        for (&node, &class) in self.nodes.iter().zip(&self.class_of) {
            all[node] += values[class];
        }
    }

    /// Adds the pairs of nodes of one class: not adjacent, so each path passes through one common neighbor.
    pub(super) fn add_within_classes(&self, all: &mut TiSlice<NodeRow, f64>) {
        let through = |class| self.classes.neighbors(class).iter().map(|&beside| self.within[beside]).sum();
        let values: TiVec<Vertex, f64> = self.classes.vertices().map(through).collect();
        self.add_to(all, &values);
    }
}

/// The problems of all blocks with at least three nodes, in the order of the blocks. O(nodes + edges log degree).
pub(super) fn problems(adjacency: &Adjacency, blocks: &Blocks, distances: Distances) -> Vec<Problem> {
    let mut local = vec![None; adjacency.len()].into();
    blocks
        .iter()
        .filter(|block| block.nodes.len() > 2)
        .map(|block| {
            let graph = block_graph(adjacency, block, distances, &mut local);
            problem(block, graph, distances)
        })
        .collect()
}

/// The graph of a block, by a scan of all members but the top: each is below one block only, so that all blocks
/// together take O(edges), while the top may be a hub of many blocks.
fn block_graph(
    adjacency: &Adjacency,
    block: Block<'_>,
    distances: Distances,
    local: &mut TiVec<NodeRow, Option<Vertex>>,
) -> CompactGraph {
    let members: &TiSlice<Vertex, NodeRow> = TiSlice::from_ref(block.nodes);
    members.iter_enumerated().for_each(|(vertex, &node)| local[node] = Some(vertex));
    let top = members.last_key();
    let (mut arcs, mut lengths) = (Vec::new(), Vec::new());
    for (vertex, &node) in members.iter_enumerated().filter(|&(vertex, _)| Some(vertex) != top) {
        for (other, weight) in adjacency.edges(node) {
            let Some(other) = local[other] else { continue };
            arcs.push((vertex, other));
            lengths.push(1.0 / weight);
            if Some(other) == top {
                arcs.push((other, vertex));
                lengths.push(1.0 / weight);
            }
        }
    }
    members.iter().for_each(|&node| local[node] = None);
    if distances == Distances::Hops {
        lengths.clear();
    }
    CompactGraph::new(members.len(), &arcs, &lengths)
}

fn problem(block: Block<'_>, mut graph: CompactGraph, distances: Distances) -> Problem {
    let leaders: TiVec<Vertex, Vertex> = match distances {
        Distances::Weighted => graph.vertices().collect(),
        Distances::Hops => {
            graph.sort_neighbors();
            leaders(&graph)
        }
    };
    let (class_of, firsts) = number(&graph, &leaders);
    let none: TiVec<Vertex, f64> = vec![0.0; firsts.len()].into();
    let (mut copies, mut reach, mut squares) = (none.clone(), none.clone(), none);
    for (&class, &hanging) in class_of.iter().zip(block.reach) {
        copies[class] += 1.0;
        reach[class] += f64::from(hanging);
        squares[class] += f64::from(hanging) * f64::from(hanging);
    }
    let within = |(class, &first): (Vertex, &Vertex)| {
        let beside = graph.neighbors(first);
        // A class of adjacent nodes needs no path through others.
        let open = beside.iter().all(|&other| class_of[other] != class);
        let pairs = (reach[class] * reach[class] - squares[class]) / 2.0;
        if open { pairs / beside.len() as f64 } else { 0.0 }
    };
    let within = firsts.iter_enumerated().map(within).collect();
    let total = block.reach.iter().map(|&hanging| f64::from(hanging)).sum();
    let classes = quotient(&graph, &class_of, &firsts);
    Problem { nodes: block.nodes.to_vec().into(), class_of, classes, copies, reach, within, total }
}

/// Numbers the classes in breadth-first order from the node with the most neighbors: what searches read together
/// then lies together. Returns the class of each node and the leader of each class.
fn number(
    graph: &CompactGraph,
    leaders: &TiSlice<Vertex, Vertex>,
) -> (TiVec<Vertex, Vertex>, TiVec<Vertex, Vertex>) {
    let mut class_of_leader: TiVec<Vertex, Option<Vertex>> = vec![None; leaders.len()].into();
    let degree = |&vertex: &Vertex| (graph.neighbors(vertex).len(), std::cmp::Reverse(vertex));
    let mut firsts: TiVec<Vertex, Vertex> = TiVec::new();
    if let Some(hub) = graph.vertices().max_by_key(degree) {
        class_of_leader[leaders[hub]] = Some(firsts.push_and_get_key(leaders[hub]));
    }
    let mut head = 0;
    while let Some(&first) = firsts.raw.get(head) {
        head += 1;
        for &next in graph.neighbors(first) {
            let leader = leaders[next];
            if class_of_leader[leader].is_none() {
                class_of_leader[leader] = Some(firsts.push_and_get_key(leader));
            }
        }
    }
    // A block is connected: every leader was met.
    let class_of = leaders.iter().filter_map(|&leader| class_of_leader[leader]).collect();
    (class_of, firsts)
}

/// The graph of the classes: a node beside one node of a class is beside all of it.
fn quotient(
    graph: &CompactGraph,
    class_of: &TiSlice<Vertex, Vertex>,
    firsts: &TiSlice<Vertex, Vertex>,
) -> CompactGraph {
    let (mut arcs, mut lengths) = (Vec::new(), Vec::new());
    for (class, &first) in firsts.iter_enumerated() {
        for (at, &other) in graph.neighbors(first).iter().enumerate() {
            let there = class_of[other];
            if there != class && firsts[there] == other {
                arcs.push((class, there));
                lengths.extend(graph.lengths_of(first).get(at));
            }
        }
    }
    CompactGraph::new(firsts.len(), &arcs, &lengths)
}

/// For each node the first node with the same neighbors, themselves left out. Nodes with one hash are compared.
fn leaders(graph: &CompactGraph) -> TiVec<Vertex, Vertex> {
    let mut leaders: TiVec<Vertex, Vertex> = graph.vertices().collect();
    let hash = |vertex: Vertex| Random::new(u64::from(vertex.get())).next_u64();
    let sum = |vertex| graph.neighbors(vertex).iter().fold(0u64, |sum, &other| sum.wrapping_add(hash(other)));
    let open: TiVec<Vertex, u64> = graph.vertices().map(sum).collect();
    let closed = open.iter_enumerated().map(|(vertex, sum)| sum.wrapping_add(hash(vertex))).collect();
    for hashes in [open, closed] {
        let mut order: Vec<Vertex> = graph.vertices().collect();
        order.sort_by_key(|&vertex| (hashes[vertex], vertex));
        for run in order.chunk_by(|&a, &b| hashes[a] == hashes[b]) {
            for &vertex in &run[1..] {
                if equal_neighbors(graph, run[0], vertex) {
                    leaders[vertex] = run[0];
                }
            }
        }
    }
    leaders
}

fn equal_neighbors(graph: &CompactGraph, a: Vertex, b: Vertex) -> bool {
    let others = |of, but| graph.neighbors(of).iter().filter(move |&&other| other != but);
    others(a, b).eq(others(b, a))
}
