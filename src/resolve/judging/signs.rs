//! Signs: patterns that speak against one thing more often than not, and forbid nothing.
//!
//! Each is evidence for the model; what it weighs is learned. All stand in [`SIGNS`].

use crate::resolve::judging::sides::Sides;
use crate::resolve::language::words::{self, Slot};
use crate::resolve::names::profile::{Profile, Word};

/// A named pattern of two names.
pub struct Sign {
    /// Its name in files and explanations.
    pub name: &'static str,
    /// What it sees, with an example.
    pub summary: &'static str,
    /// Whether it shows in this pair; the same in either order.
    pub(crate) shows: fn(&Sides<'_>) -> bool,
}

/// All signs.
pub static SIGNS: &[Sign] = &[
    Sign {
        name: "decline",
        summary: "only one side declines, ends, lacks or loses: trust / erosion of trust",
        shows: |sides| sides.one_sided(words::DOWN | words::LOSS),
    },
    Sign {
        name: "prevention",
        summary: "a risk and what is done about it: fraud / fraud detection",
        shows: |sides| sides.one_sided(words::PREVENTION),
    },
    Sign {
        name: "against",
        summary: "only one side is against or without something: surveillance / action against surveillance",
        shows: |sides| sides.slot_on_one_side(Slot::Against),
    },
    Sign {
        name: "refusal",
        summary: "only one side refuses or opposes: remote work / refusal of remote work",
        shows: |sides| sides.one_sided(words::REFUSAL),
    },
    Sign {
        name: "cause",
        summary: "a thing and its causes: causes of migration / migration",
        shows: |sides| sides.one_sided(words::CAUSE),
    },
    Sign {
        name: "organization",
        summary: "a thing and an organization or person: Tesla / Tesla Foundation",
        shows: |sides| sides.one_sided(words::ORGANIZATION | words::PERSON),
    },
    Sign {
        name: "contrast",
        summary: "only one side weighs two things: automation vs. job growth / job growth",
        shows: contrast,
    },
    Sign {
        name: "letter",
        summary: "a single letter that the other name lacks: Gen Z / generations",
        shows: letter,
    },
    Sign {
        name: "turned",
        summary: "words behind a preposition stand before it in the other name: AI in design / design of AI",
        shows: crate::resolve::judging::roles::are_turned,
    },
    Sign {
        name: "sibling",
        summary: "one pattern, another object: AI in Education / AI in Healthcare",
        shows: sibling,
    },
    Sign {
        name: "qualifier",
        summary: "broader and narrower: AI Regulation / AI Regulation in Europe",
        shows: qualifier,
    },
];

fn letter(sides: &Sides<'_>) -> bool {
    let is_letter = |word: Word| sides.stem(word).text.chars().nth(1).is_none();
    sides.alignment.only_a(sides.a).chain(sides.alignment.only_b(sides.b)).any(is_letter)
}

/// One name weighs two things, and the other does not speak of both.
fn contrast(sides: &Sides<'_>) -> bool {
    let (mut only_a, mut only_b) = (sides.alignment.only_a(sides.a), sides.alignment.only_b(sides.b));
    sides.slot_on_one_side(Slot::Versus)
        && (only_a.any(|word| sides.is_content(word)) || only_b.any(|word| sides.is_content(word)))
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
