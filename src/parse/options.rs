//! How the input is found and read.

use std::sync::Arc;

use crate::parse::calendar::{DateOrder, EditionStep};
use crate::parse::kept::KeptPages;
use crate::parse::vocabulary::section::Schema;

/// Which articles keep their running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProseWanted {
    /// None.
    Never,
    /// Those without a single mention: there is nothing else to go by.
    #[default]
    WhereNoMentions,
    /// All.
    Always,
}

/// How the input is found and read.
///
/// ```
/// use portent::parse::ReadOptions;
///
/// let options = ReadOptions::default().with_follow_links(true).with_max_file_size(1 << 20);
/// assert!(options.follow_links() && !options.include_ignored());
/// ```
#[derive(Debug, Clone)]
pub struct ReadOptions {
    schema: Schema,
    include_ignored: bool,
    follow_links: bool,
    max_file_size: u64,
    max_rows: u64,
    max_lines: u64,
    max_text: usize,
    max_name_length: usize,
    prose: ProseWanted,
    date_order: DateOrder,
    edition_step: EditionStep,
    kept: Arc<Vec<KeptPages>>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            schema: Schema::default(),
            include_ignored: false,
            follow_links: false,
            max_file_size: 16 << 20,
            max_rows: 100_000,
            max_lines: 1_000_000,
            max_text: 1_000_000,
            max_name_length: 1_000,
            prose: ProseWanted::default(),
            date_order: DateOrder::Auto,
            edition_step: EditionStep::Auto,
            kept: Arc::default(),
        }
    }
}

impl ReadOptions {
    /// Reads with these kinds, sections and columns; default [`Schema::default`].
    #[must_use]
    pub fn with_schema(self, schema: Schema) -> Self {
        Self { schema, ..self }
    }

    /// Reads hidden and ignored files too; default false.
    #[must_use]
    pub fn with_include_ignored(self, include_ignored: bool) -> Self {
        Self { include_ignored, ..self }
    }

    /// Follows symbolic links; default false.
    #[must_use]
    pub fn with_follow_links(self, follow_links: bool) -> Self {
        Self { follow_links, ..self }
    }

    /// Skips files of more bytes, with a diagnostic; default 16 MiB.
    #[must_use]
    pub fn with_max_file_size(self, bytes: u64) -> Self {
        Self { max_file_size: bytes, ..self }
    }

    /// Skips files of more rows, items, headings and links, with a diagnostic; default 100,000.
    #[must_use]
    pub fn with_max_rows(self, rows: u64) -> Self {
        Self { max_rows: rows, ..self }
    }

    /// Skips pages of more lines, with a diagnostic; default 1,000,000.
    #[must_use]
    pub fn with_max_lines(self, lines: u64) -> Self {
        Self { max_lines: lines, ..self }
    }

    /// Keeps so many bytes of the running text of a page, and of its summary, with a diagnostic; default 1,000,000.
    #[must_use]
    pub fn with_max_text(self, bytes: usize) -> Self {
        Self { max_text: bytes, ..self }
    }

    /// Cuts names of more characters, with a diagnostic; default 1,000.
    #[must_use]
    pub fn with_max_name_length(self, characters: usize) -> Self {
        Self { max_name_length: characters, ..self }
    }

    /// Keeps the running text of these articles; default [`ProseWanted::WhereNoMentions`].
    #[must_use]
    pub fn with_prose(self, prose: ProseWanted) -> Self {
        Self { prose, ..self }
    }

    /// The order of numbers in dates such as `03/04/2025`; default [`DateOrder::Auto`].
    #[must_use]
    pub fn with_date_order(self, date_order: DateOrder) -> Self {
        Self { date_order, ..self }
    }

    /// What makes editions of dates in an archive that names none; default [`EditionStep::Auto`].
    #[must_use]
    pub fn with_edition_step(self, edition_step: EditionStep) -> Self {
        Self { edition_step, ..self }
    }

    /// Puts the pages of these graphs together with those that are read; default none.
    #[must_use]
    pub fn with_kept(self, kept: Vec<KeptPages>) -> Self {
        Self { kept: Arc::new(kept), ..self }
    }

    /// Kinds, sections and columns.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Whether hidden and ignored files are read.
    #[must_use]
    pub fn include_ignored(&self) -> bool {
        self.include_ignored
    }

    /// Whether symbolic links are followed.
    #[must_use]
    pub fn follow_links(&self) -> bool {
        self.follow_links
    }

    /// The most bytes that a file may have.
    #[must_use]
    pub fn max_file_size(&self) -> u64 {
        self.max_file_size
    }

    /// The most rows, items, headings and links that a file may have.
    #[must_use]
    pub fn max_rows(&self) -> u64 {
        self.max_rows
    }

    /// The most lines that a page may have.
    #[must_use]
    pub fn max_lines(&self) -> u64 {
        self.max_lines
    }

    /// So many bytes are kept of the running text of a page, and of its summary.
    #[must_use]
    pub fn max_text(&self) -> usize {
        self.max_text
    }

    /// The most characters that a name may have.
    #[must_use]
    pub fn max_name_length(&self) -> usize {
        self.max_name_length
    }

    /// Which articles keep their running text.
    #[must_use]
    pub fn prose(&self) -> ProseWanted {
        self.prose
    }

    /// The order of numbers in dates where it matters.
    #[must_use]
    pub fn date_order(&self) -> DateOrder {
        self.date_order
    }

    /// What makes editions of dates.
    #[must_use]
    pub fn edition_step(&self) -> EditionStep {
        self.edition_step
    }

    /// Pages of graphs.
    #[must_use]
    pub fn kept(&self) -> &[KeptPages] {
        &self.kept
    }
}
