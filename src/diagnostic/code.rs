//! The registry of codes: every diagnostic that reading can give, in one table.

use std::fmt;

use serde::{Deserialize, Serialize};

use Severity::{Error, Note, Warning};

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something was repaired or left out in a way that loses nothing.
    Note,
    /// Something could not be used as it stands.
    Warning,
    /// A file or section could not be read at all.
    Error,
}

impl Severity {
    /// The word in files and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Defines [`Code`] from the table below: variant, name, severity, summary, hint.
macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $summary:literal $hint:literal;)+) => {
        /// What a diagnostic found. Names are stable; [`Code::ALL`] lists the codes in the order of reading.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {$(
            #[doc = concat!("`", $name, "`: ", $summary)]
            $variant,
        )+}

        impl Code {
            /// All codes: files first, then heads, sections, lists, tables, and what only the whole corpus shows.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable kebab-case name, for instance `ragged-row`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {$(Self::$variant => $name,)+}
            }

            /// How much it matters.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self {$(Self::$variant => $severity,)+}
            }

            /// What was found, in one clause.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self {$(Self::$variant => $summary,)+}
            }

            /// What to do about it.
            #[must_use]
            pub const fn hint(self) -> &'static str {
                match self {$(Self::$variant => $hint,)+}
            }
        }
    };
}

#[rustfmt::skip]
codes! {
    UnreadableFile "unreadable-file" Error "the file or folder could not be read; skipped" "check that it exists and that its permissions allow reading";
    FileTooLarge "file-too-large" Error "the file is larger than the limit; skipped" "raise the limit on the file size, or split the file";
    TooManyRows "too-many-rows" Error "the file has more rows than the limit; skipped" "raise the limit on rows, or split the file";
    TooManyLines "too-many-lines" Error "the page has more lines than the limit; skipped" "raise the limit on lines, or split the page";
    NotText "not-text" Warning "the file holds no text; skipped" "convert it to Markdown, or to a table such as CSV";
    NoTable "no-table" Note "a data file holds no list of records; skipped" "ignore this for settings; a table is a list of objects with equal keys";
    BrokenTable "broken-table" Error "a table could not be read; skipped" "mend the file at that place, or save it again as CSV";
    MissingReader "missing-reader" Error "a table needs a reader that this build lacks; skipped" "save it as CSV, or install with all features";
    OtherEncoding "other-encoding" Note "the file is not in UTF-8; read in the encoding that its bytes speak for" "save it as UTF-8";
    NotARegularFile "not-a-regular-file" Warning "a pipe, socket or device is named like an article; never opened" "copy its content to a file";
    SymlinkSkipped "symlink-skipped" Note "a symbolic link was not followed" "ask for links to be followed, or name the target itself";
    OwnOutput "own-output" Note "the file was written by portent; skipped" "write outputs outside the folder of articles";
    InvalidUtf8 "invalid-utf-8" Warning "bytes that are no UTF-8 were replaced by U+FFFD" "save the file as UTF-8";
    EmptyFile "empty-file" Warning "the file is empty; kept as an article without mentions" "remove it, or write the article";
    NoKnownSection "no-known-section" Warning "no section makes mentions; kept as an article without mentions" "remove it, or give it sections such as ## Signals";
    ControlCharacter "control-character" Warning "control characters were taken out" "remove them from the file";
    BidiControl "bidi-control" Warning "characters that change the direction of text were kept" "remove them unless the text is meant to run from right to left";
    FrontMatter "front-matter" Warning "a part of the front matter could not be read as it stands" "write it as YAML between ---, as TOML between +++, or as JSON";
    FrontMatterLimit "front-matter-limit" Warning "the front matter is larger, deeper or repeats more than any page needs; the rest is not read" "shorten it, or write out what its aliases repeat";
    NoTitle "no-title" Note "the page has no title; the file name is used" "begin the page with `# __Title__`";
    ExtraTitle "extra-title" Note "a second first-level heading is not read as a section" "use ## for sections";
    EditionNotADate "edition-not-a-date" Warning "the edition is no date; kept as text" "write it as YYYYMMDD";
    EditionSuffix "edition-suffix" Note "the edition has something behind its date" "write it as YYYYMMDD";
    DateNotUnderstood "date-not-understood" Warning "a date that is stated is not understood; left out" "write it as YYYY-MM-DD";
    UnsafeLink "unsafe-link" Warning "a link that is neither http nor https was left out" "use an http or https link";
    UnknownSection "unknown-section" Note "a heading is no section; what stands under it and makes no mentions is counted, once for all pages that have it" "rename it, or add the heading to portent.toml";
    DuplicateSection "duplicate-section" Warning "a section stands twice; both are read" "join the two";
    EmptySection "empty-section" Note "the section has no content" "remove the heading, or fill the section";
    HeadingWithoutSpace "heading-without-space" Note "a heading has no space behind its #; read as a heading" "put a space behind the #";
    CodeFence "code-fence" Note "a code fence around sections was left out, or code under a heading that makes mentions was not read" "remove the fence where it holds no code";
    StrayText "stray-text" Note "text between tables or lists, and remarks beside a table, are not read" "move it to the summary";
    StrayTable "stray-table" Note "a table that names nothing (numbers, addresses, keys and values) is counted and not read" "put it under a heading such as ## Signals, or name its columns in portent.toml";
    UnknownProperty "unknown-property" Note "the section Other has a line that is not read" "write `* Category: x` or `* Type: y`";
    SplitCharacters "split-characters" Warning "a list is split one character a bullet; joined again and split at the commas" "write one keyword a bullet";
    TextForList "text-for-list" Note "text where a list is expected; split at the commas" "write one keyword a bullet";
    BlankBullet "blank-bullet" Note "a bullet without text was left out" "remove it";
    NotAClosestLink "not-a-closest-link" Note "a line of the section Closest is no link to an article" "write `* [Title](article id)`";
    NoDelimiterRow "no-delimiter-row" Warning "a table without a line of dashes under its header; read nevertheless" "put a line such as |---|---| under the header";
    SplitTable "split-table" Note "rows after a blank line were read as part of the table above" "remove the blank line";
    NoNameColumn "no-name-column" Warning "a table without a name column; its rows are not read" "give it a column `name`";
    ExtraColumn "extra-column" Note "a column is not known; kept as an attribute under its own name" "rename it, or add the column to portent.toml";
    UnnamedColumn "unnamed-column" Note "a column without a header was left out" "name the column, or remove it";
    TooManyColumns "too-many-columns" Warning "a table has more than 100 columns; the others are not read" "split the table";
    DuplicateColumn "duplicate-column" Warning "two columns mean the same; the first one counts" "rename or remove one";
    WrappedRow "wrapped-row" Note "a row without a name continues the one above; joined to it" "write the cell on one line";
    LongName "long-name" Warning "a name is longer than the limit; cut there" "raise the limit on names, or shorten the name and move the rest to its description";
    LongText "long-text" Warning "the running text or the summary is longer than the limit; what is beyond gives no phrases and is left out of the summary" "raise the limit on text, or split the page";
    BlankName "blank-name" Warning "a row without a name is not read" "fill in its name";
    RaggedRow "ragged-row" Warning "a row has more or fewer cells than the header" "write one cell for each column, and a pipe within a cell as \\|";
    UnescapedPipe "unescaped-pipe" Note "`||` within a cell was read as text" "write it as \\|\\|";
    StrayDelimiter "stray-delimiter" Warning "a line of dashes within a table is not read" "remove it, or put a blank line before the next table's header";
    NoRelevancy "no-relevancy" Note "the relevancy is empty or nan; taken as missing" "fill in a number from 1 to 5";
    RelevancyNotANumber "relevancy-not-a-number" Warning "the relevancy is not a number; taken as missing" "fill in a number from 1 to 5";
    DateAmbiguous "date-ambiguous" Warning "day and month cannot be told apart, and no other date of the archive shows their order; only the year is used" "write it as YYYY-MM-DD, or set the order of dates";
    DateOutlier "date-outlier" Warning "the date lies far beyond the others; kept, but left out of periods" "correct the edition, if it is wrong";
    UnknownClosest "unknown-closest" Note "links of the section Closest lead to no article that was read" "add the articles, or ignore this for a part of an archive";
    UnknownLink "unknown-link" Note "links of the text lead to no page that was read" "add the pages, or ignore this: notes that nobody wrote yet are usual";
    Copy "copy" Note "the article has the same text as another one; they count once" "remove one of the two";
    Compilation "compilation" Note "the page mostly repeats rows of other pages; they count where they come from" "nothing, or leave the page out of the archive";
}

