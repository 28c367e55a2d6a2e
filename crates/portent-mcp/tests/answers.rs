//! Answers without a transport: those of the library, cut into pages, with places.

use portent::analysis::trend::{Period, TrendOptions};
use portent::property_graph::find;
use portent::query::{
    self, AboutOptions, Across, ClustersOptions, Library, LinkedOptions, NeighborsOptions, RecurringOptions,
    SearchOptions, ShowOptions, TopOptions, TrendsOptions,
};
use portent::report::Table;
use portent_mcp::Archive;
use serde_json::{Value, json};

use crate::support::{FIXTURES, check, questions, repository};

#[test]
fn every_answer_stands_in_an_article_and_below_the_bound() {
    let archive = Archive::new(&FIXTURES);
    for (tool, arguments) in questions() {
        let reply = archive.ask(tool, arguments);
        check(tool, &reply);
        assert!(!reply.structured.unwrap()["rows"].as_array().unwrap().is_empty(), "{tool}");
    }
}

/// The fixtures are of four months.
fn months() -> TrendOptions {
    TrendOptions::default().with_period(Period::Month)
}

/// What a client gets of a tool, asked for one short page after another so that nothing is cut.
fn all_rows(tool: &str, arguments: &Value) -> Vec<Value> {
    let archive = Archive::new(&FIXTURES).with_trend(months());
    let (mut rows, mut offset) = (Vec::new(), Some(0));
    while let Some(at) = offset {
        let mut page = arguments.clone();
        page["offset"] = at.into();
        page["limit"] = 3.into();
        let structured = archive.ask(tool, page).structured.unwrap();
        rows.extend(structured["rows"].as_array().unwrap().iter().cloned());
        offset = structured["page"].get("next_offset").and_then(Value::as_u64);
        assert!(rows.len() < 3000, "{tool}: pages end");
    }
    rows
}

/// Whether a value is the one of the library's answer: numbers have four digits, long texts and lists are cut, records lack ids.
fn is_of(sent: &Value, asked: &Value) -> bool {
    match (sent, asked) {
        (Value::Number(sent), Value::Number(asked)) => {
            let (sent, asked) = (sent.as_f64().unwrap(), asked.as_f64().unwrap());
            (sent - asked).abs() <= asked.abs() * 1e-3
        }
        (Value::String(sent), Value::String(asked)) => match sent.strip_suffix('…') {
            Some(start) => asked.starts_with(start),
            None => sent == asked,
        },
        (Value::Array(sent), Value::Array(asked)) => {
            let kept = sent.iter().filter(|item| !item.as_str().is_some_and(|text| text.starts_with('+')));
            kept.zip(asked).all(|(sent, asked)| is_of(sent, asked))
        }
        (Value::Object(sent), Value::Object(asked)) => {
            sent.iter().all(|(name, value)| asked.get(name).is_some_and(|asked| is_of(value, asked)))
        }
        (sent, asked) => sent == asked,
    }
}

/// Fails where rows are not those of the table, in whatever order, each with all fields that were sent.
fn same(tool: &str, sent: &[Value], table: &Table) {
    let records = table.records();
    let records = records.as_array().unwrap();
    assert_eq!(sent.len(), records.len(), "{tool}");
    for row in sent {
        let mut fields = row.as_object().unwrap().clone();
        fields.remove("places");
        assert!(fields.len() > 1, "{tool}: {row}");
        let is_same = |record: &&Value| is_of(&Value::Object(fields.clone()), record);
        assert!(records.iter().any(|record| is_same(&record)), "{tool}: no record of the library is {row}");
    }
    let first = |rows: &[Value]| rows[0].get("label").cloned();
    assert_eq!(first(sent), first(records), "{tool}");
}

#[test]
fn rows_are_those_of_the_command_and_pages_make_up_the_whole() {
    let graph = &*FIXTURES;
    let ask = |tool: &str, arguments: Value, table: &Table| same(tool, &all_rows(tool, &arguments), table);
    ask("top", json!({}), &query::top(graph, &TopOptions::default().with_limit(9999)).unwrap());
    let options =
        TopOptions::default().with_kinds(vec!["signal".into()]).with_by("pagerank").with_limit(9999);
    ask("top", json!({ "kind": ["signal"], "by": "PageRank" }), &query::top(graph, &options).unwrap());
    let options = RecurringOptions::default().with_across(Across::Articles).with_min(3).with_limit(9999);
    let arguments = json!({ "across": "articles", "min": 3 });
    ask("recurring", arguments, &query::recurring(graph, &options).unwrap());
    let trends = TrendsOptions::default().with_trend(months()).with_limit(9999);
    ask("trends", json!({}), &query::trends(graph, &trends).unwrap());
    let since = TrendsOptions::default()
        .with_trend(months())
        .with_since(Some("2025-10-01".parse().unwrap()))
        .with_limit(9999);
    ask("trends", json!({ "since": "2025-10-01" }), &query::trends(graph, &since).unwrap());
    let clusters = ClustersOptions::default().with_members(2).with_limit(9999);
    ask("clusters", json!({}), &query::clusters(graph, &clusters).unwrap());
    let text = "power for data centers";
    let about = AboutOptions::default().with_limit(9999);
    ask("about", json!({ "text": text }), &query::about(graph, text, &about).unwrap());
    let search = SearchOptions::default().with_limit(9999);
    ask(
        "search",
        json!({ "text": "water" }),
        &query::search(&Library::new(graph), "water", &search).unwrap(),
    );
    let row = find::find(graph, "keyword:automation").unwrap();
    let neighbors = NeighborsOptions::default().with_limit(9999);
    let arguments = json!({ "name": "keyword:automation" });
    ask("neighbors", arguments, &query::neighbors(graph, row, &neighbors).unwrap());
    let to = find::find(graph, "theme:health").unwrap();
    // Evidence is parted into names and places, so that it is compared by its places.
    let steps = all_rows("path", &json!({ "from": "keyword:automation", "to": "theme:health" }));
    let table = query::path(graph, row, to);
    for (step, record) in steps.iter().zip(table.records().as_array().unwrap()) {
        assert_eq!((&step["id"], &step["step"]), (&record["id"], &record["step"]));
        let evidence = record.get("evidence").and_then(|list| list[0].as_str());
        let place = &step["places"][0];
        let written = format!("{}:{} ", place["file"].as_str().unwrap(), place["line"]);
        assert!(evidence.is_none_or(|evidence| !evidence.contains(".md:") || evidence.starts_with(&written)));
    }
    assert_eq!(steps.len(), table.rows.len());
}

