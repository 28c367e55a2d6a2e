//! Where in a file a rule is broken.

use std::collections::HashMap;

use serde_json::value::RawValue;

/// A broken rule, and where it is broken.
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) place: Place,
}

pub(super) type Checked<T> = Result<T, Fault>;

/// Where a rule is broken.
pub(super) enum Place {
    /// The whole file.
    File,
    /// Near the last place of this text.
    Near(String),
    /// In a column of one of the tables that `mentions` holds: the column, or the value of a row.
    Column { table: &'static str, name: &'static str, row: Option<usize> },
}

impl Place {
    /// The byte of the text at which it is; 0 where it is not found. Only a file with a fault is searched: O(bytes).
    pub(super) fn offset(&self, text: &str) -> usize {
        let found = match self {
            Self::File => None,
            Self::Near(needle) => text.rfind(needle.as_str()),
            Self::Column { table, name, row } => column(text, table, name, *row),
        };
        found.unwrap_or(0)
    }
}

/// A broken rule near a text of the file.
pub(super) fn fault<T>(message: String, near: &str) -> Checked<T> {
    let needle = serde_json::to_string(near).ok().filter(|_| !near.is_empty());
    Err(Fault { message, place: needle.map_or(Place::File, Place::Near) })
}

fn column(text: &str, table: &str, name: &str, row: Option<usize>) -> Option<usize> {
    type Object<'a> = HashMap<String, &'a RawValue>;
    let file: Object<'_> = serde_json::from_str(text).ok()?;
    let tables: Object<'_> = serde_json::from_str(file.get("mentions")?.get()).ok()?;
    let columns: Object<'_> = serde_json::from_str(tables.get(table)?.get()).ok()?;
    let mut value = *columns.get(name)?;
    if let Some(row) = row {
        let values: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
        value = values.get(row)?;
    }
    value.get().as_ptr().addr().checked_sub(text.as_ptr().addr())
}
