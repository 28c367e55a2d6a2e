//! Escaping, for every format that does not come with a serializer of its own.
//!
//! One rule on characters: XML 1.0 has no form at all for U+0000 to U+0008, U+000B, U+000C, U+000E to
//! U+001F, U+FFFE and U+FFFF, so GraphML, GEXF and DOT (whose pictures are SVG) are written without them.
//! JSON, CSV, Parquet and RDF keep them.

use std::borrow::Cow;

/// Most bytes between the quotes of a DOT string; the scanner of Graphviz 2 refuses more than 16,384.
pub const DOT_LIMIT: usize = 16_000;

/// Bytes that are looked at together: what the compiler turns into a few instructions.
const STRIDE: usize = 32;

/// The control bytes without tab, line feed and carriage return, and the first byte of U+FFFE and U+FFFF.
const fn is_forbidden(byte: u8) -> bool {
    (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0xEF)
}

// U+0085 and U+2028 (first bytes C2 and E2) are line ends to XML 1.1, and to readers that mix the versions.
const fn stops_xml_text(byte: u8) -> bool {
    let reserved = (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'\r');
    is_forbidden(byte) | reserved | (byte == 0xC2) | (byte == 0xE2)
}

const fn stops_xml_attribute(byte: u8) -> bool {
    stops_xml_text(byte) | (byte == b'"') | (byte == b'\t') | (byte == b'\n')
}

const fn stops_rdf(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\') | (byte == 0x7F) | (byte == 0xEF)
}

const fn stops_dot(byte: u8) -> bool {
    let reserved = (byte == b'"') | (byte == b'\\') | (byte == b'&');
    is_forbidden(byte) | reserved | (byte == b'\n') | (byte == b'\r')
}

const fn stops_json(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

const fn stops_csv(byte: u8) -> bool {
    (byte == b'"') | (byte == b',') | (byte == b'\n') | (byte == b'\r')
}

/// Where the first byte that ends a run of plain text stands, at `start` or later.
#[inline]
fn next_stop(bytes: &[u8], start: usize, stops: impl Fn(u8) -> bool) -> Option<usize> {
    let any = |stride: &[u8; STRIDE]| stride.iter().fold(false, |any, &byte| any | stops(byte));
    let mut at = start;
    while let Some(stride) = bytes[at..].first_chunk::<STRIDE>() {
        if any(stride) {
            break;
        }
        at += STRIDE;
    }
    let rest = &bytes[at..];
    if rest.len() < STRIDE {
        // Most texts are short, and a space never stops.
        let mut padded = [b' '; STRIDE];
        padded[..rest.len()].copy_from_slice(rest);
        if !any(&padded) {
            return None;
        }
    }
    rest.iter().position(|&byte| stops(byte)).map(|more| at + more)
}

/// Copies plain runs and lets `special` write what a stop stands for; returns nothing, fails never.
#[inline]
fn copy(
    out: &mut Vec<u8>,
    text: &str,
    stops: impl Fn(u8) -> bool,
    mut special: impl FnMut(&mut Vec<u8>, usize),
) {
    let bytes = text.as_bytes();
    let (mut start, mut from) = (0, 0);
    while let Some(at) = next_stop(bytes, from, &stops) {
        let Some(length) = special_length(&bytes[at..]) else {
            from = at + 1;
            continue;
        };
        out.extend_from_slice(&bytes[start..at]);
        special(out, at);
        start = at + length;
        from = start;
    }
    out.extend_from_slice(&bytes[start..]);
}

/// How many bytes the stop at the start takes; none where its first byte begins an ordinary character.
fn special_length(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0xEF, 0xBF, 0xBE | 0xBF, ..] | [0xE2, 0x80, 0xA8, ..] => Some(3),
        [0xC2, 0x85, ..] => Some(2),
        [0xEF | 0xE2 | 0xC2, ..] => None,
        _ => Some(1),
    }
}

/// What an XML stop is written as; nothing for a forbidden character.
fn xml_reference(byte: u8) -> &'static [u8] {
    match byte {
        b'&' => b"&amp;",
        b'<' => b"&lt;",
        b'>' => b"&gt;",
        b'"' => b"&quot;",
        b'\t' => b"&#9;",
        b'\n' => b"&#10;",
        b'\r' => b"&#13;",
        0xC2 => b"&#133;",
        0xE2 => b"&#8232;",
        _ => b"",
    }
}

