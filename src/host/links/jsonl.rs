//! One JSON object on a line for each link. The fields are documented in `content/guide/links.md`.

use serde::Serialize;

use super::Listed;
use crate::note::LinkForm;

#[derive(Serialize)]
struct Line<'l> {
    file: &'l str,
    kind: &'static str,
    line: usize,
    col: usize,
    byte: usize,
    embed: bool,
    raw: &'l str,
    target: &'l str,
    frag: Option<&'l str>,
    alias: &'l str,
    status: &'static str,
    resolved: Option<&'l str>,
    anchor_ok: Option<bool>,
    rule: &'static str,
    candidates: usize,
    lost: &'l [String],
}

/// The links as lines of JSON.
///
/// # Errors
/// Those of the serializer; a list of links has none.
pub(in crate::host) fn jsonl(links: &[Listed<'_>]) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::new();
    for listed in links {
        serde_json::to_writer(&mut out, &line(listed))?;
        out.push(b'\n');
    }
    Ok(out)
}

fn line<'l>(listed: &'l Listed<'_>) -> Line<'l> {
    let link = listed.link;
    Line {
        file: &listed.file,
        kind: kind(link.form),
        line: listed.at.line,
        col: listed.at.column,
        byte: listed.byte,
        embed: link.is_embed(),
        raw: listed.raw,
        target: &link.target,
        frag: link.fragment.as_deref(),
        alias: &link.label,
        status: listed.status(),
        resolved: listed.resolved.as_deref(),
        anchor_ok: listed.anchor_ok(),
        rule: listed.rule.name(),
        candidates: listed.lost.len() + listed.more + usize::from(listed.resolved.is_some()),
        lost: &listed.lost,
    }
}

fn kind(form: LinkForm) -> &'static str {
    match form {
        LinkForm::Wiki | LinkForm::WikiEmbed | LinkForm::WikiTag => "wiki",
        LinkForm::Markdown | LinkForm::Image => "md",
        LinkForm::Href | LinkForm::Src => "html",
        LinkForm::Kind => "kind",
        LinkForm::Tag => "tag",
    }
}
