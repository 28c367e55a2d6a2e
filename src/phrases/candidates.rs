//! Segments -> the stretches of one to five words that recur.

use rustc_hash::FxHashMap;

use super::text::{Segment, Segments, TextRow, TokenRow, WordId};
use crate::language::{Role, is_without_spaces};
use portent_graph::index::TiVec;

portent_graph::index_type! {
    /// A stretch of words that recurs.
    pub(super) struct StretchId;
}

/// The most words of a phrase, links among them.
const MOST_WORDS: usize = 5;

/// A stretch of words that recurs, with what is counted of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Stretch {
    /// How many words.
    pub(super) words: u32,
    /// One of the places where it stands.
    pub(super) example: TokenRow,
    /// All but its last word; itself if it is one word.
    pub(super) head: StretchId,
    /// All but its first word; itself if it is one word.
    pub(super) tail: StretchId,
    /// How often it stands in the texts.
    pub(super) uses: u32,
    /// In how many articles.
    pub(super) articles: u32,
    /// In how many titles and headings.
    pub(super) headings: u32,
    /// How often nothing stands beside it in its segment but links and generic words.
    pub(super) alone: u32,
    /// How often a line begins with it.
    pub(super) initial: u32,
    /// How often the most frequent stretch of one word more stands in the texts.
    pub(super) wider: u32,
    /// What stands before and behind it without a space.
    pub(super) sides: [Side; 2],
    last: Option<TextRow>,
}

/// The letter that most often touches a stretch on one side, if one does in more than half of its uses (Boyer and Moore, MJRTY: a
/// fast majority vote algorithm, 1991).
#[derive(Clone, Copy, Default)]
pub(super) struct Side {
    letter: Option<char>,
    /// It touches so many more times than it does not, at least.
    votes: u32,
}

impl Side {
    fn vote(&mut self, letter: Option<char>) {
        if self.votes == 0 {
            self.letter = letter;
        }
        if self.letter == letter { self.votes += 1 } else { self.votes -= 1 }
    }

    /// How many more times a letter touches than does not.
    pub(super) fn touching(self) -> u32 {
        if self.letter.is_some() { self.votes } else { 0 }
    }
}

/// All stretches that recur.
#[derive(Default)]
pub(super) struct Stretches {
    pub(super) all: TiVec<StretchId, Stretch>,
    /// The stretch that a word makes of another one.
    longer: FxHashMap<(StretchId, WordId), StretchId>,
    one: TiVec<WordId, Option<StretchId>>,
    /// Tokens of all segments.
    pub(super) tokens: f64,
}

impl Stretches {
    /// Counts the stretches that stand in `least` articles and more, those of n words from those of n - 1 (Agrawal and
    /// Srikant, Fast algorithms for mining association rules, 1994). O(tokens * 5).
    pub(super) fn of(read: &Segments<'_>, least: u32) -> Self {
        let mut stretches = Self { tokens: read.tokens.len() as f64, ..Self::default() };
        let mut starts = stretches.words(read, least);
        for _ in 1..MOST_WORDS {
            starts = stretches.lengthened(read, &starts, least);
        }
        stretches
    }

    /// Stretches of one word; the one that starts at each token.
    fn words(&mut self, read: &Segments<'_>, least: u32) -> TiVec<TokenRow, Option<StretchId>> {
        let mut found: TiVec<WordId, Stretch> = vec![Stretch::default(); read.words.len()].into();
        for segment in &read.segments {
            for token in segment.tokens() {
                found[read.tokens[token].word].count(read, segment, token, 1);
            }
        }
        for stretch in found {
            let id = (stretch.articles >= least).then(|| self.all.next_key());
            self.all.extend(id.map(|id| Stretch { head: id, tail: id, ..stretch }));
            self.one.push(id);
        }
        read.tokens.iter().map(|token| self.one[token.word]).collect()
    }

