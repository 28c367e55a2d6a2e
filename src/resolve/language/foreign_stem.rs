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
fn without_accents(stem: &str) -> String {
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
        Language::German => {
            let head = word.strip_suffix("innen").filter(|head| head.chars().count() > LEAST);
            head.unwrap_or(word).into()
        }
        Language::Spanish | Language::Portuguese => fold(word, language).into(),
        _ => word.into(),
    }
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

/// The ending of an infinitive and that of the noun of its action, where stemmers keep the latter.
static ACTIONS: &[(Language, &[&str], &str)] = &[
    (Language::French, &["ifier"], "ification"),
    (Language::French, &["er"], "age"),
    (Language::Spanish, &["ar"], "aje"),
    (Language::Italian, &["are"], "aggio"),
    (Language::Portuguese, &["ar"], "agem"),
    (Language::Dutch, &["en"], "ing"),
];

/// The noun that an infinitive may have (`recycler`: `recyclage`); whether there is one, the archive tells.
pub(crate) fn noun_of_action(word: &str, language: Language) -> Option<String> {
    let mut rows = ACTIONS.iter().filter(|row| row.0 == language);
    let (head, noun) = rows.find_map(|(_, endings, noun)| {
        Some((endings.iter().find_map(|ending| word.strip_suffix(ending))?, noun))
    })?;
    (head.chars().count() > LEAST).then(|| format!("{head}{noun}"))
}

#[cfg(test)]
mod tests {
    use super::{foreign_stem, noun_of_action};
    use crate::language::Language;

    #[test]
    fn inflections_share_a_stem() {
        for (language, a, b) in [
            (Language::French, "pêcheries", "pêcherie"),
            (Language::German, "hafenstädte", "hafenstadt"),
            (Language::German, "fischerinnen", "fischer"),
            (Language::Spanish, "glaciares", "glaciar"),
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
    fn an_infinitive_proposes_its_noun() {
        assert_eq!(noun_of_action("stocker", Language::French).as_deref(), Some("stockage"));
        assert_eq!(noun_of_action("reciclar", Language::Spanish).as_deref(), Some("reciclaje"));
        assert_eq!(noun_of_action("mer", Language::French), None);
    }
}
