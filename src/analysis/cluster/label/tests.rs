use super::{LabelOptions, Partition, Request, labels};
use crate::analysis::cluster::ClusterId;
use crate::graph::occurrence::DistinctArticle;
use portent_graph::csr::Csr;
use portent_graph::index::NodeRow;

fn partition(cluster_of: &[u32]) -> Partition {
    let count = cluster_of.iter().max().map_or(0, |&last| last as usize + 1);
    Partition { cluster_of: cluster_of.iter().copied().map(ClusterId::new).collect(), count, modularity: 0.0 }
}

fn labeled(cluster_of: &[u32], names: &[&str]) -> Vec<(String, Vec<super::Term>)> {
    in_articles(cluster_of, names, &[])
}

/// Labels of nodes that stand in these articles; of nodes without articles where there are none.
fn in_articles(cluster_of: &[u32], names: &[&str], articles: &[&[u32]]) -> Vec<(String, Vec<super::Term>)> {
    let fallbacks = ["first", "second", "third", "fourth"];
    let articles: Csr<NodeRow, DistinctArticle> = Csr::filled(articles.len(), |node, row| {
        row.extend(articles[usize::from(node)].iter().copied().map(DistinctArticle::new));
    });
    let request = Request { names, articles: &articles, membership: &[], fallbacks: &fallbacks, taken: &[] };
    labels(&partition(cluster_of), &request, &LabelOptions::default())
}

fn terms(found: &(String, Vec<super::Term>)) -> Vec<&str> {
    found.1.iter().map(|term| term.term.as_str()).collect()
}

#[test]
fn scores_are_those_of_the_formula() {
    // Articles: cluster 0 has 0, 1, 2, 3; cluster 1 has 4, 5. `solar power` stands in 0, 1, 2 of cluster 0 and in none of
    // cluster 1: cover 3/4 of the articles and 2/3 of the distinct names; three quarters over three sixths is 1.5 times as
    // frequent; of its four uses in articles three are whole, the other is in `solar power plants`. Its words stand in the same.
    let names = ["Solar Power", "Solar Power", "Solar Power Plants", "Roofs", "Tides", "Wind"];
    let found = in_articles(&[0, 0, 0, 0, 1, 1], &names, &[&[0, 1], &[1], &[2], &[3], &[4], &[5]]);
    let told = |lift: f64| libm::log(lift) / libm::log(20.0);
    let score = libm::sqrt(0.75 * 2.0 / 3.0) * told(1.5) * libm::sqrt(3.0 / 4.0);
    let solar = &found[0].1[0];
    assert!(solar.term == "solar power" && (solar.score - score).abs() < 1e-15, "{found:?}");
    // A single word: `wind` in one of two articles and names, which is 3 times as frequent as in all.
    let wind = found[1].1.iter().find(|term| term.term == "wind").unwrap();
    assert!((wind.score - 0.5 * told(3.0) * 0.65).abs() < 1e-15, "{found:?}");
}

#[test]
fn a_name_that_is_mentioned_all_over_does_not_head_the_cluster_that_holds_it() {
    // `data privacy` stands in all articles of both clusters and belongs to the first with a quarter of its weight.
    let names =
        ["Data Privacy", "Open Models", "Use of Open Models", "Open Models for All", "Tides", "The Tides"];
    let articles: [&[u32]; 6] = [&[0, 1, 2, 3, 4, 5], &[0], &[1], &[2], &[3, 4], &[5]];
    let articles: Csr<NodeRow, DistinctArticle> = Csr::filled(6, |node, row| {
        row.extend(articles[usize::from(node)].iter().copied().map(DistinctArticle::new));
    });
    let request = Request {
        names: &names,
        articles: &articles,
        membership: &[0.25, 1.0, 1.0, 1.0, 1.0, 1.0],
        fallbacks: &["a", "b"],
        taken: &[],
    };
    let found = labels(&partition(&[0, 0, 0, 0, 1, 1]), &request, &LabelOptions::default());
    assert_eq!((found[0].0.as_str(), found[1].0.as_str()), ("Open models", "Tides"));
}

#[test]
fn the_second_part_covers_what_the_first_leaves() {
    // `roof cells` scores more than `heat pumps`, and stands where `solar grid` stands.
    let names = [
        "Solar Grid",
        "The Solar Grid",
        "Solar Grid: Villages",
        "Roof Cells",
        "The Roof Cells",
        "Heat Pumps",
        "The Heat Pumps",
        "Tides",
    ];
    let articles: [&[u32]; 8] = [&[0], &[1], &[2], &[0, 1], &[2], &[3], &[4], &[5]];
    let found = in_articles(&[0, 0, 0, 0, 0, 0, 0, 1], &names, &articles);
    assert_eq!(terms(&found[0])[..3], ["solar grid", "roof cells", "heat pumps"]);
    assert_eq!(found[0].0, "Solar grid and heat pumps");
}

