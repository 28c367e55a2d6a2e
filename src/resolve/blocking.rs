//! Blocking: which pairs of names are worth judging, without looking at all pairs.
//!
//! Each key gives every name a few numbers; names that share one form a block. Keys, blocks and
//! pairs are sorted arrays. A block over the cap of its key is thinned, and that is counted.

use crate::remark::Remark;
use crate::resolve::embedding::cell::NEAREST;
use crate::resolve::embedding::neighbors::Near;
use crate::resolve::language::words;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, StemId, Word};
use crate::resolve::types::{Name, NameId};
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel::{flat, gather, map, sort, sort_wide};

/// A rule that brings names together.
pub struct BlockingKey {
    /// Its name in remarks and measurements.
    pub name: &'static str,
    /// Which pairs it finds.
    pub summary: &'static str,
    /// Larger blocks are thinned to neighbors in the order of names.
    pub cap: usize,
    /// It helps only where no vectors bring names together.
    pub strings_only: bool,
    /// The blocks of one name: each a number and whether the name is whole in it (see `Entry`).
    pub(crate) keys: fn(&Lexicon, &Name, &Profile, &mut Vec<(u64, bool)>),
}

/// All keys. A key by neighboring vectors adds its pairs through `near` of [`candidates`].
pub static BLOCKING_KEYS: &[BlockingKey] = &[
    BlockingKey {
        name: "words",
        summary: "equal content words but for one",
        cap: 64,
        strings_only: false,
        keys: by_words,
    },
    BlockingKey {
        name: "rare word",
        summary: "a rare word in common",
        cap: 48,
        strings_only: false,
        keys: by_rare_word,
    },
    BlockingKey {
        name: "word pair",
        summary: "two neighboring content words in common",
        cap: 32,
        strings_only: false,
        keys: by_word_pair,
    },
    BlockingKey {
        name: "article",
        summary: "used in one article",
        cap: 128,
        strings_only: true,
        keys: by_article,
    },
    BlockingKey {
        name: "compact",
        summary: "equal letters but for spaces, or equal ends",
        cap: 48,
        strings_only: false,
        keys: by_letters,
    },
    BlockingKey {
        name: "acronym",
        summary: "initials of the other name",
        cap: 48,
        strings_only: false,
        keys: by_initials,
    },
];

/// Names that one task reads.
const NAMES_A_TASK: usize = 1024;
/// Pairs whose likeness one task measures.
const PAIRS_A_TASK: usize = 4096;
/// Blocks that one task pairs.
const BLOCKS_A_TASK: usize = 256;

/// Neighbors with which each name of an oversized block is compared.
pub(crate) const NEIGHBORS: usize = 4;
/// Pairs between whole and partial members of an oversized block that are compared at most.
const WHOLE_PAIRS: usize = 4096;

/// Candidate pairs, sorted, each once, smaller name first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Candidates {
    /// The pairs.
    pub pairs: Vec<(NameId, NameId)>,
    /// What the caps cost.
    pub remarks: Vec<Remark>,
}

/// A name in a block; `partial` says that the key left a word of it out. A whole name and a partial
/// one are one word apart, two partial ones differ in a word: in an oversized block the former go first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    key: u64,
    partial: bool,
    name: NameId,
}

impl Entry {
    /// As one number, in the order of blocks: by key, whole names before partial ones, by name.
    fn pack(self) -> u128 {
        let name = u128::from(self.name.get());
        u128::from(self.key) << 64 | u128::from(self.partial) << 32 | name
    }

    fn unpack(packed: u128) -> Self {
        let partial = packed >> 32 & 1 == 1;
        Self { key: (packed >> 64) as u64, partial, name: NameId::new(packed as u32) }
    }
}

/// Joins the blocks of all keys with the pairs of `near` vectors (`None`: strings alone), and keeps those that are `promising` at a cheap
/// look, of each name the most alike. Time grows with the names times the caps, never with their square; memory with the names
/// and the pairs kept.
#[must_use]
pub fn candidates(
    lexicon: &Lexicon,
    names: &TiSlice<NameId, Name>,
    near: Option<&Near>,
    promising: impl Fn(NameId, NameId) -> bool + Sync,
    likeness: impl Fn(NameId, NameId) -> f32 + Sync,
) -> Candidates {
    let has_vectors = near.is_some();
    let near = near.map_or(&[][..], |near| &near.pairs);
    let mut packed: Vec<u64> = near.iter().map(|&(a, b)| pack(a, b)).collect();
    let mut remarks = Vec::new();
    let keep = |pair: &u64| {
        let (a, b) = unpack(*pair);
        promising(a, b)
    };
    for key in BLOCKING_KEYS.iter().filter(|key| !(key.strings_only && has_vectors)) {
        let (pairs, remark) = block_pairs(key, entries(key, lexicon, names), &keep);
        packed.extend(pairs);
        remarks.extend(remark);
    }
    sort(&mut packed);
    packed.dedup();
    let pairs: Vec<(NameId, NameId)> = packed.into_iter().map(unpack).collect();
    let pairs = if has_vectors { nearest(pairs, names.len(), NEAREST, likeness) } else { pairs };
    Candidates { pairs, remarks }
}

