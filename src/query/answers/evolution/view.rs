//! The themes of a graph: what both the table and the picture tell.

use jiff::civil::Date;

use super::EvolutionOptions;
use super::pinned::Pins;
use crate::analysis::cluster::label::{LabelOptions, Request, labels};
use crate::analysis::cluster::{ClusterId, Partition};
use crate::analysis::evolution::{Flow, Idea, Life, Lives, Place, Theme, Themes, lives, themes};
use crate::error::{Error, Lacks};
use crate::graph::occurrence::DistinctArticle;
use crate::parse::KindId;
use crate::property_graph::trends::spoken;
use crate::property_graph::{NodeColumn, PropertyGraph};
use crate::query::index::{Index, merged_nodes};
use crate::query::kinds::{entity_kinds, kinds};
use crate::query::{beside, lacks_mentions};
use crate::remark::Remark;
use portent_graph::csr::Csr;
use portent_graph::index::{NodeRow, TiVec};
use portent_graph::parallel;

/// The themes of each period, with their names and lives.
pub(super) struct View<'a> {
    graph: &'a PropertyGraph,
    pub(super) ideas: Ideas<'a>,
    /// First day of each period.
    pub(super) starts: Vec<Date>,
    /// What each period is called.
    names: Vec<String>,
    /// Articles of each period.
    pub(super) articles: Vec<usize>,
    pub(super) periods: Vec<Themes>,
    labels: Vec<Vec<String>>,
    pub(super) lives: Lives,
    undated: u32,
    pins: Pins,
}

impl<'a> View<'a> {
    pub(super) fn new(graph: &'a PropertyGraph, options: &EvolutionOptions) -> Result<Self, Error> {
        let wanted = wanted_kinds(graph, &options.kinds)?;
        if lacks_mentions(graph) {
            let reason = "the graph holds no mentions; build it with them".into();
            return Err(Error::GraphLacks { field: "evolution", lacks: Lacks::Mentions, reason });
        }
        let spoken = spoken(graph, |when| options.axis.start(when));
        let ideas = Ideas::new(graph, &wanted);
        let pins = options.pinned.found_in(graph)?;
        let pinned = ideas.pinned(&pins);
        let found = options.themes.clone().with_seed(graph.header.seed);
        let articles: Vec<Csr<DistinctArticle, Idea>> =
            spoken.entities.iter().map(|entities| ideas.of_articles(entities)).collect();
        let periods = parallel::map(articles.len(), 1, |at| themes(&articles[at], &pinned, &found));
        let name = |at: usize| period_labels(&ideas, &articles[at], &periods[at].themes, &pins);
        let labels = parallel::map(articles.len(), 1, name);
        let only: Vec<Vec<Theme>> = periods.iter().map(|period| period.themes.clone()).collect();
        Ok(Self {
            graph,
            lives: lives(&only, &found),
            names: spoken.starts.iter().map(|&start| options.axis.label(start)).collect(),
            articles: articles.iter().map(Csr::len).collect(),
            starts: spoken.starts,
            undated: spoken.undated,
            ideas,
            periods,
            labels,
            pins,
        })
    }

    pub(super) fn theme(&self, place: Place) -> &Theme {
        &self.periods[place.period].themes[place.theme]
    }

    pub(super) fn life(&self, place: Place) -> Life {
        self.lives.of[place.period][place.theme]
    }

    pub(super) fn label(&self, place: Place) -> &str {
        &self.labels[place.period][place.theme]
    }

    pub(super) fn period_label(&self, period: usize) -> &str {
        &self.names[period]
    }

    /// The themes of a period that are shown: the first `limit`, and pinned ones.
    pub(super) fn shown(&self, period: usize, limit: usize) -> Vec<usize> {
        let themes = self.periods[period].themes.iter().enumerate();
        let shown = themes.filter(|(at, theme)| *at < limit || theme.pinned.is_some());
        shown.map(|(at, _)| at).collect()
    }

    /// The ideas that a flow is made of, those of most articles in both periods first.
    pub(super) fn shared(&self, flow: &Flow) -> Vec<&'a str> {
        let mut ideas = flow.ideas.clone();
        ideas.sort_by_key(|&(idea, [before, after])| (std::cmp::Reverse(before.min(after)), idea));
        ideas.into_iter().map(|(idea, _)| self.ideas.label(idea)).collect()
    }

    /// Names of pinned themes that nothing has.
    pub(super) fn unknown(&self) -> &[Remark] {
        &self.pins.unknown
    }

    /// What must be said beside the themes.
    pub(super) fn remarks(&self, options: &EvolutionOptions) -> Vec<Remark> {
        let sum = |get: fn(&Themes) -> usize| self.periods.iter().map(get).sum();
        let rule = Remark::Themes {
            period: options.axis.name(),
            least_articles: options.themes.least_articles,
            least_ideas: options.themes.least_ideas,
            small: sum(|themes| themes.small),
            foremost: options.themes.foremost,
            beyond: sum(|themes| themes.beyond),
            empty: self.periods.iter().filter(|period| period.themes.is_empty()).count(),
        };
        let flows = Remark::ThemeFlows { least: options.themes.least_inclusion };
        let part = self.graph.header.part.is_some().then_some(Remark::TrendsOfPart);
        let unknown = self.unknown().iter().cloned();
        let all = unknown.chain([self.coverage(options), rule, flows]);
        all.chain(beside(self.graph)).chain(part).collect()
    }

    /// Which articles themes are made of.
    pub(super) fn coverage(&self, options: &EvolutionOptions) -> Remark {
        let ends = self.names.first().cloned().zip(self.names.last().cloned());
        Remark::TrendCoverage {
            articles: u32::try_from(self.articles.iter().sum::<usize>()).unwrap_or(u32::MAX),
            period: options.axis.name(),
            periods: self.names.len(),
            span: ends.map(|(first, last)| [first, last]),
            undated: self.undated,
        }
    }
}

