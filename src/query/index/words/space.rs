//! Vectors of words: what the articles of the archive say together, beside what portent carries of English.
//!
//! The first half is latent semantic analysis of articles and words (Deerwester et al., "Indexing by latent semantic
//! analysis", JASIS 1990), by randomized subspace iteration (Halko, Martinsson, Tropp, "Finding structure with
//! randomness", SIAM Review 2011); the second is the table of the reader that judges names. Both without the direction
//! that all texts share (Arora, Liang, Ma, "A simple but tough-to-beat baseline for sentence embeddings", ICLR 2017).

use portent_graph::csr::Csr;
use portent_graph::index::TiVec;
use portent_graph::{hash, index_type, parallel};
use portent_kernel::network::WIDTH;

use super::texts::Vocabulary;
use crate::resolve::embedding::kernel::{DIMENSIONS, add, dot, normalize, row, row_mut};
use crate::resolve::judging::reader::table::SHIPPED;
use crate::resolve::language::sought::{SoughtId, english_stem};

/// Numbers that the archive teaches.
const LEARNED: usize = DIMENSIONS - WIDTH;
/// Fewer articles teach nothing.
const LEAST_PAGES: usize = 50;
/// A word of fewer articles is not learned.
const LEAST_WITH: u32 = 2;
/// What the table weighs beside what is learned.
const TABLE: f32 = 0.8;
/// Rounds of subspace iteration: one more moves no answer.
const ROUNDS: usize = 1;
/// Rows that one task works out.
const TASK: usize = 256;

index_type! {
    /// An article whose words are counted.
    pub(super) struct PageId;
}

/// A vector of a word or of a text.
pub(super) type Vector = [f32; DIMENSIONS];

/// A vector of length 1 for each word.
#[derive(Debug)]
pub(super) struct Space {
    rows: Vec<f32>,
    /// What all texts share, of the table's half.
    middle: Vec<f32>,
}

impl Space {
    /// Learns from how often each article says each word. O(words of articles · [`LEARNED`]).
    pub(super) fn new(vocabulary: &Vocabulary<'_>, pages: &Csr<PageId, (SoughtId, u32)>) -> Self {
        let mut with: TiVec<SoughtId, u32> = vec![0; vocabulary.len()].into();
        pages.items().iter().for_each(|&(word, _)| with[word] += 1);
        let learned = if pages.len() >= LEAST_PAGES { learned(vocabulary, pages, &with) } else { Vec::new() };
        let mut table = known(vocabulary);
        let middle = middle(&table, &with, pages.len());
        let mut rows = vec![0.0; vocabulary.len() * DIMENSIONS];
        for (id, word) in vocabulary.words() {
            let at = usize::from(id);
            let own = row_mut(&mut rows, id);
            if let Some(learned) = learned.get(at * LEARNED..(at + 1) * LEARNED) {
                own[..LEARNED].copy_from_slice(learned);
            }
            let carried = &mut table[at * WIDTH..(at + 1) * WIDTH];
            centered(carried, &middle);
            add(&mut own[LEARNED..], TABLE, carried);
            if normalize(own) == 0.0 {
                own.copy_from_slice(&of_letters(word));
            }
        }
        Self { rows, middle }
    }

    /// The vector of a word.
    pub(super) fn word(&self, word: SoughtId) -> &[f32] {
        row(&self.rows, word)
    }

    /// The vector of a word that the archive does not say; none where portent does not carry it.
    pub(super) fn elsewhere(&self, word: &str) -> Option<Vector> {
        let mut carried = SHIPPED.find(&english_stem(word))?;
        normalize(&mut carried);
        centered(&mut carried, &self.middle);
        let mut vector = [0.0; DIMENSIONS];
        vector[LEARNED..].copy_from_slice(&carried);
        Some(vector)
    }

    /// The sum of the vectors of words, each weighed, of length 1.
    pub(super) fn sum(&self, words: impl Iterator<Item = (SoughtId, f32)>) -> Vector {
        let mut sum = [0.0; DIMENSIONS];
        words.for_each(|(word, weight)| add(&mut sum, weight, self.word(word)));
        normalize(&mut sum);
        sum
    }
}

/// A direction of its own for a word of which nothing is known.
fn of_letters(word: &str) -> Vector {
    let bits = hash::wide(&word.to_lowercase());
    let mut vector = [0.0; DIMENSIONS];
    for (at, number) in vector.iter_mut().enumerate() {
        *number = if bits.rotate_left(17).wrapping_mul(2 * at as u64 + 1) >> 63 == 0 { 1.0 } else { -1.0 };
    }
    normalize(&mut vector);
    vector
}

