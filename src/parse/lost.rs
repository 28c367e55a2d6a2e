//! Files that could not be read, as a run tells them.

use crate::diagnostic::Diagnostic;
use crate::parse::Corpus;
use crate::remark::counted;

/// Files that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostFiles {
    /// How many, at least one.
    pub count: usize,
    /// What is wrong with the first.
    pub first: String,
    /// What to do about the first.
    pub hint: String,
}

impl Corpus {
    /// The files that could not be read; `None` where all were. O(diagnostics).
    ///
    /// ```
    /// use portent::Corpus;
    /// assert_eq!(Corpus::read(["fixtures/articles"])?.lost_files(), None);
    /// # Ok::<(), portent::Error>(())
    /// ```
    #[must_use]
    pub fn lost_files(&self) -> Option<LostFiles> {
        let mut lost = self.diagnostics.iter().filter(|diagnostic| diagnostic.is_of_a_lost_file());
        let first = lost.next()?;
        Some(LostFiles { count: 1 + lost.count(), first: told(first), hint: first.hint.clone() })
    }
}

impl LostFiles {
    /// Why nothing can be built, where no file could be read.
    #[must_use]
    pub fn refusal(&self) -> String {
        match self.count {
            1 => format!("nothing could be read: {}", self.first),
            count => format!("none of {count} files could be read; the first is {}", self.first),
        }
    }

    /// That they were skipped, where others were read.
    #[must_use]
    pub fn warning(&self) -> String {
        let files = counted(self.count as u64, "file was", "files were");
        format!("{files} skipped ({})", self.first)
    }
}

/// What stands above all pages has no path among them; its message names it.
fn told(diagnostic: &Diagnostic) -> String {
    match diagnostic.path.as_str() {
        "" => diagnostic.message.clone(),
        path => format!("{path}: {}", diagnostic.message),
    }
}
