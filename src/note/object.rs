//! What compiling a note results in: an object for the linker.

use std::collections::BTreeMap;
use std::ops::Index;

use super::{Date, FrontMatter, ReferenceRange, without_vault};
use crate::kube::Manifest;
use crate::text::{Derived, Problem, RelPath, Span};

/// A compiled note. It depends on the bytes of its file alone: links are unresolved, and where the HTML
/// depends on another note it has a hole.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Note {
    /// The file.
    pub path: RelPath,
    /// Where its page stands in the tree: the path of the file, but where names have folders in them.
    pub page: RelPath,
    /// What its front matter says.
    pub front: FrontMatter,
    /// The title as plain text, never empty.
    pub title: String,
    /// The title as HTML with holes: code and links of a first heading are kept.
    pub title_body: Vec<Piece>,
    /// Where the title comes from.
    pub title_source: TitleSource,
    /// The first paragraph as plain text, shortened; empty where there is none.
    pub summary: String,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// The ids its raw HTML defines, which links can lead to.
    pub ids: Vec<Box<str>>,
    /// The blocks that have a name of their own (`^id`).
    pub blocks: Vec<Block>,
    /// The links in order.
    pub links: Vec<Link>,
    /// The links and pictures of other sites, in order.
    pub external: Vec<External>,
    /// The manifests in its code blocks.
    pub manifests: Vec<Manifest>,
    /// The text as HTML with holes.
    pub body: Vec<Piece>,
    /// How many pieces of it stand before the footnotes.
    pub text_end: u32,
    /// Whether it is the table of contents of a book, which says in which order notes are read and is not read
    /// itself.
    pub is_table_of_contents: bool,
    /// The chapters of such a table that are not written yet: its links without a target, in order.
    pub unwritten: Vec<Unwritten>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Numbers of the words that its running text has besides links and code, in ascending order: a rebuild tells from
    /// them whether the note may name another one, and reads none that it knows. Made by the linker where it asks.
    pub words: Derived<Box<[u32]>>,
    /// The same of what it is called.
    pub spellings: Derived<Box<[Spelling]>>,
}

/// A name of a note by numbers, which other names may share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spelling {
    /// That of the name as names are compared.
    pub name: u32,
    /// Those of its first words; the first again where there are fewer.
    pub words: [u32; 8],
}

/// A link without a target.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unwritten {
    /// What it says.
    pub label: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// Where a title comes from (dialects.md, "Front matter").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TitleSource {
    /// The front matter's `title`.
    FrontMatter,
    /// The first heading of level 1.
    Heading,
    /// A short first line of a plain text.
    FirstLine,
    /// The name of the file.
    FileName,
    /// The label that the navigation declares for it.
    Navigation,
}

/// A part of a note's HTML.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    /// HTML that depends on nothing.
    Html(Box<str>),
    /// Where a link begins; its label follows.
    LinkStart(LinkId),
    /// Where that link ends.
    LinkEnd(LinkId),
    /// What the target of a link is called, where it is not said: the text of a block, the title of a note.
    Name(LinkId),
    /// A tag that is a note where there is one, else a tag; the link tells its text.
    NamedTag(LinkId),
    /// An image, a file or a note shown in place of the link.
    Embed(LinkId),
    /// The URL of a link in raw HTML, and how it was written: that stays where the link leads nowhere.
    Url(LinkId, Box<str>),
    /// Where a heading begins; its text follows.
    HeadingStart(HeadingId),
    /// Where that heading ends.
    HeadingEnd(HeadingId),
    /// An element of raw HTML begins: its tag is in the HTML before.
    ElementStart(Box<str>),
    /// That element ends.
    ElementEnd(Box<str>),
    /// A tag in the text, without `#`.
    Tag(Box<str>),
    /// A list of the note's headings (`[[toc]]`); a page shows the first.
    Contents,
    /// The value of an `id` of the page; text that is shown on another page has none.
    Id(Box<str>),
    /// The place of a block with a name of its own.
    BlockStart(BlockId),
    /// A reference to the footnote of this number, and which of the references to it.
    FootnoteReference(u32, u32),
    /// The ways back from the footnote of this number, to so many references.
    FootnoteReturn(u32, u32),
}

/// Which link of a note: an index into [`Note::links`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId(pub u32);

/// Which heading of a note: an index into [`Note::headings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HeadingId(pub u32);

/// Which block of a note: an index into [`Note::blocks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// Consecutive pieces of a note's body, whose HTML is whole in itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Pieces {
    /// The first of them.
    pub start: u32,
    /// The first that is none of them.
    pub end: u32,
}

/// A block that links can lead to by its own name: a paragraph, a list item, a table, a quote that ends in
/// `^id`, or has it alone behind it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Block {
    /// The name without `^`.
    pub id: Box<str>,
    /// Where the name stands.
    pub span: Span,
    /// The block.
    pub pieces: Pieces,
    /// The first paragraph of it as plain text.
    pub text: Box<str>,
    /// What stands around it at the top level of the text, where parts of the note are cut there.
    pub outer: Option<Pieces>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The id on the page.
    pub id: Box<str>,
    /// The classes its author gave it.
    pub class: Option<Box<str>>,
    /// Its text without markup.
    pub text: Box<str>,
    /// Its text as HTML without links: inline code is kept.
    pub html: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// Whether it became the title of the page and is not in the body.
    pub is_title: bool,
    /// Whether it stands at the top level of the text, in no list, quote or box.
    pub is_top: bool,
    /// The heading and all that stands below it, up to the next of its level or the end of the block it
    /// stands in.
    pub section: Pieces,
}

