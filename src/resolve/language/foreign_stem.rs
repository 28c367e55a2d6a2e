//! Words of other languages than English -> stems.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use crate::language::{Language, fold};
use crate::resolve::language::stem::stem;

/// Longer words keep all of their letters.
const LONGEST: usize = 64;

/// Letters that a word keeps before an ending that is cut here.
const LEAST: usize = 3;

/// The stem of a word in normal form: that of Snowball where it has one for the language; ASCII words within a script
/// of other letters are English. O(length).
pub(crate) fn foreign_stem(word: &str, language: Language) -> String {
    if word.len() > LONGEST {
        return word.to_owned();
    }
    match language {
        _ if word.is_ascii() && has_other_letters(language) => stem(word),
        Language::Chinese | Language::Japanese | Language::Thai => word.to_owned(),
        Language::Korean => without_verb_ending(word).to_owned(),
        Language::Arabic => arabic(word),
        _ => match algorithm(language) {
            Some(algorithm) => {
                let stem = Stemmer::create(algorithm).stem(&plain(word, language)).into_owned();
                if is_romance(language) { without_accents(&stem) } else { stem }
            }
            None => fold(word, language),
        },
    }
}

/// Whether the language is written in other letters than Latin ones.
pub(crate) fn has_other_letters(language: Language) -> bool {
    matches!(
        language,
        Language::Chinese
            | Language::Japanese
            | Language::Korean
            | Language::Thai
            | Language::Arabic
            | Language::Russian
    )
}

/// Whether the language stems from Latin.
pub(crate) fn is_romance(language: Language) -> bool {
    matches!(language, Language::French | Language::Spanish | Language::Italian | Language::Portuguese)
}

/// The stem without accents, which capitals often lack (`Etat`, `État`); `ñ` is a letter of its own.
pub(crate) fn without_accents(stem: &str) -> String {
    let bare = |c: char| match c {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        other => other,
    };
    stem.chars().map(bare).collect()
}

