//! Reading: the shapes that really occur, the whole archive, malformed pages, hostile pages.

use std::fs;
use std::path::PathBuf;

use portent::diagnostic::{Code, Diagnostic};
use portent::parse::article::parse_article;
use portent::parse::{KindId, ParsedArticle, Schema};
use proptest::prelude::*;

use crate::support::{archive, articles, hostile, read_folder, root, shared};

fn rows_of(text: &str) -> Vec<Vec<String>> {
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
#[ignore = "needs ../shared"]
fn every_shape_gives_the_expected_counts() {
    let shapes = shared("shapes");
    let corpus = read_folder(&shapes);
    let expected = rows_of(&fs::read_to_string(shapes.join("expected.tsv")).expect("expected.tsv"));
    assert_eq!(corpus.articles.len(), expected.len());
    for row in expected {
        let id = corpus.article_ids().find(|&id| corpus.article(id).path == row[0]).expect(&row[0]);
        let mentions = &corpus.mentions[corpus.mentions_of(id)];
        let count = |kind: KindId| mentions.iter().filter(|m| m.kind == kind).count().to_string();
        let kinds = [
            KindId::KEYWORD,
            KindId::THEME,
            KindId::SIGNAL,
            KindId::CONCERN,
            KindId::BEHAVIOR,
            KindId::TECHNOLOGY,
            KindId::ISSUE,
        ];
        assert_eq!(kinds.map(count).as_slice(), &row[3..10], "{}", row[0]);
        assert_eq!(corpus.edition_of(id).expect("an edition").label, row[1], "{}", row[0]);
        assert_eq!(corpus.date_of(id).map_or(String::new(), |date| date.to_string()), row[2], "{}", row[0]);
        // The file counts only rows that are lost: those joined to another row are kept there.
        let text = fs::read_to_string(shapes.join(&row[0])).expect("a page");
        let rows = parse_article(&row[0], &text, &Schema::default()).rows;
        assert_eq!((rows.reported - rows.joined).to_string(), row[10], "{}", row[0]);
    }
}

#[test]
#[ignore = "needs ../shared"]
fn the_shapes_are_read_as_a_reader_would() {
    let shapes = shared("shapes");
    let corpus = read_folder(&shapes);
    let names = |path: &str, kind: KindId| -> Vec<&str> {
        let id = corpus.article_ids().find(|&id| corpus.article(id).path.starts_with(path)).expect(path);
        let mentions = &corpus.mentions[corpus.mentions_of(id)];
        mentions.iter().filter(|m| m.kind == kind).map(|m| m.name.as_str()).collect()
    };
    let page = fs::read_to_string(shapes.join("01c2906255ffdf1e882991405f1d2f9b.md")).expect("a page");
    let section =
        page.split("## Keywords").nth(1).and_then(|rest| rest.split("##").next()).expect("keywords");
    let letters: String = section.lines().filter_map(|line| line.strip_prefix("* ")).collect();
    assert_eq!(names("01c2", KindId::KEYWORD).join(", "), letters);
    let page = fs::read_to_string(shapes.join("c116a77986c8bd260c93ec93cbb5936b.md")).expect("a page");
    let row: Vec<&str> = page.lines().filter(|line| line.starts_with('|')).skip(2).collect();
    let cell = |row: &str, column: usize| row.split('|').nth(column + 1).expect("a cell").trim().to_owned();
    assert_eq!(names("c116", KindId::SIGNAL), [cell(row[0], 0)]);
    let wrapped = corpus.mentions.iter().find(|m| m.name.as_str() == cell(row[0], 0)).expect("the signal");
    let change = format!("{} {}", cell(row[0], 1), cell(row[1], 1));
    assert_eq!(wrapped.attributes[0], ("change".into(), change.into()));
    assert_eq!(corpus.unknown_closest, 10);
    let outliers: Vec<&str> = corpus
        .article_ids()
        .filter(|&id| corpus.is_outlier(id))
        .map(|id| corpus.article(id).path.as_str())
        .collect();
    assert_eq!(outliers, ["001b195bbddec8fb0193b668a70aa883.md"]);
    let usual: Vec<&Diagnostic> = corpus.diagnostics.iter().filter(|d| d.path == "usual.md").collect();
    assert!(usual.is_empty(), "{usual:?}");
}

#[test]
#[ignore = "needs ../shared"]
fn the_whole_archive_keeps_or_reports_each_row() {
    let folder = archive();
    let corpus = read_folder(folder);
    assert_eq!(corpus.articles.len(), 3_252);
    assert_eq!(corpus.rows.read, 97_665);
    assert_eq!((corpus.rows.kept, corpus.rows.reported), (97_665, 0));
    assert_eq!(corpus.articles.iter().filter(|article| article.copy_of.is_some()).count(), 37);
    let dated = corpus.article_ids().filter(|&id| corpus.date_of(id).is_some()).count();
    assert_eq!(dated, 307, "311 heads, of which 11300.0, 12024.0, 2966.0 and 4202.0 are no dates");
    let outliers = corpus.article_ids().filter(|&id| corpus.is_outlier(id)).count();
    assert_eq!(outliers, 6, "20290830 (2) and 20290911 (4)");
}

/// The rows that pulldown-cmark's own table parser finds: line and name cell.
fn oracle(text: &str) -> Vec<(u32, String)> {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let (mut rows, mut cell, mut cells, mut at) = (Vec::new(), String::new(), 0, 0);
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::TableRow) => (cells, at) = (0, range.start),
            Event::Start(Tag::TableCell) => cell.clear(),
            Event::Text(part) | Event::Code(part) => cell.push_str(&part),
            Event::End(TagEnd::TableCell) => {
                cells += 1;
                if cells == 1 && at > 0 {
                    let line = text[..at].matches('\n').count() + 1;
                    let name = cell.split_whitespace().collect::<Vec<_>>().join(" ");
                    rows.push((u32::try_from(line).expect("a small page"), name));
                }
            }
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => at = 0,
            _ => {}
        }
    }
    rows
}

