use super::{ConceptsOptions, concepts};
use crate::graph::build::build;
use crate::graph::sample::{Page, corpus, page, resolution};
use crate::graph::{Graph, Relation};
use crate::parse::KindId;

const C: KindId = KindId::CONCERN;

fn view(pages: &[Page], options: &ConceptsOptions) -> (Graph, Vec<String>) {
    let corpus = corpus(pages);
    let resolution = resolution(&corpus);
    let (view, remarks) = concepts(&corpus, &resolution, &build(&corpus, &resolution), options);
    (view, remarks.iter().map(ToString::to_string).collect())
}

/// `x` and `y` share pages 0 and 1 of eight, `everywhere` is on all, `once` on one.
fn eight_pages() -> Vec<Page> {
    let path = |at: usize| format!("{at}.md");
    let both = |at| page(&path(at), "", &[(C, "x"), (C, "y"), (C, "everywhere")]);
    let mut pages = vec![both(0), both(1)];
    pages[0].rows.push((C, "once".into(), 0));
    pages.extend((2..8).map(|at| page(&path(at), "", &[(C, "everywhere"), (C, &format!("own {at}"))])));
    pages
}

#[test]
fn entities_that_meet_more_often_than_chance_are_joined() {
    let (view, remarks) = view(&eight_pages(), &ConceptsOptions::default());
    let labels: Vec<&str> = view.nodes.iter().map(|node| node.label.as_str()).collect();
    assert_eq!(labels, ["x", "y"]);
    let edge = view.edges[0];
    // 2 shared articles where 2 * 2 / 8 are expected.
    assert_eq!(
        (view.edges.len(), edge.relation, edge.weight, edge.count),
        (1, Relation::CoOccurs, 4.0, Some(2))
    );
    // Pairs: x-y, x-everywhere, y-everywhere; the nodes left out are `everywhere`, `once` and six of one page.
    assert!(remarks[0].contains("3 pairs") && remarks[0].contains("2 of them"), "{remarks:?}");
    assert!(remarks[1].contains("8 of 10 entities"), "{remarks:?}");
}

#[test]
fn an_entity_keeps_only_its_best_pairs_and_those_that_are_best_for_others() {
    let (all, _) = view(&eight_pages(), &ConceptsOptions { significance: 1.0, ..ConceptsOptions::default() });
    assert_eq!(all.edges.len(), 3);
    let one = ConceptsOptions { significance: 1.0, best: 1, ..ConceptsOptions::default() };
    // x-y is best for both; `everywhere` keeps its best, one of two equally likely pairs: the first.
    let (one, remarks) = view(&eight_pages(), &one);
    assert_eq!(one.edges.len(), 2);
    assert!(remarks[0].contains("1 beyond"), "{remarks:?}");
}

#[test]
fn copies_do_not_make_a_pair() {
    let mut pages: Vec<Page> =
        (0..8).map(|at| page(&format!("{at}.md"), "", &[(C, &format!("own {at}"))])).collect();
    for page in &mut pages[..2] {
        page.rows = vec![(C, "x".into(), 0), (C, "y".into(), 0)];
    }
    assert!(view(&pages, &ConceptsOptions::default()).0.nodes.is_empty());
}
