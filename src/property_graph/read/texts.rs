//! A column of texts, each of which may be left to the node that it is about.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Unexpected, Visitor};

use crate::shared_text::{Text, Whole};

/// What one row of the column says.
enum Said {
    /// What the node says, `null` in the file.
    AsNode,
    /// Nothing, although the node may say something: `false`.
    Nothing,
    /// These bytes of all texts.
    Own(Range<usize>),
}

/// The column. Its texts stand in one, so that none of them is allocated alone.
#[derive(Default)]
pub(super) struct Texts {
    all: String,
    rows: Vec<Said>,
}

impl Texts {
    /// A column in which every row says what the node says.
    pub(super) fn as_nodes(count: usize) -> Self {
        Self { all: String::new(), rows: (0..count).map(|_| Said::AsNode).collect() }
    }

    /// How many rows.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The text of each row; `of_node` tells what the node of a row says. O(bytes).
    pub(super) fn resolved<'a>(
        self,
        of_node: impl Fn(usize) -> Option<&'a str>,
    ) -> impl Iterator<Item = Option<Text>> {
        let Self { mut all, mut rows } = self;
        for (row, said) in rows.iter_mut().enumerate() {
            if matches!(said, Said::AsNode) {
                *said = of_node(row).map_or(Said::Nothing, |text| own(&mut all, text));
            }
        }
        let whole = Whole::of(&Arc::new(all));
        rows.into_iter().map(move |said| match said {
            Said::Own(range) => Some(Text::part(&whole, range)),
            Said::AsNode | Said::Nothing => None,
        })
    }
}

fn own(all: &mut String, text: &str) -> Said {
    let start = all.len();
    all.push_str(text);
    Said::Own(start..all.len())
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(TextsVisitor)
    }
}

struct TextsVisitor;

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Texts, A::Error> {
        let mut texts = Texts::default();
        while let Some(said) = list.next_element_seed(TextSeed(&mut texts.all))? {
            texts.rows.push(said);
        }
        Ok(texts)
    }
}

struct TextSeed<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for TextSeed<'_> {
    type Value = Said;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Said, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TextSeed<'_> {
    type Value = Said;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, null or false")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Said, E> {
        Ok(own(self.0, text))
    }

    fn visit_unit<E: Error>(self) -> Result<Said, E> {
        Ok(Said::AsNode)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Said, E> {
        if value { Err(E::invalid_value(Unexpected::Bool(true), &self)) } else { Ok(Said::Nothing) }
    }
}
