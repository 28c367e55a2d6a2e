//! Guards: what tells two names apart however alike their strings are.
//!
//! A guard never says that names are the same; it only forbids a merge, and its name is shown
//! beside the pair. All stand in [`GUARDS`]; the first that fires is reported.

use crate::resolve::judging::align::Alignment;
use crate::resolve::language::senses::{Hint, TWO_SENSES, TwoSenses};
use crate::resolve::language::stem::is_negation_of;
use crate::resolve::language::words::{self, Classes, Slot};
use crate::resolve::names::description::Pooled;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, Word};

/// A named reason to keep two names apart.
pub struct Guard {
    /// Its name in files and explanations.
    pub name: &'static str,
    /// What it forbids, with an example.
    pub summary: &'static str,
    /// Whether it forbids this pair.
    pub(crate) forbids: fn(&Sides<'_>) -> bool,
    /// It sees a mere pattern, and gives way where the evidence is strong.
    pub yields: bool,
}

/// Two names with their aligned words.
pub(crate) struct Sides<'a> {
    /// The words of all names.
    pub lexicon: &'a Lexicon,
    /// One name.
    pub a: &'a Profile,
    /// The other.
    pub b: &'a Profile,
    /// Which words answer each other.
    pub alignment: &'a Alignment,
}

/// All guards, in the order in which they are asked.
pub static GUARDS: &[Guard] = &[
    Guard {
        name: "too-long",
        summary: "a name of more words than are compared",
        forbids: too_long,
        yields: false,
    },
    Guard {
        name: "number",
        summary: "numbers, versions, codes or years differ: GPT-3 / GPT-4",
        forbids: number,
        yields: false,
    },
    Guard {
        name: "negation",
        summary: "one side denies: always / never, trust / distrust",
        forbids: negation,
        yields: false,
    },
    Guard {
        name: "opposite",
        summary: "opposite words: supervised / unsupervised",
        forbids: opposite,
        yields: false,
    },
    Guard {
        name: "direction",
        summary: "only one side declines, ends or lacks: rise / decline",
        forbids: direction,
        yields: false,
    },
    Guard {
        name: "prevention",
        summary: "a risk and what is done about it: fraud / fraud detection",
        forbids: prevention,
        yields: false,
    },
    Guard {
        name: "cause",
        summary: "a thing and its causes: causes of migration / migration",
        forbids: cause,
        yields: false,
    },
    Guard {
        name: "role",
        summary: "the same words with roles swapped: from A to B / from B to A, A in B / B of A",
        forbids: role,
        yields: false,
    },
    Guard {
        name: "contrast",
        summary: "only one side weighs two things: automation vs. job growth / job growth",
        forbids: contrast,
        yields: true,
    },
    Guard {
        name: "organization",
        summary: "a thing and an organization or person: Tesla / Tesla Foundation",
        forbids: organization,
        yields: false,
    },
    Guard {
        name: "sibling",
        summary: "one pattern, another object: AI in Education / AI in Healthcare",
        forbids: sibling,
        yields: true,
    },
    Guard {
        name: "qualifier",
        summary: "broader and narrower: AI Regulation / AI Regulation in Europe",
        forbids: qualifier,
        yields: true,
    },
    Guard {
        name: "sense",
        summary: "a word with two senses that the descriptions tell apart: virus",
        forbids: sense,
        yields: false,
    },
    Guard {
        name: "template",
        summary: "one template filled in twice: Rents in Oslo / Rents in Bergen, each described alike but for the town",
        forbids: template,
        yields: false,
    },
    Guard {
        name: "one-table",
        summary: "two rows of one table need more than like strings",
        forbids: one_table,
        yields: false,
    },
];

/// Cosine of two descriptions from which two rows of one table may say the same.
const SAME_TABLE_COSINE: f64 = 0.3;

