//! One `portent.toml`: settings, factors of relations, and the tables of [`TABLES`].
//!
//! ```toml
//! seed = 7
//!
//! [relations]
//! similar = 0.5
//!
//! [columns]
//! "Time horizon" = "ten_year"
//!
//! [headings]
//! "Weak signals" = "signal"
//!
//! [[kinds]]
//! name = "actor"
//! plural = "actors"
//! heading = "Actors"
//! form = "table"
//! color = "#7f3c8d"
//! shape = "pentagon"
//! ```

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::contents::ConfigFile;
use super::reader::Reader;
use super::registry::SETTINGS;
use super::tables::TABLES;
use portent::error::Error;

/// Reads the text of a configuration file; a relative file name in it is relative to its folder.
///
/// # Errors
/// [`Error::Malformed`] with line and column for bad TOML, an unknown key (the hint names the nearest) or a value
/// that does not fit.
pub fn read(path: &Path, text: &str) -> Result<ConfigFile, Error> {
    let reader = Reader { path, text };
    let document = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        reader.error(&span, error.message().trim().to_owned(), None)
    })?;
    let document = document.get_ref();
    let mut file = ConfigFile { path: path.to_owned(), ..ConfigFile::default() };
    for (key, value) in document {
        let name = key.get_ref().as_ref();
        let setting = SETTINGS.iter().find(|setting| setting.key == name);
        let is_table = TABLES.iter().any(|table| table.key == name);
        match setting {
            // Some keys are both: `relations = "similar=0.5"` and `[relations]`.
            Some(setting) if !(is_table && value.get_ref().is_table()) => {
                reader.setting(setting, value, &mut file.settings)?;
            }
            None if !is_table => {
                let keys =
                    SETTINGS.iter().map(|setting| setting.key).chain(TABLES.iter().map(|table| table.key));
                let word = name.replace('_', "-");
                return Err(reader.unknown(&key.span(), format!("unknown key {name:?}"), &word, keys));
            }
            _ => {}
        }
    }
    for table in TABLES {
        let is_setting = SETTINGS.iter().any(|setting| setting.key == table.key);
        if let Some(value) = document.get(table.key).filter(|value| !is_setting || value.get_ref().is_table())
        {
            (table.read)(&reader, value, &mut file)?;
        }
    }
    Ok(file)
}

/// The nearest `portent.toml` of `start` or a folder above it.
#[must_use]
pub fn find_upwards(start: &Path) -> Option<PathBuf> {
    start.ancestors().map(|folder| folder.join("portent.toml")).find(|path| path.is_file())
}

/// The user's file: `$XDG_CONFIG_HOME/portent/config.toml`, or under `~/.config`, where it exists.
#[must_use]
pub fn user_file(environment: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let set = |name: &str| environment(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("XDG_CONFIG_HOME").or_else(|| Some(set("HOME")?.join(".config")))?;
    Some(folder.join("portent").join("config.toml")).filter(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::read;

    fn refusal(text: &str) -> (String, Option<String>) {
        let error = read(Path::new("portent.toml"), text).unwrap_err();
        (error.to_string(), error.hint())
    }

    // C17: line, column, nearest key.
    #[test]
    fn an_unknown_key_is_answered_with_its_place_and_the_nearest_key() {
        let (message, hint) = refusal("# comment\nsede = 3\n");
        assert_eq!(message, "portent.toml:2:1: unknown key \"sede\"");
        assert_eq!(hint.as_deref(), Some("did you mean seed?"));
        let (message, hint) = refusal("[relations]\nä = 1\nmention = 1\n");
        assert!(message.starts_with("portent.toml:2:1: "), "{message}");
        assert_eq!(hint, None);
    }

    #[test]
    fn a_value_that_does_not_fit_is_refused_where_it_stands() {
        assert!(refusal("seed = \"x\"\n").0.starts_with("portent.toml:1:8: seed: "));
        assert!(refusal("threads = -1\n").0.starts_with("portent.toml:1:11: threads: "));
        assert!(refusal("duplicates = \"murge\"\n").0.contains("did you mean merge?"));
        assert!(refusal("threshold = 2\n").0.starts_with("portent.toml:1:13: threshold: "));
        assert!(refusal("relations = \"same\"\n").0.starts_with("portent.toml:1:13: relations: no relation"));
        assert!(refusal("seed = \n").0.starts_with("portent.toml:1:"));
    }

    #[test]
    fn files_are_beside_the_configuration_that_names_them() {
        let file = read(Path::new("/archive/portent.toml"), "decisions = \"ours.tsv\"\n").unwrap();
        let decisions = file.settings.decisions.unwrap().value;
        assert_eq!(decisions.as_deref(), Some(Path::new("/archive/ours.tsv")));
    }
}