#[test]
#[ignore = "needs ../shared"]
fn rows_and_names_of_the_archive_equal_those_of_the_markdown_parser() {
    let folder = archive();
    let corpus = read_folder(folder);
    for id in corpus.article_ids() {
        let path = &corpus.article(id).path;
        let text = fs::read_to_string(folder.join(path)).expect("a page");
        let ours = corpus.mentions[corpus.mentions_of(id)].iter().filter(|m| corpus.schema.is_table(m.kind));
        let ours: Vec<(u32, String)> = ours.map(|m| (m.line, m.name.to_string())).collect();
        assert_eq!(ours, oracle(&text), "{path}");
    }
}

// T4, T17, T28: one page for each thing that can be wrong, with line and column.
#[test]
fn malformed_pages_give_the_expected_diagnostics() {
    let folder = root().join("fixtures/malformed");
    let corpus = read_folder(&folder);
    let shown: Vec<String> = corpus
        .diagnostics
        .iter()
        .map(|d| format!("{}\t{}\t{}\t{}\t{}", d.path, d.line, d.column, d.code, d.message))
        .collect();
    let expected = fs::read_to_string(folder.join("expected.tsv")).expect("expected.tsv");
    let expected: Vec<&str> = expected.lines().skip(1).collect();
    assert_eq!(shown.join("\n"), expected.join("\n"));
    assert_eq!(corpus.rows.read, corpus.rows.kept + corpus.rows.reported);
}

#[test]
fn every_code_has_a_page_that_gives_it() {
    // These need what a committed file cannot be: finding_files.rs makes them.
    let made = [
        "missing-reader",
        "unreadable-file",
        "file-too-large",
        "too-many-rows",
        "too-many-lines",
        "long-name",
        "long-text",
        "not-a-regular-file",
        "symlink-skipped",
        "date-outlier",
    ];
    let expected = fs::read_to_string(root().join("fixtures/malformed/expected.tsv")).expect("expected.tsv");
    let shown: Vec<&str> = expected.lines().skip(1).filter_map(|line| line.split('\t').nth(3)).collect();
    for code in Code::ALL {
        assert!(shown.contains(&code.name()) || made.contains(&code.name()), "no page gives {code}");
    }
}

#[test]
fn the_articles_of_the_project_are_clean() {
    let corpus = read_folder(&articles());
    // A copy, and a link to an article outside the folder, are meant to be there.
    let meant = ["copy", "unknown-closest"];
    let odd: Vec<_> = corpus.diagnostics.iter().filter(|d| !meant.contains(&d.code.as_str())).collect();
    assert!(odd.is_empty(), "{odd:?}");
    assert!(corpus.articles.len() >= 24 && corpus.editions.len() >= 6);
    for id in corpus.article_ids() {
        let article = corpus.article(id);
        assert!(
            corpus.date_of(id).is_some() && article.link.is_some() && article.summary.is_some(),
            "{}",
            article.path
        );
        assert!(article.category.is_some() && article.type_.is_some(), "{}", article.path);
        let kinds: std::collections::BTreeSet<KindId> =
            corpus.mentions[corpus.mentions_of(id)].iter().map(|mention| mention.kind).collect();
        assert_eq!(kinds.len(), 7, "{}", article.path);
    }
}

