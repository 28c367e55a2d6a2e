//! Splits a page into headings, bullets, runs of table rows and text, line by line.
//!
//! Pages are machine-written and line-oriented, and what goes wrong in them (bullets that hold one `-` or `#`,
//! rows with too many pipes) is what a CommonMark block parser would swallow or reshape. Lines are therefore
//! classified here, after [`crate::parse::page::body`] took out what is no text; markup within a line is left to
//! [`crate::parse::text::inline`]. On pages without such oddities the result equals CommonMark's (tested on the archive).

use crate::diagnostic::Code;
use crate::parse::page::grid;
use crate::parse::page::html::{self, Closing, Found, MadeItem, MadeRow};
use crate::parse::page::table::{has_pipe, is_delimiter_line, split_row};
use crate::parse::report::Report;
use crate::parse::text::line::{Line, offset};
use crate::parse::vocabulary::section::Schema;

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::parse) enum Block<'t> {
    /// A heading with its level and text.
    Heading { line: Line<'t>, level: u8, text: &'t str },
    /// A bullet or numbered item with its text (perhaps empty) and all that follows its marker.
    Bullet { line: Line<'t>, text: &'t str },
    /// Neighboring table rows, header and delimiter row included.
    Rows(Vec<Line<'t>>),
    /// The same of a table in HTML or one that is drawn.
    Table(Vec<MadeRow>),
    /// A list in HTML.
    List(Vec<MadeItem>),
    /// Any other line that is not blank.
    Text(Line<'t>),
    /// A blank line (also in place of comments and code), a rule.
    Blank,
}

/// The blocks of a page, in order. Linear in the length of the text.
pub(in crate::parse) fn blocks<'t>(
    lines: &[Line<'t>],
    schema: &Schema,
    report: &mut Report,
) -> Vec<Block<'t>> {
    let mut found = Vec::new();
    let mut closing = Closing::default();
    let mut below_rows = false;
    let mut at = 0;
    while at < lines.len() {
        let next = lines.get(at + 1).map_or("", |line| line.text);
        let (mut block, mut used) = other_form(&lines[at..], next, &mut closing)
            .unwrap_or_else(|| block(&lines[at..], next, schema, report));
        if below_rows && matches!(block, Block::Text(_)) && ends_in_pipe(lines[at].text) {
            (block, used) = more_rows(&lines[at..]);
        }
        below_rows = matches!(block, Block::Rows(_)) || (below_rows && matches!(block, Block::Text(_)));
        found.push(block);
        at += used;
    }
    found
}

/// A table or list in another form than Markdown's own: in HTML, drawn, quoted.
fn other_form<'t>(lines: &[Line<'t>], next: &str, closing: &mut Closing) -> Option<(Block<'t>, usize)> {
    let text = lines[0].text.trim_start();
    match text.bytes().next()? {
        b'<' => html::read(lines, closing).map(|found| match found {
            Found::Rows(rows, used) => (Block::Table(rows), used),
            Found::Items(items, used) => (Block::List(items), used),
        }),
        b'>' => quoted_rows(lines),
        b'+' => grid::read(lines).map(|(rows, used)| (Block::Table(rows), used)),
        _ if next.trim_start().starts_with("---") && !has_pipe(text) => {
            grid::read(lines).map(|(rows, used)| (Block::Table(rows), used))
        }
        _ => None,
    }
}

/// The rows of a table in a quote or callout: `> | a | b |`.
fn quoted_rows<'t>(lines: &[Line<'t>]) -> Option<(Block<'t>, usize)> {
    let quoted = lines.iter().map_while(|line| {
        let text = line.text.trim_start().strip_prefix('>')?.trim_start_matches(['>', ' ', '\t']);
        text.starts_with('|').then_some(Line { number: line.number, text })
    });
    let rows: Vec<Line<'t>> = quoted.collect();
    let used = rows.len();
    (used > 0).then_some((Block::Rows(rows), used))
}

