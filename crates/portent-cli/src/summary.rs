//! What a build tells on stderr: in eight lines at most, and all of it with `-v`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use portent::export::output::Written;
use portent::named::Named;
use portent::property_graph::{ClosestEdges, Header, Part, PropertyGraph};
use portent::remark::Remark;
use portent::resolve::DuplicateMode;

use super::arguments::{BuildArguments, MessageFormat};
use super::outcome::is_problem;
use super::overview::{Count, counts, in_one_line};
use super::plural::{counted, counted_of, number};
use super::session::Session;
use super::{check, poor};

/// So many lines are read; what a poor graph is told comes beside them.
const LINES: usize = 8;

/// A graph of more nodes is drawn in part: Gephi crawls and sfdp does not end.
const DRAWN_WHOLE: usize = 5000;

/// What a build did.
pub(crate) struct Run<'a> {
    /// The graph of the articles.
    pub(crate) whole: &'a PropertyGraph,
    /// The part of it that was written.
    pub(crate) graph: &'a PropertyGraph,
    /// The files.
    pub(crate) written: &'a [Written],
    /// What the formats do not hold.
    pub(crate) left_out: Vec<Remark>,
    /// When it began.
    pub(crate) start: Instant,
    /// What was asked.
    pub(crate) arguments: &'a BuildArguments,
}

/// Tells what a run did and what comes next; gives whether the graph is poor.
pub(crate) fn tell(session: &Session, run: &Run<'_>) -> bool {
    let terminal = session.terminal;
    let warned = diagnostics(session, run.whole);
    let facts = facts(session, run);
    facts.iter().for_each(|line| terminal.line(0, line));
    // Two lines are to come.
    notes(session, run, LINES.saturating_sub(usize::from(warned) + facts.len() + 2));
    terminal.line(0, &wrote(run));
    let poor = poor::tell_of_run(session);
    if let Some(next) = next_step(run).filter(|_| !poor) {
        terminal.line(0, &next);
    }
    poor
}

/// As many notes as there is room for, those of the last steps first, and how many more there are.
fn notes(session: &Session, run: &Run<'_>, room: usize) {
    let terminal = session.terminal;
    let all = terminal.verbosity > 0;
    // The lines of the part and of the decisions say it already.
    let is_said = |remark: &&Remark| {
        matches!(
            remark,
            Remark::Part { .. } | Remark::Drawable { .. } | Remark::LeftOut { .. } | Remark::Decisions { .. }
        )
    };
    let remarks = run.graph.header.remarks.iter().chain(&run.left_out).rev();
    let told: Vec<&Remark> =
        remarks.filter(|remark| all || (terminal.tells(remark) && !is_said(remark))).collect();
    let shown = if all || told.len() <= room { told.len() } else { room.saturating_sub(1) };
    told[..shown].iter().for_each(|remark| terminal.remark(remark));
    let more = told.len() - shown;
    if more > 0 {
        terminal.note(&format!("{}; -v shows them", counted_of(more, "more note", "more notes")));
    }
}

/// Findings about the input, or how many; gives whether that took a line.
fn diagnostics(session: &Session, graph: &PropertyGraph) -> bool {
    let problems = graph.diagnostics.iter().filter(|diagnostic| is_problem(diagnostic));
    let problems: u64 = problems.map(|diagnostic| u64::from(diagnostic.count)).sum();
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
            counted(problems, "problem", "problems")
        );
        session.terminal.warn(&message);
    }
    problems > 0
}

/// What was read, merged and joined, a line each.
fn facts(session: &Session, run: &Run<'_>) -> Vec<String> {
    let (header, whole) = (&run.whole.header, run.whole);
    let forms = session.store.read().map(counts).unwrap_or_default();
    let mut lines = vec![articles(header, &forms)];
    if session.terminal.verbosity > 0 {
        let rows = header.rows;
        let rows = Count { form: "table rows", read: rows.read, kept: rows.kept, reported: rows.reported };
        lines.extend(std::iter::once(&rows).chain(&forms).map(Count::line));
    }
    lines.push(format!(
        "names        {} in {}; duplicates {}: {}",
        number(header.names),
        counted(header.mentions, "mention", "mentions"),
        merged(header),
        counted(header.entities, "entity", "entities")
    ));
    let decided = header.remarks.iter().find(|remark| matches!(remark, Remark::Decisions { .. }));
    lines.extend(decided.map(|decided| format!("decisions    {decided}")));
    lines.push(format!(
        "graph        {}, {}, {} (modularity {:.2})",
        counted_of(whole.node_count(), "node", "nodes"),
        counted_of(whole.edge_count(), "edge", "edges"),
        counted_of(whole.clusters.len(), "cluster", "clusters"),
        header.modularity
    ));
    lines.extend(
        whole.header.closest.as_ref().filter(|_| run.arguments.closest.each().is_some()).map(closest),
    );
    lines.extend(run.graph.header.part.as_ref().filter(|_| !std::ptr::eq(whole, run.graph)).map(part));
    lines
}

/// `articles     26 (0 copies, 88 % dated): 520 table rows, 288 bullets; all kept`
fn articles(header: &Header, forms: &[Count]) -> String {
    let copies = header.articles.saturating_sub(header.distinct_articles);
    let compilations = match header.compilations {
        0 => String::new(),
        count => format!(", {}", counted(count, "compilation", "compilations")),
    };
    let dated = 100.0 * header.dated_articles as f64 / (header.articles as f64).max(1.0);
    format!(
        "articles     {} ({}{compilations}, {dated:.0} % dated): {}",
        number(header.articles),
        counted(copies, "copy", "copies"),
        in_one_line(header.rows, forms)
    )
}

