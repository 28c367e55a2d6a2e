//! Shorter inputs that show the same fault.

/// The most trials: each may start a process.
const TRIALS: usize = 400;

/// Leaves out stretches, half of the input at first and a byte at last, as long as the rest shows the `same`.
pub(super) fn shrunk(
    mut input: Vec<u8>,
    mut same: impl FnMut(&[u8]) -> anyhow::Result<bool>,
) -> anyhow::Result<Vec<u8>> {
    let (mut size, mut trials) = (input.len().div_ceil(2), 0);
    while size > 0 {
        let mut at = 0;
        while at < input.len() {
            if trials == TRIALS {
                return Ok(input);
            }
            trials += 1;
            let end = input.len().min(at + size);
            let shorter = [&input[..at], &input[end..]].concat();
            if same(&shorter)? {
                input = shorter;
            } else {
                at = end;
            }
        }
        size /= 2;
    }
    Ok(input)
}

#[cfg(test)]
mod tests {
    use super::shrunk;

    #[test]
    fn what_shows_the_fault_is_left() {
        let input = b"some words | and | more words".to_vec();
        let bars = |bytes: &[u8]| Ok(bytes.iter().filter(|byte| **byte == b'|').count() == 2);
        assert_eq!(shrunk(input, bars).expect("no error"), b"||");
        assert_eq!(shrunk(b"abc".to_vec(), |_| Ok(false)).expect("no error"), b"abc");
    }
}
