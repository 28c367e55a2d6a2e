//! What shares a color: clusters or kinds, and the patches of clusters.

use std::collections::BTreeMap;

use super::ColorBy;
use super::placement::Placement;
use crate::color::NOWHERE;
use crate::picture::{CLUSTER_COLORS, OTHER};
use portent_graph::index::NodeRow;

/// Clusters that get a name; as many as there are colors.
const NAMED: usize = 12;

/// A named cluster of the picture.
pub(super) struct Cluster {
    /// Its rank in the whole graph.
    pub(super) number: i64,
    pub(super) label: String,
    pub(super) color: [u8; 3],
    /// Corners around its drawn nodes, strays left out.
    pub(super) hull: Vec<[f64; 2]>,
}

/// One line of the legend.
pub(super) struct Group {
    pub(super) label: String,
    pub(super) detail: String,
    pub(super) color: [u8; 3],
}

/// The clusters of most drawn nodes (ties: the larger cluster), each with at least three.
pub(super) fn clusters(drawn: &Placement<'_>, color_by: ColorBy) -> Vec<Cluster> {
    let mut members: BTreeMap<i64, Vec<NodeRow>> = BTreeMap::new();
    for &row in &drawn.rows {
        members.entry(drawn.cluster(row)).or_default().push(row);
    }
    let named = drawn.graph.clusters.iter().filter_map(|card| {
        let number = i64::from(card.cluster);
        let rows = members.get(&number).filter(|rows| rows.len() > 2)?;
        Some((number, card.label.clone(), rows))
    });
    let mut named: Vec<_> = named.collect();
    named.sort_by(|a, b| b.2.len().cmp(&a.2.len()).then(a.0.cmp(&b.0)));
    let colored = named.into_iter().take(NAMED).zip(CLUSTER_COLORS);
    let by_kind = color_by == ColorBy::Kind;
    colored
        .map(|((number, label, rows), &color)| {
            let places: Vec<[f64; 2]> = rows.iter().map(|&row| drawn.at(row)).collect();
            let color = if by_kind { OTHER } else { color };
            Cluster { number, label, color, hull: hull(&without_strays(places)) }
        })
        .collect()
}

/// The legend's lines.
pub(super) fn groups(drawn: &Placement<'_>, clusters: &[Cluster], color_by: ColorBy) -> Vec<Group> {
    match color_by {
        ColorBy::Cluster => cluster_groups(drawn, clusters),
        ColorBy::Kind => kind_groups(drawn),
    }
}

fn cluster_groups(placement: &Placement<'_>, clusters: &[Cluster]) -> Vec<Group> {
    let mut left = placement.graph.clusters.len();
    let mut groups = Vec::new();
    for cluster in clusters {
        let card = placement.graph.clusters.iter().find(|card| i64::from(card.cluster) == cluster.number);
        let Some(card) = card else { continue };
        let drawn =
            placement.rows.iter().filter(|&&row| placement.cluster(row) == cluster.number).count() as u64;
        let part = if drawn < card.size { format!("{drawn} of ") } else { String::new() };
        let detail = format!("{part}{} nodes, {} articles", card.size, card.articles);
        groups.push(Group { label: cluster.label.clone(), detail, color: cluster.color });
        left -= 1;
    }
    if left > 0 {
        let label = if left == 1 { "1 other cluster".into() } else { format!("{left} other clusters") };
        groups.push(Group { label, detail: String::new(), color: OTHER });
    }
    let nowhere = placement.rows.iter().filter(|&&row| placement.belonging.nowhere(row).is_some()).count();
    if nowhere > 0 {
        let (label, detail) =
            ("in no cluster in particular".into(), format!("{nowhere} drawn, less than half in theirs"));
        groups.push(Group { label, detail, color: NOWHERE });
    }
    groups
}

fn kind_groups(drawn: &Placement<'_>) -> Vec<Group> {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for &row in &drawn.rows {
        *counts.entry(drawn.graph.nodes[row].kind).or_default() += 1;
    }
    let line = |(kind, count)| {
        let spec = drawn.graph.header.schema.kind(kind);
        let mut letters = spec.plural.chars();
        let first = letters.next().map(char::to_uppercase);
        let label = first.into_iter().flatten().chain(letters).collect();
        Group { label, detail: format!("{count} drawn"), color: spec.color }
    };
    counts.into_iter().map(line).collect()
}

/// The color of a node.
pub(super) fn color(drawn: &Placement<'_>, clusters: &[Cluster], color_by: ColorBy, row: NodeRow) -> [u8; 3] {
    match color_by {
        ColorBy::Kind => drawn.graph.nodes[row].color,
        ColorBy::Cluster if drawn.belonging.nowhere(row).is_some() => NOWHERE,
        ColorBy::Cluster => {
            let number = drawn.cluster(row);
            let cluster = clusters.iter().find(|cluster| cluster.number == number);
            cluster.map_or(OTHER, |cluster| cluster.color)
        }
    }
}

/// Places no farther from the middle than 2.5 times the median distance.
fn without_strays(places: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    let median = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let middle = [0, 1].map(|axis| median(places.iter().map(|at| at[axis]).collect()));
    let distance = |at: &[f64; 2]| ((at[0] - middle[0]).powi(2) + (at[1] - middle[1]).powi(2)).sqrt();
    let limit = 2.5 * median(places.iter().map(distance).collect());
    places.into_iter().filter(|at| distance(at) <= limit).collect()
}

/// The convex hull, counterclockwise (A. M. Andrew's monotone chain, Information Processing Letters 9, 1979).
fn hull(places: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut sorted = places.to_vec();
    sorted.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    let chain = |places: &mut dyn Iterator<Item = &[f64; 2]>| {
        let mut chain: Vec<[f64; 2]> = Vec::new();
        for &at in places {
            while let [.., a, b] = chain[..] {
                if (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]) > 0.0 {
                    break;
                }
                chain.pop();
            }
            chain.push(at);
        }
        chain.pop();
        chain
    };
    let mut hull = chain(&mut sorted.iter());
    hull.extend(chain(&mut sorted.iter().rev()));
    hull
}

#[cfg(test)]
mod tests {
    use super::{hull, without_strays};

    #[test]
    fn a_hull_has_the_corners_alone() {
        let square = [[0.0, 0.0], [2.0, 2.0], [1.0, 1.0], [2.0, 0.0], [0.0, 2.0], [1.0, 0.0]];
        assert_eq!(hull(&square), [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]]);
        assert!(hull(&[[1.0, 1.0]]).is_empty());
    }

    #[test]
    fn strays_are_left_out() {
        let mut places: Vec<[f64; 2]> = (0..9).map(|i| [f64::from(i % 3), f64::from(i / 3)]).collect();
        places.push([50.0, 0.0]);
        assert_eq!(without_strays(places).len(), 9);
    }
}
