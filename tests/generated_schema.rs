//! The JSON Schema of graph.json knows every column as the registries do. `UPDATE_DOCS=1 cargo test documents` writes them.

use std::fs;

use portent::property_graph::{ColumnSpec, ColumnType, EDGE_COLUMNS, NODE_COLUMNS};
use serde::Serialize;

use crate::support::documents::compare;
use crate::support::root;

const SCHEMA: &str = "schemas/graph.schema.json";

/// The columns of each table, and the last of the fields before them that every row has.
static TABLES: &[(&str, &str, &[ColumnSpec])] =
    &[("node", "color", NODE_COLUMNS), ("edge", "distance", EDGE_COLUMNS)];

/// A column, in the order in which the file says it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Property {
    description: &'static str,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Items>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_items: Option<u32>,
}

#[derive(Serialize)]
struct Items {
    r#type: &'static str,
}

fn property(column: &ColumnSpec) -> Property {
    let r#type = match column.type_ {
        ColumnType::Text | ColumnType::Date => "string",
        ColumnType::List => "array",
        ColumnType::Integer => "integer",
        ColumnType::Real => "number",
        ColumnType::Boolean => "boolean",
    };
    let date = column.type_ == ColumnType::Date;
    let list = column.type_ == ColumnType::List;
    Property {
        description: column.summary,
        r#type,
        format: date.then_some("date"),
        pattern: date.then_some("^-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}$"),
        items: list.then_some(Items { r#type: "string" }),
        min_items: list.then_some(1),
    }
}

/// The columns as lines of the schema, each ending the one before it with a comma.
fn properties(columns: &[ColumnSpec]) -> String {
    let lines = |column| {
        let value = serde_json::to_string_pretty(&property(column)).unwrap();
        format!(",\n        \"{}\": {}", column.name, value.replace('\n', "\n        "))
    };
    columns.iter().map(lines).collect()
}

/// The schema with the columns of a table replaced; `None` where it lacks the table or its fields.
fn replaced(schema: &str, table: &str, last_field: &str, properties: &str) -> Option<String> {
    let after = |from: usize, text: &str| Some(from + schema[from..].find(text)? + text.len());
    let table = after(0, &format!("\n    \"{table}\": {{\n"))?;
    let field = after(table, &format!("\n        \"{last_field}\": {{\n"))?;
    let start = after(field, "\n        }")?;
    let end = start + schema[start..].find("\n      }")?;
    Some(format!("{}{properties}{}", &schema[..start], &schema[end..]))
}

#[test]
fn the_schema_is_one_of_the_documents_that_registries_write() {
    let schema = fs::read_to_string(root().join(SCHEMA)).unwrap();
    let fresh = TABLES.iter().fold(schema.clone(), |schema, (table, last_field, columns)| {
        replaced(&schema, table, last_field, &properties(columns)).unwrap()
    });
    compare(SCHEMA, "the columns", &schema, &fresh);
}
