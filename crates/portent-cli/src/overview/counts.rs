//! What became of what was read, form by form: read = kept + reported.

use portent::parse::{Corpus, RowCounts};

use crate::plural::{counted, number};

/// A form and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Count {
    /// What was counted.
    pub(crate) form: &'static str,
    /// All of it.
    pub(crate) read: u64,
    /// What is in the graph.
    pub(crate) kept: u64,
    /// What a diagnostic speaks of instead.
    pub(crate) reported: u64,
}

impl Count {
    /// `table rows   12 read, 10 kept, 2 reported`.
    pub(crate) fn line(&self) -> String {
        let Self { form, read, kept, reported } = self;
        format!("{form:<12} {} read, {} kept, {} reported", number(*read), number(*kept), number(*reported))
    }
}

/// All forms in one line: `97,665 table rows, 288 bullets; 12 reported`.
pub(crate) fn in_one_line(rows: RowCounts, forms: &[Count]) -> String {
    let others = forms.iter().filter(|count| count.read > 0);
    let read: Vec<String> = std::iter::once(counted(rows.read, "table row", "table rows"))
        .chain(others.map(|count| format!("{} {}", number(count.read), count.form)))
        .collect();
    let reported = rows.reported + forms.iter().map(|count| count.reported).sum::<u64>();
    let kept = if reported == 0 { "all kept".to_owned() } else { format!("{} reported", number(reported)) };
    format!("{}; {kept}", read.join(", "))
}

/// The forms beside table rows that occur.
pub(crate) fn counts(corpus: &Corpus) -> Vec<Count> {
    let links = corpus.survey.links;
    let (bullets, keys) = (corpus.counts.bullets, corpus.keys);
    let all = [
        Count { form: "bullets", read: bullets.read, kept: bullets.kept, reported: bullets.reported },
        Count { form: "keys", read: keys.read, kept: keys.used + keys.kept, reported: keys.reported },
        Count { form: "page links", read: links.read, kept: links.kept, reported: links.reported },
    ];
    all.into_iter().filter(|count| count.read > 0).collect()
}
