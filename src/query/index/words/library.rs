//! The words of a graph: what each row and each article says, how rare each word is, and what it means.

use std::collections::BTreeMap;

use crate::language::Language;
use crate::parse::KindId;
use crate::property_graph::{MentionRecord, NodeColumn, PropertyGraph};
use crate::query::index::originals;
use crate::resolve::language::sought::{SoughtId, each_word, spoken};
use portent_graph::csr::Csr;
use portent_graph::index::{NodeRow, TiVec};
use portent_graph::{index_type, parallel};

use super::space::{PageId, Space, Vector};
use super::spelling::Counts;
use super::texts::{TextId, Vocabulary, read};

/// Articles whose words one task counts.
const TASK: usize = 64;
/// Fewer rows and articles do not tell rare words from others.
const FEW: usize = 1000;

index_type! {
    /// What an article says of an entity.
    pub(super) struct RowId;
}

/// What an article says of an entity: a name and a description.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) entity: NodeRow,
    /// The article, where it is known and no copy.
    pub(super) page: Option<PageId>,
    /// Where it stands; none for an entity of which the graph has no mentions.
    pub(super) mention: Option<&'a MentionRecord>,
    texts: [TextId; 2],
}

/// What says the words of a text.
#[derive(Debug, Clone, Copy)]
pub(in crate::query) enum Said<'a> {
    /// A name of a node.
    InName(NodeRow),
    /// A row of an entity, or title and summary of an article.
    InRow(NodeRow, Option<&'a MentionRecord>),
}

/// The texts of a graph, read once for many questions. Copies of articles, and rows that a compilation repeats, have none.
#[derive(Debug)]
pub struct Library<'a> {
    pub(super) graph: &'a PropertyGraph,
    pub(super) vocabulary: Vocabulary<'a>,
    /// The words of each text.
    pub(super) said: Csr<TextId, SoughtId>,
    pub(super) rows: TiVec<RowId, Row<'a>>,
    /// The article of each page.
    pub(super) articles: TiVec<PageId, NodeRow>,
    /// The title and the summary of each page.
    fronts: TiVec<PageId, [TextId; 2]>,
    /// How often each article says each word, in its title, its summary and its rows.
    pub(super) pages: Csr<PageId, (SoughtId, u32)>,
    /// How many rows and articles say each word.
    pub(super) counts: Counts,
    /// ln(1 + those that do not say it / those that do).
    pub(super) rarity: TiVec<SoughtId, f32>,
    pub(super) space: Space,
    /// The names of each node that has several.
    pub(super) names: BTreeMap<NodeRow, Vec<Vec<SoughtId>>>,
}

impl<'a> Library<'a> {
    /// Reads all texts once and learns what words mean. O(text of the graph + edges).
    #[must_use]
    pub fn new(graph: &'a PropertyGraph) -> Self {
        let mut texts = Texts::default();
        let (articles, page_of) = pages_of(graph);
        let rows = rows(graph, &page_of, &mut texts);
        let fronts = fronts(graph, &articles, &mut texts);
        let names = names(graph, &mut texts);
        let (vocabulary, said) = read(spoken_in(graph), &texts.0);
        let pages = counted(&rows, &fronts, &said);
        let counts = counts(&rows, &pages, &said, vocabulary.len());
        let all = collection(&rows, &pages);
        let rarity = |&with: &u32| {
            let with = f64::from(with);
            libm::log1p((all - with + 0.5) / (with + 0.5)) as f32
        };
        let of_name = |names: Vec<TextId>| names.into_iter().map(|name| said[name].to_vec()).collect();
        Self {
            graph,
            space: Space::new(&vocabulary, &pages),
            rarity: counts.iter().map(rarity).collect(),
            names: names.into_iter().map(|(node, names)| (node, of_name(names))).collect(),
            vocabulary,
            said,
            rows,
            articles,
            fronts,
            pages,
            counts,
        }
    }

