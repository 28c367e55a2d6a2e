//! How often the verdict broader is right: `cargo xtask measure_broader FOLDER PAIRS`.
//!
//! PAIRS is a table of labeled pairs whose column `relation` says `broader` (the first name is broader than the
//! second), `narrower` or nothing. Printed are, for each stratum with ten or more, the pairs that the judge calls
//! broader and the share of them that the label calls so in the same direction.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use portent::parse::{self, ReadOptions};
use portent::resolve::stages::{Judge, names};
use portent::resolve::{End, ResolveOptions, Verdict, normalize, pairs};

/// Strata with fewer pairs are counted in the total alone.
const LEAST_PAIRS: usize = 10;

pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let mut arguments = arguments;
    let folder = PathBuf::from(arguments.next().ok_or("a folder of articles is needed")?);
    let path = PathBuf::from(arguments.next().ok_or("a file of labeled pairs is needed")?);
    let text = std::fs::read_to_string(&path)?;
    let labeled = pairs::read(&path, &text)?;
    let relations = relations(&text).ok_or("the file has no column relation")?;
    let corpus = parse::read(&[folder], &ReadOptions::default())?;
    let names = Arc::new(names(&corpus, &[]).0);
    let judge = Judge::new(&corpus, &names, &ResolveOptions::default());
    let mut strata: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut labels = 0;
    for ((pair, relation), found) in
        labeled.iter().zip(&relations).zip(pairs::locate(&corpus, &names, &labeled))
    {
        let Some((a, b)) = found else { continue };
        labels += usize::from(relation.is_some());
        let Verdict::Broader(end) = judge.judge(a, b).verdict else { continue };
        let first_is_a = names[a].normal == normalize::normalize(&pair.sides[0].name);
        let said = if first_is_a { end } else { end.other() };
        for stratum in [pair.stratum.as_str(), "all"] {
            let [called, right] = strata.entry(stratum).or_default();
            *called += 1;
            *right += usize::from(*relation == Some(said));
        }
    }
    println!("{labels} pairs are labeled broader or narrower");
    for (stratum, [called, right]) in strata.into_iter().filter(|(_, counts)| counts[0] >= LEAST_PAIRS) {
        println!(
            "{stratum:20} {called:5} called broader, {right:5} right: {:.3}",
            right as f64 / called as f64
        );
    }
    Ok(())
}

/// Which side is the broader one, line by line.
fn relations(text: &str) -> Option<Vec<Option<End>>> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let column = lines.next()?.split('\t').position(|cell| cell.trim() == "relation")?;
    let end = |line: &str| match line.split('\t').nth(column).map(str::trim) {
        Some("broader") => Some(End::A),
        Some("narrower") => Some(End::B),
        _ => None,
    };
    Some(lines.filter(|line| !line.trim().is_empty()).map(end).collect())
}
