//! What a file is to a reader, judged by its name.

/// What a file is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Media {
    /// Shown in the line.
    Image,
    /// Played.
    Video,
    /// Played.
    Sound,
    /// YAML or JSON, which may describe objects of Kubernetes.
    Manifest,
    /// Anything else that people link and that is no note.
    File,
}

const MEDIA: &[(Media, &[&str])] = &[
    (Media::Image, &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico", "apng"]),
    (Media::Video, &["mp4", "webm", "ogv", "mov", "mkv"]),
    (Media::Sound, &["mp3", "wav", "ogg", "m4a", "flac"]),
    (Media::Manifest, &["yaml", "yml", "json"]),
    (
        Media::File,
        &[
            "pdf",
            "toml",
            "xml",
            "csv",
            "txt",
            "zip",
            "gz",
            "tgz",
            "tar",
            "sh",
            "py",
            "go",
            "rs",
            "js",
            "ts",
            "css",
            "scss",
            "html",
            "docx",
            "xlsx",
            "pptx",
            "canvas",
            "base",
            "excalidraw",
            "drawio",
            "puml",
            "tf",
            "cue",
            "lua",
            "java",
            "sql",
            "conf",
            "cfg",
            "ini",
            "log",
            "key",
            "crt",
            "pem",
            "heic",
            "heif",
            "jxl",
            "tiff",
        ],
    ),
];

impl Media {
    /// What the file of this name or path is; `None` for a note, and for a name whose dot makes no
    /// extension that publishers know (`v1.2`, `node.js tips`).
    pub fn of(name: &str) -> Option<Media> {
        let last = name.rsplit('/').next().unwrap_or(name);
        let (_, extension) = last.rsplit_once('.')?;
        let has = |extensions: &&[&str]| extensions.iter().any(|known| known.eq_ignore_ascii_case(extension));
        MEDIA.iter().find(|(_, extensions)| has(extensions)).map(|(media, _)| *media)
    }
}
