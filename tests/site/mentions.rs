//! Mentions: which notes name another one without a link to it, and which only seem to.

use crate::vault::{Built, Vault, vault};

/// The list of notes that mention the one at `url`; empty where there is none.
fn mentions(built: &Built, url: &str) -> String {
    let page = built.page(url);
    let is_there = page.text().contains("<details class=\"mentions\">");
    if is_there {
        page.between("<details class=\"mentions\">", "</details>").to_string()
    } else {
        String::new()
    }
}

/// What is marked in the list of notes that mention the one at `url`.
fn marked(built: &Built, url: &str) -> Vec<String> {
    let list = mentions(built, url);
    let marks = list.split("<mark>").skip(1);
    marks.map(|mark| mark.split("</mark>").next().unwrap().to_string()).collect()
}

/// A vault in which one note has this title, and another one says this.
fn said(title: &str, text: &str) -> Vault {
    vault().file("named.md", format!("# {title}\n")).file("other.md", format!("# Some text\n\n{text}\n"))
}

/// What is marked in the text as a mention of the title.
fn marks(title: &str, text: &str) -> Vec<String> {
    marked(&said(title, text).build(), "/named/")
}

#[test]
fn a_note_lists_those_that_name_it_with_the_sentence_and_the_section() {
    let text = "Not here.\n\n## What it *needs*\n\nFirst. Each persistent **volume** &amp; its `claim` with a \
                [site](https://example.com). Last.\n";
    let built = said("Persistent Volume", text).build();
    built.has_no_broken_links().has_no_duplicate_ids();
    let page = built.page("/named/");
    page.lacks("page:backlinks").has_in_order(&[
        "<summary>Mentioned without a link in 1 note</summary>",
        "<a href=\"../other/\">Some text</a>",
        "<p>Each <a href=\"../other/#what-it-needs\"><mark>persistent volume</mark></a> &amp; its claim with a \
         site. <small>What it needs</small></p>",
    ]);
}

#[test]
fn aliases_are_names_and_old_urls_are_none() {
    let note = "---\naliases: [Block Device, old/place]\n---\n# Volume\n";
    let text = "A block device, an old/place.\n";
    let built = vault().file("a.md", note).file("b.md", text).build();
    assert_eq!(marked(&built, "/a/"), ["block device"]);
}

/// Such an alias is there to be linked in a sentence.
#[test]
fn an_alias_of_one_word_in_small_letters_is_an_ordinary_word() {
    let note = "---\naliases: [claim, kube-volume, Claims, 볼륨클레임]\n---\n# PersistentVolumeClaim\n";
    let text = |name: &str| format!("We {name} that.\n");
    for (name, found) in [("claim", 0), ("kube-volume", 1), ("Claims", 1), ("볼륨클레임", 1)] {
        let built = vault().file("a.md", note).file("b.md", text(name)).build();
        assert_eq!(marked(&built, "/a/").len(), found, "{name}");
    }
}

/// Many vaults write all titles small (`with`, `deploy`): whether such a word is a name is told by how people use it.
#[test]
fn a_title_of_one_word_in_small_letters_is_a_name_where_it_is_linked_as_often_as_not() {
    let vault = |linking: usize, naming: usize| {
        let linked = (0..linking).fold(said("deploy", ""), |vault, n| {
            vault.file(&format!("l{n}.md"), "To [[named|deploy]] it, deploy.\n")
        });
        (0..naming)
            .fold(linked, |vault, n| vault.file(&format!("n{n}.md"), "First deploy that, then deploy.\n"))
    };
    for (linking, naming, found) in [(0, 1, 0), (1, 1, 1), (1, 2, 0), (3, 2, 2)] {
        let built = vault(linking, naming).build();
        assert_eq!(marked(&built, "/named/").len(), found, "{linking} link it, {naming} name it");
    }
    for (title, text, found) in [
        ("redis", "A cache of Redis.", "Redis"),
        ("glusterfs", "GlusterFS is one.", "GlusterFS"),
        ("rbac", "As RBAC says.", "RBAC"),
        ("deploy", "Deploy that.", ""),
        ("kube-proxy", "Each kube-proxy.", "kube-proxy"),
        ("持久卷", "每个持久卷都有大小。", "持久卷"),
    ] {
        assert_eq!(marks(title, text).first().map_or("", String::as_str), found, "{title}: {text}");
    }
    let both = vault(0, 2).file("n3.md", "We deploy with Deploy, and deploy.\n").build();
    assert_eq!(marked(&both, "/named/"), ["Deploy"], "a name, whatever else the text has");
}

