//! Columns of a stored build: checked when the file is read, made when they are first looked at.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::block::{dates, lists, optional, u32s};
use super::damage::Damage;
use super::file::File;
use crate::columns::{Column, LazyValues, Values};
use crate::property_graph::attributes::is_column_name;
use crate::property_graph::read::TypedName;
use crate::property_graph::{ColumnType, EDGE_COLUMNS};

/// The columns that stand in the blocks from `first` on, of `rows` values each; none has a name of `taken`.
pub(super) fn columns(
    file: &Arc<File>,
    first: usize,
    types: &[TypedName],
    taken: &[&str],
    rows: usize,
) -> Result<Vec<Column>, Damage> {
    let mut names: FxHashSet<&str> = taken.iter().copied().collect();
    if !types.iter().all(|typed| names.insert(&typed.name)) {
        return Err(Damage::Value);
    }
    let column = |(block, typed): (usize, &TypedName)| {
        if !EDGE_COLUMNS.iter().any(|column| column.name == typed.name) && !is_column_name(&typed.name) {
            return Err(Damage::Value);
        }
        check(file, block, typed.type_, rows)?;
        let (file, type_) = (Arc::clone(file), typed.type_);
        let make = move || values(&file, block, type_, rows).unwrap_or_else(|_| empty(type_, rows));
        Ok(Column::new(typed.name.clone(), LazyValues::made_by(rows, make)))
    };
    (first..).zip(types).map(column).collect()
}

/// Whether [`values`] will find `rows` values, of texts that are there.
fn check(file: &File, block: usize, type_: ColumnType, rows: usize) -> Result<(), Damage> {
    let block = file.block(block)?;
    match type_ {
        ColumnType::Text => file.check_texts(u32s(block, rows)?),
        ColumnType::List => {
            let [lengths, texts] = lists(block, rows)?;
            let sum: u64 = lengths.map(u64::from).sum();
            let is_whole = u64::try_from(texts.len()).is_ok_and(|count| count == sum);
            file.check_texts(texts.clone())?;
            (is_whole && !texts.clone().any(|text| text == 0)).then_some(()).ok_or(Damage::Length)
        }
        ColumnType::Integer => optional(block, rows).map(|_| ()),
        ColumnType::Real => {
            let mut numbers = optional(block, rows)?.flatten().map(f64::from_le_bytes);
            numbers.all(f64::is_finite).then_some(()).ok_or(Damage::Value)
        }
        ColumnType::Boolean => (block.len() == rows).then_some(()).ok_or(Damage::Length),
        ColumnType::Date => dates(block, rows)?.try_for_each(|date| date.map(|_| ())),
    }
}

fn values(file: &File, block: usize, type_: ColumnType, rows: usize) -> Result<Values, Damage> {
    let block = file.block(block)?;
    Ok(match type_ {
        ColumnType::Text => {
            let texts = file.texts();
            Values::Text(u32s(block, rows)?.map(|text| texts.maybe(text)).collect::<Result<_, _>>()?)
        }
        ColumnType::List => {
            let [lengths, mut texts] = lists(block, rows)?;
            let mut list = |length: u32| {
                let texts = (0..length).filter_map(|_| texts.next());
                texts.filter_map(|text| file.text(text).map(str::to_owned)).collect()
            };
            Values::List(lengths.map(&mut list).collect())
        }
        ColumnType::Integer => {
            Values::Integer(optional(block, rows)?.map(|value| value.map(i64::from_le_bytes)).collect())
        }
        ColumnType::Real => {
            Values::Real(optional(block, rows)?.map(|value| value.map(f64::from_le_bytes)).collect())
        }
        ColumnType::Boolean => {
            Values::Boolean(block.iter().map(|&value| value.checked_sub(1).map(|value| value != 0)).collect())
        }
        ColumnType::Date => Values::Date(dates(block, rows)?.map(|date| date.ok().flatten()).collect()),
    })
}

/// Nothing known, as many times as there are rows: [`check`] leaves no way here.
fn empty(type_: ColumnType, rows: usize) -> Values {
    match type_ {
        ColumnType::Text => Values::Text(vec![None; rows]),
        ColumnType::List => Values::List(vec![Vec::new(); rows]),
        ColumnType::Integer => Values::Integer(vec![None; rows]),
        ColumnType::Real => Values::Real(vec![None; rows]),
        ColumnType::Boolean => Values::Boolean(vec![None; rows]),
        ColumnType::Date => Values::Date(vec![None; rows]),
    }
}
