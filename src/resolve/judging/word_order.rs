//! Whether two names of the same words, in another language than English, say the same in their two orders.
//!
//! | order | example |
//! |---|---|
//! | members of one conjunction | `Recht und Ordnung`, `Ordnung & Recht` |
//! | a compound and its parts | `Arbeitsverlust`, `Verlust von Arbeit`; `Projekt Hafen`, `Hafenprojekt` |
//! | phrases with prepositions | `pollution des nappes par le sel`, `pollution par le sel des nappes` |
//! | an adjective | `menor coste`, `coste menor` |
//!
//! Without any of these, order tells things apart: `隐私数据` is not `数据隐私`. Cubic in the words of a name, of which a
//! name has at most 32.

use crate::language::Language;
use crate::resolve::language::compounds::writes_compounds;
use crate::resolve::language::joints::{AND, CLOSED, COMMA, Joints, MOVABLE, PLACED};
use crate::resolve::language::words::Slot;
use crate::resolve::names::profile::Word;

/// Whether two names that hold the same words say the same.
pub(super) fn says_the_same(a: &[Word], b: &[Word], language: Language) -> bool {
    if has_postpositions(language) {
        return in_one_order(a, b) || have_one_end(a, b);
    }
    let (turned_a, turned_b) = (as_compound(a), as_compound(b));
    let is_turned = || {
        keep_their_place(a, b)
            && (in_one_order(&turned_a, &turned_b)
                || writes_compounds(language)
                    && (in_one_order(&turned_a, b) || in_one_order(a, &turned_b) || are_apposed(a, b)))
    };
    let is_built = || language == Language::Arabic && places_one(a, b);
    in_one_order(a, b) || is_turned() || have_one_head(a, b) || an_adjective_moves(a, b) || is_built()
}

fn same(a: &[Word], b: &[Word]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x.stem == y.stem)
}

fn is(word: &Word, joints: Joints) -> bool {
    word.joints & joints != 0
}

/// Equal words in one order, or the members of one conjunction that both names have stand in the other order.
fn in_one_order(a: &[Word], b: &[Word]) -> bool {
    let joined = |words: &[Word]| words.iter().any(|word| is(word, AND));
    let mut joints = (1..a.len()).filter(|&at| is(&a[at], AND));
    same(a, b) || a.len() == b.len() && joined(b) && joints.any(|at| members_change_places(a, b, at))
}

/// Whether members before and behind the conjunction before word `at` of one name stand the other way round in the other:
/// what is before both and behind both belongs to each (`Leiterin Recht und Personal`).
fn members_change_places(a: &[Word], b: &[Word], at: usize) -> bool {
    let mut starts = (0..at).take_while(|&start| same(&a[..start], &b[..start]));
    let ends = |end: &usize| same(&a[*end..], &b[*end..]);
    starts.any(|start| {
        (at + 1..=a.len()).filter(ends).any(|end| {
            let middle = start + end - at;
            let (first, second) = (&a[start..at], &a[at..end]);
            is(&b[middle], AND)
                && !a[start + 1..end].iter().chain(&b[start + 1..end]).any(|word| is(word, COMMA))
                && is_member(first, &b[middle..end])
                && is_member(second, &b[start..middle])
        })
    })
}

/// Equal words behind the same prepositions: those that a name gives to one member alone stay with it.
fn is_member(a: &[Word], b: &[Word]) -> bool {
    let agree = |(x, y): (&Word, &Word)| x.slot == y.slot || !(is(x, PLACED) && is(y, PLACED));
    same(a, b) && a.iter().zip(b).all(agree)
}

/// The words in the order of a compound: what stands behind a preposition before what it belongs to.
fn as_compound(words: &[Word]) -> Vec<Word> {
    let phrases: Vec<&[Word]> = words.chunk_by(|x, y| x.slot == y.slot).collect();
    phrases.into_iter().rev().flatten().copied().collect()
}

/// Whether what stands behind a preposition that no compound can say stands behind it in both names: `Recht auf Schutz`
/// is no `Schutzrecht`.
fn keep_their_place(a: &[Word], b: &[Word]) -> bool {
    let place = |slot: Slot| match slot {
        Slot::Head | Slot::Of | Slot::In | Slot::For | Slot::By => None,
        other => Some(other),
    };
    let places = |words: &[Word]| {
        let mut places: Vec<_> = words.iter().map(|word| (word.stem, place(word.slot))).collect();
        places.sort_unstable();
        places
    };
    places(a) == places(b)
}

