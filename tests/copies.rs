//! Copies and compilations: which pages count once, and where repeated rows count.

use portent::graph::build::build;
use portent::graph::occurrence::Occurrences;
use portent::graph::{Relation, Subject};
use portent::parse::article::parse_article;
use portent::parse::corpus::from_articles;
use portent::parse::{ArticleId, Corpus, ParsedArticle, Schema};
use portent::resolve::{DuplicateMode, ResolveOptions, resolve};

fn parsed(pages: &[(&str, String)]) -> Vec<ParsedArticle> {
    let schema = Schema::default();
    pages.iter().map(|(path, text)| parse_article(path, text, &schema)).collect()
}

fn corpus(pages: &[(&str, String)]) -> Corpus {
    from_articles(parsed(pages), &Schema::default())
}

/// Path of each copy with the path of its original.
fn copies(corpus: &Corpus) -> Vec<(&str, &str)> {
    let path = |id: ArticleId| corpus.article(id).path.as_str();
    let ids = corpus.article_ids();
    ids.filter_map(|id| Some((path(id), path(corpus.article(id).copy_of?)))).collect()
}

/// The number of repeated rows of each page that has some.
fn repeats(corpus: &Corpus) -> Vec<(&str, usize)> {
    let own = |id: ArticleId| {
        let mentions = corpus.repeats.keys();
        mentions.filter(|&&mention| corpus.mentions[mention].article == id).count()
    };
    let ids = corpus.article_ids().map(|id| (corpus.article(id).path.as_str(), own(id)));
    ids.filter(|(_, count)| *count > 0).collect()
}

fn head(title: &str, edition: &str) -> String {
    match edition {
        "" => format!("# {title}\n\n"),
        _ => format!("# __{title}__, (from page [{edition}](https://quay.example/{edition}).)\n\n"),
    }
}

fn rows(rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("| {row} |\n")).collect();
    format!("## Signals\n\n| name | description |\n|---|---|\n{rows}\n")
}

/// `words` different words in paragraphs of twenty; `seed` makes other words.
fn prose(seed: &str, words: usize) -> String {
    let word = |at: usize| {
        let letter = char::from(b'a' + (at % 26) as u8);
        let end = if at % 20 == 19 { ".\n\n" } else { " " };
        format!("{seed}{}{end}", letter.to_string().repeat(1 + at / 26))
    };
    (0..words).map(word).collect()
}

#[test]
fn equal_rows_are_the_same_text_whatever_the_address() {
    let with = |title: &str, link: &str, row: &str| {
        format!("{}[External link]({link})\n\n{}", head(title, ""), rows(&[row]))
    };
    let corpus = corpus(&[
        ("a.md", with("A", "https://ledger.example/1", "Thin Ice | Ponds carry no carts.")),
        ("b.md", with("B", "https://ledger.example/2", "\u{201c}THIN  ice\u{201d} | ponds carry no carts")),
        ("c.md", with("C", "https://www.ledger.example/2/", "Warm Sea | Ponds carry no carts.")),
        ("d.md", with("D", "https://ledger.example/4", "Thin Ices | Ponds carry no carts.")),
    ]);
    assert_eq!(copies(&corpus), [("b.md", "a.md")]);
}

#[test]
fn a_sign_or_a_further_column_makes_another_text() {
    let pages: Vec<(String, String)> =
        ["Cod \u{2191}", "Cod \u{2193}", "Net v1.2.3", "Net v12.3", "F++", "F#", "F", "-3 %", "3 %"]
            .iter()
            .enumerate()
            .map(|(at, name)| {
                (format!("{at}.md"), head("Prices", "") + &rows(&[&format!("{name} | Price at noon.")]))
            })
            .collect();
    let pages: Vec<(&str, String)> = pages.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    assert_eq!(copies(&corpus(&pages)), []);

    let ring = |ring: &str| {
        format!(
            "# Radar\n\n## Technologies\n\n| name | description | ring |\n|---|---|---|\n| Peat Cell | Burns slowly. | {ring} |\n"
        )
    };
    let pages = [("1.md", ring("trial")), ("2.md", ring("adopt")), ("3.md", ring("Adopt"))];
    assert_eq!(copies(&corpus(&pages)), [("3.md", "2.md")]);
}

#[test]
fn a_table_of_every_issue_makes_no_copies_of_the_issues() {
    let stock = rows(&["Quay Bank | lends to boats", "Rope Yard | sells rope", "Tar Works | sells tar"]);
    let issue = |seed: &str| format!("{}{}\n\n{stock}", head("Issue", ""), prose(seed, 60));
    let pages = [("1.md", issue("ebb")), ("2.md", issue("flow")), ("3.md", issue("ebb"))];
    assert_eq!(copies(&corpus(&pages)), [("3.md", "1.md")]);
    let alone = [("1.md", head("Issue", "") + &stock), ("2.md", issue("flow"))];
    assert_eq!(copies(&corpus(&alone)), [("2.md", "1.md")], "one page has lost its words");
}

