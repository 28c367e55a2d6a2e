//! A Markdown page: its blocks, grouped under headings, become mentions, links and what the head lacks.

pub mod article;
mod block;
mod bullets;
pub(in crate::parse) mod closest;
mod columns;
mod grid;
mod html;
mod items;
mod lists;
mod mentions;
mod namelike;
mod outline;
mod rows;
mod sections;
mod table;
