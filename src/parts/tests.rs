use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::{CONTRACT, Contract, NAMES, Part, VOCABULARY, judge, judged, write};
use crate::error::Error;
use crate::parse::{Corpus, ReadOptions, read};
use crate::resolve::embedding::corpus_words::Texts;
use crate::resolve::embedding::vectors::{Vectors, WordStatistics};
use crate::resolve::sample::corpus;
use crate::resolve::{
    Archive, DecisionsFile, DuplicateMode, Entity, Learning, Resolution, ResolveOptions, resolve,
};
use portent_graph::random::Random;

/// Articles of the fixtures: enough to learn from.
fn articles() -> Corpus {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    read(&[folder], &ReadOptions::default()).unwrap()
}

fn by_parts(folder: &Path, corpus: &Corpus, options: &ResolveOptions, of: u32) -> Resolution {
    let filled = write(folder, corpus, options).unwrap();
    let done: Vec<_> = Part::all(of).map(|part| judge(folder, part, false).unwrap()).collect();
    assert_eq!(done.iter().map(|done| done.candidates).sum::<u64>(), filled.candidates as u64);
    resolve(corpus, &options.clone().with_judged(Some(Arc::new(judged(folder).unwrap())))).unwrap()
}

/// Vectors of the words of the articles, which are too few to learn from: at random, so that names that share words lie near.
fn given() -> ResolveOptions {
    static GIVEN: OnceLock<Arc<Archive>> = OnceLock::new();
    let archive = GIVEN.get_or_init(|| {
        let mut stems: Vec<String> = Texts::read(&articles()).stems.raw;
        stems.sort_unstable();
        let mut random = Random::new(1);
        let mut numbers =
            |count: usize| (0..count * 128).map(|_| random.unit() as f32 - 0.5).collect::<Vec<f32>>();
        let rows = numbers(stems.len());
        let words = stems.into_iter().map(|stem| WordStatistics { stem, lessons: 2 }).collect();
        let mut vectors = Vectors::new(words, 5000, rows);
        vectors.landmarks = numbers(12);
        Arc::new(Archive::of_vectors(Arc::new(vectors)))
    });
    ResolveOptions::default().with_learning(Learning::Given(Arc::clone(archive)))
}

#[test]
fn any_number_of_parts_gives_what_one_process_gives() {
    let (corpus, folder) = (articles(), tempfile::tempdir().unwrap());
    let strings = given().with_learning(Learning::Never).with_threshold(Some(0.6));
    let linked = given().with_mode(DuplicateMode::Link);
    for (options, parts) in [(ResolveOptions::default(), 3), (given(), 7), (strings, 2), (linked, 1)] {
        let plain = resolve(&corpus, &options).unwrap();
        let merges = plain.entities.iter().any(|entity| entity.weakest.is_some());
        assert!(plain.pairs.len() > 50 && merges == (options.mode() == DuplicateMode::Merge));
        assert_eq!(by_parts(folder.path(), &corpus, &options, parts), plain, "{parts} parts");
        fs::remove_dir_all(folder.path().join("pairs")).unwrap();
    }
}

#[test]
fn decisions_replace_what_parts_judged() {
    let (corpus, folder) = (articles(), tempfile::tempdir().unwrap());
    let plain = resolve(&corpus, &given()).unwrap();
    let merged = plain.entities.iter().find(|entity| entity.weakest.is_some()).unwrap();
    let (a, b, _) = merged.weakest.unwrap();
    let kind = corpus.kind_name(plain.names[a].kind);
    let text = format!("different\t{kind}\t{}\t{}\t\n", plain.names[a].label, plain.names[b].label);
    let decided = DecisionsFile { path: "d.tsv".into(), text };
    let options = given().with_decisions(Some(decided));
    let whole = resolve(&corpus, &options).unwrap();
    assert_ne!(whole.entities, plain.entities);
    assert_eq!(by_parts(folder.path(), &corpus, &options, 3), whole);
}

