//! The running text of a page: headings and paragraphs, markup taken off.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::parse::Prose;

/// What is understood beyond CommonMark.
const OPTIONS: Options =
    Options::ENABLE_STRIKETHROUGH.union(Options::ENABLE_TABLES).union(Options::ENABLE_FOOTNOTES);

/// What stands for what is left out (code, a picture, markup of HTML), so that the words around it stay apart.
const LEFT_OUT: &str = " \u{2026} ";

/// The headings and paragraphs of a Markdown text; items of lists and cells of tables are paragraphs. Code, HTML, addresses,
/// pictures, front matter and tags of templates (`{{…}}`, `{%…%}`) are left out. Linear in the length of the text.
///
/// ```
/// let prose = portent::parse::prose("---\ntitle: x\n---\n\n# Ice\n\nThe [thin](https://example.org) `code` ice\nmelts.\n");
/// assert_eq!(prose.headings, [(5, "Ice".to_owned())]);
/// assert_eq!(prose.paragraphs, [(7, "The thin … ice melts.".to_owned())]);
/// ```
#[must_use]
pub fn prose(text: &str) -> Prose {
    if text.contains('\r') {
        return prose(&text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    let body = front_matter_end(text);
    let mut reader = Reader { text, body, at: body, line: line_of(text, body), ..Reader::default() };
    for (event, range) in Parser::new_ext(&text[body..], OPTIONS).into_offset_iter() {
        reader.event(event, &range);
    }
    reader.close(false);
    reader.found
}

/// The page while it is read.
#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    /// Where the front matter ends.
    body: usize,
    /// How far lines are counted, and the line there.
    at: usize,
    line: u32,
    /// The text of the open block and its line.
    open: String,
    opened: u32,
    /// Depth of what is left out.
    hidden: u32,
    found: Prose,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                self.push(LEFT_OUT, range);
                self.hidden += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::Item | Tag::TableCell) => {
                self.close(false)
            }
            Event::End(TagEnd::Heading(_)) => self.close(true),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => self.close(false),
            Event::Text(part) => self.push(&part, range),
            Event::SoftBreak | Event::HardBreak => self.push(" ", range),
            Event::Code(_) | Event::InlineHtml(_) | Event::Html(_) | Event::FootnoteReference(_) => {
                self.push(LEFT_OUT, range);
            }
            _ => {}
        }
    }

    fn push(&mut self, part: &str, range: &Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        if self.open.is_empty() {
            let start = (self.body + range.start).max(self.at);
            self.line += breaks(&self.text[self.at..start]);
            (self.at, self.opened) = (start, self.line);
        }
        self.open.push_str(part);
    }

    /// Ends the open block.
    fn close(&mut self, heading: bool) {
        let open = std::mem::take(&mut self.open);
        let words = without_templates(&open).split_whitespace().collect::<Vec<_>>().join(" ");
        if words.chars().any(char::is_alphanumeric) {
            let list = if heading { &mut self.found.headings } else { &mut self.found.paragraphs };
            list.push((self.opened, words));
        }
    }
}

/// The byte behind the front matter (`---` or `+++` to the same); 0 without one.
fn front_matter_end(text: &str) -> usize {
    let Some(fence) = ["---\n", "+++\n"].into_iter().find(|fence| text.starts_with(fence)) else { return 0 };
    let close = format!("\n{}", fence.trim_end());
    let end = text[3..].find(&close).map(|at| at + 3 + close.len());
    end.map_or(0, |end| text[end..].find('\n').map_or(text.len(), |at| end + at + 1))
}

fn line_of(text: &str, at: usize) -> u32 {
    1 + breaks(&text[..at])
}

fn breaks(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|&byte| byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// The text with `{{…}}`, `{%…%}`, `[[…|` and addresses taken out.
fn without_templates(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[']) {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let skipped = [("{{", "}}"), ("{%", "%}")].iter().find_map(|(open, close)| {
            let body = from.strip_prefix(open)?;
            body.find(close).map(|end| open.len() + end + close.len())
        });
        // A reference whose target the page does not define: its id is no text.
        let reference =
            from.strip_prefix('[').filter(|_| kept.ends_with(']')).and_then(|id| Some(id.find(']')? + 2));
        let alias = from.strip_prefix("[[").and_then(|link| {
            let end = link.find(']')?;
            link[..end].find('|').map(|bar| 2 + bar + 1)
        });
        let cut = skipped.or_else(|| definition(from)).or(reference).or(alias).unwrap_or(1);
        kept.push_str(LEFT_OUT);
        rest = &from[cut..];
    }
    kept.push_str(rest);
    without_addresses(&kept)
}

/// The bytes of a definition of a link (`[id]: address`) that stands in a paragraph.
fn definition(text: &str) -> Option<usize> {
    let close = text.find("]: ").filter(|&close| !text[1..close].contains('['))?;
    let address = &text[close + 3..];
    let is_address = address.starts_with(['/', '<', '#', '.']) || address.starts_with("http");
    is_address.then(|| close + 3 + address.find(' ').unwrap_or(address.len()))
}

fn without_addresses(text: &str) -> String {
    let is_address = |word: &&str| word.contains("://") || word.starts_with("www.");
    text.split(' ')
        .map(|word| if is_address(&word) { LEFT_OUT.trim() } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}
