//! Items that stand alone under a heading: whether they are mentions shows over the whole archive.
//!
//! A letter has three items of news in one week and one in the next. Under a heading that is no section, one item may as well be
//! a remark; it is a mention where two other pages have a list of things under the same heading.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::Code;
use crate::parse::options::ProseWanted;
use crate::parse::parsed::{ParsedArticle, ParsedMention};
use crate::parse::vocabulary::section::KindId;
use crate::parse::vocabulary::words::bare_key;

/// So many pages must have a list of things under a heading.
const LEAST_PAGES: usize = 2;

/// So many things make a list.
const LEAST_THINGS: usize = 2;

/// An item that became a mention on a page of a graph, whose counts stand beside the page.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::parse) struct ReadOfGraph {
    pub(in crate::parse) path: String,
    /// The key of the heading.
    pub(in crate::parse) heading: String,
    pub(in crate::parse) bullets: u64,
    /// Whether the page had no mention before.
    pub(in crate::parse) first: bool,
}

/// Makes mentions of the items whose heading has lists of things on other pages, in any order of the pages, and gives those of
/// pages of graphs. O(mentions).
pub(in crate::parse) fn read_alone(parsed: &mut [ParsedArticle], prose: ProseWanted) -> Vec<ReadOfGraph> {
    let sections = sections(parsed);
    let mut of_graphs = Vec::new();
    for article in parsed.iter_mut().filter(|article| !article.alone.is_empty()) {
        for at in 0..article.alone.len() {
            let item = &mut article.alone[at];
            let is_read = |mention: &ParsedMention| sections.contains(&bare_key(section(mention)));
            let (heading, bullets) = (item.heading, item.bullets);
            let Some(mention) = item.mention.take_if(|mention| is_read(mention)) else { continue };
            let key = bare_key(section(&mention));
            let first = article.mentions.is_empty();
            add(article, mention);
            if first {
                article.diagnostics.retain(|found| found.code != Code::NoKnownSection);
                article.prose.take_if(|_| prose == ProseWanted::WhereNoMentions);
            }
            if !count(article, heading, bullets) {
                let path = article.path.clone();
                of_graphs.push(ReadOfGraph { path, heading: key, bullets, first });
            }
        }
    }
    of_graphs
}

/// The heading that a mention stands under.
fn section(mention: &ParsedMention) -> &str {
    let section = mention.attributes.iter().find(|(column, _)| column == "section");
    section.map_or("", |(_, heading)| heading)
}

/// Keys of the headings under which an item stands alone somewhere, and lists of things on other pages.
fn sections(parsed: &[ParsedArticle]) -> FxHashSet<String> {
    let alone = parsed.iter().flat_map(|article| &article.alone).filter_map(|item| item.mention.as_ref());
    let wanted: FxHashSet<String> = alone.map(|mention| bare_key(section(mention))).collect();
    if wanted.is_empty() {
        return wanted;
    }
    let mut keys: FxHashMap<&str, String> = FxHashMap::default();
    let mut pages: FxHashMap<String, usize> = FxHashMap::default();
    for article in parsed {
        let mut things: BTreeMap<&str, usize> = BTreeMap::new();
        let stands_alone = |line: u32| article.alone.iter().any(|item| item.line == line);
        for mention in article.mentions.iter().filter(|mention| mention.kind == KindId::ITEM) {
            let heading = section(mention);
            let key = keys.entry(heading).or_insert_with(|| bare_key(heading));
            if wanted.contains(key) && !stands_alone(mention.line) {
                *things.entry(heading).or_default() += 1;
            }
        }
        let listed = things.into_iter().filter(|&(_, count)| count >= LEAST_THINGS);
        let listed: BTreeSet<&String> = listed.map(|(heading, _)| &keys[heading]).collect();
        for key in listed {
            *pages.entry(key.clone()).or_default() += 1;
        }
    }
    pages.into_iter().filter(|&(_, count)| count >= LEAST_PAGES).map(|(key, _)| key).collect()
}

