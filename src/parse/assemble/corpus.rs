//! Puts parsed articles together: ids, editions, links between articles, copies, compilations.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::assemble::compilations::{Compilation, compilations};
use crate::parse::assemble::copies::copies;
use crate::parse::assemble::headings::unknown_headings;
use crate::parse::assemble::links::{Resolved, resolve};
use crate::parse::assemble::rows::{RowForm, row_forms};
use crate::parse::head::dates::outliers;
use crate::parse::parsed::{EditionLabel, ParsedArticle, Wording};
use crate::parse::report::diagnostic;
use crate::parse::types::{Article, ArticleId, Corpus, Edition, EditionId, MentionId};
use crate::parse::vocabulary::section::{KindId, Schema};
use portent_graph::index::{TiSlice, TiVec};

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
    name_items(&mut parsed, &mut corpus.schema);
    unknown_headings(&mut parsed, &mut corpus);
    let wordings: TiVec<ArticleId, Wording> =
        parsed.iter_mut().map(|article| std::mem::take(&mut article.wording)).collect();
    let resolved = resolve(&mut parsed, &mut corpus);
    corpus.mentions.reserve_exact(parsed.iter().map(|article| article.mentions.len()).sum());
    for ((article, edition), links) in parsed.into_iter().zip(edition_of).zip(resolved) {
        add(&mut corpus, article, edition, links);
    }
    let forms = row_forms(&corpus);
    mark_copies(&mut corpus, &forms, &wordings);
    mark_compilations(&mut corpus, &forms);
    corpus.sort_diagnostics();
    corpus
}

fn place(diagnostic: &Diagnostic) -> (&str, u32, u32, &str, &str) {
    (&diagnostic.path, diagnostic.line, diagnostic.column, diagnostic.code.as_str(), &diagnostic.message)
}

fn add(corpus: &mut Corpus, article: ParsedArticle, edition: Option<EditionId>, resolved: Resolved) {
    let id = corpus.articles.next_key();
    corpus.rows.add(article.rows);
    corpus.keys.add(article.keys);
    corpus.counts.bullets.add(article.bullets);
    corpus.diagnostics.extend(article.diagnostics);
    corpus.mentions.extend(article.mentions.into_iter().map(|mention| mention.of(id)));
    let ParsedArticle { path, title, link, date, category, type_, summary, attributes, prose, .. } = article;
    corpus.prose.push(prose);
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
        closest: resolved.closest,
        links: resolved.links,
        copy_of: None,
    });
}

/// Gives mentions of no kind the kind `item`, which only an archive with such mentions has.
fn name_items(parsed: &mut [ParsedArticle], schema: &mut Schema) {
    let mut mentions = parsed.iter_mut().flat_map(|article| &mut article.mentions);
    let mut unnamed = mentions.by_ref().filter(|mention| mention.kind == KindId::ITEM).peekable();
    if unnamed.peek().is_some() {
        let kind = schema.item_kind();
        unnamed.for_each(|mention| mention.kind = kind);
    }
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
fn mark_copies(
    corpus: &mut Corpus,
    forms: &TiSlice<MentionId, RowForm>,
    wordings: &TiSlice<ArticleId, Wording>,
) {
    for (copy, original) in copies(corpus, forms, wordings).into_iter_enumerated() {
        let Some(original) = original else { continue };
        let message = format!("the same text as {}", corpus.articles[original].path);
        corpus.diagnostics.push(diagnostic(Code::Copy, &corpus.articles[copy].path, message));
        corpus.articles[copy].copy_of = Some(original);
    }
}

/// Marks the rows that compilations repeat, links them to where those come from, and reports them.
fn mark_compilations(corpus: &mut Corpus, forms: &TiSlice<MentionId, RowForm>) {
    for Compilation { article, rows, repeats, origins } in compilations(corpus, forms) {
        let repeated = repeats.len();
        let message = format!("{repeated} of {rows} rows repeat rows of {} other pages", origins.len());
        corpus.diagnostics.push(diagnostic(Code::Compilation, &corpus.articles[article].path, message));
        corpus.repeats.extend(repeats);
        let links = &mut corpus.articles[article].links;
        links.extend(origins);
        links.sort_unstable();
        links.dedup();
    }
}

impl Corpus {
    pub(in crate::parse) fn sort_diagnostics(&mut self) {
        self.diagnostics.sort_by(|a, b| place(a).cmp(&place(b)));
    }
}
