//! `review`: the pairs of names that a person should decide first, and what is left to ask after each answer.

mod card;
mod rank;
mod session;

use crate::error::Error;
use crate::query::kinds::kinds;
use crate::resolve::decisions::Writer;
use crate::resolve::{NameId, Resolver};

pub use card::{Evidence, Side, listed};
pub use session::{Answer, Review};

/// What [`review`] asks about.
#[derive(Debug, Clone)]
pub struct ReviewOptions {
    kinds: Vec<String>,
    limit: usize,
}

impl Default for ReviewOptions {
    fn default() -> Self {
        Self { kinds: Vec::new(), limit: 40 }
    }
}

impl ReviewOptions {
    /// Names of kinds; default all entity kinds.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<String>) -> Self {
        Self { kinds, ..self }
    }

    /// How many questions; default 40.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }
}

/// Whether two groups of names are one thing, asked of one name of each.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The names, the smaller first.
    pub names: [NameId; 2],
    /// Their kind, in words.
    pub kind: String,
    /// Both groups are one entity so far.
    pub together: bool,
    /// How sure the judge is that both names are one thing, 0 to 1.
    pub probability: f64,
    /// The chance that the present answer is wrong, 0 to 1.
    pub wrong: f64,
    /// What hangs on the answer: the harmonic mean of the mentions of both groups.
    pub stake: f64,
    /// Either name with its group and what articles say of it.
    pub sides: [Side; 2],
    /// What speaks for and against, in a sentence.
    pub why: String,
}

impl Question {
    /// The line of a decisions file that answers it, without its end; `writer` writes for the resolution that was reviewed.
    #[must_use]
    pub fn line(&self, writer: &Writer<'_>, same: bool) -> Option<String> {
        let note = format!("reviewed; match probability {:.2}", self.probability);
        writer.line(same, self.names, &note)
    }
}

/// The questions that matter most, the weightiest first.
///
/// Asked is whether two groups of names are one thing: two parts of an entity, at the pair of names that joined them, or
/// two entities of one kind that stay apart, at the pair that is most likely one thing. The weight of a question is the
/// chance that the present answer is wrong (what the match probability of the pair lacks to 1 where they are one entity, the
/// mean match probability of all pairs between them where they are two) times what hangs on it: the harmonic mean of the mentions of both groups, so that the
/// smaller group counts most, as its mentions would change places. Not asked are questions whose present answer is wrong in
/// fewer than one of five cases; what people decided, or what follows from it; entities between which a guard fires; and
/// pairs to which no line of a decisions file leads.
///
/// O(pairs log pairs), and the text of what is shown.
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown kind.
///
/// ```
/// use portent::parse::{ReadOptions, read};
/// use portent::query::{Answer, ReviewOptions, review};
/// use portent::resolve::{ResolveOptions, Resolver};
/// let corpus = read(&["fixtures/articles".into()], &ReadOptions::default())?;
/// let resolver = Resolver::new(&corpus, ResolveOptions::default())?;
/// let mut review = review(&resolver, &ReviewOptions::default())?;
/// let first = review.open().unwrap().names;
/// review.answer(Answer::Same);
/// assert_ne!(review.open().map(|question| question.names), Some(first));
/// # Ok::<(), portent::Error>(())
/// ```
pub fn review(resolver: &Resolver<'_>, options: &ReviewOptions) -> Result<Review, Error> {
    let (corpus, resolution) = (resolver.corpus, resolver.resolution());
    let wanted = kinds(&corpus.schema, &options.kinds)?;
    let writer = Writer::new(corpus, resolution);
    let ranked = rank::ranked(resolution, &resolver.decided);
    let is_asked = |doubt: &&rank::Doubt| {
        wanted.contains(&resolution.names[doubt.names[0]].kind)
            && doubt.names.iter().all(|&name| writer.column(name).is_some())
    };
    let asked = ranked.doubts.iter().filter(is_asked).take(options.limit);
    let questions = asked.map(|doubt| card::question(resolver, &writer, doubt)).collect();
    Ok(Review::new(questions, ranked.joins, &resolver.decided))
}
