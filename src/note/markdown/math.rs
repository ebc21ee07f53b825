//! Formulas: LaTeX → MathML, so that no page needs a script for them.

use std::borrow::Cow;

use comrak::Node;
use comrak::nodes::{NodeMath, NodeValue, Sourcepos};
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

use super::masked::{Kind, Mask};
use super::tags;
use super::writer::Writer;
use crate::note::problem;
use crate::text::{Lines, Span};

/// The dollar signs that begin a formula in which code begins, as in `$10 for `$HOME``; each with some characters
/// behind it, for a mask of several digits.
pub(super) fn dollars_before_code(root: Node<'_>, text: &str, lines: &Lines) -> Vec<Mask> {
    let dollar = |node: Node<'_>| {
        let data = node.data();
        let NodeValue::Math(math) = &data.value else { return None };
        let start = lines.offset(data.sourcepos.start.line, data.sourcepos.start.column);
        let rest = text.get(start..)?.strip_prefix('$').filter(|_| math.dollar_math && !math.display_math)?;
        let plain = rest.find(['`', '[', '\n', '\r', '$']).filter(|_| math.literal.contains('`'))?;
        let end = rest.floor_char_boundary(plain.min(MASKED));
        Some(Mask { kind: Kind::Dollar, range: start..start + "$".len() + end })
    };
    root.descendants().filter_map(dollar).filter(|dollar| dollar.range.len() > "$".len()).collect()
}

/// Most bytes that are masked behind a dollar sign: numbers of three digits are enough for any note.
const MASKED: usize = 4;

/// Longest formula that is set, in bytes.
const LONGEST: usize = 10_000;

/// How deep a formula may nest: the library walks it on the stack of the thread.
const DEEPEST: usize = 100;

impl Writer<'_> {
    /// Writes a formula between dollar signs, which stands inside a paragraph even where it is displayed.
    pub(super) fn inline_math(&mut self, math: &NodeMath, pos: Sourcepos) {
        let span = self.span(pos);
        let latex = &*self.inline_literal(&math.literal, pos);
        self.passage.push(latex);
        let marks = if math.display_math { "$$" } else { "$" };
        if math.dollar_math && self.is_no_formula(latex, span) {
            self.out.text(&format!("{marks}{latex}{marks}"));
        } else {
            self.math(latex, math.display_math, span, ("span", marks));
        }
    }

    /// Whether dollar signs stand in prose: a formula does not touch a word or a single quote
    /// (`'^a$', '^b$'`), and no code begins in it, as between `$HOME` and a `$PATH` that is code.
    fn is_no_formula(&self, latex: &str, span: Span) -> bool {
        let text = &self.source.text;
        let before = text.get(..span.start as usize).and_then(|text| text.chars().next_back());
        let after = text.get(span.end as usize..).and_then(|text| text.chars().next());
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '\'');
        latex.contains('`') || touches(before) || touches(after)
    }

    /// Writes a formula of a code block.
    pub(super) fn math_block(&mut self, latex: &str, span: Span) {
        self.math(latex, true, span, ("div", ""));
        self.out.html("\n");
    }

    /// Writes a formula; one that cannot be set is shown as it was written, with a problem.
    fn math(&mut self, latex: &str, display: bool, span: Span, (element, marks): (&str, &str)) {
        match mathml(latex, display) {
            Ok(html) if display => {
                self.out.html(&format!("<{element} class=\"math\">{html}</{element}>"));
            }
            Ok(html) => self.out.html(&html),
            Err(reason) => {
                self.body.problems.push(problem::bad_math(&self.source.path, span, &reason));
                self.out.html("<code class=\"math\">");
                self.out.text(&format!("{marks}{latex}{marks}"));
                self.out.html("</code>");
            }
        }
    }
}

fn mathml(latex: &str, display: bool) -> Result<String, String> {
    if latex.len() > LONGEST {
        return Err(format!("formulas of more than {LONGEST} bytes are not set"));
    }
    let latex = without_angles(&without_over(latex))?;
    if depth(&latex) > DEEPEST {
        return Err(format!("formulas that nest deeper than {DEEPEST} are not set"));
    }
    let storage = Storage::new();
    let events: Vec<_> = Parser::new(&latex, &storage)
        .collect::<Result<_, _>>()
        .map_err(|error| first_line(&error.to_string()))?;
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut out = String::new();
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    push_mathml(&mut out, events, config).map_err(|error| first_line(&error.to_string()))?;
    let out = out.replace(LESS, "&lt;").replace(GREATER, "&gt;");
    if tags::names(&out).iter().all(|name| name.starts_with('m')) {
        Ok(out)
    } else {
        Err("it holds tags".into())
    }
}

