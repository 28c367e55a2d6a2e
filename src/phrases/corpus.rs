//! Phrases as mentions of a corpus.

use std::path::PathBuf;

use crate::error::Error;
use crate::parse::{
    self, ArticleId, Corpus, KindId, KindSpec, Mention, Prose, ProseWanted, ReadOptions, Schema,
};
use crate::phrases::clean::clean;
use crate::phrases::{ArticleText, PhraseOptions, phrases};
use crate::remark::Remark;
use portent_graph::index::{TiSlice, TiVec};

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

/// Phrases that pages of a graph have from before say nothing of how poor an archive is.
fn articles_with_mentions(corpus: &Corpus) -> usize {
    let phrase = corpus.schema.find(KIND).filter(|&kind| corpus.schema.kind(kind).form.is_none());
    let tells = |kind: KindId| kind.is_entity() && Some(kind) != phrase;
    let entities = corpus.mentions.raw.chunk_by(|a, b| a.article == b.article);
    entities.filter(|own| own.iter().any(|mention| tells(mention.kind))).count()
}

/// Reads articles as [`parse::read()`] does, and takes phrases from them as `mode` says; the text is not kept.
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
    let wanted = match mode {
        PhraseMode::Auto => ProseWanted::WhereNoMentions,
        PhraseMode::On => ProseWanted::Always,
        PhraseMode::Off => ProseWanted::Never,
    };
    let mut corpus = parse::read(paths, &options.clone().with_prose(wanted))?;
    if mode.wants(&corpus) {
        add(&mut corpus, mode, how);
    }
    corpus.prose = TiVec::new();
    Ok(corpus)
}

/// Adds the phrases of a corpus that was read with its prose as mentions of the kind `phrase`, which is added where it is
/// missing, and a [`Remark`]. Copies give none. O(length of the text).
pub fn add(corpus: &mut Corpus, mode: PhraseMode, how: &PhraseOptions) {
    let before = articles_with_mentions(corpus);
    let proses: TiVec<ArticleId, Option<Prose>> =
        corpus.prose.iter().map(|prose| prose.as_ref().map(cleaned)).collect();
    let found = phrases(&texts(corpus, &proses), how);
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
    corpus.add_mentions(found.into_iter().map(|found| Mention {
        article: found.article,
        line: found.line,
        kind,
        name: found.phrase.into(),
        description: None,
        relevancy: None,
        attributes: Box::default(),
    }));
}

/// The running text without what no reader reads.
fn cleaned(prose: &Prose) -> Prose {
    let each = |list: &[(u32, String)]| list.iter().map(|(line, text)| (*line, clean(text))).collect();
    Prose { headings: each(&prose.headings), paragraphs: each(&prose.paragraphs) }
}

/// The texts of all articles that are no copies and whose running text is there.
fn texts<'t>(corpus: &'t Corpus, proses: &'t TiSlice<ArticleId, Option<Prose>>) -> Vec<ArticleText<'t>> {
    let own = |id: &ArticleId| corpus.article(*id).copy_of.is_none();
    let text = |id: ArticleId| {
        let prose = proses.get(id)?.as_ref()?;
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
