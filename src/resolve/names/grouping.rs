//! Mentions -> names: equal names of one kind are one name.

use crate::parse::{Corpus, Mention, MentionId};
use crate::resolve::language::normalize::normalize;
use crate::resolve::language::signs::is_invisible;
use crate::resolve::types::{Name, NameId};
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;

/// Mentions whose names one task brings into form.
const TASK: usize = 512;

/// Groups all mentions by kind and equal-name form. `split` (sorted) names mentions that a
/// decision parts from their equals: each becomes a name of its own.
///
/// Returns the names, sorted by kind, then form (the split ones after their equals), and the name
/// of each mention. A sort: n log n in mentions.
#[must_use]
pub fn names(corpus: &Corpus, split: &[MentionId]) -> (TiVec<NameId, Name>, TiVec<MentionId, NameId>) {
    let form = |mention: &Mention| normalize(&mention.name);
    let mut forms: TiVec<MentionId, String> = parallel::map_of(&corpus.mentions.raw, TASK, form).into();
    let own = |id: MentionId| split.binary_search(&id).map_or(0, |_| id.get() + 1);
    let key = |id: MentionId| (corpus.mentions[id].kind, forms[id].as_str(), own(id));
    let order = parallel::order_by(forms.len(), &|a, b| key(a.into()).cmp(&key(b.into())));
    let order: Vec<MentionId> = order.into_iter().map(MentionId::from).collect();
    let groups: Vec<&[MentionId]> = order.chunk_by(|&a, &b| key(a) == key(b)).collect();
    let names: TiVec<NameId, Name> = groups
        .into_iter()
        .map(|group| Name {
            kind: corpus.mentions[group[0]].kind,
            normal: std::mem::take(&mut forms[group[0]]),
            label: label(corpus, group),
            mentions: group.to_vec(),
        })
        .collect();
    let name_of = invert(&names, corpus.mentions.len());
    (names, name_of)
}

fn invert(names: &TiSlice<NameId, Name>, mentions: usize) -> TiVec<MentionId, NameId> {
    let mut name_of: TiVec<MentionId, NameId> = vec![NameId::default(); mentions].into();
    for (id, name) in names.iter_enumerated() {
        for &mention in &name.mentions {
            name_of[mention] = id;
        }
    }
    name_of
}

/// The most usual way of writing of those without invisible signs, if there is one; ties go to the one met first.
fn label(corpus: &Corpus, group: &[MentionId]) -> String {
    let written = |id: MentionId| corpus.mentions[id].name.as_str();
    let mut order = group.to_vec();
    order.sort_by(|&a, &b| written(a).cmp(written(b)));
    let runs = order.chunk_by(|&a, &b| written(a) == written(b));
    let is_clean = |id: MentionId| !written(id).contains(is_invisible);
    let best = runs.max_by_key(|run| (is_clean(run[0]), run.len(), std::cmp::Reverse(run[0])));
    best.map_or_else(String::new, |run| written(run[0]).to_owned())
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::parse::MentionId;
    use crate::resolve::sample::corpus;

    #[test]
    fn equal_names_of_one_kind_are_one_name_with_its_usual_writing() {
        let corpus = corpus(&[
            ("a.md", "concern", "job losses", ""),
            ("a.md", "concern", "Job Losses", ""),
            ("b.md", "concern", "Job losses.", ""),
            ("b.md", "concern", "Job Losses", ""),
            ("b.md", "issue", "Job Losses", ""),
        ]);
        let (names, name_of) = names(&corpus, &[]);
        assert_eq!(names.len(), 2);
        assert_eq!(names.raw[0].label, "Job Losses");
        assert_eq!(names.raw[0].mentions.len(), 4);
        assert_eq!(name_of.iter().map(|id| id.get()).collect::<Vec<_>>(), [0, 0, 0, 0, 1]);
    }

    // T20: the first in the order of articles.
    #[test]
    fn writings_used_equally_often_give_the_first_as_label() {
        let corpus = corpus(&[("a.md", "concern", "job losses", ""), ("b.md", "concern", "Job Losses", "")]);
        assert_eq!(names(&corpus, &[]).0.raw[0].label, "job losses");
    }

    #[test]
    fn a_split_mention_becomes_a_name_of_its_own() {
        let corpus =
            corpus(&[("a.md", "concern", "Virus Spread", ""), ("b.md", "concern", "Virus Spread", "")]);
        let (names, name_of) = names(&corpus, &[MentionId::new(0)]);
        assert_eq!(names.len(), 2);
        assert_ne!(name_of.raw[0], name_of.raw[1]);
        assert_eq!(names.raw[0].normal, names.raw[1].normal);
    }
}
