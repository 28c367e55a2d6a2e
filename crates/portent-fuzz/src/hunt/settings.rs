//! What is asked for on the command line.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use portent_fuzz::{TARGETS, Target, target};

pub(crate) const USAGE: &str = "\
Checks mutated inputs of everything that portent reads. What was done is kept in target/fuzz, and a hunt that was
stopped goes on there; inputs on which a property does not hold are cut short and saved in target/fuzz/faults.

  --inputs N       how many inputs (20,000)
  --seed N         which inputs (0)
  --target NAME    of this target alone; may be given several times
  --seconds N      start no more inputs after so many seconds
  --again FILE     check a saved input; may be given several times
  --program FILE   the command portent

Exit status: 0 every property held, 1 some did not, 2 the hunt itself failed.
";

pub(crate) struct Settings {
    pub(crate) inputs: u64,
    pub(crate) seed: u64,
    pub(crate) targets: Vec<&'static Target>,
    pub(crate) seconds: Option<u64>,
    pub(crate) again: Vec<PathBuf>,
    pub(crate) program: PathBuf,
    pub(crate) folder: PathBuf,
}

impl Settings {
    pub(crate) fn read(words: impl IntoIterator<Item = String>) -> anyhow::Result<Self> {
        let mut settings = Self {
            inputs: 20_000,
            seed: 0,
            targets: Vec::new(),
            seconds: None,
            again: Vec::new(),
            program: "target/fuzz/portent".into(),
            folder: "target/fuzz".into(),
        };
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let value = words.next().with_context(|| format!("{word} needs a value\n\n{USAGE}"))?;
            let number =
                || value.replace('_', "").parse().with_context(|| format!("{word} {value}: no number"));
            match word.as_str() {
                "--inputs" => settings.inputs = number()?,
                "--seed" => settings.seed = number()?,
                "--seconds" => settings.seconds = Some(number()?),
                "--target" => settings.targets.push(known(&value)?),
                "--again" => settings.again.push(value.into()),
                "--program" => settings.program = value.into(),
                _ => bail!("unknown {word}\n\n{USAGE}"),
            }
        }
        if settings.targets.is_empty() {
            settings.targets = TARGETS.iter().collect();
        }
        Ok(settings)
    }
}

fn known(name: &str) -> anyhow::Result<&'static Target> {
    let all = || {
        TARGETS.iter().map(|target| format!("  {:14} {}\n", target.name, target.summary)).collect::<String>()
    };
    target(name).with_context(|| format!("no target is called {name}; there are\n{}", all()))
}
