//! Graphs made by hand: a small one for exact expectations, a hostile one for every escaping rule, and large ones
//! for speed.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)] // shared by unit tests, tests, benches and examples

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::{Date, date};
use portent::columns::{Column, Values};
use portent::diagnostic::{Code, Diagnostic, Severity};
use portent::export::Files;
use portent::graph::Relation;
use portent::index::NodeRow;
use portent::layout::Layout;
use portent::named::Named;
use portent::parse::{
    AloneRecord, AttributeRecord, DateRecord, DateSource, EditionRecord, FoundForm, HeadingRecord, KindId,
    LinkForm, LinkRecord, PageRecord, Precision, Records, RowCounts, Schema, WordingRecord,
};
use portent::property_graph::{
    Bridge, ClusterCard, EdgeRecord, EdgeTable, Gap, Header, MentionRecord, NodeRecord, NodeTable,
    PropertyGraph, Quadrant, RowAttributes, Term,
};
use portent::random::Random;
use portent::remark::Remark;
use portent::resolve::DuplicateMode;

/// Files kept in memory, by name.
#[derive(Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Memory {
    /// The text of one file.
    pub fn text(&self, name: &str) -> &str {
        std::str::from_utf8(&self.0[name]).unwrap()
    }
}

impl Files for Memory {
    fn create(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        assert!(!self.0.contains_key(name), "{name} is written twice");
        Ok(self.0.entry(name.to_owned()).or_default())
    }
}

fn header(view: &str) -> Header {
    Header {
        layout: Layout::Packed.into(),
        generator: "portent 0.1.0".into(),
        view: Named::read(view.into()),
        duplicates: DuplicateMode::Merge.into(),
        relations: BTreeMap::from([("mentions".into(), 1.0), ("tagged".into(), 1.0)]),
        measures: BTreeMap::from([("pagerank".into(), "damping 0.85, weighted".into())]),
        seed: 0,
        modularity: 0.25,
        articles: 1,
        distinct_articles: 1,
        compilations: 0,
        expected_wrong_merges: Some(0.25),
        dated_articles: 1,
        rows: RowCounts { read: 2, kept: 2, reported: 0, joined: 0 },
        mentions: 2,
        names: 2,
        entities: 1,
        remarks: Vec::new(),
        part: None,
        schema: Schema::default(),
        ..Header::default()
    }
}

fn column(name: &str, values: Values) -> Column {
    Column::new(name, values)
}

fn node(id: &str, kind: KindId, label: &str, position: [f64; 2], radius: f64, color: [u8; 3]) -> NodeRecord {
    NodeRecord { id: id.into(), kind, label: label.into(), position, radius, color }
}

fn edge([source, target]: [u32; 2], relation: Relation, weight: f64) -> EdgeRecord {
    EdgeRecord { source: NodeRow::new(source), target: NodeRow::new(target), relation, weight }
}

/// An article and a signal that it mentions twice; no spells, as only one date column is there.
pub fn small() -> PropertyGraph {
    PropertyGraph {
        header: header("full"),
        nodes: NodeTable::new([
            node("article:a", KindId::ARTICLE, "A & B", [0.0, -1.5], 2.0, [0x99; 3]),
            node("signal:s", KindId::SIGNAL, "S", [1.0, 0.0], 1.0, [0xE6, 0x9F, 0x00]),
        ])
        .with_columns([
            column("aliases", Values::List(vec![Vec::new(), vec!["s".into(), "S.".into()]])),
            column("mentions", Values::Integer(vec![None, Some(2)])),
            column("first_seen", Values::Date(vec![Some(date(2026, 1, 18)), None])),
        ]),
        edges: EdgeTable::new([edge([0, 1], Relation::Mentions, 2.0)])
            .with_columns([column("count", Values::Integer(vec![Some(2)]))]),
        ..PropertyGraph::default()
    }
}

