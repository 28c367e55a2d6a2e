//! The tables of the configuration beside the settings, each in one place: key, shape, what it does, an example.
//!
//! `docs/configuration.md` and the help of `portent config` are made from [`TABLES`]; a table more is one line there and
//! its function.

use super::contents::ConfigFile;
use super::kinds;
use super::reader::{Placed, PlacedText, Reader};
use super::registry::SETTINGS;
use super::value::RelationFactors;
use portent::error::Error;
use portent::folding::folded;
use portent::graph::Relation;
use portent::parse::{ColumnMeant, FolderPattern, ItemPattern, column_meant};
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
        key: "items",
        shape: TableShape::Lines {
            left: "a heading of your lists",
            right: "auto, bold, link, clause or whole",
        },
        summary: "which part of a bullet or numbered item is its name, the rest describing it: bold text, the text of a link, the \
                  first clause, all of it, or (auto) what it begins with",
        example: "[items]\n\"Crate of the week\" = \"link\"\n\"Quotes\" = \"whole\"",
        read: items,
    },
    ConfigTable {
        key: "keys",
        shape: TableShape::Lines {
            left: "a key of front matter, of a `Key: value` line or a `key:: value` property",
            right: "a kind, or one of title, date, changed, address, author, source, language, summary, category, type, \
                    edition, name, alias, attribute and ignore",
        },
        summary: "what a key in the head of your pages means; keys that nobody knows are kept as attributes of their article",
        example: "[keys]\nring = \"category\"\nquadrant = \"theme\"\n\"Seen on\" = \"date\"\nlayout = \"ignore\"",
        read: |reader, value, file| {
            let lines = reader.texts(value)?.into_iter();
            file.schema.keys = lines.map(|(key, meaning)| (key, reader.word(meaning))).collect();
            Ok(())
        },
    },
    ConfigTable {
        key: "dates",
        shape: TableShape::Lines {
            left: "order or editions",
            right: "what the settings date-order and edition-step take",
        },
        summary: "how dates such as 03/04/2025 are read, and which step of the calendar is an edition where pages name none",
        example: "[dates]\norder = \"day-first\"\neditions = \"month\"",
        read: dates,
    },
    ConfigTable {
        key: "folders",
        shape: TableShape::Lines {
            left: "level-1, level-2 …, or a path such as radar/*",
            right: "edition, category, ignore or a kind",
        },
        summary: "what the name of a folder says of the articles in it; without a line here, folders are keywords where nothing \
                  else ties the articles",
        example: "[folders]\nlevel-1 = \"keyword\"\n\"radar/*\" = \"edition\"",
        read: folders,
    },
    ConfigTable {
        key: "kinds",
        shape: TableShape::Each,
        summary: "a kind of your own",
        example: "[[kinds]]\nname = \"actor\"\nheading = \"Actors\"",
        read: |reader, value, file| {
            let headings = &file.schema.headings;
            let named = |name: &str| headings.iter().any(|(_, word)| folded(&word.text) == folded(name));
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
#[must_use]
pub fn help() -> String {
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
    file.schema.headings = lines.map(|(heading, section)| (heading, reader.word(section))).collect();
    Ok(())
}

fn items(reader: &Reader<'_>, value: &Placed<'_>, file: &mut ConfigFile) -> Result<(), Error> {
    for (heading, PlacedText { text, span }) in reader.texts(value)? {
        let words = ItemPattern::WORDS;
        let found = words.iter().find(|(word, _)| *word == text.to_lowercase());
        let known = words.map(|(word, _)| word);
        let message = || format!("{heading:?} cannot mean {text:?}; known are {}", known.join(", "));
        let &(_, pattern) = found.ok_or_else(|| reader.unknown(&span, message(), &text, known))?;
        file.schema.items.push((heading, pattern));
    }
    Ok(())
}

/// The settings of dates by the names that they have in their own table.
fn dates(reader: &Reader<'_>, value: &Placed<'_>, file: &mut ConfigFile) -> Result<(), Error> {
    const NAMES: [(&str, &str); 2] = [("order", "date-order"), ("editions", "edition-step")];
    for (key, value) in reader.table(value)? {
        let name = key.get_ref().as_ref();
        let named = NAMES.iter().find(|(short, _)| *short == name);
        let setting = named.and_then(|(_, long)| SETTINGS.iter().find(|setting| setting.key == *long));
        let unknown = || {
            let names = NAMES.iter().map(|(short, _)| *short);
            reader.unknown(&key.span(), format!("unknown key {name:?} of [dates]"), name, names)
        };
        reader.setting(setting.ok_or_else(unknown)?, value, &mut file.settings)?;
    }
    Ok(())
}

fn folders(reader: &Reader<'_>, value: &Placed<'_>, file: &mut ConfigFile) -> Result<(), Error> {
    for (key, _) in reader.table(value)? {
        let pattern = FolderPattern::try_from(key.get_ref().to_string());
        pattern
            .map_err(|reason| reader.error(&key.span(), format!("{:?}: {reason}", key.get_ref()), None))?;
    }
    let lines = reader.texts(value)?.into_iter();
    let pattern =
        |(folder, word): (String, _)| Some((FolderPattern::try_from(folder).ok()?, reader.word(word)));
    file.schema.folders = lines.filter_map(pattern).collect();
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
        let file = read(Path::new("portent.toml"), text).unwrap();
        file.schema.add_to(&file.path, &mut schema).unwrap();
        schema
    }

    /// What is refused once all kinds are known.
    fn refused_later(text: &str) -> (String, Option<String>) {
        let file = read(Path::new("portent.toml"), text).unwrap();
        let error = file.schema.add_to(&file.path, &mut Schema::default()).unwrap_err();
        (error.to_string(), error.hint())
    }

    #[test]
    fn items_have_a_name_by_a_pattern() {
        let found = schema("[items]\nQuotes = \"Whole\"\n");
        assert_eq!(found.item_pattern("quotes"), portent::parse::ItemPattern::Whole);
        let (message, hint) = refusal("[items]\nQuotes = \"hole\"\n");
        assert!(
            message.starts_with("portent.toml:2:10: \"Quotes\" cannot mean \"hole\"; known are auto,"),
            "{message}"
        );
        assert_eq!(hint.as_deref(), Some("did you mean whole?"));
    }

    #[test]
    fn dates_have_their_settings_in_a_table_of_their_own() {
        let file = read(Path::new("portent.toml"), "[dates]\norder = \"day-first\"\neditions = \"month\"\n")
            .unwrap();
        let order = file.settings.date_order.unwrap().value;
        assert_eq!(order, portent::parse::DateOrder::DayFirst);
        assert!(file.settings.edition_step.is_some());
        let (message, hint) = refusal("[dates]\nordre = \"day-first\"\n");
        assert_eq!(
            (message.as_str(), hint.as_deref()),
            ("portent.toml:2:1: unknown key \"ordre\" of [dates]", Some("did you mean order?"))
        );
        assert!(refusal("[dates]\norder = \"day\"\n").0.starts_with("portent.toml:2:9: date-order: "));
    }

    #[test]
    fn keys_mean_a_word_or_a_kind() {
        let keys = schema("[keys]\nring = \"Category\"\nteam = \"signals\"\nlayout = \"ignore\"\n").keys;
        let words: Vec<(&str, &str)> =
            keys.iter().map(|(key, meaning)| (key.as_str(), meaning.word())).collect();
        assert_eq!(words, [("layout", "ignore"), ("ring", "category"), ("team", "signal")]);
        let (told, hint) = refused_later("[keys]\nring = \"catgory\"\n");
        assert!(told.starts_with("portent.toml:2:8: \"ring\" cannot mean \"catgory\""), "{told}");
        assert_eq!(hint.as_deref(), Some("did you mean category?"));
    }

    #[test]
    fn folders_are_levels_or_paths_and_mean_a_word_or_a_kind() {
        let text = "[folders]\nlevel-2 = \"actor\"\n\"radar/*\" = \"Edition\"\n[[kinds]]\nname = \"actor\"\nheading = \"Actors\"\n";
        let folders = schema(text).folders;
        assert_eq!(folders[0].0.folder("a/b/c.md"), Some("b"));
        assert_eq!(folders[1].1, portent::parse::FolderMeaning::Edition);
        assert!(
            refusal("[folders]\nlevel-0 = \"category\"\n")
                .0
                .starts_with("portent.toml:2:1: \"level-0\": levels")
        );
        let (told, hint) = refused_later("[folders]\nlevel-1 = \"categry\"\n");
        assert!(told.starts_with("portent.toml:2:11: \"level-1\" cannot mean \"categry\""), "{told}");
        assert_eq!(hint.as_deref(), Some("did you mean category?"));
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
        let (told, hint) = refused_later("[headings]\nFazit = \"sumary\"\n");
        assert!(
            told.starts_with("portent.toml:2:9: \"Fazit\" cannot mean \"sumary\"; known are signal,"),
            "{told}"
        );
        assert_eq!(hint.as_deref(), Some("did you mean summary?"));
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
