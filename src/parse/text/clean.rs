//! Line breaks, and characters that nobody sees.

use std::borrow::Cow;

use crate::diagnostic::Code;
use crate::parse::report::Report;
use crate::parse::text::line::{Line, lines};

/// Text with `\n` as its only line break, without byte order mark and without control characters but
/// tabs. These are ways to store the same text, so that CRLF, CR and a mark give no diagnostic; control
/// characters do. Borrowed where nothing had to change.
pub(in crate::parse) fn clean<'t>(text: &'t str, report: &mut Report) -> Cow<'t, str> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let text = unify_line_breaks(text);
    let ascii_control =
        text.bytes().fold(false, |seen, b| seen | ((b < 0x20) & (b != b'\n') & (b != b'\t')) | (b == 0x7F));
    if !ascii_control && (text.is_ascii() || !text.chars().any(is_odd)) {
        return text;
    }
    report_odd(&text, report, Code::ControlCharacter, is_control);
    report_odd(&text, report, Code::BidiControl, is_bidi_control);
    if text.contains(is_control) { Cow::Owned(text.replace(is_control, "")) } else { text }
}

pub(in crate::parse) fn unify_line_breaks(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

fn report_odd(text: &str, report: &mut Report, code: Code, odd: fn(char) -> bool) {
    let count = text.chars().filter(|&c| odd(c)).count();
    let Some(line) = lines(text).into_iter().find(|line| line.text.contains(odd)) else { return };
    let at = line.text.find(odd).unwrap_or(0);
    let first = line.text[at..].chars().next().map_or(0, u32::from);
    let shown: String = line.text.chars().map(|c| if is_odd(c) { '\u{FFFD}' } else { c }).collect();
    let column = line.text[..at].chars().count();
    let at = shown.char_indices().nth(column).map_or(shown.len(), |(at, _)| at);
    let message = format!("{count} in this file, the first one is U+{first:04X}");
    report.add(code, Line { number: line.number, text: &shown }, at, message);
}

fn is_odd(c: char) -> bool {
    is_control(c) || is_bidi_control(c)
}

/// Control characters but tab and line feed, and the two noncharacters that XML forbids.
pub(in crate::parse) fn is_control(c: char) -> bool {
    (c.is_control() && c != '\t' && c != '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Embeddings, overrides and isolates (CVE-2021-42574).
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;

    fn cleaned(text: &str) -> (String, Vec<Diagnostic>) {
        let mut report = Report::new("a.md");
        let text = clean(text, &mut report).into_owned();
        (text, report.finish())
    }

    // T18: line ends and the mark.
    #[test]
    fn ways_to_store_one_text_give_one_text_and_no_diagnostic() {
        for text in ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "\u{FEFF}a\nb\n"] {
            assert_eq!(cleaned(text), ("a\nb\n".to_owned(), Vec::new()));
        }
    }

    // T1, T8: one finding a file, with place and count.
    #[test]
    fn control_characters_go_and_are_placed() {
        let (text, found) = cleaned("é\nab\u{1b}c\u{0}\u{85}\u{FFFE}\td");
        assert_eq!(text, "é\nabc\td");
        assert_eq!((found[0].code.as_str(), found[0].line, found[0].column), ("control-character", 2, 3));
        assert!(found[0].message.contains("4 in this file") && found[0].message.contains("U+001B"));
        assert!(!found[0].excerpt.contains('\u{1b}'));
    }

    // T19: kept and told.
    #[test]
    fn direction_controls_stay_and_are_placed() {
        let (text, found) = cleaned("ab\u{202E}c");
        assert_eq!(text, "ab\u{202E}c");
        assert_eq!((found[0].code.as_str(), found[0].column), ("bidi-control", 3));
    }
}
