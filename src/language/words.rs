//! Text -> words.

use super::dictionary::Dictionary;
use super::role::Role;
use super::script::{Script, script};
use super::spaced::{self, Lists};
use super::tag::Language;
use super::{japanese, korean};

/// What stands between a word and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    Touching,
    /// White space.
    Spaced,
    /// Punctuation, or the text begins here.
    Apart,
}

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// As written.
    pub text: &'t str,
    /// Byte of the text where it starts.
    pub start: usize,
    /// What it does there.
    pub role: Role,
    /// What stands before it.
    pub gap: Gap,
}

impl Word<'_> {
    /// Byte of the text behind its last one.
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words of a text in a language, in order. Every letter and digit is in a word. O(length).
///
/// ```
/// use portent::language::{Language, words};
///
/// let found = words("이것은 데이터센터의 전력이다", Language::Korean);
/// assert!(found.iter().any(|word| word.text == "데이터센터"));
/// ```
#[must_use]
pub fn words(text: &str, language: Language) -> Vec<Word<'_>> {
    let mut reader = Reader {
        text,
        lists: Lists::of(language, text),
        japanese: language == Language::Japanese || text.chars().any(|c| script(c) == Script::Hiragana),
        found: Vec::with_capacity(text.len() / 5),
        gap: Gap::Apart,
    };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let kind = script(c);
        at = match kind {
            Script::Space => reader.leave(at + c.len_utf8(), Gap::Spaced),
            Script::Sign => reader.leave(at + c.len_utf8(), Gap::Apart),
            Script::Spaced => reader.spaced(at),
            _ => reader.run(at, kind),
        };
    }
    reader.found
}

/// The words so far.
struct Reader<'t> {
    text: &'t str,
    lists: Lists,
    /// Chinese characters are read as Japanese.
    japanese: bool,
    found: Vec<Word<'t>>,
    gap: Gap,
}

impl<'t> Reader<'t> {
    /// Goes on at `next`, past what stands between words.
    fn leave(&mut self, next: usize, gap: Gap) -> usize {
        self.gap = self.gap.max(gap);
        next
    }

    fn push(&mut self, start: usize, end: usize, role: Role) {
        if start < end {
            self.found.push(Word { text: &self.text[start..end], start, role, gap: self.gap });
            self.gap = Gap::Touching;
        }
    }

    /// Words of a script with spaces; where the next one starts.
    fn spaced(&mut self, start: usize) -> usize {
        let end = start + spaced::length(&self.text[start..]);
        let word = &self.text[start..end];
        let head = self.lists.prefix(word);
        if head > 0 {
            self.push(start, start + head, self.lists.role_of_prefix(&word[..head]));
        }
        self.push(start + head, end, self.lists.role(&word[head..]));
        end
    }

    /// Words of a run of one script without spaces; where the next one starts.
    fn run(&mut self, start: usize, kind: Script) -> usize {
        let rest = &self.text[start..];
        let end = start + rest.find(|c| script(c) != kind).unwrap_or(rest.len());
        let run = &self.text[start..end];
        let behind = &self.text[end..];
        match kind {
            Script::Hangul => self.korean(start, end),
            Script::Katakana => self.push(start, end, japanese::role_of_katakana(run)),
            Script::Han if self.japanese => self.push(start, end, japanese::role_of_kanji(run, behind)),
            _ => match Dictionary::of(kind) {
                Some(dictionary) => {
                    for (range, role) in dictionary.split(run) {
                        let role = self.lists.listed(&run[range.clone()]).unwrap_or(role);
                        self.push(start + range.start, start + range.end, role);
                    }
                }
                None => self.push(start, end, Role::Function),
            },
        }
        end
    }

    fn korean(&mut self, start: usize, end: usize) {
        let run = &self.text[start..end];
        if self.gap == Gap::Touching && korean::is_particle(run) {
            self.push(start, end, Role::Function);
        } else {
            let (noun, role) = korean::noun(run);
            self.push(start, start + noun, role);
            self.push(start + noun, end, Role::Function);
        }
    }
}

#[cfg(test)]
mod tests;
