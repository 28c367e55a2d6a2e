//! Signs that carry the sense of a name, invisible signs that carry none, and how each is written in one way.

/// Signs that mean one thing: the sign that stands for all, then the others.
static SIGNS: &[(char, &str)] = &[
    ('↑', "↗⬆⇧⇑⟰▲△📈⬈"),
    ('↓', "↘⬇⇩⇓⟱▼▽📉⬊"),
    ('→', "➡⇒⟶⟹➔➜➝➞⇨"),
    ('←', "⬅⇐⟵⟸⇦"),
    ('↔', "⇔⇄⇆⇌⟷⟺"),
    ('≥', "⩾≧⪰"),
    ('≤', "⩽≦⪯"),
    ('≠', ""),
    ('±', "∓"),
    ('✓', "✔✅☑🗸"),
    ('✗', "✘❌✖❎🚫"),
    ('👍', ""),
    ('👎', ""),
    ('♀', "🚺"),
    ('♂', "🚹"),
];

/// Signs of money and parts, each with its word.
static WORDS: &[(char, &str)] = &[
    ('%', "percent"),
    ('‰', "permille"),
    ('&', "and"),
    ('$', "dollar"),
    ('€', "euro"),
    ('£', "pound"),
    ('¥', "yen"),
    ('₹', "rupee"),
    ('₽', "ruble"),
    ('₩', "won"),
    ('₺', "lira"),
    ('₿', "bitcoin"),
    ('₴', "hryvnia"),
    ('₦', "naira"),
    ('₫', "dong"),
    ('₪', "shekel"),
    ('₱', "peso"),
    ('฿', "baht"),
    ('¢', "cent"),
    ('×', "x"),
];

/// Signs typed as several characters, the longer before the shorter.
static TYPED: &[(&str, char)] = &[
    ("<->", '↔'),
    ("<=>", '↔'),
    ("-->", '→'),
    ("<--", '←'),
    ("+/-", '±'),
    ("->", '→'),
    ("=>", '→'),
    ("<-", '←'),
    (">=", '≥'),
    ("<=", '≤'),
    ("!=", '≠'),
];

/// Signs without which a name says something else: hardly anyone means the same with and without them.
static PARTING: &str = "←↔≥≤≠±<>✗👎";

/// The one way to write a sign that carries the sense.
#[must_use]
pub(crate) fn sign(c: char) -> Option<char> {
    if c.is_ascii() || c.is_alphabetic() {
        return None;
    }
    let known = |&&(sign, others): &&(char, &str)| sign == c || others.contains(c);
    is_flag(c).then_some(c).or_else(|| SIGNS.iter().find(known).map(|row| row.0))
}

/// The word of a sign.
#[must_use]
pub(crate) fn word(c: char) -> Option<&'static str> {
    let known = || WORDS.iter().find(|row| row.0 == c).map(|row| row.1);
    if c.is_alphanumeric() { None } else { known() }
}

/// The sign that a text begins with, typed as several characters, and how many.
#[must_use]
pub(crate) fn typed(text: &[char]) -> Option<(char, usize)> {
    if !matches!(text.first(), Some('<' | '>' | '-' | '=' | '+' | '!')) {
        return None;
    }
    let begins = |typed: &str| typed.chars().eq(text.iter().copied().take(typed.len()));
    TYPED.iter().find(|row| begins(row.0)).map(|row| (row.1, row.0.len()))
}

/// The word as which a sign of direction is compared: Trust ↓ is falling trust, Coal → Gas is coal to gas.
#[must_use]
pub(crate) fn spoken(token: &str) -> Option<&'static str> {
    Some(match token {
        "↑" => "rising",
        "↓" => "falling",
        "→" => "to",
        // Behind a number: 70+.
        "+" => "≥",
        _ => return None,
    })
}

/// Whether a token is a sign that parts names: alone, or against any other sign.
#[must_use]
pub(crate) fn parts(token: &str) -> bool {
    let mut letters = token.chars();
    letters.next().is_some_and(|c| PARTING.contains(c))
        || token.len() >= 2 && token.ends_with(['+', '-', '#'])
}

/// Whether a token is a sign and no word.
#[must_use]
pub(crate) fn is_sign(token: &str) -> bool {
    token.chars().next().is_some_and(|c| sign(c).is_some() || PARTING.contains(c))
}

/// Half of a flag (a regional indicator).
fn is_flag(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// Signs that nobody sees: soft hyphens, joiners and spaces without width, marks of direction, variation selectors.
#[must_use]
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{20E3}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E01EF}')
}

/// The ASCII form of a raised digit or sign.
#[must_use]
pub(crate) fn raised(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit(u32::from(c) - 0x2070, 10)?,
        '⁻' => '-',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{is_invisible, raised, sign, typed};

    #[test]
    fn signs_of_one_sense_are_one() {
        assert_eq!((sign('⬆'), sign('📈'), sign('🚀')), (Some('↑'), Some('↑'), None));
        assert_eq!(typed(&['-', '>', ' ']), Some(('→', 2)));
        assert_eq!(typed(&['-', '3']), None);
        assert_eq!(("⁻⁶²".chars().map(raised).collect::<Option<String>>()), Some("-62".into()));
        assert!("\u{FEFF}\u{AD}\u{200E}\u{FE0F}".chars().all(is_invisible));
    }
}
