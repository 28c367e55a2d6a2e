//! Kinds of a configuration file.

use std::collections::BTreeMap;

use super::reader::{Placed, Reader};
use portent::error::Error;
use portent::parse::KindSpec;
use portent::parse::section::Form;

/// A key of one of the `kinds`; the documents are made from these.
#[cfg_attr(not(test), expect(dead_code, reason = "the tests that make the documents read them"))]
pub(crate) struct KindKey {
    /// The key.
    pub(crate) name: &'static str,
    /// Its value where nothing is said, for the documents.
    pub(crate) default: &'static str,
    /// What it does.
    pub(crate) summary: &'static str,
}

/// All keys.
pub(crate) static KIND_KEYS: &[KindKey] = &[
    KindKey {
        name: "name",
        default: "required",
        summary: "singular, in any script and case; what `--kind` takes. Ids begin with it, in plain letters",
    },
    KindKey { name: "plural", default: "name + `s`", summary: "for headings, and what `--kind` takes too" },
    KindKey {
        name: "heading",
        default: "required, unless `[headings]` names the kind",
        summary: "the heading of the section that lists this kind",
    },
    KindKey {
        name: "form",
        default: "`table`",
        summary: "`table`: each row is a mention; `bullets`: each bullet is one",
    },
    KindKey {
        name: "color",
        default: "`#888888`",
        summary: "fill color in files and pictures, as `#rrggbb`",
    },
    KindKey {
        name: "shape",
        default: "`ellipse`",
        summary: "a node shape of Graphviz. The explorer draws `ellipse`, `triangle`, `box`, `diamond`, `house`, `hexagon`, \
                  `octagon`, `note` and `folder`, and anything else as `ellipse`",
    },
];

/// Reads `[[kinds]]`; `has_heading` tells whether another table gives a kind of that name or plural its headings.
///
/// # Errors
/// [`Error::Malformed`] where a key is unknown or missing or does not fit.
pub(crate) fn read(
    reader: &Reader<'_>,
    value: &Placed<'_>,
    has_heading: &dyn Fn(&str) -> bool,
) -> Result<Vec<KindSpec>, Error> {
    let list = value.get_ref().as_array();
    let list = list.ok_or_else(|| reader.error(&value.span(), "expected [[kinds]]".into(), None))?;
    list.iter().map(|value| kind(reader, value, has_heading)).collect()
}

fn kind(
    reader: &Reader<'_>,
    value: &Placed<'_>,
    has_heading: &dyn Fn(&str) -> bool,
) -> Result<KindSpec, Error> {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for (key, value) in reader.table(value)? {
        let name = key.get_ref().as_ref();
        let Some(known) = KIND_KEYS.iter().find(|known| known.name == name) else {
            let known = KIND_KEYS.iter().map(|key| key.name);
            return Err(reader.unknown(&key.span(), format!("unknown key {name:?} of a kind"), name, known));
        };
        texts.insert(known.name, reader.string(value)?);
    }
    let mut take = |key: &str| texts.remove(key);
    let missing = |what: &str| reader.error(&value.span(), format!("a kind needs a {what}"), None);
    let name = take("name").ok_or_else(|| missing("name"))?;
    let plural = take("plural").unwrap_or_else(|| format!("{name}s"));
    let heading = take("heading");
    if heading.is_none() && !has_heading(&name) && !has_heading(&plural) {
        return Err(missing("heading, or a line of [headings] that names it"));
    }
    let color = take("color").unwrap_or_else(|| "#888888".into());
    let bad_color = || reader.error(&value.span(), format!("color {color:?} is not like \"#7f3c8d\""), None);
    Ok(KindSpec {
        form: Some(form(reader, take("form"), value)?),
        color: hex(&color).ok_or_else(bad_color)?,
        shape: take("shape").unwrap_or_else(|| "ellipse".into()),
        heading: heading.unwrap_or_default(),
        name,
        plural,
    })
}

fn form(reader: &Reader<'_>, form: Option<String>, at: &Placed<'_>) -> Result<Form, Error> {
    match form.as_deref() {
        None | Some("table") => Ok(Form::Table),
        Some("bullets") => Ok(Form::Bullets),
        Some(other) => {
            Err(reader.error(&at.span(), format!("form {other:?} is neither table nor bullets"), None))
        }
    }
}

fn hex(color: &str) -> Option<[u8; 3]> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}
