//! Texts of the corpus -> numbered words, read once; rows with both texts become lessons.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::language::Language;
use crate::parse::{Corpus, Mention, MentionId};
use crate::resolve::embedding::kernel::WordId;
use crate::resolve::embedding::vectors::WordStatistics;
use crate::resolve::language::interner::Interner;
use crate::resolve::language::normalize::{Joined, normalize, pieces, spell, tokens};
use crate::resolve::language::stem::{content_hash, light_stem, stem};
use crate::resolve::language::tongues::Tongues;
use crate::resolve::language::words::{PREFIXES, is_stop};
use crate::resolve::statistics::Statistics;
use portent_graph::csr::Lists;
use portent_graph::hash;
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;
use portent_graph::random::Random;

portent_graph::index_type! {
    /// Index of a stem in [`Texts::stems`].
    pub struct TextStemId;
    /// Index of a lesson, in the order of the mentions.
    pub(crate) struct LessonId;
    /// Index of a stretch of text between spaces that was met.
    struct StretchId;
}

/// Words of a text that are read; no row of the archive comes near.
const MAX_WORDS: usize = 256;

/// Words that occur in fewer lessons are not learned.
const LEAST_USES: u32 = 2;

/// Mentions that one task reads: it looks up what it has met.
const TASK: usize = 16384;
/// Stems that one task hashes.
const STEMS_A_TASK: usize = 4096;

/// One row: two texts that mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Lesson<'a> {
    pub(super) name: &'a [WordId],
    pub(super) description: &'a [WordId],
}

/// All lessons, in the order of the mentions.
#[derive(Debug, Clone, Default)]
pub(super) struct Lessons {
    names: Lists<WordId>,
    descriptions: Lists<WordId>,
    /// What each says, learned words or not, as one number: it decides the batch and the landmarks, so a word that
    /// another page makes known moves no lesson.
    pub(super) hashes: TiVec<LessonId, u64>,
}

impl Lessons {
    /// Room for so many lessons, with at most the words of these names and descriptions.
    fn with_room(lessons: usize, names: &Lists<TextStemId>, descriptions: &Lists<TextStemId>) -> Self {
        let room = |texts: &Lists<TextStemId>| Lists::with_room(lessons, texts.item_count());
        Self { names: room(names), descriptions: room(descriptions), hashes: TiVec::with_capacity(lessons) }
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn get(&self, lesson: LessonId) -> Lesson<'_> {
        Lesson { name: &self.names[lesson.into()], description: &self.descriptions[lesson.into()] }
    }

    pub(super) fn push(
        &mut self,
        hash: u64,
        name: impl IntoIterator<Item = WordId>,
        description: impl IntoIterator<Item = WordId>,
    ) {
        self.hashes.push(hash);
        self.names.push(name);
        self.descriptions.push(description);
    }
}

/// The words of all mentions, without stop words, as numbers.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// Stems, in the order of first use.
    pub stems: TiVec<TextStemId, String>,
    /// Words of the name of each mention.
    pub names: Lists<TextStemId>,
    /// Words of the description of each mention; empty where it has none.
    pub descriptions: Lists<TextStemId>,
    /// Words of the same description without their commonest endings, hashed.
    pub content: Lists<u32>,
    /// In which language each article speaks.
    pub(crate) tongues: Tongues,
}

/// Stems of a text without stop words, in order.
#[must_use]
pub(crate) fn text_stems(text: &str) -> Vec<String> {
    let is_content = |token: &&String| !is_stop(token);
    tokens(&normalize(text)).iter().filter(is_content).take(MAX_WORDS).map(|token| stem(token)).collect()
}

impl Texts {
    /// Reads the texts of all mentions. Linear in their length.
    #[must_use]
    pub fn read(corpus: &Corpus) -> Self {
        Self::read_with(corpus, None)
    }

