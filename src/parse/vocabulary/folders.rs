//! What the folders of an archive mean.

use serde::{Deserialize, Serialize};

/// What the name of a folder says of the articles in it. In files it is one word.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum FolderMeaning {
    /// The edition, where the article names none.
    Edition,
    /// The category, where the article names none.
    Category,
    /// Nothing.
    Ignore,
    /// A mention of the kind of this name.
    Kind(String),
}

impl FolderMeaning {
    /// The words of all meanings but kinds.
    pub const WORDS: [&str; 3] = ["edition", "category", "ignore"];
}

/// A word of its own, or else the name of a kind.
impl From<String> for FolderMeaning {
    fn from(word: String) -> Self {
        match word.as_str() {
            "edition" => Self::Edition,
            "category" => Self::Category,
            "ignore" => Self::Ignore,
            _ => Self::Kind(word),
        }
    }
}

impl From<FolderMeaning> for String {
    fn from(meaning: FolderMeaning) -> Self {
        match meaning {
            FolderMeaning::Edition => "edition".into(),
            FolderMeaning::Category => "category".into(),
            FolderMeaning::Ignore => "ignore".into(),
            FolderMeaning::Kind(name) => name,
        }
    }
}

/// Which folder of a path is meant: `level-2` for the second one from the top, or the last folder of a path such as
/// `radar/*`, where `*` stands for any name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FolderPattern {
    written: String,
    parts: Vec<String>,
}

impl TryFrom<String> for FolderPattern {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        let parts: Vec<String> = match written.strip_prefix("level-") {
            Some(level) => {
                let level: usize =
                    level.parse().map_err(|_| "expected level-1, level-2 and so on".to_owned())?;
                if !(1..=DEEPEST).contains(&level) {
                    return Err(format!("levels are from 1 to {DEEPEST}"));
                }
                vec!["*".into(); level]
            }
            None => written.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect(),
        };
        if parts.is_empty() || parts.len() > DEEPEST {
            return Err(format!("expected level-1 or a path of 1 to {DEEPEST} folders"));
        }
        Ok(Self { written, parts })
    }
}

impl From<FolderPattern> for String {
    fn from(pattern: FolderPattern) -> Self {
        pattern.written
    }
}

/// Folders deeper than this mean nothing.
const DEEPEST: usize = 16;

impl FolderPattern {
    /// The name of the folder that is meant, of an article with this path; `None` where it lies elsewhere. O(path).
    ///
    /// ```
    /// use portent::parse::FolderPattern;
    ///
    /// let pattern = FolderPattern::try_from("radar/*".to_owned()).unwrap();
    /// assert_eq!(pattern.folder("radar/2024-07-10/rust.md"), Some("2024-07-10"));
    /// assert_eq!(pattern.folder("radar/rust.md"), None);
    /// let level = FolderPattern::try_from("level-1".to_owned()).unwrap();
    /// assert_eq!(level.folder("python/asyncio.md"), Some("python"));
    /// ```
    #[must_use]
    pub fn folder<'p>(&self, path: &'p str) -> Option<&'p str> {
        let (folders, _) = path.rsplit_once('/')?;
        let mut folders = folders.split('/');
        let mut last = None;
        for part in &self.parts {
            let folder = folders.next()?;
            if part != "*" && part != folder {
                return None;
            }
            last = Some(folder);
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_levels_or_paths() {
        let read = |text: &str| FolderPattern::try_from(text.to_owned());
        for (text, path, folder) in [
            ("level-2", "a/b/c.md", Some("b")),
            ("level-2", "a/c.md", None),
            ("a/*/c", "a/b/c/d/e.md", Some("c")),
            ("a/x", "a/b/c.md", None),
            ("a", "a.md", None),
        ] {
            assert_eq!(read(text).unwrap().folder(path), folder, "{text} {path}");
        }
        for text in ["", "/", "level-0", "level-17", "level-x"] {
            assert!(read(text).is_err(), "{text}");
        }
        let meaning = FolderMeaning::from("theme".to_owned());
        assert_eq!(String::from(meaning), "theme");
        assert!(
            FolderMeaning::WORDS
                .iter()
                .all(|word| !matches!(FolderMeaning::from((*word).to_owned()), FolderMeaning::Kind(_)))
        );
    }
}
