//! What a place to write to means: `FILE`, `DIR/`, `FORMAT:FILE` or `-`.

use std::path::{Path, PathBuf};

use super::{FORMATS, Format, Writer, by_extension, by_name};
use crate::error::Error;
use crate::suggest;

/// Where one format goes.
#[derive(Clone)]
pub struct Target {
    /// The format.
    pub format: &'static Format,
    /// The place.
    pub place: Place,
}

/// A place to write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Standard output.
    Stdout,
    /// A file, for formats of one file.
    File(PathBuf),
    /// A folder, for formats of several files.
    Folder(PathBuf),
}

/// Reads where one output goes. `DIR/` (or a folder that exists) means every format that is written by default, as
/// `graph.graphml`, `graph.gexf` and so on; `format` is one that is asked for, which wins over suffixes.
///
/// # Errors
/// [`Error::InvalidOption`] for an unknown suffix or format (the known ones are listed), for `-` without a
/// format, and for several files on one stream.
///
/// ```
/// use portent::export::target::{Place, parse};
/// let targets = parse("out/map.gexf", None).unwrap();
/// assert_eq!(targets[0].format.name, "gexf");
/// assert_eq!(targets[0].place, Place::File("out/map.gexf".into()));
/// assert!(parse("out/map.gefx", None).is_err());
/// ```
pub fn parse(text: &str, format: Option<&str>) -> Result<Vec<Target>, Error> {
    if text.is_empty() {
        return Err(invalid(text, "the name is empty".into()));
    }
    let (prefix, path) = split(text);
    if let Some(word) = misspelled(text).filter(|_| prefix.is_none()) {
        return Err(unknown(text, word));
    }
    let named = prefix.or(format).map(|name| by_name(name).ok_or_else(|| unknown(text, name))).transpose()?;
    let is_folder =
        path.ends_with('/') || path.ends_with(std::path::MAIN_SEPARATOR) || Path::new(path).is_dir();
    match named {
        Some(format) => place(text, format, path, is_folder).map(|place| vec![Target { format, place }]),
        None if path == "-" => {
            Err(invalid(text, format!("standard output needs a format: one of {}", names(is_single))))
        }
        None if is_folder => Ok(defaults(Path::new(path))),
        None => {
            let format = suffix(text, path)?;
            Ok(vec![Target { format, place: Place::File(path.into()) }])
        }
    }
}

/// The format before `FORMAT:FILE`, if it is the name of one; `C:\x` is a path.
fn split(text: &str) -> (Option<&str>, &str) {
    match text.split_once(':') {
        Some((prefix, path)) if by_name(prefix).is_some() && !path.is_empty() => (Some(prefix), path),
        _ => (None, text),
    }
}

/// The word before a colon that can only be meant as a format: letters and digits, and more than the one letter of
/// a drive.
fn misspelled(text: &str) -> Option<&str> {
    let (word, path) = text.split_once(':')?;
    let is_word = word.len() > 1
        && word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word.chars().all(|letter| letter.is_ascii_alphanumeric());
    (is_word && !path.is_empty()).then_some(word)
}

fn place(text: &str, format: &'static Format, path: &str, is_folder: bool) -> Result<Place, Error> {
    match format.writer {
        Writer::Single(_) if path == "-" => Ok(Place::Stdout),
        Writer::Single(_) if is_folder => Ok(Place::File(Path::new(path).join(default_name(format)))),
        Writer::Single(_) => Ok(Place::File(path.into())),
        Writer::Several(_) if path == "-" => {
            Err(invalid(text, format!("{} is several files; give a folder: {0}:DIR/", format.name)))
        }
        Writer::Several(_) if Path::new(path).is_file() => Err(invalid(
            text,
            format!("{} is several files and {path} is a file; give a folder", format.name),
        )),
        Writer::Several(_) => Ok(Place::Folder(path.into())),
    }
}

/// All formats that a folder gets where none is named.
fn defaults(folder: &Path) -> Vec<Target> {
    let place = |format: &Format| match format.writer {
        Writer::Single(_) => Place::File(folder.join(default_name(format))),
        Writer::Several(_) => Place::Folder(folder.into()),
    };
    let by_default = FORMATS.iter().filter(|format| format.by_default);
    by_default.map(|format| Target { format, place: place(format) }).collect()
}

fn default_name(format: &Format) -> String {
    format!("graph.{}", format.extensions.first().unwrap_or(&format.name))
}

