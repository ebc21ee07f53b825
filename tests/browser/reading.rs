//! What a script adds for readers: copying, contents that follow, tabs that agree, keys, pictures.

use crate::driver::{Browser, browser, key};
use crate::served::{Served, serve};
use crate::vault::vault;

/// Keeps what is copied where a test can see it: a headless browser has no clipboard to ask.
const CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', \
                         { value: { writeText: async (text) => { window.copied = text } } })";

fn site() -> Served {
    let parts = (0..30).map(|n| format!("## Part {n}\n\n{}\n\n", "Text. ".repeat(80))).collect::<String>();
    let tabs = "=== \"Linux\"\n\n    apt\n\n=== \"macOS\"\n\n    brew\n\n";
    let code = "```yaml\nkind: Pod\n```\n\n```console\n# first\n$ kubectl get pods \\\n    -n shop\nNAME  READY\n$ ls\n```\n\n";
    let wide = format!("```text\n{}\n```\n", "wide ".repeat(100));
    let picture =
        "<svg xmlns='http://www.w3.org/2000/svg' width='3000' height='2000'><rect width='9'/></svg>";
    let vault = vault().file("a/1.md", format!("# One\n\n{tabs}Between.\n\n{tabs}{code}{wide}"));
    let vault = vault.file("a/2.md", format!("# Two\n\n{tabs}![A chart](c.svg)\n")).file("a/c.svg", picture);
    serve(vault.file("long.md", format!("# Long\n\n{parts}")).build())
}

fn opened(page: &str) -> Option<(Browser, Served)> {
    let browser = browser()?;
    let site = site();
    browser.before_pages(CLIPBOARD).open(&site.url(page));
    Some((browser, site))
}

#[test]
fn code_is_copied_and_of_a_session_the_commands() {
    let Some((browser, _site)) = opened("/a/1/") else { return };
    browser.point_at("pre[data-lang=yaml]").click("pre[data-lang=yaml] button[title=Copy]");
    browser.waits_until("document.querySelector('.said').textContent === 'Copied'");
    assert_eq!(browser.says("return copied"), "kind: Pod\n");
    browser.point_at("pre[data-lang=console]").click("pre[data-lang=console] button[title=Copy]");
    browser.waits_until("copied.startsWith('kubectl')");
    assert_eq!(browser.says("return copied"), "kubectl get pods \\\n    -n shop\nls\n");
}

#[test]
fn the_documents_of_a_command_are_copied_with_it() {
    let Some(browser) = browser() else { return };
    let sessions = [
        (
            "$ kubectl apply -f - <<EOF\nkind: Pod\n$ no prompt\n\n> quoted\nEOF\npod/a created\n$ ls\nEOF\n",
            "kubectl apply -f - <<EOF\nkind: Pod\n$ no prompt\n\n> quoted\nEOF\nls\n",
        ),
        ("$ cat <<'EOF' > a.txt\n> one\n>\n> EOF\nsaid\n# cat", "cat <<'EOF' > a.txt\none\n\nEOF\n"),
        ("$ cat <<-EOF \\\n> | wc\n\tone\n\tEOF\n1 1 4\n", "cat <<-EOF \\\n| wc\n\tone\n\tEOF\n"),
        ("# cat <<A <<\"B\"\na\nA\nb\nB\nsaid\n", "cat <<A <<\"B\"\na\nA\nb\nB\n"),
        ("$ cat <<< EOF\nEOF\n$ echo $((1 << 3))\n8\n", "cat <<< EOF\necho $((1 << 3))\n"),
    ];
    let blocks = sessions.map(|(shown, _)| format!("```console\n{shown}\n```\n\n")).concat();
    let site = serve(vault().file("a.md", format!("# A\n\n{blocks}")).build());
    browser.before_pages(CLIPBOARD).open(&site.url("/a/"));
    for (number, (shown, typed)) in sessions.iter().enumerate() {
        let copy =
            format!("document.querySelectorAll('pre button[title=Copy]')[{number}].click(); return copied");
        assert_eq!(browser.says(&copy), *typed, "{shown}");
    }
}

#[test]
fn long_lines_of_code_break_when_asked() {
    let Some((browser, _site)) = opened("/a/1/") else { return };
    let overflows = "const pre = document.querySelector('pre[data-lang=text]'); \
                     return pre.scrollWidth > pre.clientWidth";
    assert!(browser.asks(overflows).as_bool().unwrap());
    browser.point_at("pre[data-lang=text]").click("pre[data-lang=text] button[title='Break long lines']");
    assert!(!browser.asks(overflows).as_bool().unwrap());
    assert_eq!(browser.count("pre[data-lang=yaml] button[title='Break long lines']"), 0, "it has none");
}

