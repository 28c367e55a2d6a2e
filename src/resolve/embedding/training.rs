//! Contrastive training of the vectors of words (`InfoNCE`: van den Oord, Li, Vinyals,
//! "Representation Learning with Contrastive Predictive Coding", 2018) by `AdaGrad` with one rate a word.
//!
//! Stable as well as deterministic: a word starts from a hash of its letters and a lesson falls
//! into a batch by a hash of its words, so one more article leaves nearly all batches as they were.
//! Batches follow each other on one thread, since each is too small to share; other work goes on beside.

use crate::parse::Corpus;
use crate::resolve::embedding::corpus_words::{Lesson, LessonId, Lessons, Texts};
use crate::resolve::embedding::kernel::{
    DIMENSIONS, WordId, add, dot, dot4, exp, row, row_mut, sum_words, vectorized,
};
use crate::resolve::embedding::neighbors;
use crate::resolve::embedding::vectors::{Vectors, WordStatistics};
use portent_graph::hash;
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;
use portent_graph::random::Random;

/// Lessons (rows with a name and a description, copies left out) below which nothing is learned:
/// the vectors of so few rows separate worse than strings do.
pub(crate) const LEAST_LESSONS: usize = 4000;

/// Lessons of a batch on average, each the negative example of all others.
const BATCH: usize = 64;
/// The most lessons of a batch, whose work grows with their square: only equal rows, which share a hash, come to so many.
const LARGEST_BATCH: usize = 4 * BATCH;
/// Passes over all lessons.
const EPOCHS: usize = 1;
/// Cosines are divided by it before the softmax.
const TEMPERATURE: f32 = 0.07;
/// First rate; it falls to a fifth over the training.
const RATE: f32 = 0.2;
/// Mean squares of the gradient with which `AdaGrad` starts, about those of 30 batches: from nothing, the first batch
/// of a word would throw it further than it is long, and one page more would send all that follows elsewhere.
const FIRST_SQUARES: f32 = 3.0;
/// Shares of the softmax below this move nothing that matters and are skipped.
const LEAST_SHARE: f32 = 0.01;
/// Words whose first vectors one task makes.
const TASK: usize = 256;

/// Learns vectors from the rows of a corpus; `None` where it has fewer than `LEAST_LESSONS`.
///
/// Time: lessons x `BATCH` x `DIMENSIONS` x `EPOCHS` multiplications, and half as many again.
#[must_use]
pub fn train(corpus: &Corpus, texts: &Texts, seed: u64) -> Option<Vectors> {
    let (lessons, words) = texts.lessons(corpus);
    if lessons.len() < LEAST_LESSONS {
        return None;
    }
    let rows = first_rows(&words, seed);
    let total = u32::try_from(lessons.len()).unwrap_or(u32::MAX);
    let mut vectors = Vectors::new(words, total, rows);
    learn(&mut vectors, &lessons, seed);
    vectors.landmarks = neighbors::landmarks(&vectors, &lessons);
    Some(vectors)
}

/// About normal numbers (the sum of four uniform ones) with a variance of 1 / [`DIMENSIONS`].
fn first_rows(words: &TiSlice<WordId, WordStatistics>, seed: u64) -> Vec<f32> {
    let scale = 1.732 / (DIMENSIONS as f32).sqrt();
    let fill = |row: &mut [f32], word: &WordStatistics| {
        let mut random = Random::new(hash::wide(&word.stem) ^ seed.wrapping_mul(0x9E37_79B9));
        let mut number = move || {
            let bits = random.next_u64();
            let part = |at: u32| ((bits >> at) & 0xFFFF) as f32;
            ((part(0) + part(16)) + (part(32) + part(48))) / 65536.0 - 2.0
        };
        row.fill_with(|| number() * scale);
    };
    let mut rows = vec![0.0; words.len() * DIMENSIONS];
    let tasks = rows.chunks_mut(TASK * DIMENSIONS).zip(words.raw.chunks(TASK));
    parallel::consume(tasks, |_, (rows, words)| {
        rows.chunks_mut(DIMENSIONS).zip(words).for_each(|(row, word)| fill(row, word));
    });
    rows
}

