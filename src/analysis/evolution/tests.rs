use super::{Fate, Idea, Life, Lives, Origin, Overlap, Place, Theme, ThemeOptions, lives, themes};
use crate::graph::occurrence::DistinctArticle;
use portent_graph::csr::Csr;
use portent_graph::index::TiVec;

/// A theme of ideas with the articles of each.
fn theme(ideas: &[(u32, u32)]) -> Theme {
    let ideas = ideas.iter().map(|&(idea, articles)| (Idea::new(idea), articles)).collect();
    Theme { ideas, ..Theme::default() }
}

fn articles(rows: &[&[u32]]) -> Csr<DistinctArticle, Idea> {
    Csr::filled(rows.len(), |article: DistinctArticle, ideas| {
        ideas.extend(rows[usize::from(article)].iter().map(|&idea| Idea::new(idea)));
    })
}

fn free(ideas: usize) -> TiVec<Idea, Option<u32>> {
    vec![None; ideas].into()
}

fn said(found: &[Theme]) -> Vec<Vec<(u32, u32)>> {
    let ideas = |theme: &Theme| theme.ideas.iter().map(|&(idea, articles)| (idea.get(), articles)).collect();
    found.iter().map(ideas).collect()
}

/// Two subjects of three ideas in three articles each; 6 in one article, 7 and 8 in two that hold nothing else that recurs.
const TWO_SUBJECTS: &[&[u32]] =
    &[&[0, 1, 2], &[0, 1, 6], &[0, 2, 7, 8], &[3, 4, 5], &[3, 4], &[3, 5], &[7, 8], &[0, 3]];

#[test]
fn ideas_that_share_articles_are_themes_and_the_rest_is_counted() {
    let found = themes(&articles(TWO_SUBJECTS), &free(9), &ThemeOptions::default());
    // 7 and 8 share both of their articles, weight 1; to 0 and 2 it is 1/8 and 1/4.
    assert_eq!(said(&found.themes), [[(0, 4), (1, 2), (2, 2)], [(3, 4), (4, 2), (5, 2)]]);
    assert_eq!(found.themes.iter().map(|theme| theme.articles).collect::<Vec<_>>(), [4, 4]);
    assert_eq!((found.small, found.beyond), (2, 0));
    // Of eight that recur the five of most articles, ties by number: 0, 3, 1, 2, 4.
    let few = themes(&articles(TWO_SUBJECTS), &free(9), &ThemeOptions::default().with_foremost(5));
    assert_eq!((said(&few.themes), few.beyond, few.small), (vec![vec![(0, 4), (1, 2), (2, 2)]], 3, 2));
}

#[test]
fn pinned_ideas_are_a_theme_whatever_they_share_and_in_no_cluster() {
    let mut pinned = free(9);
    pinned[Idea::new(6)] = Some(4);
    pinned[Idea::new(3)] = Some(4);
    let found = themes(&articles(TWO_SUBJECTS), &pinned, &ThemeOptions::default());
    assert_eq!(said(&found.themes), [vec![(0, 4), (1, 2), (2, 2)], vec![(3, 4), (6, 1)]]);
    assert_eq!(found.themes[1], Theme { pinned: Some(4), articles: 5, ..found.themes[1].clone() });
}

/// Words and occurrences of two clusters as `thematicEvolution` of bibliometrix has them, its formulas worked by hand:
/// privacy 6/4, consent 3/5 and cookies 2/1 are in both; tracking 4 and adverts 1 only before; law 8, fines 2, gdpr 3 and
/// transfer 1 only after. len.x 5, len.y 7, tot.x 16, tot.y 24.
/// `Inc_index` 3/5; `Inc_Weighted` (4 + 3 + 1)/16; `Stability` 3/(5 + 7 - 3).
#[test]
fn overlaps_equal_those_of_bibliometrix() {
    let before = theme(&[(0, 6), (3, 4), (1, 3), (2, 2), (4, 1)]);
    let after = theme(&[(5, 8), (1, 5), (0, 4), (7, 3), (6, 2), (2, 1), (8, 1)]);
    let shared = [(0, [6, 4]), (1, [3, 5]), (2, [2, 1])].map(|(idea, counts)| (Idea::new(idea), counts));
    let expected = Overlap { inclusion: 3.0 / 5.0, weighted: 8.0 / 16.0, stability: 3.0 / 9.0 };
    assert_eq!(Overlap::of(&shared, [&before, &after]), expected);
    let Lives { flows, .. } = lives(&[vec![before], vec![after]], &ThemeOptions::default());
    assert_eq!((flows.len(), flows[0].overlap, &*flows[0].ideas), (1, expected, &shared[..]));
}

