//! Heads of pages of every form: front matter, fields, properties. What they say becomes title, date, address, mentions,
//! attributes; nothing is dropped in silence.

use portent::export::{self, ExportOptions};
use portent::parse::article::parse_article;
use portent::parse::corpus::from_articles;
use portent::parse::{KeyMeaning, ParsedArticle, Schema};
use portent::pipeline::{BuildOptions, build};
use portent::property_graph::PropertyGraph;
use portent::property_graph::read::from_json;
use proptest::prelude::*;

fn parse(text: &str) -> ParsedArticle {
    let article = parse_article("notes/page.md", text, &Schema::default());
    let keys = article.keys;
    assert_eq!(keys.read, keys.used + keys.kept + keys.reported, "{text}");
    article
}

/// `kind name` of each mention.
fn mentions(article: &ParsedArticle) -> Vec<String> {
    let schema = Schema::default();
    article
        .mentions
        .iter()
        .map(|mention| format!("{} {}", schema.kind(mention.kind).name, mention.name))
        .collect()
}

fn attributes(article: &ParsedArticle) -> Vec<String> {
    article.attributes.iter().map(|(key, value)| format!("{key}: {value}")).collect()
}

#[test]
fn every_form_of_a_head_says_the_same() {
    let forms = [
        "---\ntitle: Kelp at Sea\ndate: 2026-01-11\nurl: https://example.org/kelp\nauthors: [Ann Berg, Bo Lind]\n\
         tags: [kelp farms, quay]\nring: trial\n---\n\ntext\n",
        "+++\ntitle = \"Kelp at Sea\"\ndate = 2026-01-11\nurl = \"https://example.org/kelp\"\nauthors = [\"Ann Berg\", \"Bo Lind\"]\n\
         ring = \"trial\"\n[taxonomies]\ntags = [\"kelp farms\", \"quay\"]\n+++\n\ntext\n",
        "{\n  \"title\": \"Kelp at Sea\", \"date\": \"2026-01-11\",\n  \"url\": \"https://example.org/kelp\",\n\
         \"authors\": [\"Ann Berg\", \"Bo Lind\"], \"tags\": [\"kelp farms\", \"quay\"], \"ring\": \"trial\"\n}\n\ntext\n",
        "Title: Kelp at Sea\nDate: 2026-01-11\nURL: https://example.org/kelp\nAuthors: Ann Berg; Bo Lind\n\
         Tags: kelp farms, quay\nRing: trial\n\ntext\n",
        "# Kelp at Sea\n\nDate: 2026-01-11\nURL: https://example.org/kelp\nAuthors: Ann Berg; Bo Lind\n\
         Tags: kelp farms, quay\nRing: trial\n\ntext\n",
        "# Kelp at Sea\n\n- **Date**: 2026-01-11\n- **URL**: <https://example.org/kelp>\n- **Authors**: Ann Berg; Bo Lind\n\
         - **Tags**: kelp farms, quay\n- **Ring**: trial\n\ntext\n",
        "# Kelp at Sea\n\ndate:: 2026-01-11\nurl:: https://example.org/kelp\nauthors:: Ann Berg; Bo Lind\n\
         tags:: [[kelp farms]], #quay\nring:: trial\n\ntext\n",
    ];
    for page in forms {
        let article = parse(page);
        assert_eq!(article.title, "Kelp at Sea", "{page}");
        assert_eq!(article.link.as_deref(), Some("https://example.org/kelp"), "{page}");
        assert_eq!(mentions(&article), ["keyword kelp farms", "keyword quay"], "{page}");
        assert_eq!(article.attributes[0], ("author".to_owned(), "Ann Berg; Bo Lind".to_owned()), "{page}");
        assert_eq!(article.attributes[1].1, "trial", "{page}");
        let named = u64::from(!page.starts_with("# "));
        let counts = (article.keys.read, article.keys.used, article.keys.kept);
        assert_eq!(counts, (5 + named, 3 + named, 2), "{page}");
    }
}

