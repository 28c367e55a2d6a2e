//! An evaluation as text for people.

use std::fmt::{self, Display};

use crate::resolve::lab::evaluate::measures::Counts;
use crate::resolve::lab::evaluate::{Evaluation, Score};

impl Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} labeled {}, {} with a name that is not in these pages",
            self.outcomes.len(),
            if self.outcomes.len() == 1 { "pair" } else { "pairs" },
            self.missing.len()
        )?;
        writeln!(f, "\nread off the result               precision  recall     F1 (95 % interval)")?;
        let rows = [
            ("duplicates (entity or link)", &self.duplicates.0),
            ("  weighted", &self.duplicates.1),
            ("merges (pairs of one kind)", &self.merges.0),
            ("  weighted", &self.merges.1),
        ];
        for (name, score) in rows {
            writeln!(f, "{name:<32} {}", Line(score))?;
        }
        let ((p, r), (wp, wr)) = self.b_cubed;
        writeln!(f, "B-cubed                               {p:.3}   {r:.3}; weighted {wp:.3}, {wr:.3}")?;
        writeln!(f, "verdicts of three that agree          {:.3}", self.three_way)?;
        writeln!(
            f,
            "duplicates that blocking brings together: {:.3}; with a common article or rare word {:.3}",
            self.blocking.0, self.blocking.1
        )?;
        writeln!(f, "\nthreshold  precision  recall     F1  weighted: precision  recall     F1")?;
        for (threshold, plain, weighted) in &self.sweep {
            let (p, w) = (plain, weighted);
            writeln!(f, "{threshold:>9.2} {} {:>19}", Triple(p), Triple(w))?;
        }
        writeln!(f, "\nstratum            pairs  duplicates  precision  recall     F1")?;
        for (name, pairs, duplicates, counts) in &self.strata {
            writeln!(f, "{name:<18} {pairs:>5} {duplicates:>11} {}", Triple(counts))?;
        }
        writeln!(f, "\ncalibration, weighted: said  observed (95 % interval)  pairs")?;
        for bin in &self.calibration {
            writeln!(
                f,
                "{:>27.2} {:>9.2} ({:.2} to {:.2}) {:>10}",
                bin.said, bin.observed, bin.interval.0, bin.interval.1, bin.pairs
            )?;
        }
        writeln!(f, "\nbest F1 of a measure          plain  weighted")?;
        for row in &self.comparison {
            writeln!(f, "{:<28} {:>6.3} {:>9.3}", row.name, row.best.0, row.best.1)?;
        }
        Ok(())
    }
}

struct Line<'a>(&'a Score);

impl Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.0.interval;
        write!(f, "{} ({low:.3} to {high:.3})", Triple(&self.0.counts))
    }
}

struct Triple<'a>(&'a Counts);

impl Display for Triple<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>10.3} {:>7.3} {:>6.3}", self.0.precision(), self.0.recall(), self.0.f1())
    }
}
