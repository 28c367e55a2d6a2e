//! A table: typed fields, one row a record; what every answer is.

use std::fmt;

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::remark::Remark;

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known: blank for people, absent for machines.
    Missing,
    /// Free text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// A whole number.
    Integer(i64),
    /// A place in an order.
    Rank(Rank),
    /// A finite number.
    Real(f64),
    /// A calendar day.
    Date(Date),
    /// Records of their own.
    Table(Table),
}

/// A place in an order, counted from 1, and how far it may be off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// The place.
    pub rank: usize,
    /// The first place that it may have.
    pub best: usize,
    /// The last place that it may have.
    pub worst: usize,
}

impl fmt::Display for Rank {
    /// `3 (2 to 6)`, and `3` alone where nothing else may be.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rank, best, worst } = self;
        if best == worst { write!(out, "{rank}") } else { write!(out, "{rank} ({best} to {worst})") }
    }
}

/// Who sees a field, and whether it may be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// In every output; the printed table cuts it only where nothing else is left to cut.
    Always,
    /// In every output; the printed table cuts it to the terminal's width.
    Cut,
    /// In every output; the printed table breaks it over lines where it is too long.
    Wrap,
    /// In every output; a column that is never cut: where the terminal is too narrow it goes under the row, the last
    /// one first.
    Aside,
    /// In every output; people see it on a line of its own under the row.
    Below,
    /// In the outputs for machines alone.
    Data,
}

/// One field of all rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The name in every output: `[a-z0-9_]+`.
    pub name: &'static str,
    /// Who sees it.
    pub shown: Shown,
}

impl Field {
    /// A field of every output.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, shown: Shown::Always }
    }

    /// A field that may be cut on a terminal.
    #[must_use]
    pub const fn cut(name: &'static str) -> Self {
        Self { name, shown: Shown::Cut }
    }

    /// A field that is broken over lines on a terminal.
    #[must_use]
    pub const fn wrap(name: &'static str) -> Self {
        Self { name, shown: Shown::Wrap }
    }

    /// A field that a narrow terminal shows under the row.
    #[must_use]
    pub const fn aside(name: &'static str) -> Self {
        Self { name, shown: Shown::Aside }
    }

    /// A field that people see under the row.
    #[must_use]
    pub const fn below(name: &'static str) -> Self {
        Self { name, shown: Shown::Below }
    }

    /// A field for machines alone.
    #[must_use]
    pub const fn data(name: &'static str) -> Self {
        Self { name, shown: Shown::Data }
    }
}

/// How people see the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// One line a row, under a heading.
    #[default]
    Lines,
    /// One block a row: its first field is the title, the others are lines of `name  value`.
    Cards,
}

/// Typed fields and rows; every row has a cell for each field.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The fields.
    pub fields: Vec<Field>,
    /// The rows, in order.
    pub rows: Vec<Vec<Cell>>,
    /// How people see them.
    pub layout: Layout,
    /// What must be said beside the figures; never part of the data.
    pub remarks: Vec<Remark>,
}

impl Table {
    /// An empty table of these fields.
    #[must_use]
    pub fn new(fields: &[Field]) -> Self {
        Self { fields: fields.to_vec(), ..Self::default() }
    }

    /// Adds one row; it must have a cell for each field.
    pub fn push(&mut self, row: Vec<Cell>) {
        debug_assert_eq!(row.len(), self.fields.len(), "a row has a cell for each field");
        self.rows.push(row);
    }

    /// The cell of a row under a field's name.
    #[must_use]
    pub fn cell(&self, row: usize, field: &str) -> Option<&Cell> {
        let at = self.fields.iter().position(|f| f.name == field)?;
        self.rows.get(row)?.get(at)
    }

    /// The rows as a JSON array of objects; what is missing is absent.
    #[must_use]
    pub fn records(&self) -> Value {
        Value::Array(self.rows.iter().map(|row| self.record(row)).collect())
    }

    fn record(&self, row: &[Cell]) -> Value {
        let fields = self.fields.iter().zip(row);
        let values = fields.filter_map(|(field, cell)| Some((field.name.to_owned(), cell.json()?)));
        Value::Object(values.collect::<Map<_, _>>())
    }
}

impl Cell {
    /// A text, missing where empty.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Missing } else { Self::Text(text) }
    }

    /// Several texts, missing where there are none.
    #[must_use]
    pub fn list(texts: Vec<String>) -> Self {
        if texts.is_empty() { Self::Missing } else { Self::List(texts) }
    }

    /// A count.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A number; missing where it is not finite, and 0 where it is -0, whose sign says nothing.
    #[must_use]
    pub fn real(number: f64) -> Self {
        match number {
            _ if !number.is_finite() => Self::Missing,
            _ if number == 0.0 => Self::Real(0.0),
            _ => Self::Real(number),
        }
    }

    /// Records, missing where there are none.
    #[must_use]
    pub fn table(table: Table) -> Self {
        if table.rows.is_empty() { Self::Missing } else { Self::Table(table) }
    }

    /// One line of plain text: lists are joined with `" | "`, records are JSON.
    #[must_use]
    pub fn flat(&self) -> String {
        match self {
            Self::Missing => String::new(),
            Self::Text(text) => text.clone(),
            Self::List(list) => list.join(" | "),
            Self::Integer(number) => number.to_string(),
            Self::Rank(rank) => rank.rank.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Table(table) => table.records().to_string(),
        }
    }

    /// The value as JSON; `None` where it is missing.
    fn json(&self) -> Option<Value> {
        Some(match self {
            Self::Missing => return None,
            Self::Text(text) => Value::from(text.as_str()),
            Self::List(list) => Value::from(list.clone()),
            Self::Integer(number) => Value::from(*number),
            Self::Rank(rank) => Value::from(rank.rank),
            Self::Real(number) => Value::from(*number),
            Self::Date(date) => Value::from(date.to_string()),
            Self::Table(table) => table.records(),
        })
    }
}

impl From<Option<Date>> for Cell {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Self::Missing, Self::Date)
    }
}

impl From<Option<i64>> for Cell {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Missing, Self::Integer)
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Missing, Self::real)
    }
}

impl From<crate::columns::Value<'_>> for Cell {
    fn from(value: crate::columns::Value<'_>) -> Self {
        use crate::columns::Value;
        match value {
            Value::Missing => Self::Missing,
            Value::Text(text) => Self::text(text),
            Value::List(list) => Self::list(list.to_vec()),
            Value::Integer(number) => Self::Integer(number),
            Value::Real(number) => Self::real(number),
            Value::Boolean(truth) => Self::text(if truth { "true" } else { "false" }),
            Value::Date(date) => Self::Date(date),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cell;

    // T21: answers, too.
    #[test]
    fn zero_has_no_sign_and_what_is_not_finite_is_missing() {
        let Cell::Real(zero) = Cell::real(-0.0) else { panic!("zero is a number") };
        assert!(zero.is_sign_positive());
        assert_eq!(Cell::real(f64::INFINITY), Cell::Missing);
        assert_eq!(Cell::real(-1.5), Cell::Real(-1.5));
    }
}
