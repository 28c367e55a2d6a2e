//! Which word means what: headings of sections, headers of columns, keys of heads, names of months.

pub(in crate::parse) mod columns;
pub(in crate::parse) mod date_keys;
pub(in crate::parse) mod folders;
mod guess;
mod headings;
pub(in crate::parse) mod keys;
mod modifiers;
pub(in crate::parse) mod months;
pub mod section;
pub(in crate::parse) mod words;
