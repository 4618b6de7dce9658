//! What the JSON formats share: taking an array apart without losing the place of its elements,
//! and values that are more lenient than a format's documentation.

pub mod huggingface;
pub mod lenient;
pub mod offprint;

use super::Input;
use crate::diagnostic::{Diagnostic, line_and_column};
use crate::readers::record::Spot;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The elements of a list as they stand in the text.
pub type Elements<'a> = Vec<&'a RawValue>;

/// Reads the whole file as a `T`.
///
/// # Errors
/// A diagnostic with line and column.
pub fn whole<'a, T: Deserialize<'a>>(input: Input<'a>) -> Result<T, Diagnostic> {
    serde_json::from_str(input.text).map_err(|error| fault(input, &error))
}

/// Tells where elements begin in a text. They are asked in their order, so that the count goes on
/// from the last one.
#[derive(Debug)]
pub struct Spots<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
    column: usize,
}

impl<'a> Spots<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            offset: 0,
            line: 1,
            column: 1,
        }
    }

    pub fn of(&mut self, element: &RawValue) -> Spot {
        let start = element.get().as_ptr().addr();
        let offset = start.saturating_sub(self.text.as_ptr().addr());
        let between = self.text.as_bytes().get(self.offset..offset).unwrap_or(&[]);
        let mut on_the_line = between;
        if let Some(last) = memchr::memrchr(b'\n', between) {
            self.line += memchr::memchr_iter(b'\n', between).count();
            self.column = 1;
            on_the_line = &between[last + 1..];
        }
        // Characters are counted by their first bytes.
        self.column += on_the_line
            .iter()
            .filter(|byte| !matches!(byte, 0x80..0xC0))
            .count();
        self.offset = offset;
        Spot {
            line: self.line,
            column: Some(self.column),
        }
    }
}

/// What is wrong with a file that looks like JSON; `None` where it is sound JSON, or was never
/// meant to be any.
pub fn syntax_fault(input: Input<'_>) -> Option<Diagnostic> {
    if input.extension() != "json" && !input.text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let error = serde_json::from_str::<serde::de::IgnoredAny>(input.text).err()?;
    Some(fault(input, &error))
}

/// Says why a record cannot be read, without serde's own line and column, which count from the
/// record's beginning.
pub fn record_fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or(&text);
    format!("this record cannot be read ({reason}); it is left out")
}

fn fault(input: Input<'_>, error: &serde_json::Error) -> Diagnostic {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or(&text);
    let (line, column) = if error.is_eof() {
        line_and_column(input.text, input.text.len())
    } else {
        (error.line(), error.column().max(1))
    };
    let help = if error.is_eof() {
        "the file is cut short: fetch or write it again"
    } else {
        "mend the file at this place, or write it again"
    };
    Diagnostic::error(format!("is not JSON: {reason}"))
        .in_file(input.name)
        .at(input.text, line, column)
        .help(help)
}
