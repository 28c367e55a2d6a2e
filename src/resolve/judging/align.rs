//! Soft alignment of the words of two names: which word of one answers which word of the other.

use crate::resolve::language::stem::is_negation_of;
use crate::resolve::language::words::{self, Classes};
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{MAX_WORDS, Profile, Stem, Word};
use crate::similarity::is_misspelling;

/// Which words answer each other, and how well.
#[derive(Debug, Clone)]
pub struct Alignment {
    /// For each word of a: its partner in b.
    partner_a: [Option<u8>; MAX_WORDS],
    /// For each word of b: its partner in a.
    partner_b: [Option<u8>; MAX_WORDS],
    /// For each word of a with a partner: how alike they are, 0 to 1.
    likeness: [f64; MAX_WORDS],
}

/// How alike two words are by meaning alone, best first: same stem, synonyms, spelled alike,
/// both a tone (issue, concern), both a general thing (tool, system).
const SAME: f64 = 1.0;
const SYNONYM: f64 = 0.9;
const SPELLING: f64 = 0.85;
const TONE: f64 = 0.7;
const GENERAL: f64 = 0.6;

impl Alignment {
    /// Aligns greedily, the best kind of likeness first, each word once. At most
    /// [`MAX_WORDS`]² comparisons of numbers; strings are compared for words left over.
    #[must_use]
    pub fn new(lexicon: &Lexicon, a: &Profile, b: &Profile) -> Self {
        let mut alignment =
            Self { partner_a: [None; MAX_WORDS], partner_b: [None; MAX_WORDS], likeness: [0.0; MAX_WORDS] };
        alignment.pass(a, b, SAME, |x, y| x.stem == y.stem);
        if alignment.is_complete(a, b) {
            return alignment;
        }
        let stems = |x: Word, y: Word| (lexicon.stem(x), lexicon.stem(y));
        let both =
            |x: Word, y: Word, class: Classes| lexicon.stem(x).classes & lexicon.stem(y).classes & class != 0;
        alignment.pass(a, b, SYNONYM, |x, y| stems(x, y).0.sense == stems(x, y).1.sense);
        // Names of several words without a word in common are not brought together by spelling or tone.
        if !alignment.answers(a) && a.words.len().min(b.words.len()) > 2 {
            return alignment;
        }
        alignment.pass(a, b, SPELLING, |x, y| {
            spelled_alike(stems(x, y).0, stems(x, y).1) && !lexicon.are_opposite(x.stem, y.stem)
        });
        alignment.pass(a, b, TONE, |x, y| both(x, y, words::ASPECT));
        alignment.pass(a, b, GENERAL, |x, y| both(x, y, words::TOOL));
        alignment
    }

    fn pass(&mut self, a: &Profile, b: &Profile, likeness: f64, alike: impl Fn(Word, Word) -> bool) {
        for (i, &x) in a.words.iter().enumerate() {
            if self.partner_a[i].is_some() {
                continue;
            }
            let free = |j: &usize| self.partner_b[*j].is_none() && alike(x, b.words[*j]);
            let Some(j) = (0..b.words.len()).find(free) else { continue };
            self.partner_a[i] = u8::try_from(j).ok();
            self.partner_b[j] = u8::try_from(i).ok();
            self.likeness[i] = likeness;
        }
    }

    fn is_complete(&self, a: &Profile, b: &Profile) -> bool {
        self.partner_a[..a.words.len()].iter().all(Option::is_some)
            && self.partner_b[..b.words.len()].iter().all(Option::is_some)
    }

    /// Whether any word of a has a partner.
    #[must_use]
    pub fn answers(&self, a: &Profile) -> bool {
        self.partner_a[..a.words.len()].iter().any(Option::is_some)
    }

    /// The partner of word `i` of a, and how alike they are.
    #[must_use]
    pub fn of_a(&self, i: usize) -> Option<(usize, f64)> {
        self.partner_a[i].map(|j| (usize::from(j), self.likeness[i]))
    }

