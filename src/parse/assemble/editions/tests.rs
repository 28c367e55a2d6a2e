use jiff::civil::date;

use super::*;
use crate::parse::article::parse_article;
use crate::parse::corpus::from_articles_with;
use crate::parse::{ArticleId, Corpus, DateOrder, ReadOptions, Schema};

/// A corpus of pages with these front matters, named in their order.
fn corpus_with(fronts: &[&str], options: &ReadOptions) -> Corpus {
    let schema = Schema::default();
    let page = |(front, at): (&&str, usize)| {
        parse_article(&format!("p{at:03}.md"), &format!("---\n{front}\n---\n# Page {at}\n"), &schema)
    };
    from_articles_with(fronts.iter().zip(0..).map(page).collect(), options)
}

fn corpus(fronts: &[&str]) -> Corpus {
    corpus_with(fronts, &ReadOptions::default())
}

fn labels(corpus: &Corpus) -> Vec<&str> {
    corpus.editions.iter().map(|edition| edition.label.as_str()).collect()
}

fn dated(days: impl IntoIterator<Item = Date>) -> Vec<String> {
    days.into_iter().map(|day| format!("date: {day}")).collect()
}

fn refer(fronts: &[String]) -> Vec<&str> {
    fronts.iter().map(String::as_str).collect()
}

#[test]
fn the_finest_step_that_holds_enough_makes_the_editions() {
    // Three pages a week over six weeks; one page a week over twenty; four pages a year; three pages in all.
    let every = |days: i64, count: i64| {
        (0..count).map(move |at| date(2026, 1, 5).checked_add(jiff::Span::new().days(at * days)).unwrap())
    };
    let step = |days: i64, count: i64| {
        let fronts = dated(every(days, count));
        let corpus = corpus(&refer(&fronts));
        (labels(&corpus)[1].to_owned(), corpus.editions.len())
    };
    assert_eq!(step(2, 21), ("2026-W03".into(), 6));
    assert_eq!(step(7, 20), ("2026-02".into(), 5));
    assert_eq!(step(90, 20), ("2027".into(), 5));
    assert_eq!(step(7, 3), ("2026-W03".into(), 3));
}

#[test]
fn the_step_can_be_set_and_is_said() {
    let fronts = ["date: 2026-02-03", "date: 2026-02-10", "date: 2026-03", "date: 2026"];
    let with = |step| corpus_with(&fronts, &ReadOptions::default().with_edition_step(step));
    assert_eq!(labels(&with(EditionStep::Day)), ["2026-02-03", "2026-02-10"]);
    assert_eq!(labels(&with(EditionStep::Month)), ["2026-02", "2026-03"]);
    assert_eq!(labels(&with(EditionStep::Quarter)), ["2026-Q1"]);
    assert_eq!(labels(&with(EditionStep::Year)), ["2026"]);
    assert_eq!(
        with(EditionStep::Month).remarks[0].to_string(),
        "2 editions of one month each made of the dates of 3 articles, as set; 1 dated article has none, as its date is \
         less exact"
    );
    let month = with(EditionStep::Month);
    assert_eq!(month.editions[EditionId::new(0)].date, Some(date(2026, 2, 1)));
    assert_eq!(month.date_of(ArticleId::new(0)), Some(date(2026, 2, 3)), "the article keeps its own");
    assert_eq!(month.article(ArticleId::new(3)).edition, None);
}

#[test]
fn beside_editions_that_pages_name_a_dated_page_has_the_edition_of_its_day() {
    let corpus = corpus(&[
        "edition: 20260118",
        "edition: 20260125",
        "date: 2026-01-18",
        "date: 2026-01-20",
        "date: 2026",
    ]);
    assert_eq!(labels(&corpus), ["20260118", "2026-01-20", "20260125"]);
    let edition = |at| corpus.article(ArticleId::new(at)).edition;
    assert_eq!(edition(0), edition(2));
    assert_eq!(edition(4), None, "a year is in no day");
}

#[test]
fn an_edition_that_is_no_date_has_that_of_its_articles() {
    let numbered = corpus(&[
        "issue: 12\ndate: 2026-02-03",
        "issue: 12\ndate: 2026-02-01",
        "issue: 11\ndate: 2026-01-01",
        "issue: 10",
    ]);
    assert_eq!(labels(&numbered), ["11", "12", "10"]);
    let dates: Vec<Option<Date>> = numbered.editions.iter().map(|edition| edition.date).collect();
    assert_eq!(dates, [Some(date(2026, 1, 1)), Some(date(2026, 2, 1)), None]);
}

