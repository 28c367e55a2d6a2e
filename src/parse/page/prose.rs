//! The running text of a page: headings that are no section, and paragraphs.

use crate::parse::page::block::Block;
use crate::parse::page::outline::Outline;
use crate::parse::page::running::IndentedCode;
use crate::parse::text::inline;
use crate::parse::text::line::Line;
use crate::parse::types::Prose;

/// Reads the running text. Bullets outside of the sections that are known are paragraphs of their own; tables, code,
/// the title and what known sections hold are left out. Linear.
pub(in crate::parse) fn read(outline: &Outline<'_, '_>) -> Prose {
    let mut prose = Prose::default();
    let title = outline.title.as_ref().map(|(line, _)| line.number);
    for part in &outline.parts {
        let text = part.section.is_none();
        if let Some(line) = part.heading.filter(|_| text || part.inherited) {
            add(&mut prose.headings, line, line.text.trim().trim_matches('#'));
        }
        let (mut code, mut paragraph) = (IndentedCode::default(), Paragraph::default());
        for block in part.blocks.iter().filter(|block| !code.holds(block)) {
            match *block {
                Block::Text(line) if text => paragraph.extend(line, without_quote(line.text)),
                Block::Bullet { line, text: own } if text => {
                    paragraph.end(&mut prose);
                    paragraph.extend(line, own);
                }
                Block::Heading { line, text: own, .. } if Some(line.number) != title => {
                    paragraph.end(&mut prose);
                    add(&mut prose.headings, line, own);
                }
                _ => paragraph.end(&mut prose),
            }
        }
        paragraph.end(&mut prose);
    }
    prose
}

/// Lines that belong together, and the number of the first.
#[derive(Debug, Default)]
struct Paragraph<'t> {
    first: Option<Line<'t>>,
    text: String,
}

impl<'t> Paragraph<'t> {
    fn extend(&mut self, line: Line<'t>, text: &str) {
        self.first.get_or_insert(line);
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn end(&mut self, prose: &mut Prose) {
        if let Some(first) = self.first.take() {
            let text = std::mem::take(&mut self.text).replace('\n', " ");
            add(&mut prose.paragraphs, first, &text);
        }
    }
}

fn add(list: &mut Vec<(u32, String)>, line: Line<'_>, raw: &str) {
    let text = inline::plain(raw);
    if !text.is_empty() {
        list.push((line.number, text));
    }
}

/// The text of a line of a quote; `> [!note] Title` is its title.
fn without_quote(text: &str) -> &str {
    let text = text.trim();
    let inner = text.trim_start_matches(['>', ' ']);
    let callout = inner.strip_prefix("[!").and_then(|rest| rest.split_once(']'));
    match callout.filter(|_| inner.len() < text.len()) {
        Some((_, title)) => title.trim_start_matches(['-', '+', ' ']),
        None if text.starts_with('>') => inner,
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::page::block::blocks;
    use crate::parse::page::outline::outline;
    use crate::parse::report::Report;
    use crate::parse::text::line::lines;
    use crate::parse::vocabulary::section::Schema;

    #[test]
    fn text_outside_of_sections_is_kept_with_its_lines() {
        let page = "# T\nOne *two*\nthree\n\n> [!note]- Four\n> five\n\n- six\n- [[seven]]\n## Eight\n\n| a |\n|---|\n\n\
                    nine\n## Signals\n### Ten\nno\n- no\n## Summary\nno\n";
        let (lines, schema, mut report) = (lines(page), Schema::default(), Report::new("a.md"));
        let blocks = blocks(&lines, &schema, &mut report);
        let prose = read(&outline(&blocks, &schema, &mut report));
        let owned = |list: &[(u32, &str)]| -> Vec<(u32, String)> {
            list.iter().map(|&(line, text)| (line, text.to_owned())).collect()
        };
        assert_eq!(prose.headings, owned(&[(10, "Eight"), (17, "Ten")]));
        let paragraphs = [(2, "One two three"), (5, "Four five"), (8, "six"), (9, "seven"), (15, "nine")];
        assert_eq!(prose.paragraphs, owned(&paragraphs));
    }
}
