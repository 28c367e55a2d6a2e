//! Labeled pairs of names: a TSV file that people wrote, for `evaluate` and `train`.

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::error::Error;
use crate::parse::{Corpus, KindId};
use crate::position::column_of_cell;
use crate::resolve::language::normalize::normalize;
use crate::resolve::types::{Name, NameId, Verdict};
use portent_graph::index::TiSlice;

/// One side of a labeled pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Its kind, as written.
    pub kind: String,
    /// The name, as written.
    pub name: String,
    /// File stem of an article that uses it, where given.
    pub article: Option<String>,
}

/// What a reader said of two names.
#[derive(Debug, Clone, PartialEq)]
pub struct LabeledPair {
    /// Its id; the line where the file has none.
    pub id: String,
    /// D, R or N.
    pub label: Verdict,
    /// How it was drawn; empty where not given.
    pub stratum: String,
    /// How many pairs of the corpus it stands for; 1 where not given.
    pub weight: f64,
    /// The two names.
    pub sides: [Side; 2],
}

/// Reads labeled pairs: tab-separated with a header, no quoting. Columns `label` (D, R or N),
/// `kind_a`, `name_a`, `kind_b`, `name_b` are needed, `id`, `stratum`, `weight`, `article_a`,
/// `article_b` are used where there, others are ignored.
///
/// # Errors
/// [`Error::Malformed`] with line and column.
pub fn read(path: &Path, text: &str) -> Result<Vec<LabeledPair>, Error> {
    let fault = |line: u32, column: u32, message: String| {
        Error::Malformed {
        path: path.to_owned(),
        line,
        column,
        message,
        hint: Some("columns: id, label (D, R, N), stratum, weight, kind_a, name_a, article_a, kind_b, name_b, article_b".into()),
    }
    };
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').map(str::trim).collect();
    let column = |name: &str| header.iter().position(|cell| *cell == name);
    for needed in ["label", "kind_a", "name_a", "kind_b", "name_b"] {
        if column(needed).is_none() {
            return Err(fault(1, 1, format!("the column {needed} is missing")));
        }
    }
    let mut pairs = Vec::new();
    for (line, row) in (2..).zip(lines).filter(|(_, row)| !row.trim().is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        let cell = |name: &str| column(name).and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
        let place = |name: &str| column_of_cell(row, column(name).unwrap_or(0));
        pairs.push(pair(line, cell).map_err(|(name, message)| fault(line, place(name), message))?);
    }
    Ok(pairs)
}

fn pair<'a>(
    line: u32,
    cell: impl Fn(&'static str) -> &'a str,
) -> Result<LabeledPair, (&'static str, String)> {
    let label = match cell("label") {
        "D" => Verdict::Duplicate,
        "R" => Verdict::Related,
        "N" => Verdict::Distinct,
        other => return Err(("label", format!("the label {other:?} is not D, R or N"))),
    };
    let weight = match cell("weight") {
        "" => 1.0,
        text => (text.parse::<f64>().ok().filter(|weight| weight.is_finite() && *weight > 0.0))
            .ok_or_else(|| ("weight", format!("the weight {text:?} is not a number above 0")))?,
    };
    let side = |kind: &'static str, name: &'static str, article: &'static str| match cell(name) {
        "" => Err((name, "a name is empty".to_owned())),
        text => Ok(Side {
            kind: cell(kind).to_owned(),
            name: text.to_owned(),
            article: Some(cell(article).to_owned()).filter(|text| !text.is_empty()),
        }),
    };
    let id = Some(cell("id").to_owned()).filter(|id| !id.is_empty()).unwrap_or_else(|| line.to_string());
    let sides = [side("kind_a", "name_a", "article_a")?, side("kind_b", "name_b", "article_b")?];
    Ok(LabeledPair { id, label, stratum: cell("stratum").to_owned(), weight, sides })
}

/// The names of each pair, smaller first; `None` where one is not in the corpus. A name that a
/// decision split is the one that the article of the pair uses.
#[must_use]
pub fn locate(
    corpus: &Corpus,
    names: &TiSlice<NameId, Name>,
    pairs: &[LabeledPair],
) -> Vec<Option<(NameId, NameId)>> {
    let mut ids: FxHashMap<(KindId, &str), Vec<NameId>> = FxHashMap::default();
    for (id, name) in names.iter_enumerated() {
        ids.entry((name.kind, name.normal.as_str())).or_default().push(id);
    }
    let uses = |id: NameId, article: &str| {
        names[id].mentions.iter().any(|&mention| {
            let path = &corpus.articles[corpus.mentions[mention].article].path;
            Path::new(path).file_stem().is_some_and(|stem| stem == article)
        })
    };
    let find = |side: &Side| {
        let normal = normalize(&side.name);
        let found = ids.get(&(corpus.schema.find(&side.kind)?, normal.as_str()))?;
        let by_article =
            side.article.as_ref().and_then(|article| found.iter().find(|id| uses(**id, article)));
        by_article.or(found.first()).copied()
    };
    let both = |pair: &LabeledPair| {
        let (a, b) = (find(&pair.sides[0])?, find(&pair.sides[1])?);
        Some((a.min(b), a.max(b)))
    };
    pairs.iter().map(both).collect()
}

