//! What a folder holds, in lines for people.

use portent::parse::ties::Ties;
use portent::parse::{Corpus, Schema};

use crate::overview::{forms, holds, languages, percent, word};
use crate::plural::{counted, number};
use crate::poor::{self, aligned, cut};

/// So many headings, columns and keys that are understood are printed.
const MOST: usize = 12;

/// All of it, one line each.
pub(super) fn look(corpus: &Corpus) -> Vec<String> {
    let schema = &corpus.schema;
    let sections = [
        articles(corpus),
        known(corpus, schema),
        poor::headings(corpus, schema),
        columns(corpus),
        keys(corpus),
    ];
    let mut lines = Vec::new();
    for section in sections.into_iter().filter(|section| !section.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(section);
    }
    lines
}

/// Articles, dates and what they are written in.
fn articles(corpus: &Corpus) -> Vec<String> {
    let ties = Ties::of(corpus);
    let articles = corpus.articles.len() as u64;
    let copies = match articles - ties.articles {
        0 => String::new(),
        copies => format!(", {} of others", counted(copies, "copy", "copies")),
    };
    let mut lines = vec![format!("articles     {}{copies}", number(articles))];
    let languages = languages(corpus);
    if !languages.is_empty() {
        lines.push(format!("languages    {languages}"));
    }
    lines.push(format!(
        "together     {} have a mention or a link, {} share one with another",
        percent(ties.joined, ties.articles),
        percent(ties.tied, ties.articles)
    ));
    lines.push(format!("dates        {} of the articles", percent(ties.dated, ties.articles)));
    lines.extend(corpus.remarks.iter().map(|remark| format!("             {remark}")));
    lines.push(format!("forms        {}", forms(corpus).join(", ")));
    if !corpus.passed_by.is_empty() {
        lines.push(format!("passed by    {}", poor::passed_by(corpus)));
    }
    if corpus.folder_topics > 0 {
        let folders = counted(corpus.folder_topics, "folder", "folders");
        lines.push(format!("folders      {folders} taken as keywords, since nothing else ties the articles"));
    }
    lines
}

/// Headings that are understood.
fn known(corpus: &Corpus, schema: &Schema) -> Vec<String> {
    let known =
        corpus.survey.headings.iter().filter_map(|heading| Some((heading, word(schema, heading.section?))));
    let rows = known.map(|(heading, word)| {
        vec![number(heading.articles), holds(heading), word.to_owned(), cut(&heading.heading)]
    });
    table("headings that are read", ["articles", "under it", "read as", "heading"], rows)
}

/// Columns, with what they mean.
fn columns(corpus: &Corpus) -> Vec<String> {
    let rows = corpus
        .survey
        .columns
        .iter()
        .map(|column| vec![number(column.tables), number(column.first), cut(&column.header)]);
    table("columns of tables", ["tables", "as first", "column"], rows)
}

/// Keys of heads.
fn keys(corpus: &Corpus) -> Vec<String> {
    let rows = corpus.survey.keys.iter().map(|key| {
        vec![number(key.articles), key.meaning.word().to_owned(), cut(&key.key), cut(&key.example)]
    });
    table("keys of front matter", ["articles", "read as", "key", "such as"], rows)
}

/// The first rows under a title; nothing where there are none.
fn table<const N: usize>(
    title: &str,
    header: [&str; N],
    rows: impl Iterator<Item = Vec<String>>,
) -> Vec<String> {
    let all: Vec<Vec<String>> = rows.collect();
    if all.is_empty() {
        return Vec::new();
    }
    let more = all.len().saturating_sub(MOST);
    let title = if more > 0 {
        format!("{title} ({} of {})", MOST, number(all.len() as u64))
    } else {
        title.to_owned()
    };
    let header = header.map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = std::iter::once(header).chain(all.into_iter().take(MOST)).collect();
    std::iter::once(title).chain(aligned(&rows)).collect()
}
