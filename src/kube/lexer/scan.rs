//! Looking ahead in the text without putting anything out.

use super::Lexer;

/// What a plain scalar stands in, which decides what ends it (YAML 1.2.2, 7.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// A block, where a key may stand.
    Entry,
    /// A block, behind a key.
    Value,
    /// Brackets or braces.
    Flow,
    /// A line of a block scalar: nothing but the line's end ends it.
    Content,
}

/// How far a plain scalar goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanned {
    /// Behind the scalar and the blanks that follow it.
    pub(super) end: usize,
    /// Whether the colon of a key stands at the end.
    pub(super) key: bool,
    /// Whether the scalar holds a template.
    pub(super) templated: bool,
}

impl Lexer<'_> {
    /// The byte at `at`; behind the text there are only line ends.
    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or(b'\n')
    }

    /// Whether a blank, a line break or nothing stands at `at`.
    #[inline]
    pub(super) fn is_blank(&self, at: usize) -> bool {
        matches!(self.byte(at), b' ' | b'\t' | b'\n' | b'\r')
    }

    /// The column at which `at` stands in this line, from 0.
    pub(super) fn column(&self, at: usize) -> usize {
        at - self.start + self.shift
    }

    /// The first place from `at` on that holds no space or tab.
    pub(super) fn skip_blanks(&self, at: usize) -> usize {
        self.skip(at, |byte| matches!(byte, b' ' | b'\t'))
    }

    /// The first place from `at` on whose byte is not one of some that are no line end.
    pub(super) fn skip(&self, mut at: usize, skipped: impl Fn(u8) -> bool) -> usize {
        while skipped(self.byte(at)) {
            at += 1;
        }
        at
    }

    /// `from..end` without the blanks at its end: where it really ends.
    pub(super) fn trimmed(&self, from: usize, mut end: usize) -> usize {
        while end > from && self.is_blank(end - 1) {
            end -= 1;
        }
        end
    }

    /// Whether the `#` at `at` begins a comment: only behind a blank (YAML 1.2.2, 6.6).
    pub(super) fn is_comment(&self, at: usize) -> bool {
        self.byte(at) == b'#' && (at == 0 || self.is_blank(at - 1))
    }

    /// The first `{` in `from..end`.
    pub(super) fn brace(&self, from: usize, end: usize) -> Option<usize> {
        let bytes = self.text.get(from..end)?;
        bytes.iter().position(|&b| b == b'{').map(|i| from + i)
    }

    /// The end of the line that holds `at`, and the start of the next; both at most `limit`.
    pub(super) fn line_break(&self, at: usize, limit: usize) -> (usize, usize) {
        let rest = self.text.get(at..limit).unwrap_or_default();
        let Some(length) = rest.iter().position(|&b| b == b'\n') else {
            return (limit, limit);
        };
        let end = at + length;
        let crlf = length > 0 && self.byte(end - 1) == b'\r';
        (end - usize::from(crlf), end + 1)
    }

    /// Makes the line that starts at `start` the current one and goes to its first character that is
    /// not blank. A tab reaches to the next multiple of eight, as terminals show it.
    pub(super) fn set_line(&mut self, start: usize) {
        self.start = start;
        (self.end, self.next) = self.line_break(start, self.text.len());
        let (mut at, mut column) = (start, 0);
        while at < self.end {
            match self.byte(at) {
                b' ' => column += 1,
                b'\t' => column += 8 - column % 8,
                _ => break,
            }
            at += 1;
        }
        self.shift = column - (at - start);
        self.at = at;
    }

    /// Goes to `at`, which a template may have carried to a later line.
    pub(super) fn go(&mut self, at: usize) {
        if at > self.end {
            let before = self.text.get(..at).unwrap_or_default();
            let line_break = before.iter().rposition(|&b| b == b'\n');
            self.set_line(line_break.map_or(0, |i| i + 1));
        }
        self.at = at;
    }

    /// Finds the end of the plain scalar that begins here. A template is part of it, whatever it holds
    /// and however many lines it takes. A plain key holds no `"`: what does is a command or a log line.
    pub(super) fn scan(&self, context: Context) -> Scanned {
        let mut scanned = Scanned { end: self.at, key: false, templated: false };
        let (mut line_end, mut keys) = (self.end, takes_keys(context));
        loop {
            scanned.end = self.next_stop(scanned.end, line_end);
            if scanned.end >= line_end {
                return scanned;
            }
            if let Some(end) = self.template_end(scanned.end, self.text.len()) {
                line_end = self.line_end_behind(end, line_end);
                (scanned.end, scanned.templated) = (end, true);
                continue;
            }
            scanned.key = keys && self.ends_key(scanned.end, context);
            if scanned.key || self.ends_scalar(scanned.end, context) {
                return scanned;
            }
            keys &= context == Context::Flow || self.byte(scanned.end) != b'"';
            scanned.end += 1;
        }
    }

    fn next_stop(&self, from: usize, end: usize) -> usize {
        let rest = self.text.get(from..end).unwrap_or_default();
        let stop = rest.iter().position(|&b| STOPS[usize::from(b)]);
        stop.map_or(end, |length| from + length)
    }

    /// The end of the line that holds `at`, which lies on this line or behind it.
    fn line_end_behind(&self, at: usize, line_end: usize) -> usize {
        if at > line_end { self.line_break(at, self.text.len()).0 } else { line_end }
    }

    fn ends_key(&self, colon: usize, context: Context) -> bool {
        let behind = colon + 1;
        let flow = context == Context::Flow && is_flow_indicator(self.byte(behind));
        self.byte(colon) == b':' && (flow || self.is_blank(behind))
    }

    fn ends_scalar(&self, at: usize, context: Context) -> bool {
        match context {
            Context::Content => false,
            Context::Flow if is_flow_indicator(self.byte(at)) => true,
            _ => self.is_comment(at),
        }
    }

    /// Whether this line begins with a dash or a key, as an entry of a block does. A comma at its end
    /// tells that it stands in brackets after all.
    pub(super) fn looks_like_entry(&self) -> bool {
        if self.byte(self.at) == b'-' && self.is_blank(self.at + 1) {
            return true;
        }
        let at = self.skip(self.at, is_word);
        let last = self.trimmed(self.start, self.end);
        at > self.at
            && self.byte(at) == b':'
            && self.is_blank(at + 1)
            && self.byte(last.saturating_sub(1)) != b','
    }
}

fn takes_keys(context: Context) -> bool {
    matches!(context, Context::Entry | Context::Flow)
}

/// A character of the simple keys and anchors that documentation is full of.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/')
}

fn is_flow_indicator(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

/// The bytes at which a plain scalar might end; all others are passed over.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut i = 0;
    let bytes = b":#{,[]}\"";
    while i < bytes.len() {
        stops[bytes[i] as usize] = true;
        i += 1;
    }
    stops
};
