//! Which of two related names is the broader one: *AI Regulation* of *AI Regulation in Europe*.
//!
//! The rule looks at words alone: one name must hold all of the other and narrow it. Of 334 labeled pairs for which it
//! speaks 279 are so (0.84; `cargo xtask measure_broader`); without the conditions of [`narrows`] 0.57 were.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::resolve::judging::guard::GUARDS;
use crate::resolve::judging::sides::Sides;
use crate::resolve::judging::signs::SIGNS;
use crate::resolve::language::stem::stem;
use crate::resolve::language::words::Slot;
use crate::resolve::names::profile::{Profile, Word};
use crate::resolve::types::End;

/// Likeness from which a word is answered: equal, a synonym or spelled alike, not merely of one tone.
const ANSWERED: f64 = 0.8;

/// Guards and signs that a broader name and its part show too.
const PATTERNS: &[&str] = &["sibling", "qualifier", "one-table", "letter"];

/// Words that, added to a name, make no part of it: whom all things concern, and praise.
static PLAIN: &str = "\
human user people person public society societal individual citizen consumer
rapid quick fast improved better effective efficient strategic real true strong critical essential modern
contemporary innovative further wider broader comprehensive";

static PLAIN_STEMS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| PLAIN.split_whitespace().map(stem).collect());

/// Words that put two things side by side: the name with both is then no part of the other.
const CONJUNCTIONS: &[&str] = &["and", "or", "und", "oder", "et", "ou", "y"];

/// The broader of two names that are related and no duplicates; `None` where neither is known to be. `written` are
/// the names as written, in the order of the sides.
///
/// This rule answers until a learned probability does: what replaces it takes the place of this function alone.
/// O(words²).
pub(crate) fn broader_end(sides: &Sides<'_>, written: [&str; 2]) -> Option<End> {
    let is_left = [sides.alignment.only_a(sides.a).count() > 0, sides.alignment.only_b(sides.b).count() > 0];
    let end = match is_left {
        [false, true] => End::A,
        [true, false] => End::B,
        _ => return None,
    };
    let both =
        [(sides.a, written[0]), (sides.b, written[1])].map(|(profile, written)| Side { profile, written });
    let [broad, narrow] = if end == End::A { [&both[0], &both[1]] } else { [&both[1], &both[0]] };
    let partner = |place: usize| match end {
        End::A => sides.alignment.of_a(place),
        End::B => sides.alignment.of_b(place),
    };
    let speaks = |name: &str| !PATTERNS.contains(&name);
    let holds = narrows(sides, broad, narrow, partner)
        && !GUARDS.iter().any(|guard| speaks(guard.name) && (guard.forbids)(sides))
        && !SIGNS.iter().any(|sign| speaks(sign.name) && (sign.shows)(sides));
    holds.then_some(end)
}

/// A name: its words and how it is written.
struct Side<'a> {
    profile: &'a Profile,
    written: &'a str,
}

/// Whether the words that `narrow` adds to `broad` make it a part: each word of `broad` keeps its place behind its
/// preposition, both speak of one head (*Chip Design* is no part of *Chips*), what is added stands before the head or
/// behind a preposition, and says something. `partner` gives the word of `narrow` that answers one of `broad`.
fn narrows(
    sides: &Sides<'_>,
    broad: &Side<'_>,
    narrow: &Side<'_>,
    partner: impl Fn(usize) -> Option<(usize, f64)>,
) -> bool {
    let (words, others) = (&broad.profile.words, &narrow.profile.words);
    let kept = |(place, word): (usize, &Word)| {
        partner(place).is_some_and(|(at, likeness)| likeness >= ANSWERED && others[at].slot == word.slot)
    };
    let heads = head(broad.profile).zip(head(narrow.profile));
    let one_head = heads.is_some_and(|(x, y)| partner(x).is_some_and(|(at, _)| at == y));
    let answers: Vec<usize> = (0..words.len()).filter_map(|place| Some(partner(place)?.0)).collect();
    let is_added = |at: &usize| !answers.contains(at);
    let added = || (0..others.len()).filter(is_added);
    let first_kept = answers.iter().copied().min().unwrap_or(0);
    one_head
        && words.iter().enumerate().all(kept)
        && words.iter().any(|&word| sides.is_content(word))
        && added().all(|at| at < first_kept || others[at].slot != Slot::Head)
        && added().any(|at| sides.is_content(others[at]) && !is_plain(sides, others[at]))
        && !joins(broad.written)
        && !joins(narrow.written)
        && (!begins_with_deed(narrow.written) || begins_with_deed(broad.written))
}

