//! In which language each article speaks, and the words of names in it.
//!
//! An article that says enough tells its language by its function words ([`Language::of`]). A shorter one needs a second
//! witness (letter n-grams, crate `whichlang`); where the two differ it is read like the articles whose words it shares.

use rustc_hash::FxHashMap;
use whichlang::Lang;

use crate::language::Language;
use crate::parse::{ArticleId, Corpus, MentionId};
use crate::resolve::language::compounds::Vocabulary;
use crate::resolve::language::foreign_words::{ForeignWord, foreign_words, raw_words};
use crate::resolve::language::glosses::Glosses;
use crate::resolve::language::normalize::pieces;
use crate::resolve::statistics::Statistics;
use crate::resolve::types::Name;
use portent_graph::hash;
use portent_graph::index::TiVec;
use portent_graph::parallel;

/// Bytes of an article that are looked at.
const SAMPLE: usize = 1500;
/// Articles of so many words tell their language by function words alone.
const ENOUGH: usize = 30;
/// A guess counts where more than one in so many of the English articles surely speaks that language.
const LEAST_SHARE: usize = 8;
/// Articles that one task reads.
const TASK: usize = 64;

/// The languages of an archive. English articles, and those that tell none, are [`Language::English`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Tongues {
    articles: TiVec<ArticleId, Language>,
    vocabulary: Vocabulary,
    /// No name and no description is to be read in another language than English.
    all_english: bool,
}

/// What an article alone tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Surely(Language),
    /// By letters perhaps this one.
    Perhaps(Language),
}

impl Tongues {
    /// Reads the languages of all articles and the compounds of their names. `frozen`: those of an archive tell what is a
    /// compound, and an article then tells its language alone. Linear in the text of names.
    pub(crate) fn new(corpus: &Corpus, frozen: Option<&Statistics>) -> Self {
        let samples = samples(corpus);
        let told = parallel::map_of(&samples.raw, TASK, |sample| told(sample));
        let articles = settle(&samples, &told, frozen.is_some());
        if std::env::var("DEBUG_T").is_ok() { for ((s,l),t) in samples.iter().zip(&articles).zip(&told) { if *l != Language::English { eprintln!("{l:?} {t:?} {}", s.chars().take(150).collect::<String>().replace('\n',"|")); } } }
        let foreign_letters = || corpus.mentions.iter().any(|mention| script(&mention.name).is_some());
        let all_english = articles.iter().all(|&language| language == Language::English) && !foreign_letters();
        let mut tongues = Self { articles, vocabulary: Vocabulary::default(), all_english };
        if !all_english {
            tongues.vocabulary = tongues.vocabulary(corpus, frozen);
        }
        tongues
    }

    /// The language in which a text of an article is read.
    pub(crate) fn of(&self, text: &str, article: ArticleId) -> Language {
        if self.all_english {
            return Language::English;
        }
        let around = self.articles.get(article).copied().unwrap_or(Language::English);
        match script(text) {
            Some(Language::Chinese) if around == Language::Japanese => around,
            Some(language) => language,
            None if is_told_by_script(around) => Language::English,
            None => around,
        }
    }

    /// The language in which a name is read: that of most of its mentions, the first of equals.
    pub(crate) fn of_name(&self, corpus: &Corpus, name: &Name) -> Language {
        if self.all_english {
            return Language::English;
        }
        let of = |&id: &MentionId| self.of(&corpus.mentions[id].name, corpus.mentions[id].article);
        let mut languages: Vec<Language> = name.mentions.iter().map(of).collect();
        languages.sort_unstable();
        let runs = languages.chunk_by(|a, b| a == b);
        runs.max_by_key(|run| (run.len(), std::cmp::Reverse(run[0]))).map_or(Language::English, |run| run[0])
    }

    /// The words of a text in a language other than English.
    pub(crate) fn words(&self, text: &str, language: Language) -> Vec<ForeignWord> {
        foreign_words(text, language, &self.vocabulary)
    }

