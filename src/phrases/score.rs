//! Which stretches are phrases: the names of subjects.

use super::candidates::{Stretch, StretchId, Stretches};
use super::text::{Line, Segments, Token, WordCounts};
use crate::language::{Language, Role};

/// Normalized pointwise mutual information of the parts of a phrase, at least (Bouma, Normalized (pointwise) mutual information in
/// collocation extraction, 2009): 0 is chance, 1 never one without the other.
const COHESION: f64 = 0.25;

/// The same for phrases with a generic word at an end (`real time`), and for those with a link (`proof of work`).
const COHESION_OF_GENERIC: f64 = 0.45;

/// A phrase stands without other words beside it in this share of its uses.
const ALONE: f64 = 0.3;

/// A phrase is a part of a longer one that has this share of its uses (C-value: Frantzi, Ananiadou, Mima, Automatic recognition
/// of multi-word terms, 2000, discounts uses within longer terms).
const NESTED: f64 = 0.7;

/// A stretch is torn out of a longer word where one letter touches it so much more often than none does, as a share of its uses:
/// Chinese and Thai words are not told apart by spaces.
const TORN: f64 = 0.5;

/// Residual inverse document frequency of a word that is no name, at least, in bits: how much more its uses gather in few
/// articles than by chance (Church and Gale, Inverse document frequency: a measure of deviations from Poisson, 1995).
const GATHERED: f64 = 0.7;

/// A word that is no name stands in this share of the articles at most.
const COMMON: f64 = 0.1;

/// How good each phrase is, in 0..=2; `None` for stretches that are none.
pub(super) struct Judge<'a> {
    pub(super) read: &'a Segments<'a>,
    pub(super) stretches: &'a Stretches,
    /// How many articles there are.
    pub(super) articles: f64,
    /// The most articles that a phrase may stand in.
    pub(super) most: u32,
}

