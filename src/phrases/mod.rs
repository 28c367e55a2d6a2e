//! Phrases that recur in titles, headings and text, where an archive has nothing else to say what it is about.
//!
//! 1. Lines that three articles have are left out: footers, menus, headings of a form.
//! 2. Text is cut into segments at punctuation, function words, numbers and code
//!    (RAKE: Rose, Engel, Cramer, Cowley, Automatic keyword extraction from individual documents, 2010).
//! 3. Stretches of one to five words that recur are counted, inflections together.
//! 4. A stretch is a phrase if its words belong together, if it stands alone and not mostly within one longer stretch; a word, if
//!    it is a name or gathers in few articles. The measures and their bounds stand in `score.rs`.
//! 5. An article keeps the phrases that tell it best from the others.

mod candidates;
mod clean;
mod corpus;
mod score;
mod select;
mod text;

pub use corpus::{PhraseMode, add, read};
pub use text::ArticleText;

use crate::parse::ArticleId;
use candidates::Stretches;
use score::Judge;

/// How phrases are found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhraseOptions {
    /// The fewest articles that a phrase stands in; default none: 2, and 3 of 200 articles and more.
    pub least_articles: Option<u32>,
    /// The greatest share of all articles that a phrase stands in, where there are ten and more; default 0.3.
    pub most_share: f64,
    /// The most phrases of an article; default 12.
    pub per_article: usize,
    /// The most phrases of all; default 5,000.
    pub in_all: usize,
}

impl Default for PhraseOptions {
    fn default() -> Self {
        Self { least_articles: None, most_share: 0.3, per_article: 12, in_all: 5000 }
    }
}

/// A phrase in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseMention {
    /// The article.
    pub article: ArticleId,
    /// The line of its first use there, counted from 1; 1 for the title.
    pub line: u32,
    /// The phrase as it is written most often in all articles.
    pub phrase: String,
}

/// The phrases that recur in the texts, in the order of the texts, then of their lines. The method stands at
/// [the head of this room](self). O(length of the texts); texts in any order give the same phrases.
///
/// ```
/// use portent::parse::{ArticleId, Prose};
/// use portent::phrases::{ArticleText, PhraseOptions, phrases};
///
/// let prose = |text: &str| Prose { headings: Vec::new(), paragraphs: vec![(3, text.to_owned())] };
/// let texts = ["The tide mill of Brae is loud.", "A tide mill was built.", "Bread is older."].map(prose);
/// let texts: Vec<ArticleText> = ["One", "Two", "Three"]
///     .iter()
///     .zip(&texts)
///     .enumerate()
///     .map(|(row, (title, prose))| ArticleText { article: ArticleId::from(row), title, prose })
///     .collect();
/// let found = phrases(&texts, &PhraseOptions::default());
/// assert!(found.iter().all(|mention| mention.phrase == "tide mill" && mention.line == 3));
/// assert_eq!(found.len(), 2);
/// ```
#[must_use]
pub fn phrases(texts: &[ArticleText<'_>], options: &PhraseOptions) -> Vec<PhraseMention> {
    let count = u32::try_from(texts.len()).unwrap_or(u32::MAX);
    let least = options.least_articles.unwrap_or(if count < 200 { 2 } else { 3 }).max(1);
    let read = text::segments(texts);
    let stretches = Stretches::of(&read, least);
    let share = f64::from(count) * options.most_share;
    // The share is finite and not negative, so nothing is cut but its fraction.
    let most = if count < 10 { count } else { (share as u32).max(least) };
    let judge = Judge { read: &read, stretches: &stretches, articles: f64::from(count), most };
    select::mentions(texts, &judge, options, least)
}

#[cfg(test)]
mod tests;
