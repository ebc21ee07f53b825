//! Formulas: LaTeX → MathML, so that no page needs a script for them.

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

use super::writer::Writer;
use crate::note::problem;
use crate::text::Span;

/// Longest formula that is set, in bytes.
const LONGEST: usize = 10_000;

impl Writer<'_> {
    /// Writes a formula between dollar signs, which stands inside a paragraph even where it is displayed.
    pub(super) fn inline_math(&mut self, latex: &str, display: bool, span: Span) {
        self.math(latex, display, span, "span");
    }

    /// Writes a formula of a code block.
    pub(super) fn math_block(&mut self, latex: &str, span: Span) {
        self.math(latex, true, span, "div");
        self.out.html("\n");
    }

    /// Writes a formula; one that cannot be set is shown as it was written, with a problem.
    fn math(&mut self, latex: &str, display: bool, span: Span, element: &str) {
        match mathml(latex, display) {
            Ok(html) if display => {
                self.out.html(&format!("<{element} class=\"math\">{html}</{element}>"));
            }
            Ok(html) => self.out.html(&html),
            Err(reason) => {
                self.problems.push(problem::bad_math(&self.source.path, span, &reason));
                self.out.html("<code class=\"math\">");
                self.out.text(latex);
                self.out.html("</code>");
            }
        }
    }
}

fn mathml(latex: &str, display: bool) -> Result<String, String> {
    if latex.len() > LONGEST {
        return Err(format!("formulas of more than {LONGEST} bytes are not set"));
    }
    let storage = Storage::new();
    let events: Vec<_> = Parser::new(latex, &storage)
        .collect::<Result<_, _>>()
        .map_err(|error| first_line(&error.to_string()))?;
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut out = String::new();
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    push_mathml(&mut out, events, config).map_err(|error| first_line(&error.to_string()))?;
    Ok(out)
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or("").trim_end_matches(['.', ':']).to_string()
}
