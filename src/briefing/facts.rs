//! What all sections ask: rows by id, the mentions of an entity, the articles over time.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::addresses::without_tracking;
use super::names::{Template, shown_name, template};
use super::options::BriefingOptions;
use super::quotes::{About, Tells, quoted, tells};
use super::texts::Texts;
use super::types::{Sentence, Source, Statement, tidy};
use super::words::Grain;
use crate::analysis::trend::Period;
use crate::escape::is_web_link;
use crate::folding::folded;
use crate::parse::{KindId, Precision, Step};
use crate::property_graph::trends::{Timeline, timeline};
use crate::property_graph::{ColumnView, MentionRecord, NodeColumn, NodeRef, PropertyGraph};
use crate::query::index::Index;
use crate::remark::Remark;
use crate::report::{Cell, Table};
use crate::resolve::language::sought::SoughtId;
use portent_graph::csr::Csr;
use portent_graph::index::NodeRow;

/// Rows of articles under a statement.
const SOURCES: usize = 3;

/// Descriptions of fewer words tell little.
const LEAST_WORDS: u64 = 6;

/// Columns of a chart of time; longer times have longer periods. A sparkline folds more.
const COLUMNS: usize = 24;

/// What holds an archive together: so many names an article, on average, that other articles name too.
const SHARED: f64 = 2.0;

/// The graph and what was prepared once for all sections.
pub(super) struct Facts<'a> {
    pub(super) graph: &'a PropertyGraph,
    pub(super) options: &'a BriefingOptions,
    pub(super) index: Index<'a>,
    pub(super) cluster: ColumnView<'a, i64>,
    pub(super) articles: ColumnView<'a, i64>,
    /// How exactly dates are told.
    pub(super) grain: Grain,
    /// Articles of each period that has one.
    pub(super) timeline: Timeline,
    /// The period of `timeline`.
    pub(super) period: Period,
    row_of: FxHashMap<&'a str, NodeRow>,
    /// What all texts say.
    pub(super) texts: Texts<'a>,
    /// The day of each dated article with rows that count, copies once, ascending by article.
    pub(super) days: BTreeMap<NodeRow, Date>,
    /// Articles with rows that count, copies once.
    pub(super) speaking: u64,
    /// Names that other names differ from by digits alone.
    templates: FxHashMap<Template, u32>,
    /// Places in the table of mentions, by entity.
    said: Csr<NodeRow, usize>,
    /// The same by article.
    written: Csr<NodeRow, usize>,
    /// Whether there are entities of more than one kind.
    has_kinds: bool,
    link: ColumnView<'a, &'a str>,
}

impl<'a> Facts<'a> {
    /// O(nodes + edges + mentions log mentions).
    pub(super) fn new(graph: &'a PropertyGraph, options: &'a BriefingOptions) -> Self {
        let places = |of: fn(&MentionRecord) -> NodeRef| {
            let rows = graph.mentions.iter().enumerate();
            let rows: Vec<(NodeRow, usize)> =
                rows.filter_map(|(at, mention)| Some((of(mention).row()?, at))).collect();
            Csr::from_pairs(graph.node_count(), &rows)
        };
        let kinds: BTreeSet<KindId> =
            graph.nodes.records().map(|node| node.kind).filter(|kind| kind.is_entity()).collect();
        let grain = grain(graph);
        let (period, timeline) = axis(graph, grain);
        let index = Index::new(graph);
        let entities = graph.nodes.iter().filter(|(_, node)| node.kind.is_entity());
        let mut templates: FxHashMap<Template, u32> = FxHashMap::default();
        entities.filter_map(|(_, node)| template(&node.label)).for_each(|template| {
            *templates.entry(template).or_default() += 1;
        });
        let (days, speaking) = days(&index);
        Self {
            graph,
            options,
            texts: Texts::new(&index),
            days,
            speaking,
            templates,
            index,
            cluster: graph.nodes.column(NodeColumn::Cluster),
            articles: graph.nodes.column(NodeColumn::Articles),
            grain,
            timeline,
            period,
            row_of: graph.nodes.iter().map(|(row, node)| (node.id.as_str(), row)).collect(),
            said: places(|mention| mention.entity),
            written: places(|mention| mention.article),
            has_kinds: kinds.len() > 1,
            link: graph.nodes.column(NodeColumn::Link),
        }
    }

