//! Tests of the whole resolution on small corpora.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::parse::Corpus;
use crate::remark::Remark;
use crate::resolve::types::Fit;
use sample::corpus;

type Row<'a> = (&'a str, &'a str, &'a str, &'a str);

fn merge(rows: &[Row<'_>]) -> Resolution {
    resolve(&corpus(rows), &ResolveOptions::default()).unwrap()
}

fn with_decisions(text: &str) -> ResolveOptions {
    let file = DecisionsFile { path: PathBuf::from("decisions.tsv"), text: text.into() };
    ResolveOptions::default().with_decisions(Some(file))
}

fn entity<'r>(corpus: &Corpus, resolution: &'r Resolution, kind: &str, name: &str) -> &'r Entity {
    let kind = corpus.schema.find(kind).unwrap();
    let normal = normalize::normalize(name);
    let at = resolution.names.position(|known| known.kind == kind && known.normal == normal).unwrap();
    &resolution.entities[resolution.entity_of[at]]
}

const STRAIN: &[Row<'_>] = &[
    ("a.md", "concern", "Strain on Local Power Grids", "Cables cannot follow the load."),
    ("b.md", "concern", "Local Power Grid Strain", "Load grows faster than cables."),
    ("c.md", "issue", "Strain on Local Power Grids", "Who pays for cables."),
    ("c.md", "concern", "Wolves in Suburbs", "Packs roam at night."),
];

#[test]
fn duplicates_of_one_kind_merge_and_those_of_two_kinds_are_linked() {
    let corpus = corpus(STRAIN);
    let found = resolve(&corpus, &ResolveOptions::default()).unwrap();
    assert_eq!(found.entities.len(), 3);
    assert_eq!(entity(&corpus, &found, "concern", "Local Power Grid Strain").names.len(), 2);
    let restates: Vec<&Link> =
        found.links.iter().filter(|link| link.relation == LinkRelation::Restates).collect();
    assert_eq!(restates.len(), 1);
    assert!((restates[0].probability - 1.0).abs() < 1e-12);
}

#[test]
fn people_are_one_only_where_their_names_are_equal() {
    let corpus = corpus(&[
        ("a.md", "person", "Jonathan Smithson", ""),
        ("b.md", "person", "Jonathan Smithsen", ""),
        ("c.md", "person", "jonathan  smithson", ""),
        ("d.md", "person", "Jonathan Smithsons", ""),
        ("d.md", "person", "J. Smithson", ""),
        ("e.md", "keyword", "Jonathan Smithson", ""),
        ("e.md", "keyword", "Jonathan Smithsons's Ferry", ""),
    ]);
    let found = resolve(&corpus, &ResolveOptions::default()).unwrap();
    assert_eq!(entity(&corpus, &found, "person", "Jonathan Smithson").names.len(), 1);
    assert_eq!(found.entities.len(), 6, "equal but for case and spaces is equal");
    let of_people = |link: &&Link| {
        [link.a, link.b].iter().any(|&end| Some(found.entities[end].kind) == corpus.schema.person())
    };
    let links: Vec<LinkRelation> = found.links.iter().filter(of_people).map(|link| link.relation).collect();
    assert_eq!(links, [LinkRelation::Restates], "a keyword with the name of a person");
    let resolver = Resolver::new(&corpus, ResolveOptions::default()).unwrap();
    let explained = resolver.explain("person: Jonathan Smithson", "person: Jonathan Smithsen").unwrap();
    assert_eq!(explained.verdict, Verdict::Distinct);
}

#[test]
fn link_mode_keeps_every_name_and_off_mode_links_nothing() {
    let corpus = corpus(STRAIN);
    let mode = |mode| resolve(&corpus, &ResolveOptions::default().with_mode(mode)).unwrap();
    let (linked, off) = (mode(DuplicateMode::Link), mode(DuplicateMode::Off));
    assert_eq!((linked.entities.len(), off.entities.len()), (4, 4));
    assert_eq!(linked.links.iter().filter(|link| link.relation == LinkRelation::Duplicate).count(), 1);
    assert!(off.links.is_empty() && off.pairs.is_empty());
}

