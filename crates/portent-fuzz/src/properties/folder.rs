//! What holds of a folder that was read, whatever its files say.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use portent::analysis::AnalysisOptions;
use portent::analysis::trend::TrendOptions;
use portent::diagnostic::Diagnostic;
use portent::error::Error;
use portent::graph::View;
use portent::layout::Layout;
use portent::parse::{Corpus, DateOrder, EditionStep, KeptPages, ReadOptions};
use portent::phrases::{self, PhraseMode, PhraseOptions};
use portent::property_graph::{PropertyGraph, pages, read};
use portent::resolve::{DuplicateMode, ResolveOptions};
use portent::{BuildOptions, build};

use super::{graph, rows, written};
use crate::choices::Choices;
use crate::rig::Rig;

/// Every row, bullet and key is kept or reported; corpus and graph are the same on two threads; all that [`graph::holds`]
/// says; and the pages of the graph give the graph again.
pub(crate) fn holds(rig: &Rig, files: &[(PathBuf, &[u8])], choices: &mut Choices) -> anyhow::Result<()> {
    let folder = rig.filled(files)?;
    let wanted = Wanted::of(choices);
    let [one, two] = rig.twice(|| wanted.read(&folder, Vec::new()));
    let corpus = match (one, two) {
        (Ok(one), Ok(two)) => {
            ensure!(one == two, "another corpus on two threads");
            one
        }
        (Err(Error::NoArticles { .. }), Err(Error::NoArticles { .. })) => return Ok(()),
        (one, two) => bail!("not read: {:?}, {:?}", one.err(), two.err()),
    };
    counts(&corpus)?;
    rows::hold(files, &corpus)?;
    let [one, two] = rig.twice(|| build(&corpus, &wanted.build));
    let built = one?;
    let bytes = written::bytes(&built, "json")?;
    ensure!(bytes == written::bytes(&two?, "json")?, "another graph on two threads");
    ensure!(built.header.rows == corpus.rows, "the graph counts other rows");
    ensure!(built.header.mentions == corpus.mentions.len() as u64, "the graph counts other mentions");
    graph::holds(rig, &built, choices)?;
    if wanted.gives_its_pages() && choices.rarely(3) {
        let text = std::str::from_utf8(&bytes)?;
        gives_the_graph_again(&wanted, &folder.with_extension("json"), text)?;
    }
    Ok(())
}

/// How a folder is read and built.
struct Wanted {
    reading: ReadOptions,
    phrases: PhraseMode,
    build: BuildOptions,
    view: View,
}

impl Wanted {
    fn of(choices: &mut Choices) -> Self {
        let view = if choices.rarely(8) { View::Concepts } else { View::Full };
        let mode = *choices.one(&[
            DuplicateMode::Merge,
            DuplicateMode::Merge,
            DuplicateMode::Link,
            DuplicateMode::Off,
        ]);
        let threshold = *choices.one(&[None, None, Some(0.1), Some(1.0)]);
        let analysis = AnalysisOptions::default()
            .with_resolution(*choices.one(&[1.0, 1.0, 0.01, 5.0]))
            .with_stability(choices.rarely(16).then_some(2));
        let build = BuildOptions::default()
            .with_view(view)
            .with_resolve(ResolveOptions::default().with_mode(mode).with_threshold(threshold))
            .with_analysis(analysis)
            .with_layout(if choices.rarely(8) { Layout::Force } else { Layout::Packed })
            .with_trends(choices.rarely(3).then(TrendOptions::default));
        let orders = [DateOrder::Auto, DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];
        let steps = [EditionStep::Auto, EditionStep::Auto, EditionStep::Day, EditionStep::Year];
        let reading = ReadOptions::default()
            .with_date_order(*choices.one(&orders))
            .with_edition_step(*choices.one(&steps));
        let phrases = *choices.one(&[PhraseMode::Auto, PhraseMode::Auto, PhraseMode::On, PhraseMode::Off]);
        Self { reading, phrases, build, view }
    }

    fn read(&self, folder: &Path, kept: Vec<KeptPages>) -> Result<Corpus, Error> {
        let paths: &[PathBuf] = if kept.is_empty() { &[folder.to_path_buf()] } else { &[] };
        phrases::read(paths, &self.reading.clone().with_kept(kept), self.phrases, &PhraseOptions::default())
    }

    /// Whether the pages of its graph are those that were read: running text, from which phrases come, is not kept.
    fn gives_its_pages(&self) -> bool {
        self.view == View::Full && self.phrases == PhraseMode::Off
    }
}

fn counts(corpus: &Corpus) -> anyhow::Result<()> {
    let (rows, keys, bullets) = (corpus.rows, corpus.keys, corpus.counts.bullets);
    ensure!(rows.read == rows.kept + rows.reported, "{rows:?}");
    ensure!(keys.read == keys.used + keys.kept + keys.reported, "{keys:?}");
    ensure!(bullets.read == bullets.kept + bullets.reported, "{bullets:?}");
    let named =
        |found: &&Diagnostic| found.line > 0 && found.column > 0 && found.count > 0 && !found.hint.is_empty();
    ensure!(corpus.diagnostics.iter().all(|found| named(&found)), "a finding without place, count or hint");
    ensure!(
        corpus.mentions.iter().all(|mention| !mention.name.trim().is_empty()),
        "a mention without a name"
    );
    Ok(())
}

/// A graph is an input like the folder that it was built of.
fn gives_the_graph_again(wanted: &Wanted, file: &Path, text: &str) -> anyhow::Result<()> {
    let first: PropertyGraph = read::from_json(text, file)?;
    let kept = pages::pages(&first, file)?;
    let corpus = wanted.read(file, vec![kept]).context("the pages of the graph")?;
    let again = written::bytes(&build(&corpus, &wanted.build)?, "json")?;
    let differing = text.lines().zip(std::str::from_utf8(&again)?.lines()).find(|(a, b)| a != b);
    ensure!(text.as_bytes() == again, "the pages of the graph give another one: {differing:?}");
    Ok(())
}
