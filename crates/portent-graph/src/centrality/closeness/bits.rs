//! Closeness by hops: breadth-first searches from many sources at once, one bit a source.
//!
//! Then et al., "The more the merrier: efficient multi-source graph traversal", PVLDB 8(4), 2014,
//! doi:10.14778/2735496.2735507. Distances are symmetric, so that the sources which reach a node at a step are what
//! the node itself has at that distance: one count of bits a node and word.

use super::folded::Folded;
use crate::centrality::shortest::Vertex;
use crate::index::{NodeRow, TiSlice, TiVec};
use crate::parallel;

/// 64-bit words that are searched together.
const WORDS: usize = 8;
/// Batches are cut into at most this many pieces whatever the number of threads; each has its own sums, added in order.
const PIECES: usize = 16;

type Lanes = [u64; WORDS];

/// Up to 64 sources whose bits count alike.
#[derive(Debug, Clone)]
struct Word {
    sources: Vec<Vertex>,
    /// What a source counts at its distance,
    near: f64,
    /// and one step further, for its leaves.
    far: f64,
}

/// Closeness of all nodes from all sources, or scaled from those drawn.
pub(super) fn closeness(folded: &Folded, drawn: Option<&[NodeRow]>) -> TiVec<NodeRow, f64> {
    let words = drawn.map_or_else(|| all_words(folded), |drawn| drawn_words(folded, drawn));
    let batches: Vec<&[Word]> = words.chunks(WORDS).collect();
    let size = batches.len().div_ceil(PIECES).max(1);
    let arch = pulp::Arch::new();
    let pieces: Vec<&[&[Word]]> = batches.chunks(size).collect();
    let pieces =
        parallel::map(pieces.len(), 1, |piece| arch.dispatch(Search { folded, batches: pieces[piece] }));
    let mut sums = Sums::new(folded.cores.len());
    for piece in &pieces {
        sums.core.iter_mut().zip(&piece.core).for_each(|(sum, value)| *sum += value);
        sums.leaf.iter_mut().zip(&piece.leaf).for_each(|(sum, value)| *sum += value);
    }
    spread(folded, &sums)
}

/// Adds what is nearest, which needs no search, and gives each node its value.
fn spread(folded: &Folded, sums: &Sums) -> TiVec<NodeRow, f64> {
    folded
        .core_of
        .iter()
        .zip(&folded.offset)
        .map(|(&core, &offset)| {
            let leaves = f64::from(folded.leaves[core]);
            if offset == 0.0 {
                sums.core[core] + leaves
            } else {
                sums.leaf[core] + 1.0 + (leaves - 1.0) / 2.0
            }
        })
        .collect()
}

/// All cores as sources, those with equally many leaves together.
fn all_words(folded: &Folded) -> Vec<Word> {
    let mut cores: Vec<Vertex> = folded.cores.vertices().collect();
    cores.sort_by_key(|&core| (folded.leaves[core], core));
    cores
        .chunk_by(|&a, &b| folded.leaves[a] == folded.leaves[b])
        .flat_map(|equal| {
            let far = f64::from(folded.leaves[equal[0]]);
            equal.chunks(64).map(move |sources| Word { sources: sources.to_vec(), near: 1.0, far })
        })
        .collect()
}

/// The drawn nodes as sources: cores, and leaves as their cores one step further.
fn drawn_words(folded: &Folded, drawn: &[NodeRow]) -> Vec<Word> {
    let scale = folded.core_of.len() as f64 / drawn.len() as f64;
    let (leaves, cores): (Vec<NodeRow>, Vec<NodeRow>) =
        drawn.iter().partition(|&&node| folded.offset[node] > 0.0);
    let word = |nodes: &[NodeRow], near, far| Word {
        sources: nodes.iter().map(|&node| folded.core_of[node]).collect(),
        near,
        far,
    };
    let cores = cores.chunks(64).map(|nodes| word(nodes, scale, 0.0));
    let leaves = leaves.chunks(64).map(|nodes| word(nodes, 0.0, scale));
    cores.chain(leaves).collect()
}

/// For each core, what it and what each of its leaves has from the sources at other cores.
struct Sums {
    core: TiVec<Vertex, f64>,
    leaf: TiVec<Vertex, f64>,
}

impl Sums {
    fn new(cores: usize) -> Self {
        Self { core: vec![0.0; cores].into(), leaf: vec![0.0; cores].into() }
    }
}

/// The searches of a piece, compiled once more for machines with wide registers and an instruction that counts bits.
struct Search<'a> {
    folded: &'a Folded,
    batches: &'a [&'a [Word]],
}

impl pulp::NullaryFnOnce for Search<'_> {
    type Output = Sums;

    #[inline(always)]
    fn call(self) -> Sums {
        search(self.folded, self.batches)
    }
}

#[inline(always)]
fn search(folded: &Folded, batches: &[&[Word]]) -> Sums {
    let cores = folded.cores.len();
    let mut sums = Sums::new(cores);
    let nothing = || -> TiVec<Vertex, Lanes> { vec![[0; WORDS]; cores].into() };
    let (mut seen, mut front, mut next) = (nothing(), nothing(), nothing());
    for words in batches {
        seen.fill([0; WORDS]);
        let mut full = [0; WORDS];
        for (lane, word) in words.iter().enumerate() {
            for (bit, &source) in word.sources.iter().enumerate() {
                seen[source][lane] |= 1 << bit;
                full[lane] |= 1 << bit;
            }
        }
        front.copy_from_slice(&seen);
        let mut distance = 0.0;
        let mut moving = true;
        while moving {
            distance += 1.0;
            moving = false;
            for core in folded.cores.vertices() {
                let new = step(folded, core, &front, &mut seen[core], &full);
                next[core] = new;
                if new == [0; WORDS] {
                    continue;
                }
                moving = true;
                let (near, far) = counts(words, &new);
                sums.core[core] += near / distance + far / (distance + 1.0);
                sums.leaf[core] += near / (distance + 1.0) + far / (distance + 2.0);
            }
            std::mem::swap(&mut front, &mut next);
        }
    }
    sums
}

/// The sources that reach a core at this step.
#[inline(always)]
fn step(
    folded: &Folded,
    core: Vertex,
    front: &TiSlice<Vertex, Lanes>,
    seen: &mut Lanes,
    full: &Lanes,
) -> Lanes {
    let mut new = [0; WORDS];
    if seen == full {
        return new;
    }
    for &other in folded.cores.neighbors(core) {
        let from = &front[other];
        for lane in 0..WORDS {
            new[lane] |= from[lane];
        }
    }
    for lane in 0..WORDS {
        new[lane] &= !seen[lane];
        seen[lane] |= new[lane];
    }
    new
}

#[inline(always)]
fn counts(words: &[Word], new: &Lanes) -> (f64, f64) {
    words.iter().zip(new).fold((0.0, 0.0), |(near, far), (word, bits)| {
        let count = f64::from(bits.count_ones());
        (near + count * word.near, far + count * word.far)
    })
}
