//! Which part of a graph is asked about or saved.

use jiff::civil::Date;
use portent::property_graph::filter::Filter;
use pyo3::prelude::*;

use crate::errors::exception;

/// Days as `2025-01-31` or as `datetime.date`.
pub(crate) fn day(py: Python<'_>, name: &str, value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Date>> {
    let Some(value) = value else { return Ok(None) };
    let text = value.str()?.to_string();
    // A datetime begins with its day.
    let day = text.split([' ', 'T']).next().unwrap_or_default();
    day.parse().map(Some).map_err(|_| {
        let message = format!("{name}: {text:?} is no day");
        exception(py, "OptionError", &message, Some("write it as 2025-01-31, or give a datetime.date"))
    })
}

/// One word or several.
#[derive(FromPyObject)]
pub(crate) enum Words {
    #[pyo3(transparent, annotation = "str")]
    One(String),
    #[pyo3(transparent, annotation = "list[str]")]
    Several(Vec<String>),
}

/// All words; none where nothing is given.
pub(crate) fn listed(words: Option<Words>) -> Vec<String> {
    match words {
        None => Vec::new(),
        Some(Words::One(word)) => vec![word],
        Some(Words::Several(words)) => words,
    }
}

/// What a part keeps; see `Graph.part`.
pub(crate) struct Wanted<'a, 'py> {
    pub(crate) kinds: Option<Words>,
    pub(crate) categories: Option<Words>,
    pub(crate) since: Option<&'a Bound<'py, PyAny>>,
    pub(crate) until: Option<&'a Bound<'py, PyAny>>,
    pub(crate) cluster: Option<String>,
    pub(crate) around: Option<String>,
    pub(crate) hops: u32,
    pub(crate) min_articles: Option<u64>,
    pub(crate) top: Option<usize>,
}

impl Wanted<'_, '_> {
    /// The filter of the library.
    pub(crate) fn filter(self, py: Python<'_>) -> PyResult<Filter> {
        Ok(Filter::default()
            .with_kinds(listed(self.kinds))
            .with_categories(listed(self.categories))
            .with_since(day(py, "since", self.since)?)
            .with_until(day(py, "until", self.until)?)
            .with_cluster(self.cluster)
            .with_around(self.around)
            .with_hops(self.hops)
            .with_min_articles(self.min_articles)
            .with_top(self.top))
    }
}
