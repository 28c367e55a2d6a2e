//! Names of the same words but for order, emphasis and words of grammar.

use crate::language::{Language, is_without_spaces};
use crate::resolve::judging::chinese_order;
use crate::resolve::language::words::{self, Slot};
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, StemId, Word};
use portent_graph::random::Random;

/// A hash of the words of a name that is the same in any order; `None` where they are too few to say the same: one word, in
/// English, and emphasis with it, elsewhere (but for [`is_phrase`]).
pub(super) fn hash(lexicon: &Lexicon, profile: &Profile) -> Option<u64> {
    let hash = |stem: StemId| Random::new(stem.get().into()).next_u64();
    let is_whole = !profile.truncated && bare(lexicon, profile).nth(1).is_some();
    let is_single =
        profile.language != Language::English && profile.words.len() == 1 || is_phrase(lexicon, profile);
    (is_whole || is_single)
        .then(|| bare(lexicon, profile).fold(0, |sum: u64, word| sum.wrapping_add(hash(word.stem))))
}

/// Whether a Chinese name is one word as long as a phrase and emphasis: `元宇宙的兴起`. Shorter ones (`经济增长`) are more than
/// their word, and so is what countries do.
fn is_phrase(lexicon: &Lexicon, profile: &Profile) -> bool {
    let mut words = bare(lexicon, profile);
    let is_long = |word: Word| {
        let stem = lexicon.stem(word);
        stem.rival.is_none() && stem.text.chars().filter(|&c| is_without_spaces(c)).nth(2).is_some()
    };
    is_chinese(profile) && words.next().is_some_and(is_long) && words.next().is_none()
}

/// Whether two names of which one is judged by its form alone hold different things, or the same in an order that no
/// preposition explains.
pub(super) fn differ_in_form(lexicon: &Lexicon, a: &Profile, b: &Profile) -> bool {
    (a.formal || b.formal)
        && (lacks(lexicon, a, b)
            || lacks(lexicon, b, a)
            || (hash(lexicon, a) == hash(lexicon, b) && !are_equal(lexicon, a, b)))
}

/// Whether the other name lacks a word that names something.
fn lacks(lexicon: &Lexicon, name: &Profile, other: &Profile) -> bool {
    let is_content = |word: &Word| lexicon.stem(*word).classes & words::LIGHT == 0;
    let sense = |word: Word| lexicon.stem(word).sense;
    let is_said = |word: Word| other.words.iter().any(|&known| sense(known) == sense(word));
    bare(lexicon, name).filter(is_content).any(|word| !is_said(word))
}

/// Whether two names of equal [`hash`] hold the same words, in an order that says the same.
pub(super) fn are_equal(lexicon: &Lexicon, a: &Profile, b: &Profile) -> bool {
    let sorted = |profile: &Profile| {
        let mut stems: Vec<StemId> = bare(lexicon, profile).map(|word| word.stem).collect();
        stems.sort_unstable();
        stems
    };
    sorted(a) == sorted(b) && (a.language == Language::English || say_the_same(lexicon, a, b))
}

/// The words of a name without emphasis (Growing, Increased) and, in other languages than English, without people to whom
/// something belongs (`vie privée des personnes`).
fn bare<'l>(lexicon: &'l Lexicon, profile: &'l Profile) -> impl Iterator<Item = Word> + 'l {
    let emphasis = words::FILLER | words::UP;
    let is_emphasis = move |word: &Word| lexicon.stem(*word).classes & emphasis == emphasis;
    let people = (profile.language != Language::English).then(|| lexicon.find(PEOPLE)).flatten();
    let is_owner = move |word: &Word| Some(word.stem) == people && word.slot == Slot::Of;
    profile.words.iter().copied().filter(move |word| !is_emphasis(word) && !is_owner(word))
}

/// The stem of people.
const PEOPLE: &str = "peopl";

/// Whether the words of two names stand in one order, or prepositions account for the change: `Verlust von Arbeit` for
/// `Arbeitsverlust`. Without any, order tells things apart: `隐私数据` is not `数据隐私`.
fn say_the_same(lexicon: &Lexicon, a: &Profile, b: &Profile) -> bool {
    let words = |profile: &Profile| bare(lexicon, profile).collect::<Vec<Word>>();
    let stems = |words: &[Word]| words.iter().map(|word| word.stem).collect::<Vec<StemId>>();
    let (of_a, of_b) = (words(a), words(b));
    let (plain_a, plain_b) = (stems(&of_a), stems(&of_b));
    let (compound_a, compound_b) = (as_compound(&of_a, a.language), as_compound(&of_b, b.language));
    plain_a == plain_b
        || compound_a == compound_b
        || compound_a == plain_b
        || plain_a == compound_b
        || have_one_head(&of_a, &of_b, a.language)
        || is_chinese(a) && is_chinese(b) && chinese_order::says_the_same(lexicon, &plain_a, &plain_b)
}

fn is_chinese(profile: &Profile) -> bool {
    profile.language == Language::Chinese
}

/// The words in the order of a compound: what stands behind a preposition before what it belongs to.
fn as_compound(words: &[Word], language: Language) -> Vec<StemId> {
    let phrases: Vec<&[Word]> = words.chunk_by(|x, y| x.slot == y.slot).collect();
    let stem = |word: &Word| word.stem;
    if has_postpositions(language) {
        return words.iter().map(stem).collect();
    }
    phrases.into_iter().rev().flatten().map(stem).collect()
}

/// The names are about one word, and a preposition places each of the others.
fn have_one_head(a: &[Word], b: &[Word], language: Language) -> bool {
    let is_placed = |word: &&Word| !matches!(word.slot, Slot::Head | Slot::Of);
    if has_postpositions(language) {
        let one_head = a.last().zip(b.last()).is_some_and(|(x, y)| x.stem == y.stem);
        return one_head && a.iter().any(|word| is_placed(&word)) && b.iter().any(|word| is_placed(&word));
    }
    let one_head = a.first().zip(b.first()).is_some_and(|(x, y)| x.stem == y.stem);
    let places = |words: &[Word]| words.iter().any(|word| word.slot != Slot::Head);
    a.len() > 2 && one_head && (places(a) || places(b))
}

fn has_postpositions(language: Language) -> bool {
    matches!(language, Language::Chinese | Language::Japanese | Language::Korean)
}
