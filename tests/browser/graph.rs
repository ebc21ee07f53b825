//! The notes around a note, and the graph of the whole vault.

use crate::driver::{Browser, browser, key};
use crate::served::{Served, serve};
use crate::vault::vault;

fn site() -> Served {
    let vault =
        vault().file("a/one.md", "# One\n\n[[two]] [[three]]\n").file("a/two.md", "# Two\n\n[[one]]\n");
    let vault = vault.file("b/three.md", "# Three\n\n[[one]] [[two]]\n").file("b/four.md", "# Four\n");
    serve(vault.file("five.md", "---\nunlisted: true\n---\n# </script><i>Five\n\n[[one]]\n").build())
}

/// Where a note of the graph is, on the screen.
fn place(browser: &Browser, title: &str) -> (i64, i64) {
    let at = browser.asks(&format!(
        "const [note] = JSON.parse(document.getElementById('page:graph').textContent).notes\
         .filter(([title]) => title === '{title}'); \
         return graphPlace(note[3], note[4])"
    ));
    (at[0].as_f64().unwrap() as i64, at[1].as_f64().unwrap() as i64)
}

#[test]
fn the_notes_around_are_links_without_script_too() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.without_script().open(&site.url("/a/one/"));
    assert_eq!(browser.count(".graph svg a"), 2);
    browser.click(".graph svg a[href$='three/'] text");
    assert_eq!(browser.text("h1"), "Three");
}

#[test]
fn the_notes_around_are_reached_with_the_keyboard() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/a/one/"));
    browser.asks("document.querySelector('.graph svg a').focus()");
    browser.types(key::ENTER).waits_until("!document.title.startsWith('One')");
}

#[test]
fn a_click_on_a_note_of_the_graph_opens_it() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/graph/")).waits_for(".sheet canvas");
    let (x, y) = place(&browser, "Four");
    browser.click_at(".sheet", x, y).waits_until("document.title.startsWith('Four')");
}

#[test]
fn the_graph_moves_and_zooms_with_the_keyboard() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/graph/")).waits_for(".sheet canvas");
    let before = place(&browser, "One");
    browser.asks("document.querySelector('.sheet').focus()");
    browser.types(key::RIGHT);
    let moved = place(&browser, "One");
    assert_eq!((moved.0 - before.0, moved.1), (-60, before.1));
    browser.types("+");
    assert_ne!(place(&browser, "One"), moved);
    browser.types("0");
    assert_eq!(place(&browser, "One"), before, "all of it again");
    browser.asks("localStorage.setItem('keys', 'off')");
    browser.types("+").types("-").types("0").types("=");
    assert_eq!(place(&browser, "One"), before, "keys of one character are off");
    browser.types(key::RIGHT);
    assert_eq!(place(&browser, "One"), moved, "arrows are not");
}

/// Whether the sheet has something where a note is.
fn is_drawn(title: &str) -> String {
    format!(
        "(() => {{ const [note] = JSON.parse(document.getElementById('page:graph').textContent).notes\
         .filter(([title]) => title === '{title}'); const [x, y] = graphPlace(note[3], note[4]); \
         const seen = document.querySelector('.sheet canvas').getContext('2d'); \
         return seen.getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1).data[3] > 200 }})()"
    )
}

#[test]
fn notes_are_drawn_at_their_places_and_anew_when_the_graph_has_moved() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/graph/")).waits_for(".sheet canvas").waits_until(&is_drawn("Four"));
    browser.asks("document.querySelector('.sheet').focus()");
    browser.types("+").types(key::RIGHT).waits_until(&is_drawn("One"));
    browser.types("0").waits_until(&is_drawn("Four"));
}

/// Counts the lines of the canvas, and the most that one stroke draws.
const COUNTED: &str = "window.drawn = { lines: 0, all: 0, most: 0 }; const pen = CanvasRenderingContext2D.prototype; \
    const { lineTo, stroke } = pen; \
    pen.lineTo = function (...to) { drawn.lines++; lineTo.apply(this, to) }; \
    pen.stroke = function () { drawn.most = Math.max(drawn.most, drawn.lines); drawn.all += drawn.lines; \
    drawn.lines = 0; stroke.apply(this) }; document.querySelector('.sheet').focus()";

#[test]
fn many_links_are_drawn_in_steps_between_which_the_page_answers() {
    let Some(browser) = browser() else { return };
    let linked = |n: usize| (1..=10).map(|m| format!("[[n{}]] ", (n + m) % 60)).collect::<String>();
    let notes = (0..60)
        .fold(vault(), |vault, n| vault.file(&format!("n{n}.md"), format!("# N{n}\n\n{}\n", linked(n))));
    let site = serve(notes.build());
    browser.open(&site.url("/graph/")).waits_for(".sheet canvas").asks(COUNTED);
    browser.types(key::RIGHT).waits_until("drawn.all > 500");
    let most = browser.asks("return drawn.most");
    assert!(most.as_u64().is_some_and(|most| most <= 400), "{most}");
}

#[test]
fn a_note_is_found_on_the_graph_by_its_title() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.open(&site.url("/graph/")).click(".controls input").types("thr").types(key::ENTER);
    browser.waits_until("document.title.startsWith('Three')");
}

#[test]
fn without_script_the_graph_lists_the_notes_that_most_link_to() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser.without_script().open(&site.url("/graph/"));
    assert_eq!(browser.count(".sheet, .controls, .legend"), 0);
    assert!(browser.text(".landmarks").contains("One"));
    assert_eq!(browser.count(".landmarks a"), 3, "those that are linked");
    let before = "return getComputedStyle(document.querySelector('.landmarks a'), '::before').content";
    assert_eq!(browser.says(before), "none", "a note is no tag");
}

#[test]
fn every_group_of_the_graph_has_a_name() {
    let Some(browser) = browser() else { return };
    let site = serve(vault().file("one.md", "# One\n\n[[two]]\n").file("f/two.md", "# Two\n").build());
    browser.open(&site.url("/graph/")).waits_for(".legend");
    assert_eq!(browser.text(".legend"), "vault\nF", "notes in no folder have the name of the site");
}