    /// The partner of word `j` of b, and how alike they are.
    #[must_use]
    pub fn of_b(&self, j: usize) -> Option<(usize, f64)> {
        self.partner_b[j].map(|i| (usize::from(i), self.likeness[usize::from(i)]))
    }

    /// Words of a without a partner.
    pub fn only_a<'p>(&'p self, a: &'p Profile) -> impl Iterator<Item = Word> + 'p {
        a.words.iter().enumerate().filter(|(i, _)| self.partner_a[*i].is_none()).map(|(_, &word)| word)
    }

    /// Words of b without a partner.
    pub fn only_b<'p>(&'p self, b: &'p Profile) -> impl Iterator<Item = Word> + 'p {
        b.words.iter().enumerate().filter(|(j, _)| self.partner_b[*j].is_none()).map(|(_, &word)| word)
    }
}

/// Endings by which words of one root differ.
static ENDINGS: &[&str] = &[
    "", "e", "al", "ial", "ic", "ical", "it", "iti", "iv", "or", "er", "ar", "ed", "ing", "ion", "ation",
    "at", "ator", "atori", "ori", "enc", "ent", "anc", "ant", "ment", "ness", "ous", "ist", "ism", "y", "i",
    "ur", "iz", "ize", "able", "abl", "ible", "ibl", "ship", "ual", "s", "es", "ur", "ure", "in", "is", "ti",
    "tion",
];

/// Two words of one root (`regulatori`, `regul`), or a misspelling (one edit in six letters or
/// more, one of the two rare). Numbers are alike only when equal, and a word is never like its
/// opposite (`formal`, `informal`).
#[must_use]
pub(crate) fn spelled_alike(x: &Stem, y: &Stem) -> bool {
    if x.text.as_bytes().first() != y.text.as_bytes().first() {
        return false;
    }
    let (short, long) = if x.text.len() <= y.text.len() { (x, y) } else { (y, x) };
    if x.number
        || y.number
        || short.text.len() < 4
        || long.text.len() > 24
        || !x.text.is_ascii()
        || !y.text.is_ascii()
    {
        return false;
    }
    if is_negation_of(&long.text, &short.text) {
        return false;
    }
    let shared = x.text.bytes().zip(y.text.bytes()).take_while(|(p, q)| p == q).count();
    let ending = |text: &str| ENDINGS.contains(&&text[shared..]);
    let one_root = shared >= 5 && 2 * shared >= long.text.len() && ending(&x.text) && ending(&y.text);
    // Two frequent words at one edit are two words (`hydrogen`, `hydrogel`), not one misspelled.
    let rare = x.frequency.min(y.frequency) <= 2 && short.text.len() >= 6;
    one_root || (rare && is_misspelling(&x.form, &y.form))
}

#[cfg(test)]
mod tests {
    use super::{Stem, spelled_alike};
    use crate::resolve::names::profile::StemId;

    fn stem(text: &str, frequency: u32) -> Stem {
        Stem {
            text: text.into(),
            form: text.into(),
            frequency,
            rarity: 1.0,
            classes: 0,
            rival: None,
            unknown: false,
            number: false,
            sense: 0,
            key: StemId::new(0),
        }
    }

    #[test]
    fn words_of_one_root_and_rare_misspellings_are_alike() {
        assert!(spelled_alike(&stem("reput", 9), &stem("reputation", 9)));
        assert!(spelled_alike(&stem("blockchain", 90), &stem("blockchian", 1)));
    }

    #[test]
    fn two_frequent_words_at_one_edit_and_opposites_are_not_alike() {
        assert!(!spelled_alike(&stem("hydrogen", 30), &stem("hydrogel", 9)));
        assert!(!spelled_alike(&stem("formal", 1), &stem("informal", 1)));
        assert!(!spelled_alike(&stem("cars", 1), &stem("bars", 1)));
    }
}
