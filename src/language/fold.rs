//! The form in which the inflections of a word are equal.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use super::arabic::without_article;
use super::spaced::plain;
use super::tag::Language;

/// The form in which the inflections of a word are equal: small letters, hyphens as spaces, no possessive `'s`, no plural.
/// It is for comparison, not for display. O(length).
///
/// ```
/// use portent::language::{Language, fold};
///
/// assert_eq!(fold("Batteries", Language::English), fold("battery", Language::English));
/// assert_eq!(fold("réseaux", Language::French), fold("réseau", Language::French));
/// ```
#[must_use]
pub fn fold(word: &str, language: Language) -> String {
    let composed = if word.is_ascii() { plain(word) } else { plain(&word.nfkc().collect::<String>()) };
    let spaced = composed.replace(['-', '\u{2010}', '\u{2011}'], " ");
    let bare = spaced.strip_suffix("'s").unwrap_or(&spaced);
    match language {
        Language::Arabic => without_article(bare).to_owned(),
        Language::Chinese | Language::Japanese | Language::Korean | Language::Thai if !bare.is_ascii() => {
            bare.to_owned()
        }
        _ => match algorithm(language) {
            Some(algorithm) => Stemmer::create(algorithm).stem(bare).into_owned(),
            None => singular(bare, language),
        },
    }
}

/// Stemmers of languages whose nouns have cases or many plurals.
fn algorithm(language: Language) -> Option<Algorithm> {
    Some(match language {
        Language::German => Algorithm::German,
        Language::Dutch => Algorithm::Dutch,
        Language::Swedish => Algorithm::Swedish,
        Language::Danish => Algorithm::Danish,
        Language::Norwegian => Algorithm::Norwegian,
        Language::Finnish => Algorithm::Finnish,
        Language::Hungarian => Algorithm::Hungarian,
        Language::Russian => Algorithm::Russian,
        Language::Turkish => Algorithm::Turkish,
        _ => return None,
    })
}

/// A plural with its ending cut; words of three letters and less stay.
fn singular(word: &str, language: Language) -> String {
    if word.chars().count() <= 3 {
        return word.to_owned();
    }
    match language {
        Language::French => {
            let head = word.strip_suffix("aux").filter(|head| !head.ends_with('e'));
            head.map_or_else(|| word.trim_end_matches(['s', 'x']).to_owned(), |head| format!("{head}al"))
        }
        Language::Italian => word.trim_end_matches(['a', 'e', 'i', 'o']).trim_end_matches('h').to_owned(),
        Language::Spanish | Language::Portuguese => {
            let word = word.strip_suffix("ões").map_or_else(|| word.to_owned(), |head| format!("{head}ão"));
            // Behind two consonants the singular ends in `e` too: renovables, padres.
            let consonant = |head: &&str| {
                head.strip_suffix(['r', 'l', 'n', 'd', 'z', 's']).is_some_and(|bare| bare.ends_with(is_vowel))
            };
            let short = word.strip_suffix("es").filter(consonant);
            short.or_else(|| word.strip_suffix('s')).unwrap_or(&word).to_owned()
        }
        _ => english_singular(word),
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'á' | 'é' | 'í' | 'ó' | 'ú' | 'ü' | 'ã' | 'õ' | 'â' | 'ê' | 'ô')
}

fn english_singular(word: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(&["ss", "us", "is", "ics", "news"]) {
        return word.to_owned();
    }
    if let Some(head) = word.strip_suffix("ies") {
        return format!("{head}y");
    }
    let cut =
        if ends(&["sses", "shes", "ches", "xes", "zes"]) { 2 } else { usize::from(word.ends_with('s')) };
    word[..word.len() - cut].to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Language, fold};

    #[test]
    fn plurals_and_possessives_fold_into_one_form() {
        for (language, a, b) in [
            (Language::English, "Policies", "policy"),
            (Language::English, "boxes", "box"),
            (Language::English, "LLMs", "LLM"),
            (Language::English, "OpenAI\u{2019}s", "OpenAI"),
            (Language::English, "machine-learning", "machine learning"),
            (Language::French, "journaux", "journal"),
            (Language::French, "réseaux", "réseau"),
            (Language::German, "Batterien", "Batterie"),
            (Language::Spanish, "ciudades", "ciudad"),
            (Language::Portuguese, "eleições", "eleição"),
            (Language::Italian, "porti", "porto"),
            (Language::Dutch, "batterijen", "batterij"),
            (Language::Arabic, "الطاقة", "طاقة"),
            (Language::Japanese, "ＡＩ", "ai"),
        ] {
            assert_eq!(fold(a, language), fold(b, language), "{a} {b}");
        }
        assert_ne!(fold("physics", Language::English), fold("physic", Language::English));
        assert_ne!(fold("status", Language::English), fold("statu", Language::English));
    }
}
