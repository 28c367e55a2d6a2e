//! Texts with numbers, in the order in which they are first met.

use rustc_hash::FxHashMap;

use portent_graph::index::TiVec;

/// Texts, each once, and the number of each.
pub(crate) struct Interner<Id> {
    pub(crate) texts: TiVec<Id, String>,
    number: FxHashMap<String, Id>,
}

impl<Id> Default for Interner<Id> {
    fn default() -> Self {
        Self { texts: TiVec::new(), number: FxHashMap::default() }
    }
}

impl<Id: Copy + From<usize>> Interner<Id> {
    /// The number of a text, the next one where it is new.
    pub(crate) fn of(&mut self, text: &str) -> Id {
        if let Some(&number) = self.number.get(text) {
            return number;
        }
        let number = self.texts.push_and_get_key(text.to_owned());
        self.number.insert(text.to_owned(), number);
        number
    }
}
