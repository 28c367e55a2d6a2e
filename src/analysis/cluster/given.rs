//! Labels that a person gives: a file that wins over what is found, build after build.
//!
//! Tab-separated lines `key label`, the key being that of a cluster (column `cluster_key`, `portent clusters`); `#` begins a
//! comment line, and a header is allowed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::card::ClusterCard;
use crate::error::Error;
use crate::position::column_of_cell;
use crate::suggest;

/// What the first cell of a header says.
const HEADERS: [&str; 3] = ["key", "cluster_key", "cluster key"];

/// The labels of a file, by the key of their cluster.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GivenLabels {
    path: PathBuf,
    of_key: BTreeMap<String, Given>,
}

/// A label and the line that gives it, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Given {
    label: String,
    line: u32,
}

impl GivenLabels {
    /// Reads a labels file. O(length log lines).
    ///
    /// # Errors
    /// [`Error::Malformed`] with line, column and a hint: no tab, an empty cell, a key or a label given twice.
    ///
    /// ```
    /// use portent::analysis::cluster::given::GivenLabels;
    ///
    /// let text = "key\tlabel\nconcern:job-displacement\tWork after AI\n";
    /// let labels = GivenLabels::read("labels.tsv".as_ref(), text)?;
    /// assert_eq!(labels.of("concern:job-displacement"), Some("Work after AI"));
    /// assert!(GivenLabels::read("labels.tsv".as_ref(), "Work after AI").is_err());
    /// # Ok::<(), portent::Error>(())
    /// ```
    pub fn read(path: &Path, text: &str) -> Result<Self, Error> {
        let mut labels = Self { path: path.to_owned(), of_key: BTreeMap::new() };
        let mut given: BTreeMap<String, u32> = BTreeMap::new();
        let lines = text.trim_start_matches('\u{feff}').lines();
        for (number, line) in (1..).zip(lines.map(|line| line.trim_end_matches('\r'))) {
            let key = line.split('\t').next().unwrap_or_default().trim();
            let is_header = number == 1 && HEADERS.contains(&key);
            if line.trim().is_empty() || line.starts_with('#') || is_header {
                continue;
            }
            let fault = |cell, message: String, hint: &str| {
                labels.malformed(number, column_of_cell(line, cell), message, hint)
            };
            let cell = line.split('\t').nth(1).unwrap_or_default();
            let label = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            if key.is_empty() || label.is_empty() {
                let missing = usize::from(!key.is_empty() && line.contains('\t'));
                let hint = "the key of a cluster and its label, parted by a tab";
                return Err(fault(missing, "no key and label".into(), hint));
            }
            if let Some(earlier) = labels.of_key.get(key) {
                let message = format!("line {} labels {key:?} as well", earlier.line);
                return Err(fault(0, message, "keep one of the two lines"));
            }
            if let Some(earlier) = given.insert(label.clone(), number) {
                let message = format!("line {earlier} gives the label {label:?} as well");
                return Err(fault(1, message, "give each cluster a label of its own"));
            }
            labels.of_key.insert(key.to_owned(), Given { label, line: number });
        }
        Ok(labels)
    }

    /// The label of the cluster with this key.
    #[must_use]
    pub fn of(&self, key: &str) -> Option<&str> {
        self.of_key.get(key).map(|given| given.label.as_str())
    }

    /// All labels.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.of_key.values().map(|given| given.label.as_str())
    }

    /// Refuses labels of clusters that are gone. O((labels + clusters) log clusters); as many looks at all keys as labels are
    /// refused, which is one.
    ///
    /// # Errors
    /// [`Error::Malformed`] for the first line whose key no cluster has, with the nearest keys.
    pub fn check(&self, cards: &[ClusterCard]) -> Result<(), Error> {
        let known: BTreeMap<&str, &str> = cards.iter().map(|card| (&*card.key, &*card.label)).collect();
        let gone = self.of_key.iter().filter(|(key, _)| !known.contains_key(key.as_str()));
        let Some((key, given)) = gone.min_by_key(|(_, given)| given.line) else { return Ok(()) };
        let nearest: Vec<&str> = suggest::nearest(key, known.keys().map(|&key| (key, key)));
        let meant = if nearest.is_empty() {
            String::new()
        } else {
            format!("; did you mean {}?", nearest.join(", "))
        };
        let hint = format!(
            "`portent clusters` lists the keys, and a build upon the graph that the line was written for keeps them{meant}"
        );
        Err(self.malformed(given.line, 1, format!("no cluster has the key {key:?} any more"), &hint))
    }

    fn malformed(&self, line: u32, column: u32, message: String, hint: &str) -> Error {
        Error::Malformed { path: self.path.clone(), line, column, message, hint: Some(hint.to_owned()) }
    }
}

#[cfg(test)]
mod tests {
    use super::{ClusterCard, GivenLabels};
    use crate::error::Error;

    fn read(text: &str) -> Result<GivenLabels, Error> {
        GivenLabels::read("labels.tsv".as_ref(), text)
    }

    fn card(key: &str) -> ClusterCard {
        ClusterCard { key: key.to_owned(), ..ClusterCard::default() }
    }

    #[test]
    fn lines_give_labels_and_comments_and_headers_do_not() {
        let labels = read("\u{feff}cluster_key\tlabel\n# mine\n\na:x\t Tides  and ports \tnote\r\n").unwrap();
        assert_eq!(labels.of("a:x"), Some("Tides and ports"));
        assert_eq!(labels.texts().count(), 1);
    }

    #[test]
    fn lines_that_say_nothing_or_the_same_twice_are_refused_with_their_place() {
        for (text, place) in [
            ("a:x", "labels.tsv:1:1: no key and label"),
            ("a:x\t ", "labels.tsv:1:5: no key and label"),
            ("\tTides", "labels.tsv:1:1: no key and label"),
            ("a:x\tTides\na:x\tPorts", "labels.tsv:2:1: line 1 labels \"a:x\" as well"),
            ("a:x\tTides\nb:x\tTides", "labels.tsv:2:5: line 1 gives the label \"Tides\" as well"),
        ] {
            let error = read(text).unwrap_err();
            assert_eq!(error.to_string(), place);
            assert!(error.hint().is_some());
        }
    }

    #[test]
    fn a_label_of_a_cluster_that_is_gone_is_refused() {
        let labels = read("a:tides\tTides\nb:port\tPorts\n").unwrap();
        assert!(labels.check(&[card("a:tides"), card("b:port"), card("c:x")]).is_ok());
        let error = labels.check(&[card("a:tides"), card("b:ports")]).unwrap_err();
        assert_eq!(error.to_string(), "labels.tsv:2:1: no cluster has the key \"b:port\" any more");
        assert!(error.hint().unwrap().ends_with("did you mean b:ports?"), "{error:?}");
    }
}
