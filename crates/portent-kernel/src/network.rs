//! The layers of the network, and how two lists of words run through them.
//!
//! Sums run in one order, without fused multiply-add, so that the bits are the same on every machine.

use crate::rows;
use crate::vectorized;

/// Numbers of a word, and of every layer but the last.
pub const WIDTH: usize = 64;
/// Numbers by which words seek each other.
const KEY: usize = 32;
/// Places that a word can have in a name; the first is for padding.
pub const PLACES: usize = 11;
/// Numbers that stand for a place.
const PLACE: usize = 12;
/// What the network says: duplicate, broader, narrower, related, distinct, and a likeness.
pub const ANSWERS: usize = 6;
/// Words of a name that are read.
pub const READ: usize = 12;

/// One word as the layers see it.
pub type Vector = [f32; WIDTH];
/// A square layer, input by input, so that all outputs of one input lie side by side.
type Square = Vec<Vector>;

/// All weights.
pub struct Layers {
    /// A word that the table lacks.
    pub unknown: Vector,
    nothing: Vector,
    nothing_bias: f32,
    equal_bias: f32,
    key: Vec<[f32; KEY]>,
    own: Square,
    other: Square,
    product: Square,
    nothing_seen: Vector,
    places: [Vector; PLACES],
    flags: [Vector; 3],
    compare_bias: Vector,
    second: Square,
    second_bias: Vector,
    /// Sums and maxima of one side, of the other, then difference and product of the means.
    out: [Square; 6],
    out_bias: Vector,
    answer: Vec<[f32; ANSWERS]>,
    answer_bias: [f32; ANSWERS],
}

/// What is known of one word whatever it meets.
#[derive(Debug, Clone)]
pub struct Seen {
    vector: Vector,
    key: [f32; KEY],
    own: Vector,
    other: Vector,
}

/// One word of a name.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    /// What is seen of it.
    pub seen: &'a Seen,
    /// A number that equal words share.
    pub identity: u32,
    /// Where it stands, below [`PLACES`].
    pub place: usize,
}

/// Takes numbers off the front of a list.
struct Taker<'a>(&'a [f32]);

impl Taker<'_> {
    fn number(&mut self) -> Option<f32> {
        self.row::<1>().map(|[number]| number)
    }

    fn row<const N: usize>(&mut self) -> Option<[f32; N]> {
        let (row, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*row)
    }

    fn rows<const N: usize>(&mut self, count: usize) -> Option<Vec<[f32; N]>> {
        (0..count).map(|_| self.row()).collect()
    }
}

impl Layers {
    /// Reads the layers in the order in which training writes them; `None` where numbers are missing or left over.
    pub fn read(numbers: &[f32]) -> Option<Self> {
        let mut take = Taker(numbers);
        let (unknown, nothing) = (take.row()?, take.row()?);
        let (nothing_bias, equal_bias) = (take.number()?, take.number()?);
        let place_rows: Vec<[f32; PLACE]> = take.rows(PLACES)?;
        let key = take.rows(WIDTH)?;
        let (own, other, product): (Square, Square, Square) =
            (take.rows(WIDTH)?, take.rows(WIDTH)?, take.rows(WIDTH)?);
        let place_layer: Square = take.rows(PLACE)?;
        let flags = [take.row()?, take.row()?, take.row()?];
        let compare_bias = take.row()?;
        let (second, second_bias) = (take.rows(WIDTH)?, take.row()?);
        let mut out: [Square; 6] = Default::default();
        for square in &mut out {
            *square = take.rows(WIDTH)?;
        }
        let (out_bias, answer, answer_bias) = (take.row()?, take.rows(WIDTH)?, take.row()?);
        let mut places = [[0.0; WIDTH]; PLACES];
        for (place, row) in places.iter_mut().zip(&place_rows) {
            spread(row, &place_layer, place);
        }
        let mut nothing_seen = [0.0; WIDTH];
        spread(&nothing, &other, &mut nothing_seen);
        take.0.is_empty().then_some(Self {
            unknown,
            nothing,
            nothing_bias,
            equal_bias,
            key,
            own,
            other,
            product,
            nothing_seen,
            places,
            flags,
            compare_bias,
            second,
            second_bias,
            out,
            out_bias,
            answer,
            answer_bias,
        })
    }

    /// What is known of a word whatever it meets.
    pub fn see(&self, vector: Vector) -> Seen {
        let mut seen = Seen { vector, key: [0.0; KEY], own: [0.0; WIDTH], other: [0.0; WIDTH] };
        spread(&vector, &self.key, &mut seen.key);
        let length = seen.key.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-12);
        seen.key.iter_mut().for_each(|x| *x /= length);
        spread(&vector, &self.own, &mut seen.own);
        spread(&vector, &self.other, &mut seen.other);
        seen
    }

    /// What the network says of two names, from the first to the second and back, as the mean of both directions:
    /// (duplicate, first is broader, first is narrower, related, distinct, likeness), all but the last as log-odds.
    pub fn answer(&self, a: &[Read<'_>], b: &[Read<'_>]) -> [f32; ANSWERS] {
        run(self, a, b)
    }
}

