//! Puts parsed articles together: ids, editions, links between articles, copies, compilations.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::assemble::alone::{ReadOfGraph, read_alone};
use crate::parse::assemble::compilations::{Compilation, compilations};
use crate::parse::assemble::copies::copies;
use crate::parse::assemble::dates::settle;
use crate::parse::assemble::editions::{Issue, editions, named};
use crate::parse::assemble::folders;
use crate::parse::assemble::headings::unknown_headings;
use crate::parse::assemble::links::{Resolved, resolve};
use crate::parse::assemble::outliers::outliers;
use crate::parse::assemble::people::name_people;
use crate::parse::assemble::rows::{RowForm, row_forms};
use crate::parse::assemble::survey::survey;
use crate::parse::counts::{BulletCounts, KeyCounts, RowCounts};
use crate::parse::kept::{HeadingRecord, KeptPages, PageRecord};
use crate::parse::options::ReadOptions;
use crate::parse::parsed::{DateSource, ParsedArticle, ParsedMention, Wording};
use crate::parse::report::diagnostic;
use crate::parse::types::{Article, ArticleId, Corpus, EditionId, Mention, MentionId, When};
use crate::parse::vocabulary::section::{KindId, Schema};
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;

/// Articles whose mentions one task takes.
const PAGES_A_TASK: usize = 64;

/// A corpus from articles in any order, with the usual options.
///
/// Ids are given out after sorting by path, so that equal articles give an equal corpus. Editions with one date
/// are one (`20240908` and `20240908d`), under the shortest of their labels; where pages name none, the articles of one
/// period are an edition. O(n log n).
#[must_use]
pub fn from_articles(parsed: Vec<ParsedArticle>, schema: &Schema) -> Corpus {
    from_articles_with(parsed, &ReadOptions::default().with_schema(schema.clone()))
}

/// [`from_articles`] with the schema, the order of dates and the step of editions of these options.
#[must_use]
pub fn from_articles_with(parsed: Vec<ParsedArticle>, options: &ReadOptions) -> Corpus {
    from_articles_beside(parsed, Vec::new(), options)
}

/// [`from_articles_with`], with the pages of graphs, whose kinds are those of the schema.
///
/// What the configuration says of folders holds for the pages that are read now; those of a graph have what its own
/// configuration said.
pub(in crate::parse) fn from_articles_beside(
    mut parsed: Vec<ParsedArticle>,
    kept: Vec<KeptPages>,
    options: &ReadOptions,
) -> Corpus {
    folders::configured(&mut parsed, options.schema());
    let mut beside = Beside::default();
    kept.into_iter().for_each(|kept| beside.add(kept, &mut parsed));
    parsed.sort_by(|a, b| a.path.cmp(&b.path));
    beside.count(read_alone(&mut parsed, options.prose()));
    let pages = parsed.iter().map(PageRecord::of).collect();
    let survey = survey(&mut parsed);
    let mut corpus = Corpus { schema: options.schema().clone(), survey, ..Corpus::default() };
    corpus.records.pages = pages;
    (corpus.rows, corpus.counts.bullets, corpus.keys) = (beside.rows, beside.bullets, beside.keys);
    corpus.diagnostics = beside.diagnostics;
    let named_editions = names_editions(&parsed);
    settle(&mut parsed, options.date_order(), named_editions, &mut corpus);
    let issues = issues(&mut parsed);
    let edition_of = editions(&issues, options.edition_step(), &mut corpus);
    report_outliers(&parsed, &issues, &mut corpus);
    name_items(&mut parsed, &mut corpus.schema);
    name_people(&mut parsed, &mut corpus.schema);
    unknown_headings(&mut parsed, &beside.headings, &mut corpus);
    let wordings: TiVec<ArticleId, Wording> =
        parsed.iter_mut().map(|article| std::mem::take(&mut article.wording)).collect();
    let found_before = copies_found_before(&parsed);
    let resolved = resolve(&mut parsed, &mut corpus);
    corpus.mentions = mentions(&mut parsed);
    for (((article, edition), issue), links) in parsed.into_iter().zip(edition_of).zip(issues).zip(resolved) {
        add(&mut corpus, article, (edition, issue.beyond[0]), links);
    }
    folders::topics(&mut corpus);
    let forms = row_forms(&corpus);
    mark_copies(&mut corpus, &forms, &wordings, &found_before);
    mark_compilations(&mut corpus, &forms);
    corpus.sort_diagnostics();
    corpus
}

