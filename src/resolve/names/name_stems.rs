//! Tokens of a name -> stems with their slots, without stop words: compounds joined, expansions as their acronym.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::{Language, fold};
use crate::resolve::language::abbreviation::abbreviated;
use crate::resolve::language::acronym::{Acronyms, Definition, LONGEST_EXPANSION};
use crate::resolve::language::foreign_words::{ForeignWord, raw_words};
use crate::resolve::language::glosses::Glosses;
use crate::resolve::language::interner::Interner;
use crate::resolve::language::joints::{ABBREVIATION, Joints};
use crate::resolve::language::stem::{stem, without_accents};
use crate::resolve::language::tongues::Tongues;
use crate::resolve::language::words::{self, Slot};
use crate::resolve::names::profile::MAX_WORDS;

portent_graph::index_type! {
    /// Index of a text that one task has met.
    pub(super) struct MetId;
}

/// Tokens between which the words of an aside stand.
pub(super) const ASIDE: [&str; 2] = ["(", ")"];

/// One word on its way into the lexicon; texts are numbered by [`Met`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw {
    pub(super) stem: MetId,
    pub(super) form: MetId,
    pub(super) slot: Slot,
    pub(super) joints: Joints,
}

/// The words of a name, before compounds are closed.
#[derive(Debug, Clone)]
pub(crate) enum NameWords {
    /// All words of an English name, in the spelling in which they are compared.
    English(Vec<String>),
    /// A name in another language.
    Foreign {
        /// Which one.
        language: Language,
        /// Its words without those of grammar, whole.
        whole: Vec<String>,
        /// The same with compounds taken apart, stems and slots.
        words: Vec<ForeignWord>,
    },
}

impl NameWords {
    /// Reads a name in another language than English; `None` where it is English, or holds nothing but grammar.
    pub(super) fn foreign(name: &str, language: Language, tongues: &Tongues) -> Option<Self> {
        if language == Language::English {
            return None;
        }
        let words = tongues.words(name, language);
        (!words.is_empty()).then(|| Self::Foreign { language, whole: raw_words(name, language), words })
    }

    /// The words as they stand in statistics.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = &str> {
        let (Self::English(tokens) | Self::Foreign { whole: tokens, .. }) = self;
        tokens.iter().map(String::as_str)
    }

    /// The acronym that a name in another language defines, with the stems of its expansion.
    pub(super) fn definition(&self) -> Option<Definition> {
        let Self::Foreign { words, .. } = self else { return None };
        let at = words.iter().position(|word| word.joints & ABBREVIATION != 0)?;
        let (before, behind) = words.split_at(at);
        let acronym: String = (behind.iter().take_while(|word| word.joints & ABBREVIATION != 0))
            .map(|word| word.form.as_str())
            .collect();
        let forms: Vec<&str> = before.iter().map(|word| word.form.as_str()).collect();
        let length = abbreviated(&acronym, &forms).filter(|&length| length > 1)?;
        let stems: Vec<&str> = before[at - length..].iter().map(|word| word.stem.as_str()).collect();
        Some(Definition { acronym, expansion: stems.join(" "), rest: String::new() })
    }

    /// The initials of a name in another language, and its stems; none for names too short or long.
    pub(super) fn spelled_by_initials(&self) -> Option<(String, String)> {
        let Self::Foreign { words, .. } = self else { return None };
        let initials: String =
            words.iter().filter_map(|word| without_accents(&word.form).chars().next()).collect();
        let stems: Vec<&str> = words.iter().map(|word| word.stem.as_str()).collect();
        (2..=LONGEST_EXPANSION).contains(&words.len()).then(|| (initials, stems.join(" ")))
    }

    pub(super) fn language(&self) -> Language {
        match self {
            Self::English(_) => Language::English,
            Self::Foreign { language, .. } => *language,
        }
    }

    /// The only word, without plural, all other endings and a mark of a cause behind it kept (`event-driven`).
    pub(super) fn uninflected(&self) -> Option<String> {
        if let Self::Foreign { language, words, .. } = self {
            let [word] = words.as_slice() else { return None };
            return Some(fold(&word.form, *language));
        }
        let mut said = self.tokens().filter(|word| !words::is_stop(word));
        let word = fold(said.next()?, self.language());
        match (said.next(), said.next()) {
            (None, _) => Some(word),
            (Some(mark), None) if words::AGENT_MARKS.contains(&mark) => Some(word + " " + mark),
            _ => None,
        }
    }
}

/// Texts that one task has met, with the stem of each token.
#[derive(Default)]
pub(super) struct Met {
    pub(super) known: Interner<MetId>,
    stem_of: FxHashMap<MetId, MetId>,
}

impl Met {
    /// The token's number and that of its stem.
    fn read(&mut self, token: &str) -> (MetId, MetId) {
        let form = self.known.of(token);
        let known = &mut self.known;
        (form, *self.stem_of.entry(form).or_insert_with(|| known.of(&stem(token))))
    }

