//! What the settings mean to the library.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use portent::analysis::AnalysisOptions;
use portent::analysis::centrality::Distances;
use portent::analysis::cluster::given::GivenLabels;
use portent::analysis::trend::TrendOptions;
use portent::error::Error;
use portent::export::output::write_bytes;
use portent::parse::{Corpus, ReadOptions, Schema};
use portent::pipeline::BuildOptions;
use portent::property_graph::load;
use portent::resolve::model::Model;
use portent::resolve::{Archive, DecisionsFile, Learning, ResolveOptions, freeze};

use super::registry::Settings;
use super::value::Probability;

/// Runs of `--stability`.
const STABILITY_RUNS: u32 = 10;

/// What the settings mean to reading.
#[must_use]
pub fn read_options(settings: &Settings, schema: &Schema) -> ReadOptions {
    ReadOptions::default()
        .with_schema(schema.clone())
        .with_include_ignored(settings.include_ignored)
        .with_follow_links(settings.follow_links)
        .with_max_file_size(settings.max_file_size)
        .with_max_rows(settings.max_rows)
        .with_max_lines(settings.max_lines)
        .with_max_text(usize::try_from(settings.max_text).unwrap_or(usize::MAX))
        .with_max_name_length(usize::try_from(settings.max_name_length).unwrap_or(usize::MAX))
        .with_date_order(settings.date_order)
        .with_edition_step(settings.edition_step)
}

/// What the settings mean to the pipeline.
///
/// # Errors
/// As [`resolve_options`]; an earlier graph or a labels file that cannot be read.
pub fn build_options(settings: &Settings, corpus: &Corpus) -> Result<BuildOptions, Error> {
    Ok(BuildOptions::default()
        .with_resolve(resolve_options(settings, corpus)?)
        .with_view(settings.view)
        .with_layout(settings.layout)
        .with_analysis(analysis_options(settings)?)
        .with_trends(settings.trends.then(|| trend_options(settings)))
        .with_previous(settings.previous.as_deref().map(load).transpose()?))
}

/// What the settings mean to resolution; a vectors file that does not exist yet is frozen from the corpus and
/// written.
pub fn resolve_options(settings: &Settings, corpus: &Corpus) -> Result<ResolveOptions, Error> {
    let weights = settings.weights.clone().map(text).transpose()?;
    let model = weights.map(|(path, text)| Model::read(&path, &text)).transpose()?;
    let decisions = settings.decisions.clone().map(text).transpose()?;
    let options = ResolveOptions::default()
        .with_mode(settings.duplicates)
        .with_decisions(decisions.map(|(path, text)| DecisionsFile { path, text }))
        .with_seed(settings.seed)
        .with_model(model.map(Arc::new))
        .with_threshold(settings.threshold.map(Probability::get))
        .with_merge_precision(settings.merge_precision.map(Probability::get));
    let learning = learning(settings, corpus, &options)?;
    Ok(options.with_learning(learning))
}

fn learning(settings: &Settings, corpus: &Corpus, options: &ResolveOptions) -> Result<Learning, Error> {
    if settings.strings_only {
        return Ok(Learning::Never);
    }
    let Some(path) = &settings.vectors else { return Ok(Learning::FromCorpus) };
    if path.exists() {
        let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.clone(), source })?;
        return Ok(Learning::Given(Arc::new(Archive::read(path, &bytes)?)));
    }
    let archive = freeze(corpus, options)?;
    write_bytes(path, &archive.write())?;
    Ok(Learning::Given(Arc::new(archive)))
}

/// A file with its text.
pub fn text(path: PathBuf) -> Result<(PathBuf, String), Error> {
    let mut text = String::new();
    let read = std::fs::File::open(&path).and_then(|mut file| file.read_to_string(&mut text));
    match read {
        Ok(_) => Ok((path, text)),
        Err(source) => Err(Error::Read { path, source }),
    }
}

/// What the settings mean to trends.
pub fn trend_options(settings: &Settings) -> TrendOptions {
    TrendOptions::default().with_period(settings.period)
}

fn analysis_options(settings: &Settings) -> Result<AnalysisOptions, Error> {
    let labels = settings.labels.clone().map(text).transpose()?;
    let labels = labels.map(|(path, text)| GivenLabels::read(&path, &text)).transpose()?;
    let options = AnalysisOptions::default()
        .with_betweenness(settings.betweenness)
        .with_closeness(settings.betweenness)
        .with_distances(if settings.weighted_paths { Distances::Weighted } else { Distances::Hops })
        .with_resolution(settings.resolution.get())
        .with_seed(settings.seed)
        .with_stability(settings.stability.then_some(STABILITY_RUNS))
        .with_labels(labels);
    let factors = settings.relations.0.iter();
    Ok(factors.fold(options, |options, &(relation, factor)| options.with_relation(relation, factor)))
}
