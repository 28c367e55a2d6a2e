//! Sorted tables as Parquet: columns without missing values but for texts, row groups of 16,384 rows, Zstandard.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FloatType, Int32Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::parser::parse_message_type;

use crate::error::Error;
use crate::export::output;

/// Rows of a group: what is in memory at one time beside what is kept.
pub(super) const GROUP: usize = 1 << 14;

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Column {
    /// Whole numbers of 32 bits.
    Number(Vec<u32>),
    /// Numbers of 64 bits.
    Real(Vec<f64>),
    /// True or false.
    Flag(Vec<bool>),
    /// Texts, which may be missing.
    Text(Vec<Option<String>>),
    /// Bytes.
    Bytes(Vec<Vec<u8>>),
    /// Lists of whole numbers of 32 bits.
    Numbers(Vec<Vec<u32>>),
    /// Lists of numbers of 32 bits.
    Reals(Vec<Vec<f32>>),
}

/// A name and its column.
pub(super) type Field = (&'static str, Column);

impl Column {
    fn line(&self, name: &str) -> String {
        let list = |item: &str| {
            format!("REQUIRED GROUP {name} (LIST) {{ REPEATED GROUP list {{ REQUIRED {item}; }} }}")
        };
        match self {
            Self::Number(_) => format!("REQUIRED INT32 {name} (INTEGER(32,false));"),
            Self::Real(_) => format!("REQUIRED DOUBLE {name};"),
            Self::Flag(_) => format!("REQUIRED BOOLEAN {name};"),
            Self::Text(_) => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
            Self::Bytes(_) => format!("REQUIRED BYTE_ARRAY {name};"),
            Self::Numbers(_) => list("INT32 element (INTEGER(32,false))"),
            Self::Reals(_) => list("FLOAT element"),
        }
    }

    fn write(&self, mut to: SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match self {
            Self::Number(values) => {
                let values: Vec<i32> = values.iter().map(|x| x.cast_signed()).collect();
                to.typed::<Int32Type>().write_batch(&values, None, None)?
            }
            Self::Real(values) => to.typed::<DoubleType>().write_batch(values, None, None)?,
            Self::Flag(values) => to.typed::<BoolType>().write_batch(values, None, None)?,
            Self::Text(values) => {
                let levels: Vec<i16> = values.iter().map(|text| text.is_some().into()).collect();
                let texts: Vec<ByteArray> =
                    values.iter().flatten().map(|text| text.as_bytes().to_vec().into()).collect();
                to.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None)?
            }
            Self::Bytes(values) => {
                let values: Vec<ByteArray> = values.iter().map(|bytes| bytes.clone().into()).collect();
                to.typed::<ByteArrayType>().write_batch(&values, None, None)?
            }
            Self::Numbers(lists) => {
                let lists = Lists::of(lists, |x: &u32| x.cast_signed());
                to.typed::<Int32Type>().write_batch(
                    &lists.items,
                    Some(&lists.defined),
                    Some(&lists.repeated),
                )?
            }
            Self::Reals(lists) => {
                let lists = Lists::of(lists, |x: &f32| *x);
                to.typed::<FloatType>().write_batch(
                    &lists.items,
                    Some(&lists.defined),
                    Some(&lists.repeated),
                )?
            }
        };
        to.close()
    }

    /// The values of one column of a group of `rows` rows, of the type of `self`.
    fn read(&self, rows: usize, from: ColumnReader) -> Result<Self, ParquetError> {
        use ColumnReader::{
            BoolColumnReader, ByteArrayColumnReader, DoubleColumnReader, FloatColumnReader, Int32ColumnReader,
        };
        Ok(match (self, from) {
            (Self::Number(_), Int32ColumnReader(mut from)) => {
                Self::Number(plain(rows, &mut from)?.into_iter().map(i32::cast_unsigned).collect())
            }
            (Self::Real(_), DoubleColumnReader(mut from)) => Self::Real(plain(rows, &mut from)?),
            (Self::Flag(_), BoolColumnReader(mut from)) => Self::Flag(plain(rows, &mut from)?),
            (Self::Text(_), ByteArrayColumnReader(mut from)) => Self::Text(texts(rows, &mut from)?),
            (Self::Bytes(_), ByteArrayColumnReader(mut from)) => {
                Self::Bytes(plain(rows, &mut from)?.iter().map(|bytes| bytes.data().to_vec()).collect())
            }
            (Self::Numbers(_), Int32ColumnReader(mut from)) => {
                let lists = lists(rows, &mut from)?.into_iter();
                Self::Numbers(lists.map(|list| list.into_iter().map(i32::cast_unsigned).collect()).collect())
            }
            (Self::Reals(_), FloatColumnReader(mut from)) => Self::Reals(lists(rows, &mut from)?),
            _ => return Err(ParquetError::General("a column is of another type".into())),
        })
    }
}

