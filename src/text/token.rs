//! What a highlighted piece of code is, and how it is marked.

use super::escape;

/// The classes a highlighter gives to pieces of code. Few on purpose: a theme colours a dozen things,
/// and every class costs bytes on every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenClass {
    /// White space, brackets, plain text: not marked at all.
    Plain,
    /// The key of a mapping, an attribute, a property.
    Key,
    /// A string.
    String,
    /// A number.
    Number,
    /// `true`, `null` and other constants of a language.
    Constant,
    /// A keyword.
    Keyword,
    /// A type, a class, the kind of a manifest.
    Type,
    /// The name of a function or a command.
    Function,
    /// A variable, a parameter, an anchor or alias.
    Variable,
    /// An operator.
    Operator,
    /// A comment.
    Comment,
    /// A template expression inside other code: `{{ .Values.image }}`.
    Template,
    /// An added line of a diff.
    Inserted,
    /// A removed line of a diff.
    Deleted,
    /// A heading, a separator, a document marker.
    Heading,
    /// What the highlighter could not read.
    Invalid,
}

impl TokenClass {
    /// The class attribute's value, one or two letters; `None` for [`TokenClass::Plain`].
    pub fn css(self) -> Option<&'static str> {
        Some(match self {
            TokenClass::Plain => return None,
            TokenClass::Key => "k",
            TokenClass::String => "s",
            TokenClass::Number => "n",
            TokenClass::Constant => "l",
            TokenClass::Keyword => "w",
            TokenClass::Type => "t",
            TokenClass::Function => "f",
            TokenClass::Variable => "v",
            TokenClass::Operator => "o",
            TokenClass::Comment => "c",
            TokenClass::Template => "g",
            TokenClass::Inserted => "in",
            TokenClass::Deleted => "de",
            TokenClass::Heading => "h",
            TokenClass::Invalid => "x",
        })
    }
}

/// Appends `text` as `<i class=k>…</i>`, escaped. `<i>` and a class without quotes are valid HTML and a
/// third shorter than `<span class="k">`: code is most of what a page of manifests weighs.
pub fn push(out: &mut String, class: TokenClass, text: &str) {
    let Some(css) = class.css() else {
        return escape::push_html(out, text);
    };
    out.push_str("<i class=");
    out.push_str(css);
    out.push('>');
    escape::push_html(out, text);
    out.push_str("</i>");
}
