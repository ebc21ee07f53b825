//! Search: opened by a key or a click, answered while typing, with the keyboard alone, from a server or a disk.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::driver::{Browser, browser, key};
use crate::served::{Served, serve};
use crate::vault::{Vault, vault};

/// Notes about a harbour: what is looked for stands in a title, a heading, an alias, a text, a manifest.
fn notes() -> Vault {
    let pod = "---\naliases: [Kapsel]\ntags: [cargo/small]\n---\n# Pod\n\nThe smallest thing a harbour knows.\n\n\
               ## Lifecycle phases\n\nA pod is pending before it runs.\n\n## Eviction\n\nThe lighthouse keeper evicts.\n";
    let deployment = "# Deployment\n\nKeeps several pods alive.\n\n```yaml\napiVersion: apps/v1\nkind: Deployment\n\
                      metadata:\n  name: ferry\n```\n";
    let vault = vault().file("index.md", "# Harbour\n\nWelcome to [[pod]] and [[deployment]].\n");
    let vault = vault.file("cargo/pod.md", pod).file("cargo/deployment.md", deployment);
    let vault = vault.file("cargo/container.md", "# 容器编排\n\n这是关于容器编排的说明。\n");
    let vault = vault.file("cargo/disruption.md", "# Pod Disruption Budget\n\nHow many may be gone.\n");
    (0..30).fold(vault, |vault, n| {
        let text =
            format!("# Pier {n}\n\nShips of pier {n} carry pods, anchors and ropes to the deployment.\n");
        vault.file(&format!("piers/pier-{n}.md"), text)
    })
}

fn opened(page: &str) -> Option<(Browser, Served)> {
    let browser = browser()?;
    let site = serve(notes().build());
    browser.open(&site.url(page));
    Some((browser, site))
}

/// What is answered to a question: the titles of the notes in order.
fn answers(browser: &Browser, question: &str) -> Vec<String> {
    ask(browser, question);
    titles(browser)
}

fn ask(browser: &Browser, question: &str) {
    browser.waits_for(".ask input");
    let script = "const field = document.querySelector('.ask input'); field.value = QUESTION; \
                  document.querySelector('.asked .status')?.replaceChildren(); field.dispatchEvent(new Event('input'))";
    browser.waits_until("document.querySelector('.asked .status')");
    browser.asks(&script.replace("QUESTION", &json!(question).to_string()));
    browser.waits_until("/result|Nothing/.test(document.querySelector('.asked .status').textContent)");
}

fn titles(browser: &Browser) -> Vec<String> {
    texts(browser, ".answers .note b")
}

fn texts(browser: &Browser, selector: &str) -> Vec<String> {
    let script = format!("return [...document.querySelectorAll('{selector}')].map((e) => e.textContent)");
    browser.asks(&script).as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_string()).collect()
}

#[test]
fn a_reader_finds_a_note_with_the_keyboard_alone() {
    let Some((browser, site)) = opened("/cargo/deployment/") else { return };
    browser.types("/pod");
    browser.waits_for(".answers .note");
    assert_eq!(
        browser.says("return document.querySelector('.search input').value"),
        "pod",
        "no key was lost"
    );
    assert_eq!(titles(&browser)[0], "Pod");
    browser.waits_until("document.querySelector('.answers [aria-selected=true] b').textContent === 'Pod'");
    browser.types(key::DOWN);
    let chosen = "document.querySelector('.answers [aria-selected=true]')";
    browser.waits_until(&format!(
        "{chosen}.id === document.activeElement.getAttribute('aria-activedescendant')"
    ));
    browser.waits_until(&format!("{chosen} !== document.querySelector('.answers a')"));
    browser.types(key::UP).types(key::ENTER);
    browser.waits_until("document.title.startsWith('Pod')");
    assert_eq!(browser.url(), site.url("/cargo/pod/"));
}

