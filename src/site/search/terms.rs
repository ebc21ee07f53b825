//! Terms: what a text explains one by one, in the first cells of a table's rows and in a list of definitions.

/// The terms of the text so far.
#[derive(Debug, Default)]
pub(super) struct Terms {
    done: Vec<String>,
    place: Place,
    /// The term that is open.
    open: String,
    /// Whether what stands in its place is more than code: then a cell explains nothing that somebody could ask for.
    has_prose: bool,
    in_code: bool,
}

/// Where the reading is.
#[derive(Debug, Default, PartialEq)]
enum Place {
    #[default]
    Elsewhere,
    /// In a row that has no cell yet.
    Row,
    /// In its first cell.
    Cell,
    /// In a term of a list of definitions.
    Term,
}

impl Terms {
    /// The terms until here.
    pub(super) fn take(&mut self) -> Vec<String> {
        std::mem::take(&mut self.done)
    }

    /// Takes note of a tag.
    pub(super) fn tag(&mut self, name: &str, is_end: bool) {
        match (name, is_end) {
            ("code", _) => self.in_code = !is_end,
            ("tr", false) => self.begin(Place::Row),
            ("td" | "th", false) if self.place == Place::Row => self.begin(Place::Cell),
            ("dt", false) => self.begin(Place::Term),
            ("td" | "th" | "tr" | "dt" | "dd", _) => self.end(),
            _ => {}
        }
    }

    /// Takes the text of a place.
    pub(super) fn text(&mut self, text: &str) {
        if matches!(self.place, Place::Cell | Place::Term) {
            self.has_prose |= !self.in_code && text.contains(char::is_alphanumeric);
            self.open.push_str(text);
        }
    }

    fn begin(&mut self, place: Place) {
        self.end();
        self.place = place;
    }

    fn end(&mut self) {
        let (open, place) = (std::mem::take(&mut self.open), std::mem::take(&mut self.place));
        let has_prose = std::mem::take(&mut self.has_prose);
        if !open.trim().is_empty() && (place == Place::Term || !has_prose) {
            self.done.push(open);
        }
    }
}
