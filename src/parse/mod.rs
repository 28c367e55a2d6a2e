//! Reads articles: a folder of Markdown files becomes a [`Corpus`] of articles and mentions.
//!
//! [`read()`] finds and reads files; [`article::parse_article`] reads one text and cannot fail;
//! [`corpus::from_articles`] puts articles together. The rooms, in the order of the work:
//!
//! | room | what it does |
//! |---|---|
//! | `files` | finds files, tells their form and encoding, hands each to its reader |
//! | `head` | front matter, title line, dates, addresses: what a page says of itself |
//! | `page` | sections, tables, lists and links of a Markdown page |
//! | `assemble` | gives ids; editions, links between articles, copies |
//! | `kept` | what a graph keeps of pages, and pages of a graph among others |
//! | `text` | lines, inline markup, characters nobody sees |
//! | `vocabulary` | which heading, column and key means what |
//!
//! Every diagnostic stands in [`Code`](crate::diagnostic::Code).
//!
//! ```
//! use portent::parse::{ArticleId, MentionId, Schema, article::parse_article, corpus::from_articles};
//!
//! let schema = Schema::default();
//! let ice = "# __Ice__, (from page [20260118](https://example.org/p).)\n\n## Keywords\n\n* sea ice\n";
//! let sea = "# __Sea__, from ([20260125](https://example.org/q).)\n\n## Closest\n\n* [Ice](ice)\n";
//! let pages = vec![parse_article("ice.md", ice, &schema), parse_article("sea.md", sea, &schema)];
//! let corpus = from_articles(pages, &schema);
//! assert_eq!(corpus.editions.len(), 2);
//! assert_eq!(corpus.mentions[MentionId::new(0)].name, "sea ice");
//! assert_eq!(corpus.articles[ArticleId::new(1)].closest, [ArticleId::new(0)]);
//! ```

mod assemble;
mod calendar;
mod counts;
mod files;
mod head;
mod kept;
mod lost;
mod names;
mod options;
mod page;
mod parsed;
mod report;
pub mod survey;
mod text;
pub mod ties;
mod types;
mod vocabulary;
mod written;

pub use assemble::corpus;
pub(crate) use assemble::headings::items_left;
pub use calendar::{DateOrder, EditionStep, Step};
pub use counts::{BulletCounts, FoundForm, HeadingRead, KeyCounts, ReadCounts, RowCounts, UnknownHeading};
#[doc(hidden)]
#[cfg(feature = "parquet")]
pub(crate) use files::foreign::guarded;
pub use files::foreign::panic_is_caught;
pub use files::read::{articles_of, files, is_article, read};
pub use head::address;
pub use kept::{
    AloneRecord, AttributeRecord, DateRecord, EditionRecord, HeadingRecord, KeptPages, LinkRecord,
    PageRecord, Records, WordingRecord,
};
pub use lost::LostFiles;
pub use options::{ProseWanted, ReadOptions};
pub use page::article;
pub use parsed::{
    ArticleLink, DateLabel, DateSource, EditionLabel, ItemAlone, LinkForm, ParsedArticle, ParsedMention,
    Pointer, Wording,
};
pub use types::{Article, ArticleId, Corpus, Edition, EditionId, Mention, MentionId, Precision, Prose, When};
pub use vocabulary::columns::{ColumnMeant, column_meant};
pub use vocabulary::folders::{FolderMeaning, FolderPattern};
pub use vocabulary::keys::KeyMeaning;
pub use vocabulary::section;
pub use vocabulary::section::{ItemPattern, KindId, KindSpec, Schema};
