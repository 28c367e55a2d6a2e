//! The protocol: questions come in on one thread and are answered on another, in order.
//!
//! The thread of the protocol only reads and writes messages, so that pings and cancellations are heard while an answer is made.
//! Answers are made on the thread of the caller: a thread pool that it belongs to is used, and the graph is only borrowed.

use std::sync::{Arc, mpsc};
use std::{io, thread};

use rmcp::handler::server::ServerHandler;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorData, Implementation,
    ListToolsResult, PaginatedRequestParams, ServerCapabilities, ServerConfig, ToolAnnotations,
};
use rmcp::service::{RequestContext, RoleServer, ServerInitializeError};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::oneshot;

use crate::archive::Archive;
use crate::fit::Reply;
use crate::instructions::instructions;
use crate::tools::{TOOLS, Tool};

/// Why a server ended before its input did.
#[derive(Debug)]
pub enum ServeError {
    /// The system gives no thread, or no event loop.
    Start(io::Error),
    /// The client does not speak the protocol; the message says what it sent.
    NoHandshake(String),
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Start(error) => write!(out, "cannot start a server: {error}"),
            Self::NoHandshake(told) => {
                write!(out, "the client does not speak the Model Context Protocol: {told}")
            }
        }
    }
}

impl std::error::Error for ServeError {}

/// Serves an archive over standard input and output until the input ends. Nothing else may write to standard output meanwhile.
///
/// # Errors
/// As [`serve`].
pub fn serve_standard_streams(archive: &Archive<'_>) -> Result<(), ServeError> {
    serve(archive, || (tokio::io::stdin(), tokio::io::stdout()))
}

/// Serves an archive over a pair of streams, made on the thread of the protocol, until the first of them ends. Questions are answered
/// in order, one after the other; one that was canceled while it waited is left out.
///
/// # Errors
/// [`ServeError`]. An input that ends before anything was asked is no error.
pub fn serve<R, W>(
    archive: &Archive<'_>,
    streams: impl FnOnce() -> (R, W) + Send + 'static,
) -> Result<(), ServeError>
where
    R: AsyncRead + Send + Unpin + 'static,
    W: AsyncWrite + Send + Unpin + 'static,
{
    let (ask, asked) = mpsc::channel();
    let handler = Handler { instructions: instructions(archive.graph()), ask };
    let protocol = thread::Builder::new().name("protocol".into());
    let protocol = protocol.spawn(move || speak(handler, streams)).map_err(ServeError::Start)?;
    // While the client shakes hands.
    archive.prepare();
    for Question { tool, arguments, is_canceled, reply } in asked {
        if !is_canceled() {
            // Whoever asked may be gone.
            let _ = reply.send(archive.ask(&tool, arguments));
        }
    }
    protocol.join().unwrap_or_else(|_| Err(ServeError::Start(io::Error::other("the protocol stopped"))))
}

/// Reads and writes messages until the input ends.
fn speak<R, W>(handler: Handler, streams: impl FnOnce() -> (R, W)) -> Result<(), ServeError>
where
    R: AsyncRead + Send + Unpin + 'static,
    W: AsyncWrite + Send + Unpin + 'static,
{
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().build().map_err(ServeError::Start)?;
    let spoken = runtime.block_on(async move {
        match rmcp::serve_server(handler, streams()).await {
            // The end of the input, or of the output: either way nobody is there any more.
            Ok(running) => drop(running.waiting().await),
            Err(ServerInitializeError::ConnectionClosed(_)) => {}
            Err(error) => return Err(ServeError::NoHandshake(error.to_string())),
        }
        Ok(())
    });
    // A pending read of standard input cannot be taken back, and nobody waits for it.
    runtime.shutdown_background();
    spoken
}

/// A question on its way to the thread that answers.
struct Question {
    tool: String,
    arguments: Value,
    is_canceled: Box<dyn Fn() -> bool + Send>,
    reply: oneshot::Sender<Reply>,
}

/// What the protocol asks of a server.
struct Handler {
    instructions: String,
    ask: mpsc::Sender<Question>,
}

impl ServerHandler for Handler {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().build();
        let mut config = ServerConfig::new(capabilities).with_instructions(self.instructions.clone());
        config.server_info = Implementation::new("portent", env!("CARGO_PKG_VERSION"));
        config
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(TOOLS.iter().map(|tool| described(tool)).collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let (reply, replied) = oneshot::channel();
        let question = Question {
            tool: request.name.into_owned(),
            arguments: request.arguments.map_or(Value::Null, Value::Object),
            is_canceled: Box::new(move || context.ct.is_cancelled()),
            reply,
        };
        let gone = |_| ErrorData::internal_error("the question was canceled, or the server is ending", None);
        self.ask.send(question).map_err(|_| gone(()))?;
        let reply = replied.await.map_err(|_| gone(()))?;
        Ok(sent(reply).into())
    }
}

/// An answer as the protocol has it.
fn sent(reply: Reply) -> CallToolResult {
    let content = vec![ContentBlock::text(reply.text)];
    if reply.is_error {
        return CallToolResult::error(content);
    }
    let mut result = CallToolResult::success(content);
    result.structured_content = reply.structured;
    result
}

/// A tool as clients list it: none of them writes, or reaches beyond the graph.
fn described(tool: &Tool) -> rmcp::model::Tool {
    let annotations = ToolAnnotations::with_title(tool.title)
        .read_only(true)
        .destructive(false)
        .idempotent(true)
        .open_world(false);
    rmcp::model::Tool::new(tool.name, tool.description, tool.input_schema())
        .with_title(tool.title)
        .with_raw_output_schema(Arc::new(tool.output_schema()))
        .with_annotations(annotations)
}