#[test]
fn a_wanted_precision_of_merges_sets_the_threshold() {
    let corpus = corpus(STRAIN);
    let threshold = |precision| {
        let options = ResolveOptions::default().with_threshold(Some(0.3)).with_merge_precision(precision);
        let resolver = Resolver::new(&corpus, options).unwrap();
        (resolver.judge().threshold(), resolver.resolution().entities.len())
    };
    assert_eq!(threshold(None), (0.3, 3));
    let judge = Resolver::new(&corpus, ResolveOptions::default()).unwrap();
    let found = judge.explain("Strain on Local Power Grids", "concern: Local Power Grid Strain").unwrap();
    assert!(found.probability > 0.5 && found.probability < 1.0);
    // One pair may merge, so the mean is its own probability, whichever threshold is asked for.
    assert_eq!(threshold(Some(found.probability - 0.01)), (found.probability, 3));
    assert_eq!(threshold(Some(found.probability + 0.001)), (1.0, 4), "nothing is as sure");
}

#[test]
fn what_is_unsure_of_merges_is_what_their_probabilities_lack() {
    let corpus = corpus(STRAIN);
    let found = resolve(&corpus, &ResolveOptions::default()).unwrap();
    let strain = entity(&corpus, &found, "concern", "Local Power Grid Strain");
    let (_, _, probability) = strain.weakest.unwrap();
    assert!((strain.expected_wrong() - (1.0 - probability)).abs() < 1e-12, "one name beside the label");
    let wolves = entity(&corpus, &found, "concern", "Wolves in Suburbs");
    assert_eq!((wolves.certainty.as_slice(), wolves.expected_wrong()), (&[1.0][..], 0.0));
    let decided = "same\tconcern\tLocal Power Grid Strain\tStrain on Local Power Grids\tread\n";
    let found = resolve(&corpus, &with_decisions(decided)).unwrap();
    let strain = entity(&corpus, &found, "concern", "Local Power Grid Strain");
    assert_eq!(strain.expected_wrong(), 0.0, "people are sure");
}

#[test]
fn rows_of_one_table_that_measure_two_things_alike_stay_apart() {
    let rows = [
        (
            "a.md",
            "signal",
            "Rising timber exports of Porto",
            "Ships carried 13 percent more than a year ago.",
        ),
        (
            "a.md",
            "signal",
            "Rising cement exports of Porto",
            "Ships carried 28 percent more than a year ago.",
        ),
        ("a.md", "signal", "Rising grain exports of Porto", "Ships carried 45 percent more than a year ago."),
    ];
    assert_eq!(merge(&rows).entities.len(), 3);
}

#[test]
fn rows_filled_into_one_template_stay_apart() {
    let harbors = ["Bergen", "Gdansk", "Porto", "Izmir"];
    let cargo = ["timber", "salt", "cement", "grain", "wool"];
    let rows: Vec<(String, String, String)> = harbors
        .iter()
        .flat_map(|harbor| cargo.iter().map(move |cargo| (*harbor, *cargo)))
        .zip(3..)
        .map(|((harbor, cargo), figure)| {
            let page = format!("{harbor}.md");
            let told =
                format!("Ships carried {figure} percent more {cargo} out of {harbor} than a year ago.");
            (page, format!("Rising {cargo} exports of {harbor}"), told)
        })
        .collect();
    let rows: Vec<Row<'_>> = rows
        .iter()
        .map(|(page, name, told)| (page.as_str(), "signal", name.as_str(), told.as_str()))
        .collect();
    assert_eq!(merge(&rows).entities.len(), 20);
}

#[test]
fn a_decision_wins_over_the_judge_and_taking_it_out_restores_the_result() {
    let corpus = corpus(STRAIN);
    let plain = resolve(&corpus, &ResolveOptions::default()).unwrap();
    let apart = "different\tconcern\tLocal Power Grid Strain\tStrain on Local Power Grids\tother town\n";
    let found = resolve(&corpus, &with_decisions(apart)).unwrap();
    assert_eq!(found.entities.len(), 4);
    let joined = "same\tconcern\tWolves in Suburbs\tLocal Power Grid Strain\t\n";
    let found = resolve(&corpus, &with_decisions(joined)).unwrap();
    let wolves = entity(&corpus, &found, "concern", "Wolves in Suburbs");
    assert!(
        wolves.aliases.contains(&"Local Power Grid Strain".to_owned())
            || wolves.label == "Local Power Grid Strain"
    );
    assert!(found.pairs.iter().any(|pair| pair.decided && (pair.probability - 1.0).abs() < 1e-12));
    assert_eq!(resolve(&corpus, &with_decisions("# nothing decided\n")).unwrap(), plain);
}

