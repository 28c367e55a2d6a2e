//! The steps: what each asks, and what must add up before it is believed. Each gives a line that says what it did.

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use futures::stream::{self, StreamExt as _};
use portent::parts::{self, BUCKETS, CANDIDATES, Done, NAMES, Part};
use portent::resolve::{Pair, Verdict};

use crate::arguments::Work;
use crate::batches;
use crate::counted::{Counted, counted, hash_of};
use crate::engine::{Engine, Question};
use crate::folder::Folder;
use crate::functions::BUILD;

/// How many candidates each bucket holds: those that `portent names` counted.
///
/// # Errors
/// Where the numbers differ after all tries.
pub(crate) async fn buckets(engine: &Engine, folder: &Folder) -> anyhow::Result<String> {
    let start = Instant::now();
    let expected = parts::buckets_of(&folder.path, &folder.contract, Part::WHOLE)?;
    let question = Question {
        tables: vec![("candidates", vec![folder.table(CANDIDATES)])],
        sql: "SELECT bucket, count(*) AS candidates FROM candidates GROUP BY bucket".to_owned(),
        groups: true,
    };
    let step = async || {
        let rows = counts(engine, &question).await?;
        let found: BTreeMap<u32, u64> = rows.iter().copied().collect();
        ensure!(
            found == expected && rows.len() == found.len(),
            "{} says otherwise",
            unequal(&expected, &found)
        );
        Ok(rows)
    };
    let Counted { found, tries } = counted("the step buckets", engine.tries, step).await?;
    let candidates: u64 = found.iter().map(|row| row.1).sum();
    Ok(line(
        "buckets",
        &format!("{} of {candidates} candidates, as {BUCKETS} says", found.len()),
        &found,
        tries,
        start,
    ))
}

/// The first bucket whose number of candidates is not what was expected.
fn unequal(expected: &BTreeMap<u32, u64>, found: &BTreeMap<u32, u64>) -> String {
    let odd = expected.keys().chain(found.keys()).filter(|at| expected.get(at) != found.get(at)).min();
    let told = odd.map(|at| {
        let own = |counts: &BTreeMap<u32, u64>| counts.get(at).copied().unwrap_or(0);
        format!("bucket {at} holds {} candidates, and {} were counted", own(expected), own(found))
    });
    told.unwrap_or_else(|| "a bucket was counted twice".to_owned())
}

/// Judges all parts, some at a time. What is there, whole and of this contract, stays.
///
/// # Errors
/// Where a part does not add up after all tries; the others are written all the same.
pub(crate) async fn pairs(engine: &Engine, folder: &Folder, work: &Work) -> anyhow::Result<String> {
    let start = Instant::now();
    let parts = stream::iter(Part::all(work.parts)).map(|part| judged(engine, folder, part));
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    let mut results = std::pin::pin!(parts.buffer_unordered(work.at_once as usize));
    while let Some(result) = results.next().await {
        match result {
            Ok(found) => done.push(found),
            // Other parts end first: what is done stays.
            Err(error) => refused.push(format!("{error:#}")),
        }
    }
    refused.sort();
    if let Some(first) = refused.first() {
        let kept = done.len();
        anyhow::bail!("{first}\n{kept} of {} parts are done and stay; submit again to go on", work.parts);
    }
    let candidates: u64 = done.iter().map(|done| done.found.candidates).sum();
    let kept: usize = done.iter().map(|done| done.found.pairs).sum();
    let there = done.iter().filter(|done| done.found.was_there).count();
    let again: u32 = done.iter().map(|done| done.tries - 1).sum();
    let seconds = start.elapsed().as_secs_f64();
    Ok(format!(
        "pairs        {candidates} candidates judged in {} parts ({there} were there, {again} tried again): {kept} pairs, {seconds:.1} s",
        work.parts
    ))
}

async fn judged(engine: &Engine, folder: &Folder, part: Part) -> anyhow::Result<Counted<Done>> {
    if let Some(found) = parts::already(&folder.path, &folder.contract, part) {
        return Ok(Counted { found, tries: 1 });
    }
    let expected = parts::buckets_of(&folder.path, &folder.contract, part)?;
    let [first, last] = [expected.keys().next(), expected.keys().next_back()].map(|at| at.copied());
    let (Some(first), Some(last)) = (first, last) else {
        let found = parts::write_judged(&folder.path, &folder.contract, part, Vec::new(), BTreeMap::new())?;
        return Ok(Counted { found, tries: 1 });
    };
    let path = folder.path.display().to_string().replace('\'', "''");
    let question = Question {
        tables: vec![("candidates", vec![folder.table(CANDIDATES)])],
        sql: format!(
            "SELECT bucket, a, b, judge('{BUILD}', '{path}', '{}', '{part}', a, b) AS said \
             FROM candidates WHERE bucket BETWEEN {first} AND {last}",
            folder.fingerprint
        ),
        groups: false,
    };
    let step = async || {
        let rows = engine.ask(&question).await?;
        let rows = batches::judged(&rows).context("the answer has other columns")?;
        let mut found: BTreeMap<u32, u64> = BTreeMap::new();
        rows.iter().for_each(|(bucket, _)| *found.entry(*bucket).or_default() += 1);
        ensure!(found == expected, "{}", unequal(&expected, &found));
        let mut pairs: Vec<Pair> = rows.into_iter().map(|(_, pair)| pair).collect();
        pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
        let twice = pairs.windows(2).any(|two| (two[0].a, two[0].b) == (two[1].a, two[1].b));
        ensure!(!twice, "a pair was judged twice, and another not at all");
        pairs.retain(|pair| pair.verdict != Verdict::Distinct);
        Ok(parts::write_judged(&folder.path, &folder.contract, part, pairs, found)?)
    };
    counted(&format!("part {part} of the step pairs"), engine.tries, step).await
}

