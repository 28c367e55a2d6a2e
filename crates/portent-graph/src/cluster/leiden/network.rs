//! The weighted network that an iteration works on: the graph, or the graph of its parts.

use std::ops::Range;

use crate::Adjacency;
use crate::cluster::ClusterId;
use crate::csr::Csr;
use crate::index::{Key, NodeRow, TiSlice, TiVec};
use crate::parallel;

/// Gains below this share of the total weight are rounding.
pub(super) const NOISE: f64 = 1e-13;

/// One end of an edge as its other end sees it; kept together, because every pass reads both.
#[derive(Clone, Copy, Default)]
pub(super) struct Link<To = NodeRow> {
    pub(super) to: To,
    pub(super) weight: f64,
}

/// Compressed rows with the strength of each node; weight inside a node counts in its strength alone.
#[derive(Default)]
pub(super) struct Network {
    rows: TiVec<NodeRow, Row>,
    /// The rows, in order; there may be room between them.
    links: Vec<Link>,
    /// Summed weight of all edge ends at each node, those inside it included.
    pub(super) strengths: TiVec<NodeRow, f64>,
    /// Sum of all strengths: 2m.
    pub(super) total: f64,
    /// Mean weight of the graph's edges: what gains are compared with.
    pub(super) unit: f64,
    /// Resolution / 2m: times the strengths of a node and a community, the expected weight between them.
    pub(super) scale: f64,
}

/// In place of the community of a node that was reached.
const REACHED: ClusterId = ClusterId::new(u32::MAX);

/// Edge ends that make a task of their own; smaller networks are not worth a second thread.
pub(super) const TASK: usize = 1 << 18;

/// Sums by community, or what else `To` numbers, reused from node to node.
pub(super) struct Scratch<To> {
    /// 0 but for the communities that were met.
    weight: Vec<f64>,
    /// Those that were met come first; one place more than there are communities.
    met: Vec<To>,
    count: usize,
}

impl<To: Key> Scratch<To> {
    pub(super) fn new(size: usize) -> Self {
        Self { weight: vec![0.0; size], met: vec![To::from(0); size + 1], count: 0 }
    }

    /// Makes room for numbers below `size`.
    pub(super) fn fit(&mut self, size: usize) {
        if self.weight.len() < size {
            *self = Self::new(size);
        }
    }

    /// Adds a weight, which must not be 0. Whether a community is met for the first time cannot be foreseen, so its
    /// number is written in any case, and kept by counting it.
    #[inline]
    pub(super) fn add(&mut self, community: To, weight: f64) {
        let slot = &mut self.weight[community.into()];
        self.met[self.count] = community;
        self.count += usize::from(*slot == 0.0);
        *slot += weight;
    }

    /// The sum of a community; 0 where it was not met.
    #[inline]
    pub(super) fn weight(&self, community: To) -> f64 {
        self.weight[community.into()]
    }

    /// The communities that were met, in the order of their first links.
    #[inline]
    pub(super) fn met(&self) -> &[To] {
        &self.met[..self.count]
    }

    pub(super) fn clear(&mut self) {
        for &community in &self.met[..self.count] {
            self.weight[community.into()] = 0.0;
        }
        self.count = 0;
    }
}

/// Where the links of a node lie.
#[derive(Clone, Copy, Default)]
struct Row {
    start: u32,
    end: u32,
}

impl Row {
    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Consecutive rows of a network that one task fills.
struct Piece<'a> {
    parts: Range<usize>,
    /// Where its room among the links starts.
    start: usize,
    links: &'a mut [Link],
    rows: &'a mut [Row],
    strengths: &'a mut [f64],
}

impl Piece<'_> {
    /// Fills the rows of parts that hold `members` of the network `fine`.
    fn fill<'m>(
        self,
        fine: &Network,
        part_of: &TiSlice<NodeRow, NodeRow>,
        members: impl Fn(NodeRow) -> &'m [NodeRow],
        scratch: &mut Scratch<NodeRow>,
    ) {
        let mut at = 0;
        let parts = self.parts.map(NodeRow::from);
        for ((part, row), strength) in parts.zip(self.rows).zip(self.strengths) {
            *strength = 0.0;
            for &node in members(part) {
                *strength += fine.strengths[node];
                for link in fine.links(node) {
                    let other = part_of[link.to];
                    if other != part {
                        scratch.add(other, link.weight);
                    }
                }
            }
            let room = &mut self.links[at..at + scratch.met().len()];
            for (link, &to) in room.iter_mut().zip(scratch.met()) {
                *link = Link { to, weight: scratch.weight(to) };
            }
            let start = self.start + at;
            at += scratch.met().len();
            *row = Row { start: start as u32, end: (self.start + at) as u32 };
            scratch.clear();
        }
    }
}

/// Ranges of consecutive numbers whose lengths come to at least `least` together, but for the last; with what they
/// come to.
pub(super) fn pieces(lengths: impl Iterator<Item = usize>, least: usize) -> Vec<(Range<usize>, usize)> {
    let mut pieces = Vec::new();
    let (mut start, mut end, mut sum) = (0, 0, 0);
    for length in lengths {
        end += 1;
        sum += length;
        if sum >= least {
            pieces.push((start..end, sum));
            (start, sum) = (end, 0);
        }
    }
    if start < end {
        pieces.push((start..end, sum));
    }
    pieces
}

