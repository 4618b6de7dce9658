//! JSON Lines: a record a line, as nightly jobs write them.
//!
//! The schema of daily-arXiv is `{id, categories[], pdf, abs, authors[], title, comment, summary}`,
//! with an `AI` object or without; any other names of fields are read as well. The file is read line
//! by line, so that a line that is broken costs no other, and nothing but a line is taken apart at a
//! time. Lines that are Python's `repr` of a dictionary are read too, whatever the extension says.
//! Left out of the `AI` object: everything but its sentence `tldr`, which becomes the note.

use super::{begins, column_of, reason};
use crate::diagnostic::Diagnostic;
use crate::model::digest::Mention;
use crate::readers::intake::{Head, Intake, Spot};
use crate::readers::loose::value::Value;
use crate::readers::loose::{self, python};
use crate::readers::record;
use crate::readers::{Format, Input, Options, Reading};
use rayon::prelude::*;

/// The entry for lines of JSON in the table of formats.
pub const FORMAT: Format = Format {
    name: "JSON Lines",
    recognise,
    read,
};

/// The entry for lines of Python in the table of formats.
pub const PYTHON: Format = Format {
    name: "lines of Python dictionaries",
    recognise: recognise_python,
    read,
};

/// Lines that are looked at before a file is known to be of another kind.
const PROBED: usize = 5;

fn recognise(input: Input<'_>) -> Result<(), String> {
    begins(input, &['{'])?;
    let mut lines = contents(input.text).map(|(_, line)| line).take(PROBED);
    let is_sound = |line: &str| serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok();
    // JSON over many lines has some that begin otherwise.
    let is_other = || Err("its lines are no JSON objects".to_owned());
    let (mut count, mut sound) = (0, 0);
    if !lines.by_ref().all(|line| {
        count += 1;
        sound += usize::from(is_sound(line));
        line.starts_with('{') || matches!(line, "null" | "[]")
    }) {
        return is_other();
    }
    let is_named_so = matches!(input.extension().as_str(), "jsonl" | "ndjson" | "jsonlines");
    match (count, sound) {
        (_, 0) => is_other(),
        // One object on one line is as well a file of JSON.
        (1, _) if !is_named_so => Err("it is one JSON object".to_owned()),
        _ => Ok(()),
    }
}

fn recognise_python(input: Input<'_>) -> Result<(), String> {
    begins(input, &['{'])?;
    let lines: Vec<&str> = contents(input.text)
        .map(|(_, line)| line)
        .take(PROBED)
        .collect();
    let is_dictionary = |line: &&str| {
        line.starts_with("{'")
            || (serde_json::from_str::<serde::de::IgnoredAny>(line).is_err()
                && python::parse(line).is_ok())
    };
    let is_of_this_kind = |line: &&str| line.starts_with('{') || matches!(*line, "None" | "[]");
    if lines.iter().all(is_of_this_kind) && lines.iter().any(is_dictionary) {
        Ok(())
    } else {
        Err("its lines are no Python dictionaries".to_owned())
    }
}

/// Lines are read on all cores, so many at a time, and entered in their order.
const BLOCK: usize = 1_024;

/// What a line turned out to be.
enum Line {
    Record(Box<Option<(Mention, Vec<Diagnostic>)>>),
    Nothing,
    /// With the column, where that is known.
    Fault(String, Option<usize>),
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let mut intake = Intake::new(input);
    let mut lines = contents(input.text);
    loop {
        let block: Vec<(usize, &str)> = lines.by_ref().take(BLOCK).collect();
        if block.is_empty() {
            return intake.finish(Head::default());
        }
        let read: Vec<Line> = block
            .par_iter()
            .map(|(line, text)| read_line(text, *line))
            .collect();
        for ((line, _), read) in block.into_iter().zip(read) {
            match read {
                Line::Record(made) => intake.enter(*made, line),
                Line::Nothing => {}
                Line::Fault(fault, column) => intake.skip(&fault, Spot { line, column }),
            }
        }
    }
}

fn read_line(text: &str, line: usize) -> Line {
    match value(text) {
        Ok(Value::Map(fields)) if !fields.is_empty() => {
            let made = record::mention(loose::raw_record(fields), line);
            Line::Record(Box::new(made))
        }
        // A day without papers, as `{}`, `[]` or `null`.
        Ok(value) if value.is_empty() => Line::Nothing,
        Ok(_) => Line::Fault(
            "this line is no record of a paper; it is left out".to_owned(),
            None,
        ),
        Err((fault, column)) => Line::Fault(fault, column),
    }
}

/// The lines that hold something, from 1.
fn contents(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty())
}

/// What stands on a line, or what is wrong with it and at which column.
fn value(line: &str) -> Result<Value<'_>, (String, Option<usize>)> {
    let error = match serde_json::from_str(line) {
        Ok(value) => return Ok(value),
        Err(_) if line == "None" => return Ok(Value::Nothing),
        Err(error) => error,
    };
    let mut place = (reason(&error), Some(column_of(line, &error)));
    if line.starts_with('{') && line.contains('\'') {
        match python::parse(line) {
            Ok(value) => return Ok(value),
            Err(fault) if line.starts_with("{'") => place = (fault.to_owned(), None),
            // An apostrophe in a text makes no Python of it.
            Err(_) => {}
        }
    }
    let (reason, column) = place;
    let fault = format!("this line cannot be read ({reason}); it is left out");
    Err((fault, column))
}