/// The error of pairs of which none was found by [`locate`].
pub(super) fn unusable(pairs: &[LabeledPair]) -> Error {
    let shown = |side: &Side| format!("{} {:?}", side.kind, side.name);
    let Some(first) = pairs.first() else {
        return Error::NoUsablePair {
            reason: "0 labeled pairs were read: the file has no row below its header".into(),
            hint: "write one pair a row: label (D, R or N), kind_a, name_a, kind_b, name_b".into(),
        };
    };
    let reason = format!(
        "{} labeled {} read, and none can be used: each has a name that is not in these articles, the first {} or {}",
        pairs.len(),
        if pairs.len() == 1 { "pair was" } else { "pairs were" },
        shown(&first.sides[0]),
        shown(&first.sides[1])
    );
    let hint =
        "give the articles that the pairs were drawn from, and the kinds and names as they are written there";
    Error::NoUsablePair { reason, hint: hint.into() }
}

#[cfg(test)]
mod tests {
    use super::{locate, read, unusable};
    use crate::error::Error;
    use crate::resolve::lab::evaluate::evaluate;
    use crate::resolve::lab::train::train;
    use crate::resolve::names::grouping::names;
    use crate::resolve::options::ResolveOptions;
    use crate::resolve::sample::corpus;
    use crate::resolve::types::{NameId, Verdict};
    use std::path::Path;

    const HEAD: &str = "id\tlabel\tweight\tkind_a\tname_a\tkind_b\tname_b\n";

    #[test]
    fn pairs_are_read_and_found_by_kind_and_name() {
        let text = format!(
            "{HEAD}7\tD\t2.5\tconcern\tJob losses\tissue\tLoss of jobs\n8\tN\t\tconcern\tNo such\tissue\tLoss of jobs\n"
        );
        let pairs = read(Path::new("p"), &text).unwrap();
        assert_eq!((pairs[0].label, pairs[0].weight, pairs[1].weight), (Verdict::Duplicate, 2.5, 1.0));
        let corpus = corpus(&[("a.md", "issue", "Loss of Jobs", ""), ("a.md", "concern", "job losses", "")]);
        let names = names(&corpus, &[]).0;
        assert_eq!(locate(&corpus, &names, &pairs), [Some((NameId::new(0), NameId::new(1))), None]);
    }

    #[test]
    fn pairs_of_which_none_is_found_are_an_error_of_both_measures() {
        let text = format!("{HEAD}8\tN\t\tconcern\tNo such\tissue\tLoss of jobs\n");
        let pairs = read(Path::new("p"), &text).unwrap();
        let corpus = corpus(&[("a.md", "issue", "Loss of Jobs", "")]);
        let options = ResolveOptions::default();
        let measured = evaluate(&corpus, &options, &pairs).map(|_| ()).unwrap_err();
        let trained = train(&corpus, &options, &pairs, Vec::new()).map(|_| ()).unwrap_err();
        for error in [measured, trained] {
            let told = error.to_string();
            assert!(told.starts_with("1 labeled pair was read, and none can be used"), "{told}");
            assert!(told.contains("concern \"No such\" or issue \"Loss of jobs\""), "{told}");
            assert!(error.hint().is_some());
        }
        assert!(unusable(&[]).to_string().starts_with("0 labeled pairs were read"));
    }

    #[test]
    fn a_wrong_label_or_weight_is_malformed_at_its_cell() {
        for (row, place) in [
            ("1\tX\t1\tc\ta\ti\tb", (2, 3)),
            ("1\tD\t-1\tc\ta\ti\tb", (2, 5)),
            ("1\tD\t1\tc\t\ti\tb", (2, 9)),
        ] {
            match read(Path::new("p"), &format!("{HEAD}{row}\n")) {
                Err(Error::Malformed { line, column, .. }) => assert_eq!((line, column), place),
                other => panic!("{other:?}"),
            }
        }
        assert!(read(Path::new("p"), "a\tb\n").is_err());
    }
}