#[test]
fn labels_with_more_behind_their_date_and_less_exact_ones_are_dated() {
    let corpus = corpus(&[
        "edition: 20251231-a-yearly-review",
        "edition: 20260118 special",
        "edition: 2026-02",
        "edition: spring",
    ]);
    let shown: Vec<(&str, Option<Date>)> =
        corpus.editions.iter().map(|edition| (edition.label.as_str(), edition.date)).collect();
    assert_eq!(
        shown,
        [
            ("20251231-a-yearly-review", Some(date(2025, 12, 31))),
            ("20260118 special", Some(date(2026, 1, 18))),
            ("2026-02", Some(date(2026, 2, 1))),
            ("spring", None),
        ]
    );
}

#[test]
fn the_order_of_numbers_is_that_of_the_archive() {
    let read = |fronts: &[&str], order| {
        let corpus = corpus_with(fronts, &ReadOptions::default().with_date_order(order));
        let when = corpus.when_of(ArticleId::new(0)).expect("a date");
        let codes = corpus.diagnostics.iter().filter(|found| found.code.as_str() == "date-ambiguous").count();
        (when.day, when.precision, codes, corpus.remarks[0].to_string())
    };
    let third_of_april = (date(2025, 4, 3), Step::Day, 0);
    let fourth_of_march = (date(2025, 3, 4), Step::Day, 0);
    let told = |(day, precision, codes, _): (Date, Step, usize, String)| (day, precision, codes);
    let open = "date: 03/04/2025";
    assert_eq!(told(read(&[open, "date: 25/03/2025"], DateOrder::Auto)), third_of_april);
    assert_eq!(told(read(&[open, "date: 03/25/2025"], DateOrder::Auto)), fourth_of_march);
    assert_eq!(told(read(&[open, "date: 2025-03-01", "date: 2025-03-09"], DateOrder::Auto)), fourth_of_march);
    assert_eq!(told(read(&[open, "date: 4 July 2021"], DateOrder::Auto)), third_of_april);
    assert_eq!(told(read(&[open], DateOrder::MonthFirst)), fourth_of_march);
    assert_eq!(told(read(&["date: 03/04/25", "date: 25/03/25"], DateOrder::Auto)), third_of_april);
    let (day, precision, codes, remark) = read(&[open], DateOrder::Auto);
    assert_eq!((day, precision, codes), (date(2025, 1, 1), Step::Year, 1));
    assert!(remark.contains("such as 03/04/2025 can be read day first or month first"), "{remark}");
    let (.., remark) =
        read(&[open, "date: 25/03/2025", "date: 26/03/2025", "date: 03/27/2025"], DateOrder::Auto);
    assert_eq!(
        remark,
        "1 date such as 03/04/2025 is read day first: by dates that can be read in one order only, 2 day first, 1 month \
         first"
    );
}

#[test]
fn a_year_in_a_path_is_one_only_among_other_dates() {
    let schema = Schema::default();
    let pages = [
        ("2024-03-04.md", true),
        ("2025-03-04.md", true),
        ("x-2024.md", true),
        ("x-2030.md", false),
        ("1984.md", false),
    ];
    let parsed = pages.iter().map(|(path, _)| parse_article(path, "# T\n", &schema)).collect();
    let corpus = from_articles_with(parsed, &ReadOptions::default());
    for id in corpus.article_ids() {
        let path = &corpus.article(id).path;
        let expected = pages.iter().find(|(known, _)| known == path).expect("a page").1;
        assert_eq!(corpus.date_of(id).is_some(), expected, "{path}");
    }
}

#[test]
fn dates_of_articles_far_beyond_the_bulk_are_kept_and_reported() {
    let mut fronts = dated((1..=9).map(|month| date(2025, month, 3)));
    fronts.push("date: 2055-01-01".into());
    let corpus = corpus(&refer(&fronts));
    let last = ArticleId::new(9);
    assert!(corpus.is_outlier(last) && corpus.date_of(last).is_some() && corpus.axis_date(last).is_none());
    let found: Vec<(&str, u32)> = corpus
        .diagnostics
        .iter()
        .filter(|found| found.code.as_str() == "date-outlier")
        .map(|found| (found.path.as_str(), found.line))
        .collect();
    assert_eq!(found, [("p009.md", 2)]);
}