/// How many duplicates each name has: both ends of each pair of `of` parts.
///
/// # Errors
/// Where parts are missing, or the numbers are not those of the pairs after all tries.
pub(crate) async fn degree(engine: &Engine, folder: &Folder, of: u32) -> anyhow::Result<String> {
    let start = Instant::now();
    let mut expected: BTreeMap<u32, u64> = BTreeMap::new();
    let all = parts::judged(&folder.path)?.pairs;
    for pair in all.iter().filter(|pair| pair.verdict == Verdict::Duplicate) {
        for name in [pair.a, pair.b] {
            *expected.entry(name.get()).or_default() += 1;
        }
    }
    let question = Question {
        tables: vec![("pairs", folder.judged(of))],
        sql: "SELECT name, count(*) AS duplicates FROM (\
              SELECT a AS name FROM pairs WHERE verdict = 'duplicate' UNION ALL \
              SELECT b AS name FROM pairs WHERE verdict = 'duplicate') GROUP BY name"
            .to_owned(),
        groups: true,
    };
    let step = async || {
        let rows = counts(engine, &question).await?;
        let is_it = rows.iter().copied().eq(expected.iter().map(|(&name, &count)| (name, count)));
        let sum = |counts: &mut dyn Iterator<Item = u64>| counts.sum::<u64>();
        let [own, other] = [sum(&mut rows.iter().map(|row| row.1)), sum(&mut expected.values().copied())];
        ensure!(
            is_it,
            "{} names with {own} ends of pairs, and there are {} with {other}",
            rows.len(),
            expected.len()
        );
        Ok(rows)
    };
    let Counted { found, tries } = counted("the step degree", engine.tries, step).await?;
    folder.write("degree.parquet", ["name", "duplicates"], &found)?;
    Ok(line("degree", &format!("{} names with a duplicate", found.len()), &found, tries, start))
}

/// In how many articles each name recurs.
///
/// # Errors
/// Where a name is missing, or stands twice, after all tries.
pub(crate) async fn recurrence(engine: &Engine, folder: &Folder) -> anyhow::Result<String> {
    let start = Instant::now();
    let names = folder.contract.files.get(NAMES).map_or(0, |file| file.rows);
    let question = Question {
        tables: vec![("names", vec![folder.table(NAMES)])],
        sql: "SELECT name, sum(array_length(articles)) AS articles FROM names GROUP BY name".to_owned(),
        groups: true,
    };
    let step = async || {
        let rows = counts(engine, &question).await?;
        let numbers = rows.iter().map(|row| u64::from(row.0));
        ensure!(numbers.eq(0..names), "{} names came, and there are {names}", rows.len());
        ensure!(rows.iter().all(|row| row.1 > 0), "a name is in no article");
        Ok(rows)
    };
    let Counted { found, tries } = counted("the step recurrence", engine.tries, step).await?;
    folder.write("recurrence.parquet", ["name", "articles"], &found)?;
    let recur = found.iter().filter(|row| row.1 > 1).count();
    Ok(line("recurrence", &format!("{recur} of {names} names in several articles"), &found, tries, start))
}

/// The rows of a question that counts, sorted.
async fn counts(engine: &Engine, question: &Question) -> anyhow::Result<Vec<(u32, u64)>> {
    let rows = engine.ask(question).await?;
    let mut rows = batches::numbers(&rows).context("the answer has other columns")?;
    rows.sort_unstable();
    Ok(rows)
}

fn line(step: &str, what: &str, rows: &[(u32, u64)], tries: u32, start: Instant) -> String {
    let hash = hash_of(rows.iter().flat_map(|&(key, count)| [u64::from(key), count]));
    let tries = if tries > 1 { format!(", tried {tries} times") } else { String::new() };
    format!("{step:<12} {what}; rows {hash}{tries}, {:.1} s", start.elapsed().as_secs_f64())
}
