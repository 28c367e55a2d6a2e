//! The text of a page in normal form, by which copies are told: all of it but the title, the address and the rows that
//! became mentions, which are compared one by one.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::parse::head::links::{decoded, is_web_address, normal_form, stem};
use crate::parse::page::block::Block;
use crate::parse::page::outline::{Outline, Part};
use crate::parse::parsed::{ParsedMention, Wording};
use crate::parse::text::inline;
use crate::parse::text::normal::{weight, words_as_written};
use crate::parse::vocabulary::section::{KindId, Schema, Section};

/// Stands before a word that is written with a capital, where paragraphs are kept; texts hold no such character.
pub(in crate::parse) const CAPITAL: char = '\u{1}';

/// Pages of fewer words have nearly the same text only where it is equal.
const LEAST_COMPARED: usize = 100;

/// The wording of a page, but for the title, the line `address` and sections that only say where the page belongs.
/// Linear in the length of the text.
pub(in crate::parse) fn wording(
    outline: &Outline<'_, '_>,
    mentions: &[ParsedMention],
    schema: &Schema,
    address: Option<u32>,
) -> Wording {
    // In the order of lines, as the mentions of a finished page are.
    let is_row = |kind: KindId| kind == KindId::ITEM || schema.is_table(kind);
    let rows: Vec<u32> =
        mentions.iter().filter(|mention| is_row(mention.kind)).map(|mention| mention.line).collect();
    let left_out = [outline.title.as_ref().map(|(line, _)| line.number), address];
    let mut writer = Writer { keeps: rows.is_empty(), ..Writer::default() };
    let is_text = |part: &&Part<'_, '_>| !matches!(part.section, Some(Section::Closest | Section::Other));
    for part in outline.parts.iter().filter(is_text) {
        writer.unit(if part.heading.is_some() { part.text } else { "" });
        add(part.blocks, &mut writer, &|number| rows.binary_search(&number).is_ok(), &left_out);
        writer.end();
    }
    writer.finish()
}

fn add(blocks: &[Block<'_>], writer: &mut Writer, is_row: &dyn Fn(u32) -> bool, left_out: &[Option<u32>]) {
    let is_left_out = |number: u32| left_out.contains(&Some(number));
    let mut below_row = false;
    for block in blocks {
        match block {
            Block::Text(line) if below_row || is_left_out(line.number) => continue,
            Block::Text(line) => {
                writer.line(line.text);
                continue;
            }
            Block::Bullet { line, text } => {
                below_row = is_row(line.number);
                if !below_row && !is_left_out(line.number) {
                    writer.unit(text);
                }
                continue;
            }
            Block::Rows(lines) if !lines.iter().any(|line| is_row(line.number)) => {
                lines.iter().for_each(|line| writer.unit(&line.text.replace('|', " ")));
            }
            Block::Table(made) if !made.iter().any(|row| is_row(row.number)) => {
                made.iter().for_each(|row| writer.unit(&row.text.replace('|', " ")));
            }
            Block::List(items) => {
                items.iter().filter(|item| !is_row(item.number)).for_each(|item| writer.unit(&item.text));
            }
            Block::Heading { line, text, .. } if !is_left_out(line.number) => writer.unit(text),
            _ => writer.end(),
        }
        below_row = false;
    }
}

#[derive(Default)]
struct Writer {
    keeps: bool,
    count: usize,
    hasher: FxHasher,
    paragraphs: String,
    open: bool,
}

impl Writer {
    /// Begins a paragraph, an item, a heading or a row.
    fn unit(&mut self, text: &str) {
        self.end();
        self.line(text);
    }

    /// Adds a line to the paragraph.
    fn line(&mut self, text: &str) {
        for (written, word) in words_as_written(&inline::plain(text)) {
            self.count += weight(&word);
            self.hash(&word);
            if self.keeps {
                self.paragraphs.push_str(if self.open { " " } else { "" });
                self.paragraphs.extend(written.starts_with(char::is_uppercase).then_some(CAPITAL));
                self.paragraphs.push_str(&word);
                self.open = true;
            }
        }
        let mut from = 0;
        while let Some(link) = inline::link(text, from) {
            from = link.end;
            self.hash(&target(link.target));
        }
    }

    fn hash(&mut self, word: &str) {
        self.hasher.write(word.as_bytes());
        self.hasher.write_u8(b' ');
    }

    fn end(&mut self) {
        if std::mem::take(&mut self.open) {
            self.paragraphs.push('\n');
        }
    }

    fn finish(self) -> Wording {
        let long = self.count >= LEAST_COMPARED;
        let paragraphs = if long { self.paragraphs } else { String::new() };
        Wording { words: self.count, hash: self.hasher.finish(), paragraphs }
    }
}

/// Where a link leads: the address, or the name of the file wherever it lies.
fn target(raw: &str) -> String {
    if is_web_address(raw) { normal_form(raw) } else { stem(&decoded(raw)).to_lowercase() }
}

#[cfg(test)]
mod tests {
    use crate::parse::article::parse_article;
    use crate::parse::parsed::Wording;
    use crate::parse::vocabulary::section::Schema;

    fn of(page: &str) -> Wording {
        parse_article("a.md", page, &Schema::default()).wording
    }

    #[test]
    fn line_breaks_and_markup_make_no_difference() {
        let one = of(
            "# One\n\n[External link](https://a.org/1)\n\nThe **ice** is thin.\n\n* a [map](../x/map.md)\n",
        );
        let other = of("# Another\n\nThe ice\nis _thin_\n\n- a [map](map.md)\n");
        assert_eq!((one.hash, one.words), (other.hash, other.words));
        assert_eq!(one.words, 6);
        assert_ne!(one.hash, of("# One\n\nThe ice is thin.\n\n* a [map](plan.md)\n").hash);
    }

    #[test]
    fn rows_are_left_out_and_long_texts_are_kept() {
        let rows = "# T\n\n## Signals\n\n| name | description |\n|---|---|\n| Ice | thin |\n";
        assert_eq!(of(rows).words, 1, "the heading");
        let long = format!("# T\n\nFirst.\n\n* {}\n", "word ".repeat(120));
        assert!(of(&long).paragraphs.starts_with("\u{1}first\nword word"));
        assert!(of(&format!("{long}{}", &rows[5..])).paragraphs.is_empty());
        assert_eq!(of("---\ntitle: T\n---\n").words, 0);
    }
}