#[test]
fn what_would_say_the_opposite_keeps_its_noun() {
    let names = ["Erosion of Trust", "Erosion of Trust in Media", "Tides"];
    assert_eq!(labeled(&[0, 0, 1], &names)[0].0, "Erosion of trust");
    // Where a noun stands behind many others, it is the subject.
    let names = ["Trust", "Trust in Media", "Erosion of Trust", "Tides"];
    assert_eq!(labeled(&[0, 0, 0, 1], &names)[0].0, "Trust");
}

#[test]
fn a_part_with_a_preposition_stands_last() {
    let names = ["Lack of Rain", "Lack of Rain", "Lack of Rain", "Early Crops", "Early Crops", "Tides"];
    let found = labeled(&[0, 0, 0, 0, 0, 1], &names);
    assert_eq!(found[0].0, "Early crops and lack of rain");
}

#[test]
fn headings_that_a_reader_cannot_tell_apart_are_given_once() {
    let names = [
        "Mental Health",
        "Mental Health",
        "Mental Health Crisis",
        "Mental Health Crisis",
        "Creators",
        "Creators",
    ];
    let found = labeled(&[0, 0, 1, 1, 1, 1], &names);
    assert_eq!((found[0].0.as_str(), found[1].0.as_str()), ("Mental health", "Creators"));
}

#[test]
fn a_label_reads_like_a_heading() {
    let names = [
        "Job Displacement",
        "Job Displacement due to AI",
        "Concerns about Job Displacement",
        "Skills Gap",
        "Growing Skills Gaps",
        "Skill gap",
        "Tides",
    ];
    assert_eq!(labeled(&[0, 0, 0, 0, 0, 0, 1], &names)[0].0, "Job displacement and skill gap");
}

#[test]
fn pieces_of_phrases_are_no_labels() {
    // `source models` and `open source` are never whole, `automation on employment` is cut out of `impact of`.
    let names = ["Open Source Models", "open source models", "Open Source Models", "cats"];
    assert_eq!(terms(&labeled(&[0, 0, 0, 1], &names)[0]), ["open source models"]);
    let names = ["Impact of Automation on Employment"; 2];
    assert_eq!(terms(&labeled(&[0, 0], &names)[0]), ["employment"]);
    let names = ["Dependence on Technology", "Growing Dependence on Technology"];
    assert_eq!(labeled(&[0, 0], &names)[0].0, "Dependence on technology");
}

#[test]
fn one_article_does_not_name_a_large_cluster() {
    // Seen under five kinds on one page; `tides` on two pages.
    let names = ["Memorable Primes", "Memorable Primes", "Memorable Primes", "Tides", "Tides", "kelp"];
    let articles: [&[u32]; 6] = [&[0], &[0], &[0], &[1], &[2], &[3, 4]];
    let found = in_articles(&[0; 6], &names, &articles);
    assert_eq!(terms(&found[0]), ["tides"]);
}

#[test]
fn words_that_every_cluster_uses_count_less_than_its_own() {
    let found = labeled(&[0, 0, 0, 1, 1, 1], &["AI law", "AI law", "AI", "AI farm", "AI farm", "AI"]);
    assert_eq!((found[0].0.as_str(), found[1].0.as_str()), ("AI law", "AI farm"));
}

#[test]
fn function_words_part_phrases_and_never_stand_at_an_end() {
    let found = labeled(&[0, 0, 1], &["The future of tides", "Future of the tides", "of the"]);
    assert_eq!(found[0].0, "Tides");
    assert_eq!(found[1], ("second".to_owned(), Vec::new()));
}

#[test]
fn function_words_of_other_languages_say_nothing_either() {
    let found =
        labeled(&[0, 0, 0], &["L'avenir de l\u{2019}IA et des robots", "l'IA pour la sant\u{e9}", "L'IA"]);
    assert!(found[0].0.starts_with("IA"), "{found:?}");
}

#[test]
fn a_term_that_repeats_a_better_one_is_left_out() {
    let repeated =
        ["Large Language Models", "Large Language Models (LLMs)", "LLMs", "Cyber Threats", "Cybersecurity"];
    let found = labeled(&[0; 5], &repeated);
    assert_eq!(
        terms(&found[0]).iter().filter(|term| term.contains("LLM") || term.contains("large")).count(),
        1
    );
    let found = labeled(&[0, 0], &repeated[3..]);
    assert_eq!(terms(&found[0]), ["cyber threats"]);
}

#[test]
fn inflections_count_together_under_the_most_usual_form() {
    let found = labeled(&[0, 0, 0, 1], &["Robots", "robots", "robot", "other"]);
    assert_eq!(found[0].1.len(), 1);
    assert_eq!(found[0].0, "Robots");
}