/// Batches of an epoch: the number of a batch is a hash of the lesson. A batch more takes a lesson each from a few
/// others and comes last, where steps are smallest.
fn batches(hashes: &TiSlice<LessonId, u64>, epoch: usize, seed: u64) -> Vec<Vec<LessonId>> {
    let count = (hashes.len() / BATCH).max(1);
    let salt = Random::new(seed ^ ((epoch as u64 + 1) << 32)).next_u64();
    // The batch, a random number and the lesson, as one number: fewer batches than lessons.
    let mut keyed: Vec<u128> = hashes
        .iter_enumerated()
        .map(|(id, hash)| {
            let mut random = Random::new(hash ^ salt);
            let batch = bucket(random.next_u64(), count as u64);
            u128::from(batch) << 96 | u128::from(random.next_u64()) << 32 | u128::from(id.get())
        })
        .collect();
    parallel::sort_wide(&mut keyed);
    let lesson = |&entry: &u128| LessonId::new(entry as u32);
    let batches = keyed.chunk_by(|a, b| a >> 96 == b >> 96).flat_map(|batch| batch.chunks(LARGEST_BATCH));
    batches.map(|batch| batch.iter().map(lesson).collect()).collect()
}

/// One of `count` buckets for a key; one bucket more takes its share from the others, and no key moves between those
/// (Lamping, Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm", 2014, arXiv:1406.2294).
fn bucket(mut key: u64, count: u64) -> u64 {
    let (mut found, mut next) = (0, 0);
    while next < count {
        found = next;
        key = key.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(1);
        next = ((found + 1) as f64 * ((1_u64 << 31) as f64 / ((key >> 33) + 1) as f64)) as u64;
    }
    found
}

fn learn(vectors: &mut Vectors, lessons: &Lessons, seed: u64) {
    let weights = vectors.weights();
    let plan: Vec<Vec<LessonId>> =
        (0..EPOCHS).flat_map(|epoch| batches(&lessons.hashes, epoch, seed)).collect();
    let mut squares: TiVec<WordId, f32> = vec![FIRST_SQUARES; vectors.words.len()].into();
    let mut step = Step::default();
    for (at, batch) in plan.iter().enumerate() {
        let rate = RATE * (1.0 - 0.8 * at as f32 / plan.len() as f32);
        let batch: Vec<Lesson<'_>> = batch.iter().map(|&id| lessons.get(id)).collect();
        step.forward(vectors, &weights, &batch);
        step.backward(batch.len());
        step.update(vectors, &weights, &batch, &mut squares, rate);
    }
}

/// One side of a batch: vectors of length 1, their lengths before, and the slopes of the loss.
#[derive(Default)]
struct Side {
    rows: Vec<f32>,
    lengths: Vec<f32>,
    slopes: Vec<f32>,
}

impl Side {
    fn resize(&mut self, size: usize) {
        self.rows.resize(size * DIMENSIONS, 0.0);
        self.slopes.resize(size * DIMENSIONS, 0.0);
        self.lengths.resize(size, 0.0);
    }
}

portent_graph::index_type! {
    /// A text of a batch: the name of a lesson has an even number, its description the odd one behind.
    struct TextOfBatch;
}

impl TextOfBatch {
    fn name(lesson: usize) -> Self {
        Self::from(2 * lesson)
    }

    fn description(lesson: usize) -> Self {
        Self::from(2 * lesson + 1)
    }

    /// 0 for a name, 1 for a description.
    #[inline(always)]
    fn side(self) -> usize {
        usize::from(self) % 2
    }

    /// The place of its lesson in the batch.
    #[inline(always)]
    fn lesson(self) -> usize {
        usize::from(self) / 2
    }
}

/// Room for the work on one batch.
#[derive(Default)]
struct Step {
    names: Side,
    descriptions: Side,
    /// e^(cosine / temperature), a row for each name, padded to a multiple of four.
    likeness: Vec<f32>,
    sums: Vec<f32>,
    /// Which text uses which word.
    uses: Vec<(WordId, TextOfBatch)>,
    /// The slope of each word of the batch.
    slopes: Vec<f32>,
}

