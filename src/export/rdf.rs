//! RDF as Turtle and N-Triples: entities as SKOS concepts, articles as PROV entities that they derive from.
//!
//! Both forms hold the same triples; oxttl reads them in the tests. They are written directly, one subject a block,
//! since that is several times as fast as a serializer of single triples. A node is `urn:portent:` and its id, a kind
//! `urn:portent:vocab#Signal`, a column `urn:portent:vocab#pagerank`. Each edge also is a blank node with its ends,
//! relation, weight and distance, so that no number is lost.

use std::io::{self, Write};

use oxiri::Iri;

use super::cell::{self, cell};
use super::sink::Sink;
use super::{ExportOptions, escape};
use crate::color;
use crate::columns::Value;
use crate::graph::{Relation, kind_key};
use crate::parse::KindId;
use crate::property_graph::{EdgeColumn, EdgeRecord, PropertyGraph};
use portent_graph::index::{EdgeRow, NodeRow, TiSlice, TiVec};

/// Prefixes of the Turtle form.
const PREFIXES: &[(&str, &str)] = &[
    ("n", "urn:portent:"),
    ("v", "urn:portent:vocab#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Writes Turtle.
pub(crate) fn write_turtle(graph: &PropertyGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut sink = Sink::new(out);
    for line in cell::provenance(graph) {
        let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        sink.raw(&format!("# {line}\n"));
    }
    for (prefix, iri) in PREFIXES {
        sink.raw(&format!("@prefix {prefix}: <{iri}> .\n"));
    }
    triples(graph, Block { sink, turtle: true, subject: Vec::new(), open: false })
}

/// Writes N-Triples.
pub(crate) fn write_ntriples(
    graph: &PropertyGraph,
    _: &ExportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    triples(graph, Block { sink: Sink::new(out), turtle: false, subject: Vec::new(), open: false })
}

fn triples(graph: &PropertyGraph, mut block: Block<'_>) -> io::Result<()> {
    let ids: TiVec<NodeRow, String> = graph.nodes.records().map(|node| local_name(&node.id)).collect();
    let facts = facts(graph);
    let classes = kind_key::classes(&graph.header.schema);
    for row in graph.nodes.rows() {
        block.begin(|block| block.name("n", &ids[row]));
        node(graph, row, &classes, &mut block);
        for &(predicate, other) in &facts[row] {
            block.predicate(predicate.0, predicate.1);
            block.object(|block| block.name("n", &ids[other]));
        }
        block.end()?;
    }
    for row in graph.edges.rows() {
        edge(graph, row, &ids, &mut block);
        block.end()?;
    }
    block.sink.finish()
}

type Predicate = (&'static str, &'static str);

/// What edges say in well-known words, by subject row.
fn facts(graph: &PropertyGraph) -> TiVec<NodeRow, Vec<(Predicate, NodeRow)>> {
    let mut facts: TiVec<NodeRow, Vec<(Predicate, NodeRow)>> = vec![Vec::new(); graph.node_count()].into();
    let broader_end = graph.edges.column::<&str>(EdgeColumn::BroaderEnd);
    for (row, &EdgeRecord { source, target, relation, .. }) in graph.edges.iter() {
        match relation {
            Relation::Mentions | Relation::Tagged => {
                facts[target].push((("prov", "wasDerivedFrom"), source));
            }
            Relation::PublishedIn => facts[source].push((("dct", "isPartOf"), target)),
            Relation::Links => facts[source].push((("dct", "references"), target)),
            Relation::Closest | Relation::Copies => facts[source].push((("dct", "relation"), target)),
            Relation::Duplicate | Relation::Restates => {
                facts[source].push((("skos", "closeMatch"), target));
            }
            Relation::Broader => {
                let is_broader = |end: NodeRow| broader_end.get(row) == Some(graph.nodes[end].id.as_str());
                match [is_broader(source), is_broader(target)] {
                    [true, _] => facts[target].push((("skos", "broader"), source)),
                    [_, true] => facts[source].push((("skos", "broader"), target)),
                    // A graph of another program that does not say which end.
                    _ => facts[source].push((("skos", "related"), target)),
                }
            }
            Relation::Similar | Relation::CoOccurs => facts[source].push((("skos", "related"), target)),
        }
    }
    facts
}

fn node(graph: &PropertyGraph, row: NodeRow, classes: &TiSlice<KindId, String>, block: &mut Block<'_>) {
    let node = &graph.nodes[row];
    let spec = graph.header.schema.kind(node.kind);
    let label = &node.label;
    block.predicate("rdf", "type");
    let form = if graph.is_entity(row) { ("skos", "Concept") } else { ("prov", "Entity") };
    block.object(|block| block.name(form.0, form.1));
    block.predicate("rdf", "type");
    block.object(|block| block.name("v", &classes[node.kind]));
    block.text("v", "id", &node.id);
    block.text("v", "kind", &spec.name);
    block.text("skos", "prefLabel", label);
    block.value("x", Value::Real(node.position[0]));
    block.value("y", Value::Real(node.position[1]));
    block.value("size", Value::Real(node.radius));
    block.text("v", "color", &color::hex(node.color));
    for column in graph.nodes.columns() {
        let value = cell(column, row);
        match (column.name.as_str(), value) {
            ("aliases", Value::List(aliases)) => {
                let others: Vec<&String> = aliases.iter().filter(|alias| **alias != **label).collect();
                others.iter().for_each(|alias| block.text("skos", "altLabel", alias));
            }
            ("description", Value::Text(text)) => block.text("skos", "definition", text),
            ("summary", Value::Text(text)) => block.text("dct", "abstract", text),
            ("link", Value::Text(link)) => block.link(link),
            (name, value) => block.value(name, value),
        }
    }
}

fn edge(graph: &PropertyGraph, row: EdgeRow, ids: &TiSlice<NodeRow, String>, block: &mut Block<'_>) {
    let edge = &graph.edges[row];
    block.begin(|block| {
        block.sink.raw("_:");
        cell::push_edge_id(&mut block.sink.buffer, row);
    });
    block.predicate("rdf", "type");
    block.object(|block| block.name("v", "Edge"));
    for (name, end) in [("source", edge.source), ("target", edge.target)] {
        block.predicate("v", name);
        block.object(|block| block.name("n", &ids[end]));
    }
    block.text("v", "relation", edge.relation.name());
    block.value("weight", Value::Real(cell::weight(edge)));
    block.value("distance", Value::Real(cell::distance(edge)));
    for column in graph.edges.columns() {
        block.value(&column.name, cell(column, row));
    }
}

/// A name that is legal in a prefixed name and in an IRI; what is not is percent-encoded.
fn local_name(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b':' | b'_' => name.push(byte.into()),
            // Turtle has no local name that begins with it.
            b'-' if !name.is_empty() => name.push('-'),
            _ => name.push_str(&format!("%{byte:02X}")),
        }
    }
    name
}

