//! Names -> the phrases of one to four words in them, numbered, and where each is used.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::words::{self, NameWord, Part, is_english};
use crate::analysis::cluster::{ClusterId, Partition};
use crate::language::{Language, fold};
use portent_graph::index::{NodeRow, TiVec};

/// The most words of a phrase, links among them.
pub(super) const MOST_WORDS: usize = 4;

portent_graph::index_type! {
    /// A word, whatever its inflection.
    pub(super) struct StemId;
    /// A phrase of stems.
    pub(super) struct TermId;
}

/// A phrase.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// Its words.
    stems: [StemId; MOST_WORDS],
    words: usize,
    /// The longest phrases within it: without its last word, and without its first.
    pub(super) inner: [Option<TermId>; 2],
    /// It may stand alone: several words, or one that is never too general.
    pub(super) names: bool,
}

impl Phrase {
    /// Its words.
    pub(super) fn stems(&self) -> &[StemId] {
        &self.stems[..self.words]
    }
}

/// A phrase in a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    /// Of the node.
    pub(super) cluster: ClusterId,
    /// The phrase.
    pub(super) term: TermId,
    /// Whose name.
    pub(super) node: NodeRow,
    /// Its bytes in the name.
    pub(super) span: [u32; 2],
    /// Where the noun before it begins that it belongs to (`erosion` of `erosion of trust`), or where it begins itself.
    pub(super) owner: u32,
    /// Whether it is a whole phrase to the left, and to the right: no word beside it belongs to it.
    pub(super) whole: [bool; 2],
}

/// All phrases of all names.
pub(super) struct Vocabulary {
    /// Of each cluster, phrase and node one, in that order.
    pub(super) uses: Vec<Use>,
    /// The phrases.
    pub(super) phrases: TiVec<TermId, Phrase>,
    /// The text of each stem.
    pub(super) stems: TiVec<StemId, String>,
    /// Links among the stems.
    pub(super) links: TiVec<StemId, bool>,
    /// The phrase of each stem alone, where there is one.
    alone: TiVec<StemId, Option<TermId>>,
}

impl Vocabulary {
    /// Reads names (without markup), each in the language of its cluster or its own. O(words log words).
    pub(super) fn of(
        partition: &Partition,
        names: &[Cow<'_, str>],
        languages: &TiVec<ClusterId, Language>,
    ) -> Self {
        let mut reader = Reader::default();
        for ((node, &cluster), name) in partition.cluster_of.iter_enumerated().zip(names) {
            let language = words::language_of(name, languages[cluster]);
            reader.name((cluster, node), &words::words(name, language), language);
        }
        let mut uses = reader.uses;
        uses.sort_unstable_by_key(|used| (used.cluster, used.term, used.node, used.span));
        uses.dedup_by_key(|used| (used.cluster, used.term, used.node));
        let mut alone: TiVec<StemId, Option<TermId>> = vec![None; reader.stems.texts.len()].into();
        for (term, phrase) in reader.phrases.iter_enumerated() {
            if let &[stem] = phrase.stems() {
                alone[stem] = Some(term);
            }
        }
        Self { uses, phrases: reader.phrases, stems: reader.stems.texts, links: reader.stems.links, alone }
    }

    /// The words of a phrase, links left out.
    pub(super) fn stems_of(&self, term: TermId) -> impl Iterator<Item = StemId> {
        self.phrases[term].stems().iter().copied().filter(|&stem| !self.links[stem])
    }

    /// The same as phrases of their own.
    pub(super) fn words_of(&self, term: TermId) -> impl Iterator<Item = TermId> {
        self.stems_of(term).filter_map(|stem| self.alone[stem])
    }

    /// Whether a word of a phrase is a link.
    pub(super) fn has_link(&self, term: TermId) -> bool {
        self.phrases[term].stems().iter().any(|&stem| self.links[stem])
    }

    /// The words of a phrase, links left out, parts of `machine-readable` apart.
    pub(super) fn parts(&self, term: TermId) -> impl Iterator<Item = &str> {
        self.stems_of(term).flat_map(|stem| self.stems[stem].split('-')).filter(|part| !part.is_empty())
    }
}

/// A word of a stretch without gaps.
#[derive(Clone, Copy)]
struct Piece {
    stem: StemId,
    part: Part,
    span: [u32; 2],
}

/// Phrases while they are numbered.
#[derive(Default)]
struct Reader<'n> {
    stems: Stems<'n>,
    /// The phrase that a word makes of another one, or of nothing.
    longer: FxHashMap<(Option<TermId>, StemId), TermId>,
    phrases: TiVec<TermId, Phrase>,
    uses: Vec<Use>,
}

