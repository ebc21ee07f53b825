//! A compiler and linker for notes.
pub mod kube;
pub mod text;
