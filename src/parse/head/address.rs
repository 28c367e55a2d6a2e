//! The parts of a web address, taken apart as text.
//!
//! Pages hold addresses that the URL standard refuses or rewrites (no scheme, raw spaces, a host in Unicode), and
//! what is kept of them must stay as written. So they are cut at the characters that part them (RFC 3986, appendix
//! B), and nothing is normalized here.

/// The parts of an address that a reader recognizes a page by; a fragment is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address<'a> {
    scheme: Option<&'a str>,
    authority: &'a str,
    path: &'a str,
    query: &'a str,
}

impl<'a> Address<'a> {
    /// Takes an address apart; any text has parts. O(length).
    ///
    /// ```
    /// use portent::parse::address::Address;
    ///
    /// let address = Address::of("https://ann@www.example.org:80/a/b?c#d");
    /// assert_eq!((address.scheme(), address.domain()), (Some("https"), Some("example.org")));
    /// assert_eq!((address.authority(), address.path()), ("ann@www.example.org:80", "/a/b"));
    /// assert_eq!(Address::of("mailto:a@b").domain(), None);
    /// assert_eq!(Address::of("example.org/a").authority(), "example.org");
    /// ```
    #[must_use]
    pub fn of(link: &'a str) -> Self {
        let bare = link.split('#').next().unwrap_or(link);
        let scheme = scheme(bare);
        let after = scheme.and_then(|scheme| bare[scheme.len()..].strip_prefix("://"));
        let rest = after.unwrap_or(bare);
        let (place, query) = rest.find('?').map_or((rest, ""), |at| rest.split_at(at));
        let (authority, path) = place.find('/').map_or((place, ""), |at| place.split_at(at));
        Self { scheme: scheme.filter(|_| after.is_some()), authority, path, query }
    }

    /// What stands before `://`, as written.
    #[must_use]
    pub fn scheme(&self) -> Option<&'a str> {
        self.scheme
    }

    /// Host with user and port; what stands before the path where there is no scheme.
    #[must_use]
    pub fn authority(&self) -> &'a str {
        self.authority
    }

    /// From the first slash behind the authority to the query; perhaps empty.
    #[must_use]
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// The query with its question mark; perhaps empty.
    #[must_use]
    pub fn query(&self) -> &'a str {
        self.query
    }

    /// The host as written, without `www.`, port and user; `None` where there is no scheme or no host.
    #[must_use]
    pub fn domain(&self) -> Option<&'a str> {
        self.scheme?;
        let host = self.authority.rsplit('@').next()?.split(':').next()?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        (!host.is_empty()).then_some(host)
    }
}

/// What stands before the first colon, where neither path nor query begins before it (`javascript` too).
#[must_use]
pub fn scheme(link: &str) -> Option<&str> {
    let head = link.split(['/', '?', '#']).next().unwrap_or(link);
    head.split_once(':').map(|(scheme, _)| scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_has_parts() {
        for (link, parts) in [
            ("https://a.b/c?d=http://e/f#g", (Some("https"), "a.b", "/c", "?d=http://e/f")),
            ("www.a.b/c?u=http://e", (None, "www.a.b", "/c", "?u=http://e")),
            ("https://a.b?c/d", (Some("https"), "a.b", "", "?c/d")),
            ("https:a.b", (None, "https:a.b", "", "")),
            ("://", (Some(""), "", "", "")),
            ("", (None, "", "", "")),
            ("\u{e9}:\u{e9}", (None, "\u{e9}:\u{e9}", "", "")),
        ] {
            let address = Address::of(link);
            let found = (address.scheme(), address.authority(), address.path(), address.query());
            assert_eq!(found, parts, "{link}");
        }
        assert_eq!(scheme("javascript:alert(1)"), Some("javascript"));
        assert_eq!(scheme("www.a.b/x:y"), None);
    }
}
