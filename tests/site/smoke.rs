//! The shortest way through the whole program.

use crate::vault::vault;

#[test]
fn two_notes_that_link_to_each_other_become_two_pages() {
    let built =
        vault().file("a.md", "# First\n\nSee [[b]].\n").file("b.md", "# Second\n\nBack to [[a]].\n").build();
    built.has_no_problems();
    built.page("/a/").has("<a href=\"../b/\">b</a>").has_once("<h1");
    built.page("/b/").has("Back to");
}

#[test]
fn a_list_of_contents_stands_where_it_is_asked_for() {
    let built = vault().file("a.md", "# A\n\n[[toc]]\n\n## One\n\n### Two\n").build();
    built.has_no_problems();
    built
        .page("/a/")
        .has("<nav class=\"toc\" aria-label=\"Contents\"><ul><li><a href=\"#one\">One</a><ul><li><a href=\"#two\">Two</a>")
        .lacks("<p><nav");
}
