use super::words::plain_words;
use super::{ClusterId, LabelOptions, Partition, Request, labels};

fn partition(cluster_of: &[u32]) -> Partition {
    let count = cluster_of.iter().max().map_or(0, |&last| last as usize + 1);
    Partition { cluster_of: cluster_of.iter().copied().map(ClusterId::new).collect(), count, modularity: 0.0 }
}

fn labeled(cluster_of: &[u32], names: &[&str]) -> Vec<(String, Vec<super::Term>)> {
    let fallbacks = ["first", "second", "third", "fourth"];
    let request = Request { names, weights: &[], fallbacks: &fallbacks, taken: &[] };
    labels(&partition(cluster_of), &request, &LabelOptions::default())
}

#[test]
fn scores_are_those_of_the_formula() {
    // Cluster 0 uses solar 2, power 1, roof 1, solar power 1, solar roof 1: 6 terms; cluster 1 uses wind 1, power 1,
    // wind power 1: 3 terms. A = 9 / 2; solar: 2/6 * ln(1 + 4.5 / 2).
    let found = labeled(&[0, 0, 1], &["Solar power", "Solar roofs", "Wind power"]);
    let solar = &found[0].1[0];
    assert_eq!(solar.term, "solar");
    assert!((solar.score - 2.0 / 6.0 * libm::log(1.0 + 4.5 / 2.0)).abs() < 1e-15);
}

#[test]
fn words_that_every_cluster_uses_count_less_than_its_own() {
    let found = labeled(&[0, 0, 0, 1, 1, 1], &["AI law", "AI law", "AI", "AI farm", "AI farm", "AI"]);
    assert_eq!(found[0].1[0].term, "AI law");
    assert!(found.iter().all(|(label, _)| label.contains("AI")), "{found:?}");
}

#[test]
fn a_phrase_takes_the_place_of_its_words() {
    let names = ["Machine learning", "machine learning tools", "machine learning chips", "quantum"];
    let found = labeled(&[0, 0, 0, 1], &names);
    let terms: Vec<&str> = found[0].1.iter().map(|term| term.term.as_str()).collect();
    assert_eq!(terms[0], "machine learning");
    assert!(!terms.contains(&"machine") && !terms.contains(&"learning"), "{terms:?}");
}

#[test]
fn stop_words_part_phrases_and_never_stand_in_labels() {
    let found = labeled(&[0, 0, 1], &["The future of work", "Future of the work", "of the"]);
    assert_eq!(found[0].0, "work");
    assert_eq!(found[1], ("second".to_owned(), Vec::new()));
}

#[test]
fn function_words_of_other_languages_say_nothing_either() {
    let found = labeled(
        &[0, 0, 1],
        &["L'avenir de l\u{2019}IA et des robots", "l'IA pour la sant\u{e9}", "d'Italia"],
    );
    assert_eq!(found[0].0, "IA, avenir, robots");
    assert_eq!(found[1].0, "italia");
    assert_eq!(labeled(&[0], &["O'Reilly's UN"])[0].0, "UN, o'reilly's");
}

#[test]
fn a_term_that_repeats_a_word_of_a_better_one_is_left_out() {
    let names = ["open source AI", "open source AI", "source code", "AI models", "models", "farm"];
    let found = labeled(&[0, 0, 0, 0, 0, 1], &names);
    let terms: Vec<&str> = found[0].1.iter().map(|term| term.term.as_str()).collect();
    // `source AI` repeats a word of `open source`; `AI`, which stood behind it, does not.
    assert_eq!(terms, ["models", "open source", "AI"]);
}

#[test]
fn inflections_count_together_under_the_most_usual_form() {
    let found = labeled(&[0, 0, 0, 1], &["Robots", "robots", "robot", "other"]);
    assert_eq!(found[0].1.len(), 1);
    assert_eq!(found[0].0, "robots");
}

#[test]
fn equal_terms_still_give_different_labels() {
    let names = ["a robot", "a robot", "robots", "the robot"];
    let found = labeled(&[0, 1, 2, 3], &names);
    let texts: Vec<&str> = found.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(texts, ["robot", "robot (second)", "robot (third)", "robot (fourth)"]);
    let request = Request { names: &["x y"; 3], weights: &[], fallbacks: &["key"; 3], taken: &["key 3"] };
    let same = labels(&partition(&[0, 1, 2]), &request, &LabelOptions::default());
    let texts: Vec<&str> = same.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(texts, ["key", "key 2", "key 4"]);
}

#[test]
fn a_large_cluster_is_not_named_after_one_member() {
    let names = ["grid", "grid battery", "grid storage", "grid price", "grid zebra"];
    let found = labeled(&[0; 5], &names);
    assert_eq!(found[0].0, "grid");
}

#[test]
fn words_keep_the_marks_that_join_them() {
    let found: Vec<&str> =
        plain_words("C++ and \u{201c}e-mail\u{201d}: women\u{2019}s health (5G)").collect();
    assert_eq!(found, ["C++", "and", "e-mail", "women\u{2019}s", "health", "5G"]);
}

#[test]
fn members_that_weigh_more_give_the_label() {
    let names = ["frogs", "toads", "newts"];
    let request = Request { names: &names, weights: &[1.0, 9.0, 2.0], fallbacks: &["none"], taken: &[] };
    let found = labels(&partition(&[0, 0, 0]), &request, &LabelOptions::default());
    assert_eq!(found[0].0, "toads, newts, frogs");
    // toads: 9/12 * ln(1 + 12/9).
    assert!((found[0].1[0].score - 0.75 * libm::log(1.0 + 12.0 / 9.0)).abs() < 1e-15);
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
    let names =
        ["Le port et les grues", "Une grue pour le port", "Afin que le port vende l'eau", "Ainsi les ports"];
    assert_eq!(labeled(&[0; 4], &names)[0].1[0].term, "port");
    assert!(!labeled(&[0; 4], &names)[0].0.contains("ainsi"));
}

#[test]
fn labels_hold_no_markup_and_no_addresses() {
    let names = [
        "[Ferry 0.13][ferry rc5] on https://example.org/x",
        "Ferry {% include note %}",
        "<br>#263 [ferry](a.md)",
    ];
    let found = labeled(&[0, 0, 0], &names);
    assert_eq!(found[0].0, "ferry");
    assert_eq!(found[0].1.len(), 1, "{found:?}");
}

#[test]
fn the_name_of_a_series_is_no_label() {
    let names: Vec<String> = (1..=6).map(|issue| format!("Harbor Weekly {issue}: kelp {issue}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(labeled(&[0; 6], &names)[0].0, "kelp");
}
