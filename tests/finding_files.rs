//! Finding and reading files: order, links, pipes, limits, and what makes one corpus of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use portent::Error;
use portent::parse::{Corpus, ReadOptions, read};

const HEAD: &str = "# __TITLE__, (from page [DATE](https://signals.example.org/p/DATE).)\n\n";

fn page(title: &str, date: &str, name: &str) -> String {
    let table = format!("## Signals\n\n| name | relevancy |\n|:--|--:|\n| {name} | 4 |\n");
    HEAD.replace("TITLE", title).replace("DATE", date) + &table
}

/// A folder with the given files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn read_all(paths: &[PathBuf]) -> Corpus {
    read(paths, &ReadOptions::default()).expect("articles")
}

fn read_with(folder: &Path, options: &ReadOptions) -> Corpus {
    read(&[folder.to_path_buf()], options).expect("articles")
}

fn paths(corpus: &Corpus) -> Vec<&str> {
    corpus.articles.iter().map(|article| article.path.as_str()).collect()
}

fn codes(corpus: &Corpus) -> Vec<(&str, &str)> {
    corpus.diagnostics.iter().map(|found| (found.path.as_str(), found.code.as_str())).collect()
}

// C25: order, hidden and ignored files.
#[test]
fn folders_are_walked_in_order_and_ignored_files_left_out() {
    let page = page("T", "20260118", "Thin Ice");
    let files = ["b.md", "a/z.md", "a.MD", "skip/x.md", ".hidden.md", "notes.txt", "a/draft.md"];
    let folder = folder(&files.map(|file| (file, page.as_str())));
    fs::write(folder.path().join(".gitignore"), "skip/\ndraft.md\n").expect("a file");
    let corpus = read_with(folder.path(), &ReadOptions::default());
    assert_eq!(paths(&corpus), ["a.MD", "a/z.md", "b.md"]);
    let corpus = read_with(folder.path(), &ReadOptions::default().with_include_ignored(true));
    assert_eq!(paths(&corpus), [".hidden.md", "a.MD", "a/draft.md", "a/z.md", "b.md", "skip/x.md"]);
}

#[test]
fn several_inputs_share_the_deepest_common_folder_and_count_once() {
    let page = page("T", "20260118", "Thin Ice");
    let folder =
        folder(&[("in/a/x.md", &page), ("in/b/y.md", &page), ("in/b/z.txt", &page), ("w.md", &page)]);
    let at = |path: &str| folder.path().join(path);
    let corpus = read_all(&[at("in/b/z.txt"), at("in/b"), at("in/a/x.md"), at("in/a"), at("in/a/../b/y.md")]);
    assert_eq!(paths(&corpus), ["a/x.md", "b/y.md", "b/z.txt"]);
    assert_eq!(paths(&read_all(&[at("in/a/x.md")])), ["x.md"]);
    assert_eq!(read_all(&[at("in/a"), at("in/b")]), read_all(&[at("in/b"), at("in/a")]));
}

#[test]
fn what_is_missing_or_empty_stops_the_run() {
    let folder = folder(&[("notes.txt", "no article")]);
    let missing = read(&[folder.path().join("none")], &ReadOptions::default());
    assert!(matches!(missing, Err(Error::Read { .. })), "{missing:?}");
    let empty = read(&[folder.path().to_path_buf()], &ReadOptions::default());
    assert!(matches!(empty, Err(Error::NoArticles { .. })), "{empty:?}");
}

// T11: over the limit.
#[test]
fn large_files_are_skipped_and_said() {
    let page = page("T", "20260118", "Thin Ice");
    let folder = folder(&[("a.md", &page), ("b.md", &page.repeat(9))]);
    let corpus = read_with(folder.path(), &ReadOptions::default().with_max_file_size(page.len() as u64));
    assert_eq!((paths(&corpus), codes(&corpus)), (vec!["a.md"], vec![("b.md", "file-too-large")]));
}

// T11: rows of one file.
#[test]
fn files_of_many_rows_are_skipped_and_said() {
    let page = page("T", "20260118", "Thin Ice");
    let rows: String = (0..40).map(|at| format!("| Thin Ice {at} | |\n")).collect();
    let many = format!("## Signals\n\n| name | description |\n|---|---|\n{rows}");
    let folder = folder(&[("a.md", &page), ("b.md", &many)]);
    let all = read_with(folder.path(), &ReadOptions::default().with_max_rows(40));
    assert_eq!(all.mentions.len(), read_with(folder.path(), &ReadOptions::default()).mentions.len());
    let corpus = read_with(folder.path(), &ReadOptions::default().with_max_rows(39));
    assert_eq!((paths(&corpus), codes(&corpus)), (vec!["a.md"], vec![("b.md", "too-many-rows")]));
}

