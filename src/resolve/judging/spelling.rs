//! Slips of the pen: words that are no English words, and yet one edit away from one.

use crate::language::Language;
use crate::resolve::names::lexicon::Lexicon;
use crate::resolve::names::profile::{Profile, Stem, StemId};
use portent_graph::index::TiVec;

/// The stem that each stem is a slip for; itself for all others.
pub(super) struct Spelling(TiVec<StemId, StemId>);

impl Spelling {
    /// Of two stems that blocking takes for one word and its misspelling, exactly one must be a common English word. Linear
    /// in stems.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let meant = |(id, stem): (StemId, &Stem)| {
            let near = &lexicon.stems[stem.key];
            let is_slip = stem.sense != near.sense && stem.unknown != near.unknown;
            if is_slip { stem.key } else { id }
        };
        Self(lexicon.stems.iter_enumerated().map(meant).collect())
    }

    /// Whether two English names are equal, word by word, but for slips. Linear in their words.
    pub(super) fn differ_by_slips(&self, a: &Profile, b: &Profile) -> bool {
        let is_english = |name: &Profile| name.language == Language::English && !name.truncated;
        let mut pairs = a.words.iter().zip(&b.words);
        a.words.len() == b.words.len()
            && pairs.all(|(x, y)| self.0[x.stem] == self.0[y.stem])
            && a.words.iter().zip(&b.words).any(|(x, y)| x.stem != y.stem)
            && is_english(a)
            && is_english(b)
    }
}

#[cfg(test)]
mod tests {
    use super::Spelling;
    use crate::resolve::judging::reader::reading::Reader;
    use crate::resolve::names::grouping::names;
    use crate::resolve::names::lexicon::Lexicon;
    use crate::resolve::sample::corpus;

    fn differ_by_slips(a: &str, b: &str) -> bool {
        let corpus = corpus(&[("a.md", "signal", a, ""), ("b.md", "signal", b, "")]);
        let mut lexicon = Lexicon::new(&corpus, &names(&corpus, &[]).0);
        Reader::new(&lexicon).mark(&mut lexicon.stems);
        let [a, b] = &lexicon.profiles.raw[..] else { panic!("two names") };
        Spelling::new(&lexicon).differ_by_slips(a, b)
    }

    #[test]
    fn a_slip_is_no_word_and_near_one() {
        assert!(differ_by_slips("Kelp Farmng Subsidies", "Kelp Farming Subsidies"));
        assert!(differ_by_slips("Generalizatio", "Generalization"));
        // Both are words; another order; nothing but equal words.
        assert!(!differ_by_slips("Martial Courts", "Marital Courts"));
        assert!(!differ_by_slips("Subsidies Kelp Farmng", "Kelp Farming Subsidies"));
        assert!(!differ_by_slips("Kelp Farms", "Kelp Farm"));
    }
}
