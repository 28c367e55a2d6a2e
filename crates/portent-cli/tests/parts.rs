//! A build in parts, by processes of their own.

use crate::support::{ARTICLES, folder, run, stderr};

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_the_feature_says_how_to_get_it() {
    let here = folder();
    for command in [
        &["names", ARTICLES, "--out", "parts"][..],
        &["pairs", "parts", "--part", "1/2"],
        &["join", "parts", ARTICLES, "-o", "graph.json"],
    ] {
        let output = run(here.path(), command);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("it comes with the feature \"parquet\""), "{}", stderr(&output));
    }
}

#[cfg(feature = "parquet")]
mod present {
    use std::fs;
    use std::process::Stdio;

    use super::{ARTICLES, folder, run, stderr};
    use crate::support::{portent, succeeds};

    #[test]
    fn parts_give_the_bytes_of_one_build_whatever_happens_on_the_way() {
        let here = folder();
        let at = here.path();
        succeeds(at, &["build", ARTICLES, "-q", "-o", "whole.json", "-o", "whole.gexf"]);
        let told = succeeds(at, &["names", ARTICLES, "--out", "parts"]);
        assert!(!at.join("parts/pairs/1-of-3.parquet").exists(), "{told}");

        // Two processes judge one part at once, and a third is killed over another.
        let spawn = |part: &str| {
            portent(at).args(["pairs", "parts", "--part", part]).stdin(Stdio::null()).spawn().unwrap()
        };
        let mut twins = [spawn("1/3"), spawn("1/3")];
        let mut killed = spawn("2/3");
        killed.kill().unwrap();
        killed.wait().unwrap();
        assert!(twins.iter_mut().all(|twin| twin.wait().unwrap().success()));

        let join = ["join", "parts", ARTICLES, "-q", "-o", "joined.json", "-o", "joined.gexf"];
        let early = run(at, &join);
        assert_eq!(early.status.code(), Some(2));
        let told = stderr(&early);
        assert!(told.contains("missing") && told.contains("portent pairs parts --part"), "{told}");
        assert!(!at.join("joined.json").exists());
        for part in ["2/3", "3/3", "3/3"] {
            succeeds(at, &["pairs", "parts", "--part", part, "--threads", "1"]);
        }
        succeeds(at, &join);
        for kind in ["json", "gexf"] {
            let read = |name: &str| fs::read(at.join(format!("{name}.{kind}"))).unwrap();
            assert!(read("whole") == read("joined"), "{kind}");
        }
        let left = fs::read_dir(at.join("parts/pairs")).unwrap().count();
        assert_eq!(left, 3, "nothing half-written stays");
    }

    #[test]
    fn wrong_parts_folders_and_settings_are_refused_with_a_way_out() {
        let here = folder();
        let at = here.path();
        let refused = |arguments: &[&str], message: &str, hint: &str| {
            let output = run(at, arguments);
            let told = stderr(&output);
            assert_eq!(output.status.code(), Some(2), "{told}");
            assert!(told.contains(message) && told.contains(hint), "{arguments:?}: {told}");
        };
        refused(&["pairs", "parts", "--part", "1/2"], "cannot read", "contract.json");
        refused(
            &["names", ARTICLES, "--out", "parts", "--merge-precision", "0.9"],
            "threshold",
            "give the threshold itself",
        );
        succeeds(at, &["names", ARTICLES, "--out", "parts"]);
        refused(&["pairs", "parts", "--part", "3/2"], "--part", "such as 3/8");
        succeeds(at, &["pairs", "parts", "--part", "1/1"]);
        let join = |more: &[&'static str]| [&["join", "parts", ARTICLES, "-o", "g.json"], more].concat();
        refused(&join(&["--threshold", "0.9"]), "other settings", "hint");
        fs::create_dir(at.join("few")).unwrap();
        fs::copy(format!("{ARTICLES}/../review/{}", first_page()), at.join("few/a.md")).unwrap();
        refused(
            &["join", "parts", "few", "-o", "g.json"],
            "not those whose names were judged",
            "portent names",
        );
        succeeds(at, &["build", "few", "-q", "-o", "few.json"]);
        refused(&["join", "parts", "few.json", "-o", "g.json"], "already built", "give the articles");
        assert!(!at.join("g.json").exists());
    }

    fn first_page() -> String {
        let mut names: Vec<String> = fs::read_dir(format!("{ARTICLES}/../review"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".md"))
            .collect();
        names.sort();
        names.swap_remove(0)
    }
}
