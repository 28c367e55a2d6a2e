//! What the command takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

/// Judges the pairs of `portent names` on a cluster, or here by the same plans.
#[derive(Parser)]
#[command(version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// The process that plans and hands out tasks; a cluster has one.
    Scheduler(Scheduler),
    /// A process that runs tasks; a cluster has as many as you like, all of one build of this program.
    Executor(Executor),
    /// Runs the steps of a folder on a cluster.
    Submit {
        #[command(flatten)]
        work: Work,
        /// Where the scheduler listens, as HOST:PORT.
        #[arg(long, default_value = "localhost:50050")]
        scheduler: String,
    },
    /// Runs the same steps in this process.
    Local {
        #[command(flatten)]
        work: Work,
    },
}

/// What is to be done, and how long anything may take.
#[derive(Args)]
pub(crate) struct Work {
    /// The folder that `portent names` filled; each executor sees it under this path.
    pub(crate) folder: PathBuf,
    /// Parts in which the pairs are judged. A part is judged again where it fails, so many small ones lose little.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) parts: u32,
    /// Parts that are under way at one time: the processors of the cluster, or some more.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) at_once: u32,
    /// Seconds until a step, or a part, that gave no answer counts as failed.
    #[arg(long, default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) deadline: u64,
    /// Times that a step, or a part, is tried.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) tries: u32,
}

impl Work {
    pub(crate) fn deadline(&self) -> Duration {
        Duration::from_secs(self.deadline)
    }
}

#[derive(Args)]
pub(crate) struct Scheduler {
    /// The address on which it listens.
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) bind: String,
    /// The port on which it listens.
    #[arg(long, default_value_t = 50050)]
    pub(crate) port: u16,
    /// Seconds without a sign of life after which an executor counts as dead. Where machines are short of processors, a low
    /// number declares the living dead.
    #[arg(long, default_value_t = 30)]
    pub(crate) executor_timeout: u64,
}

#[derive(Args)]
pub(crate) struct Executor {
    /// Where the scheduler listens, as HOST:PORT.
    #[arg(long, default_value = "localhost:50050")]
    pub(crate) scheduler: String,
    /// The address on which others fetch what it found.
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) bind: String,
    /// The name or address by which others reach it; the address of --bind unless told.
    #[arg(long)]
    pub(crate) host: Option<String>,
    /// The port on which others fetch what it found; the next one is taken, too.
    #[arg(long, default_value_t = 50051)]
    pub(crate) port: u16,
    /// Tasks at one time.
    #[arg(long, default_value_t = 1)]
    pub(crate) tasks: usize,
    /// The folder for what it found; a new one, which goes with the process, unless told.
    #[arg(long)]
    pub(crate) folder: Option<PathBuf>,
    /// Acts as another build; for tests.
    #[arg(long, hide = true)]
    pub(crate) act_as: Option<String>,
}
