//! What a directive asks for.

use std::ops::Range;

use super::part::Part;
use super::roots::Roots;
use crate::text::RelPath;

/// A place in a text where a part of another file is to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Directive<'t> {
    /// The bytes in whose place it stands.
    pub(super) range: Range<usize>,
    /// The bytes a problem is about.
    pub(super) told: Range<usize>,
    /// What stands there.
    pub(super) form: Form<'t>,
}

/// What stands in the place of a directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form<'t> {
    /// Nothing: the mark of an escape, the marker lines of a block, a word to the tool.
    Nothing,
    /// A part of a file.
    File(Asked<'t>),
    /// A text that the note has elsewhere.
    Text(String),
}

/// A part of a file, as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked<'t> {
    /// The path as it is written.
    pub(super) path: &'t str,
    /// Where it is looked for.
    pub(super) base: Base,
    /// What of it.
    pub(super) part: Part<'t>,
    /// Whether relative links in it count from its own file, and not from that which shows it.
    pub(super) is_rebased: bool,
    /// The info string of the code block it is shown in; without one it is a part of the text, and may
    /// include others.
    pub(super) fence: Option<String>,
}

/// Where a path is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// The folder of the file it stands in.
    Beside,
    /// The folder of the notes, then the root folder.
    Notes,
    /// The root folder, the folder of the notes, the folder of the file it stands in.
    Root,
    /// The folders of snippets, then those of `Root`.
    Snippets,
}

impl<'t> Directive<'t> {
    /// A directive that is replaced as a whole.
    pub(super) fn file(range: Range<usize>, asked: Asked<'t>) -> Self {
        Directive { told: range.clone(), range, form: Form::File(asked) }
    }

    /// Something that is left out.
    pub(super) fn nothing(range: Range<usize>) -> Self {
        Directive { told: range.clone(), range, form: Form::Nothing }
    }

    /// The paths, from the root folder, where the file is looked for; none where all lie outside of it.
    pub(super) fn places(&self, file: &RelPath, roots: &Roots) -> Vec<RelPath> {
        match &self.form {
            Form::Nothing | Form::Text(_) => Vec::new(),
            Form::File(asked) => asked.places(file, roots),
        }
    }
}

impl<'t> Asked<'t> {
    /// A part of a file, as a part of the text.
    pub(super) fn new(path: &'t str, base: Base, part: Part<'t>) -> Self {
        Asked { path, base, part, is_rebased: false, fence: None }
    }

    /// The paths, from the root folder, where the file is looked for; none where all lie outside of it.
    pub(super) fn places(&self, file: &RelPath, roots: &Roots) -> Vec<RelPath> {
        if self.path.starts_with('/') || self.path.contains("://") {
            return Vec::new();
        }
        let (root, beside, notes) = (RelPath::root(), file.parent(), &roots.notes);
        let (first, folders): (&[RelPath], &[&RelPath]) = match self.base {
            Base::Beside => (&[], &[&beside]),
            Base::Notes => (&[], &[notes, &root]),
            Base::Root => (&[], &[&root, notes, &beside]),
            Base::Snippets => (&roots.snippets, &[&root, notes, &beside]),
        };
        let mut places: Vec<RelPath> = Vec::new();
        for place in
            first.iter().chain(folders.iter().copied()).filter_map(|folder| folder.join(self.path).ok())
        {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    /// The path of another file as it would be written in its place.
    pub(super) fn spelt(&self, other: &RelPath, file: &RelPath, roots: &Roots) -> String {
        let is_beside = |place: &RelPath| place.parent() == other.parent();
        if self.places(file, roots).iter().any(is_beside) {
            let folder = self.path.rfind('/').and_then(|slash| self.path.get(..=slash));
            return format!("{}{}", folder.unwrap_or(""), other.name());
        }
        match self.base {
            Base::Beside => other.from_folder(&file.parent()),
            Base::Notes => other.from_folder(&roots.notes),
            Base::Root | Base::Snippets => other.to_string(),
        }
    }
}
