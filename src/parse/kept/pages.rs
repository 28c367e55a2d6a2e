//! The pages of a graph among others: under paths and kinds of their own.

use std::path::PathBuf;

use crate::diagnostic::{Code, CodeName, Diagnostic};
use crate::error::Error;
use crate::parse::counts::{BulletCounts, KeyCounts, RowCounts};
use crate::parse::kept::record::HeadingRecord;
use crate::parse::parsed::ParsedArticle;
use crate::parse::vocabulary::section::{KindId, KindSpec, Schema, same_kind_as_items};
use portent_graph::index::TiVec;

/// Findings that rest on all pages: they are found anew where pages are put together.
static OF_ALL_PAGES: &[Code] = &[
    Code::DateAmbiguous,
    Code::DateOutlier,
    Code::UnknownClosest,
    Code::UnknownLink,
    Code::UnknownSection,
    Code::Copy,
    Code::Compilation,
];

/// The pages of one graph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct KeptPages {
    /// The file of the graph. Among other inputs its pages lie in a folder of this name without its ending: those of
    /// `old/2024.json` in `old/2024`.
    pub file: PathBuf,
    /// The kinds of its mentions.
    pub kinds: TiVec<KindId, KindSpec>,
    /// The pages, sorted by path, as [`PageRecord::page`](crate::parse::PageRecord::page) makes them.
    pub articles: Vec<ParsedArticle>,
    /// Headings over all of them.
    pub headings: Vec<HeadingRecord>,
    /// What happened to table rows.
    pub rows: RowCounts,
    /// What happened to bullets and numbered items.
    pub bullets: BulletCounts,
    /// What happened to keys of heads.
    pub keys: KeyCounts,
    /// Findings.
    pub diagnostics: Vec<Diagnostic>,
}

impl KeptPages {
    /// The same pages below `folder` (empty for none), their mentions under the kinds of `schema`, which gets the kinds that
    /// it lacks, in their order. O(mentions + diagnostics + kinds²).
    ///
    /// # Errors
    /// As [`Schema::add_kind`].
    pub(in crate::parse) fn placed(&self, folder: &str, schema: &mut Schema) -> Result<Self, Error> {
        let placed =
            |path: &str| if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
        let mut pages = self.clone();
        let kinds = self.known(schema)?;
        for article in &mut pages.articles {
            article.path = placed(&article.path);
            article.copy_of = article.copy_of.as_deref().map(placed);
            for mention in &mut article.mentions {
                mention.kind = kinds.get(mention.kind).copied().flatten().unwrap_or(KindId::ITEM);
            }
        }
        let found_anew = |code: &CodeName| OF_ALL_PAGES.iter().any(|known| code == known);
        pages.diagnostics.retain(|diagnostic| !found_anew(&diagnostic.code));
        pages.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.path = placed(&diagnostic.path));
        Ok(pages)
    }

    /// The kind in `schema` of each kind that a mention has.
    fn known(&self, schema: &mut Schema) -> Result<TiVec<KindId, Option<KindId>>, Error> {
        let mut used: TiVec<KindId, bool> = vec![false; self.kinds.len()].into();
        for mention in self.articles.iter().flat_map(|article| &article.mentions) {
            if let Some(used) = used.get_mut(mention.kind) {
                *used = true;
            }
        }
        let mut known: TiVec<KindId, Option<KindId>> = vec![None; self.kinds.len()].into();
        for (id, spec) in self.kinds.iter_enumerated().filter(|(id, _)| used[*id]) {
            // The kind of what is of no kind gets its number where all pages are known.
            let kind = if same_kind_as_items(&spec.name) {
                KindId::ITEM
            } else {
                schema.find(&spec.name).map_or_else(|| schema.add_kind(spec.clone()), Ok)?
            };
            known[id] = Some(kind);
        }
        Ok(known)
    }
}
