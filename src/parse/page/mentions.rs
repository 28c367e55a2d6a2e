//! One part of a page becomes mentions, links, a summary or properties, and every row and bullet is counted.

use std::borrow::Cow;

use crate::diagnostic::Code;
use crate::parse::counts::{BulletCounts, FoundForm, HeadingRead, RowCounts};
use crate::parse::page::block::Block;
use crate::parse::page::bullets::{self, Item};
use crate::parse::page::closest;
use crate::parse::page::items::{Lead, address, append};
use crate::parse::page::lists::{Entry, Listed, Style, Told, is_of_the_page, is_picture, listed, style};
use crate::parse::page::outline::Part;
use crate::parse::page::rows::{TableReader, relevancy_of};
use crate::parse::page::table::is_delimiter_line;
use crate::parse::parsed::{ItemAlone, ParsedArticle, ParsedMention};
use crate::parse::report::Report;
use crate::parse::text::inline;
use crate::parse::text::line::{Line, offset};
use crate::parse::vocabulary::section::{ItemPattern, KindId, Schema, Section};

/// So many characters of a heading are kept with the things below it.
const LONGEST_GROUP: usize = 80;

/// A theme of a letter has more to tell than this, in characters: `**AI**: text`. Less is a property: `**Date**: 2026`.
const TELLING: usize = 60;

/// The theme of a letter has so many characters at most.
const LONGEST_THEME: usize = 20;

/// A name among commas is no longer, in characters; what is longer is running text.
const LONGEST_WORDS: usize = 60;

/// Reads one part of a page.
pub(in crate::parse) struct PartReader<'a, 'p> {
    schema: &'a Schema,
    report: &'a mut Report,
    article: &'a mut ParsedArticle,
    part: &'p Part<'p, 'p>,
    list: Listed<'p>,
    style: Style,
    /// The heading that groups what stands below it.
    group: Option<String>,
    rows: RowCounts,
    bullets: BulletCounts,
    /// Bullets that only the remark on the heading speaks of.
    left: u64,
}

impl<'a, 'p> PartReader<'a, 'p> {
    pub(in crate::parse) fn new(
        schema: &'a Schema,
        report: &'a mut Report,
        article: &'a mut ParsedArticle,
        part: &'p Part<'p, 'p>,
    ) -> Self {
        let list = listed(part.blocks);
        let (rows, bullets) = (RowCounts::default(), BulletCounts::default());
        Self { schema, report, article, part, list, style: Style::Prose, group: None, rows, bullets, left: 0 }
    }

    /// A section of a kind. Below a further heading only lists of things and words are of the kind; text there is text.
    pub(in crate::parse) fn mentions(&mut self, kind: KindId) {
        self.group = Some(self.part.text).filter(|_| self.part.inherited).map(group);
        self.tables(Some(kind));
        self.style = style(&self.list.entries);
        if self.part.inherited && matches!(self.style, Style::Prose | Style::Pointers) {
            self.leave_list();
        } else if self.schema.is_table(kind) {
            self.things(kind);
        } else if self.style == Style::Prose && self.tells() {
            self.leave_list();
        } else {
            self.tags(kind);
        }
    }

