//! Names in other languages than English -> words with stems and slots.
//!
//! What [`Glosses`] knows is read as its English word: a preposition opens a slot, a postposition or particle closes one for
//! the words before it.

use crate::language::{Gap, Language, Role, Word, is_without_spaces, words};
use crate::resolve::language::chinese::usual;
use crate::resolve::language::compounds::Vocabulary;
use crate::resolve::language::foreign_stem::{foreign_stem, has_other_letters};
use crate::resolve::language::glosses::{Gloss, Glosses, is_grammar};
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
}

/// The words of a text in a language, without those of grammar. Linear in its length.
pub(crate) fn foreign_words(text: &str, language: Language, vocabulary: &Vocabulary) -> Vec<ForeignWord> {
    let mut reader = Reader { vocabulary, ..Reader::new(language) };
    reader.read_all(text);
    reader.found.dedup_by(|next, word| next.stem == word.stem && next.slot == word.slot);
    reader.found
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
        }
    }

    fn read_all(&mut self, text: &str) {
        let usual = if self.language == Language::Chinese { usual(text) } else { text.into() };
        for word in words(&usual, self.language) {
            self.read(&word);
        }
    }

    fn read(&mut self, word: &Word<'_>) {
        if self.language == Language::Chinese && word.gap == Gap::Touching && self.ends_with(word.text) {
            return;
        }
        let normal = pieces(word.text);
        if normal.iter().any(|piece| self.glosses.word(piece).is_some()) {
            normal.iter().for_each(|piece| self.piece(piece));
        } else if is_syllables(word.text) {
            self.syllables(word.text);
        } else if !self.is_grammar(word) {
            normal.iter().for_each(|piece| self.piece(piece));
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
                vocabulary.parts(piece, self.language).for_each(|part| self.part(part));
            }
        }
    }

    fn part(&mut self, part: &str) {
        let own = foreign_stem(part, self.language);
        let gloss = self.glosses.word(part).filter(|gloss| !is_grammar(*gloss)).map(|gloss| gloss.english);
        let stem = match gloss.or_else(|| self.glosses.stem(&own)) {
            Some(english) => stem(english),
            None => self.vocabulary.stem(part, self.language),
        };
        self.push(part.to_owned(), stem);
    }

    fn english(&mut self, piece: &str) {
        let word = spell(piece);
        self.slot = slot_of(&word).unwrap_or(self.slot);
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
        self.slot = slot.filter(|_| !self.is_due).unwrap_or(self.slot);
        self.is_due = gloss.english == "due" || (self.is_due && is_stop(gloss.english));
        if !is_stop(gloss.english) {
            self.push(piece.to_owned(), stem(gloss.english));
        }
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

    fn push(&mut self, form: String, stem: String) {
        self.is_due = false;
        self.found.push(ForeignWord { form, stem, slot: self.slot });
    }
}

/// The Chinese mark of the passive.
const PASSIVE: &str = "被";

/// Syllables that make a Chinese word of the one before them: a manner, a type, a quality, a change.
static SYLLABLES: &[&str] = &["式", "型", "性", "化"];

/// Whether a word is all hiragana.
fn is_syllables(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '\u{3041}'..='\u{309F}') && is_without_spaces(c))
}
