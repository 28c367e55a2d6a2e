//! Reads values of a configuration file, and says where one does not fit.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::contents::Word;
use super::origin::Origin;
use super::registry::{PartialSettings, Setting};
use super::value::Shape;
use portent::error::Error;
use portent::position::{Position, position_of};
use portent::suggest::nearest_word;

/// A value with its place in the file.
pub(crate) type Placed<'t> = Spanned<DeValue<'t>>;

/// A text of the file and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlacedText {
    /// The text.
    pub(crate) text: String,
    /// Its bytes in the file.
    pub(crate) span: Range<usize>,
}

/// A file being read: knows where things stand.
pub(crate) struct Reader<'a> {
    /// The file.
    pub(crate) path: &'a Path,
    /// Its text.
    pub(crate) text: &'a str,
}

impl Reader<'_> {
    /// What is wrong at a place.
    pub(crate) fn error(&self, span: &Range<usize>, message: String, hint: Option<String>) -> Error {
        let Position { line, column } = position_of(self.text, span.start);
        Error::Malformed { path: self.path.to_owned(), line, column, message, hint }
    }

    /// The refusal of a word that is none of a list, with the nearest; `message` says so.
    pub(crate) fn unknown<'w>(
        &self,
        span: &Range<usize>,
        message: String,
        word: &str,
        known: impl IntoIterator<Item = &'w str>,
    ) -> Error {
        let hint = nearest_word(word, known).map(|near| format!("did you mean {near}?"));
        self.error(span, message, hint)
    }

    /// Reads the value of a setting into `layer`.
    pub(crate) fn setting(
        &self,
        setting: &Setting,
        value: &Placed<'_>,
        layer: &mut PartialSettings,
    ) -> Result<(), Error> {
        let text = self.setting_text(setting.shape, value.get_ref());
        let text = text.ok_or_else(|| setting.shape.refusal(&self.text[value.span()]));
        let origin = Origin::File(self.path.to_owned());
        let read = text.and_then(|text| (setting.read)(layer, &text, origin));
        read.map_err(|reason| self.error(&value.span(), format!("{}: {reason}", setting.key), None))
    }

    /// A value as text, where its type is that of the setting.
    fn setting_text(&self, shape: Shape, value: &DeValue<'_>) -> Option<String> {
        match (shape, value) {
            (Shape::Switch, DeValue::Boolean(on)) => Some(on.to_string()),
            (Shape::Integer | Shape::Positive | Shape::Probability, DeValue::Integer(number)) => {
                Some(number.as_str().replace('_', ""))
            }
            (Shape::Positive | Shape::Probability, DeValue::Float(number)) => {
                Some(number.as_str().replace('_', ""))
            }
            (Shape::Choice(_) | Shape::Text, DeValue::String(text)) => Some(text.to_string()),
            (Shape::File, DeValue::String(text)) => Some(self.beside(text)),
            _ => None,
        }
    }

    /// A file name of the configuration, seen from where we are.
    fn beside(&self, name: &str) -> String {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        folder.join(name).to_string_lossy().into_owned()
    }

    /// A text as a word that is judged later.
    pub(crate) fn word(&self, placed: PlacedText) -> Word {
        Word { place: position_of(self.text, placed.span.start), text: placed.text }
    }

    /// A table.
    pub(crate) fn table<'v, 't>(&self, value: &'v Placed<'t>) -> Result<&'v DeTable<'t>, Error> {
        let table = value.get_ref().as_table();
        table.ok_or_else(|| self.error(&value.span(), "expected a table".into(), None))
    }

    /// A text, which is not blank.
    pub(crate) fn string(&self, value: &Placed<'_>) -> Result<String, Error> {
        match value.get_ref().as_str() {
            None => Err(self.error(&value.span(), "expected a text in quotes".into(), None)),
            Some(text) if text.trim().is_empty() => {
                Err(self.error(&value.span(), "the text is empty".into(), None))
            }
            Some(text) => Ok(text.to_owned()),
        }
    }

    /// The lines `"left" = "right"` of a table.
    pub(crate) fn texts(&self, value: &Placed<'_>) -> Result<Vec<(String, PlacedText)>, Error> {
        let line = |(key, value): (&Spanned<_>, &Placed<'_>)| {
            let key: &std::borrow::Cow<'_, str> = key.get_ref();
            Ok((key.to_string(), PlacedText { text: self.string(value)?, span: value.span() }))
        };
        self.table(value)?.iter().map(line).collect()
    }
}
