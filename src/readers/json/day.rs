//! Day JSON: papers under a dozen names of the same fields, within objects of every shape.
//!
//! Where the papers are is found by `search`: lists and objects around them are gone through, whatever
//! they are called. What a paper's fields mean is [`loose`]'s. Answers of the Semantic Scholar API are
//! read in the same way and have a name of their own.

use super::search::{self, Found, Shape};
use super::{Spots, begins, reason};
use crate::diagnostic::Diagnostic;
use crate::model::date::Date;
use crate::readers::dates;
use crate::readers::intake::{Head, Intake, Spot};
use crate::readers::loose::value::Value;
use crate::readers::loose::{self, python};
use crate::readers::raw_record::RawRecord;
use crate::readers::{Format, Input, Options, Reading};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The entry in the table of formats; the last one of the JSON formats, since it takes the most.
pub const FORMAT: Format = Format {
    name: "day JSON",
    recognise,
    read,
};

/// The entry for answers of the Semantic Scholar API.
pub const SEMANTIC_SCHOLAR: Format = Format {
    name: "Semantic Scholar JSON",
    recognise: recognise_semantic_scholar,
    read,
};

/// The entry for a JSON list of Python dictionaries as texts.
pub const PYTHON_LIST: Format = Format {
    name: "JSON list of Python dictionaries",
    recognise: recognise_python_list,
    read,
};

fn recognise(input: Input<'_>) -> Result<(), String> {
    begins(input, &['{', '['])?;
    let root: &RawValue = serde_json::from_str(input.text)
        .map_err(|error| format!("it is not sound JSON: {}", reason(&error)))?;
    let papers = search::papers(root);
    if papers.is_empty() && !search::is_empty_answer(root) {
        return Err("nothing in it has a title and another field of a paper".to_owned());
    }
    Ok(())
}

fn recognise_semantic_scholar(input: Input<'_>) -> Result<(), String> {
    // `paperId` is a name of this API alone, and it is the first of its fields.
    let beginning = search::beginning(begins(input, &['{', '['])?);
    if beginning.contains("\"paperId\"") {
        recognise(input)
    } else {
        Err("it has no `paperId`".to_owned())
    }
}

