//! The server as a client meets it, and its answers as the library has them: one program of tests, a module a subject.

// What fails in a helper of a test fails the test.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod answers;
mod archive;
mod command;
mod protocol;
mod support;
