//! Text without what no reader reads: addresses, tags of templates, ids of references.

/// What stands for what is left out, so that the words around it stay apart.
const LEFT_OUT: &str = " \u{2026} ";

/// The most bytes of what is left out: a text that opens thousands and closes none is read once, not once for each.
const LONGEST: usize = 2_000;

/// The text with `{{…}}`, `{%…%}`, `[[…|` and addresses taken out.
pub(super) fn clean(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[']) {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let near = &from[..from.floor_char_boundary(LONGEST)];
        let skipped = [("{{", "}}"), ("{%", "%}")].iter().find_map(|(open, close)| {
            let body = near.strip_prefix(open)?;
            body.find(close).map(|end| open.len() + end + close.len())
        });
        // A reference whose target the page does not define: its id is no text.
        let reference =
            near.strip_prefix('[').filter(|_| kept.ends_with(']')).and_then(|id| Some(id.find(']')? + 2));
        let alias = near.strip_prefix("[[").and_then(|link| {
            let end = link.find(']')?;
            link[..end].find('|').map(|bar| 2 + bar + 1)
        });
        let cut = skipped.or_else(|| definition(near)).or(reference).or(alias).unwrap_or(1);
        kept.push_str(LEFT_OUT);
        rest = &from[cut..];
    }
    kept.push_str(rest);
    without_addresses(&kept)
}

/// The bytes of a definition of a link (`[id]: address`) that stands in a paragraph.
fn definition(text: &str) -> Option<usize> {
    let close = text.find("]: ").filter(|&close| !text[1..close].contains('['))?;
    let address = &text[close + 3..];
    let is_address = address.starts_with(['/', '<', '#', '.']) || address.starts_with("http");
    is_address.then(|| close + 3 + address.find(' ').unwrap_or(address.len()))
}

fn without_addresses(text: &str) -> String {
    let is_address = |word: &&str| word.contains("://") || word.starts_with("www.");
    text.split(' ')
        .map(|word| if is_address(&word) { LEFT_OUT.trim() } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_closes_too_far_away_is_text() {
        let far = format!("a {{{{ {} }}}} b", "x".repeat(super::LONGEST));
        assert!(clean(&far).contains("xxx"));
    }

    #[test]
    fn ids_definitions_templates_and_addresses_go() {
        for (text, left) in [
            ("the [tide mill][mill 12] of Brae", "the tide mill of Brae"),
            ("[mill 12]: /pages/mill.html and more", "and more"),
            ("see {{page.reference}} and {% include mill.md %} there", "see and there"),
            ("on https://example.org/mill and www.example.org now", "on and now"),
            ("a [[mills/tide|tide mill]] turns", "a tide mill turns"),
            ("open [ and { stay harmless", "open and stay harmless"),
        ] {
            let words = clean(text).replace(['\u{2026}', '[', ']'], " ");
            assert_eq!(words.split_whitespace().collect::<Vec<_>>().join(" "), left);
        }
    }
}
