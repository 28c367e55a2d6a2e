//! Which word means what: headings of sections, headers of columns, keys of front matter.

pub mod section;
