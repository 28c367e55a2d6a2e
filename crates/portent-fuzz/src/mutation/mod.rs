//! How inputs are changed: by bytes and lines ([`text`]), by values of a JSON document ([`json`]), by words of binary
//! numbers ([`words`]).

pub(crate) mod json;
pub(crate) mod text;
pub(crate) mod words;

use portent::random::Random;

/// Changes an input once.
pub(crate) type Step = fn(&mut Random, &mut Vec<u8>, &Material<'_>);

/// What changes take from.
pub(crate) struct Material<'a> {
    /// The inputs that all begin with; one at least.
    pub(crate) seeds: &'a [Vec<u8>],
    /// Pieces of the target's syntax.
    pub(crate) pieces: &'a [&'a str],
}

/// One of several.
pub(crate) fn one<'a, T>(random: &mut Random, of: &'a [T]) -> &'a T {
    &of[random.below(of.len())]
}

/// A length: short ones are far more frequent.
pub(crate) fn length(random: &mut Random) -> usize {
    let most = 1 << random.below(10);
    random.below(most) + 1
}
