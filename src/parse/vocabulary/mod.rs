//! Which heading, column and key means what.

pub(in crate::parse) mod columns;
mod headings;
pub(in crate::parse) mod keys;
mod modifiers;
pub mod section;
pub(in crate::parse) mod words;