/// What graphs say beside their pages.
#[derive(Default)]
struct Beside {
    /// Each with the path of its first page.
    headings: Vec<(String, HeadingRecord)>,
    rows: RowCounts,
    bullets: BulletCounts,
    keys: KeyCounts,
    diagnostics: Vec<Diagnostic>,
}

impl Beside {
    fn add(&mut self, kept: KeptPages, parsed: &mut Vec<ParsedArticle>) {
        let KeptPages { articles, headings, rows, bullets, keys, diagnostics, .. } = kept;
        let first = |heading: &HeadingRecord| articles.get(usize::try_from(heading.at.0).ok()?);
        let headings =
            headings.into_iter().filter_map(|heading| Some((first(&heading)?.path.clone(), heading)));
        self.headings.extend(headings);
        parsed.extend(articles);
        self.rows.add(rows);
        self.bullets.add(bullets);
        self.keys.add(keys);
        self.diagnostics.extend(diagnostics);
    }

    /// Counts items of its pages that became mentions. O(items · headings).
    fn count(&mut self, read: Vec<ReadOfGraph>) {
        let firsts: BTreeSet<&str> =
            read.iter().filter(|item| item.first).map(|item| item.path.as_str()).collect();
        self.diagnostics
            .retain(|found| found.code != Code::NoKnownSection || !firsts.contains(found.path.as_str()));
        for ReadOfGraph { heading, bullets, .. } in &read {
            self.bullets.keep_reported(*bullets);
            let mut headings = self.headings.iter_mut().map(|(_, record)| record);
            if let Some(record) = headings.find(|record| record.holds(heading, *bullets)) {
                record.keep_reported(*bullets);
            }
        }
    }
}

/// Pairs of a copy and its original, which comes before it, that graphs know of, sorted. O(n log n).
fn copies_found_before(parsed: &[ParsedArticle]) -> Vec<(ArticleId, ArticleId)> {
    let at = |path: &str| {
        let first = parsed.partition_point(|article| article.path.as_str() < path);
        parsed.get(first).filter(|article| article.path == path).map(|_| ArticleId::from(first))
    };
    let ids = parsed.iter().zip(ArticleId::first(parsed.len()));
    let pairs = ids.filter_map(|(article, id)| Some((id, at(article.copy_of.as_deref()?)?)));
    pairs.filter(|(copy, original)| original < copy).collect()
}

/// Whether enough articles name an edition, of those that name one or state a date.
fn names_editions(parsed: &[ParsedArticle]) -> bool {
    let with_edition = parsed.iter().filter(|article| article.edition.is_some()).count();
    let stated = |article: &ParsedArticle| {
        let strong = article.date.as_ref().is_some_and(|date| date.source <= DateSource::Folder);
        strong || article.edition.is_some()
    };
    named(with_edition, parsed.iter().filter(|article| stated(article)).count())
}

fn place(diagnostic: &Diagnostic) -> (&str, u32, u32, &str, &str) {
    (&diagnostic.path, diagnostic.line, diagnostic.column, diagnostic.code.as_str(), &diagnostic.message)
}

