//! A graph as an assistant asks it: with what answers share, made once.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use portent::analysis::trend::TrendOptions;
use portent::index::NodeRow;
use portent::parse::KindId;
use portent::property_graph::{NodeColumn, NodeRef, PropertyGraph, find};
use portent::query::index::{Index, Places};
use portent::query::{self, Library, SearchOptions};
use portent::report::Cell;

use crate::place::{Place, parted};
use crate::refusal::Refusal;

/// A graph, and what several answers need of it, made when first needed.
pub struct Archive<'a> {
    graph: &'a PropertyGraph,
    trend: TrendOptions,
    library: OnceCell<Library<'a>>,
    index: OnceCell<Index<'a>>,
    places: OnceCell<Places<'a>>,
    articles: OnceCell<BTreeMap<&'a str, Vec<NodeRow>>>,
    /// Looked up only, so that its order shows nowhere.
    ids: OnceCell<HashMap<&'a str, NodeRow>>,
}

impl<'a> Archive<'a> {
    /// Reads nothing yet.
    #[must_use]
    pub fn new(graph: &'a PropertyGraph) -> Self {
        Self {
            graph,
            trend: TrendOptions::default(),
            library: OnceCell::new(),
            index: OnceCell::new(),
            places: OnceCell::new(),
            articles: OnceCell::new(),
            ids: OnceCell::new(),
        }
    }

    /// How trends are measured; default [`TrendOptions::default`].
    #[must_use]
    pub fn with_trend(self, trend: TrendOptions) -> Self {
        Self { trend, ..self }
    }

    /// Makes what answers share, before the first question.
    pub fn prepare(&self) {
        self.library();
        self.index();
        self.places();
        self.articles();
        self.ids();
    }

    pub(crate) fn graph(&self) -> &'a PropertyGraph {
        self.graph
    }

    pub(crate) fn trend(&self) -> TrendOptions {
        self.trend
    }

    pub(crate) fn library(&self) -> &Library<'a> {
        self.library.get_or_init(|| Library::new(self.graph))
    }

    fn index(&self) -> &Index<'a> {
        self.index.get_or_init(|| Index::new(self.graph))
    }

    fn places(&self) -> &Places<'a> {
        self.places.get_or_init(|| Places::new(self.graph))
    }

    /// The articles of each file.
    fn articles(&self) -> &BTreeMap<&'a str, Vec<NodeRow>> {
        self.articles.get_or_init(|| {
            let paths = self.graph.nodes.column::<&str>(NodeColumn::Path);
            let mut articles: BTreeMap<&str, Vec<NodeRow>> = BTreeMap::new();
            let is_article = |row: &NodeRow| self.graph.nodes[*row].kind == KindId::ARTICLE;
            for row in self.graph.nodes.rows().filter(is_article) {
                paths.get(row).into_iter().for_each(|path| articles.entry(path).or_default().push(row));
            }
            articles
        })
    }

    fn ids(&self) -> &HashMap<&'a str, NodeRow> {
        let ids = || self.graph.nodes.iter().map(|(row, node)| (node.id.as_str(), row)).collect();
        self.ids.get_or_init(ids)
    }

    /// The node of an id.
    pub(crate) fn node(&self, id: &str) -> Option<NodeRow> {
        self.ids().get(id).copied()
    }

    /// The place that an answer writes as `path:line`.
    pub(crate) fn place(&self, written: &str) -> Place {
        let (file, line) = parted(written);
        let text = |row: NodeRow, column| self.graph.nodes.column::<&str>(column).get(row);
        let article = self.article_at(file, line);
        Place {
            article: article.map(|row| self.graph.nodes[row].label.to_string()),
            file: file.to_owned(),
            line,
            link: article.and_then(|row| text(row, NodeColumn::Link)).map(str::to_owned),
        }
    }

    /// The article of a line: the one of its file, or of several in one file the one that has a row there.
    fn article_at(&self, file: &str, line: u32) -> Option<NodeRow> {
        let of_file = self.articles().get(file)?;
        let has_row = |&&row: &&NodeRow| self.places().by(row).any(|mention| mention.line == line);
        of_file
            .iter()
            .find(|_| of_file.len() == 1)
            .or_else(|| of_file.iter().find(has_row))
            .or(of_file.first())
            .copied()
    }

    /// The places to read of a node, so many at most: of an article its head, of an edition the heads of its articles, of an
    /// entity its foremost row and then others, each of an article of its own.
    pub(crate) fn places_of(&self, node: NodeRow, most: usize) -> Vec<Place> {
        let nodes = &self.graph.nodes;
        let head =
            |row: NodeRow| nodes.column::<&str>(NodeColumn::Path).get(row).map(|path| self.place(path));
        match nodes[node].kind {
            KindId::ARTICLE => head(node).into_iter().collect(),
            KindId::EDITION => {
                let joined = self.index().of(node).iter().map(|link| link.node);
                joined.filter_map(head).take(most).collect()
            }
            _ => self.said(node, most),
        }
    }

    fn said(&self, entity: NodeRow, most: usize) -> Vec<Place> {
        let Some(first) = self.places().foremost(entity) else { return Vec::new() };
        let mut articles: Vec<NodeRef> = vec![first.article];
        let mut places = vec![self.place(&format!("{}:{}", first.path, first.line))];
        for mention in self.places().of(entity) {
            if places.len() >= most {
                break;
            }
            if !articles.contains(&mention.article) && mention.copy_of.is_none() && mention.repeats.is_none()
            {
                articles.push(mention.article);
                places.push(self.place(&format!("{}:{}", mention.path, mention.line)));
            }
        }
        places
    }

    /// The node that a name means, with what must be said of others. What no name is is looked for in the words that were read
    /// already: of an unknown name `find::look_up` would read all of them.
    pub(crate) fn look_up(&self, name: &str) -> Result<(NodeRow, Vec<String>), Refusal> {
        if find::find_all(self.graph, name).is_empty() {
            return Err(self.unknown(name));
        }
        let meant = find::look_up(self.graph, name)?;
        Ok((meant.row, meant.others.iter().map(ToString::to_string).collect()))
    }

    fn unknown(&self, name: &str) -> Refusal {
        let message = format!("nothing is named {name:?}");
        let Ok(near) = query::search(self.library(), name, &SearchOptions::default().with_limit(OFFERED))
        else {
            return Refusal::with_hint(message, "the tool search finds names by their words");
        };
        let labels: Vec<String> =
            (0..near.rows.len()).filter_map(|row| near.cell(row, "label")).map(Cell::flat).collect();
        if labels.is_empty() {
            let told = near.remarks.first().map_or_else(String::new, ToString::to_string);
            return Refusal::with_hint(message, told);
        }
        Refusal::with_hint(
            message,
            format!("its words are in {}; the tool search finds more", labels.join(", ")),
        )
    }
}

/// So many names are offered for one that nothing has.
const OFFERED: usize = 5;
