//! The match model that people can read: additive log-odds, one curve a feature.
//!
//! Two questions are answered apart: is a pair a duplicate, and is it at least related. The weights
//! are one file of tab-separated lines, `model.tsv`, that `train` writes.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use crate::error::Error;
use crate::position::column_of_cell;
use crate::resolve::judging::features::list::{FEATURES, Feature};

/// A piecewise linear function: what a value adds to the log-odds. Level beyond its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Index in `FEATURES`.
    pub feature: usize,
    /// (value, log-odds), ascending by value, at least one.
    pub points: Vec<(f64, f64)>,
}

impl Curve {
    /// Log-odds at a value.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        interpolate(&self.points, value, |(_, y)| y).unwrap_or_default()
    }
}

/// The value at `x` of the straight lines through points that ascend, and what `beyond` says of the nearest point past
/// their ends; `None` without points. O(log points).
pub(crate) fn interpolate(points: &[(f64, f64)], x: f64, beyond: impl Fn((f64, f64)) -> f64) -> Option<f64> {
    let after = points.partition_point(|point| point.0 <= x);
    match (after.checked_sub(1).map(|at| points[at]), points.get(after)) {
        (Some((x0, y0)), Some((x1, y1))) => Some(y0 + (y1 - y0) * (x - x0) / (x1 - x0)),
        (None, Some(&end)) | (Some(end), None) => Some(beyond(end)),
        (None, None) => None,
    }
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scale {
    /// Log-odds of an average labeled pair.
    pub base: f64,
    /// One curve a feature, in the order of `FEATURES`.
    pub curves: Vec<Curve>,
    /// Least probability for a yes.
    pub threshold: f64,
}

impl Scale {
    /// Sum of the log-odds; `values` are indexed like `FEATURES`.
    #[must_use]
    pub fn log_odds(&self, values: &[f64]) -> f64 {
        self.base + self.curves.iter().map(|curve| curve.at(values[curve.feature])).sum::<f64>()
    }
}

/// One set of weights.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weights {
    /// Is it one thing?
    pub duplicate: Scale,
    /// Is it one thing, or worth a link?
    pub related: Scale,
}

/// The weights with vectors and the weights with strings alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// Comments at the head of the file: training set and command.
    pub remarks: Vec<String>,
    /// Where the archive is large enough to teach vectors.
    pub vectors: Weights,
    /// Where it is not.
    pub strings: Weights,
}

/// The weights that portent ships.
pub static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
    Model::read(Path::new("src/resolve/judging/model.tsv"), include_str!("model.tsv"))
        .expect("the shipped weights are well-formed")
});

/// Probability of log-odds.
#[must_use]
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

const SETS: [&str; 2] = ["vectors", "strings"];
const SCALES: [&str; 2] = ["duplicate", "related"];

/// The features of a set, with their indices.
pub fn features(with_vectors: bool) -> impl Iterator<Item = (usize, &'static Feature)> {
    FEATURES
        .iter()
        .enumerate()
        .filter(move |(_, feature)| if with_vectors { feature.vectors } else { feature.strings })
}

impl Model {
    /// The set of weights for names with or without vectors.
    #[must_use]
    pub fn weights(&self, with_vectors: bool) -> &Weights {
        if with_vectors { &self.vectors } else { &self.strings }
    }

    fn scale(&mut self, set: &str, scale: &str) -> Option<&mut Scale> {
        let weights = match set {
            "vectors" => &mut self.vectors,
            "strings" => &mut self.strings,
            _ => return None,
        };
        match scale {
            "duplicate" => Some(&mut weights.duplicate),
            "related" => Some(&mut weights.related),
            _ => None,
        }
    }

