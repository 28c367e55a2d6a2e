//! Notation within a line that Markdown does not know, or knows otherwise: wikilinks, tags, footnote marks,
//! highlights, templates, attributes. [`pieces`] cuts a text at it; [`as_markdown`] turns it into plain Markdown.
//!
//! Sources: help.obsidian.md (internal links, tags, comments, highlights), docs.logseq.com, kramdown.gettalong.org
//! (attribute lists), shopify.github.io/liquid, gohugo.io (shortcodes).

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::parse::text::brackets::{
    Link, REACH, Reference, WikiLink, closing_brackets, link_at, reference_at, wikilink_at,
};
use crate::parse::text::tags::tag;

/// Labels of link definitions in the form of [`label_form`], with their targets.
pub(in crate::parse) type Labels = BTreeMap<String, String>;

/// A part of a text: what it is, as written, and the byte at which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Piece<'t> {
    pub(in crate::parse) at: usize,
    pub(in crate::parse) raw: &'t str,
    pub(in crate::parse) what: Notation<'t>,
}

/// What a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Notation<'t> {
    /// Anything else, markup of Markdown included.
    Text,
    /// A code span with its ticks.
    Code,
    /// `[[target]]`, `![[embed]]`.
    Wiki { link: WikiLink<'t>, embed: bool },
    /// `[text](target)`, `![text](image)`.
    Link { link: Link<'t>, image: bool },
    /// `[text][label]`; `[text]` where the label is defined.
    Reference(Reference<'t>),
    /// `[^1]`, `^[a note]`.
    Footnote,
    /// `{% liquid %}`, `{{ value }}`, `{{< shortcode >}}`, `<% script %>`.
    Template,
    /// `{: .class}`, `{#id}`.
    Attributes,
    /// An address: `<https://…>` or bare.
    Address(&'t str),
    /// `#tag`.
    Tag(&'t str),
    /// `#[[two words]]`.
    TagLink(WikiLink<'t>),
    /// The `==` at either end of a highlight.
    Highlight,
}

/// The parts of a text, in order and without gaps. Linear in the length of the text.
pub(in crate::parse) fn pieces(text: &str) -> Pieces<'_> {
    Pieces {
        text,
        at: 0,
        found: None,
        highlight: None,
        brackets: if text.contains('[') { closing_brackets(text) } else { Vec::new() },
        ahead: End::ALL.map(|end| (end, Ahead::default())),
        labels: None,
    }
}

/// Iterator of [`pieces`].
pub(in crate::parse) struct Pieces<'t> {
    text: &'t str,
    at: usize,
    /// Found behind the text that was given last.
    found: Option<Piece<'t>>,
    /// Where the open highlight ends.
    highlight: Option<usize>,
    /// Opening and closing brackets.
    brackets: Vec<(usize, usize)>,
    /// What looks ahead have seen.
    ahead: [(End, Ahead); 5],
    labels: Option<&'t Labels>,
}

/// What ends a template, an attribute list or a highlight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Value,
    Liquid,
    Script,
    Attributes,
    Highlight,
}

impl End {
    const ALL: [Self; 5] = [Self::Value, Self::Liquid, Self::Script, Self::Attributes, Self::Highlight];

    fn marks(self) -> &'static str {
        match self {
            Self::Value => "}}",
            Self::Liquid => "%}",
            Self::Script => "%>",
            Self::Attributes => "}",
            Self::Highlight => "==",
        }
    }
}

/// What an earlier look ahead saw: none of the bytes `from..to` is such an end. No byte is looked at twice.
#[derive(Debug, Clone, Copy, Default)]
struct Ahead {
    from: usize,
    to: usize,
}

impl<'t> Pieces<'t> {
    /// With the labels that the page defines: only these make references, `[text]` alone too.
    pub(in crate::parse) fn with_labels(self, labels: &'t Labels) -> Self {
        Self { labels: Some(labels), ..self }
    }

    /// The first byte from `from` on where such an end stands, at most [`REACH`] bytes on.
    fn ahead(&mut self, from: usize, end: End) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let ends = |place: usize| {
            bytes[place..].starts_with(end.marks().as_bytes())
                && (!matches!(end, End::Highlight) || closes_highlight(bytes, place))
        };
        let (_, seen) = self.ahead.iter_mut().find(|(known, _)| *known == end)?;
        if !(seen.from..=seen.to).contains(&from) {
            *seen = Ahead { from, to: from };
        }
        let last = bytes.len().min(from + REACH);
        while seen.to < last {
            if ends(seen.to) {
                return Some(seen.to);
            }
            seen.to += 1;
        }
        None
    }

    /// What begins at byte `at`, if it is more than text.
    fn special(&mut self, at: usize) -> Option<Piece<'t>> {
        let rest = &self.text[at..];
        let (what, end) = match rest.as_bytes()[0] {
            b'`' => (Notation::Code, code_end(self.text, at)?),
            b'[' => self.bracket(at)?,
            b'!' => self.image(at)?,
            b'<' => self.angle(at)?,
            b'{' => self.brace(at)?,
            b'#' if self.stands_free(at) => self.tag(at)?,
            b'=' => self.highlight(at)?,
            b'^' => (Notation::Footnote, self.closing(at + 1)? + 1),
            b'h' if rest.starts_with("http") && !self.behind_word(at) => address(self.text, at)?,
            _ => return None,
        };
        Some(Piece { at, raw: &self.text[at..end], what })
    }

    fn bracket(&self, at: usize) -> Option<(Notation<'t>, usize)> {
        let text = self.text;
        if let Some(link) = wikilink_at(text, at) {
            return Some((Notation::Wiki { link, embed: false }, link.end));
        }
        if let Some(end) = footnote_end(text, at) {
            return Some((Notation::Footnote, end));
        }
        let middle = self.closing(at)?;
        if let Some(link) = link_at(text, at, middle) {
            return Some((Notation::Link { link, image: false }, link.end));
        }
        let reference = reference_at(text, at, middle, self.closing(middle + 1))?;
        let label = reference.label.unwrap_or(reference.text);
        let meant = match self.labels {
            Some(labels) => labels.contains_key(&label_form(label)),
            None => reference.label.is_some() && !self.behind_word(at) && !is_number(reference.text),
        };
        meant.then_some((Notation::Reference(reference), reference.end))
    }

    fn image(&self, at: usize) -> Option<(Notation<'t>, usize)> {
        if let Some(link) = wikilink_at(self.text, at + 1) {
            return Some((Notation::Wiki { link, embed: true }, link.end));
        }
        let link = link_at(self.text, at + 1, self.closing(at + 1)?)?;
        Some((Notation::Link { link, image: true }, link.end))
    }

    fn tag(&self, at: usize) -> Option<(Notation<'t>, usize)> {
        if let Some(link) = wikilink_at(self.text, at + 1) {
            return Some((Notation::TagLink(link), link.end));
        }
        let name = tag(&self.text[at + 1..])?;
        Some((Notation::Tag(name), at + 1 + name.len()))
    }

    /// `==` that opens a highlight which closes, or that closes it.
    fn highlight(&mut self, at: usize) -> Option<(Notation<'t>, usize)> {
        if self.highlight == Some(at) {
            self.highlight = None;
            return Some((Notation::Highlight, at + 2));
        }
        let bytes = self.text.as_bytes();
        let open = bytes[at..].starts_with(b"==") && self.highlight.is_none();
        let inner = bytes.get(at + 2).is_some_and(|byte| !byte.is_ascii_whitespace() && *byte != b'=');
        if !open || !inner || at.checked_sub(1).is_some_and(|before| is_word(bytes[before])) {
            return None;
        }
        self.highlight = Some(self.ahead(at + 3, End::Highlight)?);
        Some((Notation::Highlight, at + 2))
    }

    /// `<https://…>`, `<% … %>`; tags of HTML are text here.
    fn angle(&mut self, at: usize) -> Option<(Notation<'t>, usize)> {
        let rest = &self.text[at..];
        if rest.starts_with("<%") {
            return Some((Notation::Template, self.ahead(at + 2, End::Script)? + 2));
        }
        rest.starts_with("<http").then_some(())?;
        let end = 1 + rest[1..].find([' ', '<', '>'])?;
        let inner = &rest[1..end];
        let web = inner.starts_with("http://") || inner.starts_with("https://");
        (web && rest.as_bytes()[end] == b'>').then_some((Notation::Address(inner), at + end + 1))
    }

    /// `{{ … }}`, `{% … %}`, `{: … }`, `{#id}`, `{.class}`.
    fn brace(&mut self, at: usize) -> Option<(Notation<'t>, usize)> {
        let (text, rest) = (self.text, &self.text[at..]);
        if rest.starts_with("{{") {
            let end = self.ahead(at + 2, End::Value)? + 2;
            let more = text.as_bytes()[end..].iter().take_while(|&&byte| byte == b'}').count();
            return Some((Notation::Template, end + more));
        }
        if rest.starts_with("{%") {
            return Some((Notation::Template, self.ahead(at + 2, End::Liquid)? + 2));
        }
        rest[1..].starts_with([':', '#', '.']).then_some(())?;
        let end = self.ahead(at + 1, End::Attributes)? + 1;
        let inner = &text[at + 1..end - 1];
        let listed = match inner.strip_prefix(':') {
            Some(inner) => {
                let inner = inner.trim_start();
                inner.starts_with(['.', '#']) || inner.contains('=') || inner == "toc"
            }
            None => {
                let behind = text[..at].trim_end().ends_with([')', ']', '`', '*', '_']);
                inner.len() > 1 && !inner.contains('{') && (behind || text[end..].trim_start().is_empty())
            }
        };
        listed.then_some((Notation::Attributes, end))
    }

    /// The byte that closes the bracket at byte `at`.
    fn closing(&self, at: usize) -> Option<usize> {
        let found = self.brackets.binary_search_by_key(&at, |pair| pair.0).ok()?;
        Some(self.brackets[found].1)
    }

    /// At the start of the text or behind white space.
    fn stands_free(&self, at: usize) -> bool {
        self.text[..at].chars().next_back().is_none_or(char::is_whitespace)
    }

    fn behind_word(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.text.as_bytes()[before].is_ascii_alphanumeric())
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        if let Some(found) = self.found.take() {
            return Some(found);
        }
        let (start, bytes) = (self.at, self.text.as_bytes());
        let mut at = start;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1 + usize::from(bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation)),
                b'`' | b'[' | b'!' | b'<' | b'{' | b'#' | b'=' | b'^' | b'h' => match self.special(at) {
                    Some(found) => {
                        self.at = at + found.raw.len();
                        if at == start {
                            return Some(found);
                        }
                        self.found = Some(found);
                        return Some(Piece { at: start, raw: &self.text[start..at], what: Notation::Text });
                    }
                    None if bytes[at] == b'`' => at += ticks(self.text, at),
                    None => at += 1,
                },
                _ => at += 1,
            }
        }
        self.at = at;
        (at > start).then(|| Piece { at: start, raw: &self.text[start..], what: Notation::Text })
    }
}

