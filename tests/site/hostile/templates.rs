//! Row 22: a template that does not end, or nests without end, is a fault that names it.

use crate::vault::{Built, vault};

fn build(templates: &[(&str, String)]) -> Built {
    let mut vault = vault().file("rutter.toml", "").file("content/a.md", "# A\n");
    for (name, text) in templates {
        vault = vault.file(&format!("templates/{name}"), text);
    }
    let built = vault.build_with(&[]);
    assert!(!vault.out().exists(), "a fault publishes nothing");
    built
}

fn note(text: impl Into<String>) -> Built {
    build(&[("note.html", text.into())])
}

#[test]
fn row_22_templates_that_lead_back_to_themselves_are_named_with_the_chain() {
    note("{% include \"note.html\" %}").is_stopped_with(&["Circular include", "note.html"]);
    note("{% extends \"note.html\" %}").is_stopped_with(&["Circular extend", "note.html"]);
    let pair = |tag: &str| {
        let to = |name: &str| format!("{{% {tag} \"{name}\" %}}");
        build(&[("note.html", to("other.html")), ("other.html", to("note.html"))])
    };
    pair("include").is_stopped_with(&["note.html", "other.html"]);
    pair("extends").is_stopped_with(&["note.html", "other.html"]);
    note("{% component deep() %}{{ <deep /> }}{% endcomponent deep %}\n{{ <deep /> }}")
        .is_stopped_with(&["note.html", "recursion depth"]);
}

#[test]
fn row_22_endless_expressions_are_named_with_their_line() {
    let many = |part: &str| part.repeat(50_000);
    for text in [
        format!("x\n{{{{ 1{} }}}}", many("+1")),
        format!("x\n{{{{ 'a'{} }}}}", many(" ~ 'b'")),
        format!("x\n{{{{ 'a'{} }}}}", many(" | upper")),
        format!("x\n{{{{ a{} }}}}", many(".b")),
        format!("x\n{{% if true{} %}}{{% endif %}}", many(" and true")),
        format!("x\n{{{{ {}1{} }}}}", many("("), many(")")),
        format!("x\n{{{{ {}1{} }}}}", many("["), many("]")),
        format!("x\n{{{{ {}1 }}}}", many("not ")),
        format!("x\n{{% if true %}}{}{{% endif %}}", many("{% elif true %}")),
        format!("x\n{}{}", many("{% if true %}"), many("{% endif %}")),
    ] {
        note(text).is_stopped_with(&["note.html:2:"]);
    }
}

#[test]
fn row_22_endless_loops_end_in_an_error() {
    note("x\n{% for a in range(end=1000000000) %}{{ a }}{% endfor %}").is_stopped_with(&["note.html:2:13"]);
    for (outer, inner) in [(100_000, 100_000), (9_000, 9_000), (100, 100)] {
        let loops = format!("{{% for a in range(end={outer}) %}}\n{{% for b in range(end={inner}) %}}");
        note(format!("{loops}{{% endfor %}}{{% endfor %}}"))
            .is_stopped_with(&["note.html:", "10000 numbers"]);
    }
    let loops = "{% set r = range(end=1000) %}{% for a in r %}{% for b in r %}";
    let text = format!("{loops}{}{{% endfor %}}{{% endfor %}}", "long ".repeat(1_000));
    note(text).is_stopped_with(&["note.html", "longer than 256 MiB"]);
}

#[test]
fn row_22_ranges_count_up_and_down_and_each_page_has_its_own() {
    let part = |text: &str| format!("{{% for n in range({text}) %}}{{{{ n }}}},{{% endfor %}};");
    let parts = ["end=3", "start=1, end=8, step_by=3", "start=5, end=0, step_by=-2", "end=0", "end=9000"];
    let vault = vault()
        .file("rutter.toml", "")
        .file("templates/note.html", parts.map(part).concat())
        .file("content/a.md", "# A\n")
        .file("content/b.md", "# B\n");
    let built = vault.build_with(&["--jobs", "1"]);
    assert_eq!(built.code(), 0, "{}", built.said());
    for page in ["/a/", "/b/"] {
        built.page(page).has("0,1,2,;1,4,7,;5,3,1,;;0,1,").has("8999,;");
    }
    for text in ["end=0, start=1", "end=1, step_by=0", "start=1", "end=\"x\""] {
        note(part(text)).is_stopped_with(&["note.html:1:13"]);
    }
}

#[test]
fn row_22_every_fault_of_a_template_has_a_place() {
    for (text, place) in [
        ("x\n{{ nothing.here }}", "note.html:2:4"),
        ("x\n{{ article. }}", "note.html:2:"),
        ("x\n{% include \"gone.html\" %}", "note.html:2:12"),
        ("x\n{{ throw(message=\"m\") }}", "note.html:2:4"),
        ("x\n{{ 'a' | no_such_filter }}", "note.html:2:"),
        ("x\n{{ 1 / 0 }}", "note.html:2:"),
        ("x\n{% if true %}", "note.html:2:"),
    ] {
        note(text).is_stopped_with(&[place]);
    }
}

#[test]
fn row_22_a_template_of_no_page_is_checked_as_well() {
    build(&[("unused.html", "{{ oops".to_string())]).is_stopped_with(&["unused.html:1:"]);
}
