//! A note as Markdown for any reader, as twins have it: whatever the note is, nothing of it is lost, and nothing is left
//! that only a vault can read.

use proptest::prelude::*;

use rutter::note::{self, Dialect, Led, Link, LinkForm, LinkId, Texts, Tool};

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

/// Whether something of a note is on no page, or joins with what stands beside it when that is gone.
fn has_comment(text: &str) -> bool {
    ["<!--", "%%", "{/*", "%"].iter().any(|open| text.contains(open))
}

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

    #[test]
    fn a_twin_has_no_link_that_needs_a_vault(text in text()) {
        prop_assume!(!has_comment(&text) && !text.contains("[[["));
        let dialect = Dialect { tool: Tool::Obsidian, ..Dialect::default() };
        for url in URLS {
            let plain = plain("a.md", &text, dialect, url);
            let again = note::compile(&source("a.md", &format!("first\n\n{plain}")), dialect, &Texts::default());
            let wiki = again.links.iter().filter(|link| link.is_wiki() && link.form != LinkForm::WikiTag);
            let wiki: Vec<&Link> = wiki.collect();
            prop_assert!(wiki.is_empty(), "{text:?} is {plain:?}: {wiki:?}");
        }
    }

    #[test]
    fn the_twin_of_a_twin_is_that_twin(text in text()) {
        // Of a link in brackets that leads nowhere its label stays in them.
        prop_assume!(!has_comment(&text) && !text.contains("[[["));
        for url in URLS {
            let once = plain("a.md", &format!("first\n\n{text}"), Dialect::default(), url);
            let twice = plain("a.md", &once, Dialect::default(), url);
            prop_assert_eq!(&once, &twice, "{:?}", text);
        }
    }
}