/// A person is no subject, unless asked for.
fn wanted_kinds(graph: &PropertyGraph, names: &[String]) -> Result<Vec<KindId>, Error> {
    let schema = &graph.header.schema;
    if !names.is_empty() {
        return kinds(schema, names);
    }
    let person = schema.person();
    Ok(entity_kinds(schema).into_iter().filter(|&kind| Some(kind) != person).collect())
}

/// The ideas of a graph, those of most articles first.
pub(super) struct Ideas<'a> {
    graph: &'a PropertyGraph,
    members: TiVec<Idea, Vec<NodeRow>>,
    of_node: TiVec<NodeRow, Option<Idea>>,
}

impl<'a> Ideas<'a> {
    /// O(n log n + edges).
    fn new(graph: &'a PropertyGraph, kinds: &[KindId]) -> Self {
        let articles = graph.nodes.column::<i64>(NodeColumn::Articles);
        let mut ranked: Vec<NodeRow> = graph.nodes.rows().filter(|&row| graph.is_entity(row)).collect();
        ranked.sort_by(|&a, &b| {
            let (x, y) = (&graph.nodes[a], &graph.nodes[b]);
            articles.get(b).cmp(&articles.get(a)).then_with(|| (&x.label, &x.id).cmp(&(&y.label, &y.id)))
        });
        let merged = merged_nodes(&Index::new(graph), &ranked, kinds);
        let members: TiVec<Idea, Vec<NodeRow>> = merged.into_iter().map(|node| node.members).collect();
        let mut of_node: TiVec<NodeRow, Option<Idea>> = vec![None; graph.node_count()].into();
        for (idea, rows) in members.iter_enumerated() {
            rows.iter().for_each(|&row| of_node[row] = Some(idea));
        }
        Self { graph, members, of_node }
    }

    /// The label of its foremost entity.
    pub(super) fn label(&self, idea: Idea) -> &'a str {
        &self.graph.nodes[self.members[idea][0]].label
    }

    /// The id of its foremost entity.
    pub(super) fn id(&self, idea: Idea) -> &'a str {
        &self.graph.nodes[self.members[idea][0]].id
    }

    /// The ideas of articles, given the entities.
    fn of_articles(&self, entities: &Csr<DistinctArticle, NodeRow>) -> Csr<DistinctArticle, Idea> {
        Csr::filled(entities.len(), |article, ideas| {
            ideas.extend(entities[article].iter().filter_map(|&entity| self.of_node[entity]));
        })
    }

    /// The pinned theme of each idea: the first that has one of its entities.
    fn pinned(&self, pins: &Pins) -> TiVec<Idea, Option<u32>> {
        let pin = |rows: &Vec<NodeRow>| rows.iter().filter_map(|row| pins.of_node.get(row)).min().copied();
        self.members.iter().map(pin).collect()
    }
}

/// The labels of the themes of a period.
fn period_labels(
    ideas: &Ideas<'_>,
    articles: &Csr<DistinctArticle, Idea>,
    themes: &[Theme],
    pins: &Pins,
) -> Vec<String> {
    let clusters: Vec<&Theme> = themes.iter().filter(|theme| theme.pinned.is_none()).collect();
    let members = || {
        clusters
            .iter()
            .zip(0u32..)
            .flat_map(|(theme, at)| theme.ideas.iter().map(move |&(idea, _)| (idea, at)))
    };
    let mut numbered: Vec<(Idea, u32)> = members().collect();
    numbered.sort_unstable();
    let row = |idea: &Idea| numbered.binary_search_by_key(idea, |&(idea, _)| idea).ok().map(NodeRow::from);
    let said: Vec<(NodeRow, DistinctArticle)> =
        articles.pairs().filter_map(|(article, idea)| Some((row(&idea)?, article))).collect();
    let partition = Partition {
        cluster_of: numbered.iter().map(|&(_, at)| ClusterId::new(at)).collect(),
        count: clusters.len(),
        modularity: 0.0,
    };
    let names: Vec<&str> = numbered.iter().map(|&(idea, _)| ideas.label(idea)).collect();
    let fallbacks: Vec<&str> = clusters.iter().map(|theme| ideas.label(theme.ideas[0].0)).collect();
    let taken: Vec<&str> = pins.titles.iter().map(String::as_str).collect();
    let request = Request {
        names: &names,
        articles: &Csr::from_pairs(numbered.len(), &said),
        membership: &[],
        fallbacks: &fallbacks,
        taken: &taken,
    };
    let options = LabelOptions { members: 1, ..LabelOptions::default() };
    let mut made = labels(&partition, &request, &options).into_iter();
    let label = |theme: &Theme| match theme.pinned {
        Some(pin) => pins.title(pin).to_owned(),
        None => made.next().map(|(label, _)| label).unwrap_or_default(),
    };
    themes.iter().map(label).collect()
}
