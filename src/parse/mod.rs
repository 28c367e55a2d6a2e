//! Reads articles: a folder of Markdown files becomes a [`Corpus`] of articles and mentions.

pub mod section;

use std::borrow::Cow;
use std::path::PathBuf;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::error::Error;
pub use section::{KindId, KindSpec, Schema};

/// Index of an article in [`Corpus::articles`]; articles are sorted by path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub u32);

/// Index of an edition in [`Corpus::editions`]; editions are sorted by date, then label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EditionId(pub u32);

/// Index of a mention in [`Corpus::mentions`]; mentions are in the order of article and line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MentionId(pub u32);

/// One Markdown file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// Path relative to the deepest folder common to all inputs, with `/`.
    pub path: String,
    /// The title as written; the file's stem where the page has none.
    pub title: String,
    /// The external link.
    pub link: Option<String>,
    /// The edition that the article came from.
    pub edition: Option<EditionId>,
    /// `Category` of the section Other.
    pub category: Option<String>,
    /// `Type` of the section Other.
    pub type_: Option<String>,
    /// The summary, paragraphs joined by a line break.
    pub summary: Option<String>,
    /// Links of the section Closest to other articles of the corpus, without self-links, sorted, no repeats.
    pub closest: Vec<ArticleId>,
    /// The first article (in sorted order) that this one is a copy of: same link or equal tables.
    pub copy_of: Option<ArticleId>,
}

/// One dated newsletter issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The edition as written (`20260118`).
    pub label: String,
    /// Its date, where the label is one.
    pub date: Option<Date>,
    /// Its link.
    pub link: Option<String>,
    /// The date lies far beyond the bulk of the archive: kept, but left out of period axes.
    pub outlier: bool,
}

/// One row or bullet: what an article says of a thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The article that says it.
    pub article: ArticleId,
    /// Line in the file, counted from 1.
    pub line: u32,
    /// What sort of thing it is.
    pub kind: KindId,
    /// The name as written (markup removed, white space folded, never empty).
    pub name: String,
    /// The description, where the table has one.
    pub description: Option<String>,
    /// Relevancy (1 to 5 in practice), where given and numeric.
    pub relevancy: Option<f64>,
    /// All further columns with a value, under their canonical names (`change`, `ten_year`,
    /// `driving_force`, or the header as written), in the order of the table.
    pub attributes: Vec<(Cow<'static, str>, String)>,
}

/// What happened to table rows: `read == kept + reported`, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowCounts {
    /// Body rows of tables under known section headings.
    pub read: u64,
    /// Rows that became mentions.
    pub kept: u64,
    /// Rows that a diagnostic speaks of instead (joined to another row, without a name column, without a name).
    pub reported: u64,
}

/// All that was read, in sorted order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Corpus {
    /// Articles, sorted by path.
    pub articles: Vec<Article>,
    /// Editions, sorted by date (undated last), then label.
    pub editions: Vec<Edition>,
    /// Mentions, sorted by article and line.
    pub mentions: Vec<Mention>,
    /// Findings, sorted by path, line, column, code.
    pub diagnostics: Vec<Diagnostic>,
    /// What happened to table rows.
    pub rows: RowCounts,
    /// Kinds and sections that were in force.
    pub schema: Schema,
    /// Links of Closest sections whose target is not in the corpus.
    pub unknown_closest: u64,
}

/// How the input is found and read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Kinds, sections and columns; default [`Schema::default`].
    pub schema: Schema,
    /// Also read hidden and ignored files; default false.
    pub include_ignored: bool,
    /// Follow symbolic links; default false.
    pub follow_links: bool,
    /// Larger files are skipped with a diagnostic; default 16 MiB.
    pub max_file_size: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            schema: Schema::default(),
            include_ignored: false,
            follow_links: false,
            max_file_size: 16 << 20,
        }
    }
}

/// One input file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Relative path for ids, diagnostics and graph.json.
    pub path: String,
    /// Where to read it; `None` is standard input.
    pub file: Option<PathBuf>,
}

/// Reads all articles of `paths` (folders, files, `-`).
///
/// # Errors
/// [`Error::Read`] where a given path does not exist, [`Error::NoArticles`] where nothing was found.
pub fn read(paths: &[PathBuf], options: &ReadOptions) -> Result<Corpus, Error> {
    let _ = (paths, options);
    Ok(Corpus::default())
}

/// Codes of all diagnostics: code, summary.
pub static CODES: &[(&str, &str)] = &[];