/// The block that begins with the first of `lines`, and how many lines it takes.
fn block<'t>(lines: &[Line<'t>], next: &str, schema: &Schema, report: &mut Report) -> (Block<'t>, usize) {
    let line = lines[0];
    let text = line.text.trim();
    if text.is_empty() || is_rule(text) {
        return (Block::Blank, 1);
    }
    if text.starts_with('|') || (has_pipe(text) && is_delimiter_line(next)) {
        let rows = rows(lines);
        let used = rows.len();
        return (Block::Rows(rows), used);
    }
    if let Some(heading) = heading(line, schema, report) {
        return (heading, 1);
    }
    // `1. Signals` over a line of dashes is the heading that its author meant.
    if text.starts_with(|c: char| c.is_ascii_digit())
        && let Some(level) = underline(next)
        && schema.section(text).is_some()
    {
        return (Block::Heading { line, level, text }, 2);
    }
    if let Some(text) = bullet(text).or_else(|| other_bullet(text)) {
        return (Block::Bullet { line, text }, 1);
    }
    // A term with its definition: the two read on as `Term: definition`.
    if next.trim_start().starts_with(": ") && !text.starts_with(':') {
        return (Block::Bullet { line, text }, 1);
    }
    match underline(next) {
        Some(level) if level == 1 || schema.section(text).is_some() => {
            (Block::Heading { line, level, text }, 2)
        }
        _ => (Block::Text(line), 1),
    }
}

/// The rows of a table: as long as lines begin with a pipe or, where the first one does not, hold one. In a table that began
/// with a pipe, a line that does not belongs too where it has a cell for each column or ends with a pipe, as in GitHub's
/// Markdown.
fn rows<'t>(lines: &[Line<'t>]) -> Vec<Line<'t>> {
    let piped = lines[0].text.trim_start().starts_with('|');
    let columns = cell_count(lines[0].text);
    let belongs = |text: &str| match piped {
        true if text.trim_start().starts_with('|') => true,
        true => ends_in_pipe(text) || (has_pipe(text) && cell_count(text) == columns),
        false => has_pipe(text),
    };
    lines
        .iter()
        .copied()
        .enumerate()
        .take_while(|(at, line)| *at < 2 && !piped || belongs(line.text))
        .map(|(_, line)| line)
        .collect()
}

/// Rows below a line without a pipe that stands right below a table: in GitHub's Markdown the table goes on there.
fn more_rows<'t>(lines: &[Line<'t>]) -> (Block<'t>, usize) {
    let goes_on = |line: &&Line<'_>| line.text.trim_start().starts_with('|') || ends_in_pipe(line.text);
    let rows: Vec<Line<'t>> = lines.iter().take_while(goes_on).copied().collect();
    let used = rows.len();
    (Block::Rows(rows), used)
}

fn ends_in_pipe(text: &str) -> bool {
    has_pipe(text) && text.trim_end().ends_with('|')
}

fn cell_count(row: &str) -> usize {
    let mut cells = Vec::new();
    split_row(row, None, &mut cells);
    cells.len()
}

fn heading<'t>(line: Line<'t>, schema: &Schema, report: &mut Report) -> Option<Block<'t>> {
    let trimmed = line.text.trim_start();
    let level = trimmed.bytes().take_while(|&byte| byte == b'#').count();
    if !(1..=6).contains(&level) || line.text.len() - trimmed.len() > 3 {
        return None;
    }
    let rest = &trimmed[level..];
    let text = rest.trim();
    if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
        // `#tools` is a tag.
        schema.section(text).filter(|_| level > 1)?;
        report.add(Code::HeadingWithoutSpace, line, offset(line.text, rest), "no space behind the #");
    }
    let level = u8::try_from(level).unwrap_or(6);
    Some(Block::Heading { line, level, text: without_closing_hashes(text) })
}

fn without_closing_hashes(text: &str) -> &str {
    let bare = text.trim_end_matches('#');
    if bare.is_empty() || bare.ends_with([' ', '\t']) { bare.trim_end() } else { text }
}

/// The text of a list item: `* x`, `- x`, `+ x`, `1. x`, `1) x`.
fn bullet(text: &str) -> Option<&str> {
    let rest = match text.strip_prefix(['*', '-', '+']) {
        Some(rest) => rest,
        None => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let rest = if (1..=9).contains(&digits) { &text[digits..] } else { return None };
            rest.strip_prefix(['.', ')'])?
        }
    };
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| rest.trim())
}

/// The text of an item whose marker Markdown does not know: `• x`, `1、x`, `（2）x`, `③ x`, and `4.[x](y)` without a space.
fn other_bullet(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    match first {
        '•' | '‣' | '◦' | '▪' | '●' | '○' | '■' | '∙' | '①'..='⑳' => {
            return Some(rest.trim());
        }
        '(' | '（' => {
            let digits = number_length(rest, 2)?;
            return rest[digits..].strip_prefix([')', '）']).map(str::trim);
        }
        _ => {}
    }
    let digits = number_length(text, 3)?;
    let rest = &text[digits..];
    let glued = || rest.strip_prefix('.').filter(|rest| rest.starts_with(['[', '*']) || !rest.is_ascii());
    rest.strip_prefix(['、', '．', '）']).or_else(glued).map(str::trim)
}

