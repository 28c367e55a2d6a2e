//! Mentions as objects, one a line: all that is known of a mention stands in it, so that a script reads it as it is.

use crate::export::sink::Sink;
use crate::parse::Precision;
use crate::property_graph::{MentionRecord, PropertyGraph};

/// One mention, as serde would write it, which takes three times as long.
pub(super) fn write(sink: &mut Sink<'_>, graph: &PropertyGraph, mention: &MentionRecord) {
    let MentionRecord { path, name, description, category, .. } = mention;
    let some = |sink: &mut Sink<'_>, open: &str, text: Option<&str>| {
        if let Some(text) = text {
            sink.raw(open);
            sink.text(text);
        }
    };
    some(sink, "{\"article\":", Some(graph.id(mention.article)));
    some(sink, ",\"copy_of\":", mention.copy_of.map(|copied| graph.id(copied)));
    some(sink, ",\"repeats\":", mention.repeats.map(|repeated| graph.id(repeated)));
    some(sink, ",\"path\":", Some(path));
    sink.raw(",\"line\":");
    sink.integer(mention.line.into());
    some(sink, ",\"kind\":", Some(&graph.header.schema.kind(mention.kind).name));
    some(sink, ",\"name\":", Some(name));
    some(sink, ",\"description\":", description.as_deref());
    if let Some(relevancy) = mention.relevancy.filter(|relevancy| relevancy.is_finite()) {
        sink.raw(",\"relevancy\":");
        sink.real(relevancy);
    }
    for (i, (column, text)) in mention.attributes.iter().enumerate() {
        sink.raw(if i == 0 { ",\"attributes\":{" } else { "," });
        sink.text(column);
        sink.raw(":");
        sink.text(text);
    }
    if !mention.attributes.is_empty() {
        sink.raw("}");
    }
    some(sink, ",\"entity\":", Some(graph.id(mention.entity)));
    if mention.certainty < 1.0 {
        sink.raw(",\"certainty\":");
        sink.real(mention.certainty);
    }
    if let Some(day) = mention.date {
        sink.raw(",\"date\":");
        super::date(sink, day);
        let coarse = (mention.precision != Precision::Day).then(|| mention.precision.name());
        some(sink, ",\"date_precision\":", coarse);
    }
    some(sink, ",\"category\":", category.as_deref());
    sink.raw("}");
}

#[cfg(test)]
mod tests {
    use super::{MentionRecord, Sink, write};
    use crate::export::sample;
    use portent_graph::index::NodeRow;

    #[test]
    fn mentions_are_written_as_serde_writes_them() {
        for graph in [sample::small(), sample::hostile()] {
            let bare = MentionRecord {
                copy_of: None,
                repeats: None,
                description: None,
                relevancy: None,
                attributes: crate::property_graph::RowAttributes::default(),
                date: None,
                category: None,
                ..sample::mention_of(NodeRow::new(0))
            };
            for record in graph.mentions.iter().chain([&bare]) {
                let mut out = Vec::new();
                let mut sink = Sink::new(&mut out);
                write(&mut sink, &graph, record);
                let expected = crate::property_graph::read::written(&graph, record);
                assert_eq!(String::from_utf8(sink.buffer).unwrap(), expected);
            }
        }
    }
}
