//! Groups the blocks of a page into its title line, its head and its sections.

use crate::diagnostic::Code;
use crate::parse::head::title::{TitleLine, title_line};
use crate::parse::page::block::Block;
use crate::parse::report::Report;
use crate::parse::text::line::{Line, offset};
use crate::parse::vocabulary::section::{Schema, Section};

/// A run of blocks under one heading.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::parse) struct Part<'b, 't> {
    /// Its heading; `None` for the head of the page, before and behind the title line.
    pub(in crate::parse) heading: Option<Line<'t>>,
    /// What it is read as; `None` for the head and for unknown sections.
    pub(in crate::parse) section: Option<Section>,
    /// What stands under the heading; headings below it included.
    pub(in crate::parse) blocks: &'b [Block<'t>],
}

/// The title line with its text, and all parts in order.
#[derive(Debug, Default)]
pub(in crate::parse) struct Outline<'b, 't> {
    pub(in crate::parse) title: Option<(Line<'t>, TitleLine<'t>)>,
    pub(in crate::parse) parts: Vec<Part<'b, 't>>,
}

/// How a heading is taken.
enum Turn<'t> {
    Title(TitleLine<'t>),
    Begin(Option<Section>),
    Stay,
}

/// Groups `blocks`. O(n).
pub(in crate::parse) fn outline<'b, 't>(
    blocks: &'b [Block<'t>],
    schema: &Schema,
    report: &mut Report,
) -> Outline<'b, 't> {
    let mut outline = Outline::default();
    let (mut heading, mut section, mut level, mut start) = (None, None, 1, 0);
    for (at, block) in blocks.iter().enumerate() {
        let Block::Heading { line, level: own, text } = *block else { continue };
        let inside = section.is_some() && own > level;
        match turn(&outline, schema.section(text), own, inside, text) {
            Turn::Title(title) => outline.title = Some((line, title)),
            Turn::Stay => report_unknown(line, text, own, report),
            Turn::Begin(next) => {
                outline.parts.push(Part { heading, section, blocks: &blocks[start..at] });
                if next.is_none() {
                    report_unknown(line, text, own, report);
                }
                (heading, section, level, start) = (Some(line), next, own, at + 1);
            }
        }
    }
    outline.parts.push(Part { heading, section, blocks: &blocks[start..] });
    outline
}

/// A title is the first heading of the first level, or a heading before all others that names an edition.
fn turn<'t>(
    outline: &Outline<'_, '_>,
    known: Option<Section>,
    level: u8,
    inside: bool,
    text: &'t str,
) -> Turn<'t> {
    if known.is_some() {
        return Turn::Begin(known);
    }
    if outline.title.is_none() && (level == 1 || outline.parts.is_empty()) {
        let title = title_line(text);
        if level == 1 || title.edition.is_some() {
            return Turn::Title(title);
        }
    }
    if inside { Turn::Stay } else { Turn::Begin(None) }
}

fn report_unknown(line: Line<'_>, text: &str, level: u8, report: &mut Report) {
    let at = offset(line.text, text);
    let shown: String = text.chars().take(60).collect();
    if level == 1 {
        report.add(Code::ExtraTitle, line, at, format!("a second title {shown:?}"));
    } else {
        report.add(Code::UnknownSection, line, at, format!("no section is called {shown:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::page::block::blocks;
    use crate::parse::text::line::lines;

    fn shown(page: &str) -> (Option<String>, Vec<(bool, usize)>, Vec<String>) {
        let (lines, schema, mut report) = (lines(page), Schema::default(), Report::new("a.md"));
        let blocks = blocks(&lines, &schema, &mut report);
        let outline = outline(&blocks, &schema, &mut report);
        let parts = outline.parts.iter().map(|part| (part.section.is_some(), part.blocks.len())).collect();
        let title = outline.title.map(|(_, title)| title.title);
        (title, parts, report.finish().into_iter().map(|d| d.code.to_string()).collect())
    }

    #[test]
    fn headings_below_a_section_stay_in_it() {
        let (title, parts, codes) =
            shown("# T\nx\n## Signals\n### Strong\n| a |\n## Notes\ny\n# Concerns\nz");
        assert_eq!(title.as_deref(), Some("T"));
        assert_eq!(parts, [(false, 2), (true, 2), (false, 1), (true, 1)]);
        assert_eq!(codes, ["unknown-section", "unknown-section"]);
    }

    #[test]
    fn a_title_is_the_first_heading_that_can_be_one() {
        assert_eq!(shown("# Signals\n# T").0.as_deref(), Some("T"));
        assert_eq!(shown("## T, (from page [20260118](u).)\n## Signals").0.as_deref(), Some("T"));
        assert_eq!(shown("# T\n# U").2, ["extra-title"]);
        assert_eq!(shown("text").0, None);
    }
}
