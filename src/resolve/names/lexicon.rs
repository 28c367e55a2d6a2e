//! What the string evidence knows of all names: their words by stem, with rarity and class.
//!
//! 1. each name becomes tokens; open compounds that also occur closed are joined (`health care`);
//! 2. expansions become their acronym (`large language models` as `llm`), words become stems;
//! 3. stems are numbered, counted and weighed; likely misspellings share a blocking key.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::Language;
use crate::parse::{ArticleId, Corpus, KindId};
use crate::resolve::embedding::corpus_words::Texts;
use crate::resolve::language::acronym::{Acronyms, Definition, definition, usual};
use crate::resolve::language::normalize::{normalize, tokens, tokens_of_part};
use crate::resolve::language::numbers;
use crate::resolve::language::stem::stem;
use crate::resolve::language::tongues::Tongues;
use crate::resolve::language::vetoes;
use crate::resolve::language::words;
use crate::resolve::names::description::Descriptions;
use crate::resolve::names::listed_acronyms::listed_acronyms;
use crate::resolve::names::misspellings::join_misspellings;
use crate::resolve::names::name_stems::{ASIDE, Met, MetId, NameWords, Raw, stems_of};
use crate::resolve::names::profile::{LONGEST_LIST, MAX_WORDS, Profile, Stem, StemId, Word};
use crate::resolve::statistics::{Statistics, StemStatistics};
use crate::resolve::types::{Name, NameId};
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;

/// What one task read: the stems of each of its names, and the texts that they number.
type StemmedPart = (Vec<Vec<Raw>>, TiVec<MetId, String>);

/// Names that one task reads: it remembers the stems of their words.
const TASK: usize = 16384;
/// Names that one task takes where it remembers nothing.
const NAMES_A_TASK: usize = 512;

/// The words of all names.
#[derive(Debug)]
pub struct Lexicon {
    /// All stems, in the order in which names first use them.
    pub stems: TiVec<StemId, Stem>,
    /// What is known of each name.
    pub profiles: TiVec<NameId, Profile>,
    id_of: FxHashMap<String, StemId>,
    /// Pairs of stems that say opposite things, smaller first, sorted.
    opposites: Vec<(StemId, StemId)>,
    /// How many stems come from an archive, whose statistics stand.
    frozen: Option<usize>,
}

/// The acronyms that names define, with the stems of their expansions, and the words of each name; brackets stand between
/// those of asides.
pub(crate) fn words_of(
    corpus: &Corpus,
    names: &TiSlice<NameId, Name>,
    tongues: &Tongues,
) -> (Vec<(String, String)>, Vec<NameWords>) {
    let read = parallel::map_of(&names.raw, NAMES_A_TASK, |name| {
        if let Some(words) = NameWords::foreign(&name.label, tongues.of_name(corpus, name), tongues) {
            return (words.definition(), words);
        }
        let definition = definition(&name.label);
        let rest = definition.as_ref().map(|found| found.rest.as_str());
        let words = NameWords::English(numbers::joined(english_words(name, rest)));
        (definition, words)
    });
    let (definitions, words): (Vec<Option<Definition>>, Vec<NameWords>) = read.into_iter().unzip();
    (usual(&definitions, listed_acronyms(corpus, names, &words)), words)
}

/// The words of an English name, or of the `rest` of one that defines an acronym.
fn english_words(name: &Name, rest: Option<&str>) -> Vec<String> {
    match rest {
        Some(rest) => tokens(&normalize(rest)),
        None if name.label.contains(OPENING) => with_asides(&name.label, &name.normal),
        None => tokens(&name.normal),
    }
}

/// The words of a name with brackets, which stay as tokens; without them where nothing stands outside.
fn with_asides(label: &str, normal: &str) -> Vec<String> {
    let (mut all, mut outside, mut rest) = (Vec::new(), 0, label);
    while let Some((before, behind)) = rest.split_once(OPENING) {
        let (aside, after) = behind.split_once(CLOSING).unwrap_or((behind, ""));
        let words = tokens_of_part(before);
        outside += words.len();
        all.extend(words);
        let words = tokens_of_part(aside);
        if !words.is_empty() {
            all.push(ASIDE[0].to_owned());
            all.extend(words);
            all.push(ASIDE[1].to_owned());
        }
        rest = after;
    }
    let words = tokens_of_part(rest);
    outside += words.len();
    all.extend(words);
    if outside == 0 { tokens(normal) } else { all }
}

/// Brackets around an aside.
const OPENING: [char; 3] = ['(', '[', '（'];
const CLOSING: [char; 3] = [')', ']', '）'];

