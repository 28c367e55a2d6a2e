//! Tables as files: their rows become articles and mentions as those of pages do. Expected values are read off the inputs.

use std::fs;

use portent::diagnostic::Code;
use portent::parse::{Corpus, ReadOptions, read};

/// The corpus of a folder with the given files.
fn corpus(files: &[(&str, &[u8])]) -> Corpus {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }
    read(&[folder.path().to_path_buf()], &ReadOptions::default()).expect("articles")
}

fn of(path: &str, text: &str) -> Corpus {
    corpus(&[(path, text.as_bytes())])
}

/// `kind name @line` of each mention, with its article's title.
fn mentions(corpus: &Corpus) -> Vec<String> {
    let shown = |mention: &portent::parse::Mention| {
        let title = &corpus.article(mention.article).title;
        format!("{title} | {} {} @{}", corpus.kind_name(mention.kind), mention.name, mention.line)
    };
    corpus.mentions.iter().map(shown).collect()
}

fn codes(corpus: &Corpus) -> Vec<Code> {
    let known = |code: &portent::diagnostic::CodeName| Code::find(code.as_str());
    corpus.diagnostics.iter().filter_map(|found| known(&found.code)).collect()
}

fn assert_counted(corpus: &Corpus) {
    assert_eq!(corpus.rows.read, corpus.rows.kept + corpus.rows.reported);
}

#[test]
fn a_file_named_by_a_kind_holds_mentions_of_it() {
    let corpus =
        of("concerns.csv", "name;description;relevancy\nFrozen Locks;\"Ice; in winter\";4\nLow Water;;2\n");
    assert_eq!(mentions(&corpus), ["concerns | concern Frozen Locks @2", "concerns | concern Low Water @3"]);
    assert_eq!(corpus.mentions.raw[0].description.as_deref(), Some("Ice; in winter"));
    assert_eq!(corpus.mentions.raw[0].relevancy, Some(4.0));
    assert_eq!((corpus.rows.read, corpus.rows.kept), (2, 2));
}

#[test]
fn a_column_of_articles_groups_rows_and_dates_their_article() {
    let text = "article\tkind\tname\tdate\nCanal report\tsignal\tRope Ferries\t2026-03-02\n\
                Canal report\tconcern\tFrozen Locks\t2026-03-02\nDock report\tsignal\tQuiet Tugs\t2026-03-09\n";
    let corpus = of("log.tsv", text);
    assert_eq!(
        mentions(&corpus),
        [
            "Canal report | signal Rope Ferries @2",
            "Canal report | concern Frozen Locks @3",
            "Dock report | signal Quiet Tugs @4"
        ]
    );
    let dates: Vec<String> =
        corpus.article_ids().filter_map(|id| corpus.date_of(id)).map(|day| day.to_string()).collect();
    assert_eq!(dates, ["2026-03-02", "2026-03-09"]);
    assert_counted(&corpus);
}

#[test]
fn rows_with_an_address_belong_to_the_article_there() {
    let text = "name,source\nRope Ferries,https://canal.example.org/1\nQuiet Tugs,https://dock.example.org/7\n\
                Frozen Locks,https://canal.example.org/1\n";
    let corpus = of("signals.csv", text);
    let links: Vec<_> = corpus.articles.iter().map(|article| article.link.as_deref()).collect();
    assert_eq!(links, [Some("https://canal.example.org/1"), Some("https://dock.example.org/7")]);
    let own = corpus.mentions_of(portent::parse::ArticleId::new(0));
    assert_eq!(
        corpus.mentions[own].iter().map(|m| m.name.as_str()).collect::<Vec<_>>(),
        ["Rope Ferries", "Frozen Locks"]
    );
}

#[test]
fn rows_with_a_title_and_more_are_articles() {
    let text = "Title,Authors,Published,Keywords,DOI\nIce on canals,\"Mara Lund\",12 March 2026,\"ice; freight\",10.1/x\n\
                Tugs at night,Odo Finn,,\"noise, freight\",\n";
    let corpus = of("library.csv", text);
    let titles: Vec<&str> = corpus.articles.iter().map(|article| article.title.as_str()).collect();
    assert_eq!(titles, ["Ice on canals", "Tugs at night"]);
    let keywords: Vec<&str> = corpus
        .mentions
        .iter()
        .filter(|m| corpus.kind_name(m.kind) == "keyword")
        .map(|m| m.name.as_str())
        .collect();
    assert_eq!(keywords, ["ice", "freight", "noise", "freight"]);
    assert_eq!(
        corpus.date_of(portent::parse::ArticleId::new(0)).map(|day| day.to_string()).as_deref(),
        Some("2026-03-12")
    );
    let doi = corpus.articles.raw[0].attributes.iter().find(|(name, _)| name == "DOI");
    assert_eq!(doi.map(|(_, value)| value.as_str()), Some("10.1/x"));
    assert_eq!((corpus.rows.read, corpus.rows.kept), (2, 2));
}

#[test]
fn lists_of_a_document_are_read_by_their_names() {
    let text = "{\"version\": 3,\n\"signals\": [\n{\"name\": \"Rope Ferries\", \"description\": \"pulled | by hand\"},\n\
                {\"name\": \"Quiet Tugs\"}],\n\"technologies\": [{\"name\": \"Hull Paint\"}]}";
    let corpus = of("scan.json", text);
    assert_eq!(
        mentions(&corpus),
        [
            "signals | signal Rope Ferries @3",
            "signals | signal Quiet Tugs @4",
            "technologies | technology Hull Paint @5"
        ]
    );
    assert_eq!(corpus.mentions.raw[0].description.as_deref(), Some("pulled | by hand"));
    let lines = of("issues.jsonl", "{\"name\": \"Who pays?\"}\n\n{\"name\": \"Who sails?\"}\n");
    assert_eq!(mentions(&lines), ["issues | issue Who pays? @1", "issues | issue Who sails? @3"]);
}

