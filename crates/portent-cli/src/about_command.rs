//! What is near to a text: as a table, as a page, or as a graph.

use std::path::{Path, PathBuf};

use portent::error::Error;
use portent::export::ExportOptions;
use portent::export::output::{self, Existing};
use portent::export::target::{self, Target};
use portent::property_graph::PropertyGraph;
use portent::query::{self, AboutOptions, PageFormat};
use portent::remark::Remark;

use super::arguments::AboutArguments;
use super::outcome::Outcome;
use super::progress::Progress;
use super::question::{answer, written};
use super::refusal::{self, Refusal};
use super::session::Session;
use super::source;

pub(crate) fn about(session: &Session, arguments: &AboutArguments) -> anyhow::Result<Outcome> {
    let (paths, texts) = arguments.paths_and_text.split_at(arguments.paths_and_text.len() - 1);
    let text = texts[0].to_string_lossy();
    let options = AboutOptions::default()
        .with_kinds(arguments.kinds.clone())
        .with_limit(arguments.limit)
        .with_articles(arguments.articles)
        .with_half_life(arguments.recency)
        .with_relevancy(arguments.relevancy);
    let file = arguments.output.as_deref();
    let page = file.and_then(page_format);
    match (file, page) {
        (Some(file), None) => {
            graph(session, paths, arguments, file, &|whole| query::topic_graph(whole, &text, &options))
        }
        _ if arguments.closest.each().is_some() => Err(no_graph().into()),
        (Some(file), Some(format)) => written(session, paths, file, |graph| {
            let table = query::about(graph, &text, &options)?;
            Ok::<_, Error>(query::topic_page(&graph.header.schema, &text, &table, format))
        }),
        (None, _) => {
            answer(session, paths, arguments.table.format, |graph| query::about(graph, &text, &options))
        }
    }
}

/// The format of a page, by its suffix; none for a graph.
fn page_format(file: &Path) -> Option<PageFormat> {
    match file.extension()?.to_ascii_lowercase().to_str()? {
        "md" => Some(PageFormat::Markdown),
        "html" | "htm" => Some(PageFormat::Html),
        _ => None,
    }
}

fn no_graph() -> Refusal {
    Refusal::with_hint(
        "--closest: it adds edges, and only a graph has some".into(),
        "write one, such as -o topic.gexf",
    )
}

/// Writes a part of the graph, and tells what it is.
fn graph(
    session: &Session,
    paths: &[PathBuf],
    arguments: &AboutArguments,
    file: &Path,
    part: &dyn Fn(&PropertyGraph) -> Result<PropertyGraph, Error>,
) -> anyhow::Result<Outcome> {
    let targets = targets(file)?;
    let mut outputs = output::open(&targets)?;
    let progress = Progress::new(session.terminal);
    let whole = source::joined(session, paths, arguments.closest, &progress)?;
    let part = session.store.part(part(whole)?);
    progress.step("writing");
    output::write(&mut outputs, part, &ExportOptions::default())?;
    let files = output::commit(outputs, Existing::Replaced)?;
    drop(progress);
    let own = part.header.remarks.iter().skip(whole.header.remarks.len());
    // What was left out is told with the part.
    let told =
        own.filter(|remark| session.terminal.tells(remark) && !matches!(remark, Remark::LeftOut { .. }));
    told.for_each(|remark| session.terminal.remark(remark));
    for path in files.iter().filter_map(|file| file.path.as_ref()) {
        session.terminal.line(0, &format!("wrote        {}", path.display()));
    }
    Ok(Outcome::of(&whole.diagnostics, session.settings.strict))
}

/// Where a graph goes; what ends in neither a suffix of graphs nor in one of pages is refused.
fn targets(file: &Path) -> Result<Vec<Target>, Refusal> {
    let hint =
        "a page ends in .md or .html, a graph in a suffix that `portent formats` lists, or is FORMAT:FILE";
    let Some(text) = file.to_str() else {
        let message = format!("--output: {} is not UTF-8", file.display());
        return Err(Refusal::with_hint(message, hint));
    };
    target::parse(text, None).map_err(|error| Refusal::with_hint(refusal::message(&error.into()), hint))
}
