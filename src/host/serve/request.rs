//! What a head asks for, once all of it is as it must be.

use std::net::IpAddr;

use httparse::Header;
use tiny_http::HTTPVersion;

use super::hosts::{self, Hosts};

/// How many lines a head may have.
const LINES: usize = 100;

/// Below this path the editor is asked for: the only thing that can be done.
pub(super) const OPEN: &str = "/.rutter/open/";

/// A request that is answered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Request {
    /// Whether the head of the answer is all that is wanted.
    pub(super) head_only: bool,
    /// Whether something is to be done: of all there is, only the editor can be opened.
    pub(super) acts: bool,
    /// Whether a program of this machine asks, and calls it by a name that all machines have for themselves.
    pub(super) is_near: bool,
    /// The path and the query, as they were sent.
    pub(super) target: String,
    pub(super) version: HTTPVersion,
    /// The server that is asked for.
    host: String,
    /// The site whose page asks.
    origin: Option<String>,
    /// How near that site is: what `Sec-Fetch-Site` says.
    site: Option<String>,
    /// What asks: what `Sec-Fetch-Mode` says.
    mode: Option<String>,
    /// The part of a file that is wanted.
    pub(super) range: Option<String>,
}

/// Why a request is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) reason: String,
}

impl Refusal {
    pub(super) fn new(status: u16, reason: impl Into<String>) -> Self {
        Refusal { status, reason: reason.into() }
    }

    fn bad(reason: &str) -> Self {
        Refusal::new(400, reason)
    }
}

impl Request {
    /// The request of a head that came in at this address of ours from that of another.
    pub(super) fn of(head: &[u8], hosts: &Hosts, local: IpAddr, peer: IpAddr) -> Result<Self, Refusal> {
        if !are_lines_ended(head) {
            return Err(Refusal::bad("a line ends in CR and LF"));
        }
        let mut lines = [httparse::EMPTY_HEADER; LINES];
        let mut parsed = httparse::Request::new(&mut lines);
        if parsed.parse(head).map_err(|error| fault(&error))?.is_partial() {
            return Err(Refusal::bad("there is no request before the empty line"));
        }
        let (method, path) = (parsed.method.unwrap_or_default(), parsed.path.unwrap_or_default());
        let acts = method == "POST" && path.starts_with(OPEN);
        if !acts && !["GET", "HEAD"].contains(&method) {
            return Err(Refusal::new(405, "only GET and HEAD are answered"));
        }
        has_no_body(parsed.headers)?;
        let host = host(parsed.headers, hosts, local)?;
        Ok(Request {
            head_only: method == "HEAD",
            acts,
            is_near: hosts::is_near(&host, local, peer),
            target: target(path)?,
            version: HTTPVersion(1, parsed.version.unwrap_or(0)),
            host,
            origin: one(parsed.headers, "origin")?,
            site: one(parsed.headers, "sec-fetch-site")?,
            mode: one(parsed.headers, "sec-fetch-mode")?,
            range: one(parsed.headers, "range")?,
        })
    }

    /// Whether a page of another site has its browser load this as a part of itself. To follow a link from there is
    /// another thing: then the reader sees what is answered, and the page does not.
    pub(super) fn is_foreign(&self) -> bool {
        let is_ours = |site: &String| ["same-origin", "none"].contains(&site.as_str());
        !self.site.as_ref().is_none_or(is_ours) && self.mode.as_deref() != Some("navigate")
    }

    /// Whether it is a page of this server that asks: browsers say so of all that is more than reading.
    pub(super) fn is_of_own_page(&self) -> bool {
        let is_said = self.site.as_ref().is_none_or(|site| site == "same-origin");
        self.origin.is_some() && !self.is_of_other_origin() && is_said
    }

    /// Whether the page that asks, if there is one, is of another origin than the server it asks.
    pub(super) fn is_of_other_origin(&self) -> bool {
        let own = |origin: &String| {
            let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            host.is_some_and(|host| host.eq_ignore_ascii_case(&self.host))
        };
        !self.origin.as_ref().is_none_or(own)
    }
}

/// Where a line ends in LF alone, two readers can disagree about where it does.
fn are_lines_ended(head: &[u8]) -> bool {
    let follows = |at: usize| head.get(at + 1) == Some(&b'\n');
    let precedes = |at: usize| at > 0 && head.get(at - 1) == Some(&b'\r');
    memchr::memchr2_iter(b'\r', b'\n', head).all(|at| match head.get(at) {
        Some(b'\r') => follows(at),
        _ => precedes(at),
    })
}

fn fault(error: &httparse::Error) -> Refusal {
    match error {
        httparse::Error::TooManyHeaders => Refusal::new(431, format!("a head has at most {LINES} lines")),
        error => Refusal::bad(&error.to_string()),
    }
}