#[test]
fn the_search_opens_by_its_keys_and_its_link_and_gives_the_focus_back() {
    let Some((browser, _site)) = opened("/cargo/pod/") else { return };
    browser.chord(key::CONTROL, "k").waits_for("dialog.search");
    browser.types(key::ESCAPE).waits_until("!document.querySelector('dialog')");
    browser.click(".find").waits_for("dialog.search");
    browser.waits_until("document.activeElement.matches('.search input')");
    browser.types(key::ESCAPE).waits_until("document.activeElement.matches('.find')");
    browser.asks("localStorage.setItem('keys', 'off')");
    browser.types("/");
    assert_eq!(browser.count("dialog"), 0, "keys of one character can be switched off");
}

#[test]
fn a_hit_leads_to_its_section_with_the_words_marked() {
    let Some((browser, site)) = opened("/") else { return };
    browser.types("/");
    ask(&browser, "lighthouse");
    assert_eq!(texts(&browser, ".answers .section b"), ["Eviction"]);
    assert_eq!(texts(&browser, ".answers .section mark"), ["lighthouse"]);
    browser.click(".answers .section").waits_until("location.hash");
    assert_eq!(browser.url(), site.url("/cargo/pod/#eviction"));
}

#[test]
fn titles_stand_before_headings_and_headings_before_texts() {
    let Some((browser, _site)) = opened("/search/") else { return };
    assert_eq!(answers(&browser, "pod")[..2], ["Pod", "Pod Disruption Budget"]);
    assert_eq!(answers(&browser, "deployment")[0], "Deployment");
    assert_eq!(answers(&browser, "kapsel"), ["Pod"], "an alias");
    assert_eq!(answers(&browser, "lifecycle")[0], "Pod", "a heading");
    assert_eq!(answers(&browser, "PodDisruptionBudget")[0], "Pod Disruption Budget");
    assert_eq!(answers(&browser, "poddisruptionbudget"), ["Pod Disruption Budget"]);
}

#[test]
fn what_is_called_exactly_so_stands_before_what_is_called_so_in_part_in_many_ways() {
    let Some(browser) = browser() else { return };
    let claim = "---\naliases: [tide claim, claims of tides]\nkinds: [TideClaim]\n---\n# TideClaim\n\n\
                 The tide, tides and a tide.\n\n## A tide\n\nTide.\n";
    let links = "[[tide-claim]] and [[tide-claim|it]] and [[tide-claim|again]].\n";
    let vault = vault().file("tide-claim.md", claim).file("tide.md", "# Tide\n\nThe water comes and goes.\n");
    let vault = (0..5).fold(vault, |vault, n| vault.file(&format!("{n}.md"), format!("# N{n}\n\n{links}")));
    let site = serve(vault.build());
    browser.open(&site.url("/search/"));
    assert_eq!(answers(&browser, "tide")[..2], ["Tide", "TideClaim"]);
}

#[test]
fn the_pages_of_tags_and_of_folders_without_a_note_are_answers() {
    let Some(browser) = browser() else { return };
    let tagged =
        |tag: &str, title: &str| format!("---\ntags: [{tag}]\n---\n# {title}\n\nText of the quay.\n");
    let vault = vault().file("index.md", "# Home\n").file("quay side/a.md", tagged("crane", "First"));
    let vault =
        vault.file("quay side/b.md", tagged("crane/small", "Second")).file("c.md", tagged("boat", "Boat"));
    let site = serve(vault.file("boat/d.md", "# Third\n\nA crane in the boat.\n").build());
    browser.open(&site.url("/search/"));
    assert_eq!(answers(&browser, "crane")[0], "#crane", "the tag itself before those who have it");
    assert_eq!(texts(&browser, ".answers .note small")[0], "Tags");
    assert_eq!(texts(&browser, ".answers .note span")[0], "Tag of 2 notes: First, Second");
    let all = answers(&browser, "#crane");
    assert_eq!((&*all[0], &*all[3], all.len()), ("#crane", "#crane/small", 4), "notes before narrower tags");
    assert_eq!(answers(&browser, "crane/small"), ["#crane/small"], "the whole tag without its sign");
    assert_eq!(answers(&browser, "#cra")[0], "#crane", "while it is typed");
    assert_eq!(answers(&browser, "quay side")[0], "Quay side", "a folder");
    assert_eq!(texts(&browser, ".answers .note span")[0], "Folder of 2 notes: First, Second");
    assert_eq!(answers(&browser, "cranne")[..1], ["#crane"], "a misspelt one");
    assert_eq!(answers(&browser, "boat")[..3], ["Boat", "Boat", "#boat"], "note, folder, tag");
    let urls = "return [...document.querySelectorAll('.answers .note')].map((e) => new URL(e.href).pathname)";
    let urls = browser.asks(urls);
    assert_eq!([&urls[0], &urls[1], &urls[2]], ["/c/", "/boat/", "/tags/boat/"]);
    browser.click(".answers .note[href$='/tags/boat/']").waits_until("document.title.startsWith('boat')");
}