/// The place of the last word before the first change of preposition.
fn head(profile: &Profile) -> Option<usize> {
    let slot = profile.words.first()?.slot;
    profile.words.iter().take_while(|word| word.slot == slot).count().checked_sub(1)
}

fn is_plain(sides: &Sides<'_>, word: Word) -> bool {
    PLAIN_STEMS.contains(&sides.stem(word).text)
}

/// Whether a name puts two things side by side.
fn joins(written: &str) -> bool {
    let is_conjunction = |word: &str| CONJUNCTIONS.iter().any(|known| word.eq_ignore_ascii_case(known));
    written.contains(['&', '/', ',']) || written.split_whitespace().any(is_conjunction)
}

/// Whether a name begins with what is done to the thing: *Optimizing Supply Chains*.
fn begins_with_deed(written: &str) -> bool {
    written.split_whitespace().next().is_some_and(|word| word.ends_with("ing"))
}

#[cfg(test)]
mod tests {
    use super::broader_end;
    use crate::resolve::judging::align::Alignment;
    use crate::resolve::judging::sides::Sides;
    use crate::resolve::names::grouping::names;
    use crate::resolve::names::lexicon::Lexicon;
    use crate::resolve::sample::corpus;
    use crate::resolve::types::End;

    /// The broader of two names, as written.
    fn broader<'n>(first: &'n str, second: &'n str) -> Option<&'n str> {
        let rows: Vec<_> = [first, second].map(|name| ("a.md", "concern", name, "")).into();
        let corpus = corpus(&rows);
        let names = names(&corpus, &[]).0;
        let lexicon = Lexicon::new(&corpus, &names);
        let ids: Vec<_> = names.keys().collect();
        let (a, b) = (&lexicon.profiles[ids[0]], &lexicon.profiles[ids[1]]);
        let alignment = Alignment::new(&lexicon, a, b);
        let sides = Sides { lexicon: &lexicon, a, b, alignment: &alignment, strings_alone: true };
        let end = broader_end(&sides, [&names[ids[0]].label, &names[ids[1]].label])?;
        let broad = if end == End::A { ids[0] } else { ids[1] };
        [first, second].into_iter().find(|name| **name == names[broad].label)
    }

    #[test]
    fn the_name_that_the_other_narrows_is_the_broader_one() {
        for (broad, narrow) in [
            ("Kelp Farming", "Kelp Farming in Norway"),
            ("Kelp Farming", "Offshore Kelp Farming"),
            ("Erosion of Coasts", "Erosion of Arctic Coasts"),
        ] {
            assert_eq!(broader(broad, narrow), Some(broad), "{narrow}");
            assert_eq!(broader(narrow, broad), Some(broad), "{narrow}");
        }
    }

    #[test]
    fn another_aspect_a_plain_word_or_a_second_thing_makes_no_part() {
        for (first, second) in [
            ("Kelp", "Kelp Farming"),
            ("Kelp Farming", "Kelp Farming Licenses"),
            ("Kelp Farming", "Rapid Kelp Farming"),
            ("Kelp Farming", "Growing Kelp Farming"),
            ("Kelp Farming", "Mussel and Kelp Farming"),
            ("Kelp Farming", "Outlawing Kelp Farming"),
            ("Kelp Farming", "Kelp Farming without Permits"),
            ("Tidal Power", "Tidal Power 2030"),
            ("Kelp Farming in Norway", "Kelp Farming in Chile"),
            ("Systems", "Sonar Systems"),
        ] {
            assert_eq!(broader(first, second), None, "{first}, {second}");
        }
    }
}
