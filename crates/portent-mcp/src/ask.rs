//! A question -> what is sent for it.

use serde_json::Value;

use crate::archive::Archive;
use crate::fit::{Reply, fit};
use crate::tools;

impl Archive<'_> {
    /// Answers a question: the arguments of a tool, by its name. Whatever is wrong with them is an answer too, with
    /// [`Reply::is_error`].
    #[must_use]
    pub fn ask(&self, tool: &str, arguments: Value) -> Reply {
        match tools::call(self, tool, arguments) {
            Ok(answer) => fit(&answer),
            Err(refusal) => Reply::refused(&refusal),
        }
    }
}
