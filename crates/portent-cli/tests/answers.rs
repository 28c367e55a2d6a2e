//! What the reading commands print: tables that fit, data that is parsed back, answers that say what they rest on.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{
    ARTICLES, built, folder, pages, portent, records, refused, run, stderr, stdout, succeeds,
};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// What a command prints into a pipe where `COLUMNS` says so many.
fn printed(folder: &Path, arguments: &[&str], columns: Option<&str>) -> String {
    let mut command = portent(folder);
    command.args(arguments).envs(columns.map(|columns| ("COLUMNS", columns)));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

#[test]
fn every_table_fits_the_columns_that_are_told_and_nothing_is_cut_where_none_are() {
    let here = folder();
    succeeds(here.path(), &["build", ARTICLES, "-o", "graph.json", "-q"]);
    for question in [
        &["top", "graph.json", "-n", "5"][..],
        &["top", "graph.json", "--by", "betweenness", "--ideas"],
        &["recurring", "graph.json", "--kind", "signal"],
        &["recurring", "graph.json", "--across", "issues"],
        &["digest", "graph.json"],
        &["trends", "graph.json", "--since", "2025-10-01", "--period", "month"],
        &["trends", "graph.json", "--class", "undetermined,weak,strong"],
        &["trends", "graph.json", "--evolution", "--periods", "month"],
        &["clusters", "graph.json"],
        &["show", "graph.json", "keyword:ai"],
        &["path", "graph.json", "keyword:ai", "keyword:automation"],
        &["duplicates", ARTICLES],
        &["explain", ARTICLES, "Automation Job Losses", "Job Losses From Automation"],
    ] {
        for columns in ["80", "60"] {
            let narrow = printed(here.path(), question, Some(columns));
            let widest = narrow.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
            assert!(widest > 0 && widest <= columns.parse().unwrap(), "{question:?} {columns}: {narrow}");
        }
        let whole = printed(here.path(), question, None);
        assert!(!whole.contains('…'), "{question:?}: {whole}");
    }
}

#[test]
fn names_and_histories_are_whole_at_eighty_columns() {
    let here = folder();
    let table = printed(here.path(), &["recurring", ARTICLES, "--kind", "signal", "-n", "3"], Some("80"));
    assert!(table.contains("  Small-Satellite Earth Observation "), "{table}");
    // Seven editions, the newest at the right.
    assert!(table.contains("history: ██···██;"), "{table}");
    let card = [
        printed(
            here.path(),
            &["explain", ARTICLES, "Automation Job Losses", "Job Losses From Automation"],
            Some("80"),
        ),
        printed(here.path(), &["show", ARTICLES, "concern:Automation Job Losses"], Some("80")),
    ];
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for card in card {
        assert!(words(&card).contains("run by machines."), "descriptions are whole: {card}");
    }
}

#[test]
fn every_feature_of_an_explanation_is_readable_at_eighty_columns() {
    let here = folder();
    let question = ["explain", ARTICLES, "Automation Job Losses", "Job Losses From Automation"];
    let card = printed(here.path(), &question, Some("80"));
    let evidence = card.split("\n  evidence\n").nth(1).unwrap().split("\n  first\n").next().unwrap();
    assert!(!evidence.contains('…'), "{evidence}");
    // The feature stands in the first column; its lines are put together again.
    let heading = evidence.lines().next().unwrap();
    let column = heading.find("value").unwrap() - 2;
    let left: Vec<String> = (evidence.lines().skip(1))
        .map(|line| line.chars().take(column).collect::<String>().trim().to_owned())
        .collect();
    let left = left.join(" ");
    let json = succeeds(here.path(), &[&question[..], &["--format", "json"]].concat());
    assert!(!json.contains("-0.0,") && !json.contains("-0.0\n"), "zero has no sign: {json}");
    let records: serde_json::Value = serde_json::from_str(&json).unwrap();
    for line in records[0]["evidence"].as_array().unwrap() {
        let feature = line["feature"].as_str().unwrap();
        assert!(left.contains(feature), "{feature:?} is not in {left}");
    }
}

// C27: of several kinds the shared one.
#[test]
fn explain_takes_the_shared_kind_and_says_which_others_there_are() {
    let here = folder();
    let page = "# __Bells__, (from page [20260118](https://example.org/20260118).)\n\n\
                __[External link](https://example.org/bells)__\n\n\
                ## Keywords\n\n* silent bells\n* mute bells\n\n\
                ## Concerns\n\n| name | description |\n|---|---|\n| Silent Bells | a |\n| Silent Bells | b |\n\
                | Mute Bells | c |\n";
    std::fs::write(here.path().join("bells.md"), page).unwrap();
    let output = run(here.path(), &["explain", "bells.md", "Silent Bells", "Mute Bells"]);
    assert!(stdout(&output).starts_with("concern \"Silent Bells\" and concern \"Mute Bells\"\n"));
    let told = stderr(&output);
    assert!(
        told.contains("note: both are taken as concern") && told.contains("also names keyword:"),
        "{told}"
    );
    let output = run(here.path(), &["explain", "bells.md", "keyword:Silent Bells", "keyword:Mute Bells"]);
    assert!(stdout(&output).starts_with("keyword "), "{}", stdout(&output));
    assert!(!stderr(&output).contains("taken as"), "{}", stderr(&output));
}

// C26: the most connected concerns, signals of so many editions with their days, and what is around one thing.
#[test]
fn each_task_of_an_analyst_is_one_command() {
    let here = built();
    for (task, fields) in [
        (&["top", "graph.json", "--kind", "concern"][..], &["label", "connections"][..]),
        (
            &["recurring", "graph.json", "--kind", "signal", "--across", "editions", "--min", "3"],
            &["label", "editions", "first_seen", "last_seen"],
        ),
        (&["show", "graph.json", "keyword:ai"], &["label", "neighbors"]),
    ] {
        let json = records(here.path(), task);
        let csv = succeeds(here.path(), &[task, &["--format", "csv"]].concat());
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let heading = reader.headers().unwrap().clone();
        assert_eq!(reader.records().count(), json.len(), "{task:?}");
        for field in fields {
            assert!(heading.iter().any(|name| name == *field), "{task:?}: {heading:?}");
            assert!(!json.is_empty() && json.iter().all(|record| !record[*field].is_null()), "{json:?}");
        }
        let editions = json.iter().filter_map(|record| record["editions"].as_u64());
        assert!(task[0] != "recurring" || editions.min() == Some(3), "{json:?}");
    }
}

// C26: every row of one form is one of the other.
#[test]
fn tables_for_machines_hold_the_same_rows() {
    let here = built();
    let json =
        succeeds(here.path(), &["top", "graph.json", "--kind", "concern", "-n", "7", "--format", "json"]);
    let records: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(records.len(), 7);
    assert!(records.iter().all(|record| record["kind"] == "concern" && record["articles"].is_u64()));
    let csv =
        succeeds(here.path(), &["top", "graph.json", "--kind", "concern", "-n", "7", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let label = reader.headers().unwrap().iter().position(|name| name == "label").unwrap();
    let labels: Vec<String> = reader.records().map(|record| record.unwrap()[label].to_owned()).collect();
    let expected: Vec<&str> = records.iter().map(|record| record["label"].as_str().unwrap()).collect();
    assert_eq!(labels, expected);
}

#[test]
fn cards_of_clusters_are_parsed_back_from_csv_and_tsv_as_from_json() {
    let here = folder();
    let written = |format| succeeds(here.path(), &["clusters", ARTICLES, "-n", "3", "--format", format]);
    let json: serde_json::Value = serde_json::from_str(&written("json")).unwrap();
    let nested = ["top", "kinds", "figures", "neighbors", "gaps"];
    for (format, delimiter) in [("csv", b','), ("tsv", b'\t')] {
        let text = written(format);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(format == "csv")
            .from_reader(text.as_bytes());
        let heading = reader.headers().unwrap().clone();
        for (record, expected) in reader.records().map(Result::unwrap).zip(json.as_array().unwrap()) {
            for name in nested {
                let at = heading.iter().position(|field| field == name).unwrap();
                let cell: serde_json::Value = match &record[at] {
                    "" => serde_json::Value::Null,
                    text => serde_json::from_str(text).unwrap(),
                };
                assert_eq!(cell, expected[name], "{format} {name}");
            }
        }
    }
}

#[test]
fn trends_and_digest_answer_from_pages_and_from_their_graph_alike() {
    let here = built();
    for question in [
        &["trends", "--class", "undetermined,weak", "--format", "json"][..],
        &["trends", "--since", "2025-09-01", "--period", "month", "--format", "json"],
        &["trends", "--evolution", "--periods", "2025-10", "--format", "json"],
        &["digest", "--format", "json"],
    ] {
        let ask = |input: &str| {
            let mut arguments = vec![question[0], input];
            arguments.extend(&question[1..]);
            succeeds(here.path(), &arguments)
        };
        let answer = ask("graph.json");
        assert!(answer.len() > 20, "{question:?}: {answer}");
        assert_eq!(answer, ask(ARTICLES), "{question:?}");
    }
    assert!(refused(here.path(), &["digest", "graph.json", "--edition", "18990101"]).contains("--edition"));
    assert!(refused(here.path(), &["trends", "graph.json", "--class", "week"]).contains("weak"));
    let decade = refused(here.path(), &["trends", "graph.json", "--evolution", "--periods", "decade"]);
    assert!(decade.contains("neither a step (edition, week"), "{decade}");
}

#[test]
fn issues_of_a_graph_without_articles_are_refused_with_the_way_out() {
    let here = folder();
    succeeds(here.path(), &["build", ARTICLES, "--view", "concepts", "-o", "concepts.json", "-q"]);
    let output = run(here.path(), &["recurring", "concepts.json", "--across", "issues"]);
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("the view concepts holds no articles") && told.contains("--view full"), "{told}");
    succeeds(here.path(), &["recurring", "concepts.json", "--across", "editions"]);
}

#[test]
fn a_path_claims_no_mentions_that_the_graph_does_not_hold() {
    let here = folder();
    succeeds(here.path(), &["build", ARTICLES, "--no-mentions", "-o", "bare.json", "-q"]);
    let path = printed(here.path(), &["path", "bare.json", "keyword:ai", "keyword:automation"], None);
    assert!(path.contains("tagged") && !path.contains("mentions\n"), "{path}");
}

#[test]
fn a_term_on_every_page_does_not_change_the_order_of_concerns() {
    let here = folder();
    let pages = pages(here.path());
    let top = |by: &[&str]| -> Vec<(String, u64)> {
        let asked = [&["top", "pages", "--kind", "concern", "-n", "1000"], by].concat();
        let records = records(here.path(), &asked);
        let pair = |r: &Value| (r["label"].as_str().unwrap().to_owned(), r["connections"].as_u64().unwrap());
        records.iter().map(pair).collect()
    };
    let before = top(&[]);
    assert!(before[0].1 > before[20].1, "{before:?}");
    for entry in fs::read_dir(pages).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("## Keywords\n", "## Keywords\n\n* newsletter quixotry\n")).unwrap();
    }
    assert_eq!(top(&[]), before);
}