/// HTML does not care for capitals in the names of its elements.
#[test]
fn code_in_capitals_mentions_nothing_and_hides_nothing() {
    assert_eq!(marks("Block Device", "A Block Device, then <KBD>Tab</KBD>."), ["Block Device"]);
    assert_eq!(marks("Block Device", "Then <CODE>block device</CODE>."), [""; 0]);
}

#[test]
fn the_name_of_the_home_page_is_that_of_the_site() {
    let built = vault().file("index.md", "# Our Notes\n").file("b.md", "All of our notes.\n").build();
    assert_eq!(mentions(&built, "/"), "");
}

#[test]
fn whole_words_alone_are_names() {
    for (title, text, found) in [
        ("Node", "A Nodes, a (Node) and Node's.", 1),
        ("Node", "Nodes, node-exporter, Node-Pool, Node.js, io/Node, my_Node, Node2.", 0),
        ("CI/CD", "We do CI/CD here.", 1),
        ("Größe", "Die Größe, die die Übergröße.", 1),
        ("C++ API", "The c++ api.", 1),
    ] {
        assert_eq!(marks(title, text).len(), found, "{title}: {text}");
    }
}

#[test]
fn scripts_without_blanks_have_no_boundaries() {
    assert_eq!(marks("持久卷", "每个持久卷都有大小。"), ["持久卷"]);
    assert_eq!(marks("卷", "每个持久卷都有大小。"), [""; 0]);
}

#[test]
fn one_word_with_a_capital_is_a_name_and_without_one_a_word() {
    assert_eq!(marks("Service", "The service of a SERVICE is no Service."), ["Service"]);
    assert_eq!(
        marked(
            &vault()
                .file("a.md", "---\naliases: [SERVICE]\n---\n# Service\n")
                .file("b.md", "A SERVICE and a Service.\n")
                .build(),
            "/a/"
        ),
        ["SERVICE"]
    );
    assert_eq!(marks("kubelet", "Each Kubelet and each kubelet."), ["Kubelet"]);
    assert_eq!(marks("Network Policy", "Every network policy."), ["network policy"]);
}

/// There a capital says nothing, but one inside of the word does.
#[test]
fn one_word_at_the_beginning_of_a_sentence_is_no_name() {
    for text in
        ["Support is near.", "Near. “Support” is.", "- Support", "Here: Support", "| Support |\n|---|\n| a |"]
    {
        assert_eq!(marks("Support", text), [""; 0], "{text}");
    }
    assert_eq!(marks("Support", "Near is *Support*."), ["Support"]);
    assert_eq!(marks("ReplicaSet", "ReplicaSet is near."), ["ReplicaSet"]);
}

#[test]
fn short_names_and_numbers_are_none() {
    assert_eq!(marks("Pod", "A Pod here."), [""; 0]);
    assert_eq!(marks("2024", "It was 2024 then."), [""; 0]);
    assert_eq!(marks("1 + 1", "As 1 + 1 is."), [""; 0]);
    assert_eq!(marks("2024-05-01", "It was on 2024-05-01."), ["2024-05-01"]);
}

