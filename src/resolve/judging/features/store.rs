//! What the evidence needs of each name, computed once.

use crate::parse::{ArticleId, Corpus};
use crate::resolve::embedding::corpus_words::{TextStemId, Texts};
use crate::resolve::embedding::kernel::{DIMENSIONS, WordId, add, dot, normalize, row, row_mut};
use crate::resolve::embedding::quantized::{self, Point, wide_cosine};
use crate::resolve::embedding::vectors::Vectors;
use crate::resolve::language::words;
use crate::resolve::names::description::different;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, Stem, StemId};
use crate::resolve::types::{Name, NameId};
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;

portent_graph::index_type! {
    /// What the articles of some names speak of: first those of single articles, then of several.
    pub struct TopicId;
}

/// Letters of a name that are compared; their distance takes time by their square.
const MOST_LETTERS: usize = 128;

/// Names or stems that one task prepares.
const TASK: usize = 512;

/// Vectors and numbers of all names.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The sorted stems of each name as a string, at most 128 letters; empty with vectors, where
    /// few are asked for.
    pub letters: TiVec<NameId, String>,
    /// Whether some word of each name was learned. Without vectors this and the next eight are empty.
    pub known: TiVec<NameId, bool>,
    /// Vectors of names.
    pub names: TiVec<NameId, Point>,
    /// Vectors of pooled descriptions.
    pub descriptions: TiVec<NameId, Point>,
    /// The points by which neighbors are sought and candidates sifted: name + half the description.
    pub points: TiVec<NameId, Point>,
    /// Cosine of each name with its own description.
    pub own: TiVec<NameId, f32>,
    /// Vectors of topics: what the articles of a name speak of; several names share one.
    pub topics: TiVec<TopicId, Point>,
    /// Which topic a name has.
    pub topic_of: TiVec<NameId, TopicId>,
    /// How specific each name is to what its articles speak of: cosine of its vector and topic.
    pub own_topic: TiVec<NameId, f32>,
    /// Vectors of the words that were learned.
    pub words: TiVec<WordId, Point>,
    /// Words of the pooled descriptions, as stems of the lexicon, sorted, no repeats; empty with vectors, where few are
    /// asked for.
    pub told: TiVec<NameId, Vec<StemId>>,
    /// What is asked of each stem of the lexicon.
    pub facts: TiVec<StemId, Fact>,
    /// What each word of the vectors adds to the vector of a text: its weight times the length of its vector.
    pub shares: TiVec<WordId, f32>,
}

/// The vectors of one name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PreparedVectors {
    /// Of the name.
    pub name: Point,
    /// Of its pooled descriptions.
    pub description: Point,
    /// Name + half the description.
    pub point: Point,
    /// What its articles speak of.
    pub topic: Point,
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
    pub word: Option<WordId>,
}

/// What a word that carries no meaning of its own counts, beside its rarity.
const LIGHT: f64 = 0.4;

impl Fact {
    fn new(stem: &Stem, rarity: f64, word: Option<WordId>) -> Self {
        let is_light = stem.classes & words::LIGHT != 0;
        let weight = rarity * if is_light { LIGHT } else { 1.0 };
        Self { rarity, weight, is_light, sense: stem.sense, word }
    }
}

impl Prepared {
    /// Prepares all names. Linear in their text.
    #[must_use]
    pub fn new(
        corpus: &Corpus,
        names: &TiSlice<NameId, Name>,
        lexicon: &Lexicon,
        texts: &Texts,
        vectors: Option<&Vectors>,
    ) -> Self {
        let Some(vectors) = vectors else { return Self::of_strings(names, lexicon, texts) };
        let facts = facts(lexicon, vectors);
        let weights = vectors.weights();
        let known: TiVec<TextStemId, Option<WordId>> =
            parallel::map_of(&texts.stems.raw, TASK, |stem| vectors.find(stem)).into();
        let pools = Pools { vectors, weights: &weights, texts, known: &known };
        let of_name = |id: NameId| {
            let words = lexicon.profiles[id].words.iter().filter_map(|word| facts[word.stem].word);
            vectors.encode(&weights, &words.collect::<Vec<WordId>>())
        };
        let [named, said, points] = texts_of(names.len(), of_name, |id| pools.description(&names[id]));
        let (topics, topic_of) = topics(corpus.articles.len(), lexicon, &points);
        Self { topics, topic_of, ..Self::of_vectors(facts, vectors, [named, said, points]) }.with_own()
    }

