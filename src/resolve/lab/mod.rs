//! What a resolution is asked and measured by: explanations, labeled pairs, evaluation, training.

pub mod evaluate;
pub mod explain;
pub(crate) mod freeze;
pub mod guards;
pub mod pairs;
mod teaching;
pub mod train;
