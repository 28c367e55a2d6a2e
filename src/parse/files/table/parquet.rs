//! Parquet tables.

use ::parquet::basic::{LogicalType, TimeUnit};
use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
use ::parquet::record::{Field, Row};
use ::parquet::schema::types::Type;
use bytes::Bytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{MOST_CELLS, MOST_COLUMNS, MOST_UNPACKED, Read, SheetRow, Unread, sheet};

/// Nested values are written out down to this depth.
const DEEPEST: usize = 4;

/// Reads the one table of a file; the line of a row is its number.
pub(super) fn read(bytes: &[u8]) -> Read {
    let broken = |error: ::parquet::errors::ParquetError| Unread::broken(1, error);
    let reader = SerializedFileReader::new(Bytes::copy_from_slice(bytes)).map_err(broken)?;
    let unpacked: i64 =
        reader.metadata().row_groups().iter().map(|group| group.total_byte_size().max(0)).sum();
    if u64::try_from(unpacked).is_ok_and(|bytes| bytes > MOST_UNPACKED) {
        return Err(Unread::broken(1, format!("its columns unpack to more than {MOST_UNPACKED} bytes")));
    }
    let schema = reader.metadata().file_metadata().schema().clone();
    let columns: Vec<&Type> = schema.get_fields().iter().map(AsRef::as_ref).take(MOST_COLUMNS).collect();
    let header = columns.iter().map(|column| column.name().to_owned()).collect();
    let mut rows = vec![SheetRow { line: 0, cells: header }];
    let mut cells = 0;
    for (record, line) in reader.get_row_iter(None).map_err(broken)?.zip(1_u32..) {
        let record = record.map_err(|error| Unread::broken(line.into(), error))?;
        cells += columns.len();
        if cells > MOST_CELLS {
            return Err(Unread::broken(line.into(), format!("more than {MOST_CELLS} cells")));
        }
        rows.push(SheetRow { line, cells: row(&record, &columns) });
    }
    sheet(String::new(), rows).map(|sheet| vec![sheet]).ok_or(Unread::NoTable)
}

fn row(record: &Row, columns: &[&Type]) -> Vec<String> {
    let fields = record.get_column_iter().zip(columns);
    fields.map(|((_, field), column)| value(field, column)).collect()
}

fn value(field: &Field, column: &Type) -> String {
    match (field, column.get_basic_info().logical_type_ref()) {
        (Field::Long(count), Some(LogicalType::Timestamp(type_))) if type_.unit == TimeUnit::NANOS => {
            day(Timestamp::from_nanosecond((*count).into()).ok())
        }
        _ => text(field, 1),
    }
}

fn text(field: &Field, depth: usize) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.trim().to_owned(),
        Field::Float(number) if number.is_finite() => number.to_string(),
        Field::Double(number) if number.is_finite() => number.to_string(),
        Field::Float(_) | Field::Double(_) => String::new(),
        Field::Date(days) => day(Timestamp::from_second(i64::from(*days) * 86_400).ok()),
        Field::TimestampMillis(count) => day(Timestamp::from_millisecond(*count).ok()),
        Field::TimestampMicros(count) => day(Timestamp::from_microsecond(*count).ok()),
        Field::ListInternal(list) if depth < DEEPEST => {
            list.elements().iter().map(|item| text(item, depth + 1)).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

fn day(moment: Option<Timestamp>) -> String {
    moment.map_or_else(String::new, |moment| moment.to_zoned(TimeZone::UTC).date().to_string())
}
