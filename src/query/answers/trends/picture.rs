//! The portfolio as a picture.

use std::collections::BTreeSet;

use super::{TrendsOptions, View};
use crate::analysis::trend::TrendClass;
use crate::error::Error;
use crate::parse::KindId;
use crate::picture::chart::{Chart, Point, chart};
use crate::property_graph::PropertyGraph;
use crate::property_graph::trends::coverage;
use portent_graph::index::NodeRow;

/// No more points than this are drawn in a quadrant, those of most articles.
const MOST: usize = 30;

/// The map of visibility as SVG: mean mentions a period over the median of the kind, growth less the median of the
/// kind, so that kinds can share a picture. Undetermined entities have no place.
///
/// # Errors
/// As [`super::trends`].
pub fn portfolio_chart(graph: &PropertyGraph, options: &TrendsOptions) -> Result<String, Error> {
    let view = View::new(graph, options)?;
    let classes = if options.classes.is_empty() { &TrendClass::ALL[..4] } else { &options.classes };
    let quadrants: Vec<Vec<NodeRow>> = classes.iter().map(|&class| foremost(&view, class)).collect();
    let drawn: Vec<NodeRow> =
        (0..MOST).flat_map(|at| quadrants.iter().filter_map(move |rows| rows.get(at).copied())).collect();
    let all: usize = quadrants.iter().map(Vec::len).sum();
    let more = if drawn.len() < all {
        format!("; {} of {all} entities shown, at most {MOST} a quadrant", drawn.len())
    } else {
        String::new()
    };
    let kinds: BTreeSet<KindId> = drawn.iter().map(|&row| graph.nodes[row].kind).collect();
    Ok(chart(&Chart {
        title: "Portfolio of trends".into(),
        axes: [
            "mentions a period, over the median of the kind".into(),
            "growth of visibility, less the median of the kind".into(),
        ],
        // A value at the median is low: the cross stands just above it.
        cross: [1.0 + 1e-9, 1e-9],
        quadrants: ["weak signals", "strong signals", "latent", "well known"].map(String::from),
        legend: kinds.into_iter().map(|kind| legend(graph, kind)).collect(),
        empty: format!(
            "Nothing can be placed: that takes {} periods, and {} dated articles of an entity.",
            options.trend.least_periods, options.trend.least_articles
        ),
        points: drawn.iter().filter_map(|&row| point(&view, row)).collect(),
        remark: format!("{}{more}", coverage(&view.timeline, options.trend.period)),
    }))
}

/// The entities of a class that have a place, those of most articles first.
fn foremost(view: &View, class: TrendClass) -> Vec<NodeRow> {
    let mut rows = view.of_classes(&[class]);
    rows.retain(|&row| point(view, row).is_some());
    rows.sort_by(|&a, &b| view.by_articles(a, b));
    rows
}

fn legend(graph: &PropertyGraph, kind: KindId) -> (String, [u8; 3]) {
    let spec = graph.header.schema.kind(kind);
    (spec.plural.clone(), spec.color)
}

fn point(view: &View, row: NodeRow) -> Option<Point> {
    let (trend, kind) = (view.trend(row)?, view.graph.nodes[row].kind);
    let cuts = view.portfolio.cuts.get(&kind.get())?;
    Some(Point {
        label: view.label(row).to_owned(),
        at: [trend.frequency[0] / cuts.frequency[0], trend.growth?[0] - cuts.growth[0]],
        size: f64::from(view.articles(row)),
        color: view.graph.nodes[row].color,
    })
}
