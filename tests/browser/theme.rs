//! Light, dark and as the system: chosen by a button, kept from page to page.

use crate::driver::{Browser, browser};
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
fn without_script_there_is_no_button_that_does_nothing() {
    let Some(browser) = browser() else { return };
    let site = serve(vault().file("a.md", "# A\n").build());
    browser.without_script().open(&site.url("/a/"));
    assert_eq!(browser.count("button"), 0);
}
