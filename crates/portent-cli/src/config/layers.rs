//! The layers of the configuration, and what is in force when they lie over one another.

use portent::parse::Schema;

use super::contents::ConfigFile;
use super::origin::Origin;
use super::registry::{PartialSettings, SETTINGS, Setting, Settings, variable};
use super::value::RelationFactors;
use crate::refusal::Refusal;

/// A setting as it is in force.
#[derive(Debug, Clone)]
pub(crate) struct SettingInForce {
    /// The setting.
    pub(crate) setting: &'static Setting,
    /// Its value as it was written; empty for none.
    pub(crate) text: String,
    /// Where it was written.
    pub(crate) origin: Origin,
}

/// All layers, laid over one another.
#[derive(Debug, Clone)]
pub(crate) struct Configuration {
    /// The settings.
    pub(crate) settings: Settings,
    /// Each setting with its origin, in the order of [`SETTINGS`].
    pub(crate) in_force: Vec<SettingInForce>,
    /// Kinds, headings and columns: the usual ones and those that the files add.
    pub(crate) schema: Schema,
}

impl Configuration {
    /// Lays flags over the environment over the files (the weakest first) over the defaults.
    ///
    /// # Errors
    /// A [`Refusal`] for a flag or variable whose value cannot be used; what the schema says of a kind that is taken.
    pub(crate) fn layered(
        flags: &[(&'static Setting, String)],
        environment: impl Fn(&str) -> Option<String>,
        files: Vec<ConfigFile>,
    ) -> anyhow::Result<Self> {
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

fn of_environment(variables: impl Fn(&str) -> Option<String>) -> Result<PartialSettings, Refusal> {
    let mut layer = PartialSettings::default();
    for setting in SETTINGS {
        let name = variable(setting.key);
        if let Some(text) = variables(&name).filter(|text| !text.is_empty()) {
            let read = (setting.read)(&mut layer, &text, Origin::Environment(name.clone()));
            read.map_err(|reason| Refusal::of(&name, &reason))?;
        }
    }
    Ok(layer)
}

fn of_flags(flags: &[(&'static Setting, String)]) -> Result<PartialSettings, Refusal> {
    let mut layer = PartialSettings::default();
    for (setting, text) in flags {
        let read = (setting.read)(&mut layer, text, Origin::Flag);
        read.map_err(|reason| Refusal::of(&format!("--{}", setting.key), &reason))?;
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
