//! Who must get nothing: those who left, addresses that do not exist, complaints.
//!
//! A file with a line for each, an address or a hash of one: the SHA-256 of its small letters, or the
//! reader's as the ledger has it. It is looked at before each message, so that somebody who leaves
//! while letters go out gets none any more.

use super::reader::{self, Key, Reader};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The list, as its file has it now.
#[derive(Debug)]
pub struct Suppression {
    /// None where there is no list.
    path: Option<PathBuf>,
    stamp: Option<(u64, SystemTime)>,
    /// In small letters.
    lines: BTreeSet<String>,
}

impl Suppression {
    /// Of a file that has to be there, so that a mistyped name does not write to those who left.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(path: Option<&Path>) -> io::Result<Self> {
        let mut list = Self {
            path: path.map(Path::to_owned),
            stamp: None,
            lines: BTreeSet::new(),
        };
        list.refresh()?;
        Ok(list)
    }

    /// Whether a reader must get nothing, by what the file says at this moment.
    ///
    /// # Errors
    /// Where it cannot be read any more.
    pub fn has(&mut self, key: &Key, list: &str, address: &str) -> io::Result<bool> {
        self.refresh()?;
        let reader: Reader = key.reader(list, address);
        Ok(self.lines.contains(&address.to_lowercase())
            || self.lines.contains(&reader::plain_hash(address))
            || self.lines.contains(reader.as_str()))
    }

    fn refresh(&mut self) -> io::Result<()> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let about = fs::metadata(path)?;
        let stamp = (about.len(), about.modified()?);
        // A file that was just written may be written again within what its time can tell.
        let is_old = stamp.1.elapsed().is_ok_and(|age| age.as_secs() >= 2);
        if self.stamp == Some(stamp) && is_old {
            return Ok(());
        }
        let text = fs::read(path)?;
        let text = String::from_utf8_lossy(&text);
        let text = text.trim_start_matches('\u{FEFF}');
        let lines = text.lines().map(|line| {
            // The first column of a CSV will do.
            let line = line.split([',', ';', '\t']).next().unwrap_or_default();
            line.trim().trim_matches('"').to_lowercase()
        });
        self.lines = lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        self.stamp = Some(stamp);
        Ok(())
    }
}
