//! Files that import each other, directly or by way of others.
//!
//! A module and the modules within it are one thing to the language (what is within sees all that is private above it), so
//! imports between them make no circle: `x/mod.rs` may call `x/a.rs`, which reads a type of `x/mod.rs`. Two files beside each
//! other, or in different branches, may not.

use std::collections::BTreeMap;

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::crates::Arrow;

/// The strongly connected components of two and more files, each in order.
pub(super) fn circles(arrows: &[Arrow]) -> Vec<Vec<String>> {
    let mut graph: DiGraph<&str, ()> = DiGraph::new();
    let mut nodes = BTreeMap::new();
    for arrow in arrows.iter().filter(|arrow| !is_within(&arrow.from, &arrow.to)) {
        let [from, to] = [&arrow.from, &arrow.to]
            .map(|file| *nodes.entry(file).or_insert_with(|| graph.add_node(file.as_str())));
        graph.update_edge(from, to, ());
    }
    let component = |nodes: Vec<NodeIndex>| {
        let mut files: Vec<String> = nodes.into_iter().map(|node| graph[node].to_owned()).collect();
        files.sort();
        files
    };
    let mut circles: Vec<Vec<String>> =
        tarjan_scc(&graph).into_iter().filter(|nodes| nodes.len() > 1).map(component).collect();
    circles.sort();
    circles
}

/// Whether one file's module holds the other's.
pub(super) fn is_within(file: &str, other: &str) -> bool {
    let module = |file: &str| {
        let module = file.trim_end_matches(".rs");
        match module.trim_end_matches("/mod") {
            "lib" | "main" => String::new(),
            module => format!("{module}/"),
        }
    };
    let (module, other) = (module(file), module(other));
    module.starts_with(&other) || other.starts_with(&module)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrow(from: &str, to: &str) -> Arrow {
        Arrow { from: from.into(), to: to.into(), line: 1, path: String::new() }
    }

    #[test]
    fn circles_of_any_length_are_found_and_chains_are_none() {
        let arrows =
            [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("f", "g"), ("g", "f"), ("e", "g")];
        let file = |name: &str| format!("{name}.rs");
        let arrows: Vec<Arrow> = arrows.iter().map(|(from, to)| arrow(&file(from), &file(to))).collect();
        assert_eq!(circles(&arrows), [["a", "b", "c"].map(file).to_vec(), ["f", "g"].map(file).to_vec()]);
        assert!(circles(&arrows[3..5]).is_empty());
    }

    #[test]
    fn a_module_and_what_is_within_it_are_no_circle() {
        for above in ["x/mod.rs", "x.rs", "lib.rs", "main.rs"] {
            assert!(circles(&[arrow(above, "x/a.rs"), arrow("x/a.rs", above)]).is_empty(), "{above}");
        }
        let arrows = [arrow("x/mod.rs", "x/a.rs"), arrow("x/a.rs", "y.rs"), arrow("y.rs", "x/mod.rs")];
        assert!(circles(&arrows).is_empty());
        assert_eq!(circles(&[arrow("x/a.rs", "xx.rs"), arrow("xx.rs", "x/a.rs")]).len(), 1);
    }
}
