//! Phrases -> headings: how they are written, and joined.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::score::{Candidate, repeat};
use super::standing::Standing;
use super::vocabulary::{TermId, Use, Vocabulary};
use super::words::is_english;
use crate::language::{self, Language, Role};

/// The most characters of a label.
pub(super) const LONGEST: usize = 45;

/// The second part of a label has at least this share of the score of the first, by what the first leaves.
const SECOND: f64 = 0.3;

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
    pub(super) candidate: Candidate,
    pub(super) text: String,
    /// The text holds a link: what follows it behind `and` would be read as under it.
    open: bool,
}

/// Who writes a phrase how.
pub(super) struct Writer<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) names: &'a [Cow<'a, str>],
    pub(super) capitals: Capitals,
    pub(super) standing: &'a Standing<'a>,
}

impl Writer<'_> {
    /// A phrase in the way in which the members of a cluster write it most often, where it is whole if it is whole anywhere; the
    /// first of equals. Where most of them have it behind another noun (`erosion of critical thinking`), with the most usual one:
    /// without it the phrase would say the opposite. `None` where it is the name of a person.
    pub(super) fn choice(&self, candidate: &Candidate, language: Language) -> Option<Choice> {
        let uses = &self.vocabulary.uses[candidate.uses.clone()];
        let is_under = |used: &Use| self.owner(used, language).is_some();
        let is_owned = 2 * uses.iter().filter(|used| is_under(used)).count() > uses.len();
        let mut forms: BTreeMap<String, [u64; 2]> = BTreeMap::new();
        for used in uses {
            let phrase = self.phrase(used, used.span[0]);
            if language != Language::German && self.capitals.is_person(phrase) {
                return None;
            }
            if is_owned && !is_under(used) {
                continue;
            }
            let text = if is_owned { self.phrase(used, used.owner) } else { phrase };
            let counted = forms.entry(self.capitals.written(text, language)).or_default();
            let weight = u64::from(self.standing.weight(used.node));
            counted[0] += if used.whole[1] { weight } else { 0 };
            counted[1] += weight;
        }
        let best = forms.into_iter().max_by(|(a, x), (b, y)| x.cmp(y).then(b.cmp(a)));
        let (text, _) = best.filter(|(text, _)| !text.is_empty())?;
        let open = is_english(language) && (is_owned || self.vocabulary.has_link(candidate.term));
        Some(Choice { candidate: candidate.clone(), text, open })
    }

    /// The noun that a phrase stands behind, if it says something: `eight of` is none.
    fn owner(&self, used: &Use, language: Language) -> Option<&str> {
        let owner = self.between(used, used.owner, used.span[0]);
        let role = language::words(owner, language).first()?.role;
        matches!(role, Role::Subject | Role::General).then_some(owner)
    }

    fn phrase(&self, used: &Use, start: u32) -> &str {
        self.between(used, start, used.span[1])
    }

    fn between(&self, used: &Use, start: u32, end: u32) -> &str {
        let bytes = [start, end].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
        self.names[usize::from(used.node)].get(bytes[0]..bytes[1]).unwrap_or_default()
    }
}

/// A heading, and the phrases that it is made of.
pub(super) struct Heading {
    pub(super) text: String,
    pub(super) parts: Vec<TermId>,
}

impl Heading {
    fn of(parts: &[&Choice], language: Language) -> Option<Self> {
        let text = match *parts {
            [first, second] if first.open && !second.open => language.joined(&second.text, &first.text),
            [first, second] => language.joined(&first.text, &second.text),
            _ => parts.first()?.text.clone(),
        };
        let terms = parts.iter().map(|choice| choice.candidate.term).collect();
        (text.chars().count() <= LONGEST).then(|| Self { text: sentence(&text), parts: terms })
    }
}

/// The headings that the phrases of a cluster make, best first, those of two parts with the language's word for `and`: the best
/// phrase with the one that covers most of what it leaves without repeating it, if that has 0.3 of its score and serves as well;
/// then the phrase alone; then with any other phrase; then the same from the next phrase on. `gain` gives the score of a phrase
/// by what another one leaves.
pub(super) fn headings<'a>(
    vocabulary: &'a Vocabulary,
    shortlist: &'a [Choice],
    language: Language,
    gain: impl Fn(&Candidate, &Candidate) -> f64 + 'a,
) -> impl Iterator<Item = Heading> + 'a {
    shortlist.iter().flat_map(move |first| {
        let own = &first.candidate;
        let is_other = |other: &&Choice| !repeat(vocabulary, own.term, other.candidate.term);
        let others = shortlist.iter().filter(is_other);
        let mut others: Vec<(f64, &Choice)> =
            others.map(|other| (gain(own, &other.candidate), other)).collect();
        others.sort_by(|(a, x), (b, y)| y.candidate.serves.cmp(&x.candidate.serves).then(b.total_cmp(a)));
        let mut paired: Vec<(f64, bool, Heading)> = Vec::with_capacity(others.len());
        for (gain, second) in others {
            let serves = second.candidate.serves || !own.serves;
            paired.extend(Heading::of(&[first, second], language).map(|heading| (gain, serves, heading)));
        }
        let is_close = paired.first().is_some_and(|&(gain, serves, _)| serves && gain >= SECOND * own.score);
        let mut paired = paired.into_iter().map(|(.., heading)| heading);
        let close = if is_close { paired.next() } else { None };
        close.into_iter().chain(Heading::of(&[first], language)).chain(paired)
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
