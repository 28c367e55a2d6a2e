//! Kinds that the user named.

use crate::error::Error;
use crate::parse::{KindId, Schema};
use crate::property_graph::find::unknown_kind;

/// The kinds of these names (singular or plural, case ignored); none given means every entity kind.
///
/// # Errors
/// [`Error::InvalidOption`] where a name is no kind; the reason lists the nearest or all.
pub fn kinds(schema: &Schema, names: &[String]) -> Result<Vec<KindId>, Error> {
    if names.is_empty() {
        return Ok(entity_kinds(schema));
    }
    names.iter().map(|name| schema.find(name).ok_or_else(|| unknown_kind(schema, "kinds", name))).collect()
}

/// All kinds that mentions have: neither articles nor editions.
#[must_use]
pub fn entity_kinds(schema: &Schema) -> Vec<KindId> {
    schema.entity_kinds().map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::kinds;
    use crate::parse::{KindId, Schema};

    #[test]
    fn plurals_and_capitals_are_kinds_and_none_means_all_entities() {
        let schema = Schema::default();
        let named = kinds(&schema, &["Concerns".into(), "signal".into()]).unwrap();
        assert_eq!(named, [KindId::CONCERN, KindId::SIGNAL]);
        assert_eq!(kinds(&schema, &[]).unwrap().len(), 7);
    }

    #[test]
    fn a_misspelled_kind_is_answered_with_the_nearest() {
        let error = kinds(&Schema::default(), &["consern".into()]).unwrap_err().to_string();
        assert!(error.contains("did you mean concern?"), "{error}");
    }
}
