use super::{Briefing, BriefingOptions, Section, Sentence, Statement, briefing, html, markdown};
use crate::columns::{Column, Values};
use crate::diagnostic::{Code, CodeName, Diagnostic};
use crate::graph::{Relation, View};
use crate::parse::{KindId, Precision};
use crate::property_graph::{Bridge, ClusterCard, EdgeRecord, EdgeTable, MentionTable, PropertyGraph};
use crate::query::sample;
use jiff::civil::date;
use portent_graph::index::NodeRow;

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
            // Names that differ by digits alone would be releases of one thing.
            let letter = char::from(b'a' + u8::try_from(row.get()).unwrap());
            graph.nodes[row].label = format!("{name} {letter}{letter}").into();
        }
    }
    for mention in graph.mentions.iter_mut() {
        mention.path = format!("<img src=x> `{}", mention.path).into();
        mention.description = Some(name.into());
    }
    for card in &mut graph.clusters {
        card.label = name.into();
    }
    let mut links = vec![None; graph.node_count()];
    links[0] = Some("https://example.org/?a=\u{27}b\u{27}&c=<d>".into());
    links[1] = Some("javascript:alert(1)".into());
    links[3] = Some("https://example.org/a?b=1&c=(2)".into());
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
    assert_eq!(figures, ["5", "7", "1", "80%"]);
    assert_eq!(
        said(&briefing, "holdings"),
        [
            "6 rows name 7 entities: 2 concerns, 2 keywords, 1 signal, 1 technology and 1 issue; a row is one of a table or \
             an item of a list.",
            "7 of the entities (100%) stand in two articles or more.",
            // c and e have no rows.
            "2 articles (40%) have no row.",
            "1 article repeats the text of another and counts once with it.",
            "1 article (20%) is undated, and nothing that this page says of time rests on it.",
        ]
    );
}

#[test]
fn what_was_not_read_is_counted() {
    let mut graph = sample::graph();
    let found = [
        (
            Code::UnknownSection,
            "no section is called \"News\"; 297 items of its lists make no mentions (on 411 pages)",
        ),
        (Code::UnknownSection, "no section is called \"Thanks\"; its text makes no mentions"),
        (Code::UnknownSection, "44 items of lists before the first heading make no mentions"),
        (Code::DateOutlier, "far"),
    ];
    let found = found.map(|(code, message)| Diagnostic {
        severity: code.severity(),
        code: CodeName::Known(code),
        path: "a.md".into(),
        line: 1,
        column: 1,
        count: 1,
        message: message.into(),
        hint: String::new(),
        excerpt: String::new(),
    });
    graph.diagnostics = found.into();
    let said = said(&told(&graph), "holdings");
    let unread = said.iter().find(|said| said.starts_with("341 list items were not read as rows: "));
    assert!(unread.is_some_and(|said| said.ends_with("; the most under News (297).")), "{said:?}");
    assert!(
        said.iter().any(|said| said.ends_with("left out are dates: 1 that lie far beyond the others.")),
        "{said:?}"
    );
}

