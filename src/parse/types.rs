//! What reading gives: articles, editions and mentions under their ids.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::parse::calendar::Step;
use crate::parse::counts::{KeyCounts, ReadCounts, RowCounts};
use crate::parse::kept::record::Records;
use crate::parse::survey::Survey;
use crate::parse::vocabulary::section::{KindId, Schema};
use crate::remark::Remark;
use crate::shared_text::Text;
use portent_graph::index::TiVec;

portent_graph::index_type! {
    /// Index of an article in [`Corpus::articles`]; articles are sorted by path.
    pub struct ArticleId;
    /// Index of an edition in [`Corpus::editions`]; editions are sorted by date, then label.
    pub struct EditionId;
    /// Index of a mention in [`Corpus::mentions`]; mentions are in the order of article and line.
    pub struct MentionId;
}

/// How exactly a date is known: to the day, the week, the month, the quarter or the year.
pub type Precision = Step;

/// A date with its precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The day; the first one of a week, month, quarter or year.
    pub day: Date,
    /// How exactly it is known.
    pub precision: Precision,
}

/// The running text of an article, without its tables and lists of mentions; each part with its line, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// Headings that are no section, markup taken off.
    pub headings: Vec<(u32, String)>,
    /// Paragraphs, markup taken off.
    pub paragraphs: Vec<(u32, String)>,
}

/// One page or one row of a table of articles.
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
    /// The date that the article states of itself; with the one of its edition in [`Corpus::date_of`].
    pub date: Option<When>,
    /// That date lies far beyond the bulk of the archive: kept, but left out of period axes.
    pub date_outlier: bool,
    /// `Category` of the section Other.
    pub category: Option<String>,
    /// `Type` of the section Other.
    pub type_: Option<String>,
    /// The summary, paragraphs joined by a line break.
    pub summary: Option<String>,
    /// What else the page says of itself (author, source, language, every key of its front matter that has no field
    /// here): names and values, each name once, in the order of the page.
    pub attributes: Vec<(String, String)>,
    /// Links of the section Closest to other articles of the corpus, without self-links, sorted, no repeats.
    pub closest: Vec<ArticleId>,
    /// Links elsewhere to other articles of the corpus, without self-links, sorted, no repeats.
    pub links: Vec<ArticleId>,
    /// The first article (in sorted order) that this one is a copy of: the same text.
    pub copy_of: Option<ArticleId>,
}