fn recognise_python_list(input: Input<'_>) -> Result<(), String> {
    let first = begins(input, &['['])?[1..].trim_start();
    if first.starts_with("\"{'") || first.starts_with("\"{\\\"") {
        Ok(())
    } else {
        Err("it is no list of texts that hold dictionaries".to_owned())
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let root: &RawValue = match super::whole(input) {
        Ok(root) => root,
        Err(fault) => return Reading::unreadable(fault),
    };
    let mut papers = search::papers(root);
    if let Some(said) = search::error(root).filter(|_| papers.is_empty()) {
        return refused(input, &said);
    }
    // As in every archive, papers without a day stand in the newest digest.
    let newest = papers.iter().filter_map(|found| found.day).max();
    if newest.is_some() && head(input, root, None).is_ok_and(|head| head.date.is_none()) {
        for found in &mut papers {
            found.day = found.day.or(newest);
        }
    }
    let mut intake = Intake::new(input);
    let mut digests = Vec::new();
    for (day, papers) in by_day(input, &papers) {
        for (found, spot) in papers {
            take(&mut intake, found, spot);
        }
        match head(input, root, day) {
            Ok(head) => digests.extend(intake.close(head)),
            Err(fault) => {
                intake.report(fault, 1);
                intake.forget();
            }
        }
    }
    Reading {
        digests,
        ..intake.leave_out()
    }
}

/// The reading of a file in which a source says that it has no answer.
fn refused(input: Input<'_>, said: &str) -> Reading {
    let mut intake = Intake::new(input);
    let said = format!("the source answered with an error ({said}); the file makes no digest");
    intake.report(
        Diagnostic::warning(said).help("fetch it again, or delete the file"),
        1,
    );
    intake.leave_out()
}

/// Papers of a day, with their places.
type OfDay<'f, 'a> = (Option<Date>, Vec<(&'f Found<'a>, Spot)>);

/// The papers by the days that they stand under, in the order in which the days first come; without
/// papers, one day that is not told. A day may come again behind others.
fn by_day<'f, 'a>(input: Input<'_>, papers: &'f [Found<'a>]) -> Vec<OfDay<'f, 'a>> {
    let mut days: Vec<OfDay<'f, 'a>> = Vec::new();
    let mut places = BTreeMap::new();
    let mut spots = Spots::new(input.text);
    for found in papers {
        let place = *places.entry(found.day).or_insert(days.len());
        if place == days.len() {
            days.push((found.day, Vec::new()));
        }
        days[place].1.push((found, spots.of(found.text)));
    }
    if days.is_empty() {
        days.push((None, Vec::new()));
    }
    days
}

fn take(intake: &mut Intake<'_>, found: &Found<'_>, spot: Spot) {
    let mut raw = match &found.shape {
        Shape::Record => match serde_json::from_str(found.text.get()) {
            Ok(Value::Map(fields)) => loose::raw_record(fields),
            Ok(_) => return intake.skip(NO_OBJECT, spot),
            Err(error) => {
                let reason = reason(&error);
                let fault = format!("this record cannot be read ({reason}); it is left out");
                return intake.skip(&fault, spot);
            }
        },
        Shape::Python(text) => match python::parse(text) {
            Ok(Value::Map(fields)) => owned(loose::raw_record(fields)),
            Ok(_) => {
                return intake.skip("this record is no Python dictionary; it is left out", spot);
            }
            Err(fault) => {
                let fault = format!("this record cannot be read ({fault}); it is left out");
                return intake.skip(&fault, spot);
            }
        },
        Shape::Citation(id) => RawRecord {
            ids: vec![Cow::Borrowed(id)],
            is_citation: true,
            ..RawRecord::default()
        },
        Shape::Other(1) => return intake.skip(NO_OBJECT, spot),
        Shape::Other(count) => {
            (1..*count).for_each(|_| intake.skip_reported());
            let fault = format!("{count} records are no JSON objects; they are left out");
            return intake.skip(&fault, spot);
        }
    };
    if let Some(key) = found.key.as_deref() {
        raw.ids.push(Cow::Borrowed(key));
    }
    if let Some(topic) = found.topic.as_deref() {
        raw.topics.push(Cow::Borrowed(topic));
    }
    if raw.note.is_none() {
        raw.note = found.note.as_deref().map(Cow::Borrowed);
    }
    intake.take(raw, spot);
}

const NO_OBJECT: &str = "this record is no JSON object; it is left out";

/// A record that outlives the text it was read from.
fn owned(raw: RawRecord<'_>) -> RawRecord<'static> {
    raw.into_owned()
}

/// What the object around the papers says of the digest.
///
/// # Errors
/// A diagnostic for a date that the calendar lacks.
fn head(input: Input<'_>, root: &RawValue, day: Option<Date>) -> Result<Head, Diagnostic> {
    if day.is_some() {
        return Ok(Head {
            date: day,
            ..Head::default()
        });
    }
    let around = search::around(root);
    let date = match around.date.as_deref().map(dates::parse) {
        Some(Ok(date)) => date.exact(),
        Some(Err(fault @ crate::model::date::DateFault::NoSuchDay(_))) => {
            return Err(
                Diagnostic::error(format!("{fault}; the digest is left out"))
                    .help("write dates as YYYY-MM-DD"),
            );
        }
        Some(Err(_)) | None => None,
    };
    let made = || dates::parse(around.generated.as_deref()?).ok()?.exact();
    Ok(Head {
        date: date.or_else(|| input.date()).or_else(made),
        title: around.title,
        introduction: around.introduction,
        is_single: search::is_single(root),
    })
}
