use super::{Briefing, BriefingOptions, Section, Statement, briefing, html, markdown};
use crate::columns::{Column, Values};
use crate::graph::View;
use crate::parse::{KindId, Precision};
use crate::property_graph::{MentionTable, PropertyGraph};
use crate::query::sample;
use jiff::civil::date;

fn told(graph: &PropertyGraph) -> Briefing {
    briefing(graph, &BriefingOptions::default()).unwrap()
}

fn section<'b>(briefing: &'b Briefing, id: &str) -> Option<&'b Section> {
    briefing.sections.iter().find(|section| section.id == id)
}

/// The statements of a section, as text.
fn said(briefing: &Briefing, id: &str) -> Vec<String> {
    let section = section(briefing, id).unwrap_or_else(|| panic!("no section {id}"));
    let statements = section.parts.iter().flat_map(|part| &part.statements);
    statements.map(|statement| statement.sentence.text()).collect()
}

fn statements(briefing: &Briefing) -> impl Iterator<Item = &Statement> {
    briefing.sections.iter().flat_map(|section| &section.parts).flat_map(|part| &part.statements)
}

/// The sample with the links of two articles, and with names that would break a page.
fn hostile() -> PropertyGraph {
    let mut graph = sample::graph();
    let name = "<script>alert(1)</script> *a* [b](http://c) `d` \"e\" & \u{202e}f\u{0}g |\n# h";
    for row in graph.nodes.rows() {
        if !matches!(graph.nodes[row].kind, KindId::EDITION) {
            graph.nodes[row].label = format!("{name} {}", usize::from(row));
        }
    }
    for mention in graph.mentions.iter_mut() {
        mention.path = format!("<img src=x> `{}", mention.path);
        mention.description = Some(name.into());
    }
    for card in &mut graph.clusters {
        card.label = name.into();
    }
    let mut links = vec![None; graph.node_count()];
    links[0] = Some("https://example.org/?a=\u{27}b\u{27}&c=<d>".to_owned());
    links[1] = Some("javascript:alert(1)".to_owned());
    links[3] = Some("https://example.org/a?b=1&c=(2)".to_owned());
    let columns = graph.nodes.columns().to_vec();
    let link = Column::new("link", Values::Text(links));
    graph.nodes = graph.nodes.clone().with_columns(columns.into_iter().chain([link]));
    graph
}

#[test]
fn the_archive_is_counted_by_hand() {
    let graph = sample::graph();
    let briefing = told(&graph);
    assert_eq!(briefing.title, "What 5 articles say");
    let figures: Vec<&str> = briefing.figures.iter().map(|figure| figure.value.as_str()).collect();
    // Seven entities, one card of a cluster, four of five articles dated.
    assert_eq!(figures, ["5", "7", "1", "80 %"]);
    assert_eq!(
        said(&briefing, "holdings"),
        [
            "1 article repeats the text of another and counts once with it.",
            "6 rows and bullets name 7 entities: 2 concerns, 2 keywords, 1 signal, 1 technology and 1 issue.",
            "7 of the entities (100 %) stand in two articles or more; they alone can recur or connect.",
            // c and e have no rows.
            "2 articles (40 %) name nothing that could be read.",
            "1 article (20 %) is undated and counts in nothing that this page says about time.",
        ]
    );
}

#[test]
fn what_recurs_cites_its_rows() {
    let briefing = told(&sample::graph());
    let recurring = section(&briefing, "recurring").unwrap();
    assert_eq!(recurring.title, "What recurs, and where", "one signal is no list of signals");
    let first = &recurring.parts[0].statements[0];
    assert_eq!(first.sentence.text(), "ai (keyword): 4 articles.");
    let streets =
        recurring.parts[0].statements.iter().find(|said| said.sentence.text().starts_with("Battery"));
    let streets = streets.unwrap();
    assert_eq!(streets.sentence.text(), "Battery Streets (signal): 3 articles.");
    let places: Vec<&str> = streets.sources.iter().map(|source| source.place.as_str()).collect();
    assert_eq!((places, streets.more), (vec!["a.md:10", "b.md:10", "d.md:10"], 0), "one row an article");
}

#[test]
fn what_cannot_be_told_of_time_is_said_in_one_sentence() {
    // No mention of the sample is dated, although four of its articles are.
    let briefing = told(&sample::graph());
    let time = section(&briefing, "time").unwrap();
    assert!(time.parts.is_empty());
    assert!(time.lead.text().contains("does not say what is new"), "{}", time.lead.text());
    assert!(section(&briefing, "weak").is_none());
}

