//! What is to be said of the stability of clusters.

use super::stability::{STABLE, Stability};

/// The stability of the clusters, and whether they are more than chance, in one line.
#[must_use]
pub fn stability_remark(stability: &Stability) -> String {
    let Stability { overall, runs, modularity, .. } = stability;
    let Some(by_chance) = stability.by_chance else {
        return format!("stability of the clusters over {runs} runs: {overall:.2}");
    };
    let compared = format!("modularity {modularity:.3}, random graphs of the same degrees {by_chance:.3}");
    if !stability.has_structure() {
        return format!(
            "no structure: over {runs} runs the clusters agree little better than chance (stability \
             {overall:.2}, below {STABLE}), nor are they better than those of chance ({compared})"
        );
    }
    let share = 100.0 * stability.in_stable;
    format!(
        "stability of the clusters over {runs} runs: {overall:.2}; {share:.0} % of the nodes are in clusters of \
         {STABLE} or more, the others are cut differently from run to run; the structure is not chance ({compared})"
    )
}

#[cfg(test)]
mod tests {
    use super::{Stability, stability_remark};

    #[test]
    fn the_remark_tells_structure_from_chance() {
        let stable = Stability { overall: 0.8, runs: 10, modularity: 0.7, ..Stability::default() };
        assert_eq!(stability_remark(&stable), "stability of the clusters over 10 runs: 0.80");
        let cut_anyhow = Stability { overall: 0.3, in_stable: 0.25, by_chance: Some(0.4), ..stable };
        let said = stability_remark(&cut_anyhow);
        assert!(said.contains("25 % of the nodes are in clusters of 0.5 or more"), "{said}");
        assert!(said.contains("the structure is not chance (modularity 0.700, random graphs"), "{said}");
        let chance = Stability { modularity: 0.41, ..cut_anyhow };
        assert!(stability_remark(&chance).starts_with("no structure: over 10 runs"));
    }
}
