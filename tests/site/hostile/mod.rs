//! Hostile inputs and faults (hostile.md, rows 18 to 30): one module for each group of rows.

mod front_matter;
mod history;
mod images;
mod names;
mod process;
mod reading;
mod size;
mod templates;
