//! What the evidence needs of each name, computed once.

use rayon::prelude::*;

use crate::parse::{ArticleId, Corpus};
use crate::resolve::Name;
use crate::resolve::lexicon::{Lexicon, Profile};
use crate::resolve::vectors::kernel::{add, dot, normalize};
use crate::resolve::vectors::{DIMENSIONS, Texts, Vectors};

/// Different descriptions that are pooled for one name, in order.
const MAX_DESCRIPTIONS: usize = 8;

/// Letters of a name that are compared; their distance takes time by their square.
const MOST_LETTERS: usize = 128;

/// Vectors and numbers of all names, each indexed by name.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The sorted stems of each name as a string, at most [`MOST_LETTERS`] letters.
    pub letters: Vec<String>,
    /// Vectors of names, [`DIMENSIONS`] numbers each. Without vectors this and the next five are empty.
    pub names: Vec<f32>,
    /// Vectors of pooled descriptions.
    pub descriptions: Vec<f32>,
    /// The points by which neighbors are sought and candidates sifted: name + half the description, of length 1.
    pub points: Vec<f32>,
    /// Whether some word of a name was learned.
    known: Vec<bool>,
    /// Vectors of topics: what the articles of a name speak of; several names share one.
    pub topics: Vec<f32>,
    /// Which topic a name has.
    pub topic_of: Vec<u32>,
    /// Words of the pooled descriptions, as stems of the lexicon, sorted, no repeats.
    pub told: Vec<Vec<u32>>,
    /// Word of the vectors of each stem of the lexicon.
    pub word_of: Vec<Option<u32>>,
    /// Rarity of each stem of the lexicon, 0 to 1.
    pub rarity: Vec<f64>,
    /// Weights of the words of the vectors.
    pub weights: Vec<f32>,
}

/// A row of a table of vectors.
#[must_use]
pub fn row(table: &[f32], at: usize) -> &[f32] {
    &table[at * DIMENSIONS..][..DIMENSIONS]
}

impl Prepared {
    /// Prepares all names. Linear in their text.
    #[must_use]
    pub fn new(
        corpus: &Corpus,
        names: &[Name],
        lexicon: &Lexicon,
        (texts, vectors): (&Texts, Option<&Vectors>),
    ) -> Self {
        let in_lexicon: Vec<Option<u32>> = texts.stems.par_iter().map(|stem| lexicon.find(stem)).collect();
        let told = names.par_iter().map(|name| told(texts, name, &in_lexicon)).collect();
        let letters = lexicon.profiles.par_iter().map(|profile| letters(lexicon, profile)).collect();
        let Some(vectors) = vectors else {
            let rarity = lexicon.stems.iter().map(|stem| stem.rarity).collect();
            return Self { rarity, told, letters, ..Self::default() };
        };
        let greatest = vectors.greatest_rarity();
        let word_of: Vec<Option<u32>> =
            lexicon.stems.par_iter().map(|stem| vectors.find(&stem.text)).collect();
        let rarity = word_of.iter().map(|&word| vectors.rarity(word) / greatest).collect();
        let weights = vectors.weights();
        let known: Vec<Option<u32>> = texts.stems.par_iter().map(|stem| vectors.find(stem)).collect();
        let pools = Pools { vectors, weights: &weights, texts, known: &known };
        let mut prepared = Self { word_of, rarity, told, letters, ..Self::default() };
        prepared.names = table(names.len(), |at| prepared.name_vector(vectors, &weights, lexicon, at));
        prepared.descriptions = table(names.len(), |at| pools.description(&names[at]));
        prepared.points = points(&prepared.names, &prepared.descriptions);
        prepared.known = prepared.names.chunks(DIMENSIONS).map(|row| row.iter().any(|x| *x != 0.0)).collect();
        (prepared.topics, prepared.topic_of) = pools.topics(corpus, lexicon);
        prepared.weights = weights;
        prepared
    }

    fn name_vector(&self, vectors: &Vectors, weights: &[f32], lexicon: &Lexicon, at: usize) -> Vec<f32> {
        let words = lexicon.profiles[at].words.iter().filter_map(|word| self.word_of[word.stem as usize]);
        vectors.encode(weights, &words.collect::<Vec<u32>>())
    }

    /// How specific a name is to what its articles speak of: cosine of its vector and topic.
    #[must_use]
    pub fn own_topic(&self, at: usize) -> f64 {
        f64::from(dot(row(&self.names, at), self.topic(at)))
    }

    /// Cosine of name + half the description of both names: one product where [`super::Cosines`] takes six.
    #[must_use]
    pub fn nearness(&self, a: usize, b: usize) -> f64 {
        f64::from(dot(row(&self.points, a), row(&self.points, b)))
    }

