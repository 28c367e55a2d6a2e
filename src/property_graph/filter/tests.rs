use jiff::civil::date;

use super::{Filter, filter};
use crate::error::Error;
use crate::graph::sample::{Page, page};
use crate::parse::KindId;
use crate::property_graph::sample::{assembled, assembled_concepts, four_pages};
use crate::property_graph::{MentionTable, PropertyGraph};
use portent_graph::index::NodeRow;

fn ids_of(graph: &PropertyGraph) -> Vec<String> {
    graph.nodes.records().map(|node| node.id.to_string()).collect()
}

fn ids(filter_options: &Filter) -> Vec<String> {
    ids_of(&filter(&assembled(&four_pages()), filter_options).unwrap())
}

#[test]
fn no_condition_keeps_everything() {
    let graph = assembled(&four_pages());
    let same = filter(&graph, &Filter::default()).unwrap();
    assert_eq!(same, graph);
}

#[test]
fn kinds_are_chosen_by_name_or_plural() {
    let kinds = ids(&Filter { kinds: vec!["issues".into(), "Keyword".into()], ..Filter::default() });
    assert_eq!(kinds, ["issue:alone", "issue:jobs", "keyword:ai"]);
}

#[test]
fn an_unknown_kind_is_answered_with_the_nearest() {
    let unknown = Filter { kinds: vec!["concrn".into()], ..Filter::default() };
    let told = filter(&assembled(&four_pages()), &unknown).unwrap_err().to_string();
    assert!(
        told.starts_with("Filter::kinds: no kind is called \"concrn\"; did you mean concern? known are "),
        "{told}"
    );
}

#[test]
fn entities_of_enough_articles_keep_their_articles_and_editions() {
    let often = ids(&Filter { min_articles: Some(2), ..Filter::default() });
    assert_eq!(
        often,
        [
            "article:a",
            "article:b",
            "article:c",
            "edition:20250101",
            "edition:20250301",
            "concern:jobs",
            "concern:privacy"
        ]
    );
}

#[test]
fn a_category_keeps_its_articles_and_what_they_hold() {
    let work = ids(&Filter { categories: vec!["WORK".into()], ..Filter::default() });
    assert_eq!(work, ["article:a", "edition:20250101", "concern:jobs", "concern:privacy", "keyword:ai"]);
    let unknown = Filter { categories: vec!["wrk".into()], ..Filter::default() };
    let told = |filtered: Result<PropertyGraph, Error>| filtered.unwrap_err().to_string();
    let near = told(filter(&assembled(&four_pages()), &unknown));
    assert_eq!(near, "Filter::categories: no category is called \"wrk\"; did you mean \"Work\"?");
    let far = Filter { categories: vec!["nope".into()], ..Filter::default() };
    assert_eq!(
        told(filter(&assembled(&four_pages()), &far)),
        "Filter::categories: no category is called \"nope\""
    );
}

#[test]
fn days_in_the_wrong_order_are_refused() {
    let days = |since, until| Filter { since: Some(since), until: Some(until), ..Filter::default() };
    let (early, late) = (date(2025, 1, 1), date(2025, 2, 1));
    let told = filter(&assembled(&four_pages()), &days(late, early)).unwrap_err().to_string();
    assert!(told.contains("2025-02-01") && told.contains("2025-01-01"), "{told}");
    assert!(days(early, late).check().is_ok() && days(early, early).check().is_ok());
}

#[test]
fn undated_articles_do_not_pass_a_date() {
    let since = Filter { since: Some(date(2025, 2, 1)), ..Filter::default() };
    assert_eq!(ids(&since), ["article:b", "edition:20250301", "concern:jobs", "concern:rare", "issue:jobs"]);
    let until = Filter { until: Some(date(2025, 1, 1)), ..Filter::default() };
    let part = filter(&assembled(&four_pages()), &until).unwrap();
    assert_eq!(ids_of(&part)[0], "article:a");
    // Only the mentions of that article are left.
    assert!(part.mentions.iter().all(|mention| mention.path == "a") && part.mentions.len() == 3);
}

#[test]
fn dates_and_categories_hold_without_articles_and_without_mentions() {
    let pages = four_pages();
    let since = Filter { since: Some(date(2025, 2, 1)), ..Filter::default() };
    assert_eq!(ids_of(&filter(&assembled_concepts(&pages), &since).unwrap()), ["concern:jobs"]);
    let bare = PropertyGraph { mentions: MentionTable::default(), ..assembled(&pages) };
    assert_eq!(ids_of(&filter(&bare, &since).unwrap()), ids(&since));
    let nothing = PropertyGraph { mentions: MentionTable::default(), ..assembled_concepts(&pages) };
    assert!(matches!(filter(&nothing, &since), Err(Error::InvalidOption { .. })));
}

