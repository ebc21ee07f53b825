//! From the target of a request to a path of the site.

use crate::text::RelPath;

/// What a URL asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) path: RelPath,
    /// Whether the URL ends in a slash: then it means the page of the folder.
    pub(super) is_folder: bool,
}

impl Address {
    /// The address of the path of a URL, from the slash on and without its query. The escapes are read once, and
    /// what could mean something else to another reader is refused: `None`.
    pub(super) fn of(path: &str) -> Option<Self> {
        let text = decoded(path.strip_prefix('/')?)?;
        let is_folder = text.is_empty() || text.ends_with('/');
        let path = RelPath::new(text.strip_suffix('/').unwrap_or(&text)).ok()?;
        Some(Address { path, is_folder })
    }
}

/// The text behind the escapes. An escaped slash is none, and no name has a backslash or a control character.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => escaped(rest.next()?, rest.next()?)?,
            byte => byte,
        });
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.contains(|c: char| c == '\\' || c.is_control())).then_some(text)
}

fn escaped(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let byte = u8::try_from(digit(high)? * 16 + digit(low)?).ok()?;
    (byte != b'/').then_some(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_once_and_nothing_leads_out() {
        let path = |url: &str| Address::of(url).map(|address| (address.path.to_string(), address.is_folder));
        assert_eq!(path("/"), Some((String::new(), true)));
        assert_eq!(path("/a%20b/%C3%BC/"), Some(("a b/ü".to_string(), true)));
        assert_eq!(path("/%252e%252e/x"), Some(("%2e%2e/x".to_string(), false)));
        for bad in [
            "",
            "a",
            "//etc/passwd",
            "/../x",
            "/a/../x",
            "/./x",
            "/%2e%2e/x",
            "/..%2fx",
            "/%2fx",
            "/..%5cx",
            "/..\\x",
            "/\\\\host\\share",
            "/%00",
            "/a%0d%0ab",
            "/%ff",
            "/%c0%ae%c0%ae/x",
            "/%zz",
            "/%2",
            "/a//b",
            "/a//",
            "/%7f",
        ] {
            assert_eq!(path(bad), None, "{bad}");
        }
    }
}
