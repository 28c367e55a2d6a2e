//! External links: which are kept, and when two of them are one.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::parse::head::address::{Address, scheme};

/// A link that may be kept, or why it may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Checked {
    /// To be kept, without white space.
    Safe(String),
    /// Empty, `nan` or `None`: no link.
    Missing,
    /// Neither http nor https (`javascript:`, `file:`, `//host`).
    Unsafe,
}

/// Judges a link target.
pub(in crate::parse) fn check(raw: &str) -> Checked {
    let link: String = raw.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    if link.is_empty() || matches!(link.as_str(), "nan" | "NaN" | "None" | "#") {
        return Checked::Missing;
    }
    let allowed =
        scheme(&link).is_none_or(|s| s.eq_ignore_ascii_case("http") || s.eq_ignore_ascii_case("https"));
    if allowed && !link.starts_with("//") { Checked::Safe(link) } else { Checked::Unsafe }
}

/// The scheme of an address that a browser would run or open locally: `javascript`, `data`, `vbscript`, `file`.
pub(in crate::parse) fn scheme_of_program(link: &str) -> Option<&str> {
    let programs = ["javascript", "vbscript", "data", "file"];
    scheme(link.trim()).filter(|scheme| programs.iter().any(|program| scheme.eq_ignore_ascii_case(program)))
}

/// Endings of files that look like the end of a host.
static FILES: &[&str] = &[
    "avif", "bmp", "csv", "gif", "htm", "html", "ico", "jpeg", "jpg", "json", "markdown", "md", "mdx", "pdf",
    "png", "svg", "toml", "txt", "webp", "xml", "yaml", "yml",
];

/// Endings of pictures.
static PICTURES: &[&str] = &["avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "svg", "webp"];

/// Whether a link leads to a page of the web: http or https with a host, or a host without them (`a.org/1`). Pictures,
/// relative paths, templates (`{{ page.url }}`) and mail are none.
pub(in crate::parse) fn is_web_address(raw: &str) -> bool {
    if is_template(raw) || raw.contains("${") {
        return false;
    }
    let Checked::Safe(link) = check(raw) else { return false };
    let address = Address::of(&link);
    if ending(address.path()).is_some_and(|ending| PICTURES.contains(&ending.as_str())) {
        return false;
    }
    match address.scheme() {
        Some(_) => address.domain().is_some_and(|host| host.starts_with(char::is_alphanumeric)),
        None => scheme(&link).is_none() && is_host(&address.authority().to_lowercase()),
    }
}

/// Whether a text is to be filled in by a program: `{{date}}`, `{% x %}`, `<% tp.date %>`.
pub(in crate::parse) fn is_template(text: &str) -> bool {
    text.contains("{{") || text.contains("{%") || text.contains("<%")
}

/// Whether a text without scheme is the name of a host: parts between dots, the last one of letters and no file ending.
fn is_host(host: &str) -> bool {
    let named = host.strip_prefix("www.").is_some_and(|rest| rest.contains('.'));
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    let last = ending(host).unwrap_or_default();
    host.split('.').all(part)
        && (named || last.chars().count() >= 2)
        && last.chars().all(char::is_alphabetic)
        && !FILES.contains(&last.as_str())
}

/// What stands behind the last dot, in lower case.
fn ending(path: &str) -> Option<String> {
    path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())
}

/// A form that is equal for links to one page: scheme, `www.`, final slash and the case of the host are left out. Query
/// and fragment stay: `?id=1` and `#/story/1` are what tells pages of some sites apart.
pub(in crate::parse) fn normal_form(link: &str) -> String {
    let address = Address::of(link);
    let host = address.authority().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let path = address.path().trim_end_matches('/');
    let fragment = link.find('#').map_or("", |at| &link[at..]).trim_end_matches(['#', '/']);
    format!("{host}{path}{}{fragment}", address.query())
}

/// `%20` and the like decoded; as it stands where that gives no text.
pub(in crate::parse) fn decoded(raw: &str) -> Cow<'_, str> {
    percent_decode_str(raw).decode_utf8().unwrap_or(Cow::Borrowed(raw))
}

/// The file name without folder and extension.
pub(in crate::parse) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    // T4, T7: addresses of articles.
    #[test]
    fn only_web_links_are_safe() {
        assert_eq!(check(" https://a.b/c d"), Checked::Safe("https://a.b/cd".into()));
        assert_eq!(check("www.a.b/x:y"), Checked::Safe("www.a.b/x:y".into()));
        assert_eq!(check("nan"), Checked::Missing);
        for link in
            ["javascript:alert(1)", "JaVa\tScRiPt:x", "file:///etc", "data:x", "//host/x", "vbscript:x"]
        {
            assert_eq!(check(link), Checked::Unsafe, "{link}");
        }
    }

    #[test]
    fn web_addresses_have_a_host() {
        for link in ["https://a.b/c d", "http://intranet/x", "www.a.org/x:y", "a.org", "HTTPS://A.B"] {
            assert!(is_web_address(link), "{link}");
        }
        for link in [
            "A",
            "nan",
            "ice.md",
            "../ice.html",
            "/2024/05/ice/",
            "#top",
            "?id=1",
            "mailto:a@b.org",
            "a@b.org",
            "//a.org/x",
            "https://a.org/i.PNG",
            "i.svg",
            "{{ page.url }}",
            "https://{{ host }}/x",
            "{% link x %}",
            "https://",
            "v1.2",
            "assets/i.png",
            "javascript:x",
            "file:///x",
        ] {
            assert!(!is_web_address(link), "{link}");
        }
    }

    #[test]
    fn links_to_one_page_have_one_form() {
        for link in ["https://www.A.b/C", "http://a.b/C/", "https://a.b/C#"] {
            assert_eq!(normal_form(link), "a.b/C");
        }
        for (one, other) in
            [("?x=1", "?x=2"), ("#/1", "#/2"), ("#!/1", "#/1"), ("/#/1", "/#/2"), ("", "#part")]
        {
            assert_ne!(
                normal_form(&format!("https://a.b/c{one}")),
                normal_form(&format!("https://a.b/c{other}"))
            );
        }
        assert_eq!(decoded("a%20b%C3%A9%zz%"), "a bé%zz%");
    }
}