// T11: lines of one page, however they end.
#[test]
fn pages_of_many_lines_are_skipped_and_said() {
    let page = page("T", "20260118", "Thin Ice");
    let most = page.matches('\n').count();
    for end in ["\n", "\r", "\r\n"] {
        let many = page.replace('\n', end);
        let folder = folder(&[("a.md", &many), ("b.md", &format!("{many}{end}"))]);
        let lines = most as u64 * end.len() as u64;
        let corpus = read_with(folder.path(), &ReadOptions::default().with_max_lines(lines));
        assert_eq!((paths(&corpus), codes(&corpus)), (vec!["a.md"], vec![("b.md", "too-many-lines")]));
    }
}

// T11: what is kept of a page besides rows.
#[test]
fn links_and_headings_count_as_rows() {
    for unit in ["[[page AT]] ", "## Heading AT\n\nx\n\n"] {
        let text: String = (0..30).map(|at| unit.replace("AT", &at.to_string())).collect();
        let folder =
            folder(&[("a.md", &page("T", "20260118", "Thin Ice")), ("b.md", &format!("# T\n\n{text}"))]);
        let skipped = |most| {
            let corpus = read_with(folder.path(), &ReadOptions::default().with_max_rows(most));
            corpus.diagnostics.iter().any(|found| found.code.as_str() == "too-many-rows")
        };
        assert!(skipped(29) && !skipped(31), "{unit}");
    }
}

// T11: one long text.
#[test]
fn long_texts_are_cut_between_characters_and_said_once() {
    let folder = folder(&[("a.md", "# T\n\nTau \u{e9}t\u{e9}\n\nReif\n\nEis\n")]);
    let corpus = read_with(folder.path(), &ReadOptions::default().with_max_text(8));
    let kept = corpus.prose.iter().flatten().next().expect("a page without mentions");
    assert_eq!(kept.paragraphs, [(3, "Tau \u{e9}t".to_owned())]);
    let told: Vec<_> = corpus.diagnostics.iter().filter(|found| found.code.as_str() == "long-text").collect();
    assert_eq!((told.len(), told[0].line), (1, 3));
    let summary = "# T\n\n## Summary\n\nTau und Reif\n\n## Signals\n\n| name |\n|---|\n| Tau |\n";
    let folder = self::folder(&[("a.md", summary)]);
    let corpus = read_with(folder.path(), &ReadOptions::default().with_max_text(7));
    assert_eq!(corpus.articles.raw[0].summary.as_deref(), Some("Tau und"));
    assert_eq!(codes(&corpus).iter().filter(|(_, code)| *code == "long-text").count(), 1);
}

// T11: large files are read in waves, in the order of their paths.
#[test]
fn large_pages_stand_in_order_among_small_ones() {
    let large = |name: &str| format!("# {name}\n\n{}\n", "reed ".repeat(300_000));
    let pages: Vec<(String, String)> = (0..14)
        .map(|at| (format!("{at:02}.md"), if at % 2 == 0 { large("L") } else { "# S\n\nx\n".to_owned() }))
        .collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let corpus = read_with(folder(&pages).path(), &ReadOptions::default());
    assert_eq!(paths(&corpus), pages.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

// T11: one long name.
#[test]
fn long_names_are_cut_between_characters_and_said_once() {
    let rows = "| Dünne Luft |\n| Glatte Straße |\n| Tau |\n";
    let folder = folder(&[("a.md", &format!("# T\n\n## Signals\n\n| name |\n|---|\n{rows}"))]);
    let corpus = read_with(folder.path(), &ReadOptions::default().with_max_name_length(3));
    let names: Vec<&str> = corpus.mentions.iter().map(|mention| mention.name.as_str()).collect();
    assert_eq!(names, ["Dün", "Gla", "Tau"]);
    let told =
        corpus.diagnostics.iter().find(|found| found.code.as_str() == "long-name").expect("it is told");
    let message = "the name has more than 3 characters; the rest is cut off, as are 1 below";
    assert_eq!((told.line, told.message.as_str()), (7, message));
}

// T27: what portent wrote is no article.
#[test]
fn own_outputs_are_skipped_in_folders_but_read_where_named() {
    let page = page("T", "20260118", "Thin Ice");
    let own = format!("---\ngenerator: portent\n---\n{page}");
    let folder = folder(&[("a.md", &page), ("vault/b.md", &own)]);
    let corpus = read_with(folder.path(), &ReadOptions::default());
    assert_eq!((paths(&corpus), codes(&corpus)), (vec!["a.md"], vec![("vault/b.md", "own-output")]));
    assert_eq!(paths(&read_all(&[folder.path().join("vault/b.md")])), ["b.md"]);
}

// C25, T10: links, loops, a pipe, a device.
#[cfg(unix)]
#[test]
fn links_loops_and_pipes_neither_hang_nor_lead_astray() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("far.md", &page("Far", "20260118", "Far Ice"))]);
    let folder = folder(&[
        ("a.md", &page("T", "20260118", "Thin Ice")),
        ("sub/c.md", &page("U", "20260118", "Sea Ice")),
    ]);
    let at = |path: &str| folder.path().join(path);
    symlink("..", at("sub/loop")).expect("a link");
    symlink(outside.path().join("far.md"), at("far.md")).expect("a link");
    symlink("/dev/zero", at("zero.md")).expect("a link");
    symlink("a.md", at("twin.md")).expect("a link");
    assert!(Command::new("mkfifo").arg(at("pipe.md")).status().expect("mkfifo runs").success());
    let corpus = read_with(folder.path(), &ReadOptions::default());
    assert_eq!(paths(&corpus), ["a.md", "sub/c.md"]);
    let links = ["far.md", "sub/loop", "twin.md", "zero.md"].map(|path| (path, "symlink-skipped"));
    let mut expected = vec![("pipe.md", "not-a-regular-file")];
    expected.extend(links);
    expected.sort_unstable();
    assert_eq!(codes(&corpus), expected);
    let corpus = read_with(folder.path(), &ReadOptions::default().with_follow_links(true));
    assert_eq!(paths(&corpus), ["a.md", "far.md", "sub/c.md"]);
    let found = codes(&corpus);
    assert!(
        found.contains(&("zero.md", "not-a-regular-file"))
            && found.contains(&("sub/loop", "unreadable-file"))
    );
    let alone = read(&[at("pipe.md")], &ReadOptions::default());
    assert!(matches!(alone, Err(Error::NoArticles { .. })), "{alone:?}");
}

