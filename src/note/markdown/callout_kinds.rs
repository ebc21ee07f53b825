//! The types of boxes: callouts, admonitions and directives of every tool.

/// Whether a type of box has a name of its own here.
pub(super) fn is_kind(name: &str) -> bool {
    name == "note" || callout_kind(name) != "note"
}

/// The class of a callout type: the types of Obsidian with their synonyms, GitHub's `important` and
/// `caution`; anything else is a note (dialects.md, "Blocks").
pub(super) fn callout_kind(name: &str) -> &'static str {
    match name {
        "abstract" | "summary" | "tldr" => "abstract",
        "info" => "info",
        "todo" => "todo",
        "tip" | "hint" => "tip",
        "important" => "important",
        "success" | "check" | "done" => "success",
        "question" | "help" | "faq" => "question",
        "warning" | "attention" => "warning",
        "caution" => "caution",
        "failure" | "fail" | "missing" => "failure",
        "danger" | "error" => "danger",
        "bug" => "bug",
        "example" => "example",
        "quote" | "cite" => "quote",
        _ => "note",
    }
}
