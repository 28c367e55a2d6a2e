//! The columns of nodes, one by one, in the order of [`NODE_COLUMNS`].

use super::assemble::Parts;
use super::{ColumnSpec, ColumnType, NODE_COLUMNS};
use crate::analysis::recurrence::Recurrence;
use crate::columns::{Column, Values};
use crate::graph::{Node, Subject, build};
use crate::parse::{Article, Corpus, Mention};
use crate::property_graph::ClusterCard;
use crate::resolve::{Entity, EntityId, NameId, Resolution};

/// All columns that have a value. O(nodes + mentions).
pub(super) fn node_columns(parts: &Parts<'_>) -> Vec<Column> {
    let leading = leading_mentions(parts);
    let filled = NODE_COLUMNS.iter().filter_map(|spec| {
        let values = values(parts, &leading, spec)?;
        has_value(&values).then(|| Column { name: spec.name.into(), values })
    });
    filled.collect()
}

fn values(parts: &Parts<'_>, leading: &[Option<&Mention>], spec: &ColumnSpec) -> Option<Values> {
    match spec.type_ {
        ColumnType::List => Some(Values::List(lists(parts, spec.name)?)),
        ColumnType::Text => texts(parts, leading, spec.name).map(Values::Text),
        ColumnType::Integer => integers(parts, spec.name).map(Values::Integer),
        ColumnType::Real => reals(parts, spec.name).map(Values::Real),
        ColumnType::Date => dates(parts, spec.name).map(Values::Date),
        ColumnType::Boolean => None,
    }
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
    let mentions = names.iter().flat_map(|name| &resolution.names[name.0 as usize].mentions);
    let undated = |mention: &Mention| {
        let edition = corpus.articles[mention.article.0 as usize].edition;
        edition.is_none_or(|id| corpus.editions[id.0 as usize].date.is_none())
    };
    let order = |mention: &Mention| (mention.description.is_none(), undated(mention));
    let best = mentions.map(|id| (id, &corpus.mentions[id.0 as usize])).min_by(|&(a, x), &(b, y)| {
        let relevancy = |mention: &Mention| mention.relevancy.unwrap_or(f64::NEG_INFINITY);
        let ((bare_x, undated_x), (bare_y, undated_y)) = (order(x), order(y));
        let relevant = relevancy(y).total_cmp(&relevancy(x));
        bare_x.cmp(&bare_y).then(relevant).then(undated_x.cmp(&undated_y)).then(a.cmp(b))
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
    entity_id(node).map(|EntityId(id)| &resolution.entities[id as usize])
}

fn article<'a>(corpus: &'a Corpus, node: &Node) -> Option<&'a Article> {
    match node.subject {
        Subject::Article(id) => Some(&corpus.articles[id.0 as usize]),
        _ => None,
    }
}

fn lists(parts: &Parts<'_>, name: &str) -> Option<Vec<Vec<String>>> {
    let nodes = parts.view.nodes.iter();
    let values = match name {
        "aliases" => nodes.map(|node| aliases(parts, node)).collect(),
        "merge_pair" => nodes
            .map(|node| entity(parts.resolution, node).map_or_else(Vec::new, |e| pair(parts, e)))
            .collect(),
        "merge_reasons" => nodes
            .map(|node| entity(parts.resolution, node).map_or_else(Vec::new, |e| e.reasons.clone()))
            .collect(),
        "connection_kinds" => {
            nodes.map(|node| entity_id(node).map_or_else(Vec::new, |id| kinds(parts, id))).collect()
        }
        "strongest" => {
            nodes.map(|node| entity_id(node).map_or_else(Vec::new, |id| strongest(parts, id))).collect()
        }
        _ => return None,
    };
    Some(values)
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
    let label = |name: NameId| parts.resolution.names[name.0 as usize].label.clone();
    entity.weakest.map_or_else(Vec::new, |(a, b, _)| vec![label(a), label(b)])
}

/// `concern 12`, largest first.
fn kinds(parts: &Parts<'_>, entity: EntityId) -> Vec<String> {
    let mut kinds = parts.analysis.connections.by_kind(entity).to_vec();
    kinds.sort_by_key(|&(kind, count)| (std::cmp::Reverse(count), kind));
    kinds.iter().map(|&(kind, count)| format!("{} {count}", parts.corpus.schema.kind(kind).name)).collect()
}

fn strongest(parts: &Parts<'_>, entity: EntityId) -> Vec<String> {
    let id = |&entity| parts.graph.nodes[build::entity_node(parts.corpus, entity).0 as usize].id.clone();
    parts.analysis.connections.strongest(entity).iter().map(id).collect()
}

