//! Groups of names -> entities with a canonical label and aliases.

use super::agglomerate::Groups;
use super::{Entity, Name, NameId};
use crate::parse::Corpus;

/// Names each group: the label is that of the name with the most mentions (ties: the shortest, then
/// the first in the alphabet); all other ways of writing are aliases.
#[must_use]
pub fn entities(corpus: &Corpus, names: &[Name], groups: Groups) -> Vec<Entity> {
    let entity = |(members, weakest): (Vec<NameId>, _)| {
        let label = label(names, &members);
        let aliases = aliases(corpus, names, &members, &label);
        Entity {
            kind: names[members[0].0 as usize].kind,
            label,
            aliases,
            names: members,
            weakest,
            reasons: Vec::new(),
        }
    };
    groups.members.into_iter().zip(groups.weakest).map(entity).collect()
}

fn label(names: &[Name], members: &[NameId]) -> String {
    let rank = |id: &&NameId| {
        let name = &names[id.0 as usize];
        (std::cmp::Reverse(name.mentions.len()), name.label.chars().count(), &name.label)
    };
    members.iter().min_by_key(rank).map_or_else(String::new, |id| names[id.0 as usize].label.clone())
}

fn aliases(corpus: &Corpus, names: &[Name], members: &[NameId], label: &str) -> Vec<String> {
    let mentions = members.iter().flat_map(|id| &names[id.0 as usize].mentions);
    let mut written: Vec<&str> = mentions.map(|id| corpus.mentions[id.0 as usize].name.as_str()).collect();
    written.sort_unstable();
    written.dedup();
    written.into_iter().filter(|name| *name != label).map(str::to_owned).collect()
}
