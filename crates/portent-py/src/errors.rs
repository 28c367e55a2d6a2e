//! What Rust refuses, as exceptions: the classes stand in `portent/_errors.py`.

use portent::Error;
use pyo3::prelude::*;

/// The exception of an error of the library.
pub(crate) fn raised(py: Python<'_>, error: &Error) -> PyErr {
    let (class, message) = match error {
        Error::Read { .. } | Error::Write { .. } | Error::NoArticles { .. } => {
            ("FileError", error.to_string())
        }
        Error::UnknownName { .. } => ("UnknownNameError", error.to_string()),
        Error::InvalidOption { field, reason } => ("OptionError", format!("{}: {reason}", argument(field))),
        _ => ("PortentError", error.to_string()),
    };
    exception(py, class, &message, error.hint().as_deref())
}

/// An exception of one of our classes.
pub(crate) fn exception(py: Python<'_>, class: &str, message: &str, hint: Option<&str>) -> PyErr {
    let made = py
        .import("portent._errors")
        .and_then(|errors| errors.getattr(class))
        .and_then(|class| class.call1((message, hint)));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// An option of the library as the argument that sets it: `TopOptions::by` is `by`, `max-file-size` is `max_file_size`.
fn argument(field: &str) -> String {
    match field.rsplit("::").next().unwrap_or(field) {
        "kinds" => "kind".into(),
        "categories" => "category".into(),
        name if name.contains(' ') => name.into(),
        name => name.replace('-', "_"),
    }
}
