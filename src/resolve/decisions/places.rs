//! `path:line` of decisions: which article a path means, however it is written.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::folding::folded;
use crate::parse::{ArticleId, Corpus, KindId, MentionId};
use crate::suggest;

/// Splits `path:line` at its last colon: paths may hold colons too.
pub(super) fn split(text: &str) -> Option<(&str, u32)> {
    let (path, line) = text.rsplit_once(':')?;
    let digits = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    let line = line.parse().ok().filter(|_| digits && !path.is_empty())?;
    Some((path, line))
}

/// The articles of a corpus by path.
pub(super) struct Places<'c> {
    corpus: &'c Corpus,
    /// Paths in the form in which they are compared where none is written alike; `None` for several articles.
    alike: OnceCell<FxHashMap<String, Option<ArticleId>>>,
}

impl<'c> Places<'c> {
    pub(super) fn new(corpus: &'c Corpus) -> Self {
        Self { corpus, alike: OnceCell::new() }
    }

    /// The article of that path as the graph shows it; else the one that differs in case, Unicode form, `\` for `/` or a
    /// `./` before it. O(log articles), and O(articles) once for paths that are not written alike.
    pub(super) fn article(&self, path: &str) -> Option<ArticleId> {
        let exact = self.corpus.articles.binary_search_by(|article| article.path.as_str().cmp(path));
        exact.ok().or_else(|| *self.alike().get(&compared(path))?)
    }

    fn alike(&self) -> &FxHashMap<String, Option<ArticleId>> {
        self.alike.get_or_init(|| {
            let mut alike = FxHashMap::default();
            for (id, article) in self.corpus.articles.iter_enumerated() {
                alike.entry(compared(&article.path)).and_modify(|known| *known = None).or_insert(Some(id));
            }
            alike
        })
    }

    /// The mention of a kind at a line.
    pub(super) fn mention(&self, path: &str, line: u32, kind: KindId) -> Option<MentionId> {
        let article = self.article(path)?;
        self.mentions(article, kind).find(|&id| self.corpus.mentions[id].line == line)
    }

    fn mentions(&self, article: ArticleId, kind: KindId) -> impl Iterator<Item = MentionId> + '_ {
        let own = self.corpus.mentions_of(article);
        let here = MentionId::first(own.end.into()).skip(own.start.into());
        here.filter(move |&id| self.corpus.mentions[id].kind == kind)
    }

    /// What a place that holds nothing may mean: the nearest line of that article with a mention of the kind, else the
    /// nearest paths. O(articles).
    pub(super) fn nearest(&self, path: &str, line: u32, kind: KindId) -> Vec<String> {
        if let Some(article) = self.article(path) {
            let lines = self.mentions(article, kind).map(|id| self.corpus.mentions[id].line);
            let nearest = lines.min_by_key(|other| (other.abs_diff(line), *other));
            let path = &self.corpus.article(article).path;
            return nearest.map(|line| format!("{path}:{line}")).into_iter().collect();
        }
        let paths = self.corpus.articles.iter().map(|article| article.path.as_str());
        suggest::nearest(path, paths.map(|path| (path, format!("{path}:{line}"))))
    }
}

/// A path without what differs between systems and ways of writing it.
fn compared(path: &str) -> String {
    let path = folded(&path.replace('\\', "/"));
    path.trim_start_matches("./").to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Places, split};
    use crate::parse::{Article, ArticleId, Corpus};

    fn corpus(paths: &[&str]) -> Corpus {
        let mut paths = paths.to_vec();
        paths.sort_unstable();
        let article = |path: &str| Article { path: path.into(), ..Article::default() };
        Corpus { articles: paths.into_iter().map(article).collect(), ..Corpus::default() }
    }

    #[test]
    fn a_place_ends_in_digits_behind_the_last_colon() {
        assert_eq!(split("a.md:7"), Some(("a.md", 7)));
        assert_eq!(split("notes: one.markdown:12"), Some(("notes: one.markdown", 12)));
        for name in ["a.md", "a.md:", ":7", "a:+7", "a:b", "a:99999999999"] {
            assert_eq!(split(name), None, "{name}");
        }
    }

    #[test]
    fn paths_are_found_as_shown_and_as_people_write_them() {
        let paths =
            ["b/\u{dc}ber uns.mdx", "a.MD", "c/d:e.markdown", "x\\y.md", "\u{6e2f}.md", "K.md", "k.md"];
        let corpus = corpus(&paths);
        let places = Places::new(&corpus);
        let found = |path: &str| places.article(path).map(|id| corpus.article(id).path.as_str());
        for path in paths {
            assert_eq!(found(path), Some(path));
        }
        assert_eq!(found("./a.md"), Some("a.MD"));
        assert_eq!(found("B\\U\u{308}ber uns.mdx"), Some("b/\u{dc}ber uns.mdx"));
        assert_eq!(found("x/y.md"), Some("x\\y.md"));
        assert_eq!(found("./K.MD"), None, "two files differ in case alone");
        assert_eq!(places.nearest("c/d:e.markdwn", 3, crate::parse::KindId::SIGNAL), ["c/d:e.markdown:3"]);
        assert_eq!(places.article(""), None::<ArticleId>);
    }
}
