//! Reads articles: a folder of Markdown files becomes a [`Corpus`] of articles and mentions.
//!
//! [`read`] finds and reads files; [`article::parse_article`] reads one text and cannot fail;
//! [`corpus::from_articles`] puts articles together. Which heading makes which kind stands in [`section`], which
//! column is what in `columns`, and every diagnostic in [`Code`](crate::diagnostic::Code).
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

pub mod address;
pub mod article;
mod block;
mod bullets;
mod clean;
mod closest;
mod columns;
mod copies;
pub mod corpus;
mod dates;
mod front_matter;
mod inline;
mod line;
mod links;
mod options;
mod outline;
mod page;
mod parsed;
mod read;
mod report;
mod rows;
pub mod section;
mod table;
mod title;
mod types;
mod walk;

pub use columns::{ColumnMeant, column_meant};
pub use options::ReadOptions;
pub use parsed::{ClosestLink, EditionLabel, ParsedArticle, ParsedMention};
pub use read::read;
pub use section::{KindId, KindSpec, Schema};
pub use types::{Article, ArticleId, Corpus, Edition, EditionId, Mention, MentionId, RowCounts};