/// Lists as Parquet holds them: items, whether each stands for one, and whether it goes on with the list before.
struct Lists<T> {
    items: Vec<T>,
    defined: Vec<i16>,
    repeated: Vec<i16>,
}

impl<T> Lists<T> {
    fn of<S>(lists: &[Vec<S>], item: impl Fn(&S) -> T) -> Self {
        let mut all = Self { items: Vec::new(), defined: Vec::new(), repeated: Vec::new() };
        for list in lists {
            if list.is_empty() {
                all.defined.push(0);
                all.repeated.push(0);
            }
            for (at, own) in list.iter().enumerate() {
                all.items.push(item(own));
                all.defined.push(1);
                all.repeated.push((at > 0).into());
            }
        }
        all
    }
}

fn plain<D: DataType>(rows: usize, from: &mut ColumnReaderImpl<D>) -> Result<Vec<D::T>, ParquetError> {
    let mut values = Vec::with_capacity(rows);
    from.read_records(rows, None, None, &mut values)?;
    whole(rows, values)
}

fn texts(
    rows: usize,
    from: &mut ColumnReaderImpl<ByteArrayType>,
) -> Result<Vec<Option<String>>, ParquetError> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    from.read_records(rows, Some(&mut levels), None, &mut values)?;
    let mut values = values.into_iter();
    let mut text = |&level: &i16| {
        let value = if level == 0 { None } else { values.next() };
        value.map(|value| value.as_utf8().map(str::to_owned)).transpose()
    };
    whole(rows, levels.iter().map(&mut text).collect::<Result<_, _>>()?)
}

fn lists<D: DataType>(rows: usize, from: &mut ColumnReaderImpl<D>) -> Result<Vec<Vec<D::T>>, ParquetError> {
    let (mut defined, mut repeated, mut values) = (Vec::new(), Vec::new(), Vec::new());
    from.read_records(rows, Some(&mut defined), Some(&mut repeated), &mut values)?;
    let (mut lists, mut values) = (Vec::with_capacity(rows), values.into_iter());
    for (defined, repeated) in defined.into_iter().zip(repeated) {
        if repeated == 0 {
            lists.push(Vec::new());
        }
        if defined > 0 {
            let into = lists.last_mut();
            into.into_iter().for_each(|list: &mut Vec<D::T>| list.extend(values.next()));
        }
    }
    whole(rows, lists)
}

fn whole<T>(rows: usize, values: Vec<T>) -> Result<Vec<T>, ParquetError> {
    if values.len() == rows { Ok(values) } else { Err(ParquetError::General("values are missing".into())) }
}

/// Writes a table that appears whole or not at all, a group of rows after the other, with what `about` says of it; gives the
/// sum of its bytes. `like` has the names and types of the columns.
///
/// # Errors
/// [`Error::Write`].
pub(super) fn write(
    path: &Path,
    like: &[Field],
    groups: impl Iterator<Item = Vec<Column>>,
    about: &[(&str, String)],
) -> Result<u32, Error> {
    let failed =
        |error: ParquetError| Error::Write { path: path.into(), source: std::io::Error::other(error) };
    let bytes = encoded(like, groups, about).map_err(failed)?;
    output::write_bytes(path, &bytes)?;
    Ok(crc32fast::hash(&bytes))
}

fn encoded(
    like: &[Field],
    groups: impl Iterator<Item = Vec<Column>>,
    about: &[(&str, String)],
) -> Result<Vec<u8>, ParquetError> {
    let lines: Vec<String> = like.iter().map(|(name, column)| column.line(name)).collect();
    let schema = Arc::new(parse_message_type(&format!("message portent {{ {} }}", lines.join(" ")))?);
    let about = about.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), value.clone())).collect();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_created_by("portent".into())
        .set_key_value_metadata(Some(about))
        .build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties))?;
    for columns in groups {
        let mut group = writer.next_row_group()?;
        for column in &columns {
            let to = group.next_column()?;
            column
                .write(to.ok_or_else(|| ParquetError::General("fewer columns than in the schema".into()))?)?;
        }
        group.close()?;
    }
    writer.close()?;
    Ok(bytes)
}

/// A table that is read group by group.
pub(super) struct Table<'p> {
    path: &'p Path,
    reader: SerializedFileReader<File>,
}

impl<'p> Table<'p> {
    /// Opens a table. `sum` is that of its bytes, where it is known.
    ///
    /// # Errors
    /// [`Error::Read`], and [`Error::Malformed`] for a file that is no table or another one.
    pub(super) fn open(path: &'p Path, sum: Option<u32>) -> Result<Self, Error> {
        let read = |source| Error::Read { path: path.into(), source };
        let mut file = File::open(path).map_err(read)?;
        if let Some(sum) = sum
            && sum != sum_of(&mut file).map_err(read)?
        {
            return Err(broken(path, "the table is not the one that `portent names` wrote"));
        }
        let reader = SerializedFileReader::new(file);
        let reader = reader.map_err(|error| broken(path, &format!("no whole Parquet table: {error}")))?;
        Ok(Self { path, reader })
    }

