//! From raw rows to typed tables, with the checks that no type makes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::place::{Checked, fault};
use super::rows::{Raw, Rows};
use super::{ColumnTypes, TypedName};
use crate::columns::{Column, Values};
use crate::graph::Relation;
use crate::parse::Schema;
use crate::property_graph::attributes::is_column_name;
use crate::property_graph::limits::{is_day, is_place, is_radius, is_weight};
use crate::property_graph::{
    ColumnSpec, ColumnType, EDGE_COLUMNS, EdgeRecord, EdgeTable, NODE_COLUMNS, NodeRecord, NodeTable,
};
use crate::shared_text::Text;
use portent_graph::index::NodeRow;

/// Fields of every node and edge, whose names no column has.
pub(in crate::property_graph) const NODE_KEYS: &[&str] = &["id", "kind", "label", "x", "y", "size", "color"];
pub(in crate::property_graph) const EDGE_KEYS: &[&str] =
    &["id", "source", "target", "relation", "weight", "distance"];

/// Both tables, with ends as rows.
pub(super) fn tables(
    nodes: Rows,
    edges: Rows,
    types: &ColumnTypes,
    schema: &Schema,
) -> Checked<(NodeTable, EdgeTable)> {
    let nodes = node_table(nodes, &types.nodes, schema)?;
    let edges = edge_table(edges, &types.edges, &nodes)?;
    Ok((nodes, edges))
}

fn node_table(mut rows: Rows, types: &[TypedName], schema: &Schema) -> Checked<NodeTable> {
    let ids = texts(rows.take("id"), "node", "id", &[])?;
    let kinds = texts(rows.take("kind"), "node", "kind", &ids)?;
    let kinds = kinds.iter().map(|kind| match schema.find(kind) {
        Some(id) => Ok(id),
        None => fault(format!("kind {kind:?} is not among the kinds of the file"), kind),
    });
    let [x, y, radii] = ["x", "y", "size"].map(|name| reals(rows.take(name), name, &ids));
    let (x, y) = (x?, y?);
    let colors = texts(rows.take("color"), "node", "color", &ids)?;
    let colors = colors.iter().map(|color| match crate::color::parse(color) {
        Some(color) => Ok(color),
        None => fault(format!("color {color:?} is not of the form #rrggbb"), color),
    });
    let kinds = kinds.collect::<Checked<Vec<_>>>()?;
    let labels = texts(rows.take("label"), "node", "label", &ids)?;
    let radii = radii?;
    let colors = colors.collect::<Checked<Vec<_>>>()?;
    let columns = columns(rows, NODE_KEYS, types, NODE_COLUMNS)?;
    let wrong = |&at: &usize| !is_place(x[at]) || !is_place(y[at]) || !is_radius(radii[at]);
    if let Some(at) = (0..ids.len()).find(wrong) {
        let message = format!("{} has a place or size that cannot be drawn", ids[at]);
        return fault(message, &ids[at]);
    }
    let looks = x.into_iter().zip(y).zip(radii).zip(colors);
    let named = ids.into_iter().zip(kinds).zip(labels);
    let records = named.zip(looks).map(|(((id, kind), label), (((x, y), radius), color))| NodeRecord {
        id: id.into(),
        kind,
        label: label.into(),
        position: [x, y],
        radius,
        color,
    });
    Ok(NodeTable::new(records).with_columns(columns))
}

fn edge_table(mut rows: Rows, types: &[TypedName], nodes: &NodeTable) -> Checked<EdgeTable> {
    let by_id = index(nodes)?;
    let sources = ends(rows.take("source"), "source", &by_id)?;
    let targets = ends(rows.take("target"), "target", &by_id)?;
    if let Some((&end, _)) = sources.iter().zip(&targets).find(|(a, b)| a == b) {
        let id = &nodes[end].id;
        return fault(format!("an edge joins {id} to itself"), id);
    }
    let relations = texts(rows.take("relation"), "edge", "relation", &[])?;
    let relations = relations.iter().map(|name| {
        match Relation::ALL.into_iter().find(|relation| relation.name() == name) {
            Some(relation) => Ok(relation),
            None => fault(format!("unknown relation {name:?}"), name),
        }
    });
    let weights = reals(rows.take("weight"), "weight", &[])?;
    if let Some(weight) = weights.iter().find(|weight| !is_weight(**weight)) {
        let rule = match weight {
            1.0.. => "too heavy",
            0.0.. if *weight > 0.0 => "too light",
            _ => "not > 0",
        };
        return fault(format!("weight {weight} of an edge is {rule}"), "");
    }
    let relations = relations.collect::<Checked<Vec<_>>>()?;
    let columns = columns(rows, EDGE_KEYS, types, EDGE_COLUMNS)?;
    let ends = sources.into_iter().zip(targets);
    let records = ends.zip(relations).zip(weights).map(|(((source, target), relation), weight)| EdgeRecord {
        source,
        target,
        relation,
        weight,
    });
    Ok(EdgeTable::new(records).with_columns(columns))
}

fn index(nodes: &NodeTable) -> Checked<FxHashMap<&str, NodeRow>> {
    let mut by_id = FxHashMap::default();
    for (row, node) in nodes.iter() {
        if by_id.insert(node.id.as_str(), row).is_some() {
            return fault(format!("two nodes have the id {:?}", node.id), &node.id);
        }
    }
    Ok(by_id)
}

