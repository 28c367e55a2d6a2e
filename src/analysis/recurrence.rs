//! How often and when a thing occurs: counts that restating and copying do not inflate.

use jiff::civil::Date;

use crate::graph::occurrence::{DistinctArticle, Occurrences};
use crate::graph::{Node, Subject};
use crate::parse::address::Address;
use crate::parse::{ArticleId, Corpus, EditionId, Mention, MentionId};
use crate::resolve::{EntityId, Resolution};
use portent_graph::index::TiVec;
use portent_graph::parallel;

/// Nodes that one task counts.
const TASK: usize = 1024;

/// What is counted of one node.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recurrence {
    /// Rows and bullets: of an entity those that mention it, of an article or edition those in it. What a compilation
    /// repeats counts for the article alone.
    pub mentions: u32,
    /// Distinct articles, an article and its copies counted once.
    pub articles: u32,
    /// Distinct link domains of those articles.
    pub sources: u32,
    /// Distinct editions of those articles, undated ones included.
    pub editions: u32,
    /// The first of their dates; dates far beyond the bulk are left aside.
    pub first_seen: Option<Date>,
    /// The last of their dates.
    pub last_seen: Option<Date>,
    /// Mean relevancy of those mentions that have one.
    pub relevancy_mean: Option<f64>,
    /// Greatest relevancy of those mentions.
    pub relevancy_max: Option<f64>,
}

/// What is known of an article and its copies together.
#[derive(Debug, Clone, Default)]
struct Original {
    /// Number of the domain of the first link.
    source: Option<u32>,
    /// The earliest edition.
    edition: Option<EditionId>,
    /// The earliest date.
    date: Option<Date>,
}

/// The figures of each node.
///
/// An article and its copies count as one article, with the domain of the first link among them and their earliest
/// edition; so copying a page, a table or a row changes no count but that of mentions. `occurrences` counts copies
/// once ([`Occurrences::new`]). O(mentions log mentions), in parallel.
#[must_use]
pub fn recurrence(
    corpus: &Corpus,
    resolution: &Resolution,
    occurrences: &Occurrences,
    nodes: &[Node],
) -> Vec<Recurrence> {
    let originals = originals(corpus, occurrences);
    let articles_of_edition = articles_by_edition(corpus);
    let of_articles = |room: &mut Room, articles: &[ArticleId]| {
        let mut numbers = Vec::new();
        refill(&mut numbers, articles.iter().map(|&at| occurrences.number_of[usize::from(at)]));
        let mentions = articles.iter().flat_map(|&at| &corpus.mentions[corpus.mentions_of(at)]);
        with_mentions(room.tally(&originals, &numbers), mentions)
    };
    let of_entity = |room: &mut Room, entity: EntityId| {
        let counted = room.tally(&originals, &occurrences.articles[entity]);
        let own = entity_mentions(corpus, resolution, entity).filter(|(id, _)| corpus.counts(*id));
        with_mentions(counted, own.map(|(_, mention)| mention))
    };
    let of_node = |room: &mut Room, node: &Node| match node.subject {
        Subject::Article(article) => {
            let counted = of_articles(room, &[article]);
            // A copy that states a date keeps it; one that does not has the date of its family.
            let own = corpus.articles[article].date.and(axis_day(corpus, article));
            Recurrence {
                first_seen: own.or(counted.first_seen),
                last_seen: own.or(counted.last_seen),
                ..counted
            }
        }
        Subject::Edition(edition) => {
            let counted = of_articles(room, &articles_of_edition[edition]);
            let date = axis_date(corpus, edition);
            Recurrence { editions: 1, first_seen: date, last_seen: date, ..counted }
        }
        Subject::Entity(entity) => of_entity(room, entity),
    };
    parallel::map_with(nodes.len(), TASK, Room::default, |room, node| of_node(room, &nodes[node]))
}

