//! Day JSON: papers under a dozen names of the same fields, within objects of every shape.
//!
//! Where the papers are is found by [`search`]: lists and objects around them are gone through, whatever
//! they are called, and what these say is the digest's. Answers of the Semantic Scholar API are read in
//! the same way and have a name of their own.

use super::search::{self, Found, Shape};
use super::{begins, record, root, unreadable};
use crate::diagnostic::Diagnostic;
use crate::model::date::Date;
use crate::readers::envelope::Envelope;
use crate::readers::intake::{Head, Intake};
use crate::readers::record::RawRecord;
use crate::readers::source::Source;
use crate::readers::value::Value;
use crate::readers::vocabulary::Role;
use crate::readers::{Format, Options, Reading, python};
use std::collections::BTreeMap;

/// The entry in the table of formats; the last one of the JSON formats, since it takes the most.
pub const FORMAT: Format = Format {
    name: "day JSON",
    recognise,
    parse: read,
};

/// The entry for answers of the Semantic Scholar API.
pub const SEMANTIC_SCHOLAR: Format = Format {
    name: "Semantic Scholar JSON",
    recognise: recognise_semantic_scholar,
    parse: read,
};

/// The entry for a JSON list of Python dictionaries as texts.
pub const PYTHON_LIST: Format = Format {
    name: "JSON list of Python dictionaries",
    recognise: recognise_python_list,
    parse: read,
};

fn recognise(source: &Source<'_>) -> Result<(), String> {
    begins(source, &['{', '['])?;
    let root = root(source).map_err(|fault| fault.message)?;
    if search::papers(root).found.is_empty() && !search::is_empty_answer(root) {
        return Err("nothing in it has a title and another field of a paper".to_owned());
    }
    Ok(())
}

fn recognise_semantic_scholar(source: &Source<'_>) -> Result<(), String> {
    // `paperId` is a name of this API alone, and it is the first of its fields.
    let text = begins(source, &['{', '['])?;
    if text[..text.floor_char_boundary(2_000)].contains("\"paperId\"") {
        recognise(source)
    } else {
        Err("it has no `paperId`".to_owned())
    }
}

fn recognise_python_list(source: &Source<'_>) -> Result<(), String> {
    let first = begins(source, &['['])?[1..].trim_start();
    if first.starts_with("\"{'") || first.starts_with("\"{\\\"") {
        Ok(())
    } else {
        Err("it is no list of texts that hold dictionaries".to_owned())
    }
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    let root = match root(source) {
        Ok(root) => root,
        Err(fault) => return Reading::unreadable(fault),
    };
    let papers = search::papers(root);
    let is_single = search::is_single(root);
    let mut intake = Intake::new(source);
    if let Some(said) = search::error(root).filter(|_| papers.found.is_empty()) {
        let said = format!("the source answered with an error ({said}); the file makes no digest");
        let said = Diagnostic::warning(said).code("error-answer");
        intake.diagnose(said.help("fetch it again, or delete the file"), 0);
        return intake.leave_out();
    }
    let mut envelopes: BTreeMap<Option<Date>, Envelope<'_>> = BTreeMap::new();
    for rest in search::rest(root, &papers) {
        let envelope = envelopes.entry(rest.day).or_default();
        match rest.is_outermost {
            true => envelope.add(rest.name, rest.value),
            false => envelope.add_rest(rest.name, rest.value),
        }
    }
    // As in every archive, what has no day belongs to the newest digest.
    let mut papers = papers.found;
    let newest = papers.iter().filter_map(|found| found.day).max();
    let outermost = envelopes.remove(&None).unwrap_or_default();
    if !outermost.is_dated() && source.date().is_none() {
        for found in &mut papers {
            found.day = found.day.or(newest);
        }
    }
    let is_undated = |found: &Found<'_>| found.day.is_none();
    let home = newest.filter(|_| !papers.iter().any(is_undated));
    envelopes.entry(home).or_default().join(outermost);
    let mut digests = Vec::new();
    for (day, papers) in by_day(&papers) {
        for found in papers {
            take(&mut intake, found, source.offset_of(found.text.get()));
        }
        let envelope = envelopes.remove(&day).unwrap_or_default();
        match envelope.into_head(source, &mut intake) {
            Ok(head) => digests.extend(intake.close(Head {
                date: day.or(head.date),
                is_single,
                ..head
            })),
            Err(fault) => {
                intake.diagnose(fault, 0);
                intake.forget();
            }
        }
    }
    Reading {
        digests,
        ..intake.leave_out()
    }
}

/// The papers by the days that they stand under, in the order in which the days first come; without
/// papers, one day that is not known. A day may come again behind others.
fn by_day<'f, 'a>(papers: &'f [Found<'a>]) -> Vec<(Option<Date>, Vec<&'f Found<'a>>)> {
    let mut days: Vec<(Option<Date>, Vec<&Found<'_>>)> = Vec::new();
    let mut places = BTreeMap::new();
    for found in papers {
        let place = *places.entry(found.day).or_insert(days.len());
        if place == days.len() {
            days.push((found.day, Vec::new()));
        }
        days[place].1.push(found);
    }
    if days.is_empty() {
        days.push((None, Vec::new()));
    }
    days
}

fn take(intake: &mut Intake<'_>, found: &Found<'_>, offset: usize) {
    let raw = match &found.shape {
        Shape::Record => record(found.text).map(RawRecord::from_fields),
        Shape::Python(text) => match python::parse(text) {
            Ok(Value::Map(fields)) => Ok(RawRecord::from_fields(fields)),
            Ok(_) => Err("this record is no Python dictionary; it is left out".to_owned()),
            Err(fault) => Err(unreadable("record", fault)),
        },
        Shape::Citation(id) => Ok(RawRecord::citation(&**id)),
        Shape::Other(1) => Err("this record is no JSON object; it is left out".to_owned()),
        Shape::Other(count) => {
            (1..*count).for_each(|_| intake.skip_reported());
            Err(format!(
                "{count} records are no JSON objects; they are left out"
            ))
        }
    };
    let mut raw = match raw {
        Ok(raw) => raw,
        Err(reason) => return intake.skip(&reason, offset),
    };
    if let Some(key) = found.key.as_deref() {
        raw.add(Role::Id, key);
    }
    if let Some(topic) = found.topic.as_deref() {
        // A list, since a comma in a topic is none between two.
        raw.add(Role::Topics, Value::List(vec![Value::from(topic)]));
    }
    if let Some(note) = found.note.as_deref() {
        raw.add(Role::Note, note);
    }
    intake.take(raw, offset);
}
