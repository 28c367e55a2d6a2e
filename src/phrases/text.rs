//! Articles -> segments: stretches of words that a phrase may stand in.

use rustc_hash::FxHashMap;

use crate::language::{Gap, Language, Role, Word, fold, words};
use crate::parse::{ArticleId, Prose};
use portent_graph::hash;
use portent_graph::index::TiVec;

portent_graph::index_type! {
    /// A text of those given.
    pub(super) struct TextRow;
    /// A line that was read.
    pub(super) struct LineRow;
    /// A word in a segment.
    pub(super) struct TokenRow;
    /// A folded word.
    pub(super) struct WordId;
}

/// What phrases of an article are taken from.
#[derive(Debug, Clone, Copy)]
pub struct ArticleText<'t> {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: &'t str,
    /// Its headings and paragraphs, each with its line.
    pub prose: &'t Prose,
}

/// So many bytes of an article are read.
const MOST_BYTES: usize = 1 << 20;

/// So many bytes tell the language of an article.
const SAMPLE: usize = 8000;

/// A line that so many articles have is a footer, a menu or a heading of the form.
const REPEATED: u32 = 3;

/// A word is a verb where a determiner follows this share of its uses.
const VERB: f64 = 0.12;

/// A word is judged as no noun after so many uses, where fewer than this share of them end a noun phrase.
const JUDGED: u32 = 4;
const NOUN: f64 = 0.02;

/// A word is a name where it has a capital in this share of its uses within sentences.
const NAME: f64 = 0.6;

/// A line of an article.
pub(super) struct Line<'t> {
    /// The text that it is of.
    pub(super) of: TextRow,
    /// Line in the file, counted from 1.
    pub(super) number: u32,
    pub(super) language: Language,
    /// It is a title or a heading.
    pub(super) heading: bool,
    pub(super) text: &'t str,
}

impl Line<'_> {
    /// The character before a token.
    pub(super) fn before(&self, token: &Token) -> Option<char> {
        self.text.get(..usize::try_from(token.start).ok()?)?.chars().next_back()
    }

    /// The character behind a token.
    pub(super) fn behind(&self, token: &Token) -> Option<char> {
        self.text.get(usize::try_from(token.end).ok()?..)?.chars().next()
    }
}

/// A word in a segment.
#[derive(Clone, Copy)]
pub(super) struct Token {
    /// The word, folded.
    pub(super) word: WordId,
    /// Bytes of the line.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) role: Role,
}

/// Words without anything between them that parts phrases.
#[derive(Clone, Copy)]
pub(super) struct Segment {
    pub(super) line: LineRow,
    /// Where its tokens are.
    pub(super) first: TokenRow,
    pub(super) end: TokenRow,
}

/// What is counted of a folded word.
#[derive(Clone, Copy, Default)]
pub(super) struct WordCounts {
    /// How often it stands in a segment.
    pub(super) uses: u32,
    /// How often in a language whose determiners are known.
    pub(super) judged: u32,
    /// How often a noun phrase ends with it that a determiner opens: `the old *mill* of`.
    pub(super) noun: u32,
    /// How often a determiner follows it.
    pub(super) before_determiner: u32,
    /// How often it stands within a sentence of a paragraph.
    pub(super) within: u32,
    /// How often with a capital there.
    pub(super) capital: u32,
}

/// All articles as segments.
#[derive(Default)]
pub(super) struct Segments<'t> {
    pub(super) lines: TiVec<LineRow, Line<'t>>,
    pub(super) tokens: TiVec<TokenRow, Token>,
    pub(super) segments: Vec<Segment>,
    /// Of each folded word.
    pub(super) words: TiVec<WordId, WordCounts>,
}

/// Reads all articles, but for lines that are repeated. Linear in their length.
pub(super) fn segments<'t>(texts: &[ArticleText<'t>]) -> Segments<'t> {
    let repeated = repeated(texts);
    let mut read = Segments::default();
    let mut folded = Folded::default();
    for (of, text) in TextRow::first(texts.len()).zip(texts) {
        let language = language(text);
        for (number, heading, line) in lines(text) {
            if repeated.get(&hash::wide(line.trim())).is_some_and(|&(_, articles)| articles >= REPEATED) {
                continue;
            }
            let row = read.lines.push_and_get_key(Line { of, number, language, heading, text: line });
            read.line(row, language, &mut folded);
        }
    }
    read
}

/// Words and their numbers.
#[derive(Default)]
struct Folded<'t> {
    numbers: FxHashMap<String, WordId>,
    /// How a written word folds in a language: to fold each use would take most of the time.
    known: FxHashMap<(Language, &'t str), WordId>,
}

