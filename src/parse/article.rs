//! One text becomes one article: [`parse_article`].

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::parse::block::blocks;
use crate::parse::clean::clean;
use crate::parse::closest::ClosestLink;
use crate::parse::front_matter;
use crate::parse::line::lines;
use crate::parse::outline::outline;
use crate::parse::page::Page;
use crate::parse::report::Report;
use crate::parse::section::Schema;
use crate::parse::{Mention, RowCounts};

/// What one text says, before it meets the others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParsedArticle {
    /// As given to [`parse_article`].
    pub path: String,
    /// The title; the stem of the path where the page has none.
    pub title: String,
    /// The external link (http, https or without scheme).
    pub link: Option<String>,
    /// The edition as the title line or the front matter names it.
    pub edition: Option<EditionLabel>,
    /// `Category` of the section Other.
    pub category: Option<String>,
    /// `Type` of the section Other.
    pub type_: Option<String>,
    /// The summary, paragraphs joined by a line break.
    pub summary: Option<String>,
    /// Links of the section Closest, in order.
    pub closest: Vec<ClosestLink>,
    /// Mentions in the order of their lines; their `article` is set when a corpus is put together.
    pub mentions: Vec<Mention>,
    /// Findings, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
    /// What happened to table rows.
    pub rows: RowCounts,
}

/// The edition as one page names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionLabel {
    /// As written, white space at its ends taken off.
    pub label: String,
    /// Its date, where the label is one.
    pub date: Option<Date>,
    /// Its link.
    pub link: Option<String>,
    /// Line that names it, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}

/// Reads the text of one article. Cannot fail: what is odd becomes a diagnostic, and
/// `rows.read == rows.kept + rows.reported` always. Time and memory are linear in the length of the text.
///
/// `path` is used for the diagnostics, and its stem as the title of a page without one.
///
/// ```
/// use portent::parse::{KindId, Schema, article::parse_article};
///
/// let page = "# __Ice__, (from page [20260118](https://example.org/p).)\n\n\
///             ## Signals\n\n\
///             | name | relevancy |\n|:--|--:|\n| Thin ice | 4 |\n";
/// let article = parse_article("ice.md", page, &Schema::default());
/// assert_eq!(article.title, "Ice");
/// assert_eq!(article.mentions[0].name, "Thin ice");
/// assert_eq!(article.mentions[0].kind, KindId::SIGNAL);
/// assert_eq!(article.mentions[0].relevancy, Some(4.0));
/// assert!(article.diagnostics.is_empty());
/// ```
#[must_use]
pub fn parse_article(path: &str, text: &str, schema: &Schema) -> ParsedArticle {
    let mut report = Report::new(path);
    let text = clean(text, &mut report);
    let lines = lines(&text);
    let (front, used) = front_matter::read(&lines, &mut report);
    let blocks = blocks(&lines[used..], schema, &mut report);
    let outline = outline(&blocks, schema, &mut report);
    let mut page = Page::new(path, schema, report);
    page.title(outline.title);
    for part in &outline.parts {
        page.part(part);
    }
    page.front_matter(&front);
    page.finish(&lines)
}

/// The file name without folder and extension.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}
