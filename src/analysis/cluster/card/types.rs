//! What is known of a cluster, as graph.json holds it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::named::{Named, Word};

/// A scored word or phrase of a cluster's label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The word or phrase.
    pub term: String,
    /// How well it covers the cluster and tells it from the others.
    pub score: f64,
}

/// A quarter of the strategic diagram (Callon 1991; Cobo 2011).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quadrant {
    /// Central and dense.
    Motor,
    /// Dense, not central.
    Niche,
    /// Central, not dense.
    Basic,
    /// Neither.
    EmergingOrDeclining,
}

impl Word for Quadrant {
    const ALL: &'static [Self] = &[Self::Motor, Self::Niche, Self::Basic, Self::EmergingOrDeclining];

    fn word(self) -> &'static str {
        match self {
            Self::Motor => "motor",
            Self::Niche => "niche",
            Self::Basic => "basic",
            Self::EmergingOrDeclining => "emerging or declining",
        }
    }
}

/// What is known of one cluster.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ClusterCard {
    /// Rank by size, from 1: the value of the column `cluster`.
    pub cluster: u32,
    /// Id of the highest-ranked member: the value of `cluster_key`.
    pub key: String,
    /// Label from distinctive terms.
    pub label: String,
    /// How many nodes.
    pub size: u64,
    /// The label's terms, best first.
    pub terms: Vec<Term>,
    /// Ids of the top members of each kind, best first.
    pub top: BTreeMap<String, Vec<String>>,
    /// Members of each kind.
    pub kinds: BTreeMap<String, u64>,
    /// Distinct articles in it (copies once).
    pub articles: u64,
    /// First date of its articles.
    pub first_seen: Option<jiff::civil::Date>,
    /// Last date of its articles.
    pub last_seen: Option<jiff::civil::Date>,
    /// Further figures by name (`density`, `conductance`, `callon_centrality`, `callon_density`, `stability`, ...).
    pub figures: BTreeMap<String, f64>,
    /// Quadrant of the strategic diagram.
    pub quadrant: Option<Named<Quadrant>>,
    /// Rank of the parent cluster in the next coarser level.
    pub parent: Option<u32>,
    /// Neighboring clusters, strongest bridges first.
    pub neighbors: Vec<Bridge>,
    /// Structural gaps: large clusters with far fewer bridges to this one than their reach would have.
    #[serde(default)]
    pub gaps: Vec<Gap>,
}

impl ClusterCard {
    /// The card without figures that JSON cannot hold.
    pub(crate) fn with_finite_figures(&self) -> Self {
        let mut card = self.clone();
        card.figures.retain(|_, figure| figure.is_finite());
        card
    }
}

/// The edges between two clusters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bridge {
    /// Rank of the other cluster.
    pub cluster: u32,
    /// Summed weight of the edges between them.
    pub weight: f64,
    /// Id of the member (of either side) on the strongest such edge, and of its partner.
    pub strongest: [String; 2],
}

/// Two large clusters that share few edges.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// Rank of the other cluster.
    pub cluster: u32,
    /// Summed weight of the edges between them.
    pub weight: f64,
    /// The weight that the reach of both would have.
    pub expected: f64,
}
