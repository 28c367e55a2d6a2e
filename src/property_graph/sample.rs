//! Small assembled graphs for tests.

use super::assemble::{Settings, assemble};
use super::{Parts, PropertyGraph};
use crate::analysis::{AnalysisOptions, analyze};
use crate::graph::View;
use crate::graph::build::build;
use crate::graph::concepts::{ConceptsOptions, concepts};
use crate::graph::sample::{Page, corpus, page, resolution};
use crate::parse::KindId;

/// The full graph of some pages, names resolved by equality alone.
pub(crate) fn assembled(pages: &[Page]) -> PropertyGraph {
    assembled_with(pages, Settings::default())
}

/// [`assembled`], with settings.
pub(crate) fn assembled_with(pages: &[Page], settings: Settings) -> PropertyGraph {
    let corpus = corpus(pages);
    let mut resolution = resolution(&corpus);
    for entity in &mut resolution.entities {
        entity.aliases = vec![format!("{} (alias)", entity.label)];
    }
    let graph = build(&corpus, &resolution);
    let analysis = analyze(&corpus, &resolution, &graph, &AnalysisOptions::default());
    let parts =
        Parts { corpus: &corpus, resolution: &resolution, graph: &graph, view: &graph, analysis: &analysis };
    assemble(&parts, settings)
}

/// The view `concepts` of some pages, every pair of two shared articles kept.
pub(crate) fn assembled_concepts(pages: &[Page]) -> PropertyGraph {
    let corpus = corpus(pages);
    let resolution = resolution(&corpus);
    let graph = build(&corpus, &resolution);
    let options = ConceptsOptions { significance: 1.0, ..ConceptsOptions::default() };
    let (view, remarks) = concepts(&corpus, &resolution, &graph, &options);
    let analysis = analyze(&corpus, &resolution, &view, &AnalysisOptions::default());
    let parts =
        Parts { corpus: &corpus, resolution: &resolution, graph: &graph, view: &view, analysis: &analysis };
    assemble(&parts, Settings { view: View::Concepts, remarks, ..Settings::default() })
}

/// Four pages: `jobs` on three in January, March and without a date, `privacy` on two, `rare` on one.
pub(crate) fn four_pages() -> Vec<Page> {
    let (concern, issue) = (KindId::CONCERN, KindId::ISSUE);
    let mut pages = vec![
        page("a", "20250101", &[(concern, "Jobs"), (concern, "Privacy"), (KindId::KEYWORD, "ai")]),
        page("b", "20250301", &[(concern, "Jobs"), (issue, "Jobs"), (concern, "Rare")]),
        page("c", "", &[(concern, "Jobs"), (concern, "Privacy")]),
        page("d", "", &[(issue, "Alone")]),
    ];
    pages[0].category = Some("Work".into());
    pages[1].category = Some("Life".into());
    pages[0].rows[0].2 = 3;
    pages[1].rows[0].2 = 5;
    pages[2].rows[0].2 = 5;
    pages
}
