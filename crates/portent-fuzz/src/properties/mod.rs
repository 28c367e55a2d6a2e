//! What holds whatever was read: of folders ([`folder`]), of graphs ([`graph`]), of what is written ([`written`]).

pub(crate) mod answers;
pub(crate) mod folder;
pub(crate) mod graph;
mod rows;
pub(crate) mod written;
