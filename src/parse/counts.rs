//! What became of what was read, form by form.

use serde::{Deserialize, Serialize};

/// What happened to table rows: `read == kept + reported`, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowCounts {
    /// Body rows of all tables.
    pub read: u64,
    /// Rows that became mentions.
    pub kept: u64,
    /// Rows that a diagnostic speaks of instead (joined to another row, without a name, of a table that names nothing).
    pub reported: u64,
    /// Those of the reported rows whose cells were joined to the row above.
    #[serde(default)]
    pub joined: u64,
}

impl RowCounts {
    /// Adds the counts of another article.
    pub fn add(&mut self, other: Self) {
        self.read = self.read.saturating_add(other.read);
        self.kept = self.kept.saturating_add(other.kept);
        self.reported = self.reported.saturating_add(other.reported);
        self.joined = self.joined.saturating_add(other.joined);
    }
}

/// What became of the keys of heads that have a value: `read == used + kept + reported`, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KeyCounts {
    /// Keys of front matter, `Key: value` lines and `key:: value` properties.
    pub read: u64,
    /// Keys that gave a title, a date, an address, mentions or another field.
    pub used: u64,
    /// Keys that are kept as attributes of their article.
    pub kept: u64,
    /// Keys that a diagnostic speaks of instead.
    pub reported: u64,
}

impl KeyCounts {
    /// Adds the counts of another article.
    pub fn add(&mut self, other: Self) {
        self.read = self.read.saturating_add(other.read);
        self.used = self.used.saturating_add(other.used);
        self.kept = self.kept.saturating_add(other.kept);
        self.reported = self.reported.saturating_add(other.reported);
    }
}

/// What happened to bullets and numbered items: `read == kept + reported`, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BulletCounts {
    /// All bullets and numbered items, those below others included.
    pub read: u64,
    /// Those that made a mention or a part of one, hold a link that is read, or said something of their article.
    pub kept: u64,
    /// Those that a diagnostic speaks of instead.
    pub reported: u64,
}

impl BulletCounts {
    /// Adds bullets that were kept.
    pub(in crate::parse) fn keep(&mut self, count: u64) {
        self.read += count;
        self.kept += count;
    }

    /// Adds bullets that were reported.
    pub(in crate::parse) fn report(&mut self, count: u64) {
        self.read += count;
        self.reported += count;
    }

    /// Counts bullets that were reported as kept.
    pub(in crate::parse) fn keep_reported(&mut self, count: u64) {
        let count = count.min(self.reported);
        self.reported -= count;
        self.kept += count;
    }

    /// Adds the counts of another part.
    pub fn add(&mut self, other: Self) {
        self.read = self.read.saturating_add(other.read);
        self.kept = self.kept.saturating_add(other.kept);
        self.reported = self.reported.saturating_add(other.reported);
    }
}

/// What stands under a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundForm {
    /// Paragraphs, or nothing.
    #[default]
    Text,
    /// Bullets or numbered items.
    List,
    /// A table.
    Table,
}

impl FoundForm {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::List => "list",
            Self::Table => "table",
        }
    }
}

/// A heading that is no section, over the whole archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownHeading {
    /// As first written, markup taken off.
    pub heading: String,
    /// How many articles have it.
    pub articles: u64,
    /// The richest form that stands under it.
    pub form: FoundForm,
    /// Rows of tables under it; those kept are mentions of the kind that a header says, or of the kind `item`.
    pub rows: RowCounts,
    /// Bullets under it; those kept are mentions of the kind `item`, or links.
    pub bullets: BulletCounts,
    /// The configuration says that it is left out.
    pub ignored: bool,
    /// The first article that has it.
    pub path: String,
    /// Line there, counted from 1.
    pub line: u32,
}

/// What became of what was read, beside rows of tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadCounts {
    /// Bullets and numbered items of all pages.
    pub bullets: BulletCounts,
    /// Headings that are no section, the most frequent ones first, then in the order of their first places.
    pub headings: Vec<UnknownHeading>,
}

/// A heading of one page that is no section, or whose section holds what is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingRead {
    /// Its text, markup taken off; empty for what stands before the first heading.
    pub heading: String,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
    /// The line as written.
    pub excerpt: String,
    /// The richest form that stands under it.
    pub form: FoundForm,
    /// Rows of tables under it.
    pub rows: RowCounts,
    /// Bullets under it.
    pub bullets: BulletCounts,
    /// The configuration says that it is left out.
    pub ignored: bool,
    /// Whether it is a section, of which some content is not read.
    pub known: bool,
}
