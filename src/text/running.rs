//! Running text, put together from the texts of HTML with the blanks that a reader sees.

/// Text that grows. What parts its words is written before the next one, so that none stands at its ends.
#[derive(Debug, Default)]
pub struct Running {
    text: String,
    /// What is due before the next word.
    due: Option<char>,
}

impl Running {
    /// Adds text as HTML has it: the end of a line is a blank. Several blanks inside of a line stay, for a page shows
    /// them as one.
    pub fn push(&mut self, text: &str) {
        let mut rest = text;
        while let Some(end) = memchr::memchr3(b'\n', b'\t', b'\r', rest.as_bytes()) {
            let (line, behind) = rest.split_at(end);
            self.line(line);
            self.blank();
            rest = behind.get(1..).unwrap_or("");
        }
        self.line(rest);
    }

    /// What follows is at least another word.
    pub fn blank(&mut self) {
        self.due.get_or_insert(' ');
    }

    /// What follows is another passage.
    pub fn end_line(&mut self) {
        self.due = Some('\n');
    }

    /// How many bytes the text has until here.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no text yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }

    fn line(&mut self, line: &str) {
        if line.starts_with(' ') {
            self.blank();
        }
        let text = line.trim_ascii();
        if text.is_empty() {
            return;
        }
        let behind = line.ends_with(' ').then_some(' ');
        if let Some(due) = std::mem::replace(&mut self.due, behind).filter(|_| !self.text.is_empty()) {
            self.text.push(due);
        }
        self.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_once_and_passages_by_the_end_of_a_line() {
        let mut running = Running::default();
        running.end_line();
        ["", " One", "  ", "two\nthree ", "four"].into_iter().for_each(|text| running.push(text));
        running.end_line();
        running.push(" ");
        running.blank();
        running.push("\tfive");
        running.end_line();
        assert_eq!(running.finish(), "One two three four\nfive");
    }
}
