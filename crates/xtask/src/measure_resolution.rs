//! What resolution costs and what its caps lose: `cargo xtask measure_resolution FOLDER [THREADS
//! [SAMPLE [strings]]]` (default 2 threads, 200 names; `strings`: without vectors).
//!
//! Each of SAMPLE names, drawn with one seed, is judged against all others, which blocking and its caps keep
//! resolution from doing. Printed is the share of the duplicates so found that resolution knows, with the 95 %
//! interval of Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22(158), 1927.

use std::path::PathBuf;

use rayon::prelude::*;

use portent::parse::{self, ReadOptions};
use portent::random::Random;
use portent::resolve::stages::Judge;
use portent::resolve::{Learning, NameId, Resolution, ResolveOptions, Verdict, resolve};

use crate::timing::timed;

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = arguments;
    let folder = PathBuf::from(arguments.next().ok_or("a folder of articles is needed")?);
    let threads = arguments.next().map_or(Ok(2), |threads| threads.parse())?;
    let sample = arguments.next().map_or(Ok(200), |sample| sample.parse())?;
    let learning = if arguments.next().is_some() { Learning::Never } else { Learning::FromCorpus };
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let corpus = timed("read", || parse::read(&[folder], &ReadOptions::default()))?;
    let options = ResolveOptions::default().with_learning(learning);
    let resolution = timed("resolve", || resolve(&corpus, &options))?;
    let duplicates = resolution.pairs.iter().filter(|pair| pair.verdict == Verdict::Duplicate).count();
    let entities = resolution.entities.len();
    println!("{} names, {duplicates} duplicate pairs, {entities} entities", resolution.names.len());
    resolution.remarks.iter().for_each(|remark| println!("{remark}"));
    if sample > 0 {
        let judge = Judge::new(&corpus, &resolution.names, &options);
        let all = timed("each sampled name against all", || exhaustive(&judge, &resolution, sample));
        let known = all.iter().filter(|&&pair| is_known(&resolution, pair)).count();
        let [low, high] = wilson(known as f64, all.len() as f64);
        println!("{known} of {} duplicates of {sample} names are known: {low:.3} to {high:.3}", all.len());
    }
    Ok(())
}

/// The duplicates of `sample` names among all names, each pair with the smaller name first.
fn exhaustive(judge: &Judge, resolution: &Resolution, sample: usize) -> Vec<(NameId, NameId)> {
    let mut random = Random::new(1);
    let count = resolution.names.len();
    let mut pairs: Vec<(NameId, NameId)> = Vec::new();
    for _ in 0..sample {
        let one = NameId::from(random.below(count));
        let is_duplicate =
            |&other: &NameId| other != one && judge.judge(one, other).verdict == Verdict::Duplicate;
        let found = (0..count as u32).into_par_iter().map(NameId::new).filter(is_duplicate);
        pairs.par_extend(found.map(|other| (one.min(other), one.max(other))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn is_known(resolution: &Resolution, pair: (NameId, NameId)) -> bool {
    let place = resolution.pairs.binary_search_by_key(&pair, |pair| (pair.a, pair.b));
    place.is_ok_and(|place| resolution.pairs[place].verdict == Verdict::Duplicate)
}

/// The 95 % interval of a share.
fn wilson(hits: f64, of: f64) -> [f64; 2] {
    let z = 1.959_963_984_540_054_f64;
    let (share, squared) = (hits / of.max(1.0), z * z / of.max(1.0));
    let middle = share + squared / 2.0;
    let half = z * (share * (1.0 - share) / of.max(1.0) + squared / (4.0 * of.max(1.0))).sqrt();
    [-1.0, 1.0].map(|side| (middle + side * half) / (1.0 + squared))
}
