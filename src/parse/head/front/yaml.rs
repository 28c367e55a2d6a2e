//! YAML of front matter, read by events so that every value keeps its line.
//!
//! What the parser refuses as a whole is read key by key, and what it refuses of a key is read line by line, each with a
//! diagnostic at the place of the fault. Aliases are followed, but not beyond [`MOST_REPEATED`] values.

use std::borrow::Cow;

use granit_parser::{
    ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span, StructureStyle, options,
};
use rustc_hash::FxHashMap;

use super::by_line;
use crate::diagnostic::Code;
use crate::parse::head::entry::{DEEPEST, Data, Node, Pairs, Value, is_null};
use crate::parse::report::Report;
use crate::parse::text::line::{Line, Place};

/// So many values aliases may repeat in one page (a "billion laughs" page asks for 10^9).
const MOST_REPEATED: usize = 10_000;

/// Why a text is not read as YAML.
struct Fault {
    code: Code,
    place: Place,
    message: String,
    /// Whether only the whole shows it, and no key by itself: an alias without an anchor, a limit.
    of_whole: bool,
}

/// The keys of a block mapping in `lines`, which stand in the page as they are. Linear in their length.
pub(super) fn map(lines: &[Line<'_>], page: &[Line<'_>], report: &mut Report) -> Pairs {
    match whole(lines) {
        Ok(map) => map,
        Err(fault) => {
            let chunks = by_line::chunks(lines);
            if chunks.len() == 1 || fault.of_whole {
                report.at(fault.code, page, fault.place, fault.message);
            }
            if chunks.len() == 1 {
                return by_line::map(lines, page, fault.place.line, report);
            }
            chunks.into_iter().flat_map(|chunk| of_chunk(chunk, page, report)).collect()
        }
    }
}

/// One key with all that belongs to it.
fn of_chunk(lines: &[Line<'_>], page: &[Line<'_>], report: &mut Report) -> Pairs {
    match tree(lines, true) {
        Ok(map) => map,
        Err(fault) => {
            report.at(fault.code, page, fault.place, fault.message);
            by_line::map(lines, page, fault.place.line, report)
        }
    }
}

