//! What the JSON formats share: separating the elements of a text without losing their places, and
//! faults of its syntax.

pub mod csl;
pub mod day;
mod exports;
pub mod huggingface;
pub mod lines;
pub mod offprint;
mod rows;
mod search;
pub mod topic_rows;
pub mod zotero;

use super::source::Source;
use super::value::{Fields, Name, Value};
use crate::diagnostic::Diagnostic;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The elements of a list as they stand in the text.
type Elements<'a> = Vec<&'a RawValue>;

/// The fields of an object as they stand in the text, in their order.
struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

/// The whole file as one value.
///
/// # Errors
/// A diagnostic with line and column.
fn root<'a>(source: &Source<'a>) -> Result<&'a RawValue, Diagnostic> {
    serde_json::from_str(source.text).map_err(|error| fault(source, &error))
}

/// The fields of an object; none of anything else.
fn members(value: &RawValue) -> Vec<(Cow<'_, str>, &RawValue)> {
    let members = serde_json::from_str::<Members<'_>>(value.get());
    members.map_or_else(|_| Vec::new(), |Members(members)| members)
}

/// The value of the first field of a name.
fn member<'a>(members: &[(Cow<'a, str>, &'a RawValue)], name: &str) -> Option<&'a RawValue> {
    let mut members = members.iter();
    members
        .find(|(known, _)| known == name)
        .map(|(_, value)| *value)
}

/// The elements of a list; none of anything else.
fn elements(value: &RawValue) -> Option<Elements<'_>> {
    serde_json::from_str(value.get()).ok()
}

/// A value whole; none of what is nested too deeply.
fn value(value: &RawValue) -> Option<Value<'_>> {
    serde_json::from_str(value.get()).ok()
}

/// The fields of a record of a list.
///
/// # Errors
/// Says why it cannot be read, and that it is left out.
fn record(element: &RawValue) -> Result<Fields<'_>, String> {
    match serde_json::from_str(element.get()) {
        Ok(Value::Map(fields)) => Ok(fields),
        Ok(_) => Err("this record is no JSON object; it is left out".to_owned()),
        Err(error) => Err(unreadable("record", &reason(&error))),
    }
}

/// What to say of a record that cannot be read.
fn unreadable(what: &str, reason: &str) -> String {
    format!("this {what} cannot be read ({reason}); it is left out")
}

fn is_null(element: &RawValue) -> bool {
    element.get() == "null"
}

/// Whether a file begins as JSON of a kind does: with one of `signs`, `{` or `[`.
///
/// # Errors
/// Says what it is instead.
fn begins<'a>(source: &Source<'a>, signs: &[char]) -> Result<&'a str, String> {
    let text = source.text.trim_start();
    match text.chars().next() {
        Some(sign) if signs.contains(&sign) => Ok(text),
        Some('{') => Err("it is an object, no list".to_owned()),
        Some('[') => Err("it is a list, no object".to_owned()),
        _ => Err("it does not begin as JSON".to_owned()),
    }
}

/// What is wrong with a file that looks like JSON; none where it is sound JSON, or was never meant to
/// be any.
pub fn syntax_fault(source: &Source<'_>) -> Option<Diagnostic> {
    if source.extension() != "json" && !source.text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let error = serde_json::from_str::<IgnoredAny>(source.text).err()?;
    Some(fault(source, &error))
}

/// What is wrong, in JSON's own words, without the place, which a diagnostic gives by itself.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or(&text);
    reason.replace("EOF while parsing", "the file ends within")
}

fn fault(source: &Source<'_>, error: &serde_json::Error) -> Diagnostic {
    let (offset, help) = if error.is_eof() {
        (
            source.text.len(),
            "the file is cut short: fetch or write it again",
        )
    } else {
        let offset = source.offset_at(0, error.line(), error.column());
        (offset, "fix the file at this place, or write it again")
    };
    let fault = Diagnostic::error(format!("is not JSON: {}", reason(error)));
    source.point(fault.code("broken-json").help(help), offset)
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((Name(name), value)) = map.next_entry()? {
                    members.push((name, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(MembersVisitor)
    }
}
