//! Small corpora for the tests of resolution.

use crate::parse::{Article, ArticleId, Corpus, Mention, Schema};
use crate::shared_text::Text;

/// A corpus of mentions (article path, kind, name, description); lines count from 1 in each article.
pub(crate) fn corpus(rows: &[(&str, &str, &str, &str)]) -> Corpus {
    let mut schema = Schema::default();
    if rows.iter().any(|row| row.1 == "person") {
        schema.person_kind();
    }
    let mut paths: Vec<&str> = rows.iter().map(|row| row.0).collect();
    paths.sort_unstable();
    paths.dedup();
    let articles = paths.iter().map(|path| Article { path: (*path).into(), ..Article::default() }).collect();
    let mut mentions: Vec<Mention> = Vec::new();
    for (at, path) in (0..).zip(&paths) {
        for (line, row) in (1..).zip(rows.iter().filter(|row| row.0 == *path)) {
            mentions.push(Mention {
                article: ArticleId::new(at),
                line,
                kind: schema.find(row.1).unwrap(),
                name: row.2.into(),
                description: Some(row.3.into()).filter(|text: &Text| !text.is_empty()),
                relevancy: None,
                attributes: Box::default(),
            });
        }
    }
    Corpus { articles, mentions: mentions.into(), schema, ..Corpus::default() }
}
