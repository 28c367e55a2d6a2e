//! Tables of the library as Arrow arrays: what data frames of all kinds take without a copy.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, RecordBatchOptions, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use jiff::civil::{Date, date};
use portent::columns::Value;
use portent::export::tabular;
use portent::property_graph::ColumnType;
use portent::report::{Cell, Table};

/// Rows of one batch: texts of a batch stay far below the 2 GiB that its offsets can count.
const BATCH_ROWS: usize = 1 << 16;

/// A table as Arrow has it.
#[derive(Clone)]
pub(crate) struct Batches {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

impl Batches {
    /// A table of a graph.
    pub(crate) fn of_fields(fields: &[tabular::Field<'_>], rows: usize) -> Result<Self, ArrowError> {
        let schema = schema(fields.iter().map(|field| (field.name, data_type(field.type_))));
        let starts = (0..rows).step_by(BATCH_ROWS);
        let batches = starts.map(|start| {
            let rows = start..rows.min(start + BATCH_ROWS);
            let arrays = fields.iter().map(|field| {
                let cells = rows.clone().map(|row| field.cell(row));
                array(field.type_, cells)
            });
            batch(&schema, arrays.collect(), rows.len())
        });
        Ok(Self { batches: batches.collect::<Result<_, _>>()?, schema })
    }

    /// An answer.
    pub(crate) fn of_answer(table: &Table) -> Result<Self, ArrowError> {
        let names: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
        let rows: Vec<&[Cell]> = table.rows.iter().map(Vec::as_slice).collect();
        let arrays = columns(&names, &rows)?;
        let schema =
            schema(names.iter().zip(&arrays).map(|(name, array)| (*name, array.data_type().clone())));
        let batches = vec![batch(&schema, arrays, rows.len())?];
        Ok(Self { schema, batches })
    }

    /// The columns at these places, in this order.
    pub(crate) fn select(&self, places: &[usize]) -> Result<Self, ArrowError> {
        let batches = self.batches.iter().map(|batch| batch.project(places));
        Ok(Self {
            schema: Arc::new(self.schema.project(places)?),
            batches: batches.collect::<Result<_, _>>()?,
        })
    }

    /// How many rows.
    pub(crate) fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

fn schema<'a>(fields: impl Iterator<Item = (&'a str, DataType)>) -> SchemaRef {
    let fields: Fields = fields.map(|(name, type_)| Field::new(name, type_, true)).collect();
    Arc::new(Schema::new(fields))
}

fn batch(schema: &SchemaRef, arrays: Vec<ArrayRef>, rows: usize) -> Result<RecordBatch, ArrowError> {
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(Arc::clone(schema), arrays, &options)
}

fn data_type(type_: ColumnType) -> DataType {
    match type_ {
        ColumnType::Text => DataType::Utf8,
        ColumnType::List => DataType::List(item(DataType::Utf8)),
        ColumnType::Integer => DataType::Int64,
        ColumnType::Real => DataType::Float64,
        ColumnType::Boolean => DataType::Boolean,
        ColumnType::Date => DataType::Date32,
    }
}

fn item(type_: DataType) -> Arc<Field> {
    Arc::new(Field::new_list_field(type_, true))
}

/// Days since 1970-01-01.
fn day(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}

/// Cells of one type; what is of another type is missing.
fn array<'a>(type_: ColumnType, cells: impl Iterator<Item = Value<'a>>) -> ArrayRef {
    macro_rules! collected {
        ($builder:expr, $variant:ident, $make:expr) => {{
            let mut builder = $builder;
            for cell in cells {
                builder.append_option(if let Value::$variant(value) = cell {
                    Some($make(value))
                } else {
                    None
                });
            }
            Arc::new(builder.finish())
        }};
    }
    match type_ {
        ColumnType::Text => collected!(StringBuilder::new(), Text, std::convert::identity),
        ColumnType::Integer => collected!(Int64Builder::new(), Integer, std::convert::identity),
        ColumnType::Real => collected!(Float64Builder::new(), Real, std::convert::identity),
        ColumnType::Boolean => collected!(BooleanBuilder::new(), Boolean, std::convert::identity),
        ColumnType::Date => collected!(Date32Builder::new(), Date, day),
        ColumnType::List => {
            let lists = cells.map(|cell| if let Value::List(texts) = cell { Some(texts) } else { None });
            text_lists(lists)
        }
    }
}

fn text_lists<'a>(lists: impl Iterator<Item = Option<&'a [String]>>) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new());
    for list in lists {
        match list {
            Some(texts) => {
                texts.iter().for_each(|text| builder.values().append_value(text));
                builder.append(true);
            }
            None => builder.append(false),
        }
    }
    Arc::new(builder.finish())
}