/// Adds a mention in the order of lines.
fn add(article: &mut ParsedArticle, mention: ParsedMention) {
    let line = mention.line;
    let above = article.survey.headings.iter_mut().rev().find(|heading| heading.line < line);
    if let Some(heading) = above {
        heading.found.mentions += 1;
    }
    let at = article.mentions.partition_point(|other| other.line <= line);
    article.mentions.insert(at, mention);
}

/// Counts bullets under the heading of that line as kept; false where the page is one of a graph, which has no such counts.
fn count(article: &mut ParsedArticle, line: u32, bullets: u64) -> bool {
    let Some(heading) = article.headings.iter_mut().find(|heading| heading.line == line) else {
        return false;
    };
    heading.bullets.keep_reported(bullets);
    article.bullets.keep_reported(bullets);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::article::parse_article;
    use crate::parse::corpus::from_articles;
    use crate::parse::section::Schema;
    use crate::parse::types::Corpus;

    /// A page with so many items of news.
    fn page(news: &[&str]) -> String {
        let items: String =
            news.iter().map(|name| format!("- **{name}:** it was said at length.\n")).collect();
        format!("# Week\n\nText.\n\n## News\n\n{items}")
    }

    fn corpus(pages: &[String], reversed: bool) -> Corpus {
        let schema = Schema::default();
        let parse = |(at, page): (usize, &String)| parse_article(&format!("{at}.md"), page, &schema);
        let mut parsed: Vec<ParsedArticle> = pages.iter().enumerate().map(parse).collect();
        if reversed {
            parsed.reverse();
        }
        from_articles(parsed, &schema)
    }

    fn told(corpus: &Corpus) -> (Vec<&str>, [u64; 3], usize) {
        let bullets = corpus.counts.bullets;
        let names = corpus.mentions.iter().map(|mention| mention.name.as_str()).collect();
        let without = corpus.diagnostics.iter().filter(|found| found.code == Code::NoKnownSection).count();
        (names, [bullets.read, bullets.kept, bullets.reported], without)
    }

    #[test]
    fn an_item_alone_is_read_where_two_pages_have_lists_under_its_heading() {
        let mut pages = vec![page(&["Dew nets"]), page(&["Salt", "Moss"]), page(&["Kelp"])];
        assert_eq!(told(&corpus(&pages, false)), (vec!["Salt", "Moss"], [4, 2, 2], 2), "one page has a list");
        pages.push(page(&["Reeds", "Mud"]).replace("## News", "## **News:**"));
        let all = vec!["Dew nets", "Salt", "Moss", "Kelp", "Reeds", "Mud"];
        let one = corpus(&pages, false);
        assert_eq!(told(&one), (all, [6, 6, 0], 0));
        assert_eq!(one, corpus(&pages, true), "in any order of pages");
        let news = &one.counts.headings[0];
        assert_eq!((news.articles, news.bullets.kept, news.bullets.reported), (4, 6, 0));
        assert_eq!(one.survey.headings[0].found.mentions, 6);
        assert!(one.prose.iter().all(Option::is_none), "the text of a page with mentions is not kept");
    }

    #[test]
    fn sentences_and_other_headings_stay_unread() {
        let said = page(&[]) + "- We met at noon and spoke of nets, which were late.\n";
        let thanks = page(&["Ann"]).replace("News", "Thanks");
        let date = page(&["Date"]);
        let pages = [page(&["Salt", "Moss"]), page(&["Reeds", "Mud"]), said, thanks, date];
        assert_eq!(told(&corpus(&pages, false)), (vec!["Salt", "Moss", "Reeds", "Mud"], [7, 4, 3], 3));
    }

    #[test]
    fn items_alone_twice_on_a_page_are_no_list() {
        let twice = page(&["Salt"]) + &page(&["Moss"])["# Week\n\nText.\n\n".len()..];
        let pages = [twice.clone(), twice, page(&["Reeds", "Mud"])];
        assert_eq!(told(&corpus(&pages, false)).0, ["Reeds", "Mud"]);
    }
}
