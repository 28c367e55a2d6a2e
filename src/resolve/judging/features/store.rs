//! What the evidence needs of each name, computed once.

use rayon::prelude::*;

use crate::parse::Corpus;
use crate::resolve::embedding::corpus_words::Texts;
use crate::resolve::embedding::kernel::{DIMENSIONS, add, dot, normalize};
use crate::resolve::embedding::quantized::{Point, Points};
use crate::resolve::embedding::vectors::Vectors;
use crate::resolve::language::words;
use crate::resolve::names::description::different;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, Stem};
use crate::resolve::types::Name;

/// Letters of a name that are compared; their distance takes time by their square.
const MOST_LETTERS: usize = 128;

/// Vectors and numbers of all names, each indexed by name.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The sorted stems of each name as a string, at most 128 letters; empty with vectors, where
    /// few are asked for.
    pub letters: Vec<String>,
    /// Whether some word of each name was learned. Without vectors this and the next eight are empty.
    pub known: Vec<bool>,
    /// Vectors of names.
    pub names: Points,
    /// Vectors of pooled descriptions.
    pub descriptions: Points,
    /// The points by which neighbors are sought and candidates sifted: name + half the description.
    pub points: Points,
    /// Cosine of each name with its own description.
    pub own: Vec<f32>,
    /// Vectors of topics: what the articles of a name speak of; several names share one.
    pub topics: Points,
    /// Which topic a name has.
    pub topic_of: Vec<u32>,
    /// How specific each name is to what its articles speak of: cosine of its vector and topic.
    pub own_topic: Vec<f32>,
    /// Vectors of the words that were learned.
    pub words: Points,
    /// Words of the pooled descriptions, as stems of the lexicon, sorted, no repeats; empty with vectors, where few are
    /// asked for.
    pub told: Vec<Vec<u32>>,
    /// What is asked of each stem of the lexicon.
    pub facts: Vec<Fact>,
    /// What each word of the vectors adds to the vector of a text: its weight times the length of its vector.
    pub shares: Vec<f32>,
}

/// What is asked of a stem, side by side: one look into memory finds all of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fact {
    /// How rare it is, 0 to 1.
    pub rarity: f64,
    /// What it counts: its rarity, less where it is emphasis, tone or a general thing.
    pub weight: f64,
    /// It is emphasis, tone or a general thing.
    pub is_light: bool,
    /// What it means, as [`Stem::sense`].
    pub sense: u32,
    /// Its word of the vectors.
    pub word: Option<u32>,
}

/// What a word that carries no meaning of its own counts, beside its rarity.
const LIGHT: f64 = 0.4;

impl Fact {
    fn new(stem: &Stem, rarity: f64, word: Option<u32>) -> Self {
        let is_light = stem.classes & (words::FILLER | words::ASPECT | words::TOOL) != 0;
        let weight = rarity * if is_light { LIGHT } else { 1.0 };
        Self { rarity, weight, is_light, sense: stem.sense, word }
    }
}

impl Prepared {
    /// Prepares all names. Linear in their text.
    #[must_use]
    pub fn new(
        corpus: &Corpus,
        names: &[Name],
        lexicon: &Lexicon,
        texts: &Texts,
        vectors: Option<&Vectors>,
    ) -> Self {
        let Some(vectors) = vectors else {
            let in_lexicon: Vec<Option<u32>> =
                texts.stems.par_iter().map(|stem| lexicon.find(stem)).collect();
            let told = names.par_iter().map(|name| told(texts, name, &in_lexicon)).collect();
            let letters = lexicon.profiles.par_iter().map(|profile| letters(lexicon, profile)).collect();
            let facts = lexicon.stems.iter().map(|stem| Fact::new(stem, stem.rarity, None)).collect();
            return Self { facts, told, letters, ..Self::default() };
        };
        let greatest = vectors.greatest_rarity();
        let fact = |stem: &Stem| {
            let word = vectors.find(&stem.text);
            Fact::new(stem, vectors.rarity(word) / greatest, word)
        };
        let facts: Vec<Fact> = lexicon.stems.par_iter().map(fact).collect();
        let weights = vectors.weights();
        let known: Vec<Option<u32>> = texts.stems.par_iter().map(|stem| vectors.find(stem)).collect();
        let pools = Pools { vectors, weights: &weights, texts, known: &known };
        let of_name = |at: usize| {
            let words = lexicon.profiles[at].words.iter().filter_map(|word| facts[word.stem as usize].word);
            vectors.encode(&weights, &words.collect::<Vec<u32>>())
        };
        let [named, said, points] = texts_of(names.len(), of_name, |at| pools.description(&names[at]));
        let (topics, topic_of) = topics(corpus.articles.len(), lexicon, &points);
        let own = named.as_slice().iter().zip(said.as_slice()).map(|(x, y)| x.cosine(y)).collect();
        let topic = |(name, &topic): (&Point, &u32)| name.cosine(topics.get(topic as usize));
        let own_topic = named.as_slice().iter().zip(&topic_of).map(topic).collect();
        let words = Points::new(vectors.rows());
        let length = |row: &[f32]| dot(row, row).sqrt();
        let shares =
            vectors.rows().chunks(DIMENSIONS).zip(&weights).map(|(row, w)| w * length(row)).collect();
        Self {
            known: named.as_slice().iter().map(|name| !name.is_zero()).collect(),
            names: named,
            descriptions: said,
            points,
            own,
            topics,
            topic_of,
            own_topic,
            words,
            told: Vec::new(),
            letters: Vec::new(),
            facts,
            shares,
        }
    }