/// Pages in which things recur: the day of the edition, and what the page speaks of.
const DATED: [(&str, &str, &str, &[&str]); 4] = [
    ("p0", "20250803", "Reed Beds", &["Salt Batteries", "Night Ferries"]),
    ("p1", "20250914", "Ferry Piers", &["Salt Batteries"]),
    ("p2", "20251109", "Dusk Markets", &["Night Ferries", "Roof Orchards"]),
    ("p3", "20251207", "Tram Depots", &["Roof Orchards", "Salt Batteries"]),
];

#[test]
fn answers_on_a_part_count_what_passed_and_say_so() {
    let here = folder();
    fs::create_dir_all(here.path().join("dated")).unwrap();
    for (file, day, title, names) in DATED {
        let rows: String =
            names.iter().map(|name| format!("| {name} | {title} speak of {name}. |\n")).collect();
        let text = format!(
            "# __{title}__, (from page [{day}](https://example.org/{day}).)\n\n__[External link](https://{file}.example.org/)__\n\n\
             ## Signals\n\n| name | description |\n|---|---|\n{rows}"
        );
        fs::write(here.path().join(format!("dated/{file}.md")), text).unwrap();
    }
    for conditions in [&["--since", "2025-10-01"][..], &["--since", "2025-10-01", "--kinds", "Signals"]] {
        let build = [&["build", "dated", "-o", "g.json", "-q"], conditions].concat();
        succeeds(here.path(), &build);
        let output = run(here.path(), &["recurring", "g.json", "--format", "json"]);
        let found: Vec<serde_json::Value> = serde_json::from_str(&stdout(&output)).unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((&found[0]["label"], &found[0]["editions"]), (&"Roof Orchards".into(), &2.into()));
        assert_eq!(found[0]["first_seen"], "2025-11-09");
        assert_eq!(found[0]["last_seen"], "2025-12-07");
        let said = "counts and dates are of what passed, measures and clusters of the whole";
        for question in [&["top"][..], &["recurring"], &["clusters"], &["trends"], &["show", "Roof Orchards"]]
        {
            let arguments = [&question[..1], &["g.json"], &question[1..]].concat();
            let told = stderr(&run(here.path(), &arguments)).replace("\n      ", " ");
            assert!(told.contains("since 2025-10-01") && told.contains(said), "{question:?}: {told}");
        }
        let top = stdout(&run(here.path(), &["top", "g.json", "--by", "articles", "--format", "json"]));
        let top: Vec<serde_json::Value> = serde_json::from_str(&top).unwrap();
        let salt = top.iter().find(|record| record["label"] == "Salt Batteries").unwrap();
        assert_eq!((&salt["articles"], &salt["editions"]), (&1.into(), &1.into()));
    }
}

