//! The links of a vault as a person or a program asks for them.
//!
//! [`list`] is the facts; `table`, `jsonl` and `sentences` are the ways to tell them.

mod jsonl;
mod sentences;
mod table;

pub(super) use jsonl::jsonl;
pub(super) use sentences::sentences;
pub(super) use table::table;

use super::read::Root;
use crate::note::{Link, LinkForm, LinkId};
use crate::site::Inputs;
use crate::text::{Cursor, Place, Position, RelPath};
use crate::vault::{Anchor, Answer, NoteId, Reason, Rule, Target, Vault, explain};

/// A link with its answer. Files are named from the root folder.
pub(super) struct Listed<'v> {
    /// The note it stands in.
    pub(super) file: String,
    /// Its first `[`; in raw HTML and manifests its first character.
    pub(super) at: Position,
    /// The same as an offset in the file.
    pub(super) byte: usize,
    /// What was written.
    pub(super) raw: &'v str,
    pub(super) link: &'v Link,
    pub(super) answer: &'v Answer,
    /// The file or folder it leads to.
    pub(super) resolved: Option<String>,
    /// The place it leads to in the note, as its heading reads or as `^name`.
    pub(super) anchor: Option<String>,
    pub(super) rule: Rule,
    /// The notes or files that have the name as well: the best of them.
    pub(super) lost: Vec<String>,
    /// How many more have it.
    pub(super) more: usize,
}

/// Which links are listed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wanted {
    /// Those of this note alone.
    pub(super) note: Option<NoteId>,
    /// Those that begin on this line alone.
    pub(super) line: Option<usize>,
    /// The kinds in manifests as well.
    pub(super) kinds: bool,
}

/// The wanted links in the order of notes and places.
pub(super) fn list<'v>(
    root: &'v Root,
    inputs: &'v Inputs,
    vault: &'v Vault,
    wanted: Wanted,
) -> Vec<Listed<'v>> {
    let reasons = explain(vault, &inputs.surroundings());
    let notes = vault.ids().zip(reasons);
    let notes = notes.filter(|(id, _)| wanted.note.is_none_or(|note| note == *id));
    let lister = Lister { root, inputs, vault };
    let listed = notes.flat_map(|(id, reasons)| lister.of_note(id, reasons));
    listed.filter(|listed| wanted.includes(listed)).collect()
}

impl Wanted {
    fn includes(&self, listed: &Listed<'_>) -> bool {
        (self.kinds || listed.link.form != LinkForm::Kind)
            && (!listed.link.is_tag() || listed.answer.target().is_some())
            && self.line.is_none_or(|line| line == listed.at.line)
    }
}

impl Listed<'_> {
    /// Those that lost, each as `shown`, in a list for a person; `None` where there is none.
    fn rivals(&self, shown: impl Fn(&String) -> String) -> Option<String> {
        let mut rivals: Vec<String> = self.lost.iter().map(shown).collect();
        if self.more > 0 {
            rivals.push(format!("and {} more", self.more));
        }
        (!rivals.is_empty()).then(|| rivals.join(", "))
    }

    /// Whether the fragment was found; `None` where there is none, or no note to look for it in.
    pub(super) fn anchor_ok(&self) -> Option<bool> {
        let asked = self.link.fragment.as_deref().is_some_and(|fragment| !fragment.is_empty());
        let in_note = matches!(self.answer.target(), Some(Target::Note(..)));
        (asked && in_note).then_some(self.anchor.is_some())
    }

    /// `resolved`, `ambiguous` or `missing`.
    pub(super) fn status(&self) -> &'static str {
        match self.answer {
            Answer::Found(_) => "resolved",
            Answer::Ambiguous(_) => "ambiguous",
            Answer::Draft | Answer::Missing => "missing",
        }
    }
}

struct Lister<'v> {
    root: &'v Root,
    inputs: &'v Inputs,
    vault: &'v Vault,
}

impl<'v> Lister<'v> {
    fn of_note(&self, id: NoteId, reasons: Vec<Reason>) -> Vec<Listed<'v>> {
        let entry = &self.vault[id];
        let text: &'v str = self.inputs.notes.get(&entry.note.path).map_or("", |source| &source.text);
        let mut cursor = Cursor::new(text);
        let file = self.file(&entry.note.path);
        let mut links: Vec<_> = (0..).map(LinkId).zip(&entry.note.links).zip(reasons).collect();
        // Those of footnotes are read behind all others.
        links.sort_by_key(|((_, link), _)| link.span.start);
        links
            .into_iter()
            .map(|((link_id, link), reason)| {
                let raw = text.get(link.span.range()).unwrap_or("");
                let byte = link.span.start as usize + opening(raw);
                let answer = &entry[link_id];
                Listed {
                    file: file.clone(),
                    at: cursor.at(byte),
                    byte,
                    raw,
                    link,
                    answer,
                    resolved: answer.target().map(|target| self.resolved(target)),
                    anchor: answer.target().and_then(|target| self.anchor(target)),
                    rule: reason.rule,
                    lost: reason.lost.iter().map(|path| self.file(path)).collect(),
                    more: reason.more,
                }
            })
            .collect()
    }

    fn file(&self, path: &RelPath) -> String {
        self.root.inside(&Place::file(path))
    }

    fn resolved(&self, target: &Target) -> String {
        match target {
            Target::Note(id, _) => self.file(&self.vault[*id].note.path),
            Target::Folder(id) => format!("{}/", self.file(&self.vault[*id].path)),
            Target::File(path, _) => self.file(path),
            Target::Static(path, _) => self.root.inside(&Place::static_file(path)),
            Target::List(list, behind) => format!("/{}/{behind}", self.vault.route_of_list(*list)),
        }
    }

    fn anchor(&self, target: &Target) -> Option<String> {
        let Target::Note(id, Some(anchor)) = target else { return None };
        let note = &self.vault[*id].note;
        Some(match anchor {
            Anchor::Heading(heading) => note[*heading].text.to_string(),
            Anchor::Block(block) => format!("^{}", note.blocks.get(block.0 as usize)?.id),
            Anchor::Id(id) => id.to_string(),
        })
    }
}

/// Where the first bracket of a link stands: behind the `!` of an embed.
fn opening(raw: &str) -> usize {
    if raw.starts_with("![") { 1 } else { 0 }
}
