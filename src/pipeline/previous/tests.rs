use super::{clusters, ids};
use crate::graph::build::build;
use crate::graph::sample::{corpus, page, resolution};
use crate::parse::KindId;
use crate::property_graph::sample::{assembled, four_pages};

#[test]
fn an_entity_keeps_the_id_it_had_although_its_first_name_is_another() {
    let mut previous = assembled(&four_pages());
    // As if the earlier run had seen another name first.
    let privacy = previous.nodes.iter().find(|(_, node)| node.id == "concern:privacy").unwrap().0;
    previous.nodes[privacy].id = "concern:secrecy".into();
    let mut pages = four_pages();
    pages.push(page("e", "20260101", &[(KindId::CONCERN, "Privacy"), (KindId::CONCERN, "New")]));
    let corpus = corpus(&pages);
    let resolution = resolution(&corpus);
    let kept = ids(&corpus, &resolution, &previous);
    let graph = build(&corpus, &resolution);
    let of = |id: &str| {
        let at = graph.nodes.iter().position(|node| node.id == id).unwrap();
        kept[at].clone()
    };
    // Two of three mentions are the same.
    assert_eq!(of("concern:privacy").as_deref(), Some("concern:secrecy"));
    assert_eq!(of("article:a").as_deref(), Some("article:a"));
    assert_eq!(of("concern:new"), None);
}

#[test]
fn clusters_are_numbered_from_zero() {
    let previous = assembled(&four_pages());
    let earlier = clusters(&previous);
    assert_eq!(earlier.keys.len(), previous.clusters.len());
    let first = earlier.cluster_of.iter().filter(|cluster| **cluster == Some(0)).count();
    assert_eq!(first as u64, previous.clusters[0].size);
}
