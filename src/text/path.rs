//! Paths inside the vault and inside the site.

use std::fmt;
use std::sync::Arc;

/// A path relative to the root of a vault or of a site: segments joined by `/`, never absolute, never
/// with `.` or `..`, never with a NUL. The empty path is the root itself.
///
/// Ordered by its characters: this is the *path order* that decides between equals everywhere.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelPath(Arc<str>);

/// A text that is no path inside the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathError;

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a path inside the root")
    }
}

impl std::error::Error for PathError {}

impl Default for RelPath {
    fn default() -> Self {
        RelPath::root()
    }
}

impl RelPath {
    /// The root.
    pub fn root() -> Self {
        RelPath("".into())
    }

    /// A path from its text.
    ///
    /// # Errors
    /// [`PathError`] where the text is absolute, leaves the root, or has an empty, `.` or `..` segment.
    pub fn new(text: &str) -> Result<Self, PathError> {
        if text.is_empty() {
            return Ok(RelPath::root());
        }
        if text.split('/').all(is_segment) { Ok(RelPath(text.into())) } else { Err(PathError) }
    }

    /// This path and one or more segments below it; `.` and `..` are walked, never above the root.
    ///
    /// # Errors
    /// [`PathError`] where `relative` leads above the root or holds a NUL.
    pub fn join(&self, relative: &str) -> Result<Self, PathError> {
        let mut segments: Vec<&str> = self.segments().collect();
        for segment in relative.split('/') {
            match segment {
                "" | "." => {}
                ".." => drop(segments.pop().ok_or(PathError)?),
                name if is_segment(name) => segments.push(name),
                _ => return Err(PathError),
            }
        }
        Ok(RelPath(segments.join("/").into()))
    }

    /// The way to this path from a folder: `../b/c`.
    pub fn from_folder(&self, folder: &RelPath) -> String {
        let shared = self.segments().zip(folder.segments()).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n("..", folder.depth() - shared);
        up.chain(self.segments().skip(shared)).collect::<Vec<_>>().join("/")
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The segments from the root on; none for the root.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.0.split('/').filter(|segment| !segment.is_empty())
    }

    /// How many segments the path has.
    pub fn depth(&self) -> usize {
        self.segments().count()
    }

    /// The folder that holds this path; the root for a path of one segment and for the root.
    pub fn parent(&self) -> RelPath {
        self.0.rfind('/').map_or_else(RelPath::root, |slash| RelPath(self.0[..slash].into()))
    }

    /// The last segment; empty for the root.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }

    /// The last segment without its extension.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rfind('.').filter(|&dot| dot > 0).map_or(name, |dot| &name[..dot])
    }

    /// What follows the last dot of the last segment; empty where there is none.
    pub fn extension(&self) -> &str {
        let name = self.name();
        name.rfind('.').filter(|&dot| dot > 0).map_or("", |dot| &name[dot + 1..])
    }

    /// Whether this path lies below a folder.
    pub fn is_below(&self, folder: &RelPath) -> bool {
        folder.is_root() && !self.is_root()
            || self.0.strip_prefix(&*folder.0).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether this is the root.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }
}

fn is_segment(segment: &str) -> bool {
    !segment.is_empty() && segment != "." && segment != ".." && !segment.contains(['\0', '/'])
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_inside_the_root_are_paths() {
        for bad in ["/a", "a//b", "a/", "../a", "a/../b", "./a", "a\0b"] {
            assert_eq!(RelPath::new(bad), Err(PathError), "{bad}");
        }
        assert_eq!(RelPath::new("a/b.md").unwrap().parent().as_str(), "a");
    }

    #[test]
    fn join_walks_dots_but_not_above_the_root() {
        let folder = RelPath::new("a/b").unwrap();
        assert_eq!(folder.join("../c/./d.md").unwrap().as_str(), "a/c/d.md");
        assert_eq!(folder.join("../../..").err(), Some(PathError));
    }

    #[test]
    fn the_way_from_a_folder_goes_up_to_what_both_share() {
        let path = |text| RelPath::new(text).unwrap();
        assert_eq!(path("a/b/c").from_folder(&path("a/d/e")), "../../b/c");
        assert_eq!(
            (path("a/b").from_folder(&path("a")), path("a").from_folder(&RelPath::root())),
            ("b".into(), "a".into())
        );
    }

    #[test]
    fn a_dot_file_has_no_extension() {
        let path = RelPath::new("v1.2/.env").unwrap();
        assert_eq!((path.stem(), path.extension()), (".env", ""));
    }
}
