//! What a ledger says of an edition.

use super::{HEAD, LedgerError, State};
use crate::mail::reader::Reader;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// A step of a message, as its line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Begun,
    Handed,
    Sent,
    Refused,
    Unsent,
}

/// What a ledger knows of an edition.
#[derive(Debug, Default)]
pub struct Known(BTreeMap<Reader, State>);

impl Known {
    /// Reads the ledger at `path` and leaves it as it is; one that is not there knows nothing.
    ///
    /// # Errors
    /// [`LedgerError`], but for a ledger that is in use.
    pub fn read(
        path: &Path,
        edition: &str,
        machine: Option<&str>,
        fingerprint: &str,
    ) -> Result<Self, LedgerError> {
        match fs::read(path) {
            Ok(bytes) => Self::of(&bytes, path, edition, machine, fingerprint),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(source) => Err(LedgerError::Io {
                path: path.to_owned(),
                source,
            }),
        }
    }

    /// What became of the edition for a reader.
    pub fn state(&self, reader: &Reader) -> State {
        self.0.get(reader).copied().unwrap_or(State::Open)
    }

    /// What the text of the ledger at `path` says.
    pub(super) fn of(
        bytes: &[u8],
        path: &Path,
        edition: &str,
        machine: Option<&str>,
        fingerprint: &str,
    ) -> Result<Self, LedgerError> {
        let text = String::from_utf8_lossy(bytes);
        if !HEAD.starts_with(text.as_ref()) && !text.starts_with(HEAD) {
            return Err(LedgerError::Foreign {
                path: path.to_owned(),
            });
        }
        read(&text, edition, machine, fingerprint)
            .map(Self)
            .ok_or_else(|| LedgerError::OtherReaders {
                path: path.to_owned(),
            })
    }

    pub(super) fn set(&mut self, reader: &Reader, state: State) {
        self.0.insert(reader.clone(), state);
    }
}

/// What the ledger says of an edition; none where its last run knew readers otherwise.
fn read(
    text: &str,
    edition: &str,
    machine: Option<&str>,
    fingerprint: &str,
) -> Option<BTreeMap<Reader, State>> {
    let mut steps: BTreeMap<Reader, (Step, bool)> = BTreeMap::new();
    let (mut is_here, mut is_same_key) = (false, true);
    // A run that was killed while it began has begun nothing; its line may be cut.
    let is_cut = |line: &str| line.starts_with("run") && text.ends_with(line);
    for line in text.lines().filter(|line| !is_cut(line)) {
        let mut words = line.split(' ');
        let step = match words.next() {
            Some("run") => {
                let value = |name: &str| {
                    let mut pairs = line.split(' ').filter_map(|word| word.split_once('='));
                    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
                };
                is_here = machine.is_some() && value("machine") == machine;
                is_same_key = value("key") == Some(fingerprint);
                continue;
            }
            Some("begun") => Step::Begun,
            Some("sent") => Step::Sent,
            Some("refused") => Step::Refused,
            Some("unsent") => Step::Unsent,
            _ => continue,
        };
        if words.next() != Some(edition) {
            continue;
        }
        let Some(reader) = words.next().and_then(Reader::parse) else {
            continue;
        };
        let step = match step {
            Step::Begun if words.next() == Some("+") => Step::Handed,
            step => step,
        };
        steps.insert(reader, (step, is_here));
    }
    let states = steps.into_iter().map(|(reader, (step, is_here))| {
        let state = match step {
            Step::Unsent => State::Open,
            // Of this start of the machine: had the dot gone out, there would be a `+`.
            Step::Begun if is_here => State::Open,
            Step::Begun | Step::Handed | Step::Sent => State::Sent,
            Step::Refused => State::Refused,
        };
        (reader, state)
    });
    is_same_key.then(|| states.collect())
}
