//! Rows of tables as files become articles and mentions, by the rules of tables in pages and of front matter.
//!
//! A table whose rows have a title and say more of an article (a day, an address, an author, tags, a summary) lists
//! articles: each row is one. The rows of any other table are mentions, of the kind that the name of the file or sheet says
//! (`signals.csv`), that a column says row by row (`kind`), or that the header of the name says. A column of articles groups
//! them; without one, rows with an address are grouped by it, rows with a day by the day, and else the file is one article.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::parse::files::table::{Sheet, SheetRow};
use crate::parse::head::entry::{Entry, Value, Written};
use crate::parse::head::links::{is_web_address, stem};
use crate::parse::page::rows::TableReader;
use crate::parse::page::sections::Page;
use crate::parse::parsed::ParsedArticle;
use crate::parse::report::Report;
use crate::parse::text::line::{Line, Place};
use crate::parse::vocabulary::keys::KeyMeaning;
use crate::parse::vocabulary::section::{KindId, Schema, Section, same_word};

/// Headers of the column that says from which article a row is.
static ARTICLE: &[&str] = &[
    "article",
    "article title",
    "article id",
    "article name",
    "paper",
    "paper title",
    "document",
    "post",
    "page",
    "source article",
    "source title",
    "artikel",
    "artículo",
    "articolo",
    "artigo",
    "文章",
    "文章标题",
    "記事",
    "기사",
    "المقال",
];

/// Headers of the column that says of which kind a row is.
static KIND: &[&str] =
    &["kind", "entity kind", "entity type", "type", "art", "tipo", "类型", "種類", "유형", "النوع"];

/// A column says kinds where so many of ten of its cells are kinds.
const KINDS_OF_TEN: usize = 8;

/// What a column says of the article of its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Role {
    /// Which article it is.
    Article,
    /// Of which kind the row is.
    Kind,
    /// What front matter says under such a key.
    Head(KeyMeaning),
}

/// One sheet with what its columns say.
struct Reader<'a> {
    path: &'a str,
    schema: &'a Schema,
    sheet: &'a Sheet,
    roles: Vec<Role>,
    /// The kind that the name of the file or sheet says.
    kind: Option<KindId>,
}

/// The articles of a file. Every row is kept as an article or as a mention, or a diagnostic speaks of it. O(cells).
pub(in crate::parse) fn articles(path: &str, sheets: &[Sheet], schema: &Schema) -> Vec<ParsedArticle> {
    sheets.iter().flat_map(|sheet| Reader::new(path, sheet, schema).articles()).collect()
}

/// Whether a column of a table names pages that are read themselves: at least two, and half of its cells. Such a table is an
/// index of them or a list of expected values, and reading it would count each article twice.
pub(in crate::parse) fn describes_pages(sheet: &Sheet, pages: &FxHashSet<&str>) -> bool {
    (0..sheet.header.len()).any(|column| {
        let filled = sheet.rows.iter().filter_map(|row| cell(row, column));
        let (all, named) = filled.fold((0, 0), |(all, named), text| {
            (all + 1, named + usize::from(pages.contains(text.trim_start_matches("./"))))
        });
        named >= 2 && named * 2 >= all
    })
}

impl<'a> Reader<'a> {
    fn new(path: &'a str, sheet: &'a Sheet, schema: &'a Schema) -> Self {
        let mut reader = Self { path, schema, sheet, roles: Vec::new(), kind: None };
        reader.roles = (0..sheet.header.len()).map(|column| reader.role(column)).collect();
        let named = [sheet.name.as_str(), stem(path)];
        reader.kind = named.iter().find_map(|name| match schema.section(name) {
            Some(Section::Mentions(kind)) => Some(kind),
            _ => None,
        });
        reader
    }

    fn role(&self, column: usize) -> Role {
        let header = &self.sheet.header[column];
        let is = |words: &[&str]| words.iter().any(|word| same_word(word, header));
        if is(ARTICLE) {
            Role::Article
        } else if is(KIND) && self.says_kinds(column) {
            Role::Kind
        } else {
            Role::Head(self.schema.key(header))
        }
    }

    fn says_kinds(&self, column: usize) -> bool {
        let filled = self.sheet.rows.iter().filter_map(|row| cell(row, column));
        let (all, known) = filled.fold((0, 0), |(all, known), text| {
            (all + 1, known + usize::from(self.kind_named(text).is_some()))
        });
        all > 0 && known * 10 >= all * KINDS_OF_TEN
    }

