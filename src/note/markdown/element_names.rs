//! The names of elements: those of HTML by their kinds, and the components that are known here.

/// Elements without content.
pub(super) const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that end by themselves where the one around them does.
pub(super) const OPTIONAL: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption", "option",
    "optgroup", "rp", "rt", "html", "head", "body",
];

/// Elements in which browsers read no tags but their own end.
pub(super) const RAW: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// Other elements whose content is no Markdown.
const LITERAL: &[&str] = &["pre", "plaintext"];

/// Whether HTML has an element of this name.
pub(super) fn is_known(name: &str) -> bool {
    [VOID, OPTIONAL, RAW, KNOWN].iter().any(|names| names.contains(&name))
}

/// Elements on whose lines CommonMark reads HTML, which in MDX hold Markdown as others do (CommonMark 0.31, 4.6).
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Whether the line of an element of this name is HTML to CommonMark.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether what an element of this name holds can be Markdown.
pub(super) fn may_hold_markdown(name: &str) -> bool {
    ![VOID, RAW, LITERAL].iter().any(|names| names.contains(&name))
}

/// The elements of HTML that are neither void nor end by themselves.
const KNOWN: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "button",
    "canvas",
    "center",
    "cite",
    "code",
    "data",
    "datalist",
    "del",
    "details",
    "dfn",
    "dialog",
    "div",
    "dl",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "i",
    "ins",
    "kbd",
    "label",
    "legend",
    "main",
    "map",
    "mark",
    "math",
    "menu",
    "meter",
    "nav",
    "nobr",
    "object",
    "ol",
    "output",
    "picture",
    "pre",
    "progress",
    "q",
    "ruby",
    "s",
    "samp",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "template",
    "time",
    "tt",
    "u",
    "ul",
    "var",
    "video",
];

/// The component that holds tabs.
pub(super) const TABS: &str = "Tabs";

/// The components that are tabs.
pub(super) const TAB_ITEMS: [&str; 3] = ["TabItem", "TabsItem", "Tab"];

/// The components that are boxes: of Docusaurus and of Starlight.
pub(super) const BOXES: [&str; 2] = ["Admonition", "Aside"];
