//! What a graph keeps of a page beside its node and its mentions.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::parse::counts::FoundForm;
use crate::parse::written::{DateSource, LinkForm};

/// What a graph keeps of pages and of headings over all pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Records {
    /// One a page, in the order of articles.
    pub pages: Vec<PageRecord>,
    /// Headings under which something makes no mentions or may make none, in the order of their first places.
    pub headings: Vec<HeadingRecord>,
}

/// What is kept of one page. Places are line and column, counted from 1.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PageRecord {
    /// The edition that the page names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<EditionRecord>,
    /// The date that the page states of itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<DateRecord>,
    /// What else the page says of itself, in its order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeRecord>,
    /// Other names by which links may call the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Links of the section Closest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closest: Vec<LinkRecord>,
    /// Links elsewhere, but for web addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LinkRecord>,
    /// Web addresses that it links to, each once: nothing is ever said of their places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// Keys and values of its head that lead to other pages, if those of other pages do, with their places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pointers: Vec<(String, String, u32, u32)>,
    /// Who signed the page, with the line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<(u32, String)>,
    /// Keywords of the page that it has by what the other pages say: notes that nobody wrote, folders that are topics; with
    /// the line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<(u32, String)>,
    /// Items that stand alone under a heading, which are mentions if other pages have lists under it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alone: Vec<AloneRecord>,
    /// Path of the article that it is a copy of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// Its text beyond the rows of tables.
    #[serde(skip_serializing_if = "WordingRecord::is_empty")]
    pub wording: WordingRecord,
}

/// An edition as a page names it; what date it is follows from its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionRecord {
    /// As written.
    pub label: String,
    /// Its link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Where it is named.
    pub at: (u32, u32),
}

/// A date as a page states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRecord {
    /// As written.
    pub label: String,
    /// Where it stands.
    pub source: DateSource,
    /// Line and column.
    pub at: (u32, u32),
    /// Its first day, and how exactly it is known, where the label alone does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<(Date, String)>,
    /// Other pages must tell what it means, although the label alone could be read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub open: bool,
}

/// Name and value of what a page says of itself; the name alone where a column of its node has the same value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AttributeRecord {
    /// The value is that of the column.
    OfColumn(String),
    /// The value is this.
    Written(String, String),
}

/// A link: its form, where it points to, line and column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRecord(pub LinkForm, pub String, pub u32, pub u32);

/// An item that stands alone under a heading that is no section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AloneRecord {
    /// Its line, and that of its heading.
    pub at: (u32, u32),
    /// How many bullets it is, with those below it.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub bullets: u64,
    /// Its name; empty where it is among the mentions.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What describes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Relevancy, where given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevancy: Option<f64>,
    /// Further columns, each with its value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
}

fn one() -> u64 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_one(count: &u64) -> bool {
    *count == 1
}

/// How long a text is, and a hash that is equal for equal texts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WordingRecord(
    /// Words.
    pub u64,
    /// The hash in hexadecimal digits: readers of JSON round numbers of more than 53 bits.
    pub String,
);

/// A heading over all pages: one that is no section, or whose section holds what is not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingRecord {
    /// As first written; empty for what stands before the first heading.
    pub heading: String,
    /// The first page that has it, by its number among the pages from 0; line and column there.
    pub at: (u32, u32, u32),
    /// Further pages that have it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more: u64,
    /// The richest form that stands under it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub form: FoundForm,
    /// Rows of tables under it: read, kept, reported, joined.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rows: [u64; 4],
    /// Bullets under it: read, kept, reported.
    #[serde(default, skip_serializing_if = "is_default")]
    pub bullets: [u64; 3],
    /// The configuration says that it is left out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ignored: bool,
    /// Whether it is a section.
    #[serde(default, skip_serializing_if = "is_default")]
    pub known: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