vectorized! {
    fn run<'a>(layers: &'a Layers, a: &'a [Read<'a>], b: &'a [Read<'a>]) -> [f32; ANSWERS] {
        let attention = attend(layers, a, b);
        let of_a = aggregate(layers, a, b, |i, j| attention[i][j]);
        let of_b = aggregate(layers, b, a, |j, i| attention[i][j]);
        let (mean_a, mean_b) = (mean(a), mean(b));
        let mut means = [[0.0; WIDTH]; 2];
        for at in 0..WIDTH {
            means[0][at] = (mean_a[at] - mean_b[at]).abs();
            means[1][at] = mean_a[at] * mean_b[at];
        }
        let forth = close(layers, &of_a, &of_b, &means);
        let mut back = close(layers, &of_b, &of_a, &means);
        back.swap(1, 2);
        std::array::from_fn(|at| (forth[at] + back[at]) / 2.0)
    }
}

/// Adds `row` times a layer to `to`.
#[inline(always)]
fn spread<const N: usize>(row: &[f32], layer: &[[f32; N]], to: &mut [f32; N]) {
    for (&x, weights) in row.iter().zip(layer) {
        for at in 0..N {
            to[at] += x * weights[at];
        }
    }
}

/// How much each word of a seeks each word of b.
#[inline(always)]
fn attend(layers: &Layers, a: &[Read<'_>], b: &[Read<'_>]) -> [[f32; READ]; READ] {
    let mut attention = [[0.0; READ]; READ];
    for (row, x) in attention.iter_mut().zip(a) {
        for (cell, y) in row.iter_mut().zip(b) {
            let cosine = rows::dot(&x.seen.key, &y.seen.key);
            let equal = if x.identity == y.identity { layers.equal_bias } else { 0.0 };
            *cell = cosine * 8.0 + equal;
        }
    }
    attention
}

/// Sum and maximum of what each word of one side is, beside what answers it on the other.
#[inline(always)]
fn aggregate(
    layers: &Layers,
    from: &[Read<'_>],
    other: &[Read<'_>],
    attention: impl Fn(usize, usize) -> f32,
) -> [Vector; 2] {
    let (mut sum, mut most) = ([0.0; WIDTH], [0.0_f32; WIDTH]);
    for (i, word) in from.iter().enumerate() {
        let compared = compare(layers, word, other, |j| attention(i, j));
        for at in 0..WIDTH {
            sum[at] += compared[at];
            most[at] = most[at].max(compared[at]);
        }
    }
    [sum, most]
}

#[inline(always)]
fn compare(layers: &Layers, word: &Read<'_>, other: &[Read<'_>], attention: impl Fn(usize) -> f32) -> Vector {
    let (shares, nothing) = softmax(layers.nothing_bias, other.len(), attention);
    let mut layer = layers.compare_bias;
    let (mut answer, place) = ([0.0; WIDTH], &layers.places[word.place]);
    for at in 0..WIDTH {
        answer[at] = nothing * layers.nothing[at];
        layer[at] += word.seen.own[at] + place[at] + nothing * layers.nothing_seen[at];
    }
    let (mut most, mut is_equal) = (0.0_f32, false);
    for (&share, y) in shares.iter().zip(other) {
        let (seen, place) = (y.seen, &layers.places[y.place]);
        for at in 0..WIDTH {
            answer[at] += share * seen.vector[at];
            layer[at] += share * (seen.other[at] - place[at]);
        }
        most = most.max(share);
        is_equal |= word.identity == y.identity;
    }
    let flags = [f32::from(u8::from(is_equal)), nothing, most];
    for (flag, weights) in flags.iter().zip(&layers.flags) {
        for at in 0..WIDTH {
            layer[at] += flag * weights[at];
        }
    }
    answer.iter_mut().zip(&word.seen.vector).for_each(|(x, own)| *x *= own);
    spread(&answer, &layers.product, &mut layer);
    layer.iter_mut().for_each(|x| *x = x.max(0.0));
    let mut second = layers.second_bias;
    spread(&layer, &layers.second, &mut second);
    second.iter_mut().for_each(|x| *x = x.max(0.0));
    second
}

/// Shares of the words of the other name, and the share of none of them.
#[inline(always)]
fn softmax(nothing: f32, count: usize, attention: impl Fn(usize) -> f32) -> ([f32; READ], f32) {
    let mut shares = [0.0; READ];
    let highest = (0..count).map(&attention).fold(nothing, f32::max);
    let none = libm::expf(nothing - highest);
    let mut total = none;
    for (j, share) in shares.iter_mut().enumerate().take(count) {
        *share = libm::expf(attention(j) - highest);
        total += *share;
    }
    shares.iter_mut().for_each(|share| *share /= total);
    (shares, none / total)
}

#[inline(always)]
fn mean(words: &[Read<'_>]) -> Vector {
    let mut mean = [0.0; WIDTH];
    for word in words {
        mean.iter_mut().zip(&word.seen.vector).for_each(|(x, own)| *x += own);
    }
    let count = words.len().max(1) as f32;
    mean.iter_mut().for_each(|x| *x /= count);
    mean
}

#[inline(always)]
fn close(layers: &Layers, first: &[Vector; 2], second: &[Vector; 2], means: &[Vector; 2]) -> [f32; ANSWERS] {
    let mut layer = layers.out_bias;
    for (row, square) in first.iter().chain(second).chain(means).zip(&layers.out) {
        spread(row, square, &mut layer);
    }
    layer.iter_mut().for_each(|x| *x = x.max(0.0));
    let mut answers = layers.answer_bias;
    spread(&layer, &layers.answer, &mut answers);
    answers
}
