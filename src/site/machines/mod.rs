//! What other programs read of a site.

mod graph;
mod headers;
mod image;
mod linked_data;
mod llms;
mod notes;
mod plain;

pub(super) use graph::graph;
pub(super) use headers::headers;
pub(super) use image::image;
pub(super) use linked_data::linked_data;
pub(super) use llms::llms;
pub(super) use notes::notes;
pub(super) use plain::{plain_folder, plain_note};

use serde::Serialize;

/// The version of `graph.json` and `notes.json`: it changes where a field goes or means something else, not where
/// one is added.
const VERSION: u32 = 1;

/// The text of a file of JSON.
fn json(data: &impl Serialize) -> String {
    in_script(data) + "\n"
}

/// JSON that is no HTML whoever reads it, and may stand in a `<script>`: `<` is written as JSON can, for
/// `</script>` would end it.
pub(super) fn in_script(data: &impl Serialize) -> String {
    serde_json::to_string(data).unwrap_or_default().replace('<', "\\u003c")
}
