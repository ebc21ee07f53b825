//! The encoded forms of texts: `page.html.gz` and `page.html.br` beside `page.html`.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use super::Fault;
use super::fault::Doing;
use super::listing::{Listing, place};
use crate::text::RelPath;

/// Files that are text by the ends of their names; pictures and fonts are packed already.
const TEXTS: [&str; 12] =
    ["html", "css", "js", "mjs", "json", "xml", "svg", "txt", "md", "csv", "yaml", "webmanifest"];

/// A file of fewer bytes is sent in one packet, whatever is done with it.
const SMALLEST: u64 = 256;

/// How hard brotli tries, of 11. On pages of the guide 10 takes as long as 9 for a twelfth less, and 11 takes three
/// times as long for another thirtieth.
const QUALITY: i32 = 10;

/// A way to encode a file.
#[derive(Clone, Copy)]
enum Encoding {
    Gzip,
    Brotli,
}

impl Encoding {
    fn ending(self) -> &'static str {
        match self {
            Encoding::Gzip => "gz",
            Encoding::Brotli => "br",
        }
    }

    /// Neither form holds a time or a name, so the same text gives the same bytes.
    fn write(self, mut text: impl io::Read, mut out: impl Write) -> io::Result<()> {
        match self {
            Encoding::Gzip => {
                let mut encoder = GzEncoder::new(&mut out, Compression::best());
                io::copy(&mut text, &mut encoder)?;
                encoder.finish()?;
            }
            Encoding::Brotli => {
                let parameters = BrotliEncoderParams { quality: QUALITY, ..Default::default() };
                brotli::BrotliCompress(&mut text, &mut out, &parameters)?;
            }
        }
        out.flush()
    }
}

/// Writes the encoded forms of the texts among the files of a staged site. Returns each with its bytes; what the
/// site brings under such a name itself stays as it is.
pub(super) fn write(site: &Path, wanted: &Listing) -> Result<Vec<(RelPath, u64)>, Fault> {
    let texts = wanted.files.iter().filter(|file| is_text(file));
    let forms = texts.flat_map(|file| [(file, Encoding::Gzip), (file, Encoding::Brotli)]);
    let forms: Vec<(&RelPath, Encoding)> = forms.collect();
    let written = forms.par_iter().map(|(file, encoding)| write_one(site, wanted, file, *encoding));
    let written: Vec<Option<(RelPath, u64)>> = written.collect::<Result<_, Fault>>()?;
    Ok(written.into_iter().flatten().collect())
}

fn is_text(file: &RelPath) -> bool {
    TEXTS.iter().any(|ending| file.extension().eq_ignore_ascii_case(ending))
}

/// One form of one file; `None` where it has none.
fn write_one(
    site: &Path,
    wanted: &Listing,
    file: &RelPath,
    encoding: Encoding,
) -> Result<Option<(RelPath, u64)>, Fault> {
    let from = place(site, file);
    let name = format!("{}.{}", file.name(), encoding.ending());
    let Ok(path) = file.parent().join(&name) else { return Ok(None) };
    let size = fs::metadata(&from).doing("read", &from)?.len();
    if size < SMALLEST || wanted.files.contains(&path) || wanted.folders.contains(&path) {
        return Ok(None);
    }
    let to = place(site, &path);
    let text = BufReader::new(File::open(&from).doing("read", &from)?);
    let out = BufWriter::new(File::create_new(&to).doing("write", &to)?);
    encoding.write(text, out).doing("compress", &from)?;
    let bytes = fs::metadata(&to).doing("read", &to)?.len();
    Ok(Some((path, bytes)))
}
