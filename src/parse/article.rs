//! One text becomes one article: [`parse_article`].

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::parse::block::{Block, blocks};
use crate::parse::bullets::{self, Bullet, Item};
use crate::parse::clean::clean;
use crate::parse::closest::{self, ClosestLink};
use crate::parse::dates;
use crate::parse::front_matter::{self, Entry};
use crate::parse::inline;
use crate::parse::line::{Line, lines, offset};
use crate::parse::links::{self, Checked};
use crate::parse::outline::{Part, outline};
use crate::parse::report::Report;
use crate::parse::rows::TableReader;
use crate::parse::section::{KindId, Schema, Section};
use crate::parse::title::title_line;
use crate::parse::{ArticleId, Mention, RowCounts};

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
    let article = ParsedArticle { path: path.to_owned(), ..ParsedArticle::default() };
    let mut page = Page { schema, report, article, seen: Vec::new() };
    page.title(outline.title);
    for part in &outline.parts {
        page.part(part);
    }
    page.front_matter(&front);
    page.finish(lines.first().copied())
}

/// An article while it is being read.
struct Page<'a> {
    schema: &'a Schema,
    report: Report,
    article: ParsedArticle,
    /// Sections met so far.
    seen: Vec<Section>,
}

impl Page<'_> {
    fn title(&mut self, title: Option<(Line<'_>, &str)>) {
        let Some((line, text)) = title else { return };
        let read = title_line(text);
        self.article.title = read.title;
        if let Some(link) = read.edition {
            let at = offset(line.text, link.text);
            let target = self.safe_link(line, offset(line.text, link.target), link.target);
            self.edition(line, at, &inline::plain(link.text), target);
        }
    }

    fn edition(&mut self, line: Line<'_>, at: usize, label: &str, link: Option<String>) {
        if label.is_empty() || self.article.edition.is_some() {
            return;
        }
        let date = dates::date_of(label);
        match date {
            None => self.report.add("edition-not-a-date", line, at, format!("{label:?} is no date")),
            Some((_, rest)) if !rest.is_empty() && !rest.starts_with(['T', ' ']) => {
                self.report.add("edition-suffix", line, at, format!("{label:?} is read without {rest:?}"));
            }
            Some(_) => {}
        }
        let (label, date) = (label.to_owned(), date.map(|(date, _)| date));
        self.article.edition =
            Some(EditionLabel { label, date, link, line: line.number, column: line.column(at) });
    }

    fn safe_link(&mut self, line: Line<'_>, at: usize, raw: &str) -> Option<String> {
        match links::check(raw) {
            Checked::Safe(link) => Some(link),
            Checked::Missing => None,
            Checked::Unsafe => {
                self.report.add("unsafe-link", line, at, "the link is neither http nor https");
                None
            }
        }
    }

    fn part(&mut self, part: &Part<'_, '_>) {
        let Some(section) = part.section else {
            if part.heading.is_none() {
                self.head(part.blocks);
            }
            return;
        };
        if let Some(heading) = part.heading {
            if self.seen.contains(&section) {
                self.report.add("duplicate-section", heading, 0, "the section stands twice");
            }
            if part.blocks.iter().all(|block| matches!(block, Block::Blank)) {
                self.report.add("empty-section", heading, 0, "nothing stands under the heading");
            }
        }
        self.seen.push(section);
        match section {
            Section::Mentions(kind) => self.mentions(kind, part.blocks),
            Section::Other => self.other(part.blocks),
            Section::Summary => self.summary(part.blocks),
            Section::Closest => closest::read(part.blocks, &mut self.article.closest, &mut self.report),
        }
    }

    /// What stands before the first section: the external link.
    fn head(&mut self, blocks: &[Block<'_>]) {
        let mut best: Option<(Line<'_>, &str)> = None;
        for block in blocks {
            let line = match *block {
                Block::Text(line) | Block::Bullet { line, .. } => line,
                Block::Rows(ref rows) => {
                    self.report.add("stray-table", rows[0], 0, "a table before the first section");
                    continue;
                }
                _ => continue,
            };
            let Some((target, named)) = link_in(line.text) else { continue };
            if named || best.is_none() {
                best = Some((line, target));
            }
            if named {
                break;
            }
        }
        if let (Some((line, target)), None) = (best, &self.article.link) {
            self.article.link = self.safe_link(line, offset(line.text, target), target);
        }
    }

    fn mentions(&mut self, kind: KindId, blocks: &[Block<'_>]) {
        let mut tables = TableReader {
            kind,
            schema: self.schema,
            report: &mut self.report,
            mentions: &mut self.article.mentions,
            rows: &mut self.article.rows,
            above: None,
            open: false,
        };
        for block in blocks {
            if let Block::Rows(rows) = block {
                tables.read(rows);
            }
        }
        if self.schema.is_table(kind) { self.list_for_table(kind, blocks) } else { self.list(kind, blocks) }
    }

    fn list(&mut self, kind: KindId, blocks: &[Block<'_>]) {
        let (bullets, texts) = list_of(blocks);
        let items = bullets::items(&bullets, &mut self.report);
        self.add_items(kind, items);
        for line in texts {
            let items = bullets::from_text(line, &mut self.report);
            self.add_items(kind, items);
        }
    }

    fn list_for_table(&mut self, kind: KindId, blocks: &[Block<'_>]) {
        let (bullets, texts) = list_of(blocks);
        if let Some(first) = bullets.first() {
            self.report.add("list-for-table", first.line, 0, "a list instead of a table");
        }
        for bullet in &bullets {
            let (name, description) = bullets::name_and_description(&bullet.text);
            self.add(kind, Item { line: bullet.line.number, name }, description);
        }
        if let Some(&first) = texts.first() {
            self.report.add("stray-text", first, 0, "text in a section of tables");
        }
    }

    fn add_items(&mut self, kind: KindId, items: Vec<Item>) {
        for item in items {
            self.add(kind, item, None);
        }
    }

    fn add(&mut self, kind: KindId, Item { line, name }: Item, description: Option<String>) {
        if name.is_empty() {
            return;
        }
        let (article, attributes) = (ArticleId(0), Vec::new());
        self.article.mentions.push(Mention {
            article,
            line,
            kind,
            name,
            description,
            relevancy: None,
            attributes,
        });
    }

    fn other(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            let (line, text) = match *block {
                Block::Bullet { line, text } => (line, text),
                Block::Text(line) => (line, line.text),
                _ => continue,
            };
            let text = inline::plain(text);
            let (key, value) = text.split_once(':').unwrap_or((&text, ""));
            let slot = match key.trim().to_lowercase().as_str() {
                "category" => &mut self.article.category,
                "type" => &mut self.article.type_,
                _ => {
                    let shown: String = key.chars().take(40).collect();
                    self.report.add(
                        "unknown-property",
                        line,
                        offset(line.text, line.text.trim()),
                        format!("{shown:?} is not read"),
                    );
                    continue;
                }
            };
            fill(slot, value);
        }
    }

    fn summary(&mut self, blocks: &[Block<'_>]) {
        let mut paragraphs: Vec<String> = Vec::new();
        let mut open = false;
        for block in blocks {
            match *block {
                Block::Text(line) => {
                    match paragraphs.last_mut().filter(|_| open) {
                        Some(last) => last.push(' '),
                        None => paragraphs.push(String::new()),
                    }
                    paragraphs.last_mut().into_iter().for_each(|last| last.push_str(line.text.trim()));
                }
                Block::Bullet { text, .. } => paragraphs.push(text.to_owned()),
                Block::Rows(ref rows) => self.report.add("stray-table", rows[0], 0, "a table in the summary"),
                _ => {}
            }
            open = matches!(block, Block::Text(_) | Block::Bullet { .. });
        }
        let paragraphs: Vec<String> =
            paragraphs.iter().map(|text| inline::plain(text)).filter(|text| !text.is_empty()).collect();
        if !paragraphs.is_empty() && self.article.summary.is_none() {
            self.article.summary = Some(paragraphs.join("\n"));
        }
    }

    /// Front matter fills what the page itself does not say, and its tags are keywords.
    fn front_matter(&mut self, entries: &[Entry<'_>]) {
        for Entry { key, line, values } in entries {
            let first = values.first().map_or("", |(_, value)| value.as_str());
            let at = line.text.rfind(first).unwrap_or(0);
            match key.as_str() {
                "title" if self.article.title.is_empty() => self.article.title = inline::plain(first),
                "date" | "edition" => self.edition(*line, at, first, None),
                "url" | "link" if self.article.link.is_none() => {
                    self.article.link = self.safe_link(*line, at, first)
                }
                "category" => fill(&mut self.article.category, first),
                "type" => fill(&mut self.article.type_, first),
                "summary" => fill(&mut self.article.summary, first),
                "tags" | "keywords" => {
                    let items =
                        values.iter().map(|(line, value)| Item { line: *line, name: inline::plain(value) });
                    self.add_items(KindId::KEYWORD, items.collect());
                }
                _ => {}
            }
        }
    }

    fn finish(mut self, first: Option<Line<'_>>) -> ParsedArticle {
        let first = first.unwrap_or(Line { number: 1, text: "" });
        let makes_mentions = self.seen.iter().any(|section| matches!(section, Section::Mentions(_)));
        if self.article == (ParsedArticle { path: self.article.path.clone(), ..ParsedArticle::default() })
            && first.text.is_empty()
            && self.seen.is_empty()
        {
            self.report.add("empty-file", first, 0, "the file has no content");
        } else if !makes_mentions && self.article.mentions.is_empty() {
            self.report.add("no-known-section", first, 0, "no section makes mentions");
        }
        if self.article.title.is_empty() {
            self.article.title = stem(&self.article.path).to_owned();
            self.report.add(
                "no-title",
                first,
                0,
                format!("taken from the file name: {:?}", self.article.title),
            );
        }
        self.article.mentions.sort_by_key(|mention| mention.line);
        self.article.diagnostics = self.report.finish();
        self.article
    }
}

/// The bullets of a section with their continuation lines, and the lines of text outside of bullets.
fn list_of<'t>(blocks: &[Block<'t>]) -> (Vec<Bullet<'t>>, Vec<Line<'t>>) {
    let (mut bullets, mut texts): (Vec<Bullet<'t>>, _) = (Vec::new(), Vec::new());
    let mut open = false;
    for block in blocks {
        match *block {
            Block::Bullet { line, text } => bullets.push(Bullet { line, text: text.into() }),
            Block::Text(line) => match bullets.last_mut().filter(|_| open) {
                Some(last) => {
                    let text = last.text.to_mut();
                    text.push(' ');
                    text.push_str(line.text.trim());
                }
                None => texts.push(line),
            },
            _ => {}
        }
        open = matches!(block, Block::Bullet { .. }) || (open && matches!(block, Block::Text(_)));
    }
    (bullets, texts)
}

/// The link of a line of the head, and whether it is the one called "External link".
fn link_in(text: &str) -> Option<(&str, bool)> {
    if let Some(link) = inline::link(text, 0) {
        return Some((link.target, inline::plain(link.text).eq_ignore_ascii_case("external link")));
    }
    let bare = text.trim().trim_matches(['<', '>', '_', '*']);
    (bare.starts_with("http://") || bare.starts_with("https://")).then_some((bare, false))
}

fn fill(slot: &mut Option<String>, value: &str) {
    let value = value.trim();
    if slot.is_none() && !value.is_empty() && value != "nan" {
        *slot = Some(value.to_owned());
    }
}

/// The file name without folder and extension.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}
