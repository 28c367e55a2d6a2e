use super::*;
use crate::export::{sample, target};

fn targets(folder: &Path, names: &[&str]) -> Vec<Target> {
    let text = |name: &&str| match name.split_once(':') {
        Some((format, name)) => format!("{format}:{}/{name}", folder.display()),
        None => format!("{}/{name}", folder.display()),
    };
    names.iter().flat_map(|name| target::parse(&text(name), None).unwrap()).collect()
}

fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

// C19: what comes between opening and writing.
#[test]
fn a_new_file_replaces_none_that_came_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    let waiting = pending(&path).unwrap();
    fs::write(&path, "of others").unwrap();
    let Err(Error::Write { source, .. }) = waiting.write_new(b"ours") else { panic!("it was replaced") };
    assert_eq!(source.kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(fs::read_to_string(&path).unwrap(), "of others");
    pending(&folder.path().join("b.toml")).unwrap().write_new(b"ours").unwrap();
    assert_eq!(listing(folder.path()), ["a.toml", "b.toml"]);
}

#[test]
fn a_folder_gets_all_default_files_and_their_sizes_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut outputs = open(&targets(folder.path(), &["new/"])).unwrap();
    write(&mut outputs, &sample::small(), &ExportOptions::default()).unwrap();
    let written = commit(outputs, Existing::Replaced).unwrap();
    let new = folder.path().join("new");
    let names = ["edges.csv", "graph.dot", "graph.gexf", "graph.graphml", "graph.json", "nodes.csv"];
    assert_eq!(listing(&new), names);
    for file in written {
        assert_eq!(fs::metadata(file.path.unwrap()).unwrap().len(), file.bytes);
    }
}

// C19, T22: all is written elsewhere first.
#[test]
fn nothing_changes_before_the_commit_and_nothing_stays_without_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.gexf"), "old").unwrap();
    let mut outputs = open(&targets(folder.path(), &["a.gexf", "csv:tables"])).unwrap();
    write(&mut outputs, &sample::small(), &ExportOptions::default()).unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("a.gexf")).unwrap(), "old");
    drop(outputs);
    assert_eq!(listing(folder.path()), ["a.gexf"]);
}

// T26: before the work.
#[test]
fn places_that_cannot_be_written_fail_at_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let error = open(&targets(folder.path(), &["file/a.gexf"])).map(|_| ()).unwrap_err();
    assert!(error.to_string().starts_with("cannot write "), "{error}");
    let twice = open(&targets(folder.path(), &["a.gexf", "a.gexf"])).map(|_| ()).unwrap_err();
    assert!(twice.to_string().ends_with("a.gexf: given twice"));
}

// T9: whatever a format asks for.
#[test]
fn no_file_name_leads_out_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stages::default().of(folder.path()).unwrap();
    let mut files = Folder { path: folder.path().to_owned(), stage, files: Vec::new(), open: None };
    for name in ["../x", "/etc/x", "a/../../x", "", "a//b", ".hidden", "a\\b"] {
        assert!(files.create(name).is_err(), "{name}");
    }
    files.create("a/b.md").unwrap().write_all(b"x").unwrap();
    assert_eq!(files.finish().unwrap()[0].bytes, 1);
}

#[cfg(unix)]
#[test]
fn new_files_have_the_usual_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("usual"), "").unwrap();
    let mut outputs = open(&targets(folder.path(), &["a.dot"])).unwrap();
    write(&mut outputs, &sample::small(), &ExportOptions::default()).unwrap();
    commit(outputs, Existing::Replaced).unwrap();
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("a.dot"), mode("usual"));
}

#[test]
fn one_file_by_several_names_is_given_twice() {
    let parse = |name: &str| target::parse(name, None).unwrap();
    for other in ["./o.json", "a/../o.json", ".//o.json"] {
        let twice = open(&[parse("o.json"), parse(other)].concat()).map(|_| ()).unwrap_err();
        assert!(twice.to_string().ends_with(": given twice"), "{other}: {twice}");
    }
    assert_ne!(plain(Path::new("o.json")), plain(Path::new("a/o.json")));
}
