//! Stored builds: their blocks are changed one by one, and the sums made good, so that changes reach what reads them.

use std::ops::Range;

use portent::property_graph::load;
use portent::random::Random;

use super::graph_json;
use crate::mutation::{Material, json, text, words};
use crate::properties::written;
use crate::sample;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "stored_build",
    summary: "stored builds (.portent), most with good sums",
    share: 10,
    seeds: || vec![written::bytes(&sample::graph(), "portent").expect("memory takes it")],
    pieces: &[],
    step,
    check: |rig, input, choices| {
        let path = rig.file("graph.portent", input)?;
        match load(&path) {
            Ok(graph) => graph_json::holds(rig, &graph, &path, choices),
            Err(_) => Ok(()),
        }
    },
};

/// Magic, version and number of blocks; and of each block its length and sum.
const HEAD: usize = 16;
const ENTRY: usize = 12;

fn step(random: &mut Random, input: &mut Vec<u8>, material: &Material<'_>) {
    let Some(blocks) = blocks(input).filter(|_| random.below(10) > 0) else {
        return text::step(random, input, material);
    };
    let mut blocks: Vec<Vec<u8>> = blocks.into_iter().map(|block| input[block].to_vec()).collect();
    let at = random.below(blocks.len());
    match random.below(12) {
        0 => drop(blocks.remove(at)),
        1 => blocks.insert(at, blocks[at].clone()),
        2 => blocks.swap(at, 0),
        _ if blocks[at].starts_with(b"{") || blocks[at].starts_with(b"[") => {
            json::step(random, &mut blocks[at], material);
        }
        3 => text::step(random, &mut blocks[at], material),
        _ => words::step(random, &mut blocks[at], material),
    }
    *input = joined(&input[..HEAD - 4], &blocks);
}

/// Where the blocks lie; `None` where the directory does not say it.
fn blocks(input: &[u8]) -> Option<Vec<Range<usize>>> {
    let count = u32::from_le_bytes(input.get(HEAD - 4..HEAD)?.try_into().ok()?);
    let count = usize::try_from(count).ok().filter(|count| (1..1_000).contains(count))?;
    let (entries, _) = input.get(HEAD..HEAD + ENTRY * count)?.as_chunks::<ENTRY>();
    let mut end = HEAD + ENTRY * count;
    let mut block = |entry: &[u8; ENTRY]| {
        let (length, _) = entry.split_first_chunk::<8>()?;
        let start = end;
        end = usize::try_from(u64::from_le_bytes(*length)).ok().and_then(|length| end.checked_add(length))?;
        (end <= input.len()).then_some(start..end)
    };
    entries.iter().map(&mut block).collect()
}

fn joined(start: &[u8], blocks: &[Vec<u8>]) -> Vec<u8> {
    let count = u32::try_from(blocks.len()).unwrap_or(u32::MAX);
    let entry = |block: &Vec<u8>| {
        [&(block.len() as u64).to_le_bytes()[..], &crc32fast::hash(block).to_le_bytes()].concat()
    };
    [start, &count.to_le_bytes(), &blocks.iter().flat_map(entry).collect::<Vec<_>>(), &blocks.concat()]
        .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_build_comes_apart_and_together() {
        let [input] = (TARGET.seeds)().try_into().expect("one seed");
        let parts: Vec<Vec<u8>> =
            blocks(&input).expect("a directory").into_iter().map(|block| input[block].to_vec()).collect();
        assert!(parts.len() > 20);
        assert!(joined(&input[..12], &parts) == input);
    }
}
