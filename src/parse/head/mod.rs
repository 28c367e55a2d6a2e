//! What a page says of itself: front matter, title line, dates, addresses.

pub mod address;
pub(in crate::parse) mod dates;
pub(in crate::parse) mod front_matter;
pub(in crate::parse) mod links;
pub(in crate::parse) mod path_dates;
pub(in crate::parse) mod stated;
pub(in crate::parse) mod title;
