//! Times each tool on a built graph: `cargo run --release -p portent-mcp --example time_answers -- archive.portent`.

#![allow(clippy::print_stdout)] // a program that tells its user

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use portent::property_graph::load;
use portent_mcp::Archive;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let path: PathBuf = std::env::args_os().nth(1).ok_or("give a built graph")?.into();
    let start = Instant::now();
    let graph = load(&path)?;
    println!("read         {:.3} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let archive = Archive::new(&graph);
    archive.prepare();
    println!("prepared     {:.3} s", start.elapsed().as_secs_f64());
    for (tool, arguments) in questions() {
        let mut times = Vec::new();
        let mut reply = archive.ask(tool, arguments.clone());
        for _ in 0..9 {
            let start = Instant::now();
            reply = archive.ask(tool, arguments.clone());
            times.push(start.elapsed().as_secs_f64());
        }
        times.sort_by(f64::total_cmp);
        let shown = reply.structured.as_ref().map_or(Value::Null, |value| value["page"].clone());
        let (median, most) = (times[times.len() / 2], times[times.len() - 1]);
        println!(
            "{tool:<12} {median:.3} s, at most {most:.3} s; {} tokens at most; {shown} {arguments}",
            reply.most_tokens()
        );
        if std::env::args().any(|word| word == "-v") {
            println!("{}\n", reply.text);
        }
    }
    Ok(())
}

fn questions() -> Vec<(&'static str, Value)> {
    vec![
        ("search", json!({ "text": "battery storage" })),
        ("search", json!({ "text": "no such thing anywhere" })),
        ("about", json!({ "text": "AI in hospitals" })),
        (
            "about",
            json!({ "text": "What do cities do against heat, and who pays for it when insurers leave?" }),
        ),
        ("show", json!({ "name": "Generative AI" })),
        ("show", json!({ "name": "generativ ai" })),
        ("neighbors", json!({ "name": "Generative AI", "kinds": ["concern"] })),
        ("path", json!({ "from": "battery storage", "to": "job losses" })),
        ("explain", json!({ "a": "Generative AI", "b": "Large Language Models" })),
        ("top", json!({})),
        ("top", json!({ "kinds": ["concern"], "ideas": true, "offset": 100 })),
        ("recurring", json!({})),
        ("recurring", json!({ "across": "issues", "ideas": true })),
        ("trends", json!({})),
        ("trends", json!({ "since": "2025-06-01" })),
        ("clusters", json!({})),
    ]
}
