//! What a command writes, where, and that a run that fails leaves what was there.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{
    ARTICLES, LONG_ROW, built, folder, names, pages, portent, refused, run, stderr, succeeds,
};

// C14: what was read, merged and written, and the next step.
#[test]
fn a_build_says_what_it_made_and_what_comes_next() {
    let here = folder();
    let output = run(here.path(), &["build", ARTICLES, "-o", "g.gexf", "-o", "g.json", "-o", "csv:tables"]);
    let told = stderr(&output);
    for part in
        ["table rows", "entities", "nodes", "clusters", "% dated", "wrote        g.gexf (gexf, ", "next "]
    {
        assert!(told.contains(part), "{part} is missing: {told}");
    }
    assert_eq!(names(here.path()), ["g.gexf", "g.json", "tables"]);
    assert_eq!(names(&here.path().join("tables")), ["edges.csv", "nodes.csv"]);
}

// T23: what a run made that fails.
#[test]
fn folders_of_a_run_that_fails_go_with_it() {
    let here = folder();
    fs::create_dir(here.path().join("mine")).unwrap();
    for place in ["new/deep/g.json", "mine/deep/g.json", "vault:new/notes", "mine/g.json"] {
        refused(here.path(), &["build", "absent", "-o", place]);
        assert_eq!(names(here.path()), ["mine"], "{place}");
        assert_eq!(names(&here.path().join("mine")), [] as [&str; 0], "{place}");
    }
    run(here.path(), &["build", ARTICLES, "-o", "new/deep/g.json"]);
    assert_eq!(names(&here.path().join("new/deep")), ["g.json"]);
}

#[test]
fn a_build_says_how_many_merges_to_doubt_and_merges_as_precisely_as_asked() {
    let here = folder();
    let build = |more: &[&str]| {
        let told = stderr(&run(here.path(), &[&["build", ARTICLES, "-o", "g.json"], more].concat()));
        let merged = told.split("duplicates merged ").nth(1).and_then(|rest| rest.split(' ').next());
        (merged.map(|count| count.replace(',', "").parse::<u32>().unwrap()), told)
    };
    let (usual, told) = build(&[]);
    assert!(told.contains("of them (some ") && told.contains(" are expected to be wrong)"), "{told}");
    let (strict, _) = build(&["--merge-precision", "0.99"]);
    let (loose, _) = build(&["--merge-precision", "0.6"]);
    assert!(strict < usual && usual < loose, "{strict:?}, {usual:?}, {loose:?}");
    assert!(!build(&["--duplicates", "link"]).1.contains("expected to be wrong"));
}

// C9, C14: eight lines, and -v for more.
#[test]
fn a_run_is_told_in_eight_lines_and_internals_with_v_alone() {
    let here = built();
    let told = |arguments: &[&str]| stderr(&run(here.path(), arguments));
    let graph = fs::read_to_string(here.path().join("graph.json")).unwrap();
    let remarks = "\"remarks\":[\"blocking by words: 3 blocks were thinned\",\"one\",\"two\",\"three\",\"four\",\"five\",";
    fs::write(here.path().join("noted.json"), graph.replacen("\"remarks\":[", remarks, 1)).unwrap();
    let build =
        ["build", "noted.json", "-o", "o.gexf", "-o", "o.dot", "-o", "o.csv/", "--kinds", "signal,concern"];
    let quiet = told(&build);
    assert!(quiet.lines().count() <= 8 && quiet.contains("more notes; -v shows them"), "{quiet}");
    assert!(!quiet.contains("blocking by") && !quiet.contains("note: one"), "{quiet}");
    let all = told(&[&build[..], &["-v"]].concat());
    for part in ["note: blocking by words", "note: one", "note: five", "table rows   "] {
        assert!(all.contains(part), "{part} is missing: {all}");
    }
    assert!(!told(&["top", "noted.json"]).contains("blocking by"));
}

