//! From a linked vault to pages: what each page shows, and the bytes of it.
//!
//! [`plan()`] knows every path of the site and renders nothing; [`Output::render`] makes one page when it is
//! asked for, from one [`view`] that holds all its template may see. So a site never has to be in memory
//! as a whole, and a preview renders only what somebody looks at.

mod api_versions;
mod article;
mod card;
mod config;
mod contents;
mod declared;
mod embeds;
mod excerpt;
mod external;
mod fill;
mod folder;
mod frame;
mod glance;
mod graph;
mod inputs;
mod levels;
pub(crate) mod lints;
mod lists;
mod machines;
mod mentioning;
mod mentions;
mod meta;
mod nav;
mod output;
mod page;
mod plan;
mod planned;
mod problem;
mod range;
mod search;
mod spoken;
mod stale;
mod templates;
mod theme;
mod unmatched;
mod urls;
pub mod view;

pub use config::{Config, ConfigError, FolderLints, UrlStyle};
pub(crate) use declared::navigation;
pub use declared::{
    Declaration, HIDDEN as HIDDEN_DECLARATIONS, docs_folder, is_declaration, snippet_folders,
};
pub use external::External;
pub(crate) use external::faults as external_faults;
pub use inputs::Inputs;
pub(crate) use levels::Levels;
pub use output::{Content, Output};
pub use plan::{Memo, plan};
pub(crate) use plan::{lists, reserved};
pub use templates::{TemplateError, Templates};
pub use theme::{FINGERPRINTED, STATICS, TEMPLATES};
