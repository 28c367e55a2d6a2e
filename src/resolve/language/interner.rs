//! Texts with numbers, in the order in which they are first met.

use rustc_hash::FxHashMap;

/// Texts, each once, and the number of each.
#[derive(Debug, Default)]
pub(crate) struct Numbered {
    pub(crate) texts: Vec<String>,
    number: FxHashMap<String, u32>,
}

impl Numbered {
    /// The number of a text, the next one where it is new.
    pub(crate) fn of(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.number.get(text) {
            return number;
        }
        let number = u32::try_from(self.texts.len()).expect("fewer than 2^32 words");
        self.texts.push(text.to_owned());
        self.number.insert(text.to_owned(), number);
        number
    }
}
