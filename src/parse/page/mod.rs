//! A Markdown page: its blocks, grouped under headings, become mentions, links and what the head lacks.

pub mod article;
mod block;
mod bullets;
pub(in crate::parse) mod closest;
pub(in crate::parse) mod columns;
mod outline;
mod rows;
mod sections;
mod survey;
pub(in crate::parse) mod table;
