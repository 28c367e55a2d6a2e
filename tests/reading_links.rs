//! Links, tags, comments and code, from pages to the corpus. All pages are written for these tests.

use portent::parse::article::parse_article;
use portent::parse::corpus::from_articles;
use portent::parse::{ArticleId, Corpus, KindId, ProseWanted, ReadOptions, Schema, read};

use crate::support::articles;

/// Pages as path and text.
fn corpus(pages: &[(&str, &str)]) -> Corpus {
    let schema = Schema::default();
    from_articles(pages.iter().map(|(path, text)| parse_article(path, text, &schema)).collect(), &schema)
}

/// For each article, in the order of their paths, those that it links to.
fn links(corpus: &Corpus) -> Vec<Vec<usize>> {
    corpus.articles.iter().map(|article| article.links.iter().map(|&id| usize::from(id)).collect()).collect()
}

/// Names of a kind with path and line.
fn names(corpus: &Corpus, kind: KindId) -> Vec<(String, String)> {
    let own = corpus.mentions.iter().filter(|mention| mention.kind == kind);
    own.map(|mention| (corpus.place_of(mention), mention.name.to_string())).collect()
}

fn owned(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|&(place, name)| (place.to_owned(), name.to_owned())).collect()
}

#[test]
fn a_vault_becomes_a_graph_of_notes() {
    let corpus = corpus(&[
        (
            "coast/Dune grass.md",
            "---\naliases: [marram, \"beach grass\"]\n---\nHolds [[sand|the sand]], see [[#Roots]].\n",
        ),
        ("coast/Sand.md", "Kept by [[Beach Grass]] and [[Dune grass#Roots]].\n\n![[beach.png]]\n"),
        ("mud/Eel grass.md", "- [ ] compare with ![[coast/Dune grass]]\n\n%%\n[[Sand]]\n%%\n"),
        (
            "mud/Tides.md",
            "| a | b |\n|---|---|\n| [[Eel grass\\|eel]] | [sand](../coast/Sand.md) |\n\n`[[Dune grass]]`\n",
        ),
    ]);
    assert_eq!(links(&corpus), [vec![1], vec![0], vec![0], vec![1, 2]]);
    assert_eq!((corpus.unknown_links, names(&corpus, KindId::KEYWORD)), (0, Vec::new()));
}

#[test]
fn a_note_that_several_pages_miss_is_a_keyword_of_theirs() {
    let corpus = corpus(&[
        ("a.md", "# A\n\nGrown on [[Reed beds]] since [[2026-01-11]].\n"),
        ("b.md", "# B\n\n#mud\n\nNear [[wild/reed beds|the reeds]], not [[Oak]], in [[Mud]].\n"),
        (
            "c.md",
            "# C\n\nSince [[2026-01-11]] in [[mud]].\n\n## Signals\n\n| name |\n|---|\n| [[Reed beds]] |\n",
        ),
    ]);
    let keywords = [("a.md:3", "Reed beds"), ("b.md:3", "mud"), ("b.md:5", "reed beds")];
    assert_eq!(
        names(&corpus, KindId::KEYWORD),
        owned(&keywords),
        "one page alone says mud of itself, or oak"
    );
    assert_eq!(names(&corpus, KindId::SIGNAL), owned(&[("c.md:9", "Reed beds")]));
    assert_eq!(corpus.unknown_links, 8);
    let found =
        corpus.diagnostics.iter().find(|found| found.code.as_str() == "unknown-link").expect("a note");
    assert_eq!((found.path.as_str(), found.line, found.column), ("a.md", 3, 10));
    assert_eq!(found.message, "2 of 2 links lead to no page that was read");
}

#[test]
fn pages_of_a_site_are_joined() {
    let corpus = corpus(&[
        (
            "_posts/2026-01-11-reeds.md",
            "---\npermalink: /en/reeds/\n---\n[Mud][m] and [tides]({% post_url 2026-01-18-tides %})\n\n[m]: /2026/01/25/mud/\n",
        ),
        ("_posts/2026-01-18-tides.md", "See [reeds]({{ site.baseurl }}/en/reeds/#roots).\n"),
        ("_posts/2026-01-25-mud.md", "{{< ref \"2026-01-18-tides.md\" >}} [site](https://a.example/reeds)\n"),
    ]);
    assert_eq!(links(&corpus), [vec![1, 2], vec![0], vec![1]]);
}

#[test]
fn an_address_joins_a_draft_with_the_article_that_has_it() {
    let head = |link: &str| format!("# T\n\n__[External link]({link})__\n\n## Keywords\n\n* reeds\n");
    let corpus = corpus(&[
        (
            "draft.md",
            "__[External link](https://drafts.example.org/1)__\n\n* **Coast** : reeds [grow](https://news.example.org/reeds). And [more](https://news.example.org/)\n",
        ),
        ("one.md", &head("https://news.example.org/reeds")),
        ("two.md", &head("https://news.example.org/")),
    ]);
    assert_eq!(corpus.articles[ArticleId::new(0)].links, [ArticleId::new(1)]);
}

