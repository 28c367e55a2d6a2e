//! What a change makes of entities and edges, told at once: the pages around it are built twice, as they were and as they
//! are, and compared.
//!
//! Statistics are frozen, so that two names are judged alike among few pages and among all. Around a change lie the pages
//! whose names share the rarest words with a row that changed, and those that hold the same entities. Names that mean the
//! same in other words, and entities of very many pages, may be missed: the graph of all pages follows and has the last word.

use std::collections::{BTreeMap, BTreeSet};

use portent::index::NodeRow;
use portent::language::{self, Language};
use portent::parse::{Corpus, ParsedArticle, ReadOptions, articles_of, corpus};
use portent::pipeline::{self, BuildOptions};
use portent::property_graph::pages::some_pages;
use portent::property_graph::{MentionRecord, PropertyGraph};
use portent_graph::parallel;
use portent_settings::options::{read_options, resolve_options};

use super::snapshot::{Changes, is_beside_pages};
use crate::session::Session;
use crate::source;

/// Names that are looked at closely for each row that changed.
const NAMES_A_ROW: usize = 10;
/// Pages of an entity that are taken along.
const PAGES_AN_ENTITY: usize = 8;
/// Other pages of each name that is sought, whatever else is near.
const PAGES_THAT_HOLD: usize = 2;
/// Pages after which no more are taken along: two graphs of so many are built in a fifth of a second.
const MOST_PAGES: usize = 72;
/// Rows of which more change at once tell too little of each.
const MOST_ROWS: usize = 400;

/// Mentions whose names one task reads.
const TASK: usize = 1024;

/// The pages around a change as they were, and as they are now.
pub(super) struct Around {
    pub(super) before: PropertyGraph,
    pub(super) now: PropertyGraph,
}

/// Builds the pages around a change; `None` where it is too large, or the graph holds no pages.
pub(super) fn around(session: &Session, graph: &PropertyGraph, changes: &Changes) -> Option<Around> {
    // What people decided may change any page.
    if changes.files().any(|file| is_beside_pages(session, file)) {
        return None;
    }
    let read = read_options(&session.settings, &session.schema);
    let files = changes.added.iter().chain(&changes.changed);
    let fresh: Vec<ParsedArticle> = files.flat_map(|(path, file)| articles_of(path, file, &read)).collect();
    let changed = changed_paths(changes, &fresh);
    let sought = sought(graph, &changed, &fresh);
    if sought.len() > MOST_ROWS {
        return None;
    }
    let wanted = pages_around(graph, &changed, &sought);
    let kept = some_pages(graph, |path| wanted.contains(path))?;
    let same = kept.iter().filter(|page| !changed.contains(&page.path)).cloned();
    let now = corpus_of(same.chain(fresh).collect(), &read, graph);
    let before = corpus_of(kept, &read, graph);
    // Of the run's options those that judge names: labels, an earlier graph and a view are of all pages.
    let resolve = resolve_options(&session.settings, &before).ok()?;
    let resolve = source::with_statistics(session, &before, resolve).ok()?;
    let options = BuildOptions::default().with_resolve(resolve);
    let built = |corpus: &Corpus| pipeline::build(corpus, &options).ok();
    let (before, now) = parallel::join(|| built(&before), || built(&now));
    Some(Around { before: before?, now: now? })
}

fn corpus_of(pages: Vec<ParsedArticle>, read: &ReadOptions, graph: &PropertyGraph) -> Corpus {
    corpus::from_articles_with(pages, &read.clone().with_schema(graph.header.schema.clone()))
}

/// The paths of pages that came, went or changed.
fn changed_paths(changes: &Changes, fresh: &[ParsedArticle]) -> BTreeSet<String> {
    let fresh = fresh.iter().map(|page| page.path.clone());
    let changed = changes.changed.iter().map(|(path, _)| path.clone());
    fresh.chain(changed).chain(changes.deleted.iter().cloned()).collect()
}

/// What a row says: kind, name and description.
type Row<'a> = (u32, &'a str, Option<&'a str>);

/// The names of rows that came, went or say something else.
fn sought<'a>(
    graph: &'a PropertyGraph,
    changed: &BTreeSet<String>,
    fresh: &'a [ParsedArticle],
) -> BTreeSet<&'a str> {
    let was = graph.mentions.iter().filter(|mention| changed.contains(&*mention.path));
    let was: BTreeSet<Row<'_>> =
        was.map(|row| (row.kind.get(), &*row.name, row.description.as_deref())).collect();
    let rows = fresh.iter().flat_map(|page| &page.mentions);
    let is: BTreeSet<Row<'_>> =
        rows.map(|row| (row.kind.get(), row.name.as_str(), row.description.as_deref())).collect();
    was.symmetric_difference(&is).map(|row| row.1).collect()
}

