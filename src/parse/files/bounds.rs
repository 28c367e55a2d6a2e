//! How many rows one file may hold, and how long a name may be.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::options::ReadOptions;
use crate::parse::parsed::ParsedArticle;
use crate::parse::report::diagnostic;

/// Cuts names that are too long, and says so where the first of a file stands; refuses the articles of a file that has
/// too many rows. O(mentions).
///
/// # Errors
/// The diagnostic on a file that is not read.
pub(super) fn bounded(
    path: &str,
    mut articles: Vec<ParsedArticle>,
    options: &ReadOptions,
) -> Result<Vec<ParsedArticle>, Box<Diagnostic>> {
    let rows = articles.iter().map(|article| article.mentions.len().max(1)).sum::<usize>();
    if rows as u64 > options.max_rows() {
        let message = format!("{rows} rows; at most {} are read of one file", options.max_rows());
        return Err(Box::new(diagnostic(Code::TooManyRows, path, message)));
    }
    for article in &mut articles {
        let longest = cut(article, options.max_name_length());
        article.diagnostics.extend(longest);
    }
    Ok(articles)
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