    /// Whether most entries are sentences, which are no keywords.
    fn tells(&self) -> bool {
        let sentence = |entry: &&Entry<'_>| {
            let text = entry.text.trim();
            text.chars().count() > LONGEST_WORDS && text.ends_with(['.', '。', '!', '?'])
        };
        self.list.entries.iter().filter(sentence).count() * 2 > self.list.entries.len()
    }

    /// Tables of the part, each body row kept or reported.
    fn tables(&mut self, kind: Option<KindId>) {
        let mut tables = TableReader {
            kind,
            group: self.group.as_deref(),
            schema: self.schema,
            report: self.report,
            mentions: &mut self.article.mentions,
            rows: &mut self.rows,
            above: None,
            open: false,
        };
        for block in self.part.blocks {
            match block {
                Block::Rows(rows) => tables.read(rows),
                Block::Table(rows) => {
                    let lines = rows.iter().map(|row| Line { number: row.number, text: &row.text });
                    tables.read(&lines.collect::<Vec<_>>());
                }
                _ => {}
            }
        }
    }

    /// A list of keywords or themes.
    fn tags(&mut self, kind: KindId) {
        let list = std::mem::take(&mut self.list);
        let flat: Vec<_> = list.entries.into_iter().flat_map(Entry::flat).collect();
        let items = bullets::items(&flat, self.report);
        let blank = flat.len().saturating_sub(items.len()) as u64;
        let split = blank > 0 && flat.iter().all(|bullet| bullet.text.chars().nth(1).is_none());
        let blank = if split { 0 } else { blank };
        self.bullets.keep(flat.len() as u64 - blank);
        self.bullets.report(blank);
        self.add_items(kind, items);
        for line in list.texts.into_iter().filter(|_| !self.part.inherited) {
            if line.text.split([',', ';', '，', '；', '、']).all(|part| part.chars().count() <= LONGEST_WORDS)
            {
                let items = bullets::from_text(line, self.report);
                self.add_items(kind, items);
            } else {
                self.report.add(Code::StrayText, line, 0, "running text in a section of lists");
            }
        }
    }

    fn add_items(&mut self, kind: KindId, items: Vec<Item>) {
        let named = items.into_iter().filter(|item| !item.name.is_empty());
        self.article.mentions.extend(named.map(|item| ParsedMention::new(item.line, kind, item.name)));
    }

    /// A list where each entry is a thing with what describes it. Beside a table, entries without a lead are remarks.
    fn things(&mut self, kind: KindId) {
        let list = std::mem::take(&mut self.list);
        let pattern = self.schema.item_pattern(self.part.text);
        let mut remark = None;
        for entry in &list.entries {
            let told = entry.told(pattern, self.schema);
            if entry.after_table && !matches!(told.named.lead, Lead::Bold | Lead::Link) {
                remark = remark.or(Some(entry.line));
                self.bullets.report(entry.bullets);
            } else {
                self.add(kind, entry, told);
            }
        }
        let told = |line: &&Line<'_>| !self.part.inherited && !is_picture(line.text.trim());
        let first = list.texts.iter().find(told).copied();
        if let Some(first) = first {
            self.report.add(Code::StrayText, first, 0, "text in a section of tables");
        }
        if let Some(remark) = remark {
            self.report.add(Code::StrayText, remark, 0, "a list beside a table, taken for remarks on it");
        }
    }

    /// Adds an entry as a mention; one without a name is reported.
    fn add(&mut self, kind: KindId, entry: &Entry<'_>, told: Told) {
        if !told.named.name.chars().any(|c| !c.is_whitespace()) {
            self.report.add(Code::BlankBullet, entry.line, 0, "a bullet without text");
            return self.bullets.report(entry.bullets);
        }
        self.bullets.keep(entry.bullets);
        self.article.mentions.push(self.mention(kind, entry, told));
    }

    /// The mention that an entry is.
    fn mention(&self, kind: KindId, entry: &Entry<'_>, told: Told) -> ParsedMention {
        let Told { named, properties } = told;
        let mut mention = ParsedMention::new(entry.line.number, kind, named.name);
        mention.description = named.description;
        let link = named.target.as_deref().and_then(address);
        for (column, value) in properties {
            match column.as_ref() {
                "description" => append(&mut mention.description, &value),
                "relevancy" => mention.relevancy = mention.relevancy.or_else(|| relevancy_of(&value)),
                "link" => {}
                _ => add_attribute(&mut mention, column, value),
            }
        }
        if let Some(link) = link {
            add_attribute(&mut mention, "link".into(), link);
        }
        if let Some(group) = &self.group {
            add_attribute(&mut mention, "section".into(), group.clone());
        }
        mention
    }

    /// A part that no heading explains: its tables of names and lists of things are items, or of the kind that a header
    /// says. Other lists are counted.
    pub(in crate::parse) fn unknown(&mut self) {
        self.group = Some(self.part.text).filter(|text| !text.is_empty()).map(group);
        self.tables(None);
        self.style = style(&self.list.entries);
        let enough = self.list.entries.len() > 1
            || self.article.mentions.iter().filter(|m| m.kind == KindId::ITEM).count() > 2;
        match self.style {
            Style::Things if self.part.heading.is_none() => self.letter(),
            Style::Things if enough => self.only_things(KindId::ITEM),
            Style::Things => self.things_alone(),
            Style::Pointers => self.keep_links(),
            _ => self.leave_list(),
        }
    }

    /// Before the first heading: links, things, or the themes of a letter (`* **AI**: what happened, with [links](…)`).
    /// Short ones are properties of the page.
    fn letter(&mut self) {
        let entries = &self.list.entries;
        let told: Vec<Told> =
            entries.iter().map(|entry| entry.told(ItemPattern::Auto, self.schema)).collect();
        let most = |count: usize| count * 5 >= entries.len() * 3;
        let length = |told: &Told| told.named.description.as_ref().map_or(0, |text| text.chars().count());
        let telling = told.iter().filter(|told| length(told) > TELLING).count();
        let short = |name: &str| name.chars().count() <= LONGEST_THEME;
        let themes = entries.iter().zip(&told);
        let themes = themes.filter(|(entry, told)| short(&told.named.name) && entry.text.contains("](http"));
        if most(told.iter().filter(|told| told.named.lead == Lead::Link).count()) {
            self.only_things(KindId::ITEM);
        } else if most(telling) && most(themes.count()) {
            self.only_things(KindId::THEME);
        } else if most(telling) {
            self.only_things(KindId::ITEM);
        } else {
            self.leave_list();
        }
    }

    /// Entries that begin with the name of a thing; the others are counted.
    fn only_things(&mut self, kind: KindId) {
        let list = std::mem::take(&mut self.list);
        let pattern = self.schema.item_pattern(self.part.text);
        for entry in &list.entries {
            let told = entry.told(pattern, self.schema);
            if names_thing(&told, pattern) {
                self.add(kind, entry, told);
            } else {
                self.leave(entry.bullets);
            }
        }
    }

    /// Too few entries to tell what they are: they are counted, and those that begin with the name of a thing are mentions if
    /// other pages show what the heading has.
    fn things_alone(&mut self) {
        let pattern = self.schema.item_pattern(self.part.text);
        let heading = self.part.heading.map_or(0, |line| line.number);
        for entry in &self.list.entries {
            let told = entry.told(pattern, self.schema);
            if names_thing(&told, pattern) && told.named.name.chars().any(|c| !c.is_whitespace()) {
                let (line, bullets) = (entry.line.number, entry.bullets);
                let mention = Some(self.mention(KindId::ITEM, entry, told));
                self.article.alone.push(ItemAlone { line, heading, bullets, mention });
            }
        }
        self.leave_list();
    }

    fn keep_list(&mut self) {
        self.bullets.keep(self.list.entries.iter().map(|entry| entry.bullets).sum());
    }

    /// Entries with a link that is read are kept, as links; the others are counted.
    fn keep_links(&mut self) {
        for entry in std::mem::take(&mut self.list.entries) {
            if entry.points() {
                self.bullets.keep(entry.bullets);
            } else {
                self.leave(entry.bullets);
            }
        }
    }

    fn leave_list(&mut self) {
        self.leave(self.list.entries.iter().map(|entry| entry.bullets).sum());
    }

    /// Bullets that the remark on their heading speaks of.
    fn leave(&mut self, bullets: u64) {
        self.bullets.report(bullets);
        self.left += bullets;
    }

    /// Sources and further reading: bullets with a link are kept, as links.
    pub(in crate::parse) fn links(&mut self) {
        self.tables(None);
        self.keep_links();
    }

    /// Whether all links of the part lead to the web.
    pub(in crate::parse) fn leads_away(&self) -> bool {
        let targets: Vec<bool> = self
            .part
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Bullet { line, .. } | Block::Text(line) => inline::link(line.text, 0),
                _ => None,
            })
            .map(|link| address(link.target).is_some())
            .collect();
        !targets.is_empty() && targets.iter().all(|&away| away)
    }

    /// Links to articles nearby.
    pub(in crate::parse) fn closest(&mut self) {
        let before = self.article.closest.len();
        closest::read(self.part.blocks, &mut self.article.closest, self.report);
        let kept = (self.article.closest.len() - before) as u64;
        let read: u64 = self.list.entries.iter().map(|entry| entry.bullets).sum();
        self.bullets.keep(kept.min(read));
        self.bullets.report(read.saturating_sub(kept));
        self.leave_tables();
    }

    /// What the configuration leaves out.
    pub(in crate::parse) fn ignore(&mut self) {
        self.leave_list();
        self.leave_tables();
    }

    fn leave_tables(&mut self) {
        for block in self.part.blocks {
            let (rows, delimited) = match block {
                Block::Rows(rows) => (rows.len(), rows.get(1).is_some_and(|row| is_delimiter_line(row.text))),
                Block::Table(rows) => (rows.len(), true),
                _ => continue,
            };
            let body = rows.saturating_sub(if delimited { 2 } else { 0 }) as u64;
            self.rows.read += body;
            self.rows.reported += body;
        }
    }

    /// Whether the part holds `Key: value` lines and nothing that names things.
    pub(in crate::parse) fn lists_properties(&self) -> bool {
        let tables = self.part.blocks.iter().any(|block| matches!(block, Block::Rows(_) | Block::Table(_)));
        !tables && !matches!(style(&self.list.entries), Style::Things | Style::Pointers)
    }

    /// `* Category: x`, `* Type: y`.
    pub(in crate::parse) fn other(&mut self) {
        for block in self.part.blocks {
            let (line, text, bullet) = match *block {
                Block::Bullet { line, text } => (line, text, 1),
                Block::Text(line) => (line, line.text, 0),
                _ => continue,
            };
            let text = inline::plain(text);
            let (key, value) = text.split_once([':', '：']).unwrap_or((&text, ""));
            let known = self.schema.column(key).is_some_and(|column| column == "category");
            let slot = match key.trim().to_lowercase().as_str() {
                _ if known => &mut self.article.category,
                "type" => &mut self.article.type_,
                _ => {
                    let shown: String = key.chars().take(40).collect();
                    let at = offset(line.text, line.text.trim());
                    self.report.add(Code::UnknownProperty, line, at, format!("{shown:?} is not read"));
                    self.bullets.report(bullet);
                    continue;
                }
            };
            fill(slot, value);
            self.bullets.keep(bullet);
        }
        if let Some(items) = self.part.blocks.iter().find_map(|block| match block {
            Block::List(items) => Some(items.len() as u64),
            _ => None,
        }) {
            self.bullets.report(items);
        }
    }

    /// Paragraphs and bullets, under further headings too; tables there are read by what they hold.
    pub(in crate::parse) fn summary(&mut self) {
        self.group = Some(self.part.text).filter(|_| self.part.inherited).map(group);
        self.tables(None);
        self.keep_list();
        let paragraphs: Vec<String> = paragraphs(self.part.blocks);
        let summary = &mut self.article.summary;
        if paragraphs.is_empty() || (summary.is_some() && !self.part.inherited) {
            return;
        }
        let text = paragraphs.join("\n");
        match summary {
            Some(summary) => {
                summary.push('\n');
                summary.push_str(&text);
            }
            None => *summary = Some(text),
        }
    }

    /// Adds what was counted, and the heading where something of it is not read.
    pub(in crate::parse) fn finish(self) {
        let Self { article, report, part, rows, bullets, left, .. } = self;
        article.rows.add(rows);
        article.bullets.add(bullets);
        let ignored = part.section == Some(Section::Ignore);
        let known = part.section.is_some() && !part.inherited;
        let silent = known && !ignored && left == 0;
        let head = part.heading.is_none() && left == 0;
        let grouping = part.inherited && left == 0 && (bullets.read > 0 || rows.read > 0);
        if silent || head || grouping {
            return;
        }
        let table = part.blocks.iter().any(|block| matches!(block, Block::Rows(_) | Block::Table(_)));
        let form = match () {
            () if table => FoundForm::Table,
            () if bullets.read > 0 => FoundForm::List,
            () => FoundForm::Text,
        };
        if part.level == 1 && form == FoundForm::Text && report.has(Code::ExtraTitle) {
            return;
        }
        let line = part.heading.unwrap_or(Line { number: 1, text: "" });
        article.headings.push(HeadingRead {
            heading: inline::plain(part.text),
            line: line.number,
            column: line.column(offset(line.text, part.text)),
            excerpt: line.text.chars().take(LONGEST_GROUP).collect(),
            form,
            rows,
            bullets,
            ignored,
            known,
        });
    }
}

