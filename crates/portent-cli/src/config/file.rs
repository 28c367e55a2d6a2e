//! One `portent.toml`: settings, factors of relations, further kinds, headings and columns.
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

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::origin::Origin;
use super::registry::{PartialSettings, SETTINGS, Setting};
use super::value::{RelationFactors, Shape};
use portent::error::Error;
use portent::graph::Relation;
use portent::parse::section::Form;
use portent::parse::{KindSpec, Schema};
use portent::position::{Position, position_of};
use portent::suggest::nearest_word;

/// Tables beside the settings.
const TABLES: [&str; 4] = ["relations", "columns", "headings", "kinds"];
/// Keys of one of the `kinds`.
const KIND_KEYS: [&str; 6] = ["name", "plural", "heading", "form", "color", "shape"];

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
    /// Heading and the name of its kind.
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
        for (heading, kind) in self.headings {
            let id = schema.find(&kind).ok_or_else(|| Error::InvalidOption {
                field: format!("heading {heading:?}").into(),
                reason: format!("no kind is called {kind:?}"),
            })?;
            schema.headings.push((heading, id));
        }
        schema.columns.extend(self.columns);
        Ok(())
    }
}

/// Reads the text of a configuration file; a relative file name in it is relative to its folder.
///
/// # Errors
/// [`Error::Malformed`] with line and column for bad TOML, an unknown key (the hint names the nearest) or a value
/// that does not fit.
pub(crate) fn read(path: &Path, text: &str) -> Result<ConfigFile, Error> {
    let reader = Reader { path, text };
    let document = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        reader.error(&span, error.message().trim().to_owned(), None)
    })?;
    let mut file = ConfigFile { path: path.to_owned(), ..ConfigFile::default() };
    for (key, value) in document.get_ref() {
        match key.get_ref().as_ref() {
            "relations" if value.get_ref().is_table() => file.relations = reader.relations(value)?,
            "columns" => file.schema.columns = reader.texts(value)?,
            "headings" => file.schema.headings = reader.texts(value)?,
            "kinds" => file.schema.kinds = reader.kinds(value)?,
            name => {
                let setting = SETTINGS.iter().find(|setting| setting.key == name);
                let Some(setting) = setting else { return Err(reader.unknown(name, &key.span())) };
                reader.setting(setting, value, &mut file.settings)?;
            }
        }
    }
    Ok(file)
}

/// The nearest `portent.toml` of `start` or a folder above it.
#[must_use]
pub(crate) fn find_upwards(start: &Path) -> Option<PathBuf> {
    start.ancestors().map(|folder| folder.join("portent.toml")).find(|path| path.is_file())
}

