//! Real processes on loopback: what comes out equals `portent::parts::judge` to the byte, or is refused.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, beside the tests themselves")]

mod support;

use std::fs;
use std::time::{Duration, Instant};

use support::{Filled, Process, equal, run, with_pages};

/// Seconds that a test waits for a submission, which has deadlines of its own.
const PATIENCE: u64 = 240;

#[test]
fn the_same_plans_here_give_the_same_bytes_for_any_number_of_parts() {
    let filled = with_pages(40);
    for parts in [1, 2, 5] {
        let expected = filled.judged(parts);
        let done = run(&["local", filled.path(), "--parts", &parts.to_string()], PATIENCE);
        assert!(done.success, "{}", done.said);
        equal(&filled, &expected, parts);
        // Another run finds all parts and judges nothing; the steps that count say the same.
        let again = run(&["local", filled.path(), "--parts", &parts.to_string()], PATIENCE);
        assert!(again.said.contains(&format!("({parts} were there")), "{}", again.said);
        filled.forget();
    }
}

#[test]
fn a_damaged_part_is_judged_again_and_damaged_names_are_refused() {
    let filled = with_pages(20);
    let expected = filled.judged(2);
    let part = filled.folder.path().join("pairs/1-of-2.parquet");
    let whole = run(&["local", filled.path(), "--parts", "2"], PATIENCE);
    assert!(whole.success, "{}", whole.said);
    fs::write(&part, &fs::read(&part).unwrap()[..99]).unwrap();
    let again = run(&["local", filled.path(), "--parts", "2"], PATIENCE);
    assert!(again.success && again.said.contains("(1 were there"), "{}", again.said);
    equal(&filled, &expected, 2);
    let names = filled.folder.path().join("names.parquet");
    let mut bytes = fs::read(&names).unwrap();
    bytes[500] ^= 1;
    fs::write(names, bytes).unwrap();
    filled.forget();
    let refused = run(&["local", filled.path(), "--parts", "2", "--tries", "2"], PATIENCE);
    assert!(
        !refused.success && refused.said.contains("part 1/2 of the step pairs is refused after 2 tries"),
        "{}",
        refused.said
    );
    assert_eq!(filled.parts_there(), 0, "nothing half-written");
}

#[test]
fn two_executors_give_the_same_bytes() {
    let filled = with_pages(40);
    let expected = filled.judged(5);
    let cluster = Cluster::of(2);
    let done = cluster.submit(&filled, 5, &[]);
    assert!(done.success, "{}", done.said);
    equal(&filled, &expected, 5);
    let degree = fs::read(filled.folder.path().join("degree.parquet")).unwrap();
    let here = run(&["local", filled.path(), "--parts", "5"], PATIENCE);
    assert!(here.success, "{}", here.said);
    assert_eq!(degree, fs::read(filled.folder.path().join("degree.parquet")).unwrap());
}

#[test]
fn an_executor_killed_while_it_judges_costs_its_parts_alone() {
    ends_equal_after(|cluster| cluster.executors[0].kill());
}

#[test]
fn executors_that_stand_still_in_turn_are_waited_for() {
    ends_equal_after(|cluster| {
        for round in 0..4 {
            let executor = &cluster.executors[round % 2];
            executor.signal("STOP");
            std::thread::sleep(Duration::from_secs(5));
            executor.signal("CONT");
        }
    });
}

/// A fault of a cluster of two executors that judge costs time alone.
fn ends_equal_after(fault: impl FnOnce(&mut Cluster)) {
    let filled = with_pages(500);
    let expected = filled.judged(12);
    let mut cluster = Cluster::of(2);
    let submitted = cluster.begin(&filled, 12, &["--deadline", "30"]);
    until_some_are_judged(&filled);
    fault(&mut cluster);
    let done = submitted.end(PATIENCE);
    assert!(done.success, "{}", done.said);
    equal(&filled, &expected, 12);
}

