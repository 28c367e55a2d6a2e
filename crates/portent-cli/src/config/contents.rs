//! What a configuration file says, and how it is added to what is built in.

use std::path::PathBuf;

use super::registry::PartialSettings;
use portent::error::Error;
use portent::graph::Relation;
use portent::parse::section::Section;
use portent::parse::{KindSpec, Schema};
use portent::suggest::nearest_word;

/// What one file says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct ConfigFile {
    /// The file.
    pub(crate) path: PathBuf,
    /// Settings.
    pub(crate) settings: PartialSettings,
    /// Factors of relations.
    pub(crate) relations: Vec<(Relation, f64)>,
    /// What it adds to the schema.
    pub(crate) schema: SchemaAdditions,
}

/// Kinds, headings and columns that a file adds.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SchemaAdditions {
    /// Further kinds.
    pub(crate) kinds: Vec<KindSpec>,
    /// Heading and the word for what its section is read as.
    pub(crate) headings: Vec<(String, String)>,
    /// Header and the column that it means.
    pub(crate) columns: Vec<(String, String)>,
}

impl SchemaAdditions {
    /// Adds them.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for a kind that is there already or a heading of an unknown kind.
    pub(crate) fn add_to(self, schema: &mut Schema) -> Result<(), Error> {
        for kind in self.kinds {
            schema.add_kind(kind)?;
        }
        for (heading, word) in self.headings {
            let section =
                schema.find_section(&word).ok_or_else(|| unknown_section(schema, &heading, &word))?;
            schema.headings.push((heading, section));
        }
        schema.columns.extend(self.columns);
        Ok(())
    }
}

/// The refusal of a word that is neither a kind nor another section, with the nearest.
fn unknown_section(schema: &Schema, heading: &str, word: &str) -> Error {
    let kinds: Vec<&str> = schema.entity_kinds().map(|(_, kind)| kind.name.as_str()).collect();
    let words = || kinds.iter().copied().chain(Section::WORDS.map(|(word, _)| word));
    let near = nearest_word(word, words()).map_or_else(String::new, |near| format!("; did you mean {near}?"));
    let known: Vec<&str> = words().collect();
    Error::InvalidOption {
        field: format!("heading {heading:?}").into(),
        reason: format!("no kind is called {word:?}{near} (known are {})", known.join(", ")),
    }
}
