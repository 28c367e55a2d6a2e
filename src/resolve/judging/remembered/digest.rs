//! The hash behind keys and checksums of verdicts.

use crate::resolve::embedding::quantized::Point;

/// A hash of 64 bits over numbers, each stirred well: FNV would take a step for each byte.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Digest(u64);

impl Digest {
    pub(crate) fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    /// The hash after one more number. The constant and the shift are those of the finalizer of MurmurHash3.
    #[must_use]
    pub(crate) fn number(self, number: u64) -> Self {
        let mixed = (self.0 ^ number).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        Self((mixed ^ (mixed >> 32)).wrapping_add(0x9E37_79B9_7F4A_7C15))
    }

    /// The hash after a text and its length.
    #[must_use]
    pub(crate) fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    /// The hash after some bytes and their number.
    #[must_use]
    pub(crate) fn bytes(self, bytes: &[u8]) -> Self {
        let (words, rest) = bytes.as_chunks::<8>();
        let all = words.iter().fold(self, |digest, word| digest.number(u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        all.number(u64::from_le_bytes(last)).number(bytes.len() as u64)
    }

    /// The hash after a real number, by its bits.
    #[must_use]
    pub(crate) fn real(self, number: f64) -> Self {
        self.number(number.to_bits())
    }

    /// The hash after a vector.
    #[must_use]
    pub(crate) fn point(self, point: &Point) -> Self {
        point.words().fold(self, Self::number)
    }

    /// The hash.
    pub(crate) fn finish(self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
        mixed ^ (mixed >> 33)
    }
}
