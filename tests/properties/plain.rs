//! A note as Markdown for any reader, as twins have it: whatever the note is, there is one, and nothing is lost in it.

use proptest::prelude::*;

use rutter::note::{self, Dialect, Led, Link, LinkForm, LinkId, Texts};

use super::{cases, dialects, may_be_comment, path, source, text, worded};

/// The text with every link leading somewhere, or nowhere, under the label it has.
fn plain(path: &str, text: &str, dialect: Dialect, url: Option<&str>) -> String {
    let lead = |_: LinkId, link: &Link| Led {
        url: url.map(str::to_string),
        label: link.label.to_string(),
        is_picture: link.form == LinkForm::Image,
    };
    note::plain(&source(path, text), dialect, &Texts::default(), lead)
}

/// Where links may lead: nowhere, to a page, to one whose URL has signs that Markdown reads.
const URLS: [Option<&str>; 3] = [None, Some("b.md#part"), Some("../x%20y(1).md")];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn any_text_has_a_twin(path in path(), text in text()) {
        for dialect in dialects() {
            for url in URLS {
                plain(&path, &text, dialect, url);
            }
        }
    }

    #[test]
    fn no_word_is_lost_in_a_twin(text in worded()) {
        for url in URLS {
            let plain = plain("a.md", &text, Dialect::default(), url);
            for (at, _) in text.match_indices("word") {
                let word = &text[at..at + "word000".len()];
                let is_there = may_be_comment(&text[..at], &text[at..]) || plain.contains(word);
                prop_assert!(is_there, "{word} of {text:?} is not in {plain:?}");
            }
        }
    }
}
