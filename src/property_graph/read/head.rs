//! The first look at a file: whether it is one of ours, and of which version.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::{COLUMNS, FORMAT, OBJECTS, Unread};

/// What to do with a file that is not, or no longer, one of ours.
const AGAIN: &str =
    "only files that `portent build -o graph.json` wrote can be read; build it with this version";

/// The versions that are read, the newest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Mentions as objects.
    One,
    /// Mentions as columns.
    Two,
}

/// What tells our files from others, whatever else they hold.
#[derive(Default)]
struct Head {
    format: Option<String>,
    version: Option<serde_json::Value>,
    has_nodes: bool,
}

impl Head {
    /// Whether nothing that follows can change what the file is.
    fn is_known(&self) -> bool {
        self.format.as_deref() == Some(FORMAT) && self.version.is_some()
    }
}

/// The version of a file. It reads as far as the file tells it: two lines of one that we wrote.
pub(super) fn version(text: &str) -> Result<Version, Unread> {
    let mut head = Head::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let read = HeadSeed(&mut head).deserialize(&mut json).and_then(|()| json.end());
    if let Err(error) = read
        && !head.is_known()
    {
        return Err(Unread::Json(error));
    }
    let number = head.version.as_ref().and_then(serde_json::Value::as_u64);
    let (message, hint) = match (head.format.as_deref(), &head.version) {
        (Some(FORMAT), Some(_)) if number == Some(OBJECTS) => return Ok(Version::One),
        (Some(FORMAT), Some(_)) if number == Some(COLUMNS) => return Ok(Version::Two),
        (Some(FORMAT), Some(version)) => {
            let message = format!(
                "graph.json of version {version}, and this portent reads versions {OBJECTS} and {COLUMNS}"
            );
            let is_newer = number.is_none_or(|number| number > COLUMNS);
            (message, if is_newer { "update portent, or build the graph again with this one" } else { AGAIN })
        }
        (Some(FORMAT), None) => ("graph.json without \"version\"".into(), AGAIN),
        (other, _) => {
            let what = match other {
                Some(other) => format!("its \"format\" is {other:?}"),
                None => "it has no \"format\"".into(),
            };
            let hint =
                if head.has_nodes { AGAIN } else { "write one with `portent build PATH -o graph.json`" };
            (format!("not a graph.json of portent: {what}"), hint)
        }
    };
    Err(Unread::Foreign { message, hint })
}

struct HeadSeed<'a>(&'a mut Head);

impl<'de> DeserializeSeed<'de> for HeadSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for HeadSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => self.0.format = map.next_value()?,
                "version" => self.0.version = map.next_value()?,
                other => {
                    self.0.has_nodes |= other == "nodes";
                    map.next_value::<IgnoredAny>()?;
                }
            }
            if self.0.is_known() {
                // The rest is for those who read all of it.
                return Err(A::Error::custom("known"));
            }
        }
        Ok(())
    }
}
