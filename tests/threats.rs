//! docs/threats.md has a row for each threat and each convention. What a row names is there, and names the row.

use std::fs;

use crate::support::root;

/// So many threats are listed, T1 and on.
const THREATS: usize = 31;

/// So many conventions are listed, C1 and on.
const CONVENTIONS: usize = 28;

/// Where a test or a script of another language stands, and what is named of it: all of it where nothing is.
type Proof<'a> = (&'a str, Vec<&'a str>);

/// A row of the page: its id, and its last cell.
fn row(line: &str) -> Option<(&str, &str)> {
    let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect();
    let &[id, _, cell] = cells.as_slice() else { return None };
    let number = id.strip_prefix(['T', 'C'])?;
    number.parse::<usize>().is_ok().then_some((id, cell))
}

/// The words between backticks: files, each with what is named behind it.
fn proofs(cell: &str) -> Vec<Proof<'_>> {
    let mut proofs: Vec<Proof<'_>> = Vec::new();
    for word in cell.split('`').skip(1).step_by(2) {
        let is_file = word.contains('/') || word.ends_with(".toml");
        match proofs.last_mut() {
            Some((_, names)) if !is_file => names.push(word),
            _ => proofs.push((word, Vec::new())),
        }
    }
    proofs
}

/// Whether a text holds a word that is no part of another one: `T1` is not in `T12`.
fn holds(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|other| other == word)
}

/// The comments and attributes right above a function of Rust; nothing where there is no such function.
fn above(text: &str, name: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let start = format!("fn {name}(");
    let at = lines.iter().position(|line| line.starts_with(&start))?;
    let own = lines[..at].iter().rev().take_while(|line| line.starts_with("//") || line.starts_with("#["));
    Some(own.copied().collect::<Vec<_>>().join(" "))
}

/// What is wrong with a proof of a row, in its file.
fn faults(id: &str, (file, names): &Proof<'_>, text: &str) -> Vec<String> {
    let fault = |name: &&str| {
        let found = if file.ends_with(".rs") { above(text, name)? } else { text.to_owned() };
        (holds(&found, id) && text.contains(*name)).then_some(())
    };
    let wrong = names.iter().filter(|&name| fault(name).is_none());
    let mut wrong: Vec<String> =
        wrong.map(|name| format!("{id}: {file} has no {name:?} that names the row")).collect();
    if !holds(text, id) {
        wrong.push(format!("{id}: {file} does not name the row"));
    }
    wrong
}

#[test]
fn every_row_has_its_tests_and_every_test_names_its_row() {
    let page = fs::read_to_string(root().join("docs/threats.md")).unwrap();
    let rows: Vec<(&str, &str)> = page.lines().filter_map(row).collect();
    let ids: Vec<&str> = rows.iter().map(|(id, _)| *id).collect();
    let threats = (1..=THREATS).map(|number| format!("T{number}"));
    let listed: Vec<String> = threats.chain((1..=CONVENTIONS).map(|number| format!("C{number}"))).collect();
    assert_eq!(ids, listed, "each row once, in order");
    let mut wrong = Vec::new();
    for (id, cell) in rows {
        let proofs = proofs(cell);
        if proofs.is_empty() && !cell.starts_with("Not held: ") {
            wrong.push(format!("{id}: no test, and no word on why"));
        }
        for proof in &proofs {
            match fs::read_to_string(root().join(proof.0)) {
                Ok(text) => wrong.extend(faults(id, proof, &text)),
                Err(error) => wrong.push(format!("{id}: {}: {error}", proof.0)),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_missing_is_found() {
    let line = "| T1 | holds | `a/b.rs`: `one`, `two`; `.ci/c` |";
    let (id, cell) = row(line).unwrap();
    assert_eq!((id, row("| row | what | which |"), row("| T1 | two cells |")), ("T1", None, None));
    assert_eq!(proofs(cell), [("a/b.rs", vec!["one", "two"]), (".ci/c", vec![])]);
    let text = "// T1, T12: x\n#[test]\nfn one() {\n}\n\n// T12: y\nfn two() {\n}\n";
    let of = |id: &str, names: &[&'static str]| faults(id, &("a/b.rs", names.to_vec()), text).len();
    assert_eq!(of("T1", &["one"]), 0);
    assert_eq!((of("T1", &["two"]), of("T1", &["three"])), (1, 1), "another row above, no such function");
    assert_eq!(of("T2", &["one"]), 2, "nowhere in the file");
    assert_eq!(faults("T1", &("c.py", vec!["one", "four"]), text).len(), 1);
}
