//! Mentions: where each entity is spoken of, as rows of the graph.

use std::ops::{Deref, DerefMut};

use jiff::civil::Date;

use crate::parse::{KindId, Precision};
use crate::property_graph::RowAttributes;
use crate::shared_text::Text;
use portent_graph::index::{NodeRow, TiSlice, TiVec};
use portent_graph::index_type;

index_type! {
    /// A node that mentions speak of and the graph does not hold.
    pub struct AbsentRow;
}

/// A node that a mention speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeRef {
    /// A node of the graph.
    Row(NodeRow),
    /// One that the graph does not hold: an article in the view `concepts`, or what a filter left out.
    Absent(AbsentRow),
}

impl NodeRef {
    /// The row, where the graph holds the node.
    #[must_use]
    pub fn row(self) -> Option<NodeRow> {
        match self {
            Self::Row(row) => Some(row),
            Self::Absent(_) => None,
        }
    }
}

impl From<NodeRow> for NodeRef {
    fn from(row: NodeRow) -> Self {
        Self::Row(row)
    }
}

/// One row of a table or bullet of a list that names an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct MentionRecord {
    /// The article.
    pub article: NodeRef,
    /// The article that this one is a copy of.
    pub copy_of: Option<NodeRef>,
    /// The article whose row this one repeats, and where it counts: this article is a compilation.
    pub repeats: Option<NodeRef>,
    /// Path of the file.
    pub path: Text,
    /// Line, counted from 1.
    pub line: u32,
    /// Kind.
    pub kind: KindId,
    /// The name as written.
    pub name: Text,
    /// The description.
    pub description: Option<Text>,
    /// Relevancy, where given.
    pub relevancy: Option<f64>,
    /// Further columns of the row.
    pub attributes: RowAttributes,
    /// The entity.
    pub entity: NodeRef,
    /// How sure it is that the name means what the label of its entity means, 0 to 1; 1 for the label itself.
    pub certainty: f64,
    /// Date of the article, unless it lies far beyond the bulk.
    pub date: Option<Date>,
    /// How exactly it is known.
    pub precision: Precision,
    /// Category of the article.
    pub category: Option<Text>,
}

/// Mentions in the order of article and line, with the ids of the nodes that the graph does not hold.
///
/// Those ids stand in the order in which mentions name them first, so that equal mentions are equal tables.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MentionTable {
    records: Vec<MentionRecord>,
    absent: TiVec<AbsentRow, Text>,
}

impl MentionTable {
    /// A table of these mentions; `absent` are the ids that their [`NodeRef::Absent`] number.
    #[must_use]
    pub fn new(records: Vec<MentionRecord>, absent: TiVec<AbsentRow, Text>) -> Self {
        Self { records, absent }
    }

    /// Adds a mention of nodes that the graph holds.
    pub fn push(&mut self, record: MentionRecord) {
        self.records.push(record);
    }

    /// The id of a node that the graph does not hold.
    #[must_use]
    pub fn absent_id(&self, row: AbsentRow) -> &str {
        self.absent.get(row).map_or("", Text::as_str)
    }

    /// The ids of nodes that the graph does not hold, in the order in which mentions name them first.
    pub(crate) fn absent_ids(&self) -> &TiSlice<AbsentRow, Text> {
        &self.absent
    }

    /// The mentions that pass `test`, their nodes renumbered: `moved` tells the new row of each node that is kept.
    /// `id` gives the id of one that is not. O(mentions + nodes).
    pub(super) fn select<'a>(
        &'a self,
        test: impl Fn(&MentionRecord) -> bool,
        moved: &TiVec<NodeRow, Option<NodeRow>>,
        id: impl Fn(NodeRef) -> &'a str,
    ) -> Self {
        let mut renumbered = Renumbered::new(moved, self.absent.len());
        let kept = self.records.iter().filter(|record| test(record)).map(|record| MentionRecord {
            article: renumbered.of(record.article, &id),
            copy_of: record.copy_of.map(|copied| renumbered.of(copied, &id)),
            repeats: record.repeats.map(|repeated| renumbered.of(repeated, &id)),
            entity: renumbered.of(record.entity, &id),
            ..record.clone()
        });
        let records = kept.collect();
        Self { records, absent: renumbered.absent }
    }
}

/// The nodes of mentions under the numbers of a smaller graph.
struct Renumbered {
    rows: TiVec<NodeRow, Option<NodeRef>>,
    absent_before: TiVec<AbsentRow, Option<NodeRef>>,
    absent: TiVec<AbsentRow, Text>,
}

impl Renumbered {
    fn new(moved: &TiVec<NodeRow, Option<NodeRow>>, absent: usize) -> Self {
        Self {
            rows: moved.iter().map(|row| row.map(NodeRef::Row)).collect(),
            absent_before: vec![None; absent].into(),
            absent: TiVec::new(),
        }
    }

    fn of<'a>(&mut self, node: NodeRef, id: impl Fn(NodeRef) -> &'a str) -> NodeRef {
        let known = match node {
            NodeRef::Row(row) => &mut self.rows[row],
            NodeRef::Absent(row) => &mut self.absent_before[row],
        };
        *known.get_or_insert_with(|| NodeRef::Absent(self.absent.push_and_get_key(id(node).into())))
    }
}

impl Deref for MentionTable {
    type Target = [MentionRecord];

    fn deref(&self) -> &[MentionRecord] {
        &self.records
    }
}

impl DerefMut for MentionTable {
    fn deref_mut(&mut self) -> &mut [MentionRecord] {
        &mut self.records
    }
}

impl FromIterator<MentionRecord> for MentionTable {
    fn from_iter<I: IntoIterator<Item = MentionRecord>>(records: I) -> Self {
        Self::new(records.into_iter().collect(), TiVec::new())
    }
}

impl<'a> IntoIterator for &'a MentionTable {
    type Item = &'a MentionRecord;
    type IntoIter = std::slice::Iter<'a, MentionRecord>;

    fn into_iter(self) -> Self::IntoIter {
        self.records.iter()
    }
}
