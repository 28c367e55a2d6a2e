//! How many tokens a text may be to a language model, without its tokenizer.
//!
//! Models differ, and their tokenizers are megabytes. All that matter here join bytes that often stand together, so that a text has
//! the most tokens where nothing in it is frequent: random letters, digits, signs and rare scripts. The prices below are what such
//! text costs by the character, measured with o200k_base, cl100k_base and the tokenizer of Claude 2 (docs/decisions.md has the
//! table); English prose costs less than half of them. Bytes alone are no measure: three bytes of English are a token at most, and
//! so is each byte of an uncommon sign.

/// What every answer stays below, its text and its structured content together.
pub const MOST_TOKENS: usize = 4000;

/// Prices are in quarters of a token.
const QUARTERS: usize = 4;
const SMALL_LETTER: usize = 2;
const CAPITAL: usize = 3;
const DIGIT: usize = 2;
const SIGN: usize = 4;
const NEXT_SIGN: usize = 3;
const NEXT_SPACE: usize = 2;
/// Letters of two bytes that are frequent everywhere: Latin, Greek, Cyrillic, Hebrew, Arabic.
const COMMON_LETTER: usize = 6;

/// What a character counts as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Letter,
    Digit,
    Sign,
    Space,
    Other,
}

/// The most tokens that a text is likely to be, for any content. O(length).
///
/// ```
/// use portent_mcp::most_tokens;
/// assert_eq!(most_tokens("grid 2025"), 2 + 2);
/// ```
#[must_use]
pub fn most_tokens(text: &str) -> usize {
    let (mut quarters, mut run, mut last) = (0, 0, Sort::Other);
    for character in text.chars() {
        let sort = sort(character);
        if sort != last {
            quarters += whole(run);
            run = 0;
        }
        run += price(character, sort, sort == last);
        last = sort;
    }
    (quarters + whole(run)).div_ceil(QUARTERS)
}

/// A run of letters, digits or signs begins a token, and spaces join the word behind them.
fn whole(run: usize) -> usize {
    if run < QUARTERS && run > NEXT_SPACE { QUARTERS } else { run }
}

fn sort(character: char) -> Sort {
    match character {
        'a'..='z' | 'A'..='Z' => Sort::Letter,
        '0'..='9' => Sort::Digit,
        ' ' => Sort::Space,
        '!'..='~' => Sort::Sign,
        _ => Sort::Other,
    }
}

fn price(character: char, sort: Sort, is_next: bool) -> usize {
    match sort {
        Sort::Letter if character.is_ascii_lowercase() => SMALL_LETTER,
        Sort::Letter => CAPITAL,
        Sort::Digit => DIGIT,
        Sort::Sign if is_next => NEXT_SIGN,
        Sort::Sign => SIGN,
        Sort::Space if is_next => NEXT_SPACE,
        Sort::Space => 0,
        Sort::Other => match character {
            '\u{c0}'..='\u{52f}' | '\u{590}'..='\u{6ff}' => COMMON_LETTER,
            // A tokenizer that works on bytes makes no more tokens than bytes.
            _ => QUARTERS * character.len_utf8(),
        },
    }
}

/// The longest beginning of a text that is `most` tokens at most, with an ellipsis where something is cut. O(length).
pub(crate) fn cut(text: &str, most: usize) -> String {
    if most_tokens(text) <= most {
        return text.to_owned();
    }
    // Tokens grow with the text, so that the place can be found by halving.
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let room = most.saturating_sub(most_tokens("…"));
    let fits = ends.partition_point(|&end| most_tokens(&text[..end]) <= room);
    let end = ends.get(fits.saturating_sub(1)).copied().unwrap_or(0);
    format!("{}…", text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{cut, most_tokens};

    #[test]
    fn no_tokenizer_makes_more_of_texts_of_the_worst_sort() {
        // The greatest count of o200k_base, cl100k_base (js-tiktoken 1.0) and Claude 2 (@anthropic-ai/tokenizer 0.0.4).
        let counted = [
            ("qzxvkwjpfq bxqzjvkw xkqjzvw", 18),
            ("9f8e7a6b5c4d3e2f1a0b9c8d7e6f5a4b.md:49", 30),
            ("{\"label\":\"Battery Storage\",\"articles\":3}", 11),
            ("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", 24),
            ("1234567890123456789012345678901234567890", 19),
            ("人工知能による医療画像診断", 15),
            ("뷁쀍쌟옭횕", 14),
            ("Искусственный интеллект", 11),
            ("😀🫠🦩", 8),
            ("▂·▅▅▂▄▂·▄▇", 18),
            ("\u{12000}\u{12001}\u{12002}", 12),
        ];
        for (text, tokens) in counted {
            assert!(most_tokens(text) >= tokens, "{text}: {} < {tokens}", most_tokens(text));
        }
    }

    #[test]
    fn what_is_cut_fits_and_is_never_cut_within_a_character() {
        let text = "Batterien für Straßen 人工知能 😀 and so on ".repeat(9);
        for most in 4..90 {
            let cut = cut(&text, most);
            assert!(most_tokens(&cut) <= most, "{most}: {cut}");
            assert!(cut.ends_with('…') && text.starts_with(cut.trim_end_matches('…')), "{cut}");
        }
        assert_eq!(cut("short", 3), "short");
    }
}
