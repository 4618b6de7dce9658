//! RIS, the tagged lines of reference managers: `TI  - A title`, one record from `TY` to `ER`.
//!
//! The tags are those of the format's specification (2011): titles (`TI`, `T1`), people (`AU`, `A1`),
//! abstract (`AB`, `N2`), date (`DA`, `PY`, `Y1`), DOI (`DO`), addresses (`UR`, `L1`, `LK`), venue (`JO`, `JF`,
//! `T2`, `BT`) and keywords (`KW`). Left out: notes, files of the reference manager, pages and volumes.

use super::intake::{Head, Intake};
use super::raw_record::{Body, RawRecord, Typography};
use super::{Format, Input, Options, Reading};
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "RIS",
    recognise,
    read,
};

fn recognise(input: Input<'_>) -> Result<(), String> {
    let text = input.text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty());
    match first.and_then(tagged) {
        Some(("TY", _)) => Ok(()),
        _ => Err("it does not begin with a line such as `TY  - JOUR`".to_owned()),
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let mut intake = Intake::new(input);
    let mut record = empty();
    let mut begins = None;
    for (index, line) in input.text.lines().enumerate() {
        match tagged(line.trim_start_matches('\u{feff}')) {
            // A record whose end is missing ends where the next begins.
            Some((tag @ ("TY" | "ER"), _)) => {
                if let Some(line) = begins.take() {
                    intake.take(std::mem::replace(&mut record, empty()), line);
                }
                begins = (tag == "TY").then_some(index + 1);
            }
            Some((tag, value)) => put(&mut record, tag, value),
            None => {}
        }
    }
    if let Some(line) = begins {
        intake.take(record, line);
    }
    intake.finish(Head::default())
}

/// Tag and value of a line.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.split_once("  -")?;
    let is_tag = tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_tag.then_some((tag, value.trim()))
}

fn empty<'a>() -> RawRecord<'a> {
    RawRecord {
        typography: Typography::Tex,
        ..RawRecord::default()
    }
}

fn put<'a>(record: &mut RawRecord<'a>, tag: &str, value: &'a str) {
    let value = Cow::Borrowed(value);
    match tag {
        "TI" | "T1" if record.title.is_empty() => record.title = value,
        "AU" | "A1" => record.authors.push(value),
        "AB" | "N2" => record.body = Body::Plain(value),
        "DA" | "PY" | "Y1" if record.date.is_none() => record.date = Some(dated(value)),
        "DO" => record.ids.push(value),
        "UR" | "L1" | "LK" => record.addresses.push((None, value)),
        "JO" | "JF" | "T2" | "BT" if record.venue.is_none() => record.venue = Some(value),
        "KW" => record.topics.push(value),
        _ => {}
    }
}

/// `2026/11/23/` and `2026///` without what is empty.
fn dated(value: Cow<'_, str>) -> Cow<'_, str> {
    let parts: Vec<&str> = value.split('/').filter(|part| !part.is_empty()).collect();
    Cow::Owned(parts.join("-"))
}