#[test]
fn about_lists_what_is_near_to_a_text_and_writes_it_as_a_page() {
    let here = folder();
    let page = "# __Bells__, (from page [20260118](https://example.org/20260118).)\n\n\
                __[External link](https://example.org/bells)__\n\n\
                ## Concerns\n\n| name | description |\n|---|---|\n| Silent Bells | Towers lose their ringers |\n\
                | Noisy Ferries | Harbors wake |\n";
    std::fs::write(here.path().join("bells.md"), page).unwrap();
    let table = succeeds(here.path(), &["about", "bells.md", "who rings the bell in a tower?"]);
    assert!(table.contains("Silent Bells") && !table.contains("Ferries"), "{table}");
    for (file, link) in [
        ("t.md", "[Bells](<https://example.org/bells>)"),
        ("t.html", "<a href=\"https://example.org/bells\""),
    ] {
        succeeds(here.path(), &["about", "bells.md", "bells", "-o", file]);
        let page = std::fs::read_to_string(here.path().join(file)).unwrap();
        assert!(page.contains(link) && page.contains("Towers lose their ringers"), "{page}");
    }
    let told = refused(here.path(), &["about", "bells.md", "bells", "-o", "t.pdf"]);
    assert!(told.contains("unknown suffix .pdf; known are .graphml .gexf"), "{told}");
    assert!(told.contains("hint: a page ends in .md or .html, a graph in a suffix"), "{told}");
}

