//! Which articles the links of each article lead to, and what becomes of links that lead nowhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::assemble::pointers::become_links;
use crate::parse::assemble::sites::Sites;
use crate::parse::assemble::targets::{Targets, loose};
use crate::parse::parsed::{ArticleLink, LinkForm, ParsedArticle, ParsedMention};
use crate::parse::report::diagnostic;
use crate::parse::text::inline;
use crate::parse::types::{ArticleId, Corpus};
use crate::parse::vocabulary::section::KindId;

/// A note that nobody wrote is a topic where so many pages link to it: one page alone joins nothing with anything.
const LEAST_PAGES: usize = 2;

/// The articles that an article links to: sorted, without repeats and itself.
#[derive(Debug, Default)]
pub(in crate::parse) struct Resolved {
    pub(in crate::parse) closest: Vec<ArticleId>,
    pub(in crate::parse) links: Vec<ArticleId>,
}

/// Resolves the links of all articles, which stand in sorted order. Counts links that lead to no article that was
/// read, with one diagnostic for a page and kind of link.
///
/// A wikilink to a note that does not exist is usual: programs show such notes in their graphs, and people use them
/// as tags. Where several pages link to one, it becomes a keyword of these pages. O(n log n).
pub(in crate::parse) fn resolve(articles: &mut [ParsedArticle], corpus: &mut Corpus) -> Vec<Resolved> {
    let targets = Targets::new(articles);
    become_links(articles, &targets);
    let sites = Sites::new(articles, &targets);
    let find =
        |from: &str, link: &ArticleLink| targets.find(from, link).or_else(|| sites.find(&targets, link));
    let mut missing = Missing::default();
    let ids = ArticleId::first(articles.len());
    let resolved = articles.iter().zip(ids).map(|(article, id)| Resolved {
        closest: closest(article, id, &find, corpus),
        links: links(article, id, &find, corpus, &mut missing),
    });
    let resolved = resolved.collect();
    missing.become_keywords(articles);
    resolved
}

/// Where a link on the page of that path leads to.
type Find<'f> = &'f dyn Fn(&str, &ArticleLink) -> Option<ArticleId>;

/// The articles that the links of Closest lead to; unknown ones are counted and reported once an article.
fn closest(article: &ParsedArticle, id: ArticleId, find: Find<'_>, corpus: &mut Corpus) -> Vec<ArticleId> {
    let mut found = BTreeSet::new();
    let unknown = split(article, &article.closest, find, &mut found);
    corpus.unknown_closest += unknown.len() as u64;
    report(Code::UnknownClosest, "article", article, &unknown, article.closest.len(), corpus);
    found.remove(&id);
    found.into_iter().collect()
}

/// The articles that the other links lead to. Addresses and files of a site lead elsewhere, which is no fault.
fn links(
    article: &ParsedArticle,
    id: ArticleId,
    find: Find<'_>,
    corpus: &mut Corpus,
    missing: &mut Missing,
) -> Vec<ArticleId> {
    let mut found = BTreeSet::new();
    let mut unknown = split(article, &article.links, find, &mut found);
    unknown.retain(|link| names_page(link));
    corpus.unknown_links += unknown.len() as u64;
    let count = article.links.iter().filter(|link| names_page(link)).count();
    let counts = &mut corpus.survey.links;
    counts.read += count as u64;
    counts.wiki += article.links.iter().filter(|link| link.form == LinkForm::Wiki).count() as u64;
    counts.kept += (count - unknown.len()) as u64;
    counts.reported += unknown.len() as u64;
    report(Code::UnknownLink, "page", article, &unknown, count, corpus);
    if unknown.iter().any(|link| link.form == LinkForm::Wiki) {
        missing.add(article, id, &unknown);
    }
    found.remove(&id);
    found.into_iter().collect()
}

/// Fills `found`, and gives the links that lead to no article.
fn split<'a>(
    article: &ParsedArticle,
    links: &'a [ArticleLink],
    find: Find<'_>,
    found: &mut BTreeSet<ArticleId>,
) -> Vec<&'a ArticleLink> {
    let unknown = |link: &&ArticleLink| match find(&article.path, link) {
        Some(target) => {
            found.insert(target);
            false
        }
        None => true,
    };
    links.iter().filter(unknown).collect()
}

/// Whether a link means a page of the archive: a wikilink, or a path with the ending of a page.
fn names_page(link: &ArticleLink) -> bool {
    let ending = link.target.rsplit_once('.').map(|(_, ending)| ending);
    let page = ending.is_some_and(|ending| matches!(ending, "md" | "markdown" | "mdx"));
    link.form == LinkForm::Wiki || (page && !link.target.contains("://"))
}

fn report(
    code: Code,
    what: &str,
    article: &ParsedArticle,
    unknown: &[&ArticleLink],
    of: usize,
    corpus: &mut Corpus,
) {
    if let Some(first) = unknown.first() {
        let message = format!("{} of {of} links lead to no {what} that was read", unknown.len());
        let found = diagnostic(code, &article.path, message);
        corpus.diagnostics.push(Diagnostic { line: first.line, column: first.column, ..found });
    }
}

/// Where a note that does not exist is linked to.
#[derive(Debug)]
struct Place {
    article: ArticleId,
    line: u32,
    name: String,
}

/// Notes that do not exist, by the loose form of their names.
#[derive(Debug, Default)]
struct Missing {
    places: BTreeMap<String, Vec<Place>>,
}

impl Missing {
    /// Notes which pages that do not exist an article links to; days (`[[2026-01-11]]`) are no topics, nor is what a
    /// keyword of the page or a mention on the same line says already.
    fn add(&mut self, article: &ParsedArticle, id: ArticleId, unknown: &[&ArticleLink]) {
        let keywords = article.mentions.iter().filter(|mention| mention.kind == KindId::KEYWORD);
        let mut said: BTreeSet<String> = keywords.map(|mention| loose(&mention.name)).collect();
        for link in unknown.iter().filter(|link| link.form == LinkForm::Wiki) {
            let last = link.target.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&link.target);
            let name = inline::plain(last.strip_suffix(".md").unwrap_or(last));
            let key = loose(&name);
            let topic = name.contains(char::is_alphabetic) && !is_said(article, link.line, &name);
            if topic && said.insert(key.clone()) {
                self.places.entry(key).or_default().push(Place { article: id, line: link.line, name });
            }
        }
    }

    fn become_keywords(self, articles: &mut [ParsedArticle]) {
        let mut changed = BTreeSet::new();
        for place in self.places.into_values().filter(|places| places.len() >= LEAST_PAGES).flatten() {
            let Some(article) = articles.get_mut(usize::from(place.article)) else { continue };
            article.made.push((place.line, place.name.clone()));
            article.mentions.push(ParsedMention::new(place.line, KindId::KEYWORD, place.name));
            changed.insert(usize::from(place.article));
        }
        for at in changed {
            articles[at].mentions.sort_by_key(|mention| mention.line);
        }
    }
}

/// So many mentions of one line are looked at.
const MOST_ON_A_LINE: usize = 100;

/// Whether a mention of the line holds the name.
fn is_said(article: &ParsedArticle, line: u32, name: &str) -> bool {
    let start = article.mentions.partition_point(|mention| mention.line < line);
    let own = article.mentions[start..].iter().take_while(|mention| mention.line == line);
    let mut texts = own
        .take(MOST_ON_A_LINE)
        .flat_map(|mention| [Some(mention.name.as_str()), mention.description.as_deref()])
        .flatten();
    texts.any(|text| text.contains(name))
}
