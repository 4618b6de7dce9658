//! What to say of a part of a YAML file that cannot be read.

use super::documents::Part;
use crate::diagnostic::Diagnostic;
use crate::readers::Input;
use crate::readers::intake::Spot;
use crate::readers::yaml_text;

/// Why a part of a file cannot be read.
pub struct Fault {
    /// In words.
    pub reason: String,
    pub spot: Spot,
    help: &'static str,
}

impl Fault {
    pub fn of(error: &serde_saphyr::Error, input: Input<'_>, part: Part<'_>) -> Self {
        let start = part.text.as_ptr().addr() - input.text.as_ptr().addr();
        let (line, column) = yaml_text::place(error, input.text, start, part.text.len());
        let spot = Spot {
            line,
            column: Some(column),
        };
        let reason = yaml_text::reason(error);
        // Within a list the parser tells it in words alone.
        if reason.starts_with("budget breached") {
            return Self {
                reason: "it has more aliases or values than are read".to_owned(),
                spot,
                help: "write out what the aliases stand for, or make several files of it",
            };
        }
        Self {
            spot,
            help: if reason.starts_with("mapping values") {
                "a text with a colon stands in quotes: title: \"…: …\""
            } else {
                "mend the file at this place, or write it again"
            },
            reason,
        }
    }

    /// The fault of a whole file.
    pub fn diagnostic(self, input: Input<'_>) -> Diagnostic {
        let Spot { line, column } = self.spot;
        let message = match self.reason.strip_prefix("it ") {
            // What the file has; it is YAML all the same.
            Some(has) => has.to_owned(),
            None => format!("is not YAML: {}", self.reason),
        };
        Diagnostic::error(message)
            .in_file(input.name)
            .at(input.text, line, column.unwrap_or(1))
            .help(self.help)
    }
}
