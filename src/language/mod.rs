//! Words of any language: where they begin and end, which of them are no subjects, and which language a text is in.
//!
//! | script | words |
//! |---|---|
//! | with spaces | at spaces and punctuation; French and Italian articles, Korean particles and Arabic conjunctions stand apart |
//! | Chinese | the most probable words of a dictionary of 33,000; what it does not know is one word |
//! | Japanese | runs of one script: what hiragana says is grammar |
//! | Thai | as Chinese, with 9,000 words |
//!
//! ```
//! use portent::language::{Language, Role, words};
//!
//! let text = "但是我认为人工智能改变了数据中心。";
//! assert_eq!(Language::of(text), Language::Chinese);
//! let subjects = words(text, Language::Chinese).into_iter().filter(|word| word.role == Role::Subject);
//! assert_eq!(subjects.map(|word| word.text).collect::<Vec<_>>(), ["人工智能", "数据", "中心"]);
//! ```

mod arabic;
mod detect;
mod dictionary;
mod fold;
mod japanese;
mod join;
mod korean;
mod role;
mod script;
mod simplified;
mod spaced;
mod stop_words;
mod tag;
mod words;

pub use fold::fold;
pub use role::Role;
pub use script::is_without_spaces;
pub use simplified::simplified;
pub use tag::Language;
pub use words::{Gap, Word, words};