#[test]
fn folders_may_mix_forms_and_endings() {
    let page = "# Harbor\n\n## Signals\n\n| name |\n|---|\n| Rope Ferries |\n";
    let corpus = corpus(&[
        ("a.markdown", page.as_bytes()),
        ("b.mdx", page.replace("Rope Ferries", "Quiet Tugs").as_bytes()),
        ("c.qmd", page.replace("Rope Ferries", "Hull Paint").as_bytes()),
        ("signals.csv", b"name\nFrozen Locks\nLow Water\n"),
        ("package.json", b"{\"scripts\": {\"test\": \"x\"}}"),
        ("map.png", b"\x89PNG"),
        ("notes.txt", b"plain"),
    ]);
    assert_eq!(corpus.articles.len(), 4);
    assert_eq!(codes(&corpus).into_iter().filter(|code| *code == Code::NoTable).count(), 1);
    assert_eq!(corpus.passed_by, [(".png".to_owned(), 1), (".txt".to_owned(), 1)]);
    assert_counted(&corpus);
}

#[test]
fn what_holds_no_text_or_no_table_is_named() {
    let broken = of("a.jsonl", "{\"name\": \"Rope Ferries\"}\n{\"name\": \n");
    let found = &broken.diagnostics[0];
    assert_eq!((found.code.as_str(), found.line), ("broken-table", 2));
    let picture = corpus(&[("a.md", b"\x89PNG\r\n\x1a\n\0\0\0"), ("b.md", b"# B\n")]);
    assert!(codes(&picture).contains(&Code::NotText));
    assert_eq!(picture.articles.len(), 1);
}

#[cfg(not(feature = "xlsx"))]
#[test]
fn a_reader_that_this_build_lacks_is_named() {
    let book = corpus(&[("signals.xlsx", b"PK\x03\x04"), ("b.md", b"# B\n")]);
    let found = book.diagnostics.iter().find(|found| found.code == Code::MissingReader).expect("said");
    assert!(found.message.contains("xlsx"), "{}", found.message);
}

#[test]
fn a_table_about_the_pages_beside_it_makes_no_articles() {
    let table = "file\ttitle\tdate\na.md\tA\t2026-03-02\nb.md\tB\t2026-03-09\ngone.md\tC\t2026-03-16\n";
    let corpus = corpus(&[("index.tsv", table.as_bytes()), ("a.md", b"# A\n"), ("b.md", b"# B\n")]);
    assert_eq!(corpus.articles.len(), 2);
    let found = corpus.diagnostics.iter().find(|found| found.code == Code::NoTable).expect("said");
    assert_eq!(found.message, "its rows describe pages that are read themselves");
}

// T27: nor are tables.
#[test]
fn own_tables_are_passed_over() {
    let text = "Id,Label,kind,x,y,size,color\nsignal:a,A,signal,0,0,1,#000000\n";
    let corpus = corpus(&[("out/nodes.csv", text.as_bytes()), ("b.md", b"# B\n")]);
    assert_eq!(corpus.articles.len(), 1);
    assert!(codes(&corpus).contains(&Code::OwnOutput));
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_read_where_it_is_named_and_own_tables_are_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "# B\n\n## Signals\n\n| name | description |\n|---|---|\n| Rope Ferries | pulled by hand |\n";
    fs::write(folder.path().join("b.md"), page).expect("a file");
    let read_all = || read(&[folder.path().to_path_buf()], &ReadOptions::default()).expect("articles");
    let graph = portent::build(&read_all(), &portent::BuildOptions::default()).expect("a graph");
    let place = format!("parquet:{}/", folder.path().display());
    portent::export::save(&graph, &place, &portent::ExportOptions::default()).expect("tables");
    let again = read_all();
    assert_eq!(again.articles.len(), 1);
    assert_eq!(codes(&again), [Code::OwnOutput; 3]);
    let named = read(&[folder.path().join("mentions.parquet")], &ReadOptions::default()).expect("rows");
    assert_eq!(named.mentions.raw[0].name, "Rope Ferries");
    assert_eq!(named.mentions.raw[0].description.as_deref(), Some("pulled by hand"));
    assert_eq!((named.rows.read, named.rows.kept), (1, 1));
}

// T17: bytes of an older encoding.
#[test]
fn older_encodings_are_read_and_said() {
    // "Größe" in windows-1252, as Python's codec writes it.
    let page = b"# Werft\n\n## Signals\n\n| name |\n|---|\n| Gr\xF6\xDFe der F\xE4hren |\n";
    let corpus = corpus(&[("a.md", page)]);
    assert_eq!(corpus.mentions.raw[0].name, "Gr\u{f6}\u{df}e der F\u{e4}hren");
    assert!(codes(&corpus).contains(&Code::OtherEncoding));
}

// T13: tables as files.
#[test]
fn hostile_tables_stay_bounded() {
    let wide = format!("{}\n{}\n", "a,".repeat(50_000), "b,".repeat(50_000));
    let nested = format!("[{}{}]", "{\"a\":".repeat(5_000), "}".repeat(5_000));
    let quotes = "\"".repeat(200_001);
    let keys: String = (0..5_000).map(|at| format!("{{\"k{at}\": {at}}}\n")).collect();
    for (path, text) in [("a.csv", wide), ("a.json", nested), ("b.csv", quotes), ("a.jsonl", keys)] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(path), text).expect("a file");
        if let Ok(corpus) = read(&[folder.path().to_path_buf()], &ReadOptions::default()) {
            assert_counted(&corpus);
        }
    }
}
