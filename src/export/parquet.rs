//! Parquet tables: `nodes.parquet`, `edges.parquet`, `mentions.parquet`, with typed columns, nulls where something is
//! missing, days as dates and lists as lists. Row groups of 65,536 rows, Zstandard.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::parser::parse_message_type;
use jiff::civil::date;

use super::tabular::{Field, Tabular};
use super::{ExportOptions, Files};
use crate::columns::Value;
use crate::property_graph::{ColumnType, PropertyGraph};

const GROUP_ROWS: usize = 1 << 16;

/// Writes the tables; no mentions where there are none.
pub(crate) fn write(graph: &PropertyGraph, options: &ExportOptions, files: &mut dyn Files) -> io::Result<()> {
    let tables = Tabular::of(graph);
    table(&tables.nodes(), graph.node_count(), files.create("nodes.parquet")?)?;
    table(&tables.edges(), graph.edge_count(), files.create("edges.parquet")?)?;
    if options.no_mentions || graph.mentions.is_empty() {
        return Ok(());
    }
    table(&tables.mentions(), graph.mentions.len(), files.create("mentions.parquet")?)
}

fn schema(fields: &[Field<'_>]) -> String {
    let lines = fields.iter().map(|field| {
        let name = field.name;
        match field.type_ {
            ColumnType::Text => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
            ColumnType::Integer => format!("OPTIONAL INT64 {name};"),
            ColumnType::Real => format!("OPTIONAL DOUBLE {name};"),
            ColumnType::Boolean => format!("OPTIONAL BOOLEAN {name};"),
            ColumnType::Date => format!("OPTIONAL INT32 {name} (DATE);"),
            ColumnType::List => format!(
                "OPTIONAL GROUP {name} (LIST) {{ REPEATED GROUP list {{ REQUIRED BYTE_ARRAY element (STRING); }} }}"
            ),
        }
    });
    format!("message portent {{ {} }}", lines.collect::<Vec<_>>().join(" "))
}

fn table(fields: &[Field<'_>], rows: usize, out: &mut dyn Write) -> io::Result<()> {
    let schema = Arc::new(parse_message_type(&schema(fields)).map_err(broken)?);
    let compression = Compression::ZSTD(ZstdLevel::try_new(3).map_err(broken)?);
    let properties =
        WriterProperties::builder().set_compression(compression).set_created_by("portent".into()).build();
    let shared = Shared::default();
    let mut writer =
        SerializedFileWriter::new(shared.clone(), schema, Arc::new(properties)).map_err(broken)?;
    for start in (0..rows).step_by(GROUP_ROWS) {
        let mut group = writer.next_row_group().map_err(broken)?;
        for field in fields {
            let column = group.next_column().map_err(broken)?;
            let column =
                column.ok_or_else(|| io::Error::other("the table has fewer columns than its schema"))?;
            let cells = (start..rows.min(start + GROUP_ROWS)).map(|row| field.cell(row));
            write_column(field.type_, cells, column).map_err(broken)?;
        }
        group.close().map_err(broken)?;
        shared.drain(out)?;
    }
    writer.close().map_err(broken)?;
    shared.drain(out)?;
    out.flush()
}

/// Definition level 1 where there is a value; a list's texts are at level 2.
fn write_column<'a>(
    type_: ColumnType,
    cells: impl Iterator<Item = Value<'a>>,
    mut column: SerializedColumnWriter<'_>,
) -> Result<(), ParquetError> {
    let cells: Vec<Value<'_>> = cells.collect();
    let levels: Vec<i16> = cells.iter().map(|value| i16::from(*value != Value::Missing)).collect();
    let levels = Some(levels.as_slice());
    match type_ {
        ColumnType::Text => column.typed::<ByteArrayType>().write_batch(&texts(&cells), levels, None)?,
        ColumnType::List => write_lists(&cells, &mut column)?,
        ColumnType::Integer => {
            let values = pick(&cells, |value| if let Value::Integer(n) = value { Some(n) } else { None });
            column.typed::<Int64Type>().write_batch(&values, levels, None)?
        }
        ColumnType::Real => {
            let values = pick(&cells, |value| if let Value::Real(n) = value { Some(n) } else { None });
            column.typed::<DoubleType>().write_batch(&values, levels, None)?
        }
        ColumnType::Boolean => {
            let values = pick(&cells, |value| if let Value::Boolean(yes) = value { Some(yes) } else { None });
            column.typed::<BoolType>().write_batch(&values, levels, None)?
        }
        ColumnType::Date => {
            let values =
                pick(&cells, |value| if let Value::Date(day) = value { Some(day_number(day)) } else { None });
            column.typed::<Int32Type>().write_batch(&values, levels, None)?
        }
    };
    column.close()
}

fn pick<'a, T>(cells: &[Value<'a>], value: impl Fn(Value<'a>) -> Option<T>) -> Vec<T> {
    cells.iter().copied().filter_map(value).collect()
}

fn texts(cells: &[Value<'_>]) -> Vec<ByteArray> {
    pick(cells, |value| {
        if let Value::Text(text) = value { Some(ByteArray::from(text.as_bytes().to_vec())) } else { None }
    })
}

/// Days since 1970-01-01, as Parquet counts them.
fn day_number(day: jiff::civil::Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}

fn write_lists(cells: &[Value<'_>], column: &mut SerializedColumnWriter<'_>) -> Result<usize, ParquetError> {
    let (mut values, mut definitions, mut repetitions) = (Vec::new(), Vec::new(), Vec::new());
    for cell in cells {
        let Value::List(texts) = cell else {
            definitions.push(0);
            repetitions.push(0);
            continue;
        };
        for (i, text) in texts.iter().enumerate() {
            values.push(ByteArray::from(text.as_bytes().to_vec()));
            definitions.push(2);
            repetitions.push(i16::from(i > 0));
        }
    }
    column.typed::<ByteArrayType>().write_batch(&values, Some(&definitions), Some(&repetitions))
}

fn broken(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

/// What the writer has written and the stream has not: the writer wants an owner that may cross threads.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn drain(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut bytes = self.0.lock().map_err(|_| io::Error::other("a writer died"))?;
        out.write_all(&bytes)?;
        bytes.clear();
        Ok(())
    }
}

impl Write for Shared {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0.lock().map_err(|_| io::Error::other("a writer died"))?.extend_from_slice(buffer);
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;
    use crate::export::sample;

    #[test]
    fn another_reader_finds_every_row_with_its_types() {
        let mut files = sample::Memory::default();
        let graph = sample::small();
        write(&graph, &ExportOptions::default(), &mut files).unwrap();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&files.0["nodes.parquet"]).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let rows: Vec<String> =
            reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
        assert_eq!(rows.len(), 2);
        assert!(
            rows[1].contains("aliases: [\"s\", \"S.\"]") && rows[1].contains("mentions: 2"),
            "{}",
            rows[1]
        );
        assert!(
            rows[0].contains("first_seen: 2026-01-18") && rows[0].contains("aliases: null"),
            "{}",
            rows[0]
        );
    }
}