    /// The node of an id.
    pub(super) fn row(&self, id: &str) -> Option<NodeRow> {
        self.row_of.get(id).copied()
    }

    /// The node that a row of an answer is about.
    pub(super) fn node(&self, table: &Table, row: usize) -> Option<NodeRow> {
        self.row(text(table, row, "id")?)
    }

    pub(super) fn label(&self, node: NodeRow) -> &'a str {
        self.index.label(node)
    }

    /// What most rows of an entity call it: its label, unless that lacks a word that most of them have.
    pub(super) fn name(&self, entity: NodeRow) -> &'a str {
        let names: Vec<&str> = self.mentions(entity).map(|row| row.name.as_str()).collect();
        shown_name(self.label(entity), &names, &self.texts)
    }

    /// Whether a name is a number, or one of several that differ by digits alone, as releases do.
    pub(super) fn is_version(&self, entity: NodeRow) -> bool {
        let label = self.label(entity);
        let is_one_of_many = || {
            template(label)
                .is_some_and(|template| self.templates.get(&template).is_some_and(|&many| many > 1))
        };
        !label.chars().any(char::is_alphabetic) || is_one_of_many()
    }

    /// Whether articles have enough names in common to tell what is connected, recurs or belongs together.
    pub(super) fn holds_together(&self) -> bool {
        self.shared_names() >= SHARED
    }

    /// How many names an article with rows has, on average, that others name too.
    pub(super) fn shared_names(&self) -> f64 {
        let entities = self.graph.nodes.rows().filter(|&row| self.graph.is_entity(row));
        let shared: u64 = entities.map(|row| self.article_count(row)).filter(|&count| count > 1).sum();
        shared as f64 / self.speaking.max(1) as f64
    }

    pub(super) fn kind(&self, node: NodeRow) -> &'a str {
        self.graph.kind_name(node)
    }

    /// Distinct articles that mention an entity, copies once.
    pub(super) fn article_count(&self, entity: NodeRow) -> u64 {
        self.articles.get(entity).and_then(|count| u64::try_from(count).ok()).unwrap_or(0)
    }

    /// The mentions of an entity, in the order of article and line.
    pub(super) fn mentions(&self, entity: NodeRow) -> impl Iterator<Item = &'a MentionRecord> + '_ {
        self.said[entity].iter().map(|&at| &self.graph.mentions[at])
    }

    /// Articles a period that speak of an entity; none where too few articles are dated.
    pub(super) fn history(&self, entity: NodeRow) -> Vec<u32> {
        if !self.is_dated() {
            return Vec::new();
        }
        let tallies = self.timeline.series(entity).tallies;
        let counts = tallies.iter().map(|tally| (tally.period, tally.articles));
        filled(&self.timeline.starts, counts, self.period)
    }

    /// All articles a period, none left out.
    pub(super) fn all_articles(&self) -> Vec<u32> {
        filled(&self.timeline.starts, (0..).zip(self.timeline.totals.iter().copied()), self.period)
    }

    /// Whether enough articles are dated to tell what changes.
    pub(super) fn is_dated(&self) -> bool {
        let (dated, all) = self.dated();
        2 * dated >= all && self.timeline.starts.len() > 1
    }

    /// The day of an article, with rows or without.
    pub(super) fn date(&self, article: NodeRow) -> Option<Date> {
        self.days.get(&article).copied().or_else(|| self.index.date(article))
    }

    /// Some articles a period.
    pub(super) fn bars(&self, articles: impl Iterator<Item = NodeRow>) -> Vec<u32> {
        let starts = &self.timeline.starts;
        let places = articles.filter_map(|article| self.days.get(&article));
        let places = places.map(|day| starts.partition_point(|start| start <= day).saturating_sub(1));
        let places = places.filter_map(|place| u32::try_from(place).ok());
        filled(starts, places.map(|place| (place, 1)), self.period)
    }

    /// Dated articles and all articles.
    pub(super) fn dated(&self) -> (u64, u64) {
        match crate::query::dated_share(self.graph) {
            Some(Remark::Dated { dated, articles }) => (dated, articles),
            _ => (self.all(), self.all()),
        }
    }

    /// All articles, copies included.
    pub(super) fn all(&self) -> u64 {
        match self.graph.header.part {
            None => self.graph.header.articles,
            Some(_) => self.graph.nodes.records().filter(|node| node.kind == KindId::ARTICLE).count() as u64,
        }
    }

    /// What rows are quoted for where they speak of an entity.
    pub(super) fn about(&self, entity: NodeRow) -> About<'a> {
        About::name(self.name(entity), &self.texts)
    }

    /// A statement with the rows that speak of `entity`, those that `foremost` prefers first.
    pub(super) fn backed<K: Ord>(
        &self,
        sentence: Sentence,
        entity: NodeRow,
        foremost: impl Fn(&MentionRecord) -> K,
    ) -> Statement {
        let sources = self.cited(self.mentions(entity), &self.about(entity), foremost);
        let all = usize::try_from(self.article_count(entity)).unwrap_or(usize::MAX);
        let more = all.saturating_sub(sources.len());
        Statement { sentence, history: self.history(entity), sources, more, ..Statement::default() }
    }

    /// The foremost of some rows, as a reader finds them; see [`Self::foremost`].
    pub(super) fn cited<K: Ord>(
        &self,
        rows: impl Iterator<Item = &'a MentionRecord>,
        about: &About<'_>,
        foremost: impl Fn(&MentionRecord) -> K,
    ) -> Vec<Source> {
        self.foremost(rows, about, foremost).into_iter().map(|row| self.source(row, about)).collect()
    }

    /// The foremost of some rows, one an article and at most three: those that `foremost` prefers, then those that say more
    /// than their names. Of these the first is the one whose description says what those of the others say too; the next
    /// ones are of other clusters and in other words. Copies and repeated rows only where there is nothing else. O(words of
    /// the rows).
    pub(super) fn foremost<K: Ord>(
        &self,
        rows: impl Iterator<Item = &'a MentionRecord>,
        about: &About<'_>,
        foremost: impl Fn(&MentionRecord) -> K,
    ) -> Vec<&'a MentionRecord> {
        let rows: Vec<&MentionRecord> = rows.collect();
        let words: Vec<BTreeSet<SoughtId>> = rows.iter().map(|row| self.new_words(row)).collect();
        let typical = typical(&words, &self.texts);
        let asked: Vec<Asked<'a, K>> = rows
            .into_iter()
            .zip(words)
            .zip(typical)
            .map(|((row, words), typical)| Asked {
                row,
                second_hand: row.copy_of.is_some() || row.repeats.is_some(),
                key: Reverse(foremost(row)),
                tells: Reverse(self.tells(row, about)),
                cluster: row.article.row().and_then(|article| self.cluster.get(article)),
                words,
                typical: Reverse(typical),
            })
            .collect();
        let mut chosen: Vec<&Asked<'a, K>> = Vec::new();
        while chosen.len() < SOURCES {
            let is_new = |other: &&Asked<'a, K>| {
                let article = self.original(other.row.article);
                chosen.iter().all(|known| self.original(known.row.article) != article)
            };
            let Some(next) = asked.iter().filter(is_new).min_by(|a, b| a.compare(b, &chosen)) else { break };
            chosen.push(next);
        }
        chosen.into_iter().map(|asked| asked.row).collect()
    }

    /// The words of a description that its name lacks.
    fn new_words(&self, row: &MentionRecord) -> BTreeSet<SoughtId> {
        let own = self.texts.words(&row.name);
        let said = self.texts.words(row.description.as_deref().unwrap_or_default());
        said.into_iter().filter(|word| !own.contains(word)).collect()
    }

    /// How much a row says beyond the names of what it speaks of.
    fn tells(&self, row: &MentionRecord, about: &About<'_>) -> Tells {
        let named = self.texts.words(&row.name);
        let known = named.into_iter().chain(about.words.iter().flatten().copied()).collect();
        tells(&self.texts.words(row.description.as_deref().unwrap_or_default()), &known, &self.texts)
    }

    /// The rows of an article, in the order of its lines.
    pub(super) fn rows_of(&self, article: NodeRow) -> impl Iterator<Item = &'a MentionRecord> + '_ {
        self.written[article].iter().map(|&at| &self.graph.mentions[at])
    }

    /// ` (signal)` where the archive has entities of more than one kind.
    pub(super) fn of_kind(&self, node: NodeRow) -> String {
        if self.has_kinds { format!(" ({})", self.kind(node)) } else { String::new() }
    }

    /// `the signal ` where the archive has entities of more than one kind.
    pub(super) fn the_kind(&self, node: NodeRow) -> String {
        if self.has_kinds { format!("the {} ", self.kind(node)) } else { String::new() }
    }

    fn original(&self, article: NodeRef) -> NodeRef {
        article.row().map_or(article, |row| self.index.original(row).into())
    }

    /// A row as a reader finds it, quoted for what it speaks of: with its name where its words do not tell that.
    pub(super) fn source(&self, mention: &MentionRecord, about: &About<'_>) -> Source {
        let article = mention.article.row();
        let link = article.and_then(|row| self.link.get(row)).filter(|link| is_web_link(link));
        let said = mention.description.as_deref().filter(|_| self.tells(mention, about) > Tells::Nothing);
        let said = said.map(|said| quoted(said, about, &self.texts)).filter(|said| !said.text.is_empty());
        let set = |name: &str| self.texts.words(name).into_iter().collect::<BTreeSet<SoughtId>>();
        let is_other = folded(&mention.name) != folded(about.name) && set(&mention.name) != set(about.name);
        let name = match &said {
            Some(said) if !said.needs_name => None,
            Some(said) => Some(&mention.name).filter(|_| is_other || said.goes_on),
            None => Some(&mention.name).filter(|_| is_other),
        };
        Source {
            name: name.map(|name| tidy(name)),
            said: said.map(|said| said.text),
            title: tidy(article.map_or(mention.path.as_str(), |row| self.label(row))),
            link: link.map(without_tracking),
            place: format!("{}:{}", mention.path, mention.line),
        }
    }

    /// Whether the graph holds entities of a kind that recur.
    pub(super) fn recurs(&self, kind: KindId) -> bool {
        let recur = |(row, node): &(NodeRow, &crate::property_graph::NodeRecord)| {
            node.kind == kind && self.article_count(*row) > 1
        };
        self.graph.nodes.iter().filter(recur).take(3).count() == 3
    }
}

