//! The tables of the configuration beside the settings, each in one place: key, shape, what it does, an example.
//!
//! `docs/configuration.md` and the help of `portent config` are made from [`TABLES`]; a table more is one line there and
//! its function.

use super::contents::ConfigFile;
use super::kinds;
use super::reader::{Placed, PlacedText, Reader};
use super::value::RelationFactors;
use portent::error::Error;
use portent::folding::folded;
use portent::graph::Relation;
use portent::parse::{ColumnMeant, column_meant};
use toml::de::DeValue;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TableShape {
    /// `[key]` with lines `left = right`.
    Lines {
        /// What stands on the left.
        left: &'static str,
        /// What stands on the right.
        right: &'static str,
    },
    /// `[[key]]`, once for each thing.
    Each,
}

/// A table of the configuration.
#[derive(Debug)]
pub(crate) struct ConfigTable {
    /// The key.
    pub(crate) key: &'static str,
    /// How it is written.
    pub(crate) shape: TableShape,
    /// What it does, on one line.
    pub(crate) summary: &'static str,
    /// Lines that are valid as they stand.
    pub(crate) example: &'static str,
    /// Reads it. Tables are read in the order of [`TABLES`], whatever that of the file.
    pub(crate) read: fn(&Reader<'_>, &Placed<'_>, &mut ConfigFile) -> Result<(), Error>,
}

/// All tables, in the order in which they are read: `kinds` last, since other tables may give a kind its headings.
pub(crate) static TABLES: &[ConfigTable] = &[
    ConfigTable {
        key: "relations",
        shape: TableShape::Lines { left: "a relation", right: "a number of 0 or more" },
        summary: "how much each relation counts in measures and clusters; 0 leaves it out",
        example: "[relations]\nsimilar = 0.5",
        read: relations,
    },
    ConfigTable {
        key: "headings",
        shape: TableShape::Lines {
            left: "a heading of your pages",
            right: "a kind, or one of summary, other, closest, links and ignore",
        },
        summary: "what the section under a heading is read as, in any language",
        example: "[headings]\n\"Weak signals\" = \"signal\"\n\"Zusammenfassung\" = \"summary\"",
        read: headings,
    },
    ConfigTable {
        key: "columns",
        shape: TableShape::Lines { left: "a header of your tables", right: "a column" },
        summary: "which column a header means",
        example: "[columns]\n\"What happened\" = \"description\"",
        read: columns,
    },
    ConfigTable {
        key: "kinds",
        shape: TableShape::Each,
        summary: "a kind of your own",
        example: "[[kinds]]\nname = \"actor\"\nheading = \"Actors\"",
        read: |reader, value, file| {
            let headings = &file.schema.headings;
            let named = |name: &str| headings.iter().any(|(_, kind)| folded(kind) == folded(name));
            file.schema.kinds = kinds::read(reader, value, &named)?;
            Ok(())
        },
    },
];

impl ConfigTable {
    /// The key as it stands in the file: `[columns]`, `[[kinds]]`.
    pub(crate) fn written(&self) -> String {
        match self.shape {
            TableShape::Lines { .. } => format!("[{}]", self.key),
            TableShape::Each => format!("[[{}]]", self.key),
        }
    }

    /// What its lines hold, as text without marks for Markdown.
    pub(crate) fn lines(&self) -> String {
        match self.shape {
            TableShape::Lines { left, right } => format!("{left} = {right}"),
            TableShape::Each => "keys, once for each".into(),
        }
    }
}

/// The tables as the help of `portent config` and the manual page tell them.
pub(crate) fn help() -> String {
    let mut help =
        String::from("Tables of portent.toml, beside the settings above (docs/configuration.md tells more):");
    for table in TABLES {
        let example = table.example.replace('\n', "\n      ");
        help +=
            &format!("\n\n  {}: {}\n    {}\n      {example}", table.written(), table.summary, table.lines());
    }
    help
}

fn headings(reader: &Reader<'_>, value: &Placed<'_>, file: &mut ConfigFile) -> Result<(), Error> {
    let lines = reader.texts(value)?.into_iter();
    file.schema.headings = lines.map(|(heading, section)| (heading, section.text)).collect();
    Ok(())
}

fn columns(reader: &Reader<'_>, value: &Placed<'_>, file: &mut ConfigFile) -> Result<(), Error> {
    let mut column = |(header, PlacedText { text, span }): (String, PlacedText)| {
        let meant = match column_meant(&text) {
            ColumnMeant::Known(column) => column.to_owned(),
            ColumnMeant::Attribute => text,
            ColumnMeant::Near(near) => {
                let hint = format!("did you mean {near}? Another word is kept as an attribute of that name");
                return Err(reader.error(&span, format!("no column is called {text:?}"), Some(hint)));
            }
        };
        file.schema.columns.push((header, meant));
        Ok(())
    };
    reader.texts(value)?.into_iter().try_for_each(&mut column)
}

