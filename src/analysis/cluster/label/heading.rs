//! Phrases -> headings: how they are written, and joined.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::score::{Spread, repeat};
use super::vocabulary::{TermId, Use, Vocabulary};
use crate::language::Language;

/// The most characters of a label.
pub(super) const LONGEST: usize = 45;

/// The second part of a label has at least this share of the score of the first.
const SECOND: f64 = 0.4;

/// How often words are written with a capital where nothing but a name is.
#[derive(Default)]
pub(super) struct Capitals {
    /// Of a word in small letters: uses in small letters, and with a capital.
    seen: FxHashMap<String, [u32; 2]>,
}

impl Capitals {
    /// Counts the words of names that are written like sentences, but for the first word of each. O(length of the names).
    pub(super) fn of(names: &[Cow<'_, str>]) -> Self {
        let mut capitals = Self::default();
        for name in names {
            let words = || name.split_whitespace().skip(1);
            // Titles leave short words small.
            let is_long = |word: &&str| word.chars().nth(3).is_some();
            let small = words().filter(is_long).filter(|word| word.starts_with(char::is_lowercase)).count();
            let capital = words().filter(|word| word.starts_with(char::is_uppercase)).count();
            // `iPhone Cameras` is a title.
            let first = name.split_whitespace().next().unwrap_or_default();
            let begins_small = first.starts_with(char::is_lowercase) && !has_inner_capital(first);
            if small <= capital && !begins_small {
                continue;
            }
            for part in words().flat_map(|word| word.split(|c: char| !c.is_alphanumeric())) {
                let Some(first) = part.chars().next().filter(|c| c.is_alphabetic()) else { continue };
                let seen = capitals.seen.entry(part.to_lowercase()).or_default();
                seen[usize::from(first.is_uppercase())] += 1;
            }
        }
        capitals
    }

    /// A phrase as it stands within a heading: names and acronyms keep their capitals, and so do all words of German, which
    /// writes its nouns with them.
    fn written(&self, phrase: &str, language: Language) -> String {
        if language == Language::German {
            return phrase.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        let words = phrase.split_whitespace().map(|word| {
            let compound = word.contains('-');
            let parts = word.split('-').map(|part| self.part(part, compound));
            parts.collect::<Vec<_>>().join("-")
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn part(&self, part: &str, compound: bool) -> String {
        let letter = compound && part.chars().count() == 1;
        if letter || has_inner_capital(part) || self.is_name(part) {
            part.to_owned()
        } else {
            part.to_lowercase()
        }
    }

    /// Whether a word is a name of something: written with a capital where others are not.
    fn is_name(&self, word: &str) -> bool {
        let [small, capital] = self.seen.get(&word.to_lowercase()).copied().unwrap_or_default();
        word.starts_with(char::is_uppercase) && capital > small.saturating_mul(2).max(1)
    }

    /// Whether a phrase reads like the name of a person: nothing but names, and at least two of them.
    fn is_person(&self, phrase: &str) -> bool {
        let mut words = phrase.split_whitespace();
        phrase.contains(' ') && words.all(|word| self.is_name(word) && !has_inner_capital(word))
    }
}

fn has_inner_capital(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

/// A phrase of a cluster as text.
#[derive(Clone)]
pub(super) struct Choice {
    pub(super) term: TermId,
    pub(super) score: f64,
    pub(super) text: String,
}

/// The way in which the members of a cluster write a phrase most often, where it is whole if it is whole anywhere; the first of
/// equals. `None` where it is the name of a person.
pub(super) fn text_of(
    uses: &[Use],
    names: &[Cow<'_, str>],
    capitals: &Capitals,
    spread: &Spread<'_>,
    language: Language,
) -> Option<String> {
    let mut forms: BTreeMap<String, [u64; 2]> = BTreeMap::new();
    for used in uses {
        let bytes = used.span.map(|at| usize::try_from(at).unwrap_or(usize::MAX));
        let phrase = names[usize::from(used.node)].get(bytes[0]..bytes[1]).unwrap_or_default();
        if language != Language::German && capitals.is_person(phrase) {
            return None;
        }
        let counted = forms.entry(capitals.written(phrase, language)).or_default();
        let weight = u64::from(spread.weight(used.node));
        counted[0] += if used.whole[1] { weight } else { 0 };
        counted[1] += weight;
    }
    let best = forms.iter().max_by(|(a, x), (b, y)| x.cmp(y).then(b.cmp(a)))?;
    Some(best.0.clone())
}

/// The headings that the phrases of a cluster make, best first, those of two parts with the language's word for `and`: the best
/// phrase with the next best that does not repeat it, if that has 0.4 of its score; then the phrase alone; then with any other
/// phrase; then the same from the next phrase on.
pub(super) fn headings<'a>(
    vocabulary: &'a Vocabulary,
    shortlist: &'a [Choice],
    language: Language,
) -> impl Iterator<Item = String> + 'a {
    let fits = |heading: &String| heading.chars().count() <= LONGEST;
    (0..shortlist.len()).flat_map(move |at| {
        let first = &shortlist[at];
        let others = move || {
            let rest = shortlist[at + 1..].iter();
            rest.filter(move |second| !repeat(vocabulary, first.term, second.term))
                .map(move |second| (second.score, language.joined(&first.text, &second.text)))
                .filter(move |(_, heading)| fits(heading))
        };
        let close = others().next().filter(|(score, _)| *score >= SECOND * first.score);
        let close = close.map(|(_, heading)| heading).into_iter();
        let alone = std::iter::once(first.text.clone()).filter(fits);
        close.chain(alone).chain(others().map(|(_, heading)| heading)).map(|heading| sentence(&heading))
    })
}

/// The text with a capital in front, unless its first word has its own.
fn sentence(text: &str) -> String {
    let first = text.split(|c: char| c == '-' || c.is_whitespace()).next().unwrap_or_default();
    let mut letters = text.chars();
    match letters.next() {
        Some(letter) if !has_inner_capital(first) => letter.to_uppercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// A name that fits: cut behind a word, with an ellipsis, where it is too long.
pub(super) fn shortened(name: &str, most: usize) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = name.char_indices().nth(most) else { return name };
    // One character of room for the ellipsis.
    let head = &name[..name[..cut].char_indices().next_back().map_or(0, |(at, _)| at)];
    let head = head.rsplit_once(' ').map_or(head, |(words, _)| words);
    format!("{}\u{2026}", head.trim_end_matches([',', ';', ':', '-', ' ']))
}