/// A row that may be quoted.
struct Asked<'a, K> {
    row: &'a MentionRecord,
    second_hand: bool,
    key: Reverse<K>,
    tells: Reverse<Tells>,
    cluster: Option<i64>,
    words: BTreeSet<SoughtId>,
    typical: Reverse<u64>,
}

impl<K: Ord> Asked<'_, K> {
    /// The row to quote next comes first.
    fn compare(&self, other: &Self, chosen: &[&Self]) -> Ordering {
        let first = |asked: &Self| (asked.second_hand, asked.known_cluster(chosen), asked.overlap(chosen));
        let relevancy = |asked: &Self| asked.row.relevancy.unwrap_or(0.0);
        let own =
            (self.second_hand, &self.key, &self.tells).cmp(&(other.second_hand, &other.key, &other.tells));
        own.then_with(|| first(self).cmp(&first(other)))
            .then_with(|| self.typical.cmp(&other.typical))
            .then_with(|| relevancy(other).total_cmp(&relevancy(self)))
    }

    /// Whether the article of a chosen row lies in the same cluster.
    fn known_cluster(&self, chosen: &[&Self]) -> bool {
        self.cluster.is_some() && chosen.iter().any(|known| known.cluster == self.cluster)
    }

    /// The most words that it shares with a chosen row, as tenths of the shorter one.
    fn overlap(&self, chosen: &[&Self]) -> usize {
        let shared = |known: &&Self| {
            let shorter = self.words.len().min(known.words.len()).max(1);
            10 * self.words.intersection(&known.words).count() / shorter
        };
        chosen.iter().map(shared).max().unwrap_or(0)
    }
}

