//! A Markdown page: its blocks, grouped under headings, become mentions, links and what the head lacks.

pub mod article;
mod block;
mod body;
mod bullets;
mod closest;
mod columns;
mod fence;
mod grid;
mod html;
mod items;
mod lists;
mod mentions;
mod namelike;
mod outline;
mod own_address;
mod prose;
pub(in crate::parse) mod rows;
mod running;
pub(in crate::parse) mod sections;
mod survey;
pub(in crate::parse) mod table;
pub(in crate::parse) mod wording;
