//! Names in other languages than English -> words with stems and slots.
//!
//! What [`Glosses`] knows is read as its English word: a preposition opens a slot, a postposition or particle closes one for
//! the words before it.

use std::borrow::Cow;

use crate::language::{Gap, Language, Role, Word, is_without_spaces, words};
use crate::resolve::language::abbreviation::{abbreviated, abbreviates, as_acronym};
use crate::resolve::language::chinese::usual;
use crate::resolve::language::compounds::Vocabulary;
use crate::resolve::language::foreign_stem::{foreign_stem, has_other_letters, is_romance};
use crate::resolve::language::glosses::{Gloss, Glosses, is_grammar};
use crate::resolve::language::joints::{self, Joints};
use crate::resolve::language::normalize::{pieces, spell};
use crate::resolve::language::stem::stem;
use crate::resolve::language::words::{Slot, is_stop, slot_of};

/// A word that carries meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ForeignWord {
    /// The word in normal form.
    pub(crate) form: String,
    /// Its stem; that of the English word that it stands for.
    pub(crate) stem: String,
    /// Behind which preposition, or before which postposition, it stands.
    pub(crate) slot: Slot,
    /// What stands right before it.
    pub(crate) joints: Joints,
}

/// The words of a text in a language, without those of grammar. Linear in its length.
pub(crate) fn foreign_words(text: &str, language: Language, vocabulary: &Vocabulary) -> Vec<ForeignWord> {
    let text = &*expansion_first(text, language);
    let mut reader = Reader { vocabulary, ..Reader::new(language) };
    reader.read_all(text);
    reader.leave_brackets();
    reader.mark_abbreviation(text);
    reader.found.dedup_by(|next, word| next.stem == word.stem && next.slot == word.slot);
    reader.found
}

/// The text before the first brackets, that within them, and that behind.
fn bracketed(text: &str) -> Option<[&str; 3]> {
    let (before, rest) = text.split_once(|c| joints::bracket(c) == Some(true))?;
    let (inside, behind) = rest.split_once(|c| joints::bracket(c) == Some(false))?;
    Some([before, inside, behind].map(str::trim))
}

/// A text that begins with the abbreviation of what its brackets hold, with the two in each other's place.
fn expansion_first(text: &str, language: Language) -> Cow<'_, str> {
    let Some([before, inside, behind]) = bracketed(text) else { return text.into() };
    let Some(acronym) = as_acronym(before) else { return text.into() };
    let glosses = Glosses::of(language);
    let words: Vec<String> = pieces(inside).into_iter().filter(|word| !glosses.is_function(word)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_whole = abbreviated(&acronym, &words) == Some(words.len());
    if is_whole { format!("{inside} ({before}) {behind}").into() } else { text.into() }
}

/// The words of a text in normal form without those of grammar, whole.
pub(crate) fn raw_words(text: &str, language: Language) -> Vec<String> {
    let mut reader = Reader::new(language);
    reader.read_all(text);
    reader.found.into_iter().map(|word| word.form).collect()
}

static EMPTY: std::sync::LazyLock<Vocabulary> = std::sync::LazyLock::new(Vocabulary::default);

/// Words on their way.
struct Reader<'v> {
    language: Language,
    glosses: &'static Glosses,
    vocabulary: &'v Vocabulary,
    found: Vec<ForeignWord>,
    slot: Slot,
    /// Where the words begin that the next postposition governs.
    open: usize,
    /// The last word opened a slot that the next preposition leaves as it is (`due to`).
    is_due: bool,
    /// What stands before the next word.
    joints: Joints,
    /// The slot outside the brackets in which the next word stands.
    outside: Option<Slot>,
}

