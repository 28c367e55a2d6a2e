//! What the network says of two names of a lexicon.

use crate::resolve::judging::reader::table::SHIPPED;
use crate::resolve::language::words::Slot;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, Stem, StemId};
use portent_graph::index::{TiSlice, TiVec};
use portent_graph::parallel;
use portent_kernel::network::{READ, Read, Seen};

/// Stems that one task looks up.
const TASK: usize = 512;

/// The stems of a lexicon, as the network sees them.
pub(crate) struct Reader {
    seen: TiVec<StemId, Seen>,
    /// Which stems the table knows.
    known: TiVec<StemId, bool>,
}

/// What the network says of two names, each as ln of a probability (they add up to 1), but for the likeness.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Reading {
    /// One thing.
    pub(crate) duplicate: f32,
    /// The first is broader.
    pub(crate) broader: f32,
    /// The first is narrower.
    pub(crate) narrower: f32,
    /// Worth a link.
    pub(crate) related: f32,
    /// Neither.
    pub(crate) distinct: f32,
    /// How near the names lie in meaning, about 0 to 1.
    pub(crate) likeness: f32,
}

impl Reader {
    /// Looks every stem up. Linear in stems.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let find = |stem: &Stem| SHIPPED.find(&stem.text);
        let vectors = parallel::map_of(&lexicon.stems.raw, TASK, find);
        let layers = &SHIPPED.layers;
        let seen = parallel::map_of(&vectors, TASK, |vector| layers.see(vector.unwrap_or(layers.unknown)));
        Self { seen: seen.into(), known: vectors.iter().map(Option::is_some).collect() }
    }

    /// Reads two names. Their words times each other, at most 12 a name.
    pub(crate) fn read(&self, a: &Profile, b: &Profile) -> Reading {
        let words = |profile: &Profile| -> Vec<Read<'_>> {
            let read = profile.words.iter().take(READ);
            read.map(|word| Read {
                seen: &self.seen[word.stem],
                identity: word.stem.get(),
                place: place(word.slot),
            })
            .collect()
        };
        let [duplicate, broader, narrower, related, distinct, likeness] =
            SHIPPED.layers.answer(&words(a), &words(b));
        let all = [duplicate, broader, narrower, related, distinct];
        let highest = all.iter().copied().fold(f32::MIN, f32::max);
        let total = highest + libm::logf(all.iter().map(|x| libm::expf(x - highest)).sum());
        Reading {
            duplicate: duplicate - total,
            broader: broader - total,
            narrower: narrower - total,
            related: related - total,
            distinct: distinct - total,
            likeness: likeness / 4.0,
        }
    }

    /// Marks the stems that the table lacks, which holds all common English words.
    pub(crate) fn mark(&self, stems: &mut TiSlice<StemId, Stem>) {
        stems.iter_mut().zip(&self.known).for_each(|(stem, known)| stem.unknown = !known);
    }

    /// Share of the words of a name that the table knows, 0 to 1.
    pub(crate) fn known(&self, profile: &Profile) -> f64 {
        let known = profile.words.iter().filter(|word| self.known[word.stem]).count();
        known as f64 / profile.words.len().max(1) as f64
    }
}

/// The number of a place; 0 is padding.
fn place(slot: Slot) -> usize {
    1 + match slot {
        Slot::Head => 0,
        Slot::Of => 1,
        Slot::In => 2,
        Slot::For => 3,
        Slot::On => 4,
        Slot::By => 5,
        Slot::With => 6,
        Slot::Against => 7,
        Slot::Versus => 8,
        Slot::Aside => 9,
    }
}
