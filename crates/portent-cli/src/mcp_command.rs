//! The command that an assistant starts to ask the graph (feature `mcp`).

#[cfg(feature = "mcp")]
pub(crate) use present::mcp;

#[cfg(not(feature = "mcp"))]
pub(crate) use absent::mcp;

/// A build without the feature says how to get it.
#[cfg(not(feature = "mcp"))]
mod absent {
    use crate::arguments::McpArguments;
    use crate::outcome::Outcome;
    use crate::refusal::missing_feature;
    use crate::session::Session;

    /// Refuses to serve.
    pub(crate) fn mcp(_: &Session, arguments: &McpArguments) -> anyhow::Result<Outcome> {
        let _ = &arguments.input.paths;
        Err(missing_feature("has no command \"mcp\"", "mcp").into())
    }
}

#[cfg(feature = "mcp")]
mod present {
    use std::path::Path;

    use portent_mcp::Archive;
    use portent_settings::options::trend_options;

    use crate::arguments::McpArguments;
    use crate::outcome::Outcome;
    use crate::progress::Progress;
    use crate::refusal::Refusal;
    use crate::session::Session;
    use crate::signals;
    use crate::source;

    /// Serves the graph until the input ends. Standard output carries the protocol alone: what is told goes to stderr.
    pub(crate) fn mcp(session: &Session, arguments: &McpArguments) -> anyhow::Result<Outcome> {
        let paths = &arguments.input.paths;
        if paths.iter().any(|path| path == Path::new("-")) {
            let hint = "give a folder, a file or a built graph";
            return Err(Refusal::with_hint("-: standard input is the assistant's".into(), hint).into());
        }
        signals::end_by_interrupt();
        let progress = Progress::new(session.terminal);
        let graph = source::graph(session, paths, &progress)?;
        drop(progress);
        let nodes = graph.node_count();
        session.terminal.line(1, &format!("serving      {nodes} nodes over standard input and output"));
        let archive = Archive::new(graph).with_trend(trend_options(&session.settings));
        portent_mcp::serve_standard_streams(&archive).map_err(|error| {
            Refusal::with_hint(error.to_string(), "an assistant starts this command: docs/assistants.md")
        })?;
        Ok(Outcome::Done)
    }
}
