//! Writes invented pages as Markdown, laid out like the real ones.

use std::fmt::Write;

use super::learned::{COLUMNS, SECTIONS};
use super::maker::Line;

/// What stands above the tables.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) title: String,
    /// Day of the issue, `20240107`.
    pub(crate) day: String,
    pub(crate) link: String,
    pub(crate) keywords: Vec<String>,
    pub(crate) themes: Vec<String>,
    pub(crate) summary: String,
}

/// A page as text.
pub(crate) fn text(head: &Head, sections: &[Vec<Line>; 5]) -> String {
    let mut page = String::new();
    let Head { title, day, link, .. } = head;
    // Writing to a string cannot fail.
    let _ = write!(page, "# __{title}__, from ([{day}](https://issues.example.org/p/{day}).)\n\n");
    let _ = write!(page, "__[External link]({link})__\n\n");
    if !head.summary.is_empty() {
        let _ = write!(page, "## Summary\n\n{}\n\n", head.summary);
    }
    for (heading, words) in [("Keywords", &head.keywords), ("Themes", &head.themes)] {
        if !words.is_empty() {
            let _ = write!(page, "## {heading}\n\n");
            words.iter().for_each(|word| page.extend(["* ", word, "\n"]));
            page.push('\n');
        }
    }
    for ((_, heading), lines) in SECTIONS.iter().zip(sections) {
        if !lines.is_empty() {
            let _ = write!(page, "## {heading}\n\n");
            table(lines, &mut page);
            page.push('\n');
        }
    }
    page
}

/// A table whose columns are as wide as their widest cell; a column without a text is left out.
fn table(lines: &[Line], page: &mut String) {
    let has = |column: &usize| lines.iter().any(|line| !line.texts[*column].is_empty());
    let columns: Vec<usize> = (0..COLUMNS.len()).filter(has).collect();
    let mut rows: Vec<Vec<&str>> = vec![vec!["name"]];
    rows[0].extend(columns.iter().map(|&column| COLUMNS[column].1));
    rows.extend(lines.iter().map(|line| {
        let texts = columns.iter().map(|&column| line.texts[column].as_str());
        std::iter::once(line.name.as_str()).chain(texts).collect()
    }));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..=columns.len()).map(width).collect();
    for (number, row) in rows.iter().enumerate() {
        for (cell, &width) in row.iter().zip(&widths) {
            let _ = write!(page, "| {cell:width$} ");
        }
        let relevancy =
            number.checked_sub(1).map_or("relevancy".to_owned(), |at| lines[at].relevancy.to_string());
        let _ = writeln!(page, "| {relevancy:>11} |");
        if number == 0 {
            widths.iter().for_each(|width| page.extend(["|:", &"-".repeat(width + 1)]));
            page.push_str("|------------:|\n");
        }
    }
}
