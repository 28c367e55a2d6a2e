//! Bullets and numbered items of a section, with what stands below each.

use std::borrow::Cow;

use crate::parse::page::block::Block;
use crate::parse::page::bullets::Bullet;
use crate::parse::page::items::{Lead, Named, append, split};
use crate::parse::text::inline;
use crate::parse::text::line::Line;
use crate::parse::text::links::{is_inward, points};
use crate::parse::vocabulary::section::{ItemPattern, Schema};

/// So much deeper, in columns, is below.
const DEEPER: usize = 2;

/// So many characters of the text below an item describe it.
const LONGEST_DESCRIPTION: usize = 2_000;

/// A bullet of the first level.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::parse) struct Entry<'t> {
    pub(in crate::parse) line: Line<'t>,
    pub(in crate::parse) text: Cow<'t, str>,
    /// The bullets and paragraphs below it.
    pub(in crate::parse) below: Vec<Bullet<'t>>,
    /// How many bullets it is, with those below it.
    pub(in crate::parse) bullets: u64,
    /// Whether a table stands before it in its section.
    pub(in crate::parse) after_table: bool,
}

/// Bullets of the first level, and the lines of text outside of them.
#[derive(Debug, Default)]
pub(in crate::parse) struct Listed<'t> {
    pub(in crate::parse) entries: Vec<Entry<'t>>,
    pub(in crate::parse) texts: Vec<Line<'t>>,
}

/// Where a list stands while it is read.
#[derive(Default)]
struct Cursor {
    /// Column of the first bullet.
    base: usize,
    /// The line above belongs to the bullet.
    open: bool,
    /// A bullet below was the last one.
    nested: bool,
    numbered: bool,
    after_table: bool,
}

