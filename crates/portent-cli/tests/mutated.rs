//! Mutated inputs of everything that is read: the first few of those that `.ci/fuzz` checks.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use portent_fuzz::{Inputs, Rig, TARGETS};

/// As many as take a few seconds without optimization.
const INPUTS: u64 = 300;

#[test]
fn every_property_holds_for_mutated_inputs() {
    let rig = Rig::new(assert_cmd::cargo::cargo_bin!("portent")).unwrap();
    let inputs = Inputs::new(0, TARGETS);
    for number in 0..INPUTS {
        let input = inputs.get(number);
        let checked = catch_unwind(AssertUnwindSafe(|| input.check(&rig)));
        let shown = String::from_utf8_lossy(&input.bytes);
        match checked {
            Ok(Ok(())) => {}
            Ok(Err(fault)) => panic!("{} {number}: {fault:#}\n{shown}", input.target.name),
            Err(_) => panic!("{} {number}: a panic\n{shown}", input.target.name),
        }
    }
}

#[test]
fn inputs_are_the_same_for_a_seed_and_each_target_has_its_share() {
    let (inputs, again) = (Inputs::new(3, TARGETS), Inputs::new(3, TARGETS));
    let mut counts = vec![0; TARGETS.len()];
    for number in 0..2_000 {
        let (input, same) = (inputs.get(number), again.get(number));
        assert!(input.bytes == same.bytes && input.choices == same.choices, "{number}");
        counts[TARGETS.iter().position(|target| std::ptr::eq(target, input.target)).unwrap()] += 1;
    }
    assert_eq!(TARGETS.iter().map(|target| target.share).sum::<usize>(), 100);
    for (target, count) in TARGETS.iter().zip(counts) {
        // 2,000 draws: three standard deviations are below half of the least share.
        assert!((target.share * 10..=target.share * 30).contains(&count), "{}: {count}", target.name);
    }
}

#[test]
fn cargo_fuzz_has_every_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let files = fs::read_dir(folder.join("fuzz_targets")).unwrap().count();
    assert_eq!(files, TARGETS.len());
    for target in TARGETS {
        let source = fs::read_to_string(folder.join(format!("fuzz_targets/{}.rs", target.name))).unwrap();
        assert_eq!(source.matches(&format!("(\"{}\", ", target.name)).count(), 2, "{source}");
        assert!(manifest.contains(&format!("name = \"{}\"\n", target.name)), "{}", target.name);
    }
}
