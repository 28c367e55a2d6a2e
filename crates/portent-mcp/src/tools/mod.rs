//! The tools: one file and one line each.

mod about;
mod clusters;
mod explain;
mod neighbors;
mod path;
mod recurring;
mod search;
mod show;
mod top;
mod trends;

use portent::suggest::nearest_word;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::answer::{Answer, Column};
use crate::archive::Archive;
use crate::refusal::Refusal;

/// Something that can be asked.
pub(crate) struct Tool {
    /// As it is called.
    pub(crate) name: &'static str,
    /// As people see it.
    pub(crate) title: &'static str,
    /// When an assistant uses it, and what it gets.
    pub(crate) description: &'static str,
    /// The JSON Schema of its arguments.
    input: fn() -> schemars::Schema,
    /// Fields of the whole.
    head: &'static [Column],
    /// Fields of each row.
    columns: &'static [Column],
    call: fn(&Archive<'_>, Value) -> Result<Answer, Refusal>,
}

/// All tools, in the order in which an assistant meets them.
pub(crate) static TOOLS: &[&Tool] = &[
    &search::TOOL,
    &about::TOOL,
    &show::TOOL,
    &neighbors::TOOL,
    &path::TOOL,
    &explain::TOOL,
    &top::TOOL,
    &recurring::TOOL,
    &trends::TOOL,
    &clusters::TOOL,
];

/// Answers a question: the arguments of the tool of that name.
pub(crate) fn call(archive: &Archive<'_>, name: &str, arguments: Value) -> Result<Answer, Refusal> {
    let Some(tool) = TOOLS.iter().find(|tool| tool.name == name) else {
        let names = || TOOLS.iter().map(|tool| tool.name);
        let near =
            nearest_word(name, names()).map_or_else(String::new, |near| format!("did you mean {near}? "));
        let known = names().collect::<Vec<_>>().join(", ");
        return Err(Refusal::with_hint(
            format!("no tool is called {name:?}"),
            format!("{near}known are {known}"),
        ));
    };
    refuse_long_texts(tool, &arguments)?;
    let answer = (tool.call)(archive, arguments)?;
    let lines = archive.graph().mentions.is_empty() && archive.graph().header.mentions > 0;
    let note = "this graph was written without its mentions, so that no lines are known";
    Ok(answer.with_notes(lines.then(|| note.to_owned())))
}

/// Names are not longer (`portent` cuts them there); a paragraph may be.
const LONGEST_NAME: usize = 1_000;
const LONGEST_TEXT: usize = 10_000;

/// Refuses what no name is as long as: all names are compared with one that nothing has.
fn refuse_long_texts(tool: &Tool, arguments: &Value) -> Result<(), Refusal> {
    let fields = arguments.as_object().into_iter().flatten();
    for (name, value) in fields {
        let most = if tool.name == about::TOOL.name && name == "text" { LONGEST_TEXT } else { LONGEST_NAME };
        let items = value.as_array().into_iter().flatten();
        let mut texts = items.chain([value]).filter_map(Value::as_str);
        if texts.any(|text| text.chars().nth(most).is_some()) {
            let message = format!("{name}: a text of more than {most} characters");
            return Err(Refusal::with_hint(message, "give a name, a question or a paragraph"));
        }
    }
    Ok(())
}

/// The arguments of a tool; a client that sends none means the empty ones.
fn read<Arguments: DeserializeOwned + JsonSchema>(
    tool: &str,
    arguments: Value,
) -> Result<Arguments, Refusal> {
    let arguments = if arguments.is_null() { json!({}) } else { arguments };
    serde_json::from_value(arguments).map_err(|error| {
        let known: Vec<String> = properties(&schemars::schema_for!(Arguments)).keys().cloned().collect();
        Refusal::with_hint(
            format!("the arguments of {tool} cannot be read: {error}"),
            format!("{tool} takes {}", known.join(", ")),
        )
    })
}

fn properties(schema: &schemars::Schema) -> Map<String, Value> {
    schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default()
}

impl Tool {
    /// The JSON Schema of its arguments, without what only says of which type they are made.
    pub(crate) fn input_schema(&self) -> Map<String, Value> {
        let schema = (self.input)().to_value();
        let mut fields = schema.as_object().cloned().unwrap_or_default();
        ["$schema", "title", "description"].into_iter().for_each(|name| {
            fields.remove(name);
        });
        let properties = fields.get_mut("properties").and_then(Value::as_object_mut);
        for property in properties.into_iter().flatten().filter_map(|(_, property)| property.as_object_mut())
        {
            // The width of a number in Rust is no matter of a client's.
            property.remove("format");
        }
        fields
    }

    /// The JSON Schema of its structured content.
    pub(crate) fn output_schema(&self) -> Map<String, Value> {
        let object = |columns: &[Column]| {
            let mut properties: Map<String, Value> = columns
                .iter()
                .map(|column| (column.name.to_owned(), json!({ "description": column.meaning })))
                .collect();
            properties.insert("places".into(), places());
            json!({ "type": "object", "properties": properties, "required": ["places"] })
        };
        let mut properties = Map::new();
        properties.insert("rows".into(), json!({ "type": "array", "items": object(self.columns) }));
        properties.insert("page".into(), page());
        properties.insert("notes".into(), json!({ "type": "array", "items": { "type": "string" } }));
        let mut required = vec!["rows", "page"];
        if !self.head.is_empty() {
            properties.insert("head".into(), object(self.head));
            required.push("head");
        }
        let schema = json!({ "type": "object", "properties": properties, "required": required });
        schema.as_object().cloned().unwrap_or_default()
    }
}

fn places() -> Value {
    json!({
        "type": "array",
        "description": "Where it stands; cite this",
        "items": {
            "type": "object",
            "properties": {
                "article": { "type": "string", "description": "Title" },
                "file": { "type": "string" },
                "line": { "type": "integer" },
                "link": { "type": "string", "description": "URL of the article" }
            },
            "required": ["file", "line"]
        }
    })
}

fn page() -> Value {
    json!({
        "type": "object",
        "properties": {
            "offset": { "type": "integer" },
            "shown": { "type": "integer" },
            "total": { "type": "integer" },
            "next_offset": { "type": "integer", "description": "Ask with this offset for more; absent on the last page" }
        },
        "required": ["offset", "shown", "total"]
    })
}
