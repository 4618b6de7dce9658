//! Who must get nothing: those who left, addresses that do not exist, complaints.
//!
//! A file with a line for each, in which an address, a hash or a token stands: the SHA-256 of the small
//! letters of an address, the reader's as the ledger has it, or what stands for `{token}` in the
//! address by which the reader left. What else is in the line does not matter. The file is looked at before
//! each message, so that somebody who leaves while letters go out gets none any more; who was in it
//! stays in it for the run, also where the file is being written anew.

use super::reader::{self, Key};
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
    known: BTreeSet<String>,
    /// Lines in which nobody is named.
    unclear: Vec<usize>,
}

impl Suppression {
    /// Of a file that has to be there, so that a mistyped name does not write to those who left.
    ///
    /// # Errors
    /// Where it cannot be read, or is not UTF-8.
    pub fn open(path: Option<&Path>) -> io::Result<Self> {
        let mut list = Self {
            path: path.map(Path::to_owned),
            stamp: None,
            known: BTreeSet::new(),
            unclear: Vec::new(),
        };
        list.refresh()?;
        Ok(list)
    }

    /// Numbers of the lines in which nobody is named, beside a first that names the columns.
    pub fn unclear(&self) -> &[usize] {
        &self.unclear
    }

    /// Whether a reader must get nothing, by what the file says at this moment.
    ///
    /// # Errors
    /// Where it cannot be read any more.
    pub fn has(&mut self, key: &Key, list: &str, address: &str) -> io::Result<bool> {
        self.refresh()?;
        let token = key.token(list, address);
        Ok(self.known.contains(&address.to_lowercase())
            || self.known.contains(&reader::plain_hash(address))
            || self.known.contains(key.reader(list, address).as_str())
            || token.is_some_and(|token| self.known.contains(&token)))
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
        let text = fs::read_to_string(path)?;
        if text.contains('\0') {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "it is not UTF-8",
            ));
        }
        self.unclear.clear();
        for (number, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
            let named: Vec<String> = named(line).collect();
            let is_said = !line.trim().is_empty() && !line.trim_start().starts_with('#');
            if named.is_empty() && is_said && number > 0 {
                self.unclear.push(number + 1);
            }
            self.known.extend(named);
        }
        self.stamp = Some(stamp);
        Ok(())
    }
}

/// The addresses, hashes and tokens in a line, in small letters.
fn named(line: &str) -> impl Iterator<Item = String> {
    let words = line.split([',', ';', '\t', ' ', '"', '<', '>', '\'']);
    let is_telling = |word: &&str| {
        let is_hash = [40, 64].contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit());
        is_hash || word.contains('@')
    };
    let is_said = !line.trim_start().starts_with('#');
    words
        .filter(move |word| is_said && is_telling(word))
        .map(str::to_lowercase)
}
