//! Puts parsed articles together: ids, editions, links between articles, copies.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::assemble::copies::copies;
use crate::parse::head::dates::outliers;
use crate::parse::page::closest::Targets;
use crate::parse::parsed::{EditionLabel, ParsedArticle};
use crate::parse::report::diagnostic;
use crate::parse::types::{Article, ArticleId, Corpus, Edition, EditionId};
use crate::parse::vocabulary::section::Schema;

/// A corpus from articles in any order.
///
/// Ids are given out after sorting by path, so that equal articles give an equal corpus. Editions with one date
/// are one (`20240908` and `20240908d`), under the shortest of their labels. O(n log n).
#[must_use]
pub fn from_articles(mut parsed: Vec<ParsedArticle>, schema: &Schema) -> Corpus {
    parsed.sort_by(|a, b| a.path.cmp(&b.path));
    let mut corpus = Corpus { schema: schema.clone(), ..Corpus::default() };
    let labels: Vec<Option<EditionLabel>> = parsed.iter_mut().map(|article| article.edition.take()).collect();
    let edition_of = editions(&labels, &mut corpus);
    report_outliers(&parsed, &labels, &edition_of, &mut corpus);
    let targets = Targets::new(parsed.iter().map(|article| article.path.as_str()));
    corpus.mentions.reserve_exact(parsed.iter().map(|article| article.mentions.len()).sum());
    for (article, edition) in parsed.into_iter().zip(edition_of) {
        add(&mut corpus, article, edition, &targets);
    }
    mark_copies(&mut corpus);
    corpus.sort_diagnostics();
    corpus
}

fn place(diagnostic: &Diagnostic) -> (&str, u32, u32, &str, &str) {
    (&diagnostic.path, diagnostic.line, diagnostic.column, diagnostic.code.as_str(), &diagnostic.message)
}

fn add(corpus: &mut Corpus, article: ParsedArticle, edition: Option<EditionId>, targets: &Targets) {
    let id = corpus.articles.next_key();
    corpus.rows.add(article.rows);
    let closest = closest(&article, id, targets, corpus);
    let links = links(&article, id, targets);
    corpus.diagnostics.extend(article.diagnostics);
    corpus.mentions.extend(article.mentions.into_iter().map(|mention| mention.of(id)));
    corpus.prose.extend(article.prose);
    let ParsedArticle { path, title, link, date, category, type_, summary, attributes, .. } = article;
    corpus.articles.push(Article {
        path,
        title,
        link,
        edition,
        date: date.and_then(|date| date.when),
        category,
        type_,
        summary,
        attributes,
        closest,
        links,
        copy_of: None,
    });
}

/// The articles that the links of Closest lead to; unknown ones are counted and reported once an article.
fn closest(article: &ParsedArticle, id: ArticleId, targets: &Targets, corpus: &mut Corpus) -> Vec<ArticleId> {
    let mut found = BTreeSet::new();
    let mut unknown = article.closest.iter().filter(|link| match targets.find(&article.path, &link.target) {
        Some(target) => {
            found.insert(target);
            false
        }
        None => true,
    });
    if let Some(first) = unknown.next() {
        let count = 1 + unknown.count();
        corpus.unknown_closest += count as u64;
        let message = format!("{count} of {} links lead to no article that was read", article.closest.len());
        let found = diagnostic(Code::UnknownClosest, &article.path, message);
        corpus.diagnostics.push(Diagnostic { line: first.line, column: first.column, ..found });
    }
    found.remove(&id);
    found.into_iter().collect()
}

/// The articles that the other links lead to; most links of a page lead elsewhere, which is no fault.
fn links(article: &ParsedArticle, id: ArticleId, targets: &Targets) -> Vec<ArticleId> {
    let found = article.links.iter().filter_map(|link| targets.find(&article.path, &link.target));
    let distinct: BTreeSet<ArticleId> = found.filter(|&target| target != id).collect();
    distinct.into_iter().collect()
}

/// What makes an edition: its date or, without one, its label. Dated ones come first.
type Key = (bool, Date, String);

fn key(label: &EditionLabel) -> Key {
    match label.date {
        Some(date) => (false, date, String::new()),
        None => (true, Date::MAX, label.label.clone()),
    }
}

/// Fills the editions of the corpus and gives the edition of each article.
fn editions(labels: &[Option<EditionLabel>], corpus: &mut Corpus) -> Vec<Option<EditionId>> {
    let mut by_key: BTreeMap<Key, Vec<&EditionLabel>> = BTreeMap::new();
    for label in labels.iter().flatten() {
        by_key.entry(key(label)).or_default().push(label);
    }
    let dates: Vec<(Date, usize)> =
        by_key.iter().filter(|(key, _)| !key.0).map(|(key, labels)| (key.1, labels.len())).collect();
    let beyond = outliers(&dates);
    let ids: BTreeMap<&Key, EditionId> = by_key.keys().zip(EditionId::first(by_key.len())).collect();
    for (at, ((undated, date, _), labels)) in by_key.iter().enumerate() {
        let label = labels.iter().map(|label| &label.label).min_by_key(|label| (label.len(), *label));
        corpus.editions.push(Edition {
            label: label.cloned().unwrap_or_default(),
            date: (!undated).then_some(*date),
            link: labels.iter().find_map(|label| label.link.clone()),
            outlier: !undated && beyond[at],
        });
    }
    labels.iter().map(|label| ids.get(&key(label.as_ref()?)).copied()).collect()
}

/// Reports dates beyond the bulk where the pages name them.
fn report_outliers(
    parsed: &[ParsedArticle],
    labels: &[Option<EditionLabel>],
    edition_of: &[Option<EditionId>],
    corpus: &mut Corpus,
) {
    for ((article, label), edition) in parsed.iter().zip(labels).zip(edition_of) {
        let (Some(label), Some(edition)) = (label, edition) else { continue };
        if corpus.editions[*edition].outlier {
            let message = format!("{:?} lies far beyond the dates of the other articles", label.label);
            let found = diagnostic(Code::DateOutlier, &article.path, message);
            corpus.diagnostics.push(Diagnostic { line: label.line, column: label.column, ..found });
        }
    }
}

/// Marks copies and reports them.
fn mark_copies(corpus: &mut Corpus) {
    for (copy, original) in copies(corpus).into_iter_enumerated() {
        let Some(original) = original else { continue };
        let message = format!("a copy of {}", corpus.articles[original].path);
        corpus.diagnostics.push(diagnostic(Code::Copy, &corpus.articles[copy].path, message));
        corpus.articles[copy].copy_of = Some(original);
    }
}

impl Corpus {
    pub(in crate::parse) fn sort_diagnostics(&mut self) {
        self.diagnostics.sort_by(|a, b| place(a).cmp(&place(b)));
    }
}