#[test]
fn words_are_found_while_they_are_typed_and_in_other_forms() {
    let Some((browser, _site)) = opened("/search/") else { return };
    assert_eq!(answers(&browser, "depl")[0], "Deployment");
    assert_eq!(answers(&browser, "deployments")[0], "Deployment", "singular of a plural");
    assert_eq!(answers(&browser, "evicted")[0], "Pod", "another form");
    assert_eq!(answers(&browser, "Lifecycle PHASES pód")[0], "Pod", "case and accents");
}

#[test]
fn a_misspelt_word_is_taken_for_the_title_it_means() {
    let Some((browser, _site)) = opened("/search/") else { return };
    assert_eq!(answers(&browser, "deploymnet")[0], "Deployment");
    assert!(browser.text(".asked .status").contains("Showing results for deployment"));
    assert_eq!(answers(&browser, "disrupton bugdet"), ["Pod Disruption Budget"]);
}

#[test]
fn chinese_is_found_by_any_of_its_words() {
    let Some((browser, _site)) = opened("/search/") else { return };
    for question in ["容器", "编排", "关于容器", "容"] {
        assert_eq!(answers(&browser, question), ["容器编排"], "{question}");
    }
    assert!(texts(&browser, ".answers mark").iter().all(|mark| mark.contains('容')));
}

#[test]
fn tags_manifests_and_phrases_can_be_asked_for() {
    let Some((browser, _site)) = opened("/search/") else { return };
    assert_eq!(
        answers(&browser, "#cargo"),
        ["#cargo", "Pod", "#cargo/small"],
        "the page of the tag comes first"
    );
    assert_eq!(answers(&browser, "kind:Deployment"), ["Deployment"]);
    assert_eq!(answers(&browser, "deployment/ferry"), ["Deployment"]);
    assert_eq!(answers(&browser, "\"several pods\""), ["Deployment"]);
    assert_eq!(answers(&browser, "\"pods several\""), [""; 0]);
}

#[test]
fn a_manifest_that_is_not_there_is_told_and_those_near_to_it_are_offered() {
    let Some((browser, _site)) = opened("/search/") else { return };
    ask(&browser, "Deployment/fery2");
    browser.waits_for(".status button");
    let said = browser.text(".status");
    assert!(said.starts_with("No Deployment is named “fery2”. ") && said.contains("for its words"), "{said}");
    assert_eq!(titles(&browser)[0], "Deployment", "the note with manifests of the kind");
    assert_eq!(texts(&browser, ".status button"), ["Deployment/ferry"]);
    browser
        .click(".status button")
        .waits_until("document.querySelector('.status').textContent === '1 result'");
    assert_eq!(titles(&browser), ["Deployment"]);
    assert_eq!(answers(&browser, "ships/anchors")[0], "Pier 0", "no kind, so two words");
}

/// Words that are rare in notes, and say nothing all the same: a long note that has them all by chance is no answer.
#[test]
fn a_sentence_is_answered_like_what_it_is_about() {
    let Some(browser) = browser() else { return };
    let by_chance = "How is that? They do as I restart a deployment. ".to_string() + &"text ".repeat(1200);
    let vault = vault()
        .file("deployment.md", "# Deployment\n\n## Scaling\n\nText.\n\n## New images\n\nRestart it so.\n")
        .file("long.md", format!("# Long\n\n{by_chance}\n"));
    let vault =
        (0..20).fold(vault, |vault, n| vault.file(&format!("{n}.md"), format!("# Ship {n}\n\nIts ropes.\n")));
    let site = serve(vault.build());
    browser.open(&site.url("/search/"));
    assert_eq!(answers(&browser, "restart deployment")[0], "Deployment");
    assert_eq!(answers(&browser, "how do i restart a deployment")[0], "Deployment");
    let marks = texts(&browser, ".answers > :first-child mark");
    assert!(marks.contains(&"Restart".to_string()), "{marks:?}");
    assert_eq!(texts(&browser, ".answers > :first-child .section b"), ["New images"]);
}

