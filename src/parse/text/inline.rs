//! Markup within a line becomes text. The only file that knows the Markdown parser.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser};

pub(in crate::parse) use crate::parse::text::brackets::{Link, link};
use crate::parse::text::clean::is_control;
use crate::parse::text::notation::{Notation, as_markdown, pieces};

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

/// The text that a reader sees: emphasis, links (also wikilinks), highlights, code spans and formatting tags leave
/// their text, entities are decoded, white space is folded to single spaces; control characters, footnote marks, task
/// marks, templates and attribute lists go. Linear in the length of `raw`, with room for [`STRETCH`] bytes of markup.
pub(in crate::parse) fn plain(raw: &str) -> String {
    let raw = raw.trim();
    match scan(raw) {
        Content::Plain => raw.to_owned(),
        Content::Spaced => fold(raw),
        Content::Marked => fold(&stretches(raw, STRETCH).map(text_of).collect::<String>()),
    }
}

/// So many bytes are read at once: the parser keeps a hundred bytes for each byte of markup.
const STRETCH: usize = 1 << 16;

/// A text in stretches of at most `most` bytes, which end behind white space where there is some. Markup that runs over the
/// end of one is text.
fn stretches(text: &str, most: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let near = &rest[..rest.floor_char_boundary(most)];
        let end = match rest.len() > near.len() {
            true => near.rfind([' ', '\n', '\t']).map_or(near.len(), |at| at + 1),
            false => rest.len(),
        };
        let (first, others) = rest.split_at(end);
        rest = others;
        (!first.is_empty()).then_some(first)
    })
}

/// A name without the web addresses beside it; the address itself where nothing else is left.
pub(in crate::parse) fn without_address(name: String) -> String {
    if !name.contains("://") {
        return name;
    }
    let kept = pieces(&name).filter(|piece| !matches!(piece.what, Notation::Address(_)));
    let text: String = kept.map(|piece| piece.raw).collect();
    let text = fold(&text.replace("()", " ").replace("<>", " "));
    let text = text.trim_matches([' ', ':', ',', ';', '-', '\u{2013}', '\u{2014}', '|']);
    if text.is_empty() { name } else { text.to_owned() }
}

/// A stretch as a reader sees it, white space at its ends kept.
fn text_of(raw: &str) -> Cow<'_, str> {
    let (start, end) = (raw.len() - raw.trim_start().len(), raw.trim_end().len());
    if start == 0 && end == raw.len() {
        return without_markup(&as_markdown(raw)).into();
    }
    let inner = raw.get(start..end).unwrap_or_default();
    [&raw[..start], &without_markup(&as_markdown(inner)), &raw[start.max(end)..]].concat().into()
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
            b'\\' | b'&' | b'*' | b'_' | b'`' | b'[' | b'<' | b'~' | b'{' | b'^' => return Content::Marked,
            b'=' if before == b'=' => return Content::Marked,
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
            ("[[Dune grass]] by [[coast/Sand|the sand]]", "Dune grass by the sand"),
            ("![[map.png|300]] ![[Dune grass#Roots]]", "Dune grass"),
            ("[Reed beds][r1], [mud][] and a[0][1], [1][2]", "Reed beds, mud and a[0][1], [1][2]"),
            ("Reeds[^1] bend^[seen in May].", "Reeds bend."),
            ("==Reeds== a==b==c, a == b == c", "Reeds a==b==c, a == b == c"),
            ("[x] cut reeds", "cut reeds"),
            ("[ ] ==cut== reeds ^a1b2c3", "cut reeds"),
            ("[x]", "[x]"),
            ("x ^2 y^2", "x ^2 y^2"),
            ("Reeds {% assign t=\"1:05\" %}grow {{ page.x }}{{< rel \"a\" >}}", "Reeds grow"),
            ("[Reeds]({% post_url 2026-01-01-reeds %}){: .wide} {name} {#roots .deep}", "Reeds {name}"),
            ("`[[code]]` `{{x}}` `==y==`", "[[code]] {{x}} ==y=="),
            ("<https://a.example/b> https://a.example/c_d", "https://a.example/b https://a.example/c_d"),
            ("$x^2$ and #[[two words]] #one", "$x^2$ and two words #one"),
            ("", ""),
        ] {
            assert_eq!(plain(raw), text, "{raw}");
        }
        assert_eq!(cell(r"a \| b `x\|y`"), "a | b x|y");
    }

    // T14: room for markup does not grow with the text.
    #[test]
    fn long_texts_are_read_in_stretches_that_end_between_words() {
        let cut = |text, most| stretches(text, most).collect::<Vec<_>>();
        assert_eq!(cut("one two three", 8), ["one two ", "three"]);
        assert_eq!(cut("\u{e9}\u{e9}\u{e9}", 3), ["\u{e9}", "\u{e9}", "\u{e9}"]);
        assert!(cut("", 8).is_empty());
        let words = "**reed** beds ".repeat(STRETCH / 10);
        assert_eq!(plain(&words), "reed beds ".repeat(STRETCH / 10).trim_end());
        let glued = "_x".repeat(STRETCH);
        assert_eq!(plain(&glued).len(), glued.len());
    }

    #[test]
    fn a_name_is_no_address() {
        for (name, text) in [
            ("Reeds (https://a.example/reeds)", "Reeds"),
            ("https://a.example/reeds: reeds", "reeds"),
            ("Reeds https://a.example/a and https://a.example/b mud", "Reeds and mud"),
            ("https://a.example/reeds", "https://a.example/reeds"),
            ("Reeds://", "Reeds://"),
        ] {
            assert_eq!(without_address(name.to_owned()), text);
        }
    }
}
