//! A run with a cache gives what one without gives, whatever the cache holds.

use std::sync::Arc;

use crate::resolve::judging::remembered::cache::VerdictCache;
use crate::resolve::judging::remembered::file::Unusable;
use crate::resolve::lab::freeze::freeze;
use crate::resolve::options::{Learning, ResolveOptions};
use crate::resolve::resolver::resolve;
use crate::resolve::sample::{article_files, articles_but};

fn with(options: &ResolveOptions, cache: &Arc<VerdictCache>) -> ResolveOptions {
    options.clone().with_cache(Some(Arc::clone(cache)))
}

#[test]
fn every_page_that_goes_and_comes_back_gives_what_a_run_from_nothing_gives() {
    let all = articles_but(None);
    let archive = Arc::new(freeze(&all, &ResolveOptions::default()).unwrap());
    let given = ResolveOptions::default().with_learning(Learning::Given(archive));
    let whole = resolve(&all, &given).unwrap();
    let cache = Arc::new(VerdictCache::default());
    for at in 0..article_files().len() {
        let fewer = articles_but(Some(at));
        assert_eq!(resolve(&fewer, &with(&given, &cache)).unwrap(), resolve(&fewer, &given).unwrap(), "{at}");
        assert_eq!(resolve(&all, &with(&given, &cache)).unwrap(), whole, "{at}");
    }
}

#[test]
fn without_frozen_statistics_and_with_strings_alone_results_are_the_same_too() {
    let (all, fewer) = (articles_but(None), articles_but(Some(3)));
    let strings = ResolveOptions::default().with_learning(Learning::Never);
    let high = ResolveOptions::default().with_threshold(Some(0.9));
    // One cache for all: what another setting said must not be taken.
    let cache = Arc::new(VerdictCache::default());
    for options in [ResolveOptions::default(), strings, high] {
        for corpus in [&all, &fewer, &all] {
            let found = resolve(corpus, &with(&options, &cache)).unwrap();
            assert_eq!(found, resolve(corpus, &options).unwrap());
        }
    }
}

/// Verdicts that are wrong show that those of the cache are taken: a change of one page judges few pairs anew.
#[test]
fn only_pairs_of_a_page_that_changed_are_judged_anew() {
    let (all, fewer) = (articles_but(None), articles_but(Some(5)));
    let archive = Arc::new(freeze(&all, &ResolveOptions::default()).unwrap());
    let given = ResolveOptions::default().with_learning(Learning::Given(archive));
    let cache = Arc::new(VerdictCache::default());
    resolve(&fewer, &with(&given, &cache)).unwrap();
    let before = cache.verdicts();
    resolve(&all, &with(&given, &cache)).unwrap();
    let after = cache.verdicts();
    let kept = after.of_pair.keys().filter(|key| before.of_pair.contains_key(key)).count();
    assert_eq!(before.judged_by, after.judged_by);
    assert!(after.of_pair.len() > 100, "{}", after.of_pair.len());
    assert!(kept * 10 > after.of_pair.len() * 7, "{kept} of {}", after.of_pair.len());
    assert!(kept < after.of_pair.len());
}

#[test]
fn a_file_is_read_back_and_a_cut_flipped_older_or_foreign_one_refused() {
    let cache = Arc::new(VerdictCache::default());
    resolve(&articles_but(None), &with(&ResolveOptions::default(), &cache)).unwrap();
    let bytes = cache.write();
    let back = VerdictCache::read(&bytes).unwrap();
    assert!(back.equals(&cache) && back.write() == bytes);
    let end = bytes.len();
    for at in [19, 27, 35, 43, 51, end / 2, end - 1] {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        let read = VerdictCache::read(&flipped);
        // Who judged is no part of the checksum: another number there makes all verdicts those of another judge.
        assert!(at == 19 || matches!(read, Err(Unusable::Damaged)), "{at}");
        assert!(read.is_err() || !read.unwrap().equals(&cache));
    }
    for cut in [19, 30, 51, end / 2, end - 1] {
        assert_eq!(VerdictCache::read(&bytes[..cut]).err(), Some(Unusable::Damaged), "{cut}");
    }
    let older = [b"portent-verdicts 0\n", &bytes[19..]].concat();
    assert_eq!(VerdictCache::read(&older).err(), Some(Unusable::OtherVersion));
    assert_eq!(VerdictCache::read(b"# My notes").err(), Some(Unusable::Foreign));
    assert_eq!(VerdictCache::read(b"").err(), Some(Unusable::Foreign));
}
