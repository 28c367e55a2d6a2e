//! Decisions as lines of their file, in columns that lead back to the very names that were judged.

use super::reference;
use super::search::Search;
use crate::parse::{Corpus, KindId};
use crate::resolve::types::{NameId, Resolution};

/// The first line of a decisions file.
pub const HEADER: &str = "verdict\tkind\tname_a\tname_b\tnote";

/// Writes decisions on the names of one corpus.
///
/// ```
/// use portent::parse::{ReadOptions, read};
/// use portent::resolve::{ResolveOptions, decisions::Writer, resolve};
/// let corpus = read(&["fixtures/articles".into()], &ReadOptions::default())?;
/// let found = resolve(&corpus, &ResolveOptions::default())?;
/// let writer = Writer::new(&corpus, &found);
/// let (id, name) = found.names.iter_enumerated().next().unwrap();
/// assert_eq!(writer.column(id).unwrap(), name.label);
/// # Ok::<(), portent::Error>(())
/// ```
pub struct Writer<'a> {
    corpus: &'a Corpus,
    resolution: &'a Resolution,
    search: Search<'a>,
}

impl<'a> Writer<'a> {
    /// For the names of a resolution of this corpus.
    #[must_use]
    pub fn new(corpus: &'a Corpus, resolution: &'a Resolution) -> Self {
        let search = Search::new(corpus, &resolution.names, &resolution.name_of);
        Self { corpus, resolution, search }
    }

    /// The text of a name column that is read as this name and no other: its most usual writing, else the place of its
    /// only mention. `None` where neither leads back, as for mentions of which an earlier decision parted one from the
    /// others. O(log names).
    #[must_use]
    pub fn column(&self, id: NameId) -> Option<String> {
        let name = &self.resolution.names[id];
        let leads_back =
            |text: &String| !text.is_empty() && self.search.find(&reference(text), name.kind) == Some(id);
        let place = || match name.mentions.as_slice() {
            [only] => Some(cell(&self.corpus.place_of(&self.corpus.mentions[*only]))),
            _ => None,
        };
        let written = [plain(&name.label), cell(&name.label)];
        written.into_iter().find(leads_back).or_else(|| place().filter(leads_back))
    }

    /// One line, without its end: what is decided of two names, and a note. `None` where one of them has no column.
    #[must_use]
    pub fn line(&self, same: bool, [a, b]: [NameId; 2], note: &str) -> Option<String> {
        let names = [self.column(a)?, self.column(b)?];
        Some(line(same, &self.kinds([a, b]), &names, note))
    }

    /// The column of kinds: one kind, or two as `concern/issue`.
    #[must_use]
    pub fn kinds(&self, names: [NameId; 2]) -> String {
        let [a, b] = names.map(|id| self.resolution.names[id].kind);
        let name = |kind: KindId| self.corpus.kind_name(kind);
        if a == b { name(a).to_owned() } else { format!("{}/{}", name(a), name(b)) }
    }
}

fn line(same: bool, kinds: &str, [a, b]: &[String; 2], note: &str) -> String {
    let verdict = if same { "same" } else { "different" };
    [verdict, kinds, a, b, note].map(cell).join("\t")
}

/// A text as one cell: what parts cells and lines is a space.
fn cell(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ").trim().to_owned()
}

/// The same without characters that steer a terminal.
fn plain(text: &str) -> String {
    cell(text).replace(|letter: char| letter.is_control(), "")
}
