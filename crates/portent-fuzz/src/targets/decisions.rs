//! Decisions files.

use std::path::Path;

use anyhow::ensure;
use portent::BuildOptions;
use portent::resolve::{DecisionsFile, ResolveOptions, decisions};

use crate::choices::Choices;
use crate::mutation::text;
use crate::properties::graph;
use crate::rig::Rig;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "decisions",
    summary: "decisions of people on pairs of names",
    share: 5,
    seeds: || vec![SEED.as_bytes().to_vec()],
    pieces: &[
        "same\t",
        "different\t",
        "concern\t",
        "signal\t",
        "concern/issue\t",
        "a/b/c/d\t",
        "Automation Job Losses",
        "Local Power Grid Strain",
        "# x\n",
        "server-halls-wait-for-cables.md:36",
        ".md:1",
        ":99999999999",
        "\t\t",
        "verdict\tkind\tname_a\tname_b\tnote\n",
    ],
    step: text::step,
    check,
};

static SEED: &str = "verdict\tkind\tname_a\tname_b\tnote
same\tconcern\tAutomation Job Losses\tLocal Power Grid Strain\tby hand
different\tsignal\tData Centre Energy Demand\tServer Halls That Heat Homes
same\tsignal/concern\tData Centre Energy Demand\tLocal Power Grid Strain
# a comment
different\tsignal\tserver-halls-wait-for-cables.md:36\tData Centre Energy Demand
";

fn check(rig: &Rig, input: &[u8], _: &mut Choices) -> anyhow::Result<()> {
    let (path, text) = (Path::new("decisions.tsv"), String::from_utf8_lossy(input).into_owned());
    let Ok(read) = decisions::read(path, &text, &rig.corpus().schema) else { return Ok(()) };
    let lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
    let said = lines.filter(|line| {
        !line.starts_with('#') && line.split('\t').next().is_none_or(|cell| cell.trim() != "verdict")
    });
    ensure!(said.count() == read.len(), "a line is no decision");
    let file = DecisionsFile { path: path.to_owned(), text };
    let options = ResolveOptions::default().with_decisions(Some(file));
    graph::builds_twice(rig, rig.corpus(), &BuildOptions::default().with_resolve(options))
}
