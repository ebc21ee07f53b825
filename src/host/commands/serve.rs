//! `rutter serve`

use std::net::IpAddr;
use std::sync::Arc;

use super::session::{Session, Snapshot};
use super::{Outcome, Stop};
use crate::host::arguments::Serve;
use crate::host::browser;
use crate::host::report::counted;
use crate::host::serve::{Current, Guard, Hosts, Listening, Preview, listen};

/// Serves the site until the program is ended.
pub(super) fn run(arguments: &Serve) -> Result<Outcome, Stop> {
    let mut session = Session::open(&arguments.input, None, &arguments.manner)?;
    let listening = listening(arguments, &session)?;
    let mut steps = session.steps();
    let snapshot = session.snapshot(&mut steps)?;
    let url = url(arguments, &listening, &session);
    session.report(&snapshot, steps, |seconds| conclusion(&snapshot, seconds, &url));
    if arguments.open {
        browser::open(&url);
    }
    let current = Arc::new(Current::new(Preview::of(&session.root, snapshot.built.output)));
    Guard { hosts: hosts(arguments), current }.stand(&listening.listener);
    Ok(Outcome::Done)
}

/// Takes the port before anything is read: that it cannot be had is said at once.
fn listening(arguments: &Serve, session: &Session<'_>) -> Result<Listening, Stop> {
    let (host, port) = (&arguments.host, arguments.port);
    let listening = listen(host, port)
        .map_err(|error| Stop::new(format!("cannot listen at port {port} of `{host}`: {error}")))?;
    let address = listening.address;
    if listening.moved && port != 0 {
        session.say(&format!("port {port} is taken; {} is free", address.port()));
    }
    if !address.ip().is_loopback() {
        session.say(&format!("warning: whoever can reach {} can read these notes", address.ip()));
    }
    Ok(listening)
}

/// The names that were typed here.
fn hosts(arguments: &Serve) -> Hosts {
    let allowed = arguments.allowed_host.iter().map(String::as_str);
    Hosts::new(allowed.chain([arguments.host.as_str()]))
}

/// Where the home page is.
fn url(arguments: &Serve, listening: &Listening, session: &Session<'_>) -> String {
    let host = match listening.address.ip() {
        ip if ip.is_unspecified() => "localhost".to_string(),
        IpAddr::V6(ip) if arguments.host.parse() == Ok(ip) => format!("[{ip}]"),
        _ => arguments.host.clone(),
    };
    format!("http://{host}:{}{}", listening.address.port(), session.root.base_path())
}

fn conclusion(snapshot: &Snapshot, seconds: f64, url: &str) -> String {
    let counts = snapshot.built.counts;
    let tally = snapshot.tally;
    format!(
        "{}, {}; {tally}; in {seconds:.2} s → {url}",
        counted(counts.notes, "note"),
        counted(counts.links, "link")
    )
}
