//! The graph of the fixtures, questions about it, and what every answer must have.

use std::path::PathBuf;
use std::sync::LazyLock;

use portent::property_graph::PropertyGraph;
use portent::{BuildOptions, Corpus, build};
use portent_mcp::{MOST_TOKENS, Reply};
use serde_json::{Value, json};

/// A folder or file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The graph of `fixtures/articles`.
pub(crate) static FIXTURES: LazyLock<PropertyGraph> = LazyLock::new(|| {
    let corpus = Corpus::read([repository("fixtures/articles")]).unwrap();
    build(&corpus, &BuildOptions::default()).unwrap()
});

/// A question about the fixtures to each tool.
pub(crate) fn questions() -> Vec<(&'static str, Value)> {
    vec![
        ("search", json!({ "text": "batteries" })),
        ("about", json!({ "text": "power for data centers" })),
        ("show", json!({ "name": "keyword:automation" })),
        ("neighbors", json!({ "name": "keyword:automation" })),
        ("path", json!({ "from": "keyword:automation", "to": "theme:health" })),
        ("explain", json!({ "a": "keyword:automation", "b": "theme:robotics" })),
        ("top", json!({ "kinds": ["signal"] })),
        ("recurring", json!({ "across": "articles" })),
        ("trends", json!({ "classes": ["weak", "strong", "well_known", "latent", "undetermined"] })),
        ("clusters", json!({})),
    ]
}

/// Fails where an answer is none, reaches the bound, or has a row that does not say where it stands.
pub(crate) fn check(question: &str, reply: &Reply) {
    assert!(!reply.is_error, "{question}: {}", reply.text);
    assert!(reply.most_tokens() < MOST_TOKENS, "{question}: {} tokens", reply.most_tokens());
    let structured = reply.structured.as_ref().unwrap();
    let rows = structured["rows"].as_array().unwrap();
    let lines: Vec<&str> = reply.text.lines().collect();
    for row in structured.get("head").into_iter().chain(rows) {
        let places = row["places"].as_array().unwrap();
        assert!(!places.is_empty(), "{question}: no place in {row}");
        for place in places {
            let (file, line) = (place["file"].as_str().unwrap(), place["line"].as_u64().unwrap());
            assert!(
                line > 0 && place["article"].as_str().is_some_and(|title| !title.is_empty()),
                "{question}: {place}"
            );
            let told = format!("{file}:{line} \"");
            assert!(lines.iter().any(|line| line.contains(&told)), "{question}: the text lacks {told}");
        }
    }
    let page = &structured["page"];
    assert_eq!(page["shown"], rows.len(), "{question}");
    let is_last = page["offset"].as_u64().unwrap() + rows.len() as u64 == page["total"].as_u64().unwrap();
    assert_eq!(page.get("next_offset").is_none(), is_last || rows.is_empty(), "{question}: {page}");
}
