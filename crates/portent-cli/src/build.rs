//! `build`: articles in, files out, and a summary that says what happened.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use portent::export::output::{self, Existing, Output, Written};
use portent::export::target::{self, Place, Target};
use portent::export::{self, ExportOptions, Format, GexfVersion, MentionForm};
use portent::picture::map::ColorBy;
use portent::property_graph::PropertyGraph;
use portent::property_graph::drawable::{DrawableOptions, drawable};
use portent::property_graph::filter::{Filter, filter};
use portent::remark::Remark;

use super::arguments::{BuildArguments, ExploreArguments};
use super::cache;
use super::outcome::Outcome;
use super::own_input;
use super::plural::counted_of;
use super::progress::Progress;
use super::refusal::{Refusal, missing_feature};
use super::session::Session;
use super::source;
use super::summary::{self, Run};

pub(crate) fn build(session: &mut Session, arguments: &BuildArguments) -> anyhow::Result<Outcome> {
    if let Some(path) = &arguments.cache {
        session.store.kept.cache = Some(cache::open(session, path)?);
    }
    once(session, arguments)
}

/// One build, and a summary.
pub(crate) fn once(session: &Session, arguments: &BuildArguments) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let Made { whole, graph, written } = made(session, arguments)?;
    tell_earlier_notes(session, &written);
    let left_out = left_out(graph, &written, &export_options(arguments));
    let poor = summary::tell(session, &Run { whole, graph, written: &written, left_out, start, arguments });
    Ok(Outcome::of_graph(&whole.diagnostics, poor, session.settings.strict))
}

/// What a build made.
pub(crate) struct Made<'run> {
    /// The graph of the articles.
    pub(crate) whole: &'run PropertyGraph,
    /// The part of it that was written.
    pub(crate) graph: &'run PropertyGraph,
    /// The files.
    pub(crate) written: Vec<Written>,
}

/// Builds, and writes the outputs and the cache.
///
/// # Errors
/// Those of all steps; then outputs are as they were.
pub(crate) fn made<'run>(session: &'run Session, arguments: &BuildArguments) -> anyhow::Result<Made<'run>> {
    let wanted = arguments.filter.filter();
    wanted.check()?;
    let targets = targets(session, arguments)?;
    refuse_cache_as_output(session, &targets, arguments)?;
    let mut outputs = output::open(&targets)?;
    let before = session.store.kept.cache.as_ref().map(|cache| cache.snapshot());
    let progress = Progress::new(session.terminal);
    let whole = source::joined(session, &arguments.input.paths, arguments.closest, &progress)?;
    let graph = part(session, whole, &wanted, arguments)?;
    progress.step("writing");
    output::write(&mut outputs, graph, &export_options(arguments))?;
    let written = commit(outputs, arguments)?;
    drop(progress);
    if let (Some(path), Some(cache), Some(before)) = (&arguments.cache, &session.store.kept.cache, &before) {
        cache::save(session, path, cache, before);
    }
    Ok(Made { whole, graph, written })
}

/// The cache is written beside the outputs, never in the place of one.
fn refuse_cache_as_output(
    session: &Session,
    targets: &[Target],
    arguments: &BuildArguments,
) -> Result<(), Refusal> {
    let Some(cache) = &arguments.cache else { return Ok(()) };
    let at = place_of(cache);
    let is_it = |target: &Target| matches!(&target.place, Place::File(path) if place_of(path) == at);
    let what = match session.settings.vectors.as_deref().is_some_and(|path| place_of(path) == at) {
        true => "the file of --vectors",
        false if targets.iter().any(is_it) => "an output",
        false => return Ok(()),
    };
    Err(Refusal::with_hint(format!("--cache: {} is {what}", cache.display()), "name another file"))
}

/// Where a file is or will be, however its path is written.
fn place_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    path.file_name().map_or_else(|| path.to_owned(), |name| folder.join(name))
}

/// Puts the outputs in their places. With `--no-clobber`, one that came during the work is not replaced either.
fn commit(outputs: Vec<Output>, arguments: &BuildArguments) -> anyhow::Result<Vec<Written>> {
    let existing = if arguments.no_clobber { Existing::Refused } else { Existing::Replaced };
    output::commit(outputs, existing).map_err(|error| match error {
        portent::Error::Write { path, source } if source.kind() == io::ErrorKind::AlreadyExists => {
            taken(&path).into()
        }
        error => error.into(),
    })
}

/// Notes that an earlier build wrote into a vault and this one did not: they may be the person's own by now, so they stay.
fn tell_earlier_notes(session: &Session, written: &[Written]) {
    let notes: BTreeSet<&Path> = written
        .iter()
        .filter(|file| file.format == "vault")
        .filter_map(|file| file.path.as_deref())
        .collect();
    let folders: BTreeSet<&Path> = notes.iter().filter_map(|note| note.parent()).collect();
    let files = folders.iter().filter_map(|folder| folder.read_dir().ok()).flatten().flatten();
    let earlier = files.map(|file| file.path()).filter(|path| {
        path.extension().is_some_and(|suffix| suffix == "md") && !notes.contains(path.as_path())
    });
    let count = earlier.count();
    if count > 0 {
        let notes = counted_of(count, "earlier note remains", "earlier notes remain");
        session.terminal.warn(&format!("{notes} in the vault beside those of this build"));
    }
}

