//! What a free text asks for: its words with what they weigh, other ways of saying them, and what it leaves out.

use std::collections::BTreeSet;

use super::library::Library;
use super::negation::parted;
use super::space::Vector;
use super::spelling::{corrected, joined, split};
use crate::language::{Language, Role, Word, words};
use crate::property_graph::NodeColumn;
use crate::remark::Remark;
use crate::resolve::embedding::kernel::{DIMENSIONS, add, dot, normalize};
use crate::resolve::language::acronym;
use crate::resolve::language::foreign_stem::foreign_stem;
use crate::resolve::language::glosses::{Glosses, is_grammar};
use crate::resolve::language::sought::{SoughtId, each_word};
use portent_graph::index::{NodeRow, TiVec};
use portent_graph::index_type;

/// Weight of a word that says little even with others: `new`, `many`, `method`.
const GENERIC: f32 = 0.4;
/// The rarest word weighs no more: what one row says is no surer than what ten say.
const MOST_WEIGHT: f32 = 8.5;
/// The commonest word weighs this share of the rarest at least.
const LEAST_WEIGHT: f32 = 1.0 / 6.0;
/// What a word counts, beside the rarest, that no row says, where portent knows what it means.
const ELSEWHERE: f32 = 0.8;
/// The same of a word of which nothing is known: no row can say it, so all are a little less near.
const UNKNOWN: f32 = 0.4;
/// Words that are looked for, the heaviest of a longer text.
const MOST_WORDS: usize = 60;
/// Other names that are looked for, those of the best-known things first.
const MOST_NAMES: usize = 200;
/// Words up to which all must agree little, and from which they must agree much, to count.
const PHRASE: f32 = 5.0;
const STORY: f32 = 12.0;
/// What a word that agrees with none counts in a phrase, and in a story.
const LONE: [f32; 2] = [0.6, 0.1];
/// Texts of so many words have a theme and words beside it.
const THEMED: usize = 8;
/// So many rounds settle which words agree.
const ROUNDS: usize = 3;
/// The heaviest words that a row may be expected to say.
const SENTENCE: usize = 5;
/// A word in a language that the archive hardly has is one of it only if so long: `main` is English by chance.
const COGNATE: usize = 5;

index_type! {
    /// A word that is asked for.
    pub(super) struct AskedId;
}

/// A word that is asked for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// As a reader sees it.
    pub(super) label: String,
    /// Its number, where a row says it.
    pub(super) word: Option<SoughtId>,
    /// What it counts, by rarity and by how it agrees with the others.
    pub(super) weight: f32,
    /// What it means.
    pub(super) vector: Vector,
}

/// Another way of saying words that are asked for: all of `words`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Otherwise {
    pub(super) words: Vec<SoughtId>,
    pub(super) covers: Vec<AskedId>,
}

/// What a free text asks for.
#[derive(Debug)]
pub(in crate::query) struct Question {
    pub(super) asked: TiVec<AskedId, Asked>,
    pub(super) otherwise: Vec<Otherwise>,
    /// The words of each phrase that is left out.
    pub(super) left_out: Vec<Vec<SoughtId>>,
    /// What the text is about.
    pub(super) theme: Vector,
    /// What its heaviest words weigh, those of a sentence.
    pub(super) whole: f32,
    /// The text is in a language that the archive hardly has: only words count, and what they mean not.
    pub(super) is_foreign: bool,
    /// What was taken for something else, left out or not understood.
    pub(in crate::query) remarks: Vec<Remark>,
}

impl Question {
    /// Reads a text as the words of a library say it.
    ///
    /// Each word but those of grammar is asked for, once; a text of grammar alone as it is. Acronyms, compounds in one
    /// word or two, and other names of what the text names are further ways of saying it. Words that no row says are
    /// corrected, or looked for by what they mean. O(words of the archive).
    pub(in crate::query) fn new(library: &Library<'_>, text: &str) -> Self {
        let language = language_of(text, library.vocabulary.languages());
        let parted = parted(text, language);
        let mut draft = Draft::new(library, language);
        draft.read(&parted.asked);
        draft.tell_unknown();
        let mut question = draft.question();
        for phrase in parted.left_out {
            let mut words = Vec::new();
            each_word(&phrase, |word| words.extend(library.vocabulary.find(word)));
            question.left_out.push(words);
            question
                .remarks
                .push(format!("rows about {phrase:?} are put last, as the text leaves it out").into());
        }
        question
    }
}

