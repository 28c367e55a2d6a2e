//! When entities were spoken of, edition by edition.

use jiff::civil::Date;

use super::links::Index;
use crate::report::sparkline;
use portent_graph::index::NodeRow;

/// When entities were spoken of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// First dated edition.
    pub first: Option<Date>,
    /// Last dated edition.
    pub last: Option<Date>,
    /// Days between them.
    pub span: Option<i64>,
    /// The most days between two dated editions in a row that speak of it.
    pub gap: Option<i64>,
    /// One character an edition; see [`sparkline`].
    pub line: String,
}

impl History {
    /// The history of entities (copies of an article once) over all dated editions.
    #[must_use]
    pub fn of(index: &Index, entities: &[NodeRow], editions: &[(Date, NodeRow)]) -> Self {
        let mut counts = vec![0u32; editions.len()];
        for edition in index.editions(&index.articles(entities)) {
            if let Some(at) = editions.iter().position(|&(_, row)| row == edition) {
                counts[at] += 1;
            }
        }
        let dates: Vec<Date> = editions
            .iter()
            .zip(&counts)
            .filter(|(_, count)| **count > 0)
            .map(|(edition, _)| edition.0)
            .collect();
        let days = |from: Date, to: Date| i64::from((to - from).get_days());
        let (first, last) = (dates.first().copied(), dates.last().copied());
        Self {
            first,
            last,
            span: first.zip(last).map(|(first, last)| days(first, last)),
            gap: dates.windows(2).map(|pair| days(pair[0], pair[1])).max(),
            line: if dates.is_empty() { String::new() } else { sparkline(&counts) },
        }
    }
}
