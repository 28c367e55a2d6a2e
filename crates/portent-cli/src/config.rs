//! Settings by layers: flags > `PORTENT_*` environment > `portent.toml` found upwards > user file > defaults.
//!
//! What can be set stands in [`SETTINGS`]; `file` reads one `portent.toml`.

pub(crate) mod file;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use file::ConfigFile;
use portent::error::Error;
use portent::parse::Schema;

/// What a setting's value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `true` or `false`.
    Switch,
    /// A whole number, not negative.
    Integer,
    /// A number.
    Real,
    /// A number above 0.
    Positive,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Any text.
    Text,
    /// A file, relative to the folder of the configuration file that names it.
    File,
}

/// Which commands take a setting as a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// All.
    Everywhere,
    /// Those that read pages.
    Pages,
    /// Those that judge names.
    Names,
    /// Those that build a graph.
    Graph,
    /// Those that measure trends, of a graph that is built already too.
    Time,
}

/// One thing that can be set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// The key in `portent.toml`, and the long flag without its dashes; `PORTENT_` and capitals in the environment.
    pub(crate) key: &'static str,
    /// Which commands take it as a flag.
    pub(crate) group: Group,
    /// What its value looks like.
    pub(crate) shape: Shape,
    /// The default; empty for none.
    pub(crate) default: &'static str,
    /// What it does.
    pub(crate) summary: &'static str,
}

/// All settings, by group.
pub(crate) static SETTINGS: &[Setting] = {
    use Group::{Everywhere, Graph, Names, Pages, Time};
    use Shape::{Choice, File, Integer, Positive, Real, Switch, Text};
    const fn s(
        group: Group,
        key: &'static str,
        shape: Shape,
        default: &'static str,
        summary: &'static str,
    ) -> Setting {
        Setting { key, group, shape, default, summary }
    }
    &[
        s(Everywhere, "color", Choice(&["auto", "always", "never"]), "auto", "when to use color"),
        s(Everywhere, "threads", Integer, "0", "threads; 0 uses all processors"),
        s(Everywhere, "seed", Integer, "0", "seed of everything random"),
        s(Everywhere, "strict", Switch, "false", "exit with 1 where the input has problems"),
        s(Pages, "include-ignored", Switch, "false", "read hidden and git-ignored files too"),
        s(Pages, "follow-links", Switch, "false", "follow symbolic links in folders"),
        s(
            Pages,
            "max-file-size",
            Integer,
            "16777216",
            "bytes past which a file is skipped, with a diagnostic",
        ),
        s(
            Names,
            "duplicates",
            Choice(&["merge", "link", "off"]),
            "merge",
            "what becomes of duplicates of one kind",
        ),
        s(Names, "decisions", File, "", "decisions of people on pairs of names (TSV)"),
        s(
            Names,
            "vectors",
            File,
            "",
            "word vectors, statistics and groups of an archive: read from the file, or frozen there if it is new",
        ),
        s(Names, "strings-only", Switch, "false", "compare names as strings, without vectors"),
        s(Names, "weights", File, "", "weights of the match model that train wrote"),
        s(Names, "threshold", Real, "", "least match probability of a duplicate, 0 to 1"),
        s(
            Graph,
            "view",
            Choice(&["full", "concepts"]),
            "full",
            "all nodes, or entities joined where they meet",
        ),
        s(
            Graph,
            "relations",
            Text,
            "",
            "relations in measures and clusters, with factors: similar=0.5,closest=0",
        ),
        s(Graph, "resolution", Positive, "1", "higher gives more and smaller clusters"),
        s(
            Graph,
            "betweenness",
            Choice(&["auto", "exact", "sampled"]),
            "auto",
            "work that betweenness may take",
        ),
        s(Graph, "weighted-paths", Switch, "false", "shortest paths by distance instead of hops"),
        s(Graph, "stability", Switch, "false", "measure how stable clusters are, over up to ten seeded runs"),
        s(Graph, "previous", File, "", "an earlier graph.json, whose ids, cluster keys and labels are kept"),
        s(
            Graph,
            "layout",
            Choice(&["packed", "force"]),
            "packed",
            "where nodes stand: clusters as discs, or by forces along edges",
        ),
        s(Graph, "trends", Switch, "false", "add columns of trends and bursts"),
        s(
            Time,
            "period",
            Choice(&["edition", "month", "quarter", "year"]),
            "quarter",
            "step of the time axis of trends",
        ),
    ]
};

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The command line.
    Flag,
    /// An environment variable.
    Environment(String),
    /// A configuration file.
    File(PathBuf),
    /// The program.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => write!(f, "command line"),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Default => write!(f, "default"),
        }
    }
}