/// The mentions of an entity, by name and then in order.
pub fn entity_mentions<'a>(
    corpus: &'a Corpus,
    resolution: &'a Resolution,
    entity: EntityId,
) -> impl Iterator<Item = (MentionId, &'a Mention)> + 'a {
    let names = resolution.entities[entity].names.iter();
    let mentions = names.flat_map(|&name| &resolution.names[name].mentions);
    mentions.map(|&id| (id, &corpus.mentions[id]))
}

/// The date of an edition, unless it lies far beyond the bulk.
#[must_use]
pub fn axis_date(corpus: &Corpus, edition: EditionId) -> Option<Date> {
    let edition = &corpus.editions[edition];
    edition.date.filter(|_| !edition.outlier)
}

/// The date of an article, unless it lies far beyond the bulk.
fn axis_day(corpus: &Corpus, article: ArticleId) -> Option<Date> {
    corpus.axis_date(article).map(|when| when.day)
}

/// The date of each numbered article: the earliest among its copies. O(articles).
#[must_use]
pub fn article_dates(corpus: &Corpus, occurrences: &Occurrences) -> TiVec<DistinctArticle, Option<Date>> {
    originals(corpus, occurrences).into_iter().map(|original| original.date).collect()
}

fn originals(corpus: &Corpus, occurrences: &Occurrences) -> TiVec<DistinctArticle, Original> {
    let domains: Vec<Option<&str>> =
        corpus.articles.iter().map(|article| Address::of(article.link.as_deref()?).domain()).collect();
    let mut known: Vec<&str> = domains.iter().flatten().copied().collect();
    known.sort_unstable();
    known.dedup();
    let mut originals: TiVec<DistinctArticle, Original> =
        vec![Original::default(); occurrences.article_count()].into();
    let articles = corpus.articles.iter_enumerated().zip(&domains);
    for (((id, article), domain), &number) in articles.zip(&occurrences.number_of) {
        let original = &mut originals[number];
        let source = domain.map(|name| known.partition_point(|other| *other < name) as u32);
        original.source = original.source.or(source);
        original.edition = original.edition.into_iter().chain(article.edition).min();
        original.date = original.date.into_iter().chain(axis_day(corpus, id)).min();
    }
    originals
}

/// Room that serves one node after the other.
#[derive(Default)]
struct Room {
    sources: Vec<u32>,
    editions: Vec<EditionId>,
}

impl Room {
    /// Counts over numbered articles, ascending and without repeats.
    fn tally(
        &mut self,
        originals: &TiVec<DistinctArticle, Original>,
        numbers: &[DistinctArticle],
    ) -> Recurrence {
        let Self { sources, editions } = self;
        let own = || numbers.iter().map(|&number| &originals[number]);
        refill(sources, own().filter_map(|original| original.source));
        refill(editions, own().filter_map(|original| original.edition));
        let dates = || own().filter_map(|original| original.date);
        Recurrence {
            articles: numbers.len() as u32,
            sources: sources.len() as u32,
            editions: editions.len() as u32,
            first_seen: dates().min(),
            last_seen: dates().max(),
            ..Recurrence::default()
        }
    }
}

/// What there is, ascending and without repeats.
fn refill<T: Ord>(list: &mut Vec<T>, items: impl Iterator<Item = T>) {
    list.clear();
    list.extend(items);
    list.sort_unstable();
    list.dedup();
}

fn with_mentions<'a>(counted: Recurrence, mentions: impl Iterator<Item = &'a Mention>) -> Recurrence {
    let (mut all, mut rated, mut sum, mut max) = (0, 0u32, 0.0, f64::NEG_INFINITY);
    for mention in mentions {
        all += 1;
        if let Some(relevancy) = mention.relevancy {
            rated += 1;
            sum += relevancy;
            max = f64::max(max, relevancy);
        }
    }
    let known = |value: f64| (rated > 0).then_some(value);
    Recurrence {
        mentions: all,
        relevancy_mean: known(sum / f64::from(rated.max(1))),
        relevancy_max: known(max),
        ..counted
    }
}

fn articles_by_edition(corpus: &Corpus) -> TiVec<EditionId, Vec<ArticleId>> {
    let mut articles: TiVec<EditionId, Vec<ArticleId>> = vec![Vec::new(); corpus.editions.len()].into();
    for (id, article) in corpus.articles.iter_enumerated() {
        if let Some(edition) = article.edition {
            articles[edition].push(id);
        }
    }
    articles
}

#[cfg(test)]
mod tests;
