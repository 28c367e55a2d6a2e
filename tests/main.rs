//! The library as other programs use it: one program of tests, a module a subject.

// What fails in a helper of a test fails the test.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod architecture;
mod bounded_work;
mod centrality;
mod centrality_of_articles;
mod closest;
mod cluster_cards;
mod copies;
mod exports;
mod finding_files;
mod generated_documents;
mod generated_schema;
mod graph_versions;
mod pipeline;
mod reading_forms;
mod reading_heads;
mod reading_links;
mod reading_pages;
mod reading_people;
mod reading_tables;
mod several;
#[cfg(feature = "sqlite")]
mod sql;
mod support;
mod threats;
mod trends;
mod vault;
