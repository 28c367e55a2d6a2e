//! Which files are read, and how: by the ending of their names.

use std::path::Path;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Form {
    /// One Markdown page.
    Page,
    /// Rows under a header.
    Table(TableForm),
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum TableForm {
    /// Cells between commas, semicolons or pipes.
    Csv,
    /// Cells between tabs.
    Tsv,
    /// One JSON object a line.
    JsonLines,
    /// Lists of objects in a JSON document.
    Json,
    /// Sheets of a workbook.
    Xlsx,
    /// A Parquet file.
    Parquet,
}

/// Endings in lower case and what such files hold.
static ENDINGS: &[(&str, Form)] = &[
    ("md", Form::Page),
    ("markdown", Form::Page),
    ("mdx", Form::Page),
    ("mdown", Form::Page),
    ("mkd", Form::Page),
    ("mkdn", Form::Page),
    ("qmd", Form::Page),
    ("rmd", Form::Page),
    ("csv", Form::Table(TableForm::Csv)),
    ("tsv", Form::Table(TableForm::Tsv)),
    ("tab", Form::Table(TableForm::Tsv)),
    ("jsonl", Form::Table(TableForm::JsonLines)),
    ("ndjson", Form::Table(TableForm::JsonLines)),
    ("json", Form::Table(TableForm::Json)),
    ("xlsx", Form::Table(TableForm::Xlsx)),
    ("xlsm", Form::Table(TableForm::Xlsx)),
    ("parquet", Form::Table(TableForm::Parquet)),
];

/// The form of a file, where its ending is known; case is ignored.
pub(in crate::parse) fn form_of(path: &Path) -> Option<Form> {
    let ending = path.extension()?.to_str()?;
    ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|&(_, form)| form)
}

/// The ending of a file that is not read, in lower case, for counts; at most twelve characters, `no ending` where it has none.
pub(in crate::parse) fn ending_of(path: &Path) -> String {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some(ending) if ending.chars().count() <= 12 => format!(".{}", ending.to_lowercase()),
        _ => "no ending".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_known_in_any_case() {
        assert_eq!(form_of(Path::new("a/b.MD")), Some(Form::Page));
        assert_eq!(form_of(Path::new("a.b/c.Markdown")), Some(Form::Page));
        assert_eq!(form_of(Path::new("x.JSONL")), Some(Form::Table(TableForm::JsonLines)));
        assert_eq!(form_of(Path::new("md")), None);
        assert_eq!(form_of(Path::new("a.png")), None);
        assert_eq!(ending_of(Path::new("a.PNG")), ".png");
        assert_eq!(ending_of(Path::new("Makefile")), "no ending");
    }
}
