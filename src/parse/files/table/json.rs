//! Lists of JSON objects: one object a line, or the lists that a document holds.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{MOST_CELLS, MOST_COLUMNS, Read, Sheet, SheetRow, Unread};
use crate::parse::text::line::offset;
use crate::position::position_of;

/// Objects within objects become columns `outer.inner` down to this depth; deeper ones are left as JSON.
const DEEPEST: usize = 3;

/// Reads one object a line; blank lines are left out.
pub(super) fn lines(text: &str) -> Read {
    let mut records = Records::default();
    for (line, number) in text.lines().zip(1_u32..) {
        if line.trim().is_empty() {
            continue;
        }
        let object: Object<'_> =
            serde_json::from_str(line).map_err(|error| Unread::broken(number.into(), plain(&error)))?;
        records.add(number, &object)?;
    }
    records.into_sheet(String::new()).map(|sheet| vec![sheet]).ok_or(Unread::NoTable)
}

/// Reads the lists of objects of a document: the document itself, or what stands under its keys.
pub(super) fn document(text: &str) -> Read {
    let raw: &RawValue =
        serde_json::from_str(text).map_err(|error| Unread::broken(error.line() as u64, plain(&error)))?;
    let lists = match raw.get().trim_start().bytes().next() {
        Some(b'[') => vec![(String::new(), raw)],
        Some(b'{') => object(raw)?.0,
        _ => Vec::new(),
    };
    let mut places = Places { text, at: 0, line: 1 };
    let mut sheets = Vec::new();
    for (name, list) in lists {
        sheets.extend(sheet(&mut places, name, list)?);
    }
    if sheets.is_empty() { Err(Unread::NoTable) } else { Ok(sheets) }
}

/// The sheet of a list of objects; `None` for anything else.
fn sheet(places: &mut Places<'_>, name: String, list: &RawValue) -> Result<Option<Sheet>, Unread> {
    if !list.get().starts_with('[') {
        return Ok(None);
    }
    let items: Vec<&RawValue> =
        serde_json::from_str(list.get()).map_err(|error| Unread::broken(1, plain(&error)))?;
    let mut records = Records::default();
    for item in items {
        if !item.get().starts_with('{') {
            return Ok(None);
        }
        let line = places.line_of(item);
        records.add(line, &object(item)?)?;
    }
    Ok(records.into_sheet(name))
}

fn object(raw: &RawValue) -> Result<Object<'_>, Unread> {
    serde_json::from_str(raw.get()).map_err(|error| Unread::broken(1, plain(&error)))
}

/// The message without the place, which is said beside it.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rfind(" at line ").map_or(text.clone(), |at| text[..at].to_owned())
}

/// Lines of values, asked for in their order: each part of the text is looked at once.
struct Places<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl Places<'_> {
    fn line_of(&mut self, raw: &RawValue) -> u32 {
        let at = offset(self.text, raw.get());
        if let Some(part) = self.text.get(self.at..at) {
            self.line += position_of(part, part.len()).line - 1;
            self.at = at;
        }
        self.line
    }
}

/// The entries of an object in their order.
struct Object<'t>(Vec<(String, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Object<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object<'de>, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Object(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// Objects that become rows: a column for each key, in the order of first sight.
#[derive(Default)]
struct Records {
    header: Vec<String>,
    rows: Vec<SheetRow>,
    cells: usize,
}

impl Records {
    fn add(&mut self, line: u32, object: &Object<'_>) -> Result<(), Unread> {
        let mut row = SheetRow { line, cells: Vec::new() };
        for (key, raw) in &object.0 {
            let value = serde_json::from_str(raw.get())
                .map_err(|error| Unread::broken(line.into(), plain(&error)))?;
            self.value(key, &value, 1, &mut row.cells);
        }
        self.cells += row.cells.len();
        if self.cells > MOST_CELLS {
            return Err(Unread::broken(line.into(), format!("more than {MOST_CELLS} cells")));
        }
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            self.rows.push(row);
        }
        Ok(())
    }

    fn value(&mut self, key: &str, value: &Value, depth: usize, cells: &mut Vec<String>) {
        match value {
            Value::Object(inner) if depth < DEEPEST => {
                for (name, value) in inner {
                    self.value(&format!("{key}.{name}"), value, depth + 1, cells);
                }
            }
            value => self.cell(key, text(value), cells),
        }
    }

    fn cell(&mut self, key: &str, text: String, cells: &mut Vec<String>) {
        let at = self.header.iter().position(|known| known == key);
        let at = match at {
            Some(at) => at,
            None if self.header.len() == MOST_COLUMNS => return,
            None => {
                self.header.push(key.to_owned());
                self.header.len() - 1
            }
        };
        if cells.len() <= at {
            cells.resize(at + 1, String::new());
        }
        cells[at] = text;
    }

    fn into_sheet(self, name: String) -> Option<Sheet> {
        (!self.rows.is_empty()).then_some(Sheet { name, header: self.header, rows: self.rows })
    }
}

/// A value as the text of a cell; lists of plain values are joined by `; `.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(items) if items.iter().all(|item| !item.is_array() && !item.is_object()) => {
            items.iter().map(text).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(read: Read) -> Vec<String> {
        let sheets = read.expect("tables");
        let show = |sheet: &Sheet| {
            let rows = sheet.rows.iter().map(|row| format!("{}:{}", row.line, row.cells.join("/")));
            std::iter::once(format!("{}={}", sheet.name, sheet.header.join("/")))
                .chain(rows)
                .collect::<Vec<_>>()
        };
        sheets.iter().flat_map(show).collect()
    }

    #[test]
    fn one_object_a_line_becomes_one_row() {
        let text = "{\"name\": \"Kelp\", \"tags\": [\"sea\", 3]}\n\n{\"rated\": {\"by\": \"us\", \"at\": 2}, \"name\": null, \"x\": true}\n";
        assert_eq!(shown(lines(text)), ["=name/tags/rated.at/rated.by/x", "1:Kelp/sea; 3", "3://2/us/true"]);
        assert_eq!(
            lines("{\"a\": 1}\n[2]\n"),
            Err(Unread::Broken { line: 2, message: "invalid type: sequence, expected an object".into() })
        );
    }

    #[test]
    fn lists_of_a_document_are_sheets_with_lines() {
        let text = "{\n \"version\": 2,\n \"signals\": [\n  {\"name\": \"Kelp\"},\n  {\"name\": \"Heat\"}\n ],\n \"n\": [1],\n \"concerns\": [{\"name\": \"Rope\"}]\n}";
        assert_eq!(shown(document(text)), ["signals=name", "4:Kelp", "5:Heat", "concerns=name", "8:Rope"]);
        assert_eq!(shown(document("[{\"a\": 1},\n{\"b\": 2}]")), ["=a/b", "1:1", "2:/2"]);
        assert_eq!(document("{\"compilerOptions\": {\"strict\": true}}"), Err(Unread::NoTable));
        assert_eq!(document("[1, 2]"), Err(Unread::NoTable));
        assert!(matches!(document("{\n\"a\": }"), Err(Unread::Broken { line: 2, .. })));
    }

    // T13: JSON.
    #[test]
    fn depth_is_bounded() {
        let deep = format!("[{{\"a\": {}1{}}}]", "[".repeat(500), "]".repeat(500));
        assert!(matches!(document(&deep), Err(Unread::Broken { .. })));
    }
}