/// What a link was written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkForm {
    /// `[[target]]`
    Wiki,
    /// `![[target]]`
    WikiEmbed,
    /// `#[[target]]`, which is a tag too (Logseq)
    WikiTag,
    /// `[label](target)`
    Markdown,
    /// `![alt](target)`
    Image,
    /// The `href` of an `<a>` in raw HTML.
    Href,
    /// The `src` of an image, a video or a sound in raw HTML.
    Src,
    /// The value of a `kind:` in a manifest.
    Kind,
    /// A tag or a person in the text, where these can be notes.
    Tag,
}

/// A link to another site, or a picture of one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct External {
    /// Where it leads, as it is written: of the scheme `http` or `https`.
    pub url: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// A link as it is written: unresolved, with its place and its surroundings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// What it was written as.
    pub form: LinkForm,
    /// The target without its fragment: percent-decoded in a Markdown link, as written in a wiki link.
    pub target: Box<str>,
    /// What follows the first `#`, decoded like the target; `None` without `#`.
    pub fragment: Option<Box<str>>,
    /// How far a note reference shows its note from there on, where it says so.
    pub range: Option<ReferenceRange>,
    /// What the reader sees, as plain text; the alternative text of an image.
    pub label: Box<str>,
    /// The title of a Markdown link or image.
    pub title: Option<Box<str>>,
    /// Classes an author gave it, separated by blanks.
    pub class: Option<Box<str>>,
    /// Width and height of an image, in CSS pixels.
    pub size: Option<(u32, Option<u32>)>,
    /// Where it stands.
    pub span: Span,
    /// Whether that is a cell of a table, where a pipe is escaped.
    pub in_table: bool,
    /// Whether it stands in another file that the note shows a part of: then the place is that of the directive.
    pub is_included: bool,
    /// The heading it stands under.
    pub heading: Option<HeadingId>,
    /// The text before it in its sentence.
    pub before: Box<str>,
    /// The text after it in its sentence.
    pub after: Box<str>,
}

impl Link {
    /// Whether it names what it asks for as its author does, and is no URL.
    pub fn is_wiki(&self) -> bool {
        matches!(self.form, LinkForm::Wiki | LinkForm::WikiEmbed | LinkForm::WikiTag)
    }

    /// Whether no author wrote it as a link: it is text where nothing has its name.
    pub fn is_implied(&self) -> bool {
        matches!(self.form, LinkForm::Kind | LinkForm::Tag)
    }

    /// Whether it has a page of its own where no note has its name: then it leads there, and no note is wanted.
    pub fn is_tag(&self) -> bool {
        matches!(self.form, LinkForm::Tag | LinkForm::WikiTag)
    }

    /// The id of the block it refers to wherever that is: `((id))`.
    pub fn block_reference(&self) -> Option<&str> {
        self.target.strip_prefix("((")?.strip_suffix("))")
    }

    /// The target without the vault it names.
    pub fn name(&self) -> &str {
        without_vault(&self.target)
    }

    /// A link whose label is its target, and that stands alone.
    pub(super) fn new(form: LinkForm, target: &str, span: Span) -> Self {
        Link {
            form,
            target: target.into(),
            fragment: None,
            range: None,
            label: target.into(),
            title: None,
            class: None,
            size: None,
            span,
            in_table: false,
            is_included: false,
            heading: None,
            before: "".into(),
            after: "".into(),
        }
    }

    /// What the link is called where nothing else is: its label, else what it asks for.
    pub fn shown(&self) -> &str {
        let names = [&*self.label, &*self.target, self.fragment.as_deref().unwrap_or("")];
        names.into_iter().find(|name| !name.is_empty()).unwrap_or("")
    }

    /// Whether the link stands for the thing itself: an image or a transclusion.
    pub fn is_embed(&self) -> bool {
        matches!(self.form, LinkForm::WikiEmbed | LinkForm::Image | LinkForm::Src)
    }
}

/// Ids are made with the links they mean and never leave their note without it, so they always fit.
impl Index<LinkId> for Note {
    type Output = Link;

    fn index(&self, id: LinkId) -> &Link {
        &self.links[id.0 as usize]
    }
}

/// The same holds for headings.
impl Index<HeadingId> for Note {
    type Output = Heading;

    fn index(&self, id: HeadingId) -> &Heading {
        &self.headings[id.0 as usize]
    }
}

impl Note {
    /// Where its title stands; `None` where it is a line of plain text or the name of the file.
    pub fn title_span(&self) -> Option<Span> {
        let heading = || self.headings.iter().find(|heading| heading.is_title).map(|heading| heading.span);
        match self.title_source {
            TitleSource::FrontMatter => self.front.title.as_ref().map(|title| title.span),
            TitleSource::Heading => heading(),
            TitleSource::FirstLine | TitleSource::FileName | TitleSource::Navigation => None,
        }
    }

    /// When it was last changed as its front matter says.
    pub fn dated(&self) -> Option<Date> {
        self.front.updated.or(self.front.date)
    }

    /// One sentence about the note: its description, else its first paragraph.
    pub fn description(&self) -> Option<&str> {
        let described = self.front.description.as_deref();
        described.or(Some(self.summary.as_str())).filter(|text| !text.is_empty())
    }

    /// The front matter keys for templates of a site's own.
    pub fn front_rest(&self) -> &BTreeMap<String, crate::text::data::Value> {
        &self.front.rest
    }
}

/// The id of the reference to a footnote, of which there may be several. No heading and few authors have a
/// colon in an id.
pub fn reference_id(number: u32, time: u32) -> String {
    if time <= 1 { format!("fnref:{number}") } else { format!("fnref:{number}:{time}") }
}
