//! Reads two names as a person would: which words answer each other, and what the rest changes.
//!
//! A small network that was taught with labels of readers (`training/`). Words are rows of a table that portent
//! carries; nothing is downloaded. The method follows Parikh, Täckström, Das, Uszkoreit, "A decomposable attention
//! model for natural language inference", EMNLP 2016: attend, compare, aggregate.
//!
//! `table`: stems -> vectors; `portent_kernel::network`: the layers; `reading`: what the network says of two names.

pub(crate) mod reading;
pub(crate) mod table;
