//! Who wrote the articles: people as nodes. All pages are written for these tests.

use portent::parse::article::parse_article;
use portent::parse::corpus::from_articles;
use portent::parse::{Corpus, Schema};

/// Pages with these heads, called `a.md`, `b.md` and so on.
fn corpus(heads: &[&str]) -> Corpus {
    let schema = Schema::default();
    let page = |(letter, head): (char, &&str)| {
        parse_article(&format!("{letter}.md"), &format!("---\n{head}\n---\n# About {letter}\n"), &schema)
    };
    from_articles(('a'..).zip(heads).map(page).collect(), &schema)
}

/// Place and name of each person.
fn people(corpus: &Corpus) -> Vec<(String, &str)> {
    let own = corpus.mentions.iter().filter(|mention| Some(mention.kind) == corpus.schema.person());
    own.map(|mention| (corpus.place_of(mention), mention.name.as_str())).collect()
}

fn author(corpus: &Corpus, at: usize) -> Option<&str> {
    let attributes = &corpus.articles.raw[at].attributes;
    attributes.iter().find(|(key, _)| key == "author").map(|(_, value)| value.as_str())
}

#[test]
fn authors_are_people_once_an_article_with_their_line() {
    let corpus = corpus(&[
        "title: A\nauthor: Reed, Jane",
        "title: B\nauthors:\n  - Jane Reed <jane@a.example>\n  - \"[[Ann Holm]]\"\n  - jane reed",
        "title: C\nauthor: Ann Holm and @tide",
        "title: D\nauteur:\n  name: Bo Lind\n  email: bo@a.example",
        "title: E",
    ]);
    let expected = [
        ("a.md:3", "Jane Reed"),
        ("b.md:4", "Jane Reed"),
        ("b.md:5", "Ann Holm"),
        ("c.md:3", "Ann Holm"),
        ("c.md:3", "@tide"),
        ("d.md:4", "Bo Lind"),
    ];
    let found = people(&corpus);
    assert_eq!(found.iter().map(|(place, name)| (place.as_str(), *name)).collect::<Vec<_>>(), expected);
    assert_eq!(corpus.mentions.len(), expected.len(), "a person without a page is no keyword");
    assert_eq!(
        (author(&corpus, 0), corpus.unknown_links),
        (Some("Reed, Jane"), 0),
        "the value stays as written"
    );
}

#[test]
fn an_author_of_nearly_all_articles_ties_nothing() {
    let mut heads = vec!["author: Jane Reed"; 8];
    heads.extend(["authors: [Jane Reed, Ann Holm]", "author: Ann Holm"]);
    let corpus = corpus(&heads);
    assert_eq!(people(&corpus).iter().map(|(_, name)| *name).collect::<Vec<_>>(), ["Ann Holm", "Ann Holm"]);
    assert_eq!(author(&corpus, 0), Some("Jane Reed"));
    let one = self::corpus(&["author: Jane Reed", "author: Jane Reed", "title: C"]);
    assert_eq!(
        (one.schema.person(), one.mentions.len()),
        (None, 0),
        "only archives with people have the kind"
    );
}
