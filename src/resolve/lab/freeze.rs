//! What a resolver leaves for later runs.

use std::sync::Arc;

use crate::error::Error;
use crate::parse::Corpus;
use crate::resolve::archive::contents::{Archive, ArchiveGroups};
use crate::resolve::embedding::corpus_words::Texts;
use crate::resolve::embedding::vectors::Vectors;
use crate::resolve::names::description::frequencies;
use crate::resolve::names::lexicon::{Lexicon, words_of};
use crate::resolve::names::name_stems::NameWords;
use crate::resolve::names::profile::Stem;
use crate::resolve::options::{DuplicateMode, Learning, ResolveOptions};
use crate::resolve::resolver::Resolver;
use crate::resolve::statistics::{Statistics, StemStatistics};
use crate::resolve::types::{Name, NameId};
use portent_graph::index::{TiSlice, TiVec};

impl Resolver<'_> {
    /// The vectors of the corpus, the statistics of its names and its groups, for [`Learning::Given`] and
    /// [`Archive::write`]. A corpus too small to learn from gives statistics and groups without vectors.
    ///
    /// Freezing does not depend on decisions, mode and learning: where these are not the defaults, the corpus is
    /// resolved once more without them, by the vectors that were learned.
    ///
    /// # Errors
    /// As [`Resolver::new`].
    ///
    /// ```
    /// use std::sync::Arc;
    /// use portent::parse::Corpus;
    /// use portent::resolve::{Learning, ResolveOptions, Resolver, resolve};
    /// let corpus = Corpus::default();
    /// let archive = Resolver::new(&corpus, ResolveOptions::default())?.archive()?;
    /// let options = ResolveOptions::default().with_learning(Learning::Given(Arc::new(archive)));
    /// assert!(resolve(&corpus, &options)?.entities.is_empty());
    /// # Ok::<(), portent::Error>(())
    /// ```
    pub fn archive(&self) -> Result<Archive, Error> {
        let learns = matches!(self.options.learning(), Learning::FromCorpus);
        if learns && self.options.mode() == DuplicateMode::Merge && self.options.decisions().is_none() {
            return Ok(self.freeze());
        }
        let learning = match self.judge().vectors().filter(|_| learns) {
            Some(vectors) => Learning::Given(Arc::new(Archive::of_vectors(Arc::clone(vectors)))),
            None => Learning::FromCorpus,
        };
        let plain = self.options.clone().with_mode(DuplicateMode::Merge).with_decisions(None);
        Ok(Resolver::new(self.corpus, plain.with_learning(learning))?.freeze())
    }

    fn freeze(&self) -> Archive {
        let vectors = self.judge().vectors().cloned();
        Archive {
            vectors: vectors.unwrap_or_else(|| Arc::new(Vectors::new(TiVec::new(), 0, Vec::new()))),
            statistics: statistics(self.corpus, &self.names),
            groups: ArchiveGroups::new(self.corpus, self.resolution(), self.judged_by()),
        }
    }
}

/// [`Resolver::archive`] for those who ask nothing else.
///
/// # Errors
/// As [`Resolver::new`].
pub fn freeze(corpus: &Corpus, options: &ResolveOptions) -> Result<Archive, Error> {
    let plain = options.clone().with_mode(DuplicateMode::Merge).with_decisions(None);
    Ok(Resolver::new(corpus, plain.with_learning(Learning::FromCorpus))?.freeze())
}

fn statistics(corpus: &Corpus, names: &TiSlice<NameId, Name>) -> Option<Statistics> {
    let texts = Texts::read(corpus);
    let (acronyms, words) = words_of(corpus, names, &texts.tongues);
    let stems = Lexicon::with(corpus, names, &texts, None).stems.into_iter();
    let mut tokens: Vec<String> = words.iter().flat_map(NameWords::tokens).map(str::to_owned).collect();
    tokens.sort_unstable();
    tokens.dedup();
    let stem = |stem: Stem| StemStatistics { text: stem.text, form: stem.form, frequency: stem.frequency };
    (!names.is_empty()).then(|| Statistics {
        names: u32::try_from(names.len()).expect("names are numbered by 32 bits"),
        stems: stems.map(stem).collect(),
        tokens,
        acronyms,
        described: frequencies(&texts, names),
    })
}
