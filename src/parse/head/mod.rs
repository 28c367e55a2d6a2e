//! What a page says of itself: front matter, fields, properties, title line, dates, addresses.

pub mod address;
pub(in crate::parse) mod authors;
pub(in crate::parse) mod dates;
pub(in crate::parse) mod entry;
pub(in crate::parse) mod fields;
pub(in crate::parse) mod front;
pub(in crate::parse) mod links;
pub(in crate::parse) mod own_address;
pub(in crate::parse) mod path_dates;
pub(in crate::parse) mod pointers;
pub(in crate::parse) mod properties;
pub(in crate::parse) mod said;
pub(in crate::parse) mod stated;
pub(in crate::parse) mod title;
pub(in crate::parse) mod values;
