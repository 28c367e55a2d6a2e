//! Values of Arrow arrays as Python has them.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use jiff::ToSpan as _;
use jiff::civil::date;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

/// One value; `None` where it is missing.
pub(crate) fn value<'py>(py: Python<'py>, array: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    Ok(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).into_pyobject(py)?.into_any(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into_pyobject(py)?.into_any(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into_pyobject(py)?.into_any(),
        DataType::Boolean => array.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any(),
        DataType::Date32 => day(py, array.as_primitive::<Date32Type>().value(row))?,
        DataType::List(_) => {
            let inner = array.as_list::<i32>().value(row);
            let list = PyList::empty(py);
            for row in 0..inner.len() {
                list.append(value(py, &inner, row)?)?;
            }
            list.into_any()
        }
        DataType::Struct(fields) => {
            let record = PyDict::new(py);
            for (field, column) in fields.iter().zip(array.as_struct().columns()) {
                record.set_item(field.name(), value(py, column, row)?)?;
            }
            record.into_any()
        }
        _ => py.None().into_bound(py),
    })
}

fn day(py: Python<'_>, days: i32) -> PyResult<Bound<'_, PyAny>> {
    let day = date(1970, 1, 1) + days.days();
    py.import("datetime")?.getattr("date")?.call1((day.year(), day.month(), day.day()))
}
