//! What a name that nothing has may have meant.

use crate::parse::Corpus;
use crate::resolve::described::{self, DESCRIBED};
use crate::resolve::language::normalize::normalize;
use crate::resolve::types::{Name, NameId};
use crate::suggest;
use portent_graph::index::TiSlice;

/// The names that are near `text`, best first, as [`suggest::nearest`] has them; of equal ones those with more mentions.
pub(super) fn nearest(names: &TiSlice<NameId, Name>, text: &str) -> Vec<String> {
    let mut known: Vec<&Name> = names.iter().collect();
    known.sort_by(|a, b| b.mentions.len().cmp(&a.mentions.len()).then_with(|| a.label.cmp(&b.label)));
    let near = suggest::nearest(&normalize(text), known.into_iter().map(|name| (name.normal.as_str(), name)));
    near.into_iter().map(|name| name.label.clone()).collect()
}

/// The names whose descriptions say the words of `text`, as [`described::described`] ranks them, each label once.
pub(super) fn described(corpus: &Corpus, names: &TiSlice<NameId, Name>, text: &str) -> Vec<String> {
    let said = names.iter_enumerated().flat_map(|(id, name)| {
        let texts =
            name.mentions.iter().filter_map(|&mention| corpus.mentions[mention].description.as_deref());
        texts.map(move |text| (id, text))
    });
    let mut labels: Vec<String> = Vec::new();
    for id in described::described(text, said) {
        let label = &names[id].label;
        if labels.len() < DESCRIBED && !labels.contains(label) {
            labels.push(label.clone());
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::{NameId, nearest};
    use crate::parse::{KindId, MentionId};
    use crate::resolve::language::normalize::normalize;
    use crate::resolve::types::Name;
    use portent_graph::index::TiVec;

    fn names(labels: &[&str]) -> TiVec<NameId, Name> {
        let name = |(at, label): (u32, &&str)| Name {
            kind: KindId::CONCERN,
            normal: normalize(label),
            label: (*label).into(),
            mentions: (0..=at).map(MentionId::new).collect(),
        };
        (0..).zip(labels).map(name).collect()
    }

    #[test]
    fn shared_words_are_near_and_short_names_are_not() {
        let names = names(&[
            "space",
            "peace",
            "jobs",
            "Job Displacement by Automation",
            "Automation",
            "Displacement",
        ]);
        let found = nearest(&names, "Job displacmnt from automaton");
        assert_eq!(found, ["Job Displacement by Automation", "Displacement", "Automation"][..found.len()]);
        assert!(!found.is_empty());
        assert!(nearest(&names, "51%").is_empty());
        assert!(nearest(&self::names(&["55% Regret Club"]), "51%").is_empty(), "a unit alone is no name");
        assert!(nearest(&names, "zzzzzz").is_empty());
    }

    #[test]
    fn misspelled_and_split_words_are_found_and_the_more_used_name_stands_first() {
        let names = names(&["Battery Storage", "Storage Battery", "automation", "Grid Towns", "Grid Fires"]);
        assert_eq!(nearest(&names, "batery storage"), ["Battery Storage", "Storage Battery"]);
        assert_eq!(nearest(&names, "batterystorage"), ["Battery Storage"]);
        assert_eq!(nearest(&names, "grid"), ["Grid Fires", "Grid Towns"]);
        assert_eq!(nearest(&names, "automatoin"), ["automation"]);
    }
}