    fn vocabulary(&self, corpus: &Corpus, frozen: Option<&Statistics>) -> Vocabulary {
        let mut own: Vec<(Language, String)> = Vec::new();
        for mention in &corpus.mentions {
            let language = self.of(&mention.name, mention.article);
            if language != Language::English {
                own.extend(raw_words(&mention.name, language).into_iter().map(|word| (language, word)));
            }
        }
        own.sort_unstable();
        own.dedup();
        let mut spoken: Vec<Language> = own.iter().map(|word| word.0).collect();
        spoken.dedup();
        let of_archive = frozen.into_iter().flat_map(|frozen| &frozen.tokens);
        let known = of_archive.flat_map(|word| spoken.iter().map(move |&language| (language, word.as_str())));
        let met = || own.iter().map(|(language, word)| (*language, word.as_str()));
        match frozen {
            Some(_) => Vocabulary::new(known, met()),
            None => Vocabulary::new(met(), met()),
        }
    }
}

/// The language that the script of a text tells; `None` for Latin letters.
fn script(text: &str) -> Option<Language> {
    if text.is_ascii() { None } else { Language::of_script(text) }
}

fn is_told_by_script(language: Language) -> bool {
    use Language::{Arabic, Chinese, Japanese, Korean, Thai};
    matches!(language, Arabic | Chinese | Japanese | Korean | Thai)
}

/// The beginning of what each article says: its names and descriptions, then its summary.
fn samples(corpus: &Corpus) -> TiVec<ArticleId, String> {
    let mut samples: TiVec<ArticleId, String> = vec![String::new(); corpus.articles.len()].into();
    for mention in &corpus.mentions {
        let sample = &mut samples[mention.article];
        for text in [Some(&mention.name), mention.description.as_ref()].into_iter().flatten() {
            add(sample, text);
        }
    }
    for (article, sample) in corpus.articles.iter().zip(&mut samples) {
        article.summary.iter().for_each(|summary| add(sample, summary));
    }
    samples
}

fn add(sample: &mut String, text: &str) {
    if sample.len() < SAMPLE {
        let room = text.floor_char_boundary(SAMPLE - sample.len());
        sample.push_str(&text[..room]);
        sample.push('\n');
    }
}

/// What a sample tells alone.
fn told(sample: &str) -> Told {
    let by_words = Language::of(sample);
    if is_told_by_script(by_words) {
        let kanji_alone = by_words == Language::Chinese && sample.chars().count() < ENOUGH;
        return if kanji_alone { Told::Perhaps(by_words) } else { Told::Surely(by_words) };
    }
    let is_long = sample.split_whitespace().nth(ENOUGH).is_some();
    if is_long {
        return Told::Surely(if by_words == Language::Other { Language::English } else { by_words });
    }
    let by_letters = language_of(whichlang::detect_language(sample));
    let glosses = Glosses::of(by_letters);
    let normal: Vec<String> = pieces(sample);
    let speaks = |language: Language, word: &String| Glosses::of(language).is_function(word);
    let own_words = normal.iter().any(|word| speaks(by_letters, word) && !ENGLISH.contains(&word.as_str()));
    let own_letters = sample.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    match by_letters {
        _ if by_letters == by_words => Told::Surely(by_letters),
        Language::English | Language::Other => Told::Perhaps(Language::English),
        _ if glosses.is_empty() => Told::Perhaps(by_letters),
        _ if own_words || own_letters => Told::Surely(by_letters),
        _ if !matches!(by_words, Language::English | Language::Other) => Told::Surely(by_words),
        _ => Told::Perhaps(by_letters),
    }
}

/// Function words of other languages that English names hold too.
static ENGLISH: &[&str] = &[
    "a", "an", "as", "at", "by", "de", "des", "die", "do", "due", "for", "he", "i", "in", "is", "me", "no", "of", "on", "or",
    "per", "pour", "son", "sur", "the", "to", "up", "us", "via", "versus", "vs", "y", "s", "d", "e", "o", "l", "con", "die",
    "van", "la", "el", "le", "am",
];