/// One newsletter issue, or the articles of one period in an archive without issues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The edition as written (`20260118`), or what the period is called that stands for one (`2026-01`).
    pub label: String,
    /// Its date, where the label is one; that of its first article, where all of its articles state one; of a period
    /// the first day.
    pub date: Option<Date>,
    /// How exactly it is known.
    pub precision: Precision,
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
    pub name: Text,
    /// The description, where the table has one.
    pub description: Option<Text>,
    /// Relevancy (1 to 5 in practice), where given and numeric.
    pub relevancy: Option<f64>,
    /// All further columns with a value, under their canonical names (`change`, `ten_year`,
    /// `driving_force`, or the header as written), in the order of the table.
    pub attributes: Box<[(Cow<'static, str>, Text)]>,
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
    /// Rows of compilations (pages that mostly repeat rows of others) with the row of another article that each
    /// repeats, and where it counts.
    pub repeats: BTreeMap<MentionId, MentionId>,
    /// Findings, sorted by path, line, column, code.
    pub diagnostics: Vec<Diagnostic>,
    /// What was decided for the whole archive: the order of day and month, what stands for editions.
    pub remarks: Vec<Remark>,
    /// What happened to table rows.
    pub rows: RowCounts,
    /// Folders that became keywords since nothing else ties the articles in them; 0 where something does.
    pub folder_topics: u64,
    /// What the archive is written in.
    pub survey: Survey,
    /// What became of the keys of heads.
    pub keys: KeyCounts,
    /// What happened to everything else.
    pub counts: ReadCounts,
    /// Kinds and sections that were in force.
    pub schema: Schema,
    /// The running text of articles, where it was asked for.
    pub prose: TiVec<ArticleId, Option<Prose>>,
    /// Links of Closest sections whose target is not in the corpus.
    pub unknown_closest: u64,
    /// How many files of each ending (`.png`) were found in folders and not read, sorted by ending.
    pub passed_by: Vec<(String, u64)>,
    /// Links elsewhere that lead to a page by its path or name and whose target is not in the corpus.
    pub unknown_links: u64,
    /// What a graph keeps of the pages, so that they can be put together with others again.
    pub records: Records,
}

impl Corpus {
    /// An article by its id. Panics, as indexing does, for an id of another corpus.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id]
    }

    /// All article ids, in order.
    pub fn article_ids(&self) -> impl Iterator<Item = ArticleId> + use<> {
        ArticleId::first(self.articles.len())
    }

    /// Where the mentions of an article stand in [`Corpus::mentions`]. O(log n).
    #[must_use]
    pub fn mentions_of(&self, article: ArticleId) -> Range<MentionId> {
        let start = self.mentions.partition_point(|mention| mention.article < article);
        let end = self.mentions.partition_point(|mention| mention.article <= article);
        start..end
    }

    /// The name of a kind (`signal`).
    #[must_use]
    pub fn kind_name(&self, kind: KindId) -> &str {
        &self.schema.kind(kind).name
    }

    /// The edition of an article, where it names one.
    #[must_use]
    pub fn edition_of(&self, article: ArticleId) -> Option<&Edition> {
        self.article(article).edition.map(|id| &self.editions[id])
    }

    /// The date of an article: its own, else that of its edition. Dates beyond the bulk are given too: see
    /// [`Corpus::is_outlier`].
    #[must_use]
    pub fn date_of(&self, article: ArticleId) -> Option<Date> {
        self.when_of(article).map(|when| when.day)
    }

    /// The date of an article with its precision.
    #[must_use]
    pub fn when_of(&self, article: ArticleId) -> Option<When> {
        let of_edition = || {
            let edition = self.edition_of(article)?;
            Some(When { day: edition.date?, precision: edition.precision })
        };
        self.article(article).date.or_else(of_edition)
    }

    /// Whether the article's date lies far beyond the bulk of the corpus.
    #[must_use]
    pub fn is_outlier(&self, article: ArticleId) -> bool {
        let own = self.article(article);
        match own.date {
            Some(_) => own.date_outlier,
            None => self.edition_of(article).is_some_and(|edition| edition.outlier),
        }
    }

    /// The date of an article for axes of time: none where it lies far beyond the bulk.
    #[must_use]
    pub fn axis_date(&self, article: ArticleId) -> Option<When> {
        self.when_of(article).filter(|_| !self.is_outlier(article))
    }

    /// The article that counts where copies count once: the first one of its family, often itself.
    #[must_use]
    pub fn original_of(&self, article: ArticleId) -> ArticleId {
        self.article(article).copy_of.unwrap_or(article)
    }

    /// Whether a mention counts in itself: it repeats no row of another article. O(log repeats).
    #[must_use]
    pub fn counts(&self, mention: MentionId) -> bool {
        !self.repeats.contains_key(&mention)
    }

    /// The article that a mention counts in: its own, or the one whose row it repeats. O(log repeats).
    #[must_use]
    pub fn counted_in(&self, mention: MentionId) -> ArticleId {
        let counted = self.repeats.get(&mention).copied().unwrap_or(mention);
        self.mentions[counted].article
    }

    /// Adds mentions, each behind what its article says up to that line; [`Corpus::repeats`] follows the ids that move.
    /// O(n log n).
    pub fn add_mentions(&mut self, added: impl IntoIterator<Item = Mention>) {
        let mut numbered: Vec<(MentionId, Mention)> = std::mem::take(&mut self.mentions)
            .into_iter()
            .chain(added)
            .enumerate()
            .map(|(at, mention)| (MentionId::from(at), mention))
            .collect();
        numbered.sort_by_key(|(_, mention)| (mention.article, mention.line));
        let mut moved: TiVec<MentionId, MentionId> = vec![MentionId::default(); numbered.len()].into();
        for ((before, _), after) in numbered.iter().zip(MentionId::first(numbered.len())) {
            moved[*before] = after;
        }
        self.repeats = self.repeats.iter().map(|(&row, &original)| (moved[row], moved[original])).collect();
        self.mentions = numbered.into_iter().map(|(_, mention)| mention).collect();
    }

    /// `path:line` of a mention, as decisions and explanations name it.
    #[must_use]
    pub fn place_of(&self, mention: &Mention) -> String {
        format!("{}:{}", self.article(mention.article).path, mention.line)
    }
}