/// Pages of ferries, harbors and people, whose heads name one another by file, path and permalink.
const FERRIES: &[(&str, &str)] = &[
    (
        "crew/ann.md",
        "---\nrole: mate\nstatus: draft\nmissions:\n  - at: 2026-01-11\n    ferries: [swift-tern]\n  - ferries: [gull, eider-line]\n---\n# Ann\n",
    ),
    (
        "crew/bo.md",
        "---\nrole: mate\nstatus: draft\nmissions:\n  - ferries: [eider-line, sold-in-2019]\n---\n# Bo\n",
    ),
    (
        "ferries/eider-line.md",
        "---\nid: eider-line\nharbor: port-aven\nstatus: draft\nlines: [/routes/south]\n---\n# Eider\n",
    ),
    (
        "ferries/gull.md",
        "---\nid: gull\nharbor: port-aven\nstatus: draft\nlines: [/routes/south, /routes/north/]\n---\n# Gull\n",
    ),
    (
        "ferries/swift-tern.md",
        "---\nid: swift-tern\nharbor: port-aven\nstatus: draft\nlines: [/routes/north, /routes/south#stops]\ntags: [gull]\nnext: gull.md\n---\n# Tern\n",
    ),
    ("harbors/port-aven.md", "---\nharbor: other-port\n---\n# Aven\n"),
    ("harbors/port-bell.md", "---\nharbor: port-aven\n---\n# Bell\n"),
    ("notes/draft.md", "---\nharbor: port-bell\n---\n# How to draft\n"),
    ("routes/a.md", "---\npermalink: /routes/north/\n---\n# North\n"),
    ("routes/b.md", "---\nurl: /routes/south/\n---\n# South\n"),
];

#[test]
fn values_of_a_head_lead_to_pages_where_those_of_their_key_do() {
    let corpus = corpus(FERRIES);
    let expected = [
        vec![2, 3, 4],
        vec![2],
        vec![5, 9],
        vec![5, 8, 9],
        vec![3, 5, 8, 9],
        vec![],
        vec![5],
        vec![6],
        vec![],
        vec![],
    ];
    assert_eq!(links(&corpus), expected);
    assert_eq!(corpus.unknown_links, 0, "a value that leads nowhere is a value");
    let attribute = |at: usize, key: &str| {
        let attributes = &corpus.articles.raw[at].attributes;
        attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    };
    assert_eq!(attribute(1, "missions.ferries"), Some("eider-line; sold-in-2019"), "values are kept");
    assert_eq!(attribute(4, "status"), Some("draft"), "one common word, though notes/draft.md is there");
}

#[test]
fn addresses_of_the_own_repository_are_links() {
    let corpus = corpus(&[
        (
            "README.md",
            "# Notes\n\n* [Kelp](https://github.com/ann/notes/blob/main/coast/kelp.md) - 2026-01-11\n* [Sand](https://github.com/ann/notes/blob/main/coast/sand.md)\n",
        ),
        ("coast/kelp.md", "# Kelp\n\nAs in [a list](https://github.com/bo/list/blob/main/README.md).\n"),
        ("coast/sand.md", "# Sand\n"),
    ]);
    assert_eq!(links(&corpus), [vec![1, 2], vec![], vec![]]);
}

#[test]
fn tags_of_the_text_are_keywords_once_a_page() {
    let corpus = corpus(&[(
        "a.md",
        "---\ntags: [reeds]\n---\n# A #no\n\nOn #Reeds, #mud/flat and #mud/flat, #\u{6d77}\u{85fb}\u{3002} Color #00ff7f, `#no`, issue #7.\n\n\
         ```\n#no\n```\n\n<!-- #no -->\n#include <no.h>\n\n## Signals\n\n| name | description |\n|---|---|\n| #Trend | a #no |\n",
    )]);
    let keywords = [("a.md:2", "reeds"), ("a.md:6", "mud/flat"), ("a.md:6", "\u{6d77}\u{85fb}")];
    assert_eq!(names(&corpus, KindId::KEYWORD), owned(&keywords));
    assert_eq!(names(&corpus, KindId::SIGNAL), owned(&[("a.md:19", "#Trend")]));
}

#[test]
fn what_no_reader_sees_makes_no_names() {
    let page = "## Themes\n\n- reeds[^1] <!-- - no -->\n- ==mud== {: .wide} ^a1b2c3\n- [x] [tides][t]\n\n    <p><!--\n    - no\n    --></p>\n\n\
                ```html\n<body>\n- no\n</body>\n```\n\n[^1]: no\n\n    - no\n\n[t]: tides.md\n%%\n- no\n%%\n- {{< figure >}}sand{% if a %}\n";
    let corpus = corpus(&[("a.md", page)]);
    let themes = [("a.md:3", "reeds"), ("a.md:4", "mud"), ("a.md:5", "tides"), ("a.md:25", "sand")];
    assert_eq!(names(&corpus, KindId::THEME), owned(&themes));
}

#[test]
fn running_text_is_kept_where_it_is_wanted() {
    let options = |wanted| ReadOptions::default().with_prose(wanted);
    let count = |wanted| {
        let corpus = read(&[articles()], &options(wanted)).expect("the fixtures");
        assert_eq!(corpus.prose.len(), corpus.articles.len());
        corpus.prose.iter().flatten().count()
    };
    assert_eq!((count(ProseWanted::Never), count(ProseWanted::WhereNoMentions)), (0, 0));
    assert!(count(ProseWanted::Always) >= 24);
    let corpus = corpus(&[("a.md", "# T\n\nReeds *grow*\nin [[mud]].\n\n## Where\n\n- on the coast\n")]);
    let prose = corpus.prose[ArticleId::new(0)].as_ref().expect("no mentions");
    assert_eq!(prose.headings, [(6, "Where".to_owned())]);
    assert_eq!(prose.paragraphs, [(3, "Reeds grow in mud.".to_owned()), (8, "on the coast".to_owned())]);
}
