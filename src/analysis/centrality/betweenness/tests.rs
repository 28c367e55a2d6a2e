//! Values by hand; those of networkx and igraph are in tests/centrality.rs.
