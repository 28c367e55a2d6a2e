//! Judged pairs of names -> entities and the links between them.

pub(crate) mod agglomerate;
pub(crate) mod canonical;
pub(crate) mod effect;
pub(crate) mod grouping;
pub(crate) mod likeness;
pub(crate) mod link;
pub(crate) mod whole;
