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
    /// Its level; 0 for the head.
    pub(in crate::parse) level: u8,
    /// The text of the heading.
    pub(in crate::parse) text: &'t str,
    /// What it is read as, by its own heading or by the one above it; `None` for the head and for unknown sections.
    pub(in crate::parse) section: Option<Section>,
    /// Whether only a heading above says what it is read as.
    pub(in crate::parse) inherited: bool,
    /// Line of the heading above; 0 where there is none.
    pub(in crate::parse) above: u32,
    /// Whether headings stand below it.
    pub(in crate::parse) parted: bool,
    /// What stands under the heading, up to the next one.
    pub(in crate::parse) blocks: &'b [Block<'t>],
}

/// The title line with its text, and all parts in order.
#[derive(Debug, Default)]
pub(in crate::parse) struct Outline<'b, 't> {
    pub(in crate::parse) title: Option<(Line<'t>, TitleLine<'t>)>,
    pub(in crate::parse) parts: Vec<Part<'b, 't>>,
}

/// A heading that those below it stand under.
struct Open {
    level: u8,
    line: u32,
    section: Option<Section>,
}

/// Groups `blocks`. O(blocks): at most six headings are open at once.
pub(in crate::parse) fn outline<'b, 't>(
    blocks: &'b [Block<'t>],
    schema: &Schema,
    report: &mut Report,
) -> Outline<'b, 't> {
    let mut outline = Outline::default();
    let mut open: Vec<Open> = Vec::new();
    let (mut part, mut start) = (head(), 0);
    for (at, block) in blocks.iter().enumerate() {
        let Block::Heading { line, level, text } = *block else { continue };
        let known = schema.section(text).filter(|_| level > 1 || !is_numbered(&outline, text));
        if known.is_none()
            && let Some(title) = title(&outline, level, text)
        {
            outline.title = Some((line, title));
            continue;
        }
        open.retain(|heading| heading.level < level);
        let above = open.last();
        let parted = above.is_some_and(|above| part.heading.is_some_and(|own| own.number == above.line));
        outline.parts.push(Part { parted, blocks: &blocks[start..at], ..part });
        let inherited = above.and_then(|heading| heading.section).filter(|_| known.is_none());
        part = Part {
            heading: Some(line),
            level,
            text,
            section: known.or(inherited),
            inherited: inherited.is_some(),
            above: above.map_or(0, |heading| heading.line),
            ..head()
        };
        open.push(Open { level, line: line.number, section: part.section });
        start = at + 1;
    }
    outline.parts.push(Part { blocks: &blocks[start..], ..part });
    report_titles(&outline, report);
    outline
}

fn head<'b, 't>() -> Part<'b, 't> {
    Part {
        heading: None,
        level: 0,
        text: "",
        section: None,
        inherited: false,
        above: 0,
        parted: false,
        blocks: &[],
    }
}

/// A second heading of the first level that is no section, on a page whose other ones are none either.
fn report_titles(outline: &Outline<'_, '_>, report: &mut Report) {
    let parts: Vec<&Part<'_, '_>> = outline.parts.iter().filter(|part| part.level == 1).collect();
    if outline.title.is_none() || parts.iter().any(|part| part.section.is_some()) || parts.len() > 1 {
        return;
    }
    for part in parts {
        if let Some(line) = part.heading {
            let shown: String = part.text.chars().take(60).collect();
            report.add(
                Code::ExtraTitle,
                line,
                offset(line.text, part.text),
                format!("a second title {shown:?}"),
            );
        }
    }
}

/// Whether the first heading of a page ends with a number, as titles do that are counted (`# Note 12`, `# Signals 2025`):
/// what stands below would be lost to a section of that name.
fn is_numbered(outline: &Outline<'_, '_>, text: &str) -> bool {
    // A Roman numeral counts too: `# Note i` is the ninth of a series as well as the note called i.
    let roman = |word: &str| word.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
    let counted = |word: &str| word.ends_with(|c: char| c.is_numeric()) || roman(word);
    outline.title.is_none()
        && outline.parts.is_empty()
        && text.split_whitespace().skip(1).last().is_some_and(counted)
}

/// A title is the first heading of the first level, or a heading before all others that names an edition.
fn title<'t>(outline: &Outline<'_, '_>, level: u8, text: &'t str) -> Option<TitleLine<'t>> {
    if outline.title.is_some() || (level > 1 && !outline.parts.is_empty()) {
        return None;
    }
    let title = title_line(text);
    (level == 1 || title.edition.is_some()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::page::block::blocks;
    use crate::parse::text::line::lines;

    fn shown(page: &str) -> (Option<String>, Vec<String>, Vec<String>) {
        let (lines, schema, mut report) = (lines(page), Schema::default(), Report::new("a.md"));
        let blocks = blocks(&lines, &schema, &mut report);
        let outline = outline(&blocks, &schema, &mut report);
        let parts = outline.parts.iter().map(|part| {
            let known = match (part.section, part.inherited) {
                (None, _) => "unknown",
                (_, true) => "inherited",
                _ => "known",
            };
            format!("{}:{known}:{}:{}", part.text, part.above, part.blocks.len())
        });
        let parts = parts.collect();
        let title = outline.title.map(|(_, title)| title.title);
        (title, parts, report.finish().into_iter().map(|d| d.code.to_string()).collect())
    }

    #[test]
    fn headings_below_a_section_are_parts_of_it() {
        let (title, parts, codes) =
            shown("# T\nx\n## Signals\n### Strong\n| a |\n## Notes\ny\n# Concerns\nz");
        assert_eq!(title.as_deref(), Some("T"));
        let expected = [
            ":unknown:0:2",
            "Signals:known:0:0",
            "Strong:inherited:3:1",
            "Notes:unknown:0:1",
            "Concerns:known:0:1",
        ];
        assert_eq!(parts, expected);
        assert!(codes.is_empty());
    }

    #[test]
    fn a_title_is_the_first_heading_that_can_be_one() {
        assert_eq!(shown("# Signals\n# T").0.as_deref(), Some("T"));
        assert_eq!(shown("## T, (from page [20260118](u).)\n## Signals").0.as_deref(), Some("T"));
        assert_eq!(shown("# T\n# U").2, ["extra-title"]);
        assert!(shown("# T\n# U\n# V").2.is_empty() && shown("# T\n# Signals\n# U").2.is_empty());
        assert_eq!(shown("text").0, None);
        assert_eq!(shown("# Signals 2025\n## Notes\n- x").0.as_deref(), Some("Signals 2025"));
    }
}
