//! A Markdown page: its blocks, grouped under headings, become mentions, links and what the head lacks.

pub mod article;
mod block;
mod body;
mod bullets;
mod closest;
pub(in crate::parse) mod columns;
mod fence;
mod outline;
mod prose;
mod rows;
mod running;
mod sections;
mod table;
