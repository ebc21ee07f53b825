//! Opening the editor from a page.

use std::io::{self, Write};
use std::process::Child;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ring::rand::{SecureRandom, SystemRandom};

use super::answer::Answer;
use super::news::News;
use super::request::{OPEN, Refusal, Request};
use super::slots::{Slot, Slots};
use crate::host::editor::Editor;
use crate::host::terminal;

/// How long it takes until the editor can be opened again, and how often it is waited for at a time.
const PAUSE: Duration = Duration::from_millis(300);
const WAITED: usize = 32;

/// The editor of this machine. A page can have it opened at a problem that is told now, and at nothing else: it says
/// the number of the problem and no path. It must know the key, which is made anew at every start and is given to
/// pages on this machine alone.
pub(in crate::host) struct Desk {
    editor: Option<Editor>,
    key: String,
    last: Mutex<Option<Instant>>,
    waited: Slots,
}

impl Desk {
    /// A desk with this editor, if there is one.
    pub(in crate::host) fn new(editor: Option<Editor>) -> Self {
        let mut bytes = [0; 16];
        // A key that can be guessed is none.
        let editor = editor.filter(|_| SystemRandom::new().fill(&mut bytes).is_ok());
        let key = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Desk { editor, key, last: Mutex::new(None), waited: Slots::new(WAITED) }
    }

    /// The key, as far as the page that is asked for may have it.
    pub(super) fn key(&self, request: &Request) -> Option<&str> {
        (self.editor.is_some() && request.is_near).then_some(self.key.as_str())
    }

    /// Opens the editor at the place that is asked for, and says so or why not.
    pub(super) fn answer(&self, request: &Request, news: &News, out: &mut impl Write) -> io::Result<()> {
        let answer = match self.open(request, news) {
            Ok(()) => Answer::bytes(200, "text/plain; charset=utf-8", b"opened\n".to_vec()),
            Err(refusal) => Answer::refused(&refusal),
        };
        answer.send(request, out)
    }

    fn open(&self, request: &Request, news: &News) -> Result<(), Refusal> {
        let asked = request.target.strip_prefix(OPEN).unwrap_or_default();
        let mut asked = asked.splitn(3, '/');
        let editor = self.editor.as_ref().filter(|_| request.is_near && asked.next() == Some(&self.key));
        let Some(editor) = editor else {
            return Err(Refusal::new(403, "this page cannot open the editor; load it again"));
        };
        let number = asked.next().filter(|version| *version == news.version).and_then(|_| asked.next());
        let spot = number.and_then(|number| news.spots.get(number.parse::<usize>().ok()?));
        let spot = spot.ok_or_else(|| Refusal::new(409, "the problems are others by now"))?;
        let slot = self.turn().ok_or_else(|| Refusal::new(429, "the editor was opened just now"))?;
        let name = editor.name().to_string();
        let failed = |error| Refusal::new(503, format!("cannot start the editor `{name}`: {error}"));
        let child = editor.open(spot).map_err(failed)?;
        thread::spawn(move || wait(child, &name, slot));
        Ok(())
    }

    /// A page that asks and asks opens no windows without end.
    fn turn(&self) -> Option<Slot> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(|last| last.elapsed() < PAUSE) {
            return None;
        }
        *last = Some(Instant::now());
        self.waited.try_take()
    }
}

/// Waits for the program that was started, which may be as long as the file is open in it.
fn wait(mut child: Child, name: &str, _slot: Slot) {
    if let Ok(status) = child.wait()
        && !status.success()
    {
        terminal::status(&format!("the editor `{name}` has failed ({status})"));
    }
}
