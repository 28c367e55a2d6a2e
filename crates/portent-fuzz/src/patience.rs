//! How long a process may take: by the time that it ran, as the machine may be busy with others.

use std::fs;
use std::time::{Duration, Instant};

/// The longest that a check runs on a processor.
const RUNS: Duration = Duration::from_secs(10);

/// The longest that it may wait, for a processor or for anything else.
const WAITS: Duration = Duration::from_secs(300);

/// Clock ticks of a second in `/proc`: what Linux tells all programs.
const TICKS: u64 = 100;

/// The patience with one process, from now on.
pub struct Patience {
    process: u32,
    ran_before: Option<Duration>,
    start: Instant,
}

impl Patience {
    /// With a process that is there already.
    #[must_use]
    pub fn with(process: u32) -> Self {
        Self { process, ran_before: ran(process), start: Instant::now() }
    }

    /// Whether it took too long. Where the system does not tell how long it ran, all time counts.
    #[must_use]
    pub fn is_over(&self) -> bool {
        let passed = self.start.elapsed();
        let ran = match (self.ran_before, ran(self.process)) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => passed,
        };
        ran >= RUNS || passed >= WAITS
    }

    /// What is said of a check that took too long.
    #[must_use]
    pub fn told() -> String {
        format!("no end within {RUNS:?}")
    }
}

/// How long the process ran so far, its ended children included.
fn ran(process: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program stands in parentheses and may hold anything.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks: u64 =
        fields.split_whitespace().skip(11).take(4).filter_map(|field| field.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 1000 / TICKS))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::ran;

    #[test]
    fn time_counts_while_a_process_runs() {
        let own = std::process::id();
        let before = ran(own).unwrap();
        // Ends once the system has counted some ticks.
        while ran(own).unwrap() <= before {}
        assert!(ran(0).is_none());
    }
}
