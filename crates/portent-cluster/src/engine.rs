//! Where plans run: in this process, or on a cluster.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, bail};
use ballista::prelude::SessionContextExt as _;
use ballista_core::extension::SessionConfigExt as _;
use datafusion::arrow::array::RecordBatch;
use datafusion::execution::SessionStateBuilder;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::arguments::Work;
use crate::functions::{self, BUILD};

/// How long a scheduler may take to take a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// Pieces in which rows that are grouped are shuffled.
const PIECES: usize = 4;

/// A place where plans run.
#[derive(Clone)]
pub(crate) struct Engine {
    place: Place,
    deadline: Duration,
    /// Times that a step is tried.
    pub(crate) tries: u32,
}

#[derive(Clone)]
enum Place {
    Here,
    Cluster(String),
}

/// A question: tables by name, and SQL over them.
#[derive(Clone)]
pub(crate) struct Question {
    /// Parquet files of one schema under each name.
    pub(crate) tables: Vec<(&'static str, Vec<PathBuf>)>,
    /// Inner joins, GROUP BY and UNION ALL only.
    pub(crate) sql: String,
    /// Whether rows are grouped, and so shuffled in pieces; what only reads is one task.
    pub(crate) groups: bool,
}

impl Engine {
    /// DataFusion in this process.
    pub(crate) fn here(work: &Work) -> Self {
        Self { place: Place::Here, deadline: work.deadline(), tries: work.tries }
    }

    /// A cluster, whose scheduler answers.
    ///
    /// # Errors
    /// Where nothing listens there.
    pub(crate) async fn of_cluster(scheduler: &str, work: &Work) -> anyhow::Result<Self> {
        let connected = timeout(CONNECT, TcpStream::connect(scheduler)).await;
        match connected {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => {
                bail!("no scheduler answers at {scheduler}: {error}; start `portent-cluster scheduler`")
            }
            Err(_) => bail!("no scheduler answers at {scheduler} within {} s", CONNECT.as_secs()),
        }
        let place = Place::Cluster(format!("df://{scheduler}"));
        Ok(Self { place, deadline: work.deadline(), tries: work.tries })
    }

    /// All rows of the answer, in no order.
    ///
    /// # Errors
    /// What the engine says, and where no answer came within the deadline.
    pub(crate) async fn ask(&self, question: &Question) -> anyhow::Result<Vec<RecordBatch>> {
        // On a thread of its own, or all that runs here would share one.
        let (own, question) = (self.clone(), question.clone());
        let mut running = JoinSet::new();
        let _ = running.spawn(async move { own.rows(&question).await });
        let answer = timeout(self.deadline, running.join_next()).await;
        let who = match self.place {
            Place::Here => "this machine",
            Place::Cluster(_) => {
                "the cluster, whose executors may be gone or have too little of a processor,"
            }
        };
        let late = || anyhow::anyhow!("{who} gave no answer within {} s", self.deadline.as_secs());
        answer.map_err(|_| late())?.context("nothing ran")?.context("the engine failed")?
    }

    async fn rows(&self, question: &Question) -> anyhow::Result<Vec<RecordBatch>> {
        let context = self.context(if question.groups { PIECES } else { 1 }).await?;
        for (name, files) in &question.tables {
            let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
            let table = context.read_parquet(paths, ParquetReadOptions::default()).await;
            let table = table.with_context(|| format!("the table {name} cannot be read"))?;
            context.register_table(*name, table.into_view())?;
        }
        Ok(context.sql(&question.sql).await?.collect().await?)
    }

    async fn context(&self, pieces: usize) -> anyhow::Result<SessionContext> {
        let config = match self.place {
            Place::Here => SessionConfig::new(),
            // Its adaptive planner lost rows, and hung where an executor died.
            Place::Cluster(_) => {
                SessionConfig::new_with_ballista().with_ballista_adaptive_query_planner(false)
            }
        };
        let config = config.with_target_partitions(pieces);
        let context = match &self.place {
            Place::Here => SessionContext::new_with_config(config),
            Place::Cluster(url) => {
                let state = SessionStateBuilder::new().with_default_features().with_config(config).build();
                SessionContext::remote_with_state(url, state).await?
            }
        };
        context.register_udf(functions::judge(BUILD).as_ref().clone());
        Ok(context)
    }
}
