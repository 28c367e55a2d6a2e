//! The processes of a cluster.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use ballista_core::config::TaskSchedulingPolicy;
use ballista_core::extension::ballista_scalar_functions;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use datafusion::execution::FunctionRegistry as _;

use crate::arguments;
use crate::functions::{self, BUILD};

/// Seconds between two signs of life of an executor, and between two looks for dead ones.
const BEAT: u64 = 1;
/// Bytes that a folder must take.
const ROOM: usize = 1 << 20;
/// Seconds that an executor waits for its scheduler before it gives up.
const CONNECT: u16 = 60;
/// Seconds that a job waits for an executor where the last one is gone.
const WITHOUT_EXECUTORS: u64 = 30;

/// Plans and hands out tasks, until it is told to end.
///
/// Executors ask for work (pull-staged): where the scheduler pushes it, a job hangs for ever when an executor dies. A stage
/// that failed is not run again: Ballista 55 then reads rows of the first try twice, so that the whole step is run again.
///
/// # Errors
/// Where the address cannot be taken.
pub(crate) async fn scheduler(options: &arguments::Scheduler) -> anyhow::Result<()> {
    let address = format!("{}:{}", options.bind, options.port);
    let address: SocketAddr = address.parse().with_context(|| format!("--bind: {address} is no address"))?;
    let config = SchedulerConfig {
        bind_host: options.bind.clone(),
        external_host: options.bind.clone(),
        bind_port: options.port,
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        executor_timeout_seconds: options.executor_timeout.max(2 * BEAT),
        expire_dead_executor_interval_seconds: BEAT,
        no_executors_grace_period_seconds: WITHOUT_EXECUTORS,
        stage_max_failures: 1,
        override_session_builder: Some(Arc::new(|config| {
            let mut state = default_session_builder(config)?;
            let _ = state.register_udf(functions::judge(BUILD))?;
            Ok(state)
        })),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, address, Arc::new(config))
        .await
        .with_context(|| format!("a scheduler at {address}"))
}

/// Asks a scheduler for tasks and runs them, until it is told to end.
///
/// # Errors
/// Where no scheduler answers within a minute, or a port or the folder cannot be used.
pub(crate) async fn executor(options: &arguments::Executor) -> anyhow::Result<()> {
    let own = tempfile::tempdir().context("a folder for what tasks find")?;
    let folder = options.folder.clone().unwrap_or_else(|| own.path().to_owned());
    let (host, port) = options.scheduler.rsplit_once(':').context("--scheduler: write HOST:PORT")?;
    let mut functions = BallistaFunctionRegistry::default();
    let known =
        ballista_scalar_functions().into_iter().map(|function| (function.name().to_owned(), function));
    functions.scalar_functions.extend(known);
    let judge = functions::judge(options.act_as.as_deref().unwrap_or(BUILD));
    functions.scalar_functions.insert(judge.name().to_owned(), judge);
    let config = ExecutorProcessConfig {
        bind_host: options.bind.clone(),
        external_host: Some(options.host.clone().unwrap_or_else(|| options.bind.clone())),
        port: options.port,
        grpc_port: options.port.saturating_add(1),
        scheduler_host: host.to_owned(),
        scheduler_port: port.parse().with_context(|| format!("--scheduler: {port} is no port"))?,
        scheduler_connect_timeout_seconds: CONNECT,
        vcores: options.tasks.max(1),
        task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
        work_dir: Some(folder.display().to_string()),
        executor_heartbeat_interval_seconds: BEAT,
        override_function_registry: Some(Arc::new(functions)),
        ..ExecutorProcessConfig::default()
    };
    tokio::select! {
        ended = start_executor_process(Arc::new(config)) => {
            ended.with_context(|| format!("an executor of {}", options.scheduler))
        }
        error = without_room(&folder) => Err(error.context(format!("{} has no room", folder.display()))),
    }
}

/// Waits until a folder has no room for what a task may find. An executor that cannot write fails each task in no time and
/// gets the next one, so that it would fail those of all others: it ends.
async fn without_room(folder: &Path) -> anyhow::Error {
    let probe = folder.join("room.tmp");
    let zeros = vec![0; ROOM];
    loop {
        let written = tokio::fs::write(&probe, &zeros).await;
        let _ = tokio::fs::remove_file(&probe).await;
        match written {
            Ok(()) => tokio::time::sleep(Duration::from_secs(BEAT)).await,
            Err(error) => return error.into(),
        }
    }
}
