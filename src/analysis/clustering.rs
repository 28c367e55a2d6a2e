//! Clusters of a view of the corpus: found, held against other runs and an earlier graph, and described.

use super::cluster::Partition;
use super::cluster::card::{CardInput, CardOptions, cards as cards_of};
use super::cluster::inherit::{Kept, inherit, start};
use super::cluster::leiden::{LeidenOptions, coarser, leiden};
use super::cluster::stability::{Stability, StabilityOptions, stability};
use super::cluster_card::ClusterCard;
use super::recurrence::axis_date;
use super::{Analysis, AnalysisOptions};
use crate::graph::occurrence::Occurrences;
use crate::graph::{Adjacency, Graph, Subject};
use crate::parse::{Corpus, KindId};

/// Parents are sought at this part of the clusters' resolution: lower gives fewer and larger ones.
const PARENT_RESOLUTION: f64 = 0.25;

/// Clusters as they were found.
pub(super) struct Clusters {
    pub(super) levels: Vec<Partition>,
    pub(super) stability: Option<Stability>,
    pub(super) remarks: Vec<String>,
}

/// What cards are made from, besides the analysis.
pub(super) struct Sources<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) graph: &'a Graph,
    pub(super) adjacency: &'a Adjacency,
    pub(super) occurrences: &'a Occurrences,
}

/// Finds clusters, from the earlier ones where there are any, and measures their stability where asked to.
pub(super) fn find(graph: &Graph, adjacency: &Adjacency, options: &AnalysisOptions) -> Clusters {
    let ids: Vec<&str> = graph.nodes.iter().map(|node| node.id.as_str()).collect();
    let first = options.previous.as_ref().map(|previous| start(previous, &ids));
    let leiden_options = LeidenOptions { start: first, ..leiden_options(options, 1.0) };
    let levels = leiden(adjacency, &leiden_options);
    let stability_options = StabilityOptions { runs: options.stability_runs, leiden: leiden_options };
    let partition = levels.last().filter(|_| options.stability_runs > 0);
    let measured = partition.map(|partition| stability(adjacency, partition, &stability_options));
    let remarks = measured.iter().map(Stability::remark).collect();
    Clusters { levels, stability: measured, remarks }
}

fn leiden_options(options: &AnalysisOptions, factor: f64) -> LeidenOptions {
    LeidenOptions { resolution: options.resolution * factor, seed: options.seed, ..LeidenOptions::default() }
}

/// The cards of the clusters; what stayed of the earlier ones goes to the remarks.
pub(super) fn cards(
    sources: &Sources<'_>,
    analysis: &mut Analysis,
    options: &AnalysisOptions,
) -> Vec<ClusterCard> {
    let Some(partition) = analysis.levels.last() else { return Vec::new() };
    let nodes = &sources.graph.nodes;
    let ids: Vec<&str> = nodes.iter().map(|node| node.id.as_str()).collect();
    let labels: Vec<&str> = nodes.iter().map(|node| node.label.as_str()).collect();
    let kinds: Vec<KindId> = nodes.iter().map(|node| node.kind).collect();
    let kept = kept(&ids, partition, options, &mut analysis.remarks);
    let coarse = coarser(sources.adjacency, partition, &leiden_options(options, PARENT_RESOLUTION));
    cards_of(&CardInput {
        adjacency: sources.adjacency,
        partition,
        ids: &ids,
        labels: &labels,
        kinds: &kinds,
        schema: &sources.corpus.schema,
        pagerank: &analysis.pagerank,
        articles: &articles(sources),
        dates: &dates(sources),
        coarser: Some(&coarse),
        stability: analysis.stability.as_ref(),
        kept: &kept,
        options: &CardOptions::default(),
    })
}

fn kept(
    ids: &[&str],
    partition: &Partition,
    options: &AnalysisOptions,
    remarks: &mut Vec<String>,
) -> Vec<Option<Kept>> {
    let Some(previous) = &options.previous else { return Vec::new() };
    let inherited = inherit(previous, ids, &partition.cluster_of, partition.count);
    remarks.extend(inherited.remark());
    inherited.names
}

/// The numbered articles that stand for each node: article nodes themselves, or, in a view without any, the
/// articles of each entity.
fn articles(sources: &Sources<'_>) -> Vec<(u32, u32)> {
    let nodes = || (0u32..).zip(&sources.graph.nodes);
    let own: Vec<(u32, u32)> = nodes()
        .filter_map(|(at, node)| match node.subject {
            Subject::Article(article) => Some((at, sources.occurrences.number_of[article.0 as usize])),
            _ => None,
        })
        .collect();
    if !own.is_empty() {
        return own;
    }
    let of_entities = nodes().flat_map(|(at, node)| {
        let articles = match node.subject {
            Subject::Entity(entity) => sources.occurrences.articles.row(entity.0),
            _ => &[],
        };
        articles.iter().map(move |&article| (at, article))
    });
    of_entities.collect()
}

/// The earliest date of each numbered article; editions far beyond the bulk left aside.
fn dates(sources: &Sources<'_>) -> Vec<Option<jiff::civil::Date>> {
    let mut dates: Vec<Option<jiff::civil::Date>> = vec![None; sources.occurrences.article_count()];
    for (article, &number) in sources.corpus.articles.iter().zip(&sources.occurrences.number_of) {
        let date = article.edition.and_then(|edition| axis_date(sources.corpus, edition));
        let earliest = dates[number as usize];
        dates[number as usize] = earliest.into_iter().chain(date).min();
    }
    dates
}