#[test]
fn a_link_that_all_issues_share_is_no_address() {
    let issue = |at: usize| {
        format!(
            "# Tide {at}\n\nHello. [Subscribe](https://tide.example/s), please.\n\n{}",
            prose("x", at * 60)
        )
    };
    let corpus = corpus(&[("1.md", issue(1)), ("2.md", issue(2)), ("3.md", issue(3))]);
    assert_eq!(copies(&corpus), []);
    assert!(corpus.articles.iter().all(|article| article.link.is_none()));
}

#[test]
fn long_texts_may_differ_in_what_is_around_them() {
    let text = prose("tide", 300);
    let pages = [
        ("a.md", format!("---\nurl: https://a.example/1\n---\n# The Tide\n\n{text}")),
        (
            "b.md",
            format!(
                "# The Tide | Quay News\n\nSaved from the web.\n\n**{}\n\nShare this page.\n",
                text.replacen(' ', "** ", 1)
            ),
        ),
        ("c.md", format!("# The tide (1)\n\n{}", text.replacen("tideccc", "tidecccc", 1))),
        ("d.md", format!("# The Tide\n\n{}", text.replacen("tideccc", "17", 1))),
        ("e.md", format!("# The Tide\n\n{}{}", text, prose("ebb", 60))),
        ("f.md", format!("# The Tide\n\n{}", text.replacen("tideccc", "Norway", 1))),
    ];
    assert_eq!(copies(&corpus(&pages)), [("b.md", "a.md"), ("c.md", "a.md")]);
}

#[test]
fn short_and_empty_texts_are_copies_only_where_all_is_equal() {
    let daily = |date: &str| {
        format!("---\ndate: {date}\n---\n# Daily\n\n## Tasks\n\n- [ ] \n\n## Notes\n\nWrite here.\n")
    };
    let pages = [
        ("1.md", daily("2026-01-01")),
        ("2.md", daily("2026-01-02")),
        ("3.md", "# One\n\nThis page is a stub.\n".to_owned()),
        ("4.md", "# Two\n\nThis page is a stub.\n".to_owned()),
        ("5.md", "# one\n\nThis page is a *stub*\n".to_owned()),
        ("6.md", "# Same\n".to_owned()),
        ("7.md", "# Same\n".to_owned()),
        ("8.md", String::new()),
        ("9.md", String::new()),
    ];
    assert_eq!(copies(&corpus(&pages)), [("5.md", "3.md")]);
}

#[test]
fn a_state_that_differs_makes_another_page() {
    let text = prose("moss", 120);
    let mut pages = parsed(&[("1.md", text.clone()), ("2.md", text.clone()), ("3.md", text)]);
    let state =
        |ring: &str, id: &str| vec![("ring".to_owned(), ring.to_owned()), ("id".to_owned(), id.to_owned())];
    pages[0].attributes = state("trial", "20260101");
    pages[1].attributes = state("adopt", "20260102");
    pages[2].attributes = state("Trial", "20260103");
    assert_eq!(copies(&from_articles(pages, &Schema::default())), [("3.md", "1.md")]);
}

/// Pages of three rows each, and a page that quotes one of each.
fn archive(with: &[(&str, String)]) -> Corpus {
    let names = ["Moss Roofs", "Kelp Quays", "Tide Clocks", "Salt Cells"];
    let page = |at: usize| {
        let own = [0, 1, 2].map(|row| row_of(names[at], row));
        head(names[at], &format!("2026010{}", at + 1)) + &rows(&own.each_ref().map(String::as_str))
    };
    let mut pages: Vec<(&str, String)> = ["p1.md", "p2.md", "p3.md", "p4.md"]
        .into_iter()
        .enumerate()
        .map(|(at, path)| (path, page(at)))
        .collect();
    pages.extend_from_slice(with);
    corpus(&pages)
}

fn row_of(name: &str, row: usize) -> String {
    format!("{name} {} | harbors try them in plan {row}", ["First", "Second", "Third"][row])
}

