//! Typed indexes: a row number that knows which collection it belongs to.
//!
//! [`index_type!`](crate::index_type) makes a 4-byte index type; a [`TiVec`] of it accepts that type alone, so a row of
//! one table cannot be used in another, and no call site casts. Collections that other code hands
//! over as plain slices are read through [`TiSlice::from_ref`].

pub use typed_index_collections::{TiSlice, TiVec};

/// What numbers the rows of a collection: any type that [`index_type!`](crate::index_type) makes, or `usize` itself.
pub trait Key: Copy + Ord + From<usize> + Into<usize> + Send + Sync {}

impl<T: Copy + Ord + From<usize> + Into<usize> + Send + Sync> Key for T {}

/// Defines index types: `index_type! { /// What it numbers. pub struct NodeRow; }`.
///
/// Each is a `u32` inside, ordered and hashed like it, and converts from and to `usize`, which is
/// what a [`TiVec`](crate::index::TiVec) asks of its index.
#[macro_export]
macro_rules! index_type {
    ($($(#[$meta:meta])* $visibility:vis struct $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility struct $name(u32);

        // An index type may be private to its module.
        #[allow(dead_code, unreachable_pub)]
        impl $name {
            /// The index with this number.
            #[must_use]
            $visibility const fn new(number: u32) -> Self {
                Self(number)
            }

            /// The number, for files and packed storage.
            #[must_use]
            $visibility const fn get(self) -> u32 {
                self.0
            }

            /// The first `count` indexes, in order.
            $visibility fn first(count: usize) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
                (0..count).map(Self::from)
            }
        }

        impl From<usize> for $name {
            /// # Panics
            /// Where the collection holds 2^32 items or more.
            #[inline]
            fn from(place: usize) -> Self {
                Self(u32::try_from(place).expect("fewer than 2^32 items"))
            }
        }

        impl From<$name> for usize {
            #[inline]
            fn from(index: $name) -> Self {
                index.0 as usize
            }
        }

        // Expected values are written as plain numbers.
        impl PartialEq<u32> for $name {
            fn eq(&self, number: &u32) -> bool {
                self.0 == *number
            }
        }
    )+};
}

index_type! {
    /// A node of a graph: its place among the nodes.
    pub struct NodeRow;
    /// An edge of a graph: its place among the edges.
    pub struct EdgeRow;
}

#[cfg(test)]
mod tests {
    use super::{TiSlice, TiVec};

    index_type! {
        /// A row of the sample.
        struct Row;
    }

    #[test]
    fn an_index_reads_what_was_pushed_under_it() {
        let mut rows: TiVec<Row, char> = TiVec::new();
        let first = rows.push_and_get_key('a');
        let second = rows.push_and_get_key('b');
        assert_eq!((rows[first], rows[second]), ('a', 'b'));
        assert_eq!((first.get(), Row::new(1)), (0, second));
        assert_eq!(Row::first(2).collect::<Vec<_>>(), [first, second]);
        let read: &TiSlice<Row, char> = TiSlice::from_ref(&['x', 'y']);
        assert_eq!(read[second], 'y');
    }
}
