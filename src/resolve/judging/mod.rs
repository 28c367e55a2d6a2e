//! Pairs of names -> verdicts.

pub(crate) mod align;
pub(crate) mod broader;
pub(crate) mod features;
pub(crate) mod guard;
pub(crate) mod judge;
pub mod model;
pub(crate) mod precision;
pub(crate) mod verdicts;