/// A question in the making.
struct Draft<'l, 'a> {
    library: &'l Library<'a>,
    language: Language,
    is_foreign: bool,
    /// The words of the text in order, those of grammar as none, to find names in.
    words: Vec<(AskedId, Option<SoughtId>)>,
    asked: TiVec<AskedId, Asked>,
    otherwise: Vec<Otherwise>,
    unknown: Vec<String>,
    translated: Vec<String>,
    remarks: Vec<Remark>,
}

impl<'l, 'a> Draft<'l, 'a> {
    fn new(library: &'l Library<'a>, language: Language) -> Self {
        let is_spoken = language == Language::Other || library.vocabulary.languages().contains(&language);
        Self {
            library,
            language,
            is_foreign: !is_spoken,
            words: Vec::new(),
            asked: TiVec::new(),
            otherwise: Vec::new(),
            unknown: Vec::new(),
            translated: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn read(&mut self, text: &str) {
        let mut all: Vec<&str> = Vec::new();
        each_word(text, |word| all.push(word));
        let is_grammar = |word: &&str| {
            self.library.vocabulary.is_grammar(word) || self.language.is_grammar(&word.to_lowercase())
        };
        let telling: Vec<&str> = all.iter().copied().filter(|word| !is_grammar(word)).collect();
        let all = if telling.is_empty() { all } else { telling };
        let roles = Roles::of(text, self.language);
        let mut at = 0;
        while at < all.len() {
            let pair =
                all.get(at..at + 2).and_then(|pair| joined(&self.library.vocabulary, [pair[0], pair[1]]));
            match pair.filter(|_| text.contains(&format!("{} {}", all[at], all[at + 1]))) {
                Some(word) => {
                    self.add_joined(word, [all[at], all[at + 1]]);
                    at += 2;
                }
                None => {
                    self.add_word(all[at], roles.weight(all[at]));
                    at += 1;
                }
            }
        }
        self.spell_out_acronyms();
        self.part_compounds();
        self.add_other_names();
    }

    /// Asks for two words that the archive writes in one.
    fn add_joined(&mut self, word: SoughtId, parts: [&str; 2]) {
        let id = self.ask(parts.concat(), word, 1.0);
        let words: Vec<SoughtId> =
            parts.iter().filter_map(|part| self.library.vocabulary.find(part)).collect();
        if words.len() == parts.len() {
            self.otherwise.push(Otherwise { words, covers: vec![id] });
        }
    }

    fn add_word(&mut self, word: &str, role: f32) {
        let vocabulary = &self.library.vocabulary;
        if self.is_foreign {
            return self.add_foreign(word);
        }
        if let Some(id) = vocabulary.find(word) {
            self.ask(word.to_owned(), id, role);
        } else if role < 1.0 || self.add_parted(word) {
            // What says little and no row says, says nothing.
        } else if let Some(vector) = self.library.space.elsewhere(word) {
            let weight = ELSEWHERE * self.library.most_rare().min(MOST_WEIGHT);
            self.asked.push(Asked { label: word.to_owned(), word: None, weight, vector });
            self.unknown.push(word.to_owned());
        } else if let Some(meant) = corrected(vocabulary, &self.library.counts, word) {
            self.remarks.push(format!("{word:?} is taken as {meant:?}").into());
            self.add_word(meant, role);
        } else {
            self.unknown.push(word.to_owned());
        }
    }

    /// Asks for a word that the archive writes in two, if it does.
    fn add_parted(&mut self, word: &str) -> bool {
        let library = self.library;
        let Some(Some(words)) = split(&library.vocabulary, &library.said, &[word]).pop() else {
            return false;
        };
        let weight = words.iter().map(|&word| library.rarity[word].min(MOST_WEIGHT)).fold(0.0, f32::max);
        let vector = library.space.sum(words.iter().map(|&word| (word, 1.0)));
        let id = self.asked.push_and_get_key(Asked { label: word.to_owned(), word: None, weight, vector });
        self.otherwise.push(Otherwise { words: words.to_vec(), covers: vec![id] });
        true
    }

    /// A word of a language that the archive hardly has: what it means in English, or the same word.
    fn add_foreign(&mut self, word: &str) {
        let small = word.to_lowercase();
        let glosses = Glosses::of(self.language);
        let gloss = glosses.word(&small).filter(|gloss| !is_grammar(*gloss)).map(|gloss| gloss.english);
        let english = gloss.or_else(|| glosses.stem(&foreign_stem(&small, self.language)));
        let vocabulary = &self.library.vocabulary;
        let translated = english.and_then(|english| Some((english, vocabulary.find(english)?)));
        let own = || vocabulary.find(word).filter(|_| word.chars().count() >= COGNATE);
        match (translated, own()) {
            (Some((english, id)), _) => {
                self.translated.push(format!("{word:?} as {english:?}"));
                self.ask(english.to_owned(), id, 1.0);
            }
            (None, Some(id)) => {
                self.ask(word.to_owned(), id, 1.0);
            }
            (None, None) => self.unknown.push(word.to_owned()),
        }
    }

    /// Asks for a word that rows say; the number that it has among those asked for.
    fn ask(&mut self, label: String, word: SoughtId, role: f32) -> AskedId {
        let known =
            self.asked.iter_enumerated().find(|(_, asked)| asked.word == Some(word)).map(|(id, _)| id);
        let id = known.unwrap_or_else(|| {
            let most = self.library.most_rare().min(MOST_WEIGHT);
            let weight = role * self.library.rarity[word].clamp(LEAST_WEIGHT * most, most);
            let mut vector = [0.0; DIMENSIONS];
            vector.copy_from_slice(self.library.space.word(word));
            self.asked.push_and_get_key(Asked { label, word: Some(word), weight, vector })
        });
        self.words.push((id, Some(word)));
        id
    }

    fn spell_out_acronyms(&mut self) {
        let vocabulary = &self.library.vocabulary;
        for (id, asked) in self.asked.iter_enumerated() {
            for expansion in acronym::written_out(&asked.label) {
                let mut words = Vec::new();
                each_word(expansion, |word| words.extend(vocabulary.find(word)));
                if !words.is_empty() {
                    self.otherwise.push(Otherwise { words, covers: vec![id] });
                }
            }
        }
    }

    /// Words that the archive also writes in two mean what both do.
    fn part_compounds(&mut self) {
        let known: Vec<AskedId> = self
            .asked
            .iter_enumerated()
            .filter(|(_, asked)| asked.word.is_some())
            .map(|(id, _)| id)
            .collect();
        let labels: Vec<&str> = known.iter().map(|&id| self.asked[id].label.as_str()).collect();
        let found = split(&self.library.vocabulary, &self.library.said, &labels);
        for (id, words) in known.into_iter().zip(found) {
            let Some(words) = words else { continue };
            let vector = &mut self.asked[id].vector;
            words.iter().for_each(|&word| add(vector, 1.0, self.library.space.word(word)));
            normalize(vector);
            self.otherwise.push(Otherwise { words: words.to_vec(), covers: vec![id] });
        }
    }

    /// For each stretch of the text that is a name of entities, their other names.
    fn add_other_names(&mut self) {
        let graph = self.library.graph;
        let mentions = graph.nodes.column::<i64>(NodeColumn::Mentions);
        let mut named: Vec<(NodeRow, std::ops::Range<usize>)> = Vec::new();
        for (&row, names) in &self.library.names {
            named.extend(names.iter().filter_map(|name| Some((row, self.stretch(name)?))));
        }
        named.sort_by_key(|(row, stretch)| {
            (std::cmp::Reverse((stretch.len(), mentions.get(*row))), *row, stretch.start)
        });
        let mut found: BTreeSet<Otherwise> = BTreeSet::new();
        for (row, stretch) in named {
            let covers: Vec<AskedId> = self.words[stretch].iter().map(|(id, _)| *id).collect();
            for words in self.library.names[&row].iter().filter(|words| !words.is_empty()) {
                if found.len() < MOST_NAMES {
                    found.insert(Otherwise { words: words.clone(), covers: covers.clone() });
                }
            }
        }
        self.otherwise.extend(found);
    }

    /// Where the text says a name in full.
    fn stretch(&self, name: &[SoughtId]) -> Option<std::ops::Range<usize>> {
        let is_here = |words: &[(AskedId, Option<SoughtId>)]| {
            words.iter().zip(name).all(|((_, own), word)| *own == Some(*word))
        };
        let at = (!name.is_empty()).then(|| self.words.windows(name.len()).position(is_here)).flatten()?;
        Some(at..at + name.len())
    }

    /// Says what was not found, and how a text in another language was taken.
    fn tell_unknown(&mut self) {
        if self.is_foreign {
            let share = self.asked.len() as f32 / (self.asked.len() + self.unknown.len()).max(1) as f32;
            let taken = if self.translated.is_empty() {
                String::new()
            } else {
                format!("; taken are {}", self.translated.join(", "))
            };
            let hardly = format!("the text is in {:?}, which this archive hardly has{taken}", self.language);
            self.remarks.push(hardly.into());
            if share < 0.5 {
                self.asked.clear();
                self.otherwise.clear();
            }
        }
        if self.unknown.is_empty() {
            return;
        }
        let words: Vec<String> = self.unknown.iter().map(|word| format!("{word:?}")).collect();
        self.remarks.push(format!("no row says {}", words.join(", ")).into());
    }

    /// Lets go of all words but the heaviest.
    fn keep_heaviest(&mut self) {
        let mut order: Vec<AskedId> = self.asked.keys().collect();
        order.sort_by(|&a, &b| self.asked[b].weight.total_cmp(&self.asked[a].weight).then(a.cmp(&b)));
        order.truncate(MOST_WORDS);
        order.sort_unstable();
        let kept = |id: &AskedId| order.binary_search(id).ok().map(AskedId::from);
        for other in &mut self.otherwise {
            other.covers = other.covers.iter().filter_map(kept).collect();
        }
        self.otherwise.retain(|other| !other.covers.is_empty());
        self.asked = order.iter().map(|&id| self.asked[id].clone()).collect();
    }

    fn question(mut self) -> Question {
        self.keep_heaviest();
        let is_asked = |word: &&String| self.asked.iter().any(|asked| asked.label == **word);
        let unknown = self.unknown.iter().filter(|word| !is_asked(word)).count();
        let theme = agree(&mut self.asked);
        let mut weights: Vec<f32> = self.asked.iter().map(|asked| asked.weight).collect();
        weights.extend(std::iter::repeat_n(UNKNOWN * self.library.most_rare().min(MOST_WEIGHT), unknown));
        weights.sort_by(|a, b| b.total_cmp(a));
        let whole = weights.iter().take(SENTENCE).sum::<f32>().max(f32::MIN_POSITIVE);
        Question {
            asked: self.asked,
            otherwise: self.otherwise,
            left_out: Vec::new(),
            theme,
            whole,
            is_foreign: self.is_foreign,
            remarks: self.remarks,
        }
    }
}

/// Weighs words by how they agree with the rest of the text, and returns what they mean together.
///
/// A word that means something else than all others stands beside the theme; the longer the text, the less it counts.
fn agree(asked: &mut TiVec<AskedId, Asked>) -> Vector {
    let count = asked.len();
    let share = ((count as f32 - PHRASE) / (STORY - PHRASE)).clamp(0.0, 1.0);
    let lone = LONE[0] + share * (LONE[1] - LONE[0]);
    let mut agreement: TiVec<AskedId, f32> = vec![1.0; count].into();
    if count > 2 {
        for _ in 0..ROUNDS {
            let theme = sum(asked, &agreement);
            let near = |(id, own): (AskedId, &Asked)| {
                let mut rest = theme;
                add(&mut rest, -own.weight * agreement[id], &own.vector);
                normalize(&mut rest);
                dot(&own.vector, &rest).max(0.0)
            };
            let near: Vec<f32> = asked.iter_enumerated().map(near).collect();
            let mut best = near.clone();
            best.sort_by(|a, b| b.total_cmp(a));
            let best = &best[..(count / 4).max(2)];
            let most = (best.iter().sum::<f32>() / best.len() as f32).max(f32::MIN_POSITIVE);
            agreement = near.iter().map(|near| lone + (1.0 - lone) * (near / most).min(1.0)).collect();
        }
    }
    for (own, agreement) in asked.iter_mut().zip(&agreement) {
        own.weight *= if count >= THEMED { agreement * agreement } else { *agreement };
    }
    let mut theme = sum(asked, &vec![1.0; count].into());
    normalize(&mut theme);
    theme
}

fn sum(asked: &TiVec<AskedId, Asked>, factors: &TiVec<AskedId, f32>) -> Vector {
    let mut sum = [0.0; DIMENSIONS];
    asked.iter().zip(factors).for_each(|(own, factor)| add(&mut sum, own.weight * factor, &own.vector));
    sum
}

/// The language of a text, as far as it is sure: a single word of grammar of a language that the archive does not speak may
/// be any word of one that it speaks (`deep sea mining`, `will teachers be replaced`).
fn language_of(text: &str, spoken: &[Language]) -> Language {
    let language = Language::of(text);
    if spoken.contains(&language) || Language::of_script(text).is_some() {
        return language;
    }
    let (mut own, mut english) = (0, 0);
    each_word(text, |word| {
        let small = word.to_lowercase();
        own += usize::from(language.is_grammar(&small));
        english += usize::from(Language::English.is_grammar(&small));
    });
    if own > 1 && own > english { language } else { Language::Other }
}

/// What the words of a text do in it.
struct Roles<'t>(Vec<Word<'t>>);

impl<'t> Roles<'t> {
    fn of(text: &'t str, language: Language) -> Self {
        Self(words(text, language))
    }

    /// What a word counts by itself.
    fn weight(&self, word: &str) -> f32 {
        let role = self.0.iter().find(|known| known.text == word).map(|known| known.role);
        if matches!(role, Some(Role::Generic | Role::General)) { GENERIC } else { 1.0 }
    }
}
