//! Vectors of words, with the statistics that weigh them.

use rustc_hash::FxHashMap;

use crate::resolve::embedding::kernel::{DIMENSIONS, WordId, row, sum_words};
use crate::resolve::embedding::quantized::Point;
use portent_graph::index::{TiSlice, TiVec};

/// What is known of one word of the archive.
#[derive(Debug, Clone, PartialEq)]
pub struct WordStatistics {
    /// Its stem.
    pub stem: String,
    /// In how many lessons it occurs.
    pub lessons: u32,
}

/// Vectors of words with the statistics that weigh them.
#[derive(Debug, Clone)]
pub struct Vectors {
    /// Words, sorted by stem.
    pub words: TiVec<WordId, WordStatistics>,
    /// Lessons that were learned from.
    pub lessons: u32,
    /// [`DIMENSIONS`] numbers a word.
    pub(crate) rows: Vec<f32>,
    /// Points, [`DIMENSIONS`] numbers each, by which neighbors are found.
    pub(crate) landmarks: Vec<f32>,
    id_of: FxHashMap<String, WordId>,
}

impl Vectors {
    pub(crate) fn new(words: TiVec<WordId, WordStatistics>, lessons: u32, rows: Vec<f32>) -> Self {
        let id_of = words.iter_enumerated().map(|(id, word)| (word.stem.clone(), id)).collect();
        Self { words, lessons, rows, landmarks: Vec::new(), id_of }
    }

    /// The word with that stem.
    #[must_use]
    pub fn find(&self, stem: &str) -> Option<WordId> {
        self.id_of.get(stem).copied()
    }

    /// The vector of a word.
    #[must_use]
    pub fn row(&self, word: WordId) -> &[f32] {
        row(&self.rows, word)
    }

    /// The vectors of all words, [`DIMENSIONS`] numbers each.
    #[must_use]
    pub fn rows(&self) -> &[f32] {
        &self.rows
    }

    /// Cosine of the vectors of two words.
    #[must_use]
    pub fn cosine(&self, x: WordId, y: WordId) -> f32 {
        Point::new(self.row(x)).cosine(&Point::new(self.row(y)))
    }

    /// Rarity of a word: ln(lessons / lessons with it). A word that was never learned is as rare as one of one lesson.
    #[must_use]
    pub fn rarity(&self, word: Option<WordId>) -> f64 {
        let count = word.map_or(1, |word| self.words[word].lessons.max(1));
        libm::log(f64::from(self.lessons.max(2)) / f64::from(count)).max(0.0)
    }

    /// The largest rarity.
    #[must_use]
    pub fn greatest_rarity(&self) -> f64 {
        self.rarity(None)
    }

    /// Weight of a word in a text: the square root of its rarity.
    #[must_use]
    pub fn weight(&self, word: WordId) -> f32 {
        self.rarity(Some(word)).sqrt() as f32
    }

    /// Weights of all words.
    #[must_use]
    pub fn weights(&self) -> TiVec<WordId, f32> {
        self.words.keys().map(|word| self.weight(word)).collect()
    }

    /// The vector of a text, of length 1 (zeros where it holds no known word). `weights` are [`Self::weights`].
    #[must_use]
    pub fn encode(&self, weights: &TiSlice<WordId, f32>, words: &[WordId]) -> Vec<f32> {
        let (mut sum, mut length) = (vec![0.0; DIMENSIONS], [0.0]);
        sum_words(&mut sum, &mut length, &[words], &self.rows, weights);
        sum
    }
}
