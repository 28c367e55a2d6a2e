//! Under which key a verdict is remembered: a hash of all that judging reads of two names.
//!
//! What is hashed is what was prepared of a name, not the rows that it was prepared from, and no id, which another page
//! shifts: words by text with their statistics, vectors by their numbers, articles by their topic and their count.
//! Where statistics are frozen, a page changes the keys of its own names alone.

use crate::parse::Schema;
use crate::resolve::judging::judge::Judge;
use crate::resolve::judging::remembered::digest::Digest;
use crate::resolve::names::profile::{Profile, StemId};
use crate::resolve::types::NameId;
use portent_graph::index::TiVec;
use portent_graph::parallel;

/// Names that one task hashes.
const TASK: usize = 512;

/// Hashes of what judging reads of each name. Linear in words and vectors.
pub(crate) fn of_names(judge: &Judge, schema: &Schema) -> TiVec<NameId, u64> {
    let stems: TiVec<StemId, u64> =
        parallel::map(judge.lexicon().stems.len(), TASK, |stem| of_stem(judge, stem.into())).into();
    let topics =
        parallel::map_of(&judge.prepared().topics.raw, TASK, |topic| Digest::new().point(topic).finish());
    parallel::map(judge.lexicon().profiles.len(), TASK, |at| {
        let name = NameId::from(at);
        let digest = judge.named(name, Digest::new(), schema);
        let digest = of_profile(&judge.lexicon().profiles[name], &stems, digest);
        of_vectors(judge, name, &topics, digest).finish()
    })
    .into()
}

fn of_stem(judge: &Judge, id: StemId) -> u64 {
    let stems = &judge.lexicon().stems;
    let (stem, fact) = (&stems[id], &judge.prepared().facts[id]);
    // A sense is the row of synonyms, or the stem itself, whose id another page shifts.
    let own = |id: StemId| if stems[id].sense == id.get() { 0 } else { 1 + u64::from(stems[id].sense) };
    let key = &stems[stem.key];
    Digest::new()
        .text(&stem.text)
        .text(&stem.form)
        .number(u64::from(stem.frequency))
        .real(stem.rarity)
        .number(u64::from(stem.classes) << 2 | u64::from(stem.unknown) << 1 | u64::from(stem.number))
        .number(own(id))
        .text(&key.text)
        .number(own(stem.key) << 1 | u64::from(key.unknown))
        .real(fact.weight)
        .real(fact.rarity)
        .number(fact.word.map_or(0, |word| 1 + u64::from(word.get())))
        .finish()
}

fn of_profile(profile: &Profile, stems: &TiVec<StemId, u64>, digest: Digest) -> Digest {
    let digest = profile.words.iter().fold(digest, |digest, word| {
        digest.number(stems[word.stem]).number(word.slot as u64).text(&format!("{:?}", word.joints))
    });
    let digest = digest
        .number(profile.words.len() as u64)
        .number(u64::from(profile.truncated) << 1 | u64::from(profile.formal))
        .number(u64::from(profile.classes))
        .number(profile.articles.len() as u64)
        .text(&format!("{:?}", profile.language))
        .number(u64::from(profile.inflected.is_some()))
        .text(profile.inflected.as_deref().unwrap_or_default());
    let said = profile.description.words();
    said.iter().fold(digest.number(said.len() as u64), |digest, &(word, weight)| {
        digest.number(u64::from(word) << 32 | u64::from(weight.to_bits()))
    })
}

fn of_vectors(judge: &Judge, name: NameId, topics: &[u64], digest: Digest) -> Digest {
    let prepared = judge.prepared();
    if prepared.names.is_empty() {
        let told = prepared.told.get(name).into_iter().flatten();
        let texts = told.map(|&stem| judge.lexicon().stems[stem].text.as_str());
        return texts.fold(digest, Digest::text);
    }
    digest
        .point(&prepared.names[name])
        .point(&prepared.descriptions[name])
        .point(&prepared.points[name])
        .number(u64::from(prepared.own[name].to_bits()))
        .number(u64::from(prepared.own_topic[name].to_bits()))
        .number(topics[usize::from(prepared.topic_of[name])])
}

/// The key of a pair: both names, in their order, and whether an article and a list of one kind use both.
pub(crate) fn of_pair(judge: &Judge, names: &TiVec<NameId, u64>, a: NameId, b: NameId) -> u128 {
    let [first, second] = [a, b].map(|name| &judge.lexicon().profiles[name]);
    let shared = u64::from(first.shares_article(second)) << 1 | u64::from(first.shares_list(second));
    let [high, low] = [1, 2]
        .map(|salt| Digest::new().number(salt).number(names[a]).number(names[b]).number(shared).finish());
    u128::from(high) << 64 | u128::from(low)
}