/// Whether an item begins with the name of a thing.
fn names_thing(told: &Told, pattern: ItemPattern) -> bool {
    let leads = matches!(told.named.lead, Lead::Bold | Lead::Link) && !is_of_the_page(&told.named.name);
    leads || pattern != ItemPattern::Auto
}

/// A heading as the group of what stands below it.
fn group(text: &str) -> String {
    inline::plain(text).chars().take(LONGEST_GROUP).collect()
}

fn add_attribute(mention: &mut ParsedMention, name: Cow<'static, str>, value: String) {
    if mention.attributes.iter().all(|(known, _)| *known != name) {
        mention.attributes.push((name, value));
    }
}

/// Paragraphs and bullets of a text, markup taken off.
fn paragraphs(blocks: &[Block<'_>]) -> Vec<String> {
    let mut paragraphs: Vec<Cow<'_, str>> = Vec::new();
    let mut open = false;
    for block in blocks {
        match block {
            Block::Text(line) => match paragraphs.last_mut().filter(|_| open) {
                Some(last) => {
                    let last = last.to_mut();
                    last.push(' ');
                    last.push_str(line.text.trim());
                }
                None => paragraphs.push(line.text.trim().into()),
            },
            Block::Bullet { text, .. } => paragraphs.push((*text).into()),
            Block::List(items) => paragraphs.extend(items.iter().map(|item| Cow::from(item.text.as_str()))),
            _ => {}
        }
        open = matches!(block, Block::Text(_) | Block::Bullet { .. });
    }
    paragraphs.iter().map(|text| inline::plain(text)).filter(|text| !text.is_empty()).collect()
}

/// Fills a field that is empty.
pub(in crate::parse) fn fill(slot: &mut Option<String>, value: &str) {
    let value = value.trim();
    if slot.is_none() && !value.is_empty() && value != "nan" {
        *slot = Some(value.to_owned());
    }
}