#[test]
fn equal_terms_still_give_different_labels() {
    let names = ["a robot", "a robot", "robots", "the robot"];
    let found = labeled(&[0, 1, 2, 3], &names);
    let texts: Vec<&str> = found.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(texts, ["Robot", "second", "third", "fourth"]);
    let articles = Csr::default();
    let request = Request {
        names: &["x y"; 3],
        articles: &articles,
        membership: &[],
        fallbacks: &["key"; 3],
        taken: &["key 3"],
    };
    let same = labels(&partition(&[0, 1, 2]), &request, &LabelOptions::default());
    let texts: Vec<&str> = same.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(texts, ["key", "key 2", "key 4"]);
}

#[test]
fn a_large_cluster_is_not_named_after_one_member() {
    let names = ["grid", "grid", "zebra crossing", "grid price", "grid"];
    assert_eq!(labeled(&[0; 5], &names)[0].0, "Grid");
}

#[test]
fn names_and_acronyms_keep_their_capitals() {
    let names = [
        "laws of Brazil",
        "work in Brazil",
        "the trade of Brazil",
        "Brazil Fires",
        "BRAZIL",
        "GPU Farms in Brazil",
    ];
    let found = labeled(&[0, 0, 0, 0, 1, 1], &names);
    assert_eq!(terms(&found[0])[0], "Brazil fires");
    assert_eq!(found[1].0, "GPU farms in Brazil");
    assert_eq!(labeled(&[0, 0], &["iPhone Cameras", "iPhone Cameras"])[0].0, "iPhone cameras");
    assert_eq!(labeled(&[0, 0], &["human-AI teams", "Human-AI Teams"])[0].0, "Human-AI teams");
}

#[test]
fn names_of_people_are_no_labels() {
    let names =
        ["a talk with Rachel Carson", "songs by Rachel Carson", "kelp", "kelp of the sea by Rachel Carson"];
    assert_eq!(terms(&labeled(&[0; 4], &names)[0])[0], "kelp");
}

#[test]
fn no_label_is_longer_than_a_heading() {
    let long = "Antidisestablishmentarianism Countermeasures";
    let names = [long, long, "Institutionalization", "Institutionalization"];
    let found = labeled(&[0; 4], &names);
    assert_eq!(found[0].0, "Antidisestablishmentarianism countermeasures");
    let articles = Csr::default();
    let name = "of the and of the and of the and of the and of the and of the";
    let request =
        Request { names: &["of"], articles: &articles, membership: &[], fallbacks: &[name], taken: &[] };
    let found = labels(&partition(&[0]), &request, &LabelOptions::default());
    assert_eq!(found[0].0, "of the and of the and of the and of the and\u{2026}");
    assert!(found[0].0.chars().count() <= super::LONGEST);
}

#[test]
fn labels_of_other_languages_are_subjects() {
    let japanese = ["Tidepoolの岸壁をマージしました。", "これには岸壁が含まれます。", "岸壁とは何ですか"];
    let chinese = ["但是数据中心的用水", "我认为数据中心很大", "数据中心和电力"];
    let korean = ["데이터센터의 전력", "데이터센터에서 물을 사용합니다", "그리고 데이터센터는"];
    let names: Vec<&str> = japanese.iter().chain(&chinese).chain(&korean).copied().collect();
    let found = labeled(&[0, 0, 0, 1, 1, 1, 2, 2, 2], &names);
    assert_eq!(found[0].1[0].term, "岸壁");
    assert!(!found[0].0.contains("しました") && !found[0].0.contains("これ"), "{found:?}");
    assert_eq!(found[1].1[0].term, "数据中心");
    assert!(!found[1].0.contains("但是") && !found[1].0.contains("认为"), "{found:?}");
    assert_eq!(found[2].1[0].term, "데이터센터");
}

#[test]
fn an_archive_in_french_has_labels_without_its_function_words() {
    let names = [
        "Le port et les grues",
        "Une grue pour le port",
        "Le port",
        "Perte de la biodiversit\u{e9} dans le port",
    ];
    let found = labeled(&[0; 4], &names);
    assert_eq!(found[0].1[0].term, "port");
    assert!(terms(&found[0]).iter().all(|term| !term.starts_with("le ")), "{found:?}");
    let names =
        ["Perte de la biodiversit\u{e9}", "La perte de la biodiversit\u{e9} et les grues", "Les grues"];
    assert_eq!(labeled(&[0; 3], &names)[0].0, "Perte de la biodiversit\u{e9} et grues");
}

#[test]
fn labels_hold_no_markup_and_no_addresses() {
    let names = [
        "[Ferry 0.13][ferry rc5] (https://example.org/x)",
        "Ferry {% include note %}",
        "<br>#263 [ferry](a.md) from example.com",
    ];
    let found = labeled(&[0, 0, 0], &names);
    assert_eq!(found[0].0, "Ferry");
    assert_eq!(found[0].1.len(), 1, "{found:?}");
}

#[test]
fn the_name_of_a_series_is_no_label() {
    let names: Vec<String> = (1..=6).map(|issue| format!("Harbor Weekly {issue}: kelp {issue}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(labeled(&[0; 6], &names)[0].0, "Kelp");
}