    fn kind_named(&self, text: &str) -> Option<KindId> {
        self.schema.find(text).or_else(|| match self.schema.section(text) {
            Some(Section::Mentions(kind)) => Some(kind),
            _ => None,
        })
    }

    fn articles(&self) -> Vec<ParsedArticle> {
        if self.lists_articles() {
            return self.sheet.rows.iter().map(|row| self.article_of(row)).collect();
        }
        let mut articles: Vec<ParsedArticle> =
            self.groups().into_iter().map(|group| self.group(&group)).collect();
        // What is odd about the header is said once.
        let header = self.header_line();
        for article in articles.iter_mut().skip(1) {
            article.diagnostics.retain(|found| found.line != header);
        }
        articles
    }

    fn has(&self, wanted: impl Fn(&KeyMeaning) -> bool) -> bool {
        self.roles.iter().any(|role| matches!(role, Role::Head(meaning) if wanted(meaning)))
    }

    /// Whether each row is an article.
    fn lists_articles(&self) -> bool {
        let kinds =
            self.kind.is_some() || self.roles.contains(&Role::Kind) || self.roles.contains(&Role::Article);
        let named = self.sheet.header.iter().any(|header| same_word(header, "name"));
        let says_more = self.has(|meaning| {
            matches!(
                meaning,
                KeyMeaning::Date
                    | KeyMeaning::Address
                    | KeyMeaning::Author
                    | KeyMeaning::Source
                    | KeyMeaning::Summary
                    | KeyMeaning::Kind(_)
            )
        });
        !kinds && !named && self.has(|meaning| *meaning == KeyMeaning::Title) && says_more
    }

    fn article_of(&self, row: &SheetRow) -> ParsedArticle {
        let mut article = self.head(row, |_| true);
        article.rows.read += 1;
        article.rows.kept += 1;
        if article.title.is_empty() {
            article.title = format!("{} {}", self.label(), row.line);
        }
        article
    }

    /// An article that says of itself what the chosen columns of a row hold.
    fn head(&self, row: &SheetRow, chosen: impl Fn(usize) -> bool) -> ParsedArticle {
        let place = Place { line: row.line, column: 1 };
        let entry = |column: usize| {
            let text = cell(row, column)?.to_owned();
            let key = self.sheet.header[column].clone();
            Some(Entry { key, place, values: vec![Value { text, place }], written: Written::Text })
        };
        let columns = (0..self.sheet.header.len()).filter(|&column| chosen(column));
        let entries: Vec<Entry> = columns.filter_map(entry).collect();
        let mut page = Page::new(self.path, self.schema, Report::new(self.path));
        page.said(&entries, &[]);
        page.date(&entries, &[], 0);
        page.of_record()
    }