/// The entries of a section. Text below a bullet belongs to it where no blank line stands between, where it is indented,
/// or where the bullet is a number (`1、[Name](address)` with a paragraph below). O(text).
pub(in crate::parse) fn listed<'b>(blocks: &'b [Block<'_>]) -> Listed<'b> {
    let (mut listed, mut cursor) = (Listed::default(), Cursor::default());
    for block in blocks {
        match block {
            Block::Bullet { line, text } => {
                cursor.numbered = is_number(line.text);
                listed.bullet(*line, Cow::Borrowed(text), indent(line.text), &mut cursor);
            }
            Block::List(items) => {
                for item in items {
                    let line = Line { number: item.number, text: &item.text };
                    cursor.numbered = false;
                    listed.bullet(line, Cow::Borrowed(&item.text), item.depth * DEEPER, &mut cursor);
                }
            }
            Block::Text(line) => listed.text(*line, &cursor),
            Block::Rows(_) | Block::Table(_) => (cursor.after_table, cursor.numbered) = (true, false),
            Block::Heading { .. } | Block::Blank => {}
        }
        let bullet = matches!(block, Block::Bullet { .. } | Block::List(_));
        cursor.open = bullet || (cursor.open && matches!(block, Block::Text(_)));
    }
    listed
}

impl<'b> Listed<'b> {
    fn bullet(&mut self, line: Line<'b>, text: Cow<'b, str>, indent: usize, cursor: &mut Cursor) {
        if self.entries.is_empty() || indent < cursor.base {
            cursor.base = indent;
        }
        cursor.nested = indent >= cursor.base + DEEPER && !self.entries.is_empty();
        match self.entries.last_mut().filter(|_| cursor.nested) {
            Some(above) => {
                above.below.push(Bullet { line, text });
                above.bullets += 1;
            }
            None => {
                let after_table = cursor.after_table;
                self.entries.push(Entry { line, text, below: Vec::new(), bullets: 1, after_table });
            }
        }
    }

    fn text(&mut self, line: Line<'b>, cursor: &Cursor) {
        let text = line.text.trim();
        let indented = indent(line.text) >= cursor.base + DEEPER;
        let Some(above) = self.entries.last_mut() else { return self.texts.push(line) };
        if cursor.open {
            let nested = above.below.last_mut().filter(|_| cursor.nested).map(|bullet| &mut bullet.text);
            let last = nested.unwrap_or(&mut above.text).to_mut();
            last.push(' ');
            last.push_str(text);
        } else if cursor.numbered || indented {
            if !is_picture(text) {
                above.below.push(Bullet { line, text: Cow::Borrowed(text) });
            }
        } else {
            self.texts.push(line);
        }
    }
}

/// Columns before the first character; a tab is four.
fn indent(text: &str) -> usize {
    let spaces = text.chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{3000}'));
    spaces.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

fn is_number(line: &str) -> bool {
    line.trim_start_matches([' ', '\t', '(', '（']).starts_with(char::is_numeric)
}

/// A line that shows a picture and says nothing.
pub(in crate::parse) fn is_picture(text: &str) -> bool {
    (text.starts_with("![") && text.ends_with(')')) || inline::plain(text).is_empty()
}

impl<'t> Entry<'t> {
    /// Whether it or a bullet below it holds a link that is read.
    pub(in crate::parse) fn points(&self) -> bool {
        points(&self.text) || self.below.iter().any(|bullet| points(&bullet.text))
    }

    /// The entry and all below it as bullets of their own.
    pub(in crate::parse) fn flat(self) -> impl Iterator<Item = Bullet<'t>> {
        std::iter::once(Bullet { line: self.line, text: self.text }).chain(self.below)
    }

    /// The entry as a name with what is said of it: properties below it (`- relevancy: 4`) are told from text.
    pub(in crate::parse) fn told(&self, pattern: ItemPattern, schema: &Schema) -> Told {
        let mut told = Told { named: split(&self.text, pattern), properties: Vec::new() };
        let mut room = LONGEST_DESCRIPTION;
        for Bullet { text, .. } in &self.below {
            match property(text, schema) {
                Some(property) => told.properties.push(property),
                None if told.named.name.is_empty() => told.named = split(text, pattern),
                None if room > 0 => {
                    let text = inline::plain(text);
                    let text: String = text.chars().take(room).collect();
                    room -= text.chars().count().min(room);
                    append(&mut told.named.description, &text);
                }
                None => {}
            }
        }
        told
    }
}

/// An item with the properties below it: column and value.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::parse) struct Told {
    pub(in crate::parse) named: Named,
    pub(in crate::parse) properties: Vec<(Cow<'static, str>, String)>,
}

/// `key: value` where the key is a column that is known.
fn property(text: &str, schema: &Schema) -> Option<(Cow<'static, str>, String)> {
    let text = inline::plain(text);
    let (key, value) = text.split_once([':', '：'])?;
    let column = schema.column(key).filter(|column| column != "name")?;
    let value = value.trim();
    (!value.is_empty()).then(|| (column, value.to_owned()))
}

/// What the leads of a list say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Style {
    /// Most entries begin with the name of a thing: a link that leads out of the archive, or bold text that is set apart.
    Things,
    /// Most entries lead to pages or places of this archive.
    Pointers,
    /// Short words.
    Words,
    /// Anything else.
    Prose,
}

/// Keys that say something of the page and not of a thing.
static OF_THE_PAGE: &str = "date|author|authors|by|status|subtitle|classification|tlp|revision|scope|supersedes|tickets|source|sources|type|tags|tag|url|link|links|version|license|licence|language|published|updated|\
    created|last updated|contact|email|category|title|note|notes|legend|id|owner|reviewers|location|time|duration|price|deadline|next steps|example|\
    auteur|datum|fecha|autor|autora|data|autore|日期|作者|时间|地点|状态|来源|链接|日付|著者|날짜|작성자|작성|분류|التاريخ|المؤلف";

