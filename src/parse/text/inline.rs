//! Markup within a line becomes text. The only file that knows the Markdown parser.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser};

use crate::parse::text::clean::is_control;

/// What is understood: CommonMark's inline markup and `~~strikethrough~~`; stated here, so that a new
/// release of the parser changes nothing. Smart punctuation stays off: names are kept as written.
const OPTIONS: Options = Options::ENABLE_STRIKETHROUGH;

/// HTML tags that only format; anything else between angle brackets (`Vec<String>`) stays as text.
static FORMATTING: &[&str] = &[
    "a", "abbr", "b", "big", "br", "cite", "code", "del", "div", "em", "font", "i", "img", "ins", "kbd",
    "mark", "p", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
];

/// The text of a table cell: `\|` is a pipe, then as [`plain`].
pub(in crate::parse) fn cell(raw: &str) -> String {
    if raw.contains("\\|") { plain(&raw.replace("\\|", "|")) } else { plain(raw) }
}

/// The text that a reader sees: emphasis, links, code spans and formatting tags leave their text, entities
/// are decoded, white space is folded to single spaces, control characters go. Linear in the length of `raw`.
pub(in crate::parse) fn plain(raw: &str) -> String {
    let raw = raw.trim();
    match scan(raw) {
        Content::Plain => raw.to_owned(),
        Content::Spaced => fold(raw),
        Content::Marked => fold(&without_markup(raw)),
    }
}

enum Content {
    Plain,
    Spaced,
    Marked,
}

/// What a text holds, from one look at its bytes: most cells are plain and are only copied.
fn scan(raw: &str) -> Content {
    let mut spaced = false;
    let mut before = b'x';
    for &byte in raw.as_bytes() {
        match byte {
            b'\\' | b'&' | b'*' | b'_' | b'`' | b'[' | b'<' | b'~' => return Content::Marked,
            b' ' => spaced |= before == b' ',
            0..=0x1F | 0x7F => spaced = true,
            // The first bytes of white space and of control characters beyond ASCII.
            0xC2 | 0xE1..=0xE3 | 0xEF => spaced = true,
            _ => {}
        }
        before = byte;
    }
    if spaced { Content::Spaced } else { Content::Plain }
}

/// White space folded to single spaces, none at the ends; control characters taken out.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let start = folded.len();
        folded.extend(word.chars().filter(|&c| !is_control(c)));
        if start > 0 && folded.len() > start {
            folded.insert(start, ' ');
        }
    }
    folded
}

/// Reads `raw` as the content of a heading, where nothing can be mistaken for a list, a quote or a rule.
fn without_markup(raw: &str) -> String {
    let page = format!("# {raw} #");
    let mut text = String::with_capacity(raw.len());
    for event in Parser::new_ext(&page, OPTIONS) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(tag) | Event::Html(tag) => text.push_str(&without_tag(&tag)),
            _ => {}
        }
    }
    text
}

/// What is left of an HTML tag: a space for a line break, nothing for formatting and comments, itself for others.
fn without_tag(tag: &str) -> Cow<'_, str> {
    let name = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/']);
    let name = name.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "br" | "p" | "div" => Cow::Borrowed(" "),
        name if FORMATTING.contains(&name) || tag.starts_with("<!--") => Cow::Borrowed(""),
        _ => Cow::Borrowed(tag),
    }
}

/// A link as written: its text, its target, and where in the line each begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Link<'t> {
    /// Between the square brackets.
    pub(in crate::parse) text: &'t str,
    /// Between the parentheses, without angle brackets and title.
    pub(in crate::parse) target: &'t str,
    /// Byte at which the opening bracket stands.
    pub(in crate::parse) start: usize,
    /// Byte behind the closing parenthesis.
    pub(in crate::parse) end: usize,
}

/// The first `[text](target)` from byte `from` on. Read by hand: targets in pages hold spaces and odd
/// parentheses, which Markdown would not take for a link at all. Linear in the length of the line.
pub(in crate::parse) fn link(line: &str, from: usize) -> Option<Link<'_>> {
    let middle = from + line.get(from..)?.find("](")?;
    let start = opening_bracket(&line[from..middle]).map(|at| from + at)?;
    let target_start = middle + 2;
    let target_end = target_start + closing_parenthesis(&line[target_start..])?;
    let text = &line[start + 1..middle];
    Some(Link { text, target: target(&line[target_start..target_end]), start, end: target_end + 1 })
}

/// The bracket that belongs to the closing one behind `text`.
fn opening_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(at),
            b'[' => depth -= 1,
            _ => {}
        }
    }
    text.find('[')
}

/// The parenthesis that closes the target, or the first one where they do not balance.
fn closing_parenthesis(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    text.find(')')
}

fn target(raw: &str) -> &str {
    let raw = raw.trim();
    let raw = raw.split_once(" \"").map_or(raw, |(target, _title)| target.trim_end());
    raw.strip_prefix('<').and_then(|raw| raw.strip_suffix('>')).unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_its_text_stays() {
        for (raw, text) in [
            ("plain  words\u{a0}here", "plain words here"),
            ("**bold** _it_ `co*de` ~~gone~~", "bold it co*de gone"),
            ("[text](http://x.y) ![alt](z.png)", "text alt"),
            ("R&amp;D &lt;b&gt; AT&T &#x1b;[0m", "R&D <b> AT&T [0m"),
            ("a<br/>b <b>c</b> Vec<String> <!-- no -->", "a b c Vec<String>"),
            ("1. first", "1. first"),
            ("# not a heading", "# not a heading"),
            ("C# and F #", "C# and F #"),
            ("*   * rule", "* * rule"),
            ("'____-washing' in snake_case, Self**", "'____-washing' in snake_case, Self**"),
            (r"5 \* 3 \_x\_", "5 * 3 _x_"),
            ("> 5 < 6", "> 5 < 6"),
            ("", ""),
        ] {
            assert_eq!(plain(raw), text, "{raw}");
        }
        assert_eq!(cell(r"a \| b `x\|y`"), "a | b x|y");
    }

    #[test]
    fn links_are_found_by_their_brackets() {
        let found = link("(from [2024](https://a.b/c_(d)).)", 0).expect("a link");
        assert_eq!((found.text, found.target, found.start), ("2024", "https://a.b/c_(d)", 6));
        assert_eq!(link("[a [b] c](x y)", 0).map(|l| (l.text, l.target)), Some(("a [b] c", "x y")));
        assert_eq!(link(r#"[a](<u> "t")"#, 0).map(|l| l.target), Some("u"));
        assert_eq!(link("[a](b(c)", 0).map(|l| l.target), Some("b(c"));
        assert_eq!(link("no ](link", 0), None);
        assert_eq!(link("[a] (b)", 0), None);
    }
}