/// However long a sentence is, it asks for no more files than a question of some words: for those of the longest.
#[test]
fn of_a_long_sentence_the_words_that_say_most_are_asked_for() {
    let Some(browser) = browser() else { return };
    let harbour = "# Harbour\n\nThe lighthouse keeper repaired the anchorage buoy yesterday.\n";
    let little = "# Why and how so often\n\nWhy and how did the so often have to go and get the.\n";
    let site = serve(vault().file("a.md", harbour).file("b.md", little).build());
    browser.open(&site.url("/search/"));
    let asked =
        "why and how did the lighthouse keeper so often have to go and get the anchorage buoy repaired";
    assert_eq!(answers(&browser, asked), ["Harbour"]);
}

#[test]
fn what_a_table_or_a_list_of_definitions_explains_stands_before_what_only_uses_it() {
    let Some(browser) = browser() else { return };
    let vault = vault()
        .file("a.md", "# Publishing\n\nSet `url_style`, for `url_style` and `url_style` style a URL.\n\n## URL\n\nText.\n")
        .file("b.md", format!("# Keys\n\n| Key | |\n| --- | --- |\n| `url_style` | How. |\n| `other` | {} |\n", "text ".repeat(300)))
        .file("c.md", "# Harbour\n\nA berth of the berth: berth.\n")
        .file("d.md", format!("# Words\n\nBerth\n: A place.\n\n{}\n", "text ".repeat(300)));
    let site = serve(vault.build());
    browser.open(&site.url("/search/"));
    assert_eq!(answers(&browser, "url_style"), ["Keys", "Publishing"]);
    assert_eq!(answers(&browser, "berth"), ["Words", "Harbour"]);
}

#[test]
fn the_page_answers_the_question_of_its_address() {
    let Some((browser, site)) = opened("/search/?q=lighthouse") else { return };
    browser.waits_for(".answers .note");
    assert_eq!(titles(&browser), ["Pod"]);
    assert_eq!(browser.count(".ways"), 0, "the other ways give room");
    ask(&browser, "ferry");
    assert_eq!(browser.url(), site.url("/search/?q=ferry"));
    ask(&browser, "ships");
    assert_eq!((titles(&browser).len(), browser.text(".status")), (10, "30 results".to_string()));
    browser.asks("document.querySelector('.more-answers').scrollIntoView({ behavior: 'instant' })");
    browser.click(".more-answers").waits_until("document.querySelectorAll('.answers .note').length === 20");
}

#[test]
fn the_page_takes_a_question_where_it_has_none() {
    let Some((browser, _site)) = opened("/search/") else { return };
    browser.waits_until("document.activeElement.matches('.ask input')").types("the lighthouse");
    browser.waits_for(".answers .note");
    assert_eq!(titles(&browser)[0], "Pod");
}

#[test]
fn where_nothing_is_found_near_words_and_the_index_are_offered() {
    let Some((browser, _site)) = opened("/search/") else { return };
    ask(&browser, "dxpljxmznt");
    browser.waits_for(".status button");
    assert!(browser.text(".status").starts_with("Nothing found for “dxpljxmznt”"));
    assert_eq!(browser.count(".status a[href$='a-z/']"), 1);
    browser.click(".status button").waits_for(".answers .note");
    assert_eq!(titles(&browser)[0], "Deployment");
}

#[test]
fn what_is_asked_is_text_and_never_markup() {
    let Some((browser, _site)) = opened("/search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E") else {
        return;
    };
    browser.waits_until("/result|Nothing/.test(document.querySelector('.status')?.textContent)");
    assert_eq!(browser.count(".asked img"), 0);
}