fn suffix(text: &str, path: &str) -> Result<&'static Format, Error> {
    let name = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or("");
    let suffix = name.split_once('.').map_or("", |(_, suffixes)| suffixes);
    // The longest suffix decides: `map.graphology.json` is not `map.json`.
    let longest = std::iter::successors(Some(suffix), |rest| rest.split_once('.').map(|(_, rest)| rest));
    longest.clone().find_map(by_extension).ok_or_else(|| {
        let suffix = longest.last().unwrap_or("");
        let known: Vec<String> =
            FORMATS.iter().flat_map(|format| format.extensions).map(|suffix| format!(".{suffix}")).collect();
        let what = if suffix.is_empty() { "no suffix".into() } else { format!("unknown suffix .{suffix}") };
        invalid(
            text,
            format!(
                "{what}; known are {}, or write FORMAT:{path} with one of {}",
                known.join(" "),
                names(|_| true)
            ),
        )
    })
}

fn unknown(text: &str, name: &str) -> Error {
    let near = suggest::nearest_word(name, FORMATS.iter().map(|format| format.name));
    let meant = near.map_or_else(String::new, |near| format!("did you mean {near}? "));
    let file = if text.contains(':') { format!("; a file of that name is ./{text}") } else { String::new() };
    invalid(text, format!("unknown format {name:?}; {meant}known are {}{file}", names(|_| true)))
}

fn is_single(format: &Format) -> bool {
    matches!(format.writer, Writer::Single(_))
}

fn names(wanted: impl Fn(&Format) -> bool) -> String {
    let names: Vec<&str> = FORMATS.iter().filter(|format| wanted(format)).map(|format| format.name).collect();
    names.join(", ")
}

fn invalid(text: &str, reason: String) -> Error {
    Error::InvalidOption { field: format!("output {text}").into(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str, format: Option<&str>) -> (&'static str, Place) {
        let targets = parse(text, format).unwrap();
        assert_eq!(targets.len(), 1);
        (targets[0].format.name, targets[0].place.clone())
    }

    fn reason(text: &str, format: Option<&str>) -> String {
        parse(text, format).map(|_| ()).unwrap_err().to_string()
    }

    // C18: each form of an output.
    #[test]
    fn the_suffix_decides_and_a_format_before_it_wins() {
        assert_eq!(one("a/b.gv", None), ("dot", Place::File("a/b.gv".into())));
        assert_eq!(one("v1.2.json", None), ("json", Place::File("v1.2.json".into())));
        assert_eq!(one("a.graphology.json", None), ("graphology", Place::File("a.graphology.json".into())));
        assert_eq!(one("B.JSON", None), ("json", Place::File("B.JSON".into())));
        assert_eq!(one("gexf:b.xml", None), ("gexf", Place::File("b.xml".into())));
        assert_eq!(one("b.xml", Some("gexf")), ("gexf", Place::File("b.xml".into())));
        assert_eq!(one("-", Some("dot")), ("dot", Place::Stdout));
        assert_eq!(one("csv:tables", None), ("csv", Place::Folder("tables".into())));
    }

    #[test]
    fn a_folder_gets_every_default_format() {
        let targets = parse("no-such-folder/", None).unwrap();
        let names: Vec<&str> = targets.iter().map(|target| target.format.name).collect();
        assert_eq!(names, ["graphml", "gexf", "dot", "json", "csv"]);
        assert_eq!(targets[1].place, Place::File("no-such-folder/graph.gexf".into()));
        assert_eq!(targets[4].place, Place::Folder("no-such-folder/".into()));
    }

    #[test]
    fn what_cannot_be_is_answered_with_what_can() {
        assert!(reason("x.gefx", None).contains("unknown suffix .gefx; known are .graphml .gexf"));
        assert!(reason("x", None).contains("no suffix"));
        assert!(reason("-", None).contains("needs a format: one of"));
        assert!(reason("-", Some("csv")).contains("give a folder: csv:DIR/"));
        assert!(reason("x", Some("gefx")).contains("unknown format \"gefx\""));
        assert!(reason("", None).contains("empty"));
    }

    #[test]
    fn a_misspelled_format_before_a_colon_is_no_file_name() {
        let told = reason("gexff:zz.json", None);
        assert!(told.contains("unknown format \"gexff\"; did you mean gexf?"), "{told}");
        assert!(told.ends_with("a file of that name is ./gexff:zz.json"), "{told}");
        assert!(reason("zzzzzz:zz.json", None).contains("\"zzzzzz\"; known are "));
        for path in ["./gexff:zz.json", "C:zz.json", "2024-01:zz.json", "a/b:zz.json"] {
            assert_eq!(one(path, None), ("json", Place::File(path.into())));
        }
    }
}
