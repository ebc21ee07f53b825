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

/// What [`push`] writes before the class.
const OPEN: &str = "<i class=";

/// What it writes behind the text.
const CLOSE: &str = "</i>";

/// How many bytes of HTML are left without the marks of code. At least one in 32 is counted, of which there are
/// always more: the mark of one character is 16 bytes.
pub fn uncoloured(html: &str) -> usize {
    let marks = memchr::memmem::find_iter(html.as_bytes(), OPEN).filter_map(|at| {
        let class = html.as_bytes().get(at + OPEN.len()..)?;
        let length = class.iter().take(3).position(|byte| *byte == b'>')?;
        Some(OPEN.len() + length + 1 + CLOSE.len())
    });
    html.len().saturating_sub(marks.sum()).max(html.len() / 32)
}

/// Appends `text` as `<i class=k>…</i>`, escaped. `<i>` and a class without quotes are valid HTML and a
/// third shorter than `<span class="k">`: code is most of what a page of manifests weighs.
pub fn push(out: &mut String, class: TokenClass, text: &str) {
    let Some(css) = class.css() else {
        return escape::push_html(out, text);
    };
    out.push_str(OPEN);
    out.push_str(css);
    out.push('>');
    escape::push_html(out, text);
    out.push_str(CLOSE);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_not_counted() {
        let mut html = String::from("<pre>");
        push(&mut html, TokenClass::Key, "a<b");
        push(&mut html, TokenClass::Inserted, "+");
        html.push_str("<i class=other></i>");
        assert_eq!(uncoloured(&html), "<pre>a&lt;b+<i class=other></i>".len());
        assert_eq!(uncoloured(&"<i class=k></i>".repeat(64)), 15 * 64 / 32);
    }
}
