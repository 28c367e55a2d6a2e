//! Guards: what tells two names apart however alike their strings are.
//!
//! A guard never says that names are the same; it only forbids a merge, and its name is shown beside the pair. All
//! stand in [`GUARDS`]; the first that fires is reported. A guard stands here only if hardly one of the pairs on which
//! it fires is a duplicate; patterns that are right less often are signs (`signs.rs`), which forbid nothing. The words
//! that guards know are data by language (`language/vetoes`).

use crate::language::Language;
use crate::resolve::judging::roles;
use crate::resolve::judging::same_words;
use crate::resolve::judging::sides::{Side, Sides};
use crate::resolve::language::senses::{Hint, TWO_SENSES, TwoSenses};
use crate::resolve::language::signs;
use crate::resolve::language::stem::{is_negation_of, stem};
use crate::resolve::language::vetoes::Rival;
use crate::resolve::language::words::{self, Slot};
use crate::resolve::names::description::Pooled;
use crate::resolve::names::profile::{Profile, Word};
use crate::similarity::is_misspelling;

/// A named reason to keep two names apart.
pub struct Guard {
    /// Its name in files and explanations.
    pub name: &'static str,
    /// What it forbids, with an example.
    pub summary: &'static str,
    /// Of labeled pairs, on how many it fires and how many of those are duplicates (`cargo xtask measure_guards`).
    pub measured: [usize; 2],
    /// Whether it forbids this pair.
    pub(crate) forbids: fn(&Sides<'_>) -> bool,
}

/// All guards, in the order in which they are asked.
pub static GUARDS: &[Guard] = &[
    Guard {
        name: "too-long",
        summary: "a name of more words than are compared",
        measured: [0, 0],
        forbids: too_long,
    },
    Guard {
        name: "number",
        summary: "numbers, versions, codes or years differ: GPT-3 / GPT-4",
        measured: [49, 0],
        forbids: number,
    },
    Guard {
        name: "sign",
        summary: "a sign that carries the sense differs: rent > 900 / rent < 900, C++ / C#",
        measured: [0, 0],
        forbids: sign,
    },
    Guard {
        name: "negation",
        summary: "one side denies: always / never, trust / distrust",
        measured: [22, 0],
        forbids: negation,
    },
    Guard {
        name: "opposite",
        summary: "opposite words: supervised / unsupervised",
        measured: [5, 0],
        forbids: opposite,
    },
    Guard {
        name: "direction",
        summary: "only one side declines, ends or lacks, and the other has no word of harm: rise / decline",
        measured: [205, 2],
        forbids: direction,
    },
    Guard {
        name: "rival",
        summary: "different things of one closed set: Red Tide / Green Tide, exports of Chile / of Peru",
        measured: [20, 0],
        forbids: rival,
    },
    Guard {
        name: "role",
        summary: "the same words with roles swapped: from A to B / from B to A, A in B / B of A",
        measured: [1, 0],
        forbids: roles::are_swapped,
    },
    Guard {
        name: "aside",
        summary: "equal but for what stands in brackets: Acme (Ohio) / Acme (Delaware)",
        measured: [0, 0],
        forbids: aside,
    },
    Guard {
        name: "form",
        summary: "names in other languages than English hold the same words: l'eau douce / l'eau salée",
        measured: [0, 0],
        forbids: |sides| same_words::differ_in_form(sides.lexicon, sides.a, sides.b),
    },
    Guard {
        name: "derivation",
        summary: "single words of a family, by strings alone: document / documentation",
        measured: [6, 0],
        forbids: derivation,
    },
    Guard {
        name: "prevention",
        summary: "a risk and what is done about it, by strings alone: soil erosion / soil erosion control",
        measured: [23, 1],
        forbids: prevention,
    },
    Guard {
        name: "unknown",
        summary: "each name says something else, and one of these words is no common one: Kernel Driver / Byovd Driver",
        measured: [0, 0],
        forbids: unknown,
    },
    Guard {
        name: "sense",
        summary: "a word with two senses that the descriptions tell apart: virus",
        measured: [0, 0],
        forbids: sense,
    },
    Guard {
        name: "template",
        summary: "one template filled in twice: Rents in Oslo / Rents in Bergen, each described alike but for the town",
        measured: [2, 0],
        forbids: template,
    },
    Guard {
        name: "one-table",
        summary: "an author who lists two things of one kind in one article means two",
        measured: [111, 3],
        forbids: one_table,
    },
];

/// The first guard that forbids a merge.
#[must_use]
pub(crate) fn fired(sides: &Sides<'_>) -> Option<&'static str> {
    GUARDS.iter().find(|guard| (guard.forbids)(sides)).map(|guard| guard.name)
}

fn too_long(sides: &Sides<'_>) -> bool {
    sides.a.truncated || sides.b.truncated
}

/// A number or code that the other name lacks, the same numbers in another order, two different single letters (Vitamin C /
/// Vitamin D), or two different words before equal numbers: LND #2208 / LDK #2208.
fn number(sides: &Sides<'_>) -> bool {
    let is_letter = |word: Word| sides.stem(word).text.chars().nth(1).is_none();
    let is_number = |word: Word| is_number(sides, word);
    let (only_a, only_b) = (|| sides.alignment.only_a(sides.a), || sides.alignment.only_b(sides.b));
    // `A` is an article elsewhere, and no word: Zone A / Zone B.
    let is_lone_letter = only_word(sides).is_some_and(is_letter);
    only_a().any(is_number)
        || only_b().any(is_number)
        || only_a().any(is_letter) && only_b().any(is_letter)
        || is_lone_letter
        || numbers(sides, sides.a).ne(numbers(sides, sides.b))
        || is_code(sides, sides.a) && is_code(sides, sides.b) && only_a().next().is_some()
}

/// Nothing is no number: Net Zero.
fn is_number(sides: &Sides<'_>, word: Word) -> bool {
    sides.stem(word).number && sides.stem(word).text != "0"
}

/// The numbers of a name, in order.
fn numbers<'s>(sides: &'s Sides<'_>, name: &'s Profile) -> impl Iterator<Item = u32> + 's {
    name.words.iter().filter(|word| is_number(sides, **word)).map(|word| sides.stem(*word).sense)
}