    /// Stretches of one word more than those that start at each token; where they start.
    fn lengthened(
        &mut self,
        read: &Segments<'_>,
        starts: &TiVec<TokenRow, Option<StretchId>>,
        least: u32,
    ) -> TiVec<TokenRow, Option<StretchId>> {
        let mut found: FxHashMap<(StretchId, WordId), usize> = FxHashMap::default();
        let mut counted: Vec<(Stretch, WordId)> = Vec::new();
        let mut at: TiVec<TokenRow, Option<usize>> = vec![None; read.tokens.len()].into();
        for segment in &read.segments {
            for token in segment.tokens() {
                let (Some(head), next) = (starts[token], step(token, 1)) else { continue };
                let words = self.all[head].words;
                let last = step(token, words);
                let Some(tail) = (last < segment.end).then(|| starts[next]).flatten() else { continue };
                let word = read.tokens[last].word;
                let row = *found.entry((head, word)).or_insert(counted.len());
                if row == counted.len() {
                    counted.push((Stretch { head, tail, ..Stretch::default() }, word));
                }
                counted[row].0.count(read, segment, token, words + 1);
                at[token] = Some(row);
            }
        }
        let kept: Vec<Option<StretchId>> =
            counted.into_iter().map(|(stretch, word)| self.keep(stretch, word, least)).collect();
        at.into_iter().map(|row| row.and_then(|row| kept[row])).collect()
    }

    fn keep(&mut self, stretch: Stretch, word: WordId, least: u32) -> Option<StretchId> {
        for part in [stretch.head, stretch.tail] {
            self.all[part].wider = self.all[part].wider.max(stretch.uses);
        }
        (stretch.articles >= least).then(|| {
            let id = self.all.push_and_get_key(stretch);
            self.longer.insert((stretch.head, word), id);
            id
        })
    }

    /// The stretches that start at a token of a segment, from one word on.
    pub(super) fn starting<'a>(
        &'a self,
        read: &'a Segments<'_>,
        segment: &'a Segment,
        token: TokenRow,
    ) -> impl Iterator<Item = StretchId> + 'a {
        let first = self.one[read.tokens[token].word];
        std::iter::successors(first, move |&stretch| {
            let next = step(token, self.all[stretch].words);
            if next >= segment.end {
                return None;
            }
            self.longer.get(&(stretch, read.tokens[next].word)).copied()
        })
    }
}

/// Chinese characters that stand for grammar, as good a boundary as punctuation.
const GRAMMAR: &str = "的了和与與在是有对對为為及或等中上将將被把从從以于於到由也都就而之其所很";

/// Whether a letter that touches a stretch may belong to its word: the script has no spaces, and it is no grammar.
fn is_part_of_word(c: char) -> bool {
    let hiragana = matches!(c, '\u{3041}'..='\u{309F}');
    is_without_spaces(c) && !hiragana && !GRAMMAR.contains(c)
}

/// The token so many words later.
pub(super) fn step(token: TokenRow, words: u32) -> TokenRow {
    TokenRow::new(token.get().saturating_add(words))
}

impl Segment {
    /// Its tokens.
    pub(super) fn tokens(&self) -> impl Iterator<Item = TokenRow> + use<> {
        (self.first.get()..self.end.get()).map(TokenRow::new)
    }
}

impl Stretch {
    /// Counts one more use, of `words` words from `token` on.
    fn count(&mut self, read: &Segments<'_>, segment: &Segment, token: TokenRow, words: u32) {
        let line = &read.lines[segment.line];
        let end = step(token, words);
        let weak = |token: TokenRow| matches!(read.tokens[token].role, Role::Link | Role::Generic);
        let left = token == segment.first || weak(TokenRow::new(token.get() - 1));
        let right = end == segment.end || weak(end);
        if self.uses == 0 {
            (self.words, self.example) = (words, token);
        }
        self.uses += 1;
        self.alone += u32::from(left && right);
        self.headings += u32::from(line.heading);
        self.initial += u32::from(read.tokens[token].start == 0);
        let last = read.tokens[step(token, words - 1)];
        let letter = |c: Option<char>| c.filter(|&c| is_part_of_word(c));
        self.sides[0].vote(letter(line.before(&read.tokens[token])));
        self.sides[1].vote(letter(line.behind(&last)));
        if self.last != Some(line.of) {
            self.last = Some(line.of);
            self.articles += 1;
        }
    }
}