/// The first guard that forbids a merge.
#[must_use]
pub(crate) fn fired(sides: &Sides<'_>) -> Option<&'static str> {
    GUARDS.iter().find(|guard| (guard.forbids)(sides)).map(|guard| guard.name)
}

impl Sides<'_> {
    fn has(&self, word: Word, classes: Classes) -> bool {
        self.lexicon.stem(word).classes & classes != 0
    }

    fn only_a_has(&self, classes: Classes) -> bool {
        self.alignment.only_a(self.a).any(|word| self.has(word, classes))
    }

    fn only_b_has(&self, classes: Classes) -> bool {
        self.alignment.only_b(self.b).any(|word| self.has(word, classes))
    }

    /// A word of the class without a partner on exactly one side.
    fn one_sided(&self, classes: Classes) -> bool {
        self.only_a_has(classes) != self.only_b_has(classes)
    }

    /// A word that names something, and not only emphasis, tone or a general thing.
    fn is_content(&self, word: Word) -> bool {
        !self.has(word, words::FILLER | words::ASPECT | words::TOOL)
    }
}

fn too_long(sides: &Sides<'_>) -> bool {
    sides.a.truncated || sides.b.truncated
}

fn number(sides: &Sides<'_>) -> bool {
    let is_code = |word: Word| {
        let stem = sides.lexicon.stem(word);
        stem.number || stem.text.chars().count() == 1
    };
    sides.alignment.only_a(sides.a).any(is_code) || sides.alignment.only_b(sides.b).any(is_code)
}

fn negation(sides: &Sides<'_>) -> bool {
    let denies = |word: Word, other: &Profile| {
        let text = &sides.lexicon.stem(word).text;
        other.words.iter().any(|&answer| is_negation_of(text, &sides.lexicon.stem(answer).text))
    };
    sides.one_sided(words::NEGATION)
        || slot_on_one_side(sides, Slot::Against)
        || sides.alignment.only_a(sides.a).any(|word| denies(word, sides.b))
        || sides.alignment.only_b(sides.b).any(|word| denies(word, sides.a))
}

fn slot_on_one_side(sides: &Sides<'_>, slot: Slot) -> bool {
    let holds = |profile: &Profile| profile.words.iter().any(|word| word.slot == slot);
    holds(sides.a) != holds(sides.b)
}

fn opposite(sides: &Sides<'_>) -> bool {
    let meets = |x: Word| sides.alignment.only_b(sides.b).any(|y| sides.lexicon.are_opposite(x.stem, y.stem));
    sides.alignment.only_a(sides.a).any(meets)
}

fn direction(sides: &Sides<'_>) -> bool {
    sides.one_sided(words::DOWN)
}

fn prevention(sides: &Sides<'_>) -> bool {
    sides.one_sided(words::PREVENTION)
}

fn cause(sides: &Sides<'_>) -> bool {
    sides.one_sided(words::CAUSE)
}

/// Behind one preposition stand different words that both names hold, or the names are each other turned round.
fn role(sides: &Sides<'_>) -> bool {
    let slots = [Slot::Of, Slot::On, Slot::By, Slot::With, Slot::For, Slot::In];
    slots.iter().any(|&slot| swapped(sides, slot)) || turned(sides) || crossed(sides)
}

/// The words on both sides of `to` (or `on`) have changed places, whatever follows: Speech-to-Text / Text-to-Speech.
fn crossed(sides: &Sides<'_>) -> bool {
    let hinge = |profile: &Profile| {
        let behind = profile.words.iter().position(|word| word.slot == Slot::On)?;
        Some((behind.checked_sub(1)?, behind))
    };
    let partner = |i: usize| sides.alignment.of_a(i).map(|found| found.0);
    hinge(sides.a)
        .zip(hinge(sides.b))
        .is_some_and(|(a, b)| partner(a.0) == Some(b.1) && partner(a.1) == Some(b.0))
}

/// Each name has behind its preposition only what the other has before it, and one says where: AI in Security /
/// Security of AI. With `for`, `with` or `by` both ways may say the same: AI for Design / Design with AI.
fn turned(sides: &Sides<'_>) -> bool {
    let holds = |profile: &Profile, slots: &[Slot]| {
        let mut behind = profile.words.iter().filter(|word| word.slot != Slot::Head).peekable();
        behind.peek().is_some() && behind.all(|word| slots.contains(&word.slot))
    };
    let place = |profile: &Profile| holds(profile, &[Slot::In]);
    let object = |profile: &Profile| holds(profile, &[Slot::In, Slot::Of, Slot::On]);
    let said = place(sides.a) && object(sides.b) || place(sides.b) && object(sides.a);
    let behind = |word: Word| word.slot != Slot::Head && sides.is_content(word);
    said && both_moved(sides, behind, |slot| slot == Slot::Head)
}

