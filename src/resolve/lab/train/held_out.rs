//! How well weights judge pairs that they never saw.

use crate::resolve::judging::model::Weights;
use crate::resolve::lab::evaluate::measures::{Counts, best_f1};
use crate::resolve::lab::pairs::LabeledPair;
use crate::resolve::lab::train::weights::Trained;
use crate::resolve::types::Verdict;

/// Figures of cross-validation, each the mean over the shuffles, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct HeldOut {
    /// F1 of duplicates at the best threshold.
    pub best_f1: f64,
    /// The same with the weights of the pairs.
    pub best_f1_weighted: f64,
    /// F1 of duplicates at the threshold of the weights.
    pub f1: f64,
    /// Share of pairs whose verdict of three is the label.
    pub three_way: f64,
}

impl Trained {
    /// Figures for the pairs in `part` (indices of the labeled pairs): with vectors, with strings alone.
    #[must_use]
    pub fn held_out(&self, pairs: &[LabeledPair], part: std::ops::Range<usize>) -> [HeldOut; 2] {
        let sets = [(&self.held_out, &self.model.vectors), (&self.held_out_strings, &self.model.strings)];
        sets.map(|(shuffles, weights)| {
            let of = |shuffle: &Vec<(f64, f64)>| self.figures(pairs, &part, shuffle, weights);
            mean(&shuffles.iter().map(of).collect::<Vec<_>>())
        })
    }

    fn figures(
        &self,
        pairs: &[LabeledPair],
        part: &std::ops::Range<usize>,
        shuffle: &[(f64, f64)],
        weights: &Weights,
    ) -> HeldOut {
        let rows = self.found.iter().zip(shuffle).filter(|(at, _)| part.contains(at));
        let rows: Vec<(&LabeledPair, f64, f64)> = rows.map(|(&at, &(p, r))| (&pairs[at], p, r)).collect();
        let scores: Vec<f64> = rows.iter().map(|row| row.1).collect();
        let labels: Vec<bool> = rows.iter().map(|row| row.0.label == Verdict::Duplicate).collect();
        let counted: Vec<f64> = rows.iter().map(|row| row.0.weight).collect();
        let alike = vec![1.0; rows.len()];
        let answers: Vec<bool> = scores.iter().map(|&p| p >= weights.duplicate.threshold).collect();
        let agree = rows.iter().filter(|row| row.0.label == verdict(weights, row.1, row.2)).count();
        HeldOut {
            best_f1: best_f1(&scores, &labels, &alike).0,
            best_f1_weighted: best_f1(&scores, &labels, &counted).0,
            f1: Counts::of(&answers, &labels, &alike).f1(),
            three_way: agree as f64 / rows.len().max(1) as f64,
        }
    }
}

fn verdict(weights: &Weights, duplicate: f64, related: f64) -> Verdict {
    if duplicate >= weights.duplicate.threshold {
        Verdict::Duplicate
    } else if related >= weights.related.threshold {
        Verdict::Related
    } else {
        Verdict::Distinct
    }
}

fn mean(figures: &[HeldOut]) -> HeldOut {
    let of =
        |value: fn(&HeldOut) -> f64| figures.iter().map(value).sum::<f64>() / figures.len().max(1) as f64;
    HeldOut {
        best_f1: of(|x| x.best_f1),
        best_f1_weighted: of(|x| x.best_f1_weighted),
        f1: of(|x| x.f1),
        three_way: of(|x| x.three_way),
    }
}

#[cfg(test)]
mod tests {
    use super::{HeldOut, LabeledPair, Trained, Verdict};
    use crate::resolve::judging::model::SHIPPED;
    use crate::resolve::lab::pairs::Side;

    #[test]
    fn figures_of_four_pairs_are_computed_by_hand() {
        let side = || Side { kind: "signal".into(), name: "A".into(), article: None };
        let pair = |label, weight| LabeledPair {
            id: "1".into(),
            label,
            stratum: String::new(),
            weight,
            sides: [side(), side()],
        };
        let pairs = [
            pair(Verdict::Duplicate, 1.0),
            pair(Verdict::Duplicate, 3.0),
            pair(Verdict::Related, 1.0),
            pair(Verdict::Distinct, 1.0),
        ];
        // At 0.5: one hit, one false alarm, one miss: F1 1/2. From 0.4 on: two hits, one false alarm:
        // 4/5, weighted 8/9. Verdicts: duplicate, related, duplicate, distinct: two of four agree.
        let shuffle = vec![(0.9, 0.9), (0.4, 0.6), (0.6, 0.7), (0.1, 0.2)];
        let (held_out, held_out_strings) = (vec![shuffle], Vec::new());
        let found = vec![0, 1, 2, 3];
        let trained = Trained { model: SHIPPED.clone(), held_out, held_out_strings, found };
        let expected = HeldOut { best_f1: 0.8, best_f1_weighted: 8.0 / 9.0, f1: 0.5, three_way: 0.5 };
        let found = trained.held_out(&pairs, 0..4)[0];
        assert!((found.best_f1 - expected.best_f1).abs() < 1e-12, "{found:?}");
        assert!((found.best_f1_weighted - expected.best_f1_weighted).abs() < 1e-12, "{found:?}");
        assert_eq!((found.f1, found.three_way), (expected.f1, expected.three_way));
    }
}
