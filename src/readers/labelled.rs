//! Text in which each field stands behind its name: `Title: …`, `PDF: …`, `Summary: …`, and `---`
//! between two papers.
//!
//! Names are as free as elsewhere. A field goes on until the next name; a line of dashes, or the first
//! name again, begins the next paper. Within a running text, a word and a colon is a name only where the
//! vocabulary has it or where it begins several lines of the file. What stands before the first field of
//! a paper is the introduction of the digest.

use super::intake::{Head, Intake};
use super::record::{RawRecord, Style};
use super::source::Source;
use super::value::Value;
use super::vocabulary::{self, Role};
use super::{Format, Options, Reading, front_matter};
use std::borrow::Cow;
use std::collections::HashMap;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "labelled text",
    recognise,
    parse: read,
};

/// Lines that are looked at before a file is known to be of another kind.
const PROBED: usize = 200;

fn recognise(source: &Source<'_>) -> Result<(), String> {
    let is_other = source.is_markdown() || matches!(source.extension().as_str(), "yaml" | "yml");
    let begins_other = source
        .text
        .trim_start()
        .starts_with(['{', '[', '<', '@', '#']);
    if is_other || begins_other || front_matter::fence(source.text).is_some() {
        return Err("it is of another kind".to_owned());
    }
    let lines = source.text.lines().take(PROBED).filter_map(label);
    let roles = lines.filter_map(|(name, _)| vocabulary::role(name));
    let (titles, others): (Vec<_>, Vec<_>) = roles.partition(|(role, _)| *role == Role::Title);
    if titles.is_empty() || others.is_empty() {
        Err("it has no lines such as `Title: …`".to_owned())
    } else {
        Ok(())
    }
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (name, _) in source.text.lines().filter_map(label) {
        *counts.entry(name).or_default() += 1;
    }
    let mut intake = Intake::new(source);
    let mut record = Open::default();
    let mut introduction: Vec<&str> = Vec::new();
    for line in source.text.lines() {
        if is_rule(line) {
            introduction.push("");
            record.close(&mut intake);
            continue;
        }
        let label = label(line).filter(|(name, _)| record.begins_field(name, counts[name]));
        match label {
            Some((name, value)) => {
                let is_title = matches!(vocabulary::role(name), Some((Role::Title, _)));
                if is_title && record.has_title {
                    record.close(&mut intake);
                }
                if record.fields.is_empty() {
                    record.offset = source.offset_of(line);
                }
                record.has_title |= is_title;
                record.push(name, value);
            }
            None if record.fields.is_empty() => introduction.push(line.trim()),
            None => record.go_on(line),
        }
    }
    record.close(&mut intake);
    introduction.dedup_by(|line, before| line.is_empty() && before.is_empty());
    let introduction = introduction.join("\n");
    intake.finish(Head {
        introduction: Some(introduction.trim().to_owned()),
        ..Head::default()
    })
}

/// A record of which not all lines have been seen.
#[derive(Default)]
struct Open<'a> {
    fields: Vec<(&'a str, Cow<'a, str>)>,
    offset: usize,
    has_title: bool,
    /// Whether the last field has ended.
    is_closed: bool,
}

impl<'a> Open<'a> {
    /// Whether a name that so many lines of the file begin with begins a field here.
    fn begins_field(&self, name: &str, count: usize) -> bool {
        let role = vocabulary::role(name).map(|(role, _)| role);
        let is_certain = role.is_some_and(|role| role != Role::Note) || count > 1;
        is_certain || self.has_title && (self.is_closed || !self.is_in_prose())
    }

    /// Whether the last field is a running text.
    fn is_in_prose(&self) -> bool {
        let role = self.fields.last().map(|(name, _)| vocabulary::role(name));
        matches!(role, Some(Some((Role::Abstract | Role::Section, _))))
    }

    fn push(&mut self, name: &'a str, value: &'a str) {
        self.fields.push((name, Cow::Borrowed(value)));
        self.is_closed = false;
    }

    /// Adds a line to the last field, which a blank line ends unless it is a running text. A text behind
    /// it has no name.
    fn go_on(&mut self, line: &'a str) {
        let is_blank = line.trim().is_empty();
        let is_prose =
            self.is_in_prose() || self.fields.last().is_some_and(|(name, _)| name.is_empty());
        self.is_closed |= is_blank && !is_prose;
        if self.is_closed {
            if !is_blank {
                self.push("", line);
            }
        } else if let Some((_, text)) = self.fields.last_mut() {
            let text = text.to_mut();
            text.push('\n');
            text.push_str(line);
        }
    }

    fn close(&mut self, intake: &mut Intake<'_>) {
        let record = std::mem::take(self);
        if record.fields.is_empty() {
            return;
        }
        let mut raw = RawRecord::new(Style {
            is_visible: true,
            ..Style::DATA
        });
        for (name, value) in record.fields {
            raw.add_named(name, Value::Text(value));
        }
        intake.take(raw, record.offset);
    }
}

/// A line of dashes, equals signs or stars.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let is_of = |sign: char| line.trim_matches(sign).is_empty();
    line.len() >= 3 && ['-', '=', '*', '_'].into_iter().any(is_of)
}

/// The name and value of a line such as `Title: …`: a word or two that begin the line, and a colon. An
/// address has none.
fn label(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once([':', '：'])?;
    let bare = name.trim().trim_matches('*');
    let is_name = bare.starts_with(char::is_alphabetic)
        && (bare.split_whitespace().count() <= 2 || vocabulary::role(bare).is_some())
        && !line.starts_with(char::is_whitespace)
        && !value.starts_with("//");
    is_name.then(|| (bare, value.trim_start_matches('*').trim()))
}
