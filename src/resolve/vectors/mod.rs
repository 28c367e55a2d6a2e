//! Vectors that the archive itself teaches: every row says one thing twice, as name and as description.
//!
//! A text is the sum of the vectors of its words, each weighed by the square root of its rarity.
//! [`train`] moves the vectors of words so that a name lies nearest to its own description among
//! those of its batch. No model from elsewhere, no network; the same pages give the same bits for
//! any number of threads. `docs/resolution.md` says why each choice was made.

mod file;
pub mod kernel;
pub mod neighbors;
pub mod points;
pub mod texts;
mod training;

use rustc_hash::FxHashMap;

use super::frozen::Frozen;

pub use file::{read, write};
pub use texts::{Texts, text_stems};
pub use training::train;

/// Numbers in a vector.
pub const DIMENSIONS: usize = 128;

/// Lessons (rows with a name and a description, copies left out) below which nothing is learned:
/// the vectors of so few rows separate worse than strings do.
pub const LEAST_LESSONS: usize = 4000;

/// What is known of one word of the archive.
#[derive(Debug, Clone, PartialEq)]
pub struct WordStatistics {
    /// Its stem.
    pub stem: String,
    /// In how many lessons it occurs.
    pub lessons: u32,
}

/// Vectors of words with the statistics that weigh them, and, once [frozen](crate::resolve::frozen::freeze), all
/// else of an archive that results depend on.
#[derive(Debug, Clone)]
pub struct Vectors {
    /// Words, sorted by stem.
    pub words: Vec<WordStatistics>,
    /// Lessons that were learned from.
    pub lessons: u32,
    /// [`DIMENSIONS`] numbers a word.
    rows: Vec<f32>,
    /// Points, [`DIMENSIONS`] numbers each, by which neighbors are found.
    landmarks: Vec<f32>,
    /// Statistics of the names of the archive and its groups.
    pub frozen: Option<Frozen>,
    id_of: FxHashMap<String, u32>,
}

impl Vectors {
    pub(super) fn new(words: Vec<WordStatistics>, lessons: u32, rows: Vec<f32>) -> Self {
        let id_of = (0..).zip(&words).map(|(id, word)| (word.stem.clone(), id)).collect();
        Self { words, lessons, rows, landmarks: Vec::new(), frozen: None, id_of }
    }

    /// The word with that stem.
    #[must_use]
    pub fn find(&self, stem: &str) -> Option<u32> {
        self.id_of.get(stem).copied()
    }

    /// The vector of a word.
    #[must_use]
    pub fn row(&self, word: u32) -> &[f32] {
        &self.rows[word as usize * DIMENSIONS..][..DIMENSIONS]
    }

    /// The vectors of all words, [`DIMENSIONS`] numbers each.
    #[must_use]
    pub fn rows(&self) -> &[f32] {
        &self.rows
    }

    /// Cosine of the vectors of two words.
    #[must_use]
    pub fn cosine(&self, x: u32, y: u32) -> f32 {
        points::Point::new(self.row(x)).cosine(&points::Point::new(self.row(y)))
    }

    /// Rarity of a word: ln(lessons / lessons with it). A word that was never learned is as rare as one of one lesson.
    #[must_use]
    pub fn rarity(&self, word: Option<u32>) -> f64 {
        let count = word.map_or(1, |word| self.words[word as usize].lessons.max(1));
        libm::log(f64::from(self.lessons.max(2)) / f64::from(count)).max(0.0)
    }

    /// The largest rarity.
    #[must_use]
    pub fn greatest_rarity(&self) -> f64 {
        self.rarity(None)
    }

    /// Weight of a word in a text: the square root of its rarity.
    #[must_use]
    pub fn weight(&self, word: u32) -> f32 {
        self.rarity(Some(word)).sqrt() as f32
    }

    /// Weights of all words, indexed by word.
    #[must_use]
    pub fn weights(&self) -> Vec<f32> {
        (0..).take(self.words.len()).map(|word| self.weight(word)).collect()
    }

    /// The vector of a text, of length 1 (zeros where it holds no known word). `weights` are [`Self::weights`].
    #[must_use]
    pub fn encode(&self, weights: &[f32], words: &[u32]) -> Vec<f32> {
        let (mut sum, mut length) = (vec![0.0; DIMENSIONS], [0.0]);
        training::sum_words(&mut sum, &mut length, &[words], (&self.rows, weights));
        sum
    }
}