#[test]
fn decisions_across_kinds_make_and_unmake_restates_links() {
    let corpus = corpus(STRAIN);
    let no = "different\tconcern/issue\tStrain on Local Power Grids\tStrain on Local Power Grids\t\n";
    assert!(decisions::read(&PathBuf::from("d"), no, &corpus.schema).is_ok());
    let yes = "same\tconcern/issue\tWolves in Suburbs\tStrain on Local Power Grids\t\n";
    let found = resolve(&corpus, &with_decisions(yes)).unwrap();
    let wolves = entity(&corpus, &found, "concern", "Wolves in Suburbs").names[0];
    let of = found.entity_of[wolves];
    assert!(
        found
            .links
            .iter()
            .any(|link| link.relation == LinkRelation::Restates && (link.a == of || link.b == of))
    );
}

#[test]
fn a_path_and_line_part_one_mention_from_its_equals() {
    let rows = [
        ("a.md", "concern", "Virus Spread", "An infection in clinics."),
        ("b.md", "concern", "Virus Spread", "Malware in offices."),
        ("c.md", "concern", "Virus Spread", "Flu in schools."),
    ];
    let corpus = corpus(&rows);
    assert_eq!(resolve(&corpus, &ResolveOptions::default()).unwrap().entities.len(), 1);
    let found =
        resolve(&corpus, &with_decisions("different\tconcern\tb.md:1\tVirus Spread\tmalware\n")).unwrap();
    assert_eq!(found.entities.len(), 2);
    let sizes: Vec<usize> = found.entities.iter().map(|entity| mentions(&found, entity)).collect();
    assert_eq!(sizes, [2, 1]);
}

#[test]
fn a_place_is_found_whatever_the_ending_and_other_text_with_a_colon_is_a_name() {
    let rows = [
        ("Notes: one.MARKDOWN", "concern", "Virus Spread", "An infection in clinics."),
        ("b.MD", "concern", "Virus Spread", "Malware in offices."),
        ("c/\u{6e2f}.txt", "concern", "Virus Spread", "Flu in schools."),
        ("d.md", "concern", "Apollo:13", "A mission."),
    ];
    let corpus = corpus(&rows);
    for place in ["Notes: one.MARKDOWN:1", "b.MD:1", "b.md:1", "c/\u{6e2f}.txt:1", "c\\\u{6e2f}.txt:1"] {
        let line = format!("different\tconcern\t{place}\tVirus Spread\t\n");
        let found = resolve(&corpus, &with_decisions(&line)).unwrap();
        let is_stale = |remark: &Remark| remark.to_string().contains("no effect");
        assert_eq!(found.entities.len(), 3, "{place}");
        assert!(!found.remarks.iter().any(is_stale), "{place}: {:?}", found.remarks);
    }
    let joined = "same\tconcern\tApollo:13\tVirus Spread\t\n";
    assert_eq!(resolve(&corpus, &with_decisions(joined)).unwrap().entities.len(), 1);
}

#[test]
fn a_decision_of_nothing_is_told_with_what_is_near() {
    let corpus = corpus(STRAIN);
    let told = |line: &str| -> String {
        let found = resolve(&corpus, &with_decisions(line)).unwrap();
        let said = found.remarks.iter().map(ToString::to_string).find(|said| said.contains("no effect"));
        said.unwrap_or_default()
    };
    assert!(
        told("same\tconcern\tWolfs in Suburbs\tLocal Power Grid Strain\t\n")
            .ends_with("did you mean Wolves in Suburbs?")
    );
    assert!(told("same\tconcern\ta.md:9\tLocal Power Grid Strain\t\n").ends_with("did you mean a.md:1?"));
    assert!(
        told("same\tconcern\tzzz.md:9\tLocal Power Grid Strain\t\n")
            .ends_with("nothing is named \"zzz.md:9\"")
    );
}