/// How deep a formula nests at most: groups, and commands one right behind another, as in `\sqrt\sqrt x`.
fn depth(latex: &str) -> usize {
    let (mut groups, mut commands, mut deepest) = (0_usize, 0, 0);
    let mut rest = latex;
    while let Some(c) = rest.chars().next() {
        let length = if c == '\\' { command_length(rest) } else { c.len_utf8() };
        let (token, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        match token {
            "{" | "[" | "(" | "\\left" | "\\begin" => (groups, commands) = (groups + 1, 0),
            "}" | "]" | ")" | "\\right" | "\\end" => (groups, commands) = (groups.saturating_sub(1), 0),
            "^" | "_" => commands += 1,
            _ if c == '\\' => commands += 1,
            _ if c.is_whitespace() => {}
            _ => commands = 0,
        }
        deepest = deepest.max(groups + commands);
        rest = behind;
    }
    deepest
}

/// How long the command is that a text begins with: `\name`, or a backslash and one character.
fn command_length(text: &str) -> usize {
    let name = text.get(1..).unwrap_or("");
    let letters = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
    1 + if letters > 0 { letters } else { name.chars().next().map_or(0, char::len_utf8) }
}

/// Two relations that hardly anybody writes.
const LESS: char = '\u{22d6}';
const GREATER: char = '\u{22d7}';

/// `<` and `>` as other relations: the library writes operators and their names into the HTML as they are.
fn without_angles(latex: &str) -> Result<String, String> {
    if latex.contains([LESS, GREATER]) {
        return Err(format!("`{LESS}` and `{GREATER}` are not known"));
    }
    let spelt = replace_command(&replace_command(latex, "\\lt", LESS), "\\gt", GREATER);
    Ok(spelt.replace('<', &LESS.to_string()).replace('>', &GREATER.to_string()))
}

/// `command` as `sign`, wherever it is no beginning of a longer one.
fn replace_command(latex: &str, command: &str, sign: char) -> String {
    let mut parts = latex.split(command);
    let mut out = parts.next().unwrap_or("").to_string();
    for part in parts {
        if part.starts_with(char::is_alphabetic) {
            out.push_str(command);
        } else {
            out.push(sign);
        }
        out.push_str(part);
    }
    out
}

/// TeX's own spelling of fractions, `{a \over b}`, as the `\frac{a}{b}` of LaTeX.
fn without_over(latex: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(latex);
    while let Some(at) = find_over(&text) {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + OVER.len()..).unwrap_or(""));
        let (outside, above) = before.split_at(group_start(before));
        let (below, rest) = after.split_at(group_end(after));
        let (above, rest) =
            (above.strip_prefix('{').unwrap_or(above), rest.strip_prefix('}').unwrap_or(rest));
        text = Cow::Owned(format!("{outside}\\frac{{{above}}}{{{below}}}{rest}"));
    }
    text
}

const OVER: &str = "\\over";

/// The first `\over` that is not the beginning of `\overline`.
fn find_over(latex: &str) -> Option<usize> {
    let letter =
        |at: usize| latex.get(at + OVER.len()..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    latex.match_indices(OVER).map(|(at, _)| at).find(|&at| !letter(at))
}

/// Where the group that is open at the end of `before` begins; 0 where none is.
fn group_start(before: &str) -> usize {
    let mut depth = 0;
    let opens = |(_, c): &(usize, char)| {
        depth += i32::from(*c == '}') - i32::from(*c == '{');
        depth < 0
    };
    before.char_indices().rev().find(opens).map_or(0, |(at, _)| at)
}

/// Where the group that is open at the beginning of `after` ends; its length where none is.
fn group_end(after: &str) -> usize {
    let mut depth = 0;
    let closes = |(_, c): &(usize, char)| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth < 0
    };
    after.char_indices().find(closes).map_or(after.len(), |(at, _)| at)
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or("").trim_end_matches(['.', ':']).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_of_tex_become_those_of_latex() {
        for (written, read) in [
            (r"x = {-b \over 2a}", r"x = \frac{-b }{ 2a}"),
            (r"a \over b", r"\frac{a }{ b}"),
            (r"{1 \over {2 \over x}}", r"\frac{1 }{ \frac{2 }{ x}}"),
            (r"\overline{x}", r"\overline{x}"),
        ] {
            assert_eq!(without_over(written), read, "{written}");
        }
    }
}
