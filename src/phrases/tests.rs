use super::{ArticleText, PhraseMention, PhraseOptions, phrases};
use crate::parse::article::parse_article;
use crate::parse::{ArticleId, Prose, Schema};

/// The running text of a page.
fn prose(page: &str) -> Prose {
    parse_article("a.md", page, &Schema::default()).prose.unwrap_or_default()
}

/// Phrases with the articles that have them, in the order of the alphabet.
fn found(pages: &[&str]) -> Vec<(String, Vec<u32>)> {
    let titles: Vec<String> = (0..pages.len()).map(|page| format!("Page {page}")).collect();
    let proses: Vec<Prose> = pages.iter().map(|page| prose(page)).collect();
    grouped(phrases(&texts(&titles, &proses), &PhraseOptions::default()))
}

fn texts<'t>(titles: &'t [String], proses: &'t [Prose]) -> Vec<ArticleText<'t>> {
    let all = ArticleId::first(titles.len()).zip(titles).zip(proses);
    all.map(|((article, title), prose)| ArticleText { article, title, prose }).collect()
}

fn grouped(mentions: Vec<PhraseMention>) -> Vec<(String, Vec<u32>)> {
    let mut all = std::collections::BTreeMap::<String, Vec<u32>>::new();
    for mention in mentions {
        all.entry(mention.phrase).or_default().push(mention.article.get());
    }
    all.into_iter().collect()
}

fn names(pages: &[&str]) -> Vec<String> {
    found(pages).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn inflections_and_capitals_are_one_phrase_in_its_most_frequent_form() {
    let pages = [
        "We visited the Tide Mill.\n",
        "Here tide mills are rare, and tide mills are loud.\n",
        "Who owns the tide mills of Brae?\n",
        "Nothing of it.\n",
    ];
    assert_eq!(found(&pages), [("tide mills".to_owned(), vec![0, 1, 2])]);
}

#[test]
fn code_numbers_addresses_and_repeated_lines_give_no_phrase() {
    let footer = "Subscribe to our harbor letter.";
    let page = |subject: &str| {
        format!(
            "{subject}\n\n```sh\nrun kelp_core --all\n```\n\n`cargo build` 2024-05-06 v1.2.3 https://example.org/kelp/core\n\n{footer}\n"
        )
    };
    let pages = [page("Boats."), page("Cranes."), page("Ropes."), page("Nets.")];
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    assert_eq!(names(&pages), Vec::<String>::new());
}

#[test]
fn function_words_part_phrases_and_links_join_them() {
    let pages = [
        "It is secured by proof of work. The miners agree.\n",
        "They replaced proof of work. Others did too.\n",
        "Against proof of work, many speak.\n",
    ];
    assert_eq!(names(&pages), ["proof of work"]);
}

#[test]
fn the_longest_phrase_stands_for_its_parts() {
    let pages = [
        "We train a large language model.\n",
        "The large language models answer.\n",
        "Nobody asked for large language models.\n",
    ];
    assert_eq!(names(&pages), ["large language models"]);
}

#[test]
fn phrases_of_other_languages_have_their_own_words() {
    let french =
        ["Les réseaux de neurones du port.\n", "Un réseau de neurones est là.\n", "Le pain est bon.\n"];
    assert_eq!(names(&french), ["réseau de neurones"]);
    let chinese = ["但是数据中心的用水很多。\n", "我认为数据中心的电很多。\n", "面包是新鲜的。\n"];
    assert_eq!(names(&chinese), ["数据中心"]);
    let japanese =
        ["機械学習モデルを更新しました。\n", "これには機械学習モデルが含まれます。\n", "パンです。\n"];
    assert_eq!(names(&japanese), ["機械学習モデル"]);
    let korean = ["데이터센터 전력은 비싸다.\n", "이것은 데이터센터 전력을 줄인다.\n", "빵은 맛있다.\n"];
    assert_eq!(names(&korean), ["데이터센터 전력"]);
}

#[test]
fn what_most_articles_say_tells_none_of_them() {
    let pages: Vec<String> = (0..20)
        .map(|page| {
            let tide = if page < 4 { "The tide mill turns." } else { "" };
            format!("A harbor crane number {page} stands here. {tide}\n")
        })
        .collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    assert_eq!(names(&pages), ["tide mill"]);
}

#[test]
fn an_article_keeps_so_many_phrases_and_all_together_so_many() {
    let page: String = (0..26_u8)
        .map(|n| char::from(b'a' + n))
        .map(|c| format!("It has the {c}arn{c}ook {c}ilt{c}oom. "))
        .collect();
    let proses = [prose(&page), prose(&page.replace("It has", "There is")), prose("Nothing.\n")];
    let titles = ["One", "Two", "Three"].map(str::to_owned);
    let options = PhraseOptions { per_article: 5, ..PhraseOptions::default() };
    assert_eq!(phrases(&texts(&titles, &proses), &options).len(), 10);
    let options = PhraseOptions { in_all: 3, ..PhraseOptions::default() };
    assert_eq!(grouped(phrases(&texts(&titles, &proses), &options)).len(), 3);
}

#[test]
fn nothing_gives_nothing() {
    assert!(phrases(&[], &PhraseOptions::default()).is_empty());
    assert_eq!(names(&["", "\u{0}", "((((", "* \n"]), Vec::<String>::new());
}