fn texts(parts: &Parts<'_>, leading: &[Option<&Mention>], name: &str) -> Option<Vec<Option<String>>> {
    let of_mention = |get: &dyn Fn(&Mention) -> Option<String>| leading.iter().map(|m| get((*m)?)).collect();
    let of_article = |get: &dyn Fn(&Article) -> Option<&String>| {
        parts.view.nodes.iter().map(|node| get(article(parts.corpus, node)?).cloned()).collect()
    };
    let of_cluster = |get: &dyn Fn(&ClusterCard) -> &String| {
        let clusters = &parts.analysis.levels.last()?.cluster_of;
        Some(clusters.iter().map(|&at| parts.analysis.cards.get(usize::from(at)).map(get).cloned()).collect())
    };
    match name {
        "description" => Some(of_mention(&|mention| mention.description.clone())),
        "change" | "ten_year" | "driving_force" => Some(of_mention(&|mention| attribute(mention, name))),
        "link" => Some(parts.view.nodes.iter().map(|node| link(parts.corpus, node)).collect()),
        "category" => Some(of_article(&|article| article.category.as_ref())),
        "type" => Some(of_article(&|article| article.type_.as_ref())),
        "summary" => Some(of_article(&|article| article.summary.as_ref())),
        "path" => Some(of_article(&|article| Some(&article.path))),
        "cluster_key" => of_cluster(&|card| &card.key),
        "cluster_label" => of_cluster(&|card| &card.label),
        _ => None,
    }
}

fn attribute(mention: &Mention, name: &str) -> Option<String> {
    mention.attributes.iter().find(|(column, _)| column == name).map(|(_, value)| value.clone())
}

fn link(corpus: &Corpus, node: &Node) -> Option<String> {
    match node.subject {
        Subject::Article(id) => corpus.articles[id.0 as usize].link.clone(),
        Subject::Edition(id) => corpus.editions[id.0 as usize].link.clone(),
        Subject::Entity(_) => None,
    }
}

fn integers(parts: &Parts<'_>, name: &str) -> Option<Vec<Option<i64>>> {
    let analysis = parts.analysis;
    let counted =
        |get: &dyn Fn(&Recurrence) -> u32| analysis.recurrence.iter().map(|r| Some(get(r).into())).collect();
    let whole = |values: &[u32]| values.iter().map(|&value| Some(value.into())).collect();
    let values = match name {
        "mentions" => counted(&|r| r.mentions),
        "articles" => counted(&|r| r.articles),
        "sources" => counted(&|r| r.sources),
        "editions" => counted(&|r| r.editions),
        "degree" => whole(&analysis.degree),
        "core" => whole(&analysis.core),
        "connections" => {
            let total = |node: &Node| Some(analysis.connections.total(entity_id(node)?).into());
            parts.view.nodes.iter().map(total).collect()
        }
        "cluster" => {
            analysis.levels.last()?.cluster_of.iter().map(|&at| Some(i64::from(at.get()) + 1)).collect()
        }
        _ => return None,
    };
    Some(values)
}

fn reals(parts: &Parts<'_>, name: &str) -> Option<Vec<Option<f64>>> {
    let analysis = parts.analysis;
    let whole = |values: &[f64]| values.iter().map(|&value| value.is_finite().then_some(value)).collect();
    let values = match name {
        "merge_probability" => {
            let weakest = |node: &Node| Some(entity(parts.resolution, node)?.weakest?.2);
            parts.view.nodes.iter().map(weakest).collect()
        }
        "relevancy_mean" => analysis.recurrence.iter().map(|r| r.relevancy_mean).collect(),
        "relevancy_max" => analysis.recurrence.iter().map(|r| r.relevancy_max).collect(),
        "strength" => whole(&analysis.strength),
        "pagerank" => whole(&analysis.pagerank),
        "betweenness" => whole(&analysis.betweenness),
        "closeness" => whole(&analysis.closeness),
        "eigenvector" => whole(&analysis.eigenvector),
        "stability" => analysis.stability.clone()?,
        _ => return None,
    };
    Some(values)
}

fn dates(parts: &Parts<'_>, name: &str) -> Option<Vec<Option<jiff::civil::Date>>> {
    let recurrence = parts.analysis.recurrence.iter();
    match name {
        "first_seen" => Some(recurrence.map(|r| r.first_seen).collect()),
        "last_seen" => Some(recurrence.map(|r| r.last_seen).collect()),
        _ => None,
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
