//! Answers as tables, and how they are written: [`write()`] for machines, [`write_text`] for people.
//!
//! [`Table`] holds typed cells and knows no format; the command, and whatever else shows answers, write it.

mod records;
mod sparkline;
mod table;
mod text;

pub use records::{TableFormat, write};
pub use sparkline::sparkline;
pub use table::{Cell, Field, Layout, Rank, Shown, Table};
pub use text::{TextOptions, cut, harmless, real, wrap, write as write_text};
