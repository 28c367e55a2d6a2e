//! Mentions of the corpus -> mentions of the graph, with the texts that many of them say kept once.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::parse::{Article, ArticleId, Corpus, MentionId};
use crate::property_graph::{AbsentRow, MentionRecord, MentionTable, NodeRef, Parts};
use crate::resolve::Resolution;
use crate::shared_text::{Text, Whole};
use portent_graph::index::{NodeRow, TiSlice, TiVec};
use portent_graph::parallel;

/// Mentions that one task records.
const TASK: usize = 1024;

/// One record a mention whose entity is in the view. Linear in their texts.
pub(super) fn mentions(parts: &Parts<'_>) -> MentionTable {
    let Parts { corpus, resolution, .. } = parts;
    let rows = view_rows(parts);
    let layout = parts.layout();
    let entity_of = resolution.name_of.iter_enumerated();
    let entity_of = entity_of.map(|(mention, &name)| (mention, resolution.entity_of[name]));
    let shown: Vec<(MentionId, NodeRow)> =
        entity_of.filter_map(|(mention, entity)| Some((mention, rows[layout.entity(entity)]?))).collect();
    let (articles, absent) = article_nodes(parts, &rows, &shown);
    let repeated = Repeated::new(corpus);
    let records = parallel::gather(shown.len(), TASK, |range, records| {
        let recorder = Recorder { corpus, resolution, articles: &articles, repeated: repeated.of_task() };
        records.extend(shown[range].iter().map(|&(mention, entity)| recorder.record(mention, entity)));
    });
    MentionTable::new(records, absent)
}

/// The row in the view of each node of the full graph.
fn view_rows(parts: &Parts<'_>) -> TiVec<NodeRow, Option<NodeRow>> {
    let Parts { graph, view, .. } = parts;
    if view.nodes.len() == graph.nodes.len() {
        return NodeRow::first(graph.nodes.len()).map(Some).collect();
    }
    let mut rows: TiVec<NodeRow, Option<NodeRow>> = vec![None; graph.nodes.len()].into();
    for (row, node) in view.nodes.iter_enumerated() {
        rows[parts.layout().node(node.subject)] = Some(row);
    }
    rows
}

/// The node of each article; those that are not in the view are numbered as mentions name them first.
fn article_nodes(
    parts: &Parts<'_>,
    rows: &TiVec<NodeRow, Option<NodeRow>>,
    shown: &[(MentionId, NodeRow)],
) -> (TiVec<ArticleId, Option<NodeRef>>, TiVec<AbsentRow, Text>) {
    let Parts { corpus, graph, .. } = parts;
    let layout = parts.layout();
    let mut nodes: TiVec<ArticleId, Option<NodeRef>> = vec![None; corpus.articles.len()].into();
    let mut absent: TiVec<AbsentRow, Text> = TiVec::new();
    for &(mention, _) in shown {
        let own = corpus.mentions[mention].article;
        let copied = corpus.articles[own].copy_of;
        for article in [Some(own), copied, Some(corpus.counted_in(mention))].into_iter().flatten() {
            let node = layout.article(article);
            nodes[article].get_or_insert_with(|| match rows[node] {
                Some(row) => NodeRef::Row(row),
                None => NodeRef::Absent(absent.push_and_get_key((&graph.nodes[node].id).into())),
            });
        }
    }
    (nodes, absent)
}

/// How sure it is that a mention names what the label of its entity names, four decimals.
fn certainty(resolution: &Resolution, mention: MentionId) -> f64 {
    let name = resolution.name_of[mention];
    let entity = &resolution.entities[resolution.entity_of[name]];
    let known = entity.names.binary_search(&name).ok().and_then(|place| entity.certainty.get(place));
    known.map_or(1.0, |certainty| (certainty * 1e4).round() / 1e4)
}

/// Texts that many mentions repeat, one behind the other: paths and categories of articles, names of columns.
struct Repeated<'c> {
    all: Arc<String>,
    paths: TiVec<ArticleId, Range<usize>>,
    categories: TiVec<ArticleId, Option<Range<usize>>>,
    columns: FxHashMap<&'c str, Range<usize>>,
}

impl<'c> Repeated<'c> {
    fn new(corpus: &'c Corpus) -> Self {
        let mut all = String::new();
        let mut add = |text: &str| {
            let start = all.len();
            all.push_str(text);
            start..all.len()
        };
        let paths = corpus.articles.iter().map(|article| add(&article.path)).collect();
        let category = |article: &Article| article.category.as_deref().map(&mut add);
        let categories = corpus.articles.iter().map(category).collect();
        let mut columns = FxHashMap::default();
        for (column, _) in corpus.mentions.iter().flat_map(|mention| &mention.attributes) {
            columns.entry(&**column).or_insert_with(|| add(column));
        }
        Self { all: Arc::new(all), paths, categories, columns }
    }

    /// The same texts, to be shared by what one task makes.
    fn of_task(&self) -> (Arc<Whole>, &Self) {
        (Whole::of(&self.all), self)
    }
}

/// Makes the records of one task.
struct Recorder<'a> {
    corpus: &'a Corpus,
    resolution: &'a Resolution,
    articles: &'a TiSlice<ArticleId, Option<NodeRef>>,
    repeated: (Arc<Whole>, &'a Repeated<'a>),
}

impl Recorder<'_> {
    fn record(&self, id: MentionId, entity: NodeRow) -> MentionRecord {
        let corpus = self.corpus;
        let mention = &corpus.mentions[id];
        let article = &corpus.articles[mention.article];
        let (whole, repeated) = &self.repeated;
        let part = |range: &Range<usize>| Text::part(whole, range.clone());
        let column = |name: &str| repeated.columns.get(name).map_or_else(|| name.into(), part);
        let attributes = mention.attributes.iter().map(|(name, value)| (column(name), value.clone()));
        let node = |article: ArticleId| self.articles[article];
        let when = corpus.axis_date(mention.article);
        MentionRecord {
            // Every article of a shown mention has a node.
            article: node(mention.article).unwrap_or(NodeRef::Row(entity)),
            copy_of: article.copy_of.and_then(node),
            repeats: corpus.repeats.get(&id).and_then(|&repeated| node(corpus.mentions[repeated].article)),
            path: part(&repeated.paths[mention.article]),
            line: mention.line,
            kind: mention.kind,
            name: mention.name.clone(),
            description: mention.description.clone(),
            relevancy: mention.relevancy,
            attributes: attributes.collect(),
            entity: NodeRef::Row(entity),
            certainty: certainty(self.resolution, id),
            date: when.map(|when| when.day),
            precision: when.map(|when| when.precision).unwrap_or_default(),
            category: repeated.categories[mention.article].as_ref().map(part),
        }
    }
}
