//! Which word means what: headings of sections, headers of columns, keys of front matter, names of months.

pub(in crate::parse) mod date_keys;
pub(in crate::parse) mod months;
pub mod section;
