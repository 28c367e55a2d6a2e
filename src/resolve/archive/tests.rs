//! Nothing elsewhere changes where statistics and groups are frozen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::parse::Corpus;
use crate::remark::Remark;
use crate::resolve::archive::contents::Archive;
use crate::resolve::judging::judge::Judge;
use crate::resolve::lab::freeze::freeze;
use crate::resolve::options::{DecisionsFile, Learning, ResolveOptions};
use crate::resolve::resolver::resolve;
use crate::resolve::sample::{article_files, articles_but, corpus};
use crate::resolve::types::{NameId, Resolution};

fn given(archive: &Arc<Archive>) -> ResolveOptions {
    ResolveOptions::default().with_learning(Learning::Given(Arc::clone(archive)))
}

/// The entities as sets of mentions (file, line, name), without those of one page.
fn partition(corpus: &Corpus, found: &Resolution, without: &str) -> BTreeSet<Vec<String>> {
    let place = |&id: &crate::parse::MentionId| {
        let mention = &corpus.mentions[id];
        let path = &corpus.articles[mention.article].path;
        (!path.ends_with(without)).then(|| format!("{path}:{} {}", mention.line, mention.name))
    };
    let members = |names: &Vec<NameId>| {
        let mentions = names.iter().flat_map(|&id| &found.names[id].mentions);
        let mut mentions: Vec<String> = mentions.filter_map(place).collect();
        mentions.sort();
        mentions
    };
    found.entities.iter().map(|entity| members(&entity.names)).filter(|set| !set.is_empty()).collect()
}

fn file(page: &Path) -> &str {
    page.file_name().unwrap().to_str().unwrap()
}

#[test]
fn one_page_more_changes_no_entity_elsewhere_whoever_wrote_the_file() {
    let all = articles_but(None);
    let of_all = Arc::new(freeze(&all, &ResolveOptions::default()).unwrap());
    let whole = resolve(&all, &given(&of_all)).unwrap();
    for (at, page) in article_files().iter().enumerate() {
        let fewer = articles_but(Some(at));
        let before = partition(&fewer, &resolve(&fewer, &given(&of_all)).unwrap(), file(page));
        assert_eq!(before, partition(&all, &whole, file(page)), "{}", page.display());
        if at % 6 == 0 {
            let of_fewer = Arc::new(freeze(&fewer, &ResolveOptions::default()).unwrap());
            let before = partition(&fewer, &resolve(&fewer, &given(&of_fewer)).unwrap(), file(page));
            let after = partition(&all, &resolve(&all, &given(&of_fewer)).unwrap(), file(page));
            assert_eq!(before, after, "{}", page.display());
        }
    }
}

#[test]
fn the_build_that_freezes_equals_one_that_does_not() {
    let all = articles_but(None);
    let vectors = Arc::new(freeze(&all, &ResolveOptions::default()).unwrap());
    let (frozen, plain) =
        (resolve(&all, &given(&vectors)).unwrap(), resolve(&all, &ResolveOptions::default()).unwrap());
    assert_eq!((frozen.entities, frozen.links, frozen.pairs), (plain.entities, plain.links, plain.pairs));
}

/// Match probabilities of all pairs of names that `page` does not use, by their forms.
fn verdicts(corpus: &Corpus, options: &ResolveOptions, page: &str) -> BTreeMap<(String, String), u64> {
    let names = Arc::new(crate::resolve::names::grouping::names(corpus, &[]).0);
    let judge = Judge::new(corpus, &names, options);
    let elsewhere =
        |&id: &crate::parse::MentionId| !corpus.articles[corpus.mentions[id].article].path.ends_with(page);
    let kept: Vec<NameId> = names
        .iter_enumerated()
        .filter(|(_, name)| name.mentions.iter().all(elsewhere))
        .map(|(id, _)| id)
        .collect();
    let text = |id: NameId| format!("{} {}", names[id].kind.get(), names[id].normal);
    let mut verdicts = BTreeMap::new();
    for (at, &a) in kept.iter().enumerate().step_by(3) {
        for &b in &kept[at + 1..] {
            let found = judge.judge(a, b);
            verdicts.insert((text(a), text(b)), found.probability.to_bits());
        }
    }
    verdicts
}

#[test]
fn verdicts_on_two_names_do_not_depend_on_other_articles_once_statistics_are_frozen() {
    let (all, page) = (articles_but(None), &article_files()[5]);
    let fewer = articles_but(Some(5));
    // Statistics of half of the archive: the other names hold words that it never saw.
    let half = Corpus { mentions: all.mentions.raw[..all.mentions.len() / 2].to_vec().into(), ..all.clone() };
    let frozen = given(&Arc::new(freeze(&half, &ResolveOptions::default()).unwrap()));
    let differing = |options: &ResolveOptions| {
        let (before, after) = (verdicts(&fewer, options, file(page)), verdicts(&all, options, file(page)));
        after.iter().filter(|(pair, bits)| before.get(pair).is_some_and(|before| before != *bits)).count()
    };
    assert_eq!(differing(&frozen), 0);
    assert!(differing(&ResolveOptions::default()) > 100, "a page must move unfrozen statistics");
}

const GRID: &[(&str, &str, &str, &str)] = &[
    ("a.md", "concern", "Strain on Local Power Grids", "Cables cannot follow the load."),
    ("b.md", "concern", "Local Power Grid Strain", "Load grows faster than cables."),
    ("c.md", "concern", "Wolves in Suburbs", "Packs roam at night."),
];

#[test]
fn decisions_and_another_threshold_win_over_frozen_groups() {
    let corpus = corpus(GRID);
    let vectors = Arc::new(freeze(&corpus, &ResolveOptions::default()).unwrap());
    let count = |options: &ResolveOptions| resolve(&corpus, options).unwrap().entities.len();
    assert_eq!(count(&given(&vectors)), 2);
    let decide = |text: &str| {
        given(&vectors).with_decisions(Some(DecisionsFile { path: "d.tsv".into(), text: text.into() }))
    };
    let apart = "different\tconcern\tLocal Power Grid Strain\tStrain on Local Power Grids\t\n";
    assert_eq!(count(&decide(apart)), 3);
    let joined =
        resolve(&corpus, &decide("same\tconcern\tWolves in Suburbs\tLocal Power Grid Strain\t\n")).unwrap();
    let wolves = joined
        .entities
        .iter()
        .find(|entity| entity.aliases.iter().chain([&entity.label]).any(|name| name.starts_with("Wolves")));
    assert_eq!(wolves.unwrap().names.len(), 3, "the name brings along what it is one thing with");
    let strict = given(&vectors).with_threshold(Some(1.0));
    let found = resolve(&corpus, &strict).unwrap();
    assert_eq!(found.entities.len(), 3);
    assert!(found.remarks.contains(&Remark::ArchiveGroupsUnused), "{:?}", found.remarks);
}

#[test]
fn a_known_name_of_which_more_is_said_stays_and_a_new_one_joins() {
    let vectors = Arc::new(freeze(&corpus(GRID), &ResolveOptions::default()).unwrap());
    let mut rows = GRID.to_vec();
    rows.push(("d.md", "concern", "Local Power Grid Strain", "Muscles ache after a run."));
    rows.push(("e.md", "concern", "Growing Strain on Local Power Grids", "Load grows."));
    let found = resolve(&corpus(&rows), &given(&vectors)).unwrap();
    let mut sizes: Vec<usize> = found.entities.iter().map(|entity| entity.names.len()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 3]);
}
