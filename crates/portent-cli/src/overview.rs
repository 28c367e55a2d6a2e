//! What an archive is written in and what became of it, in words: what `portent init` prints and what a poor graph is told.

mod proposals;

use portent::parse::section::Section;
use portent::parse::survey::SurveyedHeading;
use portent::parse::{Corpus, Schema};

use super::plural::{counted, number};

pub(crate) use proposals::{Line, Proposals};

/// What stands under a heading: `12 rows`, `80 bullets (75 links)`, `text`.
pub(crate) fn holds(heading: &SurveyedHeading) -> String {
    let found = heading.found;
    let rows = (found.rows > 0).then(|| counted(found.rows, "row", "rows"));
    let bullets = (found.bullets > 0).then(|| {
        let bullets = counted(found.bullets, "bullet", "bullets");
        let (leads, what) =
            if found.linked > found.bold { (found.linked, "links") } else { (found.bold, "bold") };
        if leads * 2 > found.bullets { format!("{bullets} ({} {what})", number(leads)) } else { bullets }
    });
    let parts: Vec<String> = rows.into_iter().chain(bullets).collect();
    if parts.is_empty() { "text".into() } else { parts.join(", ") }
}

/// What a section is read as, in the word that the configuration knows.
pub(crate) fn word(schema: &Schema, section: Section) -> &str {
    match section {
        Section::Mentions(kind) => &schema.kind(kind).name,
        other => Section::WORDS.iter().find(|(_, known)| *known == other).map_or("", |(word, _)| word),
    }
}

/// Headings that no table knows: those with a table or a list under them first, most frequent first.
pub(crate) fn unknown_headings(corpus: &Corpus) -> Vec<&SurveyedHeading> {
    let mut unknown: Vec<&SurveyedHeading> =
        corpus.survey.headings.iter().filter(|heading| heading.section.is_none()).collect();
    unknown.sort_by_key(|heading| !heading.found.has_items());
    unknown
}

/// So many of a whole, in percent.
pub(crate) fn percent(part: u64, whole: u64) -> String {
    format!("{:.0} %", 100.0 * part as f64 / (whole as f64).max(1.0))
}
