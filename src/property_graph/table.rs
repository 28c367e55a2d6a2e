//! Nodes and edges as tables: one record a row, and typed columns of as many values.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

use jiff::civil::Date;

use crate::columns::{Column, Value, Values};
use crate::graph::Relation;
use crate::parse::KindId;
use crate::shared_text::Text;
use portent_graph::index::{EdgeRow, NodeRow, TiVec};

/// What every node has.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeRecord {
    /// Unique ASCII id, `kind:slug`.
    pub id: Text,
    /// Kind, an index into the header's schema.
    pub kind: KindId,
    /// Label as people read it (may hold any character but NUL).
    pub label: Text,
    /// Center in the picture, in arbitrary units, y upwards.
    pub position: [f64; 2],
    /// Radius in the same units, > 0: the `size` of every file, as Gephi and sigma draw it.
    pub radius: f64,
    /// Fill color: red, green, blue.
    pub color: [u8; 3],
}

/// What every edge has. Edges are undirected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EdgeRecord {
    /// One end: the article, or the smaller id.
    pub source: NodeRow,
    /// The other end.
    pub target: NodeRow,
    /// What the edge means.
    pub relation: Relation,
    /// Strength, > 0 and finite; `distance` in files is its inverse.
    pub weight: f64,
}

impl EdgeRecord {
    /// Both ends, the source first.
    #[must_use]
    pub fn ends(&self) -> [NodeRow; 2] {
        [self.source, self.target]
    }

    /// Whether it joins articles that were found near each other, and no page says that they are: such an edge weighs less
    /// than 1, one of a section *Closest* 1.
    #[must_use]
    pub fn is_found(&self) -> bool {
        self.relation == Relation::Closest && self.weight < 1.0
    }
}

/// Records and columns of equal length; `Row` numbers them.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordTable<Row: From<usize>, Record> {
    records: TiVec<Row, Record>,
    columns: Vec<Column>,
}

/// Nodes, in the order of their ids' subjects: articles, editions, entities.
pub type NodeTable = RecordTable<NodeRow, NodeRecord>;
/// Edges, sorted by (source, target).
pub type EdgeTable = RecordTable<EdgeRow, EdgeRecord>;

impl<Row: From<usize>, Record> Default for RecordTable<Row, Record> {
    fn default() -> Self {
        Self { records: TiVec::new(), columns: Vec::new() }
    }
}

impl<Row: From<usize> + Copy, Record> RecordTable<Row, Record>
where
    usize: From<Row>,
{
    /// A table of these records, without columns.
    #[must_use]
    pub fn new(records: impl IntoIterator<Item = Record>) -> Self {
        Self { records: records.into_iter().collect(), columns: Vec::new() }
    }

    /// The table with these columns added.
    ///
    /// # Panics
    /// As [`Self::push_column`].
    #[must_use]
    pub fn with_columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        columns.into_iter().for_each(|column| self.push_column(column));
        self
    }

    /// Adds a column.
    ///
    /// # Panics
    /// Where it has not exactly one value a row.
    pub fn push_column(&mut self, column: Column) {
        assert_eq!(column.values.len(), self.len(), "column {} has one value a row", column.name);
        self.columns.push(column);
    }

    /// The same records with other columns.
    ///
    /// # Panics
    /// As [`Self::push_column`].
    pub(super) fn with_other_columns(&self, columns: Vec<Column>) -> Self
    where
        Record: Clone,
    {
        Self { records: self.records.clone(), columns: Vec::new() }.with_columns(columns)
    }

    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// All rows, in order.
    pub fn rows(
        &self,
    ) -> impl DoubleEndedIterator<Item = Row> + ExactSizeIterator + Clone + use<Row, Record> {
        (0..self.len()).map(Row::from)
    }

    /// All records, in order.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = &Record> + ExactSizeIterator + Clone {
        self.records.iter()
    }

    /// Rows with their records, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Row, &Record)> + ExactSizeIterator + Clone {
        self.records.iter_enumerated()
    }

    /// All columns, in the order of files.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Whether there is a column of this name.
    #[must_use]
    pub fn has_column(&self, name: impl AsRef<str>) -> bool {
        self.columns.iter().any(|column| column.name == name.as_ref())
    }

    /// A column as values of one type, looked up once; one that the table lacks, or holds as another type, has no
    /// value in any row. O(columns).
    #[must_use]
    pub fn column<'a, T: Typed<'a>>(&'a self, name: impl AsRef<str>) -> ColumnView<'a, T> {
        ColumnView { values: self.values(name.as_ref()), of: PhantomData }
    }

    fn values(&self, name: &str) -> Option<&Values> {
        self.columns.iter().find(|column| column.name == name).map(|column| &*column.values)
    }

    /// The rows at `rows`, in that order, each record as `changed` makes it; columns without a value there are left
    /// out. O(rows · columns).
    pub(super) fn select(&self, rows: &[Row], changed: impl Fn(&Record) -> Record) -> Self {
        let told =
            |column: &&Column| rows.iter().any(|&row| column.values.get(usize::from(row)) != Value::Missing);
        let places: Vec<usize> = rows.iter().map(|&row| row.into()).collect();
        let chosen = |column: &Column| Column::new(column.name.clone(), column.values.select(&places));
        Self {
            records: rows.iter().map(|&row| changed(&self.records[row])).collect(),
            columns: self.columns.iter().filter(told).map(chosen).collect(),
        }
    }
}

impl<Row: From<usize>, Record> Index<Row> for RecordTable<Row, Record>
where
    usize: From<Row>,
{
    type Output = Record;

    fn index(&self, row: Row) -> &Record {
        &self.records[row]
    }
}

impl<Row: From<usize>, Record> IndexMut<Row> for RecordTable<Row, Record>
where
    usize: From<Row>,
{
    fn index_mut(&mut self, row: Row) -> &mut Record {
        &mut self.records[row]
    }
}

/// One column, ready to be read as values of type `T`.
#[derive(Debug)]
pub struct ColumnView<'a, T> {
    values: Option<&'a Values>,
    of: PhantomData<T>,
}

impl<T> Clone for ColumnView<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ColumnView<'_, T> {}

impl<'a, T: Typed<'a>> ColumnView<'a, T> {
    /// The value of one row, where it has one.
    #[must_use]
    pub fn get(self, row: impl Into<usize>) -> Option<T> {
        T::of(self.values?.get(row.into()))
    }
}

/// A type that values of columns can be read as.
pub trait Typed<'a>: Sized {
    /// The value, where it is of this type.
    fn of(value: Value<'a>) -> Option<Self>;
}

impl<'a> Typed<'a> for Value<'a> {
    fn of(value: Self) -> Option<Self> {
        (value != Value::Missing).then_some(value)
    }
}

impl<'a> Typed<'a> for &'a str {
    fn of(value: Value<'a>) -> Option<Self> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
}

impl<'a> Typed<'a> for &'a [String] {
    fn of(value: Value<'a>) -> Option<Self> {
        if let Value::List(list) = value { Some(list) } else { None }
    }
}

impl Typed<'_> for i64 {
    fn of(value: Value<'_>) -> Option<Self> {
        if let Value::Integer(number) = value { Some(number) } else { None }
    }
}

/// Whole numbers too.
impl Typed<'_> for f64 {
    fn of(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Integer(number) => Some(number as Self),
            Value::Real(number) => Some(number),
            _ => None,
        }
    }
}

impl Typed<'_> for Date {
    fn of(value: Value<'_>) -> Option<Self> {
        if let Value::Date(date) = value { Some(date) } else { None }
    }
}