impl Reader<'_> {
    fn new(language: Language) -> Self {
        let glosses = Glosses::of(language);
        Self {
            language,
            glosses,
            vocabulary: &EMPTY,
            found: Vec::new(),
            slot: Slot::Head,
            open: 0,
            is_due: false,
            joints: 0,
            outside: None,
        }
    }

    /// Reads what stands between two words.
    fn cross(&mut self, gap: &str) {
        self.joints |= joints::between(gap);
        for opens in gap.chars().filter_map(joints::bracket) {
            match (opens, self.outside) {
                (true, None) => self.outside = Some(std::mem::replace(&mut self.slot, Slot::Aside)),
                (false, Some(outside)) => (self.slot, self.outside) = (outside, None),
                _ => {}
            }
        }
    }

    /// A name of which nothing stands outside brackets is no aside.
    fn leave_brackets(&mut self) {
        if self.found.iter().all(|word| word.slot == Slot::Aside) {
            self.found.iter_mut().for_each(|word| word.slot = Slot::Head);
        }
    }

    /// Marks the words in brackets where they are letters that abbreviate those before.
    fn mark_abbreviation(&mut self, text: &str) {
        let Some([_, inside, behind]) = bracketed(text) else { return };
        let Some(acronym) = as_acronym(inside).filter(|_| bracketed(behind).is_none()) else { return };
        let before = self.found.iter().take_while(|word| word.slot != Slot::Aside);
        let before: Vec<&str> = before.map(|word| word.form.as_str()).collect();
        if abbreviates(&acronym, &before) {
            let aside = self.found.iter_mut().filter(|word| word.slot == Slot::Aside);
            aside.for_each(|word| word.joints |= joints::ABBREVIATION);
        }
    }

    fn read_all(&mut self, text: &str) {
        let usual = if self.language == Language::Chinese { usual(text) } else { text.into() };
        let mut end = 0;
        for word in words(&usual, self.language) {
            self.cross(&usual[end..word.start]);
            self.read(&word);
            end = word.end();
        }
    }

    fn read(&mut self, word: &Word<'_>) {
        if self.language == Language::Chinese && word.gap == Gap::Touching && self.ends_with(word.text) {
            return;
        }
        let normal = pieces(word.text);
        if normal.iter().any(|piece| self.glosses.word(piece).is_some()) {
            self.pieces(&normal);
        } else if is_syllables(word.text) {
            self.syllables(word.text);
        } else if !self.is_grammar(word) {
            self.pieces(&normal);
        }
    }

    fn pieces(&mut self, pieces: &[String]) {
        for (at, piece) in pieces.iter().enumerate() {
            self.joints |= if at > 0 { joints::CLOSED } else { 0 };
            self.piece(piece);
        }
    }

    /// Adds a syllable that makes a Chinese word of the one before it (`分布`, `式`); whether it is one.
    fn ends_with(&mut self, syllable: &str) -> bool {
        let is_chinese = |word: &&mut ForeignWord| word.form.ends_with(is_without_spaces);
        let last = self.found.last_mut().filter(is_chinese).filter(|_| SYLLABLES.contains(&syllable));
        let Some(last) = last else { return false };
        last.form.push_str(syllable);
        last.stem.clone_from(&last.form);
        true
    }

    /// Whether a word that no gloss knows is grammar by its role: a particle of Korean, a function word of a
    /// language without glosses.
    fn is_grammar(&self, word: &Word<'_>) -> bool {
        match self.language {
            Language::Korean => word.role == Role::Function && word.gap == Gap::Touching,
            _ if self.glosses.is_empty() => {
                matches!(word.role, Role::Function | Role::Determiner | Role::Link)
            }
            _ => false,
        }
    }

    /// Japanese grammar: the glosses with which a run of syllables begins; the rest says nothing.
    fn syllables(&mut self, run: &str) {
        let mut rest = run;
        while let Some((gloss, end)) = self.glosses.longest_start(rest) {
            self.gloss(&rest[..end], gloss);
            rest = &rest[end..];
        }
    }

    fn piece(&mut self, piece: &str) {
        match self.glosses.word(piece) {
            // Without an agent before it, the passive says which of two sides is meant (`收购方`, `被收购方`).
            Some(_) if piece == PASSIVE && self.found.is_empty() => {
                self.push(piece.to_owned(), piece.to_owned());
            }
            Some(gloss) => self.gloss(piece, gloss),
            None if piece.is_ascii() && has_other_letters(self.language) => self.english(piece),
            None => {
                let vocabulary = self.vocabulary;
                let spelled = vocabulary.spelled(piece, self.language);
                for part in vocabulary.parts(spelled, self.language) {
                    self.part(part);
                    self.joints |= joints::CLOSED;
                }
                self.joints = 0;
            }
        }
    }

    fn part(&mut self, part: &str) {
        let own = foreign_stem(part, self.language);
        let gloss = self.glosses.word(part).filter(|gloss| !is_grammar(*gloss)).map(|gloss| gloss.english);
        let stem = match gloss.or_else(|| self.glosses.stem(&own)) {
            Some(english) => {
                self.weigh_adjective(english);
                stem(english)
            }
            None => self.vocabulary.stem(part, self.language),
        };
        self.push(part.to_owned(), stem);
    }

    fn english(&mut self, piece: &str) {
        let word = spell(piece);
        self.place(slot_of(&word));
        if !is_stop(&word) {
            let stem = stem(&word);
            self.push(word, stem);
        }
    }

    fn gloss(&mut self, piece: &str, gloss: Gloss) {
        let slot = slot_of(gloss.english);
        if gloss.behind {
            self.close(slot.unwrap_or(Slot::Head));
            return;
        }
        // Words of grammar at the end of a German name are its head (`aus`, `an`), but no name ends so.
        self.place(slot.filter(|_| !self.is_due));
        self.joints |= if CONJUNCTIONS.contains(&gloss.english) { joints::AND } else { 0 };
        self.is_due = gloss.english == "due" || (self.is_due && is_stop(gloss.english));
        if !is_stop(gloss.english) {
            self.weigh_adjective(gloss.english);
            self.push(piece.to_owned(), stem(gloss.english));
        }
    }

    fn weigh_adjective(&mut self, english: &str) {
        let moves = is_romance(self.language) && MOVABLE.contains(&english);
        self.joints |= if moves { joints::MOVABLE } else { 0 };
    }

    /// The words since the last postposition stand in this slot, but for those that a preposition placed.
    fn close(&mut self, slot: Slot) {
        for word in &mut self.found[self.open..] {
            if word.slot == Slot::Head {
                word.slot = slot;
            }
        }
        self.open = self.found.len();
        self.slot = Slot::Head;
    }

    /// The slot that a preposition opens for the words behind it; within brackets all stand aside.
    fn place(&mut self, slot: Option<Slot>) {
        if let Some(slot) = slot {
            self.joints |= joints::PLACED;
            self.slot = if self.outside.is_some() { Slot::Aside } else { slot };
        }
    }

    fn push(&mut self, form: String, stem: String) {
        self.is_due = false;
        let joints = std::mem::take(&mut self.joints);
        self.found.push(ForeignWord { form, stem, slot: self.slot, joints });
    }
}

/// The Chinese mark of the passive.
const PASSIVE: &str = "被";

/// Syllables that make a Chinese word of the one before them: a manner, a type, a quality, a change.
static SYLLABLES: &[&str] = &["式", "型", "性", "化"];

/// Glosses of conjunctions whose members may change places.
static CONJUNCTIONS: [&str; 2] = ["and", "or"];

/// Glosses of the adjectives that Romance languages set before a noun or behind it.
static MOVABLE: &[&str] = &[
    "small", "large", "high", "low", "long", "short", "young", "strong", "weak", "lesser", "bigger",
    "better", "worse", "good", "bad",
];

/// Whether a word is all hiragana.
fn is_syllables(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '\u{3041}'..='\u{309F}') && is_without_spaces(c))
}
