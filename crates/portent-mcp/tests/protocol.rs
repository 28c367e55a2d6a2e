//! The protocol, spoken by the SDK's own client and by raw messages.

use std::sync::mpsc;
use std::thread;

use portent_mcp::{Archive, Reply, serve};
use rmcp::ServiceExt;
use rmcp::model::{CallToolRequestParams, CallToolResult, ContentBlock};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf};

use crate::support::{FIXTURES, check, questions};

/// Serves the fixtures over a stream of its own; what `client` does with the other end is its result.
fn with_server<T: Send + 'static, Talk: Future<Output = T>>(
    client: impl FnOnce(DuplexStream) -> Talk + Send + 'static,
) -> T {
    let (ours, theirs) = tokio::io::duplex(1 << 16);
    let (tell, told) = mpsc::channel();
    let client = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        tell.send(runtime.block_on(client(theirs))).unwrap();
    });
    // It ends by itself when the client has gone.
    serve(&Archive::new(&FIXTURES), move || tokio::io::split(ours)).unwrap();
    client.join().unwrap();
    told.recv().unwrap()
}

/// What an answer says, as a [`Reply`].
pub(crate) fn reply(result: CallToolResult) -> Reply {
    let text = match result.content.as_slice() {
        [ContentBlock::Text(text)] => text.text.clone(),
        other => panic!("one text, not {other:?}"),
    };
    Reply { text, structured: result.structured_content, is_error: result.is_error == Some(true) }
}

/// The question as the SDK has it.
pub(crate) fn call(tool: &str, arguments: &Value) -> CallToolRequestParams {
    let call = CallToolRequestParams::new(tool.to_owned());
    call.with_arguments(arguments.as_object().unwrap().clone())
}

// T31: no tool takes a path, and all say that they only read.
#[test]
fn a_client_lists_all_tools_and_gets_what_the_archive_answers() {
    let (tools, info, replies) = with_server(|stream| async move {
        let client = ().serve(stream).await.unwrap();
        let tools = client.list_all_tools().await.unwrap();
        let mut replies = Vec::new();
        for (tool, arguments) in questions() {
            replies.push(reply(client.call_tool(call(tool, &arguments)).await.unwrap()));
        }
        let info = client.peer_info().unwrap().instructions.clone();
        client.cancel().await.unwrap();
        (tools, info, replies)
    });
    let info = info.unwrap();
    let counted = format!("{} articles", FIXTURES.header.articles);
    assert!(
        info.contains(&counted) && info.contains("signal ") && info.contains(" of them dated, 2025-"),
        "{info}"
    );
    let names: Vec<&str> = tools.iter().map(|tool| tool.name.as_ref()).collect();
    let asked: Vec<&str> = questions().iter().map(|(tool, _)| *tool).collect();
    assert_eq!(names, asked, "each tool is asked");
    let archive = Archive::new(&FIXTURES);
    for ((tool, reply), (name, arguments)) in tools.iter().zip(&replies).zip(questions()) {
        check(name, reply);
        assert_eq!(*reply, archive.ask(name, arguments), "{name}");
        let annotations = tool.annotations.as_ref().unwrap();
        assert_eq!(
            (annotations.read_only_hint, annotations.open_world_hint),
            (Some(true), Some(false)),
            "{name}"
        );
        assert!(tool.description.as_ref().unwrap().len() > 80, "{name}");
        let properties = tool.input_schema["properties"].as_object().unwrap();
        assert!(
            properties.values().all(|property| property["description"].is_string()),
            "{name}: {properties:?}"
        );
        assert!(properties.contains_key("limit") && properties.contains_key("offset"), "{name}");
        // No tool takes a path.
        assert!(!properties.keys().any(|name| name.contains("path") || name.contains("file")), "{name}");
        conforms(name, tool.output_schema.as_ref().unwrap(), reply.structured.as_ref().unwrap());
    }
}

/// Fails where structured content does not hold to its schema: what is required is there, and rows and heads have no other fields.
fn conforms(tool: &str, schema: &serde_json::Map<String, Value>, structured: &Value) {
    let required = schema["required"].as_array().unwrap();
    assert!(required.iter().all(|name| structured.get(name.as_str().unwrap()).is_some()), "{tool}");
    let of = |record: &Value, schema: &Value| {
        for (name, _) in record.as_object().unwrap() {
            assert!(schema["properties"].get(name).is_some(), "{tool}: {name} is in no schema");
        }
    };
    structured["rows"]
        .as_array()
        .unwrap()
        .iter()
        .for_each(|row| of(row, &schema["properties"]["rows"]["items"]));
    if let Some(head) = structured.get("head") {
        of(head, &schema["properties"]["head"]);
    }
}

/// A client of raw lines.
struct Raw {
    read: BufReader<ReadHalf<DuplexStream>>,
    write: WriteHalf<DuplexStream>,
}

