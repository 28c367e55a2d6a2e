//! `review`: questions, answers in the decisions file, and what a build says of them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;

use crate::support::{ARTICLES, folder, pages, portent, records, refused, run, stderr, stdout, succeeds};

/// Reviews with answers typed one a line.
fn answered(folder: &Path, arguments: &[&str], typed: &str) -> Output {
    let mut command = portent(folder);
    command.arg("review").args(arguments).env("COLUMNS", "80");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Who quits reads no further.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    output
}

fn answer(folder: &Path, typed: &str) -> String {
    stdout(&answered(folder, &[ARTICLES, "--decisions", "d.tsv"], typed))
}

/// The questions, each as kind, first and second name.
fn questions(folder: &Path, arguments: &[&str]) -> Vec<[String; 3]> {
    let all = records(folder, &[&["review", ARTICLES, "-n", "500"], arguments].concat());
    let text = |question: &Value, field: &str| question[field].as_str().unwrap().to_owned();
    all.iter().map(|question| ["kind", "name_a", "name_b"].map(|field| text(question, field))).collect()
}

fn decisions(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("d.tsv")).unwrap_or_default();
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn an_answer_is_saved_at_once_and_its_question_is_not_asked_again() {
    let here = folder();
    let before = questions(here.path(), &[]);
    assert!(before.len() > 4, "{before:?}");
    let told = answer(here.path(), "y\nn\ns\nq\n");
    assert!(told.contains(&format!("1 of {}   ", before.len().min(40))), "{told}");
    let saved = decisions(here.path());
    assert_eq!(saved.len(), 2, "{saved:?}");
    for (line, (verdict, names)) in saved.iter().zip([("same", &before[0]), ("different", &before[1])]) {
        let start =
            format!("{verdict}\t{}\t{}\t{}\treviewed; match probability ", names[0], names[1], names[2]);
        assert!(line.starts_with(&start), "{line}");
    }
    let after = questions(here.path(), &["--decisions", "d.tsv"]);
    assert!(after.iter().all(|question| question != &before[0] && question != &before[1]), "{after:?}");
    assert!(after.contains(&before[2]), "what was skipped is asked in the next run: {after:?}");
    assert!(after.len() < before.len());
}

#[test]
fn undo_takes_the_line_back_and_asks_again() {
    let here = folder();
    let told = answer(here.path(), "u\ny\nn\nu\nU\nno\nq\n");
    assert!(told.contains("There is no answer to take back."), "{told}");
    let saved = decisions(here.path());
    assert_eq!(saved.len(), 1, "{saved:?}");
    assert!(saved[0].starts_with("different\t"), "{saved:?}");
    // The first question, the second, the third; back to the second and the first; the second.
    let heads: Vec<&str> = told
        .lines()
        .filter_map(|line| line.split(" of ").next()?.parse::<u32>().ok().map(|_| line))
        .collect();
    let numbers: Vec<&str> = heads.iter().map(|head| head.split(' ').next().unwrap()).collect();
    assert_eq!(numbers, ["1", "2", "3", "2", "1", "2"], "{told}");
}

#[test]
fn other_lines_of_the_file_stay_as_they_are() {
    let here = folder();
    let ours = "# our file\n\nsame\tconcern\tNo Such Thing\tNor This One\tkept\n# the end";
    fs::write(here.path().join("d.tsv"), ours).unwrap();
    let output = answered(here.path(), &[ARTICLES, "--decisions", "d.tsv"], "n\n");
    let text = fs::read_to_string(here.path().join("d.tsv")).unwrap();
    assert!(text.starts_with(&format!("{ours}\ndifferent\t")), "{text}");
    assert!(stderr(&output).contains("d.tsv:3: decision has no effect"), "{}", stderr(&output));
    answered(here.path(), &[ARTICLES, "--decisions", "d.tsv"], "n\nu\n");
    assert_eq!(fs::read_to_string(here.path().join("d.tsv")).unwrap(), text);
}