#[test]
fn a_file_that_is_whole_is_left_and_a_cut_one_is_written_again() {
    let (corpus, folder) = (articles(), tempfile::tempdir().unwrap());
    write(folder.path(), &corpus, &given()).unwrap();
    let part = Part::new(2, 3).unwrap();
    let first = judge(folder.path(), part, false).unwrap();
    let path = part.path(folder.path());
    let whole = fs::read(&path).unwrap();
    let second = judge(folder.path(), part, false).unwrap();
    assert!(!first.was_there && second.was_there && second.pairs == first.pairs);
    assert!(!judge(folder.path(), part, true).unwrap().was_there);
    fs::write(&path, &whole[..whole.len() - 9]).unwrap();
    assert!(!judge(folder.path(), part, false).unwrap().was_there);
    assert_eq!(fs::read(&path).unwrap(), whole, "equal bytes each time");
}

fn refusal(found: Result<impl Sized, Error>) -> (String, String) {
    let error = found.err().unwrap();
    (error.to_string(), error.hint().unwrap_or_default().to_owned())
}

#[test]
fn what_is_missing_damaged_or_of_another_run_is_named_with_the_way_out() {
    let (corpus, folder) = (articles(), tempfile::tempdir().unwrap());
    let (at, options) = (folder.path(), given());
    assert!(judged(at).is_err(), "no contract");
    write(at, &corpus, &options).unwrap();
    for part in [1, 3] {
        judge(at, Part::new(part, 4).unwrap(), false).unwrap();
    }
    let (message, hint) = refusal(judged(at));
    assert!(message.contains("2 of 4 parts are missing, part 2 the first"), "{message}");
    assert_eq!(hint, "judge part 2/4");
    for part in [2, 4] {
        judge(at, Part::new(part, 4).unwrap(), false).unwrap();
    }
    let whole = judged(at).unwrap();

    // Another part in its place, and a damaged one.
    let (second, fourth) = (Part::new(2, 4).unwrap().path(at), Part::new(4, 4).unwrap().path(at));
    let own = fs::read(&second).unwrap();
    fs::copy(&fourth, &second).unwrap();
    assert!(refusal(judged(at)).0.contains("another part"));
    fs::write(&second, &own[..own.len() / 2]).unwrap();
    let (message, hint) = refusal(judged(at));
    assert!(message.contains("2-of-4.parquet") && hint == "judge part 2/4", "{message} {hint}");
    fs::write(&second, own).unwrap();

    // Other articles.
    let mut fewer = corpus.clone();
    fewer.mentions.raw.pop();
    let given = options.clone().with_judged(Some(Arc::new(whole)));
    assert!(refusal(resolve(&fewer, &given)).0.contains("not those whose names were judged"));
    let (message, _) = refusal(resolve(&corpus, &given.with_threshold(Some(0.7))));
    assert!(
        message.contains("threshold that of the weights") && message.contains("threshold 0.7"),
        "{message}"
    );

    // Tables of another run, another release, another version.
    let vocabulary = at.join(VOCABULARY);
    let bytes = fs::read(&vocabulary).unwrap();
    fs::write(&vocabulary, &bytes[..bytes.len() - 1]).unwrap();
    assert!(refusal(judge(at, Part::new(1, 4).unwrap(), true)).0.contains(VOCABULARY));
    fs::write(&vocabulary, bytes).unwrap();
    fs::write(at.join(NAMES), "PAR1").unwrap();
    assert!(refusal(judge(at, Part::new(1, 4).unwrap(), true)).0.contains(NAMES));
    let text = fs::read_to_string(at.join(CONTRACT)).unwrap();
    for (from, to, told) in [
        ("\"contract\": 1", "\"contract\": 2", "version 2"),
        ("\"generator\": \"portent ", "\"generator\": \"portent 9", "may judge otherwise"),
        ("\"files\"", "\"filed\"", "no contract of parts"),
    ] {
        fs::write(at.join(CONTRACT), text.replacen(from, to, 1)).unwrap();
        let (message, hint) = refusal(Contract::open(at));
        assert!(message.contains(told) && !hint.is_empty(), "{message}");
    }
    let precise = write(at, &corpus, &options.with_merge_precision(Some(0.9)));
    assert!(precise.err().unwrap().to_string().contains("give the threshold itself"));
}

