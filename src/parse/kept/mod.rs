//! Pages without their files: what a graph keeps of each page that it was built of, and how such pages are put together
//! with others as if all of them were read at once.
//!
//! Nodes and mentions of a graph say what became of a page. What others may still change is kept beside them as the page has
//! it: where its links point, what its dates and its edition look like, who signed it. Its text is not kept.

mod pages;
pub(in crate::parse) mod record;
mod restore;

pub use pages::KeptPages;
pub use record::{
    AloneRecord, AttributeRecord, DateRecord, EditionRecord, HeadingRecord, LinkRecord, PageRecord, Records,
    WordingRecord,
};
