//! Groups of names -> entities with a canonical label and aliases.

use crate::parse::Corpus;
use crate::resolve::embedding::corpus_words::text_stems;
use crate::resolve::entities::agglomerate::Groups;
use crate::resolve::entities::likeness::Likeness;
use crate::resolve::language::stem::without_accents;
use crate::resolve::types::{Entity, EntityId, Name, NameId};
use portent_graph::index::{TiSlice, TiVec};

/// Names each group: the label is that of the name with the most mentions (ties: the one with the
/// fewest words that no other name of the group holds, then the shortest, then the first in the
/// alphabet), with accents where some name of the group has them; all other ways of writing are aliases.
#[must_use]
pub(crate) fn entities(
    corpus: &Corpus,
    names: &TiSlice<NameId, Name>,
    groups: Groups,
) -> TiVec<EntityId, Entity> {
    let entity = |(members, weakest): (Vec<NameId>, _)| {
        let label = label(names, &members);
        let aliases = aliases(corpus, names, &members, &label);
        let kind = names[members[0]].kind;
        let certainty = vec![1.0; members.len()];
        Entity { kind, label, aliases, names: members, certainty, weakest, reasons: Vec::new() }
    };
    groups.members.into_iter().zip(groups.weakest).map(entity).collect()
}

/// How sure it is that each name of an entity is what its label names.
pub(crate) fn certainty(names: &TiSlice<NameId, Name>, entity: &Entity, likeness: &Likeness<'_>) -> Vec<f64> {
    let by_label = entity.names.iter().copied().find(|&id| names[id].label == entity.label);
    let of_label = |name: NameId| match by_label {
        Some(label) if label != name => likeness.probability(label, name),
        _ => 1.0,
    };
    entity.names.iter().map(|&name| of_label(name)).collect()
}

fn label(names: &TiSlice<NameId, Name>, members: &[NameId]) -> String {
    let uses = |id: &NameId| names[*id].mentions.len();
    let most = members.iter().map(uses).max().unwrap_or(0);
    let tied: Vec<NameId> = members.iter().copied().filter(|id| uses(id) == most).collect();
    let words: Vec<Vec<String>> = match tied.len() {
        1 => Vec::new(),
        _ => members.iter().map(|id| text_stems(&names[*id].normal)).collect(),
    };
    let rank = |id: &&NameId| {
        let label = &names[**id].label;
        (odd_words(members, &words, **id), label.chars().count(), label)
    };
    let best = tied.iter().min_by_key(rank).copied();
    best.map_or_else(String::new, |best| names[accented(names, members, best)].label.clone())
}

/// The name of the group that differs from one in its accents alone and has most of them: São Paulo for Sao Paulo.
fn accented(names: &TiSlice<NameId, Name>, members: &[NameId], best: NameId) -> NameId {
    let normal = |id: NameId| names[id].normal.as_str();
    if members.iter().all(|&id| normal(id).is_ascii()) {
        return best;
    }
    let bare = without_accents(normal(best));
    let accents = |id: NameId| normal(id).chars().filter(|c| !c.is_ascii()).count();
    let alike = members.iter().copied().filter(|&id| without_accents(normal(id)) == bare);
    alike.max_by_key(|&id| (accents(id), id == best)).unwrap_or(best)
}

/// Words of one name that no other name of its group holds.
fn odd_words(members: &[NameId], words: &[Vec<String>], name: NameId) -> usize {
    let Some(own) = members.iter().position(|&id| id == name).and_then(|at| words.get(at)) else { return 0 };
    let holders = |word: &String| words.iter().filter(|words| words.contains(word)).count();
    own.iter().filter(|word| holders(word) == 1).count()
}

fn aliases(corpus: &Corpus, names: &TiSlice<NameId, Name>, members: &[NameId], label: &str) -> Vec<String> {
    let mentions = members.iter().flat_map(|id| &names[*id].mentions);
    let mut written: Vec<&str> = mentions.map(|&id| corpus.mentions[id].name.as_str()).collect();
    written.sort_unstable();
    written.dedup();
    written.into_iter().filter(|name| *name != label).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::label;
    use crate::resolve::names::grouping::names;
    use crate::resolve::sample::corpus;

    fn label_of(written: &[&str]) -> String {
        let rows: Vec<_> = written.iter().map(|name| ("a.md", "concern", *name, "")).collect();
        let names = names(&corpus(&rows), &[]).0;
        label(&names, &names.keys().collect::<Vec<_>>())
    }

    #[test]
    fn the_name_used_most_is_the_label() {
        assert_eq!(label_of(&["AI Job Loss", "AI Job Loss", "Job Loss"]), "AI Job Loss");
    }

    #[test]
    fn a_name_with_a_word_of_its_own_is_not_the_label_of_names_used_alike() {
        // `security` stands in one name only, `cyber` in two; the shortest would be the first.
        let written = ["Pacts on Security", "Pacts on Cyber Safety", "Cyber Safety Pacts and Deals"];
        assert_eq!(label_of(&written), "Pacts on Cyber Safety");
    }
}