/// How many bytes the digits at the start take, of which there are `most` at most.
fn number_length(text: &str, most: usize) -> Option<usize> {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '\u{FF10}'..='\u{FF19}');
    let end = text.find(|c| !is_digit(c))?;
    (1..=most).contains(&text[..end].chars().count()).then_some(end)
}

/// `===` or `---` under a line makes it a heading.
fn underline(text: &str) -> Option<u8> {
    let text = text.trim();
    let only = |mark: char| text.len() >= 3 && text.chars().all(|c| c == mark);
    if only('=') {
        return Some(1);
    }
    only('-').then_some(2)
}

/// `***`, `---`, `___`: at least three, nothing else.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && ['*', '-', '_'].iter().any(|&mark| text.chars().all(|c| c == mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::text::line::lines;

    fn shown(text: &str) -> String {
        let lines = lines(text);
        let blocks = blocks(&lines, &Schema::default(), &mut Report::new("a.md"));
        let show = |block: &Block<'_>| match block {
            Block::Heading { level, text, .. } => format!("h{level}:{text}"),
            Block::Bullet { text, .. } => format!("*:{text}"),
            Block::Rows(rows) => format!("rows:{}", rows.len()),
            Block::Table(rows) => format!("table:{}", rows.len()),
            Block::List(items) => format!("list:{}", items.len()),
            Block::Text(line) => format!("t:{}", line.text.trim()),
            Block::Blank => "-".to_owned(),
        };
        blocks.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_line_has_its_class() {
        assert_eq!(shown("# T #\n\n* a\n- \n1. b\ntext"), "h1:T - *:a *: *:b t:text");
        assert_eq!(shown("| a |\n|---|\n| b |\nafter"), "rows:3 t:after");
        assert_eq!(shown("| a | b |\n|---|---|\nc |\nd \\|\n"), "rows:3 t:d \\|");
        assert_eq!(shown("a | b\n--- | ---\nc | d\n\ne | f"), "rows:3 - t:e | f");
        assert_eq!(shown("##Signals\n#tag"), "h2:Signals t:#tag");
        assert_eq!(shown("Signals\n-------\nTitle\n===\nfoo\n---"), "h2:Signals h1:Title t:foo -");
    }

    // GitHub Flavored Markdown 4.10: a table ends at a blank line or where another block begins.
    #[test]
    fn a_line_without_a_pipe_does_not_end_the_rows_below_it() {
        assert_eq!(shown("a|b\n-|-\nc|d\n++\ne|\n| f |"), "rows:3 t:++ rows:2");
        assert_eq!(shown("| a |\n|---|\ntext\nmore\nb |"), "rows:2 t:text t:more rows:1");
        assert_eq!(shown("| a |\n|---|\n\nb |\n- c\nd |"), "rows:2 - t:b | *:c t:d |");
    }

    #[test]
    fn tables_and_lists_of_other_forms_are_found() {
        assert_eq!(shown("<table>\n<tr><td>a\n</table>\nb"), "table:3 t:b");
        assert_eq!(shown("<ul><li>a</ul>\n> | a | b |\n> |---|---|\n> | c | d |"), "list:1 rows:3");
        assert_eq!(
            shown("a    b\n---  ---\nc    d\n\n+---+\n| a |\n+===+\n| b |\n+---+"),
            "table:3 - table:3"
        );
    }

    #[test]
    fn items_have_many_markers() {
        assert_eq!(
            shown("• a\n1、b\n（2）c\n③ d\n4.[e](f)\n(5) g\n6．h"),
            "*:a *:b *:c *:d *:[e](f) *:g *:h"
        );
        assert_eq!(shown("(2024) x\n3.5 km\n10.5.2 x\n12、"), "t:(2024) x t:3.5 km t:10.5.2 x *:");
        assert_eq!(shown("Term\n: what it is\n\nTerm"), "*:Term t:: what it is - t:Term");
        assert_eq!(shown("2. Signals\n----\n3. foo\n----\n#tools"), "h2:2. Signals *:foo - t:#tools");
    }

    #[test]
    fn a_bullet_may_hold_one_mark() {
        assert_eq!(shown("* -\n* #\n* *\n*  \n* 1."), "*:- *:# *:* *: *:1.");
    }
}