/// How much each of some sets of words has words that the others have too, beyond what the archive has of them anyway: in
/// thousandths, how many others have each on average.
fn typical(words: &[BTreeSet<SoughtId>], texts: &Texts<'_>) -> Vec<u64> {
    let mut having: BTreeMap<SoughtId, u64> = BTreeMap::new();
    words.iter().flatten().for_each(|&word| *having.entry(word).or_default() += 1);
    let others = |word: SoughtId| {
        let (count, all) = texts.share(word);
        let expected = (words.len() * count / all.max(1)) as u64;
        (having[&word] - 1).saturating_sub(expected)
    };
    let score = |words: &BTreeSet<SoughtId>| {
        1000 * words.iter().map(|&word| others(word)).sum::<u64>() / (words.len() as u64).max(LEAST_WORDS)
    };
    words.iter().map(score).collect()
}

/// The day of each dated article with rows that count, and how many articles have such rows; copies once.
fn days(index: &Index) -> (BTreeMap<NodeRow, Date>, u64) {
    let mut days: BTreeMap<NodeRow, Option<Date>> = BTreeMap::new();
    for row in index.graph.mentions.iter().filter(|row| row.repeats.is_none()) {
        let Some(article) = row.article.row() else { continue };
        let known = days.entry(index.original(article)).or_default();
        *known = known.iter().copied().chain(row.date).min();
    }
    let speaking = days.len() as u64;
    (days.into_iter().filter_map(|(article, day)| Some((article, day?))).collect(), speaking)
}

