//! Vectors files: text, numbers and a sum, which is made good.

use std::path::Path;
use std::sync::Arc;

use anyhow::ensure;
use portent::BuildOptions;
use portent::random::Random;
use portent::resolve::{Archive, Learning, ResolveOptions, freeze};

use crate::choices::Choices;
use crate::mutation::{Material, text, words};
use crate::properties::graph;
use crate::rig::Rig;
use crate::sample;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "vectors",
    summary: "vectors files, most with a good sum",
    share: 5,
    seeds,
    pieces: &[
        "\n",
        "\t",
        "words 0 ",
        "dimensions 128 ",
        "portent-vectors 3\n",
        " 0123456789abcdef",
        "ai\t3\n",
    ],
    step,
    check,
};

/// Words of the sample with vectors: an archive of three articles teaches none.
static WORDS: &[&str] = &[
    "automat", "batteri", "cabl", "center", "data", "demand", "energi", "grid", "job", "power", "robot",
    "strain",
];

const DIMENSIONS: usize = 128;

fn seeds() -> Vec<Vec<u8>> {
    let frozen =
        freeze(&sample::corpus(), &ResolveOptions::default()).expect("the fixtures of the project").write();
    let lines: String = WORDS.iter().zip(1..).map(|(word, lessons)| format!("{word}\t{lessons}\n")).collect();
    let number = |at: usize| (at as f32 * 0.37).sin().to_le_bytes();
    let numbers: Vec<u8> = (0..(WORDS.len() + 2) * DIMENSIONS).flat_map(number).collect();
    let head = format!(
        "portent-vectors 3\ndimensions {DIMENSIONS} words {} lessons 60000 landmarks 2 names 0 stems 0 tokens 0 acronyms 0 described 0 groups 0 judged 0 checksum {:016x}\n",
        WORDS.len(),
        0
    );
    let mut taught = [head.as_bytes(), lines.as_bytes(), &numbers].concat();
    make_good(&mut taught);
    vec![frozen, taught]
}

fn step(random: &mut Random, input: &mut Vec<u8>, material: &Material<'_>) {
    let change = if random.below(2) == 0 { text::step } else { words::step };
    change(random, input, material);
    if random.below(10) > 0 {
        make_good(input);
    }
}

/// Writes the sum of what stands below the second line over the last 16 bytes of that line.
fn make_good(input: &mut [u8]) {
    let mut ends = input.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at);
    let Some(end) = ends.nth(1) else { return };
    let sum = format!("{:016x}", sum(&input[end + 1..]));
    if let Some(place) = end.checked_sub(16).and_then(|start| input.get_mut(start..end)) {
        place.copy_from_slice(sum.as_bytes());
    }
}

/// FNV-1a over steps of eight bytes, turned by 29 bits after each, as the format asks for.
fn sum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xCBF2_9CE4_8422_2325, |sum, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01B3).rotate_left(29)
    })
}

fn check(rig: &Rig, input: &[u8], _: &mut Choices) -> anyhow::Result<()> {
    let path = Path::new("archive.vectors");
    let Ok(archive) = Archive::read(path, input) else { return Ok(()) };
    let bytes = archive.write();
    ensure!(bytes == Archive::read(path, &bytes)?.write(), "written and read, it is another one");
    let options = ResolveOptions::default().with_learning(Learning::Given(Arc::new(archive)));
    graph::builds_twice(rig, rig.corpus(), &BuildOptions::default().with_resolve(options))
}
