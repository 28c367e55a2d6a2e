//! Words -> stems.

use rust_stemmers::{Algorithm, Stemmer};

use crate::resolve::language::vetoes::is_negating_prefix;
use crate::resolve::language::words::{self, is_stop};
use portent_graph::hash;

/// The stem of a token: Porter's English stemmer (Snowball 2), but for words that it would throw
/// together with unrelated ones.
#[must_use]
pub(crate) fn stem(token: &str) -> String {
    if let Some(stem) = words::stem_exception(token) {
        return stem.to_owned();
    }
    if token.len() > 64 || !token.is_ascii() {
        return token.to_owned();
    }
    // The stemmer keeps the plural of what has no vowel (`llms`).
    if let Some(acronym) = token.strip_suffix('s').filter(|head| head.len() >= 2 && !is_voweled(head)) {
        return acronym.to_owned();
    }
    Stemmer::create(Algorithm::English).stem(token).into_owned()
}

fn is_voweled(word: &str) -> bool {
    word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// The hash of a word that carries meaning, without the commonest endings.
pub(crate) fn content_hash(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    (word.len() >= 2 && !is_stop(&word)).then(|| hash::narrow(&light_stem(&word)))
}

/// Cuts the commonest English endings; cheaper than a stemmer and enough to find shared words.
pub(crate) fn light_stem(word: &str) -> String {
    for end in [
        "ations", "ation", "ings", "ing", "ments", "ment", "ities", "ity", "ies", "ers", "er", "ed", "es",
        "s", "y",
    ] {
        if let Some(head) = word.strip_suffix(end).filter(|head| head.len() >= 4) {
            return head.trim_end_matches('e').to_owned();
        }
    }
    word.trim_end_matches('e').to_owned()
}

/// `long` is `short` behind a prefix that denies it: `distrust` of `trust`, `misinform` of `inform`.
#[must_use]
pub(crate) fn is_negation_of(long: &str, short: &str) -> bool {
    let rest = long.strip_suffix(short).filter(|_| short.len() >= 4);
    rest.is_some_and(is_negating_prefix)
}
