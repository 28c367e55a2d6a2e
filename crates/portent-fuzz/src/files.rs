//! Several files in one input: each begins with the control character "file separator" and its name on a line.

use std::path::PathBuf;

/// Parts two files.
pub(crate) const SEPARATOR: u8 = 0x1C;

/// The longest name.
const LONGEST: usize = 60;

/// The files of an input, those without a name under `usual`.
pub(crate) fn files<'a>(input: &'a [u8], usual: &str) -> Vec<(PathBuf, &'a [u8])> {
    let mut parts = input.split(|&byte| byte == SEPARATOR);
    let unnamed = parts.next().filter(|part| !part.is_empty()).map(|part| (usual.into(), part));
    unnamed.into_iter().chain(parts.map(|part| named(part, usual))).collect()
}

fn named<'a>(part: &'a [u8], usual: &str) -> (PathBuf, &'a [u8]) {
    let end = part.iter().position(|&byte| byte == b'\n').unwrap_or(part.len());
    let name = String::from_utf8_lossy(&part[..end]);
    (path(&name).unwrap_or_else(|| usual.into()), part.get(end + 1..).unwrap_or_default())
}

/// A path below the folder of the check, whatever the name says; `None` where nothing is left of it.
fn path(name: &str) -> Option<PathBuf> {
    let is_plain = |c: &char| !c.is_control() && !"\\:*?\"<>|".contains(*c);
    let name: String = name.chars().filter(is_plain).take(LONGEST).collect();
    let parts = name.split('/').filter(|part| !part.trim_matches(['.', ' ']).is_empty());
    let path: PathBuf = parts.collect();
    (!path.as_os_str().is_empty()).then_some(path)
}

/// One input of several files.
pub(crate) fn joined(files: &[(&str, &[u8])]) -> Vec<u8> {
    let part = |(name, text): &(&str, &[u8])| [&[SEPARATOR], name.as_bytes(), b"\n", text].concat();
    files.iter().flat_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_apart_and_stay_in_their_folder() {
        let input = joined(&[("a/b.md", b"x\ny"), ("../../etc/x", b""), ("..", b"z")]);
        let found = files(&input, "page.md");
        let expected: [(PathBuf, &[u8]); 3] =
            [("a/b.md".into(), b"x\ny"), ("etc/x".into(), b""), ("page.md".into(), b"z")];
        assert_eq!(found, expected);
        assert_eq!(files(b"text", "page.md"), [("page.md".into(), &b"text"[..])]);
    }
}
