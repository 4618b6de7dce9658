//! Tables of comma-separated values (also with tabs or semicolons) whose first row names the columns.
//!
//! What a column holds, its name says, as everywhere. Quoted cells may contain line breaks (RFC 4180).
//! Left out: tables without such a row, since nothing says what their cells are.

mod rows;

use super::intake::{Head, Intake};
use super::record::{RawRecord, Style};
use super::source::Source;
use super::value::Value;
use super::vocabulary::{self, Role};
use super::{Format, Options, Reading, python};
use ::csv::{ReaderBuilder, StringRecord};
use rows::Rows;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "CSV",
    recognise,
    parse: read,
};

/// What may stand between two cells.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

fn recognise(source: &Source<'_>) -> Result<(), String> {
    // A table of Markdown has such a first line too, and a line of dashes beneath.
    let mut lines = source.text.lines();
    let is_rule = |line: &str| line.contains("--") && !line.contains(char::is_alphanumeric);
    if source.is_markdown() || lines.nth(1).is_some_and(is_rule) {
        return Err("it is a table of Markdown".to_owned());
    }
    match header(source.text) {
        Some(_) => Ok(()),
        None => Err("its first line names no columns of titles".to_owned()),
    }
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    let mut intake = Intake::new(source);
    let Some((delimiter, names)) = header(source.text) else {
        return intake.leave_out();
    };
    let first_line = source.text.lines().next().map_or(0, str::len);
    let mut rows = Rows::new(source.text, delimiter, first_line);
    while let Some((offset, row)) = rows.next_row() {
        match row {
            Ok(row) if row.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(row) => intake.take(record(&names, &row), offset),
            Err(reason) => intake.skip(&reason, offset),
        }
    }
    intake.finish(Head::default())
}

/// The record of a row. Columns were named for readers.
fn record<'a>(names: &'a StringRecord, row: &'a StringRecord) -> RawRecord<'a> {
    let mut raw = RawRecord::new(Style {
        is_visible: true,
        ..Style::DATA
    });
    for (index, cell) in row.iter().enumerate() {
        if cell.trim().is_empty() {
            continue;
        }
        match names.get(index) {
            // The numbers of rows, as pandas writes them.
            Some("") => raw.add_as((Role::Technical, 0), "index", cell),
            Some(name) => raw.add_named(name, unlisted(cell)),
            None => raw.add_named(format!("Column {}", index + 1), cell),
        }
    }
    raw
}

/// The delimiter and the names of the columns; none where no column is of titles.
fn header(text: &str) -> Option<(u8, StringRecord)> {
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
        .filter_map(|name| vocabulary::role(name).map(|(role, _)| role))
        .collect();
    (roles.contains(&Role::Title) && roles.len() >= 2).then_some((delimiter, names))
}

/// Longest row of names, in bytes.
const LONGEST_HEADER: usize = 4_000;

/// `['First Author', 'Second Author']`, a list that a script wrote into one cell, as a list.
fn unlisted(cell: &str) -> Value<'_> {
    let inside = cell.trim().strip_prefix('[');
    let inside = inside.and_then(|rest| rest.strip_suffix(']'));
    let is_list = inside.is_some_and(|inside| inside.trim_start().starts_with(['\'', '"']));
    match python::parse(cell.trim()) {
        Ok(Value::List(values)) if is_list => Value::List(values),
        _ => Value::from(cell),
    }
}
