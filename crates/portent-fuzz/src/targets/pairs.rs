//! Labeled pairs.

use std::path::Path;

use anyhow::ensure;
use portent::resolve::evaluate::evaluate;
use portent::resolve::model::Model;
use portent::resolve::train::train;
use portent::resolve::{ResolveOptions, pairs};

use crate::choices::Choices;
use crate::mutation::text;
use crate::rig::Rig;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "pairs",
    summary: "labeled pairs of names, for evaluate and train",
    share: 3,
    seeds,
    pieces: &[
        "D\t",
        "R\t",
        "N\t",
        "\t",
        "\n",
        "weight",
        "stratum",
        "1e308",
        "-1",
        "concern",
        "signal",
        "Automation Job Losses",
        "article_a",
    ],
    step: text::step,
    check,
};

fn seeds() -> Vec<Vec<u8>> {
    let names = [
        "Automation Job Losses",
        "Local Power Grid Strain",
        "Data Centre Energy Demand",
        "Server Halls That Heat Homes",
    ];
    let kinds = ["concern", "concern", "signal", "signal"];
    let mut text = String::from("id\tlabel\tstratum\tweight\tkind_a\tname_a\tkind_b\tname_b\n");
    for at in 0..12 {
        let (a, b, label) = (at % 4, (at * 3 + 1) % 4, ["D", "R", "N"][at % 3]);
        text += &format!(
            "{at}\t{label}\ts{}\t{}\t{}\t{}\t{}\t{}\n",
            at % 2,
            at + 1,
            kinds[a],
            names[a],
            kinds[b],
            names[b]
        );
    }
    vec![text.into_bytes()]
}

fn check(rig: &Rig, input: &[u8], choices: &mut Choices) -> anyhow::Result<()> {
    let text = String::from_utf8_lossy(input);
    let Ok(pairs) = pairs::read(Path::new("pairs.tsv"), &text) else { return Ok(()) };
    let (corpus, options) = (rig.corpus(), ResolveOptions::default());
    if choices.rarely(2) {
        let Ok(trained) = train(corpus, &options, &pairs, Vec::new()) else { return Ok(()) };
        let text = trained.model.write();
        ensure!(
            Model::read(Path::new("weights.tsv"), &text)? == trained.model,
            "weights that do not read back: {text}"
        );
    } else if let Ok(evaluation) = evaluate(corpus, &options, &pairs) {
        let words = evaluation.to_string();
        // Names of strata are shown as they are.
        ensure!(text.contains("NaN") || !words.contains("NaN"), "a figure that is no number: {words}");
    }
    Ok(())
}