fn algorithm(language: Language) -> Option<Algorithm> {
    Some(match language {
        Language::French => Algorithm::French,
        Language::German => Algorithm::German,
        Language::Spanish => Algorithm::Spanish,
        Language::Italian => Algorithm::Italian,
        Language::Portuguese => Algorithm::Portuguese,
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

/// A word in the form that its stemmer treats best: the German word for men of a trade in place of that for its women
/// (`Elektrikerinnen`), singular in Spanish and Portuguese (`glaciares`, which is no verb in `-ar`).
fn plain(word: &str, language: Language) -> Cow<'_, str> {
    match language {
        Language::German => german(word),
        Language::Spanish | Language::Portuguese => fold(word, language).into(),
        _ => word.into(),
    }
}

/// Nouns whose end is no ending of a case, which the stemmer takes it for: its stems of `System` and `Systeme` differ.
static NOUNS_IN_EM: [&str; 4] = ["system", "problem", "theorem", "emblem"];

fn german(word: &str) -> Cow<'_, str> {
    let is_long = |head: &&str| head.chars().count() > LEAST;
    if let Some(men) = word.strip_suffix("innen").filter(is_long) {
        return men.into();
    }
    let singular = word.strip_suffix('s').unwrap_or(word);
    if NOUNS_IN_EM.iter().any(|noun| singular.ends_with(noun)) {
        return format!("{singular}e").into();
    }
    // The stemmer keeps the plural of loan words: Workflows, Apps, Autos.
    let is_loan = singular.ends_with(['p', 'w', 'y', 'o']) && singular.chars().count() >= LEAST;
    if is_loan { singular.into() } else { word.into() }
}

/// Endings of verbs made of a Korean noun.
static KOREAN_VERBS: &[&str] =
    &["하기", "하는", "하다", "하여", "해서", "하고", "되는", "되다", "되어", "시키는", "한", "할", "된"];

fn without_verb_ending(word: &str) -> &str {
    let head = |ending: &&str| word.strip_suffix(*ending).filter(|head| head.chars().count() >= 2);
    KOREAN_VERBS.iter().find_map(head).unwrap_or(word)
}

/// An Arabic word without article, regular plural, feminine and adjective ending: `الكهربائيين` -> `كهربائ`.
fn arabic(word: &str) -> String {
    let mut bare = fold(word, Language::Arabic);
    for ending in ["ات", "ون", "ين", "ان", "ة", "ه", "ية", "ي"] {
        let head = bare.strip_suffix(ending).filter(|head| head.chars().count() >= LEAST);
        if let Some(head) = head {
            bare = head.to_owned();
        }
    }
    bare
}

/// Endings of a language, each with that of the usual form of the word: the noun of the action for an infinitive, where
/// stemmers keep the two apart; men of a trade for its women.
static USUAL: &[(Language, &str, &str)] = &[
    (Language::French, "ifier", "ification"),
    (Language::French, "er", "age"),
    (Language::French, "euse", "eur"),
    (Language::French, "euses", "eurs"),
    (Language::French, "trice", "teur"),
    (Language::French, "trices", "teurs"),
    (Language::German, "eln", "elung"),
    (Language::German, "eln", "lung"),
    (Language::German, "ern", "erung"),
    (Language::German, "en", "ung"),
    (Language::German, "erin", "er"),
    (Language::Spanish, "ar", "aje"),
    (Language::Italian, "are", "aggio"),
    (Language::Italian, "trice", "tore"),
    (Language::Italian, "trici", "tori"),
    (Language::Portuguese, "ar", "agem"),
    (Language::Dutch, "en", "ing"),
];

/// The usual forms that a word may have (`recycler`: `recyclage`); whether there is one, the archive tells.
pub(crate) fn usual_forms(word: &str, language: Language) -> impl Iterator<Item = String> {
    let rows = USUAL.iter().filter(move |row| row.0 == language);
    rows.filter_map(move |(_, ending, usual)| {
        let head = word.strip_suffix(ending).filter(|head| head.chars().count() > LEAST)?;
        Some(format!("{head}{usual}"))
    })
}

#[cfg(test)]
mod tests {
    use super::{foreign_stem, usual_forms};
    use crate::language::Language;

    #[test]
    fn inflections_share_a_stem() {
        for (language, a, b) in [
            (Language::French, "pêcheries", "pêcherie"),
            (Language::German, "hafenstädte", "hafenstadt"),
            (Language::German, "fischerinnen", "fischer"),
            (Language::German, "leitsysteme", "leitsystem"),
            (Language::German, "workshops", "workshop"),
            (Language::Spanish, "glaciares", "glaciar"),
            (Language::Spanish, "plegables", "plegable"),
            (Language::Italian, "porti", "porto"),
            (Language::Portuguese, "geleiras", "geleira"),
            (Language::Dutch, "gletsjers", "gletsjer"),
            (Language::Swedish, "hamnarna", "hamnar"),
            (Language::Danish, "havnene", "havne"),
            (Language::Russian, "гавани", "гавань"),
            (Language::Arabic, "الموانئ", "موانئ"),
            (Language::Korean, "재활용하는", "재활용"),
            (Language::Japanese, "drones", "drone"),
        ] {
            assert_eq!(foreign_stem(a, language), foreign_stem(b, language), "{a} {b}");
        }
    }

    #[test]
    fn a_word_proposes_its_usual_forms() {
        let forms = |word: &str, language| usual_forms(word, language).collect::<Vec<_>>();
        assert_eq!(forms("stocker", Language::French), ["stockage"]);
        assert_eq!(forms("chercheuses", Language::French), ["chercheurs"]);
        assert_eq!(forms("reciclar", Language::Spanish), ["reciclaje"]);
        assert_eq!(forms("sammeln", Language::German), ["sammelung", "sammlung"]);
        assert_eq!(forms("mer", Language::French), Vec::<String>::new());
    }
}
