//! Small corpora for tests: pages in, a corpus and a resolution by equal names out.

use crate::parse::{Article, ArticleId, Corpus, Edition, EditionId, KindId, Mention, MentionId, Precision};
use crate::resolve::{Entity, EntityId, Link, LinkRelation, Name, NameId, Resolution};
use portent_graph::index::TiVec;

/// One page; rows are a kind, a name and a relevancy (0 for none).
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) edition: Option<String>,
    pub(crate) link: Option<String>,
    pub(crate) category: Option<String>,
    pub(crate) closest: Vec<usize>,
    pub(crate) rows: Vec<(KindId, String, u8)>,
}

/// A page of that path, edition (`""` for none) and rows.
pub(crate) fn page(path: &str, edition: &str, rows: &[(KindId, &str)]) -> Page {
    Page {
        path: path.into(),
        edition: (!edition.is_empty()).then(|| edition.into()),
        rows: rows.iter().map(|&(kind, name)| (kind, name.into(), 0)).collect(),
        ..Page::default()
    }
}

/// The corpus of some pages, in any order; titles are the paths. Pages with one link or equal rows are copies.
pub(crate) fn corpus(pages: &[Page]) -> Corpus {
    let mut pages = pages.to_vec();
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    let mut labels: Vec<String> = pages.iter().filter_map(|page| page.edition.clone()).collect();
    labels.sort_by_key(|label| (edition(label).date.is_none(), label.clone()));
    labels.dedup();
    let articles = pages.iter().enumerate().map(|(at, page)| article(&pages, at, page, &labels)).collect();
    let mentions = pages.iter().zip(0..).flat_map(|(page, at)| mentions(page, ArticleId::new(at))).collect();
    Corpus {
        articles,
        mentions,
        editions: labels.iter().map(|label| edition(label)).collect(),
        ..Corpus::default()
    }
}

fn edition(label: &str) -> Edition {
    let date = jiff::civil::Date::strptime("%Y%m%d", label).ok();
    let outlier = date.is_some_and(|date| date.year() > 2028);
    Edition { label: label.into(), date, precision: Precision::Day, link: None, outlier }
}

fn article(pages: &[Page], at: usize, page: &Page, labels: &[String]) -> Article {
    let mut rows = page.rows.clone();
    rows.sort();
    let copied = pages[..at].iter().position(|earlier| {
        let mut others = earlier.rows.clone();
        others.sort();
        (page.link.is_some() && earlier.link == page.link) || (!rows.is_empty() && others == rows)
    });
    let edition = page.edition.as_ref().and_then(|own| labels.iter().position(|label| label == own));
    Article {
        path: page.path.clone(),
        title: page.path.clone(),
        link: page.link.clone(),
        category: page.category.clone(),
        edition: edition.map(|at| EditionId::new(at as u32)),
        closest: page.closest.iter().map(|&at| ArticleId::new(at as u32)).collect(),
        copy_of: copied.map(|at| ArticleId::new(at as u32)),
        ..Article::default()
    }
}

fn mentions(page: &Page, article: ArticleId) -> Vec<Mention> {
    let rows = page.rows.iter().zip(1..);
    rows.map(|((kind, name, relevancy), line)| Mention {
        article,
        line,
        kind: *kind,
        name: name.as_str().into(),
        description: (*relevancy > 0).then(|| format!("{name} in {}", page.path).into()),
        relevancy: (*relevancy > 0).then(|| f64::from(*relevancy)),
        attributes: Box::default(),
    })
    .collect()
}

/// Names that are equal but for case are one name, and every name an entity.
pub(crate) fn resolution(corpus: &Corpus) -> Resolution {
    let key = |mention: &Mention| (mention.kind, mention.name.to_lowercase());
    let mut keys: Vec<(KindId, String)> = corpus.mentions.iter().map(key).collect();
    keys.sort();
    keys.dedup();
    let name_of: TiVec<MentionId, NameId> = corpus
        .mentions
        .iter()
        .map(|mention| NameId::from(keys.partition_point(|other| *other < key(mention))))
        .collect();
    let name = |(at, (kind, normal)): (u32, &(KindId, String))| {
        let own = name_of.iter_enumerated().filter(|(_, name)| name.get() == at);
        let mentions: Vec<MentionId> = own.map(|(mention, _)| mention).collect();
        let label = corpus.mentions[mentions[0]].name.to_string();
        Name { kind: *kind, normal: normal.clone(), label, mentions }
    };
    let names: TiVec<NameId, Name> = (0..).zip(&keys).map(name).collect();
    let entity = |(name, at): (&Name, u32)| Entity {
        kind: name.kind,
        label: name.label.clone(),
        aliases: Vec::new(),
        names: vec![NameId::new(at)],
        certainty: vec![],
        weakest: None,
        reasons: Vec::new(),
    };
    Resolution {
        entities: names.iter().zip(0..).map(entity).collect(),
        entity_of: EntityId::first(names.len()).collect(),
        name_of,
        names: std::sync::Arc::new(names),
        ..Resolution::default()
    }
}

/// The entity of that label.
pub(crate) fn entity(resolution: &Resolution, label: &str) -> EntityId {
    resolution.entities.position(|entity| entity.label == label).unwrap()
}

/// A link between the entities of two labels.
pub(crate) fn link(resolution: &Resolution, a: &str, b: &str, relation: LinkRelation) -> Link {
    let (a, b) = (entity(resolution, a), entity(resolution, b));
    Link { a: a.min(b), b: a.max(b), relation, probability: 0.9 }
}

/// Random pages: few names, so that they meet often.
pub(crate) fn pages() -> impl proptest::strategy::Strategy<Value = Vec<Page>> {
    use proptest::prelude::*;
    let row = (0u8..7, 0u8..9, 0u8..6).prop_map(|(kind, name, relevancy)| {
        (
            KindId::new(u32::from(kind)),
            ["C", "c", "C++", "c++!", "\u{4e2d}", "a b", "A-B", "x", "51%"][name as usize].into(),
            relevancy,
        )
    });
    let edition = prop::sample::select(vec![
        None,
        Some("20250101"),
        Some("20250201"),
        Some("20300101"),
        Some("2966.0"),
    ]);
    let link = prop::sample::select(vec![
        None,
        Some("https://a.org/1"),
        Some("http://www.a.org/2"),
        Some("https://b.org"),
    ]);
    let one = (edition, link, prop::collection::vec(row, 0..9), prop::collection::vec(0usize..5, 0..3));
    prop::collection::vec(one, 5..12).prop_map(|pages| {
        let numbered = pages.into_iter().enumerate();
        numbered
            .map(|(at, (edition, link, rows, closest))| Page {
                path: format!("{at:02}.md"),
                edition: edition.map(Into::into),
                link: link.map(Into::into),
                category: at.is_multiple_of(2).then(|| "even".into()),
                closest: closest.into_iter().filter(|&other| other != at).collect(),
                rows,
            })
            .collect()
    })
}
