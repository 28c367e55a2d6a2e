use proptest::prelude::*;

use super::connections;
use crate::graph::occurrence::Occurrences;
use crate::graph::sample::{Page, corpus, entity, link, page, pages, resolution};
use crate::parse::{Corpus, KindId};
use crate::resolve::{LinkRelation, Resolution};

const C: KindId = KindId::CONCERN;

fn counted(corpus: &Corpus, resolution: &Resolution) -> super::Connections {
    connections(resolution, &Occurrences::new(corpus, resolution).without_near_copies())
}

/// Of eight pages `a`, `b` and the issue `e` are on the first two, `c` on the first five, `u` on all.
fn eight_pages() -> Vec<Page> {
    (0..8)
        .map(|at| {
            let mut rows =
                vec![(C, "u"), (KindId::SIGNAL, ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"][at])];
            if at < 2 {
                rows.extend([(C, "a"), (C, "b"), (KindId::ISSUE, "e")]);
            }
            if at < 5 {
                rows.push((C, "c"));
            }
            page(&format!("{at}.md"), "", &rows)
        })
        .collect()
}

#[test]
fn meetings_count_where_chance_does_not_explain_them() {
    // a-b, a-e and b-e share 2 of 8 articles with 2 each: 1 / C(8,2) = 0.036. a-c: C(5,2) / C(8,2) = 0.357. u: 1.
    let corpus = corpus(&eight_pages());
    let resolution = resolution(&corpus);
    let counted = counted(&corpus, &resolution);
    let total = |label| counted.total(entity(&resolution, label));
    let a = entity(&resolution, "a");
    assert_eq!(total("a"), 2);
    assert_eq!(counted.by_kind(a), [(C, 1), (KindId::ISSUE, 1)]);
    assert_eq!(counted.strongest(a), [entity(&resolution, "b"), entity(&resolution, "e")]);
    assert_eq!((total("c"), total("u"), total("s0")), (0, 0, 0));
}

#[test]
fn what_restates_an_entity_is_not_met() {
    let corpus = corpus(&eight_pages());
    let mut resolution = resolution(&corpus);
    resolution.links = vec![link(&resolution, "a", "e", LinkRelation::Restates)];
    let counted = counted(&corpus, &resolution);
    let total = |label| counted.total(entity(&resolution, label));
    assert_eq!((total("a"), total("b"), total("e")), (1, 2, 1));
}

#[test]
fn near_copies_are_one_meeting() {
    let mut pages = eight_pages();
    for page in &mut pages[..2] {
        page.rows.extend(["p", "q", "r"].map(|name| (C, name.to_owned(), 0)));
    }
    let corpus = corpus(&pages);
    let resolution = resolution(&corpus);
    assert_eq!(counted(&corpus, &resolution).by_kind.item_count(), 0);
}

proptest! {
    #[test]
    fn an_entity_on_every_page_changes_no_count(pages in pages()) {
        let before = corpus(&pages);
        let resolved = resolution(&before);
        let mut pages = pages;
        for page in &mut pages {
            page.rows.push((KindId::SIGNAL, "everywhere".into(), 0));
        }
        let after = corpus(&pages);
        // A page without rows that gains one may become a copy of another such page.
        prop_assume!(before.articles.iter().map(|a| a.copy_of).eq(after.articles.iter().map(|a| a.copy_of)));
        let resolved_after = resolution(&after);
        let (old, new) = (counted(&before, &resolved), counted(&after, &resolved_after));
        for (entity, old) in resolved.entities.iter().zip(old.by_kind.iter()) {
            let same = resolved_after.entities.iter().position(|e| e.label == entity.label && e.kind == entity.kind);
            prop_assert_eq!(&new.by_kind[same.unwrap().into()], old);
        }
        prop_assert_eq!(new.total(entity(&resolved_after, "everywhere")), 0);
    }
}