/// Takes what all articles say, in their order.
fn mentions(parsed: &mut [ParsedArticle]) -> TiVec<MentionId, Mention> {
    let rows = parsed.iter_mut().map(|article| (std::mem::take(&mut article.mentions), Vec::new()));
    let mut pages: Vec<(Vec<ParsedMention>, Vec<Mention>)> = rows.collect();
    parallel::change(&mut pages, PAGES_A_TASK, |at, (rows, mentions)| {
        *mentions = ParsedMention::all_of(std::mem::take(rows), at.into());
    });
    let mut all = Vec::with_capacity(pages.iter().map(|(_, mentions)| mentions.len()).sum());
    all.extend(pages.into_iter().flat_map(|(_, mentions)| mentions));
    all.into()
}

fn add(
    corpus: &mut Corpus,
    article: ParsedArticle,
    (edition, date_outlier): (Option<EditionId>, bool),
    resolved: Resolved,
) {
    let id = corpus.articles.next_key();
    corpus.rows.add(article.rows);
    corpus.keys.add(article.keys);
    corpus.counts.bullets.add(article.bullets);
    corpus.diagnostics.extend(article.diagnostics);
    corpus.records.pages[usize::from(id)].made = article.made;
    let ParsedArticle { path, title, link, date, category, type_, summary, attributes, prose, .. } = article;
    corpus.prose.push(prose);
    corpus.articles.push(Article {
        path,
        title,
        link,
        edition,
        date: date.and_then(|date| date.when),
        date_outlier,
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

/// The edition and the date of each article, and whether they lie far beyond the bulk of all dates.
fn issues(parsed: &mut [ParsedArticle]) -> Vec<Issue> {
    let mut issues: Vec<Issue> = parsed
        .iter_mut()
        .map(|article| Issue {
            label: article.edition.take(),
            own: article.date.as_ref().and_then(|date| date.when),
            beyond: [false; 2],
        })
        .collect();
    let mut counted: BTreeMap<Date, usize> = BTreeMap::new();
    for issue in &issues {
        let edition = issue.label.as_ref().and_then(|label| label.date);
        let of_article = issue.own.or(edition);
        for when in [issue.own, edition].into_iter().flatten() {
            *counted.entry(when.day).or_default() += usize::from(of_article == Some(when));
        }
    }
    let counted: Vec<(Date, usize)> = counted.into_iter().collect();
    let beyond = outliers(&counted);
    let is_beyond = |when: Option<When>| {
        let at = when.and_then(|when| counted.binary_search_by_key(&when.day, |date| date.0).ok());
        at.is_some_and(|at| beyond[at])
    };
    for issue in &mut issues {
        let edition = issue.label.as_ref().and_then(|label| label.date);
        issue.beyond = [is_beyond(issue.own), is_beyond(edition)];
    }
    issues
}

/// Reports dates beyond the bulk where the pages name them.
fn report_outliers(parsed: &[ParsedArticle], issues: &[Issue], corpus: &mut Corpus) {
    for (article, issue) in parsed.iter().zip(issues) {
        let own = article.date.as_ref().filter(|_| issue.beyond[0]);
        let own = own.map(|label| (&label.label, label.line, label.column));
        let edition = issue.label.as_ref().filter(|_| issue.beyond[1]);
        let edition = edition.map(|label| (&label.label, label.line, label.column));
        for (label, line, column) in own.into_iter().chain(edition) {
            let message = format!("{label:?} lies far beyond the dates of the other articles");
            let found = diagnostic(Code::DateOutlier, &article.path, message);
            corpus.diagnostics.push(Diagnostic { line, column, ..found });
        }
    }
}

/// Marks copies and reports them.
fn mark_copies(
    corpus: &mut Corpus,
    forms: &TiSlice<MentionId, RowForm>,
    wordings: &TiSlice<ArticleId, Wording>,
    found_before: &[(ArticleId, ArticleId)],
) {
    for (copy, original) in copies(corpus, forms, wordings, found_before).into_iter_enumerated() {
        let Some(original) = original else { continue };
        let path = corpus.articles[original].path.clone();
        let message = format!("the same text as {path}");
        corpus.records.pages[usize::from(copy)].copy_of = Some(path);
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
