//! How many lines and rows one file may hold, and how long names and texts may be.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::options::ReadOptions;
use crate::parse::parsed::ParsedArticle;
use crate::parse::report::diagnostic;

/// The diagnostic on a page of too many lines: each takes room of its own, even where it is blank. O(text).
pub(super) fn too_many_lines(path: &str, text: &str, options: &ReadOptions) -> Option<Box<Diagnostic>> {
    let lines = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    let message = || format!("{lines} lines; at most {} are read of one page", options.max_lines());
    (lines as u64 > options.max_lines()).then(|| Box::new(diagnostic(Code::TooManyLines, path, message())))
}

/// Cuts names and texts that are too long, and says so where the first of a file stands; refuses the articles of a file that has
/// too many rows. O(mentions).
///
/// # Errors
/// The diagnostic on a file that is not read.
pub(super) fn bounded(
    path: &str,
    mut articles: Vec<ParsedArticle>,
    options: &ReadOptions,
) -> Result<Vec<ParsedArticle>, Box<Diagnostic>> {
    let rows = articles.iter().map(kept).sum::<usize>();
    if rows as u64 > options.max_rows() {
        let message =
            format!("{rows} rows, headings and links; at most {} are read of one file", options.max_rows());
        return Err(Box::new(diagnostic(Code::TooManyRows, path, message)));
    }
    for article in &mut articles {
        let longest = cut(article, options.max_name_length());
        article.diagnostics.extend(longest);
        let long = cut_texts(article, options.max_text());
        article.diagnostics.extend(long);
    }
    Ok(articles)
}

/// How many things are kept of an article, one at least.
fn kept(article: &ParsedArticle) -> usize {
    let rows = article.mentions.len() + article.authors.len() + article.alone.len();
    let links = article.links.len() + article.closest.len() + article.pointers.len();
    rows.max(links).max(article.survey.len()).max(1)
}

/// Keeps so many bytes of the running text, and of the summary; tells where the text is longer. The text by which
/// near-copies are told is kept whole or not at all: a part of it would be a copy of another part.
fn cut_texts(article: &mut ParsedArticle, most: usize) -> Option<Diagnostic> {
    let mut beyond = None;
    if let Some(prose) = &mut article.prose {
        beyond = cut_lines(&mut prose.headings, most);
        beyond = beyond.or(cut_lines(&mut prose.paragraphs, most));
    }
    if let Some(summary) = article.summary.as_mut().filter(|summary| summary.len() > most) {
        summary.truncate(summary.floor_char_boundary(most));
        summary.shrink_to_fit();
        beyond = beyond.or(Some(1));
    }
    if article.wording.paragraphs.len() > most {
        article.wording.paragraphs = String::new();
    }
    let message = format!("the text has more than {most} bytes; the rest is left out");
    let found = diagnostic(Code::LongText, &article.path, message);
    beyond.map(|line| Diagnostic { line, ..found })
}

/// Keeps so many bytes of lines; gives the number of the first line that is not kept whole.
fn cut_lines(lines: &mut Vec<(u32, String)>, most: usize) -> Option<u32> {
    let mut left = most;
    let longer = |(_, text): &(u32, String)| {
        let fits = text.len() <= left;
        left -= text.len().min(left);
        !fits
    };
    let at = lines.iter().position(longer)?;
    let before: usize = lines[..at].iter().map(|(_, text)| text.len()).sum();
    lines.truncate(at + 1);
    let (number, text) = lines.last_mut()?;
    text.truncate(text.floor_char_boundary(most - before));
    let number = *number;
    lines.iter_mut().for_each(|(_, text)| text.shrink_to_fit());
    lines.shrink_to_fit();
    Some(number)
}

/// Cuts the title and the names of an article to so many characters; tells how many were longer.
fn cut(article: &mut ParsedArticle, most: usize) -> Option<Diagnostic> {
    let mut first = None;
    let mut count = 0_u64;
    let names = article.mentions.iter_mut().map(|mention| (mention.line, &mut mention.name));
    for (line, name) in std::iter::once((1, &mut article.title)).chain(names) {
        if let Some((end, _)) = name.char_indices().nth(most) {
            name.truncate(end);
            first = first.or(Some(line));
            count += 1;
        }
    }
    let more = if count > 1 { format!(", as are {} below", count - 1) } else { String::new() };
    let message = format!("the name has more than {most} characters; the rest is cut off{more}");
    let found = diagnostic(Code::LongName, &article.path, message);
    first.map(|line| Diagnostic { line, ..found })
}
