//! Fills the columns of nodes, one by one, as the registry of measures says.

use super::fill::{from_stages::Stages, over_time::Trends};
use super::measures::{Fill, NodeColumn};
use crate::columns::{Column, Values};

/// The columns that follow from the results of the stages. O(nodes + mentions).
pub(super) fn from_stages(stages: &Stages<'_>) -> Vec<Column> {
    filled(|fill| match fill {
        Fill::Stages(values) => Some(values(stages)),
        Fill::Trends(_) => None,
    })
}

/// The columns that follow from the mentions in time. O(nodes).
pub(super) fn over_time(trends: &Trends<'_>) -> Vec<Column> {
    filled(|fill| match fill {
        Fill::Stages(_) => None,
        Fill::Trends(values) => Some(values(trends)),
    })
}

/// The columns that have a value, in the order of the registry.
fn filled(values: impl Fn(Fill) -> Option<Values>) -> Vec<Column> {
    let columns = NodeColumn::ALL.iter().filter_map(|&column| {
        let values = values(column.measure().fill)?;
        has_value(&values).then(|| Column::new(column.name(), values))
    });
    columns.collect()
}

fn has_value(values: &Values) -> bool {
    match values {
        Values::Text(v) => v.iter().any(Option::is_some),
        Values::List(v) => v.iter().any(|list| !list.is_empty()),
        Values::Integer(v) => v.iter().any(Option::is_some),
        Values::Real(v) => v.iter().any(Option::is_some),
        Values::Boolean(v) => v.iter().any(Option::is_some),
        Values::Date(v) => v.iter().any(Option::is_some),
    }
}
