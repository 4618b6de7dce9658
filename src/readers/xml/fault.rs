//! What is wrong with a document, where, and how to mend it.

use crate::diagnostic::Diagnostic;
use crate::readers::Input;
use quick_xml::errors::{Error, IllFormedError};

/// What is wrong with a document.
#[derive(Debug)]
pub struct Fault {
    message: String,
    offset: usize,
    help: &'static str,
}

impl Fault {
    pub fn new(message: impl Into<String>, offset: usize) -> Self {
        Self {
            message: message.into(),
            offset,
            help: "mend the file at this place, or fetch it again",
        }
    }

    pub fn cut(text: &str, message: impl Into<String>) -> Self {
        Self {
            message: format!("is not XML: {}", message.into()),
            offset: text.len(),
            help: "the file is cut short: fetch or write it again",
        }
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    /// What a parser says that has come to `position`, of what stands at `offset`.
    pub fn of_parser(error: &Error, text: &str, offset: usize, position: usize) -> Self {
        match error {
            // A parser that looks for the end of something and does not find it is at the end.
            Error::Syntax(_) if position >= text.len() || offset + 2 >= text.len() => {
                Self::cut(text, "the file ends within a tag")
            }
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                let (expected, found) = (shown(expected), shown(found));
                Self::new(
                    format!("is not XML: `</{found}>` stands where `</{expected}>` is due"),
                    offset,
                )
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(found)) => Self::new(
                format!("is not XML: `</{}>` closes nothing", shown(found)),
                offset,
            ),
            error => Self::new(format!("is not XML: {error}"), offset),
        }
    }

    /// What to tell people.
    pub fn into_diagnostic(self, input: Input<'_>) -> Diagnostic {
        Diagnostic::error(self.message)
            .in_file(input.name)
            .at_offset(input.text, self.offset)
            .help(self.help)
    }
}

/// A name in a message, which may be of any length.
pub fn shown(name: &str) -> String {
    const MOST: usize = 40;
    let mut shown: String = name
        .chars()
        .take(MOST)
        .filter(|c| !c.is_control())
        .collect();
    if name.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}
