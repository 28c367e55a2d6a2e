//! A table: rows of typed columns that any data frame takes.

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, RecordBatchIterator};
use portent::report::{self, Field, Shown, TextOptions};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

use crate::arrow::Batches;
use crate::errors::exception;
use crate::python;

/// Rows that a table shows of itself.
const SHOWN: usize = 20;

/// Characters of a line of a printed table: what notebooks have.
const WIDTH: usize = 120;

/// A table. `pandas.DataFrame`, `polars.DataFrame`, `pyarrow.table` and DuckDB take it as it is.
#[pyclass(frozen, module = "portent")]
pub(crate) struct Table {
    batches: Batches,
    /// The answer, where it is one: how people see it.
    answer: Option<report::Table>,
}

impl Table {
    /// An answer as a table.
    pub(crate) fn of_answer(py: Python<'_>, answer: report::Table) -> PyResult<Self> {
        let batches = Batches::of_answer(&answer).map_err(|error| no_arrow(py, &error))?;
        Ok(Self { batches, answer: Some(answer) })
    }

    /// A table of a graph.
    pub(crate) fn of_batches(batches: Batches) -> Self {
        Self { batches, answer: None }
    }
}

/// What Arrow refuses to hold.
pub(crate) fn no_arrow(py: Python<'_>, error: &dyn std::fmt::Display) -> PyErr {
    exception(py, "PortentError", &format!("no Arrow table: {error}"), None)
}

#[pymethods]
impl Table {
    /// The table as a stream of Arrow's PyCapsule interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets the producer give its own types.
        let _ = requested_schema;
        let Batches { schema, batches } = self.batches.clone();
        let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), schema);
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.batches.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// What must be said beside the figures: what was cut, sampled or left out.
    #[getter]
    fn remarks(&self) -> Vec<String> {
        self.answer.iter().flat_map(|answer| &answer.remarks).map(ToString::to_string).collect()
    }

    /// The columns that people look at; the others are for machines.
    #[getter]
    fn _shown(&self) -> Vec<String> {
        let of_answer = |answer: &report::Table| {
            let shown = answer.fields.iter().filter(|field| field.shown != Shown::Data);
            shown.map(|field| field.name.to_owned()).collect()
        };
        self.answer.as_ref().map_or_else(|| self.columns(), of_answer)
    }

    /// The table of these columns alone, in this order.
    #[pyo3(signature = (*columns))]
    fn select(&self, py: Python<'_>, columns: Vec<String>) -> PyResult<Self> {
        let places = columns
            .iter()
            .map(|name| self.batches.schema.index_of(name).map_err(|_| self.no_column(py, name)));
        let places = places.collect::<PyResult<Vec<usize>>>()?;
        let batches = self.batches.select(&places).map_err(|error| no_arrow(py, &error))?;
        let answer = self.answer.as_ref().map(|answer| report::Table {
            fields: places.iter().map(|&at| Field { shown: Shown::Always, ..answer.fields[at] }).collect(),
            rows: answer.rows.iter().map(|row| places.iter().map(|&at| row[at].clone()).collect()).collect(),
            layout: answer.layout,
            remarks: answer.remarks.clone(),
        });
        Ok(Self { batches, answer })
    }

    fn __len__(&self) -> usize {
        self.batches.rows()
    }

    /// The rows as dictionaries; what is missing is `None`.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        self.dicts(py, usize::MAX)
    }

    /// The values of one column.
    fn __getitem__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        let list = PyList::empty(py);
        for batch in &self.batches.batches {
            let Some(array) = batch.column_by_name(name) else { return Err(self.no_column(py, name)) };
            for row in 0..array.len() {
                list.append(python::value(py, array, row)?)?;
            }
        }
        if self.batches.batches.is_empty() && self.batches.schema.index_of(name).is_err() {
            return Err(self.no_column(py, name));
        }
        Ok(list)
    }

    fn __repr__(&self) -> PyResult<String> {
        let mut text = Vec::new();
        match &self.answer {
            Some(answer) => {
                report::write_text(answer, TextOptions::default().with_width(Some(WIDTH)), &mut text)?
            }
            None => {
                let names = self.columns().join(", ");
                text.extend(format!("{} rows of {names}", self.__len__()).bytes());
            }
        }
        let mut text = String::from_utf8_lossy(&text).trim_end().to_owned();
        for remark in self.remarks() {
            text += &format!("\n{remark}");
        }
        Ok(text)
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let rows = slf.get().dicts(py, SHOWN)?;
        let card = py.import("portent._cards")?.getattr("table")?;
        Ok(card.call1((slf, rows))?.unbind())
    }

    /// A pandas data frame.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("portent._frames")?.getattr("to_pandas")?.call1((slf,))
    }

    /// A polars data frame.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("portent._frames")?.getattr("to_polars")?.call1((slf,))
    }
}

impl Table {
    fn dicts<'py>(&self, py: Python<'py>, limit: usize) -> PyResult<Bound<'py, PyList>> {
        let names = self.columns();
        let list = PyList::empty(py);
        let rows =
            self.batches.batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
        for (batch, row) in rows.take(limit) {
            let record = PyDict::new(py);
            for (name, array) in names.iter().zip(batch.columns()) {
                record.set_item(name, python::value(py, array, row)?)?;
            }
            list.append(record)?;
        }
        Ok(list)
    }

    fn no_column(&self, py: Python<'_>, name: &str) -> PyErr {
        let names = self.columns();
        exception(
            py,
            "NoColumnError",
            &format!("no column {name:?}"),
            Some(&format!("there are {}", names.join(", "))),
        )
    }
}
