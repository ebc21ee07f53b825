//! A compiler and linker for notes.
pub mod text;
