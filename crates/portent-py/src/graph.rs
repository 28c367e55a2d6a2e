//! A graph: made of pages or loaded, and what is asked of it.

use std::path::PathBuf;
use std::sync::Arc;

use portent::Error;
use portent::analysis::trend::{Period, TrendClass, TrendOptions};
use portent::briefing::{self, BriefingOptions};
use portent::export::output::{self, Existing};
use portent::export::tabular::{Field, Tabular};
use portent::export::{self, ExportOptions, MentionForm, target};
use portent::property_graph::drawable::{DrawableOptions, drawable};
use portent::property_graph::filter::{self, Filter};
use portent::property_graph::{self, PropertyGraph, find};
use portent::query::{self, AboutOptions, Across, ClustersOptions, DiffOptions, DigestOptions};
use portent::query::{RecurringOptions, ShowOptions, TopOptions, TrendsOptions};
use portent::report;
use portent::resolve::explain;
use portent::suggest::nearest_word;
use portent_settings::Value;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::arrow::Batches;
use crate::errors::{exception, raised};
use crate::part::{Wanted, Words, day, listed};
use crate::source::Source;
use crate::table::{Table, no_arrow};
use crate::work;

/// A knowledge graph: nodes, edges, mentions and clusters, and answers from them.
#[pyclass(frozen, module = "portent")]
pub(crate) struct Graph {
    pub(crate) graph: Arc<PropertyGraph>,
    pub(crate) source: Option<Arc<Source>>,
}

/// Loads a graph.json or a stored build (`.portent`).
#[pyfunction]
pub(crate) fn load(py: Python<'_>, path: PathBuf) -> PyResult<Graph> {
    let graph = work::run(py, None, 0, move |_| property_graph::load(&path))?;
    let graph = graph.map_err(|error| raised(py, &error))?;
    Ok(Graph { graph: Arc::new(graph), source: None })
}

impl Graph {
    /// An answer, made without Python's lock.
    fn answer(
        &self,
        py: Python<'_>,
        ask: impl FnOnce(&PropertyGraph) -> Result<report::Table, Error> + Send,
    ) -> PyResult<Table> {
        let graph = &*self.graph;
        let table = py.detach(|| ask(graph)).map_err(|error| raised(py, &error))?;
        Table::of_answer(py, table)
    }

    fn tabular(
        &self,
        py: Python<'_>,
        rows: usize,
        fields: impl for<'t> Fn(&'t Tabular<'t>) -> Vec<Field<'t>> + Send + Sync,
    ) -> PyResult<Table> {
        let graph = &*self.graph;
        let batches = py.detach(|| {
            let tables = Tabular::of(graph);
            Batches::of_fields(&fields(&tables), rows)
        });
        batches.map(Table::of_batches).map_err(|error| no_arrow(py, &error))
    }

    /// A part, which knows nothing of pages.
    fn of_part(graph: PropertyGraph) -> Self {
        Self { graph: Arc::new(graph), source: None }
    }

    fn source(&self, py: Python<'_>, what: &str) -> PyResult<Arc<Source>> {
        self.source.clone().ok_or_else(|| {
            let hint =
                "build the graph from its articles: a graph that was loaded, and a part, know no pages";
            exception(
                py,
                "PortentError",
                &format!("{what} asks the pages, which this graph lacks"),
                Some(hint),
            )
        })
    }
}

fn trend(period: Option<&str>) -> Result<TrendOptions, Error> {
    let refused = |reason| Error::InvalidOption { field: "period".into(), reason };
    let period = period.map(|text| Period::read(text).map_err(refused)).transpose()?;
    Ok(period.map_or_else(TrendOptions::default, |period| TrendOptions::default().with_period(period)))
}

/// A word of a closed set.
fn word<T: Copy>(field: &'static str, text: &str, known: &[(&str, T)]) -> Result<T, Error> {
    if let Some((_, value)) = known.iter().find(|(word, _)| *word == text) {
        return Ok(*value);
    }
    let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
    let near = nearest_word(text, words.iter().copied());
    let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    let reason = format!("{text:?} cannot be used; expected {}{hint}", words.join(", "));
    Err(Error::InvalidOption { field: field.into(), reason })
}

#[pymethods]
impl Graph {
    /// Nodes: articles, editions and entities with all their measures.
    #[getter]
    fn nodes(&self, py: Python<'_>) -> PyResult<Table> {
        self.tabular(py, self.graph.node_count(), |tables| tables.nodes())
    }

