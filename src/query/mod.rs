//! Answers to users' questions: pure functions from a property graph to a table.