/// Rows in five languages.
fn languages() -> Corpus {
    let texts = [
        (
            "de.md",
            "Batterierecycling",
            "die Rückgewinnung von Lithium und Kobalt aus alten Batterien der Autos",
        ),
        ("de.md", "Recycling von Batterien", "aus alten Batterien werden Lithium und Kobalt gewonnen"),
        (
            "de2.md",
            "Batterie-Recycling",
            "das Recycling der Batterien ist für die Industrie der Autos wichtig",
        ),
        ("fr.md", "recyclage des batteries", "la récupération du lithium et du cobalt dans les batteries"),
        ("fr.md", "villes intelligentes", "les villes qui mesurent le trafic et la qualité de l'air"),
        ("fr2.md", "ville intelligente", "une ville dans laquelle les rues mesurent le trafic et la qualité"),
        ("en.md", "Battery Recycling", "recovering lithium and cobalt from old batteries of cars"),
        ("en2.md", "Battery Recycling", "old batteries give their cobalt"),
        ("en2.md", "Recycling of batteries", "lithium and cobalt are recovered from the old batteries"),
        ("zh.md", "电池回收", "从旧电池中回收锂和钴"),
        ("zh.md", "回收电池", "旧电池的锂和钴被回收"),
        ("ja.md", "電池のリサイクル", "古い電池からリチウムとコバルトを回収する"),
        ("ja.md", "電池リサイクル", "古い電池をリサイクルしてリチウムを得る"),
    ];
    let rows: Vec<_> = ["technology", "concern"]
        .iter()
        .flat_map(|kind| texts.map(|(article, name, description)| (article, *kind, name, description)))
        .collect();
    corpus(&rows)
}

#[test]
fn names_of_several_languages_are_judged_alike_in_parts() {
    let (corpus, folder) = (languages(), tempfile::tempdir().unwrap());
    for options in [given(), given().with_learning(Learning::Never)] {
        let plain = resolve(&corpus, &options).unwrap();
        let is_merged = |name: &str| {
            let known = |entity: &Entity| entity.aliases.iter().chain([&entity.label]).any(|own| own == name);
            plain.entities.iter().any(|entity| entity.names.len() > 1 && known(entity))
        };
        assert!(is_merged("Batterierecycling") && is_merged("ville intelligente"), "{:?}", plain.entities);
        assert_eq!(by_parts(folder.path(), &corpus, &options, 3), plain);
        fs::remove_dir_all(folder.path().join("pairs")).unwrap();
    }
}

#[test]
fn no_changed_bit_of_a_part_goes_unseen() {
    let (corpus, folder) = (languages(), tempfile::tempdir().unwrap());
    let (at, part) = (folder.path(), Part::new(1, 1).unwrap());
    write(at, &corpus, &given()).unwrap();
    judge(at, part, false).unwrap();
    let (whole, path) = (judged(at).unwrap(), part.path(at));
    let bytes = fs::read(&path).unwrap();
    for bit in (0..8 * bytes.len()).step_by(37) {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, &changed).unwrap();
        // What no reader looks at may change; what is read may not.
        assert!(judged(at).map_or(true, |found| found == whole), "bit {bit}");
    }
}

#[test]
fn decisions_on_a_single_row_that_names_did_not_know_are_refused() {
    let (corpus, folder) = (languages(), tempfile::tempdir().unwrap());
    write(folder.path(), &corpus, &given()).unwrap();
    judge(folder.path(), Part::new(1, 1).unwrap(), false).unwrap();
    // One of two rows that name the same is parted from the other.
    let row = corpus.mentions.iter().find(|mention| mention.name == "Battery Recycling").unwrap();
    let (kind, place) = (corpus.kind_name(row.kind), corpus.place_of(row));
    let text = format!("different\t{kind}\t{place}\tBattery Recycling\t\n");
    let decided = DecisionsFile { path: "d.tsv".into(), text };
    let options =
        given().with_decisions(Some(decided)).with_judged(Some(Arc::new(judged(folder.path()).unwrap())));
    let (message, hint) = refusal(resolve(&corpus, &options));
    assert!(message.contains("part other mentions") && hint.contains("decisions"), "{message}");
}

#[test]
fn a_part_is_written_as_i_of_n() {
    assert_eq!("3/8".parse::<Part>().unwrap(), Part::new(3, 8).unwrap());
    for wrong in ["0/8", "9/8", "3", "3/", "a/b", "-1/2", "1/0"] {
        assert!(wrong.parse::<Part>().unwrap_err().contains("such as 3/8"), "{wrong}");
    }
}