    /// The text of a weights file; [`Model::read`] gives an equal model back.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::from("# portent weights 1\n");
        for remark in &self.remarks {
            let _ = writeln!(text, "# {remark}");
        }
        text.push_str("set\tquestion\tfeature\tvalue:log-odds\n");
        for (set, weights) in SETS.into_iter().zip([&self.vectors, &self.strings]) {
            for (question, scale) in SCALES.into_iter().zip([&weights.duplicate, &weights.related]) {
                let _ = writeln!(text, "{set}\t{question}\tthreshold\t{}", scale.threshold);
                let _ = writeln!(text, "{set}\t{question}\tbase\t{}", scale.base);
                for curve in &scale.curves {
                    let points: Vec<String> = curve.points.iter().map(|(x, y)| format!("{x}:{y}")).collect();
                    let _ = writeln!(
                        text,
                        "{set}\t{question}\t{}\t{}",
                        FEATURES[curve.feature].name,
                        points.join(" ")
                    );
                }
            }
        }
        text
    }

    /// Reads a weights file; `path` is for messages.
    ///
    /// # Errors
    /// [`Error::Malformed`] with line and column, where a set, question, feature or number is wrong or missing.
    pub fn read(path: &Path, text: &str) -> Result<Self, Error> {
        let mut model = Self::default();
        let mut header = false;
        for (line, row) in (1..).zip(text.lines()) {
            let fault = |column: u32, message: &str| Err(malformed(path, line, column, message));
            if line == 1 && row != "# portent weights 1" {
                return fault(1, "not a weights file of version 1");
            }
            if let Some(remark) = row.strip_prefix('#') {
                model.remarks.extend((line > 1).then(|| remark.trim().to_owned()));
                continue;
            }
            let cells: Vec<&str> = row.split('\t').collect();
            let [set, question, feature, value] = cells[..] else {
                return fault(1, "a line has four cells: set, question, feature, value:log-odds");
            };
            if !header {
                header = true;
                continue;
            }
            let Some(scale) = model.scale(set, question) else {
                return fault(1, "the set is vectors or strings, the question duplicate or related");
            };
            if let Err((cell, message)) = take(scale, feature, value) {
                return fault(column_of_cell(row, cell), message);
            }
        }
        model.check(path)?;
        Ok(model)
    }

    /// Both sets are whole.
    fn check(&self, path: &Path) -> Result<(), Error> {
        let whole = |scale: &Scale| scale.threshold > 0.0 && scale.threshold < 1.0;
        let scales =
            [&self.vectors, &self.strings].into_iter().flat_map(|set| [&set.duplicate, &set.related]);
        if scales.into_iter().all(whole) {
            return Ok(());
        }
        Err(malformed(path, 1, 1, "a threshold between 0 and 1 is missing"))
    }
}

fn malformed(path: &Path, line: u32, column: u32, message: &str) -> Error {
    let hint = Some("training writes weights files".to_owned());
    Error::Malformed { path: path.to_owned(), line, column, message: message.to_owned(), hint }
}

/// Takes one line into a scale; a fault names the cell.
fn take(scale: &mut Scale, feature: &str, value: &str) -> Result<(), (usize, &'static str)> {
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    match feature {
        "threshold" => scale.threshold = number(value).ok_or((3, "not a number"))?,
        "base" => scale.base = number(value).ok_or((3, "not a number"))?,
        name => {
            let at = FEATURES
                .iter()
                .position(|feature| feature.name == name)
                .ok_or((2, "no feature has this name"))?;
            let point = |pair: &str| pair.split_once(':').and_then(|(x, y)| Some((number(x)?, number(y)?)));
            let points: Option<Vec<(f64, f64)>> = value.split(' ').map(point).collect();
            let points = points.ok_or((3, "not a list of value:log-odds"))?;
            if points.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
                return Err((3, "the values do not ascend"));
            }
            scale.curves.push(Curve { feature: at, points });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Curve, Model, SHIPPED, features};
    use crate::error::Error;
    use std::path::Path;

    #[test]
    fn a_curve_is_straight_between_its_points_and_level_beyond() {
        let curve = Curve { feature: 0, points: vec![(0.0, -1.0), (0.5, 1.0), (1.0, 2.0)] };
        for (value, expected) in [(-3.0, -1.0), (0.0, -1.0), (0.25, 0.0), (0.75, 1.5), (1.0, 2.0), (9.0, 2.0)]
        {
            assert!((curve.at(value) - expected).abs() < 1e-12, "{value}");
        }
    }

    #[test]
    fn the_shipped_weights_are_read_back_as_written_and_cover_every_feature() {
        let again = Model::read(Path::new("m"), &SHIPPED.write()).unwrap();
        assert_eq!(again, *SHIPPED);
        for with_vectors in [true, false] {
            for scale in [&SHIPPED.weights(with_vectors).duplicate, &SHIPPED.weights(with_vectors).related] {
                let expected: Vec<usize> = features(with_vectors).map(|(at, _)| at).collect();
                assert_eq!(scale.curves.iter().map(|curve| curve.feature).collect::<Vec<_>>(), expected);
            }
        }
    }

    #[test]
    fn a_malformed_file_is_refused_with_its_place() {
        let head = "# portent weights 1\nset\tquestion\tfeature\tvalue:log-odds\n";
        for (text, place) in [
            ("weights".to_owned(), (1, 1)),
            (format!("{head}vectors\tduplicate\tno-such\t0:1\n"), (3, 19)),
            (format!("{head}vectors\tduplicate\ttopic\t0:1 0:2\n"), (3, 25)),
            (format!("{head}vectors\tduplicate\tbase\tinf\n"), (3, 24)),
            (format!("{head}both\tduplicate\tbase\t1\n"), (3, 1)),
            (head.to_owned(), (1, 1)),
        ] {
            match Model::read(Path::new("m"), &text) {
                Err(Error::Malformed { line, column, .. }) => assert_eq!((line, column), place, "{text}"),
                other => panic!("{other:?}"),
            }
        }
    }
}
