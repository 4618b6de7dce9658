//! The newsletter as files, for other mailers.

use crate::mail::letter::Letter;
use crate::model::slug::slug;
use anyhow::Context as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What was written.
pub struct Written {
    /// As people find them.
    pub names: Vec<String>,
    pub html: PathBuf,
}

/// Writes the files of an edition, each whole or not at all. In them readers leave the list where a
/// mailer puts its own way, so there is none.
pub fn write(
    folder: &Path,
    edition: &str,
    topics: &[String],
    letter: &Letter,
    message: Option<&[u8]>,
) -> anyhow::Result<Written> {
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let chosen = match topics {
        [] => String::new(),
        topics => format!("-{}", slug(&topics.join(" "))),
    };
    let (html, text) = (letter.html(""), letter.text(""));
    let mut files = vec![("html", html.as_bytes()), ("txt", text.as_bytes())];
    files.extend(message.map(|message| ("eml", message)));
    let mut written = Written {
        names: Vec::new(),
        html: folder.join(format!("{edition}{chosen}.html")),
    };
    for (extension, bytes) in files {
        let path = folder.join(format!("{edition}{chosen}.{extension}"));
        let whole = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
            file.write_all(bytes)?;
            file.persist(&path).map_err(|error| error.error)?;
            Ok(())
        });
        whole.with_context(|| format!("cannot write {}", path.display()))?;
        written.names.push(path.display().to_string());
    }
    Ok(written)
}
