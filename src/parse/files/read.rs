//! Reads files and parses them, in parallel.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::Error;
use crate::parse::assemble::corpus::from_articles_with;
use crate::parse::files::walk::{Source, find};
use crate::parse::head::front::is_own_output;
use crate::parse::options::ReadOptions;
use crate::parse::page::article::parse_with;
use crate::parse::parsed::ParsedArticle;
use crate::parse::report::diagnostic;
use crate::parse::text::clean::decode;
use crate::parse::types::Corpus;
use portent_graph::parallel;

/// Files that one task reads and parses.
const FILES_A_TASK: usize = 4;

/// Reads all articles of `paths`: folders are walked for `*.md` (hidden and ignored files left out, links not
/// followed, unless the options say so), files and `-` (standard input) are taken as they are.
///
/// Paths in the corpus are relative to the deepest folder that holds all of `paths`; a file that is given twice
/// is read once. What cannot be read is a diagnostic. Files are read and parsed in parallel on rayon's current
/// pool; the corpus is the same for any number of threads and any order of `paths`.
///
/// # Errors
/// [`Error::Read`] where a given path does not exist, [`Error::NoArticles`] where nothing was found.
///
/// ```
/// use portent::parse::{ReadOptions, read};
///
/// let corpus = read(&["fixtures/articles".into()], &ReadOptions::default())?;
/// assert!(corpus.articles.len() >= 24);
/// assert_eq!(corpus.rows.read, corpus.rows.kept + corpus.rows.reported);
/// # Ok::<(), portent::Error>(())
/// ```
pub fn read(paths: &[PathBuf], options: &ReadOptions) -> Result<Corpus, Error> {
    let found = find(paths, options)?;
    let read = |(source, walked): &(Source, bool)| outcome(source, *walked, options);
    let outcomes = parallel::map_of(&found.sources, FILES_A_TASK, read);
    let (mut articles, mut diagnostics) = (Vec::with_capacity(outcomes.len()), found.diagnostics);
    for outcome in outcomes {
        match outcome {
            Outcome::Parsed(article) => articles.push(*article),
            Outcome::Skipped(reason) => diagnostics.push(*reason),
        }
    }
    if articles.is_empty() && diagnostics.iter().all(|found| found.severity != Severity::Error) {
        return Err(Error::NoArticles { paths: paths.to_vec() });
    }
    let mut corpus = from_articles_with(articles, options);
    corpus.diagnostics.append(&mut diagnostics);
    corpus.sort_diagnostics();
    Ok(corpus)
}

impl Corpus {
    /// [`read`] with the usual options.
    ///
    /// # Errors
    /// As [`read`].
    pub fn read<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Self, Error> {
        let paths: Vec<PathBuf> = paths.into_iter().map(|path| path.as_ref().to_path_buf()).collect();
        read(&paths, &ReadOptions::default())
    }
}

enum Outcome {
    Parsed(Box<ParsedArticle>),
    Skipped(Box<Diagnostic>),
}

fn outcome(source: &Source, walked: bool, options: &ReadOptions) -> Outcome {
    let skipped = |code, message| Outcome::Skipped(Box::new(diagnostic(code, &source.path, message)));
    let bytes = match bytes(source.file.as_deref(), options.max_file_size()) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            return skipped(Code::FileTooLarge, format!("larger than {} bytes", options.max_file_size()));
        }
        Err(error) => return skipped(Code::UnreadableFile, error.to_string()),
    };
    match decode(&source.path, &bytes) {
        Err(reason) => Outcome::Skipped(reason),
        Ok((text, _)) if walked && is_own_output(&text) => {
            skipped(Code::OwnOutput, "written by portent".into())
        }
        Ok((text, replaced)) => {
            let mut article = parse_with(&source.path, &text, options.schema(), options.prose());
            article.diagnostics.extend(replaced);
            Outcome::Parsed(Box::new(article))
        }
    }
}

/// The content of a file or of standard input; `None` where it is larger than `most`.
fn bytes(file: Option<&Path>, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let limit = most.saturating_add(1);
    match file {
        None => io::stdin().lock().take(limit).read_to_end(&mut bytes)?,
        Some(file) => {
            let file = File::open(file)?;
            let size = file.metadata()?.len();
            if size > most {
                return Ok(None);
            }
            bytes.reserve_exact(usize::try_from(size).unwrap_or(0) + 1);
            file.take(limit).read_to_end(&mut bytes)?
        }
    };
    Ok(Some(bytes).filter(|bytes| bytes.len() as u64 <= most))
}
