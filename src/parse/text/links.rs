//! All links of a text, in every form: [`links_in`].

use crate::parse::parsed::LinkForm;
use crate::parse::text::brackets::{WikiLink, wikilink_at};
use crate::parse::text::notation::{Notation, Piece, is_media, pieces};

/// A link to a page or an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct TextLink<'t> {
    pub(in crate::parse) form: LinkForm,
    /// What a reader sees, markup included; the target where the link has no text of its own.
    pub(in crate::parse) name: &'t str,
    /// Path, page or address; a heading or block of another page is left out.
    pub(in crate::parse) target: &'t str,
    /// Byte at which the link begins.
    pub(in crate::parse) at: usize,
}

/// The links of a text in order: `[[wikilinks]]`, embeds of pages, `[text](path)`, addresses, and the links of
/// Jekyll, Hugo and Logseq (`{% post_url … %}`, `{{< ref "…" >}}`, `{{embed [[…]]}}`). Left out are code, pictures,
/// attachments and places on the same page; labels have been resolved before. Linear in the length of `text`.
pub(in crate::parse) fn links_in(text: &str) -> Vec<TextLink<'_>> {
    if may_hold_link(text) { pieces(text).filter_map(|piece| link_of(&piece)).collect() } else { Vec::new() }
}

/// A look at the bytes: most lines hold no link.
fn may_hold_link(text: &str) -> bool {
    text.bytes().fold(false, |seen, byte| seen | (byte == b'[') | (byte == b'{')) || text.contains("://")
}

/// The link that a part of a text is.
pub(in crate::parse) fn link_of<'t>(piece: &Piece<'t>) -> Option<TextLink<'t>> {
    let (form, name, target) = match piece.what {
        // DokuWiki's `[[https://…|text]]`.
        Notation::Wiki { link, embed: false } if is_web(link.target) => {
            (LinkForm::Address, link.alias.unwrap_or(link.target), link.target)
        }
        Notation::Wiki { link, .. } | Notation::TagLink(link) => wiki(link),
        Notation::Link { link, image: false } => by_target(link.text, link.target)?,
        Notation::Address(address) => (LinkForm::Address, address, address),
        Notation::Template => by_template(piece.raw)?,
        _ => return None,
    };
    let page = form == LinkForm::Address || !is_media(target);
    (page && !target.is_empty()).then_some(TextLink { form, name, target, at: piece.at })
}

/// Whether the target of `[text](target)` leads to a page, a file or a place of the archive: a path, `#part`, a wikilink, a
/// template that holds a path. Addresses do not, nor does what only a program could fill in (`{{base}}12`), leave empty or
/// open (`mailto:ann@a.example`).
pub(in crate::parse) fn is_inward(target: &str) -> bool {
    let to_part = target.starts_with('#');
    to_part
        || by_target("", target).is_some_and(|(form, _, path)| form != LinkForm::Address && !path.is_empty())
}

/// Whether a text holds a link that is read, or one to a place of the same page.
pub(in crate::parse) fn points(text: &str) -> bool {
    may_hold_link(text)
        && pieces(text).any(|piece| match piece.what {
            Notation::Wiki { embed: false, .. } => true,
            Notation::Link { link, image: false } if link.target.starts_with('#') => true,
            _ => link_of(&piece).is_some(),
        })
}

fn is_web(target: &str) -> bool {
    target.starts_with("http://") || target.starts_with("https://")
}

type Parts<'t> = (LinkForm, &'t str, &'t str);

fn wiki(link: WikiLink<'_>) -> Parts<'_> {
    (LinkForm::Wiki, link.shown(), link.page())
}

/// What stands between the parentheses of `[text](target)`.
fn by_target<'t>(text: &'t str, target: &'t str) -> Option<Parts<'t>> {
    if let Some(link) = wikilink_at(target, 0) {
        return Some((LinkForm::Wiki, text, link.page()));
    }
    if let Some((form, _, target)) = by_template(target) {
        return Some((form, text, target));
    }
    let target = match target.strip_prefix("{{").and_then(|rest| rest.split_once("}}")) {
        Some((_, rest)) => below_top(rest)?,
        None => target,
    };
    if is_web(target) {
        return Some((LinkForm::Address, text, target));
    }
    let elsewhere = target.contains("://") || target.starts_with("//");
    let no_page = ["mailto:", "tel:", "data:", "javascript:"].iter().any(|scheme| target.starts_with(scheme));
    let path = target.split(['#', '?']).next().unwrap_or(target);
    (!elsewhere && !no_page).then_some((LinkForm::Path, text, path))
}

/// The path behind `{{ site.baseurl }}`, as Jekyll writes it; what is glued to a value (`{{base}}12`) is a part of an address.
fn below_top(rest: &str) -> Option<&str> {
    let is_page = |path: &str| [".md", ".markdown", ".html"].iter().any(|ending| path.ends_with(ending));
    match by_template(rest) {
        Some((_, path, _)) => Some(path),
        None => (rest.starts_with('/') || is_page(rest)).then_some(rest),
    }
}

/// `{% post_url NAME %}`, `{% link PATH %}`, `{{< ref "PATH" >}}`, `{{ "PATH" | relative_url }}`, `{{embed [[PAGE]]}}`.
fn by_template(raw: &str) -> Option<Parts<'_>> {
    let inner = raw.strip_prefix("{{").or_else(|| raw.strip_prefix("{%"))?;
    let inner = inner.trim_start_matches(['<', '%', '-', ' ']);
    let (word, rest) = inner.split_once([' ', '\t'])?;
    match word {
        "embed" => wikilink_at(rest.trim_start(), 0).map(wiki),
        "post_url" | "link" | "ref" | "relref" => {
            let path = quoted(rest).or_else(|| rest.split_whitespace().next())?;
            let path = path.split('#').next().unwrap_or(path);
            Some((LinkForm::Path, path, path))
        }
        _ if inner.contains("relative_url") || inner.contains("absolute_url") => {
            quoted(inner).map(|path| (LinkForm::Path, path, path))
        }
        _ => None,
    }
}