    /// Edges: which two nodes, by what relation, how strong.
    #[getter]
    fn edges(&self, py: Python<'_>) -> PyResult<Table> {
        self.tabular(py, self.graph.edge_count(), |tables| tables.edges())
    }

    /// Mentions: what each article says of each entity, with the line.
    #[getter]
    fn mentions(&self, py: Python<'_>) -> PyResult<Table> {
        self.tabular(py, self.graph.mentions.len(), |tables| tables.mentions())
    }

    /// All clusters, the largest first.
    #[getter]
    fn clusters(&self, py: Python<'_>) -> PyResult<Table> {
        let options = ClustersOptions::default().with_limit(usize::MAX);
        self.answer(py, |graph| query::clusters(graph, &options))
    }

    /// What is wrong or doubtful in the articles, with file, line and column.
    #[getter]
    fn diagnostics(&self, py: Python<'_>) -> PyResult<Table> {
        self.answer(py, |graph| Ok(query::diagnostics(graph)))
    }

    /// What was capped, sampled or left out.
    #[getter]
    fn remarks(&self) -> Vec<String> {
        let header = &self.graph.header.remarks;
        header
            .iter()
            .map(ToString::to_string)
            .chain(query::part(&self.graph).map(|part| part.to_string()))
            .collect()
    }

