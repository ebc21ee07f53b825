//! One request: over HTTP, to public addresses alone.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ureq::config::Config;
use ureq::http::{Method, Request, Uri};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};
use url::Url;

use super::address;
use crate::site::External;

/// That nobody can tell who answers.
const CERTIFICATE: &str = "is of a host whose certificate is not accepted";

/// Makes requests.
pub(super) struct Client {
    agent: Agent,
    timeout: u64,
}

/// What came of one request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// The status, where it leads on to, and after how long to ask again, as far as it says so.
    Status(u16, Option<String>, Option<Duration>),
    /// The address is private: nothing was asked.
    Private,
    /// Nobody answers.
    Silence(String, Silence),
}

/// How silent a host is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Silence {
    /// It will not answer soon.
    Lasting,
    /// It may answer when it is asked again.
    Passing,
    /// The same, and it costs all the time there is to find that it does not.
    Late,
}

impl Client {
    /// A client that keeps no cookies and follows nothing by itself. It uses no proxy: that would look names
    /// up where nobody here can see what they lead to.
    pub(super) fn new(config: &External) -> Self {
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .tls_config(TlsConfig::builder().root_certs(roots()).build())
            .timeout_global(Some(Duration::from_secs(config.timeout)))
            .user_agent(concat!("rutter/", env!("CARGO_PKG_VERSION")))
            .build();
        let resolver = PublicAddresses { config: config.clone(), inner: DefaultResolver::default() };
        let agent = Agent::with_parts(settings, DefaultConnector::default(), resolver);
        Client { agent, timeout: config.timeout }
    }

    /// Asks for a URL; what it holds is not read.
    pub(super) fn ask(&self, method: Method, url: &Url) -> Reply {
        let request = Request::builder().method(method).uri(url.as_str()).body(());
        let request = match request {
            Ok(request) => request,
            Err(_) => {
                return Reply::Silence("cannot be asked: it is no URL of HTTP".to_string(), Silence::Lasting);
            }
        };
        match self.agent.run(request) {
            Ok(response) => {
                let header = |name: &str| response.headers().get(name)?.to_str().ok();
                let wait = header("retry-after").and_then(|text| wait(text, SystemTime::now()));
                Reply::Status(response.status().as_u16(), header("location").map(str::to_string), wait)
            }
            Err(error) => self.silence(error),
        }
    }

    /// The same fault is told in the same words on every machine.
    fn silence(&self, error: Error) -> Reply {
        let late = || (format!("does not answer within {} s", self.timeout), Silence::Late);
        let (told, silence) = match error {
            Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<IsPrivate>()) => {
                return Reply::Private;
            }
            Error::Timeout(_) => late(),
            Error::HostNotFound => ("leads to a host that is not there".to_string(), Silence::Lasting),
            Error::Rustls(_) | Error::Tls(_) => (CERTIFICATE.to_string(), Silence::Lasting),
            Error::Io(error) => match error.kind() {
                io::ErrorKind::ConnectionRefused => {
                    ("leads to a host that refuses the connection".to_string(), Silence::Lasting)
                }
                io::ErrorKind::TimedOut => late(),
                // Rustls hands its faults on as those of a stream.
                io::ErrorKind::InvalidData => (CERTIFICATE.to_string(), Silence::Lasting),
                _ => ("leads to a host that breaks off the connection".to_string(), Silence::Passing),
            },
            Error::ConnectionFailed => {
                ("leads to a host that cannot be connected to".to_string(), Silence::Passing)
            }
            _ => ("is answered with something that is not HTTP".to_string(), Silence::Lasting),
        };
        Reply::Silence(told, silence)
    }
}

/// Whom the machine trusts; whom Mozilla does, where the machine has no list.
fn roots() -> RootCerts {
    let found = rustls_native_certs::load_native_certs().certs;
    let certificates: Vec<_> = found.iter().map(|found| Certificate::from_der(found).to_owned()).collect();
    match certificates.is_empty() {
        true => RootCerts::WebPki,
        false => RootCerts::Specific(Arc::new(certificates)),
    }
}

/// How long a site asks to wait (RFC 9110, 10.2.3): seconds, or a date.
fn wait(text: &str, now: SystemTime) -> Option<Duration> {
    let seconds = || text.trim().parse().map(Duration::from_secs).ok();
    let until = || Some(httpdate::parse_http_date(text).ok()?.duration_since(now).unwrap_or_default());
    seconds().or_else(until)
}

/// Looks names up, and hands on public addresses and allowed ones only: what is checked is what is connected
/// to, whatever the name leads to a moment later.
#[derive(Debug)]
struct PublicAddresses {
    config: External,
    inner: DefaultResolver,
}

/// That a name leads to private addresses alone.
#[derive(Debug)]
struct IsPrivate;

impl fmt::Display for IsPrivate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the address is private")
    }
}

impl std::error::Error for IsPrivate {}

impl Resolver for PublicAddresses {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            Error::Timeout(_) => error,
            _ => Error::HostNotFound,
        })?;
        let host = uri.host().unwrap_or("");
        let mut kept = self.empty();
        for address in found.iter() {
            if address::is_public(address.ip()) || self.config.allows(host, address.port()) {
                kept.push(*address);
            }
        }
        if kept.is_empty() { Err(Error::Io(io::Error::other(IsPrivate))) } else { Ok(kept) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_asks_to_wait_for_seconds_or_until_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        for (text, expected) in [
            (" 120 ", Some(120)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sunday, 06-Nov-94 08:49:39 GMT", Some(2)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
        ] {
            assert_eq!(wait(text, now), expected.map(Duration::from_secs), "{text}");
        }
    }
}
