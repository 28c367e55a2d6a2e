//! Which words abbreviate a name in brackets behind it: `Direction du Numérique (DINUM)`.

use crate::resolve::language::stem::{stem, without_accents};
use crate::resolve::language::vetoes::{LANGUAGES, Rivals};

/// Letters of an abbreviation whose letters need not be those of the name: many are made of its English name.
const TELLING: usize = 3;
/// Words that an abbreviation stands for at most.
const MOST_WORDS: usize = 8;

/// `HPC`, `LLMs`, `IoT`: 2 to 8 letters, two of them capitals; lower case and singular.
pub(crate) fn as_acronym(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| *c != '-' && *c != '.').collect();
    let bare = bare.strip_suffix('s').filter(|head| head.len() >= 2).unwrap_or(&bare);
    let letters = bare.chars().count();
    let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
    let fits = (2..=8).contains(&letters) && capitals >= 2 && bare.chars().all(char::is_alphanumeric);
    fits.then(|| bare.to_lowercase())
}

/// Whether an acronym in brackets abbreviates the words before it: its letters are theirs, or it is long enough to come of
/// another language and names no place (`gestion des identités (IAM)`, not `élections régionales (USA)`).
pub(crate) fn abbreviates(acronym: &str, words: &[&str]) -> bool {
    abbreviated(acronym, words).is_some()
        || words.len() > 1 && acronym.chars().count() >= TELLING && !is_place(acronym)
}

/// How many words at the end have the letters of an acronym: each its first letter, and any of its others in order. One word
/// is enough for three letters (`Datenschutzgrundverordnung`).
pub(crate) fn abbreviated(acronym: &str, words: &[&str]) -> Option<usize> {
    let letters: Vec<char> = without_accents(acronym).chars().collect();
    let words: Vec<Vec<char>> = words.iter().map(|word| without_accents(word).chars().collect()).collect();
    let least = if letters.len() >= TELLING { 1 } else { 2 };
    (least..=words.len().min(MOST_WORDS)).find(|&length| fits(&letters, &words[words.len() - length..]))
}

/// Whether letters fall into runs, one a word, each with its first letter and others in order. At most as many steps as there
/// are ways to part eight letters.
fn fits(letters: &[char], words: &[Vec<char>]) -> bool {
    let Some((word, others)) = words.split_first() else { return letters.is_empty() };
    let Some((first, rest)) = letters.split_first() else { return false };
    if word.first() != Some(first) {
        return false;
    }
    let mut inner = word[1..].iter();
    let taken = rest.iter().take_while(|letter| inner.any(|own| own == *letter)).count();
    (0..=taken).any(|taken| fits(&rest[taken..], others))
}

fn is_place(acronym: &str) -> bool {
    let own = stem(acronym);
    let places = LANGUAGES.iter().flat_map(|language| language.rivals());
    let mut places = places.filter(|(_, rival)| rival.set == Rivals::Place);
    PLACES.contains(&acronym) || places.any(|(word, _)| stem(word) == own)
}

/// Places by the letters that other languages give them.
static PLACES: &[&str] = &["usa", "eeuu", "eua", "rfa", "rda", "brd", "ddr", "nrw", "urss", "udssr", "uae"];

#[cfg(test)]
mod tests {
    use super::{abbreviated, abbreviates};

    #[test]
    fn letters_of_each_word_make_an_abbreviation() {
        assert_eq!(abbreviated("anmer", &["agence", "nationale", "mer"]), Some(3));
        assert_eq!(abbreviated("hgvo", &["neue", "hafengebührenverordnung"]), Some(1));
        assert_eq!(abbreviated("ho", &["hafenordnung"]), None, "two letters fit by chance");
        assert_eq!(abbreviated("xyz", &["agence", "nationale"]), None);
        assert!(abbreviates("swm", &["gestión", "aguas", "pluviales"]));
        assert!(!abbreviates("usa", &["elecciones", "locales"]));
    }

    #[test]
    fn hostile_letters_end_soon() {
        let word = "a".repeat(100_000);
        assert_eq!(abbreviated("aaaaaaab", &[word.as_str(); 8]), None);
    }
}