impl Raw {
    async fn started(stream: DuplexStream) -> Self {
        let (read, write) = tokio::io::split(stream);
        let mut raw = Self { read: BufReader::new(read), write };
        let info = json!({ "name": "raw", "version": "0" });
        let hello = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": info });
        raw.send(json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": hello })).await;
        assert_eq!(raw.next().await.unwrap()["result"]["protocolVersion"], "2025-06-18");
        raw.send(json!({ "jsonrpc": "2.0", "method": "notifications/initialized" })).await;
        raw
    }

    async fn send(&mut self, message: Value) {
        self.write.write_all(format!("{message}\n").as_bytes()).await.unwrap();
    }

    async fn ask(&mut self, id: u64, tool: &str, arguments: Value) {
        let params = json!({ "name": tool, "arguments": arguments });
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params })).await;
    }

    /// The next message; none at the end.
    async fn next(&mut self) -> Option<Value> {
        let mut line = String::new();
        let read = self.read.read_line(&mut line).await.unwrap();
        (read > 0).then(|| serde_json::from_str(&line).unwrap())
    }
}

#[test]
fn questions_are_answered_in_order_also_behind_the_end_of_the_input() {
    let ids = with_server(|stream| async move {
        let mut raw = Raw::started(stream).await;
        for id in 1..=30 {
            let (tool, arguments) =
                if id % 3 == 0 { ("about", json!({ "text": "water" })) } else { ("top", json!({})) };
            raw.ask(id, tool, arguments).await;
        }
        raw.write.shutdown().await.unwrap();
        let mut ids = Vec::new();
        while let Some(message) = raw.next().await {
            assert!(message["result"]["structuredContent"].is_object(), "{message}");
            ids.push(message["id"].as_u64().unwrap());
        }
        ids
    });
    assert_eq!(ids, (1..=30).collect::<Vec<u64>>());
}

#[test]
fn a_canceled_question_is_not_answered_and_harms_no_other() {
    let ids = with_server(|stream| async move {
        let mut raw = Raw::started(stream).await;
        for id in 1..=6 {
            raw.ask(id, "about", json!({ "text": "robots in care homes" })).await;
        }
        for id in [6, 77] {
            let params = json!({ "requestId": id, "reason": "changed my mind" });
            raw.send(json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": params }))
                .await;
        }
        raw.ask(7, "search", json!({ "text": "robots" })).await;
        raw.write.shutdown().await.unwrap();
        let mut ids = Vec::new();
        while let Some(message) = raw.next().await {
            ids.push(message["id"].as_u64().unwrap());
        }
        ids
    });
    // The sixth may have been answered before its cancellation was read; all others are answered.
    assert!(ids == [1, 2, 3, 4, 5, 7] || ids == [1, 2, 3, 4, 5, 6, 7], "{ids:?}");
}

// T31: what is no message of the protocol ends nothing.
#[test]
fn what_is_no_message_is_refused_and_the_server_goes_on() {
    let last = with_server(|stream| async move {
        let mut raw = Raw::started(stream).await;
        raw.write.write_all(b"no json\n\xff\xfe\n[]\n{\"jsonrpc\":\"2.0\",\"id\":3}\n").await.unwrap();
        raw.send(json!({ "jsonrpc": "2.0", "id": 4, "method": "tools/strike" })).await;
        raw.send(json!({ "jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": { "name": "top", "arguments": 7 } })).await;
        raw.ask(6, "top", json!({ "kinds": 7 })).await;
        raw.ask(7, "top", json!({})).await;
        raw.write.shutdown().await.unwrap();
        let mut all = Vec::new();
        while let Some(message) = raw.next().await {
            all.push(message);
        }
        all
    });
    let by_id = |id: u64| last.iter().find(|message| message["id"] == id);
    assert_eq!(by_id(6).unwrap()["result"]["isError"], true);
    assert!(by_id(4).unwrap()["error"]["code"].is_number());
    assert!(by_id(7).unwrap()["result"]["structuredContent"].is_object(), "{last:?}");
}

#[test]
fn an_input_that_ends_at_once_is_no_error_and_another_language_is_one() {
    let told = |input: &'static [u8]| {
        let (ours, mut theirs) = tokio::io::duplex(1 << 12);
        let client = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                theirs.write_all(input).await.unwrap();
                theirs.shutdown().await.unwrap();
            });
            theirs
        });
        let served = serve(&Archive::new(&FIXTURES), move || tokio::io::split(ours));
        client.join().unwrap();
        served.map_err(|error| error.to_string())
    };
    assert_eq!(told(b""), Ok(()));
    let error = told(b"{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n").unwrap_err();
    assert!(error.contains("does not speak the Model Context Protocol"), "{error}");
}
