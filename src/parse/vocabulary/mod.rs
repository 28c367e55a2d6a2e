//! Which word means what: headings of sections, headers of columns, keys of front matter.

pub(in crate::parse) mod folders;
mod guess;
pub(in crate::parse) mod keys;
pub mod section;