/// The style of a list: what three of five entries are. O(text).
pub(in crate::parse) fn style(entries: &[Entry<'_>]) -> Style {
    let (mut things, mut pointers, mut properties, mut words) = (0, 0, 0, 0);
    for entry in entries {
        let named = split(&entry.text, ItemPattern::Auto);
        let inward = named.target.as_deref().map_or_else(|| entry.text.contains("[["), is_inward);
        let leads = named.description.is_some() || !entry.below.is_empty();
        let term = named.name.chars().count() <= 40;
        match named.lead {
            Lead::Bold | Lead::Term if is_of_the_page(&named.name) => properties += 1,
            Lead::Link if inward => pointers += 1,
            Lead::Link => things += 1,
            Lead::Bold if leads => things += 1,
            Lead::Term if term => words += 1,
            _ if is_word(&named) => words += 1,
            _ => {}
        }
    }
    let most = |count: usize| count * 5 >= entries.len() * 3 && count > 0;
    match () {
        () if most(pointers) => Style::Pointers,
        () if most(things) && properties * 2 < entries.len() => Style::Things,
        () if most(words) => Style::Words,
        () => Style::Prose,
    }
}

/// Whether a lead says something of the page (`Date`, `Author`) and names no thing.
pub(in crate::parse) fn is_of_the_page(name: &str) -> bool {
    let name = name.to_lowercase();
    OF_THE_PAGE.split('|').any(|key| key == name)
}

/// A few words that are no sentence.
fn is_word(named: &Named) -> bool {
    let name = &named.name;
    named.description.is_none()
        && name.chars().count() <= 40
        && name.split_whitespace().count() <= 5
        && !name.ends_with(['.', '。', '!', '?', '？', '！', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::page::block::blocks;
    use crate::parse::report::Report;
    use crate::parse::text::line::lines;

    type Shown = (String, Option<String>, Vec<(Cow<'static, str>, String)>);

    fn told(text: &str) -> Vec<Shown> {
        let (lines, schema) = (lines(text), Schema::default());
        let blocks = blocks(&lines, &schema, &mut Report::new("a.md"));
        let entries = listed(&blocks).entries;
        let told = entries.iter().map(|entry| entry.told(ItemPattern::Auto, &schema));
        told.map(|t| (t.named.name, t.named.description, t.properties)).collect()
    }

    fn styled(text: &str) -> Style {
        let (lines, schema) = (lines(text), Schema::default());
        let blocks = blocks(&lines, &schema, &mut Report::new("a.md"));
        style(&listed(&blocks).entries)
    }

    #[test]
    fn what_stands_below_an_item_belongs_to_it() {
        let found = told(
            "- **Dew Nets**\n  - description: nets catch dew\n  - Relevance: 4\n  - used on hills\n- Salt Roads: old",
        );
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].1.as_deref(), Some("used on hills"));
        let properties = [("description", "nets catch dew"), ("relevancy", "4")];
        assert_eq!(found[0].2, properties.map(|(key, value)| (key.into(), value.to_owned())));
        assert_eq!(found[1].0, "Salt Roads");
    }

    #[test]
    fn paragraphs_below_a_number_describe_it() {
        let found = told(
            "1、[露网](https://d.example)\n\n![](x.png)\n\n夜里收水。\n\n2. **Salt**\n\nOld roads.\n\n- Dew\n\nProse.",
        );
        let names: Vec<&str> = found.iter().map(|item| item.0.as_str()).collect();
        assert_eq!(names, ["露网", "Salt", "Dew"]);
        assert_eq!(found[0].1.as_deref(), Some("夜里收水。"));
        assert_eq!(found[1].1.as_deref(), Some("Old roads."));
        assert_eq!(found[2].1, None);
    }

    #[test]
    fn lists_are_told_by_what_most_entries_begin_with() {
        assert_eq!(
            styled("- [Dew](https://d.example): nets\n- [Salt](https://s.example)\n- more"),
            Style::Things
        );
        assert_eq!(styled("- **Dew:** nets\n- **Salt:** roads"), Style::Things);
        assert_eq!(styled("- **Date:** 2024\n- **Author:** A. Nets"), Style::Prose);
        assert_eq!(styled("- [Dew](#dew)\n- [Salt](salt.md)\n- [[Nets]]"), Style::Pointers);
        assert_eq!(styled("- [Dew]({{base}}12)\n- [Salt](mailto:salt@a.example)"), Style::Things);
        assert_eq!(styled("- [Dew]({{ site.url }}/dew)\n- [Salt]({% link salt.md %})"), Style::Pointers);
        assert_eq!(styled("- dew nets\n- salt\n- roads"), Style::Words);
        assert_eq!(
            styled("- We met at noon and spoke of nets.\n- Salt was brought later in the day."),
            Style::Prose
        );
    }
}