    /// [`Self::read`] with the words of an archive, which tell what is a compound in languages that have them.
    #[must_use]
    pub(crate) fn read_with(corpus: &Corpus, frozen: Option<&Statistics>) -> Self {
        let tongues = Tongues::new(corpus, frozen);
        let part = |mentions: &[Mention]| Self::part(mentions, &tongues);
        let parts: Vec<Self> = parallel::map_chunks(&corpus.mentions.raw, TASK, part);
        let count = |of: fn(&Self) -> usize| parts.iter().map(of).sum::<usize>();
        let mentions = corpus.mentions.len();
        let mut all = Self {
            tongues: Tongues::default(),
            stems: TiVec::new(),
            names: Lists::with_room(mentions, count(|part| part.names.item_count())),
            descriptions: Lists::with_room(mentions, count(|part| part.descriptions.item_count())),
            content: Lists::with_room(mentions, count(|part| part.content.item_count())),
        };
        let mut stems = Interner::default();
        for part in parts {
            let ids: TiVec<TextStemId, TextStemId> = part.stems.iter().map(|stem| stems.of(stem)).collect();
            all.names.append(&part.names, |&word| ids[word]);
            all.descriptions.append(&part.descriptions, |&word| ids[word]);
            all.content.append(&part.content, |&word| word);
        }
        Self { stems: stems.texts, tongues, ..all }
    }

    fn part(mentions: &[Mention], tongues: &Tongues) -> Self {
        let mut reader = Reader::default();
        let mut read = Self::default();
        for mention in mentions {
            let language = tongues.of(mention);
            read.names.push(reader.read_in(&mention.name, language, tongues).0.iter().copied());
            let description = mention.description.as_deref().unwrap_or_default();
            let (words, content) = reader.read_in(description, language, tongues);
            read.descriptions.push(words.iter().copied());
            read.content.push(content.iter().copied());
        }
        Self { stems: reader.stems.texts, ..read }
    }

    /// All lessons, in order, with the statistics of their words. Articles that copy another and rows that
    /// repeat another teach nothing new. Linear in the text.
    pub(super) fn lessons(&self, corpus: &Corpus) -> (Lessons, TiVec<WordId, WordStatistics>) {
        let teaches = |at: &usize| {
            corpus.articles[corpus.mentions.raw[*at].article].copy_of.is_none()
                && corpus.counts(MentionId::from(*at))
                && !self.names[*at].is_empty()
                && !self.descriptions[*at].is_empty()
        };
        let rows: Vec<usize> = (0..self.names.len()).filter(teaches).collect();
        let (words, id_of) = self.count(&rows);
        let stem_hashes: TiVec<TextStemId, u64> =
            parallel::map_of(&self.stems.raw, STEMS_A_TASK, |stem| hash::wide(stem)).into();
        let known = |text: &[TextStemId]| text.iter().any(|&stem| id_of[stem].is_some());
        let mut lessons = Lessons::with_room(rows.len(), &self.names, &self.descriptions);
        for &at in rows.iter().filter(|&&at| known(&self.names[at]) && known(&self.descriptions[at])) {
            let [name, description] = [&self.names[at], &self.descriptions[at]]
                .map(|text| text.iter().filter_map(|&stem| id_of[stem]));
            let hash = hash_row(&self.names[at], &self.descriptions[at], &stem_hashes);
            lessons.push(hash, name, description);
        }
        (lessons, words)
    }