/// Whether the lines are one YAML mapping with at least one key.
pub(super) fn is_map(lines: &[Line<'_>]) -> bool {
    whole(lines).is_ok_and(|map| !map.is_empty())
}

fn whole(lines: &[Line<'_>]) -> Result<Pairs, Fault> {
    tree(lines, false)
}

/// The map that the lines are. In a `part` of a page an alias may lead to another part, and stays as it is written.
fn tree(lines: &[Line<'_>], part: bool) -> Result<Pairs, Fault> {
    let text = lines.iter().flat_map(|line| [line.text, "\n"]).collect::<String>();
    let first = lines.first().map_or(1, |line| line.number);
    let mut builder = Builder { text: &text, first, ..Builder::default() };
    let limits: Options =
        options! { flow_nesting_limit: DEEPEST, block_nesting_limit: DEEPEST, emit_unresolved_aliases: part };
    for event in Parser::new_from_str_with_options(&text, limits) {
        let (event, span) = event.map_err(|error| builder.refused(&error))?;
        builder.take(event, span)?;
    }
    match builder.root {
        Some(Node { data: Data::Map(map), .. }) => Ok(map),
        None | Some(Node { data: Data::Nothing, .. }) => Ok(Vec::new()),
        Some(Node { place, .. }) => {
            let message = "no `key: value` begins here".into();
            Err(Fault { code: Code::FrontMatter, place, message, of_whole: false })
        }
    }
}

/// A collection that is open.
struct Open {
    place: Place,
    /// Byte at which it begins.
    start: usize,
    anchor: usize,
    flow: bool,
    items: Vec<Node>,
    /// Of a map: its keys, one for each two items.
    is_map: bool,
    /// Values in it so far, and levels below it.
    size: usize,
    height: usize,
}

/// A finished value with its size and height.
#[derive(Clone)]
struct Built {
    node: Node,
    size: usize,
    height: usize,
}

/// Builds the tree from events, without recursion.
#[derive(Default)]
struct Builder<'t> {
    text: &'t str,
    first: u32,
    open: Vec<Open>,
    anchors: FxHashMap<usize, Built>,
    repeated: usize,
    root: Option<Node>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let place = self.place(span.start.line(), span.start.col());
        let start = span.start.byte_offset().unwrap_or(0);
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let node = Node { place, data: scalar(text, style) };
                self.finish(Built { node, size: 1, height: 0 }, anchor)
            }
            Event::SequenceStart(style, anchor, _) => {
                self.begin(place, start, anchor, style == StructureStyle::Flow, false);
                Ok(())
            }
            Event::MappingStart(style, anchor, _) => {
                self.begin(place, start, anchor, style == StructureStyle::Flow, true);
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let end = span.end.byte_offset().unwrap_or(start);
                let Some(open) = self.open.pop() else { return Ok(()) };
                let anchor = open.anchor;
                let built = self.closed(open, end);
                self.finish(built, anchor)
            }
            Event::UnresolvedAlias(name) => {
                let node = Node { place, data: Data::Text(format!("*{name}")) };
                self.finish(Built { node, size: 1, height: 0 }, 0)
            }
            Event::Alias(anchor) => match self.anchors.get(&anchor).cloned() {
                Some(mut built) => {
                    built.node.place = place;
                    self.spend(built.size, place)?;
                    self.finish(built, 0)
                }
                None => Err(self.fault(place, "an alias within its own anchor")),
            },
            _ => Ok(()),
        }
    }

    fn begin(&mut self, place: Place, start: usize, anchor: usize, flow: bool, is_map: bool) {
        self.open.push(Open { place, start, anchor, flow, items: Vec::new(), is_map, size: 1, height: 0 });
    }

    /// A value is complete: it is kept for aliases, and joins the collection around it.
    fn finish(&mut self, built: Built, anchor: usize) -> Result<(), Fault> {
        if self.open.len() + built.height > DEEPEST {
            let message = format!("values are nested more than {DEEPEST} deep");
            return Err(limit(built.node.place, message));
        }
        if anchor != 0 {
            self.spend(built.size, built.node.place)?;
            self.anchors.insert(anchor, built.clone());
        }
        match self.open.last_mut() {
            Some(open) => {
                open.size += built.size;
                open.height = open.height.max(built.height + 1);
                open.items.push(built.node);
            }
            None => self.root = Some(built.node),
        }
        Ok(())
    }

    fn closed(&self, open: Open, end: usize) -> Built {
        let Open { place, start, flow, items, is_map, size, height, .. } = open;
        let source = self.text.get(start..end).unwrap_or_default().trim();
        let as_written = |source: &str| Data::Text(source.split_whitespace().collect::<Vec<_>>().join(" "));
        let data = if flow && (is_wikilink(source) || is_template(source)) {
            as_written(source)
        } else if is_map {
            match pairs(items) {
                Some(pairs) => Data::Map(pairs),
                None => as_written(source),
            }
        } else {
            Data::List(items)
        };
        let (size, height) = if matches!(data, Data::Text(_)) { (1, 0) } else { (size, height) };
        Built { node: Node { place, data }, size, height }
    }

    fn spend(&mut self, size: usize, place: Place) -> Result<(), Fault> {
        self.repeated += size;
        if self.repeated > MOST_REPEATED {
            let message = format!("aliases repeat more than {MOST_REPEATED} values");
            return Err(limit(place, message));
        }
        Ok(())
    }

    fn refused(&self, error: &ScanError) -> Fault {
        let place = self.place(error.marker().line(), error.marker().col());
        if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            return limit(place, format!("values are nested more than {DEEPEST} deep"));
        }
        let of_whole = matches!(error.kind(), ErrorKind::UnknownAnchor);
        Fault { of_whole, ..self.fault(place, error.kind().to_string()) }
    }

    fn fault(&self, place: Place, message: impl Into<String>) -> Fault {
        Fault { code: Code::FrontMatter, place, message: message.into(), of_whole: false }
    }

    /// The parser counts lines from 1 and columns from 0.
    fn place(&self, line: usize, column: usize) -> Place {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place {
            line: self.first.saturating_add(number(line.saturating_sub(1))),
            column: number(column).saturating_add(1),
        }
    }
}

fn limit(place: Place, message: String) -> Fault {
    Fault { code: Code::FrontMatterLimit, place, message, of_whole: true }
}

/// Keys and values of a map; `None` where a key is a collection. Keys of `<<` maps are those of the map around them,
/// where it has none of that name.
fn pairs(items: Vec<Node>) -> Option<Pairs> {
    let (mut pairs, mut merged) = (Pairs::new(), Pairs::new());
    let mut items = items.into_iter();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        let Node { place, data } = key;
        let text = match data {
            Data::Plain(text) | Data::Text(text) => text,
            Data::Nothing => String::new(),
            Data::List(_) | Data::Map(_) => return None,
        };
        match value.data {
            Data::Map(inner) if text == "<<" => merged.extend(inner),
            data => pairs.push((Value { text, place }, Node { data, ..value })),
        }
    }
    let own: std::collections::BTreeSet<String> = pairs.iter().map(|(key, _)| key.text.clone()).collect();
    pairs.extend(merged.into_iter().filter(|(key, _)| !own.contains(&key.text)));
    Some(pairs)
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle) -> Data {
    let trimmed = text.trim();
    match style {
        _ if trimmed.is_empty() => Data::Nothing,
        ScalarStyle::Plain if is_null(trimmed) => Data::Nothing,
        ScalarStyle::Plain => Data::Plain(trimmed.to_owned()),
        _ => Data::Text(trimmed.to_owned()),
    }
}

/// `[[a page]]`, which YAML takes for a list in a list.
fn is_wikilink(source: &str) -> bool {
    source
        .strip_prefix("[[")
        .and_then(|rest| rest.strip_suffix("]]"))
        .is_some_and(|inner| !inner.contains(['[', ']']))
}

/// `{{date}}`, which YAML takes for a map in a map.
fn is_template(source: &str) -> bool {
    source.starts_with("{{") && source.ends_with("}}")
}
