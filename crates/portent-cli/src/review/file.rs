//! The decisions file that answers go to: lines are added and taken back, and all others stay as they are.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use portent::error::Error;
use portent::export::output::write_text;
use portent::resolve::decisions::HEADER;

use crate::session::Session;
use portent_settings::Origin;

/// Where answers are saved.
pub(super) struct AnswersFile {
    path: PathBuf,
    /// Who named it; `None` where nobody did.
    origin: Option<Origin>,
}

impl AnswersFile {
    /// The file of the settings, else one beside the first path, called after it.
    pub(super) fn of(session: &Session, paths: &[PathBuf]) -> Self {
        match &session.settings.decisions {
            Some(path) => Self { path: path.clone(), origin: Some(session.origin("decisions").clone()) },
            None => {
                Self { path: beside(paths.first().map_or(Path::new("."), PathBuf::as_path)), origin: None }
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The path, and how it came to be this one.
    pub(super) fn told(&self) -> String {
        let path = self.path.display();
        match &self.origin {
            Some(Origin::Flag) => path.to_string(),
            Some(origin) => format!("{path} ({origin})"),
            None => format!("{path}; --decisions FILE, or `decisions` in portent.toml, names another"),
        }
    }

    /// What a build must be told to use it: nothing where its settings say so already.
    pub(super) fn flag(&self) -> String {
        match &self.origin {
            Some(Origin::Flag) | None => format!(" --decisions {}", shown(&self.path)),
            Some(_) => String::new(),
        }
    }

    /// Adds a line at the end. The file is read first, so that what others wrote meanwhile stays.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::Write`]; the file is then as it was.
    pub(super) fn add(&self, line: &str) -> Result<(), Error> {
        let mut text = self.text()?;
        let end = line_end(&text);
        if text.trim_start_matches('\u{feff}').is_empty() {
            text.push_str(HEADER);
        }
        if !text.ends_with('\n') {
            text.push_str(end);
        }
        text.push_str(line);
        text.push_str(end);
        write_text(&self.path, &text)
    }

    /// Takes the last line that reads so out again.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub(super) fn take_back(&self, line: &str) -> Result<(), Error> {
        let text = self.text()?;
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        if let Some(at) = lines.iter().rposition(|other| other.trim_end_matches(['\r', '\n']) == line) {
            lines.remove(at);
            write_text(&self.path, &lines.concat())?;
        }
        Ok(())
    }

    fn text(&self) -> Result<String, Error> {
        match std::fs::read_to_string(&self.path) {
            Ok(text) => Ok(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
            Err(source) => Err(Error::Read { path: self.path.clone(), source }),
        }
    }
}

/// How the lines of a text end.
fn line_end(text: &str) -> &'static str {
    let first = text.split_inclusive('\n').next();
    if first.is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" }
}

/// `articles.decisions.tsv` for `articles/`: beside it, as tables in a folder are read as articles.
fn beside(path: &Path) -> PathBuf {
    // `.` and `..` have no name; what they lead to has one.
    let named = match path.file_name() {
        Some(_) => path.to_owned(),
        None => path.canonicalize().unwrap_or_else(|_| path.to_owned()),
    };
    let mut name = named.file_name().map_or_else(OsString::new, OsString::from);
    name.push(if name.is_empty() { "decisions.tsv" } else { ".decisions.tsv" });
    named.with_file_name(name)
}

/// A path as a shell takes it.
pub(super) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/\\._-:+=@,~".contains(letter);
    if text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{AnswersFile, beside, shown};

    fn file(text: &str) -> (tempfile::TempDir, AnswersFile) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("d.tsv");
        std::fs::write(&path, text).unwrap();
        (folder, AnswersFile { path, origin: None })
    }

    #[test]
    fn what_stands_in_the_file_stays_as_it_is() {
        for before in ["# ours\n\nsame\tconcern\ta\tb\tx\n", "\u{feff}# ours\r\n", "# no end"] {
            let (_folder, file) = file(before);
            file.add("one").unwrap();
            file.add("two").unwrap();
            file.take_back("one").unwrap();
            let text = std::fs::read_to_string(file.path()).unwrap();
            assert!(text.starts_with(before), "{text:?}");
            let end = if before.contains('\r') { "two\r\n" } else { "two\n" };
            assert!(text.ends_with(end) && !text.contains("one"), "{text:?}");
        }
    }

    #[test]
    fn a_new_file_begins_with_the_names_of_its_columns_and_the_last_equal_line_is_taken_back() {
        let (_folder, file) = file("");
        ["x", "y", "x"].iter().for_each(|line| file.add(line).unwrap());
        file.take_back("x").unwrap();
        file.take_back("absent").unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        assert_eq!(text, "verdict\tkind\tname_a\tname_b\tnote\nx\ny\n");
    }

    #[test]
    fn the_file_lies_beside_what_is_reviewed() {
        assert_eq!(beside(Path::new("a/articles/")), Path::new("a/articles.decisions.tsv"));
        assert_eq!(beside(Path::new("rows.csv")), Path::new("rows.csv.decisions.tsv"));
        assert!(beside(Path::new(".")).to_string_lossy().ends_with("portent-cli.decisions.tsv"));
        assert_eq!(shown(Path::new("my notes/it's")), r"'my notes/it'\''s'");
    }
}