#[test]
fn clusters_of_one_article_are_not_counted() {
    let mut graph = sample::graph();
    let alone = ClusterCard { cluster: 2, size: 1, articles: 1, ..ClusterCard::default() };
    graph.clusters.push(alone);
    let briefing = told(&graph);
    assert_eq!(briefing.figures[2].value, "1");
    assert!(
        section(&briefing, "clusters").unwrap().lead.text().contains("Those of two articles or more hold 4")
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
    assert_eq!(streets.sources[0].said, None, "no more than its name");
    let claim = ("ten_year".to_owned(), "Streets store what houses make.".to_owned());
    let mut graph = sample::graph();
    graph.mentions.iter_mut().for_each(|mention| {
        mention.description = Some("They hold the heat of summer nights.".into());
        mention.attributes.insert(claim.0.as_str().into(), claim.1.as_str().into())
    });
    let briefing = told(&graph);
    let notes: Vec<String> = statements(&briefing).flat_map(|said| &said.notes).map(Sentence::text).collect();
    assert_eq!(notes, ["In ten years: “Streets store what houses make.”"], "the keyword ai has no rows");
    let streets = statements(&briefing).find(|said| said.sentence.text().starts_with("Battery")).unwrap();
    let [first, ..] = streets.sources.as_slice() else { panic!("no sources") };
    assert_eq!(first.said.as_deref(), Some("They hold the heat of summer nights."));
    assert_eq!(first.name, None, "the row is called as the page calls it");
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

/// Forty articles, one a week from January 2026 on; steam trams in the first ten, fast ferries in the last three, night
/// buses in the first three and the last two, paper maps in every one of the first thirty.
fn weekly() -> PropertyGraph {
    let mut graph = PropertyGraph::default();
    let names = ["steam trams", "fast ferries", "night buses", "paper maps", "city streets"];
    let articles = 40u32;
    let node = |id: String, kind: KindId, label: String| crate::property_graph::NodeRecord {
        id: id.into(),
        kind,
        label: label.into(),
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
        "steam trams" => at < 10,
        "fast ferries" => at >= 37,
        "night buses" => !(3..38).contains(&at),
        "paper maps" => at < 30,
        _ => true,
    };
    let mut mentions = Vec::new();
    for at in 0..articles {
        for name in (0..names.len()).filter(|&name| holds(name, at)) {
            let mut mention = sample::graph().mentions[0].clone();
            mention.article = NodeRow::new(at).into();
            mention.entity = NodeRow::from(usize::try_from(articles).unwrap() + name).into();
            mention.path = format!("{at}.md").into();
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
    assert_eq!(said[0], "fast ferries: 3 of 10 articles speak of it, no text before.");
    assert_eq!(said[1], "night buses: 3 articles, then no text for 8 months, and 2 since August 2026.");
    assert_eq!(said[2], "paper maps: none of 10 articles speaks of it, after 30 of 30 before (100%).");
    // All ten of the steam trams among the first 30 of 40 articles: C(30, 10) / C(40, 10) = 0.035, more than one in 100.
    assert_eq!(said.len(), 3, "what is in all articles does not change: {said:?}");
    assert!(time.lead.text().ends_with(" No name of a row is rising."), "{}", time.lead.text());
    assert_eq!(time.parts[0].statements[0].sources[0].place, "39.md:2", "the newest row first");
    // Only what is counted is quoted, and counted as more: 3 of 3 ferries, 2 of 2 buses, 3 of the 30 before of the maps.
    let quoted: Vec<(usize, usize)> =
        time.parts.iter().map(|part| (part.statements[0].sources.len(), part.statements[0].more)).collect();
    assert_eq!(quoted, [(3, 0), (2, 0), (3, 27)]);
}

#[test]
fn what_texts_speak_of_is_neither_new_nor_back() {
    let mut graph = weekly();
    // No row is called so; one article of March speaks of both, in other words.
    graph.mentions.iter_mut().filter(|mention| mention.path == "10.md").for_each(|mention| {
        mention.description = Some("The ferries are fast, and buses run at night.".into());
    });
    graph.mentions.iter_mut().filter(|mention| mention.path == "25.md").for_each(|mention| {
        mention.description = Some("Buses of the night are back.".into());
    });
    let briefing = told(&graph);
    let time = section(&briefing, "time").unwrap();
    let titles: Vec<_> = time.parts.iter().map(|part| part.title.as_deref().unwrap()).collect();
    assert!(!titles.contains(&"New"), "{titles:?}");
    let back = said(&briefing, "time").into_iter().find(|said| said.starts_with("night buses"));
    assert_eq!(
        back.as_deref(),
        Some("night buses: 3 articles, then no text for 3 months, and 2 since August 2026.")
    );
}

#[test]
fn releases_are_not_new() {
    let mut graph = weekly();
    for (at, release) in [(1, "Core 27.0rc1"), (3, "Core 26.1")] {
        let row = graph.nodes.rows().nth(40 + at).unwrap();
        let label = std::mem::replace(&mut graph.nodes[row].label, release.into());
        graph
            .mentions
            .iter_mut()
            .filter(|mention| mention.name == label)
            .for_each(|mention| mention.name = release.into());
    }
    let said = said(&told(&graph), "time");
    assert!(said.iter().all(|said| !said.contains("Core")), "{said:?}");
}

#[test]
fn names_that_rarely_repeat_make_no_lists() {
    // No name of the weekly archive is known to stand in two articles.
    let briefing = told(&weekly());
    for id in ["connected", "recurring", "clusters", "bridges", "weak"] {
        assert!(section(&briefing, id).is_none(), "{id}");
    }
    let lead = section(&briefing, "subjects").unwrap().lead.text();
    assert!(lead.starts_with("An article has 0.0 names on average that another one has too"), "{lead}");
    assert_eq!(briefing.figures.len(), 3, "no count of clusters");
}

#[test]
fn where_half_of_all_names_stand_once_none_is_weak() {
    let mut graph = weekly();
    // Two names of forty articles each make two shared names an article; three stand in one.
    let articles = (0..graph.node_count()).map(|at| match at {
        0..40 => None,
        40..42 => Some(40),
        _ => Some(1),
    });
    let articles = Column::new("articles", Values::Integer(articles.collect()));
    graph.nodes = graph.nodes.clone().with_columns([articles]);
    let briefing = told(&graph);
    let weak = section(&briefing, "weak").unwrap();
    assert!(weak.parts.is_empty() && weak.headline.is_none());
    assert!(weak.lead.text().starts_with("This page names no weak signals"), "{}", weak.lead.text());
}

/// Two clusters of four articles each; `shared` of the second name the cargo bikes of the first.
fn two_clusters(labels: [&str; 2], shared: u32) -> PropertyGraph {
    let mut graph = weekly();
    let row = NodeRow::new;
    let mentions = |article: u32, entity: u32| EdgeRecord {
        source: row(article),
        target: row(entity),
        relation: Relation::Mentions,
        weight: 1.0,
    };
    // Entities stand behind the forty articles: steam trams of the first cluster, fast ferries of the second.
    let own = (0..4).map(|at| mentions(at, 40)).chain((4..8).map(|at| mentions(at, 41)));
    let across = (4..4 + shared).map(|at| mentions(at, 40));
    graph.edges = EdgeTable::new(own.chain(across));
    let of = |at: u32| match at {
        0..4 | 40 => Some(1),
        4..8 | 41 => Some(2),
        _ => None,
    };
    let count = graph.node_count() as u32;
    let clusters = Column::new("cluster", Values::Integer((0..count).map(of).collect()));
    let articles = (0..count).map(|at| (at >= 40).then_some(40)).collect();
    let articles = Column::new("articles", Values::Integer(articles));
    graph.nodes = graph.nodes.clone().with_columns([articles, clusters]);
    let card = |at: u32| ClusterCard {
        cluster: at,
        label: labels[usize::try_from(at).unwrap() - 1].into(),
        size: 5,
        articles: 4,
        neighbors: vec![Bridge { cluster: 3 - at, weight: f64::from(shared), strongest: Default::default() }],
        ..ClusterCard::default()
    };
    graph.clusters = vec![card(1), card(2)];
    // So that a name of forty articles is not one of all subjects.
    graph.header.distinct_articles = 3_000;
    graph
}

#[test]
fn a_bridge_rests_on_three_articles_and_joins_two_themes() {
    let labels = ["paper maps", "city streets"];
    let bridges = |labels, shared| {
        let briefing = told(&two_clusters(labels, shared));
        section(&briefing, "bridges").is_some().then(|| said(&briefing, "bridges"))
    };
    let expected = "paper maps and city streets: 3 articles in one of them name entities of the other, above all steam trams \
                    (3 articles).";
    assert_eq!(bridges(labels, 3), Some(vec![expected.to_owned()]));
    assert_eq!(bridges(labels, 2), None, "two articles are none");
    assert_eq!(bridges(["steam trams", "city streets"], 3), None, "a heading ties its own cluster");
    assert_eq!(bridges(["paper maps", "maps and streets"], 3), None, "two halves of one theme");
    assert_eq!(bridges(["paper maps", "fast ferries"], 3), None, "none of its articles speaks of ferries");
    let elsewhere = |share: f64| {
        let mut graph = two_clusters(labels, 3);
        let member = (0..graph.node_count()).map(|at| (at == 40).then_some(share)).collect();
        let columns = graph.nodes.columns().to_vec().into_iter();
        let columns = columns.chain([Column::new("membership", Values::Real(member))]);
        graph.nodes = graph.nodes.clone().with_columns(columns);
        section(&told(&graph), "bridges").is_some()
    };
    assert_eq!([elsewhere(0.6), elsewhere(0.4)], [true, false], "the trams belong to neither");
    let mut everywhere = two_clusters(labels, 3);
    everywhere.header.distinct_articles = 400;
    assert!(section(&told(&everywhere), "bridges").is_none(), "a tenth of all articles have the name");
}

#[test]
fn an_abbreviation_is_no_doubtful_merge() {
    let asked = |pair: [&str; 2], probability: f64| {
        let mut graph = sample::graph();
        let streets = usize::from(sample::row(&graph, "signal:battery-streets"));
        let count = graph.node_count();
        graph.mentions[0].name = pair[0].into();
        graph.mentions[1].name = pair[1].into();
        let mut likely = vec![None; count];
        likely[streets] = Some(probability);
        let mut names = vec![Vec::new(); count];
        names[streets] = pair.map(str::to_owned).to_vec();
        let columns = graph.nodes.columns().to_vec().into_iter().chain([
            Column::new("merge_probability", Values::Real(likely)),
            Column::new("merge_pair", Values::List(names)),
        ]);
        graph.nodes = graph.nodes.clone().with_columns(columns);
        let briefing = told(&graph);
        let unsure = section(&briefing, "unsure").unwrap();
        unsure.parts.iter().any(|part| part.title.as_deref() == Some("Merges to look at first"))
    };
    let pairs = |pair| asked(pair, 0.45);
    assert!(!pairs(["Generative AI (Gen AI)", "Generative Artificial Intelligence (Generative AI)"]));
    assert!(!pairs(["Advanced LLMs (Large Language Models)", "Large Language Model"]));
    assert!(pairs(["Battery Streets (pilot)", "Streets of Power"]));
    assert!(!asked(["Battery Streets (pilot)", "Streets of Power"], 0.55), "rather one thing than two");
}

#[test]
fn quotations_after_the_first_are_of_other_clusters_and_in_other_words() {
    let mut graph = sample::graph();
    let said = [
        "Heat of summer nights melts asphalt.",
        "Heat of summer nights cracks asphalt.",
        "",
        "Rails bend by noon.",
    ];
    for mention in graph.mentions.iter_mut().filter(|mention| mention.name == "Battery Streets") {
        let at = usize::from(mention.article.row().unwrap());
        mention.description = Some(said[at.min(3)].into());
    }
    let streets = |graph: &PropertyGraph| {
        let briefing = told(graph);
        let found = statements(&briefing).find(|said| said.sentence.text().starts_with("Battery")).unwrap();
        found.sources.iter().map(|source| source.place[..1].to_owned()).collect::<Vec<String>>()
    };
    // Articles a and b say the same, so that one of them is quoted first; then d, which says something else.
    assert_eq!(streets(&graph), ["a", "d", "b"]);
    let briefing = told(&graph);
    assert!(
        html(&briefing)
            .contains("<q>Rails bend by noon.</q> — <bdi>Article D</bdi> <code title=\"d.md:10\">")
    );
    assert!(markdown(&briefing).contains("- “Rails bend by noon.” — Article D `d.md:10`"));
}

#[test]
fn the_rest_of_the_ties_leads_to_one_cluster_or_to_none() {
    let statement = |second: f64| {
        let mut graph = two_clusters(["paper maps", "city streets"], 3);
        let figures = [("weight_inside", 6.0), ("weight_outside", 4.0)];
        graph.clusters[0].figures = figures.map(|(name, value)| (name.to_owned(), value)).into();
        let bridge = |cluster, weight| Bridge { cluster, weight, strongest: Default::default() };
        graph.clusters[0].neighbors = vec![bridge(2, 3.0), bridge(3, second)];
        said(&told(&graph), "clusters")[0].clone()
    };
    // All four articles say "paper maps".
    assert!(
        statement(1.5).starts_with("paper maps: 4 articles (4 speak of it) and 1 entity"),
        "{}",
        statement(1.5)
    );
    assert!(
        statement(1.5).ends_with(" 60% of its ties stay inside; the rest lead above all to city streets.")
    );
    assert!(statement(1.6).ends_with(" 60% of its ties stay inside."), "less than twice the next one");
}

#[test]
fn dated_articles_that_are_not_shown_are_told_by_why() {
    let mut graph = weekly();
    (graph.header.articles, graph.header.dated_articles) = (50, 43);
    let found = |path: &str| Diagnostic {
        severity: Code::DateOutlier.severity(),
        code: CodeName::Known(Code::DateOutlier),
        path: path.into(),
        line: 1,
        column: 1,
        count: 1,
        message: "far".into(),
        hint: String::new(),
        excerpt: String::new(),
    };
    let caption = |graph: &PropertyGraph| match &section(&told(graph), "holdings").unwrap().figure {
        Some(super::Figure::Columns(columns)) => columns.caption.clone(),
        other => panic!("{other:?}"),
    };
    assert!(caption(&graph).ends_with(" 3 more dated ones repeat others."), "{}", caption(&graph));
    graph.diagnostics = vec![found("x.md"), found("y.md")];
    let told = caption(&graph);
    assert!(told.ends_with(" 2 more dated ones lie far beyond the others and 1 repeats another."), "{told}");
    graph.header.dated_articles = 40;
    assert!(
        caption(&graph).ends_with("small bars below count articles by month too."),
        "{}",
        caption(&graph)
    );
}

// T6, T7: the report.
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

// T6: the report as Markdown.
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
    assert_eq!(page.matches("<p class=\"statement\">").count(), statements(&briefing).count());
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