fn mentions(found: &Resolution, entity: &Entity) -> usize {
    entity.names.iter().map(|&id| found.names[id].mentions.len()).sum()
}

#[test]
fn a_stale_decision_is_a_remark_and_changes_nothing_else() {
    let corpus = corpus(STRAIN);
    let plain = resolve(&corpus, &ResolveOptions::default()).unwrap();
    let stale =
        "same\tconcern\tNo Such Thing\tWolves in Suburbs\t\nsame\tconcern\tgone.md:7\tWolves in Suburbs\t\n";
    let found = resolve(&corpus, &with_decisions(stale)).unwrap();
    let stale: Vec<String> = found.remarks.iter().map(Remark::to_string).collect();
    let stale: Vec<&String> =
        stale.iter().filter(|remark| remark.contains("decision has no effect")).collect();
    assert_eq!(stale.len(), 2);
    assert!(stale[0].starts_with("decisions.tsv:1: "), "{stale:?}");
    assert_eq!((found.entities, found.links), (plain.entities, plain.links));
}

#[test]
fn contradicting_decisions_name_all_their_lines() {
    let corpus = corpus(STRAIN);
    let text = "same\tconcern\tWolves in Suburbs\tLocal Power Grid Strain\t\n\
                same\tconcern\tLocal Power Grid Strain\tStrain on Local Power Grids\t\n\
                different\tconcern\tStrain on Local Power Grids\tWolves in Suburbs\t\n";
    let error = resolve(&corpus, &with_decisions(text)).unwrap_err();
    let message = error.to_string();
    assert!(message.starts_with("decisions.tsv:3:1: ") && message.contains("lines 2, 1"), "{message}");
}

#[test]
fn malformed_decisions_tell_line_column_and_a_way_out() {
    let corpus = corpus(STRAIN);
    for (text, place) in [
        ("verdict\tkind\tname_a\tname_b\tnote\nmaybe\tconcern\ta\tb\t\n", "decisions.tsv:2:1: "),
        ("same\tworry\ta\tb\t\n", "decisions.tsv:1:6: "),
        ("same\tconcern\ta\n", "decisions.tsv:1:14: "),
        ("same\tconcern\t\tb\t\n", "decisions.tsv:1:14: "),
        ("different\tconcern\tA b\ta B\t\n", "decisions.tsv:1:23: "),
    ] {
        let error = resolve(&corpus, &with_decisions(text)).unwrap_err();
        assert!(error.to_string().starts_with(place), "{error}");
        assert!(error.hint().is_some());
    }
}

// C27: rule and score.
#[test]
fn an_explanation_adds_up_and_says_why() {
    let corpus = corpus(STRAIN);
    let options = ResolveOptions::default();
    let found = explain::explain(
        &corpus,
        &options,
        "Local power grid strain",
        "concern: Strain on local power grids",
    )
    .unwrap();
    assert!(found.together && found.verdict == Verdict::Duplicate);
    assert_eq!((found.a.mentions[0].path.as_str(), found.a.mentions[0].line), ("b.md", 1));
    let sum: f64 = found.evidence.iter().map(|line| line.log_odds).sum();
    assert!((1.0 / (1.0 + libm::exp(-sum)) - found.probability).abs() < 1e-12);
    let error = explain::explain(&corpus, &options, "Wolfes in Suburbs", "Virus").unwrap_err();
    assert!(error.hint().unwrap().starts_with("did you mean Wolves in Suburbs"), "{error:?}");
}

#[test]
fn two_rows_of_one_table_need_more_than_like_strings() {
    let rows = [
        ("a.md", "concern", "Quality of Data", "Numbers in a census are old."),
        ("a.md", "concern", "Quality of Open Data", "Portals publish scans of paper."),
    ];
    assert_eq!(merge(&rows).entities.len(), 2);
}

/// Rows of a fixture of pairs: (pattern, one row, other row), each side in an article of its own.
fn pairs_file(name: &str) -> Vec<[String; 6]> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let row = |line: &str| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        <[String; 6]>::try_from(cells).unwrap()
    };
    text.lines().skip(1).map(row).collect()
}

