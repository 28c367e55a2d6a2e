//! Text in a room of so many columns: cut, broken over lines, made harmless.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text, cut to `width` columns with an ellipsis.
#[must_use]
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(character);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// The text as lines of at most `room` columns, broken between words, and within a word that is wider than that.
/// There is always a line.
#[must_use]
pub fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut last = String::new();
    let mut first = true;
    for word in text.split(' ').flat_map(|word| pieces(word, room)) {
        if !first && last.width() + 1 + word.width() > room {
            lines.push(std::mem::take(&mut last));
        } else if !first {
            last.push(' ');
        }
        first = false;
        last.push_str(&word);
    }
    lines.push(last);
    lines
}

/// A word in pieces that fit.
fn pieces(word: &str, room: usize) -> Vec<String> {
    let mut pieces = vec![];
    let mut last = String::new();
    let mut used = 0;
    for character in word.chars() {
        let width = character.width().unwrap_or(0);
        if used + width > room && !last.is_empty() {
            pieces.push(std::mem::take(&mut last));
            used = 0;
        }
        used += width;
        last.push(character);
    }
    pieces.push(last);
    pieces
}

/// Items joined with `; `, as many a line as fit; one that is wider than a line is broken over several.
pub(super) fn packed(items: &[String], room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut() {
            Some(last) if last.width() + 2 + item.width() <= room => {
                last.push_str("; ");
                last.push_str(item);
            }
            _ => lines.extend(wrap(item, room)),
        }
    }
    lines
}

/// Text that cannot steer a terminal: control and direction characters are written as escapes, line breaks and
/// tabs as spaces.
#[must_use]
pub fn harmless(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => safe.push(' '),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(character));
            }
            _ if character.is_control() => {
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(character));
            }
            _ => safe.push(character),
        }
    }
    safe
}

/// A number with about four significant digits.
#[must_use]
pub fn real(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 {
        "0".into()
    } else if size >= 1000.0 {
        format!("{number:.0}")
    } else if size >= 10.0 {
        format!("{number:.1}")
    } else if size >= 0.1 {
        format!("{number:.3}")
    } else if size >= 0.000_1 {
        format!("{number:.6}")
    } else {
        format!("{number:.2e}")
    }
}
