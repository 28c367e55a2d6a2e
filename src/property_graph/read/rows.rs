//! Nodes and edges as they stand in the file: one raw column a key, filled while reading.

use std::fmt;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// One value before its column's type is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Raw {
    /// No such key in the object.
    #[default]
    Missing,
    Boolean(bool),
    Integer(i64),
    Real(f64),
    Text(String),
    List(Vec<String>),
}

/// Objects of a list, column by column; every column has one value a row.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) length: usize,
    pub(super) columns: Vec<(String, Vec<Raw>)>,
    at: FxHashMap<String, usize>,
}

impl Rows {
    /// Takes out a column; all missing where it is not there.
    pub(super) fn take(&mut self, name: &str) -> Vec<Raw> {
        match self.at.get(name) {
            Some(&at) => std::mem::take(&mut self.columns[at].1),
            None => vec![Raw::Missing; self.length],
        }
    }

    /// The names of the columns in the order of their first value.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    fn column(&mut self, name: &str) -> &mut Vec<Raw> {
        if let Some(&at) = self.at.get(name) {
            return &mut self.columns[at].1;
        }
        self.at.insert(name.to_owned(), self.columns.len());
        self.columns.push((name.to_owned(), Vec::new()));
        let last = self.columns.len() - 1;
        &mut self.columns[last].1
    }

    fn fill(&mut self) {
        for (_, values) in &mut self.columns {
            values.resize(self.length, Raw::Missing);
        }
    }
}

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(RowsVisitor)
    }
}

struct RowsVisitor;

impl<'de> Visitor<'de> for RowsVisitor {
    type Value = Rows;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Rows, A::Error> {
        let mut rows = Rows::default();
        while list.next_element_seed(RowSeed(&mut rows))?.is_some() {
            rows.length += 1;
        }
        rows.fill();
        Ok(rows)
    }
}

struct RowSeed<'a>(&'a mut Rows);

impl<'de> serde::de::DeserializeSeed<'de> for RowSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let row = self.0.length;
        while let Some(name) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            let value: Raw = map.next_value()?;
            let column = self.0.column(&name);
            if column.len() > row {
                return Err(A::Error::custom(format!("{name:?} is there twice")));
            }
            column.resize(row, Raw::Missing);
            column.push(value);
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, number, truth value or list of texts")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Raw, E> {
        Ok(i64::try_from(value).map_or(Raw::Real(value as f64), Raw::Integer))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Real(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Missing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = list.next_element()? {
            texts.push(text);
        }
        Ok(Raw::List(texts))
    }
}
