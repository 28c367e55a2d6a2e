//! Text as every reader needs it: lines with numbers, inline markup taken off, characters nobody sees.

pub(in crate::parse) mod brackets;
pub(in crate::parse) mod clean;
pub(in crate::parse) mod inline;
pub(in crate::parse) mod line;
pub(in crate::parse) mod links;
pub(in crate::parse) mod normal;
pub(in crate::parse) mod notation;
pub(in crate::parse) mod tags;
