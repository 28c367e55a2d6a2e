//! Each text of a stored build once, under a number.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::block::put_u32s;

/// Numbers texts in the order in which they are first asked for, from 1; 0 is for a text that is missing.
#[derive(Default)]
pub(super) struct Numbered<'a> {
    numbers: FxHashMap<&'a str, u32>,
    texts: Vec<&'a str>,
    too_many: bool,
}

impl<'a> Numbered<'a> {
    pub(super) fn number(&mut self, text: &'a str) -> u32 {
        let next = u32::try_from(self.texts.len() + 1);
        match self.numbers.entry(text) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                self.too_many |= next.is_err();
                self.texts.push(text);
                *new.insert(next.unwrap_or(u32::MAX))
            }
        }
    }

    pub(super) fn number_if(&mut self, text: Option<&'a str>) -> u32 {
        text.map_or(0, |text| self.number(text))
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The lengths of all texts, and the texts one after the other; `None` where a number or a length takes more than 4 bytes.
    pub(super) fn blocks(self) -> Option<[Vec<u8>; 2]> {
        let lengths: Option<Vec<u32>> =
            self.texts.iter().map(|text| u32::try_from(text.len()).ok()).collect();
        let lengths = lengths.filter(|_| !self.too_many)?;
        Some([put_u32s(lengths), self.texts.concat().into_bytes()])
    }
}
