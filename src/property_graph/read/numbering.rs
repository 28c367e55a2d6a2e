//! Ids of nodes that mentions name, as rows.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::parse::Precision;
use crate::property_graph::{AbsentRow, NodeRef, NodeTable};
use crate::shared_text::Text;
use portent_graph::index::TiVec;

/// Ids as rows; what is no node of the file is numbered apart, in the order in which it is asked for first.
pub(super) struct Numbering<'a> {
    known: FxHashMap<Cow<'a, str>, NodeRef>,
    pub(super) absent: TiVec<AbsentRow, Text>,
}

impl<'a> Numbering<'a> {
    /// The rows of these nodes. O(nodes).
    pub(super) fn new(nodes: &'a NodeTable) -> Self {
        Self {
            known: nodes.iter().map(|(row, node)| (Cow::from(node.id.as_str()), NodeRef::Row(row))).collect(),
            absent: TiVec::new(),
        }
    }

    pub(super) fn of(&mut self, id: &str) -> NodeRef {
        if let Some(&known) = self.known.get(id) {
            return known;
        }
        let new = NodeRef::Absent(self.absent.push_and_get_key(id.into()));
        self.known.insert(id.to_owned().into(), new);
        new
    }
}

/// A word that this version does not know is the least exact.
pub(super) fn precision(word: &str) -> Precision {
    Precision::ALL.into_iter().find(|known| known.name() == word).unwrap_or(Precision::Year)
}
