use std::path::Path;

use proptest::prelude::*;

use portent_graph::index::{EdgeRow, NodeRow};

use super::{VERSION, from_bytes, write};
use crate::columns::{Column, Values};
use crate::export::sample;
use crate::property_graph::PropertyGraph;

fn written(graph: &PropertyGraph) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(graph, true, &mut bytes).unwrap();
    bytes
}

/// Makes the columns too.
fn look_at_all(bytes: &[u8]) {
    if let Ok(graph) = from_bytes(bytes, Path::new("a.portent")) {
        assert_eq!(graph, graph.clone());
    }
}

fn fault(bytes: &[u8]) -> String {
    from_bytes(bytes, Path::new("a.portent")).unwrap_err().to_string()
}

#[test]
fn what_was_written_reads_back_equal() {
    let with_absent = crate::query::sample::graph();
    for graph in [
        PropertyGraph::default(),
        sample::small(),
        sample::hostile(),
        sample::synthetic(500, 900),
        with_absent,
    ] {
        assert_eq!(from_bytes(&written(&graph), Path::new("a.portent")).unwrap(), graph);
    }
}

#[test]
fn columns_of_every_type_read_back_equal_and_what_is_no_number_is_missing() {
    let mut graph = sample::small();
    let columns = [
        Values::Boolean(vec![Some(false), None]),
        Values::Boolean(vec![None, Some(true)]),
        Values::Integer(vec![Some(i64::MIN), None]),
        Values::Date(vec![None, Some(jiff::civil::date(4, 2, 29))]),
        Values::List(vec![vec![], vec!["a".into(), "ä".into()]]),
        Values::Text(vec![Some("".into()), None]),
    ];
    for (at, values) in columns.into_iter().enumerate() {
        graph.nodes.push_column(Column::new(format!("further_{at}"), values));
    }
    assert_eq!(from_bytes(&written(&graph), Path::new("a.portent")).unwrap(), graph);
    let real = |value| Column::new("odd", Values::Real(vec![Some(-0.0), value]));
    let mut odd = graph.clone();
    odd.nodes.push_column(real(Some(f64::NAN)));
    graph.nodes.push_column(real(None));
    assert_eq!(from_bytes(&written(&odd), Path::new("a.portent")).unwrap(), graph);
}

#[test]
fn damage_is_told() {
    let good = written(&sample::small());
    assert_eq!(fault(b"portent"), "a.portent:1:1: not a stored build of portent");
    let mut newer = good.clone();
    newer[8..12].copy_from_slice(&(VERSION + 1).to_le_bytes());
    assert!(fault(&newer).contains("stored build of version 2, and this portent reads version 1"));
    assert!(fault(&good[..good.len() - 1]).contains("cut short"));
    let mut changed = good.clone();
    *changed.last_mut().unwrap() ^= 1;
    assert!(fault(&changed).contains("have changed"));
    let longer = [good, vec![0]].concat();
    assert!(fault(&longer).contains("have changed"));
}

/// Sums are right in these, so that the tables themselves are looked at.
#[test]
fn tables_that_no_build_gives_are_refused() {
    let with = |change: &dyn Fn(&mut PropertyGraph)| {
        let mut graph = sample::small();
        change(&mut graph);
        from_bytes(&written(&graph), Path::new("a.portent")).map_err(|error| error.to_string())
    };
    assert!(with(&|_| {}).is_ok());
    let column = |name: &str| Column::new(name, Values::Integer(vec![None, None]));
    let refused: [&dyn Fn(&mut PropertyGraph); 4] = [
        &|graph| graph.nodes[NodeRow::new(1)].id = "article:a".into(),
        &|graph| graph.nodes.push_column(column("mentions")),
        &|graph| graph.nodes.push_column(column("label")),
        &|graph| graph.edges[EdgeRow::new(0)].weight = 1e-320,
    ];
    for (at, change) in refused.iter().enumerate() {
        let told = with(change).expect_err("a graph that is none");
        assert!(told.contains("a value that cannot be"), "{at}: {told}");
    }
}

proptest! {
    // T30: stored builds.
    /// Sums are made good, so that the change reaches the tables.
    #[test]
    fn no_byte_makes_the_reader_panic(at in 0_usize..20_000, byte in any::<u8>()) {
        let mut bytes = written(&sample::hostile());
        let at = at % bytes.len();
        bytes[at] = byte;
        look_at_all(&bytes);
        let count = u32::from_le_bytes(bytes[12..16].try_into().unwrap());
        let mut start = 16 + 12 * count as usize;
        if count < 100 && start < bytes.len() {
            for block in 0..count as usize {
                let entry = 16 + 12 * block;
                let length = u64::from_le_bytes(bytes[entry..entry + 8].try_into().unwrap());
                let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length));
                let Some(end) = end.filter(|end| *end <= bytes.len()) else { break };
                let sum = crc32fast::hash(&bytes[start..end]).to_le_bytes();
                bytes[entry + 8..entry + 12].copy_from_slice(&sum);
                start = end;
            }
        }
        look_at_all(&bytes);
    }
}
