//! Reading a part of a YAML file, and what to say where that fails.

use super::documents::Part;
use crate::diagnostic::Diagnostic;
use crate::readers::Input;
use crate::readers::intake::Spot;
use serde::Deserialize;

/// Reads a part of a file. It may hold as many values as it has bytes, aliases included.
///
/// # Errors
/// Those of the parser, see [`Fault`].
pub fn from_str<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, serde_saphyr::Error> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_nodes: FEWEST_VALUES.max(text.len()),
            max_events: FEWEST_VALUES.max(text.len()).saturating_mul(2),
        },
    };
    serde_saphyr::from_str_with_options(text, options)
}

/// How many values a part may hold, however short it is.
const FEWEST_VALUES: usize = 100_000;

/// Why a part of a file cannot be read.
pub struct Fault {
    /// In words.
    pub reason: String,
    pub spot: Spot,
    help: &'static str,
}

impl Fault {
    pub fn of(error: &serde_saphyr::Error, part: Part<'_>) -> Self {
        let number = |number: u64| usize::try_from(number).unwrap_or(1).max(1);
        let (line, column) = error.location().map_or((1, 1), |location| {
            (number(location.line()), number(location.column()))
        });
        let spot = Spot {
            line: part.line + line - 1,
            column: Some(column),
        };
        let reason = error.without_snippet().to_string();
        // Within a list the parser tells it in words alone.
        if reason.starts_with("budget breached") {
            return Self {
                reason: "it has more aliases or values than are read".to_owned(),
                spot,
                help: "write out what the aliases stand for, or make several files of it",
            };
        }
        let reason = reason.lines().next().unwrap_or_default();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        Self {
            reason: reason.to_owned(),
            spot,
            help: if reason.starts_with("mapping values") {
                "a text with a colon stands in quotes: title: \"…: …\""
            } else {
                "mend the file at this place, or write it again"
            },
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
