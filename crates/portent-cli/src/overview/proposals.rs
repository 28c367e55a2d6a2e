//! Lines for `portent.toml` that an archive calls for.

use std::collections::{BTreeMap, BTreeSet};

use portent::parse::survey::SurveyedHeading;
use portent::parse::{Corpus, KeyMeaning, Schema};

use super::{holds, percent, unknown_headings};
use crate::plural::counted;

/// So many lines of a table are proposed.
const MOST: usize = 20;
/// A key is worth a line where one in so many articles has it.
const SHARE: u64 = 20;
/// Keys that tell how a page is called or drawn, and nothing of what it says.
static NAMES_OF_PAGES: &[&str] =
    &["cssclass", "cssclasses", "id", "layout", "permalink", "slug", "template", "uid"];
/// A key with longer values is no list of topics.
const LONGEST_VALUE: usize = 40;

/// A line `"left" = "right"  # comment`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// The heading, key or folder.
    pub(crate) left: String,
    /// What it means.
    pub(crate) right: String,
    /// What speaks for it.
    pub(crate) comment: String,
    /// Whether it is more than a shot in the dark, so that it is in force.
    pub(crate) active: bool,
}

impl Line {
    /// The line as TOML.
    pub(crate) fn written(&self) -> String {
        let mark = if self.active { "" } else { "# " };
        format!("{mark}{} = {}  # {}", quoted(&self.left), quoted(&self.right), self.comment)
    }
}

/// A text in quotes, as TOML reads it; JSON escapes the same characters in the same way.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// Lines of each table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Proposals {
    /// Of `[headings]`.
    pub(crate) headings: Vec<Line>,
    /// Of `[keys]`.
    pub(crate) keys: Vec<Line>,
}

impl Proposals {
    /// What an archive calls for, by what reading with `schema` left over.
    pub(crate) fn of(corpus: &Corpus, schema: &Schema) -> Self {
        let headings = unknown_headings(corpus).into_iter().filter(|heading| heading.found.has_items());
        let headings =
            headings.filter_map(|heading| of_heading(heading, corpus, schema)).take(MOST).collect();
        Self { headings, keys: keys(corpus) }
    }

    /// How many lines are in force.
    pub(crate) fn active(&self) -> usize {
        self.headings.iter().chain(&self.keys).filter(|line| line.active).count()
    }
}

/// A line for a heading: in force where its words say what it holds. A heading of one article is one of its own, but for
/// archives of a few articles.
fn of_heading(heading: &SurveyedHeading, corpus: &Corpus, schema: &Schema) -> Option<Line> {
    let few = corpus.articles.len() < 10;
    if heading.articles < 2 && !few {
        return None;
    }
    let guess = schema.guess(&heading.heading);
    let fallback = if heading.found.rows > heading.found.bullets { "signal" } else { "theme" };
    let right = guess.map_or(fallback, |kind| schema.kind(kind).name.as_str()).to_owned();
    let articles = counted(heading.articles, "article", "articles");
    let comment = format!("{articles}: {}", holds(heading));
    Some(Line { left: heading.heading.clone(), right, comment, active: guess.is_some() })
}

/// The values of one key.
#[derive(Default)]
struct Values<'c> {
    articles: u64,
    distinct: BTreeSet<&'c str>,
    /// Whether one of them is long, or no word at all.
    odd: bool,
    /// Articles whose value is a day.
    days: u64,
}

impl Values<'_> {
    /// Whether they are topics: a few short values that come again.
    fn are_topics(&self) -> bool {
        let distinct = self.distinct.len() as u64;
        !self.odd && distinct >= 2 && distinct * 2 <= self.articles
    }

    fn examples(&self) -> String {
        self.distinct.iter().copied().take(3).collect::<Vec<_>>().join(", ")
    }
}

/// Keys that are kept as attributes and may be more: topics and days, in a share of the articles that is worth a line.
fn keys(corpus: &Corpus) -> Vec<Line> {
    let articles = corpus.articles.len() as u64;
    let mut all: Vec<(&str, Values<'_>)> =
        values(corpus).into_iter().filter(|(_, values)| values.articles * SHARE >= articles).collect();
    all.sort_by_key(|(key, values)| (std::cmp::Reverse(values.articles), *key));
    let dated = corpus.article_ids().filter(|&id| corpus.date_of(id).is_some()).count() as u64;
    let mut undated = dated * 2 < articles;
    let mut lines = Vec::new();
    for (key, values) in all {
        let is_day = values.days * 2 > values.articles;
        let own_name = NAMES_OF_PAGES.contains(&key.to_lowercase().as_str());
        if own_name || !(is_day || values.are_topics()) {
            continue;
        }
        let unknown = corpus.schema.key(key) == KeyMeaning::Attribute;
        let count = counted(values.distinct.len() as u64, "value", "values");
        let comment = format!(
            "{} of the articles: {count} such as {}",
            percent(values.articles, articles),
            values.examples()
        );
        let (right, active) = if is_day { ("date", unknown && undated) } else { ("keyword", unknown) };
        // Of several days, the most frequent one is most likely the article's own.
        undated &= !is_day;
        lines.push(Line { left: key.to_owned(), right: right.into(), comment, active });
    }
    lines.truncate(MOST);
    lines
}

/// Keys with the values that articles have of them.
fn values(corpus: &Corpus) -> BTreeMap<&str, Values<'_>> {
    let mut keys: BTreeMap<&str, Values<'_>> = BTreeMap::new();
    for (key, text) in corpus.articles.iter().flat_map(|article| &article.attributes) {
        let values = keys.entry(key).or_default();
        values.articles += 1;
        values.days += u64::from(is_day(text));
        for value in text.split("; ") {
            values.odd |= value.chars().count() > LONGEST_VALUE || !is_word(value);
            values.distinct.insert(value);
        }
    }
    keys
}

/// Whether a value begins with a day, as `2026-03-04` or `04/03/2026`.
fn is_day(text: &str) -> bool {
    let first = text.split([' ', 'T', ';']).next().unwrap_or("");
    let parts: Vec<&str> = first.split(['-', '/', '.']).collect();
    let numbers = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    parts.len() == 3 && numbers && (parts[0].len() == 4 || parts[2].len() == 4)
}

/// Whether a value is a word or two, and neither a number, a day, an address nor a yes.
fn is_word(value: &str) -> bool {
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    let yes_or_no = ["true", "false", "yes", "no", "null", "none"].contains(&value.to_lowercase().as_str());
    letters * 2 > value.chars().count() && !yes_or_no && !value.contains("://") && !value.contains('/')
}
