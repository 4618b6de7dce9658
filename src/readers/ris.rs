//! RIS, the tagged lines of reference managers: `TI  - A title`, one record from `TY` to `ER`.
//!
//! The tags are those of the format's specification (2011). Pages, volumes and files of the reference manager
//! are fields for programs.

use super::intake::{Head, Intake};
use super::record::{RawRecord, Style};
use super::report::{Reason, Unused};
use super::source::Source;
use super::value::Value;
use super::vocabulary::Role;
use super::{Format, Options, Reading};
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "RIS",
    recognise,
    parse,
};

fn recognise(source: &Source<'_>) -> Result<(), String> {
    let first = source.text.lines().find(|line| !line.trim().is_empty());
    match first.and_then(tagged) {
        Some(("TY", _)) => Ok(()),
        _ => Err("it does not begin with a line such as `TY  - JOUR`".to_owned()),
    }
}

fn parse(source: &Source<'_>, _options: Options) -> Reading {
    let mut intake = Intake::new(source);
    let mut fields: Vec<(&str, Cow<'_, str>)> = Vec::new();
    let mut begins = None;
    for line in source.text.lines() {
        match tagged(line) {
            // A record whose end is missing ends where the next begins.
            Some((tag @ ("TY" | "ER"), value)) => {
                if let Some(offset) = begins.take() {
                    intake.take(raw_record(std::mem::take(&mut fields)), offset);
                }
                if tag == "TY" {
                    begins = Some(source.offset_of(line));
                    fields.push((tag, Cow::Borrowed(value)));
                }
            }
            Some((tag, value)) if begins.is_some() => fields.push((tag, Cow::Borrowed(value))),
            // A value may go on over lines.
            None if !fields.is_empty() && !line.trim().is_empty() => {
                if let Some((_, value)) = fields.last_mut() {
                    value.to_mut().push('\n');
                    value.to_mut().push_str(line);
                }
            }
            _ => intake.unused(&Unused {
                name: Cow::Borrowed("text between records"),
                text: Cow::Borrowed(line),
                reason: Reason::Boilerplate,
            }),
        }
    }
    if let Some(offset) = begins {
        intake.take(raw_record(fields), offset);
    }
    intake.finish(Head::default())
}

/// Tag and value of a line.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.split_once("  -")?;
    let is_tag = tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_tag.then_some((tag, value.trim()))
}

fn raw_record<'a>(fields: Vec<(&'a str, Cow<'a, str>)>) -> RawRecord<'a> {
    let mut record = RawRecord::new(Style::DATA);
    let mut authors = Vec::new();
    for (tag, value) in fields {
        let (role, name) = match tag {
            "AU" | "A1" => {
                authors.push(value.into());
                continue;
            }
            "DA" | "PY" | "Y1" if !record.has(Role::Date) => {
                // `2026/11/23/` and `2026///` without what is empty.
                let parts: Vec<&str> = value.split('/').filter(|part| !part.is_empty()).collect();
                record.add_as((Role::Date, 0), tag, parts.join("-"));
                continue;
            }
            "TI" | "T1" => (Role::Title, "title"),
            "AB" | "N2" => (Role::Abstract, "abstract"),
            "DO" => (Role::Id, tag),
            "UR" | "L1" | "L2" | "LK" => (Role::Address(None), tag),
            "JO" | "JF" | "T2" | "BT" if record.has(Role::Venue) => (Role::Fact, "Published in"),
            "JO" | "JF" | "T2" | "BT" => (Role::Venue, tag),
            "KW" => (Role::Topics, tag),
            "N1" | "RN" => (Role::Note, "note"),
            // What their owner uses them for is not known.
            "C1" | "C2" | "C3" | "C4" | "C5" | "C6" | "C7" | "C8" | "U1" | "U2" | "U3" | "U4"
            | "U5" => {
                record.add_named(tag, value);
                continue;
            }
            _ => (Role::Technical, tag),
        };
        record.add_as((role, 0), name, value);
    }
    record.add_as((Role::Authors, 0), "AU", Value::List(authors));
    record
}
