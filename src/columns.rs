//! Typed columns: what analysis produces, exporters write, and graph.json holds.

/// The values of one column, one a row; missing is `None`, never NaN or an empty number.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Free text.
    Text(Vec<Option<String>>),
    /// Several texts; formats without lists join them with `" | "`. Empty is missing.
    List(Vec<Vec<String>>),
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
    /// Finite numbers.
    Real(Vec<Option<f64>>),
    /// True or false.
    Boolean(Vec<Option<bool>>),
    /// Calendar days.
    Date(Vec<Option<jiff::civil::Date>>),
}

/// One named, typed column of nodes or edges.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name in every file: lower-case letters (of any script, where an article names the column), digits and `_`;
    /// none of the importers' reserved names.
    pub name: String,
    /// The values, in the order of the rows.
    pub values: Values,
}

/// One value, borrowed from a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Nothing is known.
    Missing,
    /// Free text.
    Text(&'a str),
    /// Several texts (never empty).
    List(&'a [String]),
    /// A whole number.
    Integer(i64),
    /// A finite number.
    Real(f64),
    /// True or false.
    Boolean(bool),
    /// A calendar day.
    Date(jiff::civil::Date),
}

impl Values {
    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Text(v) => v.len(),
            Self::List(v) => v.len(),
            Self::Integer(v) => v.len(),
            Self::Real(v) => v.len(),
            Self::Boolean(v) => v.len(),
            Self::Date(v) => v.len(),
        }
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of one row; [`Value::Missing`] past the end.
    #[must_use]
    pub fn get(&self, row: usize) -> Value<'_> {
        match self {
            Self::Text(v) => v.get(row).and_then(Option::as_deref).map_or(Value::Missing, Value::Text),
            Self::List(v) => match v.get(row) {
                Some(list) if !list.is_empty() => Value::List(list),
                _ => Value::Missing,
            },
            Self::Integer(v) => v.get(row).copied().flatten().map_or(Value::Missing, Value::Integer),
            Self::Real(v) => v.get(row).copied().flatten().map_or(Value::Missing, Value::Real),
            Self::Boolean(v) => v.get(row).copied().flatten().map_or(Value::Missing, Value::Boolean),
            Self::Date(v) => v.get(row).copied().flatten().map_or(Value::Missing, Value::Date),
        }
    }

    /// The rows at `rows`, in that order.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        fn pick<T: Clone>(values: &[T], rows: &[usize]) -> Vec<T> {
            rows.iter().map(|&row| values[row].clone()).collect()
        }
        match self {
            Self::Text(v) => Self::Text(pick(v, rows)),
            Self::List(v) => Self::List(pick(v, rows)),
            Self::Integer(v) => Self::Integer(pick(v, rows)),
            Self::Real(v) => Self::Real(pick(v, rows)),
            Self::Boolean(v) => Self::Boolean(pick(v, rows)),
            Self::Date(v) => Self::Date(pick(v, rows)),
        }
    }
}