impl Step {
    /// Vectors of both sides, and how alike each name is to each description.
    fn forward(&mut self, vectors: &Vectors, weights: &TiSlice<WordId, f32>, batch: &[Lesson<'_>]) {
        let size = batch.len();
        self.names.resize(size);
        self.descriptions.resize(size);
        let (names, descriptions) = (&mut self.names, &mut self.descriptions);
        let of_names: Vec<&[WordId]> = batch.iter().map(|lesson| lesson.name).collect();
        let told: Vec<&[WordId]> = batch.iter().map(|lesson| lesson.description).collect();
        sum_words(&mut names.rows, &mut names.lengths, &of_names, &vectors.rows, weights);
        sum_words(&mut descriptions.rows, &mut descriptions.lengths, &told, &vectors.rows, weights);
        self.likeness.resize(size * size, 0.0);
        like(&mut self.likeness, &names.rows, &descriptions.rows);
    }

    /// Slopes of the mean of both softmax losses (name -> description and back) for each vector.
    fn backward(&mut self, size: usize) {
        let by_name: Vec<f32> = self.likeness.chunks(size).map(|row| 1.0 / row.iter().sum::<f32>()).collect();
        self.sums.clear();
        self.sums.resize(size, 0.0);
        for row in self.likeness.chunks(size) {
            add(&mut self.sums, 1.0, row);
        }
        let by_description: Vec<f32> = self.sums.iter().map(|sum| 1.0 / sum).collect();
        // From likeness to the share of both softmaxes that each pair holds, less 2 on the diagonal.
        for (i, row) in self.likeness.chunks_mut(size).enumerate() {
            for (share, &other) in row.iter_mut().zip(&by_description) {
                *share *= by_name[i] + other;
            }
            row[i] -= 2.0;
        }
        let shares = &self.likeness;
        let by_row = |i: usize, j: usize| shares[i * size + j];
        slopes(&mut self.names, &self.descriptions.rows, by_row);
        slopes(&mut self.descriptions, &self.names.rows, |j, i| by_row(i, j));
    }

    /// Moves the vectors of the words of a batch.
    fn update(
        &mut self,
        vectors: &mut Vectors,
        weights: &TiSlice<WordId, f32>,
        batch: &[Lesson<'_>],
        squares: &mut TiSlice<WordId, f32>,
        rate: f32,
    ) {
        self.uses.clear();
        for (at, lesson) in batch.iter().enumerate() {
            self.uses.extend(lesson.name.iter().map(|&word| (word, TextOfBatch::name(at))));
            self.uses.extend(lesson.description.iter().map(|&word| (word, TextOfBatch::description(at))));
        }
        self.uses.sort_unstable();
        let words: Vec<&[(WordId, TextOfBatch)]> = self.uses.chunk_by(|a, b| a.0 == b.0).collect();
        self.slopes.clear();
        self.slopes.resize(words.len() * DIMENSIONS, 0.0);
        gather(&mut self.slopes, &words, weights, [&self.names.slopes, &self.descriptions.slopes]);
        descend(&mut vectors.rows, &self.slopes, &words, squares, rate);
    }
}

vectorized! {
    /// The slope of each word: those of the texts that use it, weighed.
    fn gather<'a>(
        rows: &'a mut [f32],
        words: &'a [&'a [(WordId, TextOfBatch)]],
        weights: &'a TiSlice<WordId, f32>,
        sides: [&'a [f32]; 2],
    ) {
        for (sum, uses) in rows.chunks_exact_mut(DIMENSIONS).zip(words) {
            for &(word, text) in *uses {
                add(sum, weights[word], row(sides[text.side()], text.lesson()));
            }
        }
    }
}

vectorized! {
    /// One step of `AdaGrad` for each word.
    fn descend<'a>(
        rows: &'a mut [f32],
        slopes: &'a [f32],
        words: &'a [&'a [(WordId, TextOfBatch)]],
        squares: &'a mut TiSlice<WordId, f32>,
        rate: f32,
    ) {
        for (slope, uses) in slopes.chunks_exact(DIMENSIONS).zip(words) {
            let word = uses[0].0;
            squares[word] += dot(slope, slope) / DIMENSIONS as f32;
            let factor = rate / squares[word].sqrt();
            add(row_mut(rows, word), -factor, slope);
        }
    }
}

vectorized! {
    /// e^(cosine / temperature) of each name with every description.
    fn like<'a>(likeness: &'a mut [f32], names: &'a [f32], descriptions: &'a [f32]) {
        let row = |j: usize| &descriptions[j * DIMENSIONS..][..DIMENSIONS];
        let size = descriptions.len() / DIMENSIONS;
        let whole = size / 4 * 4;
        for (values, name) in likeness.chunks_exact_mut(size).zip(names.chunks_exact(DIMENSIONS)) {
            for j in (0..whole).step_by(4) {
                values[j..j + 4].copy_from_slice(&dot4(name, [row(j), row(j + 1), row(j + 2), row(j + 3)]));
            }
            for (j, value) in values.iter_mut().enumerate().skip(whole) {
                *value = dot(name, row(j));
            }
            for value in values {
                *value = exp(*value / TEMPERATURE);
            }
        }
    }
}

