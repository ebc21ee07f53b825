//! Light, dark and as the system: chosen by a button, kept from page to page.

use crate::driver::{Browser, browser};
use crate::fences::files;
use crate::pages::every_page;
use crate::served::serve;
use crate::vault::vault;

const PAPER: &str = "return getComputedStyle(document.documentElement).backgroundColor";

fn is_dark(browser: &Browser) -> bool {
    let red = |text: &str| text.trim_start_matches("rgb(").split(',').next().unwrap().parse::<u8>().unwrap();
    red(&browser.says(PAPER)) < 128
}

#[test]
fn colours_are_those_of_the_system_until_a_reader_chooses() {
    let Some(browser) = browser() else { return };
    let site = serve(vault().file("a.md", "# A\n\n[[b]]").file("b.md", "# B\n").build());
    browser.prefers("prefers-color-scheme", "dark").open(&site.url("/a/"));
    assert!(is_dark(&browser));
    browser.click(".theme");
    assert!(!is_dark(&browser), "light was chosen");
    browser.click("article a").waits_until("document.title.startsWith('B')");
    assert!(!is_dark(&browser), "the choice is kept on the next page");
    browser.click(".theme");
    assert!(is_dark(&browser));
    browser.prefers("prefers-color-scheme", "light");
    assert!(is_dark(&browser), "dark was chosen, whatever the system says");
    browser.click(".theme");
    assert!(!is_dark(&browser), "as the system again");
}

#[test]
fn colours_of_the_system_leave_what_is_chosen_to_be_seen() {
    let Some(browser) = browser() else { return };
    let site = serve(every_page("en").build());
    browser.prefers("forced-colors", "active").open(&site.url("/f/all/"));
    let style = |selector: &str, property: &str| {
        browser.says(&format!("return getComputedStyle(document.querySelector({selector:?})).{property}"))
    };
    let tab = |which: &str| style(&format!(".tabs > label:{which}"), "borderBottomColor");
    assert_ne!(tab("first-of-type"), tab("last-of-type"), "the chosen tab");
    assert_eq!(style(".side [aria-current]", "outlineStyle"), "solid", "the page of now");
    let task = |state: &str| style(&format!(".task > input{state}"), "backgroundColor");
    assert_ne!(task(":checked"), task(":not(:checked)"), "what is done");
    browser.open(&site.url("/search/?q=other")).waits_for(".answers a");
    assert_eq!(style(".answers [aria-selected=true]", "outlineStyle"), "solid", "the chosen answer");
    assert_eq!(style(".answers [aria-selected=false]", "outlineStyle"), "none");
    browser.open(&site.url("/graph/")).waits_for(".sheet canvas");
    assert_eq!(style(".sheet", "forcedColorAdjust"), "none", "groups of the graph keep their colours");
}

/// The colours of a token as the guide sets it, light and dark: `--paper: light-dark(#ffffff, #101418);`
fn set(sheet: &str, token: &str) -> [String; 2] {
    let (_, rest) = sheet.split_once(&format!("{token}:")).unwrap();
    let (pair, _) = rest.trim_start().strip_prefix("light-dark(").unwrap().split_once(')').unwrap();
    let channel = |colour: &str, at: usize| u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
    let rgb =
        |colour: &str| format!("rgb({}, {}, {})", channel(colour, 1), channel(colour, 3), channel(colour, 5));
    let (light, dark) = pair.split_once(", ").unwrap();
    [rgb(light), rgb(dark)]
}

#[test]
fn the_lines_of_the_guide_recolour_a_site() {
    let Some(browser) = browser() else { return };
    let shown = files(include_str!("../../content/guide/templates.md"), "Colours, type and widths");
    let [(path, sheet)] = shown.as_slice() else { panic!("the guide shows {shown:?}") };
    let site = serve(vault().file("content/a.md", "# A\n\nText.").file(path, sheet).build());
    for (scheme, at) in [("light", 0), ("dark", 1)] {
        browser.prefers("prefers-color-scheme", scheme).open(&site.url("/a/"));
        assert_eq!(browser.says(PAPER), set(sheet, "--paper")[at], "{scheme}");
        let ink = "return getComputedStyle(document.querySelector('article p')).color";
        assert_eq!(browser.says(ink), set(sheet, "--ink")[at], "{scheme}");
    }
}
