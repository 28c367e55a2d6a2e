//! Names of the same words but for order, emphasis, words of grammar and the name's own abbreviation.

use crate::language::{Language, is_without_spaces};
use crate::resolve::judging::chinese_order;
use crate::resolve::judging::word_order;
use crate::resolve::language::joints::ABBREVIATION;
use crate::resolve::language::words::{self, Slot};
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, StemId, Word};
use portent_graph::random::Random;

/// A hash of the words of a name that is the same in any order; `None` where they are too few to say the same: emphasis and
/// one word, unless that is an increase (`Preisanstieg`) or [`is_phrase`], in another language than English.
pub(super) fn hash(lexicon: &Lexicon, profile: &Profile) -> Option<u64> {
    let hash = |stem: StemId| Random::new(stem.get().into()).next_u64();
    let is_enough = match bare(lexicon, profile).take(2).count() {
        0 => false,
        1 if profile.language == Language::English => profile.words.len() == 1,
        1 => is_single(lexicon, profile) || is_phrase(lexicon, profile),
        _ => true,
    };
    (is_enough && !profile.truncated)
        .then(|| bare(lexicon, profile).fold(0, |sum: u64, word| sum.wrapping_add(hash(word.stem))))
}

/// Whether a name says one word, with no more than its abbreviation and what merely calls it growing (`wachsende Not`,
/// `paro en aumento`).
fn is_single(lexicon: &Lexicon, profile: &Profile) -> bool {
    let growing = lexicon.find(GROWING);
    let is_attribute =
        |word: &Word| is_emphasis(lexicon, *word) && (Some(word.stem) == growing || word.slot == Slot::In);
    let others = || profile.words.iter().filter(|word| word.joints & ABBREVIATION == 0);
    others().filter(|word| !is_attribute(word)).count() == 1
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
    sorted(a) == sorted(b)
        && if a.language == Language::English {
            say_one_form(a, b)
        } else {
            order_says_the_same(lexicon, a, b)
        }
        && !abbreviate_otherwise(a, b)
}

/// Whether single words agree in more than their root, as all longer names do that hold the same words. What has no single
/// form is an acronym spelled out, or an open compound.
fn say_one_form(a: &Profile, b: &Profile) -> bool {
    let differ = a.inflected.as_ref().zip(b.inflected.as_ref()).is_some_and(|(x, y)| x != y);
    a.words.len() > 1 || !differ
}

fn order_says_the_same(lexicon: &Lexicon, a: &Profile, b: &Profile) -> bool {
    let words = |profile: &Profile| bare(lexicon, profile).collect::<Vec<Word>>();
    let stems = |words: &[Word]| words.iter().map(|word| word.stem).collect::<Vec<StemId>>();
    let (of_a, of_b) = (words(a), words(b));
    let are_chinese = is_chinese(a) && is_chinese(b);
    word_order::says_the_same(&of_a, &of_b, a.language)
        || are_chinese && chinese_order::says_the_same(lexicon, &stems(&of_a), &stems(&of_b))
}

/// Whether both names hold an abbreviation, and no two are one: Copa (UEFA) / Copa (FIBA).
fn abbreviate_otherwise(a: &Profile, b: &Profile) -> bool {
    let of = |profile: &'_ Profile| -> Vec<StemId> {
        let is_one = |word: &&Word| word.joints & ABBREVIATION != 0;
        profile.words.iter().filter(is_one).map(|word| word.stem).collect()
    };
    let (a, b) = (of(a), of(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|stem| b.contains(stem))
}

/// The words of a name without its abbreviation, without emphasis (Growing, Increased) and, in other languages than
/// English, without people to whom something belongs (`vie privée des personnes`).
fn bare<'l>(lexicon: &'l Lexicon, profile: &'l Profile) -> impl Iterator<Item = Word> + 'l {
    let people = (profile.language != Language::English).then(|| lexicon.find(PEOPLE)).flatten();
    let is_owner = move |word: &Word| Some(word.stem) == people && word.slot == Slot::Of;
    let says =
        move |word: &Word| word.joints & ABBREVIATION == 0 && !is_emphasis(lexicon, *word) && !is_owner(word);
    profile.words.iter().copied().filter(says)
}

fn is_emphasis(lexicon: &Lexicon, word: Word) -> bool {
    let emphasis = words::FILLER | words::UP;
    lexicon.stem(word).classes & emphasis == emphasis
}

/// The stem of people.
const PEOPLE: &str = "peopl";

fn is_chinese(profile: &Profile) -> bool {
    profile.language == Language::Chinese
}

/// The stem of growing.
const GROWING: &str = "grow";