/// What the cells of one field are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    List,
    Integer,
    Real,
    Date,
    Table,
}

/// The form that holds all cells; text where they are of several, or none is there.
fn form<'a>(cells: impl Iterator<Item = &'a Cell>) -> Form {
    let forms = cells.filter_map(|cell| match cell {
        Cell::Missing => None,
        Cell::Text(_) => Some(Form::Text),
        Cell::List(_) => Some(Form::List),
        Cell::Integer(_) | Cell::Rank(_) => Some(Form::Integer),
        Cell::Real(_) => Some(Form::Real),
        Cell::Date(_) => Some(Form::Date),
        Cell::Table(_) => Some(Form::Table),
    });
    let numbers = [Form::Integer, Form::Real];
    let joined = forms.reduce(|a, b| match (a, b) {
        _ if a == b => a,
        _ if numbers.contains(&a) && numbers.contains(&b) => Form::Real,
        _ => Form::Text,
    });
    joined.unwrap_or(Form::Text)
}

fn columns(names: &[&str], rows: &[&[Cell]]) -> Result<Vec<ArrayRef>, ArrowError> {
    let column = |at: usize| {
        let cells: Vec<&Cell> = rows.iter().map(|row| row.get(at).unwrap_or(&Cell::Missing)).collect();
        cells_array(&cells)
    };
    (0..names.len()).map(column).collect()
}

fn cells_array(cells: &[&Cell]) -> Result<ArrayRef, ArrowError> {
    let form = form(cells.iter().copied());
    Ok(match form {
        Form::Text => {
            let texts = cells.iter().map(|cell| (**cell != Cell::Missing).then(|| cell.flat()));
            let mut builder = StringBuilder::new();
            texts.for_each(|text| builder.append_option(text));
            Arc::new(builder.finish())
        }
        Form::List => text_lists(cells.iter().map(|cell| match cell {
            Cell::List(texts) => Some(texts.as_slice()),
            _ => None,
        })),
        Form::Integer => array(ColumnType::Integer, cells.iter().map(|cell| number(cell))),
        Form::Real => array(ColumnType::Real, cells.iter().map(|cell| real(cell))),
        Form::Date => array(
            ColumnType::Date,
            cells
                .iter()
                .map(|cell| if let Cell::Date(day) = cell { Value::Date(*day) } else { Value::Missing }),
        ),
        Form::Table => tables(cells)?,
    })
}

fn number(cell: &Cell) -> Value<'static> {
    match cell {
        Cell::Integer(number) => Value::Integer(*number),
        Cell::Rank(rank) => i64::try_from(rank.rank).map_or(Value::Missing, Value::Integer),
        _ => Value::Missing,
    }
}

fn real(cell: &Cell) -> Value<'static> {
    match cell {
        Cell::Real(number) => Value::Real(*number),
        #[expect(clippy::cast_precision_loss)] // Counts of what is in an archive.
        Cell::Integer(number) => Value::Real(*number as f64),
        _ => Value::Missing,
    }
}

/// Records within records, as lists of structures; the fields of all of them in the order in which they come.
fn tables(cells: &[&Cell]) -> Result<ArrayRef, ArrowError> {
    let inner: Vec<Option<&Table>> =
        cells.iter().map(|cell| if let Cell::Table(table) = cell { Some(table) } else { None }).collect();
    let mut names: Vec<&str> = Vec::new();
    for field in inner.iter().flatten().flat_map(|table| &table.fields) {
        if !names.contains(&field.name) {
            names.push(field.name);
        }
    }
    let rows: Vec<Vec<Cell>> = inner
        .iter()
        .flatten()
        .flat_map(|table| {
            (0..table.rows.len()).map(|row| {
                let cell = |name: &&str| table.cell(row, name).cloned().unwrap_or(Cell::Missing);
                names.iter().map(cell).collect()
            })
        })
        .collect();
    let rows: Vec<&[Cell]> = rows.iter().map(Vec::as_slice).collect();
    let arrays = columns(&names, &rows)?;
    let fields: Fields = names
        .iter()
        .zip(&arrays)
        .map(|(name, array)| Field::new(*name, array.data_type().clone(), true))
        .collect();
    let records = StructArray::try_new_with_length(fields, arrays, None, rows.len())?;
    let lengths = inner.iter().map(|table| table.map_or(0, |table| table.rows.len()));
    let there = NullBuffer::from_iter(inner.iter().map(Option::is_some));
    let field = item(records.data_type().clone());
    let lists =
        ListArray::try_new(field, OffsetBuffer::from_lengths(lengths), Arc::new(records), Some(there))?;
    Ok(Arc::new(lists))
}