/// Texts that break writers which do not escape.
pub fn hostile_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "plain",
        "",
        " leading and trailing ",
        "quotes \" ' ` and \\ backslashes \\N \\G \\E \\L \\n \\",
        "<b>&amp; &lt; &#60; & < > ]]> --> <!-- <?x?> <![CDATA[x]]>",
        "two\nlines\r\nthree\rfour\ttab",
        "control \u{1}\u{8}\u{b}\u{c}\u{e}\u{1b}[31m\u{1f}\u{7f} \u{85} \u{fffe}\u{ffff} end",
        "emoji 👩‍👩‍👧 🇺🇳 𝄞 and ﷽",
        "right to left: مستقبل עתיד \u{202e}reversed\u{202c} \u{2066}isolated\u{2069}",
        "combining e\u{301} a\u{308}\u{323} Z\u{351}\u{36b}\u{343}",
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "javascript:alert(1)",
        "</script><img src=x onerror=\"pwned=1\">",
        "<!--<script>",
        "${x} {{x}} %s %n",
        "line\u{2028}separator\u{2029}",
        "node",
        "edge",
        "graph",
        "subgraph",
        "digraph",
        "strict",
        "null",
        "NaN",
        "Infinity",
        "true",
        "1.0",
        "1e5",
        "0x1F",
        "a,b;c|d | e",
        "[x]",
        "{x}",
        "'",
        "#comment",
        "---",
        "../../etc/passwd",
        "CON",
        "\u{feff}byte order mark",
        "non\u{a0}breaking\u{200b}zero",
        "ΩŁŒßẞıİſ",
        "<urn:x> \"literal\"@en ^^<x> \\u0041",
        "$$ ## [[wiki]] ![[embed]] ^block %%comment%%",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    texts.push("long ".repeat(2_000) + "end");
    texts.push("\\\"é𝄞".repeat(1_500));
    texts
}

/// A graph in which every hostile text is a label, a description, an alias and more; all kinds, relations and column
/// types, extreme numbers, missing values, isolated nodes.
pub fn hostile() -> PropertyGraph {
    let texts = hostile_texts();
    let n = texts.len();
    let schema = Schema::default();
    let kind = |i: usize| KindId::from(i % schema.kinds.len());
    let ids: Vec<String> = (0..n).map(|i| format!("{}:hostile-{i}", schema.kind(kind(i)).name)).collect();
    let mut edges: Vec<(u32, u32)> = (0..n as u32 - 5).map(|i| (i, (i + 7) % (n as u32 - 4))).collect();
    edges.retain(|(a, b)| a < b);
    let rotated = |by: usize| (0..n).map(|i| texts[(i + by) % n].clone()).collect::<Vec<_>>();
    let extremes = [
        0.0,
        -0.0,
        1.0,
        0.1,
        1.0 / 3.0,
        1e-300,
        2.225_073_858_507_201_4e-308,
        1.797_693_134_862_315_7e308,
        -2.5e-7,
        1e21,
        123456789.125,
    ];
    let some = |i: usize| i % 3 != 1;
    PropertyGraph {
        nodes: NodeTable::new((0..n).map(|i| {
            let position = [(i as f64) * 37.5 - 100.0, ((i * i) % 91) as f64 / 3.0];
            let radius = (1.0 + (i % 9) as f64) / 2.0;
            node(&ids[i], kind(i), &texts[i], position, radius, schema.kind(kind(i)).color)
        }))
        .with_columns(hostile_columns(&texts, &rotated(1), &extremes, &some)),
        edges: EdgeTable::new(edges.iter().enumerate().map(|(i, &(a, b))| {
            let weight = [1.0, 0.5, 2.0, 1.0 / 3.0, 1e-30, 1e30][i % 6];
            edge([a, b], Relation::ALL[i % Relation::ALL.len()], weight)
        }))
        .with_columns([column(
            "count",
            Values::Integer((0..edges.len()).map(|i| some(i).then_some(i as i64)).collect()),
        )]),
        header: Header {
            remarks: rotated(2).into_iter().map(Remark::Read).collect(),
            ..header("full --> \"x\"")
        },
        clusters: vec![cluster(&ids, &texts)],
        mentions: (0..n).map(|i| mention(&texts, i)).collect(),
        diagnostics: vec![Diagnostic {
            severity: Severity::Warning,
            code: Code::RaggedRow.into(),
            path: "a \"b\"/c<d>.md".into(),
            line: 3,
            column: 1,
            message: texts[3].clone(),
            hint: texts[4].clone(),
            count: 3,
            excerpt: String::new(),
        }],
        records: Records {
            pages: vec![record(&texts), PageRecord::default()],
            headings: vec![heading(&texts)],
        },
    }
}

