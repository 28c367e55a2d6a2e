//! The layers of the configuration, and what is in force when they lie over one another.

use portent::error::Error;
use portent::parse::Schema;

use super::contents::ConfigFile;
use super::origin::Origin;
use super::registry::{PartialSettings, SETTINGS, Setting, Settings, variable};
use super::value::RelationFactors;

/// A setting as it is in force.
#[derive(Debug, Clone)]
pub struct SettingInForce {
    /// The setting.
    pub setting: &'static Setting,
    /// Its value as it was written; empty for none.
    pub text: String,
    /// Where it was written.
    pub origin: Origin,
}

/// All layers, laid over one another.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// The settings.
    pub settings: Settings,
    /// Each setting with its origin, in the order of [`SETTINGS`].
    pub in_force: Vec<SettingInForce>,
    /// Kinds, headings and columns: the usual ones and those that the files add.
    pub schema: Schema,
}

impl Configuration {
    /// Lays what was asked for (flags, arguments of a call) over the environment over the files (the weakest first) over the defaults.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for a value that cannot be used, of a key or a variable; what the schema says of a kind
    /// that is taken.
    pub fn layered(
        flags: &[(&'static Setting, String)],
        environment: impl Fn(&str) -> Option<String>,
        files: Vec<ConfigFile>,
    ) -> Result<Self, Error> {
        let mut layered = PartialSettings::default();
        let mut schema = Schema::default();
        let mut factors = Vec::new();
        for file in files {
            layered = file.settings.over(layered);
            factors.extend(file.relations);
            file.schema.add_to(&file.path, &mut schema)?;
        }
        layered = of_environment(environment)?.over(layered);
        layered = of_flags(flags)?.over(layered);
        let in_force = in_force(&layered);
        let mut settings = layered.or_defaults();
        // The tables of the files hold first; the setting changes single factors of them.
        factors.append(&mut settings.relations.0);
        settings.relations = RelationFactors(factors);
        Ok(Self { settings, in_force, schema })
    }
}

fn of_environment(variables: impl Fn(&str) -> Option<String>) -> Result<PartialSettings, Error> {
    let mut layer = PartialSettings::default();
    for setting in SETTINGS {
        let name = variable(setting.key);
        if let Some(text) = variables(&name).filter(|text| !text.is_empty()) {
            let read = (setting.read)(&mut layer, &text, Origin::Environment(name.clone()));
            read.map_err(|reason| Error::InvalidOption { field: name.into(), reason })?;
        }
    }
    Ok(layer)
}

fn of_flags(flags: &[(&'static Setting, String)]) -> Result<PartialSettings, Error> {
    let mut layer = PartialSettings::default();
    for (setting, text) in flags {
        let read = (setting.read)(&mut layer, text, Origin::Flag);
        read.map_err(|reason| Error::InvalidOption { field: setting.key.into(), reason })?;
    }
    Ok(layer)
}

fn in_force(layered: &PartialSettings) -> Vec<SettingInForce> {
    let settings = SETTINGS.iter().map(|setting| {
        let (text, origin) =
            (setting.written)(layered).unwrap_or_else(|| ((setting.default)(), Origin::Default));
        SettingInForce { setting, text, origin }
    });
    settings.collect()
}
