//! Reads articles: a folder of Markdown files becomes a [`Corpus`] of articles and mentions.
//!
//! [`read`] finds and reads files; [`article::parse_article`] reads one text and cannot fail;
//! [`corpus::from_articles`] puts articles together. Which heading makes which kind stands in [`section`], which
//! column is what in `columns`, and every diagnostic in [`Code`](crate::diagnostic::Code).
//!
//! ```
//! use portent::parse::{ArticleId, Schema, article::parse_article, corpus::from_articles};
//!
//! let schema = Schema::default();
//! let ice = "# __Ice__, (from page [20260118](https://example.org/p).)\n\n## Keywords\n\n* sea ice\n";
//! let sea = "# __Sea__, from ([20260125](https://example.org/q).)\n\n## Closest\n\n* [Ice](ice)\n";
//! let pages = vec![parse_article("ice.md", ice, &schema), parse_article("sea.md", sea, &schema)];
//! let corpus = from_articles(pages, &schema);
//! assert_eq!(corpus.editions.len(), 2);
//! assert_eq!(corpus.mentions.raw[0].name, "sea ice");
//! assert_eq!(corpus.articles[ArticleId::new(1)].closest, [ArticleId::new(0)]);
//! ```

pub mod article;
mod block;
mod bullets;
mod clean;
pub mod closest;
mod columns;
mod copies;
pub mod corpus;
mod dates;
mod front_matter;
mod inline;
mod line;
mod links;
mod outline;
mod page;
mod read;
mod report;
mod rows;
pub mod section;
mod table;
mod title;
mod walk;

use std::borrow::Cow;
use std::path::PathBuf;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::index::TiVec;
pub use read::read;
pub use section::{KindId, KindSpec, Schema};

crate::index_type! {
    /// Index of an article in [`Corpus::articles`]; articles are sorted by path.
    pub struct ArticleId;
    /// Index of an edition in [`Corpus::editions`]; editions are sorted by date, then label.
    pub struct EditionId;
    /// Index of a mention in [`Corpus::mentions`]; mentions are in the order of article and line.
    pub struct MentionId;
}

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
    /// Those of the reported rows whose cells were joined to the row above.
    #[serde(default)]
    pub joined: u64,
}

impl RowCounts {
    /// Adds the counts of another article.
    pub fn add(&mut self, other: Self) {
        self.read += other.read;
        self.kept += other.kept;
        self.reported += other.reported;
        self.joined += other.joined;
    }
}

/// All that was read, in sorted order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Corpus {
    /// Articles, sorted by path.
    pub articles: TiVec<ArticleId, Article>,
    /// Editions, sorted by date (undated last), then label.
    pub editions: TiVec<EditionId, Edition>,
    /// Mentions, sorted by article and line.
    pub mentions: TiVec<MentionId, Mention>,
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
