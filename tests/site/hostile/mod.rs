//! Hostile inputs and faults (hostile.md, rows 16 and 18 to 30): one module for each group of rows.

mod front_matter;
mod history;
mod images;
mod includes;
mod names;
mod process;
mod reading;
mod size;
mod templates;