impl Judge<'_> {
    /// How good a phrase the stretch is; `None` where it is none.
    pub(super) fn score(&self, id: StretchId) -> Option<f64> {
        let stretch = &self.stretches.all[id];
        let uses = f64::from(stretch.uses);
        let recurs =
            stretch.articles <= self.most && f64::from(stretch.alone) >= ALONE * uses && stretch.alone >= 2;
        let nested = f64::from(stretch.wider) >= NESTED * uses;
        let torn = stretch.sides.iter().any(|side| f64::from(side.touching()) >= TORN * uses);
        if !recurs || nested || torn {
            return None;
        }
        if stretch.words == 1 { self.word(stretch) } else { self.phrase(stretch) }
    }

    fn tokens(&self, stretch: &Stretch) -> &[Token] {
        let first = usize::from(stretch.example);
        &self.read.tokens.raw[first..first + stretch.words.try_into().unwrap_or(0)]
    }

    fn counts(&self, token: &Token) -> WordCounts {
        self.read.words[token.word]
    }

    /// A single word: a name, or a word that gathers in few articles and stands in headings.
    fn word(&self, stretch: &Stretch) -> Option<f64> {
        let token = &self.tokens(stretch)[0];
        let counts = self.counts(token);
        let written = self.written(stretch);
        let dense = !written.is_ascii();
        let letters = written.chars().count();
        if token.role != Role::Subject
            || counts.is_verb()
            || counts.is_no_noun()
            || letters < if dense { 2 } else { 3 } && !is_acronym(written)
        {
            return None;
        }
        let gathered = self.gathered(stretch);
        let named = counts.is_name() || is_acronym(written);
        let least = if named { 0.0 } else { GATHERED };
        let told =
            named || stretch.headings >= 2 && f64::from(stretch.articles) <= COMMON * self.articles.max(20.0);
        (told && gathered >= least).then_some((0.3 + gathered).min(1.0))
    }

    /// Residual inverse document frequency.
    fn gathered(&self, stretch: &Stretch) -> f64 {
        let (uses, articles) = (f64::from(stretch.uses), f64::from(stretch.articles));
        let expected = 1.0 - libm::exp(-uses / self.articles);
        libm::log2(expected * self.articles / articles)
    }

    /// Several words that belong together.
    fn phrase(&self, stretch: &Stretch) -> Option<f64> {
        let tokens = self.tokens(stretch);
        let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
        let is_edge = |token: &Token| token.role != Role::Link;
        let nouns = tokens.iter().filter(|token| matches!(token.role, Role::Subject | Role::General)).count();
        let verb = tokens.iter().any(|token| token.role == Role::Subject && self.counts(token).is_verb());
        let last_counts = self.counts(last);
        let unlike_noun = last_counts.noun == 0 && (last_counts.is_no_noun() || self.ends_like_verb(stretch));
        if unlike_noun || self.begins_with_gerund(stretch) || self.ends_generic(stretch, last) {
            return None;
        }
        if nouns == 0 || verb || !is_edge(first) || !is_edge(last) || first.word == last.word {
            return None;
        }
        let weak = tokens.iter().any(|token| matches!(token.role, Role::Generic | Role::Link))
            || tokens.iter().all(|token| token.role == Role::General);
        let cohesion = self.cohesion(stretch);
        let least = if weak { COHESION_OF_GENERIC } else { COHESION };
        (cohesion >= least).then_some(1.0 + cohesion)
    }

    /// Whether its last word is an English participle.
    fn ends_like_verb(&self, stretch: &Stretch) -> bool {
        let last = self.written(stretch).rsplit(' ').next().unwrap_or_default();
        last.len() > 5
            && (last.ends_with("ed") || last.ends_with("ing"))
            && last.starts_with(char::is_lowercase)
    }

    /// Whether a generic word ends it in a language where that is an adjective or a verb.
    fn ends_generic(&self, stretch: &Stretch, last: &Token) -> bool {
        let language = self.line(stretch).language;
        last.role == Role::Generic
            && matches!(language, Language::English | Language::German | Language::Dutch)
    }

    /// Whether lines begin with it, and its first word is an English gerund: `Loading extensions`.
    fn begins_with_gerund(&self, stretch: &Stretch) -> bool {
        let first = self.written(stretch).split(' ').next().unwrap_or_default();
        stretch.initial == stretch.uses && first.len() > 5 && first.ends_with("ing")
    }

    /// Normalized pointwise mutual information of the weaker of two splits: before the last word, and behind the first.
    fn cohesion(&self, stretch: &Stretch) -> f64 {
        let share = |uses: u32| f64::from(uses) / self.stretches.tokens;
        let whole = share(stretch.uses);
        let tokens = self.tokens(stretch);
        let part = |id: StretchId| share(self.stretches.all[id].uses);
        let word = |token: &Token| share(self.counts(token).uses);
        let split = |a: f64, b: f64| libm::log(whole / (a * b)) / -libm::log(whole);
        split(part(stretch.head), word(&tokens[tokens.len() - 1]))
            .min(split(word(&tokens[0]), part(stretch.tail)))
    }

    /// The line of the place that is its example.
    fn line(&self, stretch: &Stretch) -> &Line<'_> {
        let segment = self.read.segments.partition_point(|segment| segment.end <= stretch.example);
        &self.read.lines[self.read.segments[segment].line]
    }

    /// The stretch as it is written in one place.
    pub(super) fn written(&self, stretch: &Stretch) -> &str {
        let tokens = self.tokens(stretch);
        slice(self.line(stretch).text, &tokens[0], &tokens[tokens.len() - 1])
    }
}

/// The text from the first to the last token.
pub(super) fn slice<'t>(text: &'t str, first: &Token, last: &Token) -> &'t str {
    let bytes = usize::try_from(first.start).unwrap_or(0)..usize::try_from(last.end).unwrap_or(0);
    text.get(bytes).unwrap_or_default()
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}
