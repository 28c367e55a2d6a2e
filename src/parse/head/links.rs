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

/// A form that is equal for links to one page: scheme, `www.`, fragment, final slash and the case of the host
/// are left out.
pub(in crate::parse) fn normal_form(link: &str) -> String {
    let address = Address::of(link);
    let host = address.authority().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let form = format!("{host}{}{}", address.path(), address.query());
    form.trim_end_matches('/').to_owned()
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
    fn links_to_one_page_have_one_form() {
        for link in ["https://www.A.b/C", "http://a.b/C/", "https://a.b/C#part"] {
            assert_eq!(normal_form(link), "a.b/C");
        }
        assert_ne!(normal_form("https://a.b/c?x=1"), normal_form("https://a.b/c?x=2"));
        assert_eq!(decoded("a%20b%C3%A9%zz%"), "a bé%zz%");
    }
}