fn quoted(title: &str, edition: &str, of: &[(&str, usize)]) -> String {
    let own: Vec<String> = of.iter().map(|&(name, row)| row_of(name, row)).collect();
    head(title, edition) + &rows(&own.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn rows_of_a_topic_page_count_where_they_come_from() {
    let topic = quoted("Topic", "", &[("Moss Roofs", 0), ("Kelp Quays", 1), ("Tide Clocks", 2)]);
    let topic =
        topic.replace("| Moss Roofs First", "| Own Remark | said here alone |\n| **moss roofs** first");
    let corpus = archive(&[("a-topic.md", topic)]);
    assert_eq!(repeats(&corpus), [("a-topic.md", 3)]);
    assert!(corpus.diagnostics.iter().any(|found| found.code.as_str() == "compilation"
        && found.message == "3 of 4 rows repeat rows of 3 other pages"));
    assert_eq!(corpus.rows.kept, 16);
    assert_eq!(corpus.articles.raw[0].links, [1, 2, 3].map(ArticleId::new));

    let options = ResolveOptions::default().with_mode(DuplicateMode::Off);
    let resolution = resolve(&corpus, &options).unwrap();
    let occurrences = Occurrences::new(&corpus, &resolution);
    assert!(resolution.entities.keys().all(|entity| occurrences.articles[entity].len() == 1));
    let graph = build(&corpus, &resolution);
    let topic = graph.nodes.position(|node| node.subject == Subject::Article(ArticleId::new(0))).unwrap();
    let count = |relation| {
        let own = graph.edges.iter().filter(|edge| edge.source == topic || edge.target == topic);
        own.filter(|edge| edge.relation == relation).count()
    };
    assert_eq!((count(Relation::Mentions), count(Relation::Links)), (1, 3));
}

#[test]
fn compilations_of_compilations_and_their_copies_are_known() {
    let all: Vec<(&str, usize)> = ["Moss Roofs", "Kelp Quays", "Tide Clocks", "Salt Cells"]
        .iter()
        .flat_map(|&name| [(name, 0), (name, 1), (name, 2)])
        .collect();
    let corpus = archive(&[
        ("topic.md", quoted("Topic", "", &[all[0], all[4], all[8]])),
        ("other.md", quoted("Other topic", "", &[all[0], all[4], all[9], all[11]])),
        ("review.md", quoted("2026", "20261231", &all)),
        ("review-2.md", quoted("2026 again", "20261231", &all)),
    ]);
    assert_eq!(copies(&corpus), [("review.md", "review-2.md")]);
    assert_eq!(repeats(&corpus), [("other.md", 4), ("review-2.md", 12), ("review.md", 12), ("topic.md", 3)]);
    assert!(
        corpus
            .repeats
            .values()
            .all(|&row| corpus.article(corpus.mentions[row].article).path.starts_with('p'))
    );
}

#[test]
fn what_comes_back_is_no_repetition() {
    let volume = |edition: &str, kept: usize, new: usize| {
        let kept = (0..kept).map(|at| format!("Blip {at} | in use at some yards {at}"));
        let new = (0..new).map(|at| format!("Blip {edition} {at} | in use at new yards {at}"));
        let own: Vec<String> = kept.chain(new).collect();
        head("Volume", edition) + &rows(&own.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let volumes = ["20240101", "20240701", "20250101", "20250701"];
    let pages: Vec<(&str, String)> = ["v1.md", "v2.md", "v3.md", "v4.md"]
        .into_iter()
        .zip(volumes)
        .enumerate()
        .map(|(at, (path, edition))| (path, volume(edition, 20 - 2 * at, 2)))
        .collect();
    assert_eq!(repeats(&corpus(&pages)), []);
}

#[test]
fn stock_rows_and_bare_names_are_no_repetition() {
    let techniques = [
        "Phishing | mail with a false link",
        "Tunnels | traffic in other traffic",
        "Droppers | files that load others",
    ];
    let names = ["Peat |", "Moss |", "Kelp |"];
    let report = |at: usize, rows_of: &[&str; 3]| {
        let own = [rows_of[at % 3], rows_of[(at + 1) % 3], rows_of[(at + 2) % 3]];
        let new = format!("Actor {at} | seen in harbor {at}");
        head(&format!("Report {at}"), "") + &rows(&[own[0], own[1], own[2], &new])
    };
    for rows_of in [&techniques, &names] {
        let paths: Vec<String> = (0..9).map(|at| format!("{at}.md")).collect();
        let pages: Vec<(&str, String)> =
            paths.iter().enumerate().map(|(at, path)| (path.as_str(), report(at, rows_of))).collect();
        assert_eq!(repeats(&corpus(&pages)), []);
    }
}

#[test]
fn who_is_dated_first_repeats_nobody() {
    let plan = quoted("Plan", "20251201", &[("Moss Roofs", 0), ("Kelp Quays", 1), ("Tide Clocks", 2)]);
    assert_eq!(repeats(&archive(&[("plan.md", plan)])), []);
}

#[test]
fn repeated_rows_stay_the_same_rows_where_mentions_are_added() {
    let quoted_rows = [("Moss Roofs", 0), ("Kelp Quays", 1), ("Tide Clocks", 2)];
    let mut corpus = archive(&[("topic.md", quoted("Topic", "", &quoted_rows))]);
    let rows = |corpus: &Corpus| -> Vec<(String, String)> {
        let place = |id| corpus.place_of(&corpus.mentions[id]);
        corpus.repeats.iter().map(|(&row, &original)| (place(row), place(original))).collect()
    };
    let before = rows(&corpus);
    assert_eq!(before.len(), 3);
    let first = corpus.mentions.raw[0].clone();
    corpus.add_mentions([portent::parse::Mention { name: "tide mill".into(), line: 1, ..first }]);
    assert_eq!(corpus.mentions.raw[0].name, "tide mill");
    assert_eq!(rows(&corpus), before);
}
