//! `rutter links`: every link with its answer, the rule that gave it, and what it could have meant.

use serde_json::Value;

use crate::vault::{Built, Vault, rutter, vault};

/// The links of a vault as JSON.
fn listed(vault: &Vault, arguments: &[&str]) -> Vec<Value> {
    let built = vault.ask("links", &[arguments, &["--format", "jsonl"]].concat());
    assert_eq!(built.code(), 0, "{}", built.said());
    built.answered().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What was asked of the only link of `a.md`, in a vault of these notes.
fn fields(text: &str, others: &[&str], fields: &[&str]) -> Vec<Value> {
    let vault = vault().file("x/a.md", text);
    let vault = others.iter().fold(vault, |vault, path| vault.file(path, "# A heading\n"));
    let links = listed(&vault, &[]);
    let link = links.iter().find(|link| link["file"] == "x/a.md").expect("a link");
    fields.iter().map(|field| link[field].clone()).collect()
}

#[test]
fn each_step_of_the_resolution_order_is_named() {
    for (link, others, file, rule) in [
        ("[[#Here]]\n\n# Here", &[][..], "x/a.md", "this"),
        ("[[./b]]", &["x/b.md", "b.md"], "x/b.md", "relative"),
        ("[t](b.md)", &["x/b.md", "b.md"], "x/b.md", "relative"),
        ("[[b]]", &["x/b.md", "b.md"], "b.md", "root"),
        ("[[b]]", &["x/b.md", "y/b.md"], "x/b.md", "own-folder"),
        ("[[b]]", &["y/b.md"], "y/b.md", "ending"),
        ("![[b.png]]", &["y/b.png"], "y/b.png", "ending"),
        ("![[b.png]]", &["x/b.png"], "x/b.png", "own-folder"),
        ("![[b.png]]", &["b.png"], "b.png", "root"),
        ("[[A heading]]", &["y/b.md"], "y/b.md", "alias"),
        ("[[Ä b]]", &["y/a-b.md"], "y/a-b.md", "slug"),
        ("[[y]]", &["z/y/index.md"], "z/y/index.md", "folder"),
        ("[t](y)", &["z/y/b.md"], "z/y/", "folder"),
        ("[t](/y/b/)", &["y/b.md"], "y/b.md", "root"),
        ("[t](/y/b-c)", &["y/B c.md"], "y/B c.md", "url"),
        ("[t](/b.png)", &["static/b.png"], "static/b.png", "published"),
    ] {
        let found = fields(link, others, &["status", "resolved", "rule"]);
        assert_eq!(found, ["resolved", file, rule], "{link} {others:?}");
    }
    assert_eq!(
        fields("[[nothing]]", &[], &["status", "resolved", "rule"]),
        ["missing".into(), Value::Null, "missing".into()]
    );
}

#[test]
fn candidates_that_lost_are_listed() {
    let found =
        fields("[[b]]", &["z/y/b.md", "y/b.md", "w/y/b.md"], &["status", "rule", "candidates", "lost"]);
    assert_eq!(
        found,
        ["ambiguous".into(), "ending".into(), 3.into(), serde_json::json!(["w/y/b.md", "z/y/b.md"])]
    );
    let found = fields("![[b.png]]", &["z/y/b.png", "y/b.png"], &["status", "rule", "lost"]);
    assert_eq!(found, ["ambiguous".into(), "ending".into(), serde_json::json!(["z/y/b.png"])]);
    let found = fields("[[A heading]]", &["y/c.md", "y/b.md"], &["status", "rule", "lost"]);
    assert_eq!(found, ["ambiguous".into(), "alias".into(), serde_json::json!(["y/c.md"])]);
    let found = fields("[[b]]", &["x/b.md", "y/b.md"], &["status", "rule", "lost"]);
    assert_eq!(found, ["resolved".into(), "own-folder".into(), serde_json::json!(["y/b.md"])]);
}

#[test]
fn of_many_candidates_some_are_named_and_all_are_counted() {
    let vault =
        (0..30).fold(vault().file("a.md", "[[b]]\n"), |vault, n| vault.file(&format!("{n}/b.md"), "x\n"));
    let link = &listed(&vault, &[])[0];
    assert_eq!((link["candidates"].as_u64(), link["lost"].as_array().unwrap().len()), (Some(30), 20));
    for arguments in [&[][..], &["a:1"]] {
        let told = vault.ask("links", arguments).answered();
        assert!(told.contains("and 9 more"), "{told}");
    }
}

#[test]
fn a_link_to_a_draft_says_so() {
    let vault = vault().file("a.md", "[[b]]\n").file("b.md", "---\ndraft: true\n---\n");
    let link = &listed(&vault, &[])[0];
    assert_eq!((&link["status"], &link["rule"]), (&"missing".into(), &"draft".into()));
    assert_eq!(listed(&vault, &["--drafts"])[0]["rule"], "root");
}

#[test]
fn places_are_those_of_the_first_bracket() {
    let text = "---\ntitle: T\n---\nÄöü [[b]] ![[b.png]]\n\n| a | b |\n| --- | --- |\n| ü\\|[[b\\|c]] | ![t](b.png) |\n";
    let vault = vault().file("a.md", text).file("b.md", "x\n").file("b.png", "");
    let places: Vec<(u64, u64, String)> = listed(&vault, &[])
        .iter()
        .map(|link| {
            let byte = link["byte"].as_u64().unwrap() as usize;
            assert!(text[byte..].starts_with('['), "{link}");
            (link["line"].as_u64().unwrap(), link["col"].as_u64().unwrap(), link["raw"].to_string())
        })
        .collect();
    let expected = [(4, 5, "[[b]]"), (4, 12, "![[b.png]]"), (8, 6, "[[b\\|c]]"), (8, 18, "![t](b.png)")];
    let expected = expected.map(|(line, col, raw)| (line, col, Value::from(raw).to_string()));
    assert_eq!(places, expected);
}

#[test]
fn links_over_several_lines_have_their_own_characters() {
    for text in [
        "‹[x](b.md⏎\"t⏎u\")› ‹[y](b.md)› `c` ‹[z](b.md)›",
        "‹[x](⏎b.md)›⏎‹[multi⏎line](b.md)›",
        "‹[x](⏎  <b.md>⏎  \"title\")› after⏎more ‹[y](b.md)›",
        "a **‹[x](b(c).md⏎(t))›** (t) ‹![i⏎j](i.png⏎'t')›⏎‹[y](b.md)› ‹[[b]]›",
        "> ‹[x](b.md⏎> \"t⏎> u\")› ‹[y](b.md)›⏎> and ‹[q⏎> r](b.md)› s",
        "- ‹[x](⏎  b.md)› ‹[z](b.md)›⏎  - > é ‹[x](b.md⏎    > 'a')› ‹[y⏎    > z](b.md)›",
        "‹[x⏎y][r]› ‹[z][⏎r]› a ‹[y](b.md)›⏎‹[y](b.md)›⏎⏎[r]: b.md",
        "[r]: b.md⏎[s]: b.md⏎'t'⏎a ‹[r]› b⏎‹[s]›",
        "‹[![x](i.png⏎'t')](b.md)› ‹[y](b.md)›⏎===",
    ] {
        let text = text.replace('⏎', "\n");
        let expected: Vec<&str> = text.split('‹').skip(1).filter_map(|rest| rest.split('›').next()).collect();
        let note = text.replace(['‹', '›'], "");
        let vault = vault().file("a.md", &note).file("b.md", "x\n").file("b(c).md", "").file("i.png", "");
        let raw: Vec<String> =
            listed(&vault, &[]).iter().map(|link| link["raw"].as_str().unwrap().to_string()).collect();
        let outer: Vec<&String> = raw.iter().filter(|raw| !raw.starts_with("![x]")).collect();
        assert_eq!(outer, expected, "{note}");
    }
}

#[test]
fn a_pipe_in_a_cell_is_a_character_of_its_link() {
    let row = "| ‹[x\\|y](b.md)› | \\|\\\\ ‹![q\\|r](i.png)› `\\|` ‹[q](a\\|b.md)› \\| ‹[y](b.md)› |";
    let expected: Vec<&str> = row.split('‹').skip(1).filter_map(|rest| rest.split('›').next()).collect();
    let text = format!("| a | b |\n|---|---|\n{}\n", row.replace(['‹', '›'], ""));
    let vault = vault().file("a.md", &text).file("b.md", "x\n").file("i.png", "");
    let raw: Vec<Value> = listed(&vault, &[]).iter().map(|link| link["raw"].clone()).collect();
    assert_eq!(raw, expected);
}

#[test]
fn fragments_tell_whether_they_were_found() {
    for (link, ok) in [
        ("[[b#A heading]]", Value::Bool(true)),
        ("[[b#Another]]", Value::Bool(false)),
        ("[[b]]", Value::Null),
        ("[[c.pdf#page=2]]", Value::Null),
    ] {
        let found = fields(link, &["b.md", "c.pdf"], &["anchor_ok", "status"]);
        assert_eq!(found, [ok, "resolved".into()], "{link}");
    }
}

#[test]
fn paths_are_from_the_root_of_a_site() {
    let vault = vault().file("content/a.md", "[[b]]\n").file("content/n/b.md", "x\n");
    let links = listed(&vault, &[]);
    assert_eq!(
        (&links[0]["file"], &links[0]["resolved"]),
        (&"content/a.md".into(), &"content/n/b.md".into())
    );
}

#[test]
fn kinds_are_listed_where_they_are_asked_for() {
    let vault = vault().file("a.md", "```yaml\nkind: Pod\n```\n").file("pod.md", "x\n");
    assert!(listed(&vault, &[]).is_empty());
    let links = listed(&vault, &["--kinds"]);
    assert_eq!(links.len(), 1);
    assert_eq!((&links[0]["rule"], &links[0]["resolved"]), (&"kind".into(), &"pod.md".into()));
}

#[test]
fn a_public_folder_of_another_tool_is_looked_in_as_a_build_elsewhere_would() {
    let vault = vault().file("content/a.md", "![i](/i.png)\n").file("public/i.png", "");
    assert_eq!(listed(&vault, &[])[0]["resolved"], "public/i.png");
    vault.build().has_no_problems();
}

#[test]
fn a_table_has_a_line_for_each_link() {
    let vault = vault().file("数.md", "[[数]] and [[b#x]]\n").file("b.md", "x\n");
    let table = vault.ask("links", &[]).answered();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(
        lines,
        [
            "place       status    rule  link     leads to",
            "数.md:1:1   resolved  root  [[数]]   数.md",
            "数.md:1:11  resolved  root  [[b#x]]  b.md (without its anchor)",
        ]
    );
}

#[test]
fn one_note_or_one_line_can_be_asked_for() {
    let vault =
        vault().file("content/n/note.md", "[[b]]\n\n[[b]] [[c]]\n").file("content/b.md", "[[n/note]]\n");
    for note in ["n/note", "n/note.md", "./n/note"] {
        assert_eq!(listed(&vault, &[note]).len(), 3, "{note}");
        assert_eq!(listed(&vault, &[&format!("{note}:3")]).len(), 2, "{note}");
    }
    assert_eq!(listed(&vault, &["n/note:2"]).len(), 0);
    vault.ask("links", &["n/nite"]).is_stopped_with(&["there is no note `n/nite`", "did you mean `note`"]);
    vault.ask("links", &["n/note:x"]).is_stopped_with(&["there is no note `n/note:x`"]);
    let here = |typed: &str| vault.ran(rutter(&["links", typed]).current_dir(vault.path("")));
    let count = |built: Built| built.answered().matches("content/n/note.md:3:").count();
    for typed in ["n/note.md:3", "content/n/note.md:3"] {
        assert_eq!(count(here(typed)), 2, "{typed}");
    }
    here("/nowhere").is_stopped_with(&["cannot find `/nowhere`"]);
}

#[test]
fn a_line_is_explained_in_sentences() {
    let vault = vault()
        .file("a.md", "[[b]] [[c#Tow]] [[nothing]]\n\n[t](c.md#) [[c#two]] [[T]]\n")
        .file("x/b.md", "# T\n")
        .file("y/b.md", "# T\n")
        .file("c.md", "## Two\n");
    let told = vault.ask("links", &["a.md:1"]).answered();
    let expected = "\
a.md:1:1: `[[b]]`
  It leads to `x/b.md`: its path ends so (step 4).
  It could have meant `y/b.md`; the shortest path wins, then the first in the alphabet.

a.md:1:7: `[[c#Tow]]`
  It leads to `c.md`: that is the path from the root of the notes (step 2).
  There is no `Tow` in it: the link leads to the top of the note.

a.md:1:17: `[[nothing]]`
  It leads nowhere: no note, file or folder has this name.
";
    assert_eq!(told, expected);
    let told = vault.ask("links", &["a.md:3"]).answered();
    let expected = "\
a.md:3:1: `[t](c.md#)`
  It leads to `c.md`: that is the path from the folder of this note (step 1).

a.md:3:12: `[[c#two]]`
  It leads to `c.md`: that is the path from the root of the notes (step 2).
  `two` is `Two` there.

a.md:3:22: `[[T]]`
  It leads to `x/b.md`: it has this alias, `id` or title (step 5).
  It could have meant `y/b.md`; the first in the alphabet wins.
";
    assert_eq!(told, expected);
}

#[test]
fn links_of_footnotes_are_listed_by_their_places() {
    let text = "A [[b]][^1] and ^[see [[c]]] [[d]].\n\n[^1]: Of [[e]].\n\nLast ![[f]].\n";
    let vault = vault().file("a.md", text);
    let links = listed(&vault, &["a.md"]);
    let targets: Vec<&str> = links.iter().filter_map(|link| link["target"].as_str()).collect();
    assert_eq!(targets, ["b", "c", "d", "e", "f"]);
    let table = vault.ask("links", &["a.md"]).answered();
    let places: Vec<usize> = targets.iter().filter_map(|name| table.find(&format!("[[{name}]]"))).collect();
    assert!(places.len() == 5 && places.is_sorted(), "{table}");
}