    /// Whether some word of the name was learned.
    #[must_use]
    pub fn is_known(&self, at: usize) -> bool {
        self.known.get(at).copied().unwrap_or(false)
    }

    /// The topic of a name.
    #[must_use]
    pub fn topic(&self, at: usize) -> &[f32] {
        row(&self.topics, self.topic_of[at] as usize)
    }
}

fn points(names: &[f32], descriptions: &[f32]) -> Vec<f32> {
    let mut points = names.to_vec();
    let rows = points.par_chunks_mut(DIMENSIONS).zip(descriptions.par_chunks(DIMENSIONS));
    rows.for_each(|(point, said)| {
        add(point, 0.5, said);
        normalize(point);
    });
    points
}

/// One vector a name, side by side.
fn table(names: usize, of: impl Fn(usize) -> Vec<f32> + Sync) -> Vec<f32> {
    let mut rows = vec![0.0; names * DIMENSIONS];
    rows.par_chunks_mut(DIMENSIONS).enumerate().for_each(|(at, row)| row.copy_from_slice(&of(at)));
    rows
}

/// Different descriptions of a name, at most [`MAX_DESCRIPTIONS`], in order.
fn pooled<'t>(texts: &'t Texts, name: &Name) -> Vec<&'t Vec<u32>> {
    let mut kept: Vec<&Vec<u32>> = Vec::new();
    for mention in name.mentions.iter().take(4 * MAX_DESCRIPTIONS) {
        let words = &texts.descriptions[mention.0 as usize];
        if kept.len() < MAX_DESCRIPTIONS && !words.is_empty() && !kept.contains(&words) {
            kept.push(words);
        }
    }
    kept
}

fn letters(lexicon: &Lexicon, profile: &Profile) -> String {
    let mut words: Vec<&str> = profile.words.iter().map(|&word| lexicon.stem(word).text.as_str()).collect();
    words.sort_unstable();
    words.join(" ").chars().take(MOST_LETTERS).collect()
}

fn told(texts: &Texts, name: &Name, in_lexicon: &[Option<u32>]) -> Vec<u32> {
    let words = pooled(texts, name).into_iter().flatten();
    let mut told: Vec<u32> = words.filter_map(|&word| in_lexicon[word as usize]).collect();
    told.sort_unstable();
    told.dedup();
    told
}

struct Pools<'a> {
    vectors: &'a Vectors,
    weights: &'a [f32],
    texts: &'a Texts,
    /// Word of the vectors of each stem of the texts.
    known: &'a [Option<u32>],
}

impl Pools<'_> {
    fn encode<'w>(&self, words: impl Iterator<Item = &'w u32>) -> Vec<f32> {
        let words: Vec<u32> = words.filter_map(|&word| self.known[word as usize]).collect();
        self.vectors.encode(self.weights, &words)
    }

    fn description(&self, name: &Name) -> Vec<f32> {
        let mut sum = vec![0.0; DIMENSIONS];
        for words in pooled(self.texts, name) {
            add(&mut sum, 1.0, &self.encode(words.iter()));
        }
        normalize(&mut sum);
        sum
    }

    /// Topics of articles, and of names of several articles; the topic of each name.
    fn topics(&self, corpus: &Corpus, lexicon: &Lexicon) -> (Vec<f32>, Vec<u32>) {
        let of_article = self.article_topics(corpus);
        let mut topics = of_article.clone();
        let mut topic_of = Vec::with_capacity(lexicon.profiles.len());
        for profile in &lexicon.profiles {
            if let [article] = profile.articles[..] {
                topic_of.push(article.0);
                continue;
            }
            let mut sum = vec![0.0; DIMENSIONS];
            for article in &profile.articles {
                add(&mut sum, 1.0, row(&of_article, article.0 as usize));
            }
            normalize(&mut sum);
            topic_of.push(u32::try_from(topics.len() / DIMENSIONS).expect("fewer than 2^32 names"));
            topics.extend(sum);
        }
        (topics, topic_of)
    }

    /// What each article speaks of: the mean of its rows.
    fn article_topics(&self, corpus: &Corpus) -> Vec<f32> {
        let start =
            |article: u32| corpus.mentions.partition_point(|mention| mention.article < ArticleId(article));
        table(corpus.articles.len(), |article| {
            let article = u32::try_from(article).expect("fewer than 2^32 articles");
            let mut sum = vec![0.0; DIMENSIONS];
            for at in start(article)..start(article + 1) {
                if !self.texts.descriptions[at].is_empty() {
                    add(
                        &mut sum,
                        1.0,
                        &self.encode(self.texts.names[at].iter().chain(&self.texts.descriptions[at])),
                    );
                }
            }
            normalize(&mut sum);
            sum
        })
    }
}