/// Cobo et al. 2011: the inclusion index is 1 where one theme holds the other, and both are where they are equal.
#[test]
fn a_theme_that_holds_another_includes_it_and_is_stable_only_where_it_is_equal() {
    let (part, whole) = (theme(&[(0, 1), (1, 1)]), theme(&[(0, 1), (1, 1), (2, 1), (3, 1)]));
    let shared = [(0, [1, 1]), (1, [1, 1])].map(|(idea, counts)| (Idea::new(idea), counts));
    let of = |themes| Overlap::of(&shared, themes);
    assert_eq!(of([&part, &whole]), Overlap { inclusion: 1.0, weighted: 1.0, stability: 0.5 });
    assert_eq!(of([&part, &part]), Overlap { inclusion: 1.0, weighted: 1.0, stability: 1.0 });
    assert_eq!(Overlap::of(&[], [&theme(&[]), &theme(&[])]), Overlap::default());
}

/// Four periods. 0..3 continues, then splits into 0, 1 and 2, 3; both and 4, 5 merge. 6..8 pauses for a period. 9..11 ends.
fn four_periods() -> Vec<Vec<Theme>> {
    let even = |ideas: &[u32]| theme(&ideas.iter().map(|&idea| (idea, 2)).collect::<Vec<_>>());
    vec![
        vec![even(&[0, 1, 2, 3]), even(&[6, 7, 8]), even(&[9, 10, 11])],
        vec![even(&[0, 1, 2, 3])],
        vec![even(&[0, 1, 20]), even(&[2, 3, 21]), even(&[4, 5, 22]), even(&[6, 7, 8])],
        vec![even(&[0, 1, 2, 3, 4, 5])],
    ]
}

#[test]
fn lives_tell_what_continues_splits_merges_pauses_and_ends() {
    let lives = lives(&four_periods(), &ThemeOptions::default());
    let life = |origin, fate, thread| Life { origin, fate, thread };
    assert_eq!(
        lives.of[0],
        [
            life(Origin::First, Fate::Continues, 0),
            life(Origin::First, Fate::Pauses, 1),
            life(Origin::First, Fate::Ends, 2),
        ]
    );
    assert_eq!(lives.of[1], [life(Origin::Continues, Fate::Splits, 0)]);
    // Of equal overlaps the first goes on with the thread.
    assert_eq!(
        lives.of[2],
        [
            life(Origin::Split, Fate::Merges, 0),
            life(Origin::Split, Fate::Merges, 3),
            life(Origin::New, Fate::Merges, 4),
            life(Origin::Back, Fate::Ends, 1),
        ]
    );
    assert_eq!(lives.of[3], [life(Origin::Merged, Fate::Last, 0)]);
    let back: Vec<(Place, Place)> =
        lives.flows.iter().filter(|flow| flow.is_back()).map(|flow| (flow.from, flow.to)).collect();
    assert_eq!(back, [(Place { period: 0, theme: 1 }, Place { period: 2, theme: 3 })]);
}

#[test]
fn overlaps_below_the_least_inclusion_are_no_flow_unless_both_are_pinned_as_one() {
    let mut periods = vec![vec![theme(&[(1, 18), (0, 1), (3, 1)])], vec![theme(&[(2, 18), (0, 1), (3, 1)])]];
    // 2/20 by occurrences.
    assert!(lives(&periods, &ThemeOptions::default()).flows.is_empty());
    assert_eq!(lives(&periods, &ThemeOptions::default().with_least_inclusion(0.1)).flows.len(), 1);
    for theme in periods.iter_mut().flatten() {
        theme.pinned = Some(0);
    }
    assert_eq!(lives(&periods, &ThemeOptions::default()).flows.len(), 1);
}

#[test]
fn one_shared_idea_joins_themes_only_where_it_is_the_foremost_of_one() {
    let flows =
        |before: Theme, after: Theme| lives(&[vec![before], vec![after]], &ThemeOptions::default()).flows;
    // 2/6 by occurrences in both cases.
    assert!(flows(theme(&[(1, 2), (0, 2), (2, 2)]), theme(&[(3, 2), (0, 2), (4, 2)])).is_empty());
    assert_eq!(flows(theme(&[(0, 2), (1, 2), (2, 2)]), theme(&[(3, 2), (0, 2), (4, 2)])).len(), 1);
}
