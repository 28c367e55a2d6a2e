//! Values of columns from the results of the stages: one function a column. Missing values stay missing, and a column that
//! a graph cannot have is empty.

use crate::analysis::cluster::ClusterId;
use crate::analysis::cluster::membership::Membership;
use crate::analysis::recurrence::Recurrence;
use crate::columns::Values;
use crate::graph::{Node, Subject};
use crate::parse::{Article, Corpus, Mention, Precision};
use crate::property_graph::{ClusterCard, Parts};
use crate::resolve::{Entity, EntityId, NameId, Resolution};
use crate::shared_text::Text;

/// What columns are filled from.
pub(in crate::property_graph) struct Stages<'a> {
    pub(in crate::property_graph) parts: &'a Parts<'a>,
    /// The most relevant mention of each entity node: several columns quote it.
    leading: Vec<Option<&'a Mention>>,
}

impl<'a> Stages<'a> {
    /// O(nodes + mentions).
    pub(in crate::property_graph) fn new(parts: &'a Parts<'a>) -> Self {
        Self { parts, leading: leading_mentions(parts) }
    }
}

fn lists(stages: &Stages<'_>, get: impl Fn(&Node) -> Vec<String>) -> Values {
    Values::List(stages.parts.view.nodes.iter().map(get).collect())
}

fn of_entities(stages: &Stages<'_>, get: impl Fn(EntityId, &Entity) -> Vec<String>) -> Values {
    let resolution = stages.parts.resolution;
    lists(stages, |node| entity_id(node).map_or_else(Vec::new, |id| get(id, &resolution.entities[id])))
}

pub(in crate::property_graph) fn of_mentions(
    stages: &Stages<'_>,
    get: impl Fn(&Mention) -> Option<Text>,
) -> Values {
    Values::Text(stages.leading.iter().map(|mention| get((*mention)?)).collect())
}

/// What the leading mention says in a column of its table.
pub(in crate::property_graph) fn attribute(stages: &Stages<'_>, name: &str) -> Values {
    let named = |mention: &Mention| {
        mention.attributes.iter().find(|(column, _)| column == name).map(|(_, value)| value.clone())
    };
    of_mentions(stages, named)
}

pub(in crate::property_graph) fn of_articles(
    stages: &Stages<'_>,
    get: impl Fn(&Article) -> Option<&String>,
) -> Values {
    let Parts { corpus, view, .. } = stages.parts;
    Values::Text(view.nodes.iter().map(|node| get(article(corpus, node)?).map(Text::from)).collect())
}

/// What articles say of themselves under a name.
pub(in crate::property_graph) fn said(stages: &Stages<'_>, name: &str) -> Values {
    of_articles(stages, |article| {
        article.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    })
}

/// How exactly the date of an article is known, where it is not known to the day.
pub(in crate::property_graph) fn date_precision(stages: &Stages<'_>) -> Values {
    let Parts { corpus, view, .. } = stages.parts;
    let precision = |node: &Node| match node.subject {
        Subject::Article(id) => corpus.axis_date(id).map(|when| when.precision),
        _ => None,
    };
    let coarse = |node: &Node| precision(node).filter(|precision| *precision != Precision::Day);
    Values::Text(view.nodes.iter().map(|node| coarse(node).map(|at| at.name().into())).collect())
}

pub(in crate::property_graph) fn of_clusters(
    stages: &Stages<'_>,
    get: impl Fn(&ClusterCard) -> &String,
) -> Values {
    let texts = Text::all_of(stages.parts.analysis.cards.iter().map(|card| get(card).as_str()));
    let text = |&at: &ClusterId| texts.get(usize::from(at)).cloned();
    Values::Text(cluster_of(stages).iter().map(text).collect())
}

/// Ranks of clusters, from 1.
pub(in crate::property_graph) fn clusters(stages: &Stages<'_>) -> Values {
    Values::Integer(cluster_of(stages).iter().map(|&at| Some(i64::from(at.get()) + 1)).collect())
}

pub(in crate::property_graph) fn memberships(
    stages: &Stages<'_>,
    get: impl Fn(&Membership) -> Option<f64>,
) -> Values {
    let memberships = stages.parts.analysis.membership.iter();
    Values::Real(memberships.map(|membership| get(membership.as_ref()?)).collect())
}

/// Ranks of clusters, from 1.
pub(in crate::property_graph) fn second_clusters(stages: &Stages<'_>) -> Values {
    let second = |membership: &Option<Membership>| Some(i64::from((*membership)?.second?.0.get()) + 1);
    Values::Integer(stages.parts.analysis.membership.iter().map(second).collect())
}

fn cluster_of<'a>(stages: &Stages<'a>) -> &'a [ClusterId] {
    stages.parts.analysis.levels.last().map_or(&[], |partition| &partition.cluster_of.raw)
}

pub(in crate::property_graph) fn recurrence<T>(
    stages: &Stages<'_>,
    get: impl Fn(&Recurrence) -> Option<T>,
) -> Vec<Option<T>> {
    stages.parts.analysis.recurrence.iter().map(get).collect()
}

pub(in crate::property_graph) fn counted(stages: &Stages<'_>, get: impl Fn(&Recurrence) -> u32) -> Values {
    Values::Integer(recurrence(stages, |counts| Some(get(counts).into())))
}

pub(in crate::property_graph) fn integers(values: &[u32]) -> Values {
    Values::Integer(values.iter().map(|&value| Some(value.into())).collect())
}

