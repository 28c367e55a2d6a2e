//! `--cache`: verdicts on pairs of names in a file, from one build to the next.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use portent::error::Error;
use portent::export::output::write_bytes;
use portent::resolve::{Unusable, VerdictCache};

use super::refusal::Refusal;
use super::session::Session;

/// The verdicts of a file; none where it is not there, or where nothing can be used of it, which `-v` tells.
///
/// # Errors
/// A [`Refusal`] where the file is something else, which a build would replace; [`Error::Read`].
pub(crate) fn open(session: &Session, path: &Path) -> anyhow::Result<Arc<VerdictCache>> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Arc::default()),
        Err(source) => return Err(Error::Read { path: path.to_owned(), source }.into()),
    };
    match VerdictCache::read(&bytes) {
        Ok(cache) => Ok(Arc::new(cache)),
        Err(Unusable::Foreign) if !bytes.is_empty() => Err(Refusal::with_hint(
            format!("--cache {}: {}, and would be replaced", path.display(), Unusable::Foreign),
            "name a file that is not there yet",
        )
        .into()),
        Err(reason) => {
            let path = path.display();
            session
                .terminal
                .line(1, &format!("cache        {path} is not used: {reason}; it is written anew"));
            Ok(Arc::default())
        }
    }
}

/// Writes the verdicts where they are others than `before`: to a file of another name that takes the place of the old one
/// at once, so that of two builds the last one wins and whoever reads finds a whole file. The graph is written already:
/// what goes wrong here is a warning.
pub(crate) fn save(session: &Session, path: &Path, cache: &VerdictCache, before: &VerdictCache) {
    if cache.equals(before) && path.exists() {
        return;
    }
    if let Err(error) = write_bytes(path, &cache.write()) {
        session.terminal.warn(&format!("--cache {}: {error}", path.display()));
    }
}
