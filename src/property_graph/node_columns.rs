//! The columns of nodes, one by one, in the order of [`NodeColumn::ALL`].

use super::{NodeColumn, Parts};
use crate::analysis::recurrence::Recurrence;
use crate::columns::{Column, Values};
use crate::graph::{Node, Subject};
use crate::parse::{Article, Corpus, Mention};
use crate::property_graph::ClusterCard;
use crate::resolve::{Entity, EntityId, NameId, Resolution};

/// All columns that have a value. O(nodes + mentions).
pub(super) fn node_columns(parts: &Parts<'_>) -> Vec<Column> {
    let leading = leading_mentions(parts);
    let filled = NodeColumn::ALL.iter().filter_map(|&column| {
        let values = values(parts, &leading, column)?;
        has_value(&values).then(|| Column { name: column.name().into(), values })
    });
    filled.collect()
}

/// The values of a column; `None` for one that this graph cannot have. Trends have their own file.
fn values(parts: &Parts<'_>, leading: &[Option<&Mention>], column: NodeColumn) -> Option<Values> {
    use NodeColumn as C;
    let Parts { analysis, view, .. } = parts;
    let recurrence = &analysis.recurrence;
    Some(match column {
        C::Aliases => lists(parts, |node| aliases(parts, node)),
        C::MergePair => of_entities(parts, |entity| pair(parts, entity)),
        C::MergeReasons => of_entities(parts, |entity| entity.reasons.clone()),
        C::ConnectionKinds => {
            lists(parts, |node| entity_id(node).map_or_else(Vec::new, |id| kinds(parts, id)))
        }
        C::Strongest => lists(parts, |node| entity_id(node).map_or_else(Vec::new, |id| strongest(parts, id))),
        C::Description => of_mentions(leading, |mention| mention.description.clone()),
        C::Change | C::TenYear | C::DrivingForce => {
            of_mentions(leading, |mention| attribute(mention, column.name()))
        }
        C::Link => Values::Text(view.nodes.iter().map(|node| link(parts.corpus, node)).collect()),
        C::Category => of_articles(parts, |article| article.category.as_ref()),
        C::Type => of_articles(parts, |article| article.type_.as_ref()),
        C::Summary => of_articles(parts, |article| article.summary.as_ref()),
        C::Path => of_articles(parts, |article| Some(&article.path)),
        C::Mentions => counted(recurrence, |r| r.mentions),
        C::Articles => counted(recurrence, |r| r.articles),
        C::Sources => counted(recurrence, |r| r.sources),
        C::Editions => counted(recurrence, |r| r.editions),
        C::FirstSeen => Values::Date(recurrence.iter().map(|r| r.first_seen).collect()),
        C::LastSeen => Values::Date(recurrence.iter().map(|r| r.last_seen).collect()),
        C::RelevancyMean => Values::Real(recurrence.iter().map(|r| r.relevancy_mean).collect()),
        C::RelevancyMax => Values::Real(recurrence.iter().map(|r| r.relevancy_max).collect()),
        C::MergeProbability => {
            let weakest = |node: &Node| Some(entity(parts.resolution, node)?.weakest?.2);
            Values::Real(view.nodes.iter().map(weakest).collect())
        }
        C::Degree => integers(&analysis.degree),
        C::Core => integers(&analysis.core),
        C::Connections => {
            let total = |node: &Node| Some(analysis.connections.total(entity_id(node)?).into());
            Values::Integer(view.nodes.iter().map(total).collect())
        }
        C::Strength => reals(&analysis.strength),
        C::PageRank => reals(&analysis.pagerank),
        C::Betweenness => reals(&analysis.betweenness),
        C::Closeness => reals(&analysis.closeness),
        C::Eigenvector => reals(&analysis.eigenvector),
        C::Cluster => {
            let clusters = &analysis.levels.last()?.cluster_of;
            Values::Integer(clusters.iter().map(|&at| Some(i64::from(at.get()) + 1)).collect())
        }
        C::ClusterKey => of_clusters(parts, |card| &card.key)?,
        C::ClusterLabel => of_clusters(parts, |card| &card.label)?,
        C::Stability => Values::Real(analysis.stability.clone()?),
        C::Visibility
        | C::Diffusion
        | C::Growth
        | C::Trend
        | C::BurstStart
        | C::BurstEnd
        | C::BurstWeight => {
            return None;
        }
    })
}

fn lists(parts: &Parts<'_>, get: impl Fn(&Node) -> Vec<String>) -> Values {
    Values::List(parts.view.nodes.iter().map(get).collect())
}

