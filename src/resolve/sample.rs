//! Small corpora for the tests of resolution.

use std::path::PathBuf;

use crate::parse::{Article, ArticleId, Corpus, Mention, ReadOptions, Schema, read};
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

/// The articles of the fixtures, sorted.
pub(crate) fn article_files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut pages: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    pages
}

/// These articles, but for one.
pub(crate) fn articles_but(left_out: Option<usize>) -> Corpus {
    let kept = article_files().into_iter().enumerate().filter(|(at, _)| Some(*at) != left_out);
    read(&kept.map(|(_, page)| page).collect::<Vec<PathBuf>>(), &ReadOptions::default()).unwrap()
}