    /// The graph whose texts these are.
    #[must_use]
    pub fn graph(&self) -> &'a PropertyGraph {
        self.graph
    }

    /// What says all words of a text in one name or title, or in one row or title and summary; nothing where all are words of
    /// grammar, or where nothing says one of them. O(words of the graph).
    pub(in crate::query) fn saying_all(&self, text: &str) -> Vec<Said<'a>> {
        let mut asked: Vec<Option<SoughtId>> = Vec::new();
        each_word(text, |word| {
            if !self.vocabulary.is_grammar(word) {
                asked.push(self.vocabulary.find(word));
            }
        });
        let asked: Option<Vec<SoughtId>> = asked.into_iter().collect();
        let Some(asked) = asked.filter(|asked| !asked.is_empty()) else { return Vec::new() };
        let all_of = |words: &[SoughtId]| asked.iter().all(|word| words.contains(word));
        let mut found = Vec::new();
        let mut look = |node: NodeRow, mention: Option<&'a MentionRecord>, [name, more]: [TextId; 2]| {
            let (name, more) = (&self.said[name], &self.said[more]);
            if all_of(name) {
                found.push(Said::InName(node));
            } else if asked.iter().all(|word| name.contains(word) || more.contains(word)) {
                found.push(Said::InRow(node, mention));
            }
        };
        self.rows.iter().for_each(|row| look(row.entity, row.mention, row.texts));
        self.articles.iter_enumerated().for_each(|(page, &article)| look(article, None, self.fronts[page]));
        let named = self.names.iter().filter(|(_, names)| names.iter().any(|name| all_of(name)));
        found.extend(named.map(|(&node, _)| Said::InName(node)));
        found
    }

    /// The rarity of a word that nothing says.
    pub(super) fn most_rare(&self) -> f32 {
        libm::log1p(2.0 * collection(&self.rows, &self.pages) + 1.0) as f32
    }

    /// The words of an article, each with what it weighs there: ln(1 + times), by rarity.
    pub(super) fn weighed(&self, page: PageId) -> impl Iterator<Item = (SoughtId, f32)> + Clone {
        self.pages[page].iter().map(|&(word, times)| (word, tempered(times) * self.rarity[word]))
    }

    /// What all words of an article mean together, of length 1; zeros where it says none. O(words of the article).
    pub(super) fn meaning(&self, page: PageId) -> Vector {
        self.space.sum(self.weighed(page))
    }

    /// The words of a row: those of its name, then those of its description.
    pub(super) fn words(&self, row: RowId) -> impl Iterator<Item = SoughtId> + Clone {
        of_row(&self.rows[row], &self.said)
    }
}

/// Repeating a word adds ever less.
pub(super) fn tempered(times: u32) -> f32 {
    libm::log1pf(times as f32)
}

/// How many rows and articles there are; so few that they tell nothing of how rare words are count as [`FEW`].
fn collection(rows: &TiVec<RowId, Row<'_>>, pages: &Csr<PageId, (SoughtId, u32)>) -> f64 {
    (rows.len() + pages.len()).max(FEW) as f64
}

/// The words of a row.
fn of_row<'s>(
    row: &Row<'_>,
    said: &'s Csr<TextId, SoughtId>,
) -> impl Iterator<Item = SoughtId> + Clone + use<'s> {
    let [name, description] = row.texts.map(|text| said[text].iter().copied());
    name.chain(description)
}

/// Texts that are read together.
#[derive(Default)]
struct Texts<'a>(Vec<&'a str>);

impl<'a> Texts<'a> {
    fn add(&mut self, text: &'a str) -> TextId {
        self.0.push(text);
        TextId::from(self.0.len() - 1)
    }
}

/// The languages of a graph, told by its summaries and descriptions.
fn spoken_in(graph: &PropertyGraph) -> Vec<Language> {
    let texts =
        [NodeColumn::Summary, NodeColumn::Description].map(|column| graph.nodes.column::<&str>(column));
    let rows = graph.nodes.rows();
    let told: Vec<&str> = rows.filter_map(|row| texts.iter().find_map(|column| column.get(row))).collect();
    spoken(&told)
}

/// Articles without copies, and the page that each node is.
fn pages_of(graph: &PropertyGraph) -> (TiVec<PageId, NodeRow>, TiVec<NodeRow, Option<PageId>>) {
    let original = originals(graph);
    let mut articles: TiVec<PageId, NodeRow> = TiVec::new();
    let mut page_of: TiVec<NodeRow, Option<PageId>> = vec![None; graph.node_count()].into();
    for row in graph.nodes.rows() {
        if graph.nodes[row].kind == KindId::ARTICLE && original[row] == row {
            page_of[row] = Some(articles.push_and_get_key(row));
        }
    }
    (articles, page_of)
}

