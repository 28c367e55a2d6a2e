//! Who wrote the articles, as nodes: people that tie some articles together and not all.

use rustc_hash::FxHashMap;

use crate::folding::folded;
use crate::parse::parsed::ParsedArticle;
use crate::parse::vocabulary::section::Schema;

/// A name on more than so many percent of the articles that name their authors ties nothing: it says whose archive it is.
const MOST_PERCENT: usize = 80;

/// Makes mentions of the authors that stand on some of the articles, of the kind `person`, which only an archive with
/// such authors has. O(n log n).
pub(in crate::parse) fn name_people(parsed: &mut [ParsedArticle], schema: &mut Schema) {
    let mut articles_of: FxHashMap<String, usize> = FxHashMap::default();
    let mut signed = 0;
    for article in parsed.iter().filter(|article| !article.authors.is_empty()) {
        signed += 1;
        // Each name stands once in an article.
        for author in &article.authors {
            *articles_of.entry(folded(&author.name)).or_default() += 1;
        }
    }
    let ties = |name: &str| {
        articles_of.get(&folded(name)).is_some_and(|&articles| articles * 100 <= signed * MOST_PERCENT)
    };
    for article in parsed {
        let mut authors = std::mem::take(&mut article.authors);
        authors.retain(|author| ties(&author.name));
        if authors.is_empty() {
            continue;
        }
        let kind = schema.person_kind();
        authors.iter_mut().for_each(|author| author.kind = kind);
        article.mentions.append(&mut authors);
        article.mentions.sort_by_key(|mention| mention.line);
    }
}
