//! How many tokens a text may be to a language model, without its tokenizer.
//!
//! Models differ, and their tokenizers are megabytes. All that matter here join bytes that often stand together, so that a text has
//! the most tokens where nothing in it is frequent: random letters, digits, signs and rare scripts. The prices below are what such
//! text costs by the character, measured with o200k_base, cl100k_base and the tokenizer of Claude 2 (docs/decisions.md has the
//! table); English prose costs less than half of them. Bytes alone are no measure: three bytes of English are a token at most, and
//! so is each byte of an uncommon sign.

use serde_json::Value;

/// What every answer stays below, its text and its structured content together.
pub const MOST_TOKENS: usize = 4000;

/// Prices are in quarters of a token.
const QUARTERS: usize = 4;
const LETTER: usize = 2;
/// Capitals, and the small letters that are rare in words.
const RARE_LETTER: usize = 3;
const DIGIT: usize = 2;
const SIGN: usize = 4;
const NEXT_SIGN: usize = 3;
const NEXT_SPACE: usize = 2;
/// The letters of two bytes of which tokenizers know words: Western European, Greek, Cyrillic, Hebrew, Arabic.
const COMMON_LETTER: usize = 6;

/// The most tokens that a text is likely to be, for any content. O(length).
///
/// ```
/// use portent_mcp::most_tokens;
/// assert_eq!(most_tokens("grid 2025"), 2 + 2);
/// ```
#[must_use]
pub fn most_tokens(text: &str) -> usize {
    let mut count = Count::default();
    text.chars().for_each(|character| count.add(character));
    count.tokens()
}

/// The most tokens that structured content is likely to be when it is written. Its own signs and names are no text of the worst sort:
/// what stands between two values is a token beside the name, and a name a token for three letters of each of its words. O(length).
#[must_use]
pub fn most_tokens_of(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) => 2,
        Value::Number(number) => most_tokens(&number.to_string()) + 1,
        // As it is written, with escapes, but for the quotes.
        Value::String(_) => most_tokens(value.to_string().trim_matches('"')) + 1,
        Value::Array(items) => 1 + items.iter().map(most_tokens_of).sum::<usize>(),
        Value::Object(fields) => {
            1 + fields
                .iter()
                .map(|(name, value)| tokens_of_name(name) + 1 + most_tokens_of(value))
                .sum::<usize>()
        }
    }
}

fn tokens_of_name(name: &str) -> usize {
    name.split('_').map(|word| word.len().div_ceil(3)).sum()
}

/// Quarters of tokens so far.
#[derive(Default)]
struct Count {
    /// Of the runs that ended.
    quarters: usize,
    /// Of the run of one sort that has not.
    run: usize,
    sort: Sort,
}

impl Count {
    fn add(&mut self, character: char) {
        let sort = Sort::of(character);
        let is_next = sort == self.sort;
        if !is_next {
            self.quarters += self.whole_run();
            self.run = 0;
        }
        self.run += price(character, sort, is_next);
        self.sort = sort;
    }

    /// No token holds letters and digits or signs, so that each run of them is whole tokens; spaces join the word behind them.
    fn whole_run(&self) -> usize {
        match self.sort {
            Sort::Letter | Sort::Digit | Sort::Sign => self.run.next_multiple_of(QUARTERS),
            Sort::Space | Sort::Other => self.run,
        }
    }

    fn tokens(&self) -> usize {
        (self.quarters + self.whole_run()).div_ceil(QUARTERS)
    }
}

/// What a character counts as.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Sort {
    Letter,
    Digit,
    Sign,
    Space,
    #[default]
    Other,
}

impl Sort {
    fn of(character: char) -> Self {
        match character {
            'a'..='z' | 'A'..='Z' => Self::Letter,
            '0'..='9' => Self::Digit,
            ' ' => Self::Space,
            '!'..='~' => Self::Sign,
            _ => Self::Other,
        }
    }
}

fn price(character: char, sort: Sort, is_next: bool) -> usize {
    match (sort, character) {
        (Sort::Letter, 'A'..='Z' | 'j' | 'k' | 'q' | 'v' | 'w' | 'x' | 'z') => RARE_LETTER,
        (Sort::Letter, _) => LETTER,
        (Sort::Digit, _) => DIGIT,
        (Sort::Sign, _) if is_next => NEXT_SIGN,
        (Sort::Sign, _) => SIGN,
        (Sort::Space, _) if is_next => NEXT_SPACE,
        (Sort::Space, _) => 0,
        (Sort::Other, 'À'..='ÿ' | 'α'..='ω' | 'А'..='я' | 'א'..='ת' | '\u{621}'..='\u{64a}') => {
            COMMON_LETTER
        }
        // A tokenizer that works on bytes makes no more tokens than bytes.
        (Sort::Other, _) => QUARTERS * character.len_utf8(),
    }
}

/// The longest beginning of a text that is `most` tokens at most, with an ellipsis where something is cut. O(`most`), and O(1) for
/// what is cut off.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let room = most.saturating_sub(most_tokens("…"));
    let (mut count, mut fits) = (Count::default(), 0);
    for (at, character) in text.char_indices() {
        if count.tokens() <= room {
            fits = at;
        }
        count.add(character);
        if count.tokens() > most {
            return format!("{}…", text[..fits].trim_end());
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{cut, most_tokens, most_tokens_of};

    #[test]
    fn no_tokenizer_makes_more_of_texts_of_the_worst_sort() {
        // The greatest count of o200k_base, cl100k_base (js-tiktoken 1.0) and Claude 2 (@anthropic-ai/tokenizer 0.0.4).
        let counted = [
            ("qzxvkwjpfq bxqzjvkw xkqjzvw", 19),
            ("9f8e7a6b5c4d3e2f1a0b9c8d7e6f5a4b.md:49", 36),
            ("{\"label\":\"Battery Storage\",\"articles\":3}", 10),
            ("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", 22),
            ("1234567890123456789012345678901234567890", 14),
            ("人工知能による医療画像診断", 16),
            ("뷁쀍쌟옭횕", 14),
            ("Искусственный интеллект", 12),
            ("😀🫠🦩", 8),
            ("▂·▅▅▂▄▂·▄▇", 18),
            ("\u{12000}\u{12001}\u{12002}", 12),
        ];
        for (text, tokens) in counted {
            // The prices are within a tenth of the worst text; what is sent keeps a tenth of the bound free.
            assert!(most_tokens(text) * 11 >= tokens * 10, "{text}: {} < {tokens}", most_tokens(text));
        }
    }

    #[test]
    fn no_tokenizer_makes_more_of_names_and_signs_of_json() {
        let row = serde_json::json!({
            "articles": 7, "longest_gap_days": 7, "connections": "?", "driving_force": "(", "relevancy_mean": 3.25,
            "strongest_neighbors": [{ "articles": 1, "kind": "z", "label": "q" }, { "articles": 1, "label": "q" }],
            "places": [{ "article": ".", "file": "!", "line": 3 }], "terms": ["x", "y", "."], "weakest_pair": null,
        });
        // Counted as above.
        assert!(most_tokens_of(&row) >= 90, "{}", most_tokens_of(&row));
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