    /// In how many rows each word occurs: the words kept, sorted by stem, and the new number of each old one.
    fn count(&self, rows: &[usize]) -> (TiVec<WordId, WordStatistics>, TiVec<TextStemId, Option<WordId>>) {
        let mut uses: TiVec<TextStemId, (u32, usize)> = vec![(0, usize::MAX); self.stems.len()].into();
        for &at in rows {
            for &stem in self.names[at].iter().chain(&self.descriptions[at]) {
                let entry = &mut uses[stem];
                if entry.1 != at {
                    *entry = (entry.0 + 1, at);
                }
            }
        }
        let mut kept: TiVec<WordId, TextStemId> =
            self.stems.keys().filter(|&stem| uses[stem].0 >= LEAST_USES).collect();
        kept.sort_unstable_by(|&a, &b| self.stems[a].cmp(&self.stems[b]));
        let mut id_of: TiVec<TextStemId, Option<WordId>> = vec![None; self.stems.len()].into();
        for (id, &stem) in kept.iter_enumerated() {
            id_of[stem] = Some(id);
        }
        let statistics =
            |&stem: &TextStemId| WordStatistics { stem: self.stems[stem].clone(), lessons: uses[stem].0 };
        (kept.iter().map(statistics).collect(), id_of)
    }
}

/// A hash of both texts of a row, by the letters of their words rather than the numbers.
fn hash_row(name: &[TextStemId], description: &[TextStemId], stem_hashes: &TiSlice<TextStemId, u64>) -> u64 {
    let mix = |hash: u64, &stem: &TextStemId| Random::new(hash ^ stem_hashes[stem]).next_u64();
    description.iter().fold(name.iter().fold(1, mix) ^ 2, mix)
}

/// Reads texts as numbered words. What a stretch between spaces says is found once and then looked up.
#[derive(Default)]
struct Reader<'t> {
    stems: Interner<TextStemId>,
    pieces: Vec<Piece>,
    content: Vec<u32>,
    stretches: TiVec<StretchId, Stretch>,
    /// The stretches met.
    known: FxHashMap<&'t str, Known>,
    /// What the last text read holds.
    said: Said,
}

/// The words of a text and its content.
#[derive(Default)]
struct Said {
    words: Vec<TextStemId>,
    content: Vec<u32>,
}

/// Which stretch one is. Most are one word, which is kept at hand.
#[derive(Clone, Copy)]
struct Known {
    stretch: StretchId,
    one: Option<One>,
}

/// All that a stretch of one piece says, unless a prefix stands before it: a word (`None`: a stop word) and content.
#[derive(Clone, Copy)]
struct One {
    word: Option<TextStemId>,
    content: Option<u32>,
}

/// Where the pieces and the content of a stretch stand.
#[derive(Clone)]
struct Stretch {
    pieces: Range<usize>,
    content: Range<usize>,
}

/// A piece of a stretch.
struct Piece {
    text: String,
    is_prefix: bool,
    /// The word that it is by itself; `None` for a stop word or a prefix.
    word: Option<TextStemId>,
}

impl<'t> Reader<'t> {
    /// The words of a text, at most [`MAX_WORDS`], as [`text_stems`] has them, and all of its content.
    fn read(&mut self, text: &'t str) -> (&[TextStemId], &[u32]) {
        let mut said = std::mem::take(&mut self.said);
        said.words.clear();
        said.content.clear();
        let (mut joined, mut found) = (Joined::default(), 0);
        for stretch in text.split_whitespace() {
            match self.look_up(stretch) {
                Known { one: Some(One { word, content }), .. } if joined.prefix.is_none() => {
                    found += 1;
                    said.words.extend(word);
                    said.content.extend(content);
                }
                known => found += self.pieces(known.stretch, &mut joined, &mut said),
            }
        }
        said.words.extend(joined.prefix.and_then(|prefix| self.word(&prefix)));
        if found == 0 {
            said.words.clear();
            said.words.extend(tokens(&normalize(text)).iter().filter_map(|token| self.word(token)));
        }
        said.words.truncate(MAX_WORDS);
        self.said = said;
        (&self.said.words, &self.said.content)
    }

    /// [`Self::read`] of a text in any language.
    fn read_in(&mut self, text: &'t str, language: Language, tongues: &Tongues) -> (&[TextStemId], &[u32]) {
        if language == Language::English {
            return self.read(text);
        }
        let words = tongues.words(text, language);
        self.said.words.clear();
        self.said.words.extend(words.iter().take(MAX_WORDS).map(|word| self.stems.of(&word.stem)));
        self.said.content.clear();
        self.said.content.extend(words.iter().map(|word| hash::narrow(&light_stem(&word.form))));
        (&self.said.words, &self.said.content)
    }

