//! When entities were spoken of, edition by edition.

use jiff::civil::Date;

use super::links::Index;
use crate::report::sparkline;
use portent_graph::index::NodeRow;

/// When entities were spoken of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// Date of the first article.
    pub first: Option<Date>,
    /// Date of the last article.
    pub last: Option<Date>,
    /// Days between them.
    pub span: Option<i64>,
    /// The most days between the dates of two articles in a row that speak of it.
    pub gap: Option<i64>,
    /// One character an edition; see [`sparkline`].
    pub line: String,
}

impl History {
    /// The history of entities (copies of an article once) over all dated editions.
    #[must_use]
    pub fn of(index: &Index, entities: &[NodeRow], editions: &[(Date, NodeRow)]) -> Self {
        let articles = index.articles(entities);
        let mut counts = vec![0u32; editions.len()];
        for edition in index.editions(&articles) {
            if let Some(at) = editions.iter().position(|&(_, row)| row == edition) {
                counts[at] += 1;
            }
        }
        let of_edition = |article| index.editions(&[article]).first().and_then(|&row| index.date(row));
        let date = |&article: &_| index.date(article).or_else(|| of_edition(article));
        let mut dates: Vec<Date> = articles.iter().filter_map(date).collect();
        dates.sort_unstable();
        let days = |from: Date, to: Date| i64::from((to - from).get_days());
        let (first, last) = (dates.first().copied(), dates.last().copied());
        Self {
            first,
            last,
            span: first.zip(last).map(|(first, last)| days(first, last)),
            gap: dates.windows(2).map(|pair| days(pair[0], pair[1])).max(),
            line: if counts.iter().all(|count| *count == 0) { String::new() } else { sparkline(&counts) },
        }
    }
}
