//! Traditional Chinese characters -> simplified ones.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static TRADITIONAL: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("data/traditional.txt").lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.flat_map(|line| {
        let characters: Vec<char> = line.chars().collect();
        characters.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>()
    });
    pairs.collect()
});

/// A Chinese text with each traditional character in its simplified form, one for one; all else stays. It is for comparison,
/// not for display, and not for Japanese, which shares many traditional characters. O(length).
///
/// ```
/// use portent::language::simplified;
///
/// assert_eq!(simplified("漁網與燈塔"), "渔网与灯塔");
/// assert_eq!(simplified("Kelp 5"), "Kelp 5");
/// ```
#[must_use]
pub fn simplified(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(|c| TRADITIONAL.contains_key(&c)) {
        return text.into();
    }
    text.chars().map(|c| TRADITIONAL.get(&c).copied().unwrap_or(c)).collect::<String>().into()
}