/// What is kept of a page that says everything.
fn record(texts: &[String]) -> PageRecord {
    let text = |at: usize| texts[at % texts.len()].clone();
    PageRecord {
        edition: Some(EditionRecord { label: text(0), link: Some(text(1)), at: (1, 2) }),
        date: Some(DateRecord {
            label: text(2),
            source: DateSource::PathYear,
            at: (3, 4),
            when: Some((date(2026, 1, 18), "quarter".into())),
            open: true,
        }),
        attributes: vec![AttributeRecord::OfColumn(text(3)), AttributeRecord::Written(text(4), text(5))],
        aliases: vec![text(6)],
        closest: vec![LinkRecord(LinkForm::Wiki, text(7), 5, 6)],
        links: vec![LinkRecord(LinkForm::Path, text(8), 7, 8)],
        addresses: vec![text(9)],
        pointers: vec![(text(10), text(11), 9, 10)],
        authors: vec![(11, text(12))],
        made: vec![(12, text(13))],
        alone: vec![AloneRecord {
            at: (14, 13),
            bullets: 2,
            name: text(15),
            description: Some(text(16)),
            relevancy: Some(2.5),
            attributes: vec![(text(17), text(18))],
        }],
        copy_of: Some(text(14)),
        wording: WordingRecord(13, "f00".into()),
    }
}

fn heading(texts: &[String]) -> HeadingRecord {
    HeadingRecord {
        heading: texts[0].clone(),
        at: (0, 1, 2),
        more: 3,
        form: FoundForm::Table,
        rows: [4, 3, 1, 1],
        bullets: [2, 1, 1],
        ignored: true,
        known: true,
    }
}

fn hostile_columns(
    texts: &[String],
    other: &[String],
    extremes: &[f64],
    some: &dyn Fn(usize) -> bool,
) -> Vec<Column> {
    let n = texts.len();
    let days = |add: i8| -> Vec<Option<Date>> {
        (0..n).map(|i| some(i).then(|| date(2026, 1, (i % 20) as i8 + 1 + add * (i % 2) as i8))).collect()
    };
    let text =
        |from: &[String]| Values::Text((0..n).map(|i| some(i).then(|| from[i].as_str().into())).collect());
    let link = |i: usize| match i % 4 {
        0 => Some(format!("https://example.org/{i}?a=1&lt;=2&b=é%20").into()),
        1 => Some("javascript:alert(1)".into()),
        2 => Some(texts[i].as_str().into()),
        _ => None,
    };
    vec![
        column("aliases", Values::List((0..n).map(|i| other[i..(i + i % 3).min(n)].to_vec()).collect())),
        column("description", text(other)),
        column("link", Values::Text((0..n).map(link).collect())),
        column("type", text(texts)),
        column("mentions", Values::Integer((0..n).map(|i| some(i).then_some(i as i64 * 1_000)).collect())),
        column("first_seen", Values::Date(days(0))),
        column("last_seen", Values::Date(days(9))),
        column(
            "pagerank",
            Values::Real((0..n).map(|i| some(i).then(|| extremes[i % extremes.len()])).collect()),
        ),
        column("cluster", Values::Integer((0..n).map(|i| some(i).then_some(1 + i as i64 % 7)).collect())),
        column("stability", Values::Real(vec![None; n])),
        column("flag", Values::Boolean((0..n).map(|i| some(i).then_some(i.is_multiple_of(2))).collect())),
        column("huge", Values::Integer((0..n).map(|i| some(i).then_some(i64::MAX - i as i64)).collect())),
    ]
}

fn cluster(ids: &[String], texts: &[String]) -> ClusterCard {
    ClusterCard {
        cluster: 1,
        key: ids[0].clone(),
        label: texts[4].clone(),
        size: 3,
        terms: vec![Term { term: texts[3].clone(), score: 0.1 + 0.2 }],
        top: BTreeMap::from([("signal".into(), vec![ids[0].clone()])]),
        kinds: BTreeMap::from([("signal".into(), 3)]),
        articles: 2,
        first_seen: Some(date(2026, 1, 18)),
        last_seen: None,
        figures: BTreeMap::from([("density".into(), 1.0 / 3.0)]),
        quadrant: Some(Quadrant::Motor.into()),
        parent: None,
        neighbors: vec![Bridge { cluster: 2, weight: 0.7, strongest: [ids[0].clone(), ids[1].clone()] }],
        gaps: vec![Gap { cluster: 2, weight: 0.0, expected: 1.5 }],
    }
}

/// A mention of an entity in an article `a.md`, which is the first node.
pub fn mention_of(entity: NodeRow) -> MentionRecord {
    MentionRecord {
        article: NodeRow::new(0).into(),
        copy_of: None,
        repeats: None,
        path: "a.md".into(),
        line: 1,
        kind: KindId::SIGNAL,
        name: "a name".into(),
        description: None,
        relevancy: None,
        attributes: RowAttributes::default(),
        entity: entity.into(),
        certainty: 1.0,
        date: None,
        precision: Precision::Day,
        category: None,
    }
}

