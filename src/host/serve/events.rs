//! Telling pages that are open what is new: server-sent events (HTML, 9.2).

use std::io::{self, Write};
use std::time::Duration;

use super::current::Current;
use super::news::News;

/// How often something is said where nothing is new: whoever has gone is found by it.
const ALIVE: Duration = Duration::from_secs(15);

/// The head of a stream: it ends with its connection.
const HEAD: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n\
                    Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
                    Cross-Origin-Resource-Policy: same-origin\r\n\r\nretry: 1000\n\n";

/// Tells what is new for as long as the client takes it: what is there now, then whatever follows. Nothing is kept for
/// one that is slow; what it is told next is what is then the newest.
///
/// # Errors
/// [`io::Error`] where the client has gone.
pub(super) fn tell(current: &Current, out: &mut impl Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    let mut news = current.now().news;
    say(&news, out)?;
    loop {
        let next = current.after(&news, ALIVE);
        if next.version == news.version {
            out.write_all(b": alive\n\n")?;
            out.flush()?;
        } else {
            say(&next, out)?;
            news = next;
        }
    }
}

fn say(news: &News, out: &mut impl Write) -> io::Result<()> {
    write!(out, "data: {}\n\n", news.json)?;
    out.flush()
}