// C20: where nobody answers, the one command that asks ends.
#[test]
fn what_is_no_answer_is_asked_again_and_the_end_of_input_ends_the_review() {
    let here = folder();
    let output = answered(here.path(), &[ARTICLES, "--decisions", "d.tsv"], "maybe\n\n\u{fffd}\ny");
    assert_eq!(stdout(&output).matches("Type a letter, then Enter.").count(), 3);
    assert_eq!(decisions(here.path()).len(), 1);
    assert!(
        stderr(&output).contains("decided      1 pair: 1 same, 0 different; 0 skipped, "),
        "{}",
        stderr(&output)
    );
    assert!(stderr(&output).contains("portent build "), "{}", stderr(&output));
    let none = run(here.path(), &["review", ARTICLES]);
    assert!(stderr(&none).contains("standard input is empty: "), "{}", stderr(&none));
    assert!(!here.path().join("articles.decisions.tsv").exists(), "nothing was decided");
}

// T23: two reviews of one file would each save what the other takes back.
#[cfg(unix)]
#[test]
fn a_second_review_of_one_file_is_refused_while_the_first_lasts() {
    use std::io::Read;
    let here = folder();
    let arguments = ["review", ARTICLES, "--decisions", "team/d.tsv"];
    let mut first = portent(here.path());
    let mut first = first.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let answers = first.stdin.take().unwrap();
    first.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    assert!(refused(here.path(), &arguments).contains("another run changes it"));
    succeeds(here.path(), &["review", ARTICLES, "--decisions", "team/d.tsv", "--format", "json"]);
    run(here.path(), &["review", ARTICLES, "--decisions", "team/e.tsv"]);
    drop(answers);
    first.wait_with_output().unwrap();
    assert_eq!(crate::support::names(here.path()), [] as [&str; 0], "nothing was decided");
    assert!(stderr(&run(here.path(), &arguments)).contains("answers are saved in team/d.tsv"));
}

#[test]
fn without_a_file_the_answers_go_beside_the_articles_and_the_configuration_names_another() {
    let here = folder();
    pages(here.path());
    let output = answered(here.path(), &["pages"], "y\nq\n");
    let told = stderr(&output);
    assert!(told.contains("answers are saved in pages.decisions.tsv; --decisions FILE"), "{told}");
    assert!(told.contains("`portent build pages --decisions pages.decisions.tsv -o graph.json`"), "{told}");
    assert!(here.path().join("pages.decisions.tsv").exists());
    fs::write(here.path().join("portent.toml"), "decisions = \"team/d.tsv\"\n").unwrap();
    let output = answered(here.path(), &["pages"], "y\nq\n");
    let told = stderr(&output);
    assert!(told.contains("team/d.tsv (") && told.contains("`portent build pages -o graph.json`"), "{told}");
    assert!(here.path().join("team/d.tsv").exists());
}

#[test]
fn a_build_tells_what_the_decisions_changed() {
    let here = folder();
    let all = records(here.path(), &["review", ARTICLES, "-n", "500"]);
    let field = |question: &Value, field: &str| question[field].as_str().unwrap().to_owned();
    // Each question answered against what is so now, and one line that says what is so anyway.
    let mut text = String::from("verdict\tkind\tname_a\tname_b\tnote\nsame\tconcern\tNo Such\tNor This\t\n");
    let mut counts = [0, 0];
    let mut seen = Vec::new();
    for question in &all {
        let names = ["name_a", "name_b"].map(|name| field(question, name));
        if names.iter().any(|name| seen.contains(name)) {
            continue;
        }
        let together = field(question, "now") == "same";
        counts[usize::from(together)] += 1;
        let verdict = if together { "different" } else { "same" };
        text += &format!("{verdict}\t{}\t{}\t{}\t\n", field(question, "kind"), names[0], names[1]);
        seen.extend(names);
    }
    assert!(counts.iter().all(|&count| count > 0), "{counts:?}");
    fs::write(here.path().join("d.tsv"), &text).unwrap();
    let build = ["build", ARTICLES, "--decisions", "d.tsv", "-o", "g.json"];
    let told = stderr(&run(here.path(), &build));
    let [joined, parted] = counts;
    let expected = format!(
        "decisions    {} decided pairs: {joined} joined, {parted} parted, 0 as without decisions; 1 line has no effect",
        joined + parted
    );
    assert!(told.contains(&expected), "{expected}\n{told}");
    let agreed = text.replace("same\t", "x\t").replace("different\t", "same\t").replace("x\t", "different\t");
    fs::write(here.path().join("d.tsv"), agreed).unwrap();
    let told = stderr(&run(here.path(), &build));
    assert!(told.contains(&format!("0 joined, 0 parted, {} as without", joined + parted)), "{told}");
    assert!(told.lines().count() <= 8, "{told}");
}

