//! Collects the diagnostics of one file: severity and hint are those of its code.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::text::line::{Line, Place};

/// So many diagnostics of one code are listed for one file; the last one says how many more there are.
/// A page of a million broken rows must not become a million records.
const LISTED_PER_CODE: u32 = 100;

/// So many characters of a line are kept for display.
const EXCERPT: usize = 400;

/// The diagnostics of one file, in the order in which they were found.
#[derive(Debug, Default)]
pub(in crate::parse) struct Report {
    path: String,
    found: Vec<Diagnostic>,
    /// How often each code was seen: at most as many entries as there are codes.
    seen: Vec<(Code, u32)>,
    /// Per code past its limit: where the first unlisted one stands.
    unlisted: Vec<Diagnostic>,
}

impl Report {
    pub(in crate::parse) fn new(path: &str) -> Self {
        Self { path: path.to_owned(), ..Self::default() }
    }

    /// Adds what was found at byte `at` of `line`.
    pub(in crate::parse) fn add(
        &mut self,
        code: Code,
        line: Line<'_>,
        at: usize,
        message: impl Into<String>,
    ) {
        match self.count(code) {
            n if n <= LISTED_PER_CODE => {
                let diagnostic = self.diagnostic(code, line, at, message.into());
                self.found.push(diagnostic);
            }
            n if n == LISTED_PER_CODE + 1 => {
                let diagnostic = self.diagnostic(code, line, at, String::new());
                self.unlisted.push(diagnostic);
            }
            _ => {}
        }
    }

    /// Whether something of that code was found.
    pub(in crate::parse) fn has(&self, code: Code) -> bool {
        self.seen.iter().any(|entry| entry.0 == code)
    }

    /// Adds what was found at a place of the page, whose lines are `page`.
    pub(in crate::parse) fn at(
        &mut self,
        code: Code,
        page: &[Line<'_>],
        place: Place,
        message: impl Into<String>,
    ) {
        let number = usize::try_from(place.line).unwrap_or(usize::MAX);
        let last = page.last().copied().unwrap_or(Line { number: 1, text: "" });
        let line = page.get(number.saturating_sub(1)).copied().unwrap_or(last);
        let before = usize::try_from(place.column).unwrap_or(usize::MAX).saturating_sub(1);
        let at = line.text.char_indices().nth(before).map_or(line.text.len(), |(at, _)| at);
        self.add(code, line, at, message);
    }

    /// All diagnostics; codes past their limit end with one that counts the rest.
    pub(in crate::parse) fn finish(mut self) -> Vec<Diagnostic> {
        for mut diagnostic in std::mem::take(&mut self.unlisted) {
            let seen = self.seen.iter().find(|entry| diagnostic.code == entry.0).map_or(0, |entry| entry.1);
            diagnostic.count = seen - LISTED_PER_CODE;
            diagnostic.message = format!("{} more like this from here on, not listed", diagnostic.count);
            self.found.push(diagnostic);
        }
        self.found
    }

    fn count(&mut self, code: Code) -> u32 {
        if let Some(entry) = self.seen.iter_mut().find(|entry| entry.0 == code) {
            entry.1 = entry.1.saturating_add(1);
            return entry.1;
        }
        self.seen.push((code, 1));
        1
    }

    fn diagnostic(&self, code: Code, line: Line<'_>, at: usize, message: String) -> Diagnostic {
        diagnostic(code, &self.path, message).at(line, at)
    }
}

/// A diagnostic about a whole file, at its first character.
pub(in crate::parse) fn diagnostic(code: Code, path: &str, message: String) -> Diagnostic {
    Diagnostic {
        severity: code.severity(),
        code: code.into(),
        path: path.to_owned(),
        line: 1,
        column: 1,
        count: 1,
        message,
        hint: code.hint().to_owned(),
        excerpt: String::new(),
    }
}

impl Diagnostic {
    /// The same finding, placed at byte `at` of `line`.
    fn at(mut self, line: Line<'_>, at: usize) -> Self {
        self.line = line.number;
        self.column = line.column(at);
        self.excerpt = line.text.chars().take(EXCERPT).collect();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // C13: in one file.
    #[test]
    fn a_flood_of_one_code_is_cut_and_counted() {
        let mut report = Report::new("a.md");
        for number in 1..=250 {
            report.add(Code::RaggedRow, Line { number, text: "| é |" }, 4, "short");
        }
        let found = report.finish();
        assert_eq!(found.len(), 101);
        assert_eq!((found[0].line, found[0].column), (1, 4));
        assert_eq!(found[100].message, "150 more like this from here on, not listed");
        assert_eq!(found[100].line, 101);
    }
}