#[test]
fn a_scheduler_that_was_killed_is_told_and_the_next_submission_goes_on() {
    let filled = with_pages(500);
    let expected = filled.judged(12);
    let mut cluster = Cluster::of(2);
    let submitted = cluster.begin(&filled, 12, &["--deadline", "10", "--tries", "2"]);
    until_some_are_judged(&filled);
    cluster.scheduler.kill();
    let refused = submitted.end(PATIENCE);
    assert!(!refused.success && refused.said.contains("submit again to go on"), "{}", refused.said);
    let there = filled.parts_there();
    assert!((1..12).contains(&there), "{there} parts");
    let gone = cluster.submit(&filled, 12, &[]);
    assert!(!gone.success && gone.said.contains("no scheduler answers"), "{}", gone.said);
    let again = Cluster::of(2);
    let done = again.submit(&filled, 12, &[]);
    assert!(done.success && done.said.contains(&format!("({there} were there")), "{}", done.said);
    equal(&filled, &expected, 12);
}

#[test]
fn an_executor_whose_disk_is_full_ends_and_another_does_its_parts() {
    let Some(full) = support::small_disk() else {
        eprintln!("skipped: no small disk can be mounted here");
        return;
    };
    let filled = with_pages(500);
    let expected = filled.judged(12);
    let mut cluster = Cluster::of(1);
    cluster.add(&["--folder", full.path.to_str().unwrap()]);
    let submitted = cluster.begin(&filled, 12, &["--deadline", "30"]);
    until_some_are_judged(&filled);
    full.fill();
    let done = submitted.end(PATIENCE);
    eprintln!("full disk: {}", if done.success { "equal" } else { "a clear error" });
    match done.success {
        true => equal(&filled, &expected, 12),
        false => assert!(done.said.contains("No space left on device"), "{}", done.said),
    }
    assert!(cluster.executors[1].has_ended(), "an executor without room ends");
}

#[test]
fn an_executor_of_another_build_is_named() {
    let filled = with_pages(20);
    let mut cluster = Cluster::of(0);
    cluster.add(&["--act-as", "portent-cluster 9.9.9"]);
    let refused = cluster.submit(&filled, 2, &["--deadline", "30", "--tries", "1"]);
    assert!(!refused.success, "{}", refused.said);
    assert!(refused.said.contains("this executor is portent-cluster 9.9.9"), "{}", refused.said);
    assert_eq!(filled.parts_there(), 0);
}

#[test]
fn a_cluster_without_executors_ends_at_the_deadline() {
    let filled = with_pages(20);
    let cluster = Cluster::of(0);
    let start = Instant::now();
    let refused = cluster.submit(&filled, 2, &["--deadline", "3", "--tries", "1"]);
    assert!(!refused.success && refused.said.contains("gave no answer within 3 s"), "{}", refused.said);
    assert!(start.elapsed() < Duration::from_secs(30));
}

/// Waits until some parts are there, and somewhat longer: `RUN=3` moves the moment, so that many runs hit many moments.
fn until_some_are_judged(filled: &Filled) {
    let run: u64 = std::env::var("RUN").ok().and_then(|run| run.parse().ok()).unwrap_or(0);
    filled.wait_for_parts(1 + usize::try_from(run % 6).unwrap());
    std::thread::sleep(Duration::from_millis(run * 61 % 400));
}

/// A scheduler and its executors, which end with it.
struct Cluster {
    scheduler: Process,
    executors: Vec<Process>,
    address: String,
}

impl Cluster {
    fn of(executors: usize) -> Self {
        let (scheduler, port) = support::listening(|port| {
            let own = ["scheduler", "--port", &port.to_string(), "--executor-timeout", "4"];
            own.map(str::to_owned).into()
        });
        let mut cluster = Self { scheduler, executors: Vec::new(), address: format!("127.0.0.1:{port}") };
        (0..executors).for_each(|_| cluster.add(&[]));
        cluster
    }

    fn add(&mut self, more: &[&str]) {
        let (executor, _) = support::listening(|port| {
            let port = port.to_string();
            let own = ["executor", "--scheduler", &self.address, "--port", &port];
            own.iter().chain(more).map(|&argument| argument.to_owned()).collect()
        });
        self.executors.push(executor);
    }

    fn begin(&self, filled: &Filled, parts: u32, more: &[&str]) -> support::Running {
        let parts = parts.to_string();
        let own =
            ["submit", filled.path(), "--scheduler", &self.address, "--parts", &parts, "--at-once", "2"];
        support::begin(&[&own, more].concat())
    }

    fn submit(&self, filled: &Filled, parts: u32, more: &[&str]) -> support::Ended {
        self.begin(filled, parts, more).end(PATIENCE)
    }
}
