//! What folders say of the articles in them.
//!
//! What the configuration says holds. Without a word of it, folders are topics (as in a garden of notes, a folder a
//! subject) only where nothing else ties the articles: fewer than half of them have a mention or a link to or from
//! another one (an index, which links to half of all articles, ties none of them), half of them or more lie in folders
//! with the name of a topic, and two of these folders hold two articles or more. Then the folder that an article lies in
//! is a keyword of it. Names that say how files are kept (`docs`,
//! `_posts`), languages and dates are no topics.

use std::collections::BTreeMap;

use crate::parse::calendar::DateOrder;
use crate::parse::head::dates::date_of;
use crate::parse::parsed::{EditionLabel, ParsedArticle, ParsedMention};
use crate::parse::ties::Ties;
use crate::parse::types::{ArticleId, Corpus, Mention};
use crate::parse::vocabulary::folders::FolderMeaning;
use crate::parse::vocabulary::section::{KindId, Schema};
use portent_graph::index::TiVec;

/// Folders that say how files are kept, in lower case and without `_` in front.
#[rustfmt::skip]
static KEEPING: &[&str] = &[
    "archive", "archives", "article", "articles", "blog", "book", "content", "contents", "doc", "docs", "draft",
    "drafts", "entries", "entry", "file", "files", "inbox", "issue", "issues", "markdown", "md", "misc", "newsletter",
    "newsletters", "note", "notes", "page", "pages", "post", "posts", "public", "publish", "site", "source",
    "sources", "src", "static", "text", "texts", "vault", "web", "website", "wiki",
];

/// Folders of languages.
#[rustfmt::skip]
static LANGUAGES: &[&str] = &[
    "ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl", "no",
    "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh",
];

/// Gives articles what the configuration says of their folders. O(articles · patterns).
pub(in crate::parse) fn configured(articles: &mut [ParsedArticle], schema: &Schema) {
    for article in articles {
        for (pattern, meaning) in &schema.folders {
            let Some(folder) = pattern.folder(&article.path) else { continue };
            let folder = folder.to_owned();
            match meaning {
                FolderMeaning::Ignore => {}
                FolderMeaning::Category => {
                    article.category.get_or_insert(folder);
                }
                FolderMeaning::Edition => {
                    let date = date_of(&folder).and_then(|found| found.reading.when(DateOrder::Auto));
                    let label = EditionLabel { label: folder, date, link: None, line: 1, column: 1 };
                    article.edition.get_or_insert(label);
                }
                FolderMeaning::Kind(name) => {
                    let kind = schema.find(name).filter(|kind| kind.is_entity()).unwrap_or(KindId::KEYWORD);
                    article.mentions.insert(0, ParsedMention::new(1, kind, folder));
                }
            }
        }
    }
}

/// Makes keywords of folders where nothing else ties the articles; see above. O(articles + mentions).
pub(in crate::parse) fn topics(corpus: &mut Corpus) {
    if !corpus.schema.folders.is_empty() {
        return;
    }
    let mut folders: BTreeMap<&str, u32> = BTreeMap::new();
    for article in &corpus.articles {
        topic(&article.path).into_iter().for_each(|topic| *folders.entry(topic).or_default() += 1);
    }
    let held: u32 = folders.values().sum();
    let shared = folders.values().filter(|&&articles| articles > 1).count();
    if shared < 2 || u64::from(held) * 2 < corpus.articles.len() as u64 {
        return;
    }
    let ties = Ties::without_indexes(corpus);
    if ties.joined * 2 >= ties.articles {
        return;
    }
    let mut mentions: TiVec<_, Mention> = TiVec::default();
    for id in ArticleId::first(corpus.articles.len()) {
        let name = topic(&corpus.articles[id].path);
        corpus.records.pages[usize::from(id)].made.extend(name.map(|name| (1, name.to_owned())));
        let row = name.map(|name| ParsedMention::new(1, KindId::KEYWORD, name.to_owned()));
        mentions.extend(ParsedMention::all_of(row.into_iter().collect(), id));
        mentions.extend(corpus.mentions[corpus.mentions_of(id)].iter().cloned());
    }
    corpus.folder_topics = folders.len() as u64;
    corpus.mentions = mentions;
}

