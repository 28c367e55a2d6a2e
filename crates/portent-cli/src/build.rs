//! `build`: articles in, files out, and a summary that says what happened.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use portent::export::output::{self, Written};
use portent::export::target::{self, Place, Target};
use portent::export::{self, ExportOptions, Format, GexfVersion};
use portent::named::Named;
use portent::picture::map::ColorBy;
use portent::property_graph::filter::{Filter, filter};
use portent::property_graph::{Header, PropertyGraph};
use portent::resolve::DuplicateMode;

use super::arguments::{BuildArguments, ExploreArguments, MessageFormat};
use super::outcome::{Outcome, is_problem};
use super::overview::{Count, counts};
use super::plural::{counted, counted_of, number};
use super::progress::Progress;
use super::refusal::{Refusal, missing_feature};
use super::session::Session;
use super::{check, poor, signals, source};

pub(crate) fn build(session: &Session, arguments: &BuildArguments) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let wanted = arguments.filter.filter();
    wanted.check()?;
    let targets = targets(arguments)?;
    signals::remember(&targets);
    let mut outputs = output::open(&targets)?;
    let progress = Progress::new(session.terminal);
    let whole = source::graph(session, &arguments.input.paths, &progress)?;
    let graph = if wanted == Filter::default() { whole } else { session.store.part(filter(whole, &wanted)?) };
    progress.step("writing");
    output::write(&mut outputs, graph, &export_options(arguments))?;
    let written = output::commit(outputs)?;
    drop(progress);
    report(session, whole, graph, &written, start);
    left_out(session, graph, &written, &export_options(arguments));
    let poor = poor::tell_of_run(session);
    if let Some(next) = next_step(&written, graph).filter(|_| !poor) {
        session.terminal.line(0, &next);
    }
    Ok(Outcome::of_graph(&whole.diagnostics, poor, session.settings.strict))
}

/// `explore`: a build of one page.
pub(crate) fn explore(session: &Session, arguments: &ExploreArguments) -> anyhow::Result<Outcome> {
    refuse_other_formats(&arguments.output)?;
    build(session, &arguments.into())
}

/// A page is opened by its suffix, and HTML in a file called .json only looks like a graph. Names without a suffix
/// are taken, for devices and pipes, and any name after `html:`, which says what is meant.
fn refuse_other_formats(output: &str) -> Result<(), Refusal> {
    if output.starts_with("html:") {
        return Ok(());
    }
    // What cannot be a target at all is refused by the build.
    let targets = target::parse(output, Some("html"));
    if targets.is_ok_and(|targets| !targets.iter().all(is_page)) {
        return Err(no_page(output));
    }
    Ok(())
}

fn no_page(output: &str) -> Refusal {
    let path = Path::new(output.split_once(':').map_or(output, |(_, path)| path)).with_extension("html");
    Refusal::with_hint(
        format!("--output {output}: `explore` writes a page (.html), and nothing else"),
        format!("write -o {}; `build` writes the other formats", path.display()),
    )
}

fn is_page(target: &Target) -> bool {
    let is_html = |format: &Format| format.name == "html";
    let suffix = match &target.place {
        Place::File(path) => path.extension().map(|suffix| suffix.to_string_lossy()),
        Place::Stdout | Place::Folder(_) => None,
    };
    let named = suffix.is_none_or(|suffix| export::by_extension(&suffix).is_some_and(is_html));
    is_html(target.format) && named
}

fn targets(arguments: &BuildArguments) -> anyhow::Result<Vec<Target>> {
    let mut targets = Vec::new();
    for output in &arguments.outputs {
        refuse_missing_format(output, arguments.format.as_deref())?;
        targets.extend(target::parse(output, arguments.format.as_deref())?);
    }
    if arguments.no_clobber {
        for target in &targets {
            refuse_existing(&target.place)?;
        }
    }
    Ok(targets)
}

/// Formats that a feature of the same name brings, and whether this build has it. The names are suffixes too.
static OPTIONAL_FORMATS: [(&str, bool); 2] =
    [("parquet", cfg!(feature = "parquet")), ("png", cfg!(feature = "png"))];

