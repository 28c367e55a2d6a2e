//! Two tables, `nodes.csv` and `edges.csv`, as Gephi's spreadsheet import wants them: `Id,Label,…` and
//! `Source,Target,Type,Kind,Weight,Id,…`. Missing is nothing at all, empty text is `""`.

use std::io;

use super::cell::{self, Field};
use super::sink::Sink;
use super::{ExportOptions, Files, escape};
use crate::color;
use crate::columns::Column;
use crate::property_graph::PropertyGraph;

/// Writes both tables.
pub(crate) fn write(graph: &PropertyGraph, options: &ExportOptions, files: &mut dyn Files) -> io::Result<()> {
    nodes(graph, options.csv_raw, Sink::new(files.create("nodes.csv")?))?;
    edges(graph, options.csv_raw, Sink::new(files.create("edges.csv")?))
}

fn nodes(graph: &PropertyGraph, raw: bool, mut sink: Sink<'_>) -> io::Result<()> {
    let fields = cell::fields(graph.nodes.columns(), |_| ",".into());
    head(&mut sink, "Id,Label,kind,x,y,size,color", graph.nodes.columns());
    for (row, node) in graph.nodes.iter() {
        escape::csv_cell(&mut sink.buffer, &node.id, raw);
        sink.raw(",");
        escape::csv_cell(&mut sink.buffer, &node.label, raw);
        sink.raw(",");
        escape::csv_cell(&mut sink.buffer, graph.kind_name(row), raw);
        for number in [node.position[0], node.position[1], node.radius] {
            sink.raw(",");
            sink.real(number);
        }
        sink.raw(",");
        color::push_hex(&mut sink.buffer, node.color);
        cells(&mut sink, &fields, row, raw);
        sink.settle()?;
    }
    sink.finish()
}

fn edges(graph: &PropertyGraph, raw: bool, mut sink: Sink<'_>) -> io::Result<()> {
    let fields = cell::fields(graph.edges.columns(), |_| ",".into());
    head(&mut sink, "Source,Target,Type,Kind,Weight,Id,relation,distance", graph.edges.columns());
    for (row, edge) in graph.edges.iter() {
        escape::csv_cell(&mut sink.buffer, &graph.nodes[edge.source].id, raw);
        sink.raw(",");
        escape::csv_cell(&mut sink.buffer, &graph.nodes[edge.target].id, raw);
        sink.raw(",Undirected,");
        sink.raw(edge.relation.name());
        sink.raw(",");
        sink.real(cell::weight(edge));
        sink.raw(",");
        cell::push_edge_id(&mut sink.buffer, row);
        sink.raw(",");
        sink.raw(edge.relation.name());
        sink.raw(",");
        sink.real(cell::distance(edge));
        cells(&mut sink, &fields, row, raw);
        sink.settle()?;
    }
    sink.finish()
}

fn head(sink: &mut Sink<'_>, fixed: &str, columns: &[Column]) {
    sink.raw(fixed);
    for column in columns {
        sink.raw(",");
        sink.raw(&column.name);
    }
    sink.raw("\n");
}

fn cells(sink: &mut Sink<'_>, fields: &[Field<'_>], row: impl Into<usize>, raw: bool) {
    let row = row.into();
    for field in fields {
        sink.raw(&field.open);
        cell::push(&mut sink.buffer, field.get(row), |out, text| escape::csv_cell(out, text, raw));
    }
    sink.raw("\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn written(graph: &PropertyGraph, csv_raw: bool) -> sample::Memory {
        let mut files = sample::Memory::default();
        write(graph, &ExportOptions { csv_raw, ..Default::default() }, &mut files).unwrap();
        files
    }

    #[test]
    fn a_small_graph_is_written_to_the_byte() {
        let files = written(&sample::small(), false);
        assert_eq!(
            files.text("nodes.csv"),
            "Id,Label,kind,x,y,size,color,aliases,mentions,first_seen\n\
             article:a,A & B,article,0.0,-1.5,2.0,#999999,,,2026-01-18\n\
             signal:s,S,signal,1.0,0.0,1.0,#e69f00,s | S.,2,\n"
        );
        assert_eq!(
            files.text("edges.csv"),
            "Source,Target,Type,Kind,Weight,Id,relation,distance,count\n\
             article:a,signal:s,Undirected,mentions,2.0,e0,mentions,0.5,2\n"
        );
    }

    // T5: hostile texts, by another reader.
    #[test]
    fn another_reader_gets_every_text_back_and_no_cell_is_a_formula() {
        let graph = sample::hostile();
        for raw in [true, false] {
            let files = written(&graph, raw);
            let mut reader = csv::Reader::from_reader(files.text("nodes.csv").as_bytes());
            let labels: Vec<String> = reader.records().map(|record| record.unwrap()[1].to_owned()).collect();
            assert_eq!(labels.len(), graph.node_count());
            for (label, wanted) in labels.iter().zip(graph.nodes.records().map(|node| &node.label)) {
                assert!(*label == **wanted || !raw && label.strip_prefix('\'') == Some(wanted));
                assert!(raw || !label.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            }
        }
    }
}
