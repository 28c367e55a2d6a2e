//! Further columns of a row: few names and texts, in the room that they take.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::shared_text::Text;

/// Names and texts by name, each name once. A map of so few would take ten times their room.
///
/// ```
/// use portent::property_graph::RowAttributes;
/// let said: RowAttributes = [("trend", "up"), ("change", "drips")].map(|(a, b)| (a.into(), b.into())).into_iter().collect();
/// assert_eq!(said.get("change").map(|text| text.as_str()), Some("drips"));
/// assert_eq!(said.keys().map(|name| name.as_str()).collect::<Vec<_>>(), ["change", "trend"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct RowAttributes(Box<[(Text, Text)]>);

impl RowAttributes {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text under a name. O(log names).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Text> {
        let at = self.0.binary_search_by(|(own, _)| own.as_str().cmp(name)).ok()?;
        Some(&self.0[at].1)
    }

    /// All names, in order.
    pub fn keys(&self) -> impl Iterator<Item = &Text> {
        self.0.iter().map(|(name, _)| name)
    }

    /// Names with their texts, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&Text, &Text)> {
        self.0.iter().map(|(name, text)| (name, text))
    }

    /// Puts a text under a name, in place of an earlier one. O(names).
    pub fn insert(&mut self, name: Text, text: Text) {
        *self = std::mem::take(&mut self.0).into_iter().chain([(name, text)]).collect();
    }
}

/// Of texts under one name the last stays.
impl FromIterator<(Text, Text)> for RowAttributes {
    fn from_iter<I: IntoIterator<Item = (Text, Text)>>(said: I) -> Self {
        let mut all: Vec<(Text, Text)> = said.into_iter().collect();
        all.reverse();
        all.sort_by(|x, y| x.0.cmp(&y.0));
        all.dedup_by(|later, first| later.0 == first.0);
        Self(all.into())
    }
}

impl Serialize for RowAttributes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for RowAttributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Map)
    }
}

struct Map;

impl<'de> Visitor<'de> for Map {
    type Value = RowAttributes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of names and texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RowAttributes, A::Error> {
        std::iter::from_fn(|| map.next_entry().transpose()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::RowAttributes;

    #[test]
    fn the_last_text_of_a_name_stays_and_names_are_in_order() {
        let said: RowAttributes = serde_json::from_str(r#"{"b":"1","a":"2","b":"3"}"#).unwrap();
        assert_eq!(serde_json::to_string(&said).unwrap(), r#"{"a":"2","b":"3"}"#);
        let mut more = said.clone();
        more.insert("a".into(), "4".into());
        more.insert("aa".into(), "5".into());
        assert_eq!(serde_json::to_string(&more).unwrap(), r#"{"a":"4","aa":"5","b":"3"}"#);
        assert_eq!((more.len(), more.get("c"), said.is_empty()), (3, None, false));
        assert!(serde_json::from_str::<RowAttributes>("[]").is_err());
    }
}