/// The vectors of the table, of length 1; zeros where it has none.
fn known(vocabulary: &Vocabulary<'_>) -> Vec<f32> {
    let words: Vec<&str> = vocabulary.words().map(|(_, word)| word).collect();
    let carried = parallel::map_of(&words, TASK, |word| {
        let mut vector = SHIPPED.find(&english_stem(word)).unwrap_or([0.0; WIDTH]);
        normalize(&mut vector);
        vector
    });
    carried.concat()
}

/// The direction that the words of all pages share.
fn middle(table: &[f32], with: &TiVec<SoughtId, u32>, pages: usize) -> Vec<f32> {
    let mut middle = vec![0.0; WIDTH];
    // A few pages share their subject, too.
    if pages < LEAST_PAGES {
        return middle;
    }
    for (vector, &with) in table.chunks_exact(WIDTH).zip(with) {
        add(&mut middle, with as f32 * rarity(with, pages), vector);
    }
    normalize(&mut middle);
    middle
}

/// Takes a direction out of a vector, and scales it to length 1.
fn centered(vector: &mut [f32], middle: &[f32]) {
    let share = dot(vector, middle);
    add(vector, -share, middle);
    normalize(vector);
}

/// ln(pages / pages with the word).
fn rarity(with: u32, pages: usize) -> f32 {
    libm::log(pages.max(1) as f64 / f64::from(with.max(1))).max(0.0) as f32
}

/// The learned half, `LEARNED` numbers a word.
fn learned(
    vocabulary: &Vocabulary<'_>,
    pages: &Csr<PageId, (SoughtId, u32)>,
    with: &TiVec<SoughtId, u32>,
) -> Vec<f32> {
    let matrix = weighed(pages, with);
    let transposed = transposed(&matrix, vocabulary.len());
    let signs: Vec<f32> = vocabulary.words().flat_map(|(_, word)| signs(word)).collect();
    let mut basis = product(&matrix, &signs);
    for _ in 0..ROUNDS {
        make_orthonormal(&mut basis);
        basis = product(&matrix, &product(&transposed, &basis));
    }
    make_orthonormal(&mut basis);
    let mut words = product(&transposed, &basis);
    let mut shared = vec![0.0; LEARNED];
    for &(word, weight) in matrix.items() {
        add(&mut shared, weight, &words[usize::from(word) * LEARNED..][..LEARNED]);
    }
    normalize(&mut shared);
    words.chunks_exact_mut(LEARNED).for_each(|word| centered(word, &shared));
    words
}

/// What each page says of each word: ln(1 + count) by rarity, each page of length 1.
fn weighed(
    pages: &Csr<PageId, (SoughtId, u32)>,
    with: &TiVec<SoughtId, u32>,
) -> Csr<PageId, (SoughtId, f32)> {
    let mut matrix = Csr::with_room(pages.len(), pages.item_count());
    for page in pages.iter() {
        let weight = |&(word, count): &(SoughtId, u32)| {
            let is_learned = with[word] >= LEAST_WITH;
            let rarity = if is_learned { rarity(with[word], pages.len()) } else { 0.0 };
            (word, libm::log1p(f64::from(count)) as f32 * rarity)
        };
        let mut weights: Vec<(SoughtId, f32)> = page.iter().map(weight).collect();
        weights.retain(|(_, weight)| *weight > 0.0);
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        matrix.push(weights.into_iter().map(|(word, weight)| (word, weight / length)));
    }
    matrix
}

fn transposed(matrix: &Csr<PageId, (SoughtId, f32)>, words: usize) -> Csr<SoughtId, (PageId, f32)> {
    let entries: Vec<(PageId, f32)> =
        matrix.rows().flat_map(|page| matrix[page].iter().map(move |&(_, weight)| (page, weight))).collect();
    let places: Csr<SoughtId, usize> = Csr::grouped(words, matrix.items().iter().map(|&(word, _)| word));
    places.map(|place| entries[place])
}

