//! Settings as keyword arguments: those of the command, with `_` for `-`.

use std::path::PathBuf;

use portent::suggest::nearest_word;
use portent_settings::{Configuration, Group, SETTINGS, Setting, read};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyString};

use crate::errors::raised;

/// The settings that hold for a call: what its arguments say over what the file `config` says; no other file and no
/// environment variable is asked, so that a call means the same everywhere.
pub(crate) fn configuration(
    py: Python<'_>,
    groups: &[Group],
    config: Option<PathBuf>,
    arguments: Option<&Bound<'_, PyDict>>,
) -> PyResult<Configuration> {
    let mut given = Vec::new();
    for (name, value) in arguments.into_iter().flatten() {
        let name: String = name.extract()?;
        if let Some(text) = text(&value)? {
            given.push((setting(&name, groups)?, text));
        }
    }
    let files = config.map(|path| {
        let text = std::fs::read_to_string(&path)
            .map_err(|source| portent::Error::Read { path: path.clone(), source })?;
        read(&path, &text)
    });
    let files = files.transpose().map_err(|error| raised(py, &error))?;
    Configuration::layered(&given, |_| None, files.into_iter().collect()).map_err(|error| raised(py, &error))
}

/// Settings that mean something to a module: it prints nothing, and problems of the input are a table of the graph.
fn is_of_the_module(setting: &Setting, groups: &[Group]) -> bool {
    (groups.contains(&setting.group) || setting.group == Group::Everywhere)
        && !["color", "strict"].contains(&setting.key)
}

fn setting(name: &str, groups: &[Group]) -> PyResult<&'static Setting> {
    let known = || SETTINGS.iter().filter(|setting| is_of_the_module(setting, groups));
    if let Some(setting) = known().find(|setting| setting.key.replace('-', "_") == name) {
        return Ok(setting);
    }
    let keys: Vec<String> = known().map(|setting| setting.key.replace('-', "_")).collect();
    let near = nearest_word(name, keys.iter().map(String::as_str));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    Err(PyTypeError::new_err(format!("unexpected keyword argument {name:?}{hint}")))
}

/// A value as the text that the configuration reads; `None` leaves the setting as it is.
fn text(value: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if value.is_none() {
        return Ok(None);
    }
    if let Ok(yes) = value.cast::<PyBool>() {
        return Ok(Some(yes.is_true().to_string()));
    }
    if let Ok(factors) = value.cast::<PyDict>() {
        let factors = factors.iter().map(|(key, value)| Ok(format!("{}={}", key.str()?, value.str()?)));
        return Ok(Some(factors.collect::<PyResult<Vec<_>>>()?.join(",")));
    }
    if value.cast::<PyString>().is_err()
        && let Ok(path) = value.extract::<PathBuf>()
    {
        return Ok(Some(path.display().to_string()));
    }
    Ok(Some(value.str()?.to_string()))
}

/// The settings that `build` takes: name, what its values look like, default and meaning.
#[pyfunction]
pub(crate) fn settings() -> Vec<(String, String, String, &'static str)> {
    let groups = [Group::Pages, Group::Names, Group::Graph, Group::Time];
    let of_build = SETTINGS.iter().filter(|setting| is_of_the_module(setting, &groups));
    let row = |setting: &Setting| {
        let shape = format!("{:?}", setting.shape);
        let shape = shape.split('(').next().unwrap_or_default().to_lowercase();
        (setting.key.replace('-', "_"), shape, (setting.default)(), setting.summary)
    };
    of_build.map(row).collect()
}