    /// Cosine of name + half the description of both names: one product where the cosines of all texts take four.
    #[must_use]
    pub fn nearness(&self, a: usize, b: usize) -> f64 {
        f64::from(self.points.cosine(a, b))
    }

    /// Whether some word of the name was learned.
    #[must_use]
    pub fn is_known(&self, at: usize) -> bool {
        self.known.get(at).is_some_and(|&known| known)
    }

    /// The topic of a name.
    #[must_use]
    pub fn topic(&self, at: usize) -> &Point {
        self.topics.get(self.topic_of[at] as usize)
    }
}

/// Vectors of names, of descriptions, and of name + half the description.
fn texts_of(
    names: usize,
    name: impl Fn(usize) -> Vec<f32> + Sync,
    description: impl Fn(usize) -> Vec<f32> + Sync,
) -> [Points; 3] {
    let of = |at: usize| {
        let (mut sum, said) = (name(at), description(at));
        let named = Point::new(&sum);
        add(&mut sum, 0.5, &said);
        (named, (Point::new(&said), Point::new(&sum)))
    };
    let (named, (said, points)): (Vec<_>, (Vec<_>, Vec<_>)) = (0..names).into_par_iter().map(of).unzip();
    [named.into(), said.into(), points.into()]
}

/// The words of the different descriptions of a name, in order.
fn pooled<'t>(texts: &'t Texts, name: &Name) -> Vec<&'t [u32]> {
    different(name, |mention| Some(&texts.descriptions[mention.into()]).filter(|words| !words.is_empty()))
}

pub(super) fn letters(lexicon: &Lexicon, profile: &Profile) -> String {
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
}

/// Topics of articles, and of names of several articles; the topic of each name.
fn topics(articles: usize, lexicon: &Lexicon, points: &Points) -> (Points, Vec<u32>) {
    let of_article = article_topics(articles, lexicon, points);
    let mut topics = of_article.clone();
    let mut topic_of = Vec::with_capacity(lexicon.profiles.len());
    for profile in &lexicon.profiles {
        if let [article] = profile.articles[..] {
            topic_of.push(article.get());
            continue;
        }
        let mut sum = vec![0.0; DIMENSIONS];
        for article in &profile.articles {
            add(&mut sum, 1.0, &of_article[usize::from(*article) * DIMENSIONS..][..DIMENSIONS]);
        }
        topic_of.push(u32::try_from(topics.len() / DIMENSIONS).expect("fewer than 2^32 names"));
        topics.extend(sum);
    }
    (Points::new(&topics), topic_of)
}

/// What each article speaks of: the mean of its names with their descriptions.
fn article_topics(articles: usize, lexicon: &Lexicon, points: &Points) -> Vec<f32> {
    let mut topics = vec![0.0; articles * DIMENSIONS];
    for (profile, point) in lexicon.profiles.iter().zip(points.as_slice()) {
        for article in &profile.articles {
            point.add_to(1.0, &mut topics[usize::from(*article) * DIMENSIONS..][..DIMENSIONS]);
        }
    }
    topics.chunks_exact_mut(DIMENSIONS).for_each(|row| {
        normalize(row);
    });
    topics
}
