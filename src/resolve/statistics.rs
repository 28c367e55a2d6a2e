//! What judging knows of the names of an archive: plain data, kept beside its vectors.
//!
//! With it a verdict on two names depends on what is said of these two alone.

/// The part of a stem that depends on the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StemStatistics {
    /// Its text.
    pub(crate) text: String,
    /// A word that has it, for comparing spellings.
    pub(crate) form: String,
    /// In how many names of the archive it occurs.
    pub(crate) frequency: u32,
}

/// Statistics of the names of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Statistics {
    /// How many names there were.
    pub(crate) names: u32,
    /// Their stems, in the order in which names first used them.
    pub(crate) stems: Vec<StemStatistics>,
    /// Their words, sorted: two words that one of them joins are a compound.
    pub(crate) tokens: Vec<String>,
    /// Acronyms that they define, each with the stems of its expansion.
    pub(crate) acronyms: Vec<(String, String)>,
    /// Hashed words of descriptions, each with the number of names that are described by it, sorted.
    pub(crate) described: Vec<(u32, u32)>,
}
