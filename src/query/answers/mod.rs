//! One file a question.

pub(super) mod about;
pub(super) mod closest;
pub(super) mod clusters;
pub(super) mod diagnostics;
pub(super) mod diagram;
pub(super) mod diff;
pub(super) mod digest;
pub(super) mod duplicates;
pub(super) mod evolution;
pub(super) mod explained;
pub(super) mod groups;
pub(super) mod linked;
pub(super) mod neighbors;
pub(super) mod path;
pub(super) mod recurring;
pub(super) mod review;
pub(super) mod search;
pub(super) mod show;
pub(super) mod top;
pub(super) mod topic;
pub(super) mod topic_graph;
pub(super) mod trends;
