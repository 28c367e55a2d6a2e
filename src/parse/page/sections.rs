//! The parts of one page, read one after the other.

use std::collections::BTreeSet;

use crate::diagnostic::Code;
use crate::parse::head::dates;
use crate::parse::head::front_matter::Entry;
use crate::parse::head::links::{self, Checked, stem};
use crate::parse::head::title::TitleLine;
use crate::parse::page::block::Block;
use crate::parse::page::bullets::{self, Bullet, Item};
use crate::parse::page::closest;
use crate::parse::page::outline::Part;
use crate::parse::page::rows::TableReader;
use crate::parse::page::running::Running;
use crate::parse::parsed::{EditionLabel, ParsedArticle, ParsedMention};
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::{Line, offset};
use crate::parse::vocabulary::section::{KindId, Schema, Section};

/// An article while it is being read.
pub(in crate::parse) struct Page<'a> {
    schema: &'a Schema,
    report: Report,
    article: ParsedArticle,
    /// Sections met so far.
    seen: Vec<Section>,
}

impl<'a> Page<'a> {
    pub(in crate::parse) fn new(path: &str, schema: &'a Schema, report: Report) -> Self {
        let article = ParsedArticle { path: path.to_owned(), ..ParsedArticle::default() };
        Self { schema, report, article, seen: Vec::new() }
    }

    pub(in crate::parse) fn title(&mut self, line: Line<'_>, read: TitleLine<'_>) {
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
            None => self.report.add(Code::EditionNotADate, line, at, format!("{label:?} is no date")),
            Some((_, rest)) if !rest.is_empty() && !rest.starts_with(['T', ' ']) => {
                self.report.add(Code::EditionSuffix, line, at, format!("{label:?} is read without {rest:?}"));
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
                self.report.add(Code::UnsafeLink, line, at, "the link is neither http nor https");
                None
            }
        }
    }

    pub(in crate::parse) fn part(&mut self, part: &Part<'_, '_>) {
        let Some(section) = part.section else {
            if part.heading.is_none() {
                self.head(part.blocks);
            }
            return;
        };
        if let Some(heading) = part.heading {
            if self.seen.contains(&section) {
                self.report.add(Code::DuplicateSection, heading, 0, "the section stands twice");
            }
            if part.blocks.iter().all(|block| matches!(block, Block::Blank)) {
                self.report.add(Code::EmptySection, heading, 0, "nothing stands under the heading");
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

    /// What stands before the first section: the external link, the one called so or else the first one.
    fn head(&mut self, blocks: &[Block<'_>]) {
        let mut links = Vec::new();
        for block in blocks {
            match *block {
                Block::Text(line) | Block::Bullet { line, .. } => {
                    links.extend(link_in(line.text).map(|(target, named)| (line, target, named)));
                }
                Block::Rows(ref rows) => {
                    self.report.add(Code::StrayTable, rows[0], 0, "a table before the first section");
                }
                _ => {}
            }
        }
        let chosen = links.iter().find(|link| link.2).or(links.first());
        if let (Some(&(line, target, _)), None) = (chosen, &self.article.link) {
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
            self.report.add(Code::ListForTable, first.line, 0, "a list instead of a table");
        }
        for bullet in &bullets {
            let (name, description) = bullets::name_and_description(&bullet.text);
            self.add(kind, Item { line: bullet.line.number, name }, description);
        }
        if let Some(&first) = texts.first() {
            self.report.add(Code::StrayText, first, 0, "text in a section of tables");
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
        self.article.mentions.push(ParsedMention { description, ..ParsedMention::new(line, kind, name) });
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
                        Code::UnknownProperty,
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
                Block::Rows(ref rows) => {
                    self.report.add(Code::StrayTable, rows[0], 0, "a table in the summary")
                }
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
    pub(in crate::parse) fn front_matter(&mut self, entries: &[Entry<'_>]) {
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
                "aliases" | "alias" | "slug" | "permalink" => {
                    self.article.aliases.extend(values.iter().map(|(_, value)| value.clone()));
                }
                _ => {}
            }
        }
    }

    /// Links and tags of the text. A tag that the page has as a keyword already is not repeated.
    pub(in crate::parse) fn running(&mut self, found: Running) {
        self.article.links.extend(found.links);
        if found.tags.is_empty() {
            return;
        }
        let keywords = self.article.mentions.iter().filter(|mention| mention.kind == KindId::KEYWORD);
        let known: BTreeSet<String> = keywords.map(|mention| mention.name.to_lowercase()).collect();
        let tags = found.tags.into_iter().filter(|(_, name)| !known.contains(&name.to_lowercase()));
        let tags = tags.map(|(line, name)| ParsedMention::new(line, KindId::KEYWORD, name));
        self.article.mentions.extend(tags);
    }

    pub(in crate::parse) fn finish(mut self, lines: &[Line<'_>]) -> ParsedArticle {
        let first = lines.first().copied().unwrap_or(Line { number: 1, text: "" });
        let empty = lines.iter().all(|line| line.text.trim().is_empty());
        if empty {
            self.report.add(Code::EmptyFile, first, 0, "the file has no content");
        } else if self.article.mentions.is_empty()
            && !self.seen.iter().any(|s| matches!(s, Section::Mentions(_)))
        {
            self.report.add(Code::NoKnownSection, first, 0, "no section makes mentions");
        }
        if self.article.title.is_empty() {
            self.article.title = stem(&self.article.path).to_owned();
            if !empty {
                let message = format!("taken from the file name: {:?}", self.article.title);
                self.report.add(Code::NoTitle, first, 0, message);
            }
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
