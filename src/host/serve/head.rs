//! Reading the head of a request: so much and no longer.

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Largest head, in bytes. Browsers send one or two thousand; cookies of other servers on this host make it more.
const LARGEST: usize = 16 << 10;

/// How long a client may take to send its head.
const TIME: Duration = Duration::from_secs(5);

/// Why there is no head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// It does not end where it must.
    TooLarge,
    /// It was not there in time.
    TooSlow,
    /// The client has gone.
    Gone,
}

/// Reads a head up to its empty line. What follows it is not looked at: no request that is answered has a body.
pub(super) fn read(stream: &mut TcpStream) -> Result<Vec<u8>, Unread> {
    let end = Instant::now() + TIME;
    let mut head = Vec::with_capacity(2048);
    let mut more = [0; 2048];
    loop {
        let known = head.len();
        let count = next(stream, &mut more, end)?;
        head.extend_from_slice(more.get(..count).unwrap_or_default());
        // The empty line may begin in what was read before.
        if let Some(end) = empty_line(&head, known.saturating_sub(3)) {
            head.truncate(end);
            return if end <= LARGEST { Ok(head) } else { Err(Unread::TooLarge) };
        }
        if head.len() > LARGEST {
            return Err(Unread::TooLarge);
        }
    }
}

/// Where the head ends whose empty line does not begin before `from`.
fn empty_line(head: &[u8], from: usize) -> Option<usize> {
    let at = memchr::memmem::find(head.get(from..)?, b"\r\n\r\n")?;
    Some(from + at + 4)
}

/// The next bytes, at least one.
fn next(stream: &mut TcpStream, more: &mut [u8], end: Instant) -> Result<usize, Unread> {
    let left = end.saturating_duration_since(Instant::now());
    if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
        return Err(Unread::TooSlow);
    }
    match stream.read(more) {
        Ok(0) => Err(Unread::Gone),
        Ok(count) => Ok(count),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(0),
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
            Err(Unread::TooSlow)
        }
        Err(_) => Err(Unread::Gone),
    }
}
