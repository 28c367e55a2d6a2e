//! `portent.toml`: read by the command alone, so that the command is run.

use anyhow::ensure;

use crate::choices::Choices;
use crate::files::files;
use crate::mutation::text;
use crate::program::run;
use crate::rig::Rig;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "configuration",
    summary: "portent.toml, read by the command",
    share: 4,
    seeds: || vec![SEED.as_bytes().to_vec()],
    pieces: &[
        "[relations]\n",
        "[headings]\n",
        "[columns]\n",
        "[items]\n",
        "[keys]\n",
        "[dates]\n",
        "[folders]\n",
        "[[kinds]]\n",
        "name = ",
        "= 1\n",
        "= \"x\"\n",
        "= true\n",
        "= []\n",
        "= {a = 1}\n",
        "\"",
        "'''",
        "seed = ",
        "level-1 = \"keyword\"\n",
        "\"radar/*\" = \"edition\"\n",
        "signal",
        "ignore",
        "1979-05-27",
        "trends = true\n",
        "duplicates = \"link\"\n",
        "merge-precision = 0.9\n",
        "信号",
        "a.b.c = 1\n",
    ],
    step: text::step,
    check,
};

static SEED: &str = r##"seed = 3
color = "never"
resolution = 1.5
view = "full"
duplicates = "merge"
threshold = 0.5
max-file-size = 100000

[relations]
similar = 0.5
mentions = 1

[headings]
Beobachtungen = "signal"
Actors = "actor"

[columns]
"What happened" = "description"

[items]
Signals = "bold"

[keys]
ring = "category"

[dates]
order = "day-first"
editions = "month"

[folders]
level-1 = "keyword"

[[kinds]]
name = "actor"
plural = "actors"
form = "table"
color = "#7f3c8d"
shape = "box"
"##;

static PAGE: &str = "# Tides\n\n## Beobachtungen\n\n| name | What happened |\n|---|---|\n| Kelp | grows |\n\n## Signals\n\n* **Eel**: climbs\n\n## Actors\n\n| name |\n|---|\n| Ann |\n";

fn check(rig: &Rig, input: &[u8], choices: &mut Choices) -> anyhow::Result<()> {
    let mut all = files(PAGE.as_bytes(), "sea/tides.md");
    all.push(("given.toml".into(), input));
    let folder = rig.filled(&all)?;
    let asks: [&[&str]; 4] = [
        &["config", "show"],
        &["config", "show", "--format", "json"],
        &["top", "sea"],
        &["build", "sea", "-o", "g.json", "-o", "g.svg"],
    ];
    let ask = choices.one(&asks).iter().chain(&["--config", "given.toml", "-j2"]);
    let ask: Vec<String> = ask.map(|word| (*word).to_owned()).collect();
    let (first, again) = (run(rig, &folder, &ask)?, run(rig, &folder, &ask)?);
    ensure!(
        first.code == again.code && first.stdout == again.stdout,
        "{ask:?} says another thing the second time"
    );
    Ok(())
}
