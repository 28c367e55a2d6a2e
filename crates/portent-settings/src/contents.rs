//! What a configuration file says, and how it is added to what is built in.

use std::path::{Path, PathBuf};

use super::registry::PartialSettings;
use portent::error::Error;
use portent::graph::Relation;
use portent::parse::section::Section;
use portent::parse::{FolderMeaning, FolderPattern, ItemPattern, KeyMeaning, KindId, KindSpec, Schema};
use portent::position::Position;
use portent::suggest::nearest_word;

/// What one file says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ConfigFile {
    /// The file.
    pub path: PathBuf,
    /// Settings.
    pub settings: PartialSettings,
    /// Factors of relations.
    pub relations: Vec<(Relation, f64)>,
    /// What it adds to the schema.
    pub schema: SchemaAdditions,
}

/// A word of a file that can be judged once all kinds are known, and its place there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Where it stands.
    pub place: Position,
}

/// Kinds, headings, columns and folders that a file adds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SchemaAdditions {
    /// Further kinds.
    pub kinds: Vec<KindSpec>,
    /// Heading and the word for what its section is read as.
    pub headings: Vec<(String, Word)>,
    /// Header and the column that it means.
    pub columns: Vec<(String, String)>,
    /// Heading of lists and which part of an item is its name.
    pub items: Vec<(String, ItemPattern)>,
    /// Key of heads and the word for what it means.
    pub keys: Vec<(String, Word)>,
    /// Folder and the word for what its name says.
    pub folders: Vec<(FolderPattern, Word)>,
}

impl SchemaAdditions {
    /// Adds what the file at `path` says.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for a kind that is there already, [`Error::Malformed`] for a word that means nothing.
    pub fn add_to(self, path: &Path, schema: &mut Schema) -> Result<(), Error> {
        for kind in self.kinds {
            schema.add_kind(kind)?;
        }
        for (heading, word) in self.headings {
            let section = schema.find_section(&word.text);
            let sections = Section::WORDS.map(|(word, _)| word);
            let section = section.ok_or_else(|| unknown(schema, path, &heading, &word, &sections))?;
            schema.headings.push((heading, section));
        }
        for (key, word) in self.keys {
            let meaning = KeyMeaning::from(word.text.to_lowercase());
            let words: Vec<&str> = KeyMeaning::words().collect();
            let meaning = match meaning {
                KeyMeaning::Kind(name) => {
                    let kind = schema.find(&name).filter(|kind| kind.is_entity());
                    let kind = kind.ok_or_else(|| unknown(schema, path, &key, &word, &words))?;
                    KeyMeaning::Kind(schema.kind(kind).name.clone().into())
                }
                other => other,
            };
            schema.keys.push((key, meaning));
        }
        for (folder, word) in self.folders {
            let meaning = FolderMeaning::from(word.text.to_lowercase());
            let known = match &meaning {
                FolderMeaning::Kind(name) => schema.find(name).is_some_and(KindId::is_entity),
                _ => true,
            };
            if !known {
                return Err(unknown(schema, path, &String::from(folder), &word, &FolderMeaning::WORDS));
            }
            schema.folders.push((folder, meaning));
        }
        schema.items.extend(self.items);
        schema.columns.extend(self.columns);
        Ok(())
    }
}

/// The refusal of a word that is neither a kind nor one of `words`, with the nearest.
fn unknown(schema: &Schema, path: &Path, left: &str, word: &Word, words: &[&str]) -> Error {
    let kinds = schema.entity_kinds().map(|(_, kind)| kind.name.as_str());
    let known: Vec<&str> = kinds.chain(words.iter().copied()).collect();
    let near = nearest_word(&word.text, known.iter().copied());
    Error::Malformed {
        path: path.to_owned(),
        line: word.place.line,
        column: word.place.column,
        message: format!("{left:?} cannot mean {:?}; known are {}", word.text, known.join(", ")),
        hint: near.map(|near| format!("did you mean {near}?")),
    }
}