/// Resolves all pairs of a fixture as one corpus; returns those whose two names share an entity.
fn merged(pairs: &[[String; 6]]) -> Vec<bool> {
    let paths: Vec<(String, String)> =
        (0..pairs.len()).map(|at| (format!("{at}a.md"), format!("{at}b.md"))).collect();
    let rows: Vec<Row<'_>> = (pairs.iter().zip(&paths))
        .flat_map(|(pair, path)| {
            [
                (path.0.as_str(), pair[1].as_str(), pair[2].as_str(), pair[3].as_str()),
                (path.1.as_str(), pair[1].as_str(), pair[4].as_str(), pair[5].as_str()),
            ]
        })
        .collect();
    let corpus = corpus(&rows);
    let found = resolve(&corpus, &ResolveOptions::default()).unwrap();
    let side = |pair: &[String; 6], at: usize| entity(&corpus, &found, &pair[1], &pair[at]).names.clone();
    pairs.iter().map(|pair| side(pair, 2) == side(pair, 4)).collect()
}

fn patterns(pairs: &[[String; 6]]) -> usize {
    let mut patterns: Vec<&String> = pairs.iter().map(|pair| &pair[0]).collect();
    patterns.sort();
    patterns.dedup();
    patterns.len()
}

#[test]
fn no_look_alike_of_the_fixture_merges() {
    let pairs = pairs_file("look-alikes.tsv");
    assert!(pairs.len() >= 200 && patterns(&pairs) >= 10);
    let wrong: Vec<_> =
        pairs.iter().zip(merged(&pairs)).filter(|(_, merged)| *merged).map(|(pair, _)| pair).collect();
    assert!(wrong.is_empty(), "{} merged: {wrong:#?}", wrong.len());
}

#[test]
fn three_quarters_of_the_restatements_merge_with_strings_alone() {
    let pairs = pairs_file("restatements.tsv");
    assert!(pairs.len() >= 200 && patterns(&pairs) >= 10);
    let merged = merged(&pairs);
    let missed: Vec<_> = pairs
        .iter()
        .zip(&merged)
        .filter(|(_, merged)| !**merged)
        .map(|(pair, _)| (&pair[0], &pair[2], &pair[4]))
        .collect();
    println!("{} of {} missed: {missed:?}", missed.len(), pairs.len());
    assert!(4 * missed.len() <= pairs.len(), "{} of {} missed: {missed:#?}", missed.len(), pairs.len());
}

/// Names that exercise blocking: few words, so that many pairs are near.
fn rows() -> impl Strategy<Value = Vec<(u8, u8, String)>> {
    let word = prop::sample::select(vec![
        "Grid", "Grids", "Strain", "Local", "Power", "AI", "Growing", "of", "4", "5", "Wolves", "and",
    ]);
    let name = prop::collection::vec(word, 1..5).prop_map(|words| words.join(" "));
    prop::collection::vec((0_u8..6, 0_u8..3, name), 1..60)
}

fn sampled(rows: &[(u8, u8, String)]) -> Corpus {
    let paths: Vec<String> = rows.iter().map(|row| format!("{}.md", row.0)).collect();
    let kinds = ["concern", "issue", "keyword"];
    let rows: Vec<Row<'_>> = (rows.iter().zip(&paths))
        .map(|(row, path)| (path.as_str(), kinds[usize::from(row.1)], row.2.as_str(), ""))
        .collect();
    corpus(&rows)
}

fn all_mentions(found: &Resolution) -> Vec<u32> {
    let names = found.entities.iter().flat_map(|entity| &entity.names);
    let mut mentions: Vec<u32> = names.flat_map(|&id| &found.names[id].mentions).map(|id| id.get()).collect();
    mentions.sort_unstable();
    mentions
}

