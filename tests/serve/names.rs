//! Where the preview listens, and by which names it goes.

use std::io::{Read, Write};
use std::net::TcpListener;

use crate::preview::{Preview, preview, preview_with};
use crate::vault::{Vault, vault};

fn note() -> Vault {
    vault().file("a.md", "# A\n")
}

fn asked_as(preview: &Preview<'_>, lines: &str) -> u16 {
    preview.ask("GET /a/", lines).status
}

#[test]
fn only_names_of_this_machine_are_answered() {
    let vault = note();
    let preview = preview(&vault);
    for good in ["localhost", "127.0.0.1", "LocalHost:80", "127.0.0.1:3111"] {
        assert_eq!(asked_as(&preview, &format!("Host: {good}\r\n")), 200, "{good}");
    }
    for bad in ["evil.example", "127.0.0.1.evil.example", "localhost.evil", "192.0.2.1", "localhost@evil", ""]
    {
        let answer = preview.ask("GET /a/", &format!("Host: {bad}\r\n"));
        assert_eq!(answer.status, 403, "{bad}");
        assert!(answer.text().contains("`--allowed-host`"), "{}", answer.text());
    }
    for bad in ["", "Host: localhost\r\nHost: localhost\r\n", "Host: localhost\r\nhost: evil\r\n"] {
        assert_eq!(asked_as(&preview, bad), 400, "{bad}");
    }
    let answer = preview.raw(b"GET http://localhost/a/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

#[test]
fn other_names_can_be_allowed() {
    let vault = note();
    let preview = preview_with(&vault, &["--port", "0", "--allowed-host", "notes.example"]);
    assert_eq!(asked_as(&preview, "Host: Notes.Example:8080\r\n"), 200);
    assert_eq!(asked_as(&preview, "Host: x.notes.example\r\n"), 403);
}

#[test]
fn whoever_opens_it_to_others_is_warned_and_names_are_checked_still() {
    let vault = note();
    let preview = preview_with(&vault, &["--port", "0", "--host", "0.0.0.0"]);
    assert!(
        preview.said().contains("warning: whoever can reach 0.0.0.0 can read these notes"),
        "{}",
        preview.said()
    );
    assert!(preview.said().contains("→ http://localhost:"), "{}", preview.said());
    assert_eq!(asked_as(&preview, "Host: 127.0.0.1\r\n"), 200);
    assert_eq!(asked_as(&preview, "Host: evil.example\r\n"), 403);
    assert_eq!(asked_as(&preview, "Host: 192.0.2.1\r\n"), 403);
}

#[test]
fn the_next_port_is_taken_where_one_is_busy() {
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = busy.local_addr().unwrap().port();
    let vault = note();
    let preview = preview_with(&vault, &["--port", &port.to_string()]);
    assert!(preview.port > port);
    let line = format!("port {port} is taken; {} is free", preview.port);
    assert_eq!(preview.said().matches(&line).count(), 1, "{}", preview.said());
}

#[test]
fn a_host_that_is_not_here_is_said() {
    let vault = note();
    vault
        .ask("serve", &["--host", "192.0.2.1"])
        .is_stopped_with(&["cannot listen at port 3111 of `192.0.2.1`"]);
}

/// The addresses of this machine on its networks, those of the loopback apart.
fn own_addresses() -> Vec<String> {
    let table = std::fs::read_to_string("/proc/net/fib_trie").unwrap_or_default();
    let lines: Vec<&str> = table.lines().map(str::trim).collect();
    let local = lines.windows(2).filter(|pair| pair[1].contains("/32 host LOCAL"));
    let mut addresses: Vec<String> =
        local.filter_map(|pair| Some(pair[0].strip_prefix("|-- ")?.to_string())).collect();
    addresses.retain(|address| !address.starts_with("127."));
    addresses
}

#[test]
fn whoever_opens_it_to_others_is_asked_by_the_addresses_of_the_machine() {
    let vault = note();
    let preview = preview_with(&vault, &["--port", "0", "--host", "0.0.0.0"]);
    let loopback = "127.0.0.5".to_string();
    for address in own_addresses().into_iter().chain([loopback]) {
        let asked = |host: &str| {
            let mut stream = std::net::TcpStream::connect((address.as_str(), preview.port)).unwrap();
            write!(stream, "GET /a/ HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer.split(' ').nth(1).unwrap().to_string()
        };
        assert_eq!(asked(&format!("{address}:{}", preview.port)), "200", "{address}");
        assert_eq!(asked("evil.example"), "403", "{address}");
        assert_eq!(asked("203.0.113.9"), "403", "{address}");
    }
}
