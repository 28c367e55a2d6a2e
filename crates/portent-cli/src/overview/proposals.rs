//! Lines for `portent.toml` that an archive calls for.

use std::collections::{BTreeMap, BTreeSet};

use portent::parse::survey::SurveyedHeading;
use portent::parse::{Corpus, KeyMeaning, Schema};

use super::{holds, percent, unknown_headings};
use crate::plural::counted;

/// So many lines of a table are proposed.
const MOST: usize = 20;
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

    /// The lines that are in force.
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
}

/// Keys that say topics: few short values that come again, in a share of the articles worth a line. Those that mean
/// something else already (`author`) are for people to decide.
fn keys(corpus: &Corpus) -> Vec<Line> {
    let mut keys: BTreeMap<&str, Values<'_>> = BTreeMap::new();
    for (key, value) in corpus.articles.iter().flat_map(|article| &article.attributes) {
        let values = keys.entry(key).or_default();
        values.articles += 1;
        for value in value.split("; ") {
            values.odd |= value.chars().count() > LONGEST_VALUE || !is_word(value);
            values.distinct.insert(value);
        }
    }
    let articles = corpus.articles.len() as u64;
    let mut lines: Vec<(u64, Line)> = keys
        .into_iter()
        .filter(|(_, values)| {
            let distinct = values.distinct.len() as u64;
            !values.odd
                && distinct >= 2
                && distinct * 2 <= values.articles
                && values.articles * 20 >= articles
        })
        .map(|(key, values)| {
            let examples: Vec<&str> = values.distinct.iter().copied().take(3).collect();
            let comment = format!(
                "{} of the articles, {} such as {}",
                percent(values.articles, articles),
                counted(values.distinct.len() as u64, "value", "values"),
                examples.join(", ")
            );
            let active = corpus.schema.key(key) == KeyMeaning::Attribute;
            (values.articles, Line { left: key.to_owned(), right: "keyword".into(), comment, active })
        })
        .collect();
    lines.sort_by_key(|(articles, _)| std::cmp::Reverse(*articles));
    lines.into_iter().map(|(_, line)| line).take(MOST).collect()
}

/// Whether a value is a word or two, and neither a number, a day, an address nor a yes.
fn is_word(value: &str) -> bool {
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    let yes_or_no = ["true", "false", "yes", "no", "null", "none"].contains(&value.to_lowercase().as_str());
    letters * 2 > value.chars().count() && !yes_or_no && !value.contains("://") && !value.contains('/')
}