    /// Reads a stretch piece by piece; gives how many there are.
    fn pieces(&mut self, stretch: StretchId, joined: &mut Joined, said: &mut Said) -> usize {
        let stretch = self.stretches[stretch].clone();
        let count = stretch.pieces.len();
        said.content.extend_from_slice(&self.content[stretch.content]);
        for at in stretch.pieces {
            let &Piece { is_prefix, word, .. } = &self.pieces[at];
            if joined.prefix.is_none() && !is_prefix {
                said.words.extend(word);
                continue;
            }
            let text = self.pieces[at].text.clone();
            said.words.extend(joined.next(&text, is_prefix).and_then(|token| self.word(&spell(&token))));
        }
        count
    }

    fn look_up(&mut self, text: &'t str) -> Known {
        if let Some(&known) = self.known.get(text) {
            return known;
        }
        let (pieces_before, content_before) = (self.pieces.len(), self.content.len());
        for piece in pieces(text) {
            let is_prefix = PREFIXES.contains(&piece.as_str());
            let word = if is_prefix { None } else { self.word(&spell(&piece)) };
            self.pieces.push(Piece { text: piece, is_prefix, word });
        }
        self.content.extend(text.split(|c: char| !c.is_alphanumeric()).filter_map(content_hash));
        let one = match (&self.pieces[pieces_before..], &self.content[content_before..]) {
            (&[Piece { is_prefix: false, word, .. }], content @ ([] | [_])) => {
                Some(One { word, content: content.first().copied() })
            }
            _ => None,
        };
        let stretch = self.stretches.push_and_get_key(Stretch {
            pieces: pieces_before..self.pieces.len(),
            content: content_before..self.content.len(),
        });
        let known = Known { stretch, one };
        self.known.insert(text, known);
        known
    }

    fn word(&mut self, token: &str) -> Option<TextStemId> {
        (!is_stop(token)).then(|| self.stems.of(&stem(token)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Texts, text_stems};
    use crate::resolve::sample::corpus;

    #[test]
    fn a_text_becomes_stems_without_stop_words() {
        assert_eq!(text_stems("The rise of Wind-Powered ships"), ["rise", "wind", "power", "ship"]);
    }

    #[test]
    fn texts_read_by_stretches_are_those_read_whole() {
        let texts = [
            "Multi generational care, multi-generational homes",
            "over reliance on A.I. over",
            "\u{1F680}",
            "AI \u{1F680} lab",
            "\u{1F680} \u{1F680}",
            "post 9/11 GPT4's pre COVID-19 1,000 2nd non",
            "Nvidia’s caf\u{e9} \u{ff21}\u{ff29} Stra\u{df}e C++ 51% R&D",
            "multi multi tasking",
            "",
        ];
        let mut reader = super::Reader::default();
        for text in texts.iter().chain(&texts) {
            let words = reader.read(text).0.to_vec();
            let stems: Vec<&str> = words.iter().map(|&word| reader.stems.texts[word].as_str()).collect();
            assert_eq!(stems, text_stems(text), "{text}");
        }
    }

    #[test]
    fn words_of_one_lesson_and_rows_without_description_teach_nothing() {
        let corpus = corpus(&[
            ("a.md", "concern", "Wind ships", "ships move by wind wind"),
            ("b.md", "concern", "Wind farms", "farms of wind"),
            ("b.md", "concern", "Wind", ""),
        ]);
        let (lessons, words) = Texts::read(&corpus).lessons(&corpus);
        assert_eq!(words.len(), 1);
        assert_eq!((words.raw[0].stem.as_str(), words.raw[0].lessons), ("wind", 2));
        assert_eq!((lessons.len(), lessons.get(super::LessonId::new(0)).description.len()), (2, 2));
    }
}