fn relations(reader: &Reader<'_>, value: &Placed<'_>, file: &mut ConfigFile) -> Result<(), Error> {
    for (key, value) in reader.table(value)? {
        let name = key.get_ref().as_ref();
        let relation = Relation::ALL.into_iter().find(|relation| relation.name() == name);
        let names = || Relation::ALL.into_iter().map(Relation::name);
        let unknown = || reader.unknown(&key.span(), format!("unknown relation {name:?}"), name, names());
        let relation = relation.ok_or_else(unknown)?;
        let factor = match value.get_ref() {
            DeValue::Integer(number) => RelationFactors::factor(number.as_str()),
            DeValue::Float(number) => RelationFactors::factor(number.as_str()),
            _ => None,
        };
        let expected = || reader.error(&value.span(), "expected a number of 0 or more".into(), None);
        file.relations.push((relation, factor.ok_or_else(expected)?));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::read;
    use super::TABLES;
    use portent::graph::Relation;
    use portent::parse::section::Section;
    use portent::parse::{KindId, Schema};

    fn refusal(text: &str) -> (String, Option<String>) {
        let error = read(Path::new("portent.toml"), text).unwrap_err();
        (error.to_string(), error.hint())
    }

    fn schema(text: &str) -> Schema {
        let mut schema = Schema::default();
        read(Path::new("portent.toml"), text).unwrap().schema.add_to(&mut schema).unwrap();
        schema
    }

    #[test]
    fn every_example_is_valid_and_is_of_its_table() {
        for table in TABLES {
            assert!(table.example.contains(&format!("[{}]", table.key)), "{}", table.key);
            read(Path::new("portent.toml"), table.example).unwrap();
        }
    }

    #[test]
    fn kinds_headings_columns_and_factors_are_added() {
        let text = "[relations]\nsimilar = 0.5\n[columns]\n\"Time horizon\" = \"ten_year\"\n[headings]\n\
                    Stakeholders = \"actor\"\n[[kinds]]\nname = \"actor\"\nheading = \"Actors\"\ncolor = \"#7f3c8d\"\n";
        let file = read(Path::new("portent.toml"), text).unwrap();
        assert_eq!(file.relations, [(Relation::Similar, 0.5)]);
        let schema = schema(text);
        let actor = schema.find("actors").unwrap();
        assert_eq!(schema.kind(actor).color, [0x7f, 0x3c, 0x8d]);
        assert_eq!(schema.headings, [("Stakeholders".to_owned(), Section::Mentions(actor))]);
        assert_eq!(schema.columns, [("Time horizon".to_owned(), "ten_year".to_owned())]);
    }

    #[test]
    fn a_heading_may_be_a_summary_in_any_language() {
        let schema = schema(
            "[headings]\n\"R\u{e9}sum\u{e9}\" = \"Summary\"\n\"\u{5176}\u{4ed6}\" = \"other\"\n\"Vedi\" = \"closest\"\n",
        );
        assert_eq!(schema.section("RE\u{301}SUME\u{301}"), Some(Section::Summary));
        assert_eq!(schema.section("\u{5176}\u{4ed6}\u{ff1a}"), Some(Section::Other));
        assert_eq!(schema.section("vedi"), Some(Section::Closest));
        let mut schema = Schema::default();
        let file = read(Path::new("portent.toml"), "[headings]\nFazit = \"sumary\"\n").unwrap();
        let told = file.schema.add_to(&mut schema).unwrap_err().to_string();
        assert!(told.contains("did you mean summary?"), "{told}");
    }

    #[test]
    fn a_kind_may_have_its_headings_elsewhere_and_must_have_one() {
        let found = schema(
            "[[kinds]]\nname = \"Akteur:in\"\n[headings]\n\"Wer\" = \"AKTEUR:IN\"\n\"Also\" = \"signal\"\n",
        );
        let akteur = found.find("akteur:in").unwrap();
        assert_eq!(found.section("wer"), Some(Section::Mentions(akteur)));
        assert_eq!(found.section("also"), Some(Section::Mentions(KindId::SIGNAL)));
        let (message, _) = refusal("\n[[kinds]]\nname = \"actor\"\n");
        assert!(message.starts_with("portent.toml:2:1: a kind needs a heading"), "{message}");
    }

    #[test]
    fn columns_mean_what_portent_knows_by_any_of_its_words() {
        let schema = schema(
            "[columns]\nWas = \"Title\"\nText = \"desc\"\nWert = \"Relevance\"\nQuelle = \"Source note\"\n",
        );
        let columns: Vec<&str> = schema.columns.iter().map(|(_, column)| column.as_str()).collect();
        assert_eq!(columns, ["Source note", "description", "name", "relevancy"]);
        let (message, hint) = refusal("[columns]\nText = \"Descripton\"\n");
        assert_eq!(message, "portent.toml:2:8: no column is called \"Descripton\"");
        assert!(hint.unwrap().starts_with("did you mean description?"));
        assert!(refusal("[columns]\nText = \"\"\n").0.contains("portent.toml:2:8: the text is empty"));
    }
}
