//! The table that portent carries: stems with their vectors, and the layers of the network.
//!
//! Little-endian: the magic line; words and letters of their list (u32 each); the stems, sorted, one a line; one scale
//! (f32) a word; [`WIDTH`] numbers (i8) a word, to be multiplied by its scale; the layers (f32).

use std::sync::LazyLock;

use portent_kernel::network::{Layers, Vector, WIDTH};

const MAGIC: &[u8] = b"portent reader 1\n";

/// The table and the layers that portent ships.
pub(crate) static SHIPPED: LazyLock<Table> =
    LazyLock::new(|| Table::read(include_bytes!("reader.bin")).expect("the shipped table is whole"));

/// Stems with their vectors, and what reads them.
pub(crate) struct Table {
    stems: Vec<&'static str>,
    scales: Vec<f32>,
    numbers: &'static [u8],
    pub(crate) layers: Layers,
}

impl Table {
    /// `None` where the bytes are cut short or of another version.
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let (words, letters) = (count(&mut rest)?, count(&mut rest)?);
        let stems: Vec<&str> = std::str::from_utf8(rest.split_off(..letters)?).ok()?.lines().collect();
        let scales = numbers(rest.split_off(..4 * words)?);
        let table = rest.split_off(..WIDTH * words)?;
        let layers = Layers::read(&numbers(rest))?;
        (stems.len() == words).then_some(Self { stems, scales, numbers: table, layers })
    }

    /// The vector of a stem; `None` where it is not in the table. A binary search.
    pub(crate) fn find(&self, stem: &str) -> Option<Vector> {
        let at = self.stems.binary_search(&stem).ok()?;
        let row = self.numbers.get(WIDTH * at..WIDTH * (at + 1))?;
        let mut vector = [0.0; WIDTH];
        vector
            .iter_mut()
            .zip(row)
            .for_each(|(x, &byte)| *x = f32::from(byte.cast_signed()) * self.scales[at]);
        Some(vector)
    }
}

fn count(rest: &mut &'static [u8]) -> Option<usize> {
    let bytes = rest.split_off(..4)?;
    usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
}

fn numbers(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|&number| f32::from_le_bytes(number)).collect()
}
