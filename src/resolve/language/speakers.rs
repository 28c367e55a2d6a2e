//! Articles that do not tell their language, by those that do.

use rustc_hash::FxHashMap;

use crate::language::{Language, is_without_spaces};
use crate::parse::ArticleId;
use crate::resolve::language::compounds::writes_compounds;
use crate::resolve::language::normalize::pieces;
use crate::resolve::language::told::Told;
use portent_graph::hash;
use portent_graph::index::{TiSlice, TiVec};

/// Fewer than one article in so many: a language is read as English.
const RARE: usize = 100;
/// Letters of the shortest word that tells a language, and of each part of a compound that does.
const LETTERS: usize = 4;

/// Who says which word.
#[derive(Default)]
struct Speakers {
    /// How many articles surely or likely speak each language.
    articles: FxHashMap<Language, usize>,
    /// Hashed words, each with the weight of the articles of a language that say it.
    of_word: FxHashMap<u32, Vec<(Language, u32)>>,
}

/// The language of each article: what it surely tells, else the one in which articles speak that share its words. A language of few articles among many is read as
/// English too, so that one odd article changes nothing. `alone`: no other article is asked. Linear in the text.
pub(super) fn languages_of(
    samples: &TiSlice<ArticleId, String>,
    told: &[Told],
    alone: bool,
) -> TiVec<ArticleId, Language> {
    if alone {
        return told.iter().map(|told| told.alone()).collect();
    }
    let mut speakers = Speakers::default();
    for language in told.iter().filter_map(|told| told.speaks()) {
        *speakers.articles.entry(language).or_default() += 1;
    }
    let counts = speakers.articles.clone();
    let is_rare = |language: Language| RARE * counts.get(&language).copied().unwrap_or(0) < told.len();
    let foreign = |told: &Told| told.speaks().is_some_and(|own| own != Language::English && !is_rare(own));
    if !told.iter().any(foreign) {
        return vec![Language::English; told.len()].into();
    }
    for (sample, told) in samples.iter().zip(told) {
        speakers.hear(sample, *told);
    }
    let choose = |(sample, told): (&String, &Told)| match *told {
        Told::Surely(language) => language,
        Told::Likely(_) => speakers.choose(sample, None),
        Told::Perhaps(guess) => speakers.choose(sample, Some(guess)),
    };
    let kept = |language: Language| if is_rare(language) { Language::English } else { language };
    samples.iter().zip(told).map(choose).map(kept).collect()
}

impl Speakers {
    /// Counts the words of an article for its language; those of one that surely speaks it count threefold.
    fn hear(&mut self, sample: &str, told: Told) {
        let (language, weight) = match told {
            Told::Surely(language) => (language, 3),
            Told::Likely(language) => (language, 1),
            Told::Perhaps(_) => return,
        };
        for word in hashed_words(sample) {
            let languages = self.of_word.entry(word).or_default();
            match languages.iter_mut().find(|known| known.0 == language) {
                Some(known) => known.1 += weight,
                None => languages.push((language, weight)),
            }
        }
    }

    /// The language of an article that is not sure of it: each of its words has a vote, split by who says it, and as much
    /// counts how many articles speak a language; the letters of an article that tells none count a quarter. The first of
    /// equals, so that articles of the same words never swap theirs.
    fn choose(&self, sample: &str, guess: Option<Language>) -> Language {
        let words = hashed_words(sample);
        let (count, all) = (words.len().max(1) as f64, self.articles.values().sum::<usize>().max(1) as f64);
        let mut votes: Vec<(Language, f64)> =
            self.articles.iter().map(|(&language, &own)| (language, count * own as f64 / all)).collect();
        votes.sort_unstable_by_key(|vote| vote.0);
        let mut vote = |language: Language, weight: f64| {
            votes.iter_mut().filter(|known| known.0 == language).for_each(|known| known.1 += weight);
        };
        for languages in words.iter().filter_map(|word| self.of_word.get(word)) {
            let weight: u32 = languages.iter().map(|known| known.1).sum();
            languages.iter().for_each(|known| vote(known.0, f64::from(known.1) / f64::from(weight + 1)));
        }
        guess.into_iter().for_each(|guess| vote(guess, count / 4.0));
        if guess.is_some() {
            self.of_compound(sample).into_iter().for_each(|language| vote(language, count));
        }
        let first = |a: &&(Language, f64), b: &&(Language, f64)| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0));
        votes.iter().max_by(first).map_or(Language::English, |vote| vote.0)
    }

    /// A language that writes compounds as one word, where one of them ends with a word that is said in it.
    fn of_compound(&self, sample: &str) -> Option<Language> {
        let words = pieces(sample);
        let ends = words.iter().flat_map(|word| {
            let starts = word.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
            let last = starts.len().saturating_sub(LETTERS - 1).min(LONGEST);
            (LETTERS..last).map(move |at| &word[starts[at]..]).collect::<Vec<_>>()
        });
        let said = ends.filter_map(|end| self.of_word.get(&hash::narrow(end))).flatten();
        said.map(|known| known.0).find(|language| writes_compounds(*language))
    }
}

/// Letters of the longest word whose ends are looked up.
const LONGEST: usize = 48;

/// Words of a sample, hashed: those of four letters and more, and pairs of letters of scripts without spaces.
fn hashed_words(sample: &str) -> Vec<u32> {
    let mut hashes = Vec::new();
    for word in pieces(sample) {
        let letters: Vec<char> = word.chars().collect();
        if letters.iter().any(|&c| is_without_spaces(c)) {
            hashes.extend(letters.windows(2).map(|pair| hash::narrow(&pair.iter().collect::<String>())));
        } else if letters.len() >= LETTERS {
            hashes.push(hash::narrow(&word));
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