fn quoted(text: &str) -> Option<&str> {
    let start = text.find(['"', '\''])?;
    let quote = &text[start..=start];
    text[start + 1..].split_once(quote).map(|(inner, _)| inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_link_is_found() {
        use LinkForm::{Address, Path, Wiki};
        for (text, form, target) in [
            ("see [[coast/Dune grass#Roots|roots]]", Wiki, "coast/Dune grass"),
            ("![[Dune grass]]", Wiki, "Dune grass"),
            ("#[[Dune grass]]", Wiki, "Dune grass"),
            ("[roots]([[Dune grass]])", Wiki, "Dune grass"),
            ("{{embed [[Dune grass]]}}", Wiki, "Dune grass"),
            ("| a [[coast/Sand\\|sand]] | b |", Wiki, "coast/Sand"),
            ("[roots](../coast/dune%20grass.md#roots)", Path, "../coast/dune%20grass.md"),
            ("[![map](map.png)](coast/)", Path, "coast/"),
            ("[roots]({% post_url 2026-01-11-dune-grass %})", Path, "2026-01-11-dune-grass"),
            ("[roots]({% link _posts/dune.md %}) ", Path, "_posts/dune.md"),
            ("[roots]({{< relref \"dune.md#roots\" >}})", Path, "dune.md"),
            ("{{% ref 'dune.md' %}}", Path, "dune.md"),
            ("[roots]({{ site.baseurl }}/coast/dune/)", Path, "/coast/dune/"),
            ("[roots]({{ '/coast/dune/' | relative_url }})", Path, "/coast/dune/"),
            ("[roots]({{ site.baseurl }}{% link _posts/dune.md %})", Path, "_posts/dune.md"),
            ("[[https://a.example/dune#roots|roots]]", Address, "https://a.example/dune#roots"),
            ("at <https://a.example/dune>.", Address, "https://a.example/dune"),
            ("at https://a.example/dune_(a).", Address, "https://a.example/dune_(a)"),
            ("([dune](https://a.example/dune))", Address, "https://a.example/dune"),
        ] {
            let found: Vec<_> = links_in(text).iter().map(|link| (link.form, link.target)).collect();
            assert_eq!(found, [(form, target)], "{text}");
        }
    }

    #[test]
    fn code_pictures_and_places_are_no_links() {
        for text in [
            "`[[code]]` ``a `[x](y)` b``",
            "![map](map.png) ![[map.png|300]] [report](report.pdf)",
            "[[#Roots]] [roots](#roots) [ann](mailto:ann@a.example)",
            "{{ page.title }} {% include a.html %} [ ] [x] [^1] [plain]",
            "[Why is dew wet?]({{base}}120015) [home]({{ site.url }})",
            "[a](obsidian://open?x) \\[[escaped]]",
        ] {
            assert_eq!(links_in(text), [], "{text}");
        }
    }

    #[test]
    fn targets_lead_inward_or_elsewhere() {
        for target in [
            "dune.md",
            "../coast/",
            "#roots",
            "[[Dune]]",
            "{% link dune.md %}",
            "{{ site.baseurl }}/x",
            "map.pdf",
        ] {
            assert!(is_inward(target), "{target}");
        }
        for target in [
            "https://a.example",
            "{{base}}120015",
            "{{ url }}",
            "",
            "mailto:ann@a.example",
            "app://x",
            "//a.example",
        ] {
            assert!(!is_inward(target), "{target}");
        }
        for text in ["[a](b.md)", "[a](#b)", "[[a]]", "[[#a]]", "see https://a.example"] {
            assert!(points(text), "{text}");
        }
        for text in ["a", "[a]({{b}}12)", "[a](mailto:b@a.example)", "[a](map.pdf)", "![a](#b)", "[ ] [x]"] {
            assert!(!points(text), "{text}");
        }
    }

    #[test]
    fn brackets_without_end_take_linear_work() {
        for mark in
            ["[", "![[", "[[a", "[^", "{{", "{%", "`", "<", "==a", "[a](", "[a][", "`` ` ", "#[[", "^["]
        {
            let text = mark.repeat(100_000 / mark.len());
            assert!(pieces(&text).map(|piece| piece.raw.len()).sum::<usize>() == text.len(), "{mark}");
        }
    }
}