#[test]
fn about_writes_what_it_finds_as_a_graph_with_the_closest_articles() {
    let here = built();
    let ask =
        ["about", "graph.json", "robots that care for old people", "--kind", "article,concern", "-n", "3"];
    let found: BTreeSet<String> =
        records(here.path(), &ask).iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect();
    let graph = |more: &[&str]| -> serde_json::Value {
        succeeds(here.path(), &[&ask[..], &["-o", "topic.json"], more].concat());
        serde_json::from_str(&std::fs::read_to_string(here.path().join("topic.json")).unwrap()).unwrap()
    };
    let ids = |graph: &serde_json::Value| -> BTreeSet<String> {
        let nodes = graph["nodes"].as_array().unwrap();
        nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect()
    };
    let alone = graph(&[]);
    assert!(ids(&alone).is_superset(&found) && alone["graph"].get("closest").is_none());
    assert_eq!(alone["graph"]["part"]["conditions"][0], "about \"robots that care for old people\"");
    let near = graph(&["--closest", "3"]);
    assert_eq!(near["graph"]["closest"]["each"], 3);
    assert!(ids(&near).is_superset(&ids(&alone)) && ids(&near).len() > ids(&alone).len());
    let edges = near["edges"].as_array().unwrap();
    // What is not found is there as it is closest to a found article.
    for id in ids(&near).difference(&found) {
        let joins = |edge: &&serde_json::Value| {
            let ends = [edge["source"].as_str().unwrap(), edge["target"].as_str().unwrap()];
            ends.contains(&id.as_str()) && ends.iter().any(|end| found.contains(*end))
        };
        assert!(edges.iter().any(|edge| edge["relation"] == "closest" && joins(&edge)), "{id}");
    }
    for output in [&[][..], &["-o", "t.md"]] {
        let told = refused(here.path(), &[&ask[..], output, &["--closest", "3"]].concat());
        assert!(told.contains("--closest: it adds edges, and only a graph has some"), "{told}");
        assert!(told.contains("-o topic.gexf"), "{told}");
    }
    let told = refused(here.path(), &["about", "graph.json", "zzzyx", "-o", "none.gexf"]);
    assert!(
        told.contains("nothing here is about \"zzzyx\"") && !here.path().join("none.gexf").exists(),
        "{told}"
    );
}