/// A label as it is compared: case and white space do not count.
pub(in crate::parse) fn label_form(label: &str) -> String {
    label.split_whitespace().flat_map(|word| [word, " "]).collect::<String>().trim_end().to_lowercase()
}

/// Whether the `==` at byte `at` can close a highlight: behind text, before the end of a word.
fn closes_highlight(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
    !before.is_ascii_whitespace() && before != b'=' && !bytes.get(at + 2).is_some_and(|&byte| is_word(byte))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'='
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn ticks(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().take_while(|&&byte| byte == b'`').count()
}

/// The byte behind the code span that opens at byte `at`.
pub(in crate::parse) fn code_end(text: &str, at: usize) -> Option<usize> {
    let (bytes, count) = (text.as_bytes(), ticks(text, at));
    let last = bytes.len().min(at + count + REACH);
    let mut place = at + count;
    while place < last {
        if bytes[place] != b'`' {
            place += 1;
            continue;
        }
        let run = ticks(text, place);
        place += run;
        if run == count {
            return Some(place);
        }
    }
    None
}

/// The byte behind `[^label]`.
fn footnote_end(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix("[^")?;
    let length = rest.bytes().take(100).position(|byte| matches!(byte, b']' | b'[' | b' ' | b'\t' | b'^'))?;
    (length > 0 && rest.as_bytes()[length] == b']').then_some(at + 2 + length + 1)
}

/// A bare address: to the next white space or angle bracket, without the punctuation of the sentence.
fn address(text: &str, at: usize) -> Option<(Notation<'_>, usize)> {
    let rest = &text[at..];
    let host = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
    host.starts_with(|c: char| c.is_alphanumeric()).then_some(())?;
    let near = &rest[..rest.floor_char_boundary(REACH)];
    let end = near
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | '`'))
        .unwrap_or(near.len());
    let sentence = ['.', ',', ';', ':', '!', '?', '*', '\'', ']', '}'];
    let mut address = near[..end].trim_end_matches(sentence);
    let surplus = address.matches(')').count().saturating_sub(address.matches('(').count());
    for _ in 0..surplus {
        address = address.strip_suffix(')').unwrap_or(address).trim_end_matches(sentence);
    }
    Some((Notation::Address(address), at + address.len()))
}

