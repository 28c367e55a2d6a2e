//! Phrases as mentions of a corpus.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::parse::{self, ArticleId, Corpus, KindId, KindSpec, Mention, Prose, ReadOptions, Schema};
use crate::phrases::{ArticleText, PhraseOptions, phrases};
use crate::remark::Remark;
use portent_graph::index::TiVec;

/// Where the kind is called so, phrases are of it.
const KIND: &str = "phrase";

/// Fewer articles than this share of all have a mention: the graph says next to nothing.
const POOR: f64 = 0.05;

/// When phrases are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PhraseMode {
    /// Where fewer than one article in twenty has a mention.
    #[default]
    Auto,
    /// In any case.
    On,
    /// In no case.
    Off,
}

impl PhraseMode {
    /// Whether phrases are taken from a corpus that was read. O(mentions).
    #[must_use]
    pub fn wants(self, corpus: &Corpus) -> bool {
        match self {
            Self::On => true,
            Self::Off => false,
            Self::Auto => (articles_with_mentions(corpus) as f64) < POOR * corpus.articles.len() as f64,
        }
    }
}

fn articles_with_mentions(corpus: &Corpus) -> usize {
    let entities = corpus.mentions.raw.chunk_by(|a, b| a.article == b.article);
    entities.filter(|own| own.iter().any(|mention| mention.kind.is_entity())).count()
}

/// Reads articles as [`parse::read()`] does, and takes phrases from them as `mode` says. An archive that has nothing else is read
/// twice, so that no other one holds its text.
///
/// # Errors
/// As [`parse::read()`].
///
/// ```
/// use portent::parse::ReadOptions;
/// use portent::phrases::{PhraseMode, PhraseOptions, read};
///
/// let folder = ["fixtures/articles".into()];
/// let corpus = read(&folder, &ReadOptions::default(), PhraseMode::Auto, &PhraseOptions::default())?;
/// assert!(corpus.schema.find("phrase").is_none(), "its articles have mentions");
/// # Ok::<(), portent::Error>(())
/// ```
pub fn read(
    paths: &[PathBuf],
    options: &ReadOptions,
    mode: PhraseMode,
    how: &PhraseOptions,
) -> Result<Corpus, Error> {
    let once = paths.iter().any(|path| path == Path::new("-"));
    let at_once = mode == PhraseMode::On || (mode == PhraseMode::Auto && once);
    let mut corpus = parse::read(paths, &options.clone().with_prose(at_once))?;
    if mode.wants(&corpus) {
        if !at_once {
            corpus = parse::read(paths, &options.clone().with_prose(true))?;
        }
        add(&mut corpus, mode, how);
    }
    corpus.prose = TiVec::new();
    Ok(corpus)
}

/// Adds the phrases of a corpus that was read with its prose as mentions of the kind `phrase`, which is added where it is
/// missing, and a [`Remark`]. Copies give none. O(length of the text).
pub fn add(corpus: &mut Corpus, mode: PhraseMode, how: &PhraseOptions) {
    let before = articles_with_mentions(corpus);
    let found = phrases(&texts(corpus), how);
    if found.is_empty() {
        return;
    }
    let Some(kind) = kind(&mut corpus.schema) else { return };
    let mut names: Vec<&str> = found.iter().map(|mention| mention.phrase.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    corpus.remarks.push(Remark::Phrases {
        phrases: names.len(),
        articles: found.chunk_by(|a, b| a.article == b.article).count(),
        with_mentions: (mode == PhraseMode::Auto).then_some([before, corpus.articles.len()]),
    });
    corpus.mentions.extend(found.into_iter().map(|found| Mention {
        article: found.article,
        line: found.line,
        kind,
        name: found.phrase,
        description: None,
        relevancy: None,
        attributes: Vec::new(),
    }));
    corpus.mentions.raw.sort_by_key(|mention| (mention.article, mention.line));
}

/// The texts of all articles that are no copies.
fn texts(corpus: &Corpus) -> Vec<ArticleText<'_>> {
    let own = |id: &ArticleId| corpus.article(*id).copy_of.is_none();
    let text = |id: ArticleId| {
        let prose: &Prose = corpus.prose.get(id)?;
        Some(ArticleText { article: id, title: &corpus.article(id).title, prose })
    };
    corpus.article_ids().filter(own).filter_map(text).collect()
}

/// The kind of phrases; none where there are as many kinds as there may be.
fn kind(schema: &mut Schema) -> Option<KindId> {
    schema.find(KIND).or_else(|| {
        let kind = KindSpec {
            name: KIND.into(),
            plural: "phrases".into(),
            heading: String::new(),
            form: None,
            color: [0xAA, 0x44, 0x99],
            shape: "parallelogram".into(),
        };
        schema.add_kind(kind).ok()
    })
}

#[cfg(test)]
mod tests;
