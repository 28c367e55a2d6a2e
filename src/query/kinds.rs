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
    let ids = (0..schema.kinds.len()).filter_map(|at| u8::try_from(at).ok().map(KindId));
    ids.filter(|&id| schema.kind(id).form.is_some()).collect()
}

/// The word nearest to what was typed, where it is near enough to be what was meant.
#[must_use]
pub fn nearest<'a>(typed: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let scored = words.map(|word| (strsim::jaro_winkler(&typed, word), word));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))?;
    (best.0 >= 0.7).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::{kinds, nearest};
    use crate::parse::{KindId, Schema};

    #[test]
    fn plurals_and_capitals_are_kinds_and_none_means_all_entities() {
        let schema = Schema::default();
        let named = kinds(&schema, &["Concerns".into(), "signal".into()]).unwrap();
        assert_eq!(named, [KindId::CONCERN, KindId::SIGNAL]);
        assert_eq!(kinds(&schema, &[]).unwrap().len(), 7);
    }

    #[test]
    fn a_misspelt_kind_is_answered_with_the_nearest() {
        let error = kinds(&Schema::default(), &["consern".into()]).unwrap_err().to_string();
        assert!(error.contains("did you mean concern?"), "{error}");
        assert_eq!(nearest("zzz", ["concern", "signal"].into_iter()), None);
    }
}