#[test]
fn taxonomies_of_many_languages_are_keywords_and_themes() {
    for (key, kind) in [
        ("topics", "keyword"),
        ("Keywords", "keyword"),
        ("subjects", "keyword"),
        ("labels", "keyword"),
        ("mots-clés", "keyword"),
        ("Schlagwörter", "keyword"),
        ("palabras clave", "keyword"),
        ("etichette", "keyword"),
        ("trefwoorden", "keyword"),
        ("标签", "keyword"),
        ("タグ", "keyword"),
        ("태그", "keyword"),
        ("الوسوم", "keyword"),
        ("themes", "theme"),
        ("thematiques", "theme"),
        ("Themen", "theme"),
        ("主题", "theme"),
        ("テーマ", "theme"),
    ] {
        let article = parse(&format!("---\n{key}:\n  - one, two\n  - '#three'\n---\ntext"));
        assert_eq!(mentions(&article), [format!("{kind} one, two"), format!("{kind} three")], "{key}");
    }
    assert_eq!(
        mentions(&parse("---\ncategories: [Harbor, Kelp]\n---\n")),
        ["keyword Harbor", "keyword Kelp"]
    );
    assert_eq!(mentions(&parse("---\ntags: trams ferries\n---\n")), ["keyword trams", "keyword ferries"]);
    assert_eq!(mentions(&parse("---\ntags: 'tidal power'\n---\n")), ["keyword tidal power"]);
    assert_eq!(mentions(&parse("---\ntags: [2024, true, 1.5, 2024-01-02]\n---\n")).len(), 4);
    let article = parse("---\ncategory: Ports\ntopics: [{name: a, weight: 1}, {name: b}]\n---\n");
    assert_eq!(article.category.as_deref(), Some("Ports"));
    assert_eq!(mentions(&article), ["keyword a", "keyword b"]);
    assert_eq!(attributes(&article), ["topics.weight: 1"]);
}

#[test]
fn the_best_key_of_each_meaning_counts_and_the_others_are_kept() {
    let article = parse(
        "---\nupdated: 2026-05-01\ncreated: 2026-03-01\npermalink: /kelp/\nsource: https://example.org/a\n\
         description: Long.\nsummary: Short.\npublished: true\ndoi: 10.1/x\n---\n# T\n",
    );
    assert_eq!(article.date.map(|date| date.label).as_deref(), Some("2026-03-01"));
    assert_eq!(article.link.as_deref(), Some("https://example.org/a"));
    assert_eq!(article.summary.as_deref(), Some("Short."));
    assert_eq!(
        article.attributes.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(),
        ["updated", "permalink", "description", "published", "doi"]
    );
    for value in ["/2024/a/", "{{ page.url }}", "../a.md", "image.png"] {
        assert_eq!(parse(&format!("---\nurl: \"{value}\"\n---\n")).link, None, "{value}");
    }
}

#[test]
fn the_title_of_the_front_matter_counts_before_a_heading_without_edition() {
    let article = parse("---\ntitle: Kelp at Sea\n---\n# Introduction\n\ntext\n");
    assert_eq!(article.title, "Kelp at Sea");
    assert!(article.diagnostics.iter().any(|found| found.code.as_str() == "extra-title"));
    let dated = "---\ntitle: Other\n---\n# __Kelp__, (from page [20260118](https://example.org/p).)\n";
    assert_eq!(parse(dated).title, "Kelp");
}

#[test]
fn links_of_values_lose_their_brackets_and_lead_to_pages() {
    let article = parse(
        "---\nup: \"[[Kelp]]\"\nrelated:\n  - \"[[notes/Quay|the quay]]\"\n  - \"[tide](tide.md)\"\n---\n",
    );
    assert_eq!(attributes(&article), ["up: Kelp", "related: the quay; tide"]);
    let targets: Vec<&str> = article.links.iter().map(|link| link.target.as_str()).collect();
    assert_eq!(targets, ["Kelp", "notes/Quay", "tide.md"]);
}

