//! Row 23: an image is judged by its header alone.

use crate::vault::vault;

/// The header of a PNG of this size, without a single pixel.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x06\0\0\0");
    bytes
}

#[test]
fn row_23_sizes_come_from_the_header() {
    let svg = "<svg width=\"30\" height=\"20\" onload=\"alert(1)\"><script>alert(2)</script></svg>";
    let built = vault()
        .file("huge.png", png(60_000, 60_000))
        .file("empty.png", "")
        .file("zero.png", png(0, 0))
        .file("most.png", png(u32::MAX, u32::MAX))
        .file("text.jpg", "no picture at all")
        .file("really-png.gif", png(7, 9))
        .file("script.svg", svg)
        .file("endless.svg", format!("<svg {}", "a=\"b\" ".repeat(200_000)))
        .file("cut.webp", b"RIFF\xff\xff\xff\xffWEBPVP8X")
        .file(
            "a.md",
            "![](huge.png) ![](empty.png) ![](zero.png) ![](most.png) ![](text.jpg) ![](really-png.gif) \
             ![](script.svg) ![](endless.svg) ![](cut.webp)\n",
        )
        .build();
    built.has_no_problems();
    let page = built.page("/a/");
    page.has("width=\"60000\" height=\"60000\"")
        .has("width=\"7\" height=\"9\"")
        .has("width=\"30\" height=\"20\"");
    assert_eq!(page.article().matches("<img").count(), 9);
    let unsized_images =
        page.article().split("<img").filter(|image| image.contains("src=") && !image.contains("width=\""));
    assert!(unsized_images.count() >= 5, "{}", page.article());
    page.lacks("alert").lacks("<svg onload");
    assert_eq!(built.page("/script.svg").text(), svg, "a file is copied as it is");
}