#[test]
fn the_longest_name_is_meant() {
    let built = said("Persistent Volume", "A persistent volume claim.")
        .file("claim.md", "# Persistent Volume Claim\n")
        .build();
    assert_eq!(mentions(&built, "/named/"), "");
    assert_eq!(marked(&built, "/claim/"), ["persistent volume claim"]);
}

#[test]
fn a_longer_name_that_is_not_there_hides_no_shorter_one() {
    let built = said("Persistent Volume", "A persistent volume claims.")
        .file("claim.md", "# Persistent Volume Claim\n")
        .build();
    assert_eq!(marked(&built, "/named/"), ["persistent volume"]);
}

#[test]
fn a_name_of_two_notes_is_of_none_and_hides_what_is_in_it() {
    let built = said("Release Notes", "Read the release notes here.")
        .file("two/again.md", "---\naliases: [release notes]\n---\n# Another\n")
        .file("part.md", "# Notes\n")
        .build();
    for url in ["/named/", "/two/again/", "/part/"] {
        assert_eq!(mentions(&built, url), "", "{url}");
    }
}

#[test]
fn code_links_headings_and_front_matter_mention_nothing() {
    let other = "---\ndescription: A Volume\n---\n# Volume text\n\n## Of Volume\n\n`Volume` and [Volume](https://a.example), \
                 [[third|Volume]].\n\n```yaml title=\"Some Volume\"\nkind: Volume\n```\n\n    Volume\n\n<a href=\"https://b.example\">Volume</a> \
                 <kbd>Volume</kbd> $Volume$\n\n%% Volume %% <!-- Volume -->\n";
    let built =
        vault().file("named.md", "# Volume\n").file("other.md", other).file("third.md", "# Third\n").build();
    assert_eq!(mentions(&built, "/named/"), "");
}

#[test]
fn what_is_shown_of_another_note_mentions_nothing_here() {
    let built =
        said("Volume Claim", "A volume claim.").file("showing.md", "# Showing\n\n![[other]]\n").build();
    let list = mentions(&built, "/named/");
    assert!(list.contains("../other/") && !list.contains("../showing/"), "{list}");
}

#[test]
fn who_links_to_a_note_does_not_mention_it_besides() {
    let built = said("Volume Claim", "A volume claim.")
        .file("linking.md", "A volume claim, and [[named]].\n")
        .file("using.md", "# Volume Claim use\n\nA volume claim.\n\n```yaml\napiVersion: v1\nkind: VolumeClaim\nmetadata: {name: a}\n```\n")
        .file("named.md", "---\nkinds: [VolumeClaim]\n---\n# Volume Claim\n\nA volume claim is this.\n")
        .build();
    let list = mentions(&built, "/named/");
    assert!(list.contains("../other/"), "{list}");
    assert_eq!(list.matches("<li>").count(), 1, "{list}");
}

#[test]
fn unlisted_notes_and_drafts_mention_nothing_and_are_not_mentioned() {
    let built = said("Volume Claim", "A volume claim and a secret thing.")
        .file("hidden.md", "---\nunlisted: true\n---\n# Secret Thing\n\nA volume claim.\n")
        .file("draft.md", "---\ndraft: true\n---\n# Draft\n\nA volume claim.\n")
        .build();
    assert_eq!(mentions(&built, "/named/").matches("<li>").count(), 1);
    assert_eq!(mentions(&built, "/hidden/"), "");
}

#[test]
fn text_in_footnotes_lists_and_tables_counts() {
    let text = "| a | b |\n|---|---|\n| Volume | Claim |\n| x | A Volume Claim |\n\nText.[^1]\n\n- Volume\n- Claim\n\n[^1]: The volume claim.\n";
    let built = said("Volume Claim", text).build();
    assert_eq!(marked(&built, "/named/"), ["Volume Claim"]);
    let text = "## Part\n\nText.[^1]\n\n[^1]: The volume claim.\n";
    let built = said("Volume Claim", text).build();
    built.page("/named/").has("The <a href=\"../other/\"><mark>volume claim</mark></a>.");
}

