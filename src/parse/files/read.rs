//! Reads files and parses them, in parallel.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::Error;
use crate::parse::assemble::corpus::from_articles_beside;
use crate::parse::files::bounds::{bounded, too_many_lines};
use crate::parse::files::encoding::decode;
use crate::parse::files::form::{Form, form_of};
use crate::parse::files::own_output::{is_own_output, is_own_sheet};
use crate::parse::files::records;
use crate::parse::files::table::{self, Unread};
use crate::parse::files::walk::{Source, find};
use crate::parse::head::links::stem;
use crate::parse::kept::KeptPages;
use crate::parse::options::ReadOptions;
use crate::parse::page::article::parse_with;
use crate::parse::parsed::ParsedArticle;
use crate::parse::report::diagnostic;
use crate::parse::types::Corpus;
use portent_graph::parallel;

/// Files that one task reads and parses.
const FILES_A_TASK: usize = 4;
/// Files whose sizes one task asks for.
const SIZES_A_TASK: usize = 256;
/// Files of more bytes are read in waves.
const LARGE: u64 = 1 << 20;
/// Bytes of large files that are read at once.
const WAVE: u64 = 16 << 20;

/// Reads all articles of `paths`, and puts them together with those of the graphs that the options hold: folders are walked for Markdown pages and tables (hidden and ignored files left out,
/// links not followed, unless the options say so), files and `-` (standard input) are taken as they are.
///
/// Paths in the corpus are relative to the deepest folder that holds all of `paths`; a file that is given twice
/// is read once. What cannot be read is a diagnostic. Files are read and parsed in parallel on rayon's current
/// pool; the corpus is the same for any number of threads and any order of `paths`.
///
/// # Errors
/// [`Error::Read`] where a given path does not exist, [`Error::NoArticles`] where nothing was found,
/// [`Error::InvalidOption`] where the graphs have more kinds than there may be.
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
    let mut schema = options.schema().clone();
    let kept =
        options.kept().iter().zip(&found.folders).map(|(kept, folder)| kept.placed(folder, &mut schema));
    let kept: Vec<KeptPages> = kept.collect::<Result<_, Error>>()?;
    let pages = page_names(&found.sources, &kept);
    let read = |(source, walked): &(Source, bool)| {
        outcome(source, *walked, &pages, options).bounded(&source.path, options)
    };
    let outcomes = in_waves(&found.sources, read);
    let (mut articles, mut diagnostics) = (Vec::with_capacity(outcomes.len()), found.diagnostics);
    for outcome in outcomes {
        match outcome {
            Outcome::Parsed(parsed) => articles.extend(parsed),
            Outcome::Skipped(reason) => diagnostics.push(*reason),
        }
    }
    if articles.is_empty()
        && kept.is_empty()
        && diagnostics.iter().all(|found| found.severity != Severity::Error)
    {
        return Err(Error::NoArticles { paths: paths.to_vec() });
    }
    let mut corpus = from_articles_beside(articles, kept, &options.clone().with_schema(schema));
    corpus.diagnostics.append(&mut diagnostics);
    corpus.passed_by = found.passed_by.into_iter().collect();
    corpus.sort_diagnostics();
    Ok(corpus)
}

/// The files that [`read`] reads, each with its path in the corpus, sorted by it; standard input is none.
///
/// # Errors
/// [`Error::Read`] where a given path does not exist.
///
/// ```
/// use portent::parse::{ReadOptions, files};
///
/// let found = files(&["fixtures/articles".into()], &ReadOptions::default())?;
/// assert!(found.len() >= 24 && found.is_sorted_by_key(|(path, _)| path));
/// # Ok::<(), portent::Error>(())
/// ```
pub fn files(paths: &[PathBuf], options: &ReadOptions) -> Result<Vec<(String, PathBuf)>, Error> {
    let sources = find(paths, options)?.sources.into_iter();
    Ok(sources.filter_map(|(source, _)| Some((source.path, source.file?))).collect())
}

