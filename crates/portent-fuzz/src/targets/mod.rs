//! All targets, one file each.

mod archive;
mod arguments;
mod configuration;
mod decisions;
mod front_matter;
mod graph_json;
mod page;
mod pairs;
mod parquet;
mod stored_build;
mod table;
mod weights;
mod workbook;

use crate::target::Target;

/// All targets; their shares are hundredths.
pub static TARGETS: &[Target] = &[
    page::TARGET,
    front_matter::TARGET,
    table::TARGET,
    workbook::TARGET,
    parquet::TARGET,
    graph_json::TARGET,
    stored_build::TARGET,
    archive::TARGET,
    weights::TARGET,
    decisions::TARGET,
    pairs::TARGET,
    configuration::TARGET,
    arguments::TARGET,
];

/// The target of that name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
