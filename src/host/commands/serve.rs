//! `rutter serve`

use std::mem;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::rounds::{self, Rounds};
use super::session::options;
use super::{Outcome, Stop};
use crate::host::arguments::Serve;
use crate::host::browser;
use crate::host::editor::Editor;
use crate::host::read::{Options, Reading};
use crate::host::serve::{Current, Desk, Guard, Hosts, Listening, Watch, listen};
use crate::host::terminal;
use crate::site::Config;

/// How often is looked whether a vault that could not be read can be.
const AGAIN: Duration = Duration::from_millis(300);

/// Serves the site, and follows what is written, until the program is ended.
pub(super) fn run(arguments: &Serve) -> Result<Outcome, Stop> {
    is_usable(arguments.input.base_url.as_deref())?;
    let listening = listening(arguments)?;
    let address = listening.address;
    let options = Options { dry: true, ..options(&arguments.input) };
    let current = Arc::new(Current::new());
    let guard = Guard::new(hosts(arguments), Arc::clone(&current), Desk::new(editor(arguments)));
    thread::spawn(move || guard.stand(&listening.listener));
    let mut window = Window { is_wanted: arguments.open };
    let reading = reading(&options, |stop| {
        let url = url(arguments, address, "/");
        rounds::failed(stop, &current);
        terminal::status(&rounds::waiting(&url));
        window.open(&url);
    })?;
    let url = url(arguments, address, &reading.root.base_path());
    window.open(&url);
    let watch = if arguments.poll { Watch::polling() } else { Watch::start() };
    Rounds::of(reading, &arguments.manner).follow(watch, &current, &url)
}

/// The browser, as far as it is to be opened: once.
struct Window {
    is_wanted: bool,
}

impl Window {
    fn open(&mut self, url: &str) {
        if mem::take(&mut self.is_wanted) {
            browser::open(url);
        }
    }
}

/// What was typed wrong is mended by nothing that is written.
fn is_usable(base_url: Option<&str>) -> Result<(), Stop> {
    let set = base_url.map(|url| Config::default().set_base_url(url));
    set.unwrap_or(Ok(())).map_err(|reason| Stop::new(format!("--base-url: {reason}")))
}

/// Reads the vault; where that cannot be done, each reason is said once until it can. A root that is not there is none
/// to wait for.
fn reading(options: &Options, mut say: impl FnMut(&Stop)) -> Result<Reading, Stop> {
    let mut said = String::new();
    loop {
        let stop = match Reading::start(options.clone()) {
            Ok(reading) => return Ok(reading),
            Err(error) => Stop::new(error),
        };
        if !options.root.is_dir() {
            return Err(stop);
        }
        if said != stop.reason() {
            say(&stop);
            said = stop.reason().to_string();
        }
        thread::sleep(AGAIN);
    }
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
fn url(arguments: &Serve, address: SocketAddr, base: &str) -> String {
    let host = match address.ip() {
        ip if ip.is_unspecified() => "localhost".to_string(),
        IpAddr::V6(ip) if arguments.host.parse() == Ok(ip) => format!("[{ip}]"),
        _ => arguments.host.clone(),
    };
    format!("http://{host}:{}{base}", address.port())
}