    /// What was prepared of some names elsewhere. Linear in the names and in the words of all.
    pub(crate) fn of_names(
        lexicon: &Lexicon,
        vectors: Option<&Vectors>,
        names: Vec<PreparedVectors>,
        told: TiVec<NameId, Vec<StemId>>,
    ) -> Self {
        let Some(vectors) = vectors else { return Self { told, ..Self::of_forms(lexicon) } };
        let all = |of: fn(&PreparedVectors) -> Point| names.iter().map(of).collect();
        let texts = [all(|name| name.name), all(|name| name.description), all(|name| name.point)];
        Self {
            topics: names.iter().map(|name| name.topic).collect(),
            topic_of: TopicId::first(names.len()).collect(),
            ..Self::of_vectors(facts(lexicon, vectors), vectors, texts)
        }
        .with_own()
    }

    /// The vectors of a name; none without any.
    pub(crate) fn vectors_of(&self, id: NameId) -> Option<PreparedVectors> {
        let name = *self.names.get(id)?;
        let (description, point, topic) = (self.descriptions[id], self.points[id], *self.topic(id));
        Some(PreparedVectors { name, description, point, topic })
    }

    /// Without topics.
    fn of_vectors(
        facts: TiVec<StemId, Fact>,
        vectors: &Vectors,
        [names, descriptions, points]: [TiVec<NameId, Point>; 3],
    ) -> Self {
        let length = |row: &[f32]| dot(row, row).sqrt();
        let lengths = vectors.rows().chunks(DIMENSIONS).map(length);
        Self {
            known: names.iter().map(|name| !name.is_zero()).collect(),
            words: quantized::points(vectors.rows()),
            shares: vectors.weights().iter().zip(lengths).map(|(weight, length)| weight * length).collect(),
            facts,
            names,
            descriptions,
            points,
            ..Self::default()
        }
    }

    /// With the cosines of each name with its own texts.
    fn with_own(self) -> Self {
        let names = || self.names.iter();
        let topics = self.topic_of.iter().map(|&topic| &self.topics[topic]);
        Self {
            own: names().zip(&self.descriptions).map(|(x, y)| x.cosine(y)).collect(),
            own_topic: names().zip(topics).map(|(name, topic)| name.cosine(topic)).collect(),
            ..self
        }
    }

    /// What strings alone say.
    fn of_strings(names: &TiSlice<NameId, Name>, lexicon: &Lexicon, texts: &Texts) -> Self {
        let in_lexicon: TiVec<TextStemId, Option<StemId>> =
            parallel::map_of(&texts.stems.raw, TASK, |stem| lexicon.find(stem)).into();
        Self {
            told: parallel::map_of(&names.raw, TASK, |name| told(texts, name, &in_lexicon)).into(),
            ..Self::of_forms(lexicon)
        }
    }

    /// What the words of names say without any text.
    fn of_forms(lexicon: &Lexicon) -> Self {
        Self {
            facts: lexicon.stems.iter().map(|stem| Fact::new(stem, stem.rarity, None)).collect(),
            letters: parallel::map_of(&lexicon.profiles.raw, TASK, |profile| letters(lexicon, profile))
                .into(),
            ..Self::default()
        }
    }

    /// Cosine of name + half the description of both names: one product where the cosines of all texts take four.
    #[must_use]
    pub fn nearness(&self, a: NameId, b: NameId) -> f64 {
        f64::from(wide_cosine(&self.points[a], &self.points[b]))
    }

    /// Whether some word of the name was learned.
    #[must_use]
    pub fn is_known(&self, id: NameId) -> bool {
        self.known.get(id).is_some_and(|&known| known)
    }

    /// The topic of a name.
    #[must_use]
    pub fn topic(&self, id: NameId) -> &Point {
        &self.topics[self.topic_of[id]]
    }
}

/// What is asked of each stem.
fn facts(lexicon: &Lexicon, vectors: &Vectors) -> TiVec<StemId, Fact> {
    let greatest = vectors.greatest_rarity();
    let fact = |stem: &Stem| {
        let word = vectors.find(&stem.text);
        Fact::new(stem, vectors.rarity(word) / greatest, word)
    };
    parallel::map_of(&lexicon.stems.raw, TASK, fact).into()
}