#[test]
fn keys_of_the_configuration_count_before_the_usual_ones() {
    let mut schema = Schema::default();
    schema.keys.push(("Ring".into(), KeyMeaning::Kind("theme".into())));
    schema.keys.push(("Verfallsdatum".into(), KeyMeaning::Date));
    let page = "---\nring: [trial, hold]\nverfallsdatum: 2026-02-03\ndate: 2026-01-01\n---\n";
    let article = parse_article("a.md", page, &schema);
    assert_eq!(mentions(&article), ["theme trial", "theme hold"]);
    assert_eq!(article.date.map(|date| date.label).as_deref(), Some("2026-02-03"));
}

fn graph_of(pages: &[String]) -> PropertyGraph {
    let schema = Schema::default();
    let parsed =
        pages.iter().enumerate().map(|(at, page)| parse_article(&format!("p{at:02}.md"), page, &schema));
    build(&from_articles(parsed.collect(), &schema), &BuildOptions::default()).unwrap()
}

#[test]
fn attributes_are_columns_of_every_format_and_read_back_equal() {
    let pages: Vec<String> = (0..3)
        .map(|at| {
            format!(
                "---\ntitle: P{at}\nring: trial\nscore: {at}\nimage: a.png\nauthor: Ann\nlang: en\nالحالة: \"a <b> & c\"\ntags: [t]\n---\n"
            )
        })
        .collect();
    let graph = graph_of(&pages);
    let names: Vec<&str> = graph.nodes.columns().iter().map(|column| column.name.as_str()).collect();
    for name in ["author", "language", "meta_image", "ring", "score", "الحالة"] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    let mut json = Vec::new();
    export::write(&graph, export::by_name("json").unwrap(), &ExportOptions::default(), &mut json).unwrap();
    let json = String::from_utf8(json).unwrap();
    let back = from_json(&json, "g.json".as_ref()).unwrap();
    assert_eq!((&back.nodes, &back.edges, &back.mentions), (&graph.nodes, &graph.edges, &graph.mentions));
    for name in ["graphml", "gexf", "dot", "cytoscape", "graphology", "turtle", "ntriples"] {
        let mut file = Vec::new();
        export::write(&graph, export::by_name(name).unwrap(), &ExportOptions::default(), &mut file).unwrap();
        let text = String::from_utf8(file).unwrap();
        assert!(text.contains("ring") && text.contains("meta_image") && text.contains("الحالة"), "{name}");
    }
}

#[test]
fn keys_beyond_the_most_frequent_share_a_column_and_it_is_said() {
    let often: String = (0..40).map(|at| format!("often{at}: {at}\n")).collect();
    let pages = [format!("---\n{often}rare: x y\nodd: 1\n---\n"), format!("---\n{often}---\n")];
    let graph = graph_of(&pages);
    let own = graph.nodes.columns().iter().filter(|column| column.name.starts_with("often")).count();
    assert_eq!(own, 40);
    let row = graph.nodes.rows().next().unwrap();
    let rest: &[String] = graph.nodes.column("attributes").get(row).unwrap();
    assert_eq!(rest, ["odd: 1", "rare: x y"]);
    let said = graph.header.remarks.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(said.iter().any(|text| text.contains("2 keys of articles")), "{said:?}");
}

proptest! {
    #[test]
    fn no_head_makes_reading_panic_or_lose_a_key(
        keys in proptest::collection::vec(("[a-z\u{e9}: #\\[]{0,8}", "\\PC{0,20}"), 0..6),
    ) {
        let lines: String = keys.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        for page in [format!("---\n{lines}---\n"), format!("# T\n\n{lines}"), lines.clone(), lines.replace(": ", ":: ")] {
            parse(&page);
        }
    }
}
