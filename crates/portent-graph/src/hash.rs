//! FNV-1a (Fowler, Noll, Vo; <http://www.isthe.com/chongo/tech/comp/fnv/>): equal on every machine, for ids, keys and files.

/// Where a hash of 64 bits starts.
pub const START: u64 = 0xCBF2_9CE4_8422_2325;

/// The hash of 64 bits after some more bytes; the first start from [`START`].
pub fn extend(hash: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The hash of a text, 64 bits.
pub fn wide(text: &str) -> u64 {
    extend(START, text.bytes())
}

/// The hash of a text, 32 bits.
pub fn narrow(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::{narrow, wide};

    #[test]
    fn hashes_equal_the_published_vectors() {
        // FNV test suite of Noll: fnv1a_32("foobar") and fnv1a_64("foobar").
        assert_eq!(narrow("foobar"), 0xbf9c_f968);
        assert_eq!(wide("foobar"), 0x8594_4171_f739_67e8);
    }
}