#[test]
fn those_that_name_it_most_often_come_first_and_the_rest_are_counted() {
    let text = |n: usize| format!("# N{n:02}\n\n{}", "A volume claim. ".repeat(1 + n % 2));
    let vault =
        (0..25).fold(said("Volume Claim", ""), |vault, n| vault.file(&format!("n{n:02}.md"), text(n)));
    let list = mentions(&vault.build(), "/named/");
    assert_eq!(list.matches("<li>").count(), 20, "{list}");
    let titles: Vec<&str> = list.split("/\">N").skip(1).map(|rest| &rest[..2]).collect();
    assert_eq!(
        (titles[..3].to_vec(), titles[11..14].to_vec()),
        (vec!["01", "03", "05"], vec!["23", "00", "02"])
    );
    assert!(list.contains("25 notes") && list.contains("And 5 more notes"), "{list}");
}

#[test]
fn a_title_is_text_and_no_markup() {
    let title = "---\ntitle: \"<img src=x onerror=alert(1)> & Co\"\n---\n";
    let built = vault()
        .file("named.md", title)
        .file("other.md", "As &lt;img src=x onerror=alert(1)&gt; &amp; Co says.\n")
        .build();
    let list = mentions(&built, "/named/");
    assert!(list.contains("<mark>&lt;img src=x onerror=alert(1)&gt; &amp; Co</mark>"), "{list}");
}

#[test]
fn names_that_say_nothing_are_looked_for_nowhere() {
    let built = vault()
        .file("a.md", "---\ntitle: \"\"\naliases: [\"\", \" \", \"-\", \"!!!!!\", x]\n---\n# A\n")
        .file("b.md", "---\ntitle: X\n---\n- x ! !!!!! - X\n\n&nbsp;\n")
        .build();
    assert_eq!((mentions(&built, "/a/"), mentions(&built, "/b/")), (String::new(), String::new()));
}

/// What is slow where names begin alike: each word of the text begins ten thousand of them.
#[test]
fn names_that_begin_alike_and_long_texts_take_no_longer_than_others() {
    let named = |vault: Vault, n: usize| {
        vault.file(&format!("n/{n}.md"), format!("---\ntitle: {}end {n}\n---\n", "all alike ".repeat(n % 19)))
    };
    let built = (0..500)
        .fold(said("All Alike", "all alike ".repeat(100_000).as_str()), named)
        .file("third.md", "所".repeat(300_000))
        .file("fourth.md", format!("---\ntitle: {}\n---\n", "所".repeat(39) + "有"))
        .build_with(&["-q"]);
    assert_eq!(built.code(), 0, "{}", built.said());
    assert_eq!(marked(&built, "/named/"), ["all alike"]);
}

#[test]
fn ten_thousand_titles_are_found_each_where_it_stands() {
    let count = 10_000;
    let text = (0..count).map(|n| format!("thing number {n}, ")).collect::<String>();
    let aliases = (0..count).map(|n| format!("  - thing number {n}\n")).collect::<String>();
    let built = vault()
        .file("named.md", format!("---\naliases:\n{aliases}---\n# Named\n"))
        .file("other.md", text)
        .build();
    assert_eq!(marked(&built, "/named/"), ["thing number 0"]);
}

#[test]
fn one_thread_and_two_find_the_same() {
    let text = |n: usize| format!("# Title {n}\n\nAs title {} and title {} say.\n", (n * 7) % 30, n / 2);
    let vault = (0..30).fold(vault(), |vault, n| vault.file(&format!("{n}.md"), text(n)));
    vault.build_with(&["--jobs", "1"]);
    let one = vault.published();
    vault.build_with(&["--jobs", "2"]);
    assert!(one == vault.published());
    let page = String::from_utf8(one["3/index.html"].clone()).unwrap();
    assert!(page.contains("<details class=\"mentions\">"), "{page}");
}