/// What a name stands for; an error where it stands there twice, or is no text.
fn one(headers: &[Header<'_>], name: &str) -> Result<Option<String>, Refusal> {
    let mut values = headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
    let Some(header) = values.next() else { return Ok(None) };
    let value = std::str::from_utf8(header.value).ok().filter(|value| value.is_ascii());
    match (value, values.next()) {
        (Some(value), None) => Ok(Some(value.trim().to_string())),
        _ => Err(Refusal::bad(&format!("`{name}` stands once and in ASCII"))),
    }
}

fn has_no_body(headers: &[Header<'_>]) -> Result<(), Refusal> {
    if headers.iter().any(|header| header.name.eq_ignore_ascii_case("transfer-encoding")) {
        return Err(Refusal::bad("no body is read"));
    }
    match one(headers, "content-length")?.as_deref() {
        None | Some("0") => Ok(()),
        Some(_) => Err(Refusal::bad("no body is read")),
    }
}

fn host(headers: &[Header<'_>], hosts: &Hosts, local: IpAddr) -> Result<String, Refusal> {
    let host = one(headers, "host")?.ok_or_else(|| Refusal::bad("`Host` is missing"))?;
    match hosts.allow(&host, local) {
        true => Ok(host),
        false => {
            let sentence =
                format!("this preview does not go by the name `{host}`: `--allowed-host` can allow it");
            Err(Refusal::new(403, sentence))
        }
    }
}

/// The target in the form that a server of files is asked in (RFC 9112, 3.2.1).
fn target(target: &str) -> Result<String, Refusal> {
    let is_path =
        target.starts_with('/') && target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
    if is_path { Ok(target.to_string()) } else { Err(Refusal::bad("the target of a request is a path")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(head: &str) -> Result<Request, u16> {
        let local = "127.0.0.1".parse().unwrap();
        Request::of(head.as_bytes(), &Hosts::new([]), local, local).map_err(|refusal| refusal.status)
    }

    fn with(lines: &str) -> Result<Request, u16> {
        parsed(&format!("GET /a?b HTTP/1.1\r\nHost: localhost:1\r\n{lines}\r\n"))
    }

    #[test]
    fn one_request_without_a_body_is_read() {
        let request = with("Content-Length: 0\r\nOrigin: http://localhost:1\r\nRange: bytes=0-\r\n").unwrap();
        assert_eq!((request.target.as_str(), request.head_only), ("/a?b", false));
        assert_eq!(request.range.as_deref(), Some("bytes=0-"));
        assert!(!request.is_foreign() && !request.is_of_other_origin());
    }

    #[test]
    fn what_two_readers_could_read_otherwise_is_refused() {
        for line in [
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: chunked, chunked\r\n",
            "Content-Length: 5\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: +0\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Content-Length: 0\r\nContent-Length: 0\r\n",
            "Host: localhost:1\r\n",
            "X : y\r\n",
            "X: a\nY: b\r\n",
            "X: a\rY: b\r\n",
            "X: a\u{1}\r\n",
            "X: a\r\n folded\r\n",
        ] {
            assert_eq!(with(line), Err(400), "{line:?}");
        }
        assert_eq!(with(&"X: y\r\n".repeat(200)), Err(431));
    }

    #[test]
    fn a_target_is_a_path_and_a_method_reads() {
        let head = |start: &str| parsed(&format!("{start}\r\nHost: localhost\r\n\r\n")).map(|_| ());
        for bad in [
            "GET http://localhost/ HTTP/1.1",
            "GET * HTTP/1.1",
            "GET /a#b HTTP/1.1",
            "GET / HTTP/2.0",
            "GET /",
        ] {
            assert_eq!(head(bad), Err(400), "{bad}");
        }
        for method in ["POST", "PUT", "TRACE", "OPTIONS", "CONNECT", "get"] {
            assert_eq!(head(&format!("{method} / HTTP/1.1")), Err(405), "{method}");
        }
        assert_eq!(head("GET / HTTP/1.0"), Ok(()));
        assert_eq!(parsed("GET / HTTP/1.1\r\n\r\n").map(|_| ()), Err(400));
    }

    #[test]
    fn pages_of_other_sites_are_known() {
        for origin in ["null", "http://evil.example", "http://127.0.0.1:1", "localhost:1", ""] {
            assert!(with(&format!("Origin: {origin}\r\n")).unwrap().is_of_other_origin(), "{origin}");
        }
        for site in ["cross-site", "same-site", "x"] {
            let line = format!("Sec-Fetch-Site: {site}\r\n");
            assert!(with(&line).unwrap().is_foreign(), "{site}");
            assert!(!with(&format!("{line}Sec-Fetch-Mode: navigate\r\n")).unwrap().is_foreign(), "{site}");
        }
    }
}
