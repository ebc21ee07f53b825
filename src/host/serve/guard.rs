//! Who stands at the door: connections are counted, heads are checked, each gets one answer.

use std::io::{self, BufWriter, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::answer::Answer;
use super::current::Current;
use super::desk::Desk;
use super::events;
use super::files;
use super::head::{self, Unread};
use super::hosts::Hosts;
use super::own::Own;
use super::request::{Refusal, Request};
use super::slots::Slots;

/// How many connections there are at once; others wait.
const CONNECTIONS: usize = 512;

/// How many of them may be told what is new: pages must be answered all the same.
const STREAMS: usize = 128;

/// How long a client may take over a part of its answer.
const TAKEN: Duration = Duration::from_secs(20);

/// How long, and for how many bytes, a client is listened to that has its answer.
const LINGER: Duration = Duration::from_millis(500);
const LINGERED: usize = 4 << 20;

/// The stack of a connection: what needs more is done elsewhere.
const STACK: usize = 256 << 10;

/// Answers the requests of browsers. Every connection is one request: a second one could only be what was hidden in
/// the first.
pub(in crate::host) struct Guard {
    /// The names that may be asked for.
    hosts: Hosts,
    /// What is served.
    current: Arc<Current>,
    /// What pages may have opened.
    desk: Desk,
    /// How many more pages can be told what is new.
    streams: Slots,
}

impl Guard {
    /// A guard of what is served, by these names.
    pub(in crate::host) fn new(hosts: Hosts, current: Arc<Current>, desk: Desk) -> Self {
        Guard { hosts, current, desk, streams: Slots::new(STREAMS) }
    }

    /// Answers whoever connects, for as long as the program runs.
    pub(in crate::host) fn stand(self, listener: &TcpListener) {
        let (guard, slots) = (Arc::new(self), Slots::new(CONNECTIONS));
        loop {
            let slot = slots.take();
            let Ok((stream, _)) = listener.accept() else {
                // Too many files are open, or the client has gone already.
                thread::sleep(Duration::from_millis(20));
                continue;
            };
            let guard = Arc::clone(&guard);
            let work = move || {
                let _slot = slot;
                // A client that goes away is no fault of ours.
                drop(guard.meet(stream));
            };
            // Where no thread can be had the connection is closed.
            drop(thread::Builder::new().stack_size(STACK).spawn(work));
        }
    }

    fn meet(&self, mut stream: TcpStream) -> io::Result<()> {
        let request = self.request(&mut stream);
        stream.set_write_timeout(Some(TAKEN))?;
        stream.set_nodelay(true)?;
        let mut out = BufWriter::with_capacity(32 << 10, &stream);
        match request {
            Ok(Some(request)) => self.answer(&request, &mut out)?,
            Ok(None) => return Ok(()),
            Err(refusal) => Answer::refused(&refusal).send_anyway(&mut out)?,
        }
        drop(out);
        close(stream)
    }

    fn answer(&self, request: &Request, out: &mut impl Write) -> io::Result<()> {
        let now = self.current.now();
        match Own::of(request, &now.news) {
            None => files::answer(&now, request, self.desk.key(request)).send(request, out),
            Some(Own::Answer(answer)) => answer.send(request, out),
            Some(Own::Editor) => self.desk.answer(request, &now.news, out),
            Some(Own::Events) => match self.streams.try_take() {
                Some(_slot) => events::tell(&self.current, out),
                None => Answer::refused(&Refusal::new(503, "too many pages listen")).send(request, out),
            },
        }
    }

    /// The request of a connection; `None` where nobody is there to be answered.
    fn request(&self, stream: &mut TcpStream) -> Result<Option<Request>, Refusal> {
        let (Ok(local), Ok(peer)) = (stream.local_addr(), stream.peer_addr()) else { return Ok(None) };
        match head::read(stream) {
            Ok(head) => Request::of(&head, &self.hosts, local.ip(), peer.ip()).map(Some),
            Err(Unread::TooLarge) => Err(Refusal::new(431, "the head of the request is too large")),
            Err(Unread::TooSlow) => Err(Refusal::new(408, "the head of the request did not come in time")),
            Err(Unread::Gone) => Ok(None),
        }
    }
}

/// Closes a connection. What was sent after the head is taken in and forgotten: closing while it lies there would
/// throw away the answer on its way.
fn close(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(LINGER))?;
    let (end, mut taken, mut rest) = (Instant::now() + LINGER, 0, [0; 4096]);
    while taken < LINGERED && Instant::now() < end {
        match stream.read(&mut rest)? {
            0 => break,
            count => taken += count,
        }
    }
    Ok(())
}
