//! Where the sentences of a text begin and end.

use std::ops::Range;

/// The sentences of a text, each up to the start of the next one.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    for (at, mark) in text.char_indices() {
        let next = at + mark.len_utf8();
        let rest = &text[next..];
        let begins = match mark {
            '.' | '!' | '?' => {
                let new = rest.trim_start().starts_with(|c: char| !c.is_lowercase());
                rest.starts_with(' ') && new && !is_abbreviated(&text[..at])
            }
            '。' | '！' | '？' => !rest.is_empty(),
            _ => false,
        };
        if begins {
            starts.push(next + (rest.len() - rest.trim_start().len()));
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Whether a stop behind a text ends no sentence: `e.g`, `vs`, `J`.
fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    word.contains('.') && letters < 4 || (letters > 0 && letters < 3 && letters == word.chars().count())
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_stop_ends_a_sentence_unless_it_ends_an_abbreviation() {
        let text = "Ms. A. Wu of e.g. U.S. firms spoke. Then 3.5 miles. And?";
        let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Ms. A. Wu of e.g. U.S. firms spoke. ", "Then 3.5 miles. ", "And?"]);
        assert_eq!(sentences("电网紧张。很热。"), [0..15, 15..24]);
        assert_eq!(sentences("").len(), 1, "an empty one");
    }
}
