//! Compilations: pages that mostly repeat rows of other pages, such as a topic page, a yearly review, an index, a digest.
//!
//! A row is repeated where a page of another text has it too: the same kind, name and description in normal form. A
//! page is a compilation where at least half of its telling rows, three at least, are repeated, and come from several
//! pages, none of which has more than three quarters of them. The bounds keep apart what looks alike:
//!
//! - A volume that keeps most rows of the volume before says that things came back, which is no repetition. Its rows come
//!   from one page, and from earlier ones that nearly all stand in that page: such pages are set aside one after the other.
//! - A page with an address of its own tells of another text: what it says as others did came back.
//! - Stock rows (a technique of a catalog) stand in many pages, of which none is their origin: rows of more than three
//!   other pages that are no compilations do not count.
//!
//! Who repeats whom: a page repeats none that is dated later. Pages without address and date repeat those that have
//! one. Then the page with the greatest share of repeated rows comes first, then the one with rows of most pages; what it
//! repeats is no origin any more, and the others are judged anew.

use std::cmp::Reverse;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::rows::{RowForm, rows, written};
use crate::parse::types::{ArticleId, Corpus, MentionId, When};
use portent_graph::csr::Csr;
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;

/// Telling rows of a compilation.
const LEAST_ROWS: usize = 3;
/// Other pages that a row may stand in to have an origin among them.
const MOST_ORIGINS: usize = 3;
/// Rows of more pages are stock, and are not looked at.
const MOST_HOLDERS: usize = 64;
/// Compilations hide the origins of others: pages are judged so often at most.
const ROUNDS: usize = 8;
/// Articles that one task judges.
const TASK: usize = 16;

portent_graph::index_type! {
    /// A telling row that stands in at least two articles.
    struct SharedRow;
}

/// A page that mostly repeats rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Compilation {
    /// The page.
    pub(super) article: ArticleId,
    /// Its rows of kinds that have tables.
    pub(super) rows: usize,
    /// Its rows that repeat another, and that other.
    pub(super) repeats: Vec<(MentionId, MentionId)>,
    /// The articles that those stand in, sorted.
    pub(super) origins: Vec<ArticleId>,
}

/// The compilations among articles, copies of compilations included, in order. O(rows log rows).
pub(super) fn compilations(corpus: &Corpus, forms: &TiSlice<MentionId, RowForm>) -> Vec<Compilation> {
    let shared = Shared::new(corpus, forms);
    let mut is_compilation: TiVec<ArticleId, bool> = vec![false; corpus.articles.len()].into();
    for _ in 0..ROUNDS {
        let judged = parallel::map_of(&shared.articles, TASK, |&id| shared.judge(id, &is_compilation));
        let mut found: Vec<(Judgment, ArticleId)> = judged
            .into_iter()
            .zip(&shared.articles)
            .filter_map(|(judged, &id)| Some((judged?, id)))
            .collect();
        found.sort_unstable_by_key(|&(judgment, id)| Reverse((judgment, id)));
        let before = found.len();
        // What came before may have taken its origins.
        found.retain(|&(_, id)| {
            is_compilation[id] = shared.judge(id, &is_compilation).is_some();
            is_compilation[id]
        });
        if before == 0 || found.is_empty() {
            break;
        }
    }
    corpus.article_ids().filter_map(|id| shared.compilation(corpus, forms, id, &is_compilation)).collect()
}

/// How much of a compilation a page is: the greater goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Judgment {
    /// It has neither address nor date.
    nameless: bool,
    /// Repeated rows of a thousand.
    share: usize,
    /// Pages that they come from.
    origins: usize,
}

/// Rows that stand in several articles, copies left out.
struct Shared {
    /// Articles with such rows.
    articles: Vec<ArticleId>,
    /// The articles of each such row, each once.
    holders: Csr<SharedRow, ArticleId>,
    /// The first mention of the row in each of them.
    mentions: Csr<SharedRow, MentionId>,
    /// Such rows of each article.
    rows: TiVec<ArticleId, Vec<SharedRow>>,
    /// Telling rows of each article.
    telling: TiVec<ArticleId, usize>,
    /// The first and the last day that the date of an article may mean.
    dates: TiVec<ArticleId, Option<(Date, Date)>>,
    /// Whether an article has neither address nor date.
    nameless: TiVec<ArticleId, bool>,
    /// Whether an article has an address of its own.
    addressed: TiVec<ArticleId, bool>,
    by_hash: FxHashMap<u64, SharedRow>,
}