/// The triples of one subject, in either form.
struct Block<'a> {
    sink: Sink<'a>,
    turtle: bool,
    /// The subject as it is written, for N-Triples to repeat.
    subject: Vec<u8>,
    open: bool,
}

impl Block<'_> {
    fn begin(&mut self, subject: impl FnOnce(&mut Self)) {
        let start = self.sink.buffer.len();
        subject(self);
        self.subject.clear();
        self.subject.extend_from_slice(&self.sink.buffer[start..]);
        self.sink.buffer.truncate(start);
        self.open = false;
    }

    fn end(&mut self) -> io::Result<()> {
        if self.open {
            self.sink.raw(" .\n");
        }
        self.sink.settle()
    }

    fn predicate(&mut self, prefix: &str, name: &str) {
        if self.turtle && self.open {
            self.sink.raw(" ;\n  ");
        } else {
            self.sink.raw(if self.open { " .\n" } else { "" });
            self.sink.buffer.extend_from_slice(&self.subject);
            self.sink.raw(" ");
        }
        self.open = true;
        self.name(prefix, name);
        self.sink.raw(" ");
    }

    fn object(&mut self, write: impl FnOnce(&mut Self)) {
        write(self);
    }

    fn name(&mut self, prefix: &str, name: &str) {
        if self.turtle {
            self.sink.raw(prefix);
            self.sink.raw(":");
            self.sink.raw(name);
            return;
        }
        let iri = PREFIXES.iter().find(|(known, _)| *known == prefix).map_or("", |(_, iri)| iri);
        self.sink.raw("<");
        self.sink.raw(iri);
        self.sink.raw(name);
        self.sink.raw(">");
    }

    fn text(&mut self, prefix: &str, name: &str, text: &str) {
        self.predicate(prefix, name);
        escape::rdf_string(&mut self.sink.buffer, text);
    }

    fn link(&mut self, link: &str) {
        if Iri::parse(link).is_ok() && escape::is_web_link(link) {
            self.predicate("dct", "source");
            self.sink.raw(&format!("<{link}>"));
        } else {
            self.text("v", "link", link);
        }
    }

    fn value(&mut self, name: &str, value: Value<'_>) {
        let type_ = match value {
            Value::Missing => return,
            Value::Text(text) => return self.text("v", name, text),
            Value::List(texts) => return texts.iter().for_each(|text| self.text("v", name, text)),
            Value::Integer(_) => "integer",
            Value::Real(_) => "double",
            Value::Boolean(_) => "boolean",
            Value::Date(_) => "date",
        };
        self.predicate("v", name);
        self.sink.raw("\"");
        cell::push(&mut self.sink.buffer, value, |_, _| {});
        self.sink.raw("\"^^");
        self.name("xsd", type_);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxttl::{NTriplesParser, TurtleParser};

    use super::*;
    use crate::export::sample;

    type Writer = fn(&PropertyGraph, &ExportOptions, &mut dyn Write) -> io::Result<()>;

    fn written(graph: &PropertyGraph, writer: Writer) -> Vec<u8> {
        let mut out = Vec::new();
        writer(graph, &ExportOptions::default(), &mut out).unwrap();
        out
    }

    #[test]
    fn both_forms_read_back_as_the_same_triples() {
        for graph in [sample::small(), sample::hostile(), PropertyGraph::default()] {
            let turtle = written(&graph, write_turtle);
            let lines = written(&graph, write_ntriples);
            // Blank nodes are renamed by the Turtle reader only where they have no label of their own.
            let a: BTreeSet<String> =
                TurtleParser::new().for_slice(&turtle).map(|triple| triple.unwrap().to_string()).collect();
            let b: BTreeSet<String> =
                NTriplesParser::new().for_slice(&lines).map(|triple| triple.unwrap().to_string()).collect();
            assert_eq!(a, b);
            assert_eq!(b.len(), lines.iter().filter(|byte| **byte == b'\n').count());
        }
    }

    #[test]
    fn every_label_reads_back_to_the_character() {
        let graph = sample::hostile();
        let label = "http://www.w3.org/2004/02/skos/core#prefLabel";
        let labels: BTreeSet<String> = NTriplesParser::new()
            .for_slice(&written(&graph, write_ntriples))
            .map(|triple| triple.unwrap())
            .filter(|triple| triple.predicate.as_str() == label)
            .map(|triple| match triple.object {
                oxrdf::Term::Literal(literal) => literal.value().to_owned(),
                other => panic!("{other}"),
            })
            .collect();
        assert_eq!(labels, graph.nodes.records().map(|node| node.label.to_string()).collect());
    }

    #[test]
    fn an_article_is_the_source_of_what_it_mentions() {
        let text = String::from_utf8(written(&sample::small(), write_ntriples)).unwrap();
        assert!(text.contains(
            "<urn:portent:signal:s> <http://www.w3.org/ns/prov#wasDerivedFrom> <urn:portent:article:a> .\n"
        ));
        assert!(text.contains(
            "_:e0 <urn:portent:vocab#weight> \"2.0\"^^<http://www.w3.org/2001/XMLSchema#double> .\n"
        ));
    }

    #[test]
    fn the_narrower_concept_has_the_broader_one_whichever_end_comes_first() {
        let text = String::from_utf8(written(&crate::query::sample::with_broader(), write_ntriples)).unwrap();
        let triple = |narrow: &str, broad: &str| {
            format!(
                "<urn:portent:{narrow}> <http://www.w3.org/2004/02/skos/core#broader> <urn:portent:{broad}> .\n"
            )
        };
        assert!(text.contains(&triple("concern:grid-overload", "concern:grid-strain")));
        assert!(text.contains(&triple("concern:grid-strain", "issue:power")));
        assert_eq!(text.matches("core#broader>").count(), 2);
    }

    #[test]
    fn names_are_legal_whatever_the_id() {
        assert_eq!(local_name("signal:c-1a2b_x"), "signal:c-1a2b_x");
        assert_eq!(local_name("a b.é"), "a%20b%2E%C3%A9");
        assert_eq!(local_name("-a-b"), "%2Da-b");
    }
}
