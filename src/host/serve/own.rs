//! What the preview answers of its own, below a path that no site can have: `.rutter` is the record of a build.

use super::answer::Answer;
use super::media;
use super::news::News;
use super::request::{Refusal, Request};
use crate::site::STATICS;

/// The script that pages load.
pub(super) const SCRIPT: &str = "/.rutter/preview.js";

/// The style sheet of pages that are no site's.
pub(super) const STYLE: &str = "/.rutter/rutter.css";

const STATE: &str = "/.rutter/state";
const EVENTS: &str = "/.rutter/events";

/// What is asked for that is no file of a site.
pub(super) enum Own {
    /// This.
    Answer(Answer),
    /// To be told what is new from now on.
    Events,
    /// To have the editor opened.
    Editor,
}

impl Own {
    /// What a request asks for; `None` where it is a matter of the site.
    pub(super) fn of(request: &Request, news: &News) -> Option<Self> {
        if request.acts {
            return Some(if request.is_of_own_page() { Own::Editor } else { Own::refused() });
        }
        let path = request.target.split('?').next().unwrap_or_default();
        if ![SCRIPT, STYLE, STATE, EVENTS].contains(&path) {
            return None;
        }
        if request.is_foreign() || request.is_of_other_origin() {
            return Some(Own::refused());
        }
        Some(match path {
            EVENTS if !request.head_only => Own::Events,
            STATE => Own::Answer(Answer::bytes(200, media::of("json"), news.json.clone().into_bytes())),
            SCRIPT => Own::Answer(Answer::bytes(200, media::of("js"), SOURCE.as_bytes().to_vec())),
            STYLE => Own::Answer(Answer::bytes(200, media::of("css"), style().as_bytes().to_vec())),
            _ => Own::Answer(Answer::bytes(200, "text/event-stream", Vec::new())),
        })
    }

    fn refused() -> Self {
        Own::Answer(Answer::refused(&Refusal::new(403, "this is for pages of the preview")))
    }
}

/// The style sheet of the theme.
fn style() -> &'static str {
    STATICS.iter().find(|(name, _)| *name == "rutter.css").map_or("", |(_, text)| text)
}

const SOURCE: &str = include_str!("preview.js");
