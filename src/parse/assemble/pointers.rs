//! Keys whose values lead to other articles, by the evidence of the whole archive.
//!
//! `incubator: harbor-lab` leads to `incubators/harbor-lab.md` because nearly all values of `incubator` are names of files;
//! `status: draft` does not lead to `draft.md`, although there is one.

use std::collections::BTreeMap;

use crate::parse::assemble::targets::Targets;
use crate::parse::parsed::{ArticleLink, LinkForm, ParsedArticle, Pointer};
use crate::parse::types::ArticleId;
use crate::parse::vocabulary::keys::folded;

/// A key needs so many values to be judged.
const LEAST_VALUES: usize = 5;
/// So many percent of its values, and of its different values, must lead to other articles.
const LEAST_PERCENT: usize = 60;
/// So many different plain words must do so. One name with a hyphen, a slash, a space or a digit is enough: such a one
/// is no common word that is the name of a file by chance.
const LEAST_WORDS: usize = 3;

/// Whether a value leads to an article, for one key: `true` where it does from one page at least.
type Values<'a> = BTreeMap<&'a str, bool>;

/// What is known of one key.
#[derive(Default)]
struct Key<'a> {
    values: usize,
    leading: usize,
    different: Values<'a>,
}

impl<'a> Key<'a> {
    fn add(&mut self, target: &'a str, leads: bool) {
        self.values += 1;
        self.leading += usize::from(leads);
        *self.different.entry(target).or_default() |= leads;
    }

    fn is_of_links(&self) -> bool {
        let leading = || self.different.iter().filter(|(_, leads)| **leads).map(|(text, _)| *text);
        let most = |part: usize, of: usize| part * 100 >= of * LEAST_PERCENT;
        let telling = |text: &str| text.contains(|c: char| !c.is_alphabetic());
        self.values >= LEAST_VALUES
            && most(self.leading, self.values)
            && most(leading().count(), self.different.len())
            && (leading().any(telling) || leading().count() >= LEAST_WORDS)
    }
}

/// Makes links of the values of keys whose values lead to other articles. A value that leads to its own page (its id)
/// leads nowhere. O(n log n) in values.
pub(in crate::parse) fn become_links(articles: &mut [ParsedArticle], targets: &Targets) {
    let mut keys: BTreeMap<String, Key<'_>> = BTreeMap::new();
    for (article, id) in articles.iter().zip(ArticleId::first(articles.len())) {
        for pointer in &article.pointers {
            let leads = targets.named(&article.path, &pointer.target).is_some_and(|found| found != id);
            keys.entry(folded(&pointer.key)).or_default().add(&pointer.target, leads);
        }
    }
    let of_links: Vec<String> =
        keys.into_iter().filter(|(_, key)| key.is_of_links()).map(|(name, _)| name).collect();
    for article in articles {
        let pointers = std::mem::take(&mut article.pointers);
        let leading = pointers.into_iter().filter(|pointer| {
            of_links.binary_search(&folded(&pointer.key)).is_ok()
                && targets.named(&article.path, &pointer.target).is_some()
        });
        article.links.extend(leading.map(link));
    }
}

fn link(pointer: Pointer) -> ArticleLink {
    let Pointer { target, line, column, .. } = pointer;
    ArticleLink { form: LinkForm::Path, target, line, column }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_of_links(values: &[(&str, bool)]) -> bool {
        let mut key = Key::default();
        values.iter().for_each(|&(text, leads)| key.add(text, leads));
        key.is_of_links()
    }

    #[test]
    fn most_values_of_a_key_must_lead_somewhere() {
        assert!(is_of_links(&[("harbor-lab", true); 5]));
        assert!(!is_of_links(&[("harbor-lab", true); 4]), "too few to judge");
        assert!(!is_of_links(&[("draft", true); 50]), "one common word");
        let words = [("kelp", true), ("reef", true), ("tide", true), ("kelp", true), ("mole", false)];
        assert!(is_of_links(&words));
        assert!(!is_of_links(&[("kelp", true), ("a", false), ("b", false), ("kelp", true), ("kelp", true)]));
        let rare = [("a-b", true), ("x", false), ("y", false), ("z", false), ("a-b", true)];
        assert!(!is_of_links(&rare));
    }
}
