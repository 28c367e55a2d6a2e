//! From bytes to text: encodings, line breaks, characters that nobody sees.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::report::{Report, diagnostic};
use crate::parse::text::line::{Line, lines};
use crate::position::position_of;

/// The text of a file, or the reason why it has none (`utf-16`). Invalid UTF-8 is replaced by U+FFFD with a
/// diagnostic at the first replaced place.
pub(in crate::parse) fn decode<'b>(
    path: &str,
    bytes: &'b [u8],
) -> Result<(Cow<'b, str>, Option<Diagnostic>), Box<Diagnostic>> {
    if looks_like_utf_16(bytes) {
        let message = "looks like UTF-16, not UTF-8".to_owned();
        return Err(Box::new(diagnostic(Code::Utf16, path, message)));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), None)),
        Err(error) => Ok(replace_invalid(path, bytes, error.valid_up_to())),
    }
}

fn replace_invalid<'b>(path: &str, bytes: &'b [u8], at: usize) -> (Cow<'b, str>, Option<Diagnostic>) {
    let text = String::from_utf8_lossy(bytes);
    let places = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let before = unify_line_breaks(text.get(..at).unwrap_or_default());
    let before = before.strip_prefix('\u{FEFF}').unwrap_or(&before);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(at..).unwrap_or_default().split(['\r', '\n']).next().unwrap_or_default();
    let line = format!("{}{rest}", &before[start..]);
    let number = position_of(before, before.len()).line;
    let mut report = Report::new(path);
    let places = if places == 1 { "1 place".to_owned() } else { format!("{places} places") };
    let message = format!("bytes that are no UTF-8 at {places}, replaced by U+FFFD");
    report.add(Code::InvalidUtf8, Line { number, text: &line }, before.len() - start, message);
    let found = report.finish().pop();
    (text, found)
}

/// A byte order mark of UTF-16, or every second byte zero at the start, as ASCII text in UTF-16 has.
fn looks_like_utf_16(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return true;
    }
    let start = &bytes[..bytes.len().min(64) / 2 * 2];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let half = start.len() / 2;
    half >= 4 && zeros(0).abs_diff(zeros(1)) * 4 >= half * 3
}

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

fn unify_line_breaks(text: &str) -> Cow<'_, str> {
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

    fn cleaned(text: &str) -> (String, Vec<Diagnostic>) {
        let mut report = Report::new("a.md");
        let text = clean(text, &mut report).into_owned();
        (text, report.finish())
    }

    #[test]
    fn ways_to_store_one_text_give_one_text_and_no_diagnostic() {
        for text in ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "\u{FEFF}a\nb\n"] {
            assert_eq!(cleaned(text), ("a\nb\n".to_owned(), Vec::new()));
        }
    }

    #[test]
    fn control_characters_go_and_are_placed() {
        let (text, found) = cleaned("é\nab\u{1b}c\u{0}\u{85}\u{FFFE}\td");
        assert_eq!(text, "é\nabc\td");
        assert_eq!((found[0].code.as_str(), found[0].line, found[0].column), ("control-character", 2, 3));
        assert!(found[0].message.contains("4 in this file") && found[0].message.contains("U+001B"));
        assert!(!found[0].excerpt.contains('\u{1b}'));
    }

    #[test]
    fn direction_controls_stay_and_are_placed() {
        let (text, found) = cleaned("ab\u{202E}c");
        assert_eq!(text, "ab\u{202E}c");
        assert_eq!((found[0].code.as_str(), found[0].column), ("bidi-control", 3));
    }

    #[test]
    fn invalid_bytes_are_replaced_and_placed() {
        let (text, found) = decode("a.md", b"one\r\nt\xC3\xA9w\xFFo\nx\xFE").expect("no UTF-16");
        assert_eq!(text, "one\r\nt\u{e9}w\u{FFFD}o\nx\u{FFFD}");
        let found = found.expect("a diagnostic");
        assert_eq!((found.line, found.column, found.excerpt.as_str()), (2, 4, "t\u{e9}w\u{FFFD}o"));
        assert!(found.message.contains("at 2 places"));
    }

    #[test]
    fn utf_16_is_recognized_with_and_without_its_mark() {
        let little: Vec<u8> = "# Title of it".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "# Title of it".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode("a.md", &little).expect_err("UTF-16").code, Code::Utf16);
        assert_eq!(decode("a.md", &big).expect_err("UTF-16").code, Code::Utf16);
        assert!(decode("a.md", b"\xFF\xFE#\0").is_err());
        assert!(decode("a.md", b"# Title\0\0\0\0").is_ok());
    }
}