/// All settings in force, each with where it came from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Settings {
    values: BTreeMap<&'static str, (String, Origin)>,
    /// Factors of relations in measures and clusters, by name; empty for the defaults.
    pub(crate) relations: BTreeMap<String, f64>,
    /// Kinds, headings and columns: the usual ones and those that the files add.
    pub(crate) schema: Schema,
    /// The files that were read, the weakest first.
    pub(crate) files: Vec<PathBuf>,
}

impl Settings {
    /// Layers flags (key and value as typed) over the environment over the files (the weakest first).
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for a flag or variable whose value cannot be used, or a kind that is taken.
    pub(crate) fn layered(
        flags: &[(&'static str, String)],
        environment: impl Fn(&str) -> Option<String>,
        files: Vec<ConfigFile>,
    ) -> Result<Self, Error> {
        let mut values = BTreeMap::new();
        let mut schema = Schema::default();
        let mut relations = BTreeMap::new();
        for setting in SETTINGS {
            values.insert(setting.key, (setting.default.to_owned(), Origin::Default));
        }
        let paths = files.iter().map(|file| file.path.clone()).collect();
        for file in files {
            for (key, value) in file.values {
                values.insert(key, (value, Origin::File(file.path.clone())));
            }
            relations.extend(file.relations);
            file.schema.add_to(&mut schema)?;
        }
        for setting in SETTINGS {
            let name = variable(setting.key);
            if let Some(value) = environment(&name).filter(|value| !value.is_empty()) {
                valid(setting, &value).map_err(|reason| refused(&name, reason))?;
                values.insert(setting.key, (value, Origin::Environment(name)));
            }
        }
        for (key, value) in flags {
            if let Some(setting) = SETTINGS.iter().find(|setting| setting.key == *key) {
                valid(setting, value).map_err(|reason| refused(&format!("--{key}"), reason))?;
                values.insert(setting.key, (value.clone(), Origin::Flag));
            }
        }
        Ok(Self { values, relations, schema, files: paths })
    }

    /// A value as text; empty where it is not set.
    #[must_use]
    pub(crate) fn text(&self, key: &str) -> &str {
        self.values.get(key).map_or("", |(value, _)| value.as_str())
    }

    /// Whether a switch is on.
    #[must_use]
    pub(crate) fn switch(&self, key: &str) -> bool {
        matches!(self.text(key), "true" | "1")
    }

    /// A whole number; 0 where it is not set.
    #[must_use]
    pub(crate) fn integer(&self, key: &str) -> u64 {
        self.text(key).parse().unwrap_or(0)
    }

    /// A number; `None` where it is not set.
    #[must_use]
    pub(crate) fn real(&self, key: &str) -> Option<f64> {
        self.text(key).parse().ok()
    }

    /// A file; `None` where it is not set.
    #[must_use]
    pub(crate) fn file(&self, key: &str) -> Option<PathBuf> {
        let text = self.text(key);
        (!text.is_empty()).then(|| PathBuf::from(text))
    }

    /// Every setting with its value and origin, in the order of [`SETTINGS`].
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static Setting, &str, &Origin)> {
        SETTINGS.iter().filter_map(|setting| {
            let (value, origin) = self.values.get(setting.key)?;
            Some((setting, value.as_str(), origin))
        })
    }
}

/// The environment variable of a key: `max-file-size` is `PORTENT_MAX_FILE_SIZE`.
#[must_use]
pub(crate) fn variable(key: &str) -> String {
    format!("PORTENT_{}", key.to_uppercase().replace('-', "_"))
}

fn refused(name: &str, reason: String) -> Error {
    Error::InvalidOption { field: name.to_owned().into(), reason }
}

/// Whether a value fits a setting; else why not.
fn valid(setting: &Setting, value: &str) -> Result<(), String> {
    let fits = match setting.shape {
        Shape::Switch => matches!(value, "true" | "false" | "1" | "0"),
        Shape::Integer => value.parse::<u64>().is_ok(),
        Shape::Real => value.parse::<f64>().is_ok_and(f64::is_finite),
        Shape::Positive => value.parse::<f64>().is_ok_and(|number| number.is_finite() && number > 0.0),
        Shape::Choice(words) => words.contains(&value),
        Shape::File | Shape::Text => true,
    };
    if fits { Ok(()) } else { Err(expected(setting, value)) }
}

fn expected(setting: &Setting, value: &str) -> String {
    let wanted = match setting.shape {
        Shape::Switch => "true or false".into(),
        Shape::Integer => "a whole number of 0 or more".into(),
        Shape::Real => "a number".into(),
        Shape::Positive => "a number above 0".into(),
        Shape::Choice(words) => words.join(", "),
        Shape::Text => "a text".into(),
        Shape::File => "a file".into(),
    };
    let near = match setting.shape {
        Shape::Choice(words) => portent::suggest::nearest_word(value, words.iter().copied()),
        _ => None,
    };
    let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    format!("{value:?} cannot be used; expected {wanted}{hint}")
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::file::read;
    use super::{Origin, SETTINGS, Settings, valid};

    fn no_environment(_: &str) -> Option<String> {
        None
    }

    #[test]
    fn defaults_are_valid_and_keys_are_written_with_hyphens() {
        for setting in SETTINGS {
            assert!(setting.default.is_empty() || valid(setting, setting.default).is_ok(), "{}", setting.key);
            assert!(setting.key.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", setting.key);
        }
    }

    #[test]
    fn each_layer_wins_over_the_one_below() {
        let user = read(Path::new("user.toml"), "seed = 1\nthreads = 1\nstrict = true\ncolor = \"never\"\n")
            .unwrap();
        let project = read(Path::new("portent.toml"), "seed = 2\nthreads = 2\nstrict = false\n").unwrap();
        let environment = |name: &str| match name {
            "PORTENT_SEED" => Some("3".to_owned()),
            "PORTENT_THREADS" => Some("3".to_owned()),
            _ => None,
        };
        let settings = Settings::layered(&[("seed", "4".into())], environment, vec![user, project]).unwrap();
        let read: Vec<(&str, String)> =
            settings.all().take(4).map(|(_, value, origin)| (value, origin.to_string())).collect();
        assert_eq!(
            read,
            [
                ("never", "user.toml".into()),
                ("3", "environment PORTENT_THREADS".into()),
                ("4", "command line".into()),
                ("false", "portent.toml".into()),
            ]
        );
        assert_eq!(settings.all().last().unwrap().2, &Origin::Default);
    }

    #[test]
    fn a_bad_flag_and_a_bad_variable_are_named() {
        let flag = Settings::layered(&[("duplicates", "murge".into())], no_environment, Vec::new());
        let text = flag.unwrap_err().to_string();
        assert!(text.starts_with("--duplicates: ") && text.ends_with("did you mean merge?"), "{text}");
        let environment = |name: &str| (name == "PORTENT_SEED").then(|| "x".to_owned());
        let text = Settings::layered(&[], environment, Vec::new()).unwrap_err().to_string();
        assert!(text.starts_with("PORTENT_SEED: "), "{text}");
        for value in ["0", "-1", "NaN", "inf", "x"] {
            let flag = Settings::layered(&[("resolution", value.into())], no_environment, Vec::new());
            let text = flag.unwrap_err().to_string();
            assert!(text.starts_with("--resolution: ") && text.ends_with("a number above 0"), "{text}");
        }
        assert!(Settings::layered(&[("resolution", "0.5".into())], no_environment, Vec::new()).is_ok());
    }
}