/// Forty articles, one a week from January 2026 on; `old` in the first ten, `new` in the last three, `back` in the first two
/// and the last one, `fades` in every one of the first thirty.
fn weekly() -> PropertyGraph {
    let mut graph = PropertyGraph::default();
    let names = ["old", "new", "back", "fades", "always"];
    let articles = 40u32;
    let node = |id: String, kind: KindId, label: String| crate::property_graph::NodeRecord {
        id,
        kind,
        label,
        position: [0.0, 0.0],
        radius: 0.5,
        color: [0, 0, 0],
    };
    let of_articles =
        (0..articles).map(|at| node(format!("article:{at:02}"), KindId::ARTICLE, format!("Article {at}")));
    let of_names =
        names.iter().map(|name| node(format!("signal:{name}"), KindId::SIGNAL, (*name).to_owned()));
    let records: Vec<_> = of_articles.chain(of_names).collect();
    let holds = |name: usize, at: u32| match names[name] {
        "old" => at < 10,
        "new" => at >= 37,
        "back" => at < 2 || at == 39,
        "fades" => at < 30,
        _ => true,
    };
    let mut mentions = Vec::new();
    for at in 0..articles {
        for name in (0..names.len()).filter(|&name| holds(name, at)) {
            let mut mention = sample::graph().mentions[0].clone();
            mention.article = portent_graph::index::NodeRow::new(at).into();
            mention.entity =
                portent_graph::index::NodeRow::from(usize::try_from(articles).unwrap() + name).into();
            mention.path = format!("{at}.md");
            mention.line = u32::try_from(name).unwrap() + 1;
            mention.name = names[name].into();
            mention.date = Some(date(2026, 1, 4).checked_add(jiff::Span::new().weeks(at)).unwrap());
            mention.precision = Precision::Day;
            mentions.push(mention);
        }
    }
    graph.header.articles = articles.into();
    graph.header.distinct_articles = articles.into();
    graph.header.dated_articles = articles.into();
    graph.header.mentions = mentions.len() as u64;
    graph.header.view = View::Full.into();
    graph.nodes = crate::property_graph::NodeTable::new(records);
    graph.mentions = mentions.into_iter().collect();
    graph
}

#[test]
fn changes_are_those_of_recent_time() {
    let briefing = told(&weekly());
    let time = section(&briefing, "time").unwrap();
    // The last article is of 4 October 2026. September and October hold five, August to October ten: three months.
    assert_eq!(time.title, "What changed since August 2026");
    let titles: Vec<_> = time.parts.iter().map(|part| part.title.as_deref().unwrap()).collect();
    assert_eq!(titles, ["New", "Back after a pause", "Fading"]);
    let said = said(&briefing, "time");
    assert_eq!(said[0], "new: 3 of 10, none before.");
    assert!(
        said[1].starts_with("back: 2 articles, then none for 9 months, and 1 since August 2026."),
        "{said:?}"
    );
    assert_eq!(said[2], "fades: from 30 of 30 articles (100 %) to none of 10.");
    // All of its 10 among the first 30 of 40 articles: C(30, 10) / C(40, 10) = 0.035, less than one in 20.
    assert_eq!(said[3], "old: from 10 of 30 articles (33 %) to none of 10.");
    assert_eq!(said.len(), 4, "what is in all articles does not change: {said:?}");
    assert_eq!(time.parts[0].statements[0].sources[0].place, "39.md:2", "the newest row first");
}

#[test]
fn names_are_text_in_the_page() {
    let graph = hostile();
    let page = html(&told(&graph));
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("javascript:"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)"), "the name is there as text");
    // Nothing is asked for: addresses stand in links alone, and only those that may be clicked.
    let asked = page.replace("<a href=\"http", "");
    for asks in ["src=\"", "@import", "url(", "<link", "<iframe", "=\"http"] {
        assert!(!asked.contains(asks), "{asks}");
    }
    assert!(page.contains("<a href=\"https://example.org/a?b=1&amp;c=(2)\""), "{page}");
    assert_eq!(page.matches("<a href=\"http").count(), page.matches("example.org/a?b=1").count());
}

#[test]
fn names_are_text_in_markdown() {
    use pulldown_cmark::{Event, Parser, Tag};
    let text = markdown(&told(&hostile()));
    let mut headings = 0;
    for event in Parser::new(&text) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html} in {text}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert_eq!(&*dest_url, "https://example.org/a?b=1&c=(2)")
            }
            Event::Start(Tag::Heading { .. }) => headings += 1,
            _ => {}
        }
    }
    let briefing = told(&hostile());
    let subheadings: usize = briefing
        .sections
        .iter()
        .flat_map(|section| &section.parts)
        .filter(|part| part.title.is_some())
        .count();
    assert_eq!(headings, 2 + briefing.sections.len() + subheadings, "{text}");
}

#[test]
fn both_forms_say_the_same_statements() {
    let briefing = told(&weekly());
    let (page, text) = (html(&briefing), markdown(&briefing));
    assert_eq!(page.matches("<div class=\"statement\">").count(), statements(&briefing).count());
    for statement in statements(&briefing) {
        for source in &statement.sources {
            assert!(page.contains(&source.place) && text.contains(&format!("`{}`", source.place)));
        }
    }
    assert_eq!(html(&told(&weekly())), page, "the same graph gives the same bytes");
}

#[test]
fn a_graph_that_cites_nothing_is_refused() {
    let mut graph = sample::graph();
    graph.mentions = MentionTable::default();
    let refusal = briefing(&graph, &BriefingOptions::default()).unwrap_err().to_string();
    assert!(refusal.contains("without its mentions"), "{refusal}");
    graph.header.view = View::Concepts.into();
    let refusal = briefing(&graph, &BriefingOptions::default()).unwrap_err().to_string();
    assert!(refusal.contains("the view concepts"), "{refusal}");
}
