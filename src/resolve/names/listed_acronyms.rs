//! Acronyms that no page spells out, and yet defines: an author lists `HRL` beside `Hierarchical Reinforcement Learning`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::parse::{ArticleId, Corpus};
use crate::resolve::language::abbreviation::as_acronym;
use crate::resolve::language::acronym::{LONGEST_EXPANSION, stems};
use crate::resolve::language::words::is_stop;
use crate::resolve::names::name_stems::NameWords;
use crate::resolve::types::{Name, NameId};
use portent_graph::index::TiSlice;

/// Letters of an acronym that one name of the whole archive may spell out, though no article holds both: with fewer, a
/// name has these initials by chance.
const TELLING: usize = 4;
/// Letters that an acronym may have.
const LONGEST: usize = 6;

/// Acronyms that stand as names, with the stems of the one name that spells each out: the only one with these initials
/// among the names of its articles, or, for four letters and more, among all names. Sorted. Linear in the names.
pub(super) fn listed_acronyms(
    corpus: &Corpus,
    names: &TiSlice<NameId, Name>,
    words: &[NameWords],
) -> Vec<(String, String)> {
    let mut articles_of: FxHashMap<String, FxHashSet<ArticleId>> = FxHashMap::default();
    for name in names {
        if let Some(acronym) = as_whole_acronym(&name.label) {
            articles_of.entry(acronym).or_default().extend(articles(corpus, name));
        }
    }
    if articles_of.is_empty() {
        return Vec::new();
    }
    let mut expansions: FxHashMap<&str, Expansions> = FxHashMap::default();
    for (name, words) in names.iter().zip(words) {
        let spelled = words.spelled_by_initials();
        for initials in spelled.iter().map(|own| own.0.clone()).chain(initials_of(name, words)) {
            if let Some((acronym, known)) = articles_of.get_key_value(&initials) {
                let is_beside = articles(corpus, name).any(|article| known.contains(&article));
                expansions.entry(acronym).or_default().add(
                    spelled.as_ref().map_or_else(|| stems(&name.normal), |own| own.1.clone()),
                    is_beside,
                );
            }
        }
    }
    let mut found: Vec<(String, String)> = (expansions.into_iter())
        .filter_map(|(acronym, all)| Some((acronym.to_owned(), all.only(acronym.len() >= TELLING)?)))
        .collect();
    found.sort_unstable();
    found
}

/// What may spell an acronym out.
#[derive(Default)]
struct Expansions {
    beside: FxHashSet<String>,
    anywhere: FxHashSet<String>,
}

impl Expansions {
    fn add(&mut self, stems: String, is_beside: bool) {
        if is_beside {
            self.beside.insert(stems.clone());
        }
        self.anywhere.insert(stems);
    }

    fn only(self, is_telling: bool) -> Option<String> {
        let of = if self.beside.is_empty() && is_telling { self.anywhere } else { self.beside };
        let mut found = of.into_iter();
        found.next().filter(|_| found.next().is_none())
    }
}

fn articles<'n>(corpus: &'n Corpus, name: &'n Name) -> impl Iterator<Item = ArticleId> + 'n {
    name.mentions.iter().map(|&mention| corpus.counted_in(mention))
}

/// A name that is an acronym and nothing else, of letters alone: `HRL`, `GANs`; no code (`S4`).
fn as_whole_acronym(label: &str) -> Option<String> {
    let is_word = label.chars().all(|c| c.is_ascii_alphabetic());
    is_word.then(|| as_acronym(label)).flatten().filter(|acronym| acronym.len() <= LONGEST)
}

fn initials_of(name: &Name, words: &NameWords) -> impl Iterator<Item = String> {
    let english = matches!(words, NameWords::English(_)).then(|| initials(&name.normal));
    english.into_iter().flatten().flatten()
}

/// The initials of a name's words, and without those of stop words where it has any; none for names too short or long.
fn initials(normal: &str) -> [Option<String>; 2] {
    let words = || normal.split(' ');
    let of = |keep: fn(&&str) -> bool| {
        let kept: String = words().filter(keep).filter_map(|word| word.chars().next()).collect();
        (2..=LONGEST_EXPANSION).contains(&kept.len()).then_some(kept)
    };
    let has_stop = words().any(is_stop);
    [of(|_| true), has_stop.then(|| of(|word| !is_stop(word))).flatten()]
}

#[cfg(test)]
mod tests {
    use super::{NameWords, listed_acronyms};
    use crate::resolve::names::grouping::names;
    use crate::resolve::sample::corpus;

    fn found(rows: &[(&str, &str)]) -> Vec<(String, String)> {
        let rows: Vec<_> = rows.iter().map(|&(article, name)| (article, "keyword", name, "")).collect();
        let corpus = corpus(&rows);
        let names = names(&corpus, &[]).0;
        let words: Vec<NameWords> = names.iter().map(|_| NameWords::English(Vec::new())).collect();
        listed_acronyms(&corpus, &names, &words)
    }

    #[test]
    fn a_name_beside_an_acronym_spells_it_out_where_no_other_does() {
        let pair = |acronym: &str, stems: &str| vec![(acronym.to_owned(), stems.to_owned())];
        let beside = [("a.md", "KF"), ("a.md", "Kelp Farms"), ("b.md", "Kitchen Fire")];
        assert_eq!(found(&beside), pair("kf", "kelp farm"));
        let two = [("a.md", "KF"), ("a.md", "Kelp Farms"), ("a.md", "Kitchen Fire")];
        assert_eq!(found(&two), []);
        let elsewhere = [("a.md", "KF"), ("b.md", "Kelp Farms")];
        assert_eq!(found(&elsewhere), [], "two letters fit by chance");
        let long = [("a.md", "DKFA"), ("b.md", "Danish Kelp Farm Alliance")];
        assert_eq!(found(&long), pair("dkfa", "danish kelp farm allianc"));
        assert_eq!(found(&[("a.md", "S4"), ("a.md", "Safe 4")]), []);
    }
}
