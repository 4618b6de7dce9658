//! How reference managers and publishers wrap their records: a list, `{"items": […]}`,
//! `{"references": […]}`, `{"message": {"items": […]}}`, one record in `message`, or one alone.

use super::{Elements, elements, is_null, member, members, reason, root, value};
use crate::readers::Reading;
use crate::readers::intake::{Head, Intake};
use crate::readers::source::Source;
use crate::readers::tagged;
use crate::readers::value::{Fields, Value};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The records within a value, which is one itself if it holds none.
fn records(value: &RawValue) -> Elements<'_> {
    if let Some(elements) = elements(value) {
        return elements;
    }
    let fields = members(value);
    let mut lists = ["items", "references"].into_iter();
    if let Some(list) = lists.find_map(|name| elements(member(&fields, name)?)) {
        return list;
    }
    match member(&fields, "message").filter(|inner| inner.get().starts_with('{')) {
        Some(inner) => records(inner),
        None => vec![value],
    }
}

/// Whether some record of a file is of a kind, each of which has a field of the name `field`. Of a
/// list, the first decides where it is sound, so that a list of many megabytes is not read twice.
///
/// # Errors
/// Says why it is not: `what` names the kind.
pub fn recognise(
    source: &Source<'_>,
    field: &str,
    what: &str,
    is_of_kind: impl Fn(&Fields<'_>) -> bool,
) -> Result<(), String> {
    let text = source.text.trim_start();
    if !text.starts_with(['[', '{']) {
        return Err("it is not JSON".to_owned());
    }
    let quoted = format!("\"{field}\"");
    if memchr::memmem::find(text.as_bytes(), quoted.as_bytes()).is_none() {
        return Err(format!("it has no field `{field}`"));
    }
    let is_of_kind =
        |element: &RawValue| matches!(value(element), Some(Value::Map(f)) if is_of_kind(&f));
    if let Some(inside) = text.strip_prefix('[') {
        let mut values = serde_json::Deserializer::from_str(inside).into_iter::<&RawValue>();
        if let Some(Ok(first)) = values.next()
            && first.get().starts_with('{')
        {
            return match is_of_kind(first) {
                true => Ok(()),
                false => Err(format!("its first element is no {what}")),
            };
        }
    }
    let root: &RawValue = serde_json::from_str(source.text)
        .map_err(|error| format!("is not JSON: {}", reason(&error)))?;
    match records(root).into_iter().any(is_of_kind) {
        true => Ok(()),
        false => Err(format!("it holds no {what}")),
    }
}

/// Reads the records of an export, one after the other.
pub fn read(
    source: &Source<'_>,
    mut take: impl for<'a> FnMut(&mut Intake<'_>, Fields<'a>, usize),
) -> Reading {
    let root = match root(source) {
        Ok(root) => root,
        Err(fault) => return Reading::unreadable(fault),
    };
    let mut intake = Intake::new(source);
    for element in records(root)
        .into_iter()
        .filter(|element| !is_null(element))
    {
        let offset = source.offset_of(element.get());
        match super::record(element) {
            Ok(fields) => take(&mut intake, fields, offset),
            Err(reason) => intake.skip(&reason, offset),
        }
    }
    intake.finish(Head {
        date: source.date(),
        ..Head::default()
    })
}

/// A value whose texts have no tags: publishers write titles and abstracts with them.
pub fn without_tags(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Text(Cow::Borrowed(text)) => Value::Text(tagged::plain(text)),
        Value::Text(text) => Value::from(tagged::plain(&text).into_owned()),
        Value::List(values) => Value::List(values.into_iter().map(without_tags).collect()),
        value => value,
    }
}