/// Refuses what this build cannot write, and another can: it would be an unknown word otherwise.
fn refuse_missing_format(output: &str, format: Option<&str>) -> Result<(), Refusal> {
    let prefix = output.split_once(':').map(|(prefix, _)| prefix);
    let is_folder = output.ends_with('/') || Path::new(output).is_dir();
    let suffix = Path::new(output).extension().filter(|_| !is_folder).and_then(|suffix| suffix.to_str());
    let is_meant = |name: &str| match (format, prefix) {
        (Some(format), _) => format == name,
        (None, Some(prefix)) if prefix == name || export::by_name(prefix).is_some() => prefix == name,
        _ => suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case(name)),
    };
    match OPTIONAL_FORMATS.iter().find(|(name, present)| !present && is_meant(name)) {
        None => Ok(()),
        Some((name, _)) => Err(missing_feature(&format!("cannot write {name}"), name)),
    }
}

/// `--no-clobber`: nothing that exists is replaced.
fn refuse_existing(place: &Place) -> Result<(), Refusal> {
    let taken = match place {
        Place::Stdout => false,
        Place::File(path) => path.exists(),
        Place::Folder(path) => std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some()),
    };
    let (Place::File(path) | Place::Folder(path)) = place else { return Ok(()) };
    if !taken {
        return Ok(());
    }
    Err(Refusal::of("--no-clobber", &format!("{} exists", path.display())))
}

fn export_options(arguments: &BuildArguments) -> ExportOptions {
    let old_gexf = arguments.gexf_version == "1.2";
    ExportOptions::default()
        .with_csv_raw(arguments.csv_raw)
        .with_no_mentions(arguments.no_mentions)
        .with_gexf_version(if old_gexf { GexfVersion::V1_2 } else { GexfVersion::V1_3 })
        .with_vault_top(arguments.vault_top)
        .with_explorer_nodes(arguments.explorer_nodes)
        .with_color_by(if arguments.color_by == "kind" { ColorBy::Kind } else { ColorBy::Cluster })
}

/// What an analyst wants to know, on stderr.
fn report(
    session: &Session,
    whole: &PropertyGraph,
    graph: &PropertyGraph,
    written: &[Written],
    start: Instant,
) {
    let terminal = session.terminal;
    diagnostics(session, whole);
    let forms = session.store.read().map(counts).unwrap_or_default();
    for line in summary(whole, graph, &forms) {
        terminal.line(0, &line);
    }
    for remark in &graph.header.remarks {
        terminal.note(&super::refusal::remark(remark));
    }
    terminal.line(0, &format!("time         {:.1} s", start.elapsed().as_secs_f64()));
    for file in written {
        let place =
            file.path.as_ref().map_or_else(|| "standard output".into(), |path| path.display().to_string());
        terminal.line(0, &format!("wrote        {place} ({}, {})", file.format, bytes(file.bytes)));
    }
}

/// What the formats do not hold.
fn left_out(session: &Session, graph: &PropertyGraph, written: &[Written], options: &ExportOptions) {
    let names: BTreeSet<&str> = written.iter().map(|file| file.format).collect();
    let formats = names.into_iter().filter_map(export::by_name);
    for remark in formats.filter_map(|format| export::left_out(format, graph, options)) {
        session.terminal.note(&super::refusal::remark(&remark));
    }
}

fn diagnostics(session: &Session, graph: &PropertyGraph) {
    let problems = graph.diagnostics.iter().filter(|diagnostic| is_problem(diagnostic)).count();
    let json = session.messages == MessageFormat::Json;
    if json || session.terminal.verbosity > 0 {
        let limit = if session.terminal.verbosity > 1 { 0 } else { 5 };
        let mut text = Vec::new();
        let color = session.terminal.err_color;
        if check::print(&graph.diagnostics, limit, session.messages, color, &mut text).is_ok() {
            session.terminal.line(0, String::from_utf8_lossy(&text).trim_end());
        }
    } else if problems > 0 {
        let message = format!(
            "{} in the articles; `portent check` lists them, -v shows the first of each",
            counted_of(problems, "problem", "problems")
        );
        session.terminal.warn(&message);
    }
}

