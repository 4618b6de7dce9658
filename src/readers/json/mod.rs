//! What the JSON formats share: taking an array apart without losing the place of its elements,
//! and values that are more lenient than a format's documentation.

pub mod csl;
pub mod day;
pub mod exports;
pub mod huggingface;
pub mod lenient;
pub mod lines;
mod object;
pub mod offprint;
mod rows;
mod search;
pub mod topic_rows;
pub mod zotero;

use super::Input;
use crate::diagnostic::{Diagnostic, line_and_column};
use crate::readers::intake::Spot;
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

/// Whether a file begins as JSON of a kind does: with one of `signs`, `{` or `[`.
///
/// # Errors
/// Says what it is instead.
pub fn begins<'a>(input: Input<'a>, signs: &[char]) -> Result<&'a str, String> {
    let text = input.text.trim_start_matches('\u{feff}').trim_start();
    match text.chars().next() {
        Some(sign) if signs.contains(&sign) => Ok(text),
        Some('{') => Err("it is an object, no list".to_owned()),
        Some('[') => Err("it is a list, no object".to_owned()),
        _ => Err("it does not begin as JSON".to_owned()),
    }
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

/// Reads one record of a list.
///
/// # Errors
/// Says why it cannot be read, and that it is left out.
pub fn record<'a, T: Deserialize<'a>>(element: &'a RawValue) -> Result<T, String> {
    // A list would be read as the fields in the order of their declaration.
    if !element.get().starts_with('{') {
        return Err("this record is no JSON object; it is left out".to_owned());
    }
    serde_json::from_str(element.get()).map_err(|error| {
        let reason = reason(&error);
        format!("this record cannot be read ({reason}); it is left out")
    })
}

/// What is wrong, in JSON's own words, without the place, which a diagnostic gives by itself.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or(&text);
    reason
        .replace("invalid type: map", "invalid type: object")
        .replace("invalid type: sequence", "invalid type: list")
        .replace("expected a sequence", "expected a list")
        .replace("EOF while parsing", "the file ends within")
}

/// The column of an error in characters; the parser counts bytes.
fn column_of(text: &str, error: &serde_json::Error) -> usize {
    let line = text.split('\n').nth(error.line().saturating_sub(1));
    let line = line.unwrap_or_default();
    let before = &line[..line.floor_char_boundary(error.column())];
    before.chars().count().max(1)
}

fn fault(input: Input<'_>, error: &serde_json::Error) -> Diagnostic {
    let reason = reason(error);
    let (line, column) = if error.is_eof() {
        line_and_column(input.text, input.text.len())
    } else {
        (error.line(), column_of(input.text, error))
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