// T10: a pipe where rules on ignored files are looked for.
#[cfg(unix)]
#[test]
fn rules_on_ignored_files_that_are_a_pipe_do_not_hang() {
    let page = page("T", "20260118", "Thin Ice");
    let folder = folder(&[("a.md", &page), ("sub/b.md", &page)]);
    let rules = folder.path().join("sub/.gitignore");
    assert!(Command::new("mkfifo").arg(&rules).status().expect("mkfifo runs").success());
    let corpus = read_with(folder.path(), &ReadOptions::default());
    assert_eq!((paths(&corpus), codes(&corpus)), (vec!["a.md"], vec![("sub/.gitignore", "unreadable-file")]));
    let alone = read_with(&folder.path().join("sub"), &ReadOptions::default());
    assert_eq!((paths(&alone), codes(&alone)), (vec![], vec![(".gitignore", "unreadable-file")]));
    assert_eq!(
        read_with(folder.path(), &ReadOptions::default().with_include_ignored(true)).articles.len(),
        2
    );
}

// C24, T8: shown with U+FFFD, line ends too.
#[cfg(target_os = "linux")]
#[test]
fn file_names_that_are_no_utf_8_are_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder(&[]);
    let name = folder.path().join(OsStr::from_bytes(b"caf\xE9\n.md"));
    if fs::write(name, page("T", "20260118", "Thin Ice")).is_err() {
        println!("skipped: the file system takes UTF-8 names only");
        return;
    }
    assert_eq!(paths(&read_with(folder.path(), &ReadOptions::default())), ["caf\u{FFFD}\u{FFFD}.md"]);
}

#[test]
fn editions_are_dates_and_far_ones_stand_out() {
    let dates = ["20250105", "20250202d", "20250202", "20250309", "20250406", "2966.0", "20310101"];
    let names: Vec<String> = (0..7).map(|at| format!("{at}.md")).collect();
    let pages: Vec<String> =
        dates.iter().zip(0..).map(|(date, at)| page("T", date, &format!("Ice {at}"))).collect();
    let files: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(pages.iter().map(String::as_str)).collect();
    let folder = folder(&files);
    let corpus = read_with(folder.path(), &ReadOptions::default());
    let labels: Vec<&str> = corpus.editions.iter().map(|edition| edition.label.as_str()).collect();
    assert_eq!(labels, ["20250105", "20250202", "20250309", "20250406", "20310101", "2966.0"]);
    let outliers: Vec<bool> = corpus.article_ids().map(|id| corpus.is_outlier(id)).collect();
    assert_eq!(outliers, [false, false, false, false, false, false, true]);
    assert!(codes(&corpus).contains(&("6.md", "date-outlier")));
    assert_eq!(corpus.articles.raw[1].edition, corpus.articles.raw[2].edition);
}

// T24: of what is read.
#[test]
fn threads_and_order_change_nothing() {
    let articles = crate::support::articles();
    let whole = read_all(std::slice::from_ref(&articles));
    let mut files: Vec<PathBuf> =
        fs::read_dir(&articles).expect("fixtures").filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    files.sort_by(|a, b| b.cmp(a));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    assert_eq!(pool.install(|| read_all(&files)), whole);
}
