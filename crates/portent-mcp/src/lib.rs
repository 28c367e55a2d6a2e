//! Answers the questions of an assistant about a [`PropertyGraph`](portent::PropertyGraph) over the Model Context Protocol.
//!
//! [`serve`] speaks the protocol over a pair of streams (for a command: standard input and output) until the input ends.
//! [`Archive`] answers without any transport:
//!
//! ```
//! use portent_mcp::Archive;
//! # let corpus = portent::Corpus::read(["../../fixtures/review"])?;
//! let graph = portent::build(&corpus, &portent::BuildOptions::default())?;
//! let archive = Archive::new(&graph);
//! let reply = archive.ask("search", serde_json::json!({ "text": "batteries" }));
//! assert!(!reply.is_error && reply.text.contains("second-life-for-batteries.md:"));
//! # Ok::<(), portent::Error>(())
//! ```
//!
//! Every answer is one of [`portent::query`], cut to a page below [`MOST_TOKENS`], and says of each row in which article, file
//! and line it stands. Nothing is written, and no path that a client names is opened: no tool takes one.

mod answer;
mod archive;
mod ask;
mod fit;
mod instructions;
mod place;
mod refusal;
mod server;
mod tokens;
mod tools;
mod turns;

pub use archive::Archive;
pub use fit::Reply;
pub use server::{ServeError, serve, serve_standard_streams};
pub use tokens::{MOST_TOKENS, most_tokens, most_tokens_of};