/// What articles say of entities; an entity of which nothing is said has a row of its name and description.
fn rows<'a>(
    graph: &'a PropertyGraph,
    page_of: &TiVec<NodeRow, Option<PageId>>,
    texts: &mut Texts<'a>,
) -> TiVec<RowId, Row<'a>> {
    let mut rows: TiVec<RowId, Row<'a>> = TiVec::new();
    let mut is_said: TiVec<NodeRow, bool> = vec![false; graph.node_count()].into();
    for mention in &graph.mentions {
        let Some(entity) = mention.entity.row() else { continue };
        if mention.copy_of.is_some() || mention.repeats.is_some() {
            continue;
        }
        is_said[entity] = true;
        let page = mention.article.row().and_then(|article| page_of[article]);
        let description = mention.description.as_deref().unwrap_or_default();
        let texts = [texts.add(&mention.name), texts.add(description)];
        rows.push(Row { entity, page, mention: Some(mention), texts });
    }
    let descriptions = graph.nodes.column::<&str>(NodeColumn::Description);
    for entity in graph.nodes.rows().filter(|&row| graph.is_entity(row) && !is_said[row]) {
        let description = descriptions.get(entity).unwrap_or_default();
        let texts = [texts.add(&graph.nodes[entity].label), texts.add(description)];
        rows.push(Row { entity, page: None, mention: None, texts });
    }
    rows
}

/// The title and the summary of each article.
fn fronts<'a>(
    graph: &'a PropertyGraph,
    articles: &TiVec<PageId, NodeRow>,
    texts: &mut Texts<'a>,
) -> TiVec<PageId, [TextId; 2]> {
    let summaries = graph.nodes.column::<&str>(NodeColumn::Summary);
    let front = |&row: &NodeRow| {
        [texts.add(&graph.nodes[row].label), texts.add(summaries.get(row).unwrap_or_default())]
    };
    articles.iter().map(front).collect()
}

/// The names of nodes that have several.
fn names<'a>(graph: &'a PropertyGraph, texts: &mut Texts<'a>) -> Vec<(NodeRow, Vec<TextId>)> {
    let aliases = graph.nodes.column::<&[String]>(NodeColumn::Aliases);
    let mut names = Vec::new();
    for row in graph.nodes.rows() {
        if let Some(others) = aliases.get(row) {
            let all =
                std::iter::once(graph.nodes[row].label.as_str()).chain(others.iter().map(String::as_str));
            names.push((row, all.map(|name| texts.add(name)).collect()));
        }
    }
    names
}

/// How often each article says each word.
fn counted(
    rows: &TiVec<RowId, Row<'_>>,
    fronts: &TiVec<PageId, [TextId; 2]>,
    said: &Csr<TextId, SoughtId>,
) -> Csr<PageId, (SoughtId, u32)> {
    let mut with_page: Vec<(PageId, RowId)> =
        rows.iter_enumerated().filter_map(|(id, row)| Some((row.page?, id))).collect();
    with_page.sort_unstable();
    let rows_of: Csr<PageId, RowId> = Csr::from_sorted(fronts.len(), &with_page);
    let counted = parallel::map(fronts.len(), TASK, |at| {
        let page = PageId::from(at);
        let mut words: Vec<SoughtId> = fronts[page].iter().flat_map(|&text| &said[text]).copied().collect();
        words.extend(rows_of[page].iter().flat_map(|&row| of_row(&rows[row], said)));
        words.sort_unstable();
        let runs = words.chunk_by(|a, b| a == b);
        runs.map(|run| (run[0], u32::try_from(run.len()).unwrap_or(u32::MAX))).collect::<Vec<_>>()
    });
    let mut pages = Csr::with_room(counted.len(), counted.iter().map(Vec::len).sum());
    counted.into_iter().for_each(|page| pages.push(page));
    pages
}

/// How many rows and articles say each word.
fn counts(
    rows: &TiVec<RowId, Row<'_>>,
    pages: &Csr<PageId, (SoughtId, u32)>,
    said: &Csr<TextId, SoughtId>,
    words: usize,
) -> Counts {
    let mut counts: Counts = vec![0; words].into();
    let mut last: TiVec<SoughtId, Option<RowId>> = vec![None; words].into();
    for (id, row) in rows.iter_enumerated() {
        for word in of_row(row, said) {
            if last[word] != Some(id) {
                last[word] = Some(id);
                counts[word] += 1;
            }
        }
    }
    pages.items().iter().for_each(|&(word, _)| counts[word] += 1);
    counts
}
