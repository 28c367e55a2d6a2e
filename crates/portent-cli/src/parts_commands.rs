//! `names`, `pairs` and `join`: a build in parts (feature `parquet`).

#[cfg(feature = "parquet")]
pub(crate) use present::{join, names, pairs};

#[cfg(not(feature = "parquet"))]
pub(crate) use absent::{join, names, pairs};

/// A build without the feature says how to get it.
#[cfg(not(feature = "parquet"))]
mod absent {
    use crate::arguments::{JoinArguments, NamesArguments, PairsArguments};
    use crate::outcome::Outcome;
    use crate::refusal::missing_feature;
    use crate::session::Session;

    fn refuse(command: &str) -> anyhow::Result<Outcome> {
        Err(missing_feature(&format!("has no command {command:?}"), "parquet").into())
    }

    pub(crate) fn names(_: &Session, arguments: &NamesArguments) -> anyhow::Result<Outcome> {
        let _ = (&arguments.input.paths, &arguments.folder);
        refuse("names")
    }

    pub(crate) fn pairs(_: &Session, arguments: &PairsArguments) -> anyhow::Result<Outcome> {
        let _ = (&arguments.folder, &arguments.part, arguments.again);
        refuse("pairs")
    }

    pub(crate) fn join(_: &Session, arguments: &JoinArguments) -> anyhow::Result<Outcome> {
        let _ = (&arguments.folder, &arguments.build);
        refuse("join")
    }
}

#[cfg(feature = "parquet")]
mod present {
    use std::sync::Arc;

    use portent::parts::{self, Done, Filled, Part};
    use portent_settings::options::resolve_options;

    use crate::arguments::{JoinArguments, NamesArguments, PairsArguments};
    use crate::build;
    use crate::input_kind::built;
    use crate::outcome::Outcome;
    use crate::plural::counted_of;
    use crate::progress::Progress;
    use crate::refusal::Refusal;
    use crate::session::Session;
    use crate::source::corpus;

    /// Reads articles and writes the tables.
    pub(crate) fn names(session: &Session, arguments: &NamesArguments) -> anyhow::Result<Outcome> {
        let progress = Progress::new(session.terminal);
        let corpus = corpus(session, &arguments.input.paths, &progress)?;
        progress.step("bringing names together");
        let folder = &arguments.folder;
        let filled = parts::write(folder, corpus, &resolve_options(&session.settings, corpus)?)?;
        drop(progress);
        let Filled { names, candidates, buckets } = filled;
        let buckets = counted_of(buckets, "bucket", "buckets");
        session.terminal.line(
            0,
            &format!(
                "names        {}, {} to judge, in {buckets}",
                counted_of(names, "name", "names"),
                counted_of(candidates, "pair", "pairs")
            ),
        );
        let folder = folder.display();
        session.terminal.line(0, &format!("next         `portent pairs {folder} --part I/N` for each I, then `portent join {folder} PATH... -o OUTPUT`"));
        Ok(Outcome::Done)
    }

    /// Judges a part.
    pub(crate) fn pairs(session: &Session, arguments: &PairsArguments) -> anyhow::Result<Outcome> {
        let part: Part = arguments.part.parse().map_err(|error: String| Refusal::of("--part", &error))?;
        let progress = Progress::new(session.terminal);
        progress.step("judging pairs");
        let Done { candidates, pairs, was_there } = parts::judge(&arguments.folder, part, arguments.again)?;
        drop(progress);
        let path = part.path(&arguments.folder);
        let candidates = usize::try_from(candidates).unwrap_or(usize::MAX);
        let judged = counted_of(candidates, "pair", "pairs");
        let told = format!("{judged} judged, {} kept", counted_of(pairs, "pair", "pairs"));
        let line = match was_there {
            true => format!("part {part}: {} is there and whole; --again judges it again", path.display()),
            false => format!("part {part}: {told}: {}", path.display()),
        };
        session.terminal.line(0, &line);
        Ok(Outcome::Done)
    }

    /// Builds the graph from judged parts.
    pub(crate) fn join(session: &Session, arguments: &JoinArguments) -> anyhow::Result<Outcome> {
        if let Some(path) = built(&arguments.build.input.paths) {
            let message = format!("{} is already built", path.display());
            return Err(Refusal::with_hint(message, "give the articles that `portent names` read").into());
        }
        if arguments.build.watch || arguments.build.cache.is_some() {
            let message = "--watch and --cache: `join` judges nothing".to_owned();
            return Err(Refusal::with_hint(message, "give them to `portent build`").into());
        }
        let judged = parts::judged(&arguments.folder)?;
        let _ = session.judged.set(Arc::new(judged));
        build::once(session, &arguments.build)
    }
}
