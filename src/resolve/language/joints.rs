//! What stands before a word within its name, as far as the order of words depends on it: a conjunction, a preposition of
//! its own, a comma, nothing.
//!
//! Only names in other languages than English are read so closely: no model knows their words, so their form decides.

/// What stands before a word, as bits.
pub(crate) type Joints = u8;

/// A conjunction or a sign for one: `et`, `und`, `&`, `+`, `/`.
pub(crate) const AND: Joints = 1;
/// A preposition of its own: `par` before `pesticides`, not the preposition of the words before it.
pub(crate) const PLACED: Joints = 1 << 1;
/// A comma or a semicolon.
pub(crate) const COMMA: Joints = 1 << 2;
/// Nothing, or a hyphen: the parts of a compound.
pub(crate) const CLOSED: Joints = 1 << 3;
/// The word abbreviates the others, which thus say it already: `DINUM` in brackets behind what it stands for.
pub(crate) const ABBREVIATION: Joints = 1 << 4;

/// An adjective that a language sets before or behind its noun: `menor`, `grande`.
pub(crate) const MOVABLE: Joints = 1 << 5;

/// The joints that the text between two words makes; brackets are told by [`bracket`].
pub(crate) fn between(gap: &str) -> Joints {
    if matches!(gap, "-" | "\u{2010}" | "\u{2011}") {
        return CLOSED;
    }
    let of = |c: char| match c {
        '&' | '＆' | '/' | '／' => AND,
        // C++ and Disney+ hold no conjunction.
        '+' | '＋' if gap.trim().chars().count() == 1 && gap.starts_with(' ') => AND,
        ',' | ';' | '，' | '、' | '；' => COMMA,
        _ => 0,
    };
    gap.chars().fold(0, |all, c| all | of(c))
}

/// Whether a character opens brackets around an aside, or closes them.
pub(crate) fn bracket(c: char) -> Option<bool> {
    match c {
        '(' | '[' | '（' | '［' | '【' => Some(true),
        ')' | ']' | '）' | '］' | '】' => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{AND, CLOSED, COMMA, between};

    #[test]
    fn signs_join_and_commas_part() {
        for (gap, joints) in [
            (" & ", AND),
            (" + ", AND),
            ("++ ", 0),
            ("/", AND),
            (", ", COMMA),
            ("-", CLOSED),
            (" - ", 0),
            (" ", 0),
        ] {
            assert_eq!(between(gap), joints, "{gap}");
        }
    }
}