fn parse(text: &str) -> ParsedArticle {
    let article = parse_article("page.md", text, &Schema::default());
    assert_eq!(article.rows.read, article.rows.kept + article.rows.reported, "{text:?}");
    assert_eq!(article.bullets.read, article.bullets.kept + article.bullets.reported, "{text:?}");
    assert!(article.mentions.iter().all(|m| !m.name.trim().is_empty()), "{text:?}");
    assert!(article.mentions.is_sorted_by_key(|m| m.line));
    assert!(article.mentions.iter().all(|m| m.relevancy.is_none_or(f64::is_finite)));
    article
}

// T13, T28: what repeats, below each kind of heading.
#[test]
fn hostile_pages_lose_no_row() {
    for (what, page) in hostile::pages(2_000) {
        assert!(parse(&page).path == "page.md", "{what}");
    }
}

// T14: one wide table.
#[test]
fn rows_of_a_hundred_thousand_cells_are_read() {
    let wide = "| x ".repeat(100_000);
    let page =
        format!("## Signals\n\n| name {wide}|\n|---{}|\n| Wide {wide}|\n| Next |\n", "|---".repeat(100_000));
    let article = parse(&page);
    assert_eq!(article.rows.kept, 2);
}

// T28: any pipe that is not escaped makes a row of a line below a table.
#[test]
fn rows_without_a_leading_pipe_are_rows() {
    let rows = "| Silent Bells | a |\nLoud Bells | b |\n| Dumb Bells | c\nOdd Bells | d \\| e\n";
    let article = parse(&format!("# T\n\n## Signals\n\n| name | description |\n|---|---|\n{rows}"));
    let names: Vec<&str> = article.mentions.iter().map(|mention| mention.name.as_str()).collect();
    assert_eq!(names, ["Silent Bells", "Loud Bells", "Dumb Bells", "Odd Bells"]);
    assert_eq!(article.mentions[3].description.as_deref(), Some("d | e"));
    assert!(article.diagnostics.is_empty(), "{:?}", article.diagnostics);
}

// T13: depth of 100,000 on half a megabyte.
#[test]
fn a_small_stack_is_enough() {
    let deep =
        format!("## Signals\n{}\n{}\n{}", ">".repeat(100_000), "[".repeat(100_000), "- ".repeat(100_000));
    let thread = std::thread::Builder::new().stack_size(512 << 10).spawn(move || parse(&deep).rows);
    assert_eq!(thread.expect("a thread").join().expect("no overflow").read, 0);
}

// T18: line ends and the mark make no difference.
#[test]
fn encodings_of_one_page_give_one_article() {
    let page = fs::read_to_string(articles().join("rural-towns-bid-for-remote-workers.md")).expect("it");
    let first = parse(&page);
    for other in [
        page.replace('\n', "\r\n"),
        page.replace('\n', "\r"),
        format!("\u{FEFF}{page}"),
        page.trim_end().to_owned(),
    ] {
        assert_eq!(parse(&other), first);
    }
}

/// Changes to a real page: bytes replaced, lines doubled or cut.
fn mutated(seed: &str, edits: &[(usize, u8, String)]) -> String {
    let mut lines: Vec<String> = seed.lines().map(str::to_owned).collect();
    for (at, edit, text) in edits {
        let at = at % lines.len().max(1);
        let Some(line) = lines.get(at).cloned() else { break };
        let middle = line.char_indices().nth(line.chars().count() / 2).map_or(0, |(at, _)| at);
        match edit % 6 {
            0 => lines.insert(at, text.clone()),
            1 => lines[at] = format!("{}{text}{}", &line[..middle], &line[middle..]),
            2 => drop(lines.remove(at)),
            3 => lines.insert(at, line),
            4 => lines[at] = line[..middle].to_owned(),
            _ => lines[at] = line.replace('|', text),
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    // T30: any text.
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        parse(&text);
    }

    // T28, T30: any markup; every row is kept or reported.
    #[test]
    fn any_text_of_markup_is_read(text in r"([#|*\-`\[\](){}<>\\&_~:+%=^! \r\n\t]|<!--|-->|https://|## Signals\n|## Keywords\n|## Closest\n|## Walks\n|<table>|<tr>|<td>|</table>|<li>|\\+--|1、|name|nan|[a-zéx]){0,200}") {
        parse(&text);
    }

    // T28, T30: real pages, damaged; every row is kept or reported.
    #[test]
    fn mutated_pages_are_read(
        page in 0_usize..26,
        edits in prop::collection::vec((any::<usize>(), any::<u8>(), r"([|*#`\[\](){}\\ nae\-]|nan|\|\||---|\r){0,8}"), 1..12),
    ) {
        let mut pages: Vec<PathBuf> = fs::read_dir(articles())
            .expect("fixtures")
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        pages.sort();
        let seed = fs::read_to_string(&pages[page % pages.len()]).expect("a page");
        parse(&mutated(&seed, &edits));
    }
}
