//! Clients that are slow, many, or gone.

use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use crate::preview::preview;
use crate::vault::vault;

#[test]
fn heads_that_are_never_finished_keep_nobody_out() {
    let vault = vault().file("a.md", "# A\n");
    let preview = preview(&vault);
    let mut half: Vec<_> = (0..200).map(|_| preview.connect()).collect();
    for stream in &mut half {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
    }
    let start = Instant::now();
    assert_eq!(preview.get("/a/").status, 200);
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    let mut answer = String::new();
    half[0].read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!((4..9).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}

#[test]
fn a_head_that_comes_byte_by_byte_has_its_time_too() {
    let vault = vault().file("a.md", "# A\n");
    let preview = preview(&vault);
    let mut stream = preview.connect();
    let start = Instant::now();
    while stream.write_all(b"x").is_ok() && start.elapsed() < Duration::from_secs(20) {
        thread::sleep(Duration::from_millis(100));
    }
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn a_client_that_never_reads_keeps_nobody_out() {
    let vault = vault().file("a.md", "[x](x.bin)").file("x.bin", vec![b'x'; 50_000_000]);
    let preview = preview(&vault);
    let size = preview.ask("HEAD /x.bin", "Host: localhost\r\n").header("content-length").to_string();
    assert_eq!(size, "50000000");
    let silent: Vec<_> = (0..20)
        .map(|_| {
            let mut stream = preview.connect();
            stream.write_all(b"GET /x.bin HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            stream
        })
        .collect();
    assert_eq!(preview.get("/a/").status, 200);
    assert!(preview.memory() < 300_000_000, "{}", preview.memory());
    drop(silent);
}

/// What a terminal sends at Ctrl-C; what is started in the background ignores that, and so do the programs it starts.
fn interrupt() -> &'static str {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    if ignored & (1 << (2 - 1)) == 0 { "-INT" } else { "-TERM" }
}

#[test]
fn an_interrupt_ends_it_at_once() {
    let vault = vault().file("a.md", "# A\n");
    let mut preview = preview(&vault);
    let _open = preview.connect();
    let start = Instant::now();
    let sent =
        std::process::Command::new("kill").args([interrupt(), &preview.id().to_string()]).status().unwrap();
    assert!(sent.success());
    while preview.runs() {
        // It would wait for the open connection for ever; a busy machine takes its time.
        assert!(start.elapsed() < Duration::from_secs(20));
        thread::sleep(Duration::from_millis(5));
    }
}
