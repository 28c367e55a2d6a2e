//! Pairs of names -> verdicts.

pub(crate) mod align;
pub(crate) mod broader;
mod chinese_order;
pub(crate) mod evidence;
pub(crate) mod features;
pub(crate) mod forest;
pub(crate) mod guard;
pub(crate) mod judge;
pub mod model;
pub(crate) mod precision;
pub(crate) mod reader;
pub(crate) mod remembered;
mod roles;
mod same_words;
pub(crate) mod sides;
pub(crate) mod signs;
mod spelling;
pub(crate) mod verdicts;
mod word_order;
