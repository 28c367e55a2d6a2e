//! The costly step of resolution in parts: each judges some pairs of names, in a process of its own, on any machine that
//! sees the folder.
//!
//! 1. [`write`] (`portent names`) reads names from a corpus, brings them together, and writes tables;
//! 2. [`judge`] (`portent pairs`) judges a [`Part`] of the candidates from the tables alone;
//! 3. [`judged`] (`portent join`) checks that nothing is missing, for [`ResolveOptions::with_judged`].
//!
//! What follows equals a build in one process, byte for byte, for any number of parts. docs/parts.md has the schemas.

mod contract;
mod names;
mod pairs;
mod part;
mod table;
#[cfg(test)]
mod tests;

pub use contract::{BUCKETS, CANDIDATES, CONTRACT, Contract, FileSum, NAMES, PAIRS, VERSION, VOCABULARY};
pub use part::{Done, Part, PartJudge, already, buckets_of, judge, judged, write_judged};

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use crate::error::Error;
use crate::export::output;
use crate::parse::Corpus;
use crate::resolve::{NameId, ResolveOptions, Resolver, corpus_hash, names_hash};
use portent_graph::parallel;

/// Names that one task prepares.
const TASK: usize = 1024;
/// Names whose candidates are a bucket, where no vectors bring names together.
const NAMES_A_BUCKET: u32 = 64;

/// What a folder of parts was filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// Names.
    pub names: usize,
    /// Pairs to be judged.
    pub candidates: usize,
    /// Buckets of them.
    pub buckets: usize,
}

/// Reads the names of a corpus, brings them together, and writes the tables of `folder`, the contract last. Judged pairs of
/// an earlier contract stay until a part is judged anew.
///
/// Time and memory as [`Resolver::resolution`] without judging.
///
/// # Errors
/// As [`Resolver::new`]; [`Error::Write`]; [`Error::InvalidOption`] for a precision, which needs all verdicts first.
pub fn write(folder: &Path, corpus: &Corpus, options: &ResolveOptions) -> Result<Filled, Error> {
    if options.merge_precision().is_some() {
        return Err(Error::InvalidOption {
            field: "ResolveOptions::merge_precision".into(),
            reason: "parts cannot find a threshold, which takes the verdicts on all pairs; give the threshold itself"
                .into(),
        });
    }
    let resolver = Resolver::new(corpus, options.clone())?;
    let made = std::fs::create_dir_all(folder.join(PAIRS));
    made.map_err(|source| Error::Write { path: folder.join(PAIRS), source })?;
    // From here on the folder is nobody's until its contract stands.
    let contract_at = folder.join(CONTRACT);
    match std::fs::remove_file(&contract_at) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            return Err(Error::Write { path: contract_at, source });
        }
        _ => {}
    }
    let (judge, blocked) = (resolver.judge(), resolver.blocked());
    let count = resolver.names.len();
    let prepare = |names: Range<usize>| {
        parallel::map(names.len(), TASK, |at| judge.prepared_name((names.start + at).into()))
    };
    let mut files = BTreeMap::new();
    let mut add = |file: &str, rows: usize, crc32: u32| {
        let _ = files.insert(file.to_owned(), FileSum { rows: rows as u64, crc32 });
    };
    add(NAMES, count, names::write(&folder.join(NAMES), count, prepare)?);
    let bucket = |a: NameId| blocked.cells.get(a).map_or(a.get() / NAMES_A_BUCKET, |cell| cell.get());
    let pairs = &blocked.candidates.pairs;
    let order = parallel::order_by_key(pairs.len(), |at| bucket(pairs[at].0).into());
    let sorted: Vec<pairs::Candidate> =
        order.into_iter().map(|at| (bucket(pairs[at].0), pairs[at].0, pairs[at].1)).collect();
    add(CANDIDATES, sorted.len(), pairs::write_candidates(&folder.join(CANDIDATES), &sorted)?);
    let (buckets, sum) = pairs::write_buckets(&folder.join(BUCKETS), &sorted)?;
    add(BUCKETS, buckets, sum);
    let shared = judge.shared(resolver.counted_names());
    let vocabulary = shared.archive.write();
    output::write_bytes(&folder.join(VOCABULARY), &vocabulary)?;
    add(VOCABULARY, 0, crc32fast::hash(&vocabulary));
    let contract = Contract {
        contract: VERSION,
        generator: contract::GENERATOR.into(),
        corpus: format!("{:016x}", corpus_hash(corpus)),
        names: format!("{:016x}", names_hash(&resolver.names)),
        settings: options.judging(),
        threshold: options.threshold(),
        weights: options.own_model().map(|model| model.write()),
        frozen_stems: shared.frozen.map(|stems| stems as u64),
        people: shared.people.map(|kind| kind.get()),
        remarks: blocked.candidates.remarks.clone(),
        files,
    };
    contract.write(folder)?;
    Ok(Filled { names: count, candidates: sorted.len(), buckets })
}
