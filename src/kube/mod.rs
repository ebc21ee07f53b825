//! What a Kubernetes manifest means: YAML with places, kinds and names.
//!
//! Knows nothing of notes. Everything here reads tolerantly: documentation shows manifests that are
//! cut short, templated or broken, and a reader still wants them coloured and linked.

mod kind;
mod lexer;
mod manifest;
mod outline;

pub use kind::concept_names;
pub use lexer::{Lexeme, Role, lex};
pub use manifest::{Manifest, manifests};