fn summary(whole: &PropertyGraph, graph: &PropertyGraph, forms: &[Count]) -> Vec<String> {
    let header = &whole.header;
    let copies = header.articles.saturating_sub(header.distinct_articles);
    let compilations = match header.compilations {
        0 => String::new(),
        count => {
            format!(", {} (rows count where they come from)", counted(count, "compilation", "compilations"))
        }
    };
    let dated = 100.0 * header.dated_articles as f64 / (header.articles as f64).max(1.0);
    let mut lines = vec![
        format!(
            "articles     {} read, {} of others{compilations}, {dated:.0} % dated",
            number(header.articles),
            counted(copies, "copy", "copies")
        ),
        format!(
            "table rows   {} read, {} kept, {} reported",
            number(header.rows.read),
            number(header.rows.kept),
            number(header.rows.reported)
        ),
    ];
    lines.extend(forms.iter().map(Count::line));
    lines.push(format!("mentions     {}", number(header.mentions)));
    lines.extend([format!(
        "names        {}; duplicates {}: {}",
        number(header.names),
        merged(&header.duplicates, header.names, header.entities),
        counted(header.entities, "entity", "entities")
    )]);
    lines.extend(expected_wrong(header));
    lines.extend([format!(
        "graph        {}, {} (modularity {:.3})",
        nodes_and_edges(whole),
        counted_of(whole.clusters.len(), "cluster", "clusters"),
        header.modularity
    )]);
    if graph.node_count() != whole.node_count() || graph.edge_count() != whole.edge_count() {
        lines.push(format!("filtered     {} written", nodes_and_edges(graph)));
    }
    lines
}

/// How many merges are to be expected to be wrong, where names were merged and the graph says so.
fn expected_wrong(header: &Header) -> Option<String> {
    let merged = header.names.saturating_sub(header.entities);
    let told = match header.expected_wrong_merges? {
        wrong if wrong < 0.5 => "hardly any is".to_owned(),
        wrong if wrong < 1.5 => "about 1 is".to_owned(),
        wrong => format!("some {} are", number(to_two_digits(wrong))),
    };
    let names = counted(merged, "merged name", "merged names");
    (merged > 0).then(|| format!("             of {names} {told} expected to be wrong"))
}

/// A number with its two leading digits: more of an estimate would pretend to know.
fn to_two_digits(estimate: f64) -> u64 {
    let mut step = 1.0;
    while estimate / step >= 100.0 {
        step *= 10.0;
    }
    ((estimate / step).round() * step) as u64
}

fn nodes_and_edges(graph: &PropertyGraph) -> String {
    let nodes = counted_of(graph.node_count(), "node", "nodes");
    format!("{nodes}, {}", counted_of(graph.edge_count(), "edge", "edges"))
}

fn merged(mode: &Named<DuplicateMode>, names: u64, entities: u64) -> String {
    match mode {
        Named::Known(DuplicateMode::Merge) => {
            format!("merged {} of them", number(names.saturating_sub(entities)))
        }
        Named::Known(DuplicateMode::Link) => "linked".into(),
        _ => "not looked for".into(),
    }
}

fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => counted(bytes, "byte", "bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// What to do with what was written. The question is one that the graph can answer: about concerns where it has some, else
/// about the things that it has most of.
fn next_step(written: &[Written], graph: &PropertyGraph) -> Option<String> {
    let file = |format: &str| {
        let file = written.iter().find(|file| file.format == format)?;
        file.path.as_ref().map(|path| path.display().to_string())
    };
    let gephi = file("gexf").or_else(|| file("graphml")).map(|path| format!("open {path} in Gephi"));
    let page = file("html").map(|path| format!("open {path} in a browser"));
    let kind = asked_kind(graph).map_or_else(String::new, |kind| format!(" --kind {kind}"));
    let ask = file("json").map(|path| format!("ask with `portent top {path}{kind}`"));
    let draw = file("dot").map(|path| format!("draw with `sfdp -Tsvg {path} -o graph.svg`"));
    let steps: Vec<String> = gephi.into_iter().chain(page).chain(ask).chain(draw).take(2).collect();
    (!steps.is_empty()).then(|| format!("next         {}", steps.join(", or ")))
}

fn asked_kind(graph: &PropertyGraph) -> Option<String> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for row in graph.nodes.rows().filter(|&row| graph.is_entity(row)) {
        *counts.entry(graph.kind_name(row)).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)));
    let kind = if counts.contains_key("concern") { "concern" } else { *most?.0 };
    Some(if kind.contains(char::is_whitespace) { format!("{kind:?}") } else { kind.to_owned() })
}
