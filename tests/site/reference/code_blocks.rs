//! dialects.md, "Code blocks".

use super::{shows, shows_with_problems};

#[test]
fn the_first_word_is_the_language_and_the_rest_are_options() {
    shows("```rust title=\"web.rs\"\nfn f() {}\n```", &[], &["web.rs", "data-lang=\"rust\""]);
}

#[test]
fn lines_are_marked_in_each_spelling() {
    for text in [
        "```text {1,3}\na\nb\nc\n```",
        "```text hl_lines=\"1 3\"\na\nb\nc\n```",
        "```text\na // [!code highlight]\nb\nc // [!code highlight]\n```",
    ] {
        let built = shows(text, &[], &[]);
        let page = built.page("/from/a/");
        assert_eq!(page.article().matches("line marked").count(), 2, "{}", page.article());
        page.lacks("[!code");
    }
}

#[test]
fn lines_are_numbered() {
    for option in ["linenos", "showLineNumbers"] {
        shows(&format!("```text {option}\na\nb\n```"), &[], &["<code class=\"numbered\""]);
    }
    shows("```text linenos start=10\na\n```", &[], &["style=\"--first:9\""]);
}

#[test]
fn ranges_are_clamped_to_the_block() {
    let built = shows("```text {1-999999999}\na\nb\n```", &[], &[]);
    assert!(built.page("/from/a/").text().len() < 20_000);
}

#[test]
fn an_unknown_language_is_plain_with_the_nearest_name() {
    let built = shows_with_problems("```pyhton\na\n```", &[], &["<code>a\n"]);
    built.problem_says("unknown-language", "from/a.md:3:1", &["did you mean `python`?"]);
}

#[test]
fn the_indentation_of_lists_and_quotes_is_removed_exactly() {
    shows(
        "- item\n\n  ```text\n  a\n    b\n  ```\n\n> ```text\n> c\n>   d\n> ```",
        &[],
        &["a\n  b\n", "c\n  d\n"],
    );
}

#[test]
fn a_diff_and_wrapped_lines() {
    shows(
        "```diff\n+a\n-b\n```\n\n```text wrap\nlong\n```",
        &[],
        &["data-lang=\"diff\"", "<pre class=\"code wrap\""],
    );
}
