//! The ledger: on the disk, who got which edition. It is why nobody gets one twice.
//!
//! A text file to which lines are added, each of them a step of one message:
//!
//! ```text
//! run 2026-11-24T06:02:11Z machine=4f0c… key=none
//! begun 2026-11-23 8d96… -    written and synced before anything is said to the server
//! begun 2026-11-23 8d96… +    the same line, the moment before the dot that ends the message
//! sent 2026-11-23 8d96…       synced after the server took it
//! refused 2026-11-23 8d96… 550
//! unsent 2026-11-23 8d96… 451 the server did not take it; to be tried again
//! ```
//!
//! A server takes a message when it has the dot, so whoever is killed before sent nothing, and whoever is
//! killed after sent it, whether or not the answer came. The sign tells the two apart. It is not synced,
//! for it stands in the system's memory at once, which outlives the program but not the machine: after
//! a machine stopped, or on another one, `-` has to be taken for `+`. So no crash makes two messages of
//! one. One can be lost: by a machine that stops, by a program that is killed in the microseconds between
//! the sign and the dot, and by a server that drops a message whose sender is gone before it answers.

mod known;

use super::reader::Reader;
use jiff::Timestamp;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

pub use known::Known;

const HEAD: &str = "# Who got which newsletter, by Offprint. Keep this file: without it readers get letters twice.\n";

/// What is known of a reader and an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing was sent.
    Open,
    /// The reader has it, or must be taken to have it.
    Sent,
    /// The server refused it for good.
    Refused,
}

/// Why a ledger cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    #[error("the ledger {} is in use by another run", .path.display())]
    Locked { path: PathBuf },
    #[error("the ledger {}: {source}", .path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("{} is no ledger of sent mail", .path.display())]
    Foreign { path: PathBuf },
    #[error(
        "the ledger {} knows readers by another key or another list than now, so it cannot tell who has what\n  help: set OFFPRINT_MAIL_KEY, `from` and `list_id` as they were; or begin a new ledger, and write addresses instead of hashes into the file of --suppressed",
        .path.display()
    )]
    OtherReaders { path: PathBuf },
}

/// An open ledger, locked against other runs.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    file: File,
    edition: String,
    known: Known,
    /// Whose message was begun last, and where its sign stands.
    begun: Option<(Reader, u64)>,
}

impl Ledger {
    /// Opens the ledger at `path`, or begins one, for an edition. `machine` names this start of the machine,
    /// where the system tells; `fingerprint` is [`Key::fingerprint`](super::reader::Key::fingerprint).
    ///
    /// # Errors
    /// [`LedgerError`].
    pub fn open(
        path: &Path,
        edition: &str,
        machine: Option<&str>,
        fingerprint: &str,
        now: Timestamp,
    ) -> Result<Self, LedgerError> {
        let io = |source| LedgerError::Io {
            path: path.to_owned(),
            source,
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(LedgerError::Locked {
                    path: path.to_owned(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(io(error)),
        }
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(io)?;
        let known = Known::of(&text, path, edition, machine, fingerprint)?;
        // A killed run may have left half of a line, or of the head.
        let start = match text.starts_with(HEAD.as_bytes()) {
            true if text.ends_with(b"\n") => "",
            true => "\n",
            false => HEAD,
        };
        let at = if start == HEAD {
            SeekFrom::Start(0)
        } else {
            SeekFrom::End(0)
        };
        file.seek(at).map_err(io)?;
        let machine = machine.unwrap_or("unknown");
        let line = format!("{start}run {now} machine={machine} key={fingerprint}\n");
        file.write_all(line.as_bytes()).map_err(io)?;
        file.sync_all().map_err(io)?;
        sync_folder(path).map_err(io)?;
        Ok(Self {
            path: path.to_owned(),
            file,
            edition: edition.to_owned(),
            known,
            begun: None,
        })
    }

    /// What became of the edition for a reader.
    pub fn state(&self, reader: &Reader) -> State {
        self.known.state(reader)
    }

    /// Before anything is said to the server. On the disk when it returns.
    ///
    /// # Errors
    /// Where the disk takes nothing; then nothing may be sent.
    pub fn begin(&mut self, reader: &Reader) -> Result<(), LedgerError> {
        self.add("begun", reader, " -")?;
        let end = self.file.stream_position();
        let end = end.map_err(|source| self.fault(source))?;
        self.begun = Some((reader.clone(), end - 2));
        self.sync()
    }

    /// The moment before the end of the message goes out. From here on the reader has it.
    ///
    /// # Errors
    /// As [`Ledger::begin`].
    pub fn hand_over(&mut self, reader: &Reader) -> Result<(), LedgerError> {
        // In place of another, so that nothing is left to be done when it is written.
        match &self.begun {
            Some((begun, sign)) if begun == reader => {
                let signed = write_at(&self.file, *sign, b"+");
                signed.map_err(|source| self.fault(source))?;
            }
            _ => self.add("begun", reader, " +")?,
        }
        self.known.set(reader, State::Sent);
        Ok(())
    }

    /// The server took it. On the disk when it returns.
    ///
    /// # Errors
    /// As [`Ledger::begin`].
    pub fn sent(&mut self, reader: &Reader) -> Result<(), LedgerError> {
        self.known.set(reader, State::Sent);
        self.add("sent", reader, "")?;
        self.sync()
    }

    /// The server refused it for good, with this code.
    ///
    /// # Errors
    /// As [`Ledger::begin`].
    pub fn refused(&mut self, reader: &Reader, code: u16) -> Result<(), LedgerError> {
        self.known.set(reader, State::Refused);
        self.add("refused", reader, &format!(" {code}"))?;
        self.sync()
    }

    /// The server did not take it, with this code if it said one; it may be tried again.
    ///
    /// # Errors
    /// As [`Ledger::begin`].
    pub fn unsent(&mut self, reader: &Reader, code: Option<u16>) -> Result<(), LedgerError> {
        self.known.set(reader, State::Open);
        let code = code.map_or_else(String::new, |code| format!(" {code}"));
        self.add("unsent", reader, &code)?;
        self.sync()
    }

    fn add(&mut self, step: &str, reader: &Reader, more: &str) -> Result<(), LedgerError> {
        let line = format!("{step} {} {}{more}\n", self.edition, reader.as_str());
        // One call, so that a killed run leaves a line or none.
        let written = self.file.write_all(line.as_bytes());
        written.map_err(|source| self.fault(source))
    }

    fn sync(&self) -> Result<(), LedgerError> {
        self.file.sync_data().map_err(|source| self.fault(source))
    }

    fn fault(&self, source: io::Error) -> LedgerError {
        LedgerError::Io {
            path: self.path.clone(),
            source,
        }
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        // Closing does so as well, but a program that is being started may hold the file a moment longer.
        let _ = self.file.unlock();
    }
}

/// Writes over what stands at a place of a file, and leaves the end where it is.
#[cfg(unix)]
fn write_at(file: &File, at: u64, bytes: &[u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(not(unix))]
fn write_at(mut file: &File, at: u64, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)?;
    file.seek(SeekFrom::End(0)).map(|_| ())
}

/// A file that was just made is on the disk when its folder is.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}
