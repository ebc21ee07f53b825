//! The rules by which links are answered.

/// The rule that gives a link its answer (links.md, "Resolution order").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// It names no note, so it means its own.
    This,
    /// Step 1: the path from the folder of the linking note.
    Relative,
    /// Step 2: the path from the root.
    Root,
    /// Step 3: the path from the folder of the linking note, which was not written as one.
    OwnFolder,
    /// Step 4: a path that ends so.
    Ending,
    /// Step 5: an alias, an `id` or a title.
    Alias,
    /// Step 6: the name as a slug.
    Slug,
    /// A folder, where nothing else has the name.
    Folder,
    /// A file that is published at this address whatever links to it.
    Published,
    /// The URL of a page.
    Url,
    /// The id of a block, which names it in all notes.
    Block,
    /// The note of a kind of manifest.
    Kind,
    /// None: only a draft has the name, which is not published.
    Draft,
    /// Step 7: none; nothing has the name.
    Missing,
}

impl Rule {
    /// The name of the rule in what other programs read.
    pub fn name(self) -> &'static str {
        match self {
            Rule::This => "this",
            Rule::Relative => "relative",
            Rule::Root => "root",
            Rule::OwnFolder => "own-folder",
            Rule::Ending => "ending",
            Rule::Alias => "alias",
            Rule::Slug => "slug",
            Rule::Folder => "folder",
            Rule::Published => "published",
            Rule::Url => "url",
            Rule::Block => "block",
            Rule::Kind => "kind",
            Rule::Draft => "draft",
            Rule::Missing => "missing",
        }
    }
}
