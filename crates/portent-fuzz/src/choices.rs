//! What a check does beside reading the input: options, formats, questions.

use portent::random::Random;

pub(crate) struct Choices(Random);

impl Choices {
    pub(crate) fn new(number: u64) -> Self {
        Self(Random::new(number))
    }

    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.0.below(of.len())]
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0.below(n)
    }

    /// True in one of `n` cases.
    pub(crate) fn rarely(&mut self, n: usize) -> bool {
        self.0.below(n) == 0
    }
}