impl Shared {
    fn new(corpus: &Corpus, forms: &TiSlice<MentionId, RowForm>) -> Self {
        let original = |id: &ArticleId| corpus.article(*id).copy_of.is_none();
        let mut telling: TiVec<ArticleId, usize> = vec![0; corpus.articles.len()].into();
        let mut said: Vec<(u64, ArticleId, MentionId)> = Vec::new();
        for id in corpus.article_ids().filter(original) {
            let own = rows(corpus, id)
                .filter(|&(row, _)| forms[row].telling)
                .map(|(row, _)| (forms[row].hash, id, row));
            let before = said.len();
            said.extend(own);
            telling[id] = said.len() - before;
        }
        said.sort_unstable();
        said.dedup_by_key(|&mut (hash, id, _)| (hash, id));
        let mut shared = Self::without_rows(corpus, telling);
        let (mut holders, mut mentions) = (Vec::new(), Vec::new());
        let several = |run: &&[(u64, ArticleId, MentionId)]| (2..=MOST_HOLDERS).contains(&run.len());
        for (run, row) in said.chunk_by(|a, b| a.0 == b.0).filter(several).zip((0..).map(SharedRow::new)) {
            shared.by_hash.insert(run[0].0, row);
            for &(_, id, mention) in run {
                holders.push((row, id));
                mentions.push((row, mention));
                shared.rows[id].push(row);
            }
        }
        shared.articles = corpus.article_ids().filter(|&id| !shared.rows[id].is_empty()).collect();
        shared.holders = Csr::from_pairs(shared.by_hash.len(), &holders);
        shared.mentions = Csr::from_pairs(shared.by_hash.len(), &mentions);
        shared
    }

    fn without_rows(corpus: &Corpus, telling: TiVec<ArticleId, usize>) -> Self {
        let dates: TiVec<ArticleId, Option<(Date, Date)>> =
            corpus.article_ids().map(|id| dates(corpus, id)).collect();
        let nameless = dates
            .iter()
            .zip(&corpus.articles)
            .map(|(date, article)| date.is_none() && article.link.is_none());
        Self {
            articles: Vec::new(),
            holders: Csr::default(),
            mentions: Csr::default(),
            rows: vec![Vec::new(); telling.len()].into(),
            nameless: nameless.collect(),
            addressed: corpus.articles.iter().map(|article| article.link.is_some()).collect(),
            telling,
            dates,
            by_hash: FxHashMap::default(),
        }
    }

    /// The articles that a row of `id` may come from: no compilations, none dated later.
    fn origins(
        &self,
        row: SharedRow,
        id: ArticleId,
        is_compilation: &TiSlice<ArticleId, bool>,
    ) -> Vec<ArticleId> {
        let later = |other: ArticleId| match (self.dates[other], self.dates[id]) {
            (Some((first, _)), Some((_, last))) => first > last,
            _ => false,
        };
        let others = self.holders[row].iter().copied();
        let others = others.filter(|&other| other != id && !is_compilation[other] && !later(other));
        let mut origins: Vec<ArticleId> = others.collect();
        if self.nameless[id] && origins.iter().any(|&other| !self.nameless[other]) {
            origins.retain(|&other| !self.nameless[other]);
        }
        origins
    }

    /// Whether an article is a compilation, those that are known being no origins.
    fn judge(&self, id: ArticleId, is_compilation: &TiSlice<ArticleId, bool>) -> Option<Judgment> {
        let telling = self.telling[id];
        if is_compilation[id]
            || self.addressed[id]
            || telling < LEAST_ROWS
            || self.rows[id].len() * 2 < telling
        {
            return None;
        }
        let origins = self.rows[id].iter().map(|&row| self.origins(row, id, is_compilation));
        let mut rows: Vec<Vec<ArticleId>> =
            origins.filter(|of| (1..=MOST_ORIGINS).contains(&of.len())).collect();
        loop {
            if rows.len() * 2 < telling || rows.len() < 2 {
                return None;
            }
            let mut all: Vec<ArticleId> = rows.iter().flatten().copied().collect();
            all.sort_unstable();
            let counted: Vec<(usize, ArticleId)> =
                all.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect();
            let (most, first) = counted.iter().copied().max()?;
            if most * 4 <= rows.len() * 3 {
                let share = rows.len() * 1000 / telling;
                return Some(Judgment { nameless: self.nameless[id], share, origins: counted.len() });
            }
            rows.iter_mut().for_each(|of| of.retain(|&other| other != first));
            rows.retain(|of| !of.is_empty());
        }
    }

    /// What an article repeats, where it is a compilation or the copy of one.
    fn compilation(
        &self,
        corpus: &Corpus,
        forms: &TiSlice<MentionId, RowForm>,
        article: ArticleId,
        is_compilation: &TiSlice<ArticleId, bool>,
    ) -> Option<Compilation> {
        let first = corpus.original_of(article);
        if !is_compilation[first] {
            return None;
        }
        let repeated = |(id, said): (MentionId, &crate::parse::types::Mention)| {
            let row = *self.by_hash.get(&forms[id].hash)?;
            let origins = self.origins(row, first, is_compilation);
            let earliest = origins
                .into_iter()
                .min_by_key(|&other| (self.dates[other].is_none(), self.dates[other], other))?;
            let at = self.holders[row].iter().position(|&other| other == earliest)?;
            let original = self.mentions[row][at];
            (written(&corpus.mentions[original]) == written(said)).then_some((id, original))
        };
        let repeats: Vec<(MentionId, MentionId)> = rows(corpus, article).filter_map(repeated).collect();
        let mut origins: Vec<ArticleId> =
            repeats.iter().map(|&(_, original)| corpus.mentions[original].article).collect();
        origins.sort_unstable();
        origins.dedup();
        Some(Compilation { article, rows: rows(corpus, article).count(), repeats, origins })
    }
}

/// The first and the last day that the date of an article may mean.
fn dates(corpus: &Corpus, id: ArticleId) -> Option<(Date, Date)> {
    let When { day, precision } = corpus.when_of(id)?;
    Some((day, precision.last(day)))
}