impl Code {
    /// The code of that name. O(codes).
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// A code as files hold it: one of [`Code`], or the name that another version wrote.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum CodeName {
    /// A code of this version.
    Known(Code),
    /// The name of a code that this version does not know.
    Foreign(String),
}

impl Code {
    /// Whether it says that a whole file was not read, though it may have been meant.
    pub(super) const fn loses_the_file(self) -> bool {
        matches!(
            self,
            Self::UnreadableFile
                | Self::FileTooLarge
                | Self::TooManyRows
                | Self::TooManyLines
                | Self::NotText
                | Self::BrokenTable
                | Self::MissingReader
                | Self::NotARegularFile
        )
    }
}

impl CodeName {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(code) => code.name(),
            Self::Foreign(name) => name,
        }
    }
}

impl From<Code> for CodeName {
    fn from(code: Code) -> Self {
        Self::Known(code)
    }
}

impl From<String> for CodeName {
    fn from(name: String) -> Self {
        Code::find(&name).map_or(Self::Foreign(name), Self::Known)
    }
}

impl From<CodeName> for String {
    fn from(code: CodeName) -> Self {
        match code {
            CodeName::Known(code) => code.name().to_owned(),
            CodeName::Foreign(name) => name,
        }
    }
}

impl PartialEq<Code> for CodeName {
    fn eq(&self, other: &Code) -> bool {
        *self == Self::Known(*other)
    }
}

/// Names sort as text, so that lists of them do not depend on which are known.
impl Ord for CodeName {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for CodeName {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for CodeName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_kebab_case_and_explained() {
        for &code in Code::ALL {
            let name = code.name();
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            assert_eq!(Code::find(name), Some(code), "{name} stands twice");
            assert!(!code.summary().ends_with('.') && !code.hint().is_empty(), "{name}");
        }
    }

    #[test]
    fn a_code_that_another_version_wrote_keeps_its_name() {
        for name in ["ragged-row", "odd-moon"] {
            let code: CodeName = serde_json::from_value(name.into()).expect("any text is a code");
            assert_eq!(serde_json::to_value(&code).expect("text"), name);
            assert_eq!(code == Code::RaggedRow, name == "ragged-row");
        }
    }
}
