//! Vectors of words as rows of one list, and sums of them.

use portent_graph::index::TiSlice;
pub(crate) use portent_kernel::rows::{add, dot, dot4, exp, normalize};
pub(crate) use portent_kernel::vectorized;

portent_graph::index_type! {
    /// Index of a word that was learned, in the order of stems.
    pub struct WordId;
}

/// Numbers in a vector.
pub(crate) const DIMENSIONS: usize = 128;

vectorized! {
    /// The weighed sums of the vectors of words (`rows`, one after the other), scaled to length 1, and their lengths
    /// before.
    pub(crate) fn sum_words<'a>(
        sums: &'a mut [f32],
        lengths: &'a mut [f32],
        texts: &'a [&'a [WordId]],
        rows: &'a [f32],
        weights: &'a TiSlice<WordId, f32>,
    ) {
        for ((sum, length), text) in sums.chunks_exact_mut(DIMENSIONS).zip(lengths).zip(texts) {
            sum.fill(0.0);
            for &word in *text {
                add(sum, weights[word], row(rows, word));
            }
            *length = normalize(sum).max(f32::MIN_POSITIVE);
        }
    }
}

/// The vector of a word among those of all.
#[inline(always)]
pub(crate) fn row<Id: Into<usize>>(rows: &[f32], id: Id) -> &[f32] {
    &rows[id.into() * DIMENSIONS..][..DIMENSIONS]
}

/// [`row`], to be written.
#[inline(always)]
pub(crate) fn row_mut<Id: Into<usize>>(rows: &mut [f32], id: Id) -> &mut [f32] {
    &mut rows[id.into() * DIMENSIONS..][..DIMENSIONS]
}