/// The user's file: `$XDG_CONFIG_HOME/portent/config.toml`, or under `~/.config`, where it exists.
#[must_use]
pub(crate) fn user_file(environment: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let set = |name: &str| environment(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("XDG_CONFIG_HOME").or_else(|| Some(set("HOME")?.join(".config")))?;
    Some(folder.join("portent").join("config.toml")).filter(|path| path.is_file())
}

/// A file being read: knows where things stand.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Reader<'_> {
    fn error(&self, span: &Range<usize>, message: String, hint: Option<String>) -> Error {
        let Position { line, column } = position_of(self.text, span.start);
        Error::Malformed { path: self.path.to_owned(), line, column, message, hint }
    }

    fn unknown(&self, key: &str, span: &Range<usize>) -> Error {
        let keys = SETTINGS.iter().map(|setting| setting.key).chain(TABLES);
        let near = nearest_word(&key.replace('_', "-"), keys);
        let hint = near.map(|near| format!("did you mean {near}?"));
        self.error(span, format!("unknown key {key:?}"), hint)
    }

    /// Reads the value of a setting into `layer`.
    fn setting(
        &self,
        setting: &Setting,
        value: &Spanned<DeValue<'_>>,
        layer: &mut PartialSettings,
    ) -> Result<(), Error> {
        let text = self.text(setting.shape, value.get_ref());
        let text = text.ok_or_else(|| setting.shape.refusal(&self.text[value.span()]));
        let origin = Origin::File(self.path.to_owned());
        let read = text.and_then(|text| (setting.read)(layer, &text, origin));
        read.map_err(|reason| self.error(&value.span(), format!("{}: {reason}", setting.key), None))
    }

    /// A value as text, where its type is that of the setting.
    fn text(&self, shape: Shape, value: &DeValue<'_>) -> Option<String> {
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

    fn table<'v, 't>(&self, value: &'v Spanned<DeValue<'t>>) -> Result<&'v DeTable<'t>, Error> {
        let table = value.get_ref().as_table();
        table.ok_or_else(|| self.error(&value.span(), "expected a table".into(), None))
    }

    fn string(&self, value: &Spanned<DeValue<'_>>) -> Result<String, Error> {
        let text = value.get_ref().as_str().map(str::to_owned);
        text.ok_or_else(|| self.error(&value.span(), "expected a text in quotes".into(), None))
    }

    fn texts(&self, value: &Spanned<DeValue<'_>>) -> Result<Vec<(String, String)>, Error> {
        let entries = self.table(value)?.iter();
        entries.map(|(key, value)| Ok((key.get_ref().to_string(), self.string(value)?))).collect()
    }

    fn relations(&self, value: &Spanned<DeValue<'_>>) -> Result<Vec<(Relation, f64)>, Error> {
        let mut factors = Vec::new();
        for (key, value) in self.table(value)? {
            let name = key.get_ref().as_ref();
            let relation = Relation::ALL.into_iter().find(|relation| relation.name() == name);
            let Some(relation) = relation else {
                let near = nearest_word(name, Relation::ALL.into_iter().map(Relation::name));
                let hint = near.map(|near| format!("did you mean {near}?"));
                return Err(self.error(&key.span(), format!("unknown relation {name:?}"), hint));
            };
            let factor = match value.get_ref() {
                DeValue::Integer(number) => RelationFactors::factor(number.as_str()),
                DeValue::Float(number) => RelationFactors::factor(number.as_str()),
                _ => None,
            };
            let expected = || self.error(&value.span(), "expected a number of 0 or more".into(), None);
            factors.push((relation, factor.ok_or_else(expected)?));
        }
        Ok(factors)
    }

    fn kinds(&self, value: &Spanned<DeValue<'_>>) -> Result<Vec<KindSpec>, Error> {
        let list = value.get_ref().as_array();
        let list = list.ok_or_else(|| self.error(&value.span(), "expected [[kinds]]".into(), None))?;
        list.iter().map(|value| self.kind(value)).collect()
    }

    fn kind(&self, value: &Spanned<DeValue<'_>>) -> Result<KindSpec, Error> {
        let table = self.table(value)?;
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let Some(known) = KIND_KEYS.into_iter().find(|known| *known == name) else {
                let hint = nearest_word(name, KIND_KEYS).map(|near| format!("did you mean {near}?"));
                return Err(self.error(&key.span(), format!("unknown key {name:?} of a kind"), hint));
            };
            texts.insert(known, self.string(value)?);
        }
        let mut take = |key: &str| texts.remove(key);
        let missing = |key: &str| self.error(&value.span(), format!("a kind needs a {key}"), None);
        let name = take("name").ok_or_else(|| missing("name"))?;
        let heading = take("heading").ok_or_else(|| missing("heading"))?;
        let color = take("color").unwrap_or_else(|| "#888888".into());
        Ok(KindSpec {
            plural: take("plural").unwrap_or_else(|| format!("{name}s")),
            form: Some(self.form(take("form"), value)?),
            color: hex(&color).ok_or_else(|| {
                self.error(&value.span(), format!("color {color:?} is not like \"#7f3c8d\""), None)
            })?,
            shape: take("shape").unwrap_or_else(|| "ellipse".into()),
            name,
            heading,
        })
    }

    fn form(&self, form: Option<String>, at: &Spanned<DeValue<'_>>) -> Result<Form, Error> {
        match form.as_deref() {
            None | Some("table") => Ok(Form::Table),
            Some("bullets") => Ok(Form::Bullets),
            Some(other) => {
                Err(self.error(&at.span(), format!("form {other:?} is neither table nor bullets"), None))
            }
        }
    }
}

fn hex(color: &str) -> Option<[u8; 3]> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::read;
    use portent::graph::Relation;
    use portent::parse::Schema;

    fn refusal(text: &str) -> (String, Option<String>) {
        let error = read(Path::new("portent.toml"), text).unwrap_err();
        (error.to_string(), error.hint())
    }

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
    fn kinds_headings_columns_and_factors_are_added() {
        let text = "[relations]\nsimilar = 0.5\n[columns]\n\"Time horizon\" = \"ten_year\"\n[headings]\n\
                    Stakeholders = \"actor\"\n[[kinds]]\nname = \"actor\"\nheading = \"Actors\"\ncolor = \"#7f3c8d\"\n";
        let file = read(Path::new("portent.toml"), text).unwrap();
        assert_eq!(file.relations, [(Relation::Similar, 0.5)]);
        let mut schema = Schema::default();
        file.schema.add_to(&mut schema).unwrap();
        let actor = schema.find("actors").unwrap();
        assert_eq!(schema.kind(actor).color, [0x7f, 0x3c, 0x8d]);
        assert_eq!(schema.headings, [("Stakeholders".to_owned(), actor)]);
        assert_eq!(schema.columns, [("Time horizon".to_owned(), "ten_year".to_owned())]);
    }

    #[test]
    fn files_are_beside_the_configuration_that_names_them() {
        let file = read(Path::new("/archive/portent.toml"), "decisions = \"ours.tsv\"\n").unwrap();
        let decisions = file.settings.decisions.unwrap().value;
        assert_eq!(decisions.as_deref(), Some(Path::new("/archive/ours.tsv")));
    }
}
