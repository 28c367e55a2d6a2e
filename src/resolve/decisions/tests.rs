use super::{HEADER, Writer, read};
use crate::parse::Corpus;
use crate::remark::Remark;
use crate::resolve::sample::corpus;
use crate::resolve::{DecisionsFile, DuplicateMode, Resolution, ResolveOptions, resolve};

const ROWS: &[(&str, &str, &str, &str)] = &[
    ("a.md", "concern", "Strain on Local Power Grids", "Cables cannot follow the load."),
    ("b.md", "concern", "Local Power Grid Strain", "Load grows faster than cables."),
    ("c.md", "issue", "Strain on Local Power Grids", "Who pays for cables."),
    ("c.md", "concern", "Wolf Packs in Quiet Suburbs", "Packs roam at night."),
    ("d.md", "concern", "Quiet Suburb Wolf Packs", "Wolves come into suburbs."),
    ("e.md", "concern", "Quiet Suburb Wolf Packs", "Packs of wolves in suburbs."),
];

fn resolved(corpus: &Corpus, text: &str, mode: DuplicateMode) -> Resolution {
    let file = DecisionsFile { path: "decisions.tsv".into(), text: text.into() };
    resolve(corpus, &ResolveOptions::default().with_mode(mode).with_decisions(Some(file))).unwrap()
}

/// Pairs, joined, parted and lines without effect.
fn effect(text: &str, mode: DuplicateMode) -> Option<[usize; 4]> {
    let found = resolved(&corpus(ROWS), text, mode);
    found.remarks.iter().find_map(|remark| match remark {
        Remark::Decisions { pairs, joined, parted, without_effect } => {
            Some([*pairs, *joined, *parted, *without_effect])
        }
        _ => None,
    })
}

#[test]
fn joining_two_entities_by_one_pair_tears_neither_apart() {
    let corpus = corpus(ROWS);
    let plain = resolved(&corpus, "", DuplicateMode::Merge);
    let sizes = |found: &Resolution| found.entities.iter().map(|one| one.names.len()).collect::<Vec<_>>();
    assert_eq!(sizes(&plain), [2, 2, 1], "the grids, the wolves, the issue");
    let one = "same\tconcern\tWolf Packs in Quiet Suburbs\tLocal Power Grid Strain\t\n";
    assert_eq!(sizes(&resolved(&corpus, one, DuplicateMode::Merge)), [4, 1]);
    let all_but =
        format!("{one}different\tconcern\tQuiet Suburb Wolf Packs\tStrain on Local Power Grids\t\n");
    let found = resolved(&corpus, &all_but, DuplicateMode::Merge);
    assert_eq!(sizes(&found).iter().max(), Some(&3), "a decision keeps one of the two others out");
    let place = "same\tconcern\te.md:1\tLocal Power Grid Strain\t\n";
    let found = resolved(&corpus, place, DuplicateMode::Merge);
    assert_eq!(sizes(&found), [3, 2, 1], "what is said of one mention says nothing of its equals");
}

#[test]
fn decisions_are_held_against_what_would_be_without_them() {
    let merge = |text: &str| effect(text, DuplicateMode::Merge);
    assert_eq!(merge("# nothing\n"), None);
    assert_eq!(merge("same\tconcern\tNo Such\tWolf Packs in Quiet Suburbs\t\n"), None);
    let same = "same\tconcern\tLocal Power Grid Strain\tStrain on Local Power Grids\t\n";
    assert_eq!(merge(same), Some([1, 0, 0, 0]));
    assert_eq!(merge(&same.replace("same", "different")), Some([1, 0, 1, 0]));
    let far = "same\tconcern\tLocal Power Grid Strain\tQuiet Suburb Wolf Packs\t\n";
    assert_eq!(merge(far), Some([1, 1, 0, 0]));
    assert_eq!(merge(&far.replace("same", "different")), Some([1, 0, 0, 0]));
    // One mention is parted from its equals, and one line points to nothing.
    let parted = "different\tconcern\te.md:1\tQuiet Suburb Wolf Packs\t\nsame\tconcern\tgone.md:1\tQuiet Suburb Wolf Packs\t\n";
    assert_eq!(merge(parted), Some([1, 0, 1, 1]));
    let all = format!("{same}same\tconcern\tQuiet Suburb Wolf Packs\tWolf Packs in Quiet Suburbs\t\n{far}");
    assert_eq!(merge(&all), Some([3, 1, 0, 0]));
}

#[test]
fn two_kinds_and_linked_duplicates_are_held_against_the_judge() {
    let across = "same\tconcern/issue\tStrain on Local Power Grids\tStrain on Local Power Grids\t\n";
    assert_eq!(effect(across, DuplicateMode::Merge), Some([1, 0, 0, 0]));
    assert_eq!(effect(&across.replace("same", "different"), DuplicateMode::Merge), Some([1, 0, 1, 0]));
    let same = "different\tconcern\tLocal Power Grid Strain\tStrain on Local Power Grids\t\n";
    assert_eq!(effect(same, DuplicateMode::Link), Some([1, 0, 1, 0]));
    assert_eq!(effect(same, DuplicateMode::Off), None);
}

#[test]
fn what_is_written_of_a_name_leads_back_to_it_alone() {
    let corpus = corpus(&[
        ("a.md", "concern", "Virus Spread", ""),
        ("b.md", "concern", "Virus\tSpread", ""),
        ("c.md", "concern", "Virus Spread", ""),
        ("d.md", "concern", "a.md:1", ""),
        ("e.md", "concern", "Bell\u{1b}[2Js", ""),
    ]);
    let found = resolved(&corpus, "different\tconcern\tc.md:1\tVirus Spread\t\n", DuplicateMode::Merge);
    let writer = Writer::new(&corpus, &found);
    let column = |path: &str| {
        let id = corpus
            .mentions
            .iter_enumerated()
            .find(|(_, mention)| corpus.article(mention.article).path == path);
        writer.column(found.name_of[id.unwrap().0])
    };
    assert_eq!(column("a.md").as_deref(), Some("Virus Spread"));
    assert_eq!(column("c.md").as_deref(), Some("c.md:1"), "parted from its equals");
    assert_eq!(column("d.md").as_deref(), Some("d.md:1"), "its name is the place of another");
    let bell = column("e.md").unwrap();
    assert_eq!(bell, "Bell[2Js", "nothing that steers a terminal");
    let names = [0, 4].map(|at: u32| found.name_of[crate::parse::MentionId::new(at)]);
    let line = writer.line(true, names, "a\tnote\n").unwrap();
    assert_eq!(line, "same\tconcern\tVirus Spread\tBell[2Js\ta note");
    let text = format!("{HEADER}\n{line}\n");
    assert_eq!(read("d".as_ref(), &text, &corpus.schema).unwrap().len(), 1);
}
