//! Settings by layers: flags > `PORTENT_*` environment > `portent.toml` found upwards > user file > defaults.
//!
//! Every setting stands once, in [`SETTINGS`]: its key, its type, its default and what it does. Flags, help, the
//! environment, `portent.toml`, `portent config show` and the arguments of the Python module follow from that list.
//! [`options`] says what they mean to the library. Nothing here prints, and nothing knows a flag.

mod contents;
mod file;
mod kinds;
mod layers;
pub mod options;
mod origin;
mod reader;
mod registry;
#[cfg(test)]
mod table;
mod tables;
mod value;

pub use contents::ConfigFile;
pub use file::{find_upwards, read, user_file};
pub use layers::{Configuration, SettingInForce};
pub use origin::Origin;
pub use registry::{Group, PartialSettings, SETTINGS, Setting, Settings};
pub use tables::help as help_of_tables;
pub use value::{ColorWhen, Positive, Probability, RelationFactors, Shape, Value};

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use portent::graph::Relation;
    use portent::resolve::DuplicateMode;

    use super::{Configuration, Origin, PartialSettings, SETTINGS, Setting, read};

    fn no_environment(_: &str) -> Option<String> {
        None
    }

    fn flag(key: &str, text: &str) -> Vec<(&'static Setting, String)> {
        vec![(SETTINGS.iter().find(|setting| setting.key == key).unwrap(), text.to_owned())]
    }

    fn of_flag(key: &str, text: &str) -> Result<Configuration, portent::Error> {
        Configuration::layered(&flag(key, text), no_environment, Vec::new())
    }

    #[test]
    fn defaults_read_as_themselves_and_keys_are_written_with_hyphens() {
        let mut layer = PartialSettings::default();
        for setting in SETTINGS {
            assert!(setting.key.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", setting.key);
            (setting.read)(&mut layer, &(setting.default)(), Origin::Default).unwrap();
        }
        assert_eq!(layer.or_defaults(), PartialSettings::default().or_defaults());
    }

    // C16: the order of layers.
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
        let configuration =
            Configuration::layered(&flag("seed", "4"), environment, vec![user, project]).unwrap();
        let settings = &configuration.settings;
        assert_eq!((settings.threads, settings.seed, settings.strict), (3, 4, false));
        let read: Vec<(&str, String)> = configuration.in_force[..4]
            .iter()
            .map(|setting| (setting.text.as_str(), setting.origin.to_string()))
            .collect();
        assert_eq!(
            read,
            [
                ("never", "user.toml".into()),
                ("3", "environment PORTENT_THREADS".into()),
                ("4", "command line".into()),
                ("false", "portent.toml".into()),
            ]
        );
        assert_eq!(configuration.in_force.last().unwrap().origin, Origin::Default);
    }

    #[test]
    fn a_bad_flag_and_a_bad_variable_are_named() {
        let text = of_flag("duplicates", "murge").unwrap_err().to_string();
        assert!(text.starts_with("duplicates: ") && text.ends_with("did you mean merge?"), "{text}");
        let environment = |name: &str| (name == "PORTENT_SEED").then(|| "x".to_owned());
        let text = Configuration::layered(&[], environment, Vec::new()).unwrap_err().to_string();
        assert!(text.starts_with("PORTENT_SEED: "), "{text}");
        for value in ["0", "-1", "NaN", "inf", "x"] {
            let text = of_flag("resolution", value).unwrap_err().to_string();
            assert!(text.starts_with("resolution: ") && text.ends_with("a number above 0"), "{text}");
        }
        assert_eq!(of_flag("resolution", "0.5").unwrap().settings.resolution.get(), 0.5);
    }

    #[test]
    fn what_is_set_is_typed() {
        assert_eq!(of_flag("duplicates", "link").unwrap().settings.duplicates, DuplicateMode::Link);
        assert_eq!(
            of_flag("decisions", "ours.tsv").unwrap().settings.decisions,
            Some(PathBuf::from("ours.tsv"))
        );
        assert_eq!(of_flag("decisions", "").unwrap().settings.decisions, None);
        assert!(of_flag("strict", "1").unwrap().settings.strict);
        let text = of_flag("threshold", "1.5").unwrap_err().to_string();
        assert!(text.starts_with("threshold: ") && text.ends_with("a number from 0 to 1"), "{text}");
    }

    #[test]
    fn single_factors_hold_over_the_tables_of_files() {
        let file = read(Path::new("portent.toml"), "[relations]\nsimilar = 0.5\n").unwrap();
        let configuration =
            Configuration::layered(&flag("relations", "similar=0.2"), no_environment, vec![file]).unwrap();
        let factors = configuration.settings.relations.0;
        assert_eq!(factors, [(Relation::Similar, 0.5), (Relation::Similar, 0.2)]);
    }
}
