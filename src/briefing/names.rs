//! What a name is: whether it is one of many that differ by digits, what most rows call a thing, whether two names are near.

use std::collections::{BTreeMap, BTreeSet};

use super::texts::Texts;
use crate::folding::folded;
use crate::resolve::language::sought::SoughtId;

/// A name whose digits are left open: `bitcoin core #rc#`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Template(String);

/// The template of a name with digits: runs of digits and points are left open.
pub(super) fn template(name: &str) -> Option<Template> {
    if !name.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut open = String::with_capacity(name.len());
    for c in folded(name).chars() {
        match c {
            '0'..='9' | '.' if open.ends_with('#') => {}
            '0'..='9' => open.push('#'),
            c => open.push(c),
        }
    }
    Some(Template(open))
}

/// The label, unless it lacks a word that more than half of the rows have; then the shortest of their names that has all
/// such words, of equal ones the more frequent, then the first.
pub(super) fn shown_name<'a>(label: &'a str, rows: &[&'a str], texts: &Texts<'_>) -> &'a str {
    let words = |name: &str| -> BTreeSet<SoughtId> { texts.words(name).into_iter().collect() };
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter().for_each(|name| *names.entry(name).or_default() += 1);
    let mut having: BTreeMap<SoughtId, usize> = BTreeMap::new();
    for (name, count) in &names {
        words(name).into_iter().for_each(|word| *having.entry(word).or_default() += count);
    }
    let most: BTreeSet<SoughtId> =
        having.into_iter().filter(|(_, count)| 2 * count > rows.len()).map(|(word, _)| word).collect();
    if most.is_subset(&words(label)) {
        return label;
    }
    let fitting = names.iter().filter(|(name, _)| most.is_subset(&words(name)));
    let shortest = fitting.min_by_key(|(name, count)| (words(name).len(), std::cmp::Reverse(**count)));
    shortest.map_or(label, |(name, _)| name)
}

/// Whether two names share at least half of their words.
pub(super) fn are_near(a: &str, b: &str, texts: &Texts<'_>) -> bool {
    let [a, b] = [a, b].map(|name| texts.words(name).into_iter().collect::<BTreeSet<SoughtId>>());
    let shared = a.intersection(&b).count();
    shared > 0 && 2 * shared >= a.union(&b).count()
}

/// Whether two names have a word in common, or one has the initials of the other (`AI`, `artificial intelligence`).
pub(super) fn share_a_word(a: &str, b: &str, texts: &Texts<'_>) -> bool {
    let initials = |name: &str| {
        let letters: String = name.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
        if letters.chars().count() > 1 { texts.words(&letters.to_uppercase()) } else { Vec::new() }
    };
    let [a, b] = [a, b].map(|name| (texts.words(name), initials(name)));
    let shares = |words: &[SoughtId], others: &[SoughtId]| words.iter().any(|word| others.contains(word));
    shares(&a.0, &b.0) || shares(&a.0, &b.1) || shares(&a.1, &b.0)
}

#[cfg(test)]
mod tests {
    use super::{are_near, share_a_word, shown_name, template};
    use crate::briefing::texts::Texts;
    use crate::query::index::Index;
    use crate::query::sample;

    #[test]
    fn releases_have_one_template() {
        let [a, b, c] = ["Core 27.0rc1", "core 26.1rc2", "Core"].map(template);
        assert_eq!(a, b);
        assert!(a.is_some() && c.is_none());
    }

    #[test]
    fn a_thing_is_called_as_most_of_its_rows_call_it() {
        let names = ["Ethical AI Adoption", "Ethical Concerns in AI Research", "Ethical Concerns with AI"];
        let mut graph = sample::graph();
        for (mention, name) in graph.mentions.iter_mut().zip(names) {
            mention.name = name.into();
        }
        let index = Index::new(&graph);
        let texts = Texts::new(&index);
        assert_eq!(shown_name(names[0], &names, &texts), names[2], "two of three are concerned");
        assert_eq!(shown_name(names[0], &[names[0], names[0], names[2]], &texts), names[0]);
        assert!(share_a_word("Grid Strain", "Strains of AI", &texts));
        graph.mentions[2].description = Some("Said of SC, that is, salt coast.".into());
        let index = Index::new(&graph);
        let texts = Texts::new(&index);
        assert!(share_a_word("SC towns", "salt coast", &texts) && !share_a_word("SC towns", "salt", &texts));
        assert!(are_near(names[1], names[2], &texts) && !are_near(names[0], "Grid Strain", &texts));
    }
}