/// Appends text for between two XML tags; reads back equal but for forbidden characters.
///
/// ```
/// let mut out = Vec::new();
/// portent::escape::xml_text(&mut out, "a < b ]]> \u{1}c");
/// assert_eq!(out, b"a &lt; b ]]&gt; c");
/// ```
pub fn xml_text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    copy(out, text, stops_xml_text, |out, at| out.extend_from_slice(xml_reference(bytes[at])));
}

/// Appends text for a double-quoted XML attribute; tabs and line ends are written as references, since
/// readers turn bare ones into spaces.
pub fn xml_attribute(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    copy(out, text, stops_xml_attribute, |out, at| out.extend_from_slice(xml_reference(bytes[at])));
}

/// Appends text for inside an XML comment: `--` and a final `-`, which would end it, get a space.
pub fn xml_comment(out: &mut Vec<u8>, text: &str) {
    let mut clean = Vec::with_capacity(text.len());
    copy(&mut clean, text, stops_xml_text, |clean, at| match text.as_bytes()[at] {
        byte @ (b'&' | b'<' | b'>') => clean.push(byte),
        _ => clean.push(b' '),
    });
    for &byte in &clean {
        if byte == b'-' && out.last() == Some(&b'-') {
            out.push(b' ');
        }
        out.push(byte);
    }
}

/// Appends a DOT string with its quotes. Backslashes are doubled (in labels `\N` and the like would be
/// replaced), line ends are written `\n`, which Graphviz and Gephi both read (Gephi's scanner ends a string at a
/// bare line end); past [`DOT_LIMIT`] the text is cut and `…` put in its place.
pub fn dot_string(out: &mut Vec<u8>, text: &str) {
    quoted(out, text, Ampersands::Plain);
}

/// Like [`dot_string`], for `label` and `tooltip`: there Graphviz decodes `&lt;`, so a literal `&` before a name
/// or number and `;` is written `&amp;`.
pub fn dot_label(out: &mut Vec<u8>, text: &str) {
    quoted(out, text, Ampersands::Guarded);
}

/// Like [`dot_label`], with more text on a line of its own.
pub fn dot_tooltip(out: &mut Vec<u8>, text: &str, more: Option<&str>) {
    out.push(b'"');
    let start = out.len();
    unquoted(out, text, Ampersands::Guarded);
    if let Some(more) = more {
        out.extend_from_slice(b"\\n");
        unquoted(out, more, Ampersands::Guarded);
    }
    cut(out, start);
    out.push(b'"');
}

/// Like [`dot_string`], for `URL`: every `&` is written `&amp;`, which Graphviz keeps, while it puts a bare one into
/// its SVG as it is.
pub fn dot_url(out: &mut Vec<u8>, text: &str) {
    quoted(out, text, Ampersands::Escaped);
}

/// How `&` is written in a DOT string.
#[derive(Clone, Copy, PartialEq)]
enum Ampersands {
    /// As it is.
    Plain,
    /// As `&amp;` where it would begin a character reference.
    Guarded,
    /// As `&amp;`.
    Escaped,
}

fn quoted(out: &mut Vec<u8>, text: &str, ampersands: Ampersands) {
    out.push(b'"');
    let start = out.len();
    unquoted(out, text, ampersands);
    cut(out, start);
    out.push(b'"');
}

fn unquoted(out: &mut Vec<u8>, text: &str, ampersands: Ampersands) {
    let bytes = text.as_bytes();
    copy(out, text, stops_dot, |out, at| match bytes[at] {
        b'"' => out.extend_from_slice(b"\\\""),
        b'\\' => out.extend_from_slice(b"\\\\"),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' if bytes.get(at + 1) != Some(&b'\n') => out.extend_from_slice(b"\\n"),
        b'&' if ampersands == Ampersands::Escaped => out.extend_from_slice(b"&amp;"),
        b'&' if ampersands == Ampersands::Guarded && starts_entity(&bytes[at + 1..]) => {
            out.extend_from_slice(b"&amp;");
        }
        b'&' => out.push(b'&'),
        _ => {}
    });
}

/// Whether what follows a `&` makes it a character reference.
fn starts_entity(rest: &[u8]) -> bool {
    let name = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    name > 0 && rest.get(name) == Some(&b';')
}

