//! Compounds: a word whose parts are words of the archive too is read as its parts (`Batterierecycling`: `Batterie`,
//! `Recycling`), whatever joins them; a word written without its accents or umlauts, as the archive writes it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::Language;
use crate::resolve::language::foreign_stem::{foreign_stem, usual_forms};
use crate::resolve::language::respelling::{Accents, UMLAUTS, with_umlauts};

/// Longer words are not taken apart.
const LONGEST: usize = 48;

/// Parts into which a word falls at most.
const MOST_PARTS: usize = 4;

/// What stands between the parts of a German or Scandinavian compound.
static LINKS: &[&str] = &["", "s", "n", "en", "e", "es", "er", "-"];

/// Letters of the shortest part; none where the language writes no compounds as one word.
fn least_part(language: Language) -> Option<usize> {
    match language {
        Language::German
        | Language::Dutch
        | Language::Swedish
        | Language::Danish
        | Language::Norwegian
        | Language::Finnish
        | Language::Hungarian => Some(4),
        Language::Chinese | Language::Japanese | Language::Korean => Some(2),
        Language::Thai => Some(3),
        _ => None,
    }
}

/// Whether the language writes a noun before another as one word with it.
pub(crate) fn writes_compounds(language: Language) -> bool {
    use Language::{Danish, Dutch, Finnish, German, Norwegian, Swedish};
    matches!(language, German | Dutch | Swedish | Danish | Norwegian | Finnish)
}

/// The words that an archive uses in names, by language, and those among them that are compounds of others.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    of: FxHashMap<Language, Words>,
}

/// The words of one language.
#[derive(Debug, Clone, Default)]
struct Words {
    stems: FxHashSet<String>,
    /// First letters of the words: few others need a stem.
    starts: FxHashSet<String>,
    parts: FxHashMap<String, Vec<String>>,
    /// Words with accents or umlauts.
    accents: Accents,
    /// Words that lack those which the archive writes, and how it writes them.
    respelled: FxHashMap<String, String>,
    /// What stands before `-ung` in the name of an action.
    actions: FxHashSet<String>,
}

/// Letters of a word by which it is looked for first.
const START: usize = 2;

fn start(word: &str) -> &str {
    &word[..word.char_indices().nth(START).map_or(word.len(), |(at, _)| at)]
}

impl Vocabulary {
    /// Of all words of names, each in normal form with its language; `own` are those that are to be taken apart.
    /// Linear in the letters of `known`; for each of `own` as many stems as it has letters.
    pub(crate) fn new<'w>(
        known: impl Iterator<Item = (Language, &'w str)>,
        own: impl Iterator<Item = (Language, &'w str)>,
    ) -> Self {
        let mut of: FxHashMap<Language, Words> = FxHashMap::default();
        for (language, word) in known {
            let words = of.entry(language).or_default();
            words.stems.insert(foreign_stem(word, language));
            words.starts.insert(start(word).to_owned());
            words.accents.learn(word, language);
            words.act(word, language);
        }
        for (language, word) in own {
            let words = of.entry(language).or_default();
            let respelled = words.respell(word, language);
            let Some(least) = least_part(language) else { continue };
            let word = respelled.as_deref().unwrap_or(word);
            if words.parts.contains_key(word) {
                continue;
            }
            let mut parts = Vec::new();
            words.split(word, language, least, &mut parts);
            if parts.len() > 1 {
                parts.iter().for_each(|part| words.act(part, language));
                words.parts.insert(word.to_owned(), parts);
            }
        }
        Self { of }
    }

    /// The parts of a compound; the word itself where it is none.
    pub(crate) fn parts<'v>(&'v self, word: &'v str, language: Language) -> impl Iterator<Item = &'v str> {
        let parts = self.of.get(&language).and_then(|words| words.parts.get(word));
        let whole = parts.is_none().then_some(word);
        whole.into_iter().chain(parts.into_iter().flatten().map(String::as_str))
    }

    /// The word with the accents and umlauts with which the archive writes it.
    pub(crate) fn spelled<'v>(&'v self, word: &'v str, language: Language) -> &'v str {
        let respelled = self.of.get(&language).and_then(|words| words.respelled.get(word));
        respelled.map_or(word, String::as_str)
    }

    /// The stem of a word; that of its usual form where the archive has one (`recycler`: `recyclage`).
    pub(crate) fn stem(&self, word: &str, language: Language) -> String {
        let Some(words) = self.of.get(&language) else { return foreign_stem(word, language) };
        if let Some(agent) = words.agent(word, language) {
            return agent;
        }
        let usual = usual_forms(word, language).find(|usual| words.holds(usual, language));
        foreign_stem(usual.as_deref().unwrap_or(word), language)
    }
}

/// The ending of the German name of an action.
const ACTION: &str = "ung";

impl Words {
    /// Remembers the name of an action, and that a compound may end with that of an infinitive.
    fn act(&mut self, word: &str, language: Language) {
        if language == Language::German {
            self.stems.extend(usual_forms(word, language).map(|noun| foreign_stem(&noun, language)));
        }
        let singular = word.strip_suffix("en").unwrap_or(word);
        if let Some(head) = singular.strip_suffix(ACTION).filter(|_| language == Language::German) {
            self.actions.insert(head.to_owned());
        }
    }