    /// Rows that belong to one article, in the order of their first rows.
    fn groups(&self) -> Vec<Vec<&'a SheetRow>> {
        let mut groups: Vec<Vec<&SheetRow>> = Vec::new();
        let mut known: FxHashMap<Cow<'_, str>, usize> = FxHashMap::default();
        let by = self.grouping_column();
        for row in &self.sheet.rows {
            let key = by.and_then(|column| cell(row, column)).unwrap_or_default();
            let at = *known.entry(Cow::Borrowed(key)).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[at].push(row);
        }
        groups
    }

    /// The column that tells articles apart: of articles, else of addresses, else of days.
    fn grouping_column(&self) -> Option<usize> {
        let column = |wanted: &dyn Fn(&Role) -> bool| self.roles.iter().position(wanted);
        let addresses = |role: &Role| matches!(role, Role::Head(KeyMeaning::Address | KeyMeaning::Source));
        let holds_addresses = |at: usize| {
            let mut filled = self.sheet.rows.iter().filter_map(|row| cell(row, at)).peekable();
            filled.peek().is_some() && filled.all(is_web_address)
        };
        column(&|role| *role == Role::Article)
            .or_else(|| {
                let places = self.roles.iter().enumerate().filter(|(_, role)| addresses(role));
                places.map(|(at, _)| at).find(|&at| holds_addresses(at))
            })
            .or_else(|| column(&|role| matches!(role, Role::Head(KeyMeaning::Edition | KeyMeaning::Date))))
    }

    /// The article of some rows, with a mention for each.
    fn group(&self, rows: &[&SheetRow]) -> ParsedArticle {
        let by = self.grouping_column();
        let first = rows[0];
        // A single article for the whole file is none that a row speaks of.
        let of_article = |column: usize| {
            let said = matches!(
                self.roles[column],
                Role::Head(
                    KeyMeaning::Date
                        | KeyMeaning::Edition
                        | KeyMeaning::Address
                        | KeyMeaning::Source
                        | KeyMeaning::Author
                        | KeyMeaning::Language
                )
            );
            by.is_some() && said && rows.iter().all(|row| cell(row, column) == cell(first, column))
        };
        let mut article = self.head(first, of_article);
        article.title = by.and_then(|column| cell(first, column)).map_or_else(
            || self.label().to_owned(),
            |key| match &self.roles[by.unwrap_or_default()] {
                Role::Article => key.to_owned(),
                _ => format!("{}: {}", self.label(), short(key)),
            },
        );
        let left_out =
            |column: usize| self.roles[column] == Role::Kind || Some(column) == by || of_article(column);
        let shown: Vec<usize> = (0..self.sheet.header.len()).filter(|&column| !left_out(column)).collect();
        for (kind, rows) in self.by_kind(rows) {
            self.read(kind, &rows, &shown, &mut article);
        }
        article
    }

    /// Rows with their kind, in the order of rows.
    fn by_kind<'r>(&self, rows: &[&'r SheetRow]) -> Vec<(Option<KindId>, Vec<&'r SheetRow>)> {
        let Some(column) = self.roles.iter().position(|role| *role == Role::Kind) else {
            return vec![(self.kind, rows.to_vec())];
        };
        let mut parts: Vec<(Option<KindId>, Vec<&SheetRow>)> = Vec::new();
        for row in rows {
            let kind = cell(row, column).and_then(|text| self.kind_named(text)).or(self.kind);
            match parts.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, rows)) => rows.push(row),
                None => parts.push((kind, vec![row])),
            }
        }
        parts
    }

    /// Reads rows as those of a table of a page.
    fn read(&self, kind: Option<KindId>, rows: &[&SheetRow], columns: &[usize], article: &mut ParsedArticle) {
        let header = row_text(columns.iter().map(|&column| self.sheet.header[column].as_str()));
        let delimiter = row_text(columns.iter().map(|_| "---"));
        let texts: Vec<String> = rows
            .iter()
            .map(|row| row_text(columns.iter().map(|&column| cell(row, column).unwrap_or_default())))
            .collect();
        let number = self.header_line();
        let mut lines = vec![Line { number, text: &header }, Line { number, text: &delimiter }];
        lines.extend(rows.iter().zip(&texts).map(|(row, text)| Line { number: row.line, text }));
        let mut report = Report::new(self.path);
        let mut reader = TableReader {
            kind,
            group: kind.is_none().then_some(self.label()),
            schema: self.schema,
            report: &mut report,
            mentions: &mut article.mentions,
            rows: &mut article.rows,
            above: None,
            open: false,
        };
        reader.read(&lines);
        article.mentions.sort_by_key(|mention| mention.line);
        article.diagnostics.extend(report.finish());
    }

    /// What the sheet is called: its own name, or that of the file.
    fn label(&self) -> &'a str {
        if self.sheet.name.is_empty() { stem(self.path) } else { &self.sheet.name }
    }

    fn header_line(&self) -> u32 {
        self.sheet.rows.first().map_or(1, |row| row.line.saturating_sub(1).max(1))
    }
}

/// A cell that holds something.
fn cell(row: &SheetRow, column: usize) -> Option<&str> {
    let text = row.cells.get(column)?.trim();
    (!text.is_empty() && !text.eq_ignore_ascii_case("nan")).then_some(text)
}

/// A row as a page holds it; pipes and line breaks of cells are written so that they stay within their cell.
fn row_text<'t>(cells: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::from("|");
    for cell in cells {
        text.push(' ');
        let parts = cell.split_whitespace();
        text.extend(parts.flat_map(|part| [" ", part]).skip(1).map(|part| part.replace('|', "&#124;")));
        text.push_str(" |");
    }
    text
}

/// An address without its scheme; other texts as they are.
fn short(text: &str) -> &str {
    text.split_once("://").map_or(text, |(_, rest)| rest.trim_end_matches('/'))
}
