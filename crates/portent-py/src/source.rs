//! What a graph was built from.

use portent::Corpus;
use portent::resolve::ResolveOptions;

/// Pages and how their names are resolved: what `explain` and `unsure` ask again.
pub(crate) struct Source {
    pub(crate) corpus: Corpus,
    pub(crate) resolve: ResolveOptions,
}
