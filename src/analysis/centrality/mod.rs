//! Centralities: one file a measure; each is a pure function from an adjacency to one number a node.
