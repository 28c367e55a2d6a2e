//! The strategic diagram of clusters (Callon 1991; Cobo 2011) as a picture.

use crate::analysis::cluster::card::median;
use crate::picture::chart::{Chart, Point, chart};
use crate::picture::cluster_color;
use crate::property_graph::{ClusterCard, PropertyGraph};

/// No more clusters than this are drawn, the largest.
const MOST: usize = 80;

/// The clusters that have a quadrant, of at least `min_size` nodes, as SVG: Callon centrality against density, cut at
/// the medians of all that have one, as the cards' quadrants are. O(clusters log clusters + labels²).
#[must_use]
pub fn strategic_diagram(graph: &PropertyGraph, min_size: u64) -> String {
    let placed: Vec<(&ClusterCard, [f64; 2])> =
        graph.clusters.iter().filter_map(|card| Some((card, place(card)?))).collect();
    let cross = [0, 1].map(|axis| median(placed.iter().map(|(_, at)| at[axis]).collect()));
    let shown = placed.iter().filter(|(card, _)| card.size >= min_size);
    let points: Vec<Point> = shown.map(|&(card, at)| point(card, at)).take(MOST).collect();
    let remark = format!(
        "the {} largest of {} clusters; area by nodes, axes by rank, cut at the medians; clusters without an edge to \
         another have no place",
        points.len(),
        graph.clusters.len()
    );
    chart(&Chart {
        title: "Strategic diagram of clusters".into(),
        axes: ["Callon centrality".into(), "Callon density".into()],
        cross,
        quadrants: ["niche", "motor", "emerging or declining", "basic"].map(String::from),
        legend: Vec::new(),
        empty: "No cluster touches another, so none has a place.".into(),
        points,
        remark,
    })
}

fn place(card: &ClusterCard) -> Option<[f64; 2]> {
    card.quadrant.as_ref()?;
    Some([*card.figures.get("callon_centrality")?, *card.figures.get("callon_density")?])
}

fn point(card: &ClusterCard, at: [f64; 2]) -> Point {
    Point { label: card.label.clone(), at, size: card.size as f64, color: cluster_color(card.cluster.into()) }
}

#[cfg(test)]
mod tests {
    use super::strategic_diagram;
    use crate::property_graph::{ClusterCard, PropertyGraph};

    fn card(cluster: u32, label: &str, figures: Option<[f64; 2]>) -> ClusterCard {
        let named = |[centrality, density]: [f64; 2]| {
            [("callon_centrality".to_owned(), centrality), ("callon_density".to_owned(), density)].into()
        };
        ClusterCard {
            cluster,
            label: label.into(),
            size: 10,
            quadrant: figures.map(|_| crate::analysis::cluster::card::Quadrant::Motor.into()),
            figures: figures.map(named).unwrap_or_default(),
            ..ClusterCard::default()
        }
    }

    #[test]
    fn clusters_with_a_quadrant_are_drawn() {
        let clusters = vec![
            card(1, "Grids", Some([3.0, 1.0])),
            card(2, "Wheat", Some([1.0, 4.0])),
            card(3, "Alone", None),
        ];
        let svg = strategic_diagram(&PropertyGraph { clusters, ..PropertyGraph::default() }, 1);
        assert!(
            svg.contains("Grids") && svg.contains("Wheat") && svg.contains("the 2 largest of 3 clusters")
        );
        assert!(!svg.contains("Alone"));
    }
}
