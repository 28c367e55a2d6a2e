//! What a poor graph is told: what was found and not understood, and what to do about it.

use portent::parse::ties::Ties;
use portent::parse::{Corpus, Schema};
use portent::report::{self, harmless};
use unicode_width::UnicodeWidthStr;

use super::overview::{Proposals, forms, holds, unknown_headings, word};
use super::plural::{counted, counted_of, number};
use super::session::Session;
use portent_settings::SETTINGS;

/// A graph is poor where fewer of its articles are joined than one in so many.
const SHARE: u64 = 2;
/// So few articles need not hang together.
const FEW: u64 = 3;
/// So few rows may well be left out.
const FEW_ROWS: u64 = 10;
/// So many unknown headings are told.
const HEADINGS: usize = 10;
/// So many lines of `portent.toml`.
const LINES: usize = 4;
/// So many known headings, keys and endings.
const NAMED: usize = 5;

/// Why a graph is poor, each in one clause.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Reasons {
    /// Articles hang apart, or most rows are not read.
    unread: Vec<String>,
    /// No article has a date.
    undated: bool,
}

impl Reasons {
    fn of(corpus: &Corpus, ties: Ties) -> Self {
        let mut unread = Vec::new();
        let articles = counted(ties.articles, "article", "articles");
        if ties.joined * SHARE < ties.articles {
            unread.push(format!(
                "{} of {articles} have a mention or a link to another one",
                number(ties.joined)
            ));
        } else if ties.articles >= FEW && ties.tied * SHARE < ties.articles {
            unread.push(format!(
                "{} of {articles} share a thing or a link with another one",
                number(ties.tied)
            ));
        }
        let rows = corpus.rows;
        if rows.read >= FEW_ROWS && rows.reported * SHARE > rows.read {
            unread.push(format!(
                "{} of {} table rows are not read",
                number(rows.reported),
                number(rows.read)
            ));
        }
        Self { unread, undated: ties.articles >= FEW && ties.dated == 0 }
    }

    fn clauses(&self) -> String {
        let undated =
            self.undated.then(|| "no article has a date, so nothing can be said over time".to_owned());
        self.unread.iter().cloned().chain(undated).collect::<Vec<_>>().join("; ")
    }
}

/// Tells on stderr why the graph of a run is poor, where articles were read for it; gives whether it is.
pub(crate) fn tell_of_run(session: &Session) -> bool {
    session.store.read().is_some_and(|corpus| tell(session, corpus))
}

/// Tells on stderr why the graph of these articles is poor; gives whether it is. What was read and what was not is told
/// where that is the reason: dates alone need no list of headings.
fn tell(session: &Session, corpus: &Corpus) -> bool {
    tell_beside(session, corpus, false)
}

/// [`tell`], without the list where it stands beside already.
pub(crate) fn tell_beside(session: &Session, corpus: &Corpus, listed: bool) -> bool {
    let ties = Ties::of(corpus);
    let reasons = Reasons::of(corpus, ties);
    if reasons == Reasons::default() {
        return false;
    }
    session.terminal.warn(&format!("the graph is poor: {}", reasons.clauses()));
    let mut lines = Vec::new();
    if !reasons.unread.is_empty() && !listed {
        lines.extend(found(corpus, &corpus.schema));
        lines.extend(headings(corpus, &corpus.schema));
    }
    lines.extend(advice(&reasons, &Proposals::of(corpus, &corpus.schema)));
    lines.iter().for_each(|line| session.terminal.line(0, line));
    true
}

/// The forms that were found, one a line.
fn found(corpus: &Corpus, schema: &Schema) -> Vec<String> {
    let survey = &corpus.survey;
    let mut lines = vec![format!("  it holds      {}", forms(corpus).join(", "))];
    if survey.with_keys > 0 {
        let keys = listed(survey.keys.iter().map(|key| (key.key.as_str(), key.articles)));
        lines
            .push(format!("  front matter  in {}: {keys}", counted(survey.with_keys, "article", "articles")));
    }
    let known = survey.headings.iter().filter(|heading| heading.found.has_items());
    let known = known.filter_map(|heading| Some((heading, word(schema, heading.section?))));
    let known = listed_as(known.map(|(heading, word)| (heading.heading.as_str(), heading.articles, word)));
    if !known.is_empty() {
        lines.push(format!("  read          {known}"));
    }
    if !corpus.passed_by.is_empty() {
        lines.push(format!("  passed by     {}", passed_by(corpus)));
    }
    lines
}