#[test]
fn a_neighborhood_grows_with_its_hops() {
    let around = |hops| ids(&Filter { around: Some("rare".into()), hops, ..Filter::default() });
    assert_eq!(around(0), ["concern:rare"]);
    assert_eq!(around(1), ["article:b", "concern:rare"]);
    assert_eq!(around(2), ["article:b", "edition:20250301", "concern:jobs", "concern:rare", "issue:jobs"]);
}

#[test]
fn the_top_is_chosen_among_what_is_left() {
    let graph = assembled(&four_pages());
    let options =
        Filter { kinds: vec!["concern".into()], top: Some(2), by: "articles".into(), ..Filter::default() };
    let part = filter(&graph, &options).unwrap();
    assert_eq!(ids_of(&part), ["concern:jobs", "concern:privacy"]);
    // Measures keep the values of the whole.
    let jobs = NodeRow::new(6);
    assert_eq!(part.value(NodeRow::new(0), "pagerank"), graph.value(jobs, "pagerank"));
    assert_eq!(graph.nodes[jobs].id, "concern:jobs");
    assert!(filter(&graph, &Filter { top: Some(1), by: "beauty".into(), ..Filter::default() }).is_err());
}

#[test]
fn a_cluster_is_chosen_by_rank_or_key() {
    let graph = assembled(&four_pages());
    let by = |name: &str| filter(&graph, &Filter { cluster: Some(name.into()), ..Filter::default() });
    let first = by("1").unwrap();
    assert_eq!(first.node_count() as u64, graph.clusters[0].size);
    assert_eq!(by(&graph.clusters[0].key).unwrap().nodes, first.nodes);
    assert_eq!(first.clusters, graph.clusters[..1]);
    let told = by("no such cluster").unwrap_err().to_string();
    assert!(told.starts_with("Filter::cluster: no cluster has the number, key or label"), "{told}");
}

#[test]
fn edges_join_the_nodes_that_are_left() {
    let graph = assembled(&four_pages());
    let part =
        filter(&graph, &Filter { kinds: vec!["concern".into(), "article".into()], ..Filter::default() })
            .unwrap();
    // Jobs 3, privacy 2, rare 1.
    assert_eq!(part.edge_count(), 6);
    let ends = |of: &PropertyGraph| -> Vec<[String; 2]> {
        of.edges.records().map(|edge| edge.ends().map(|end| of.nodes[end].id.to_string())).collect()
    };
    let all = ends(&graph);
    assert!(ends(&part).iter().all(|pair| all.contains(pair)));
    let said: Vec<String> = part.header.remarks.iter().map(ToString::to_string).collect();
    let said = said.join("\n");
    assert!(said.contains("kinds left out 5 nodes") && said.contains("6 of "), "{said}");
}

#[test]
fn mentions_of_what_is_left_keep_the_ids_of_what_is_not() {
    let graph = assembled(&four_pages());
    let part = filter(&graph, &Filter { kinds: vec!["concern".into()], ..Filter::default() }).unwrap();
    let named = |of: &PropertyGraph| -> Vec<[String; 2]> {
        let entities = of.mentions.iter().filter(|mention| mention.kind == crate::parse::KindId::CONCERN);
        entities.map(|mention| [mention.article, mention.entity].map(|node| of.id(node).to_owned())).collect()
    };
    assert_eq!(named(&part), named(&graph));
    assert!(part.mentions.iter().all(|mention| mention.article.row().is_none()));
    assert!(part.mentions.iter().all(|mention| mention.entity.row().is_some()));
}

/// Columns that tell counts and dates.
const COUNTED: [&str; 8] = [
    "mentions",
    "articles",
    "sources",
    "editions",
    "first_seen",
    "last_seen",
    "relevancy_mean",
    "relevancy_max",
];

fn figures(graph: &PropertyGraph, id: &str) -> Vec<String> {
    let row = graph.nodes.iter().find(|(_, node)| node.id == id).unwrap().0;
    COUNTED.iter().map(|&column| format!("{column} {:?}", graph.value(row, column))).collect()
}

/// The counts of a part are those of a build of the pages that pass, for every node.
fn counts_as_if_built_of(part: &PropertyGraph, pages: &[Page]) {
    let alone = assembled(pages);
    assert_eq!(ids_of(part), ids_of(&alone));
    for id in ids_of(part) {
        assert_eq!(figures(part, &id), figures(&alone, &id), "{id}");
    }
}

