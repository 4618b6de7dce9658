//! Text in which each field stands behind its name: `Title: …`, `PDF: …`, `Summary: …`, and `---`
//! between two papers.
//!
//! Names are as free as elsewhere. A field goes on until the next name; a line of dashes, or the first
//! name again, begins the next paper. Left out: what stands before the first field.

use super::intake::{Head, Intake};
use super::loose;
use super::loose::aliases::{self, Role};
use super::loose::value::{Fields, Value};
use super::{Format, Input, Options, Reading, front_matter};
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "labelled text",
    recognise,
    read,
};

/// Lines that are looked at before a file is known to be of another kind.
const PROBED: usize = 200;

fn recognise(input: Input<'_>) -> Result<(), String> {
    let is_other = matches!(
        input.extension().as_str(),
        "md" | "markdown" | "yaml" | "yml"
    );
    let begins_other = input
        .text
        .trim_start()
        .starts_with(['{', '[', '<', '@', '#']);
    if is_other || begins_other || front_matter::fence(input.text).is_some() {
        return Err("it is of another kind".to_owned());
    }
    let roles = input.text.lines().take(PROBED).filter_map(label);
    let (mut titles, mut others) = (0, 0);
    for (role, _, _) in roles {
        if role == Role::Title {
            titles += 1;
        } else {
            others += 1;
        }
    }
    if titles > 0 && others > 0 {
        Ok(())
    } else {
        Err("it has no lines such as `Title: …`".to_owned())
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let mut intake = Intake::new(input);
    let mut record = Open::default();
    for (index, line) in input.text.lines().enumerate() {
        if is_rule(line) {
            record.close(&mut intake);
            continue;
        }
        match label(line) {
            Some((role, name, value)) => {
                if role == Role::Title && record.has_title {
                    record.close(&mut intake);
                }
                if record.fields.is_empty() {
                    record.line = index + 1;
                }
                record.has_title |= role == Role::Title;
                record.is_closed = false;
                let value = Value::Text(Cow::Borrowed(value));
                record.fields.push((Cow::Borrowed(name), value));
            }
            None => record.go_on(line),
        }
    }
    record.close(&mut intake);
    intake.finish(Head::default())
}

/// A record of which not all lines have been seen.
#[derive(Default)]
struct Open<'a> {
    fields: Fields<'a>,
    line: usize,
    has_title: bool,
    /// Whether the last field has ended.
    is_closed: bool,
}

impl Open<'_> {
    /// Adds a line to the last field. Where that is no running text, a field with an unknown name or a
    /// blank line ends it: `Score: 12` behind an address is no part of it.
    fn go_on(&mut self, line: &str) {
        let role = self.fields.last().and_then(|(name, _)| aliases::role(name));
        let is_prose = matches!(role, Some((Role::Abstract | Role::Brief, _)));
        self.is_closed |= !is_prose && (line.trim().is_empty() || has_name(line));
        if self.is_closed {
            return;
        }
        if let Some((_, Value::Text(text))) = self.fields.last_mut() {
            let text = text.to_mut();
            text.push('\n');
            text.push_str(line);
        }
    }

    fn close(&mut self, intake: &mut Intake<'_>) {
        let record = std::mem::take(self);
        if !record.fields.is_empty() {
            intake.take(loose::raw_record(record.fields), record.line);
        }
    }
}

/// A line of dashes, equals signs or stars.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && ["-", "=", "*", "_"]
            .iter()
            .any(|sign| line.trim_matches(|c| sign.contains(c)).is_empty())
}

/// Whether a line begins with a word or two and a colon, whatever they mean. An address has none.
fn has_name(line: &str) -> bool {
    line.split_once([':', '：'])
        .is_some_and(|(name, rest)| name.split_whitespace().count() <= 2 && !rest.starts_with("//"))
}

/// The role, name and value of a line such as `Title: …`.
fn label(line: &str) -> Option<(Role, &str, &str)> {
    let (name, value) = line.split_once([':', '：'])?;
    let bare = name.trim().trim_matches('*');
    // A sentence has a colon too, and a name is a word or two that begins the line.
    let is_name = bare.starts_with(char::is_alphabetic)
        && bare.split_whitespace().count() <= 2
        && !line.starts_with(char::is_whitespace);
    let (role, _) = aliases::role(bare).filter(|_| is_name)?;
    Some((role, bare, value.trim_start_matches('*').trim()))
}
