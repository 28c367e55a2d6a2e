//! One file a section.

mod bridges;
mod clusters;
mod connected;
mod holdings;
mod rankings;
mod recurring;
mod subjects;
mod time;
mod unsure;
mod weak;

use super::facts::Facts;
use super::types::Section;
use crate::error::Error;
pub(super) use clusters::clusters;
use rankings::Rankings;

/// Makes a section, where it has something to say.
type Make = fn(&Facts<'_>, &Rankings) -> Result<Option<Section>, Error>;

/// All sections, in the order in which they are read.
static SECTIONS: &[Make] = &[
    holdings::section,
    time::section,
    subjects::section,
    connected::section,
    recurring::section,
    weak::section,
    clusters::section,
    bridges::section,
    unsure::section,
];

/// The sections that have something to say.
///
/// # Errors
/// As [`crate::query::top`], [`crate::query::recurring`] and [`crate::query::trends`].
pub(super) fn sections(facts: &Facts<'_>) -> Result<Vec<Section>, Error> {
    let rankings = Rankings::new(facts)?;
    let mut told = Vec::new();
    for section in SECTIONS {
        told.extend(section(facts, &rankings)?);
    }
    Ok(told)
}