#[test]
fn a_drawable_part_says_of_what_and_a_large_graph_offers_it() {
    let here = built();
    let draw = ["build", "graph.json", "--drawable", "-o", "part.gexf", "-o", "part.dot", "-o", "part.json"];
    let told = stderr(&run(here.path(), &draw));
    assert!(told.contains("\npart         ") && told.contains("(drawable: at most 2,000 nodes, "), "{told}");
    assert!(!told.contains("ask with"), "it holds no mentions: {told}");
    let read = |name: &str| fs::read_to_string(here.path().join(name)).unwrap();
    for name in ["part.gexf", "part.dot", "part.json"] {
        assert!(read(name).contains("a drawable part of the graph: "), "{name}");
        assert!(!read(name).contains("edition:2"), "{name}");
    }
    let first = read("part.dot");
    succeeds(here.path(), &[&draw[..], &["-q", "-j", "1"]].concat());
    assert!(first == read("part.dot"));
    // 26 articles need no part; 5,001 names do.
    assert!(!told.contains("draw a part"));
    let rows: String = (0..5001).map(|at| format!("| Thing {at}x{} | | 1 |\n", at * 7919 % 10007)).collect();
    fs::write(
        here.path().join("many.md"),
        format!("# Many\n\n## Signals\n\n| name | description | relevancy |\n|---|---|---|\n{rows}"),
    )
    .unwrap();
    let told = stderr(&run(here.path(), &["build", "many.md", "-o", "many.gexf", "--duplicates", "off"]));
    assert!(told.contains("draw a part with `portent build many.md --drawable -o drawable.gexf`"), "{told}");
}

