//! Rows of tables as copies and compilations compare them.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::parse::text::normal::{feed, normal};
use crate::parse::types::{ArticleId, Corpus, Mention, MentionId};
use crate::parse::vocabulary::section::KindId;
use portent_graph::index::TiVec;
use portent_graph::parallel;

/// Mentions that one task hashes.
const TASK: usize = 512;

/// A row of fewer words stands in many pages by chance ...
const LEAST_WORDS: usize = 4;
/// ... and a name without description, which many pages use, must be longer.
const LEAST_WORDS_OF_A_NAME: usize = 6;

/// A row without its further columns: what a page that quotes it repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RowForm {
    /// Equal for equal kinds, names and descriptions in normal form; 0 for mentions of kinds that have no tables.
    pub(super) hash: u64,
    /// Words of name and description.
    pub(super) words: usize,
    /// It says enough to be known again: a name with a description, or a name that is a sentence.
    pub(super) telling: bool,
}

/// The form of each mention. Linear in the length of names and descriptions, in parallel.
pub(super) fn row_forms(corpus: &Corpus) -> TiVec<MentionId, RowForm> {
    let form = |mention: &Mention| {
        if corpus.schema.is_table(mention.kind) { row_form(mention) } else { RowForm::default() }
    };
    parallel::map_of(&corpus.mentions.raw, TASK, form).into()
}

fn row_form(row: &Mention) -> RowForm {
    let mut hasher = FxHasher::default();
    hasher.write_u32(row.kind.get());
    let name = feed(&row.name, &mut hasher);
    hasher.write_u8(0);
    let description = feed(row.description.as_deref().unwrap_or_default(), &mut hasher);
    let words = name + description;
    let telling = words >= if description > 0 { LEAST_WORDS } else { LEAST_WORDS_OF_A_NAME };
    RowForm { hash: hasher.finish(), words, telling }
}

/// The rows of an article, with their numbers.
pub(super) fn rows(corpus: &Corpus, article: ArticleId) -> impl Iterator<Item = (MentionId, &Mention)> {
    let own = corpus.mentions_of(article);
    let ids = (own.start.get()..own.end.get()).map(MentionId::new);
    ids.map(|id| (id, &corpus.mentions[id])).filter(|(_, row)| corpus.schema.is_table(row.kind))
}

/// Kind, name and description of a row in normal form.
pub(super) type Written = (KindId, String, String);

/// A row but for its further columns.
pub(super) fn written(row: &Mention) -> Written {
    (row.kind, normal(&row.name), normal(row.description.as_deref().unwrap_or_default()))
}

/// All that a row says, its further columns included, in normal form.
pub(super) fn written_in_full(row: &Mention) -> (Written, Option<u64>, Vec<(String, String)>) {
    let mut further: Vec<(String, String)> =
        row.attributes.iter().map(|(column, text)| (normal(column), normal(text))).collect();
    further.sort_unstable();
    (written(row), row.relevancy.map(f64::to_bits), further)
}