fn ends(values: Vec<Raw>, name: &str, by_id: &FxHashMap<&str, NodeRow>) -> Checked<Vec<NodeRow>> {
    let ids = texts(values, "edge", name, &[])?;
    let row = |id: &String| match by_id.get(id.as_str()) {
        Some(&row) => Ok(row),
        None => fault(format!("{name} {id:?} of an edge is no node"), id),
    };
    ids.iter().map(row).collect()
}

fn texts(values: Vec<Raw>, what: &str, name: &str, ids: &[String]) -> Checked<Vec<String>> {
    let text = |(row, value)| match value {
        Raw::Text(text) => Ok(text),
        _ => {
            let id = ids.get(row).map_or("", String::as_str);
            let which = if id.is_empty() { format!("{what} {}", row + 1) } else { id.to_owned() };
            fault(format!("{which} has no text as {name:?}"), id)
        }
    };
    values.into_iter().enumerate().map(text).collect()
}

fn reals(values: Vec<Raw>, name: &str, ids: &[String]) -> Checked<Vec<f64>> {
    let real = |(row, value)| match value {
        Raw::Real(number) => Ok(number),
        Raw::Integer(number) => Ok(number as f64),
        _ => {
            let id = ids.get(row).map_or("", String::as_str);
            let which = if id.is_empty() { format!("edge {}", row + 1) } else { id.to_owned() };
            fault(format!("{which} has no number as {name:?}"), id)
        }
    };
    values.into_iter().enumerate().map(real).collect()
}

/// The declared columns in their order, then any others by first value.
fn columns(
    mut rows: Rows,
    fixed: &[&str],
    types: &[TypedName],
    known: &[ColumnSpec],
) -> Checked<Vec<Column>> {
    let mut listed: FxHashSet<&str> = fixed.iter().copied().collect();
    if let Some(twice) = types.iter().find(|typed| !listed.insert(&typed.name)) {
        return fault(format!("column {:?} is listed twice", twice.name), &twice.name);
    }
    let mut wanted: Vec<(String, Option<ColumnType>)> =
        types.iter().map(|typed| (typed.name.clone(), Some(typed.type_))).collect();
    for name in rows.names() {
        if !listed.contains(name) {
            let type_ = known.iter().find(|spec| spec.name == name).map(|spec| spec.type_);
            wanted.push((name.to_owned(), type_));
        }
    }
    let column = |(name, type_): (String, Option<ColumnType>)| {
        if !known.iter().any(|spec| spec.name == name) && !is_column_name(&name) {
            let message = format!("column {name:?} has a name that not every format can write");
            return fault(message, &name);
        }
        let raw = rows.take(&name);
        let type_ = type_.unwrap_or_else(|| guess(&raw));
        let values = values(raw, type_, &name)?;
        Ok(Column::new(name, values))
    };
    wanted.into_iter().map(column).collect()
}

/// The type that all values fit; text where there is none.
fn guess(raw: &[Raw]) -> ColumnType {
    let present = || raw.iter().filter(|value| **value != Raw::Missing);
    if present().all(|v| matches!(v, Raw::Integer(_))) && present().next().is_some() {
        ColumnType::Integer
    } else if present().all(|v| matches!(v, Raw::Integer(_) | Raw::Real(_))) && present().next().is_some() {
        ColumnType::Real
    } else if present().any(|v| matches!(v, Raw::Boolean(_))) {
        ColumnType::Boolean
    } else if present().any(|v| matches!(v, Raw::List(_))) {
        ColumnType::List
    } else {
        ColumnType::Text
    }
}

fn values(raw: Vec<Raw>, type_: ColumnType, name: &str) -> Checked<Values> {
    fn all<T>(raw: Vec<Raw>, name: &str, of: impl Fn(Raw) -> Result<T, Raw>) -> Checked<Vec<Option<T>>> {
        let one = |value: Raw| match value {
            Raw::Missing => Ok(None),
            value => match of(value) {
                Ok(value) => Ok(Some(value)),
                Err(_) => fault(format!("a value of column {name:?} has the wrong type"), name),
            },
        };
        raw.into_iter().map(one).collect()
    }
    Ok(match type_ {
        ColumnType::Text => Values::Text(all(raw, name, |v| match v {
            Raw::Text(text) => Ok(Text::from(text)),
            v => Err(v),
        })?),
        ColumnType::List => {
            let lists = all(raw, name, |v| match v {
                Raw::List(texts) => Ok(texts),
                v => Err(v),
            })?;
            Values::List(lists.into_iter().map(Option::unwrap_or_default).collect())
        }
        ColumnType::Integer => Values::Integer(all(raw, name, |v| match v {
            Raw::Integer(number) => Ok(number),
            v => Err(v),
        })?),
        ColumnType::Real => Values::Real(all(raw, name, |v| match v {
            Raw::Real(number) => Ok(number),
            Raw::Integer(number) => Ok(number as f64),
            v => Err(v),
        })?),
        ColumnType::Boolean => Values::Boolean(all(raw, name, |v| match v {
            Raw::Boolean(yes) => Ok(yes),
            v => Err(v),
        })?),
        ColumnType::Date => Values::Date(all(raw, name, |v| match v {
            Raw::Text(text) => text.parse().ok().filter(|day| is_day(*day)).ok_or(Raw::Text(text)),
            v => Err(v),
        })?),
    })
}
