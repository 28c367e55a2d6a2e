//! Which names of any list are one thing.

use std::path::PathBuf;

use portent::{Corpus, Error, query, resolve as judged};
use portent_settings::Group;
use portent_settings::options::resolve_options;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::errors::raised;
use crate::options::configuration;
use crate::table::Table;
use crate::work;

/// Groups the names of a list that are one thing.
#[pyfunction]
#[pyo3(signature = (names, descriptions = None, *, config = None, **options))]
pub(crate) fn resolve(
    py: Python<'_>,
    names: &Bound<'_, PyAny>,
    descriptions: Option<&Bound<'_, PyAny>>,
    config: Option<PathBuf>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Table> {
    let settings = configuration(py, &[Group::Names], config, options)?.settings;
    let names = texts(names)?;
    let said = descriptions.map(texts).transpose()?.unwrap_or_else(|| vec![None; names.len()]);
    if said.len() != names.len() {
        let message = format!("{} names and {} descriptions", names.len(), said.len());
        return Err(PyValueError::new_err(message));
    }
    let threads = settings.threads;
    let table = work::run(py, None, threads, move |_| {
        let rows = names.iter().zip(&said);
        let corpus =
            Corpus::of_names(rows.map(|(name, said)| (name.as_deref().unwrap_or_default(), said.as_deref())));
        let resolution = judged::resolve(&corpus, &resolve_options(&settings, &corpus)?)?;
        Ok::<_, Error>(query::groups(&corpus, &resolution))
    })?;
    Table::of_answer(py, table.map_err(|error| raised(py, &error))?)
}

/// The texts of a list or column; what is no text (`None`, NaN) is missing.
fn texts(column: &Bound<'_, PyAny>) -> PyResult<Vec<Option<String>>> {
    let text = |value: PyResult<Bound<'_, PyAny>>| match value?.cast::<PyString>() {
        Ok(text) => Ok(Some(text.to_string())),
        Err(_) => Ok(None),
    };
    column.try_iter()?.map(text).collect()
}
