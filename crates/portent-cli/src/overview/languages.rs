//! Which languages an archive is in.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use portent::language::Language;
use portent::parse::{ArticleId, Corpus};

use super::percent;

/// So many bytes of an article tell its language.
const ENOUGH: usize = 2_000;
/// So many languages are named.
const NAMED: usize = 3;

/// The languages of the articles, most frequent first: `English 90 %, French 10 %`; empty where no words tell any.
pub(crate) fn languages(corpus: &Corpus) -> String {
    let mut counts: BTreeMap<Language, u64> = BTreeMap::new();
    for id in corpus.article_ids() {
        *counts.entry(Language::of(&sample(corpus, id))).or_default() += 1;
    }
    counts.remove(&Language::Other);
    let mut counts: Vec<(Language, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|&(language, articles)| (Reverse(articles), language));
    let all = corpus.articles.len() as u64;
    let named = counts.iter().filter(|(_, articles)| articles * 100 >= all).take(NAMED);
    named
        .map(|(language, articles)| format!("{language:?} {}", percent(*articles, all)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The first running text of an article: its summary, its text where that was kept, what it says of things, its title.
fn sample(corpus: &Corpus, id: ArticleId) -> String {
    let article = corpus.article(id);
    let prose = corpus.prose.get(id).and_then(Option::as_ref);
    let paragraphs =
        prose.into_iter().flat_map(|prose| prose.paragraphs.iter().map(|(_, text)| text.as_str()));
    let mentions = &corpus.mentions[corpus.mentions_of(id)];
    let said = mentions.iter().filter_map(|mention| mention.description.as_deref());
    let texts =
        article.summary.as_deref().into_iter().chain(paragraphs).chain(said).chain([article.title.as_str()]);
    let mut sample = String::new();
    for text in texts {
        if sample.len() >= ENOUGH {
            break;
        }
        sample.extend(text.chars().take(ENOUGH));
        sample.push(' ');
    }
    sample
}
