//! Types of settings: how each is read from text, and what its text looks like.

use std::path::PathBuf;

use portent::analysis::centrality::Effort;
use portent::analysis::trend::Period;
use portent::graph::Relation;
use portent::layout::Layout;
use portent::parse::{DateOrder, EditionStep};
use portent::phrases::PhraseMode;
use portent::pipeline::View;
use portent::resolve::DuplicateMode;
use portent::suggest::nearest_word;

/// What the text of a setting looks like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// `true` or `false`.
    Switch,
    /// A whole number, not negative.
    Integer,
    /// A number above 0.
    Positive,
    /// A number from 0 to 1.
    Probability,
    /// One of these words.
    Choice(fn() -> Vec<&'static str>),
    /// Any text.
    Text,
    /// A file, relative to the folder of the configuration file that names it.
    File,
}

impl Shape {
    /// What would fit, for an error.
    fn expected(self) -> String {
        match self {
            Self::Switch => "true or false".into(),
            Self::Integer => "a whole number of 0 or more".into(),
            Self::Positive => "a number above 0".into(),
            Self::Probability => "a number from 0 to 1".into(),
            Self::Choice(words) => words().join(", "),
            Self::Text => "a text".into(),
            Self::File => "a file".into(),
        }
    }

    /// Why a text cannot be used, what can, and which word was probably meant.
    pub fn refusal(self, text: &str) -> String {
        let near = match self {
            Self::Choice(words) => nearest_word(text, words()),
            _ => None,
        };
        let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        format!("{text:?} cannot be used; expected {}{hint}", self.expected())
    }
}

/// A type that a setting can have.
pub trait Value: Sized {
    /// What its text looks like.
    const SHAPE: Shape;

    /// Reads a text.
    ///
    /// # Errors
    /// Why it cannot be used, and what can.
    fn read(text: &str) -> Result<Self, String>;

    /// The text that is read as this value.
    fn text(&self) -> String;
}

/// The value, or the usual refusal.
fn fitting<T: Value>(value: Option<T>, text: &str) -> Result<T, String> {
    value.ok_or_else(|| T::SHAPE.refusal(text))
}

impl Value for bool {
    const SHAPE: Shape = Shape::Switch;

    fn read(text: &str) -> Result<Self, String> {
        let value = match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        };
        fitting(value, text)
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

impl Value for u64 {
    const SHAPE: Shape = Shape::Integer;

    fn read(text: &str) -> Result<Self, String> {
        fitting(text.parse().ok(), text)
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

/// A finite number above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Positive(f64);

impl Positive {
    /// The usual factor.
    pub const ONE: Self = Self(1.0);

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Value for Positive {
    const SHAPE: Shape = Shape::Positive;

    fn read(text: &str) -> Result<Self, String> {
        let number = text.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0);
        fitting(number.map(Self), text)
    }

    fn text(&self) -> String {
        self.0.to_string()
    }
}

/// A number from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Probability(f64);

impl Probability {
    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Value for Probability {
    const SHAPE: Shape = Shape::Probability;

    fn read(text: &str) -> Result<Self, String> {
        let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
        fitting(number.map(Self), text)
    }

    fn text(&self) -> String {
        self.0.to_string()
    }
}

impl Value for PathBuf {
    const SHAPE: Shape = Shape::File;

    fn read(text: &str) -> Result<Self, String> {
        Ok(text.into())
    }

    fn text(&self) -> String {
        self.display().to_string()
    }
}

/// What need not be set; the empty text is nothing.
impl<T: Value> Value for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn read(text: &str) -> Result<Self, String> {
        if text.is_empty() { Ok(None) } else { T::read(text).map(Some) }
    }

    fn text(&self) -> String {
        self.as_ref().map_or_else(String::new, T::text)
    }
}

/// Factors of relations in measures and clusters, in the order in which they were given; the last of a relation
/// counts. Written `similar=0.5,closest`, where a factor that is left out is 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RelationFactors(pub Vec<(Relation, f64)>);

impl RelationFactors {
    /// The relation of a name.
    ///
    /// # Errors
    /// Lists the names that are known.
    pub fn relation(name: &str) -> Result<Relation, String> {
        Relation::ALL.into_iter().find(|relation| relation.name() == name).ok_or_else(|| {
            let names = Relation::ALL.map(Relation::name);
            format!("no relation is called {name:?}; known are {}", names.join(", "))
        })
    }

    /// A factor: a finite number of 0 or more.
    pub fn factor(text: &str) -> Option<f64> {
        text.parse().ok().filter(|factor: &f64| factor.is_finite() && *factor >= 0.0)
    }
}

impl Value for RelationFactors {
    const SHAPE: Shape = Shape::Text;

    fn read(text: &str) -> Result<Self, String> {
        let entries = text.split(',').filter(|entry| !entry.trim().is_empty());
        let factors = entries.map(|entry| {
            let (name, factor) = entry.split_once('=').unwrap_or((entry, "1"));
            let number =
                Self::factor(factor.trim()).ok_or_else(|| format!("{factor:?} is no factor of 0 or more"))?;
            Ok((Self::relation(name.trim())?, number))
        });
        factors.collect::<Result<_, String>>().map(Self)
    }

    fn text(&self) -> String {
        let entries = self.0.iter().map(|(relation, factor)| format!("{}={factor}", relation.name()));
        entries.collect::<Vec<_>>().join(",")
    }
}

/// When output is colored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorWhen {
    /// On a terminal, as the environment says.
    #[default]
    Auto,
    /// In any case.
    Always,
    /// In no case.
    Never,
}

/// A closed set of values, each with its word.
trait Words: Copy + PartialEq + 'static {
    /// The values and their words, in the order in which help lists them.
    const WORDS: &'static [(&'static str, Self)];

    /// The words alone.
    fn words() -> Vec<&'static str> {
        Self::WORDS.iter().map(|&(word, _)| word).collect()
    }
}

