//! Closed sets of words, as files hold them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A closed set of values with a word for each.
pub trait Word: Copy + PartialEq + 'static {
    /// All values.
    const ALL: &'static [Self];

    /// The word in options and files.
    fn word(self) -> &'static str;
}

/// A word of a file: one of a closed set, or one that this release does not know, which is kept as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Named<T> {
    /// One of the set.
    Known(T),
    /// Another word; empty where nothing is said.
    Other(String),
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl<T> From<T> for Named<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: Word> Named<T> {
    /// What a word means.
    #[must_use]
    pub fn read(word: String) -> Self {
        T::ALL
            .iter()
            .find(|value| value.word() == word)
            .map_or(Self::Other(word), |&value| Self::Known(value))
    }

    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(value) => value.word(),
            Self::Other(word) => word,
        }
    }
}

impl<T: Word> PartialEq<T> for Named<T> {
    fn eq(&self, other: &T) -> bool {
        matches!(self, Self::Known(value) if value == other)
    }
}

impl<T: Word> fmt::Display for Named<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl<T: Word> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, T: Word> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::read)
    }
}

#[cfg(test)]
mod tests {
    use super::{Named, Word};

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Season {
        Wet,
        Dry,
    }

    impl Word for Season {
        const ALL: &'static [Self] = &[Self::Wet, Self::Dry];

        fn word(self) -> &'static str {
            if self == Self::Wet { "wet" } else { "dry" }
        }
    }

    #[test]
    fn words_of_the_set_are_known_and_others_kept() {
        let read = |json: &str| serde_json::from_str::<Named<Season>>(json).unwrap();
        assert!(read("\"dry\"") == Season::Dry && read("\"cold\"") != Season::Wet);
        for word in ["\"wet\"", "\"dry\"", "\"cold\"", "\"\""] {
            assert_eq!(serde_json::to_string(&read(word)).unwrap(), word);
        }
        assert_eq!(Named::<Season>::default().as_str(), "");
    }
}