fn of_entities(parts: &Parts<'_>, get: impl Fn(&Entity) -> Vec<String>) -> Values {
    lists(parts, |node| entity(parts.resolution, node).map_or_else(Vec::new, &get))
}

fn of_mentions(leading: &[Option<&Mention>], get: impl Fn(&Mention) -> Option<String>) -> Values {
    Values::Text(leading.iter().map(|mention| get((*mention)?)).collect())
}

fn of_articles(parts: &Parts<'_>, get: impl Fn(&Article) -> Option<&String>) -> Values {
    Values::Text(parts.view.nodes.iter().map(|node| get(article(parts.corpus, node)?).cloned()).collect())
}

fn of_clusters(parts: &Parts<'_>, get: impl Fn(&ClusterCard) -> &String) -> Option<Values> {
    let clusters = &parts.analysis.levels.last()?.cluster_of;
    let cards = &parts.analysis.cards;
    Some(Values::Text(clusters.iter().map(|&at| cards.get(usize::from(at)).map(&get).cloned()).collect()))
}

fn counted(recurrence: &[Recurrence], get: impl Fn(&Recurrence) -> u32) -> Values {
    Values::Integer(recurrence.iter().map(|r| Some(get(r).into())).collect())
}

fn integers(values: &[u32]) -> Values {
    Values::Integer(values.iter().map(|&value| Some(value.into())).collect())
}

/// What is not finite is missing.
fn reals(values: &[f64]) -> Values {
    Values::Real(values.iter().map(|&value| value.is_finite().then_some(value)).collect())
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

/// A mention with a description before one without, then the greater relevancy, then one in a dated edition, then
/// the first by path and line.
fn most_relevant<'a>(corpus: &'a Corpus, resolution: &Resolution, names: &[NameId]) -> Option<&'a Mention> {
    let mentions = names.iter().flat_map(|&name| &resolution.names[name].mentions);
    let undated = |mention: &Mention| {
        let edition = corpus.articles[mention.article].edition;
        edition.is_none_or(|id| corpus.editions[id].date.is_none())
    };
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

/// Other written forms; the title of an article whose label is not its title.
fn aliases(parts: &Parts<'_>, node: &Node) -> Vec<String> {
    let title =
        article(parts.corpus, node).map(|article| &article.title).filter(|&title| *title != node.label);
    let forms = entity(parts.resolution, node).map_or(&[][..], |entity| &entity.aliases);
    forms.iter().chain(title).cloned().collect()
}

/// The labels of the least sure pair of names.
fn pair(parts: &Parts<'_>, entity: &Entity) -> Vec<String> {
    let label = |name: NameId| parts.resolution.names[name].label.clone();
    entity.weakest.map_or_else(Vec::new, |(a, b, _)| vec![label(a), label(b)])
}

/// `concern 12`, largest first.
fn kinds(parts: &Parts<'_>, entity: EntityId) -> Vec<String> {
    let mut kinds = parts.analysis.connections.by_kind(entity).to_vec();
    kinds.sort_by_key(|&(kind, count)| (std::cmp::Reverse(count), kind));
    kinds.iter().map(|&(kind, count)| format!("{} {count}", parts.corpus.schema.kind(kind).name)).collect()
}

fn strongest(parts: &Parts<'_>, entity: EntityId) -> Vec<String> {
    let id = |&entity| parts.graph.nodes[parts.layout().entity(entity)].id.clone();
    parts.analysis.connections.strongest(entity).iter().map(id).collect()
}

fn attribute(mention: &Mention, name: &str) -> Option<String> {
    mention.attributes.iter().find(|(column, _)| column == name).map(|(_, value)| value.clone())
}

fn link(corpus: &Corpus, node: &Node) -> Option<String> {
    match node.subject {
        Subject::Article(id) => corpus.articles[id].link.clone(),
        Subject::Edition(id) => corpus.editions[id].link.clone(),
        Subject::Entity(_) => None,
    }
}

fn has_value(values: &Values) -> bool {
    match values {
        Values::Text(v) => v.iter().any(Option::is_some),
        Values::List(v) => v.iter().any(|list| !list.is_empty()),
        Values::Integer(v) => v.iter().any(Option::is_some),
        Values::Real(v) => v.iter().any(Option::is_some),
        Values::Boolean(v) => v.iter().any(Option::is_some),
        Values::Date(v) => v.iter().any(Option::is_some),
    }
}
