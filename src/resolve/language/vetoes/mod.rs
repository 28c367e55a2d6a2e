//! Vetoes as data, one file a language: the words for which no person would ever call two names one.
//!
//! Rows are texts so that a row reads as a row. Words are looked up by stem, so one form is enough. What each veto
//! does with these words, and how often it is right, stands in `judging/guard.rs`. A new language is a file here and
//! its line in [`LANGUAGES`].

use std::sync::LazyLock;

mod english;

/// What one language holds for the vetoes; an empty text where it has nothing.
pub(crate) struct Vetoes {
    /// Its ISO 639-1 code.
    pub code: &'static str,
    /// Words that deny: `no never without`.
    pub negations: &'static str,
    /// Beginnings that turn a word into its opposite or its defect: `un mis`.
    pub negating_prefixes: &'static [&'static str],
    /// Pairs of opposites: `legal=illegal`.
    pub opposites: &'static str,
    /// Words of increase.
    pub rises: &'static str,
    /// Words of decrease, end or absence.
    pub declines: &'static str,
    /// Closed sets of which a name means one: words of one thing are joined (`france=french germany=german`).
    pub rivals: &'static [(Rivals, &'static str)],
}

/// A closed set of things, of which two never are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rivals {
    /// Colors.
    Color,
    /// Ordinals in words.
    Order,
    /// Powers of ten in words, units of measure, spans of time.
    Unit,
    /// Months, days of the week, seasons.
    Time,
    /// Countries with their demonyms, continents, states, large cities.
    Place,
    /// Elements, materials, sources of energy, crops and foods.
    Substance,
    /// Moneys.
    Currency,
    /// Companies and their products.
    Firm,
    /// Fields of work and life.
    Field,
    /// Organs, diseases, animals.
    Living,
    /// Groups of people.
    People,
    /// Vehicles.
    Vehicle,
    /// Natural disasters.
    Hazard,
}

/// Which thing of which set a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rival {
    /// The language that knows it, by its code.
    pub language: &'static str,
    /// The set.
    pub set: Rivals,
    /// The thing: its place among those of the set in its language.
    pub thing: u16,
}

/// All languages, in the order in which a word is looked up.
pub(crate) static LANGUAGES: &[&Vetoes] = &[&english::ENGLISH];

impl Vetoes {
    /// Pairs of words that say opposite things.
    pub(crate) fn opposites(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.opposites.split_whitespace().filter_map(|row| row.split_once('='))
    }

    /// Every word of a closed set, with what it names.
    pub(crate) fn rivals(&'static self) -> impl Iterator<Item = (&'static str, Rival)> {
        self.rivals.iter().flat_map(move |&(set, things)| {
            (0..).zip(things.split_whitespace()).flat_map(move |(thing, words)| {
                words.split('=').map(move |word| (word, Rival { language: self.code, set, thing }))
            })
        })
    }
}

/// The prefixes of all languages that deny the word behind them.
static NEGATING_PREFIXES: LazyLock<Vec<&str>> =
    LazyLock::new(|| LANGUAGES.iter().flat_map(|language| language.negating_prefixes).copied().collect());

impl Rival {
    /// Two things of one set; words of two languages are not compared.
    pub(crate) fn excludes(self, other: Self) -> bool {
        (self.language, self.set) == (other.language, other.set) && self.thing != other.thing
    }
}

/// Whether a prefix denies the word behind it.
#[must_use]
pub(crate) fn is_negating_prefix(prefix: &str) -> bool {
    NEGATING_PREFIXES.contains(&prefix)
}