/// Vectors of names, of descriptions, and of name + half the description.
fn texts_of(
    names: usize,
    name: impl Fn(NameId) -> Vec<f32> + Sync,
    description: impl Fn(NameId) -> Vec<f32> + Sync,
) -> [TiVec<NameId, Point>; 3] {
    let mut all: [Vec<Point>; 3] = std::array::from_fn(|_| vec![Point::ZERO; names]);
    let [named, said, points] = all.each_mut().map(|points| points.chunks_mut(TASK));
    parallel::consume(named.zip(said).zip(points), |task, ((named, said), points)| {
        let places = named.iter_mut().zip(said).zip(points);
        for (((named, said), point), at) in places.zip(task * TASK..) {
            let (mut sum, told) = (name(at.into()), description(at.into()));
            *named = Point::new(&sum);
            *said = Point::new(&told);
            add(&mut sum, 0.5, &told);
            *point = Point::new(&sum);
        }
    });
    all.map(TiVec::from)
}

/// The words of the different descriptions of a name, in order.
fn pooled<'t>(texts: &'t Texts, name: &Name) -> Vec<&'t [TextStemId]> {
    different(name, |mention| Some(&texts.descriptions[mention.into()]).filter(|words| !words.is_empty()))
}

pub(super) fn letters(lexicon: &Lexicon, profile: &Profile) -> String {
    let mut words: Vec<&str> = profile.words.iter().map(|&word| lexicon.stem(word).text.as_str()).collect();
    words.sort_unstable();
    words.join(" ").chars().take(MOST_LETTERS).collect()
}

fn told(texts: &Texts, name: &Name, in_lexicon: &TiSlice<TextStemId, Option<StemId>>) -> Vec<StemId> {
    let words = pooled(texts, name).into_iter().flatten();
    let mut told: Vec<StemId> = words.filter_map(|&stem| in_lexicon[stem]).collect();
    told.sort_unstable();
    told.dedup();
    told
}

struct Pools<'a> {
    vectors: &'a Vectors,
    weights: &'a TiSlice<WordId, f32>,
    texts: &'a Texts,
    /// Word of the vectors of each stem of the texts.
    known: &'a TiSlice<TextStemId, Option<WordId>>,
}

impl Pools<'_> {
    fn encode(&self, stems: &[TextStemId]) -> Vec<f32> {
        let words: Vec<WordId> = stems.iter().filter_map(|&stem| self.known[stem]).collect();
        self.vectors.encode(self.weights, &words)
    }

    fn description(&self, name: &Name) -> Vec<f32> {
        let mut sum = vec![0.0; DIMENSIONS];
        for words in pooled(self.texts, name) {
            add(&mut sum, 1.0, &self.encode(words));
        }
        normalize(&mut sum);
        sum
    }
}

/// Topics of articles, and of names of several articles; the topic of each name.
fn topics(
    articles: usize,
    lexicon: &Lexicon,
    points: &TiSlice<NameId, Point>,
) -> (TiVec<TopicId, Point>, TiVec<NameId, TopicId>) {
    let of_one = |article: ArticleId| TopicId::new(article.get());
    let of_article = article_topics(articles, lexicon, points);
    let mut topics = of_article.clone();
    let mut topic_of = TiVec::with_capacity(lexicon.profiles.len());
    for profile in &lexicon.profiles {
        if let [article] = profile.articles[..] {
            topic_of.push(of_one(article));
            continue;
        }
        let mut sum = vec![0.0; DIMENSIONS];
        for article in &profile.articles {
            add(&mut sum, 1.0, row(&of_article, *article));
        }
        topic_of.push(TopicId::from(topics.len() / DIMENSIONS));
        topics.extend(sum);
    }
    (quantized::points(&topics), topic_of)
}

/// What each article speaks of: the mean of its names with their descriptions.
fn article_topics(articles: usize, lexicon: &Lexicon, points: &TiSlice<NameId, Point>) -> Vec<f32> {
    let mut topics = vec![0.0; articles * DIMENSIONS];
    for (profile, point) in lexicon.profiles.iter().zip(points) {
        for article in &profile.articles {
            point.add_to(1.0, row_mut(&mut topics, *article));
        }
    }
    topics.chunks_exact_mut(DIMENSIONS).for_each(|row| {
        normalize(row);
    });
    topics
}
