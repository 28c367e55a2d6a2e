//! What an archive is written in and what became of it, in words: what `portent init` prints and what a poor graph is told.

mod counts;
mod languages;
mod proposals;

use portent::parse::section::Section;
use portent::parse::survey::SurveyedHeading;
use portent::parse::{Corpus, Schema};

use super::plural::{counted, number};

pub(crate) use counts::{Count, counts, in_one_line};
pub(crate) use languages::languages;
pub(crate) use proposals::{Line, Proposals};

/// What stands under a heading: `12 rows`, `80 bullets (75 links)`, `text`.
pub(crate) fn holds(heading: &SurveyedHeading) -> String {
    let found = heading.found;
    let rows = (found.rows > 0).then(|| counted(found.rows, "row", "rows"));
    let bullets = (found.bullets > 0).then(|| {
        let bullets = counted(found.bullets, "bullet", "bullets");
        let (leads, what) =
            if found.linked > found.bold { (found.linked, "with a link") } else { (found.bold, "bold") };
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

/// The forms that an archive holds, those alone that occur: `12 headings`, `80 table rows`.
pub(crate) fn forms(corpus: &Corpus) -> Vec<String> {
    let survey = &corpus.survey;
    let found = survey.found();
    let all = [
        (survey.with_keys, "article with front matter", "articles with front matter"),
        (survey.headings.len() as u64, "heading", "headings"),
        (found.rows, "table row", "table rows"),
        (found.bullets, "bullet", "bullets"),
        (survey.links.wiki, "wikilink", "wikilinks"),
        (survey.links.read - survey.links.wiki, "link to a page", "links to pages"),
    ];
    let occurs = all.into_iter().filter(|&(count, ..)| count > 0);
    occurs.map(|(count, one, several)| counted(count, one, several)).collect()
}