/// A word and a number: LND #2208.
fn is_code(sides: &Sides<'_>, name: &Profile) -> bool {
    matches!(*name.words, [word, number] if !sides.stem(word).number && sides.stem(number).number)
}

/// The one word that has no partner; none where there are more, or fewer.
fn only_word(sides: &Sides<'_>) -> Option<Word> {
    let mut left = sides.alignment.only_a(sides.a).chain(sides.alignment.only_b(sides.b));
    left.next().filter(|_| left.next().is_none())
}

/// By strings alone, names that are equal but for a word of prevention: descriptions say too little there.
fn prevention(sides: &Sides<'_>) -> bool {
    let prevents = |word: Word| {
        sides.has(word, words::PREVENTION)
            && !sides.has(word, words::TOOL)
            && sides.stem(word).text != stem(RESPONSE)
    };
    sides.strings_alone && only_word(sides).is_some_and(prevents)
}

/// What often is no prevention: AI responses.
const RESPONSE: &str = "response";

/// A sign that parts names without a partner, or two different signs.
fn sign(sides: &Sides<'_>) -> bool {
    let (only_a, only_b) = (|| sides.alignment.only_a(sides.a), || sides.alignment.only_b(sides.b));
    let parts = |word: Word| signs::parts(&sides.stem(word).text);
    let is_sign = |word: Word| signs::is_sign(&sides.stem(word).text);
    only_a().any(parts) || only_b().any(parts) || only_a().any(is_sign) && only_b().any(is_sign)
}

/// Both names have an aside of which no word answers any, and nothing else that names a thing is left over.
fn aside(sides: &Sides<'_>) -> bool {
    let is_aside = |word: &Word| word.slot == Slot::Aside && sides.is_content(*word);
    let differs = |profile: &Profile, left: &[Word]| {
        let asides = profile.words.iter().filter(|word| is_aside(word)).count();
        asides > 0
            && left.iter().filter(|word| is_aside(word)).count() == asides
            && left.iter().all(|word| is_aside(word) || !sides.is_content(*word))
    };
    let left_a: Vec<Word> = sides.alignment.only_a(sides.a).collect();
    let left_b: Vec<Word> = sides.alignment.only_b(sides.b).collect();
    differs(sides.a, &left_a) && differs(sides.b, &left_b)
}

/// One side denies, or a leftover word is the other one behind a prefix that denies it. Distrust and the erosion of
/// trust are one.
fn negation(sides: &Sides<'_>) -> bool {
    let denied = |side: &Side<'_>| {
        let denies = |long: &str| side.left_of_other.iter().any(|short| is_negation_of(long, &short.text));
        side.left.iter().any(|word| denies(&word.text)) && !sides.any(side.other, words::DOWN | words::LOSS)
    };
    sides.one_sided(words::NEGATION) || sides.either(denied)
}

/// Opposite words without a partner; what erodes or is lost is its own opposite.
fn opposite(sides: &Sides<'_>) -> bool {
    let meets = |x: Word| sides.alignment.only_b(sides.b).any(|y| sides.lexicon.are_opposite(x.stem, y.stem));
    sides.alignment.only_a(sides.a).any(meets) && !sides.one_sided(words::DOWN | words::LOSS)
}