/// `closest      11,934 edges: each article and its 5 nearest; 9 articles are near to none`
fn closest(closest: &ClosestEdges) -> String {
    let alone = match closest.alone {
        0 => String::new(),
        1 => "; 1 article is near to none".into(),
        count => format!("; {} articles are near to none", number(count as u64)),
    };
    format!(
        "closest      {}: each article and its {} nearest{alone}",
        counted_of(closest.edges, "edge", "edges"),
        closest.each
    )
}

/// Of what was written, where that is a part.
fn part(part: &Part) -> String {
    let of = |[part, whole]: [usize; 2]| format!("{} of {}", number(part as u64), number(whole as u64));
    format!(
        "part         {} nodes, {} edges ({})",
        of(part.nodes),
        of(part.edges),
        part.conditions.join("; ")
    )
}

/// So many files of one format in one folder are named one by one.
const LISTED: usize = 4;

/// The files and the time, many of one folder together: `wrote        g.gexf (gexf, 1.2 MB), g.json (json, 3.4 MB) in 1.5 s`.
fn wrote(run: &Run<'_>) -> String {
    let file = |file: &Written| {
        let place =
            file.path.as_ref().map_or_else(|| "standard output".into(), |path| path.display().to_string());
        format!("{place} ({}, {})", file.format, bytes(file.bytes))
    };
    let alike = run.written.chunk_by(|a, b| a.format == b.format && folder(a) == folder(b));
    let files = alike.flat_map(|files| match files {
        [first, .., _] if files.len() > LISTED => {
            let all = files.iter().map(|file| file.bytes).sum();
            let number = counted(files.len() as u64, "file", "files");
            vec![format!("{}/ ({}, {number}, {})", folder(first).display(), first.format, bytes(all))]
        }
        _ => files.iter().map(file).collect(),
    });
    let files: Vec<String> = files.collect();
    format!("wrote        {} in {:.1} s", files.join(", "), run.start.elapsed().as_secs_f64())
}

/// The folder that a file was written to.
fn folder(file: &Written) -> &Path {
    file.path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""))
}

/// What became of the names, and how many merges are to be expected to be wrong.
fn merged(header: &Header) -> String {
    let merged = match header.duplicates {
        Named::Known(DuplicateMode::Merge) => header.names.saturating_sub(header.entities),
        Named::Known(DuplicateMode::Link) => return "linked".into(),
        _ => return "not looked for".into(),
    };
    let told = match header.expected_wrong_merges.filter(|_| merged > 0) {
        None => String::new(),
        Some(wrong) if wrong < 0.5 => " (hardly any is expected to be wrong)".to_owned(),
        Some(wrong) if wrong < 1.5 => " (about 1 is expected to be wrong)".to_owned(),
        Some(wrong) => format!(" (some {} are expected to be wrong)", number(to_two_digits(wrong))),
    };
    format!("merged {} of them{told}", number(merged))
}

/// A number with its two leading digits: more of an estimate would pretend to know.
fn to_two_digits(estimate: f64) -> u64 {
    let mut step = 1.0;
    while estimate / step >= 100.0 {
        step *= 10.0;
    }
    ((estimate / step).round() * step) as u64
}

fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => counted(bytes, "byte", "bytes"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// What to do with what was written. The question is one that the graph can answer: about concerns where it has some, else
/// about the things that it has most of.
fn next_step(run: &Run<'_>) -> Option<String> {
    let Run { written, graph, arguments, .. } = run;
    let file = |format: &str| {
        let file = written.iter().find(|file| file.format == format)?;
        file.path.as_ref().map(|path| path.display().to_string())
    };
    let large = graph.node_count() > DRAWN_WHOLE;
    let gephi = file("gexf").or_else(|| file("graphml")).map(|path| format!("open {path} in Gephi"));
    let page = file("html").map(|path| format!("open {path} in a browser"));
    let kind = asked_kind(graph).map_or_else(String::new, |kind| format!(" --kind {kind}"));
    // A drawable part holds no mentions to ask about.
    let asked = file("json").filter(|_| !arguments.drawable);
    let ask = asked.map(|path| format!("ask with `portent top {path}{kind}`"));
    let draw = file("dot").map(|path| format!("draw with `sfdp -Goverlap=prism -Tsvg {path} -o graph.svg`"));
    let part = large.then(|| draw_part(file("json"), arguments));
    let (gephi, draw) = if large { (None, None) } else { (gephi, draw) };
    let steps: Vec<String> =
        part.into_iter().chain(gephi).chain(page).chain(ask).chain(draw).take(2).collect();
    (!steps.is_empty()).then(|| format!("next         {}", steps.join(", or ")))
}

/// The command that draws a part: of graph.json where it was written, else of what was read.
fn draw_part(json: Option<String>, arguments: &BuildArguments) -> String {
    let read = || {
        let paths = arguments.input.paths.iter().map(|path| path.display().to_string());
        paths.collect::<Vec<String>>().join(" ")
    };
    format!("draw a part with `portent build {} --drawable -o drawable.gexf`", json.unwrap_or_else(read))
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
