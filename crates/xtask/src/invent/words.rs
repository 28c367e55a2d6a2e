//! Words as the invented archive knows them: their class, their stem, how they are written.

use std::collections::HashMap;

/// What a word may be replaced by: a word of the same class. Told by the ending, which suffices for names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// "of", "the": never replaced, no part of what a name is known by.
    Function,
    /// A number, which stays.
    Number,
    /// Two capitals or more.
    Acronym,
    /// A name of a person, place or firm.
    Proper,
    /// "workers".
    Plural,
    /// "sharing".
    Gerund,
    /// "shared".
    Past,
    /// "regulation".
    Abstract,
    /// "quickly".
    Adverb,
    /// "digital".
    Adjective,
    /// Everything else, mostly nouns.
    Other,
}

impl Class {
    /// Where lists by class hold its words.
    pub(crate) fn place(self) -> usize {
        self as usize
    }
}

/// A number as a place in a list.
pub(crate) fn at(number: u32) -> usize {
    number as usize
}

/// How many classes there are.
pub(crate) const CLASSES: usize = 11;

/// A word with what is known of it.
#[derive(Debug)]
pub(crate) struct Word {
    /// As written within a sentence.
    pub(crate) text: Box<str>,
    pub(crate) class: Class,
    /// So frequent that it says nothing of a topic: it stays in the names made after a pattern.
    pub(crate) is_general: bool,
    /// Equal for all forms and synonyms of a word; 0 where the word says nothing of what is named.
    pub(crate) stem: u64,
}

/// All words, real and invented, by number.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) words: Vec<Word>,
    number: HashMap<Box<str>, u32>,
}

impl Words {
    /// The number of a word, which is added where it is unknown.
    pub(crate) fn intern(&mut self, text: &str, proper: bool) -> u32 {
        if let Some(&known) = self.number.get(text) {
            return known;
        }
        let number = self.words.len() as u32;
        let lower = text.to_lowercase();
        let class = if proper { Class::Proper } else { class_of(text, &lower) };
        let stem =
            if class == Class::Function || FILLERS.contains(&lower.as_str()) { 0 } else { stem(&lower) };
        self.words.push(Word { text: text.into(), class, is_general: false, stem });
        self.number.insert(text.into(), number);
        number
    }

    /// Whether a word is known as written.
    pub(crate) fn knows(&self, text: &str) -> bool {
        self.number.contains_key(text)
    }

    /// The word of a number.
    pub(crate) fn get(&self, number: u32) -> &Word {
        &self.words[at(number)]
    }

    /// Whether a pattern's word makes place for one of the topic.
    pub(crate) fn is_replaced(&self, number: u32) -> bool {
        let word = self.get(number);
        !word.is_general && !matches!(word.class, Class::Function | Class::Number)
    }

    /// Writes a word, with a first capital where asked for.
    pub(crate) fn write(&self, number: u32, capital: bool, out: &mut String) {
        let word = self.get(number);
        let mut letters = word.text.chars();
        match letters.next() {
            Some(first) if capital || word.class == Class::Proper => {
                out.extend(first.to_uppercase());
                out.push_str(letters.as_str());
            }
            _ => out.push_str(&word.text),
        }
    }
}

/// How a word is stored: an acronym as written, any other in small letters.
pub(crate) fn stored(text: &str) -> String {
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    if capitals > 1 { text.to_owned() } else { text.to_lowercase() }
}

fn class_of(text: &str, lower: &str) -> Class {
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending)) && lower.len() > 5;
    match () {
        () if lower.chars().next().is_some_and(|first| first.is_ascii_digit()) => Class::Number,
        () if text.chars().filter(|letter| letter.is_uppercase()).count() > 1 => Class::Acronym,
        () if FUNCTION.contains(&lower) || lower.len() < 3 => Class::Function,
        () if ends(&["ing"]) => Class::Gerund,
        () if ends(&["ed"]) => Class::Past,
        () if ends(&["tion", "sion", "ment", "ity", "ness", "ance", "ence", "ism", "ship"]) => {
            Class::Abstract
        }
        () if ends(&["ly"]) => Class::Adverb,
        () if ends(&["less", "ous"]) => Class::Adjective,
        () if lower.ends_with('s') && !lower.ends_with("ss") && lower.len() > 3 => Class::Plural,
        () if ends(&["al", "ive", "ic", "able", "ible", "ful", "ary"]) => Class::Adjective,
        () => Class::Other,
    }
}

