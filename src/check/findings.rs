//! Faults, gathered so that one that many pages share is told once.

use crate::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeMap;

/// A fault of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fault {
    pub severity: Severity,
    pub message: String,
    pub help: &'static str,
    /// What may be meant instead, from what there is.
    pub meant: Option<String>,
    /// Where in the file, in bytes.
    pub offset: Option<usize>,
}

impl Fault {
    pub fn error(message: String, help: &'static str) -> Self {
        Self::new(Severity::Error, message, help)
    }

    pub fn warning(message: String, help: &'static str) -> Self {
        Self::new(Severity::Warning, message, help)
    }

    fn new(severity: Severity, message: String, help: &'static str) -> Self {
        Self {
            severity,
            message,
            help,
            meant: None,
            offset: None,
        }
    }

    pub fn at(mut self, offset: usize) -> Self {
        self.offset = Some(offset);
        self
    }
}

/// The first file that has a fault, where it has it, and how many others have it, too.
#[derive(Debug)]
struct Shared {
    file: String,
    offset: Option<usize>,
    meant: Option<String>,
    others: usize,
}

/// All faults of a site.
#[derive(Debug, Default)]
pub(super) struct Findings {
    shared: BTreeMap<(Severity, String, &'static str), Shared>,
}

impl Findings {
    /// Files are to be told in their order: the first is the one that is named.
    pub fn add(&mut self, file: &str, fault: Fault) {
        let key = (fault.severity, fault.message, fault.help);
        match self.shared.get_mut(&key) {
            Some(shared) if shared.file == file => {}
            Some(shared) => shared.others += 1,
            None => {
                let shared = Shared {
                    file: file.to_owned(),
                    offset: fault.offset,
                    meant: fault.meant,
                    others: 0,
                };
                self.shared.insert(key, shared);
            }
        }
    }

    /// By file and place. `text_of` reads a file of the site.
    pub fn into_diagnostics(self, text_of: impl Fn(&str) -> String) -> Vec<Diagnostic> {
        let told = self.shared.into_iter();
        let mut told: Vec<Diagnostic> = told
            .map(|((severity, message, help), shared)| {
                let message = match shared.others {
                    0 => message,
                    1 => format!("{message}; so has another page"),
                    more => format!("{message}; so have {more} other pages"),
                };
                let mut diagnostic = match severity {
                    Severity::Error => Diagnostic::error(message),
                    Severity::Warning => Diagnostic::warning(message),
                    Severity::Note => Diagnostic::note(message),
                };
                if let Some(offset) = shared.offset {
                    diagnostic = diagnostic.at_offset(&text_of(&shared.file), offset);
                }
                let help = shared.meant.map_or_else(
                    || help.to_owned(),
                    |meant| format!("did you mean `{meant}`?"),
                );
                let file = shared.file;
                if file.is_empty() {
                    return diagnostic.help(help);
                }
                diagnostic.in_file(file).help(help)
            })
            .collect();
        told.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        told
    }
}
