//! What the reader and the forest are taught from: names as they are compared, and the evidence of pairs.

use std::io::{Result, Write};

use crate::resolve::lab::pairs::{LabeledPair, locate};
use crate::resolve::names::profile::Word;
use crate::resolve::resolver::Resolver;
use crate::resolve::types::NameId;

/// Descriptions of a name that a teacher sees.
const TOLD: usize = 3;

impl Resolver<'_> {
    /// Writes the names, one a line, tab-separated: kind, label, normal form, articles, mentions, file stem of the first
    /// article, words (`stem|form|slot|rarity`, parted by spaces), descriptions (parted by U+001F). Linear in their text.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_names(&self, to: &mut impl Write) -> Result<()> {
        let lexicon = self.judge().lexicon();
        let plain = |text: &str| text.replace(['\t', '\n', '\u{1f}'], " ");
        for (id, name) in self.names.iter_enumerated() {
            let profile = &lexicon.profiles[id];
            let word = |word: &Word| {
                let stem = lexicon.stem(*word);
                format!("{}|{}|{:?}|{:.4}", stem.text, stem.form, word.slot, stem.rarity)
            };
            let words: Vec<String> = profile.words.iter().map(word).collect();
            let mut told: Vec<String> = Vec::new();
            for description in
                name.mentions.iter().filter_map(|&id| self.corpus.mentions[id].description.as_deref())
            {
                let description = plain(description);
                if !description.is_empty() && !told.contains(&description) && told.len() < TOLD {
                    told.push(description);
                }
            }
            let path = &self.corpus.articles[self.corpus.mentions[name.mentions[0]].article].path;
            let stem = std::path::Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
            let kind = &self.corpus.schema.kind(name.kind).name;
            let counts = (profile.articles.len(), name.mentions.len());
            writeln!(
                to,
                "{kind}\t{}\t{}\t{}\t{}\t{stem}\t{}\t{}",
                plain(&name.label),
                name.normal,
                counts.0,
                counts.1,
                words.join(" "),
                told.join("\u{1f}")
            )?;
        }
        Ok(())
    }

    /// The names of labeled pairs, smaller first; none where one is missing.
    pub fn located(&self, pairs: &[LabeledPair]) -> Vec<Option<(NameId, NameId)>> {
        locate(self.corpus, &self.names, pairs)
    }

    /// The candidate pairs, those that blocking brings together.
    pub fn candidates(&self) -> &[(NameId, NameId)] {
        &self.blocked().candidates.pairs
    }

    /// Writes the evidence of pairs: two ids (u32), then the numbers (f32): match probability of the first look, what
    /// the reader says of broader and narrower, then all that the forest weighs. Little-endian, one row a pair.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_evidence(&self, pairs: &[(NameId, NameId)], to: &mut impl Write) -> Result<()> {
        for chunk in pairs.chunks(1 << 16) {
            let rows = portent_graph::parallel::map_of(chunk, 1024, |&(a, b)| {
                let mut row: Vec<u8> = Vec::new();
                row.extend(a.get().to_le_bytes());
                row.extend(b.get().to_le_bytes());
                self.judge().weighed(a, b).iter().for_each(|number| row.extend(number.to_le_bytes()));
                row
            });
            rows.iter().try_for_each(|row| to.write_all(row))?;
        }
        Ok(())
    }
}
