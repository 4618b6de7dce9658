//! What `offprint email` says of what it did.

use super::sending::Readers;
use serde::Serialize;
use std::fmt;

/// What became of the newsletter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Composed,
    /// Nobody is left who is to get it.
    Sent,
    /// There is nothing to send.
    Empty,
    /// The digest is too old, or of a day to come.
    Old,
    /// Some readers have not got it.
    Incomplete,
    Failed,
}

/// What is printed as JSON.
#[derive(Debug, Serialize)]
pub struct Told {
    pub state: State,
    /// The day.
    pub edition: Option<String>,
    pub subject: Option<String>,
    /// Papers of the digest that it is about.
    pub papers: usize,
    /// Files that were written.
    pub files: Vec<String>,
    pub readers: Option<Readers>,
}

impl Told {
    /// Of which nothing is known yet.
    pub fn new(state: State) -> Self {
        Self {
            state,
            edition: None,
            subject: None,
            papers: 0,
            files: Vec::new(),
            readers: None,
        }
    }
}

impl fmt::Display for Told {
    /// On one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told {
            state,
            edition,
            papers,
            files,
            readers,
            ..
        } = self;
        let about = match edition {
            Some(day) => format!("newsletter of {day} ({papers} papers)"),
            None => "newsletter".to_owned(),
        };
        let written = match files.as_slice() {
            [] => String::new(),
            files => format!(", written to {}", files.join(", ")),
        };
        let readers = readers
            .as_ref()
            .map_or_else(String::new, |readers| format!(": {readers}"));
        let what = match state {
            State::Composed => "composed",
            State::Sent => "sent",
            State::Empty => "nothing to send",
            State::Old => "not sent",
            State::Incomplete => "not sent to everybody",
            State::Failed => "failed; nothing was sent",
        };
        write!(f, "{about}: {what}{written}{readers}")
    }
}
