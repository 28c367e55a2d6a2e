//! What an archive is written in: its headings, columns and keys, each with its count, whether they are understood or not.

use crate::parse::vocabulary::keys::KeyMeaning;
use crate::parse::vocabulary::section::Section;

/// What an archive is written in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// Headings that are no title, most frequent first, then in the order of their first places.
    pub headings: Vec<SurveyedHeading>,
    /// What stands above the first heading of pages.
    pub above: Found,
    /// Headers of tables, most frequent first, then by name.
    pub columns: Vec<SurveyedColumn>,
    /// Keys of heads, most frequent first, then by name.
    pub keys: Vec<SurveyedKey>,
    /// Articles whose head has keys.
    pub with_keys: u64,
    /// Links that mean a page of the archive.
    pub links: LinkCounts,
}

/// What happened to links that mean a page of the archive: `read == kept + reported`, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LinkCounts {
    /// Wikilinks, and links to files with the ending of a page.
    pub read: u64,
    /// Those of them that are wikilinks.
    pub wiki: u64,
    /// Those that lead to an article.
    pub kept: u64,
    /// Those that a diagnostic speaks of instead.
    pub reported: u64,
}

impl Survey {
    /// What stands under all headings.
    #[must_use]
    pub fn found(&self) -> Found {
        let mut all = self.above;
        self.headings.iter().for_each(|heading| all.add(heading.found));
        all
    }
}

/// What stands under headings: lines by their form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// Rows of tables, headers apart.
    pub rows: u64,
    /// Bullets and numbered items.
    pub bullets: u64,
    /// Those of the bullets that begin with a link.
    pub linked: u64,
    /// Those of the bullets that begin with bold text.
    pub bold: u64,
    /// Mentions that were made of them.
    pub mentions: u64,
}

impl Found {
    /// Adds what stands under another heading.
    pub(in crate::parse) fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.bullets += other.bullets;
        self.linked += other.linked;
        self.bold += other.bold;
        self.mentions += other.mentions;
    }

    /// Whether a table or a list stands there.
    #[must_use]
    pub fn has_items(self) -> bool {
        self.rows + self.bullets > 0
    }
}

/// A heading over the whole archive. Spellings that [`Schema::section`](crate::parse::Schema::section) takes for one are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyedHeading {
    /// As first written, markup taken off.
    pub heading: String,
    /// Articles that have it.
    pub articles: u64,
    /// What its sections are read as.
    pub section: Option<Section>,
    /// What stands under it.
    pub found: Found,
    /// The first article that has it.
    pub path: String,
    /// Line there, counted from 1.
    pub line: u32,
}

/// A header of tables over the whole archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyedColumn {
    /// As first written, markup taken off.
    pub header: String,
    /// Tables that have it.
    pub tables: u64,
    /// Those of the tables in which it is the first column.
    pub first: u64,
}

/// A key of heads over the whole archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyedKey {
    /// As first written; keys within a map stand behind those around it, with dots between.
    pub key: String,
    /// Articles that have it.
    pub articles: u64,
    /// What it means.
    pub meaning: KeyMeaning,
    /// The first value.
    pub example: String,
}

/// What one page is written in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageSurvey {
    /// What stands above the first heading.
    pub(in crate::parse) above: Found,
    /// Headings that are no title, in order.
    pub(in crate::parse) headings: Vec<PageHeading>,
    /// The header of each table as written, in order.
    pub(in crate::parse) tables: Vec<String>,
    /// Keys that have a value, with their meanings and first values.
    pub(in crate::parse) keys: Vec<(String, KeyMeaning, String)>,
}

impl PageSurvey {
    /// How many things it holds.
    pub(in crate::parse) fn len(&self) -> usize {
        self.headings.len() + self.tables.len() + self.keys.len()
    }
}

/// A heading of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct PageHeading {
    pub(in crate::parse) heading: String,
    pub(in crate::parse) line: u32,
    pub(in crate::parse) section: Option<Section>,
    pub(in crate::parse) found: Found,
}