#[test]
fn articles_are_joined_to_the_closest_ones_where_that_is_asked() {
    let here = built();
    let make = |input: &str, output: &str, more: &[&str]| {
        let output = run(here.path(), &[&["build", input, "-o", output], more].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        stderr(&output)
    };
    let file = |name: &str| fs::read_to_string(here.path().join(name)).unwrap();
    let told = make(ARTICLES, "near.json", &["--closest", "2"]);
    assert!(told.contains("edges: each article and its 2 nearest"), "{told}");
    // From a graph as from pages, once as twice, and kept where nothing is asked.
    make("graph.json", "again.json", &["--closest", "2"]);
    make("near.json", "twice.json", &["--closest", "2"]);
    let told = make("near.json", "kept.json", &[]);
    assert!(!told.contains("each article and its"), "{told}");
    for name in ["again.json", "twice.json", "kept.json"] {
        assert_eq!(file(name), file("near.json"), "{name}");
    }
    let near: serde_json::Value = serde_json::from_str(&file("near.json")).unwrap();
    let edges = near["edges"].as_array().unwrap();
    let found =
        edges.iter().filter(|edge| edge["relation"] == "closest" && edge["weight"].as_f64() < Some(1.0));
    assert_eq!(near["graph"]["closest"]["edges"], found.count());
    // A part of articles alone has their edges.
    make("graph.json", "articles.json", &["--closest", "2", "--kinds", "article"]);
    let articles: serde_json::Value = serde_json::from_str(&file("articles.json")).unwrap();
    assert!(articles["edges"].as_array().unwrap().iter().any(|edge| edge["relation"] == "closest"));
    for (wrong, why) in
        [(["--closest", "0"], "0 is not in 1..=100"), (["--closest", "many"], "invalid value 'many'")]
    {
        let told = refused(here.path(), &[&["build", "graph.json", "-o", "x.json"][..], &wrong].concat());
        assert!(told.contains(why), "{told}");
    }
    let concepts = ["build", ARTICLES, "-o", "x.json", "--closest", "2", "--view", "concepts"];
    let told = refused(here.path(), &concepts);
    assert!(
        told.contains("--closest: this graph holds no articles") && told.contains("--view full"),
        "{told}"
    );
    assert!(!here.path().join("x.json").exists());
}

#[test]
fn questions_take_the_filters_of_build() {
    let here = built();
    succeeds(
        here.path(),
        &["build", "graph.json", "-q", "-o", "part.json", "--min-articles", "3", "--until", "2025-11-30"],
    );
    for question in [&["top"][..], &["recurring"], &["trends"], &["digest"], &["clusters"], &["show", "ai"]] {
        let ask = |graph: &str, more: &[&str]| {
            succeeds(
                here.path(),
                &[&question[..1], &[graph], &question[1..], &["--format", "json"], more].concat(),
            )
        };
        let asked = ask("graph.json", &["--min-articles", "3", "--until", "2025-11-30"]);
        assert!(asked == ask("part.json", &[]), "{question:?}");
        // So few rows have no trend, whatever is left out.
        assert!(question == ["trends"] || asked != ask("graph.json", &[]), "{question:?}");
    }
    let told = refused(here.path(), &["top", "absent", "--since", "2025-02-01", "--until", "2025-01-01"]);
    assert!(told.contains("2025-02-01") && told.contains("2025-01-01"), "{told}");
}

#[test]
fn one_is_no_plural() {
    let here = folder();
    fs::write(here.path().join("one.md"), LONG_ROW).unwrap();
    let told = stderr(&run(here.path(), &["build", "one.md", "-o", "g.json"]));
    for part in ["warning: 1 problem in", "1 (0 copies, ", ": 1 table row; ", ": 1 entity\n"] {
        assert!(told.contains(part), "{part} is missing: {told}");
    }
    let told = stderr(&run(here.path(), &["check", "one.md"]));
    assert!(told.contains("\n1 article, 1 table row: "), "{told}");
    let told = stderr(&run(here.path(), &["build", "g.json", "-o", "s.gexf", "--kinds", "signal"]));
    assert!(told.contains("part         1 of 3 nodes, 0 of 2 edges (kinds signal)"), "{told}");
}

// C19: what is not ours stays.
#[test]
fn a_folder_takes_all_usual_formats_beside_foreign_files() {
    let here = folder();
    fs::create_dir(here.path().join("out")).unwrap();
    fs::write(here.path().join("out/mine.txt"), "mine").unwrap();
    succeeds(here.path(), &["build", ARTICLES, "-o", "out/"]);
    let names = names(&here.path().join("out"));
    for name in
        ["graph.dot", "graph.gexf", "graph.graphml", "graph.json", "mine.txt", "nodes.csv", "edges.csv"]
    {
        assert!(names.iter().any(|other| other == name), "{name} is missing: {names:?}");
    }
    assert!(!names.iter().any(|name| name.ends_with(".tmp")), "{names:?}");
}

// C18: the suffix decides, --format wins.
#[test]
fn an_unknown_suffix_lists_the_known_ones_and_a_format_wins() {
    let here = folder();
    let told = refused(here.path(), &["build", ARTICLES, "-o", "g.gefx"]);
    assert!(told.contains(".gexf") && told.contains(".graphml"), "{told}");
    assert!(refused(here.path(), &["build", ARTICLES, "-o", "-"]).contains("--format"));
    succeeds(here.path(), &["build", ARTICLES, "-o", "g.xml", "--format", "gexf", "-q"]);
    assert!(fs::read_to_string(here.path().join("g.xml")).unwrap().contains("<gexf"));
}

#[test]
fn an_output_is_what_its_name_says() {
    let here = built();
    let told = refused(here.path(), &["build", "graph.json", "-o", "gexff:zz.json"]);
    assert!(told.contains("unknown format \"gexff\"; did you mean gexf?"), "{told}");
    let told = refused(here.path(), &["build", "graph.json", "-o", "o.json", "-o", "./o.json"]);
    assert!(told.contains("./o.json: given twice"), "{told}");
    for output in ["ex.json", "page.v2", "gexf:page"] {
        let told = refused(here.path(), &["explore", "graph.json", "-o", output]);
        assert!(told.contains("`explore` writes a page") && told.contains("\nhint: write -o "), "{told}");
    }
    for (output, file) in [("a.htm", "a.htm"), ("page", "page"), ("html:page.x", "page.x")] {
        succeeds(here.path(), &["explore", "graph.json", "-o", output]);
        assert!(fs::read_to_string(here.path().join(file)).unwrap().starts_with("<!"), "{output}");
    }
}

#[test]
fn explore_writes_one_page() {
    let here = built();
    let output = run(here.path(), &["explore", "graph.json", "-o", "page.html"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(fs::read_to_string(here.path().join("page.html")).unwrap().starts_with("<!"));
    assert!(stderr(&output).contains("open page.html in a browser"));
}

#[test]
fn charts_are_drawn_into_svg_files_alone() {
    let here = built();
    succeeds(here.path(), &["trends", "graph.json", "--period", "edition", "-o", "trends.svg", "-q"]);
    succeeds(here.path(), &["clusters", "graph.json", "-o", "clusters.svg", "-q"]);
    let evolution = ["trends", "graph.json", "--evolution", "--periods", "month", "--since", "2025-09-01"];
    succeeds(here.path(), &[&evolution[..], &["-o", "evolution.svg", "-q"]].concat());
    let drawn =
        [("trends.svg", "weak signals"), ("clusters.svg", "motor"), ("evolution.svg", "Themes by month")];
    for (file, word) in drawn {
        let svg = fs::read_to_string(here.path().join(file)).unwrap();
        assert!(svg.contains("<svg") && svg.contains(word), "{file}");
    }
    assert!(refused(here.path(), &["trends", "graph.json", "-o", "trends.png"]).contains(".svg"));
    assert!(!here.path().join("trends.png").exists());
    let since = ["trends", "graph.json", "--since", "2025-09-01", "-o", "since.svg"];
    assert!(refused(here.path(), &since).contains("--evolution"));
}

#[test]
fn a_build_adds_columns_of_trends_where_asked() {
    let here = folder();
    let arguments = ["build", ARTICLES, "--trends", "--period", "year", "-o", "graph.json", "-q"];
    succeeds(here.path(), &arguments);
    let graph = fs::read_to_string(here.path().join("graph.json")).unwrap();
    assert!(graph.contains("\"trend\":\"undetermined\"") && graph.contains("(year)"));
    succeeds(here.path(), &["build", ARTICLES, "-o", "graph.json", "-q"]);
    assert!(!fs::read_to_string(here.path().join("graph.json")).unwrap().contains("\"trend\":"));
}

// T26: the output fails first.
#[test]
fn outputs_are_opened_before_the_work_begins() {
    let here = folder();
    fs::write(here.path().join("file"), "").unwrap();
    let told = refused(here.path(), &["build", "absent", "-o", "file/g.gexf"]);
    assert!(told.contains("file"), "the output fails first, not the absent input: {told}");
}

// C19: --no-clobber.
#[test]
fn no_clobber_touches_nothing() {
    let here = folder();
    fs::write(here.path().join("g.gexf"), "old").unwrap();
    refused(here.path(), &["build", ARTICLES, "-o", "g.gexf", "-o", "new.json", "--no-clobber"]);
    assert_eq!(fs::read_to_string(here.path().join("g.gexf")).unwrap(), "old");
    assert_eq!(names(here.path()), ["g.gexf"]);
}

// C19, T22: whatever fails, the old files are whole.
#[test]
fn a_failing_run_leaves_the_old_output() {
    let here = folder();
    fs::write(here.path().join("g.gexf"), "old").unwrap();
    refused(here.path(), &["build", ARTICLES, "-o", "g.gexf", "--around", "no such thing at all"]);
    assert_eq!(fs::read_to_string(here.path().join("g.gexf")).unwrap(), "old");
    assert_eq!(names(here.path()), ["g.gexf"]);
}

// T22: a full disk is told with path and cause, exit 2.
#[cfg(target_os = "linux")]
#[test]
fn failures_of_writing_name_what_was_written() {
    let here = built();
    let shell: &[&[&str]] = &[&["man"], &["completions", "bash"]];
    let mut commands =
        vec![&["top", "graph.json"][..], &["top", "graph.json", "--format", "json"], &["formats"]];
    commands.extend(shell.iter().filter(|_| cfg!(feature = "shell")));
    for arguments in commands {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = portent(here.path()).args(arguments).stdout(full).output().unwrap();
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains("cannot write standard output: "), "{arguments:?}: {told}");
    }
    let told = refused(here.path(), &["build", "graph.json", "-o", "/proc/x.json"]);
    assert!(told.contains("cannot write /proc/x.json: ") && !told.contains(".portent-"), "{told}");
}

// C3, T23: 130 and 143, old files whole, no temporary ones.
#[cfg(unix)]
#[test]
fn signals_end_the_run_and_leave_nothing() {
    let here = folder();
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        fs::write(here.path().join("g.gexf"), "old").unwrap();
        // Standard input stays open, so that the run waits in its middle, outputs opened.
        let mut child = portent(here.path())
            .args(["build", "-", "-o", "g.gexf", "-o", "new/g.json"])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        // `wait` would close it, and the run could end of itself before the signal is seen.
        let input = child.stdin.take();
        wait_for(&here.path().join("new"));
        let id = child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(code));
        drop(input);
        assert_eq!(fs::read_to_string(here.path().join("g.gexf")).unwrap(), "old");
        assert!(!names(here.path()).iter().any(|name| name.ends_with(".tmp")), "{:?}", names(here.path()));
        assert!(!here.path().join("new").exists());
    }
}

#[cfg(unix)]
fn wait_for(folder: &Path) {
    for _ in 0..200 {
        if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("{} was not written", folder.display());
}

// C22, T24: threads.
#[test]
fn threads_do_not_change_a_byte() {
    let here = folder();
    let build = |threads: &str| {
        succeeds(here.path(), &["build", ARTICLES, "-o", "-", "--format", "json", "-q", "-j", threads])
    };
    let one = build("1");
    assert!(one == build("2") && one == build("8"));
}

// T24: the order of files.
#[test]
fn the_order_of_files_does_not_change_a_byte() {
    let here = folder();
    let pages = pages(here.path());
    let mut files: Vec<String> =
        fs::read_dir(pages).unwrap().map(|entry| entry.unwrap().path().display().to_string()).collect();
    files.sort();
    let build = |files: &[String]| {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        succeeds(here.path(), &[&["build", "-o", "-", "--format", "json", "-q"], &files[..]].concat())
    };
    let sorted = build(&files);
    files.reverse();
    assert!(build(&files) == sorted);
    files.swap(3, 17);
    assert!(build(&files) == sorted);
}
