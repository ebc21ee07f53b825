//! What hostile pages and programs send.

use std::thread;

use crate::preview::{Preview, preview};
use crate::vault::{Vault, vault};

fn secretive() -> Vault {
    vault()
        .file("rutter.toml", "title = \"Chart\"\n")
        .file("content/index.md", "# Home\n")
        .file("content/.env", "secret")
        .file("private/x.md", "secret")
        .file("static-private/x.txt", "secret")
        .file("static/app.js", "1")
        .file("static/data.json", "1")
}

fn status(preview: &Preview<'_>, lines: &str) -> u16 {
    let answer = preview.raw(format!("GET / HTTP/1.1\r\n{lines}\r\n").as_bytes());
    answer.split(' ').nth(1).unwrap_or("0").parse().unwrap()
}

#[test]
fn nothing_outside_of_the_site_can_be_had() {
    let vault = secretive();
    let preview = preview(&vault);
    for path in [
        "/../x",
        "/%2e%2e/x",
        "/..%2fx",
        "/%252e%252e/x",
        "/..%5cx",
        "/..\\x",
        "//etc/passwd",
        "/C:/x",
        "/C:%5cx",
        "/\\\\host\\share",
        "/%00",
        "/%ff",
        "/%c0%ae%c0%ae/etc/passwd",
        "/../private/x.md",
        "/static-private/x.txt",
        "/../static-private/x.txt",
        "/.env",
        "/.git/config",
        "/rutter.toml",
        "/content/index.md",
        "/a%0d%0aX-Evil:%201",
        "/etc/passwd",
        "/index.html%00.png",
        "/%",
        "/%e",
        "/?/../..",
        "/proc/self/environ",
    ] {
        let answer = preview.get(path);
        let is_refused =
            [400, 404].contains(&answer.status) || (path.starts_with("/?") && answer.status == 200);
        assert!(is_refused, "{path}: {}", answer.head());
        assert!(!answer.text().contains("secret") && !answer.text().contains("root:"), "{path}");
        assert!(answer.header("x-evil").is_empty(), "{path}");
    }
}

#[test]
fn a_request_with_a_body_is_refused_and_what_it_hides_is_not_answered() {
    let vault = secretive();
    let preview = preview(&vault);
    let hidden = "GET /data.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for lines in [
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: gibberish\r\n",
        "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Content-Length: 5\r\nContent-Length: 5\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 99999999999999999999999\r\n",
        "Content-Length: 50\r\n",
        "X : y\r\n",
        "X: a\nX: b\r\n",
    ] {
        let request = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n0\r\n\r\n{hidden}");
        let answer = preview.raw(request.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 400 "), "{lines:?}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{lines:?}: {answer}");
        assert!(answer.contains("Connection: close\r\n"), "{answer}");
    }
    let two = format!("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n{hidden}");
    assert_eq!(preview.raw(two.as_bytes()).matches("HTTP/1.1 ").count(), 1);
}

#[test]
fn only_reading_is_answered() {
    let vault = secretive();
    let preview = preview(&vault);
    for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "X"] {
        let answer = preview.ask(&format!("{method} /"), "Host: localhost\r\nX-Echo: echo\r\n");
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
        assert!(!answer.text().contains("echo"), "{method}");
    }
}

#[test]
fn a_head_is_bounded() {
    let vault = secretive();
    let preview = preview(&vault);
    let host = "Host: localhost\r\n";
    let before = preview.memory();
    for lines in [
        format!("X: {}\r\n", "x".repeat(1_000_000)),
        "X: y\r\n".repeat(10_000),
        format!("X: {}", "x".repeat(50_000_000)),
    ] {
        let lines = format!("{host}{lines}");
        let answer = preview.raw(format!("GET / HTTP/1.1\r\n{lines}\r\n\r\n").as_bytes());
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431 "), "{answer}");
    }
    assert_eq!(status(&preview, &format!("{host}{}", "X: y\r\n".repeat(200))), 431);
    assert!(preview.memory() < before + 10_000_000, "{} {before}", preview.memory());
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn pages_of_other_sites_get_no_part_of_this_one() {
    let vault = secretive();
    let preview = preview(&vault);
    for path in ["/app.js", "/data.json", "/", "/rutter.css"] {
        let foreign = preview.get_with(path, "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n");
        assert_eq!(foreign.status, 403, "{path}");
        assert!(!foreign.head().to_ascii_lowercase().contains("access-control"), "{path}");
    }
    let own = preview.get_with("/app.js", "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: no-cors\r\n");
    assert_eq!(own.status, 200);
    let followed = preview.get_with("/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n");
    assert_eq!(followed.status, 200);
}

#[test]
fn noise_is_refused() {
    let vault = secretive();
    let preview = preview(&vault);
    for noise in [
        &b"\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
    ] {
        let answer = preview.raw(noise);
        assert!(answer.starts_with("HTTP/1.1 400 "), "{noise:?}: {answer}");
    }
    let many: Vec<_> = (0..8).map(|_| preview.connect()).collect();
    drop(many);
    thread::yield_now();
    assert_eq!(preview.get("/").status, 200);
}
