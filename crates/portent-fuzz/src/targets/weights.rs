//! Weights files of the match model.

use std::path::Path;
use std::sync::Arc;

use anyhow::ensure;
use portent::BuildOptions;
use portent::resolve::ResolveOptions;
use portent::resolve::model::{Model, SHIPPED};

use crate::choices::Choices;
use crate::mutation::text;
use crate::properties::graph;
use crate::rig::Rig;
use crate::target::Target;

pub(super) const TARGET: Target = Target {
    name: "weights",
    summary: "weights files of the match model",
    share: 3,
    seeds: || vec![SHIPPED.write().into_bytes()],
    pieces: &[
        "vectors\tduplicate\tbase\t0\n",
        "strings\trelated\tthreshold\t0.5\n",
        "0:1",
        "1:-1 ",
        "\t",
        ":",
        "-1e308:1e308",
        "# x\n",
    ],
    step: text::step,
    check,
};

fn check(rig: &Rig, input: &[u8], _: &mut Choices) -> anyhow::Result<()> {
    let (path, text) = (Path::new("weights.tsv"), String::from_utf8_lossy(input));
    let Ok(model) = Model::read(path, &text) else { return Ok(()) };
    ensure!(Model::read(path, &model.write())? == model, "written and read, it is another one");
    let options = ResolveOptions::default().with_model(Some(Arc::new(model)));
    graph::builds_twice(rig, rig.corpus(), &BuildOptions::default().with_resolve(options))
}