    /// What the table says of itself under a key.
    pub(super) fn about(&self, key: &str) -> Option<&str> {
        let all = self.reader.metadata().file_metadata().key_value_metadata()?;
        all.iter().find(|own| own.key == key)?.value.as_deref()
    }

    /// How many groups of rows it has.
    pub(super) fn groups(&self) -> usize {
        self.reader.num_row_groups()
    }

    /// How many rows it has.
    pub(super) fn rows(&self) -> usize {
        usize::try_from(self.reader.metadata().file_metadata().num_rows()).unwrap_or(0)
    }

    /// The columns of a group, of the names and types of `like`.
    ///
    /// # Errors
    /// [`Error::Malformed`] where a column is missing, of another type, or damaged.
    pub(super) fn group(&self, at: usize, like: &[Field]) -> Result<Vec<Column>, Error> {
        let read = || {
            let group = self.reader.get_row_group(at)?;
            let rows = usize::try_from(group.metadata().num_rows())
                .map_err(|_| ParquetError::General("a negative number of rows".into()))?;
            let schema = self.reader.metadata().file_metadata().schema();
            let place = |name: &str| schema.get_fields().iter().position(|field| field.name() == name);
            let column = |(name, like): &Field| {
                let missing = || ParquetError::General(format!("no column {name}"));
                like.read(rows, group.get_column_reader(place(name).ok_or_else(missing)?)?)
            };
            like.iter().map(column).collect::<Result<Vec<_>, ParquetError>>()
        };
        read().map_err(|error| broken(self.path, &error.to_string()))
    }
}

/// The CRC-32 of a file, a piece at a time.
fn sum_of(file: &mut File) -> io::Result<u32> {
    let (mut hasher, mut piece) = (crc32fast::Hasher::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hasher.finalize()),
            length => hasher.update(&piece[..length]),
        }
    }
}

/// A table that cannot be used.
pub(super) fn broken(path: &Path, message: &str) -> Error {
    Error::Malformed {
        path: path.to_owned(),
        line: 1,
        column: 1,
        message: message.to_owned(),
        hint: Some("run the step that writes it once more".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Field, GROUP, Table, write};

    fn columns(rows: std::ops::Range<usize>) -> Vec<Column> {
        let number = |at: usize| at as u32;
        let text = |at: usize| at.is_multiple_of(2).then(|| format!("ü{at}"));
        vec![
            Column::Number(rows.clone().map(|at| u32::MAX - number(at)).collect()),
            Column::Real(rows.clone().map(|at| at as f64 / 3.0).collect()),
            Column::Flag(rows.clone().map(|at| at.is_multiple_of(3)).collect()),
            Column::Text(rows.clone().map(text).collect()),
            Column::Bytes(rows.clone().map(|at| vec![0xFF; at % 5]).collect()),
            Column::Numbers(rows.clone().map(|at| (0..number(at % 4)).collect()).collect()),
            Column::Reals(rows.map(|at| vec![at as f32 / 7.0; at % 3]).collect()),
        ]
    }

    fn like() -> Vec<Field> {
        ["number", "real", "flag", "text", "bytes", "numbers", "reals"]
            .into_iter()
            .zip(columns(0..0))
            .collect()
    }

    fn written(path: &std::path::Path, groups: Vec<Vec<Column>>) -> u32 {
        write(path, &like(), groups.into_iter(), &[("part", "3".into())]).unwrap()
    }

    #[test]
    fn what_was_written_is_read_back_over_several_groups() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.parquet");
        let sum = written(&path, vec![columns(0..GROUP), columns(GROUP..GROUP + 5)]);
        let table = Table::open(&path, Some(sum)).unwrap();
        assert_eq!((table.groups(), table.rows(), table.about("part")), (2, GROUP + 5, Some("3")));
        assert_eq!(table.group(0, &like()).unwrap(), columns(0..GROUP));
        assert_eq!(table.group(1, &like()).unwrap(), columns(GROUP..GROUP + 5));
        written(&path, Vec::new());
        assert_eq!(Table::open(&path, None).unwrap().rows(), 0);
    }

    #[test]
    fn a_damaged_cut_or_other_table_is_malformed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.parquet");
        let sum = written(&path, vec![columns(0..9)]);
        let whole = std::fs::read(&path).unwrap();
        let wrong = [("text", Column::Number(vec![])), ("absent", Column::Number(vec![]))];
        for field in wrong {
            assert!(Table::open(&path, Some(sum)).unwrap().group(0, &[field]).is_err());
        }
        assert!(Table::open(&path, Some(sum ^ 1)).is_err());
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        assert!(Table::open(&path, None).is_err());
        assert!(Table::open(&folder.path().join("none.parquet"), None).is_err());
    }
}