/// Files that were found and not read, most frequent endings first: `.png 12, .pdf 3`.
pub(crate) fn passed_by(corpus: &Corpus) -> String {
    let mut endings: Vec<(&str, u64)> =
        corpus.passed_by.iter().map(|(ending, files)| (ending.as_str(), *files)).collect();
    endings.sort_by_key(|&(_, files)| std::cmp::Reverse(files));
    listed(endings.into_iter())
}

/// The first few names with their counts: `date 512, tags 300 and 4 more`.
fn listed<'a>(named: impl Iterator<Item = (&'a str, u64)>) -> String {
    first_few(named.map(|(name, count)| format!("{name} {}", number(count))).collect())
}

/// The same of headings with what they are read as.
fn listed_as<'a>(named: impl Iterator<Item = (&'a str, u64, &'a str)>) -> String {
    first_few(named.map(|(name, count, word)| format!("{name} {} ({word})", number(count))).collect())
}

fn first_few(all: Vec<String>) -> String {
    let more = all.len().saturating_sub(NAMED);
    let rest = if more > 0 { format!(" and {} more", number(more as u64)) } else { String::new() };
    format!("{}{rest}", all.into_iter().take(NAMED).collect::<Vec<_>>().join(", "))
}

/// The most frequent headings that no table knows, as a table: articles, what stands there, a guess.
pub(crate) fn headings(corpus: &Corpus, schema: &Schema) -> Vec<String> {
    let unknown = unknown_headings(corpus);
    if unknown.is_empty() {
        return Vec::new();
    }
    let title = format!(
        "{} not known, most frequent first:",
        counted_of(unknown.len(), "heading is", "headings are")
    );
    let told = unknown.into_iter().take(HEADINGS).map(|heading| {
        let guess = schema.guess(&heading.heading).filter(|_| heading.found.has_items());
        let guess = guess.map_or("-", |kind| schema.kind(kind).name.as_str());
        let place = format!("{}:{}", heading.path, heading.line);
        let read = if heading.found.mentions > 0 { "item" } else { "-" }.to_owned();
        vec![number(heading.articles), holds(heading), read, guess.to_owned(), cut(&heading.heading), place]
    });
    let header =
        ["articles", "under it", "read as", "perhaps", "heading", "first in"].map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = std::iter::once(header).chain(told).collect();
    std::iter::once(format!("  {title}")).chain(aligned(&rows)).collect()
}

/// What to do: lines of `portent.toml` that are more than a shot in the dark, dates, phrases.
fn advice(reasons: &Reasons, proposals: &Proposals) -> Vec<String> {
    let mut lines = vec![
        "  what you can do:".to_owned(),
        "    run `portent init DIR`: it looks DIR over and writes portent.toml, for you to change; then build again".into(),
    ];
    let mut open = "";
    let tables = [("[keys]", &proposals.keys), ("[headings]", &proposals.headings)];
    let told = tables.into_iter().flat_map(|(table, lines)| lines.iter().map(move |line| (table, line)));
    for (table, line) in told.filter(|(_, line)| line.active).take(LINES) {
        if table != open {
            lines.push(format!("      {table}"));
            open = table;
        }
        lines.push(format!("      {}", line.written()));
    }
    if reasons.undated {
        lines.push(DATES.into());
    }
    if !reasons.unread.is_empty() && SETTINGS.iter().any(|setting| setting.key == "phrases") {
        lines.push(PHRASES.into());
    }
    lines
}

const DATES: &str = "    date the articles: a line `Date: 2026-03-04`, a key `date` in front matter, or a name such as 2026-03-04-title.md";
const PHRASES: &str = "    build with `--phrases on`: recurring phrases of titles and text become nodes";

/// Longer headings are cut.
pub(crate) fn cut(heading: &str) -> String {
    report::cut(&harmless(heading), 48)
}

/// Rows in columns, each as wide as its widest cell; numbers in the first column to the right.
pub(crate) fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width_of =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width_of(column).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let mut line = String::from("  ");
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let space = " ".repeat(width - cell.width());
            let (before, after) = if column == 0 { (space.as_str(), "") } else { ("", space.as_str()) };
            line += &format!("{before}{cell}{after}  ");
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