/// A word of decline in one name that nothing answers; words of loss, tone and need in the other may mean the same.
fn direction(sides: &Sides<'_>) -> bool {
    sides.either(|side| {
        side.left.iter().any(|word| word.classes & words::DOWN != 0)
            && !sides.any(side.other, words::DOWN | words::LOSS | words::ASPECT)
    })
}

/// Each name means a thing of one closed set that the other does not mean.
fn rival(sides: &Sides<'_>) -> bool {
    let things = |profile: &'_ Profile| -> Vec<Rival> {
        profile.words.iter().filter_map(|&word| sides.stem(word).rival).collect()
    };
    let (a, b) = (things(sides.a), things(sides.b));
    let excluded = |x: &&Rival| b.iter().any(|y| x.excludes(*y) && !a.contains(y));
    a.iter().filter(|x| !b.contains(x)).any(|x| excluded(&x))
}

/// Two single words of one root that differ by more than plural and spelling; descriptions may tell more than strings.
fn derivation(sides: &Sides<'_>) -> bool {
    let ([x], [y]) = (sides.a.words.as_slice(), sides.b.words.as_slice()) else { return false };
    let (Some(a), Some(b)) = (&sides.a.inflected, &sides.b.inflected) else { return false };
    let (x, y) = (sides.lexicon.stem(*x), sides.lexicon.stem(*y));
    sides.strings_alone
        && a != b
        && (x.text == y.text || (x.sense != y.sense && !is_misspelling(&x.form, &y.form)))
}

/// English names part in words of which one is no common word: nobody can say that it means the other.
fn unknown(sides: &Sides<'_>) -> bool {
    let left = |words: &mut dyn Iterator<Item = Word>| -> Vec<Word> {
        words.filter(|&word| sides.is_content(word) && !sides.stem(word).number).collect()
    };
    let (a, b) = (left(&mut sides.alignment.only_a(sides.a)), left(&mut sides.alignment.only_b(sides.b)));
    let is_english = |name: &Profile| name.language == Language::English && !name.formal;
    !a.is_empty()
        && !b.is_empty()
        && a.iter().chain(&b).any(|&word| sides.stem(word).unknown)
        && is_english(sides.a)
        && is_english(sides.b)
}

/// Both names share a word with two senses, and what is said of them points to different ones.
fn sense(sides: &Sides<'_>) -> bool {
    let is_shared = |word: &&Word| sides.b.words.iter().any(|other| other.stem == word.stem);
    let shared = sides.a.words.iter().filter(is_shared);
    shared
        .filter_map(|&word| TWO_SENSES.get(&sides.lexicon.stem(word).text))
        .any(|hints| part_ways(sides, hints))
}

fn part_ways(sides: &Sides<'_>, hints: &TwoSenses) -> bool {
    let count = |profile: &Profile, sense: usize| {
        hints[sense].iter().filter(|hint| says(sides, profile, hint)).count()
    };
    let leans = |profile: &Profile| count(profile, 0).cmp(&count(profile, 1));
    let (a, b) = (leans(sides.a), leans(sides.b));
    a.is_ne() && a == b.reverse()
}

fn says(sides: &Sides<'_>, profile: &Profile, hint: &Hint) -> bool {
    profile.words.iter().any(|&word| sides.lexicon.stem(word).text == hint.stem)
        || profile.description.contains(hint.word)
}

/// Words besides those that fill a template in which two descriptions may differ: figures and the like.
const OTHER_FIGURES: usize = 2;
/// Words that two descriptions share at least where they are called one template.
const LEAST_TEMPLATE: usize = 3;

/// Two descriptions of one frame: each word left over in a name is in its own description
/// alone, or both are rows of one table that differ in a figure of two digits or more (shorter ones are no words).
fn template(sides: &Sides<'_>) -> bool {
    let (a, b) = (&sides.a.description, &sides.b.description);
    let shared = a.shared(b);
    let only_a: Vec<Word> = sides.alignment.only_a(sides.a).collect();
    let only_b: Vec<Word> = sides.alignment.only_b(sides.b).collect();
    let is_frame = |words: &[Word], own: &Pooled| own.len() <= shared + words.len() + OTHER_FIGURES;
    if shared < LEAST_TEMPLATE || !is_frame(&only_a, a) || !is_frame(&only_b, b) {
        return false;
    }
    let fills = |words: &[Word], own: &Pooled, other: &Pooled| {
        let form = |word: &Word| sides.lexicon.stem(*word).form.as_str();
        !words.is_empty() && words.iter().all(|word| own.contains(form(word)) && !other.contains(form(word)))
    };
    let names_something = |words: &[Word]| words.iter().any(|&word| sides.is_content(word));
    let are_filled = fills(&only_a, a, b) && fills(&only_b, b, a);
    let are_rows = sides.a.kind == sides.b.kind && sides.a.shares_article(sides.b);
    let are_named = [&only_a, &only_b].iter().all(|only| names_something(only));
    let differ = a.len() > shared && b.len() > shared;
    are_filled || are_rows && are_named && differ
}