/// The articles of one file, which [`files`] gave with its path in the corpus; none where [`read`] would skip it. O(file).
#[must_use]
pub fn articles_of(path: &str, file: &Path, options: &ReadOptions) -> Vec<ParsedArticle> {
    let source = Source { path: path.to_owned(), file: Some(file.to_owned()) };
    match outcome(&source, true, &FxHashSet::default(), options).bounded(path, options) {
        Outcome::Parsed(articles) => articles,
        Outcome::Skipped(_) => Vec::new(),
    }
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

/// What `read` makes of each file, in order. While a file is parsed it takes many times its size, so large ones are read in
/// waves, one after the other, each of [`WAVE`] bytes or of one file.
fn in_waves<T: Send>(sources: &[(Source, bool)], read: impl Fn(&(Source, bool)) -> T + Sync) -> Vec<T> {
    let sizes = parallel::map_of(sources, SIZES_A_TASK, |(source, _)| size(source));
    let is_large = |at: &usize| sizes[*at] > LARGE;
    let small = (0..sources.len()).filter(|at| !is_large(at));
    let large = (0..sources.len()).filter(is_large);
    let mut waves: Vec<(usize, Vec<usize>)> = vec![(FILES_A_TASK, small.collect())];
    let mut bytes = u64::MAX;
    for at in large {
        bytes = bytes.saturating_add(sizes[at]);
        if bytes > WAVE {
            bytes = sizes[at];
            waves.push((1, Vec::new()));
        }
        waves.last_mut().into_iter().for_each(|(_, files)| files.push(at));
    }
    let mut outcomes: Vec<Option<T>> = sources.iter().map(|_| None).collect();
    for (piece, files) in waves {
        let found = parallel::map_of(&files, piece, |&at| read(&sources[at]));
        files.into_iter().zip(found).for_each(|(at, found)| outcomes[at] = Some(found));
    }
    outcomes.into_iter().flatten().collect()
}

/// Bytes of a file as its folder says; of standard input nobody knows.
fn size(source: &Source) -> u64 {
    source.file.as_deref().map_or(u64::MAX, |file| file.metadata().map_or(0, |found| found.len()))
}

/// Whether a folder that holds this file gives an article or a table of it: its ending says so, and portent did not write it.
/// O(file).
#[must_use]
pub fn is_article(path: &Path) -> bool {
    let Some(form) = form_of(path).filter(|_| path.is_file()) else { return false };
    let Ok(Some(bytes)) = bytes(Some(path), ReadOptions::default().max_file_size()) else { return false };
    let table = match form {
        Form::Table(form) => Some(form),
        Form::Page => None,
    };
    match table.and_then(|form| table::from_bytes(form, &bytes)) {
        Some(read) => !read.is_ok_and(|sheets| sheets.iter().any(is_own_sheet)),
        None => !is_own_output(table, &String::from_utf8_lossy(&bytes)),
    }
}

/// Names under which a table may speak of the pages: path, file name and stem.
fn page_names<'a>(sources: &'a [(Source, bool)], kept: &'a [KeptPages]) -> FxHashSet<&'a str> {
    let is_page = |path: &&str| form_of(Path::new(path)) == Some(Form::Page);
    let kept = kept.iter().flat_map(|kept| &kept.articles).map(|article| article.path.as_str());
    let pages = sources.iter().map(|(source, _)| source.path.as_str()).chain(kept).filter(is_page);
    pages.flat_map(|path| [path, path.rsplit('/').next().unwrap_or(path), stem(path)]).collect()
}

enum Outcome {
    Parsed(Vec<ParsedArticle>),
    Skipped(Box<Diagnostic>),
}

fn outcome(source: &Source, walked: bool, pages: &FxHashSet<&str>, options: &ReadOptions) -> Outcome {
    let skipped = |code, message| Outcome::Skipped(Box::new(diagnostic(code, &source.path, message)));
    let bytes = match bytes(source.file.as_deref(), options.max_file_size()) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            return skipped(Code::FileTooLarge, format!("larger than {} bytes", options.max_file_size()));
        }
        Err(error) => return skipped(Code::UnreadableFile, error.to_string()),
    };
    let table = match source.file.as_deref().and_then(form_of) {
        Some(Form::Table(form)) => Some(form),
        Some(Form::Page) | None => None,
    };
    if let Some(read) = table.and_then(|form| table::from_bytes(form, &bytes)) {
        if walked && read.as_ref().is_ok_and(|sheets| sheets.iter().any(is_own_sheet)) {
            return skipped(Code::OwnOutput, "written by portent".into());
        }
        return of_table(source, read, pages, options);
    }
    match decode(&source.path, &bytes) {
        Err(reason) => Outcome::Skipped(reason),
        Ok((text, _)) if walked && is_own_output(table, &text) => {
            skipped(Code::OwnOutput, "written by portent".into())
        }
        Ok((text, finding)) => {
            let outcome = match table {
                Some(form) => of_table(source, table::from_text(form, &text), pages, options),
                None => match too_many_lines(&source.path, &text, options) {
                    Some(reason) => Outcome::Skipped(reason),
                    None => {
                        let article = parse_with(&source.path, &text, options.schema(), options.prose());
                        Outcome::Parsed(vec![article])
                    }
                },
            };
            outcome.with(finding)
        }
    }
}

impl Outcome {
    /// The same within the bounds of the options.
    fn bounded(self, path: &str, options: &ReadOptions) -> Self {
        match self {
            Self::Parsed(articles) => {
                bounded(path, articles, options).map_or_else(Self::Skipped, Self::Parsed)
            }
            Self::Skipped(reason) => Self::Skipped(reason),
        }
    }

    /// The same, with a finding about the file as a whole.
    fn with(mut self, finding: Option<Diagnostic>) -> Self {
        if let (Self::Parsed(articles), Some(finding)) = (&mut self, finding)
            && let Some(first) = articles.first_mut()
        {
            first.diagnostics.push(finding);
        }
        self
    }
}

fn of_table(source: &Source, read: table::Read, pages: &FxHashSet<&str>, options: &ReadOptions) -> Outcome {
    let skipped = |code, message| diagnostic(code, &source.path, message);
    let reason = match read {
        Ok(mut sheets) => {
            sheets.retain(|sheet| !records::describes_pages(sheet, pages));
            if !sheets.is_empty() {
                return Outcome::Parsed(records::articles(&source.path, &sheets, options.schema()));
            }
            skipped(Code::NoTable, "its rows describe pages that are read themselves".into())
        }
        Err(Unread::NoTable) => skipped(Code::NoTable, "no list of records".into()),
        Err(Unread::Broken { line, message }) => Diagnostic { line, ..skipped(Code::BrokenTable, message) },
        #[cfg(not(all(feature = "parquet", feature = "xlsx")))]
        Err(Unread::Feature(feature)) => {
            skipped(Code::MissingReader, format!("read by the feature {feature:?}, which this build lacks"))
        }
    };
    Outcome::Skipped(Box::new(reason))
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

#[cfg(test)]
mod tests {
    use super::*;

    // T27: between listing and reading, a page may go away.
    #[test]
    fn a_page_that_went_away_since_it_was_listed_is_a_finding() {
        let source = Source { file: Some("no/such/page.md".into()), path: "page.md".into() };
        let found = outcome(&source, true, &FxHashSet::default(), &ReadOptions::default());
        let Outcome::Skipped(found) = found else { panic!("it was read") };
        assert_eq!((found.code.as_str(), found.path.as_str()), ("unreadable-file", "page.md"));
    }
}
