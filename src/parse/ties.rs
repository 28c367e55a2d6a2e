//! Whether the articles of an archive hang together.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::parse::types::{ArticleId, Corpus, Mention};
use portent_graph::index::TiVec;

/// How many articles hang together; copies are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ties {
    /// All articles.
    pub articles: u64,
    /// Those with a mention, or with a link to or from another one.
    pub joined: u64,
    /// Those that mention a thing of another one by the same name, or are linked with one.
    pub tied: u64,
    /// Those with a date.
    pub dated: u64,
}

/// A page with fewer links is no index.
const LEAST_OF_INDEX: usize = 4;

/// A flag for each article.
type Flags = TiVec<ArticleId, bool>;

impl Ties {
    /// Counts. Names are compared in one case; names that are merely alike are not looked for. O(mentions + links).
    ///
    /// ```
    /// use portent::parse::{Schema, article::parse_article, corpus::from_articles, ties::Ties};
    ///
    /// let schema = Schema::default();
    /// let page = |path, tag| parse_article(path, &format!("# {path}\n\n## Tags\n\n- {tag}\n"), &schema);
    /// let corpus = from_articles(vec![page("a.md", "kelp"), page("b.md", "Kelp"), page("c.md", "moss")], &schema);
    /// let ties = Ties::of(&corpus);
    /// assert_eq!((ties.articles, ties.joined, ties.tied, ties.dated), (3, 3, 2, 0));
    /// ```
    #[must_use]
    pub fn of(corpus: &Corpus) -> Self {
        Self::with_links(corpus, linked(corpus, |_| false))
    }

    /// [`Self::of`], links from and to indexes left out: a page that links to half of all articles says of no two of them
    /// that they belong together. O(mentions + links).
    pub(in crate::parse) fn without_indexes(corpus: &Corpus) -> Self {
        let articles = corpus.articles.len();
        let is_index = |id: ArticleId| {
            let links = corpus.articles[id].links.len();
            links >= LEAST_OF_INDEX && links * 2 >= articles
        };
        Self::with_links(corpus, linked(corpus, is_index))
    }

    fn with_links(corpus: &Corpus, linked: Flags) -> Self {
        let mut tied = linked.clone();
        share_names(corpus, &mut tied);
        let mut joined = linked;
        corpus.mentions.iter().for_each(|mention| joined[mention.article] = true);
        let originals = || corpus.article_ids().filter(|&id| corpus.article(id).copy_of.is_none());
        let count = |is: &dyn Fn(ArticleId) -> bool| originals().filter(|&id| is(id)).count() as u64;
        Self {
            articles: count(&|_| true),
            joined: count(&|id| joined[id]),
            tied: count(&|id| tied[id]),
            dated: count(&|id| corpus.date_of(id).is_some()),
        }
    }
}

/// Articles with a link to or from another one, where neither is `left_out`. O(links).
fn linked(corpus: &Corpus, left_out: impl Fn(ArticleId) -> bool) -> Flags {
    let mut linked: Flags = corpus.article_ids().map(|_| false).collect();
    for (id, article) in corpus.articles.iter_enumerated().filter(|(id, _)| !left_out(*id)) {
        for &target in article.links.iter().chain(&article.closest).filter(|target| !left_out(**target)) {
            (linked[id], linked[target]) = (true, true);
        }
    }
    linked
}

/// Flags articles that mention a thing by a name that another one has. O(mentions).
fn share_names(corpus: &Corpus, tied: &mut Flags) {
    let mut first: FxHashMap<u64, ArticleId> = FxHashMap::default();
    for mention in &corpus.mentions {
        let other = *first.entry(name_hash(mention)).or_insert(mention.article);
        if other != mention.article {
            (tied[other], tied[mention.article]) = (true, true);
        }
    }
}

/// Of 64 bits, so that two names are as good as never taken for one.
fn name_hash(mention: &Mention) -> u64 {
    let mut hasher = FxHasher::default();
    mention.kind.hash(&mut hasher);
    mention.name.chars().flat_map(char::to_lowercase).for_each(|c| c.hash(&mut hasher));
    hasher.finish()
}
