//! What speaks for and against a pair, in words.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::Corpus;
use crate::resolve::judging::align::Alignment;
use crate::resolve::language::normalize::{normalize, tokens};
use crate::resolve::language::stem::stem;
use crate::resolve::language::words::is_stop;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, Word};
use crate::resolve::types::{Name, NameId};
use portent_graph::index::TiSlice;

/// Words of the descriptions that are told.
const TOLD: usize = 3;
/// Letters of the shortest word of a description that is told.
const SHORTEST: usize = 4;

/// Which words two names share, which only one has, and on what their descriptions agree: *both say job, loss; only the
/// first says automation; the descriptions agree on workers, machines*.
pub(super) fn in_words(
    corpus: &Corpus,
    names: &TiSlice<NameId, Name>,
    lexicon: &Lexicon,
    [a, b]: [NameId; 2],
) -> String {
    let (first, second) = (&lexicon.profiles[a], &lexicon.profiles[b]);
    let alignment = Alignment::new(lexicon, first, second);
    let form = |word: Word| lexicon.stem(word).form.clone();
    let shared: Vec<String> = (first.words.iter().enumerate())
        .filter_map(|(at, &word)| {
            alignment.of_a(at).map(|(other, _)| pair_of(lexicon, word, second.words[other]))
        })
        .collect();
    let only_a: Vec<String> = alignment.only_a(first).map(form).collect();
    let only_b: Vec<String> = alignment.only_b(second).map(form).collect();
    let mut told = vec![match shared.as_slice() {
        [] => "no word of one answers a word of the other".to_owned(),
        some => format!("both say {}", some.join(", ")),
    }];
    told.extend((!only_a.is_empty()).then(|| format!("only the first says {}", only_a.join(", "))));
    told.extend((!only_b.is_empty()).then(|| format!("only the second says {}", only_b.join(", "))));
    let of_names = of_both(first, second, lexicon);
    told.push(agreement(&described(corpus, &names[a]), &described(corpus, &names[b]), lexicon, &of_names));
    told.join("; ")
}

/// Two words that answer each other: one where they are equal.
fn pair_of(lexicon: &Lexicon, x: Word, y: Word) -> String {
    let (of_x, of_y) = (lexicon.stem(x), lexicon.stem(y));
    if x.stem == y.stem { of_x.form.clone() } else { format!("{} for {}", of_x.form, of_y.form) }
}

fn of_both<'l>(a: &Profile, b: &Profile, lexicon: &'l Lexicon) -> BTreeSet<&'l str> {
    a.words.iter().chain(&b.words).map(|&word| lexicon.stem(word).text.as_str()).collect()
}

/// The words of all descriptions of a name: stem -> the first word that has it; `None` where nothing is said.
fn described(corpus: &Corpus, name: &Name) -> Option<BTreeMap<String, String>> {
    let texts = name.mentions.iter().filter_map(|&id| corpus.mentions[id].description.as_deref());
    let mut words: Option<BTreeMap<String, String>> = None;
    for word in texts.flat_map(|text| tokens(&normalize(text))) {
        let known = words.get_or_insert_default();
        if word.chars().count() >= SHORTEST && !is_stop(&word) {
            known.entry(stem(&word)).or_insert(word);
        }
    }
    words
}

/// On which words descriptions agree that the names do not say, the rarest among names first.
fn agreement(
    a: &Option<BTreeMap<String, String>>,
    b: &Option<BTreeMap<String, String>>,
    lexicon: &Lexicon,
    said: &BTreeSet<&str>,
) -> String {
    let (a, b) = match (a, b) {
        (Some(a), Some(b)) => (a, b),
        (None, None) => return "neither is described".into(),
        (None, _) => return "the first is not described".into(),
        (_, None) => return "the second is not described".into(),
    };
    let frequency = |stem: &str| lexicon.find(stem).map_or(u32::MAX, |id| lexicon.stems[id].frequency);
    let mut shared: Vec<(u32, &str)> = (a.iter())
        .filter(|(stem, _)| b.contains_key(*stem) && !said.contains(stem.as_str()))
        .map(|(stem, word)| (frequency(stem), word.as_str()))
        .collect();
    shared.sort_unstable();
    let words: Vec<&str> = shared.iter().take(TOLD).map(|(_, word)| *word).collect();
    match words.as_slice() {
        [] => "the descriptions share no further word".into(),
        some => format!("the descriptions agree on {}", some.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::resolve::names::grouping::names;
    use crate::resolve::names::lexicon::Lexicon;
    use crate::resolve::sample::corpus;
    use crate::resolve::types::NameId;

    #[test]
    fn shared_words_words_of_one_side_and_agreement_are_told() {
        let corpus = corpus(&[
            ("a.md", "concern", "Job Losses From Automation", "Machines replace clerks in banks."),
            ("b.md", "concern", "Lost Jobs", "Clerks go as machines come."),
        ]);
        let names = names(&corpus, &[]).0;
        let lexicon = Lexicon::new(&corpus, &names);
        let told = in_words(&corpus, &names, &lexicon, [NameId::new(0), NameId::new(1)]);
        assert!(told.starts_with("both say job"), "{told}");
        assert!(told.contains("only the first says "), "{told}");
        assert!(told.ends_with("the descriptions agree on clerks, machines"), "{told}");
    }
}
