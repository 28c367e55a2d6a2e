//! The mentions of a graph.json as objects, as its schema says that their columns are to be read: a second reader, beside ours.

use serde_json::{Map, Value};

/// One object a mention, of a file of either version.
pub(crate) fn mentions(file: &Value) -> Vec<Value> {
    let said = &file["mentions"];
    if file["version"] == 1 {
        return said.as_array().unwrap().clone();
    }
    let count = said["rows"]["article"].as_array().unwrap().len();
    (0..count).map(|row| mention(file, row)).collect()
}

fn mention(file: &Value, row: usize) -> Value {
    let said = &file["mentions"];
    let nodes = file["nodes"].as_array().unwrap();
    let index = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let id = |value: &Value| match index(value) {
        number if number < nodes.len() => nodes[number]["id"].clone(),
        number => said["absent"][number - nodes.len()].clone(),
    };
    let cell = |name: &str| said["rows"][name].get(row).cloned().unwrap_or_default();
    let mut mention = Map::new();
    let entity = cell("entity");
    mention.insert("entity".into(), id(&entity));
    let node = nodes.get(index(&entity)).cloned().unwrap_or_default();
    let or_node = |own: Value, name: &str| if own.is_null() { node[name].clone() } else { own };
    mention.insert("name".into(), or_node(cell("name"), "label"));
    mention.insert("description".into(), or_node(cell("description"), "description"));
    let article = index(&cell("article"));
    for (column, values) in said["articles"].as_object().unwrap() {
        let name = if column == "id" { "article" } else { column };
        mention.insert(name.into(), values[article].clone());
    }
    mention.insert("kind".into(), file["graph"]["schema"]["kinds"][index(&cell("kind"))]["name"].clone());
    if let Value::Object(attributes) = cell("attributes") {
        let whole = attributes.into_iter().map(|(name, own)| (name.clone(), or_node(own, &name)));
        mention.insert("attributes".into(), Value::Object(whole.collect()));
    }
    for name in ["line", "relevancy", "certainty"] {
        mention.insert(name.into(), cell(name));
    }
    if !cell("repeats").is_null() {
        mention.insert("repeats".into(), id(&cell("repeats")));
    }
    mention.retain(|_, value| !value.is_null() && *value != Value::Bool(false));
    Value::Object(mention)
}