#[test]
fn on_a_phone_the_search_is_a_sheet_that_a_thumb_can_use() {
    let Some((browser, site)) = opened("/cargo/pod/") else { return };
    browser.sized(390, 800).touched();
    browser.click(".find").waits_for("dialog.search");
    assert_eq!(answers(&browser, "ferry"), ["Deployment"]);
    let size = "const box = document.querySelector('dialog').getBoundingClientRect(); return [box.width, box.height]";
    assert_eq!(browser.asks(size), json!([390, 800]));
    browser.click(".answers .note").waits_until("document.title.startsWith('Deployment')");
    assert_eq!(browser.url(), site.url("/cargo/deployment/"));
}

#[test]
fn without_script_the_page_shows_the_other_ways() {
    let Some(browser) = browser() else { return };
    let site = serve(notes().build());
    browser.without_script().open(&site.url("/cargo/pod/"));
    browser.click(".find");
    assert_eq!(browser.text("h1"), "Search");
    assert_eq!(browser.count("input"), 0, "a field that cannot answer is not shown");
    browser.click(".ways a");
    assert_eq!(browser.text("h1"), "All notes");
}

#[test]
fn pages_on_disk_are_searched_too() {
    let Some(browser) = browser() else { return };
    let built = notes().file("rutter.toml", "url_style = \"file\"\ncontent = \".\"\n").build();
    browser.open(&format!("file://{}/cargo/deployment.html", built.folder().display()));
    browser.types("/");
    assert_eq!(answers(&browser, "lighthouse"), ["Pod"]);
    browser.click(".answers .section").waits_until("location.hash");
    assert!(browser.url().ends_with("/cargo/pod.html#eviction"), "{}", browser.url());
}

#[test]
fn nothing_is_loaded_before_somebody_asks_and_little_afterwards() {
    let Some((browser, site)) = opened("/cargo/pod/") else { return };
    assert!(site.asked().iter().all(|url| !url.contains("search")), "{:?}", site.asked());
    site.forget();
    browser.types("/");
    assert_eq!(answers(&browser, "ships ropes").len(), 10);
    let asked = site.asked();
    let bytes: usize = asked.iter().map(|url| gzipped(&site, url)).sum();
    assert!(asked.len() <= 16 && bytes <= 30_000, "{bytes} bytes: {asked:?}");
}

/// How many bytes a file of the site has as servers send it.
fn gzipped(site: &Served, url: &str) -> usize {
    let mut gzip = Command::new("gzip");
    let mut gzip = gzip.args(["-9", "-c"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    gzip.stdin.take().unwrap().write_all(&site.file(url)).unwrap();
    gzip.wait_with_output().unwrap().stdout.len()
}

#[test]
fn a_site_that_is_published_anew_is_searched_anew() {
    let Some(browser) = browser() else { return };
    let vault = notes();
    let site = serve(vault.build());
    browser.open(&site.url("/search/"));
    assert_eq!(answers(&browser, "lighthouse"), ["Pod"]);
    vault.write("new.md", "# New\n\nA semaphore.\n");
    vault.build();
    assert_eq!(answers(&browser, "semaphore"), ["New"], "an older index is not asked any more");
}

#[test]
fn a_page_knows_the_text_of_any_other_without_a_list() {
    let Some((browser, site)) = opened("/search/") else { return };
    browser.waits_until("document.querySelector('.asked .status')");
    let text = |url: &str| {
        let script =
            "return rutterSearch.noteText(URL).then((note) => note && [note.title, note.sections[0].text])";
        browser.asks(&script.replace("URL", &json!(url).to_string()))
    };
    assert_eq!(text("../cargo/pod/#eviction"), json!(["Pod", "The smallest thing a harbour knows."]));
    assert_eq!(text(&site.url("/"))[0], "Harbour");
    assert_eq!(text("../a-z/"), Value::Null);
}

#[test]
fn questions_are_cut_into_words_as_notes_are() {
    let Some((browser, _site)) = opened("/search/") else { return };
    browser.waits_until("document.querySelector('.asked .status')");
    let table: Value = serde_json::from_str(include_str!("../words.json")).unwrap();
    for row in table.as_array().unwrap() {
        let script =
            format!("const {{ words, parts }} = rutterSearch.words({}); return [words, parts]", row[0]);
        assert_eq!(browser.asks(&script), json!([row[1], row[2]]), "{}", row[0]);
    }
}