impl<'t> Folded<'t> {
    fn number(&mut self, language: Language, word: &'t str) -> WordId {
        *self.known.entry((language, word)).or_insert_with(|| {
            let fresh = WordId::from(self.numbers.len());
            *self.numbers.entry(fold(word, language)).or_insert(fresh)
        })
    }
}

/// Number, whether it is a heading, and text of each line up to the limit.
fn lines<'t>(text: &ArticleText<'t>) -> impl Iterator<Item = (u32, bool, &'t str)> {
    let headings = text.prose.headings.iter().map(|(number, line)| (*number, true, line.as_str()));
    let paragraphs = text.prose.paragraphs.iter().map(|(number, line)| (*number, false, line.as_str()));
    let mut left = MOST_BYTES;
    [(1, true, text.title)].into_iter().chain(headings).chain(paragraphs).take_while(move |(_, _, line)| {
        left = left.saturating_sub(line.len());
        left > 0
    })
}

/// The language of an article: of its paragraphs, or of all it has.
fn language(text: &ArticleText<'_>) -> Language {
    let mut sample = String::new();
    for (_, _, line) in lines(text) {
        if sample.len() > SAMPLE {
            break;
        }
        sample.push_str(line);
        sample.push('\n');
    }
    Language::of(&sample)
}

/// Of each line the last article that has it, and how many have it.
fn repeated(texts: &[ArticleText<'_>]) -> FxHashMap<u64, (TextRow, u32)> {
    let mut repeated: FxHashMap<u64, (TextRow, u32)> = FxHashMap::default();
    for (row, text) in TextRow::first(texts.len()).zip(texts) {
        for (_, _, line) in lines(text) {
            let seen = repeated.entry(hash::wide(line.trim())).or_insert((row, 1));
            if seen.0 != row {
                *seen = (row, seen.1 + 1);
            }
        }
    }
    repeated
}

impl<'t> Segments<'t> {
    /// Adds the segments of a line.
    fn line(&mut self, row: LineRow, language: Language, folded: &mut Folded<'t>) {
        let (text, heading) = (self.lines[row].text, self.lines[row].heading);
        let judged = u32::from(language.has_determiners());
        let mut open = Open { first: self.tokens.next_key(), ..Open::default() };
        for word in words(text, language) {
            let parts = matches!(word.role, Role::Function | Role::Determiner | Role::Code);
            if parts || word.gap == Gap::Apart {
                self.close(row, &mut open, word.gap);
            }
            if parts {
                let opens = word.role == Role::Determiner;
                if let Some(last) = open.last.take().filter(|_| opens && word.gap == Gap::Spaced) {
                    self.words[last].before_determiner += 1;
                }
                open.determined = opens;
                continue;
            }
            let id = folded.number(language, word.text);
            if id == self.words.next_key() {
                self.words.push(WordCounts::default());
            }
            self.words[id].count(&word, heading, judged);
            let (Ok(start), Ok(end)) = (u32::try_from(word.start), u32::try_from(word.end())) else { break };
            self.tokens.push(Token { word: id, start, end, role: word.role });
            open.last = Some(id);
        }
        self.close(row, &mut open, Gap::Apart);
    }

    /// Ends the open segment.
    fn close(&mut self, line: LineRow, open: &mut Open, gap: Gap) {
        let end = self.tokens.next_key();
        if open.first < end {
            self.segments.push(Segment { line, first: open.first, end });
            if let Some(last) = open.last.filter(|_| open.determined) {
                self.words[last].noun += 1;
            }
        }
        *open = Open { first: end, last: open.last.filter(|_| gap != Gap::Apart), determined: false };
    }
}

/// The segment that is being read.
#[derive(Default)]
struct Open {
    first: TokenRow,
    /// The word before, where no punctuation is between.
    last: Option<WordId>,
    /// A determiner stands before the segment.
    determined: bool,
}

impl WordCounts {
    fn count(&mut self, word: &Word<'_>, heading: bool, judged: u32) {
        self.uses += 1;
        self.judged += judged;
        if !heading && word.gap != Gap::Apart {
            self.within += 1;
            self.capital += u32::from(word.text.starts_with(char::is_uppercase));
        }
    }

    /// Whether it is a verb or a preposition, as a determiner often follows it.
    pub(super) fn is_verb(self) -> bool {
        self.before_determiner >= 2 && f64::from(self.before_determiner) >= VERB * f64::from(self.uses)
    }

    /// Whether it is no noun: it is often used, and hardly a noun phrase ends with it.
    pub(super) fn is_no_noun(self) -> bool {
        self.judged >= JUDGED && f64::from(self.noun) < NOUN * f64::from(self.judged) && !self.is_name()
    }

    /// Whether it is a name, as it has a capital within sentences.
    pub(super) fn is_name(self) -> bool {
        self.within >= 2 && f64::from(self.capital) >= NAME * f64::from(self.within)
    }
}