/// The topic that the folder of a path names.
fn topic(path: &str) -> Option<&str> {
    let (folders, _) = path.rsplit_once('/')?;
    folders.rsplit('/').find(|folder| is_topic(folder)).map(without_marks)
}

/// A folder's name without what generators of sites mark it with: `_startups`.
fn without_marks(folder: &str) -> &str {
    folder.trim_start_matches(['_', '.'])
}

fn is_topic(folder: &str) -> bool {
    let plain = without_marks(folder).to_lowercase();
    let letters = plain.chars().filter(|c| c.is_alphabetic()).count();
    let is_language = plain.split(['-', '_']).next().is_some_and(|code| LANGUAGES.contains(&code));
    letters > 1 && !is_language && !KEEPING.contains(&plain.as_str()) && date_of(folder).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::FolderPattern;
    use crate::parse::article::parse_article;
    use crate::parse::corpus::from_articles;

    fn corpus(pages: &[(&str, &str)], schema: &Schema) -> Corpus {
        from_articles(pages.iter().map(|(path, text)| parse_article(path, text, schema)).collect(), schema)
    }

    fn names(corpus: &Corpus) -> Vec<(u32, &str)> {
        let number = |mention: &Mention| u32::try_from(usize::from(mention.article)).unwrap();
        corpus.mentions.iter().map(|mention| (number(mention), mention.name.as_str())).collect()
    }

    #[test]
    fn folders_are_topics_where_nothing_else_ties_the_articles() {
        let pages = [
            (
                "README.md",
                "# All\n\n[A](docs/kelp/a.md) [B](docs/_kelp/b.md) [C](docs/moss/2024-05/c.md) [D](docs/moss/en/d.md)",
            ),
            ("docs/kelp/a.md", "# A"),
            ("docs/_kelp/b.md", "# B"),
            ("docs/moss/2024-05/c.md", "# C"),
            ("docs/moss/en/d.md", "# D"),
        ];
        let corpus = corpus(&pages, &Schema::default());
        assert_eq!(names(&corpus), [(1, "kelp"), (2, "kelp"), (3, "moss"), (4, "moss")]);
        assert!(corpus.mentions.iter().all(|mention| mention.kind == KindId::KEYWORD));
        assert_eq!(corpus.folder_topics, 2);
    }

    #[test]
    fn folders_are_none_where_something_ties_them_or_there_is_one() {
        let tagged = "# T\n\n## Keywords\n\n- dew\n";
        let schema = Schema::default();
        for pages in [
            [("kelp/a.md", tagged), ("kelp/b.md", tagged), ("moss/c.md", "# C"), ("moss/d.md", "# D")],
            [("kelp/a.md", "# A"), ("kelp/b.md", "# B"), ("kelp/c.md", "# C"), ("d.md", "# D")],
            [("docs/a.md", "# A"), ("docs/b.md", "# B"), ("2024/c.md", "# C"), ("2024/d.md", "# D")],
        ] {
            let corpus = corpus(&pages, &schema);
            assert_eq!(corpus.folder_topics, 0, "{pages:?}");
        }
    }

    #[test]
    fn what_the_configuration_says_of_folders_holds() {
        let mut schema = Schema::default();
        let mut say = |pattern: &str, meaning: &str| {
            let pattern = FolderPattern::try_from(pattern.to_owned()).unwrap();
            schema.folders.push((pattern, FolderMeaning::from(meaning.to_owned())));
        };
        say("level-1", "theme");
        say("radar/*", "edition");
        say("notes/*", "category");
        let pages = [("notes/work/a.md", "# A"), ("radar/2024-07-10/b.md", "# B"), ("c.md", "# C")];
        let corpus = corpus(&pages, &schema);
        assert_eq!(names(&corpus), [(1, "notes"), (2, "radar")]);
        assert!(corpus.mentions.iter().all(|mention| mention.kind == KindId::THEME));
        let [_, a, b] = corpus.articles.iter().collect::<Vec<_>>()[..] else { panic!() };
        assert_eq!(a.category.as_deref(), Some("work"));
        let edition = &corpus.editions[b.edition.unwrap()];
        assert_eq!((edition.label.as_str(), edition.date.is_some()), ("2024-07-10", true));
    }
}
