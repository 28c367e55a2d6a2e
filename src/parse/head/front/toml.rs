//! TOML of front matter. What follows a fault is read where the parser finds its way again.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Code;
use crate::parse::head::entry::{DEEPEST, Data, Node, Pairs, Value};
use crate::parse::report::Report;
use crate::parse::text::line::{Line, Place};
use crate::position::position_of;

/// So many faults of one page are told.
const MOST_FAULTS: usize = 10;

/// The keys of the document in `lines`, in their order. Linear in their length; a look-up of a place is linear in the
/// number of lines.
pub(super) fn map(lines: &[Line<'_>], page: &[Line<'_>], report: &mut Report) -> Pairs {
    let text = lines.iter().flat_map(|line| [line.text, "\n"]).collect::<String>();
    let places = Places::new(&text, lines.first().map_or(1, |line| line.number));
    let (table, errors) = DeTable::parse_recoverable(&text);
    for error in errors.iter().take(MOST_FAULTS) {
        let at = error.span().map_or(0, |span| span.start);
        report.at(Code::FrontMatter, page, places.of(at), error.message().to_lowercase());
    }
    let mut deepest = None;
    let map = pairs(table.get_ref(), &places, 0, &mut deepest);
    if let Some(place) = deepest {
        let message = format!("values are nested more than {DEEPEST} deep");
        report.at(Code::FrontMatterLimit, page, place, message);
    }
    map
}

/// Places of byte offsets.
struct Places<'t> {
    text: &'t str,
    /// Byte at which each line begins.
    starts: Vec<usize>,
    first: u32,
}

impl<'t> Places<'t> {
    fn new(text: &'t str, first: u32) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts, first }
    }

    /// O(log lines + length of the line).
    fn of(&self, at: usize) -> Place {
        let line = self.starts.partition_point(|&start| start <= at).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let column = position_of(self.text.get(start..).unwrap_or_default(), at.saturating_sub(start)).column;
        Place { line: self.first.saturating_add(u32::try_from(line).unwrap_or(u32::MAX)), column }
    }
}

/// Keys in the order of the page. Recursion ends at [`DEEPEST`], and `deepest` says where it did.
fn pairs(table: &DeTable<'_>, places: &Places<'_>, depth: usize, deepest: &mut Option<Place>) -> Pairs {
    let mut keys: Vec<_> = table.iter().collect();
    keys.sort_by_key(|(key, _)| key.span().start);
    let pair = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let text: &std::borrow::Cow<'_, str> = key.get_ref();
        let key = Value { text: text.clone().into_owned(), place: places.of(key.span().start) };
        (key, node(value, places, depth + 1, deepest))
    };
    keys.into_iter().map(pair).collect()
}

fn node(
    value: &Spanned<DeValue<'_>>,
    places: &Places<'_>,
    depth: usize,
    deepest: &mut Option<Place>,
) -> Node {
    let place = places.of(value.span().start);
    let data = match value.get_ref() {
        DeValue::Array(_) | DeValue::Table(_) if depth > DEEPEST => {
            deepest.get_or_insert(place);
            Data::Nothing
        }
        DeValue::Array(items) => {
            Data::List(items.iter().map(|item| node(item, places, depth + 1, deepest)).collect())
        }
        DeValue::Table(table) => Data::Map(pairs(table, places, depth, deepest)),
        DeValue::String(text) => {
            Some(text.trim()).filter(|text| !text.is_empty()).map_or(Data::Nothing, text_of)
        }
        DeValue::Integer(number) => text_of(number.as_str()),
        DeValue::Float(number) if number.as_str() == "nan" => Data::Nothing,
        DeValue::Float(number) => text_of(number.as_str()),
        DeValue::Boolean(yes) => text_of(if *yes { "true" } else { "false" }),
        DeValue::Datetime(day) => Data::Text(day.to_string()),
    };
    Node { place, data }
}

fn text_of(text: &str) -> Data {
    Data::Text(text.to_owned())
}