    /// Numbers of articles, distinct articles, mentions, names, entities, nodes, edges and clusters.
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let (graph, header) = (&self.graph, &self.graph.header);
        let counts = PyDict::new(py);
        let of = |count: usize| count as u64;
        for (name, count) in [
            ("articles", header.articles),
            ("distinct_articles", header.distinct_articles),
            ("dated_articles", header.dated_articles),
            ("mentions", header.mentions),
            ("names", header.names),
            ("entities", header.entities),
            ("nodes", of(graph.node_count())),
            ("edges", of(graph.edge_count())),
            ("clusters", of(graph.clusters.len())),
        ] {
            counts.set_item(name, count)?;
        }
        Ok(counts)
    }

    /// Ranks entities.
    #[pyo3(signature = (kind = None, *, by = "connections", limit = 20, ideas = false))]
    fn top(
        &self,
        py: Python<'_>,
        kind: Option<Words>,
        by: &str,
        limit: usize,
        ideas: bool,
    ) -> PyResult<Table> {
        let options =
            TopOptions::default().with_kinds(listed(kind)).with_by(by).with_limit(limit).with_ideas(ideas);
        self.answer(py, |graph| query::top(graph, &options))
    }

    /// Entities that recur across editions, articles or issues.
    #[pyo3(signature = (kind = None, *, across = "editions", min = 2, limit = 20, ideas = false))]
    fn recurring(
        &self,
        py: Python<'_>,
        kind: Option<Words>,
        across: &str,
        min: usize,
        limit: usize,
        ideas: bool,
    ) -> PyResult<Table> {
        let known =
            [("editions", Across::Editions), ("articles", Across::Articles), ("issues", Across::Issues)];
        let across = word("across", across, &known).map_err(|error| raised(py, &error))?;
        let options = RecurringOptions::default()
            .with_kinds(listed(kind))
            .with_across(across)
            .with_min(min)
            .with_limit(limit)
            .with_ideas(ideas);
        self.answer(py, |graph| query::recurring(graph, &options))
    }

    /// Weak and strong signals; with `since`, what changed since that day.
    #[pyo3(signature = (kind = None, *, classes = None, since = None, period = None, limit = 10))]
    fn trends(
        &self,
        py: Python<'_>,
        kind: Option<Words>,
        classes: Option<Words>,
        since: Option<&Bound<'_, PyAny>>,
        period: Option<&str>,
        limit: usize,
    ) -> PyResult<Table> {
        let known = TrendClass::ALL.map(|class| (class.name(), class));
        let classes = listed(classes);
        let classes = classes.iter().map(|class| word("classes", class, &known)).collect::<Result<_, _>>();
        let trend = trend(period).map_err(|error| raised(py, &error))?;
        let options = TrendsOptions::default()
            .with_trend(trend)
            .with_kinds(listed(kind))
            .with_classes(classes.map_err(|error| raised(py, &error))?)
            .with_since(day(py, "since", since)?)
            .with_limit(limit);
        self.answer(py, |graph| query::trends(graph, &options))
    }

    /// Summary of one edition.
    #[pyo3(signature = (edition = "", *, kind = None, limit = 10))]
    fn digest(&self, py: Python<'_>, edition: &str, kind: Option<Words>, limit: usize) -> PyResult<Table> {
        let options =
            DigestOptions::default().with_edition(edition).with_kinds(listed(kind)).with_limit(limit);
        self.answer(py, |graph| query::digest(graph, &options))
    }

    /// All that is known of one entity, article or edition.
    #[pyo3(signature = (name, *, limit = 10))]
    fn show(&self, py: Python<'_>, name: &str, limit: usize) -> PyResult<Table> {
        self.answer(py, |graph| {
            let meant = find::look_up(graph, name)?;
            let mut table = query::show(graph, meant.row, &ShowOptions::default().with_limit(limit));
            table.remarks.extend(meant.others);
            Ok(table)
        })
    }

    /// The strongest path between two nodes.
    fn path(&self, py: Python<'_>, a: &str, b: &str) -> PyResult<Table> {
        self.answer(py, |graph| {
            let (from, to) = (find::look_up(graph, a)?, find::look_up(graph, b)?);
            let mut table = query::path(graph, from.row, to.row);
            table.remarks.extend(from.others.into_iter().chain(to.others));
            Ok(table)
        })
    }

    /// Articles and entities nearest to a free text.
    #[pyo3(signature = (text, *, kind = None, limit = 10, articles = None, half_life = None, relevancy = false))]
    #[expect(clippy::too_many_arguments)] // Python names them.
    fn about(
        &self,
        py: Python<'_>,
        text: &str,
        kind: Option<Words>,
        limit: usize,
        articles: Option<usize>,
        half_life: Option<u32>,
        relevancy: bool,
    ) -> PyResult<Table> {
        let options = AboutOptions::default()
            .with_kinds(listed(kind))
            .with_limit(limit)
            .with_articles(articles)
            .with_half_life(half_life)
            .with_relevancy(relevancy);
        self.answer(py, |graph| query::about(graph, text, &options))
    }

    /// Why two names were merged or kept apart; of a graph that was built, not loaded.
    #[pyo3(signature = (a, b, *, limit = 5))]
    fn explain(&self, py: Python<'_>, a: String, b: String, limit: usize) -> PyResult<Table> {
        let source = self.source(py, "explain")?;
        let explained =
            work::run(py, None, 0, move |_| explain::explain(&source.corpus, &source.resolve, &a, &b))?;
        let explanation = explained.map_err(|error| raised(py, &error))?;
        Table::of_answer(py, query::explained(&explanation, limit))
    }

    /// The pairs of names that it is least sure of, as rows of a decisions file; of a graph that was built, not loaded.
    #[pyo3(signature = (count = 20))]
    fn unsure(&self, py: Python<'_>, count: usize) -> PyResult<Vec<Vec<String>>> {
        let source = self.source(py, "unsure")?;
        let text = work::run(py, None, 0, move |_| {
            let resolution = portent::resolve::resolve(&source.corpus, &source.resolve)?;
            Ok::<_, Error>(query::least_sure(&source.corpus, &resolution, count))
        })?;
        let text = text.map_err(|error| raised(py, &error))?;
        Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }

    /// What changed from this graph to a later one.
    #[pyo3(signature = (later, *, ranks = 20, drift = false))]
    fn diff(&self, py: Python<'_>, later: &Self, ranks: usize, drift: bool) -> PyResult<Table> {
        let options = DiffOptions::default().with_ranks(ranks).with_drift(drift);
        let later = &*later.graph;
        self.answer(py, |graph| Ok(query::diff(graph, later, &options)))
    }

    /// A part; measures keep the values of the whole.
    #[pyo3(signature = (kind = None, *, category = None, since = None, until = None, cluster = None, around = None,
        hops = 1, min_articles = None, top = None))]
    #[expect(clippy::too_many_arguments)] // Python names them.
    fn part(
        &self,
        py: Python<'_>,
        kind: Option<Words>,
        category: Option<Words>,
        since: Option<&Bound<'_, PyAny>>,
        until: Option<&Bound<'_, PyAny>>,
        cluster: Option<&Bound<'_, PyAny>>,
        around: Option<String>,
        hops: u32,
        min_articles: Option<u64>,
        top: Option<usize>,
    ) -> PyResult<Self> {
        let cluster = cluster.map(|cluster| cluster.str().map(|text| text.to_string())).transpose()?;
        let wanted = Wanted {
            kinds: kind,
            categories: category,
            since,
            until,
            cluster,
            around,
            hops,
            min_articles,
            top,
        };
        let filter: Filter = wanted.filter(py)?;
        let graph = &*self.graph;
        let part = py.detach(|| filter::filter(graph, &filter)).map_err(|error| raised(py, &error))?;
        Ok(Self::of_part(part))
    }

    /// A part that Gephi and Graphviz draw in seconds: the foremost nodes, few edges, no long texts.
    #[pyo3(signature = (nodes = 2000))]
    fn drawable(&self, py: Python<'_>, nodes: usize) -> Self {
        let graph = &*self.graph;
        Self::of_part(py.detach(|| drawable(graph, &DrawableOptions::default().with_nodes(nodes))))
    }

    /// Writes the graph: the suffix selects the format, a folder with a slash at its end means all usual ones.
    /// `mentions="columns"` writes smaller JSON. Gives the paths of the files.
    #[pyo3(signature = (*places, explorer_nodes = None, vault_top = None, no_mentions = false, mentions = "full"))]
    fn save(
        &self,
        py: Python<'_>,
        places: Vec<Bound<'_, PyAny>>,
        explorer_nodes: Option<usize>,
        vault_top: Option<usize>,
        no_mentions: bool,
        mentions: &str,
    ) -> PyResult<Vec<String>> {
        let forms = [("full", MentionForm::Objects), ("columns", MentionForm::Columns)];
        let form = word("mentions", mentions, &forms).map_err(|error| raised(py, &error))?;
        let options = ExportOptions::default().with_no_mentions(no_mentions).with_mention_form(form);
        let options = explorer_nodes.map_or(options.clone(), |nodes| options.with_explorer_nodes(nodes));
        let options = vault_top.map_or(options.clone(), |top| options.with_vault_top(top));
        let places = places.iter().map(|place| place.str().map(|text| text.to_string()));
        let places = places.collect::<PyResult<Vec<String>>>()?;
        let graph = &*self.graph;
        let written = py.detach(|| {
            let targets =
                places.iter().map(|place| target::parse(place, None)).collect::<Result<Vec<_>, _>>()?;
            let mut outputs = output::open(&targets.concat())?;
            output::write(&mut outputs, graph, &options)?;
            output::commit(outputs, Existing::Replaced)
        });
        let written = written.map_err(|error| raised(py, &error))?;
        Ok(written.iter().filter_map(|file| Some(file.path.as_ref()?.display().to_string())).collect())
    }

    /// The page to read first, as HTML or Markdown by the suffix of the file.
    #[pyo3(signature = (path, *, limit = 6, period = None))]
    fn report(&self, py: Python<'_>, path: PathBuf, limit: usize, period: Option<&str>) -> PyResult<()> {
        let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
        let forms = [("html", true), ("htm", true), ("md", false), ("markdown", false)];
        let html = word("path", suffix.as_deref().unwrap_or_default(), &forms);
        let html = html.map_err(|error| raised(py, &error))?;
        let trend = trend(period).map_err(|error| raised(py, &error))?;
        let graph = &*self.graph;
        let written = py.detach(|| {
            let options = BriefingOptions::default().with_trend(trend).with_limit(limit);
            let told = briefing::briefing(graph, &options)?;
            let text = if html { briefing::html(&told) } else { briefing::markdown(&told) };
            output::write_text(&path, &text)
        });
        written.map_err(|error| raised(py, &error))
    }

    /// The page that explores the graph, with at most so many nodes.
    #[pyo3(signature = (nodes = 2000))]
    fn to_html(&self, py: Python<'_>, nodes: usize) -> PyResult<String> {
        let options = ExportOptions::default().with_explorer_nodes(nodes);
        let graph = &*self.graph;
        let page = py.detach(|| {
            let mut page = Vec::new();
            let format = export::by_name("html").ok_or(std::io::ErrorKind::Unsupported)?;
            export::write(graph, format, &options, &mut page)?;
            Ok::<_, std::io::Error>(page)
        });
        Ok(String::from_utf8_lossy(&page?).into_owned())
    }

    /// A networkx graph with all columns as attributes.
    fn to_networkx<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("portent._networks")?.getattr("to_networkx")?.call1((slf,))
    }

    /// An igraph graph with all columns as attributes.
    fn to_igraph<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("portent._networks")?.getattr("to_igraph")?.call1((slf,))
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("portent._cards")?.getattr("graph")?.call1((slf,))
    }

    fn __repr__(&self) -> String {
        let number = portent::remark::grouped;
        let (header, graph) = (&self.graph.header, &self.graph);
        let part = header.part.as_ref().map(|part| format!(", a part: {}", part.conditions.join("; ")));
        format!(
            "<portent.Graph of {} articles: {} nodes, {} edges, {} clusters{}>",
            number(header.articles),
            number(graph.node_count() as u64),
            number(graph.edge_count() as u64),
            number(graph.clusters.len() as u64),
            part.unwrap_or_default(),
        )
    }
}