/// The text with its notation taken off and Markdown left in it. Linear; borrowed where there is none.
pub(in crate::parse) fn as_markdown(raw: &str) -> Cow<'_, str> {
    if !raw.bytes().any(|byte| matches!(byte, b'[' | b'{' | b'=' | b'^' | b'<')) {
        return Cow::Borrowed(raw);
    }
    let text = without_block_id(without_task_mark(raw));
    let mut markdown = String::with_capacity(text.len());
    for piece in pieces(text) {
        markdown.push_str(match piece.what {
            Notation::Wiki { link, embed } if embed && is_media(link.page()) => "",
            Notation::Wiki { link, .. } | Notation::TagLink(link) => link.shown(),
            Notation::Link { link, .. } if link.target.contains(['{', '[']) => link.text,
            Notation::Reference(reference) => reference.text,
            Notation::Footnote | Notation::Template | Notation::Attributes | Notation::Highlight => "",
            _ => piece.raw,
        });
    }
    Cow::Owned(markdown)
}

/// `[ ] text`, `[x] text`, `[-] text`: the text.
fn without_task_mark(text: &str) -> &str {
    let mut rest = text.strip_prefix('[').unwrap_or("").chars();
    let mark = rest.next().is_some_and(|c| " xX-/><!?*~".contains(c));
    match rest.as_str().strip_prefix("] ") {
        Some(task) if mark && !task.trim().is_empty() => task.trim_start(),
        _ => text,
    }
}

/// `text ^block-id`: the text.
fn without_block_id(text: &str) -> &str {
    let Some((before, id)) = text.trim_end().rsplit_once(" ^") else { return text };
    let named = id.len() >= 3 && !is_number(id) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if named && !before.trim().is_empty() { before } else { text }
}

/// Endings of what is embedded in pages or attached to them and is no page.
static MEDIA: &[&str] = &[
    "avif",
    "bmp",
    "canvas",
    "css",
    "csv",
    "docx",
    "excalidraw",
    "flac",
    "gif",
    "heic",
    "ico",
    "ipynb",
    "jpeg",
    "jpg",
    "js",
    "json",
    "m4a",
    "mkv",
    "mov",
    "mp3",
    "mp4",
    "ogg",
    "ogv",
    "opus",
    "pdf",
    "png",
    "pptx",
    "svg",
    "tif",
    "tiff",
    "txt",
    "wav",
    "webm",
    "webp",
    "xlsx",
    "xml",
    "yaml",
    "yml",
    "zip",
];

/// Whether a target is a picture or another attachment, by its ending.
pub(in crate::parse) fn is_media(target: &str) -> bool {
    let ending = target.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| MEDIA.contains(&ending.as_str()))
}