/// The text of a cell.
pub(super) fn text<'t>(table: &'t Table, row: usize, field: &str) -> Option<&'t str> {
    match table.cell(row, field)? {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

/// The count of a cell, 0 where there is none.
pub(super) fn count(table: &Table, row: usize, field: &str) -> u64 {
    match table.cell(row, field) {
        Some(Cell::Integer(count)) => u64::try_from(*count).unwrap_or(0),
        _ => 0,
    }
}

/// Months, or years where one in ten of the dated mentions is known by its year alone.
fn grain(graph: &PropertyGraph) -> Grain {
    let dated = graph.mentions.iter().filter(|mention| mention.date.is_some());
    let (mut all, mut years) = (0usize, 0usize);
    for mention in dated {
        all += 1;
        years += usize::from(mention.precision == Precision::Year);
    }
    if years * 10 > all { Grain::Year } else { Grain::Month }
}

/// The shortest period that gives few enough columns.
fn axis(graph: &PropertyGraph, grain: Grain) -> (Period, Timeline) {
    let periods = match grain {
        Grain::Month => &[Period::Month, Period::Quarter][..],
        Grain::Year => &[],
    };
    for &period in periods {
        let timeline = timeline(graph, period);
        if ends(&timeline).is_none_or(|[first, last]| place(first, last, period) < COLUMNS) {
            return (period, timeline);
        }
    }
    (Period::Year, timeline(graph, Period::Year))
}

/// The first and the last period.
pub(super) fn ends(timeline: &Timeline) -> Option<[Date; 2]> {
    Some([*timeline.starts.first()?, *timeline.starts.last()?])
}

/// How many periods lie between two.
fn place(first: Date, date: Date, period: Period) -> usize {
    let years = i32::from(date.year()) - i32::from(first.year());
    let months = 12 * years + i32::from(date.month()) - i32::from(first.month());
    let steps = match period.step() {
        Step::Year => years,
        Step::Quarter => months / 3,
        _ => months,
    };
    usize::try_from(steps).unwrap_or(0)
}

/// Counts by place in `starts` as one count a period, with those that have none. A far year makes no long list: what lies
/// beyond ten times the columns of a chart is dropped.
fn filled(starts: &[Date], counts: impl Iterator<Item = (u32, u32)>, period: Period) -> Vec<u32> {
    let (Some(&first), Some(&last)) = (starts.first(), starts.last()) else { return Vec::new() };
    let mut all = vec![0; (place(first, last, period) + 1).min(10 * COLUMNS)];
    for (at, count) in counts {
        let start = usize::try_from(at).ok().and_then(|at| starts.get(at));
        if let Some(known) = start.and_then(|&start| all.get_mut(place(first, start, period))) {
            *known += count;
        }
    }
    all
}