#[test]
fn an_acronym_beside_its_expansion_is_one_thing_and_so_is_a_slip_of_the_pen() {
    let entities = |a: &str, b: &str| {
        let rows = [("a.md", "keyword", a, ""), ("a.md", "keyword", b, ""), ("b.md", "keyword", b, "")];
        resolve(&corpus(&rows), &ResolveOptions::default()).unwrap().entities.len()
    };
    assert_eq!(entities("KF", "Kelp Farms"), 1);
    assert_eq!(entities("KF", "Crab Farms"), 2);
    assert_eq!(entities("Generalizatio", "Generalization"), 1);
    assert_eq!(entities("Publication", "Publisher"), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_mention_is_lost_or_twice_in_any_mode(rows in rows()) {
        let corpus = sampled(&rows);
        let expected: Vec<u32> = (0..u32::try_from(corpus.mentions.len()).unwrap()).collect();
        for mode in [DuplicateMode::Merge, DuplicateMode::Link, DuplicateMode::Off] {
            let found = resolve(&corpus, &ResolveOptions::default().with_mode(mode)).unwrap();
            prop_assert_eq!(all_mentions(&found), expected.clone());
            for (mention, &name) in found.name_of.iter_enumerated() {
                prop_assert!(found.names[name].mentions.contains(&mention));
            }
        }
    }

    // T16: every pair, not each with the next.
    #[test]
    fn every_pair_of_names_in_an_entity_fits_and_none_is_of_two_kinds(rows in rows()) {
        let corpus = sampled(&rows);
        let options = ResolveOptions::default();
        let found = resolve(&corpus, &options).unwrap();
        let judge = judging::judge::Judge::new(&corpus, &found.names, &options);
        for entity in &found.entities {
            for (at, &a) in entity.names.iter().enumerate() {
                prop_assert_eq!(found.names[a].kind, entity.kind);
                for &b in &entity.names[at + 1..] {
                    let judged = judge.judge(a, b);
                    let fits = judge.fit(a, b, judged.probability) != Fit::None;
                    prop_assert!(judged.verdict == Verdict::Duplicate || fits);
                    prop_assert!(judged.probability >= entity.weakest.unwrap().2);
                }
            }
        }
    }

    #[test]
    fn the_groups_do_not_depend_on_the_order_of_articles(rows in rows(), shift in 1_u8..6) {
        let turned: Vec<_> = rows.iter().map(|row| ((row.0 + shift) % 6, row.1, row.2.clone())).collect();
        let groups = |rows: &[(u8, u8, String)]| {
            let found = resolve(&sampled(rows), &ResolveOptions::default()).unwrap();
            let name = |&id: &NameId| found.names[id].normal.clone();
            found.entities.iter().map(|entity| entity.names.iter().map(name).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        prop_assert_eq!(groups(&rows), groups(&turned));
    }

    #[test]
    fn similar_links_are_at_most_three_a_node_and_links_are_sorted_and_single(rows in rows()) {
        let found = resolve(&sampled(&rows), &ResolveOptions::default()).unwrap();
        for pair in found.links.windows(2) {
            prop_assert!((pair[0].a, pair[0].b) < (pair[1].a, pair[1].b));
        }
        for id in found.entities.keys() {
            let similar = found.links.iter().filter(|link| link.relation == LinkRelation::Similar);
            prop_assert!(similar.filter(|link| link.a == id || link.b == id).count() <= entities::link::MAX_SIMILAR);
        }
    }
}

/// Names that share all but their end, in `n` articles.
fn alike(n: usize, name: impl Fn(usize) -> String) -> Vec<(String, String)> {
    (0..n).map(|at| (format!("{}.md", at / 50), name(at))).collect()
}

fn candidate_count(rows: &[(String, String)]) -> (usize, Vec<String>) {
    let rows: Vec<Row<'_>> = rows.iter().map(|row| (row.0.as_str(), "concern", row.1.as_str(), "")).collect();
    let corpus = corpus(&rows);
    let (names, _) = names::grouping::names(&corpus, &[]);
    let lexicon = names::lexicon::Lexicon::new(&corpus, &names);
    let found = blocking::candidates(&lexicon, &names, None, |_, _| true, |_, _| 0.0);
    (found.pairs.len(), found.remarks.iter().map(Remark::to_string).collect())
}

// T19: letters that look alike are other letters.
#[test]
fn names_in_look_alike_letters_of_two_scripts_are_two_things() {
    let same = "Frost takes the blossom.";
    let rows =
        [("a.md", "concern", "Apple Orchards", same), ("b.md", "concern", "\u{410}pple Orchards", same)];
    assert_eq!(merge(&rows).entities.len(), 2);
}

// T20: composed and decomposed letters are the same letters, written as they come first.
#[test]
fn one_name_in_two_unicode_forms_is_one_entity() {
    let found = merge(&[
        ("a.md", "concern", "Cafe\u{301} Closures", ""),
        ("b.md", "concern", "Caf\u{e9} Closures", ""),
    ]);
    assert_eq!((found.names.len(), found.entities.len()), (1, 1));
    assert_eq!(found.names.raw[0].label, "Cafe\u{301} Closures");
}

// T15: in proportion.
#[test]
fn adversarial_names_give_candidates_in_proportion_and_caps_are_told() {
    let last = |at: usize| {
        format!("Strain on Local Power Grid {}", char::from_u32(0x4E00 + u32::try_from(at).unwrap()).unwrap())
    };
    let shared = |at: usize| format!("Strain of Thing{at:05}x");
    for name in [&last as &dyn Fn(usize) -> String, &shared] {
        let (small, _) = candidate_count(&alike(2000, name));
        let (large, remarks) = candidate_count(&alike(4000, name));
        assert!(large as f64 <= 2.2 * small as f64, "{small} -> {large}");
        assert!(large < 4000 * 200, "{large}");
        assert!(remarks.iter().any(|remark| remark.contains("thinned")), "{remarks:?}");
    }
    let (identical, remarks) = candidate_count(&alike(4000, |_| "Strain on Local Power Grids".into()));
    assert_eq!((identical, remarks.len()), (0, 0));
}

// T15: one long name.
#[test]
fn a_name_of_a_megabyte_is_one_name_that_merges_with_nothing() {
    let long = "strain on the power grid ".repeat(40_000);
    let longer = format!("{long} again");
    let rows = [
        ("a.md", "concern", long.as_str(), ""),
        ("b.md", "concern", longer.as_str(), ""),
        ("c.md", "concern", "Grid", ""),
    ];
    assert_eq!(merge(&rows).entities.len(), 3);
}

#[test]
fn the_fixture_articles_hold_duplicates_that_merge_and_look_alikes_that_do_not() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let corpus = crate::parse::read(&[root.join("articles")], &crate::parse::ReadOptions::default()).unwrap();
    let found = resolve(&corpus, &ResolveOptions::default()).unwrap();
    let text = std::fs::read_to_string(root.join("articles-pairs.tsv")).unwrap();
    let (mut merged, mut missed, mut look_alikes) = (0, Vec::new(), 0);
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let side = |at: usize| &entity(&corpus, &found, cells[1], cells[at]).names;
        match (cells[0], side(2) == side(3)) {
            ("duplicate", true) => merged += 1,
            ("duplicate", false) => missed.push(line),
            (_, false) => look_alikes += 1,
            (_, true) => panic!("merged: {line}"),
        }
    }
    println!("{merged} merged, missed in the articles: {missed:?}");
    assert!(merged >= 29 && look_alikes >= 20, "{merged}, {look_alikes}, {missed:?}");
}

#[test]
fn vectors_are_learned_once_whatever_is_asked() {
    // 400 names, each in ten articles or more: enough rows to learn from.
    let rows: Vec<(String, String)> = (0..4200)
        .map(|at| (format!("{}.md", at / 60), format!("Strain of area{} on grid{}", at % 20, at % 400 / 20)))
        .collect();
    let rows: Vec<Row<'_>> = rows
        .iter()
        .map(|row| (row.0.as_str(), "concern", row.1.as_str(), "Load strains the grid."))
        .collect();
    let corpus = corpus(&rows);
    let labels = "label\tkind_a\tname_a\tkind_b\tname_b\n\
                  N\tconcern\tStrain of area0 on grid0\tconcern\tStrain of area1 on grid0\n";
    let pairs = pairs::read(&PathBuf::from("p"), labels).unwrap();
    for options in [ResolveOptions::default(), with_decisions("# nothing decided\n")] {
        let resolver = Resolver::new(&corpus, options).unwrap();
        let learned = std::sync::Arc::clone(resolver.judge().vectors().unwrap());
        resolver.explain("Strain of area0 on grid0", "Strain of area1 on grid0").unwrap();
        resolver.evaluate(&pairs).unwrap();
        let archive = resolver.archive().unwrap();
        assert!(std::sync::Arc::ptr_eq(&learned, resolver.judge().vectors().unwrap()));
        assert!(std::sync::Arc::ptr_eq(&learned, &archive.vectors));
    }
}
