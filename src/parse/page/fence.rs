//! Code fences: which line opens one, which closes it, and whether it holds a page rather than code.

use crate::parse::text::line::Line;
use crate::parse::vocabulary::section::{Schema, Section};

/// An opened fence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Fence<'t> {
    /// A backtick or a tilde.
    mark: u8,
    length: usize,
    /// What stands behind the marks: the language.
    info: &'t str,
}

impl<'t> Fence<'t> {
    /// The fence that a line opens, also in a quote or a bullet.
    pub(in crate::parse) fn opened_by(line: &'t str) -> Option<Self> {
        let text = without_bullet(line.trim_start_matches([' ', '\t', '>']));
        let mark = text.bytes().next().filter(|mark| matches!(mark, b'`' | b'~'))?;
        let length = text.bytes().take_while(|&byte| byte == mark).count();
        let info = text[length..].trim();
        (length >= 3 && !(mark == b'`' && info.contains('`'))).then_some(Self { mark, length, info })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let text = line.trim_start_matches([' ', '\t', '>']).trim_end();
        text.len() >= self.length && text.bytes().all(|byte| byte == self.mark)
    }

    /// Whether its language is none or Markdown.
    pub(in crate::parse) fn may_hold_page(&self) -> bool {
        ["", "md", "markdown", "text", "txt"].iter().any(|info| info.eq_ignore_ascii_case(self.info))
    }
}

/// Whether a fence under a heading that makes mentions holds their table (or, in a fence of Markdown, their list)
/// rather than code.
pub(in crate::parse) fn holds_part(fence: &Fence<'_>, inner: &[Line<'_>]) -> bool {
    let first = inner.iter().map(|line| line.text.trim()).find(|text| !text.is_empty()).unwrap_or("");
    let markdown = fence.info.eq_ignore_ascii_case("md") || fence.info.eq_ignore_ascii_case("markdown");
    fence.may_hold_page()
        && (first.starts_with('|') || (markdown && without_bullet(first).len() < first.len()))
}

fn without_bullet(text: &str) -> &str {
    text.strip_prefix(['-', '*', '+'])
        .filter(|rest| rest.starts_with([' ', '\t']))
        .map_or(text, str::trim_start)
}

/// Whether the line is a heading, of the second level or below, of a section that makes mentions. `# Tags` in a
/// fence is more often a comment of some language.
pub(in crate::parse) fn is_typed_heading(line: &str, schema: &Schema) -> bool {
    let text = line.trim_start();
    text.starts_with("##")
        && matches!(schema.section(text.trim_matches(['#', ' '])), Some(Section::Mentions(_)))
}

/// Whether the first of `lines` that is not blank belongs to a table or a list.
pub(in crate::parse) fn opens_list_or_table(lines: &[Line<'_>]) -> bool {
    let first = lines.iter().take(5).map(|line| line.text.trim_start()).find(|text| !text.is_empty());
    first.is_some_and(|text| text.starts_with('|') || without_bullet(text).len() < text.len())
}

/// What is known of the fences and headings of a page, so that each line is looked at only a few times.
#[derive(Debug, Default)]
pub(in crate::parse) struct Fences {
    /// Backticks and tildes: the shortest fence that no line below closes.
    unclosed: [Option<usize>; 2],
    /// Lines before this one hold no section that lies ahead.
    section: usize,
    /// How far headings were followed, and whether the last one makes mentions.
    heading: (usize, bool),
}

impl Fences {
    /// The line that closes the fence opened by line `at`. Linear in the lines up to it; over a whole page linear too,
    /// as what never closes is looked for once.
    pub(in crate::parse) fn close(
        &mut self,
        lines: &[Line<'_>],
        at: usize,
        fence: &Fence<'_>,
    ) -> Option<usize> {
        let unclosed = &mut self.unclosed[usize::from(fence.mark == b'~')];
        if unclosed.is_some_and(|length| fence.length >= length) {
            return None;
        }
        let found = lines[at + 1..].iter().position(|line| fence.is_closed_by(line.text));
        if found.is_none() {
            *unclosed = Some(fence.length);
        }
        found.map(|after| at + 1 + after)
    }

    /// The first of the lines `from..end` that `is_section`, or `end`. Asked for rising `from`, linear in all.
    pub(in crate::parse) fn next_section(
        &mut self,
        from: usize,
        end: usize,
        is_section: impl Fn(usize) -> bool,
    ) -> usize {
        if self.section < from {
            self.section = (from..end).find(|&at| is_section(at)).unwrap_or(end);
        }
        self.section
    }

    /// Whether line `at` stands under a heading that makes mentions. Asked for rising `at`, linear in all.
    pub(in crate::parse) fn under_section(&mut self, lines: &[Line<'_>], at: usize, schema: &Schema) -> bool {
        for line in &lines[self.heading.0.min(at)..at] {
            if line.text.starts_with('#') {
                let text = line.text.trim_matches(['#', ' ']);
                self.heading.1 = matches!(schema.section(text), Some(Section::Mentions(_)));
            }
        }
        self.heading.0 = at;
        self.heading.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_opens_behind_quotes_and_bullets() {
        for line in ["```", "  ~~~~ sh", "> ```rust", "- ```", "* ~~~"] {
            assert!(Fence::opened_by(line).is_some(), "{line}");
        }
        for line in ["``", "``` a `b` ```", "a ```", "-```"] {
            assert!(Fence::opened_by(line).is_none(), "{line}");
        }
        let fence = Fence::opened_by("~~~~").expect("a fence");
        assert!(
            fence.is_closed_by("  ~~~~~ ") && !fence.is_closed_by("~~~") && !fence.is_closed_by("~~~~ x")
        );
    }
}
