//! In which language each article speaks, and the words of names in it.
//!
//! An article that says enough tells its language by its function words ([`Language::of`]). A shorter one needs a second
//! witness (letter n-grams, crate `whichlang`); where the two differ it is read like the articles whose words it shares.

use crate::language::{Language, is_without_spaces};
use crate::parse::{ArticleId, Corpus, Mention, MentionId};
use crate::resolve::language::compounds::Vocabulary;
use crate::resolve::language::foreign_words::{ForeignWord, foreign_words, raw_words};
use crate::resolve::language::speakers::languages_of;
use crate::resolve::language::told::{is_english_within, is_told_by_script, script, told};
use crate::resolve::statistics::Statistics;
use crate::resolve::types::Name;
use portent_graph::index::TiVec;
use portent_graph::parallel;

/// Bytes of an article that are looked at.
const SAMPLE: usize = 1500;
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

impl Tongues {
    /// Reads the languages of all articles and the compounds of their names. `frozen`: those of an archive tell what is a
    /// compound, and an article then tells its language alone. Linear in the text of names.
    pub(crate) fn new(corpus: &Corpus, frozen: Option<&Statistics>) -> Self {
        let samples = samples(corpus);
        let told = parallel::map_of(&samples.raw, TASK, |sample| told(sample));
        let articles = languages_of(&samples, &told, frozen.is_some());
        let foreign_letters = || corpus.mentions.iter().any(|mention| script(&mention.name).is_some());
        let all_english =
            articles.iter().all(|&language| language == Language::English) && !foreign_letters();
        let mut tongues = Self { articles, vocabulary: Vocabulary::default(), all_english };
        if !all_english {
            tongues.vocabulary = tongues.vocabulary(corpus, frozen);
        }
        tongues
    }

    /// The language in which a name and its description are read: English within an article of another language where
    /// they surely are.
    pub(crate) fn of(&self, mention: &Mention) -> Language {
        if self.all_english {
            return Language::English;
        }
        let around = self.articles.get(mention.article).copied().unwrap_or(Language::English);
        let row = || format!("{}\n{}", mention.name, mention.description.as_deref().unwrap_or_default());
        match script(&mention.name) {
            Some(Language::Chinese) if around == Language::Japanese => around,
            Some(language) => language,
            // Some words of such a name are in the language of its article: `Tug 与 Ferry`.
            None if is_told_by_script(around) && mention.name.chars().any(is_without_spaces) => around,
            None if is_told_by_script(around) => Language::English,
            None if around == Language::English || is_english_within(&row(), around) => Language::English,
            None => around,
        }
    }

    /// The language in which a name is read: that of most of its mentions, the first of equals.
    pub(crate) fn of_name(&self, corpus: &Corpus, name: &Name) -> Language {
        if self.all_english {
            return Language::English;
        }
        let of = |&id: &MentionId| self.of(&corpus.mentions[id]);
        let mut languages: Vec<Language> = name.mentions.iter().map(of).collect();
        languages.sort_unstable();
        let runs = languages.chunk_by(|a, b| a == b);
        runs.max_by_key(|run| (run.len(), std::cmp::Reverse(run[0]))).map_or(Language::English, |run| run[0])
    }

    /// Whether a name is read in another language than English, or no English article holds it.
    pub(crate) fn is_foreign(&self, corpus: &Corpus, name: &Name) -> bool {
        let around = |id: &MentionId| self.articles.get(corpus.mentions[*id].article).copied();
        let in_english = |id: &MentionId| around(id).is_none_or(|language| language == Language::English);
        !self.all_english
            && (!name.mentions.iter().any(in_english) || self.of_name(corpus, name) != Language::English)
    }

    /// The words of a text in a language other than English.
    pub(crate) fn words(&self, text: &str, language: Language) -> Vec<ForeignWord> {
        foreign_words(text, language, &self.vocabulary)
    }

    fn vocabulary(&self, corpus: &Corpus, frozen: Option<&Statistics>) -> Vocabulary {
        let mut own: Vec<(Language, String)> = Vec::new();
        for mention in &corpus.mentions {
            let language = self.of(mention);
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

/// The beginning of what each article says: its names and descriptions, then its title and summary.
fn samples(corpus: &Corpus) -> TiVec<ArticleId, String> {
    let mut samples: TiVec<ArticleId, String> = vec![String::new(); corpus.articles.len()].into();
    for mention in &corpus.mentions {
        let sample = &mut samples[mention.article];
        for text in [Some(&mention.name), mention.description.as_ref()].into_iter().flatten() {
            add(sample, text);
        }
    }
    for (article, sample) in corpus.articles.iter().zip(&mut samples) {
        add(sample, &article.title);
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
