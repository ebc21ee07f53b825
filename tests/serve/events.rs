//! What pages that are open are told.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use serde_json::Value;

use crate::preview::{Preview, preview};
use crate::vault::{Vault, vault};

fn chart() -> Vault {
    vault().file("rutter.toml", "title = \"Chart\"\n").file("content/index.md", "# Home\n")
}

/// A page that listens.
struct Stream(BufReader<TcpStream>);

impl Stream {
    fn of(preview: &Preview<'_>) -> Self {
        let mut stream = preview.connect();
        let lines = format!("Host: localhost:{0}\r\nOrigin: http://localhost:{0}\r\n", preview.port);
        write!(stream, "GET /.rutter/events HTTP/1.1\r\n{lines}\r\n").unwrap();
        Stream(BufReader::new(stream))
    }

    /// What is told next.
    fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream has ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// What is told next that is so.
    fn until(&mut self, is_so: impl Fn(&Value) -> bool) -> Value {
        loop {
            let told = self.next();
            if is_so(&told) {
                return told;
            }
        }
    }
}

#[test]
fn a_page_knows_its_version_and_is_told_of_the_next() {
    let vault = chart();
    let preview = preview(&vault);
    let mut stream = Stream::of(&preview);
    let first = stream.next();
    let page = preview.get("/").text();
    assert!(page.contains(&format!("data-version=\"{}\"", first["version"].as_str().unwrap())), "{page}");
    vault.write("content/index.md", "# Home\n\n[[nowhere]] <b>\n");
    let told = stream.until(|told| told["problems"].as_array().is_some_and(|problems| !problems.is_empty()));
    assert_ne!(told["version"], first["version"]);
    let problem = &told["problems"][0];
    assert_eq!(problem["place"], "content/index.md:3:1");
    assert_eq!(problem["severity"], "warning");
    vault.write("content/index.md", "# Home\n");
    stream.until(|told| told["problems"].as_array().is_some_and(Vec::is_empty));
}

#[test]
fn a_template_that_fails_is_told_and_told_no_more_when_it_is_mended() {
    let vault = chart();
    let preview = preview(&vault);
    let mut stream = Stream::of(&preview);
    vault.write("templates/404.html", "{% block %}");
    let told = stream.until(|told| told["fault"].is_string());
    assert!(told["fault"].as_str().unwrap().contains("404.html"), "{told}");
    vault.write("templates/404.html", "mended");
    stream.until(|told| told["fault"].is_null());
}

#[test]
fn pages_of_other_origins_are_told_nothing() {
    let vault = chart();
    let preview = preview(&vault);
    for path in ["/.rutter/events", "/.rutter/state", "/.rutter/preview.js"] {
        for lines in [
            "Origin: http://evil.example\r\n",
            "Origin: http://127.0.0.2\r\n",
            "Origin: null\r\n",
            "Sec-Fetch-Site: cross-site\r\n",
        ] {
            let answer = preview.get_with(path, lines);
            assert_eq!(answer.status, 403, "{path} {lines}");
            assert!(!answer.head().to_ascii_lowercase().contains("access-control"), "{path}");
        }
    }
    assert_eq!(preview.get("/.rutter/state").status, 200);
    assert_eq!(preview.get("/.rutter/other").status, 404);
}

#[test]
fn fifty_pages_that_listen_leave_room_for_others_and_are_all_told() {
    let vault = chart();
    let preview = preview(&vault);
    let mut streams: Vec<Stream> = (0..50).map(|_| Stream::of(&preview)).collect();
    let versions: Vec<Value> = streams.iter_mut().map(|stream| stream.next()["version"].clone()).collect();
    assert_eq!((preview.connections(), preview.get("/").status), (50, 200));
    vault.write("content/index.md", "# Other\n");
    for (stream, version) in streams.iter_mut().zip(versions) {
        stream.until(|told| told["version"] != version);
    }
}

#[test]
fn pages_that_do_not_read_hold_nothing_up() {
    let vault = chart();
    let mut preview = preview(&vault);
    let silent: Vec<Stream> = (0..20).map(|_| Stream::of(&preview)).collect();
    for round in 0..50 {
        vault.write("content/index.md", format!("# Home {round}\n\n{}\n", "[[nowhere]] ".repeat(100)));
        preview.wait_for(|said| said.matches("index.md: 1 note compiled").count() > round);
    }
    assert!(preview.get("/").text().contains("Home 49"));
    drop(silent);
}

#[test]
fn only_so_many_pages_may_listen() {
    let vault = chart();
    let preview = preview(&vault);
    let mut streams: Vec<Stream> = (0..128).map(|_| Stream::of(&preview)).collect();
    streams.iter_mut().for_each(|stream| drop(stream.next()));
    assert_eq!(preview.get("/.rutter/events").status, 503);
    assert_eq!(preview.get("/").status, 200);
}
