//! What is wrong or doubtful in the input, and where. Diagnostics are collected and never stop a run.

mod code;

use serde::{Deserialize, Serialize};

pub use code::{Code, CodeName, Severity};

/// One finding about the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What was found; [`Code::ALL`] lists the codes.
    pub code: CodeName,
    /// Path of the file relative to the input, with `/`.
    pub path: String,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
    /// How many findings of this code and file this one stands for: above 1 in the last of many.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
    /// What is wrong, lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The offending line, for display; not written to graph.json.
    #[serde(skip)]
    pub excerpt: String,
}

impl Diagnostic {
    /// Whether it says that a whole file was not read.
    #[must_use]
    pub fn is_of_a_lost_file(&self) -> bool {
        matches!(&self.code, CodeName::Known(code) if code.loses_the_file())
    }
}

const fn one() -> u32 {
    1
}

// serde hands over a reference.
#[expect(clippy::trivially_copy_pass_by_ref)]
const fn is_one(count: &u32) -> bool {
    *count == 1
}
