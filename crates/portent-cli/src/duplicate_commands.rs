//! Commands about which names are one thing.

use portent::export::output;
use portent::query::{DuplicatesOptions, duplicates, explained, least_sure};
use portent::remark::Remark;
use portent::report::{Cell, Field, Table, harmless};
use portent::resolve::evaluate::{Evaluation, evaluate};
use portent::resolve::pairs::{self, LabeledPair};
use portent::resolve::train::{FOLDS, HeldOut, train};
use portent::resolve::{Verdict, explain, resolve};

use super::arguments::{DuplicatesArguments, EvaluateArguments, ExplainArguments, Printed, TrainArguments};
use super::outcome::Outcome;
use super::own_input;
use super::plural::counted_of;
use super::progress::Progress;
use super::session::Session;
use super::source::corpus;
use super::terminal::to_stdout;
use portent_settings::options::{resolve_options, text};

pub(crate) fn groups(session: &Session, arguments: &DuplicatesArguments) -> anyhow::Result<Outcome> {
    let progress = Progress::new(session.terminal);
    let corpus = corpus(session, &arguments.paths, &progress)?;
    progress.step("resolving names");
    let resolution = resolve(corpus, &resolve_options(&session.settings, corpus)?)?;
    drop(progress);
    if let Some(count) = arguments.least_sure {
        to_stdout(|out| out.write_all(least_sure(corpus, &resolution, count).as_bytes()))?;
        return Ok(Outcome::Done);
    }
    let options = DuplicatesOptions::default()
        .with_kinds(arguments.kinds.clone())
        .with_limit(arguments.limit)
        .with_order(arguments.by.into());
    let mut table = duplicates(corpus, &resolution, &options)?;
    table.remarks.extend(resolution.remarks);
    session.terminal.table(&table, arguments.table.format.into())?;
    Ok(Outcome::Done)
}

pub(crate) fn why(session: &Session, arguments: &ExplainArguments) -> anyhow::Result<Outcome> {
    let (paths, names) = arguments.paths_and_names.split_at(arguments.paths_and_names.len() - 2);
    let progress = Progress::new(session.terminal);
    let corpus = corpus(session, paths, &progress)?;
    progress.step("resolving names");
    let names = [0, 1].map(|at: usize| names[at].to_string_lossy());
    let explanation =
        explain::explain(corpus, &resolve_options(&session.settings, corpus)?, &names[0], &names[1])?;
    drop(progress);
    session.terminal.table(&explained(&explanation, arguments.limit), arguments.table.format.into())?;
    Ok(Outcome::Done)
}

pub(crate) fn measure(session: &Session, arguments: &EvaluateArguments) -> anyhow::Result<Outcome> {
    let (path, labels) = text(arguments.pairs.clone())?;
    let pairs = pairs::read(&path, &labels)?;
    let progress = Progress::new(session.terminal);
    let corpus = corpus(session, &arguments.paths, &progress)?;
    progress.step("resolving names");
    let evaluation = evaluate(corpus, &resolve_options(&session.settings, corpus)?, &pairs)?;
    drop(progress);
    let table = false_pairs(&evaluation, &pairs, arguments.limit);
    if arguments.table.format == Printed::Table {
        let told = format!("{evaluation}\nfalse pairs, the surest first\n");
        to_stdout(|out| told.lines().try_for_each(|line| writeln!(out, "{}", harmless(line))))?;
    }
    session.terminal.table(&table, arguments.table.format.into())?;
    Ok(Outcome::Done)
}

/// The pairs that were taken for duplicates and are none, and those missed, the surest errors first.
fn false_pairs(evaluation: &Evaluation, pairs: &[LabeledPair], limit: usize) -> Table {
    let label = |pair: &LabeledPair| pair.label == Verdict::Duplicate;
    let mut wrong: Vec<_> = evaluation
        .outcomes
        .iter()
        .filter(|outcome| outcome.duplicate != label(&pairs[outcome.pair]))
        .collect();
    let error = |duplicate: bool, probability: f64| if duplicate { probability } else { 1.0 - probability };
    wrong.sort_by(|a, b| {
        let (x, y) = (error(a.duplicate, a.judgment.probability), error(b.duplicate, b.judgment.probability));
        y.total_cmp(&x).then(a.pair.cmp(&b.pair))
    });
    let mut table = Table::new(&[
        Field::new("id"),
        Field::new("error"),
        Field::new("probability"),
        Field::new("guard"),
        Field::new("kind_a"),
        Field::wrap("name_a"),
        Field::new("kind_b"),
        Field::wrap("name_b"),
    ]);
    for outcome in wrong.iter().take(limit) {
        let pair = &pairs[outcome.pair];
        table.push(vec![
            Cell::text(&pair.id),
            Cell::text(if outcome.duplicate { "false" } else { "missed" }),
            Cell::real(outcome.judgment.probability),
            outcome.judgment.guard.map_or(Cell::Missing, Cell::text),
            Cell::text(&pair.sides[0].kind),
            Cell::text(&pair.sides[0].name),
            Cell::text(&pair.sides[1].kind),
            Cell::text(&pair.sides[1].name),
        ]);
    }
    if wrong.len() > limit {
        table.remarks.push(Remark::shown(limit, wrong.len(), "false pairs"));
    }
    table
}

pub(crate) fn fit(session: &Session, arguments: &TrainArguments) -> anyhow::Result<Outcome> {
    own_input::refuse(session, &[&arguments.paths[..], &arguments.pairs].concat(), &arguments.output)?;
    let pending = output::pending(&arguments.output)?;
    let (mut pairs, mut sets) = (Vec::new(), Vec::new());
    for path in &arguments.pairs {
        let (path, labels) = text(path.clone())?;
        let start = pairs.len();
        pairs.extend(pairs::read(&path, &labels)?);
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        sets.push((name, start..pairs.len()));
    }
    let progress = Progress::new(session.terminal);
    let corpus = corpus(session, &arguments.paths, &progress)?;
    progress.step("training");
    let names: Vec<&str> = sets.iter().map(|set| set.0.as_str()).collect();
    let remarks = vec![
        format!(
            "trained on {}: {}",
            counted_of(pairs.len(), "labeled pair", "labeled pairs"),
            names.join(", ")
        ),
        format!(
            "command: portent train ARTICLES --pairs {} -o FILE --seed {}",
            names.join(" --pairs "),
            session.settings.seed
        ),
    ];
    let trained = train(corpus, &resolve_options(&session.settings, corpus)?, &pairs, remarks)?;
    drop(progress);
    pending.write(trained.model.write().as_bytes())?;
    for (name, part) in sets {
        for (evidence, held) in ["vectors", "strings"].iter().zip(trained.held_out(&pairs, part)) {
            session.terminal.line(0, &told(&name, evidence, &held));
        }
    }
    let read = counted_of(pairs.len(), "pair", "pairs");
    let found = format!("fitted to {} of {read}", trained.found.len());
    session.terminal.line(0, &format!("{found}; use them with --weights {}", arguments.output.display()));
    Ok(Outcome::Done)
}

/// One line of cross-validation.
fn told(set: &str, evidence: &str, held: &HeldOut) -> String {
    format!(
        "{set}, {evidence}, pairs never seen in {FOLDS}-fold training: F1 {:.3} at the best threshold \
         (weighted {:.3}), {:.3} at that of the weights; {:.3} of three verdicts agree",
        held.best_f1, held.best_f1_weighted, held.f1, held.three_way
    )
}
