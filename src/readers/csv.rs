//! Tables of comma-separated values (also with tabs or semicolons) whose first row names the columns.
//!
//! What a column holds is told by its name, as everywhere. Quoted cells may go over lines (RFC 4180).
//! Left out: tables without such a row, since nothing tells what their cells are.

mod rows;

use super::intake::{Head, Intake};
use super::loose;
use super::loose::aliases::{self, Role};
use super::loose::value::{Fields, Value};
use super::{Format, Input, Options, Reading};
use ::csv::{ReaderBuilder, StringRecord};
use rows::Rows;
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "CSV",
    recognise,
    read,
};

/// What may stand between two cells.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

fn recognise(input: Input<'_>) -> Result<(), String> {
    // A table of Markdown has such a first line too, and a line of dashes beneath.
    let mut lines = input.text.lines();
    let is_rule = |line: &str| line.contains("--") && !line.contains(char::is_alphanumeric);
    if matches!(input.extension().as_str(), "md" | "markdown") || lines.nth(1).is_some_and(is_rule)
    {
        return Err("it is a table of Markdown".to_owned());
    }
    match header(input) {
        Some(_) => Ok(()),
        None => Err("its first line names no columns of titles".to_owned()),
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let mut intake = Intake::new(input);
    let Some((delimiter, names)) = header(input) else {
        return intake.leave_out();
    };
    let text = input.text.trim_start_matches('\u{feff}');
    let mut rows = Rows::new(text, delimiter, text.lines().next().map_or(0, str::len));
    while let Some((line, row)) = rows.next_row() {
        let row = match row {
            Ok(row) => row,
            Err(reason) => {
                intake.skip(&reason, line);
                continue;
            }
        };
        let cells = names.iter().zip(row.iter());
        let fields: Fields<'_> = cells
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(|(name, cell)| (Cow::Borrowed(name), Value::Text(unlisted(cell))))
            .collect();
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            intake.take(loose::raw_record(fields), line);
        }
    }
    intake.finish(Head::default())
}

/// The delimiter and the names of the columns; `None` where no column is of titles.
fn header(input: Input<'_>) -> Option<(u8, StringRecord)> {
    let text = input.text.trim_start_matches('\u{feff}');
    let first = text.lines().next()?;
    if first.len() > LONGEST_HEADER || first.starts_with(['{', '[', '<']) {
        return None;
    }
    let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
    let delimiter = DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|delimiter| count(*delimiter))?;
    if count(delimiter) == 0 {
        return None;
    }
    let mut names = StringRecord::new();
    ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(first.as_bytes())
        .read_record(&mut names)
        .ok()?;
    let roles: Vec<Role> = names
        .iter()
        .filter_map(|name| aliases::role(name).map(|(role, _)| role))
        .collect();
    (roles.contains(&Role::Title) && roles.len() >= 2).then_some((delimiter, names))
}

/// Longest row of names, in bytes.
const LONGEST_HEADER: usize = 4_000;

/// `['First Author', 'Second Author']`, a list that a script wrote into one cell, as a text with
/// semicolons.
fn unlisted(cell: &str) -> Cow<'_, str> {
    let inside = cell
        .trim()
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let is_list = inside.is_some_and(|inside| inside.trim_start().starts_with(['\'', '"']));
    match loose::python::parse(cell.trim()) {
        Ok(Value::List(values)) if is_list => {
            let texts: Vec<_> = values.iter().filter_map(Value::text).collect();
            Cow::Owned(texts.join("; "))
        }
        _ => Cow::Borrowed(cell),
    }
}
