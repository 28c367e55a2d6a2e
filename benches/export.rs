//! Speed of every writer and of reading graph.json, on a synthetic graph of the size of the archive's.

use std::io::{self, Write};
use std::sync::LazyLock;

use divan::counter::BytesCount;
use portent::export::{ExportOptions, FORMATS, Files, Format, Writer, by_name};
use portent::property_graph::{PropertyGraph, read, stored};

#[path = "../tests/support/sample.rs"]
mod sample;

static GRAPH: LazyLock<PropertyGraph> = LazyLock::new(|| sample::synthetic(86_608, 110_090));

/// Counts bytes and forgets them.
#[derive(Default)]
struct Count(usize);

impl Write for Count {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0 += buffer.len();
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Files for Count {
    fn create(&mut self, _: &str) -> io::Result<&mut dyn Write> {
        Ok(self)
    }
}

fn write(format: &Format) -> usize {
    let mut count = Count::default();
    let options = ExportOptions::default();
    let result = match format.writer {
        Writer::Single(writer) => writer(&GRAPH, &options, &mut count),
        Writer::Several(writer) => writer(&GRAPH, &options, &mut count),
    };
    result.expect("memory takes every byte");
    count.0
}

#[divan::bench(args = FORMATS.iter().map(|format| format.name), sample_count = 5)]
fn write_format(bencher: divan::Bencher<'_, '_>, name: &str) {
    let format = by_name(name).expect("a name of the list");
    let bytes = write(format);
    bencher.counter(BytesCount::new(bytes)).bench(|| write(format));
}

#[divan::bench(sample_count = 5)]
fn read_json(bencher: divan::Bencher<'_, '_>) {
    let mut text = Vec::new();
    let json = by_name("json").expect("a name of the list");
    portent::export::write(&GRAPH, json, &ExportOptions::default(), &mut text)
        .expect("memory takes every byte");
    let text = String::from_utf8(text).expect("JSON is UTF-8");
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| read::from_json(&text, "graph.json".as_ref()).expect("what was written reads back"));
}

#[divan::bench(sample_count = 5)]
fn read_stored(bencher: divan::Bencher<'_, '_>) {
    let mut bytes = Vec::new();
    stored::write(&GRAPH, true, &mut bytes).expect("memory takes every byte");
    bencher
        .counter(BytesCount::new(bytes.len()))
        .bench(|| stored::from_bytes(&bytes, "a.portent".as_ref()).expect("what was written reads back"));
}

fn main() {
    divan::main();
}
