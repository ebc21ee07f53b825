//! `rutter new`

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::{Outcome, Stop, init};
use crate::host::clock;
use crate::host::read::{Options, Root};
use crate::host::terminal;
use crate::site::Templates;
use crate::text::data::{self, Value};
use crate::text::{Place, RelPath, name};

/// The note a new one is made from, where the site has no `templates/new.md`.
const TEMPLATE: &str = include_str!("new.md");

/// Where a site has its own, from the root.
const FILE: &str = "templates/new.md";

/// Makes a note; one that is there already is left as it is.
pub(super) fn run(root: &Path, name: &str) -> Result<Outcome, Stop> {
    let options = Options { root: root.to_path_buf(), ..Options::default() };
    let site = Root::find(&options).map_err(Stop::new)?;
    let name = name::without_extension(name.trim());
    let path = RelPath::new(name).ok().filter(|path| !path.is_root() && !path.segments().any(is_hidden));
    let path = path.ok_or_else(|| Stop::new(format!("`{name}` is no path of a note inside the site")))?;
    let file = site.shown(&Place::file(&path)).with_added_extension("md");
    if file.exists() {
        return Err(Stop::new(format!("`{}` is there already", file.display())));
    }
    init::write(&file, &text(root, &path)?)?;
    terminal::status(&format!("made {}", file.display()));
    Ok(Outcome::Done)
}

/// Files and folders whose names begin with a dot are no notes.
fn is_hidden(segment: &str) -> bool {
    segment.starts_with('.')
}

/// The template of the site, where it has one.
fn template(file: &Path) -> Result<Cow<'static, str>, Stop> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Cow::Owned(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Cow::Borrowed(TEMPLATE)),
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            Err(Stop::new(format!("`{}` is not UTF-8", file.display())))
        }
        Err(error) => Err(Stop::new(format!("cannot read `{}`: {error}", file.display()))),
    }
}

/// Rendered as a page is, so that a fault is told with its file and place and nothing runs without end.
fn text(root: &Path, path: &RelPath) -> Result<String, Stop> {
    let own = BTreeMap::from([(FILE.to_string(), template(&root.join(FILE))?.into_owned())]);
    let title = name::as_title(path.name());
    let view = BTreeMap::from([
        ("quoted", quoted(&title)),
        ("title", title),
        ("date", clock::today().to_string()),
        ("path", path.to_string()),
    ]);
    Templates::new(&own).and_then(|templates| templates.render(FILE, &view)).map_err(Stop::new)
}

/// A text as a value of YAML, in quotes where it would mean something else without: `a: b`, `true`.
fn quoted(text: &str) -> String {
    let plain = Value::Text(text.to_string());
    match data::yaml(&format!("key: {text}\n")) {
        Ok(node) if node.value.entries().first().is_some_and(|entry| entry.value.value == plain) => {
            text.to_string()
        }
        _ => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}
