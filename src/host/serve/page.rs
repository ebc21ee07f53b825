//! The pages of the preview's own.

use crate::site::TemplateError;
use crate::text::escape;

/// What is shown where a template fails.
pub(super) fn of_fault(error: &TemplateError) -> String {
    format!(
        "<!doctype html>\n<meta charset=\"utf-8\">\n<title>A template fails</title>\n<h1>A template fails</h1>\n\
         <pre>{}</pre>\n",
        escape::html(&error.to_string())
    )
}