#[test]
fn cards_are_those_of_the_command() {
    let graph = &*FIXTURES;
    let archive = Archive::new(graph);
    let row = find::find(graph, "keyword:automation").unwrap();
    let head = |tool: &str, arguments: Value| {
        let mut head = archive.ask(tool, arguments).structured.unwrap()["head"].clone();
        head.as_object_mut().unwrap().remove("places");
        head
    };
    let table = query::show(graph, row, &ShowOptions::default().with_limit(50));
    let card = head("show", json!({ "name": "keyword:automation" }));
    assert!(is_of(&card, &table.records()[0]), "{card}");
    assert!(card["meets"].as_array().is_some_and(|meets| !meets.is_empty()));
    let said: Vec<Value> = all_rows("show", &json!({ "name": "keyword:automation" }));
    let asked = table.records();
    let places =
        asked[0]["mentioned_in"].as_array().unwrap().iter().map(|said| said["where"].as_str().unwrap());
    let told = said
        .iter()
        .map(|row| format!("{}:{}", row["places"][0]["file"].as_str().unwrap(), row["places"][0]["line"]));
    assert!(told.eq(places));
    let linked =
        query::linked(graph, "automation", "theme:robotics", &LinkedOptions::default().with_limit(99))
            .unwrap();
    let card = head("explain", json!({ "a": "automation", "b": "theme:robotics" }));
    assert!(is_of(&card, &linked.records()[0]), "{card}");
}

#[test]
fn wrong_arguments_are_answers_with_a_hint() {
    let archive = Archive::new(&FIXTURES);
    let told = |tool: &str, arguments: Value| {
        let reply = archive.ask(tool, arguments);
        assert!(reply.is_error && reply.structured.is_none(), "{}", reply.text);
        reply.text
    };
    let holds = |text: String, words: &[&str]| {
        words.iter().for_each(|word| assert!(text.contains(word), "{text:?} lacks {word:?}"));
    };
    holds(told("show", json!({ "name": "automatoin" })), &["nothing is named", "did you mean automation?"]);
    holds(told("top", json!({ "kinds": ["signl"] })), &["kinds: no kind is called", "did you mean signal?"]);
    holds(told("top", json!({ "by": "conections" })), &["by: no measure", "did you mean connections?"]);
    holds(told("top", json!({ "limt": 3 })), &["limt", "top takes", "offset"]);
    holds(told("top", json!({ "limit": -3 })), &["invalid value", "top takes"]);
    holds(told("top", json!([1])), &["the arguments of top cannot be read"]);
    holds(told("search", json!({})), &["missing field `text`"]);
    holds(told("search", json!({ "text": "?!" })), &["text: \"?!\" holds no word"]);
    holds(
        told("neighbors", json!({ "name": "automation", "relations": ["meet"] })),
        &["did you mean meets?"],
    );
    holds(told("trends", json!({ "since": "last May" })), &["write it as 2025-10-31"]);
    holds(told("trends", json!({ "classes": ["strange"] })), &["unknown variant", "well_known"]);
    holds(told("serch", json!({})), &["no tool is called \"serch\"", "did you mean search?"]);
    holds(told("show", json!({ "name": "x".repeat(1_001) })), &["name: a text of more than 1000 characters"]);
    holds(told("top", json!({ "kinds": ["x".repeat(1_001)] })), &["kinds: a text of more than 1000"]);
    holds(told("about", json!({ "text": "x ".repeat(5_001) })), &["text: a text of more than 10000"]);
}

#[test]
fn pages_beyond_the_end_are_empty_and_endless_ones_bounded() {
    let archive = Archive::new(&FIXTURES);
    for (tool, mut arguments) in questions() {
        for (limit, offset) in [(50, 0), (usize::MAX, usize::MAX), (1, 100_000)] {
            arguments["limit"] = limit.into();
            arguments["offset"] = offset.into();
            check(tool, &archive.ask(tool, arguments.clone()));
        }
    }
}

#[test]
fn the_example_of_the_document_is_what_an_assistant_reads() {
    let arguments = json!({ "text": "What worries people about robots?", "kinds": ["concern"], "limit": 3 });
    let reply = Archive::new(&FIXTURES).ask("about", arguments);
    let page = std::fs::read_to_string(repository("docs/assistants.md")).unwrap();
    assert!(page.contains(&format!("```text\n{}\n```", reply.text)), "{}", reply.text);
    let tools = questions().into_iter().filter(|(tool, _)| !page.contains(&format!("\n| `{tool}` | ")));
    assert_eq!(tools.count(), 0, "each tool has a row");
}
