//! Typed columns: what analysis produces, exporters write, and graph.json holds.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::shared_text::Text;

/// The values of one column, one a row; missing is `None`, never NaN or an empty number.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Free text.
    Text(Vec<Option<Text>>),
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
    pub values: LazyValues,
}

impl Column {
    /// A column of these values.
    #[must_use]
    pub fn new(name: impl Into<String>, values: impl Into<LazyValues>) -> Self {
        Self { name: name.into(), values: values.into() }
    }
}

/// Values that are here, or that are made when somebody first looks at them: most questions look at a few columns of many.
#[derive(Clone)]
pub struct LazyValues {
    length: usize,
    values: OnceLock<Values>,
    make: Option<Arc<dyn Fn() -> Values + Send + Sync>>,
}

impl LazyValues {
    /// `length` values that `make` gives.
    pub(crate) fn made_by(length: usize, make: impl Fn() -> Values + Send + Sync + 'static) -> Self {
        Self { length, values: OnceLock::new(), make: Some(Arc::new(make)) }
    }

    /// How many rows; makes nothing.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are no rows; makes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

impl Deref for LazyValues {
    type Target = Values;

    fn deref(&self) -> &Values {
        self.values.get_or_init(|| self.make.as_ref().map_or_else(|| Values::Text(Vec::new()), |make| make()))
    }
}

impl From<Values> for LazyValues {
    fn from(values: Values) -> Self {
        Self { length: values.len(), values: OnceLock::from(values), make: None }
    }
}

impl PartialEq for LazyValues {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for LazyValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
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

    /// The rows at `rows`, in that order; missing where there is none.
    #[must_use]
    pub fn select_known(&self, rows: &[Option<usize>]) -> Self {
        fn pick<T: Clone + Default>(values: &[T], rows: &[Option<usize>]) -> Vec<T> {
            rows.iter().map(|row| row.map_or_else(T::default, |row| values[row].clone())).collect()
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
