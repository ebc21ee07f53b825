//! `rutter links`

use std::path::{Path, PathBuf};

use super::session::Session;
use super::{Outcome, Stop, print};
use crate::host::arguments::{Input, Links, LinksFormat};
use crate::host::links::{self, Listed, Wanted};
use crate::host::terminal;
use crate::text::nearest::nearest;
use crate::text::{RelPath, name};
use crate::vault::{NoteId, Vault};

/// Lists the links, or explains those of one line.
pub(super) fn run(arguments: &Links) -> Result<Outcome, Stop> {
    let (input, note) = read_as(arguments);
    let mut session = Session::look(&input, &arguments.manner)?;
    let mut steps = session.steps();
    let (inputs, vault) = session.linked(&mut steps)?;
    let wanted = match &note {
        Some(note) => wanted(note, session.root.content(), &vault, arguments.kinds)?,
        None => Wanted { kinds: arguments.kinds, ..Wanted::default() },
    };
    let listed = links::list(&session.root, &inputs, &vault, wanted);
    let timings = steps.end();
    if arguments.manner.timings {
        timings.print();
    }
    if listed.is_empty() && !arguments.manner.quiet {
        terminal::status("there is no link");
    }
    print(&told(&listed, arguments.format, wanted)?)
}

fn told(listed: &[Listed<'_>], format: Option<LinksFormat>, wanted: Wanted) -> Result<Vec<u8>, Stop> {
    match format {
        Some(LinksFormat::Jsonl) => links::jsonl(listed).map_err(Stop::new),
        None if wanted.line.is_some() => Ok(links::sentences(listed).into_bytes()),
        Some(LinksFormat::Table) | None => Ok(links::table(listed).into_bytes()),
    }
}

/// What was typed alone is a root where there is such a folder, else a note of this one.
fn read_as(arguments: &Links) -> (Input, Option<String>) {
    let typed = &arguments.input;
    match &arguments.note {
        None if !typed.root.is_dir() && is_note(&typed.root) => {
            let input = Input { root: PathBuf::from("."), ..typed.clone() };
            (input, Some(typed.root.to_string_lossy().into_owned()))
        }
        note => (typed.clone(), note.clone()),
    }
}

/// Whether a path that is no folder can be meant as a note: a mistyped root is told as one.
fn is_note(typed: &Path) -> bool {
    let text = typed.to_string_lossy();
    split_line(&text).1.is_some() || typed.is_file() || !text.contains('/')
}

/// `pod.md:14` → `pod.md` and 14
fn split_line(typed: &str) -> (&str, Option<usize>) {
    let split = typed.rsplit_once(':').and_then(|(note, line)| Some((note, line.parse().ok()?)));
    split.map_or((typed, None), |(note, line)| (note, Some(line)))
}

fn wanted(typed: &str, content: &Path, vault: &Vault, kinds: bool) -> Result<Wanted, Stop> {
    if let Some(note) = find(typed, content, vault) {
        return Ok(Wanted { note: Some(note), line: None, kinds });
    }
    let (named, line) = split_line(typed);
    match find(named, content, vault) {
        // Who asks for a line wants to know of all that is linked there.
        Some(note) => Ok(Wanted { note: Some(note), line, kinds: kinds || line.is_some() }),
        None => Err(unknown(named, vault)),
    }
}

/// The note at a path from the folder of the notes, or from where the command was typed.
fn find(typed: &str, content: &Path, vault: &Vault) -> Option<NoteId> {
    let is_at = |id: &NoteId, path: &str| {
        let own = vault[*id].note.path.as_str();
        own == path || name::without_extension(own) == path
    };
    let inside = |path: &str| vault.ids().find(|id| is_at(id, path));
    let on_disk = || {
        let file = Path::new(typed).canonicalize().ok()?;
        file.strip_prefix(content).ok()?.to_str().map(str::to_string)
    };
    let plain = RelPath::root().join(typed).ok();
    plain.and_then(|path| inside(path.as_str())).or_else(|| inside(&on_disk()?))
}

fn unknown(typed: &str, vault: &Vault) -> Stop {
    let last = name::without_extension(typed.rsplit('/').next().unwrap_or(typed));
    let names = vault.notes.iter().map(|entry| name::without_extension(entry.note.path.name()));
    let near = nearest(last, names);
    let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    Stop::new(format!("there is no note `{typed}`{near}"))
}