/// What is written: the whole, or the part that filters and `--drawable` ask for.
fn part<'run>(
    session: &'run Session,
    whole: &'run PropertyGraph,
    wanted: &Filter,
    arguments: &BuildArguments,
) -> anyhow::Result<&'run PropertyGraph> {
    let filtered = if *wanted == Filter::default() { None } else { Some(filter(whole, wanted)?) };
    let part = if arguments.drawable {
        let options = DrawableOptions::default().with_color_clusters(arguments.color_by != "kind");
        Some(drawable(filtered.as_ref().unwrap_or(whole), &options))
    } else {
        filtered
    };
    Ok(part.map_or(whole, |part| session.store.part(part)))
}

/// `explore`: a build of one page.
pub(crate) fn explore(session: &Session, arguments: &ExploreArguments) -> anyhow::Result<Outcome> {
    refuse_other_formats(&arguments.output)?;
    once(session, &arguments.into())
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

fn targets(session: &Session, arguments: &BuildArguments) -> anyhow::Result<Vec<Target>> {
    let mut targets = Vec::new();
    for output in &arguments.outputs {
        refuse_missing_format(output, arguments.format.as_deref())?;
        targets.extend(target::parse(output, arguments.format.as_deref())?);
    }
    for target in &targets {
        if arguments.no_clobber {
            refuse_existing(&target.place)?;
        }
        if let Place::File(path) = &target.place {
            own_input::refuse(session, &arguments.input.paths, path)?;
        }
    }
    Ok(targets)
}

/// Formats that a feature of the same name brings, the suffixes that mean them, and whether this build has them.
#[rustfmt::skip]
static OPTIONAL_FORMATS: [(&str, &[&str], bool); 3] = [
    ("parquet", &["parquet"], cfg!(feature = "parquet")),
    ("png", &["png"], cfg!(feature = "png")),
    ("sqlite", &["sqlite", "sqlite3", "db"], cfg!(feature = "sqlite")),
];

/// Refuses what this build cannot write, and another can: it would be an unknown word otherwise.
fn refuse_missing_format(output: &str, format: Option<&str>) -> Result<(), Refusal> {
    let prefix = output.split_once(':').map(|(prefix, _)| prefix);
    let is_folder = output.ends_with('/') || Path::new(output).is_dir();
    let suffix = Path::new(output).extension().filter(|_| !is_folder).and_then(|suffix| suffix.to_str());
    let is_meant = |name: &str, suffixes: &[&str]| match (format, prefix) {
        (Some(format), _) => format == name,
        (None, Some(prefix)) if prefix == name || export::by_name(prefix).is_some() => prefix == name,
        _ => suffix.is_some_and(|suffix| suffixes.iter().any(|known| suffix.eq_ignore_ascii_case(known))),
    };
    match OPTIONAL_FORMATS.iter().find(|(name, suffixes, present)| !present && is_meant(name, suffixes)) {
        None => Ok(()),
        Some((name, ..)) => Err(missing_feature(&format!("cannot write {name}"), name)),
    }
}

/// `--no-clobber`: nothing that exists is replaced.
fn refuse_existing(place: &Place) -> Result<(), Refusal> {
    let is_taken = match place {
        Place::Stdout => false,
        Place::File(path) => path.exists(),
        Place::Folder(path) => std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some()),
    };
    match place {
        Place::File(path) | Place::Folder(path) if is_taken => Err(taken(path)),
        _ => Ok(()),
    }
}

fn taken(path: &Path) -> Refusal {
    Refusal::of("--no-clobber", &format!("{} exists", path.display()))
}

fn export_options(arguments: &BuildArguments) -> ExportOptions {
    let old_gexf = arguments.gexf_version == "1.2";
    let as_columns = arguments.mentions == "columns";
    ExportOptions::default()
        .with_csv_raw(arguments.csv_raw)
        .with_no_mentions(arguments.no_mentions)
        .with_mention_form(if as_columns { MentionForm::Columns } else { MentionForm::Objects })
        .with_gexf_version(if old_gexf { GexfVersion::V1_2 } else { GexfVersion::V1_3 })
        .with_vault_top(arguments.vault_top)
        .with_explorer_nodes(arguments.explorer_nodes)
        .with_drawable(arguments.drawable)
        .with_color_by(if arguments.color_by == "kind" { ColorBy::Kind } else { ColorBy::Cluster })
}

/// What the formats do not hold.
fn left_out(graph: &PropertyGraph, written: &[Written], options: &ExportOptions) -> Vec<Remark> {
    let names: BTreeSet<&str> = written.iter().map(|file| file.format).collect();
    let formats = names.into_iter().filter_map(export::by_name);
    formats.filter_map(|format| export::left_out(format, graph, options)).collect()
}