impl Lexicon {
    /// Reads the words of all names and their descriptions. Linear in their text.
    #[must_use]
    pub fn new(corpus: &Corpus, names: &TiSlice<NameId, Name>) -> Self {
        Self::with(corpus, names, &Texts::read(corpus), None)
    }

    /// [`Self::new`] with the statistics of an archive in place of those of the names themselves: what is known of a
    /// name then depends on that name alone. `texts` are those of the corpus.
    #[must_use]
    pub(crate) fn with(
        corpus: &Corpus,
        names: &TiSlice<NameId, Name>,
        texts: &Texts,
        frozen: Option<&Statistics>,
    ) -> Self {
        let (acronyms, read) = words_of(corpus, names, &texts.tongues);
        let acronyms = match frozen {
            Some(frozen) => Acronyms::new(&frozen.acronyms),
            None => Acronyms::new(&acronyms),
        };
        let known: FxHashSet<&str> = match frozen {
            Some(frozen) => frozen.tokens.iter().map(String::as_str).collect(),
            None => read.iter().flat_map(NameWords::tokens).collect(),
        };
        let part = |names: &[NameWords]| {
            let mut met = Met::default();
            let words = names.iter().map(|words| stems_of(words, &mut met, &known, &acronyms));
            (words.collect(), met.known.texts)
        };
        let stemmed: Vec<StemmedPart> = parallel::map_chunks(&read, TASK, part);
        let mut lexicon = Self::start(frozen);
        let mut words: Vec<Vec<Word>> = Vec::with_capacity(names.len());
        for (names, texts) in stemmed {
            let mut ids: TiVec<MetId, Option<StemId>> = vec![None; texts.len()].into();
            words.extend(names.into_iter().map(|stems| lexicon.count(stems, &texts, &mut ids)));
        }
        lexicon.weigh(frozen.map_or(names.len() as f64, |frozen| f64::from(frozen.names)));
        let descriptions = Descriptions::pool(texts, names, frozen);
        lexicon.profiles = profiles(corpus, names, words, &lexicon.stems, descriptions);
        for ((profile, read), name) in lexicon.profiles.iter_mut().zip(&read).zip(names) {
            profile.language = read.language();
            profile.formal = texts.tongues.is_foreign(corpus, name);
            profile.inflected = if profile.words.len() == 1 { read.uninflected() } else { None };
        }
        lexicon
    }

    /// Without names: empty, or with the stems of an archive.
    fn start(frozen: Option<&Statistics>) -> Self {
        let known: &TiSlice<StemId, StemStatistics> =
            TiSlice::from_ref(frozen.map_or(&[][..], |frozen| &frozen.stems));
        let stem = |(id, known): (StemId, &StemStatistics)| Stem {
            frequency: known.frequency,
            ..Stem::new(&known.text, known.form.clone(), id)
        };
        Self {
            stems: known.iter_enumerated().map(stem).collect(),
            profiles: TiVec::new(),
            id_of: known.iter_enumerated().map(|(id, known)| (known.text.clone(), id)).collect(),
            opposites: Vec::new(),
            frozen: frozen.map(|_| known.len()),
        }
    }

    /// The stems of names, without the names. `frozen`: how many of them an archive brought. Linear in stems.
    pub(crate) fn of_stems(statistics: &Statistics, frozen: Option<usize>) -> Self {
        let mut lexicon = Self { frozen, ..Self::start(Some(statistics)) };
        lexicon.weigh(f64::from(statistics.names));
        lexicon
    }

    /// How many stems come from an archive; `None` without one.
    pub(crate) fn frozen(&self) -> Option<usize> {
        self.frozen
    }

    /// The stem with that text.
    #[must_use]
    pub fn find(&self, stem: &str) -> Option<StemId> {
        self.id_of.get(stem).copied()
    }

    /// Whether two stems say opposite things.
    #[must_use]
    pub fn are_opposite(&self, x: StemId, y: StemId) -> bool {
        self.opposites.binary_search(&(x.min(y), x.max(y))).is_ok()
    }

    /// The stem of a word.
    #[must_use]
    pub fn stem(&self, word: Word) -> &Stem {
        &self.stems[word.stem]
    }

