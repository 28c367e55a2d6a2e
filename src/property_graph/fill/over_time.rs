//! Values of columns from the mentions in time. Entities alone have any.

use jiff::civil::Date;

use crate::analysis::trend::{Period, Trend};
use crate::columns::Values;
use crate::shared_text::Text;

/// What columns are filled from.
pub(in crate::property_graph) struct Trends<'a> {
    /// The trend of each node.
    pub(in crate::property_graph) of_node: &'a [Option<Trend>],
    /// Whether each node is an entity.
    pub(in crate::property_graph) is_entity: Vec<bool>,
    /// First day of each period.
    pub(in crate::property_graph) starts: &'a [Date],
    /// The step of the axis.
    pub(in crate::property_graph) period: Period,
}

impl Trends<'_> {
    /// What a period is called.
    pub(in crate::property_graph) fn label(&self, period: u32) -> String {
        self.period.label(self.starts[period as usize])
    }
}

pub(in crate::property_graph) fn reals(trends: &Trends<'_>, get: impl Fn(&Trend) -> Option<f64>) -> Values {
    Values::Real(trends.of_node.iter().map(|trend| get(trend.as_ref()?)).collect())
}

pub(in crate::property_graph) fn texts(
    trends: &Trends<'_>,
    get: impl Fn(&Trend) -> Option<String>,
) -> Values {
    Values::Text(trends.of_node.iter().map(|trend| get(trend.as_ref()?).map(Text::from)).collect())
}

/// Every entity has a class, those without a dated mention too.
pub(in crate::property_graph) fn classes(trends: &Trends<'_>) -> Values {
    let class = |(&trend, &is_entity): (&Option<Trend>, &bool)| {
        is_entity.then(|| trend.unwrap_or_default().class.name().into())
    };
    Values::Text(trends.of_node.iter().zip(&trends.is_entity).map(class).collect())
}
