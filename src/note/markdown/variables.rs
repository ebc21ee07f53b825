//! Variables in the text: `{{fm.desc}}` is what the front matter of the note says (Dendron).

use std::borrow::Cow;

use super::writer::Writer;
use crate::note::FrontMatter;

impl Writer<'_> {
    /// A text with the variables of the front matter; one that it does not have stays as it is written.
    pub(super) fn with_variables<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.dialect.has_variables() || !text.contains("{{") {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, variable, behind)) = next(rest) {
            let written = rest.get(before.len()..rest.len() - behind.len()).unwrap_or("");
            out.push_str(before);
            out.push_str(&value(self.front, variable).unwrap_or(Cow::Borrowed(written)));
            rest = behind;
        }
        out.push_str(rest);
        Cow::Owned(out)
    }
}

/// The text before the next variable, its name and the text behind it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + text.get(from..)?.find("{{")?;
        let inside = text.get(open + 2..)?;
        let (name, behind) = inside.split_at_checked(inside.find(['{', '}'])?)?;
        match (name.trim().strip_prefix("fm."), behind.strip_prefix("}}")) {
            (Some(name), Some(behind)) => return Some((text.get(..open)?, name, behind)),
            _ => from = open + 2,
        }
    }
}

fn value<'f>(front: &'f FrontMatter, name: &str) -> Option<Cow<'f, str>> {
    match name {
        "title" => front.title.as_ref().map(|title| Cow::Borrowed(title.text.as_str())),
        "desc" => Some(Cow::Borrowed(front.description.as_deref().unwrap_or(""))),
        "created" => front.date.map(|date| date.text().into()),
        "updated" => front.updated.map(|date| date.text().into()),
        "id" => front.id.as_deref().map(Cow::Borrowed),
        other => front.rest.get(other)?.scalar().map(Cow::Borrowed),
    }
}
