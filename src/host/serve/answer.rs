//! What is answered, as HTTP has it.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use tiny_http::{HTTPVersion, Header, Response, StatusCode};

use super::range::{self, Part};
use super::request::{Refusal, Request};

/// Said with every answer. A preview is never kept: what a browser has kept is what was there before. No page of
/// another site is to have any of it, so nothing ever allows that (`Access-Control-*`).
const ALWAYS: &[(&str, &str)] = &[
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
    ("Server", "rutter"),
];

const TEXT: &str = "text/plain; charset=utf-8";

/// An answer.
pub(super) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Box<dyn Body>,
    size: u64,
}

/// What is sent after the head of an answer.
trait Body: Read + Seek + Send {}

impl<B: Read + Seek + Send> Body for B {}

impl Answer {
    /// These bytes.
    pub(super) fn bytes(status: u16, media: &str, bytes: Vec<u8>) -> Self {
        let size = bytes.len() as u64;
        Answer::new(status, media, Box::new(Cursor::new(bytes)), size)
    }

    /// A file of this size.
    pub(super) fn file(media: &str, file: File, size: u64) -> Self {
        Answer::new(200, media, Box::new(file), size)
    }

    /// The reader is to go on there.
    pub(super) fn moved(location: String) -> Self {
        Answer::bytes(302, TEXT, Vec::new()).with("Location", location)
    }

    /// It is not done, and why.
    pub(super) fn refused(refusal: &Refusal) -> Self {
        let answer = Answer::bytes(refusal.status, TEXT, format!("{}\n", refusal.reason).into_bytes());
        if refusal.status == 405 { answer.with("Allow", "GET, HEAD".to_string()) } else { answer }
    }

    fn new(status: u16, media: &str, body: Box<dyn Body>, size: u64) -> Self {
        Answer { status, headers: vec![("Content-Type", media.to_string())], body, size }
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Writes the answer to a request.
    ///
    /// # Errors
    /// [`io::Error`] where the client does not take it.
    pub(super) fn send(self, request: &Request, out: &mut impl Write) -> io::Result<()> {
        let range = request.range.as_deref().filter(|_| self.status == 200);
        let (mut answer, part) = self.part(range)?;
        out.write_all(&answer.head(request.version.clone(), part.end - part.start)?)?;
        if !request.head_only {
            answer.body.seek(SeekFrom::Start(part.start))?;
            io::copy(&mut answer.body.take(part.end - part.start), out)?;
        }
        out.flush()
    }

    /// Writes the answer to what is no request.
    ///
    /// # Errors
    /// [`io::Error`] where the client does not take it.
    pub(super) fn send_anyway(mut self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.head(HTTPVersion(1, 1), self.size)?)?;
        io::copy(&mut self.body, out)?;
        out.flush()
    }

    /// The answer that a range makes of it, and which bytes of the body are sent.
    fn part(self, range: Option<&str>) -> io::Result<(Self, Range<u64>)> {
        let size = self.size;
        Ok(match range::part(range, size) {
            Part::Whole if self.status == 200 => (self.with("Accept-Ranges", "bytes".to_string()), 0..size),
            Part::Whole => (self, 0..size),
            Part::Bytes(part) => {
                let said = format!("bytes {}-{}/{size}", part.start, part.end - 1);
                (Answer { status: 206, ..self }.with("Content-Range", said), part)
            }
            Part::None => {
                let refusal = Refusal::new(416, "the file has no such bytes");
                let answer = Answer::refused(&refusal).with("Content-Range", format!("bytes */{size}"));
                let size = answer.size;
                (answer, 0..size)
            }
        })
    }

    /// The head of the answer with a body of so many bytes. It is the last on its connection, which tiny_http does
    /// not let a response say.
    fn head(&self, version: HTTPVersion, size: u64) -> io::Result<Vec<u8>> {
        let size = usize::try_from(size).map_err(io::Error::other)?;
        let own = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        let headers = ALWAYS
            .iter()
            .copied()
            .chain(own)
            .filter_map(|(name, value)| Header::from_bytes(name, value).ok());
        let response =
            Response::new(StatusCode(self.status), headers.collect(), io::empty(), Some(size), None);
        let mut head = Vec::new();
        response.with_chunked_threshold(usize::MAX).raw_print(&mut head, version, &[], true, None)?;
        let line = memchr::memchr(b'\n', &head).map_or(0, |end| end + 1);
        head.splice(line..line, *b"Connection: close\r\n");
        Ok(head)
    }
}
