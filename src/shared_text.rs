//! Texts that are parts of one larger text: a graph of 300,000 texts is read without making each of them.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A text that is read as `&str`: one of its own, or a part of a text that others share. Equal texts are equal, whichever they are.
#[derive(Clone)]
pub struct Text(Form);

/// The larger text. Threads that make many parts at once each do so of a `Whole` of their own, or they would wait for
/// one another wherever a part is counted.
pub(crate) struct Whole(Arc<String>);

impl Whole {
    pub(crate) fn of(text: &Arc<String>) -> Arc<Self> {
        Arc::new(Self(Arc::clone(text)))
    }
}

#[derive(Clone)]
enum Form {
    Own(Box<str>),
    /// Bytes `start..end` of `whole`.
    Part {
        whole: Arc<Whole>,
        start: u32,
        end: u32,
    },
}

impl Text {
    /// The bytes `range` of `whole`, which is shared and neither copied nor looked at: a range that is none of whole
    /// characters reads as the empty text. A part that ends beyond 4 GiB is copied.
    pub(crate) fn part(whole: &Arc<Whole>, range: Range<usize>) -> Self {
        let ends = u32::try_from(range.start).ok().zip(u32::try_from(range.end).ok());
        Self(match ends {
            Some((start, end)) => Form::Part { whole: Arc::clone(whole), start, end },
            None => Form::Own(whole.0.get(range).unwrap_or_default().into()),
        })
    }

    /// These texts, as parts of one: what copies them copies no letter.
    pub(crate) fn all_of<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Vec<Self> {
        let mut all = String::with_capacity(texts.clone().map(str::len).sum());
        all.extend(texts.clone());
        let whole = Whole::of(&Arc::new(all));
        let mut end = 0;
        let part = |text: &str| {
            let start = end;
            end += text.len();
            Self::part(&whole, start..end)
        };
        texts.map(part).collect()
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Form::Own(text) => text,
            Form::Part { whole, start, end } => {
                whole.0.get(*start as usize..*end as usize).unwrap_or_default()
            }
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self(Form::Own(Box::default()))
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Form::Own(text.into()))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Form::Own(text.into()))
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&Text> for String {
    fn from(text: &Text) -> Self {
        text.as_str().to_owned()
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        match text.0 {
            Form::Own(text) => text.into(),
            Form::Part { .. } => text.as_str().to_owned(),
        }
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

/// Equal, ordered and hashed as the `str` that it is.
impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_part_is_what_the_whole_says_there() {
        let text = Arc::new("früher Tau".to_owned());
        let whole = Whole::of(&text);
        let part = Text::part(&whole, 0..7);
        assert_eq!(part, Text::from("früher"));
        assert_eq!((part.to_string(), part.len()), ("früher".into(), 7));
        assert_eq!(part.as_str().as_ptr(), text.as_ptr(), "nothing is copied");
        assert!(BTreeSet::from([part]).contains("früher"));
    }

    #[test]
    fn texts_of_one_are_what_they_were_and_lie_side_by_side() {
        let texts = Text::all_of(["früh", "", "er"].into_iter());
        assert_eq!(texts, ["früh", "", "er"]);
        assert_eq!(texts[2].as_str().as_ptr(), texts[0].as_str()[5..].as_ptr(), "one text holds all");
        assert!(Text::all_of([].into_iter()).is_empty());
    }

    #[test]
    fn a_part_of_no_whole_characters_is_empty() {
        let whole = Whole::of(&Arc::new("früher".to_owned()));
        for range in [0..3, 3..7, 2..99] {
            assert_eq!(Text::part(&whole, range), "");
        }
    }
}
