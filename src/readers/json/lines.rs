//! JSON Lines: a record a line, as nightly jobs write them.
//!
//! The schema of daily-arXiv is `{id, categories[], pdf, abs, authors[], title, comment, summary}`,
//! with an `AI` object or without; any other names of fields are read as well. The file is read line
//! by line, so that a line that is broken costs no other, and only some of it is in memory at a time.
//! Lines that are Python's `repr` of a dictionary are read too, whatever the extension says.

use super::{begins, reason, unreadable};
use crate::readers::intake::{Head, Intake};
use crate::readers::record::{self, Made, RawRecord};
use crate::readers::source::Source;
use crate::readers::value::Value;
use crate::readers::{Format, Options, Reading, python};
use rayon::prelude::*;
use serde::de::IgnoredAny;

/// The entry for lines of JSON in the table of formats.
pub const FORMAT: Format = Format {
    name: "JSON Lines",
    recognise,
    parse: read,
};

/// The entry for lines of Python in the table of formats.
pub const PYTHON: Format = Format {
    name: "lines of Python dictionaries",
    recognise: recognise_python,
    parse: read,
};

/// Lines that are looked at before a file is known to be of another kind.
const PROBED: usize = 5;

fn recognise(source: &Source<'_>) -> Result<(), String> {
    begins(source, &['{'])?;
    let lines: Vec<&str> = contents(source.text).take(PROBED).collect();
    // JSON over many lines has some that begin otherwise.
    let is_of_this_kind = |line: &&str| line.starts_with('{') || matches!(*line, "null" | "[]");
    if !lines.iter().all(is_of_this_kind) || !lines.iter().any(|line| is_json(line)) {
        return Err("its lines are no JSON objects".to_owned());
    }
    let is_named_so = matches!(
        source.extension().as_str(),
        "jsonl" | "ndjson" | "jsonlines"
    );
    // One object on one line is as well a file of JSON.
    if lines.len() == 1 && !is_named_so {
        return Err("it is one JSON object".to_owned());
    }
    Ok(())
}

fn recognise_python(source: &Source<'_>) -> Result<(), String> {
    begins(source, &['{'])?;
    let lines: Vec<&str> = contents(source.text).take(PROBED).collect();
    let is_dictionary =
        |line: &&str| line.starts_with("{'") || !is_json(line) && python::parse(line).is_ok();
    let is_of_this_kind = |line: &&str| line.starts_with('{') || matches!(*line, "None" | "[]");
    if lines.iter().all(is_of_this_kind) && lines.iter().any(is_dictionary) {
        Ok(())
    } else {
        Err("its lines are no Python dictionaries".to_owned())
    }
}

fn is_json(line: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(line).is_ok()
}

/// Lines are read on all cores, so many at a time, and entered in their order.
const BLOCK: usize = 1_024;

/// What a line turned out to be.
enum Line<'a> {
    Record(Box<Made<'a>>),
    Nothing,
    /// With the place of the fault in the line, in bytes.
    Fault(String, usize),
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    let mut intake = Intake::new(source);
    intake.reserve(memchr::memchr_iter(b'\n', source.text.as_bytes()).count());
    let mut lines = contents(source.text);
    let mut done: Vec<(&str, Line<'_>)> = Vec::new();
    loop {
        let block: Vec<&str> = lines.by_ref().take(BLOCK).collect();
        let is_end = block.is_empty();
        // One block is entered while the next is read.
        let (read, ()) = rayon::join(
            || {
                block
                    .into_par_iter()
                    .map(|line| (line, read_line(line)))
                    .collect()
            },
            || enter(&mut intake, source, done),
        );
        if is_end {
            return intake.finish(Head::default());
        }
        done = read;
    }
}

fn enter(intake: &mut Intake<'_>, source: &Source<'_>, lines: Vec<(&str, Line<'_>)>) {
    for (line, read) in lines {
        let offset = source.offset_of(line);
        match read {
            Line::Record(made) => intake.enter(*made, offset),
            Line::Nothing => {}
            Line::Fault(fault, at) => intake.skip(&fault, offset + at),
        }
    }
}

fn read_line(line: &str) -> Line<'_> {
    match value(line) {
        Ok(Value::Map(fields)) if !fields.is_empty() => {
            Line::Record(Box::new(record::mention(RawRecord::from_fields(fields))))
        }
        // A day without papers, as `{}`, `[]` or `null`.
        Ok(value) if value.is_empty() => Line::Nothing,
        Ok(_) => Line::Fault(
            "this line is no record of a paper; it is left out".to_owned(),
            0,
        ),
        Err((reason, at)) => Line::Fault(unreadable("line", &reason), at),
    }
}

/// The lines that hold something.
fn contents(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// What stands on a line, or what is wrong with it and where, in bytes.
fn value(line: &str) -> Result<Value<'_>, (String, usize)> {
    let error = match serde_json::from_str(line) {
        Ok(value) => return Ok(value),
        Err(_) if line == "None" => return Ok(Value::Nothing),
        Err(error) => error,
    };
    if line.starts_with('{') && line.contains('\'') {
        match python::parse(line) {
            Ok(value) => return Ok(value),
            Err(fault) if line.starts_with("{'") => return Err((fault.to_owned(), 0)),
            // An apostrophe in a text makes no Python of it.
            Err(_) => {}
        }
    }
    Err((reason(&error), error.column().saturating_sub(1)))
}
