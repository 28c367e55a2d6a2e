//! `portent-cluster`: the steps between `portent names` and `portent join` on Apache DataFusion Ballista, each counted.
//!
//! `scheduler` and `executor` are the processes of a cluster; `submit` gives it the steps of a folder; `local` runs the same
//! plans in one process. docs/cluster.md says when a cluster pays, and how to set one up.

mod arguments;
mod batches;
mod cluster;
mod counted;
mod engine;
mod folder;
mod functions;
mod steps;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command, Work};
use crate::engine::Engine;
use crate::folder::Folder;

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Scheduler(options) => cluster::scheduler(&options).await,
        Command::Executor(options) => cluster::executor(&options).await,
        Command::Submit { work, scheduler } => run(Engine::of_cluster(&scheduler, &work).await, &work).await,
        Command::Local { work } => run(Ok(Engine::here(&work)), &work).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// All steps of a folder, a line each.
async fn run(engine: anyhow::Result<Engine>, work: &Work) -> anyhow::Result<()> {
    let engine = &engine?;
    let folder = Folder::open(&work.folder)?;
    tell(&steps::buckets(engine, &folder).await?);
    tell(&steps::pairs(engine, &folder, work).await?);
    tell(&steps::degree(engine, &folder, work.parts).await?);
    tell(&steps::recurrence(engine, &folder).await?);
    tell(&format!("next         `portent join {} PATH... -o OUTPUT`", work.folder.display()));
    Ok(())
}

/// The one place that writes to the terminal.
fn tell(line: &str) {
    eprintln!("{line}");
}