// T8: nor in a dialog.
#[test]
fn hostile_names_are_text_on_the_screen_and_questions_stay_within_80_columns() {
    let here = folder();
    let row = |name: &str| {
        format!(
            "# __{}__\n\n## Concerns\n\n| name | description |\n|---|---|\n| {name} | Clerks \u{1b}[2Jlose their work to machines, as \
             banks close one branch after the other and leave the rest to programs that answer at night |\n",
            name.len()
        )
    };
    fs::create_dir(here.path().join("in")).unwrap();
    let names = [
        "Job Lo\u{1b}]0;pwned\u{7}sses of Clerks in Banks",
        "Losses of Jobs of Bank\u{202e} Clerks",
        "Clerks of Banks Lose Jobs",
        "Bank Clerk Job Loss",
    ];
    for (at, name) in names.iter().enumerate() {
        fs::write(here.path().join(format!("in/{at}.md")), row(name)).unwrap();
    }
    let output = answered(here.path(), &["in", "--decisions", "d.tsv"], "y\ny\ny\n");
    assert!(!decisions(here.path()).is_empty(), "{}", stdout(&output));
    let told = stdout(&output);
    assert!(
        !told.contains(['\u{1b}', '\u{7}', '\u{202e}']) && !stderr(&output).contains('\u{1b}'),
        "{told:?}"
    );
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    assert!(!decisions(here.path()).concat().contains('\u{1b}'));
    // What was written leads back: nothing is stale.
    let told = stderr(&run(here.path(), &["build", "in", "--decisions", "d.tsv", "-o", "g.json"]));
    assert!(!told.contains("no effect"), "{told}");
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let here = folder();
    assert!(refused(here.path(), &["review", "-"]).contains("--format json"));
    assert!(
        refused(here.path(), &["review", ARTICLES, "--duplicates", "off"]).contains("--duplicates merge")
    );
    assert!(
        refused(here.path(), &["review", ARTICLES, "--kind", "consern"]).contains("did you mean concern?")
    );
    let one = questions(here.path(), &["--kind", "concern"]);
    assert!(one.iter().all(|question| question[0] == "concern"), "{one:?}");
    let markdown = succeeds(here.path(), &["review", ARTICLES, "-n", "1", "--format", "markdown"]);
    assert!(markdown.contains("| kind"), "{markdown}");
}

// T23: what was decided is saved.
#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_review_with_what_was_decided_saved() {
    use std::io::Read;
    let here = folder();
    let mut command = portent(here.path());
    command.args(["review", ARTICLES, "--decisions", "d.tsv"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Kept open until the process has ended: the end of input would end the review too, with 0.
    let mut answers = child.stdin.take().unwrap();
    answers.write_all(b"y\n").unwrap();
    let mut told = Vec::new();
    let mut byte = [0];
    while String::from_utf8_lossy(&told).matches("u undo, q quit: ").count() < 2 {
        child.stdout.as_mut().unwrap().read_exact(&mut byte).unwrap();
        told.extend(byte);
    }
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    drop(answers);
    assert_eq!(output.status.code(), Some(130));
    assert!(
        stderr(&output).contains("decided      1 pair: 1 same, 0 different; 0 skipped, "),
        "{}",
        stderr(&output)
    );
    assert_eq!(decisions(here.path()).len(), 1);
    assert_eq!(crate::support::names(here.path()), ["d.tsv"], "no temporary file is left");
}
