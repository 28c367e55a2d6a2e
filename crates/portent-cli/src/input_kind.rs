//! What the given paths are: articles, or a graph that is built already.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use portent::property_graph::{is_graph, is_graph_file};

use super::flags;
use super::refusal::Refusal;

/// What a command can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Articles alone.
    Articles,
    /// Articles and built graphs.
    Graph,
}

/// What is no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Not {
    Graph,
    Json,
}

/// The path, where it is a single built graph; by its suffix alone a file counts as one too, so that its reader says what is
/// wrong with it.
pub(crate) fn built(paths: &[PathBuf]) -> Option<&Path> {
    let [path] = paths else { return None };
    let graph = (has_suffix_of_a_graph(path) && !path.is_dir()) || is_graph_file(path);
    graph.then_some(path.as_path())
}

/// Refuses what would be read as Markdown and is none. Standard input is looked at, not consumed.
pub(crate) fn refuse_graphs(paths: &[PathBuf], takes: Takes, command: &str) -> anyhow::Result<()> {
    for path in paths {
        let what = if path.as_os_str() == "-" { of_standard_input(command)? } else { of_file(path) };
        if let Some(what) = what {
            return Err(refusal(path, what, takes, command).into());
        }
    }
    Ok(())
}

/// What stands in the way of reading articles there; `None` for nothing.
fn of_file(path: &Path) -> Option<Not> {
    match (is_graph_file(path), path.is_file() && is_json(path)) {
        (true, _) => Some(Not::Graph),
        (false, true) => Some(Not::Json),
        (false, false) => None,
    }
}

fn of_standard_input(command: &str) -> anyhow::Result<Option<Not>> {
    if io::stdin().is_terminal() {
        // Nobody is likely to type an article: what the command takes is told at once.
        let mut whole = flags::command();
        // Else its usage would lack the name of the program.
        whole.build();
        if let Some(command) = whole.find_subcommand_mut(command) {
            let _ = writeln!(io::stderr().lock(), "\n{}", command.render_help());
        }
        let refusal = Refusal::with_hint(
            "-: standard input is a terminal".into(),
            "pipe an article into it, or give a folder or files",
        );
        return Err(refusal.into());
    }
    // What cannot be read is reported by who reads it.
    let graph = io::stdin().lock().fill_buf().is_ok_and(is_graph);
    Ok(graph.then_some(Not::Graph))
}

fn refusal(path: &Path, found: Not, takes: Takes, command: &str) -> Refusal {
    let name = if path.as_os_str() == "-" { "standard input".into() } else { path.display().to_string() };
    let (what, hint) = match (found, takes) {
        (Not::Json, _) => (
            "JSON; articles are Markdown".into(),
            "give the folder or the files that hold the articles".into(),
        ),
        (Not::Graph, Takes::Articles) => (
            format!("a built graph; `{command}` needs the articles it was built from"),
            "give the folder or the files that hold the articles".into(),
        ),
        (Not::Graph, Takes::Graph) => (
            format!("a built graph; `{command}` reads graphs from files"),
            format!("save it to a file, and give that: portent {command} graph.json"),
        ),
    };
    Refusal::with_hint(format!("{name} is {what}"), hint)
}

fn has_suffix_of_a_graph(path: &Path) -> bool {
    is_json(path) || path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("portent"))
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|suffix| suffix.eq_ignore_ascii_case("json"))
}