/// A compound and its two words with the last in front: `Hafenprojekt`, `Projekt Hafen`.
fn are_apposed(a: &[Word], b: &[Word]) -> bool {
    let ([x, y], [z, u]) = (a, b) else { return false };
    let is_open = |word: &Word| word.joints == 0;
    let is_closed = |word: &Word| is(word, CLOSED);
    x.stem == u.stem && y.stem == z.stem && (is_closed(y) && is_open(u) || is_open(y) && is_closed(u))
}

/// The names are about one word, and the phrases behind it stand in another order, or an adjective before or behind what
/// the word is made of (`un marché local du bois`, `un marché du bois local`).
fn have_one_head(a: &[Word], b: &[Word]) -> bool {
    let has_comma = |words: &[Word]| words.iter().skip(1).any(|word| is(word, COMMA));
    let one_head = a.first().zip(b.first()).is_some_and(|(x, y)| x.stem == y.stem);
    a.len() > 2
        && one_head
        && !has_comma(a)
        && !has_comma(b)
        && (have_equal_phrases(a, b) || a_word_moves(a, b) || a_word_moves(b, a))
}

/// Phrases are equal behind equal prepositions; several of one preposition stand in one order.
fn have_equal_phrases(a: &[Word], b: &[Word]) -> bool {
    let phrases = |words: &'_ [Word]| {
        let mut phrases: Vec<Vec<_>> = words
            .chunk_by(|_, next| !is(next, PLACED))
            .map(|phrase| phrase.iter().map(|word| (word.slot, word.stem)).collect())
            .collect();
        phrases[1..].sort_by_key(|phrase: &Vec<(Slot, _)>| phrase[0].0);
        phrases
    };
    phrases(a) == phrases(b)
}

/// One word of the first name that has no preposition stands further behind in the second, past words behind `of` alone.
fn a_word_moves(a: &[Word], b: &[Word]) -> bool {
    let Some(from) = a.iter().zip(b).position(|(x, y)| x.stem != y.stem) else { return false };
    let Some(to) = (from..b.len()).find(|&to| b[to].stem == a[from].stem) else { return false };
    let passes = |word: &Word| word.slot == Slot::Of;
    same(&a[from + 1..=to], &b[from..to])
        && same(&a[to + 1..], &b[to + 1..])
        && a[from + 1..=to].iter().all(passes)
        && ![a[from], b[to]].iter().any(|word| is(word, PLACED | AND))
}

/// An adjective that stands before or behind its noun: right beside it, or at the two ends of a name with `of`.
fn an_adjective_moves(a: &[Word], b: &[Word]) -> bool {
    let moves = |a: &[Word], b: &[Word]| {
        let Some(from) = a.iter().zip(b).position(|(x, y)| x.stem != y.stem) else { return false };
        let is_whole = from == 0 && a[1..].iter().all(|word| matches!(word.slot, Slot::Head | Slot::Of));
        let to = if is_whole && same(&a[1..], &b[..b.len() - 1]) { b.len() - 1 } else { from + 1 };
        is(&a[from], MOVABLE)
            && b.get(to).is_some_and(|word| word.stem == a[from].stem)
            && same(&a[from + 1..=to], &b[from..to])
            && same(&a[to + 1..], &b[to + 1..])
    };
    a.len() == b.len() && (moves(a, b) || moves(b, a))
}

/// Arabic says with a genitive, which no word marks, what a preposition says as well: the names are about one word, and
/// a preposition places another in one of them at least.
fn places_one(a: &[Word], b: &[Word]) -> bool {
    let places = |words: &[Word]| words.iter().any(|word| word.slot != Slot::Head);
    let one_head = a.first().zip(b.first()).is_some_and(|(x, y)| x.stem == y.stem);
    a.len() > 2 && one_head && (places(a) || places(b))
}

/// The names are about the same last word, and a postposition places others in both.
fn have_one_end(a: &[Word], b: &[Word]) -> bool {
    let is_placed = |word: &Word| !matches!(word.slot, Slot::Head | Slot::Of);
    let one_end = a.last().zip(b.last()).is_some_and(|(x, y)| x.stem == y.stem);
    one_end && a.iter().any(is_placed) && b.iter().any(is_placed)
}

fn has_postpositions(language: Language) -> bool {
    matches!(language, Language::Chinese | Language::Japanese | Language::Korean)
}