#[test]
fn counts_and_dates_are_of_what_passes() {
    let pages = four_pages();
    let whole = assembled(&pages);
    let since = Filter { since: Some(date(2025, 2, 1)), ..Filter::default() };
    counts_as_if_built_of(&filter(&whole, &since).unwrap(), &pages[1..2]);
    let work = Filter { categories: vec!["work".into()], ..Filter::default() };
    counts_as_if_built_of(&filter(&whole, &work).unwrap(), &pages[..1]);
    let both = Filter { categories: vec!["work".into(), "life".into()], ..Filter::default() };
    counts_as_if_built_of(&filter(&whole, &both).unwrap(), &pages[..2]);
    let said = filter(&whole, &since).unwrap().header.part.unwrap();
    assert_eq!(said.conditions, ["since 2025-02-01"]);
    assert_eq!(said.nodes, [5, whole.node_count()]);
}

#[test]
fn a_copy_that_passes_alone_counts_with_its_own_day() {
    let mut pages = four_pages();
    let mut copy = page("b2", "20250401", &[(KindId::CONCERN, "Jobs")]);
    for page in [&mut pages[1], &mut copy] {
        page.link = Some("https://example.org/one-page".into());
    }
    pages.push(copy);
    let whole = assembled(&pages);
    let late = filter(&whole, &Filter { since: Some(date(2025, 3, 15)), ..Filter::default() }).unwrap();
    assert_eq!(ids_of(&late), ["article:b2", "edition:20250401", "concern:jobs"]);
    assert!(whole.edges.records().any(|edge| edge.relation == crate::graph::Relation::Copies));
    let jobs = figures(&late, "concern:jobs");
    assert_eq!(jobs[..2], ["mentions Integer(1)", "articles Integer(1)"]);
    assert_eq!(jobs[4], "first_seen Date(2025-04-01)");
    assert_eq!(figures(&late, "article:b2")[4], "first_seen Date(2025-04-01)");
}

#[test]
fn counts_of_pages_are_of_the_kinds_that_pass_and_measures_of_the_whole() {
    let whole = assembled(&four_pages());
    let kinds = vec!["article".into(), "edition".into(), "issue".into()];
    let part = filter(&whole, &Filter { kinds, ..Filter::default() }).unwrap();
    assert_eq!(figures(&part, "article:b")[0], "mentions Integer(1)");
    assert_eq!(figures(&part, "edition:20250301")[..2], ["mentions Integer(1)", "articles Integer(1)"]);
    assert_eq!(figures(&part, "issue:jobs"), figures(&whole, "issue:jobs"));
    let row = part.nodes.iter().find(|(_, node)| node.id == "article:b").unwrap().0;
    let before = whole.nodes.iter().find(|(_, node)| node.id == "article:b").unwrap().0;
    assert_eq!(part.value(row, "pagerank"), whole.value(before, "pagerank"));
}

#[test]
fn conditions_on_counts_hold_for_the_articles_that_pass() {
    let whole = assembled(&four_pages());
    let twice = Filter { since: Some(date(2025, 1, 1)), min_articles: Some(2), ..Filter::default() };
    let part = filter(&whole, &twice).unwrap();
    // Privacy stands in two articles, one of them without a date.
    assert!(
        ids_of(&part).contains(&"concern:jobs".into()) && !ids_of(&part).contains(&"concern:privacy".into())
    );
    assert_eq!(part.header.part.unwrap().conditions, ["since 2025-01-01", "articles at least 2"]);
}

#[test]
fn without_mentions_the_edges_tell_counts_and_no_relevancy_is_known() {
    let pages = four_pages();
    let bare = PropertyGraph { mentions: MentionTable::default(), ..assembled(&pages) };
    let part = filter(&bare, &Filter { since: Some(date(2025, 2, 1)), ..Filter::default() }).unwrap();
    let alone = assembled(&pages[1..2]);
    assert_eq!(figures(&part, "concern:jobs")[..6], figures(&alone, "concern:jobs")[..6]);
    assert_eq!(figures(&part, "concern:jobs")[6], "relevancy_mean Missing");
    assert_eq!(figures(&part, "concern:rare"), figures(&alone, "concern:rare"));
}

#[test]
fn a_part_of_a_part_remembers_the_whole() {
    let whole = assembled(&four_pages());
    let first = filter(&whole, &Filter { since: Some(date(2025, 1, 1)), ..Filter::default() }).unwrap();
    let second = filter(&first, &Filter { kinds: vec!["concern".into()], ..Filter::default() }).unwrap();
    let part = second.header.part.as_ref().unwrap();
    assert_eq!(part.conditions, ["since 2025-01-01", "kinds concern"]);
    assert_eq!(part.nodes, [second.node_count(), whole.node_count()]);
    // Articles are not in the graph any more, and their days still are.
    let third = filter(&second, &Filter { since: Some(date(2025, 2, 1)), ..Filter::default() }).unwrap();
    assert_eq!(figures(&third, "concern:jobs")[..2], ["mentions Integer(1)", "articles Integer(1)"]);
    assert_eq!(figures(&third, "concern:jobs")[3], "editions Integer(1)");
}