/// A name of the graph that shares words with one that is sought.
struct Shared<'a> {
    name: &'a str,
    /// The node of its entity.
    row: NodeRow,
    /// Numbers of the words that it shares.
    words: Vec<usize>,
}

/// The paths of pages with names like those that are sought, and of pages that share an entity with them. O(letters of all
/// names + names that share a word · sought).
fn pages_around(
    graph: &PropertyGraph,
    changed: &BTreeSet<String>,
    sought: &BTreeSet<&str>,
) -> BTreeSet<String> {
    let all: BTreeSet<String> = sought.iter().flat_map(|name| words(name)).collect();
    let numbers: BTreeMap<&str, usize> = all.iter().map(String::as_str).zip(0..).collect();
    let names = sharing(graph, &numbers);
    let found = nearest(&names, &numbers, sought);
    let pages = pages_of(graph, &found);
    let mut wanted = changed.clone();
    // Whether a thing goes with its page depends on the other pages that name it.
    for shared in names.iter().filter(|shared| sought.contains(shared.name)) {
        let others = pages.get(&shared.row).into_iter().flatten().filter(|path| !changed.contains(**path));
        wanted.extend(others.take(PAGES_THAT_HOLD).map(|path| (*path).to_owned()));
    }
    for (_, row) in found {
        if wanted.len() >= MOST_PAGES {
            break;
        }
        wanted.extend(pages.get(&row).into_iter().flatten().map(|path| (*path).to_owned()));
    }
    wanted
}

/// The entities of the names that are nearest to each name that is sought, nearest first.
fn nearest(
    names: &[Shared<'_>],
    numbers: &BTreeMap<&str, usize>,
    sought: &BTreeSet<&str>,
) -> Vec<(f64, NodeRow)> {
    let mut frequency = vec![1.0; numbers.len()];
    names.iter().flat_map(|shared| &shared.words).for_each(|&word| frequency[word] += 1.0);
    let mut found: Vec<(f64, NodeRow)> = Vec::new();
    for name in sought {
        let mut own = vec![0.0; numbers.len()];
        for at in words(name).iter().filter_map(|word| numbers.get(word.as_str()).copied()) {
            own[at] = 1.0 / frequency[at];
        }
        let score = |shared: &Shared<'_>| shared.words.iter().map(|&word| own[word]).sum::<f64>();
        let mut near: Vec<(f64, &Shared<'_>)> = names.iter().map(|shared| (score(shared), shared)).collect();
        near.retain(|(score, _)| *score > 0.0);
        let order = |x: &(f64, &Shared<'_>), y: &(f64, &Shared<'_>)| {
            y.0.total_cmp(&x.0).then_with(|| (x.1.name, x.1.row).cmp(&(y.1.name, y.1.row)))
        };
        if near.len() > NAMES_A_ROW {
            let _ = near.select_nth_unstable_by(NAMES_A_ROW, order);
            near.truncate(NAMES_A_ROW);
        }
        found.extend(near.into_iter().map(|(score, shared)| (score, shared.row)));
    }
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    found
}

/// The names of the graph that share a word, each once.
fn sharing<'a>(graph: &'a PropertyGraph, numbers: &BTreeMap<&str, usize>) -> Vec<Shared<'a>> {
    let mentions: Vec<&MentionRecord> = graph.mentions.iter().collect();
    let mut names = parallel::flat(&mentions, TASK, |_, mention, found| {
        let words: Vec<usize> =
            words(&mention.name).iter().filter_map(|word| numbers.get(word.as_str()).copied()).collect();
        let row = mention.entity.row().filter(|_| !words.is_empty());
        found.extend(row.map(|row| Shared { name: &mention.name, row, words }));
    });
    names.sort_unstable_by_key(|shared| (shared.name, shared.row));
    names.dedup_by_key(|shared| (shared.name, shared.row));
    names
}

/// The first pages of each of these entities.
fn pages_of<'a>(graph: &'a PropertyGraph, found: &[(f64, NodeRow)]) -> BTreeMap<NodeRow, Vec<&'a str>> {
    let mut pages: BTreeMap<NodeRow, Vec<&str>> = found.iter().map(|(_, row)| (*row, Vec::new())).collect();
    for mention in graph.mentions.iter() {
        let own = mention.entity.row().and_then(|row| pages.get_mut(&row));
        if let Some(own) = own.filter(|own| own.len() < PAGES_AN_ENTITY) {
            own.push(&mention.path);
        }
    }
    pages
}

/// The words of a name in lower case, but for the shortest.
fn words(name: &str) -> Vec<String> {
    let words = language::words(name, Language::English).into_iter();
    words.map(|word| word.text.to_lowercase()).filter(|word| word.len() > 2).collect()
}