impl Network {
    pub(super) fn new(adjacency: &Adjacency, resolution: f64) -> Self {
        let mut network = Self::default();
        network.links.reserve_exact(adjacency.edge_count() * 2);
        for node in adjacency.nodes() {
            let start = network.links.len() as u32;
            let links = adjacency.edges(node).map(|(to, weight)| Link { to, weight });
            // Scratch would meet what lies behind a weight of 0 again and again.
            network.links.extend(links.filter(|link| link.weight > 0.0));
            network.rows.push(Row { start, end: network.links.len() as u32 });
            network.strengths.push(adjacency.weights(node).iter().sum());
        }
        network.total = network.strengths.iter().sum();
        if network.total > 0.0 {
            network.unit = network.total / network.links.len() as f64;
            network.scale = resolution / network.total;
        }
        network
    }

    pub(super) fn len(&self) -> usize {
        self.strengths.len()
    }

    pub(super) fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeRow> + use<> {
        NodeRow::first(self.len())
    }

    pub(super) fn links(&self, node: NodeRow) -> &[Link] {
        &self.links[self.rows[node].range()]
    }

    /// The network whose nodes are the `count` parts, in the room of one that is no longer needed. Large ones in
    /// parallel, the same for any number of threads.
    pub(super) fn aggregate(
        &self,
        part_of: &TiSlice<NodeRow, NodeRow>,
        count: usize,
        mut coarse: Self,
    ) -> Self {
        let nodes: Csr<NodeRow, NodeRow> = Csr::grouped(count, part_of.iter().copied());
        let members = |part: NodeRow| &nodes[part];
        let ends = |part| members(part).iter().map(|&node| self.links(node).len()).sum();
        let pieces = pieces(nodes.rows().map(ends), TASK);
        coarse.make_room(count, pieces.iter().map(|(_, ends)| ends).sum());
        (coarse.total, coarse.unit, coarse.scale) = (self.total, self.unit, self.scale);
        let fill = |_, piece: Piece| piece.fill(self, part_of, members, &mut Scratch::new(count));
        parallel::consume(coarse.cut(pieces), fill);
        coarse
    }

    fn make_room(&mut self, nodes: usize, ends: usize) {
        self.rows.resize(nodes, Row::default());
        self.strengths.resize(nodes, 0.0);
        if self.links.len() < ends {
            self.links.resize(ends, Link::default());
        }
    }

    /// Cuts the rows into pieces with room for so many links each.
    fn cut(&mut self, pieces: Vec<(Range<usize>, usize)>) -> Vec<Piece<'_>> {
        let mut start = 0;
        let (mut links, mut rows, mut strengths) =
            (self.links.as_mut_slice(), self.rows.raw.as_mut_slice(), self.strengths.raw.as_mut_slice());
        let cut = pieces.into_iter().map(|(parts, ends)| {
            let piece = Piece {
                start,
                links: links.split_off_mut(..ends).unwrap_or_default(),
                rows: rows.split_off_mut(..parts.len()).unwrap_or_default(),
                strengths: strengths.split_off_mut(..parts.len()).unwrap_or_default(),
                parts,
            };
            start += ends;
            piece
        });
        cut.collect()
    }

    /// Modularity of groups, numbered below the number of nodes; what lies inside a node counts. 0 without edges.
    pub(super) fn modularity(&self, group_of: &TiSlice<NodeRow, ClusterId>) -> f64 {
        let mut strength: TiVec<ClusterId, f64> = vec![0.0; group_of.len()].into();
        let mut between = 0.0;
        for (node, &group) in group_of.iter_enumerated() {
            strength[group] += self.strengths[node];
            let leaving = self.links(node).iter().filter(|link| group_of[link.to] != group);
            between += leaving.map(|link| link.weight).sum::<f64>();
        }
        let expected: f64 = strength.iter().map(|strength| self.scale * strength * strength).sum();
        if self.total > 0.0 { (self.total - between - expected) / self.total } else { 0.0 }
    }

    /// Splits communities into connected parts, numbered by their smallest node; gives the numbers and how many.
    pub(super) fn connected_parts(
        &self,
        of: &TiSlice<NodeRow, ClusterId>,
    ) -> (TiVec<NodeRow, ClusterId>, usize) {
        // The communities of the nodes that are not reached yet: to look at a neighbor is to read one place.
        let mut left = of.to_vec();
        let mut part: TiVec<NodeRow, ClusterId> = vec![ClusterId::default(); of.len()].into();
        let mut count = 0;
        let mut stack = Vec::new();
        for first in of.keys() {
            let community = left[first];
            if community == REACHED {
                continue;
            }
            left[first] = REACHED;
            stack.push(first);
            while let Some(node) = stack.pop() {
                part[node] = ClusterId::from(count);
                for &Link { to, .. } in self.links(node) {
                    if left[to] == community {
                        left[to] = REACHED;
                        stack.push(to);
                    }
                }
            }
            count += 1;
        }
        (part, count)
    }
}

/// Puts each node with a single neighbor together with that neighbor (of two that have only each other, the
/// later with the earlier); gives the part of each node and how many.
///
/// Up to resolution 1 some partition of highest modularity keeps them together: Arenas, Duch, Fernandez, Gomez,
/// "Size reduction of complex networks preserving modularity", New J. Phys. 9, 176 (2007).
pub(super) fn fold_leaves(adjacency: &Adjacency) -> (TiVec<NodeRow, NodeRow>, usize) {
    let holder = |node: NodeRow| match *adjacency.neighbors(node) {
        [neighbor] if adjacency.degree(neighbor) > 1 || neighbor < node => neighbor,
        _ => node,
    };
    let mut part: TiVec<NodeRow, NodeRow> = vec![NodeRow::default(); adjacency.len()].into();
    let mut count = 0;
    for node in adjacency.nodes().filter(|&node| holder(node) == node) {
        part[node] = NodeRow::from(count);
        count += 1;
    }
    for node in adjacency.nodes() {
        part[node] = part[holder(node)];
    }
    (part, count)
}