fn swapped(sides: &Sides<'_>, slot: Slot) -> bool {
    both_moved(sides, |word| word.slot == slot, |other| other != slot)
}

/// Both names have words `from` somewhere, and the other has their partners `to` elsewhere.
fn both_moved(sides: &Sides<'_>, from: impl Fn(Word) -> bool, to: impl Fn(Slot) -> bool) -> bool {
    let moved = |profile: &Profile, other: &Profile, partner: &dyn Fn(usize) -> Option<usize>| {
        let mut words = profile.words.iter().enumerate().filter(|(_, word)| from(**word)).peekable();
        words.peek().is_some() && words.all(|(i, _)| partner(i).is_some_and(|j| to(other.words[j].slot)))
    };
    moved(sides.a, sides.b, &|i| sides.alignment.of_a(i).map(|found| found.0))
        && moved(sides.b, sides.a, &|j| sides.alignment.of_b(j).map(|found| found.0))
}

/// One name weighs two things, and the other does not speak of both.
fn contrast(sides: &Sides<'_>) -> bool {
    let (mut only_a, mut only_b) = (sides.alignment.only_a(sides.a), sides.alignment.only_b(sides.b));
    slot_on_one_side(sides, Slot::Versus)
        && (only_a.any(|word| sides.is_content(word)) || only_b.any(|word| sides.is_content(word)))
}

fn organization(sides: &Sides<'_>) -> bool {
    sides.one_sided(words::ORGANIZATION | words::PERSON)
}

/// Behind one preposition (or before any) both names have an object, and no word of the two objects answers another.
fn sibling(sides: &Sides<'_>) -> bool {
    [Slot::Head, Slot::Of, Slot::In, Slot::For, Slot::On, Slot::By, Slot::With, Slot::Against]
        .iter()
        .any(|&slot| lone_object(sides, slot))
}

fn lone_object(sides: &Sides<'_>, slot: Slot) -> bool {
    let alone = |profile: &Profile, partner: &dyn Fn(usize) -> bool| {
        let mut content = false;
        for (i, &word) in profile.words.iter().enumerate().filter(|(_, word)| word.slot == slot) {
            if partner(i) && sides.is_content(word) {
                return false;
            }
            content |= !partner(i) && sides.is_content(word);
        }
        content
    };
    alone(sides.a, &|i| sides.alignment.of_a(i).is_some())
        && alone(sides.b, &|j| sides.alignment.of_b(j).is_some())
}

/// All of one name is in the other, which adds an object behind a preposition of its own.
fn qualifier(sides: &Sides<'_>) -> bool {
    let inside = |mut rest: Box<dyn Iterator<Item = Word> + '_>| !rest.any(|word| sides.is_content(word));
    let adds = |mut rest: Box<dyn Iterator<Item = Word> + '_>, other: &Profile| {
        rest.any(|word| {
            sides.is_content(word)
                && word.slot != Slot::Head
                && other.words.iter().all(|known| known.slot != word.slot)
        })
    };
    let (only_a, only_b) = (|| sides.alignment.only_a(sides.a), || sides.alignment.only_b(sides.b));
    (inside(Box::new(only_a())) && adds(Box::new(only_b()), sides.a))
        || (inside(Box::new(only_b())) && adds(Box::new(only_a()), sides.b))
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

/// An author who writes two rows in one table means two things, unless the names differ in form
/// alone or the descriptions agree.
fn one_table(sides: &Sides<'_>) -> bool {
    let (a, b) = (sides.a, sides.b);
    a.kind == b.kind
        && a.shares_article(b)
        && !(sides.alignment.only_a(a).next().is_none() && sides.alignment.only_b(b).next().is_none())
        && a.description.cosine(&b.description) < SAME_TABLE_COSINE
}
