//! The portfolio as a picture.

use super::{TrendsOptions, View};
use crate::analysis::trend::TrendClass;
use crate::error::Error;
use crate::picture::chart::{Chart, Point, chart};
use crate::property_graph::PropertyGraph;
use crate::property_graph::trends::coverage;

/// No more points than this are drawn, those of most articles.
const MOST: usize = 400;

/// The map of visibility as SVG: mean mentions a period over the median of the kind, growth less the median of the
/// kind, so that kinds can share a picture. Undetermined entities have no place.
///
/// # Errors
/// As [`super::trends`].
pub fn picture(graph: &PropertyGraph, options: &TrendsOptions) -> Result<String, Error> {
    let view = View::new(graph, options)?;
    let classes = if options.classes.is_empty() { &TrendClass::ALL[..4] } else { &options.classes };
    let mut rows = view.of_classes(classes);
    rows.sort_by(|&a, &b| view.by_articles(a, b));
    let all: Vec<Point> = rows.iter().filter_map(|&row| point(&view, row)).collect();
    let shown = all.len().min(MOST);
    let more =
        if shown < all.len() { format!("; {shown} of {} entities shown", all.len()) } else { String::new() };
    Ok(chart(&Chart {
        title: "Portfolio of trends".into(),
        axes: [
            "mentions a period, over the median of the kind".into(),
            "growth of visibility, less the median of the kind".into(),
        ],
        // A value at the median is low: the cross stands just above it.
        cross: [1.0 + 1e-9, 1e-9],
        quadrants: ["weak signals", "strong signals", "latent", "well known"].map(String::from),
        points: all.into_iter().take(MOST).collect(),
        remark: format!("{}{more}", coverage(&view.timeline, options.trend.period)),
    }))
}

fn point(view: &View, row: u32) -> Option<Point> {
    let (trend, kind) = (view.trend(row)?, view.graph.nodes.kinds[row as usize]);
    let cuts = view.portfolio.cuts.get(&kind.0.into())?;
    Some(Point {
        label: view.label(row).to_owned(),
        at: [trend.frequency[0] / cuts.frequency[0], trend.growth?[0] - cuts.growth[0]],
        size: f64::from(view.articles(row)),
        color: view.graph.nodes.colors[row as usize],
    })
}
