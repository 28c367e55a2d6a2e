//! Node ids: `kind:slug`, ASCII, unique, and unmoved by articles that come later.
//!
//! The slug is made of the name first seen: names of dated editions come before undated ones, then the
//! order of path and line decides. A node seen later never takes the id of one seen earlier.

use rustc_hash::FxHashSet;

use super::kind_key;
use super::slug::{fold, hashed_slug, slug};
use crate::parse::{Article, ArticleId, Corpus, EditionId, KindId, MentionId};
use crate::resolve::Resolution;
use portent_graph::index::{TiSlice, TiVec};

/// Longest slug, hash included.
const LONGEST: usize = 80;

/// What an id is made of.
struct Naming<'a> {
    /// The key of its kind.
    kind: &'a str,
    name: &'a str,
    /// Tells nodes of one name apart.
    detail: &'a str,
    /// Earlier nodes keep the plain slug: edition (undated last), then position.
    seen: (u32, u32),
}

/// The ids of all nodes: articles, editions, then entities. O(text + nodes log nodes).
#[must_use]
pub fn node_ids(corpus: &Corpus, resolution: &Resolution) -> Vec<String> {
    let mut namings = article_namings(corpus);
    namings.extend(corpus.editions.iter().zip(0..).map(|(edition, at)| Naming {
        kind: "edition",
        name: &edition.label,
        detail: &edition.label,
        seen: (at, 0),
    }));
    let keys = kind_key::keys(&corpus.schema);
    namings.extend(entity_namings(corpus, resolution, &keys));
    unique(&namings)
}

/// Ids that stay as they were in an earlier graph: `kept` holds one entry a node. A node without an earlier id keeps
/// its own, or one with a hash where an earlier id has taken it. O(nodes).
#[must_use]
pub fn inherited(own: Vec<String>, kept: &[Option<String>]) -> Vec<String> {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut ids: Vec<Option<String>> = Vec::with_capacity(own.len());
    for kept in kept {
        // An earlier id goes to one node only; one without a kind (of older builds) goes to none.
        ids.push(kept.clone().filter(|id| !id.starts_with(':') && taken.insert(id.clone())));
    }
    let mut result = Vec::with_capacity(own.len());
    for (own, kept) in own.into_iter().zip(ids) {
        let mut id = kept.clone().unwrap_or_else(|| own.clone());
        let mut attempt = 1;
        while kept.is_none() && !taken.insert(id.clone()) {
            let (kind, slug) = own.split_once(':').unwrap_or(("", &own));
            id = format!("{kind}:{}", hashed_slug(slug, &format!("{own}#{attempt}"), LONGEST));
            attempt += 1;
        }
        result.push(id);
    }
    result
}

fn article_namings(corpus: &Corpus) -> Vec<Naming<'_>> {
    let articles = corpus.articles.iter().zip(0..);
    articles
        .map(|(article, at)| Naming {
            kind: "article",
            name: &article.title,
            detail: &article.path,
            seen: (dated_edition(corpus, article), at),
        })
        .collect()
}

fn entity_namings<'a>(
    corpus: &'a Corpus,
    resolution: &'a Resolution,
    keys: &'a TiSlice<KindId, String>,
) -> impl Iterator<Item = Naming<'a>> {
    let first = first_mentions(corpus, resolution);
    resolution.entities.iter().zip(first).map(|(entity, (edition, mention))| {
        let name =
            corpus.mentions.get(MentionId::new(mention)).map_or(entity.label.as_str(), |m| m.name.as_str());
        Naming { kind: &keys[entity.kind], name, detail: name, seen: (edition, mention) }
    })
}

/// The first mention of each entity: the number of its edition (`u32::MAX` where undated) and the mention.
fn first_mentions(corpus: &Corpus, resolution: &Resolution) -> Vec<(u32, u32)> {
    let edition_of: TiVec<ArticleId, u32> =
        corpus.articles.iter().map(|article| dated_edition(corpus, article)).collect();
    let seen = |&id: &MentionId| (edition_of[corpus.mentions[id].article], id.get());
    let entities = resolution.entities.iter();
    entities
        .map(|entity| {
            let names = entity.names.iter().map(|&name| &resolution.names[name]);
            names.flat_map(|name| &name.mentions).map(seen).min().unwrap_or((u32::MAX, u32::MAX))
        })
        .collect()
}