impl<'n> Reader<'n> {
    fn name(&mut self, of: (ClusterId, NodeRow), words: &[NameWord<'n>], language: Language) {
        let mut run: Vec<Piece> = Vec::new();
        for word in words {
            match word.part {
                Part::Break | Part::Weak => {
                    self.run(of, &run, word.part == Part::Break);
                    run.clear();
                }
                part => {
                    let end = word.start + word.text.len();
                    // Names are shorter than 4 GiB.
                    let span = [word.start, end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
                    run.push(Piece { stem: self.stems.of(*word, language), part, span });
                }
            }
        }
        self.run(of, &run, true);
    }

    /// The phrases of words without a gap; `whole`: no word behind them belongs to them.
    fn run(&mut self, of: (ClusterId, NodeRow), run: &[Piece], whole: bool) {
        let Some(first) = run.iter().position(|piece| !piece.part.joins()) else { return };
        let last = run.iter().rposition(|piece| !piece.part.joins()).unwrap_or(first);
        let whole = whole && run[last + 1..].iter().all(|piece| piece.part == Part::Within);
        let pieces = &run[first..=last];
        let linked = pieces.iter().position(|piece| piece.part.joins()).unwrap_or(pieces.len());
        // Of each start, behind its first the phrase of each length.
        let mut made: Vec<[Option<TermId>; MOST_WORDS]> = vec![[None; MOST_WORDS]; pieces.len()];
        for start in (0..pieces.len()).rev().filter(|&start| !pieces[start].part.joins()) {
            // `automation on employment`, of `impact of automation on employment`, is none.
            let ties = first == 0 && start < linked;
            let mut term = None;
            for (words, piece) in pieces[start..].iter().take(MOST_WORDS).enumerate() {
                if piece.part == Part::Tie && !ties {
                    break;
                }
                let head = made[start][..words].iter().rev().flatten().next().copied();
                let next = self.lengthened(term, piece.stem);
                term = Some(next);
                if piece.part.joins() {
                    continue;
                }
                made[start][words] = term;
                let tail = (1..=words).find_map(|left_out| made[start + left_out][words - left_out]);
                let end = start + words + 1;
                if words > 0 {
                    self.phrases[next].inner = [head, tail];
                }
                self.phrases[next].names &= words > 0 || piece.part == Part::Subject;
                if !repeats(self.phrases[next].stems()) {
                    let left = start == 0 || pieces[start - 1].part.joins();
                    let right = pieces.get(end).map_or(whole, |next| next.part == Part::Within);
                    let span = [pieces[start].span[0], piece.span[1]];
                    let owner = owner(&pieces[..start]).map_or(span[0], |piece| piece.span[0]);
                    let whole = [left, right];
                    self.uses.push(Use { cluster: of.0, term: next, node: of.1, span, owner, whole });
                }
            }
        }
    }

    /// The phrase of one word more.
    fn lengthened(&mut self, term: Option<TermId>, stem: StemId) -> TermId {
        *self.longer.entry((term, stem)).or_insert_with(|| {
            let (mut stems, mut words) = ([stem; MOST_WORDS], 1);
            if let Some(term) = term {
                let shorter = &self.phrases[term];
                words += shorter.words;
                stems[..shorter.words].copy_from_slice(shorter.stems());
            }
            self.phrases.push_and_get_key(Phrase { stems, words, inner: [None; 2], names: true })
        })
    }
}

/// The noun that what follows belongs to.
fn owner(before: &[Piece]) -> Option<&Piece> {
    match before {
        [.., noun, Piece { part: Part::Link, .. }] if !noun.part.joins() => Some(noun),
        _ => None,
    }
}

/// Whether a word stands twice in a phrase.
fn repeats(stems: &[StemId]) -> bool {
    stems.iter().enumerate().any(|(at, stem)| stems[..at].contains(stem))
}

/// Stems while they are numbered.
struct Stems<'n> {
    stemmer: Stemmer,
    /// The stem of each written form in a language.
    forms: FxHashMap<(Language, &'n str), StemId>,
    number: FxHashMap<String, StemId>,
    texts: TiVec<StemId, String>,
    links: TiVec<StemId, bool>,
}

impl Default for Stems<'_> {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            forms: FxHashMap::default(),
            number: FxHashMap::default(),
            texts: TiVec::new(),
            links: TiVec::new(),
        }
    }
}

impl<'n> Stems<'n> {
    /// Porter's stem of an English word, of each part of `AI-driven`; a word of another language as [`fold`] has it.
    fn of(&mut self, word: NameWord<'n>, language: Language) -> StemId {
        if let Some(&stem) = self.forms.get(&(language, word.text)) {
            return stem;
        }
        let text = if is_english(language) {
            let lower = word.text.to_lowercase().replace('\u{2019}', "'");
            let parts: Vec<Cow<'_, str>> = lower.split('-').map(|part| self.stemmer.stem(part)).collect();
            parts.join("-")
        } else {
            fold(word.text, language)
        };
        let stem = *self.number.entry(text).or_insert_with_key(|text| {
            self.links.push(word.part.joins());
            self.texts.push_and_get_key(text.clone())
        });
        self.forms.insert((language, word.text), stem);
        stem
    }
}
