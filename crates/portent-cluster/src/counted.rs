//! A step is believed when its rows add up; until then it is done again.

use std::fmt::Write as _;

use portent_graph::hash;

/// What a step found, and how often it was tried.
pub(crate) struct Counted<T> {
    pub(crate) found: T,
    pub(crate) tries: u32,
}

/// Tries `step` until it gives what adds up, at most `tries` times.
///
/// # Errors
/// What each try said, where none added up.
pub(crate) async fn counted<T>(
    what: &str,
    tries: u32,
    step: impl AsyncFn() -> anyhow::Result<T>,
) -> anyhow::Result<Counted<T>> {
    let mut said: Vec<String> = Vec::new();
    for at in 1..=tries {
        match step().await {
            Ok(found) => return Ok(Counted { found, tries: at }),
            Err(error) => said.push(format!("{error:#}")),
        }
    }
    let mut message = format!("{what} is refused after {tries} tries; nothing of it was kept");
    for (at, reason) in (1..).zip(&said) {
        if at == 1 || said.get(at - 2) != Some(reason) {
            let _ = write!(message, "\n  try {at}: {reason}");
        }
    }
    anyhow::bail!(message)
}

/// A hash of rows in their order: every bit counts.
pub(crate) fn hash_of(rows: impl Iterator<Item = u64>) -> String {
    format!("{:016x}", rows.fold(hash::START, |sum, row| hash::extend(sum, row.to_le_bytes())))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::counted;

    #[tokio::test]
    async fn a_step_is_done_again_until_it_adds_up() {
        let asked = Cell::new(0);
        let step = async || {
            asked.set(asked.get() + 1);
            if asked.get() < 3 { anyhow::bail!("{} rows are missing", asked.get()) } else { Ok(7) }
        };
        let done = counted("degree", 3, step).await.unwrap();
        assert_eq!((done.found, done.tries), (7, 3));
    }

    #[tokio::test]
    async fn a_step_that_never_adds_up_says_why_each_time() {
        let refused =
            counted("degree", 2, async || -> anyhow::Result<()> { anyhow::bail!("a row is missing") });
        let error = refused.await.err().unwrap().to_string();
        assert_eq!(
            error,
            "degree is refused after 2 tries; nothing of it was kept\n  try 1: a row is missing"
        );
    }
}
