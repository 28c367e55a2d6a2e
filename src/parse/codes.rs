//! Every diagnostic that reading can give, in one table.

use crate::diagnostic::Severity::{self, Error, Note, Warning};

/// What one diagnostic code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Stable kebab-case code.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What was found, in one clause.
    pub summary: &'static str,
    /// What to do about it.
    pub hint: &'static str,
}

/// The entry of a code.
pub fn find(code: &str) -> Option<&'static Code> {
    CODES.iter().find(|entry| entry.code == code)
}

const fn code(code: &'static str, severity: Severity, summary: &'static str, hint: &'static str) -> Code {
    Code { code, severity, summary, hint }
}

/// All codes: files first, then heads, sections, lists, tables, and what only the whole corpus shows.
#[rustfmt::skip]
pub static CODES: &[Code] = &[
    code("unreadable-file", Error, "the file or folder could not be read; skipped", "check that it exists and that its permissions allow reading"),
    code("file-too-large", Error, "the file is larger than the limit; skipped", "raise the limit on the file size, or split the file"),
    code("utf-16", Error, "the file looks like UTF-16; skipped", "save it as UTF-8"),
    code("not-a-regular-file", Warning, "a pipe, socket or device is named like an article; never opened", "copy its content to a file"),
    code("symlink-skipped", Note, "a symbolic link was not followed", "ask for links to be followed, or name the target itself"),
    code("own-output", Note, "the file was written by portent; skipped", "write outputs outside the folder of articles"),
    code("invalid-utf-8", Warning, "bytes that are no UTF-8 were replaced by U+FFFD", "save the file as UTF-8"),
    code("empty-file", Warning, "the file is empty; kept as an article without mentions", "remove it, or write the article"),
    code("no-known-section", Warning, "no section makes mentions; kept as an article without mentions", "remove it, or give it sections such as ## Signals"),
    code("control-character", Warning, "control characters were taken out", "remove them from the file"),
    code("bidi-control", Warning, "characters that change the direction of text were kept", "remove them unless the text is meant to run from right to left"),
    code("front-matter", Warning, "a part of the front matter could not be read", "write it as `key: value`, lists as `- item` or `[a, b]`, or as TOML between +++"),
    code("no-title", Note, "the page has no title; the file name is used", "begin the page with `# __Title__`"),
    code("extra-title", Note, "a second first-level heading is not read as a section", "use ## for sections"),
    code("edition-not-a-date", Warning, "the edition is no date; kept as text", "write it as YYYYMMDD"),
    code("edition-suffix", Note, "the edition has something behind its date", "write it as YYYYMMDD"),
    code("unsafe-link", Warning, "a link that is neither http nor https was left out", "use an http or https link"),
    code("unknown-section", Note, "the section is not known; its content is not read", "rename it, or add the heading to portent.toml"),
    code("duplicate-section", Warning, "a section stands twice; both are read", "join the two"),
    code("empty-section", Note, "the section has no content", "remove the heading, or fill the section"),
    code("heading-without-space", Note, "a heading has no space behind its #; read as a heading", "put a space behind the #"),
    code("code-fence", Note, "a code fence was left out; what it encloses is read as if it were not there", "remove the fence"),
    code("stray-text", Note, "text between tables or lists is not read", "move it to the summary"),
    code("stray-table", Warning, "a table outside the sections that make mentions is not read", "put it under a heading such as ## Signals"),
    code("list-for-table", Note, "a list where a table is expected; each bullet is read as a name", "write the section as a table"),
    code("unknown-property", Note, "the section Other has a line that is not read", "write `* Category: x` or `* Type: y`"),
    code("split-characters", Warning, "a list is split one character a bullet; joined again and split at the commas", "write one keyword a bullet"),
    code("text-for-list", Note, "text where a list is expected; split at the commas", "write one keyword a bullet"),
    code("blank-bullet", Note, "a bullet without text was left out", "remove it"),
    code("not-a-closest-link", Note, "a line of the section Closest is no link to an article", "write `* [Title](article id)`"),
    code("no-delimiter-row", Warning, "a table without a line of dashes under its header; read nevertheless", "put a line such as |---|---| under the header"),
    code("split-table", Note, "rows after a blank line were read as part of the table above", "remove the blank line"),
    code("no-name-column", Warning, "a table without a name column; its rows are not read", "give it a column `name`"),
    code("extra-column", Note, "a column is not known; kept as an attribute under its own name", "rename it, or add the column to portent.toml"),
    code("unnamed-column", Note, "a column without a header was left out", "name the column, or remove it"),
    code("too-many-columns", Warning, "a table has more than 100 columns; the others are not read", "split the table"),
    code("duplicate-column", Warning, "two columns mean the same; the first one counts", "rename or remove one"),
    code("wrapped-row", Note, "a row without a name continues the one above; joined to it", "write the cell on one line"),
    code("blank-name", Warning, "a row without a name is not read", "fill in its name"),
    code("ragged-row", Warning, "a row has more or fewer cells than the header", "write one cell for each column, and a pipe within a cell as \\|"),
    code("unescaped-pipe", Note, "`||` within a cell was read as text", "write it as \\|\\|"),
    code("stray-delimiter", Warning, "a line of dashes within a table is not read", "remove it, or put a blank line before the next table's header"),
    code("no-relevancy", Note, "the relevancy is empty or nan; taken as missing", "fill in a number from 1 to 5"),
    code("relevancy-not-a-number", Warning, "the relevancy is not a number; taken as missing", "fill in a number from 1 to 5"),
    code("date-outlier", Warning, "the date lies far beyond the others; kept, but left out of periods", "correct the edition, if it is wrong"),
    code("unknown-closest", Note, "links of the section Closest lead to no article that was read", "add the articles, or ignore this for a part of an archive"),
    code("copy", Note, "the article is a copy of another one; they count once", "remove one of the two"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_kebab_case_and_explained() {
        for (at, entry) in CODES.iter().enumerate() {
            assert!(entry.code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            assert!(CODES[at + 1..].iter().all(|other| other.code != entry.code), "{}", entry.code);
            assert!(!entry.summary.ends_with('.') && !entry.hint.is_empty(), "{}", entry.code);
        }
    }
}
