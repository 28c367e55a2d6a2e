//! What one text says, before it meets the others.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::parse::counts::{BulletCounts, HeadingRead, KeyCounts, RowCounts};
use crate::parse::survey::PageSurvey;
use crate::parse::types::{ArticleId, Mention, Prose, When};
use crate::parse::vocabulary::section::KindId;
pub use crate::parse::written::{DateSource, LinkForm};
use crate::shared_text::Text;

/// What one text says, before it meets the others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParsedArticle {
    /// As given to [`parse_article`](crate::parse::page::article::parse_article).
    pub path: String,
    /// The title; the stem of the path where the page has none.
    pub title: String,
    /// The external link (http, https or without scheme).
    pub link: Option<String>,
    /// The edition as the title line or the front matter names it.
    pub edition: Option<EditionLabel>,
    /// The date that the page states of itself; the best of those that it states.
    pub date: Option<DateLabel>,
    /// `Category` of the section Other.
    pub category: Option<String>,
    /// `Type` of the section Other.
    pub type_: Option<String>,
    /// The summary, paragraphs joined by a line break.
    pub summary: Option<String>,
    /// What else the page says of itself, as in [`Article::attributes`](crate::parse::Article::attributes).
    pub attributes: Vec<(String, String)>,
    /// Other names by which links may call the page: aliases, slug, permalink.
    pub aliases: Vec<String>,
    /// Links of the section Closest, in order.
    pub closest: Vec<ArticleLink>,
    /// Links to other pages elsewhere, in order.
    pub links: Vec<ArticleLink>,
    /// Values of its head that lead to another page, if other pages show that those of their key do.
    pub pointers: Vec<Pointer>,
    /// Who wrote it, each name once, of the kind [`KindId::PERSON`]; mentions where people tie articles together.
    pub authors: Vec<ParsedMention>,
    /// Mentions in the order of their lines.
    pub mentions: Vec<ParsedMention>,
    /// Findings, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
    /// What happened to table rows.
    pub rows: RowCounts,
    /// What the page is written in.
    pub survey: PageSurvey,
    /// What became of the keys of its head.
    pub keys: KeyCounts,
    /// What happened to bullets and numbered items.
    pub bullets: BulletCounts,
    /// Headings that are no section, and those of sections of which something is not read; in order.
    pub headings: Vec<HeadingRead>,
    /// Items that stand alone under a heading that is no section, in order.
    pub alone: Vec<ItemAlone>,
    /// The running text, where it was asked for.
    pub prose: Option<Prose>,
    /// The text beyond the rows of tables, by which copies are told.
    pub wording: Wording,
    /// Path of the article that it was found to be a copy of when its text was at hand: of pages of a graph alone.
    pub copy_of: Option<String>,
    /// Keywords that it has by what other pages say, with their lines; filled where pages are put together.
    pub made: Vec<(u32, String)>,
}

/// The text of a page without its title, the line of its address and the rows that became mentions, in normal form:
/// without markup, case, quotes and punctuation around words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// How many words.
    pub words: usize,
    /// Equal for equal words, however they are broken into lines.
    pub hash: u64,
    /// Paragraphs, items and headings, one a line, U+0001 before capitals; empty where the page has rows or is too short
    /// to be compared so, and of a page of a graph.
    pub paragraphs: String,
}

/// The only item of a list under a heading that is no section. One item alone may be anything; it is a mention where other
/// pages show that the heading has lists of things.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemAlone {
    /// Line of the item, counted from 1.
    pub line: u32,
    /// Line of the heading.
    pub heading: u32,
    /// How many bullets it is, with those below it.
    pub bullets: u64,
    /// What it says; `None` where it is a mention already.
    pub mention: Option<ParsedMention>,
}

/// A value of a page's head that may name another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    /// The key as written; keys within maps with dots between.
    pub key: String,
    /// The value as written: a file name without ending, a path.
    pub target: String,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}

/// The edition as one page names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionLabel {
    /// As written, white space at its ends taken off.
    pub label: String,
    /// Its date, where the label is one that needs no other page to be understood.
    pub date: Option<When>,
    /// Its link.
    pub link: Option<String>,
    /// Line that names it, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}

/// A date as one page states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateLabel {
    /// As written, white space at its ends taken off; of a path the part that is a date.
    pub label: String,
    /// What it means, where one page alone can tell.
    pub when: Option<When>,
    /// Where it stands.
    pub source: DateSource,
    /// Line that states it, counted from 1; the first one where it stands in the path.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}

/// What an article says of a thing, in one row or bullet: a [`Mention`] before its article has an id.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedMention {
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
    /// All further columns with a value, as in [`Mention::attributes`].
    pub attributes: Vec<(Cow<'static, str>, String)>,
}

impl ParsedMention {
    /// A name alone.
    pub(in crate::parse) fn new(line: u32, kind: KindId, name: String) -> Self {
        Self { line, kind, name, description: None, relevancy: None, attributes: Vec::new() }
    }

    /// What these rows say as mentions of one article, their texts one behind the other in one larger text, which a graph of
    /// them shares. Linear in the texts.
    #[must_use]
    pub fn all_of(rows: Vec<Self>, article: ArticleId) -> Vec<Mention> {
        let mut texts = Text::all_of(rows.iter().flat_map(Self::texts)).into_iter();
        let mut next = || texts.next().unwrap_or_default();
        let mention = |Self { line, kind, name: _, description, relevancy, attributes }: Self| Mention {
            article,
            line,
            kind,
            name: next(),
            description: description.map(|_| next()),
            relevancy,
            attributes: attributes.into_iter().map(|(column, _)| (column, next())).collect(),
        };
        rows.into_iter().map(mention).collect()
    }

    /// Name, description and further columns, as [`Self::all_of`] takes them.
    fn texts(&self) -> impl Iterator<Item = &str> + Clone {
        let further = self.attributes.iter().map(|(_, text)| text.as_str());
        [self.name.as_str()].into_iter().chain(self.description.as_deref()).chain(further)
    }
}

/// A link from one article to another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArticleLink {
    /// How it names the article.
    pub form: LinkForm,
    /// The article as written: a file name without extension, a path or a title.
    pub target: String,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}
