//! The newsletter as files, for other mailers.

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

/// Writes files of one name into a folder, each given by its ending and whole or not at all.
pub fn write(folder: &Path, name: &str, parts: &[(&str, &[u8])]) -> anyhow::Result<Written> {
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut written = Written {
        names: Vec::new(),
        html: folder.join(format!("{name}.html")),
    };
    for (ending, bytes) in parts {
        let path = folder.join(format!("{name}.{ending}"));
        let whole = tempfile::Builder::new()
            .make_in(folder, |path| fs::File::create_new(path))
            .and_then(|mut file| {
                file.write_all(bytes)?;
                file.persist(&path).map_err(|error| error.error)?;
                Ok(())
            });
        whole.with_context(|| format!("cannot write {}", path.display()))?;
        written.names.push(path.display().to_string());
    }
    Ok(written)
}
