//! What a text leaves out: `electric cars without lithium batteries`, `remote work but not in tech companies`.

use std::ops::Range;

use crate::language::{Language, Word, words};
use crate::resolve::language::glosses::Glosses;

/// Longer texts tell a story, in which `without` belongs to the subject.
const LONGEST: usize = 16;
/// Words that one mark of exclusion governs.
const GOVERNED: usize = 5;

/// English phrases that leave out what follows.
static MARKS: &[&[&str]] = &[
    &["other", "than"],
    &["rather", "than"],
    &["instead", "of"],
    &["apart", "from"],
    &["aside", "from"],
    &["but", "not"],
    &["and", "not"],
    &["except", "for"],
    &["with", "no"],
    &["except"],
    &["excepting"],
    &["excluding"],
    &["without"],
    &["minus"],
    &["sans"],
];

/// Words of other languages that leave out what follows, beside those that mean `without`.
static EXCEPT: &[(Language, &[&str])] = &[
    (Language::French, &["sauf", "excepté", "hormis"]),
    (Language::German, &["außer", "ausgenommen"]),
    (Language::Spanish, &["excepto", "salvo"]),
    (Language::Italian, &["tranne", "eccetto"]),
    (Language::Portuguese, &["exceto", "salvo"]),
    (Language::Dutch, &["behalve"]),
];

/// Words that end what is left out.
static ENDS: &[&str] = &["but", "and", "yet", "while", "mais", "aber", "sondern", "pero", "sino", "ma"];

/// A text in two: what it asks for, and the phrases that it leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parted {
    pub(super) asked: String,
    pub(super) left_out: Vec<String>,
}

/// Parts a text. One that leaves out everything, or is longer than a sentence, is asked for as it stands. O(length).
pub(super) fn parted(text: &str, language: Language) -> Parted {
    let words = words(text, language);
    let mut parted = Parted { asked: String::new(), left_out: Vec::new() };
    // Up to here the text is taken.
    let mut from = 0;
    for at in 0..words.len() {
        let Some(cut) = Cut::at(text, &words, at, language) else { continue };
        if cut.all.start >= from {
            parted.left_out.push(text[cut.phrase].to_owned());
            parted.asked.push_str(&text[from..cut.all.start]);
            parted.asked.push(' ');
            from = cut.all.end;
        }
    }
    parted.asked.push_str(&text[from..]);
    if words.len() <= LONGEST && parted.asked.chars().any(char::is_alphanumeric) {
        parted
    } else {
        Parted { asked: text.to_owned(), left_out: Vec::new() }
    }
}

/// What is left out, in bytes.
struct Cut {
    /// With the mark that says so.
    all: Range<usize>,
    phrase: Range<usize>,
}

impl Cut {
    /// What the mark at a word leaves out: what follows it, or for `lithium-free` what it begins with.
    fn at(text: &str, words: &[Word<'_>], at: usize, language: Language) -> Option<Self> {
        let word = &words[at];
        if let Some(before) = word.text.strip_suffix("-free").filter(|before| !before.is_empty()) {
            let phrase = word.start..word.start + before.len();
            return Some(Self { all: word.start..word.end(), phrase });
        }
        let start = at + mark(text, words, at, language)?;
        let stop = words[end(text, words, start) - 1].end();
        let first = words.get(start)?;
        Some(Self { all: word.start..stop, phrase: first.start..stop })
    }
}

/// What stands between a word and the one before.
fn gap<'t>(text: &'t str, words: &[Word<'_>], at: usize) -> &'t str {
    &text[words[at - 1].end()..words[at].start]
}

/// The words of a mark that stands here.
fn mark(text: &str, words: &[Word<'_>], at: usize, language: Language) -> Option<usize> {
    let is = |word: &Word<'_>, own: &str| word.text.to_lowercase() == own;
    let is_here = |mark: &&&[&str]| {
        let here = words.get(at..at + mark.len());
        here.is_some_and(|here| here.iter().zip(mark.iter()).all(|(word, own)| is(word, own)))
    };
    if let Some(mark) = MARKS.iter().find(is_here) {
        return Some(mark.len());
    }
    // `, not` contrasts; `people who do not vote` does not.
    let contrasts = is(&words[at], "not") && at > 0 && gap(text, words, at).contains(',');
    let small = words[at].text.to_lowercase();
    let is_without = || Glosses::of(language).word(&small).is_some_and(|gloss| gloss.english == "without");
    let is_except = || EXCEPT.iter().any(|(own, words)| *own == language && words.contains(&small.as_str()));
    (contrasts || is_without() || is_except()).then_some(1)
}

/// Behind the words that a mark governs: to the next stop or word that joins clauses.
fn end(text: &str, words: &[Word<'_>], start: usize) -> usize {
    let stops = |at: usize| {
        gap(text, words, at).contains([',', '.', ';', ':', '!', '?', '(', ')'])
            || ENDS.contains(&words[at].text.to_lowercase().as_str())
    };
    let most = words.len().min(start + GOVERNED);
    (start + 1..most).find(|&at| stops(at)).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::parted;
    use crate::language::Language;

    fn parts(text: &str) -> (String, Vec<String>) {
        let parted = parted(text, Language::of(text));
        (parted.asked.split_whitespace().collect::<Vec<_>>().join(" "), parted.left_out)
    }

    #[test]
    fn what_is_left_out_is_told_from_what_is_asked() {
        for (text, asked, left_out) in [
            ("electric cars without lithium batteries", "electric cars", "lithium batteries"),
            ("remote work but not in tech companies", "remote work", "in tech companies"),
            ("nuclear power other than fusion", "nuclear power", "fusion"),
            ("lithium-free batteries", "batteries", "lithium"),
            ("protein, not from meat, for schools", "protein, , for schools", "from meat"),
            ("Städte ohne Autos und mit Bäumen", "Städte", "Autos und mit Bäumen"),
            ("des villes sans voitures", "des villes", "voitures"),
        ] {
            assert_eq!(parts(text), (asked.to_owned(), vec![left_out.to_owned()]), "{text}");
        }
    }

    #[test]
    fn a_denial_is_no_exclusion_and_a_story_is_asked_as_it_stands() {
        for text in ["people who do not trust vaccines", "without money", "not", ""] {
            assert_eq!(parts(text), (text.to_owned(), vec![]), "{text}");
        }
        let story =
            "A start-up in a harbor town has begun to grow steak in tanks without slaughtering a single cow.";
        assert!(parts(story).1.is_empty());
    }
}