/// Cuts an escaped DOT string at a character and never within an escape.
fn cut(out: &mut Vec<u8>, start: usize) {
    if out.len() - start <= DOT_LIMIT {
        return;
    }
    let mut end = start + DOT_LIMIT - "…".len();
    while out[end] & 0xC0 == 0x80 {
        end -= 1;
    }
    let backslashes = out[start..end].iter().rev().take_while(|&&byte| byte == b'\\').count();
    out.truncate(end - backslashes % 2);
    out.extend_from_slice("…".as_bytes());
}

/// Whether a spreadsheet would run the text as a formula (CWE-1236; OWASP, "CSV injection").
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// The text with a leading apostrophe where a spreadsheet would run it as a formula.
#[must_use]
pub fn formula(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Appends one CSV cell, quoted where it must be. Unless `raw`, text that a spreadsheet would run as a formula
/// (it starts with `=`, `+`, `-`, `@`, tab or a line end) gets a leading apostrophe (OWASP, "CSV injection").
/// Empty text is written `""` and is thereby not the same as a missing value.
pub fn csv_cell(out: &mut Vec<u8>, text: &str, raw: bool) {
    let formula = !raw && is_formula(text);
    let bare = !text.is_empty() && next_stop(text.as_bytes(), 0, stops_csv).is_none();
    if bare && !formula && !text.starts_with(' ') && !text.ends_with(' ') {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    if formula {
        out.push(b'\'');
    }
    copy(out, text, |byte| byte == b'"', |out, _| out.extend_from_slice(b"\"\""));
    out.push(b'"');
}

/// Appends a JSON string with its quotes, as `serde_json` writes it.
pub fn json_string(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.push(b'"');
    copy(out, text, stops_json, |out, at| match bytes[at] {
        b'"' => out.extend_from_slice(b"\\\""),
        b'\\' => out.extend_from_slice(b"\\\\"),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        0x08 => out.extend_from_slice(b"\\b"),
        0x0C => out.extend_from_slice(b"\\f"),
        byte => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
    });
    out.push(b'"');
}

/// Appends a quoted literal of N-Triples and Turtle; every character has a form there.
pub fn rdf_string(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.push(b'"');
    copy(out, text, stops_rdf, |out, at| match bytes[at] {
        b'"' => out.extend_from_slice(b"\\\""),
        b'\\' => out.extend_from_slice(b"\\\\"),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        0xEF => out.extend_from_slice(if bytes[at + 2] == 0xBE { b"\\uFFFE" } else { b"\\uFFFF" }),
        byte => out.extend_from_slice(format!("\\u{byte:04X}").as_bytes()),
    });
    out.push(b'"');
}

/// Text for HTML content and double-quoted attributes.
#[must_use]
pub fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\0' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Text for XML content where forbidden characters are shown as U+FFFD, and quotes are escaped as well: what pictures
/// hold.
#[must_use]
pub fn svg(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' | '\r' => escaped.push(c),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Text as Markdown that shows it: all punctuation with a meaning is escaped, line ends are spaces.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '>' | '#' | '|' | '$' | '%' | '~' | '!'
            | '^' | '=' => {
                out.extend(['\\', c]);
            }
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => out.push(' '),
            c => out.push(c),
        }
    }
    guard_start(out)
}

/// Text for a cell of a Markdown table: what has a meaning within a line is escaped, control characters are spaces.
#[must_use]
pub fn markdown_cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' | '#' => safe.extend(['\\', character]),
            '<' => safe.push_str("&lt;"),
            '&' => safe.push_str("&amp;"),
            _ if character.is_control() => safe.push(' '),
            _ => safe.push(character),
        }
    }
    safe
}

/// Escapes what would make a list item of the line; leading white space, which would make code of it, goes.
fn guard_start(mut text: String) -> String {
    let start = text.len() - text.trim_start().len();
    text.drain(..start);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'-' | b'+') if digits == 0 => text.insert(0, '\\'),
        Some(b'.' | b')') if digits > 0 => text.insert(digits, '\\'),
        _ => {}
    }
    text
}

/// Text for the shown part of a wiki link, which has no escapes: brackets and bars give way to look-alikes.
#[must_use]
pub fn wiki_text(text: &str) -> String {
    let plain = |c: char| match c {
        '[' => '(',
        ']' => ')',
        '|' => '/',
        '<' => '‹',
        '>' => '›',
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => ' ',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// Whether a link may be clicked: `http` or `https`, and nothing in it that could end it early.
#[must_use]
pub fn is_web_link(link: &str) -> bool {
    let scheme = link.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
        && !link.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\'))
}

#[cfg(test)]
mod tests;
