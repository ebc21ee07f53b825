//! Whether a URL leads somewhere: asked again where that may help, and followed where it leads on.

use std::thread;
use std::time::Duration;

use ureq::http::Method;
use url::Url;

use super::client::{Client, Reply, Silence};

/// How often a URL is asked, where the answer may be another one later.
const ATTEMPTS: u32 = 3;

/// How long is waited before the second attempt; before each further one twice as long.
const PAUSE: Duration = Duration::from_millis(500);

/// The longest that is waited because a site asks for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a site may lead on.
const HOPS: usize = 10;

/// What came of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Somebody answers.
    Fine,
    /// The address is private: nobody was asked.
    Private,
    /// What is wrong, as a predicate.
    Fault(String),
}

/// What a visit tells of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    /// It is worth another visit like this.
    Well,
    /// It is to be asked once.
    Tired,
    /// It was waited for in vain.
    Silent,
}

/// A verdict, and what it tells of the host.
pub(super) type Visited = (Verdict, Host);

/// What one URL answers, after all attempts.
enum Answer {
    Fine,
    Private,
    LeadsOn(String),
    Fault(String, Host),
}

/// What is told of a URL whose host has not answered others.
pub(super) fn given_up() -> Verdict {
    Verdict::Fault("was not asked, since its host did not answer those before it".to_string())
}

/// Visits a URL; of a host that is `tired` it is asked once.
pub(super) fn visit(client: &Client, url: &Url, tired: bool) -> Visited {
    let mut at = url.clone();
    for hop in 0..=HOPS {
        let fault = |fault: String| match hop {
            0 => fault,
            _ => format!("leads on to `{at}`, which {fault}"),
        };
        match answer(client, &at, tired) {
            Answer::Fine => return (Verdict::Fine, Host::Well),
            Answer::Private if hop == 0 => return (Verdict::Private, Host::Well),
            Answer::Private => {
                return (Verdict::Fault("leads on to a private address".to_string()), Host::Well);
            }
            Answer::Fault(told, host) if hop == 0 => return (Verdict::Fault(told), host),
            Answer::Fault(told, _) => return (Verdict::Fault(fault(told)), Host::Well),
            Answer::LeadsOn(to) => match next(&at, &to) {
                Some(next) => at = next,
                None => {
                    return (
                        Verdict::Fault(fault("leads on to no address of the web".to_string())),
                        Host::Well,
                    );
                }
            },
        }
    }
    (Verdict::Fault(format!("leads on more than {HOPS} times")), Host::Well)
}

/// Where a site leads on to: the web, and nothing else.
fn next(at: &Url, to: &str) -> Option<Url> {
    let mut url = at.join(to).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    Some(url)
}

/// `HEAD` first, for it costs least; what is refused to it may be granted to `GET`.
fn answer(client: &Client, url: &Url, tired: bool) -> Answer {
    let mut method = Method::HEAD;
    let attempts = if tired { 1 } else { ATTEMPTS };
    let mut attempt = 1;
    loop {
        let reply = client.ask(method.clone(), url);
        let is_last = attempt >= attempts;
        match reply {
            Reply::Private => return Answer::Private,
            // Some servers break off what they do not know.
            Reply::Silence(_, Silence::Passing | Silence::Late) if attempt == 1 && !is_last => {
                thread::sleep(PAUSE);
                (method, attempt) = (Method::GET, attempt + 1);
            }
            Reply::Silence(fault, Silence::Late) => return Answer::Fault(fault, Host::Silent),
            Reply::Silence(fault, _) => return Answer::Fault(fault, Host::Tired),
            Reply::Status(status, _, wait) if is_passing(status) && !is_last => {
                thread::sleep(pause(attempt, wait));
                (method, attempt) = (Method::GET, attempt + 1);
            }
            Reply::Status(300..400, Some(to), _) => return Answer::LeadsOn(to),
            Reply::Status(status, ..) if is_fine(status) => return Answer::Fine,
            Reply::Status(..) if method == Method::HEAD => method = Method::GET,
            Reply::Status(status, ..) => {
                let host = if is_passing(status) { Host::Tired } else { Host::Well };
                return Answer::Fault(format!("answers {status}"), host);
            }
        }
    }
}

/// Whether a status may be another one soon.
fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// Pages that are there, though not for everybody, count as there.
fn is_fine(status: u16) -> bool {
    matches!(status, 200..300 | 401 | 402 | 403 | 407 | 451)
}

/// As long as the site asks for, within reason.
fn pause(attempt: u32, wait: Option<Duration>) -> Duration {
    wait.map_or(PAUSE * 2_u32.saturating_pow(attempt - 1), |wait| wait.min(PATIENCE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_have_an_end() {
        assert_eq!([1, 2].map(|attempt| pause(attempt, None)), [PAUSE, PAUSE * 2]);
        assert_eq!(pause(1, Some(Duration::from_secs(2))), Duration::from_secs(2));
        assert_eq!(pause(1, Some(Duration::MAX)), PATIENCE);
    }

    #[test]
    fn a_site_leads_on_inside_the_web() {
        let at = Url::parse("https://a.example/b/c?d").unwrap();
        let next = |to: &str| next(&at, to).map(|url| url.to_string());
        assert_eq!(next("../x#y").as_deref(), Some("https://a.example/x"));
        assert_eq!(next("//b.example").as_deref(), Some("https://b.example/"));
        assert_eq!(next("file:///etc/passwd"), None);
    }
}
