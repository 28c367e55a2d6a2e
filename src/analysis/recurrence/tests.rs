use jiff::civil::date;
use proptest::prelude::*;

use super::{Recurrence, recurrence};
use crate::graph::build::build;
use crate::graph::occurrence::Occurrences;
use crate::graph::sample::{Page, corpus, page, pages, resolution};
use crate::parse::KindId;

/// The figures of each node, with its id.
fn counted(pages: &[Page]) -> Vec<(String, Recurrence)> {
    let corpus = corpus(pages);
    let resolution = resolution(&corpus);
    let graph = build(&corpus, &resolution);
    let counted = recurrence(&corpus, &resolution, &Occurrences::new(&corpus, &resolution), &graph.nodes.raw);
    graph.nodes.into_iter().map(|node| node.id).zip(counted).collect()
}

fn of(counted: &[(String, Recurrence)], id: &str) -> Recurrence {
    counted.iter().find(|(own, _)| own == id).unwrap().1.clone()
}

fn three_pages() -> Vec<Page> {
    let mut first = page("a", "20250301", &[(KindId::CONCERN, "x")]);
    first.link = Some("https://www.one.org/1".into());
    first.rows = vec![(KindId::CONCERN, "x".into(), 2), (KindId::CONCERN, "X".into(), 5)];
    let mut second = page("b", "20250101", &[(KindId::CONCERN, "x"), (KindId::ISSUE, "y")]);
    second.link = Some("http://one.org/2".into());
    let mut third = page("c", "20300101", &[(KindId::CONCERN, "x"), (KindId::ISSUE, "z")]);
    third.link = Some("http://two.org/".into());
    vec![first, second, third]
}

#[test]
fn distinct_articles_domains_and_editions_are_counted() {
    let counted = counted(&three_pages());
    let expected = Recurrence {
        mentions: 4,
        articles: 3,
        sources: 2,
        editions: 3,
        first_seen: Some(date(2025, 1, 1)),
        // The edition of 2030 lies far beyond the bulk.
        last_seen: Some(date(2025, 3, 1)),
        relevancy_mean: Some(3.5),
        relevancy_max: Some(5.0),
    };
    assert_eq!(of(&counted, "concern:x"), expected);
    let article = of(&counted, "article:b");
    assert_eq!((article.mentions, article.articles, article.sources, article.editions), (2, 1, 1, 1));
    assert_eq!((article.first_seen, article.relevancy_mean), (Some(date(2025, 1, 1)), None));
    let edition = of(&counted, "edition:20300101");
    assert_eq!((edition.mentions, edition.articles, edition.editions, edition.first_seen), (2, 1, 1, None));
}

proptest! {
    #[test]
    fn copying_a_page_a_table_or_a_row_changes_no_count(pages in pages(), at in 0usize..5) {
        let counts = |pages: &[Page]| -> Vec<_> {
            let counted = counted(pages).into_iter().filter(|(id, _)| !id.starts_with("article:"));
            counted
                .map(|(id, r)| (id, r.articles, r.sources, r.editions, r.first_seen, r.last_seen))
                .collect()
        };
        let before = counts(&pages);
        // A page without rows and link has no copy.
        prop_assume!(!pages[at].rows.is_empty());
        let mut copied = pages.clone();
        copied.push(Page { path: "99.md".into(), edition: Some("20250201".into()), ..pages[at].clone() });
        let edition = |id: &str| id.starts_with("edition:");
        let entities = |counts: Vec<(String, u32, u32, u32, _, _)>| -> Vec<_> {
            counts.into_iter().filter(|count| !edition(&count.0)).collect()
        };
        if pages[at].edition.as_deref() == Some("20250101") {
            prop_assert_eq!(entities(counts(&copied)), entities(before.clone()));
        }
        copied.last_mut().unwrap().edition = pages[at].edition.clone();
        prop_assert_eq!(counts(&copied), before.clone());
        let mut table = pages.clone();
        table[at].rows.extend(pages[at].rows.clone());
        // Twice the rows may make or unmake a copy by equal rows in the sample, which knows no tables.
        let copies = |pages: &[Page]| corpus(pages).articles.iter().map(|a| a.copy_of).collect::<Vec<_>>();
        if copies(&table) == copies(&pages) {
            prop_assert_eq!(counts(&table), before);
        }
    }
}