impl<T: Words> Value for T {
    const SHAPE: Shape = Shape::Choice(T::words);

    fn read(text: &str) -> Result<Self, String> {
        let found = T::WORDS.iter().find(|&&(word, _)| word == text);
        fitting(found.map(|&(_, value)| value), text)
    }

    fn text(&self) -> String {
        let found = T::WORDS.iter().find(|(_, value)| value == self);
        found.map_or_else(String::new, |&(word, _)| word.into())
    }
}

impl Words for ColorWhen {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("always", Self::Always), ("never", Self::Never)];
}

impl Words for DuplicateMode {
    const WORDS: &'static [(&'static str, Self)] =
        &[("merge", Self::Merge), ("link", Self::Link), ("off", Self::Off)];
}

impl Words for PhraseMode {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("on", Self::On), ("off", Self::Off)];
}

impl Words for View {
    const WORDS: &'static [(&'static str, Self)] = &[("full", Self::Full), ("concepts", Self::Concepts)];
}

impl Words for Effort {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("exact", Self::Exact), ("sampled", Self::Sampled)];
}

impl Words for Layout {
    const WORDS: &'static [(&'static str, Self)] = &[("packed", Self::Packed), ("force", Self::Force)];
}

impl Words for Period {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("edition", Self::Edition),
        ("week", Self::Week),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("year", Self::Year),
    ];
}

impl Words for DateOrder {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("auto", Self::Auto),
        ("day-first", Self::DayFirst),
        ("month-first", Self::MonthFirst),
        ("year-first", Self::YearFirst),
    ];
}

impl Words for EditionStep {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("auto", Self::Auto),
        ("day", Self::Day),
        ("week", Self::Week),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("year", Self::Year),
    ];
}

#[cfg(test)]
mod tests {
    use portent::graph::Relation;
    use portent::pipeline::View;

    use super::{Positive, Probability, RelationFactors, Value};

    #[test]
    fn numbers_are_held_to_their_range() {
        for text in ["0", "-1", "NaN", "inf", "x", ""] {
            let reason = Positive::read(text).unwrap_err();
            assert!(reason.ends_with("expected a number above 0"), "{reason}");
        }
        for text in ["-0.1", "1.1", "NaN", "x"] {
            let reason = Probability::read(text).unwrap_err();
            assert!(reason.ends_with("expected a number from 0 to 1"), "{reason}");
        }
        assert_eq!(Positive::read("0.5").unwrap().get(), 0.5);
        assert_eq!(Option::<Probability>::read(""), Ok(None));
    }

    #[test]
    fn a_word_that_is_none_is_answered_with_the_nearest() {
        let reason = View::read("concept").unwrap_err();
        assert_eq!(reason, "\"concept\" cannot be used; expected full, concepts; did you mean concepts?");
    }

    #[test]
    fn relations_are_named_and_their_factors_numbers_of_0_or_more() {
        let factors = RelationFactors::read(" similar=0.5, closest ,").unwrap();
        assert_eq!(factors.0, [(Relation::Similar, 0.5), (Relation::Closest, 1.0)]);
        assert_eq!(factors.text(), "similar=0.5,closest=1");
        assert!(RelationFactors::read("similar=-1").unwrap_err().contains("\"-1\" is no factor"));
        assert!(
            RelationFactors::read("same").unwrap_err().starts_with("no relation is called \"same\"; known")
        );
    }
}
