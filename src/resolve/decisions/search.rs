//! What the name columns of decisions point to.

use super::places::Places;
use super::{Decision, Reference};
use crate::parse::{Corpus, KindId, MentionId};
use crate::resolve::types::{Name, NameId};
use crate::suggest;
use portent_graph::index::TiSlice;

/// Where decisions look for what they name.
pub(super) struct Search<'a> {
    places: Places<'a>,
    names: &'a TiSlice<NameId, Name>,
    name_of: &'a TiSlice<MentionId, NameId>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        corpus: &'a Corpus,
        names: &'a TiSlice<NameId, Name>,
        name_of: &'a TiSlice<MentionId, NameId>,
    ) -> Self {
        Self { places: Places::new(corpus), names, name_of }
    }

    /// The name that a column points to. O(log names).
    pub(super) fn find(&self, reference: &Reference, kind: KindId) -> Option<NameId> {
        match reference {
            Reference::At { path, line, name } => {
                let mention = self.places.mention(path, *line, kind);
                mention.map(|id| self.name_of[id]).or_else(|| self.named(name, kind))
            }
            Reference::Name(name) => self.named(name, kind),
        }
    }

    fn named(&self, normal: &str, kind: KindId) -> Option<NameId> {
        let wanted = (kind, normal);
        let at = self.names.partition_point(|name| (name.kind, name.normal.as_str()) < wanted);
        let found = self.names.get(at).filter(|name| (name.kind, name.normal.as_str()) == wanted)?;
        debug_assert!(!found.mentions.is_empty());
        Some(at)
    }

    /// What a column that points to nothing may mean: places near a place, else names of the kind. O(text of all names).
    pub(super) fn nearest(&self, decision: &Decision, side: usize) -> Vec<String> {
        let (kind, written) = (decision.kinds[side], decision.written[side].as_str());
        let near = match &decision.names[side] {
            Reference::At { path, line, .. } => self.places.nearest(path, *line, kind),
            Reference::Name(_) => Vec::new(),
        };
        if !near.is_empty() {
            return near;
        }
        let names = self.names.iter().filter(|name| name.kind == kind).map(|name| name.label.as_str());
        suggest::nearest(written, names.map(|label| (label, label.to_owned())))
    }
}