/// Of all pairs those that are among the `most` nearest of one of their names, by their likeness; what is as near as the
/// last of these stays too. Linear in the pairs.
fn nearest(
    pairs: Vec<(NameId, NameId)>,
    names: usize,
    most: usize,
    likeness: impl Fn(NameId, NameId) -> f32 + Sync,
) -> Vec<(NameId, NameId)> {
    let mut starts = vec![0_usize; names + 1];
    for end in pairs.iter().flat_map(|&(a, b)| [a, b]) {
        starts[usize::from(end) + 1] += 1;
    }
    if starts.iter().all(|&degree| degree <= most) {
        return pairs;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let near = gather(pairs.len(), PAIRS_A_TASK, |range, near| {
        near.extend(pairs[range].iter().map(|&(a, b)| likeness(a, b)));
    });
    let mut next = starts.clone();
    let mut of_name = vec![0.0_f32; 2 * pairs.len()];
    for (&(a, b), &near) in pairs.iter().zip(&near) {
        for end in [a, b] {
            let place = &mut next[usize::from(end)];
            of_name[*place] = near;
            *place += 1;
        }
    }
    drop(next);
    let least = |at: usize| {
        let mut own = of_name[starts[at]..starts[at + 1]].to_vec();
        match own.len() {
            few if few <= most => f32::MIN,
            _ => *own.select_nth_unstable_by(most - 1, |x, y| y.total_cmp(x)).1,
        }
    };
    let least: TiVec<NameId, f32> = map(names, NAMES_A_TASK, least).into();
    let kept = pairs.into_iter().zip(near).filter(|&((a, b), near)| near >= least[a].min(least[b]));
    kept.map(|(pair, _)| pair).collect()
}

/// Two names as one number, in the order of pairs.
pub(crate) fn pack(a: NameId, b: NameId) -> u64 {
    u64::from(a.min(b).get()) << 32 | u64::from(a.max(b).get())
}

fn unpack(pair: u64) -> (NameId, NameId) {
    (NameId::new((pair >> 32) as u32), NameId::new((pair & u64::from(u32::MAX)) as u32))
}

fn block_pairs(
    key: &BlockingKey,
    mut packed: Vec<u128>,
    keep: &(impl Fn(&u64) -> bool + Sync),
) -> (Vec<u64>, Option<Remark>) {
    sort_wide(&mut packed);
    let mut entries: Vec<Entry> = packed.into_iter().map(Entry::unpack).collect();
    entries.dedup_by_key(|entry| (entry.key, entry.name));
    let blocks: Vec<&[Entry]> =
        entries.chunk_by(|a, b| a.key == b.key).filter(|block| block.len() > 1).collect();
    let kept = |_, block: &&[Entry], pairs: &mut Vec<u64>| {
        pairs.extend(pairs_of(block, key.cap).iter().filter(|pair| keep(pair)))
    };
    let pairs = flat(&blocks, BLOCKS_A_TASK, kept);
    let over: Vec<usize> = blocks.iter().map(|block| block.len()).filter(|&size| size > key.cap).collect();
    let remark = over.iter().max().map(|&largest| Remark::BlocksThinned {
        key: key.name,
        blocks: over.len(),
        most: key.cap,
        neighbors: NEIGHBORS,
        largest,
    });
    (pairs, remark)
}

/// Where a key puts all names, packed.
fn entries(key: &BlockingKey, lexicon: &Lexicon, names: &TiSlice<NameId, Name>) -> Vec<u128> {
    let of = |at: usize, name: &Name, entries: &mut Vec<u128>| {
        let id = NameId::from(at);
        let mut keys = Vec::new();
        (key.keys)(lexicon, name, &lexicon.profiles[id], &mut keys);
        entries.extend(keys.into_iter().map(|(key, partial)| Entry { key, partial, name: id }.pack()));
    };
    flat(&names.raw, NAMES_A_TASK, of)
}

fn pairs_of(block: &[Entry], cap: usize) -> Vec<u64> {
    let mut pairs = Vec::new();
    if block.len() <= cap {
        for (i, a) in block.iter().enumerate() {
            pairs.extend(block[i + 1..].iter().map(|b| pack(a.name, b.name)));
        }
        return pairs;
    }
    for window in 1..=NEIGHBORS {
        pairs.extend(block.iter().zip(&block[window..]).map(|(a, b)| pack(a.name, b.name)));
    }
    // Whole members are few (one a kind, as a rule), and one word from every partial member.
    let whole = block.partition_point(|entry| !entry.partial);
    let reach = (WHOLE_PAIRS.max(4 * block.len())) / whole.max(1);
    for (i, a) in block[..whole].iter().enumerate() {
        pairs.extend(block[i + 1..].iter().take(reach).map(|b| pack(a.name, b.name)));
    }
    pairs
}

/// Mixes numbers into one key (FNV-1a over 32-bit steps with a final avalanche): a collision only
/// adds a pair to be judged.
fn mix(seed: u64, numbers: impl IntoIterator<Item = u64>) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325 ^ seed;
    for number in numbers {
        hash = (hash ^ number).wrapping_mul(0x0000_0100_0000_01B3);
        hash ^= hash >> 32;
    }
    hash.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A stem as a part of a key.
fn number(stem: StemId) -> u64 {
    stem.get().into()
}

/// Content words of a name by their blocking stem, sorted, no repeats; all words where none is content.
fn content(lexicon: &Lexicon, profile: &Profile) -> Vec<StemId> {
    let key = |word: &Word| lexicon.stem(*word).key;
    let is_content = |word: &&Word| lexicon.stem(**word).classes & words::LIGHT == 0;
    let mut keys: Vec<StemId> = profile.words.iter().filter(is_content).map(key).collect();
    if keys.is_empty() {
        keys = profile.words.iter().map(key).collect();
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn by_words(lexicon: &Lexicon, _: &Name, profile: &Profile, keys: &mut Vec<(u64, bool)>) {
    let content = content(lexicon, profile);
    keys.push((mix(1, content.iter().copied().map(number)), false));
    if content.len() > 10 {
        return;
    }
    for skip in 0..content.len() {
        let rest = content.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, &key)| number(key));
        if content.len() > 1 {
            keys.push((mix(1, rest), true));
        }
    }
}

/// Names in which a word may occur to be called rare.
pub(crate) const RARE: u32 = 40;

fn by_rare_word(lexicon: &Lexicon, _: &Name, profile: &Profile, keys: &mut Vec<(u64, bool)>) {
    for word in &profile.words {
        let stem = &lexicon.stems[lexicon.stem(*word).key];
        if stem.frequency <= RARE {
            keys.push((mix(2, [number(stem.key)]), false));
        }
    }
}

fn by_word_pair(lexicon: &Lexicon, _: &Name, profile: &Profile, keys: &mut Vec<(u64, bool)>) {
    let mut content = content(lexicon, profile);
    let rarity = |key: &StemId| lexicon.stems[*key].frequency;
    content.sort_unstable_by_key(|key| (rarity(key), *key));
    content.truncate(4);
    for (i, &x) in content.iter().enumerate() {
        for &y in &content[i + 1..] {
            keys.push((mix(3, [number(x.min(y)), number(x.max(y))]), false));
        }
    }
}

fn by_article(_: &Lexicon, _: &Name, profile: &Profile, keys: &mut Vec<(u64, bool)>) {
    keys.extend(profile.articles.iter().map(|article| (mix(4, [u64::from(article.get())]), false)));
}

/// Letters of the start and of the end that form a key.
const ENDS: usize = 12;

fn by_letters(_: &Lexicon, name: &Name, _: &Profile, keys: &mut Vec<(u64, bool)>) {
    let letters: Vec<u64> = name.normal.chars().filter(|c| *c != ' ').map(u64::from).collect();
    keys.push((mix(5, letters.iter().copied()), false));
    if letters.len() >= ENDS {
        keys.push((mix(6, letters[..ENDS].iter().copied()), false));
        keys.push((mix(7, letters[letters.len() - ENDS..].iter().copied()), false));
    }
}

/// A single word of 3 to 6 letters as it is; a name of 3 to 6 words by its initials.
fn by_initials(lexicon: &Lexicon, _: &Name, profile: &Profile, keys: &mut Vec<(u64, bool)>) {
    let text = |word: &Word| lexicon.stem(*word).text.as_str();
    match profile.words.as_slice() {
        [word] if (3..=6).contains(&text(word).chars().count()) => {
            keys.push((mix(8, text(word).chars().map(u64::from)), false));
        }
        many if (3..=6).contains(&many.len()) => {
            keys.push((
                mix(8, many.iter().filter_map(|word| text(word).chars().next()).map(u64::from)),
                false,
            ));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{NameId, nearest};

    fn id(number: u32) -> NameId {
        NameId::new(number)
    }

    // By hand: of the four pairs of 0 the nearest two stay, and (0, 1) since it is the nearest of 1.
    #[test]
    fn a_pair_is_judged_where_it_is_among_the_nearest_of_either_name() {
        let near = [(0, 1, 0.70), (0, 2, 0.80), (0, 3, 0.90), (0, 4, 0.95), (2, 3, 0.85), (2, 4, 0.86)];
        let pairs = near.iter().map(|&(a, b, _)| (id(a), id(b))).collect();
        let likeness =
            |a, b| near.iter().find(|&&(x, y, _)| (id(x), id(y)) == (a, b)).map_or(0.0, |pair| pair.2);
        let kept = nearest(pairs, 5, 2, likeness);
        let expected = [(0, 1), (0, 3), (0, 4), (2, 3), (2, 4)].map(|(a, b)| (id(a), id(b)));
        assert_eq!(kept, expected);
    }

    #[test]
    fn few_pairs_are_all_judged_and_ties_stay() {
        let all: Vec<_> = (0..4).flat_map(|a| (a + 1..4).map(move |b| (id(a), id(b)))).collect();
        assert_eq!(nearest(all.clone(), 4, 3, |_, _| 0.0), all);
        assert_eq!(nearest(all.clone(), 4, 1, |_, _| 0.8), all);
    }
}
