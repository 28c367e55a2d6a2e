//! Two tables for `neo4j-admin database import full`: `neo4j-nodes.csv` holds the nodes, `neo4j-edges.csv` the
//! relationships.
//!
//! Headers carry the types. White space is folded, since fields with line ends need another option there; a `;` in
//! the texts of a list, which is the separator, becomes a comma. Missing is null.

use std::io;

use super::cell::{self, cell};
use super::sink::Sink;
use super::{ExportOptions, Files, escape};
use crate::color;
use crate::columns::{Column, Value};
use crate::graph::kind_key;
use crate::property_graph::{ColumnType, PropertyGraph};

/// Writes both tables.
pub(crate) fn write(graph: &PropertyGraph, options: &ExportOptions, files: &mut dyn Files) -> io::Result<()> {
    nodes(graph, options.csv_raw, Sink::new(files.create("neo4j-nodes.csv")?))?;
    edges(graph, options.csv_raw, Sink::new(files.create("neo4j-edges.csv")?))
}

fn nodes(graph: &PropertyGraph, raw: bool, mut sink: Sink<'_>) -> io::Result<()> {
    sink.raw("id:ID,label,kind,x:double,y:double,size:double,color");
    head(&mut sink, graph.nodes.columns(), ":LABEL");
    let classes = kind_key::classes(&graph.header.schema);
    for (row, node) in graph.nodes.iter() {
        let kind = &graph.header.schema.kind(node.kind).name;
        for text in [node.id.as_str(), &node.label, kind] {
            folded(&mut sink.buffer, text, raw);
            sink.raw(",");
        }
        for number in [node.position[0], node.position[1], node.radius] {
            sink.real(number);
            sink.raw(",");
        }
        color::push_hex(&mut sink.buffer, node.color);
        cells(&mut sink, graph.nodes.columns(), row, raw);
        sink.raw(",");
        sink.raw(&classes[node.kind]);
        sink.raw("\n");
        sink.settle()?;
    }
    sink.finish()
}

fn edges(graph: &PropertyGraph, raw: bool, mut sink: Sink<'_>) -> io::Result<()> {
    sink.raw(":START_ID,:END_ID,edge_id,relation,weight:double,distance:double");
    head(&mut sink, graph.edges.columns(), ":TYPE");
    for (row, edge) in graph.edges.iter() {
        for end in edge.ends() {
            escape::csv_cell(&mut sink.buffer, &graph.nodes[end].id, raw);
            sink.raw(",");
        }
        cell::push_edge_id(&mut sink.buffer, row);
        sink.raw(",");
        sink.raw(edge.relation.name());
        sink.raw(",");
        sink.real(cell::weight(edge));
        sink.raw(",");
        sink.real(cell::distance(edge));
        cells(&mut sink, graph.edges.columns(), row, raw);
        sink.raw(",");
        sink.raw(&edge.relation.name().to_uppercase());
        sink.raw("\n");
        sink.settle()?;
    }
    sink.finish()
}

fn head(sink: &mut Sink<'_>, columns: &[Column], last: &str) {
    for column in columns {
        let type_ = match cell::type_of(&column.values) {
            ColumnType::Text => "string",
            ColumnType::List => "string[]",
            ColumnType::Integer => "long",
            ColumnType::Real => "double",
            ColumnType::Boolean => "boolean",
            ColumnType::Date => "date",
        };
        sink.raw(&format!(",{}:{type_}", column.name));
    }
    sink.raw(&format!(",{last}\n"));
}

fn cells(sink: &mut Sink<'_>, columns: &[Column], row: impl Into<usize>, raw: bool) {
    let row = row.into();
    for column in columns {
        sink.raw(",");
        match cell(column, row) {
            Value::List(texts) => {
                let texts: Vec<String> = texts.iter().map(|text| text.replace(';', ",")).collect();
                folded(&mut sink.buffer, &texts.join(";"), raw);
            }
            value => cell::push(&mut sink.buffer, value, |out, text| folded(out, text, raw)),
        }
    }
}

/// A cell with every run of white space as one space.
fn folded(out: &mut Vec<u8>, text: &str, raw: bool) {
    let words: Vec<&str> = text.split_whitespace().collect();
    escape::csv_cell(out, &words.join(" "), raw);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_small_graph_is_written_to_the_byte() {
        let mut files = sample::Memory::default();
        write(&sample::small(), &ExportOptions::default(), &mut files).unwrap();
        assert_eq!(
            files.text("neo4j-nodes.csv"),
            "id:ID,label,kind,x:double,y:double,size:double,color,aliases:string[],mentions:long,first_seen:date,:LABEL\n\
             article:a,A & B,article,0.0,-1.5,2.0,#999999,,,2026-01-18,Article\n\
             signal:s,S,signal,1.0,0.0,1.0,#e69f00,s;S.,2,,Signal\n"
        );
        assert_eq!(
            files.text("neo4j-edges.csv"),
            ":START_ID,:END_ID,edge_id,relation,weight:double,distance:double,count:long,:TYPE\n\
             article:a,signal:s,e0,mentions,2.0,0.5,2,MENTIONS\n"
        );
    }

    #[test]
    fn no_field_holds_a_line_end() {
        let mut files = sample::Memory::default();
        let graph = sample::hostile();
        write(&graph, &ExportOptions::default(), &mut files).unwrap();
        let lines = files.text("neo4j-nodes.csv").split('\n').count();
        assert_eq!(lines, graph.node_count() + 2);
    }
}