/// A number that the forms of a word share, and its synonyms: its first seven letters without an ending.
pub(crate) fn stem(lower: &str) -> u64 {
    let group = SYNONYMS.iter().find(|group| group.contains(&lower));
    let lower = group.map_or(lower, |group| group[0]);
    let endings =
        ["izations", "ization", "ations", "ation", "atory", "ities", "ments", "ment", "ings", "ing", "ions"];
    let more =
        ["ion", "ity", "ive", "ies", "ers", "ors", "al", "ed", "es", "er", "or", "ic", "ly", "s", "e", "y"];
    let kept = endings
        .iter()
        .chain(&more)
        .find_map(|ending| lower.strip_suffix(ending).filter(|rest| rest.chars().count() > 2));
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for letter in kept.unwrap_or(lower).chars().take(7) {
        hash = (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
    }
    hash.max(1)
}

/// Words that say only that something is there or grows; a name with one and without it is one thing.
pub(crate) const FILLERS: [&str; 24] = [
    "growing",
    "increased",
    "emerging",
    "potential",
    "rising",
    "increasing",
    "new",
    "greater",
    "growth",
    "rise",
    "increase",
    "emergence",
    "enhanced",
    "improved",
    "evolving",
    "development",
    "expanding",
    "expansion",
    "ongoing",
    "recent",
    "further",
    "more",
    "novel",
    "broader",
];

/// Fillers that a restatement puts before a name.
pub(crate) const ADDED: [&str; 6] = ["Growing", "Increased", "Emerging", "Potential", "Rising", "Increasing"];

/// Words that a restatement puts for each other.
pub(crate) const SYNONYMS: [&[&str]; 22] = [
    &["use", "usage", "utilization", "uses"],
    &["adoption", "uptake"],
    &["workers", "employees", "worker", "employee"],
    &["companies", "firms", "businesses", "company", "firm", "business"],
    &["consumers", "customers", "consumer", "customer"],
    &["risks", "dangers", "risk", "danger"],
    &["challenges", "difficulties", "challenge", "difficulty"],
    &["methods", "techniques", "method", "technique"],
    &["cooperation", "collaboration"],
    &["jobs", "employment"],
    &["cars", "automobiles", "car", "automobile"],
    &["teaching", "instruction"],
    &["protection", "safeguarding"],
    &["worries", "concerns", "concern", "worry"],
    &["elderly", "older", "aged"],
    &["decision", "choice", "decisions", "choices"],
    &["reliance", "dependence", "dependency"],
    &["transformation", "change", "changes", "shift", "shifts"],
    &["tools", "instruments", "tool", "instrument"],
    &["fake", "counterfeit"],
    &["online", "internet"],
    &["assistance", "support", "help"],
];

/// Words that make two names two things.
pub(crate) const OPPOSITES: [[&str; 2]; 18] = [
    ["rising", "falling"],
    ["increased", "reduced"],
    ["growing", "shrinking"],
    ["increasing", "decreasing"],
    ["increase", "decrease"],
    ["rise", "fall"],
    ["growth", "decline"],
    ["public", "private"],
    ["urban", "rural"],
    ["local", "global"],
    ["national", "international"],
    ["physical", "virtual"],
    ["positive", "negative"],
    ["centralized", "decentralized"],
    ["gain", "loss"],
    ["adoption", "rejection"],
    ["online", "offline"],
    ["open", "closed"],
];

/// Where things happen; each place is another thing.
pub(crate) const PLACES: [&str; 40] = [
    "Germany",
    "Brazil",
    "India",
    "Kenya",
    "Canada",
    "Japan",
    "France",
    "Nigeria",
    "Mexico",
    "Poland",
    "Spain",
    "Italy",
    "Sweden",
    "Norway",
    "Finland",
    "Vietnam",
    "Indonesia",
    "Chile",
    "Peru",
    "Egypt",
    "Ghana",
    "Austria",
    "Greece",
    "Portugal",
    "Ireland",
    "Denmark",
    "Turkey",
    "Thailand",
    "Malaysia",
    "Colombia",
    "Argentina",
    "Morocco",
    "Ethiopia",
    "Pakistan",
    "Bangladesh",
    "Australia",
    "Singapore",
    "Iceland",
    "Hungary",
    "Romania",
];

const FUNCTION: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "for", "and", "or", "to", "with", "by", "from", "as", "at", "into",
    "through", "via", "its", "their", "over", "under", "between", "among", "against", "amid", "about",
    "toward", "towards", "within", "without", "during", "is", "are", "be", "this", "that", "it", "was",
    "were", "has", "have", "not", "but", "than", "which", "who", "how", "what", "when", "where", "can",
    "may", "will", "could", "would", "should", "such", "these", "those", "they", "them", "while", "due",
    "around", "across", "beyond", "vs", "our", "his", "her", "being", "been", "other", "also", "if", "so",
    "no", "up", "out", "off", "per",
];

#[cfg(test)]
mod tests {
    use super::{Class, Words, stem};

    #[test]
    fn forms_and_synonyms_of_a_word_share_a_stem_and_other_words_do_not() {
        for (one, other) in [("regulation", "regulations"), ("sharing", "shared"), ("workers", "employee")] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_ne!(stem("water"), stem("wheat"));
    }

    #[test]
    fn the_ending_tells_the_class() {
        let mut words = Words::default();
        for (text, class) in [
            ("of", Class::Function),
            ("2030", Class::Number),
            ("AI", Class::Acronym),
            ("sharing", Class::Gerund),
            ("workers", Class::Plural),
            ("regulation", Class::Abstract),
            ("digital", Class::Adjective),
            ("water", Class::Other),
        ] {
            let number = words.intern(text, false);
            assert_eq!(words.get(number).class, class, "{text}");
        }
    }
}
