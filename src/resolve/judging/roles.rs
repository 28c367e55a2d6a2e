//! Names of the same words whose roles are swapped.

use crate::resolve::judging::sides::Sides;
use crate::resolve::language::words::Slot;
use crate::resolve::names::profile::{Profile, Word};

/// Prepositions that tell who does what to whom.
static SLOTS: &[Slot] = &[Slot::Of, Slot::On, Slot::By, Slot::For, Slot::In];

/// Every word answers one of the same stem, and words have changed places: across one preposition that both names have
/// (Control of Humans by Machines / of Machines by Humans), or as [`turned`] says. What is done with a thing is done
/// with the other: Integration of Maps in Apps / of Apps with Maps.
pub(super) fn are_swapped(sides: &Sides<'_>) -> bool {
    let is_mutual = |profile: &Profile| profile.words.iter().any(|word| word.slot == Slot::With);
    let moved = || is_exact(sides) && (turned(sides) || SLOTS.iter().any(|&slot| swapped(sides, slot)));
    crossed(sides) || !is_mutual(sides.a) && !is_mutual(sides.b) && moved()
}

/// Behind one preposition stand different words that both names hold, or the names are each other turned round.
pub(super) fn are_turned(sides: &Sides<'_>) -> bool {
    SLOTS.iter().chain(&[Slot::With]).any(|&slot| swapped(sides, slot)) || turned(sides) || crossed(sides)
}

fn swapped(sides: &Sides<'_>, slot: Slot) -> bool {
    both_moved(sides, |word| word.slot == slot, |other| other != slot)
}

fn is_exact(sides: &Sides<'_>) -> bool {
    let exact = |i: usize| sides.alignment.of_a(i).is_some_and(|(_, likeness)| likeness >= 1.0);
    sides.a.words.len() == sides.b.words.len() && (0..sides.a.words.len()).all(exact)
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

/// Both names have words `from` somewhere, and the other has their partners `to` elsewhere.
fn both_moved(sides: &Sides<'_>, from: impl Fn(Word) -> bool, to: impl Fn(Slot) -> bool) -> bool {
    let moved = |profile: &Profile, other: &Profile, partner: &dyn Fn(usize) -> Option<usize>| {
        let mut words = profile.words.iter().enumerate().filter(|(_, word)| from(**word)).peekable();
        words.peek().is_some() && words.all(|(i, _)| partner(i).is_some_and(|j| to(other.words[j].slot)))
    };
    moved(sides.a, sides.b, &|i| sides.alignment.of_a(i).map(|found| found.0))
        && moved(sides.b, sides.a, &|j| sides.alignment.of_b(j).map(|found| found.0))
}