/// Signs drawn from the letters of a word, so that one more article leaves them as they were.
fn signs(word: &str) -> impl Iterator<Item = f32> {
    let bits = hash::wide(&word.to_lowercase()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (0..LEARNED).map(move |at| if bits >> (at % 64) & 1 == 0 { 1.0 } else { -1.0 })
}

/// The product of a matrix with rows of [`LEARNED`] numbers.
fn product<Row, Item>(matrix: &Csr<Row, (Item, f32)>, rows: &[f32]) -> Vec<f32>
where
    Row: portent_graph::index::Key,
    Item: portent_graph::index::Key,
{
    let mut sums = vec![0.0; matrix.len() * LEARNED];
    parallel::consume(sums.chunks_mut(TASK * LEARNED), |task, sums| {
        for (at, sum) in sums.chunks_mut(LEARNED).enumerate() {
            for &(item, weight) in &matrix[Row::from(task * TASK + at)] {
                let place: usize = item.into();
                add(sum, weight, &rows[place * LEARNED..][..LEARNED]);
            }
        }
    });
    sums
}

/// Makes the columns of rows of [`LEARNED`] numbers orthonormal (Gram, Schmidt, as modified); what depends on others
/// becomes zero.
fn make_orthonormal(rows: &mut [f32]) {
    let count = rows.len() / LEARNED;
    let padded = count.next_multiple_of(portent_kernel::rows::LANES);
    let mut columns: Vec<Vec<f32>> = (0..LEARNED)
        .map(|at| {
            let mut column: Vec<f32> = rows.iter().skip(at).step_by(LEARNED).copied().collect();
            column.resize(padded, 0.0);
            column
        })
        .collect();
    for at in 0..LEARNED {
        let (done, rest) = columns.split_at_mut(at);
        let column = &mut rest[0];
        let before = dot(column, column).sqrt();
        for other in done.iter() {
            let share = dot(column, other);
            add(column, -share, other);
        }
        if normalize(column) <= DEPENDENT * before {
            column.fill(0.0);
        }
    }
    for (at, column) in columns.iter().enumerate() {
        rows.iter_mut().skip(at).step_by(LEARNED).zip(column).for_each(|(number, own)| *number = *own);
    }
}

/// What is left of a column that depends on others, by rounding.
const DEPENDENT: f32 = 1e-4;

#[cfg(test)]
mod tests {
    use super::{LEARNED, Space, make_orthonormal};
    use crate::language::Language;
    use crate::query::index::words::texts::read;
    use crate::resolve::embedding::kernel::dot;
    use portent_graph::csr::Csr;
    use portent_graph::random::Random;

    #[test]
    fn words_that_articles_say_together_are_near() {
        // Sixty articles of two topics; no word is in the table.
        let text =
            |at: usize| if at.is_multiple_of(2) { "zorbla quavit memplu" } else { "trivex ondoru pelkat" };
        let texts: Vec<String> =
            (0..60).map(|at| format!("{} filler{at} filler{}", text(at), at / 3)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (vocabulary, said) = read(vec![Language::English], &texts);
        let mut pages = Csr::default();
        said.iter().for_each(|words| {
            let mut counted: Vec<_> = words.iter().map(|&word| (word, 1)).collect();
            counted.sort_unstable();
            pages.push(counted);
        });
        let space = Space::new(&vocabulary, &pages);
        let near = |a: &str, b: &str| {
            let find = |word| space.word(vocabulary.find(word).unwrap());
            dot(find(a), find(b))
        };
        assert!(near("zorbla", "quavit") > 0.8, "{}", near("zorbla", "quavit"));
        assert!(near("zorbla", "trivex") < 0.2, "{}", near("zorbla", "trivex"));
    }

    #[test]
    fn the_table_knows_words_that_the_archive_does_not_say() {
        let (vocabulary, _) = read(vec![Language::English], &["meat", "retail"]);
        let space = Space::new(&vocabulary, &Csr::default());
        let steak = space.elsewhere("steaks").unwrap();
        let near = |word: &str| dot(&steak, space.word(vocabulary.find(word).unwrap()));
        assert!(near("meat") > near("retail") + 0.2, "{} {}", near("meat"), near("retail"));
        assert!(space.elsewhere("qunatum").is_none());
    }

    #[test]
    fn columns_are_orthonormal_and_dependent_ones_vanish() {
        let mut random = Random::new(3);
        let mut rows: Vec<f32> = (0..10 * LEARNED).map(|_| random.below(100) as f32 - 50.0).collect();
        make_orthonormal(&mut rows);
        let column = |at: usize| rows.iter().skip(at).step_by(LEARNED).copied().collect::<Vec<f32>>();
        let product =
            |a: usize, b: usize| -> f32 { column(a).iter().zip(column(b)).map(|(x, y)| x * y).sum() };
        assert!((product(3, 3) - 1.0).abs() < 1e-4 && product(3, 7).abs() < 1e-4);
        // Ten rows have ten independent columns at most.
        assert_eq!((10..LEARNED).map(|at| product(at, at)).fold(0.0, f32::max), 0.0);
    }
}
