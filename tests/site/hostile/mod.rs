//! Hostile inputs and faults (hostile.md, rows 10 to 30): one module for each group of rows.

mod front_matter;
mod history;
mod images;
mod includes;
mod markup;
mod names;
#[path = "../../../benches/scaling/patterns.rs"]
mod patterns;
mod process;
mod reading;
mod size;
mod templates;