/// Slope of each vector of one side: the other side weighed by `share`, along the sphere, divided by the length.
fn slopes(side: &mut Side, other: &[f32], share: impl Fn(usize, usize) -> f32) {
    let size = side.lengths.len();
    let mut shares = vec![0.0; size];
    for (i, slope) in side.slopes.chunks_exact_mut(DIMENSIONS).enumerate() {
        shares.iter_mut().enumerate().for_each(|(j, value)| *value = share(i, j));
        slope_of(slope, row(&side.rows, i), side.lengths[i], &shares, other);
    }
}

vectorized! {
    fn slope_of<'a>(
        slope: &'a mut [f32],
        own: &'a [f32],
        length: f32,
        shares: &'a [f32],
        others: &'a [f32],
    ) {
        slope.fill(0.0);
        for (&share, other) in shares.iter().zip(others.chunks_exact(DIMENSIONS)) {
            if share.abs() > LEAST_SHARE {
                add(slope, share, other);
            }
        }
        let radial = dot(slope, own);
        add(slope, -radial, own);
        let factor = 0.5 / (TEMPERATURE * length);
        slope.iter_mut().for_each(|x| *x *= factor);
    }
}

#[cfg(test)]
mod tests {
    use super::{Lessons, TiVec, Vectors, WordId, WordStatistics, batches, first_rows, learn};
    use portent_graph::index::TiSlice;
    use portent_graph::random::Random;

    /// Lessons of 40 topics: names of topic t use the words t and 40 + t, descriptions 80 + t and 120 + t.
    fn lessons() -> (TiVec<WordId, WordStatistics>, Lessons) {
        let word = |id: u32| WordStatistics { stem: format!("{id:03}"), lessons: 30 };
        let mut random = Random::new(1);
        let mut lessons = Lessons::default();
        for _ in 0..1200 {
            let topic = random.below(40);
            let words = |words: [usize; 2]| words.map(WordId::from);
            lessons.push(random.next_u64(), words([topic, 40 + topic]), words([80 + topic, 120 + topic]));
        }
        ((0..160).map(word).collect(), lessons)
    }

    fn learned(threads: usize) -> Vectors {
        let (words, lessons) = lessons();
        let rows = first_rows(&words, 0);
        let mut vectors = Vectors::new(words, 1200, rows);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| learn(&mut vectors, &lessons, 0));
        vectors
    }

    #[test]
    fn words_of_one_thing_draw_near_and_others_do_not() {
        let vectors = learned(2);
        let (same, other): (f32, f32) = (0..40)
            .map(|t| {
                let cosine = |x: u32, y: u32| vectors.cosine(WordId::new(x), WordId::new(y));
                (cosine(t, 80 + t), cosine(t, 80 + (t + 7) % 40))
            })
            .fold((0.0, 0.0), |sum, x| (sum.0 + x.0, sum.1 + x.1));
        assert!(same / 40.0 > 0.3 && other / 40.0 < 0.1, "{same} {other}");
    }

    #[test]
    fn the_bits_do_not_depend_on_the_threads() {
        let (one, three) = (learned(1), learned(3));
        assert!(one.rows.iter().zip(&three.rows).all(|(x, y)| x.to_bits() == y.to_bits()));
    }

    #[test]
    fn one_more_lesson_leaves_the_other_batches_as_they_were() {
        let hashes: Vec<u64> = (0..64_000).map(|id| Random::new(id).next_u64()).collect();
        let changed = |more: usize, fewer: usize| {
            let of = |count: usize| batches(TiSlice::from_ref(&hashes[..count]), 0, 0);
            let (all, fewer) = (of(more), of(fewer));
            (all.len() - fewer.len(), all.iter().zip(&fewer).filter(|(x, y)| x != y).count())
        };
        assert_eq!(changed(63_999, 63_998), (0, 1));
        // One batch more takes about 64 lessons from as many of the 999.
        let (batches, others) = changed(64_000, 63_999);
        assert!(batches == 1 && (40..=90).contains(&others), "{others}");
    }

    #[test]
    fn equal_lessons_fill_many_batches_of_bounded_size() {
        let batches = batches(TiSlice::from_ref(&[7; 1000]), 0, 0);
        assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [256, 256, 256, 232]);
    }

    #[test]
    fn buckets_are_of_about_one_size() {
        let mut sizes = [0_i32; 50];
        let mut random = Random::new(5);
        (0..50_000).for_each(|_| sizes[super::bucket(random.next_u64(), 50) as usize] += 1);
        // Each is binomial with mean 1,000 and a deviation of 31.
        assert!(sizes.iter().all(|size| (size - 1000).abs() < 150), "{sizes:?}");
        assert_eq!(super::bucket(7, 1), 0);
    }
}
