//! What a word does in a text.

/// What a word does in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// It may name a subject.
    Subject,
    /// It names a subject with other words, and none alone: `cost`, `method`.
    General,
    /// It says little even with other words: general adjectives, units of time, verbs of Chinese.
    Generic,
    /// It joins the words of a phrase: `of` in `proof of work`.
    Link,
    /// It opens a noun phrase: `the`, `une`.
    Determiner,
    /// It parts phrases: other function words, adverbs, verbs.
    Function,
    /// A number, a date, a version, an identifier of a program, an address.
    Code,
}