/// The number of an article's edition, which is in the order of dates; `u32::MAX` where it has no date.
fn dated_edition(corpus: &Corpus, article: &Article) -> u32 {
    let edition = article.edition.filter(|&id| corpus.editions[id].date.is_some());
    edition.map_or(u32::MAX, EditionId::get)
}

/// Makes each id in the order of first sight; where one is taken, the later node gets a hash of its detail.
fn unique(namings: &[Naming<'_>]) -> Vec<String> {
    let mut order: Vec<usize> = (0..namings.len()).collect();
    order.sort_by_key(|&at| (namings[at].seen, at));
    let mut ids = vec![String::new(); namings.len()];
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for at in order {
        let Naming { kind, name, detail, .. } = namings[at];
        let mut id = format!("{kind}:{}", complete_slug(name));
        let mut attempt = 1;
        while taken.contains(&id) {
            let salt = if attempt == 1 { detail.to_owned() } else { format!("{detail}#{attempt}") };
            id = format!("{kind}:{}", hashed_slug(&slug(name).0, &salt, LONGEST));
            attempt += 1;
        }
        taken.insert(id.clone());
        ids[at] = id;
    }
    ids
}

/// The slug of a name, with a hash where it loses or cuts something.
///
/// ```
/// use portent::graph::id::complete_slug;
/// assert_eq!(complete_slug("AI & Jobs: the Shift"), "ai-jobs-the-shift");
/// assert_eq!(complete_slug("C"), "c");
/// assert!(complete_slug("C++").starts_with("c-"));
/// ```
#[must_use]
pub fn complete_slug(name: &str) -> String {
    let (slug, lossy) = slug(name);
    if lossy || slug.is_empty() || slug.len() > LONGEST {
        hashed_slug(&slug, &fold(name), LONGEST)
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Naming, complete_slug, inherited, unique};
    use crate::graph::slug::short_hash;

    #[test]
    fn a_slug_keeps_words_and_drops_punctuation() {
        assert_eq!(complete_slug("  High-Performance Computing (HPC) "), "high-performance-computing-hpc");
        assert_eq!(complete_slug("Nation\u{2019}s \u{201C}Debt\u{201D}"), "nations-debt");
    }

    // T9: ids are short and ASCII, and differ.
    #[test]
    fn what_is_lost_or_cut_gets_a_hash() {
        for name in ["C++", "C#", "caf\u{e9}", "\u{4e2d}\u{56fd}", "51%", &"word ".repeat(40), ""] {
            let slug = complete_slug(name);
            let hash = slug.rsplit('-').next().unwrap();
            assert_eq!(hash.len(), 8, "{slug}");
            assert!(hash.bytes().all(|b| b.is_ascii_hexdigit()), "{slug}");
            assert!(slug.len() <= LONGEST && slug.is_ascii(), "{slug}");
        }
        assert_ne!(complete_slug("C++"), complete_slug("C#"));
        assert!(complete_slug(&"word ".repeat(40)).starts_with("word-word-"));
    }

    #[test]
    fn earlier_ids_are_kept_and_nobody_else_gets_them() {
        let own = ["a:x", "a:y", "a:z"].map(String::from).to_vec();
        let ids = inherited(own, &[None, Some("a:x".into()), Some("a:x".into())]);
        assert_eq!(ids[1..], ["a:x", "a:z"]);
        assert_eq!(ids[0], format!("a:x-{}", short_hash("a:x#1")));
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        // FNV-1a 64 of "a" is af63dc4c8601ec8c (the authors' test vectors); its halves xored:
        assert_eq!(short_hash("a"), format!("{:08x}", 0xaf63_dc4c_u32 ^ 0x8601_ec8c));
    }

    #[test]
    fn the_node_first_seen_keeps_the_plain_id() {
        let later = Naming { kind: "keyword", name: "a-i", detail: "a-i", seen: (9, 0) };
        let first = Naming { kind: "keyword", name: "A I", detail: "A I", seen: (3, 7) };
        let third = Naming { kind: "keyword", name: "a-i", detail: "a-i", seen: (9, 1) };
        let ids = unique(&[later, first, third]);
        assert_eq!(ids[1], "keyword:a-i");
        assert_eq!(ids[0], format!("keyword:a-i-{}", short_hash("a-i")));
        assert_eq!(ids[2], format!("keyword:a-i-{}", short_hash("a-i#2")));
    }
}