/// What is not finite is missing.
pub(in crate::property_graph) fn reals(values: &[f64]) -> Values {
    Values::Real(values.iter().map(|&value| value.is_finite().then_some(value)).collect())
}

/// Other written forms; the title of an article whose label is not its title.
pub(in crate::property_graph) fn aliases(stages: &Stages<'_>) -> Values {
    let Parts { corpus, resolution, .. } = stages.parts;
    lists(stages, |node| {
        let title = article(corpus, node).map(|article| &article.title).filter(|&title| *title != node.label);
        let forms = entity(resolution, node).map_or(&[][..], |entity| &entity.aliases);
        forms.iter().chain(title).cloned().collect()
    })
}

/// The match probability of the least sure pair of names.
pub(in crate::property_graph) fn merge_probability(stages: &Stages<'_>) -> Values {
    let weakest = |node: &Node| Some(entity(stages.parts.resolution, node)?.weakest?.2);
    Values::Real(stages.parts.view.nodes.iter().map(weakest).collect())
}

/// The labels of that pair.
pub(in crate::property_graph) fn merge_pair(stages: &Stages<'_>) -> Values {
    let label = |name: NameId| stages.parts.resolution.names[name].label.clone();
    of_entities(stages, |_, entity| {
        entity.weakest.map_or_else(Vec::new, |(a, b, _)| vec![label(a), label(b)])
    })
}

/// What speaks most for that pair.
pub(in crate::property_graph) fn merge_reasons(stages: &Stages<'_>) -> Values {
    of_entities(stages, |_, entity| entity.reasons.clone())
}

/// The page that an article or edition links to.
pub(in crate::property_graph) fn links(stages: &Stages<'_>) -> Values {
    let Parts { corpus, view, .. } = stages.parts;
    let link = |node: &Node| match node.subject {
        Subject::Article(id) => corpus.articles[id].link.as_ref(),
        Subject::Edition(id) => corpus.editions[id].link.as_ref(),
        Subject::Entity(_) => None,
    };
    Values::Text(view.nodes.iter().map(|node| link(node).map(Text::from)).collect())
}

/// How many entities an entity meets.
pub(in crate::property_graph) fn connections(stages: &Stages<'_>) -> Values {
    let Parts { analysis, view, .. } = stages.parts;
    let total = |node: &Node| Some(analysis.connections.total(entity_id(node)?).into());
    Values::Integer(view.nodes.iter().map(total).collect())
}

/// `concern 12`, largest first.
pub(in crate::property_graph) fn connection_kinds(stages: &Stages<'_>) -> Values {
    let Parts { analysis, corpus, .. } = stages.parts;
    of_entities(stages, |id, _| {
        let mut kinds = analysis.connections.by_kind(id).to_vec();
        kinds.sort_by_key(|&(kind, count)| (std::cmp::Reverse(count), kind));
        kinds.iter().map(|&(kind, count)| format!("{} {count}", corpus.schema.kind(kind).name)).collect()
    })
}

/// Ids of the connections that chance explains least.
pub(in crate::property_graph) fn strongest(stages: &Stages<'_>) -> Values {
    let Parts { analysis, graph, .. } = stages.parts;
    let layout = stages.parts.layout();
    of_entities(stages, |id, _| {
        let node = |&entity| graph.nodes[layout.entity(entity)].id.clone();
        analysis.connections.strongest(id).iter().map(node).collect()
    })
}

/// The most relevant mention of each entity node.
fn leading_mentions<'a>(parts: &Parts<'a>) -> Vec<Option<&'a Mention>> {
    let Parts { corpus, resolution, .. } = *parts;
    let leading = |node: &Node| {
        let entity = entity(resolution, node)?;
        most_relevant(corpus, resolution, &entity.names)
    };
    parts.view.nodes.iter().map(leading).collect()
}

/// A mention with a description before one without, then the greater relevancy, then one in a dated article, then
/// the first by path and line.
fn most_relevant<'a>(corpus: &'a Corpus, resolution: &Resolution, names: &[NameId]) -> Option<&'a Mention> {
    let mentions = names.iter().flat_map(|&name| &resolution.names[name].mentions);
    let undated = |mention: &Mention| corpus.date_of(mention.article).is_none();
    let order = |mention: &Mention| (mention.description.is_none(), undated(mention));
    let best = mentions.map(|&id| (id, &corpus.mentions[id])).min_by(|&(a, x), &(b, y)| {
        let relevancy = |mention: &Mention| mention.relevancy.unwrap_or(f64::NEG_INFINITY);
        let ((bare_x, undated_x), (bare_y, undated_y)) = (order(x), order(y));
        let relevant = relevancy(y).total_cmp(&relevancy(x));
        bare_x.cmp(&bare_y).then(relevant).then(undated_x.cmp(&undated_y)).then(a.cmp(&b))
    });
    best.map(|(_, mention)| mention)
}

fn entity_id(node: &Node) -> Option<EntityId> {
    match node.subject {
        Subject::Entity(id) => Some(id),
        _ => None,
    }
}

fn entity<'a>(resolution: &'a Resolution, node: &Node) -> Option<&'a Entity> {
    entity_id(node).map(|id| &resolution.entities[id])
}

fn article<'a>(corpus: &'a Corpus, node: &Node) -> Option<&'a Article> {
    match node.subject {
        Subject::Article(id) => Some(&corpus.articles[id]),
        _ => None,
    }
}