fn language_of(letters: Lang) -> Language {
    match letters {
        Lang::Ara => Language::Arabic,
        Lang::Cmn => Language::Chinese,
        Lang::Deu => Language::German,
        Lang::Eng => Language::English,
        Lang::Fra => Language::French,
        Lang::Ita => Language::Italian,
        Lang::Jpn => Language::Japanese,
        Lang::Kor => Language::Korean,
        Lang::Nld => Language::Dutch,
        Lang::Por => Language::Portuguese,
        Lang::Rus => Language::Russian,
        Lang::Spa => Language::Spanish,
        Lang::Swe => Language::Swedish,
        Lang::Tur => Language::Turkish,
        Lang::Hin | Lang::Vie => Language::Other,
    }
}

/// The language of each article: what it tells; where it is not sure, the one in which articles speak that share its words;
/// then its guess, where some article surely speaks it; else English. `alone`: no other article is asked.
fn settle(
    samples: &TiVec<ArticleId, String>,
    told: &[Told],
    alone: bool,
) -> TiVec<ArticleId, Language> {
    let sure = |told: &Told| matches!(told, Told::Surely(_));
    let surely = |told: &Told| if let Told::Surely(language) = told { Some(*language) } else { None };
    let mut counts: FxHashMap<Language, usize> = FxHashMap::default();
    told.iter().filter_map(surely).for_each(|language| *counts.entry(language).or_default() += 1);
    let foreign = counts.keys().any(|&language| language != Language::English);
    if alone || !foreign || told.iter().all(sure) {
        let guess = |told: &Told| match told {
            Told::Surely(language) => *language,
            Told::Perhaps(language) if is_told_by_script(*language) => *language,
            Told::Perhaps(_) => Language::English,
        };
        return told.iter().map(guess).collect();
    }
    let mut speakers: FxHashMap<u32, Vec<(Language, u32)>> = FxHashMap::default();
    for (sample, language) in samples.iter().zip(told).filter_map(|(s, told)| Some((s, surely(told)?))) {
        for word in hashed_words(sample) {
            let languages = speakers.entry(word).or_default();
            match languages.iter_mut().find(|known| known.0 == language) {
                Some(known) => known.1 += 1,
                None => languages.push((language, 1)),
            }
        }
    }
    let count = |language: Language| counts.get(&language).copied().unwrap_or(0);
    let choose = |(sample, told): (&String, &Told)| match told {
        Told::Surely(language) => *language,
        Told::Perhaps(guess) => {
            let guess = Some(*guess).filter(|&guess| LEAST_SHARE * count(guess) > count(Language::English));
            voted(sample, &speakers).or(guess).unwrap_or(Language::English)
        }
    };
    samples.iter().zip(told).map(choose).collect()
}

/// The language in which most of a sample's words are used elsewhere; each word has one vote.
fn voted(sample: &str, speakers: &FxHashMap<u32, Vec<(Language, u32)>>) -> Option<Language> {
    let mut votes: FxHashMap<Language, f64> = FxHashMap::default();
    for languages in hashed_words(sample).iter().filter_map(|word| speakers.get(word)) {
        let all: u32 = languages.iter().map(|known| known.1).sum();
        for &(language, count) in languages {
            *votes.entry(language).or_default() += f64::from(count) / f64::from(all);
        }
    }
    let mut votes: Vec<(Language, f64)> = votes.into_iter().collect();
    votes.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    votes.first().map(|vote| vote.0)
}

/// Words of a sample, hashed: those of four letters and more, and pairs of letters of scripts without spaces.
fn hashed_words(sample: &str) -> Vec<u32> {
    let mut hashes = Vec::new();
    for word in pieces(sample) {
        let letters: Vec<char> = word.chars().collect();
        if letters.iter().any(|&c| crate::language::is_without_spaces(c)) {
            hashes.extend(letters.windows(2).map(|pair| hash::narrow(&pair.iter().collect::<String>())));
        } else if letters.len() >= 4 {
            hashes.push(hash::narrow(&word));
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
