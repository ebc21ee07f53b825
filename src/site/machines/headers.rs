//! `_headers`: what a host of static sites is to say with each file (Netlify, Cloudflare Pages and others read it).

use base64::prelude::{BASE64_STANDARD, Engine};
use ring::digest;

use crate::site::planned::Site;
use crate::text::{RelPath, escape};

/// The file. A header stands in one rule of those that a path matches, for some hosts join those of all of them;
/// pages are left to the host, which has a browser ask each time whether they have changed.
pub(in crate::site) fn headers(site: &Site) -> String {
    let mut out = format!(
        "/*\n  Content-Security-Policy: {}\n  Referrer-Policy: strict-origin-when-cross-origin\n  \
         X-Content-Type-Options: nosniff\n",
        policy(site.templates.scripts())
    );
    for file in site.layout.fingerprinted.values() {
        rule(&mut out, file, "Cache-Control: public, max-age=31536000, immutable");
    }
    if let Some(feed) = &site.layout.places.feed {
        rule(&mut out, feed, "Content-Type: application/atom+xml; charset=utf-8");
    }
    out
}

fn rule(out: &mut String, file: &RelPath, header: &str) {
    out.push_str(&format!("/{}\n  {header}\n", escape::url_path(file.as_str())));
}

/// What a page may load and run: its own scripts, and those in the text of templates by their hashes (CSP 3).
/// Notes may show pictures, films and frames of other sites and have styles, as they may without a policy.
fn policy<'s>(scripts: impl Iterator<Item = &'s str>) -> String {
    let hashes: String = scripts.map(|script| format!(" '{}'", hash(script))).collect();
    [
        "default-src 'self'",
        &format!("script-src 'self'{hashes}"),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: https:",
        "media-src 'self' https:",
        "frame-src 'self' https:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
    .join("; ")
}

fn hash(script: &str) -> String {
    let digest = digest::digest(&digest::SHA256, script.as_bytes());
    format!("sha256-{}", BASE64_STANDARD.encode(digest))
}