    fn foreign(&mut self, word: &ForeignWord) -> Raw {
        Raw {
            stem: self.known.of(&word.stem),
            form: self.known.of(&word.form),
            slot: word.slot,
            joints: word.joints,
        }
    }
}

/// Words -> stems with their slots, without stop words.
pub(super) fn stems_of(
    words: &NameWords,
    met: &mut Met,
    known: &FxHashSet<&str>,
    acronyms: &Acronyms,
) -> Vec<Raw> {
    match words {
        NameWords::English(tokens) => english_stems(tokens, met, known, acronyms),
        NameWords::Foreign { language, words, .. } => foreign_stems(words, *language, met, acronyms),
    }
}

/// The stems of a name in another language, expansions as their acronym; an acronym beside its expansion stands once.
fn foreign_stems(words: &[ForeignWord], language: Language, met: &mut Met, acronyms: &Acronyms) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let (mut raw, mut length) = (met.foreign(&words[at]), 1);
        let is_aside = |word: &ForeignWord| word.slot == Slot::Aside;
        let run =
            words[at..].chunk_by(|word, next| is_aside(word) == is_aside(next)).next().unwrap_or_default();
        let stems = run.iter().map(|word| word.stem.as_str());
        if let Some((acronym, expanded)) = acronyms.at_start(stems).filter(|found| found.1 > 1) {
            let text = met.known.of(&Glosses::of(language).stem_of(acronym, language));
            (raw.stem, raw.form, length) = (text, text, expanded);
        }
        let is_said =
            found.last().is_some_and(|last| last.stem == raw.stem && words[at].joints & ABBREVIATION == 0);
        if !is_said {
            found.push(raw);
        }
        at += length;
    }
    found
}

fn english_stems(tokens: &[String], met: &mut Met, known: &FxHashSet<&str>, acronyms: &Acronyms) -> Vec<Raw> {
    let tokens = &tokens[..tokens.len().min(4 * MAX_WORDS)];
    let joined = join_compounds(tokens, known);
    let numbers: Vec<(MetId, MetId)> = joined.iter().map(|token| met.read(token)).collect();
    let mut found: Vec<Raw> = Vec::with_capacity(joined.len());
    let (mut slot, mut outside) = (Slot::Head, Slot::Head);
    let mut at = 0;
    while at < joined.len() {
        if let Some(bracket) = ASIDE.iter().position(|bracket| *bracket == joined[at]) {
            (slot, outside) = if bracket == 0 { (Slot::Aside, slot) } else { (outside, Slot::Head) };
            at += 1;
            continue;
        }
        let stems = numbers[at..].iter().map(|&(_, stem)| met.known.texts[stem].as_str());
        if let Some((acronym, length)) = acronyms.at_start(stems) {
            let text = met.known.of(acronym);
            found.push(Raw { stem: text, form: text, slot, joints: 0 });
            at += length;
            continue;
        }
        let token = &*joined[at];
        if slot != Slot::Aside {
            slot = words::slot_of(token).unwrap_or(slot);
        }
        if at > 0 && words::AGENT_MARKS.contains(&token) {
            if let Some(last) = found.last_mut() {
                last.slot = Slot::By;
            }
        } else if !words::is_stop(token) || joined.len() == 1 || is_of_a_code(&joined[at..]) {
            let (form, stem) = numbers[at];
            found.push(Raw { stem, form, slot, joints: 0 });
        }
        at += 1;
    }
    if found.is_empty() {
        return numbers
            .into_iter()
            .map(|(form, stem)| Raw { stem, form, slot: Slot::Head, joints: 0 })
            .collect();
    }
    found
}

/// Whether the first token is a letter of a code, and no word that possession left over: S4.
fn is_of_a_code(tokens: &[Cow<'_, str>]) -> bool {
    matches!(tokens, [letter, number, ..] if letter == "s" && number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Joins two words that some name writes as one (`health care` where `healthcare` occurs).
fn join_compounds<'t>(tokens: &'t [String], known: &FxHashSet<&str>) -> Vec<Cow<'t, str>> {
    let mut joined: Vec<Cow<'t, str>> = Vec::with_capacity(tokens.len());
    let mut closed = String::new();
    for token in tokens {
        let open = |word: &str| word.len() >= 3 && !words::is_stop(word);
        // e-bikes, x-rays
        let opens = |word: &str| open(word) || word.len() == 1 && "etx".contains(word);
        if let Some(last) = joined.last_mut().filter(|last| opens(last) && open(token)) {
            closed.clear();
            closed.push_str(last);
            closed.push_str(token);
            if known.contains(closed.as_str()) {
                *last = closed.clone().into();
                continue;
            }
        }
        joined.push(token.into());
    }
    joined
}
