//! The JSON of the Hugging Face daily-papers API: a list of `{paper: {…}, title, …}`.
//!
//! What its fields mean, the vocabulary says. What the file is named decides the date: the outer
//! `publishedAt` is New York time labelled as UTC, often a day early.

use super::{begins, elements, is_null, member, members, record, root};
use crate::model::date::{self, Date};
use crate::readers::intake::{Head, Intake};
use crate::readers::record::RawRecord;
use crate::readers::source::Source;
use crate::readers::value::{Fields, Value};
use crate::readers::{Format, Options, Reading};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "Hugging Face daily papers JSON",
    recognise,
    parse: read,
};

/// Asks the first element alone where that is enough: a list of many megabytes is not read twice.
fn recognise(source: &Source<'_>) -> Result<(), String> {
    #[derive(Deserialize)]
    struct Probe {
        paper: Option<IgnoredAny>,
    }
    let inside = &begins(source, &['['])?[1..];
    let mut values = serde_json::Deserializer::from_str(inside).into_iter::<Probe>();
    if let Some(Ok(Probe { paper: Some(_) })) = values.next() {
        return Ok(());
    }
    // A first element that is broken says nothing about the others.
    let elements = root(source).map_err(|fault| fault.message)?;
    let elements = elements_of(elements);
    let has_paper = |element| member(&members(element), "paper").is_some_and(|p| !is_null(p));
    if elements.iter().copied().any(has_paper) || elements.iter().all(|e| is_null(e)) {
        Ok(())
    } else {
        Err("none of its elements has a `paper`".to_owned())
    }
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    let root = match root(source) {
        Ok(root) => root,
        Err(fault) => return Reading::unreadable(fault),
    };
    let mut intake = Intake::new(source);
    let mut first_day = None;
    for element in elements_of(root).into_iter().filter(|e| !is_null(e)) {
        let offset = source.offset_of(element.get());
        match record(element) {
            Ok(fields) if has_paper(&fields) => {
                first_day = first_day.or_else(|| published_day(&fields));
                intake.take(RawRecord::from_fields(fields), offset);
            }
            Ok(_) => intake.skip("this record has no `paper`; it is left out", offset),
            Err(reason) => intake.skip(&reason, offset),
        }
    }
    intake.finish(Head {
        date: source.date().or(first_day),
        ..Head::default()
    })
}

fn elements_of(root: &serde_json::value::RawValue) -> super::Elements<'_> {
    elements(root).unwrap_or_default()
}

fn has_paper(fields: &Fields<'_>) -> bool {
    let is_paper =
        |(name, value): &(_, Value<'_>)| name == "paper" && matches!(value, Value::Map(_));
    fields.iter().any(is_paper)
}

/// The day on which the list showed the paper, for a file whose name has no date.
fn published_day(fields: &Fields<'_>) -> Option<Date> {
    let mut fields = fields.iter();
    let (_, value) = fields.find(|(name, _)| name == "publishedAt")?;
    date::parse(&value.text()?).ok()
}
