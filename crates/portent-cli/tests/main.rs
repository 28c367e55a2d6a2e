//! The command, run as people run it: one program of tests, a module a subject.

// What fails in a helper of a test fails the test.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod answers;
mod check;
mod configuration;
mod documents;
mod duplicates;
mod faults;
mod init;
mod inputs;
mod labeled_pairs;
mod mcp;
mod mutated;
mod outputs;
mod parts;
mod places;
mod report;
mod review;
mod support;
mod terminal;
mod usage;
mod versions;
#[cfg(unix)]
mod watch;