/// Two rows of one kind in one list of an article, unless the names differ in form, emphasis or tone alone.
fn one_table(sides: &Sides<'_>) -> bool {
    let (a, b) = (sides.a, sides.b);
    let mut left = sides.alignment.only_a(a).chain(sides.alignment.only_b(b));
    a.kind == b.kind && a.shares_list(b) && left.any(|word| sides.is_content(word))
}

#[cfg(test)]
mod tests {
    use super::{GUARDS, Sides};
    use crate::resolve::judging::align::Alignment;
    use crate::resolve::judging::reader::reading::Reader;
    use crate::resolve::names::grouping::names;
    use crate::resolve::names::lexicon::Lexicon;
    use crate::resolve::sample::corpus;

    /// Whether a guard forbids two names of one kind in two articles, or in one.
    fn forbids(guard: &str, pair: [&str; 2], articles: [&str; 2]) -> bool {
        let corpus = corpus(&[(articles[0], "signal", pair[0], ""), (articles[1], "signal", pair[1], "")]);
        let names = names(&corpus, &[]).0;
        let mut lexicon = Lexicon::new(&corpus, &names);
        Reader::new(&lexicon).mark(&mut lexicon.stems);
        let [a, b] = &lexicon.profiles.raw[..] else { return false };
        let alignment = Alignment::new(&lexicon, a, b);
        let guard = GUARDS.iter().find(|known| known.name == guard).unwrap();
        (guard.forbids)(&Sides { lexicon: &lexicon, a, b, alignment: &alignment, strings_alone: true })
    }

    #[test]
    fn each_guard_forbids_one_pair_and_lets_another_pass() {
        let cases = [
            ("number", ["Dikes of 4 Meters", "Dikes of 6 Meters"], ["Net Zero Ports", "Zero Net Port"]),
            ("number", ["Berth P1-2", "Berth P2-1"], ["Ports of 2030", "2030 Ports"]),
            ("number", ["LND #2208", "LDK #2208"], ["Port #22", "Ports 22"]),
            ("number", ["S4", "4"], ["S4", "s4"]),
            ("number", ["Vitamin C Pills", "Vitamin D Pills"], ["E-Ferries", "eFerries"]),
            ("number", ["3 Million Boats", "3 Billion Boats"], ["3 Million Boats", "3,000,000 boats"]),
            ("sign", ["Rent > 900 Euro", "Rent < 900 Euro"], ["Wages Rise ↑", "Wages Rise"]),
            ("sign", ["Rating B-", "Rating B"], ["Oil → Wind", "Oil to Wind"]),
            ("negation", ["Trust in Ferries", "Distrust in Ferries"], ["Erosion of Trust", "Distrust"]),
            (
                "negation",
                ["Tugs With Crews", "Tugs With No Crews"],
                ["Tugs Without Crews", "Tug Without a Crew"],
            ),
            ("opposite", ["Rural Ports", "Urban Ports"], ["Rural Ports", "Ports in Rural Areas"]),
            ("direction", ["Falling Rents", "Rising Rents"], ["Decline of Kelp", "Loss of Kelp"]),
            ("direction", ["Kelp Harvest", "Kelp Harvest Ban"], ["Lack of Privacy", "Privacy Concerns"]),
            ("rival", ["Red Algae Bloom", "Green Algae Bloom"], ["Tugs of France", "French Tugs"]),
            (
                "rival",
                ["Copper Exports of Peru", "Copper Exports of Chile"],
                ["Oil and Gas Ports", "Oil Ports"],
            ),
            (
                "role",
                ["Control of Tugs by Pilots", "Control of Pilots by Tugs"],
                ["Tugs for Pilots", "Pilot Tugs"],
            ),
            ("unknown", ["Kernel Drivers", "Byovd Drivers"], ["Byovd Drivers", "Growing Byovd Drivers"]),
            ("aside", ["Blue Quay (Bremen)", "Blue Quay (Malmo)"], ["Blue Quay (Bremen)", "Blue Quay"]),
        ];
        for (guard, forbidden, allowed) in cases {
            assert!(forbids(guard, forbidden, ["a.md", "b.md"]), "{guard}: {forbidden:?}");
            assert!(!forbids(guard, allowed, ["a.md", "b.md"]), "{guard}: {allowed:?}");
        }
    }

    #[test]
    fn two_rows_of_one_list_are_two_things_unless_only_their_form_differs() {
        let rows = ["Failed Delivery", "Delivery to Neighbors"];
        assert!(forbids("one-table", rows, ["a.md", "a.md"]));
        assert!(!forbids("one-table", rows, ["a.md", "b.md"]));
        assert!(!forbids("one-table", ["Growing Kelp Farms", "Kelp Farm"], ["a.md", "a.md"]));
    }
}
