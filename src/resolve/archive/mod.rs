//! What an archive of articles leaves for later runs, and the file that keeps it.

pub(crate) mod contents;
pub(crate) mod file;
#[cfg(test)]
mod tests;
