//! The size of an image, judged by its header alone.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::text::media::Media;

/// How much of an SVG is looked at for its size, in bytes.
const HEAD: u64 = 4096;

/// Width and height in pixels; `None` for what is no image or has no size in its header.
pub(super) fn pixels(file: &Path) -> Option<(u32, u32)> {
    let name = file.file_name()?.to_str()?;
    match Media::of(name)? {
        Media::Image if name.to_ascii_lowercase().ends_with(".svg") => svg(file),
        Media::Image => raster(file),
        _ => None,
    }
}

fn raster(file: &Path) -> Option<(u32, u32)> {
    let size = imagesize::size(file).ok()?;
    let side = |pixels: usize| u32::try_from(pixels).ok().filter(|&pixels| pixels > 0);
    Some((side(size.width)?, side(size.height)?))
}

fn svg(file: &Path) -> Option<(u32, u32)> {
    let mut head = Vec::new();
    File::open(file).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    let tag = head.get(head.find("<svg")?..)?;
    let tag = tag.get(..tag.find('>').unwrap_or(tag.len()))?;
    let sides = attribute(tag, "width").and_then(length).zip(attribute(tag, "height").and_then(length));
    sides.or_else(|| view_box(attribute(tag, "viewBox")?))
}

/// The value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut from = 0;
    loop {
        let at = from + tag.get(from..)?.find(name)?;
        let before = tag.get(..at)?.ends_with(char::is_whitespace);
        let rest = tag.get(at + name.len()..)?.trim_start();
        if let Some(value) = rest.strip_prefix('=').filter(|_| before) {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            return value.get(1..)?.split(quote).next();
        }
        from = at + name.len();
    }
}

/// A length in pixels; other units and percentages say nothing about the shape.
fn length(value: &str) -> Option<u32> {
    rounded(value.trim().trim_end_matches("px").trim())
}

fn rounded(number: &str) -> Option<u32> {
    let number: f64 = number.parse().ok()?;
    (number >= 1.0 && number <= f64::from(u32::MAX)).then_some(number.round() as u32)
}

fn view_box(value: &str) -> Option<(u32, u32)> {
    let mut numbers = value.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
    Some((rounded(numbers.next()?)?, rounded(numbers.next()?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(text: &str) -> Option<(u32, u32)> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.svg");
        std::fs::write(&file, text).unwrap();
        pixels(&file)
    }

    #[test]
    fn svg_sizes_come_from_the_tag_or_the_view_box() {
        assert_eq!(size("<?xml?><svg width=\"10px\" height='20'>"), Some((10, 20)));
        assert_eq!(size("<svg stroke-width=\"2\" viewBox=\"0 0 30.4 40\">"), Some((30, 40)));
        assert_eq!(size("<svg width=\"100%\" height=\"100%\">"), None);
        assert_eq!(size(""), None);
    }
}
