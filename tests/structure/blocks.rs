//! What the guide tells of the templates: each by its name, and the blocks that a site can say anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{files_below, root};

#[test]
fn the_guide_tells_the_blocks_of_the_templates() {
    let templates = files_below(&root().join("templates"));
    assert_eq!(told(&guide()), there(&templates), "content/guide/templates.md against templates/");
}

#[test]
fn the_guide_names_every_template() {
    let (guide, templates) = (guide(), files_below(&root().join("templates")));
    let unnamed: Vec<&String> =
        templates.keys().filter(|name| !guide.contains(&format!("`{name}`"))).collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
}

fn guide() -> String {
    fs::read_to_string(root().join("content/guide/templates.md")).unwrap()
}

/// The rows of the table whose first column is *Block*: a block with the templates that have it.
fn told(guide: &str) -> BTreeMap<String, BTreeSet<String>> {
    let rows = guide.lines().skip_while(|line| !line.starts_with("| Block |")).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_string).collect::<Vec<_>>();
    let cells = |row: &str| row.split('|').map(str::to_string).collect::<Vec<_>>();
    rows.map(cells).map(|cells| (names(&cells[1]).concat(), names(&cells[2]).into_iter().collect())).collect()
}

/// The blocks that templates have; one of the base is that of the base alone, for all others extend it.
fn there(templates: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut there: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (template, text) in templates {
        for block in blocks(text) {
            there.entry(block.to_string()).or_default().insert(template.clone());
        }
    }
    for of in there.values_mut().filter(|of| of.contains("base.html")) {
        of.retain(|template| template == "base.html");
    }
    there
}

/// `{% block NAME %}` and `{%- block NAME -%}`
fn blocks(template: &str) -> impl Iterator<Item = &str> {
    let tags = template.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
    tags.filter_map(|tag| tag.strip_prefix("block ")?.split_whitespace().next())
}

#[test]
fn blocks_are_found_in_templates_and_in_the_guide() {
    let template = |name: &str, text: &str| (name.to_string(), text.to_string());
    let templates = BTreeMap::from([
        template("base.html", "{% block a %}{% endblock a %}"),
        template("x.html", "{% block a %}{%- block b -%}{% endblock b %}{% endblock a %}"),
        template("y.html", "{% block b %}{% endblock b %}"),
    ]);
    let guide = "| Template | x |\n| --- | --- |\n| `z` | z |\n\n| Block | Of | Holds |\n| --- | --- | --- |\n\
                 | `a` | `base.html` | x |\n| `b` | `x.html`, `y.html` | `c` |\n\n| `d` | `e` | f |\n";
    assert_eq!(there(&templates), told(guide));
    assert_eq!(told(guide).len(), 2);
}
