//! How dates and links stand in pages.

use serde::{Deserialize, Serialize};

/// Where an article states its date, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateSource {
    /// A key of the front matter that tells when it was published or made.
    Key,
    /// A line or row of the head: `Date: 2025-03-04`, `**Published** March 4, 2025`, `| Date | … |`.
    Line,
    /// The name of the file.
    Name,
    /// The folder.
    Folder,
    /// The title or the first heading, which ends or begins with a date.
    Heading,
    /// A line of the text such as `Posted on March 3, 2025`.
    Text,
    /// A key or line that tells when somebody read or changed it.
    Changed,
    /// A key that states a year.
    Year,
    /// A year alone in the name of a folder or file: one only where other dates of the archive make it likely.
    PathYear,
}

/// How a link names what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkForm {
    /// `[text](target)`: a path to a page, or what a site generator makes of one.
    #[default]
    Path,
    /// `[[target]]`: a name, alias, title or path.
    Wiki,
    /// The web address of a page.
    Address,
}
