use std::fs;

use super::{PhraseMode, read};
use crate::parse::ReadOptions;
use crate::phrases::PhraseOptions;
use crate::remark::Remark;

/// Pages about tide mills without any section that is known.
fn pages(folder: &std::path::Path) {
    for (name, text) in [
        ("a.md", "# Power\n\nThe old tide mill of Brae sells power.\n\nCookies: accept.\n"),
        ("b.md", "# Water\n\nA new bridge.\n\nNobody repairs the tide mills.\n\nCookies: accept.\n"),
        ("c.md", "# Bread\n\nBread is older.\n\nCookies: accept.\n"),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
}

#[test]
fn phrases_are_taken_where_nothing_else_is_found_and_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    pages(folder.path());
    let paths = [folder.path().to_path_buf()];
    let of = |mode| read(&paths, &ReadOptions::default(), mode, &PhraseOptions::default()).unwrap();
    let corpus = of(PhraseMode::Auto);
    let found: Vec<_> = corpus.mentions.iter().map(|m| (m.article.get(), m.line, m.name.as_str())).collect();
    assert_eq!(found, [(0, 3, "tide mill"), (1, 5, "tide mill")]);
    assert_eq!(corpus.kind_name(corpus.mentions.raw[0].kind), "phrase");
    assert_eq!(corpus.remarks, [Remark::Phrases { phrases: 1, articles: 2, with_mentions: Some([0, 3]) }]);
    assert!(corpus.prose.is_empty(), "the text is not kept");
    assert!(of(PhraseMode::Off).mentions.is_empty());
    // With a mention in one article of three, they come on request alone.
    fs::write(folder.path().join("c.md"), "# Bread\n\n## Keywords\n\n* bread\n").unwrap();
    assert!(of(PhraseMode::Auto).remarks.is_empty());
    let asked = of(PhraseMode::On);
    assert_eq!(asked.mentions.len(), 3);
    assert_eq!(asked.remarks[0].to_string(), "1 recurring phrases were taken from the text of 2 articles");
}