    /// The stem of a German word for who or what does what another word of the archive calls the deed; stemmers throw the
    /// two together: `Verbinder` beside `Verbindung`.
    fn agent(&self, word: &str, language: Language) -> Option<String> {
        let head = word.strip_suffix("er").or_else(|| word.strip_suffix("ern"))?;
        (language == Language::German && self.actions.contains(head)).then(|| format!("{head}er"))
    }

    /// Whether the archive has a usual form.
    fn holds(&self, usual: &str, language: Language) -> bool {
        match (language, usual.strip_suffix(ACTION)) {
            (Language::German, Some(head)) => self.actions.contains(head),
            _ => self.stems.contains(&foreign_stem(usual, language)),
        }
    }

    /// How the archive writes a word that lacks accents or umlauts, if it does.
    fn respell(&mut self, word: &str, language: Language) -> Option<String> {
        let known = |word: &str| self.accents.knows_umlaut(word, language);
        let is_compound = |word: &str| {
            let mut parts = Vec::new();
            least_part(language).into_iter().for_each(|least| self.split(word, language, least, &mut parts));
            parts.len() > 1 && parts.iter().all(|part| !part.contains(UMLAUTS) || known(part))
        };
        let respelled = match language {
            Language::German => with_umlauts(word).filter(|word| known(word) || is_compound(word))?,
            _ => self.accents.of(word, language)?.to_owned(),
        };
        self.respelled.insert(word.to_owned(), respelled.clone());
        Some(respelled)
    }

    /// Adds the parts of a word, the first as long as possible, each taken apart in turn; the word where it has none.
    fn split(&self, word: &str, language: Language, least: usize, parts: &mut Vec<String>) {
        let cut = || self.cut(word, language, least);
        let halves = if parts.len() + 1 < MOST_PARTS && word.len() <= LONGEST { cut() } else { None };
        match halves {
            Some((left, right)) => {
                self.split(left, language, least, parts);
                self.split(right, language, least, parts);
            }
            None => parts.push(word.to_owned()),
        }
    }

    fn cut<'w>(&self, word: &'w str, language: Language, least: usize) -> Option<(&'w str, &'w str)> {
        let letters: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let last = letters.len().checked_sub(least)?;
        let known = |part: &str| self.stems.contains(&foreign_stem(part, language));
        (least..=last).rev().find_map(|cut| {
            let (left, right) = word.split_at(letters[cut]);
            if !self.starts.contains(start(right)) || !known(right) {
                return None;
            }
            let bare = LINKS.iter().filter_map(|link| left.strip_suffix(link));
            let mut long = bare.filter(|left| left.chars().count() >= least);
            Some((long.find(|left| known(left) || self.cut(left, language, least).is_some())?, right))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;
    use crate::language::Language;

    fn parts(language: Language, words: &[&str], word: &str) -> Vec<String> {
        let known = || words.iter().map(|word| (language, *word));
        let vocabulary = Vocabulary::new(known(), known().chain([(language, word)]));
        vocabulary.parts(word, language).map(str::to_owned).collect()
    }

    #[test]
    fn a_compound_of_words_of_the_archive_falls_into_them() {
        let german = ["hafen", "gebühren", "küsten", "schutz", "verwaltung"];
        assert_eq!(parts(Language::German, &german, "hafengebühr"), ["hafen", "gebühr"]);
        assert_eq!(
            parts(Language::German, &german, "küstenschutzverwaltung"),
            ["küsten", "schutz", "verwaltung"]
        );
        assert_eq!(parts(Language::German, &german, "hafenmeister"), ["hafenmeister"]);
        assert_eq!(parts(Language::Japanese, &["港湾", "管理"], "港湾管理"), ["港湾", "管理"]);
        assert_eq!(parts(Language::French, &["port", "folio"], "portfolio"), ["portfolio"]);
    }

    #[test]
    fn long_words_and_words_of_one_letter_are_left_alone() {
        let long = "a".repeat(10_000);
        assert_eq!(parts(Language::German, &["aaaa"], &long), [long.as_str()]);
        assert_eq!(parts(Language::German, &["a"], "a"), ["a"]);
    }
}
