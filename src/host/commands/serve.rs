//! `rutter serve`

use std::net::IpAddr;
use std::sync::Arc;
use std::thread;

use super::rounds::Rounds;
use super::session::options;
use super::{Outcome, Stop};
use crate::host::arguments::Serve;
use crate::host::browser;
use crate::host::editor::Editor;
use crate::host::read::{Options, Reading};
use crate::host::serve::{Current, Desk, Guard, Hosts, Listening, listen};
use crate::host::terminal;

/// Serves the site, and follows what is written, until the program is ended.
pub(super) fn run(arguments: &Serve) -> Result<Outcome, Stop> {
    let listening = listening(arguments)?;
    let options = Options { dry: true, ..options(&arguments.input) };
    let reading = Reading::start(options).map_err(Stop::new)?;
    let url = url(arguments, &listening, &reading.root.base_path());
    let mut rounds = Rounds::of(reading, &arguments.manner);
    let first = rounds.build()?;
    let current = Arc::new(Current::new(rounds.preview(&first)));
    let guard = Guard::new(hosts(arguments), Arc::clone(&current), Desk::new(editor(arguments)));
    thread::spawn(move || guard.stand(&listening.listener));
    if arguments.open {
        browser::open(&url);
    }
    rounds.follow(first, &current, &url)
}

/// Takes the port before anything is read: that it cannot be had is said at once.
fn listening(arguments: &Serve) -> Result<Listening, Stop> {
    let (host, port) = (&arguments.host, arguments.port);
    let listening = listen(host, port)
        .map_err(|error| Stop::new(format!("cannot listen at port {port} of `{host}`: {error}")))?;
    let address = listening.address;
    if listening.moved && port != 0 {
        terminal::status(&format!("port {port} is taken; {} is free", address.port()));
    }
    if !address.ip().is_loopback() {
        terminal::status(&format!("warning: whoever can reach {} can read these notes", address.ip()));
    }
    Ok(listening)
}

/// The editor that was named, else the usual one.
fn editor(arguments: &Serve) -> Option<Editor> {
    let Some(named) = &arguments.editor else { return Editor::usual() };
    let editor = Editor::of(named);
    if editor.is_none() && !named.trim().is_empty() {
        terminal::status(&format!(
            "`{named}` needs a terminal of its own: pages let places be copied instead"
        ));
    }
    editor
}

/// The names that were typed here.
fn hosts(arguments: &Serve) -> Hosts {
    let allowed = arguments.allowed_host.iter().map(String::as_str);
    Hosts::new(allowed.chain([arguments.host.as_str()]))
}

/// Where the home page is, which is published below this path.
fn url(arguments: &Serve, listening: &Listening, base: &str) -> String {
    let host = match listening.address.ip() {
        ip if ip.is_unspecified() => "localhost".to_string(),
        IpAddr::V6(ip) if arguments.host.parse() == Ok(ip) => format!("[{ip}]"),
        _ => arguments.host.clone(),
    };
    format!("http://{host}:{}{base}", listening.address.port())
}
