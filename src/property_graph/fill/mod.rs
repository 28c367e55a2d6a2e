//! What fills the columns of nodes: functions of the results of the stages, and of the mentions in time.

pub(super) mod from_stages;
pub(super) mod over_time;