    /// Numbers the stems of one name and counts each once; `ids` remembers the numbers of the `texts` of its task.
    fn count(
        &mut self,
        stems: Vec<Raw>,
        texts: &TiSlice<MetId, String>,
        ids: &mut TiSlice<MetId, Option<StemId>>,
    ) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::with_capacity(stems.len());
        for Raw { stem, form, slot, joints } in stems {
            let id = *ids[stem].get_or_insert_with(|| self.enter(&texts[stem], &texts[form]));
            let is_new = words.iter().take(MAX_WORDS).all(|word| word.stem != id);
            if self.frozen.is_none() && is_new {
                self.stems[id].frequency += 1;
            }
            words.push(Word { stem: id, slot, joints });
        }
        words
    }

    /// The number of a stem, that of a new one where it is met first.
    fn enter(&mut self, stem: &str, form: &str) -> StemId {
        if let Some(id) = self.find(stem) {
            return id;
        }
        let id = self.stems.next_key();
        // Which word is met first depends on the other names.
        let form = if self.frozen.is_some() { stem } else { form };
        self.stems.push(Stem::new(stem, form.to_owned(), id));
        self.id_of.insert(stem.to_owned(), id);
        id
    }

    fn weigh(&mut self, names: f64) {
        let all = libm::log(1.0 + names);
        for stem in &mut self.stems {
            stem.rarity =
                libm::log(1.0 + names / f64::from(stem.frequency.max(1))) / all.max(f64::MIN_POSITIVE);
        }
        for &(class, members) in words::CLASSES {
            for member in members.split_whitespace() {
                if let Some(&id) = self.id_of.get(&stem(member)) {
                    self.stems[id].classes |= class;
                }
            }
        }
        self.read_vetoes();
        self.join_synonyms();
        let usual = self.frozen.unwrap_or(self.stems.len());
        join_misspellings(&mut self.stems, usual);
    }

    /// Marks the words for which a language vetoes; the first language that knows a word of a closed set has it.
    fn read_vetoes(&mut self) {
        let find = |word: &str| self.id_of.get(&stem(word)).copied();
        for language in vetoes::LANGUAGES {
            let classes = [
                (words::NEGATION, language.negations),
                (words::UP, language.rises),
                (words::DOWN, language.declines),
                (words::LOSS, language.losses),
                (words::REFUSAL, language.refusals),
            ];
            for (class, members) in classes {
                for id in members.split_whitespace().filter_map(find) {
                    self.stems[id].classes |= class;
                }
            }
            for (word, rival) in language.rivals() {
                if let Some(id) = find(word) {
                    self.stems[id].rival.get_or_insert(rival);
                }
            }
            let pairs = language.opposites().filter_map(|(x, y)| Some((find(x)?, find(y)?)));
            self.opposites.extend(pairs.map(|(x, y)| (x.min(y), x.max(y))));
        }
        self.opposites.sort_unstable();
    }

    fn join_synonyms(&mut self) {
        for (number, row) in (0..).zip(words::SYNONYMS.lines()) {
            let found = row.split(' ').filter_map(|word| self.id_of.get(&stem(word)).copied());
            // A word in two rows keeps its first sense, so that rows never chain together.
            let ids: Vec<StemId> = found.filter(|&id| self.stems[id].sense == id.get()).collect();
            let Some(&first) = ids.iter().min() else { continue };
            for id in ids {
                let entry = &mut self.stems[id];
                entry.sense = u32::MAX - number;
                entry.key = first;
            }
        }
    }
}

fn profiles(
    corpus: &Corpus,
    names: &TiSlice<NameId, Name>,
    words: Vec<Vec<Word>>,
    stems: &TiSlice<StemId, Stem>,
    descriptions: Descriptions,
) -> TiVec<NameId, Profile> {
    let articles_of = |name: &Name| {
        let mut articles: Vec<ArticleId> = name.mentions.iter().map(|&id| corpus.counted_in(id)).collect();
        articles.sort_unstable();
        articles.dedup();
        articles
    };
    let articles = parallel::map_of(&names.raw, NAMES_A_TASK, articles_of);
    let mut listed: FxHashMap<(KindId, ArticleId), u32> = FxHashMap::default();
    for (name, articles) in names.iter().zip(&articles) {
        articles.iter().for_each(|&article| *listed.entry((name.kind, article)).or_default() += 1);
    }
    let lists_of = |name: &Name, articles: &[ArticleId]| -> Vec<ArticleId> {
        let is_list = |article: &ArticleId| listed[&(name.kind, *article)] <= LONGEST_LIST;
        articles.iter().copied().filter(is_list).collect()
    };
    let mut profiles = TiVec::with_capacity(names.len());
    for (((name, mut words), articles), description) in
        names.iter().zip(words).zip(articles).zip(descriptions.pooled)
    {
        let truncated = words.len() > MAX_WORDS;
        words.truncate(MAX_WORDS);
        let classes = words.iter().fold(0, |all, word| all | stems[word.stem].classes);
        let lists = lists_of(name, &articles);
        profiles.push(Profile {
            kind: name.kind,
            words,
            truncated,
            classes,
            articles,
            lists,
            description,
            language: Language::English,
            formal: false,
            inflected: None,
        });
    }
    profiles
}
