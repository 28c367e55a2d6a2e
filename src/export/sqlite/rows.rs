//! Rows of tables: values as SQLite holds them, and the statement that puts them in.

use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};
use rusqlite::{Connection, Statement};

use crate::columns::Value;

/// A value on its way into a table.
pub(super) type Cell<'a> = ToSqlOutput<'a>;

/// Nothing is known.
pub(super) const NULL: Cell<'static> = Cell::Borrowed(ValueRef::Null);

/// A text.
pub(super) fn text(text: &str) -> Cell<'_> {
    Cell::Borrowed(ValueRef::Text(text.as_bytes()))
}

/// A text that was made for the table.
pub(super) fn made(text: String) -> Cell<'static> {
    Cell::Owned(Owned::Text(text))
}

/// A text that may be missing.
pub(super) fn maybe(known: Option<&str>) -> Cell<'_> {
    known.map_or(NULL, text)
}

/// A whole number.
pub(super) fn integer(number: impl Into<i64>) -> Cell<'static> {
    Cell::Owned(Owned::Integer(number.into()))
}

/// A count, which no graph has more of than SQLite can say.
pub(super) fn count(number: impl TryInto<i64>) -> Cell<'static> {
    integer(number.try_into().unwrap_or(i64::MAX))
}

/// A number; missing where it is not finite.
pub(super) fn real(number: f64) -> Cell<'static> {
    if number.is_finite() { Cell::Owned(Owned::Real(number)) } else { NULL }
}

/// A calendar day as `2026-01-18`.
pub(super) fn day(day: jiff::civil::Date) -> Cell<'static> {
    made(day.to_string())
}

/// A list or an object as JSON, which SQLite takes apart again (`json_each`, `->>`).
pub(super) fn json(value: &(impl serde::Serialize + ?Sized)) -> Cell<'static> {
    serde_json::to_string(value).map_or(NULL, made)
}

/// One value of a column.
pub(super) fn cell(value: Value<'_>) -> Cell<'_> {
    match value {
        Value::Missing => NULL,
        Value::Text(known) => text(known),
        Value::List(texts) => json(texts),
        Value::Integer(number) => integer(number),
        Value::Real(number) => real(number),
        Value::Boolean(yes) => integer(yes),
        Value::Date(known) => day(known),
    }
}

/// Puts rows into one table.
pub(super) struct Insert<'a> {
    statement: Statement<'a>,
    width: usize,
}

impl<'a> Insert<'a> {
    /// Into a table of that name, all of whose columns each row fills.
    pub(super) fn into(database: &'a Connection, table: &str) -> rusqlite::Result<Self> {
        let width = database.prepare(&format!("SELECT * FROM {table}"))?.column_count();
        let places = vec!["?"; width].join(", ");
        let statement = database.prepare(&format!("INSERT INTO {table} VALUES ({places})"))?;
        Ok(Self { statement, width })
    }

    /// Puts a row in: one value a column.
    pub(super) fn row<'v>(&mut self, values: impl IntoIterator<Item = Cell<'v>>) -> rusqlite::Result<()> {
        let mut filled = 0;
        for value in values {
            filled += 1;
            self.statement.raw_bind_parameter(filled, value)?;
        }
        debug_assert_eq!(filled, self.width, "a row fills its table");
        self.statement.raw_execute()?;
        Ok(())
    }
}
