//! Template expressions of Helm, Go and Jinja inside YAML: `{{ … }}` and `{% … %}`.

use super::Lexer;

impl Lexer<'_> {
    /// The end of the template that begins at `at`, before `limit`; `None` if none begins there or it
    /// is never closed.
    ///
    /// Up to the end of its first line braces in strings do not count (`{{ "{{" }}`); on later lines
    /// they do, which keeps the time linear: every search ends at the next opening.
    pub(super) fn template_end(&self, at: usize, limit: usize) -> Option<usize> {
        let (open, close) = match (self.byte(at), self.byte(at + 1)) {
            (b'{', b'{') => (b'{', b'}'),
            (b'{', b'%') => (b'%', b'%'),
            _ => return None,
        };
        let mut i = self.skip_raw_string(at + 2, limit);
        let mut first_line = true;
        while i < limit {
            match (self.byte(i), self.byte(i + 1)) {
                (first, b'}') if first == close && i + 2 <= limit => return Some(i + 2),
                (b'{', second) if second == open => return None,
                (b'"', _) if first_line => i = self.skip_string(i, limit),
                (byte, _) => (i, first_line) = (i + 1, first_line && byte != b'\n'),
            }
        }
        None
    }

    /// Whether a template begins at `at`, closed on whatever line.
    pub(super) fn is_template(&self, at: usize) -> bool {
        self.byte(at) == b'{' && self.template_end(at, self.text.len()).is_some()
    }

    /// Behind the string that begins at `at` and ends on this line before `limit`; else behind its
    /// quote. A quote after a backslash neither opens nor closes.
    fn skip_string(&self, at: usize, limit: usize) -> usize {
        let is_quote = |i: usize| self.byte(i) == b'"' && self.byte(i - 1) != b'\\';
        if !is_quote(at) {
            return at + 1;
        }
        (at + 1..limit)
            .find(|&i| is_quote(i) || self.byte(i) == b'\n')
            .filter(|&i| is_quote(i))
            .map_or(at + 1, |close| close + 1)
    }

    /// Behind a raw string that is all there is: ``{{`{{ .name }}`}}`` is how Helm charts write
    /// templates for others.
    fn skip_raw_string(&self, at: usize, limit: usize) -> usize {
        let open = self.skip_blanks(at);
        if self.byte(open) != b'`' {
            return at;
        }
        (open + 1..limit)
            .find(|&i| matches!(self.byte(i), b'`' | b'\n'))
            .filter(|&i| self.byte(i) == b'`')
            .map_or(at, |close| close + 1)
    }
}