#[test]
fn the_sign_of_a_heading_copies_the_address_of_its_section() {
    let Some((browser, site)) = opened("/long/") else { return };
    browser.point_at("#part-2").click("#part-2 .anchor");
    browser.waits_until("window.copied");
    assert_eq!(browser.says("return copied"), site.url("/long/#part-2"));
    assert_eq!(browser.url(), site.url("/long/#part-2"));
}

#[test]
fn contents_follow_the_scroll() {
    let Some((browser, _site)) = opened("/long/") else { return };
    let current = ".contents [aria-current=true]";
    browser.asks("document.getElementById('part-12').scrollIntoView({ behavior: 'instant' })");
    browser.waits_until("document.querySelector('.contents [aria-current]')?.hash === '#part-12'");
    assert_eq!(browser.count(current), 1);
    let seen = "const list = document.querySelector('.contents').getBoundingClientRect(); \
                const link = document.querySelector('.contents [aria-current]').getBoundingClientRect(); \
                return link.top >= list.top && link.bottom <= list.bottom";
    assert!(browser.asks(seen).as_bool().unwrap(), "its entry is in view");
}

#[test]
fn an_id_with_a_per_cent_sign_leaves_the_script_alive() {
    let Some(browser) = browser() else { return };
    let site = serve(vault().file("a.md", "# A\n\n## Half {#50%}\n\nx\n\n## Whole\n\nx\n").build());
    browser.open(&site.url("/a/")).types("?").waits_for("dialog.help");
}

#[test]
fn a_long_page_leads_back_to_its_top() {
    let Some((browser, _site)) = opened("/long/") else { return };
    assert_eq!(browser.count(".up"), 0);
    browser.asks("scrollTo({ top: 9999, behavior: 'instant' })");
    browser.waits_for(".up").click(".up").waits_until("scrollY === 0");
}

#[test]
fn tabs_of_one_label_are_chosen_together_and_on_the_next_page() {
    let Some((browser, site)) = opened("/a/1/") else { return };
    assert_eq!(browser.asks("return [...document.querySelectorAll('.tab')].length").as_u64(), Some(4));
    browser.click(".tabs label:nth-of-type(2)");
    let shown = "return [...document.querySelectorAll('.tab')].filter(t => t.checkVisibility())\
                 .map(t => t.textContent.trim()).join()";
    assert_eq!(browser.says(shown), "brew,brew");
    browser.open(&site.url("/a/2/"));
    assert_eq!(browser.says(shown), "brew");
}

#[test]
fn keys_are_told_and_can_be_switched_off() {
    let Some((browser, site)) = opened("/a/1/") else { return };
    browser.types("?").waits_for("dialog.help");
    assert!(browser.text("dialog.help").contains("Next note"));
    browser.types(key::ESCAPE).waits_until("!document.querySelector('dialog')");
    browser.types("n").waits_until("document.title.startsWith('Two')");
    browser.types("p").waits_until("document.title.startsWith('One')");
    browser.types("?").click("dialog.help input").types(key::ESCAPE).types("n?tp/h?");
    assert_eq!((browser.count("dialog"), browser.url()), (0, site.url("/a/1/")), "no key does anything now");
    browser.asks("document.querySelector('.foot a').focus()");
    browser.types(key::TAB).types(key::ENTER).waits_for("dialog.help");
    browser.click("dialog.help input").types(key::ESCAPE).types("n");
    browser.waits_until("document.title.startsWith('Two')");
}

#[test]
fn keys_can_be_switched_off_where_nothing_is_stored() {
    let Some(browser) = browser() else { return };
    let site = site();
    browser
        .before_pages("Object.defineProperty(window, 'localStorage', { get() { throw new Error('none') } })");
    browser.open(&site.url("/a/1/")).types("?").click("dialog.help input").types(key::ESCAPE).types("n?");
    assert_eq!((browser.count("dialog"), browser.url()), (0, site.url("/a/1/")));
}

#[test]
fn a_picture_that_is_shown_smaller_can_be_enlarged() {
    let Some((browser, _site)) = opened("/a/2/") else { return };
    browser.waits_for("img.zoom").click("img.zoom").waits_for("dialog.enlarged img");
    assert_eq!(browser.text("dialog.enlarged figcaption"), "A chart");
    browser.types(key::ESCAPE).waits_until("!document.querySelector('dialog')");
    assert_eq!(browser.says("return document.activeElement.className"), "zoom", "the focus is back");
    browser.types(key::ENTER).waits_for("dialog.enlarged");
}