fn mention(texts: &[String], i: usize) -> MentionRecord {
    MentionRecord {
        article: NodeRow::new(7).into(),
        path: texts[i].clone().into(),
        line: i as u32 + 1,
        name: texts[i].clone().into(),
        description: Some(texts[(i + 1) % texts.len()].clone().into()),
        relevancy: i.is_multiple_of(2).then_some(4.5),
        attributes: [("change".into(), texts[i].clone().into())].into_iter().collect(),
        date: i.is_multiple_of(2).then(|| jiff::civil::date(2025, 1, 2)),
        category: i.is_multiple_of(3).then(|| texts[i].clone().into()),
        ..mention_of(NodeRow::new(0))
    }
}

/// A graph of any size with the columns and text lengths of a real archive.
pub fn synthetic(nodes: usize, edges: usize) -> PropertyGraph {
    let mut random = Random::new(7);
    let schema = Schema::default();
    let words =
        ["growing", "digital", "climate", "Energy", "battery", "of", "the", "trust", "AI", "labour & skills"];
    let mut phrase = |length: usize, random: &mut Random| -> String {
        let words: Vec<&str> = (0..length).map(|_| words[random.below(words.len())]).collect();
        words.join(" ")
    };
    let kinds: Vec<KindId> = (0..nodes).map(|_| KindId::from(random.below(9))).collect();
    let ids = kinds
        .iter()
        .enumerate()
        .map(|(i, &kind)| format!("{}:growing-digital-climate-{i}", schema.kind(kind).name));
    let mut pairs: Vec<(u32, u32)> = (0..edges)
        .map(|_| {
            let (a, b) = (random.below(nodes) as u32, random.below(nodes) as u32);
            (a.min(b), a.max(b))
        })
        .filter(|(a, b)| a != b)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let labels: Vec<String> = (0..nodes).map(|_| phrase(4, &mut random)).collect();
    let positions: Vec<[f64; 2]> =
        (0..nodes).map(|_| [random.unit() * 2e3 - 1e3, random.unit() * 2e3 - 1e3]).collect();
    let radii: Vec<f64> = (0..nodes).map(|_| 1.0 + random.unit() * 15.0).collect();
    let columns = synthetic_columns(nodes, &mut phrase, &mut random);
    let records = ids
        .enumerate()
        .map(|(i, id)| node(&id, kinds[i], &labels[i], positions[i], radii[i], schema.kind(kinds[i]).color));
    let relations: Vec<Relation> = pairs.iter().map(|_| Relation::ALL[random.below(8)]).collect();
    let weights: Vec<f64> = pairs.iter().map(|_| 1.0 + random.below(3) as f64).collect();
    let counts = pairs.iter().map(|_| Some(1 + random.below(3) as i64)).collect();
    let joined =
        pairs.iter().zip(relations).zip(weights).map(|((&(a, b), of), weight)| edge([a, b], of, weight));
    PropertyGraph {
        header: header("full"),
        nodes: NodeTable::new(records).with_columns(columns),
        edges: EdgeTable::new(joined).with_columns([column("count", Values::Integer(counts))]),
        ..PropertyGraph::default()
    }
}

type Phrase<'a> = dyn FnMut(usize, &mut Random) -> String + 'a;

fn synthetic_columns(n: usize, phrase: &mut Phrase<'_>, random: &mut Random) -> Vec<Column> {
    let days: Vec<Date> =
        (0..n).map(|_| date(2024, 1 + random.below(12) as i8, 1 + random.below(28) as i8)).collect();
    let mut columns = vec![
        column("description", Values::Text((0..n).map(|_| Some(phrase(18, random).into())).collect())),
        column("first_seen", Values::Date(days.iter().map(|&day| Some(day)).collect())),
        column("last_seen", Values::Date(days.iter().map(|&day| Some(day)).collect())),
        column(
            "cluster_key",
            Values::Text((0..n).map(|_| Some(format!("signal:{}", random.below(90)).into())).collect()),
        ),
        column("cluster_label", Values::Text((0..n).map(|_| Some(phrase(3, random).into())).collect())),
    ];
    for name in ["mentions", "articles", "sources", "editions", "degree", "core", "connections", "cluster"] {
        columns.push(column(name, Values::Integer((0..n).map(|_| Some(random.below(50) as i64)).collect())));
    }
    for name in ["relevancy_mean", "strength", "pagerank", "betweenness", "closeness", "eigenvector"] {
        columns.push(column(name, Values::Real((0..n).map(|_| Some(random.unit())).collect())));
    }
    columns
}
