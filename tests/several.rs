//! Several archives in one graph: a graph that was built is an input like the folder that it was built of.

use std::fs;
use std::path::{Path, PathBuf};

use portent::error::Error;
use portent::export::{self, ExportOptions};
use portent::graph::View;
use portent::parse::{self, KeptPages, KindSpec, ReadOptions, Schema};
use portent::phrases::{self, PhraseMode, PhraseOptions};
use portent::pipeline::{self, BuildOptions};
use portent::property_graph::filter::{Filter, filter};
use portent::property_graph::{PropertyGraph, pages, read};

use crate::support::{articles, files_below, root};

fn json(graph: &PropertyGraph) -> String {
    let mut out = Vec::new();
    let format = export::by_name("json").unwrap();
    export::write(graph, format, &ExportOptions::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn build(paths: &[PathBuf], kept: Vec<KeptPages>) -> PropertyGraph {
    let options = ReadOptions::default().with_kept(kept);
    let corpus = phrases::read(paths, &options, PhraseMode::Off, &PhraseOptions::default()).unwrap();
    pipeline::build(&corpus, &BuildOptions::default()).unwrap()
}

/// The pages of a folder, by way of the file of its graph, which is named after the folder.
fn kept(folder: &Path) -> KeptPages {
    let file = folder.with_extension("json");
    let text = json(&build(&[folder.to_path_buf()], Vec::new()));
    pages::pages(&read::from_json(&text, &file).unwrap(), &file).unwrap()
}

/// A place for folders; its path is that of the disk, so that folders and files of graphs have one parent.
fn place() -> (tempfile::TempDir, PathBuf) {
    let here = tempfile::tempdir().unwrap();
    let path = fs::canonicalize(here.path()).unwrap();
    (here, path)
}

/// Copies files of a folder in turn to so many folders.
fn split(from: &Path, to: &Path, parts: usize, taken: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let folders: Vec<PathBuf> = (0..parts).map(|part| to.join(format!("part{part}"))).collect();
    for (at, file) in files_below(from).iter().filter(|file| taken(file)).enumerate() {
        let target = folders[at % parts].join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(file, target).unwrap();
    }
    folders
}

/// Fails where graphs of some folders and the other folders do not give what all folders give, byte for byte.
fn all_ways_are_equal(folders: &[PathBuf]) -> PropertyGraph {
    let whole = build(folders, Vec::new());
    let expected = json(&whole);
    for graphs in 1..=folders.len() {
        let kept = folders[..graphs].iter().map(|folder| kept(folder)).collect();
        let found = json(&build(&folders[graphs..], kept));
        let differing = expected.lines().zip(found.lines()).find(|(a, b)| a != b);
        assert!(expected == found, "{graphs} of {}: {differing:#?}", folders.len());
    }
    whole
}

#[test]
fn graphs_and_folders_give_what_all_folders_give() {
    for parts in [2, 3] {
        let (_here, path) = place();
        all_ways_are_equal(&split(&articles(), &path, parts, |_| true));
    }
}

#[test]
fn findings_of_malformed_pages_are_kept_or_found_anew() {
    let (_here, path) = place();
    // The list of expected findings is a table about pages, which are no longer all beside it.
    let pages = |file: &Path| file.file_name().is_some_and(|name| name != "expected.tsv");
    let whole = all_ways_are_equal(&split(&root().join("fixtures/malformed"), &path, 3, pages));
    assert!(whole.diagnostics.len() > 50, "{}", whole.diagnostics.len());
}

/// Pages of two archives that change what the others are: by links, dates, people, keys, copies, headings.
fn told_by_others(folder: &Path) -> Vec<PathBuf> {
    let long: String = (0..150).map(|at| format!("tide{at} ")).collect();
    let nearly = format!("{long}\n\nSaved from the web.");
    let row = "## Signals\n\n| name | description | relevancy | odd |\n|---|---|---|---|\n\
               | Salt Roads | Roads of salt come back | 4 | x |\n| Dew Nets | Nets catch the morning dew | 2.5 | y |\n\
               | Reed Boats | Boats of reed carry mail | | |\n";
    let head = |lines: &str| format!("---\n{lines}\n---\n\n");
    let files = [
        (
            "east/notes/Dune.md",
            head("title: Dune\ndate: 03/04/2025\nauthor: Ann Reed\nincubator: harbor-lab\nscore: \"2.50\"\naliases: [marram]\ntags: [sand]")
                + "[[Ghost]] and [[Salt Road]], [[Nobody]] and [sand](sand.md).\n\n## Odd bits\n\n- one\n- two\n",
        ),
        (
            "east/notes/Sand.md",
            head("title: Sand\nauthor: Ann Reed\nincubator: kelp-yard\nscore: \"3\"\nring: adopt")
                + "[[Ghost]] on [[Dune]].\n\n"
                + row,
        ),
        ("east/002d4d9211952bdfe5bbac13ccf20947.md", row.replace("Salt", "Silk")),
        ("east/alone.md", "# Alone\n\n## News\n\n- **Kelp Lamps:** lamps of kelp are sold\n  - at night\n".into()),
        ("east/long.md", format!("# Long\n\n{long}\n")),
        ("east/long-again.md", format!("# Long\n\n{nearly}\n")),
        ("east/rows.csv", "name,description,article\nTin Bells,Bells of tin ring,Bells\nClay Bells,Bells of clay,Clay\n".into()),
        ("west/harbor-lab.md", "# Harbor lab\n\n[External link](https://lab.example.org/harbor)\n".into()),
        ("west/kelp-yard.md", head("author: Bo Lund\nincubator: harbor-lab") + "# Kelp yard\n"),
        ("west/Salt Road.md", head("author: Ann Reed\nincubator: harbor-lab\ndate: 25/12/2024") + "[[marram]]\n"),
        ("west/Ghost.md", head("incubator: kelp-yard\nscore: high") + "[[Nobody]]\n\n## Odd bits\n\n- three\n"),
        ("west/more.md", head("incubator: harbor-lab\ndate: 2099-01-01") + row + "\n## odd bits:\n\ntext\n"),
        ("west/news1.md", "# One\n\n## News:\n\n- **Tin Masts:** masts\n- **Clay Oars:** oars\n".into()),
        ("west/news2.md", "# Two\n\n## 1. News\n\n- **Mud Sails:** sails\n- **Moss Ropes:** ropes\n".into()),
        ("west/news3.md", "# Three\n\n## News\n\n- **Bone Hooks:** hooks\n".into()),
        ("west/long.md", format!("# Long\n\n{long}\n")),
        (
            "west/issue.md",
            "# __Reeds__, (from page [20250404b](https://ledger.example.org/p/1).)\n\n## Closest\n\n* [Dune](Dune)\n* [x](x)\n".into(),
        ),
    ];
    for (path, text) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    ["east", "west"].map(|name| folder.join(name)).to_vec()
}

#[test]
fn what_pages_are_by_what_others_say_is_found_anew() {
    let (_here, path) = place();
    let folders = told_by_others(&path);
    let whole = all_ways_are_equal(&folders);
    let east = build(&folders[..1], Vec::new());
    let has = |graph: &PropertyGraph, id: &str| graph.nodes.records().any(|node| node.id == id);
    for (id, alone, together) in [
        ("keyword:ghost", true, false),
        ("keyword:nobody", false, true),
        ("person:ann-reed", false, true),
        ("edition:20250404b", false, true),
        ("item:kelp-lamps", false, true),
    ] {
        assert_eq!((has(&east, id), has(&whole, id)), (alone, together), "{id}");
    }
    let found = |code: &str| whole.diagnostics.iter().filter(|found| found.code.as_str() == code).count();
    let told = ["copy", "unknown-closest", "unknown-link", "unknown-section"].map(found);
    assert!(told.iter().all(|&count| count > 0), "{told:?}");
}

#[test]
fn folders_are_topics_of_all_pages_or_of_none() {
    let (_here, path) = place();
    for (file, text) in [
        ("a/kelp/one.md", "# One"),
        ("a/kelp/two.md", "# Two"),
        ("a/moss/three.md", "# Three"),
        ("a/moss/four.md", "# Four"),
        ("b/reed/five.md", "# Five\n\n## Keywords\n\n- dew"),
        ("b/reed/six.md", "# Six\n\n## Keywords\n\n- dew"),
        ("b/reed/seven.md", "# Seven\n\n## Keywords\n\n- dew"),
        ("b/reed/eight.md", "# Eight\n\n## Keywords\n\n- dew"),
    ] {
        let file = path.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let folders = ["a", "b"].map(|name| path.join(name));
    assert_eq!(build(&folders[..1], Vec::new()).header.mentions, 4, "kelp and moss");
    let whole = all_ways_are_equal(&folders);
    assert_eq!(whole.header.mentions, 4, "dew");
}

#[test]
fn graphs_of_graphs_are_graphs() {
    let (_here, path) = place();
    let folders = split(&articles(), &path, 3, |_| true);
    let all = json(&build(&folders, Vec::new()));
    let two = json(&build(&[], folders[..2].iter().map(|folder| kept(folder)).collect()));
    let file = path.join("both.json");
    let both = pages::pages(&read::from_json(&two, &file).unwrap(), &file).unwrap();
    // Alone, its pages keep their paths.
    assert_eq!(json(&build(&[], vec![both.clone()])), two);
    let three = build(&folders[2..], vec![both]);
    assert_eq!(json(&three).replace("both/part", "part").len(), all.len());
}

#[test]
fn kinds_of_another_configuration_are_kept() {
    let (_here, path) = place();
    fs::create_dir_all(path.join("a")).unwrap();
    fs::write(path.join("a/x.md"), "# X\n\n## Omens\n\n- Two moons\n\n## Keywords\n\n- sky\n").unwrap();
    fs::create_dir_all(path.join("b")).unwrap();
    fs::write(
        path.join("b/y.md"),
        "# Y\n\n## Omens\n\n| name | description |\n|---|---|\n| Red rain | It fell |\n",
    )
    .unwrap();
    let mut schema = Schema::default();
    let omen: KindSpec = KindSpec {
        name: "omen".into(),
        plural: "omens".into(),
        heading: "Omens".into(),
        ..schema.kinds.last().unwrap().clone()
    };
    let omen = KindSpec { form: schema.kinds[parse::KindId::KEYWORD].form, ..omen };
    schema.add_kind(omen).unwrap();
    let corpus = parse::read(&[path.join("a")], &ReadOptions::default().with_schema(schema)).unwrap();
    let graph = pipeline::build(&corpus, &BuildOptions::default()).unwrap();
    let kept = pages::pages(&graph, &path.join("a.json")).unwrap();
    let both = build(&[path.join("b")], vec![kept]);
    let of = |label: &str| {
        let row = both.nodes.rows().find(|&row| both.nodes[row].label == label).unwrap();
        both.kind_name(row)
    };
    // What is read now is read by the configuration of now.
    assert_eq!((of("Two moons"), of("sky"), of("Red rain")), ("omen", "keyword", "item"));
}

#[test]
fn parts_and_graphs_without_pages_are_refused() {
    let graph = build(&[articles()], Vec::new());
    let told = |graph: &PropertyGraph| match pages::pages(graph, Path::new("old.json")) {
        Err(error @ Error::NoPages { .. }) => format!("{error}; {}", error.hint().unwrap()),
        other => panic!("{other:?}"),
    };
    let part = filter(&graph, &Filter::default().with_kinds(vec!["signal".into()])).unwrap();
    assert!(told(&part).contains("old.json cannot be put together with others: it holds a part"));
    let corpus = parse::read(&[articles()], &ReadOptions::default()).unwrap();
    let concepts = pipeline::build(&corpus, &BuildOptions::default().with_view(View::Concepts)).unwrap();
    assert!(
        told(&concepts).contains("its view is concepts, without articles; build it again in the full view")
    );
    let bare = PropertyGraph { mentions: std::iter::empty().collect(), ..graph.clone() };
    assert!(told(&bare).contains("written without mentions"));
    let old = PropertyGraph { records: parse::Records::default(), ..graph };
    assert!(told(&old).contains("which kept no records of its pages; build it again"));
}
